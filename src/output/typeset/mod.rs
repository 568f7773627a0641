//! Turns the Markdown of a document into a complete Typst source.
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
mod literal;
mod table;
mod words;

use std::ops::Range;

use pulldown_cmark::{Event, Parser, Tag};

use crate::document::{Change, Document, Meta, OPTIONS, Printed};

use super::Look;

pub(super) use self::changes::lacking;
pub(super) use self::diagram::lacking as lacking_diagram;

use self::blocks::Blocks;
use self::literal::literal;

/// A piece of Markdown with its bytes in the text.
type Piece<'a> = (Event<'a>, Range<usize>);

/// A Markdown text, the figures that stand in it, and the words that have to break.
#[derive(Clone, Copy)]
struct Text<'a> {
    markdown: &'a str,
    printed: &'a [Printed],
    changes: &'a [Change],
    endless: &'a [Range<usize>],
}

/// The document as a Typst source that needs nothing beside it but the fonts.
pub fn typeset(document: &Document, look: &Look) -> String {
    let pieces = events(&document.markdown);
    let endless = words::endless(&pieces);
    let text = Text {
        markdown: &document.markdown,
        printed: &document.printed,
        changes: &document.changes,
        endless: &endless,
    };
    let (letterhead, body) = pieces.split_at(end_of_letterhead(&pieces));

    let mut blocks = Blocks::new(text, look.seite.clone());
    blocks.raw("\n");
    blocks.raw(&show_rule(&document.meta));
    if !letterhead.is_empty() {
        blocks.letterhead(letterhead);
    }
    blocks.extend(body);
    blocks.finish()
}

/// The Markdown as events; smart punctuation is left alone, what is written stands.
pub(super) fn events(markdown: &str) -> Vec<Piece<'_>> {
    Parser::new_ext(markdown, OPTIONS).into_offset_iter().collect()
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

/// The index of the first heading that stands in no other block; without one there is no letterhead.
fn end_of_letterhead(pieces: &[Piece]) -> usize {
    let mut depth = 0_usize;
    for (index, (event, _)) in pieces.iter().enumerate() {
        match event {
            Event::Start(Tag::Heading { .. }) if depth == 0 => return index,
            Event::Start(_) => depth += 1,
            Event::End(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    0
}
