//! Writes the blocks of a document as calls of Typst functions.
//!
//! The depth of the tree is limited, and so is that of the calls.

use super::literal::Text;
use super::{diagram, table};
use crate::document::tree::{Block, Content, Item, List, Span, is_blank};
use crate::output::wide;

/// Lists and quotations nested deeper than this are set at this depth: there is
/// no room on the page, and Typst gives up on nesting without end.
const DEEPEST: usize = 6;

/// Typst source in the making.
pub(super) struct Blocks<'a> {
    text: Text<'a>,
    out: String,
    /// How many lists and quotations are open.
    depth: usize,
    /// The level of the last heading.
    level: u8,
    /// The function that sets tables.
    table: &'static str,
}

impl<'a> Blocks<'a> {
    /// Source that goes on after `out`.
    pub(super) fn new(text: Text<'a>, out: String) -> Self {
        Self { text, out, depth: 0, level: 0, table: "tabelle" }
    }

    /// Writes the blocks of the letterhead, each as an argument of `briefkopf`.
    pub(super) fn letterhead(&mut self, blocks: &[Block]) {
        self.table = "angaben";
        self.raw("#briefkopf(\n");
        for block in blocks {
            self.raw("[");
            self.block(block, None, false);
            self.raw("],\n");
        }
        self.raw(")\n");
        self.table = "tabelle";
    }

    /// Writes source as it is.
    pub(super) fn raw(&mut self, source: &str) {
        self.out.push_str(source);
    }

    /// The finished source.
    pub(super) fn finish(self) -> String {
        self.out
    }

    /// Writes `blocks` one below the other.
    pub(super) fn extend(&mut self, blocks: &[Block]) {
        self.all(blocks, false);
    }

    /// Writes `blocks`; their paragraphs are bare text where they are those of a tight item.
    fn all(&mut self, blocks: &[Block], is_tight: bool) {
        for (index, block) in blocks.iter().enumerate() {
            self.block(block, blocks.get(index + 1), is_tight);
        }
    }

    fn block(&mut self, block: &Block, next: Option<&Block>, is_tight: bool) {
        match &block.content {
            Content::Heading(level, spans) => self.heading(*level, spans),
            Content::Paragraph(spans) if is_tight => self.spans(spans),
            Content::Paragraph(spans) => {
                self.raw(if leads_in(spans, next) { "#einleitung[" } else { "#par[" });
                self.spans(spans);
                self.raw("]\n");
            }
            Content::List(list) => self.list(list),
            Content::Quote(blocks) => {
                let (opening, closing) =
                    if self.depth < DEEPEST { ("#zitat[", "]\n") } else { ("", "") };
                self.raw(opening);
                self.depth += 1;
                self.all(blocks, false);
                self.depth -= 1;
                self.raw(closing);
            }
            Content::Code(lines) => self.code(lines),
            Content::Diagram(of) => diagram::write(self.text, of, &mut self.out),
            Content::Table(of) => {
                let whole = std::iter::once(1..of.columns.len()).collect();
                let runs = if self.depth == 0 { wide::runs(of) } else { whole };
                for run in runs {
                    table::write(self.text, self.table, of, run, &mut self.out);
                }
            }
            Content::Rule => self.raw("#trennlinie()\n"),
        }
    }

    fn spans(&mut self, spans: &[Span]) {
        self.text.write(spans, false, &mut self.out);
    }

    /// A heading whose level is at most one below the last: a screen reader
    /// takes a skipped level for a missing one.
    fn heading(&mut self, level: u8, spans: &[Span]) {
        if is_blank(spans) {
            return;
        }
        self.level = level.min(self.level + 1);
        self.raw(&format!("#heading(level: {})[", self.level));
        self.spans(spans);
        self.raw("]\n");
    }

    /// A list; every number is set as it is typed, also where they do not run on.
    fn list(&mut self, list: &List) {
        let is_set = self.depth < DEEPEST;
        let (is_tight, first) = (list.is_tight, list.items.first());
        let mut expected = first.and_then(|item| item.number).filter(|_| list.is_numbered);
        if is_set {
            self.raw(&match expected {
                Some(first) => format!("#enum(start: {first}, tight: {is_tight}"),
                None => format!("#list(tight: {is_tight}"),
            });
        }
        self.depth += 1;
        for Item { number, blocks, .. } in &list.items {
            let number = number.filter(|_| list.is_numbered);
            let (opening, closing) = match number {
                _ if !is_set => {
                    let number = number.map(|number| format!("#\"{number}. \";"));
                    (format!("\n\n{}", number.unwrap_or_default()), "\n\n")
                }
                Some(own) if number != expected => (format!(", enum.item({own})["), "]"),
                _ => (", [".to_owned(), "]"),
            };
            self.raw(&opening);
            self.all(blocks, is_tight);
            self.raw(closing);
            expected = number.map(|number| number.saturating_add(1));
        }
        self.depth -= 1;
        if is_set {
            self.raw(")\n");
        }
    }

    fn code(&mut self, lines: &[Vec<Span>]) {
        self.raw("#wortlaut[");
        for (index, line) in lines.iter().enumerate() {
            if index > 0 {
                self.raw("#linebreak();");
            }
            self.spans(line);
        }
        self.raw("]\n");
    }
}

/// Whether a paragraph ends with a colon and a list or table follows.
fn leads_in(spans: &[Span], next: Option<&Block>) -> bool {
    let follows =
        next.is_some_and(|next| matches!(next.content, Content::List(_) | Content::Table(_)));
    follows && spans.last().is_some_and(|span| span.text.trim_end().ends_with(':'))
}
