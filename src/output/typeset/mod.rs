//! Turns the tree of a document into a complete Typst source.
//!
//! ```text
//! seite.typ                      the functions that the rest calls
//! #show: seite.with(…)           what the document is
//! #briefkopf([…], […])           the blocks before the first heading
//! #heading(level: 1)[…] …        the document
//! ```
//!
//! Invariant: text of the document only ever stands inside string literals, so
//! nothing in it can become Typst code; every function that is called is either
//! Typst's own or defined in `seite.typ`.

mod blocks;
mod changes;
mod diagram;
mod line;
mod literal;
mod table;
mod words;

use crate::document::{Document, Meta};

use super::Look;

pub(super) use self::changes::lacking;
pub(super) use self::diagram::{drawn, lacking as lacking_diagram};

use self::blocks::Blocks;
use self::literal::Text;
pub(super) use self::literal::literal;

/// The document as a Typst source that needs nothing beside it but the fonts.
pub fn typeset(document: &Document, look: &Look) -> String {
    let endless = words::endless(&document.tree);
    let text = Text { printed: &document.printed, endless: &endless };
    let mut blocks = Blocks::new(text, look.seite.clone());
    blocks.raw("\n");
    blocks.raw(&show_rule(&document.meta));
    if !document.tree.letterhead.is_empty() {
        blocks.letterhead(&document.tree.letterhead);
    }
    blocks.extend(&document.tree.body);
    blocks.finish()
}

fn show_rule(meta: &Meta) -> String {
    let [art, nummer, betreff, stadt] =
        [&meta.art, &meta.nummer, &meta.betreff, &meta.stadt].map(|text| literal(text));
    let (year, month, day) = (meta.datum.year(), meta.datum.month(), meta.datum.day());
    format!(
        "#show: seite.with(\n  art: {art},\n  nummer: {nummer},\n  betreff: {betreff},\n  \
         stadt: {stadt},\n  datum: datetime(year: {year}, month: {month}, day: {day}),\n)\n"
    )
}
