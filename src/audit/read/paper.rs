//! Turns the text of a paper into blocks of running text and tables.
//!
//! Reads Markdown and plain text alike: pipe tables, tables with tabulators, and
//! whatever is neither as paragraphs. Any text is a paper; nothing is refused.

use std::ops::Range;

use super::block::{Block, BlockKind};
use super::fence::{self, unquoted};
use super::flow::{Flow, is_divided};
use super::layout::Region;
use super::sentence::{Sentence, ends, sentences};
use super::table::{Table, cells, has_amounts, is_head};
use super::{layout, listing, stack, synopsis, year};

/// A paper as it is read by the checks.
#[derive(Debug, Default)]
pub(in crate::audit) struct Paper {
    /// Its parts from top to bottom.
    pub(in crate::audit) parts: Vec<Part>,
    /// Lists of names and amounts in its running text, as tables.
    pub(in crate::audit) listings: Vec<Table>,
    /// Whether it says that its amounts are rounded.
    pub(in crate::audit) is_rounded: bool,
}

/// A part of a paper.
#[derive(Debug)]
pub(in crate::audit) enum Part {
    /// Running text.
    Block(Block),
    /// A table.
    Table(Table),
}

/// A piece of a paper whose structure is known before it is read: bytes of its text.
#[derive(Debug, Clone)]
pub enum Piece {
    /// A paragraph.
    Paragraph(Range<usize>),
    /// A heading.
    Heading(Range<usize>),
    /// An item of a list.
    Item(Range<usize>),
    /// A table: its rows from top to bottom, each with its cells from left to right.
    Table(Vec<Vec<Range<usize>>>),
}

impl Paper {
    /// Reads a whole text.
    pub(in crate::audit) fn read(text: &str) -> Self {
        let mut reader = Reader::default();
        let beside = synopsis::find(text);
        let mut fences = fence::find(text).into_iter().peekable();
        let mut regions = regions(text).into_iter().peekable();
        let mut start = 0;
        for line in text.split_inclusive('\n') {
            let bare = line.trim_end_matches(['\n', '\r']);
            let is_fenced = fences.peek().is_some_and(|fence| fence.contains(&start));
            let region = regions.peek().filter(|region| region.range.start < start + line.len());
            if is_fenced {
                reader.fenced(bare, start);
            } else if let Some(region) = region {
                // The first line of a table stands for all of it.
                if region.range.start >= start && !beside.contains(&start) {
                    reader.region(text, region);
                }
            } else if !beside.contains(&start) {
                reader.line(bare, start);
            }
            start += line.len();
            fences.next_if(|fence| fence.end <= start);
            while regions.next_if(|region| region.range.end <= start).is_some() {}
        }
        let mut paper = reader.finish();
        paper.listings = listing::find(text);
        paper.is_rounded = says_rounded(text);
        paper
    }

    /// Reads pieces of `text` whose structure is known, as those of an office document.
    pub(in crate::audit) fn of_pieces(text: &str, pieces: &[Piece]) -> Self {
        let mut reader = Reader::default();
        let words = |range: &Range<usize>| text.get(range.clone()).unwrap_or_default();
        for piece in pieces {
            reader.is_open = false;
            match piece {
                Piece::Paragraph(range) => {
                    reader.block(BlockKind::Paragraph, words(range), range.start);
                }
                Piece::Heading(range) => {
                    reader.block(BlockKind::Heading, words(range), range.start);
                }
                Piece::Item(range) => reader.block(BlockKind::Item, words(range), range.start),
                Piece::Table(rows) => {
                    for row in rows {
                        let cells =
                            row.iter().map(|range| Flow::verbatim(words(range), range.start));
                        reader.row(cells.collect());
                    }
                }
            }
        }
        let mut paper = reader.finish();
        paper.is_rounded = says_rounded(text);
        paper
    }

    /// All running text, with the number of its part.
    pub(in crate::audit) fn blocks(&self) -> impl Iterator<Item = (usize, &Block)> {
        self.parts.iter().enumerate().filter_map(|(index, part)| match part {
            Part::Block(block) => Some((index, block)),
            Part::Table(_) => None,
        })
    }

    /// All tables.
    pub(in crate::audit) fn tables(&self) -> impl Iterator<Item = &Table> {
        self.parts.iter().filter_map(|part| match part {
            Part::Table(table) => Some(table),
            Part::Block(_) => None,
        })
    }

    /// All sentences of the running text.
    pub(in crate::audit) fn sentences(&self) -> Vec<Sentence<'_>> {
        let spoken = self.blocks().filter(|(_, block)| block.kind != BlockKind::Fenced);
        spoken.flat_map(|(index, block)| sentences(index, block)).collect()
    }
}

#[derive(Default)]
struct Reader {
    paper: Paper,
    /// Whether the next line goes on with the last part.
    is_open: bool,
}

