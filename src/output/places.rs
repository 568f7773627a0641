//! Finds the page on which every figure of a document stands.
//!
//! The document is laid out once more, with an invisible note behind every figure;
//! a note takes no room, so the pages are those of the PDF.

use typst::foundations::Value;
use typst::introspection::MetadataElem;

use super::{Look, pages};
use crate::diagnostic::Diagnostic;
use crate::document::Document;

/// What a note begins with; the position of the figure in the text follows.
const NOTE: &str = "vorlage.zahl.";

/// The page of each of [`Document::printed`], from one.
pub fn pages_of_figures(
    document: &Document,
    look: &Look,
) -> Result<Vec<Option<usize>>, Vec<Diagnostic>> {
    let laid_out = pages(document, &noting(look))?;
    let notes = laid_out.introspector().elements();
    let mut found = vec![None; document.printed.len()];
    for element in notes.all() {
        let Some(index) = element.to_packed::<MetadataElem>().and_then(|note| figure(&note.value))
        else {
            continue;
        };
        let position = element.location().and_then(|location| notes.position(location));
        if let (Some(slot @ None), Some(position)) = (found.get_mut(index), position) {
            *slot = Some(position.page.get());
        }
    }
    typst::comemo::evict(0);
    Ok(found)
}

/// `look` with a function `zahl` that leaves a note behind what it sets.
fn noting(look: &Look) -> Look {
    let seite = format!(
        "{}\n#let _zahl = zahl\n#let zahl(nr, betrag) = {{ _zahl(nr, betrag); metadata(\"{NOTE}\" + str(nr)) }}\n",
        look.seite
    );
    Look { seite, ..look.clone() }
}

fn figure(note: &Value) -> Option<usize> {
    match note {
        Value::Str(text) => text.strip_prefix(NOTE)?.parse().ok(),
        _ => None,
    }
}
