//! Turns what is set line by line into blocks of the comparison: a diagram into rows of a
//! table, any other text into a paragraph per line.
//!
//! So no text of the comparison ever holds the end of a line, and an amount of a diagram
//! stands beside the one that it replaces.

use std::sync::Arc;

use super::blocks::{Block, Content};
use super::table::Line;
use super::words;
use crate::data::Wording;
use crate::document::tree::{Diagram, DiagramLine, Span, is_blank};

/// What the columns of a diagram are called: of its names and of its amounts.
const HEADS: [&str; 2] = ["synopse.diagramm_bezeichnung", "synopse.diagramm_betrag"];

/// The lines that say something, as blocks; `origin` is the place of them all.
pub(in crate::compare) fn lines(
    lines: &[Vec<Span>],
    origin: &str,
    wording: &Wording,
    read: &dyn Fn(&[Span]) -> Line,
) -> Vec<Block> {
    let said = lines.iter().filter(|line| !is_blank(line)).enumerate();
    let block = |(index, line): (usize, &Vec<Span>)| {
        let number = (index + 1).to_string();
        let origin = wording.fill("synopse.zeile", &[("ort", origin), ("nummer", &number)]);
        Block::new(words::words(&origin), Content::Paragraph(read(line).0))
    };
    said.map(block).collect()
}

/// A diagram: its title, then a row for each bar and for what heads a group.
pub(in crate::compare) fn diagram(
    diagram: &Diagram,
    wording: &Wording,
    read: &dyn Fn(&[Span]) -> Line,
) -> Vec<Block> {
    let heads = Arc::new(HEADS.map(|key| words::words(wording.say(key))).to_vec());
    let row = |line: &DiagramLine| {
        let (name, _) = read(&line.name);
        let (amount, _) = read(line.amount.as_deref().unwrap_or_default());
        let heads = Arc::clone(&heads);
        Block::new(name.clone(), Content::Row { heads, cells: vec![name, amount] })
    };
    let title = words::words(wording.say("synopse.diagramm"));
    let title = Block::new(title, Content::Paragraph(read(&diagram.title).0));
    std::iter::once(title).chain(diagram.lines.iter().map(row)).collect()
}