impl Reader {
    fn line(&mut self, line: &str, start: usize) {
        let (line, start) = unquoted(line, start);
        let trimmed = line.trim();
        let indent = line.len() - line.trim_start().len();
        if trimmed.is_empty() {
            self.is_open = false;
        } else if trimmed.starts_with('|') && trimmed.len() > 1 {
            self.row(cells(trimmed, '|', start + indent));
        } else if trimmed.contains('\t') || line.starts_with('\t') && self.is_in_table() {
            let row = cells(line, '\t', start);
            // A table may stand right below another one where only the places of words tell.
            self.is_open &= !is_head(&row) || !self.has_amounts();
            self.row(row);
        } else if let Some(length) = heading(trimmed) {
            let text = trimmed.get(length..).unwrap_or_default();
            self.block(BlockKind::Heading, text, start + indent + length);
            self.is_open = false;
        } else if let Some(length) = bullet(trimmed) {
            let text = trimmed.get(length..).unwrap_or_default();
            self.block(BlockKind::Item, text, start + indent + length);
        } else if self.is_in_table() && !trimmed.ends_with('.') && trimmed.len() < 200 {
            self.row(vec![Flow::read(trimmed, start + indent)]);
        } else if !self.goes_on(trimmed, start + indent) {
            self.block(BlockKind::Paragraph, trimmed, start + indent);
        }
    }

    /// A table that only blanks or the ends of lines make.
    fn region(&mut self, text: &str, region: &Region) {
        self.is_open = false;
        for row in &region.rows {
            let cell = |range: &Range<usize>| {
                Flow::verbatim(text.get(range.clone()).unwrap_or_default(), range.start)
            };
            self.row(row.iter().map(cell).collect());
        }
        self.is_open = false;
    }

    /// A line between fences or one of these themselves; the first begins a new block.
    fn fenced(&mut self, line: &str, start: usize) {
        let (line, start) = unquoted(line, start);
        if fence::mark(line).is_some() {
            self.block(BlockKind::Fenced, "", start);
            self.is_open = false;
        } else if let Some(Part::Block(block)) = self.paper.parts.last_mut() {
            block.flow.continue_with(line, start);
        }
    }

    fn is_in_table(&self) -> bool {
        self.is_open && matches!(self.paper.parts.last(), Some(Part::Table(_)))
    }

    fn has_amounts(&self) -> bool {
        let Some(Part::Table(table)) = self.paper.parts.last() else { return false };
        table.rows.iter().any(|row| has_amounts(row))
    }

    fn row(&mut self, row: Vec<Flow>) {
        if !self.is_in_table() {
            self.paper.parts.push(Part::Table(Table::default()));
        }
        self.is_open = true;
        let is_rule = row.iter().all(|cell| cell.text().chars().all(|char| ":- ".contains(char)))
            && row.iter().any(|cell| cell.text().contains("--"));
        if let (Some(Part::Table(table)), false) = (self.paper.parts.last_mut(), is_rule) {
            table.rows.push(row);
        }
    }

    fn block(&mut self, kind: BlockKind, text: &str, start: usize) {
        let flow = Flow::read(text, start);
        self.paper.parts.push(Part::Block(Block { kind, flow, year: None }));
        self.is_open = true;
    }

    /// Adds `line` to the last block where it goes on, also over the end of a page.
    fn goes_on(&mut self, line: &str, start: usize) -> bool {
        let Some(Part::Block(block)) = self.paper.parts.last_mut() else { return false };
        if matches!(block.kind, BlockKind::Heading | BlockKind::Fenced) {
            return false;
        }
        let text = block.flow.text();
        let is_unfinished = !text.trim_end().ends_with(['.', ':', ';', '!', '?', ')', ',']);
        // Where a sentence before has its full stop, the last one is to have it as well.
        let is_within = || line.starts_with(char::is_lowercase) || ends(text).len() > 1;
        let is_broken = is_divided(text, line) || (is_unfinished && text.len() > 60 && is_within());
        let goes_on = self.is_open || is_broken;
        if goes_on {
            block.flow.continue_with(line, start);
            self.is_open = true;
        }
        goes_on
    }

    fn finish(mut self) -> Paper {
        let mut above = None;
        let parts = std::mem::take(&mut self.paper.parts);
        for mut part in parts {
            match &mut part {
                Part::Block(block) => {
                    block.year = year::of_block(block.flow.text()).or(above);
                    above = year::alone(block.flow.text());
                }
                Part::Table(table) => {
                    table.without_empty_columns();
                    table.take_header();
                    above = None;
                }
            }
            match (self.paper.parts.last_mut(), part) {
                (Some(Part::Table(last)), Part::Table(next)) if last.goes_on_in(&next) => {
                    last.rows.extend(next.rows);
                }
                (Some(Part::Table(last)), Part::Table(next)) if last.is_widened_by(&next) => {
                    last.widen(next);
                }
                (Some(Part::Table(_)), Part::Table(next)) => {
                    let is_rest = next.header.is_empty();
                    self.paper.parts.push(Part::Table(Table { is_rest, ..next }));
                }
                (_, part) => self.paper.parts.push(part),
            }
        }
        self.paper
    }
}

