//! Walks over the tree of a document and says to a writer what comes next.
//!
//! What all office formats have in common is decided here once: which style a paragraph has,
//! where headings skip no level, where a number of a list does not run on, how a wide table
//! is dealt to several. A writer only puts it into the words of its format.

use super::picture::Drawing;
use super::runs::{Run, runs};
use super::style::Style;
use super::table::Grid;
use crate::document::Document;
use crate::document::tree::{Block, Content, Item, List, Span, Table, is_blank, text};
use crate::output::wide;

/// What hears of the parts of a document in their order.
pub(super) trait Sink {
    /// A paragraph, which stays with what follows it where it `keeps`.
    fn paragraph(&mut self, style: Style, runs: &[Run<'_>], keeps: bool);
    /// A list begins.
    fn list(&mut self, is_numbered: bool);
    /// An item of it begins; with a number where it is not the one that follows.
    fn item(&mut self, number: Option<u64>);
    /// The item ends.
    fn end_item(&mut self);
    /// The list ends.
    fn end_list(&mut self);
    /// A quotation begins, or ends.
    fn quote(&mut self, begins: bool);
    /// A table, or a part of one.
    fn table(&mut self, grid: &Grid<'_>);
    /// A diagram.
    fn drawing(&mut self, drawing: &Drawing);
    /// A line across the page.
    fn rule(&mut self);
}

/// Tells `sink` of all of `document`, whose diagrams are `drawings` in their order.
pub(super) fn walk(document: &Document, drawings: &[Drawing], sink: &mut dyn Sink) {
    let mut walker = Walker {
        sink,
        drawings: drawings.iter(),
        styles: vec![Style::Sender],
        depth: 0,
        level: 0,
        heading: document.meta.betreff.clone(),
        in_letterhead: true,
    };
    for block in &document.tree.letterhead {
        walker.block(block, None);
        walker.styles = vec![Style::Letterhead];
    }
    (walker.in_letterhead, walker.styles) = (false, vec![Style::Text]);
    walker.blocks(&document.tree.body);
}

struct Walker<'a> {
    sink: &'a mut dyn Sink,
    drawings: std::slice::Iter<'a, Drawing>,
    /// The style of the next paragraph, innermost last.
    styles: Vec<Style>,
    /// How many lists and quotations are open.
    depth: usize,
    /// The level of the last heading.
    level: u8,
    /// The last heading.
    heading: String,
    in_letterhead: bool,
}

impl Walker<'_> {
    fn blocks(&mut self, blocks: &[Block]) {
        for (index, block) in blocks.iter().enumerate() {
            self.block(block, blocks.get(index + 1));
        }
    }

    fn block(&mut self, block: &Block, next: Option<&Block>) {
        match &block.content {
            Content::Heading(level, spans) => self.heading(*level, spans),
            Content::Paragraph(spans) => {
                let style = self.styles.last().copied().unwrap_or(Style::Text);
                self.sink.paragraph(style, &runs(spans, false), leads_in(spans, next));
            }
            Content::List(list) => self.list(list),
            Content::Quote(blocks) => {
                self.sink.quote(true);
                self.within(Style::Quote, blocks);
                self.sink.quote(false);
            }
            Content::Code(lines) => {
                for line in lines {
                    self.sink.paragraph(Style::Code, &runs(line, false), false);
                }
            }
            Content::Diagram(_) => {
                if let Some(drawing) = self.drawings.next() {
                    self.sink.drawing(drawing);
                }
            }
            Content::Table(table) => self.table(table),
            Content::Rule => self.sink.rule(),
        }
    }

    fn within(&mut self, style: Style, blocks: &[Block]) {
        self.depth += 1;
        self.styles.push(style);
        self.blocks(blocks);
        self.styles.pop();
        self.depth -= 1;
    }

    /// A heading whose level is at most one below the last: a screen reader takes a skipped
    /// level for a missing one.
    fn heading(&mut self, level: u8, spans: &[Span]) {
        if is_blank(spans) {
            return;
        }
        self.level = level.min(self.level + 1);
        self.heading = text(spans);
        self.sink.paragraph(Style::Heading(self.level), &runs(spans, false), true);
    }

    /// A list; every number is set as it is typed, also where they do not run on.
    fn list(&mut self, list: &List) {
        self.sink.list(list.is_numbered);
        let mut expected = None;
        for Item { number, blocks, .. } in &list.items {
            let number = number.filter(|_| list.is_numbered);
            self.sink.item(number.filter(|_| number != expected));
            expected = number.map(|number| number.saturating_add(1));
            self.item(list.is_numbered, blocks);
            self.sink.end_item();
        }
        self.sink.end_list();
    }

    /// An item: its first paragraph has its mark, an empty one where it begins otherwise.
    fn item(&mut self, is_numbered: bool, blocks: &[Block]) {
        let style = Style::Item(is_numbered);
        let rest = match blocks.split_first() {
            Some((Block { content: Content::Paragraph(spans), .. }, rest)) => {
                let keeps = leads_in(spans, rest.first());
                self.sink.paragraph(style, &runs(spans, false), keeps);
                rest
            }
            _ => {
                self.sink.paragraph(style, &[], false);
                blocks
            }
        };
        self.within(Style::Continued, rest);
    }

    fn table(&mut self, table: &Table) {
        let whole = std::iter::once(1..table.columns.len()).collect();
        let runs = if self.depth == 0 { wide::runs(table) } else { whole };
        for run in runs {
            let caption = if self.in_letterhead { "" } else { &self.heading };
            self.sink.table(&Grid::of(table, &run, caption, self.in_letterhead));
        }
    }
}

/// Whether a paragraph ends with a colon and a list or table follows.
fn leads_in(spans: &[Span], next: Option<&Block>) -> bool {
    let follows =
        next.is_some_and(|next| matches!(next.content, Content::List(_) | Content::Table(_)));
    follows && spans.last().is_some_and(|span| span.text.trim_end().ends_with(':'))
}
