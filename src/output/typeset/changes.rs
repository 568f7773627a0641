//! Which functions of the page layout set changed words, and whether it has them.

use crate::document::{ChangeKind, Document};
use crate::output::Look;

/// The functions of `seite.typ` that set changed words.
const FUNCTIONS: [(ChangeKind, &str); 2] =
    [(ChangeKind::Struck, "gestrichen"), (ChangeKind::Inserted, "eingefuegt")];

/// The functions that `document` needs and `look` does not define.
pub(in crate::output) fn lacking(document: &Document, look: &Look) -> Vec<&'static str> {
    let is_used = |art| document.changes.iter().any(|change| change.art == art);
    let is_defined = |name: &str| look.seite.contains(&format!("#let {name}("));
    let used = FUNCTIONS.into_iter().filter(|(art, _)| is_used(*art));
    used.map(|(_, name)| name).filter(|name| !is_defined(name)).collect()
}

/// The function that sets words that changed like this.
pub(super) fn function(art: ChangeKind) -> &'static str {
    FUNCTIONS.into_iter().find(|(of, _)| *of == art).map_or("", |(_, name)| name)
}