/// Whether a paper says that sums may be off because their amounts are rounded.
fn says_rounded(text: &str) -> bool {
    const WORDS: [&str; 6] = [
        "rundungsdifferenz",
        "rundungsbedingt",
        "rundungsabweichung",
        "gerundet",
        "rundungen",
        "rundungsfehler",
    ];
    let text = text.to_lowercase();
    WORDS.iter().any(|word| text.contains(word))
}

/// The tables that only blanks or the ends of lines make, none inside another.
fn regions(text: &str) -> Vec<Region> {
    let mut regions = layout::find(text);
    regions.extend(stack::find(text));
    regions.sort_by_key(|region| region.range.start);
    let mut end = 0;
    regions.retain(|region| {
        let is_free = region.range.start >= end;
        end = if is_free { region.range.end } else { end };
        is_free
    });
    regions
}

fn heading(line: &str) -> Option<usize> {
    let hashes = line.bytes().take_while(|byte| *byte == b'#').count();
    ((1..=6).contains(&hashes) && line.as_bytes().get(hashes) == Some(&b' ')).then_some(hashes + 1)
}

/// How many bytes the mark takes that makes `line` an item.
fn bullet(line: &str) -> Option<usize> {
    if let Some(mark) = ["- ", "* ", "+ ", "• ", "– "].iter().find(|mark| line.starts_with(**mark))
    {
        return Some(mark.len());
    }
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let rest = line.get(digits..)?;
    let is_number = (1..=2).contains(&digits) && (rest.starts_with(". ") || rest.starts_with(") "));
    is_number.then_some(digits + 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_blocks_and_tables() {
        let paper = Paper::read(
            "## Kosten\n\nin der Teil-\n\nplanzeile 11.\n- a\n- b\n\n\t2021\t2022\n<b>Summe</b>\t1,00€\t\n\n| a | b |\n|:--|--:|\n| x | 2 |\n",
        );
        let texts: Vec<&str> = paper.blocks().map(|(_, block)| block.flow.text()).collect();
        assert_eq!(texts, ["Kosten", "in der Teilplanzeile 11.", "a", "b"]);
        let tables: Vec<&Table> = paper.tables().collect();
        let row = |table: &Table| table.rows[0].iter().map(|c| c.text().to_owned()).collect();
        let rows: Vec<Vec<String>> = tables.iter().map(|table| row(table)).collect();
        assert_eq!(rows, [vec!["Summe", "1,00€", ""], vec!["x", "2"]]);
        assert_eq!(tables[0].header[1], "2021");
    }

    #[test]
    fn reads_what_is_quoted_and_what_a_page_breaks_apart() {
        let text = "1. Ziffer 2 erhält folgende Fassung:\n\n   > 2. wie folgt:\n   >\n   >    - **Haushaltsjahr 2021:** Es werden\n   >      9 € benötigt.\n   >\n   >    | a | b |\n   >    | x | 2 |\n";
        let paper = Paper::read(text);
        let texts: Vec<&str> = paper.blocks().map(|(_, block)| block.flow.text()).collect();
        assert_eq!(
            texts,
            [
                "Ziffer 2 erhält folgende Fassung:",
                "wie folgt:",
                "Haushaltsjahr 2021: Es werden 9 € benötigt."
            ]
        );
        let item = paper.blocks().last().unwrap().1;
        assert_eq!((item.year, &text[item.flow.source(&(14..18))]), (Some(2021), "2021"));
        assert_eq!(paper.tables().count(), 1);

        let first = "Haushaltsjahr 2021: Es werden Mittel benötigt. Demgegenüber werden allgemeine";
        let blocks = |text: String| Paper::read(&text).blocks().count();
        assert_eq!(blocks(format!("{first}\n\nUmlagen erwartet.\n")), 1);
        // What has not one full stop may be a heading, and what has its last is complete.
        assert_eq!(blocks(format!("{}\n\nBegründung\n", first.replace('.', ","))), 2);
        assert_eq!(blocks(format!("{first}.\n\nBegründung\n")), 2);
    }
    #[test]
    fn a_drawing_says_no_sentences() {
        let text = "Text.\n\n```diagramm jahre\nTitel\nHaushaltsjahr 2026\nEigenanteil: 5 €\nHaushaltsjahr 2027\nEigenanteil: 7 €\n```\nEnde.\n";
        let paper = Paper::read(text);
        let said: Vec<&str> = paper.sentences().iter().map(Sentence::text).collect();
        assert_eq!(said, ["Text.", "Ende."]);
        // Its amounts are those of the paper all the same.
        assert!(paper.blocks().any(|(_, block)| block.flow.text().contains("7 €")));
    }
}
