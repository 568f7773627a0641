//! Reads the events of the Markdown into blocks; the only parse of a composed document.
//!
//! Whatever the events are, a tree comes of them: nothing calls itself, and blocks that are
//! nested too deep are read into the deepest one that is open.

use std::ops::Range;
use std::sync::Arc;

use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag, TagEnd};

use super::block::{Block, Content, DEEPEST, Item, List, Tree};
use super::diagram::Diagram;
use super::span::Span;
use super::spans::{Look, Source};
use super::table::Table;
use crate::document::text::{Change, OPTIONS, Printed};

impl Tree {
    /// The tree of `markdown`, in which these figures and changes stand, both in the order
    /// of the text.
    pub fn read(markdown: &str, printed: &[Printed], changes: &[Change]) -> Self {
        read(markdown, printed, changes)
    }
}

fn read(markdown: &str, printed: &[Printed], changes: &[Change]) -> Tree {
    let source = Source { markdown, printed, changes };
    let mut reader = Reader {
        source,
        tree: Tree::default(),
        open: vec![Open::new(Kind::Document, 0)],
        skipped: 0,
        look: Look::default(),
        line: None,
        code: None,
        table: None,
    };
    for (event, range) in Parser::new_ext(markdown, OPTIONS).into_offset_iter() {
        reader.read(event, range);
    }
    reader.finish()
}

/// Where verbatim blocks stand in `marked`, a text that is being composed.
pub(in crate::document) fn verbatim(marked: &str) -> Vec<Range<usize>> {
    let is_code = |event: &Event<'_>| matches!(event, Event::Start(Tag::CodeBlock(_)));
    let events = Parser::new_ext(marked, OPTIONS).into_offset_iter();
    events.filter(|(event, _)| is_code(event)).map(|(_, range)| range).collect()
}

/// A block that holds others and is open.
struct Open {
    kind: Kind,
    start: usize,
    blocks: Vec<Block>,
}

enum Kind {
    Document,
    Quote,
    List(List),
    Item(Option<u64>),
}

impl Open {
    fn new(kind: Kind, start: usize) -> Self {
        Self { kind, start, blocks: Vec::new() }
    }
}

/// A line of text that is open: of a heading, where it has a level, or else of a paragraph.
struct Line {
    level: Option<u8>,
    spans: Vec<Span>,
    range: Range<usize>,
}

/// A table that is open: how its columns are aligned, its rows, and the cells of the last.
struct OpenTable {
    alignments: Vec<pulldown_cmark::Alignment>,
    rows: Vec<(Vec<Vec<Span>>, Range<usize>)>,
}

struct Reader<'a> {
    source: Source<'a>,
    tree: Tree,
    open: Vec<Open>,
    /// How many blocks that hold others are open and too deep.
    skipped: usize,
    look: Look,
    line: Option<Line>,
    /// The first words and the lines of a block of code; the last line is open.
    code: Option<(String, Vec<Vec<Span>>)>,
    table: Option<OpenTable>,
}

impl Reader<'_> {
    fn read(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag, range),
            Event::Text(text) if self.code.is_some() => self.code(&text, range),
            Event::Text(text) => self.text(&text, range, false),
            Event::Code(text) => self.text(&text, range, true),
            Event::Html(text) | Event::InlineHtml(text) => {
                self.tree.has_html = true;
                self.text(&text.replace(['\n', '\r'], " "), range, false);
            }
            Event::SoftBreak => self.text(" ", range, false),
            Event::HardBreak => self.text("\n", range, false),
            Event::Rule => {
                self.close_line();
                self.push(Content::Rule, range);
            }
            // Footnotes, formulas and the like are not switched on.
            _ => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>, range: Range<usize>) {
        match tag {
            Tag::Strong => return self.look.strong += 1,
            Tag::Emphasis => return self.look.emphasis += 1,
            Tag::Strikethrough => return self.look.struck += 1,
            Tag::Link { dest_url, .. } => return self.look.links.push(Arc::from(&*dest_url)),
            // Of a picture only its alternative text is read.
            Tag::Image { .. } => return,
            _ => self.close_line(),
        }
        match tag {
            Tag::Heading { level, .. } => self.open_line(Some(level as u8), range),
            Tag::Paragraph | Tag::HtmlBlock => {
                if let (Tag::Paragraph, Some(list)) = (&tag, self.list_of_item()) {
                    list.is_tight = false;
                }
                self.open_line(None, range);
            }
            Tag::TableCell => self.open_line(None, range),
            Tag::BlockQuote(_) => self.enter(Kind::Quote, range),
            Tag::List(first) => {
                let list = List { is_numbered: first.is_some(), is_tight: true, items: Vec::new() };
                self.enter(Kind::List(list), range);
            }
            Tag::Item => {
                let number = self.number(range.start);
                self.enter(Kind::Item(number), range);
            }
            Tag::CodeBlock(kind) => {
                let words = match kind {
                    CodeBlockKind::Fenced(words) => words.into_string(),
                    CodeBlockKind::Indented => String::new(),
                };
                self.code = Some((words, vec![Vec::new()]));
            }
            Tag::Table(alignments) => self.table = Some(OpenTable { alignments, rows: Vec::new() }),
            Tag::TableHead | Tag::TableRow => {
                if let Some(table) = &mut self.table {
                    table.rows.push((Vec::new(), range));
                }
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd, range: Range<usize>) {
        match tag {
            TagEnd::Strong => self.look.strong = self.look.strong.saturating_sub(1),
            TagEnd::Emphasis => self.look.emphasis = self.look.emphasis.saturating_sub(1),
            TagEnd::Strikethrough => self.look.struck = self.look.struck.saturating_sub(1),
            TagEnd::Link => drop(self.look.links.pop()),
            TagEnd::Image => {}
            TagEnd::TableCell => {
                let spans = self.line.take().map(|line| line.spans).unwrap_or_default();
                let row = self.table.as_mut().and_then(|table| table.rows.last_mut());
                if let Some((cells, _)) = row {
                    cells.push(spans);
                }
            }
            TagEnd::Table => {
                if let Some(OpenTable { alignments, rows }) = self.table.take() {
                    self.push(Content::Table(Table::of(&alignments, rows)), range);
                }
            }
            TagEnd::CodeBlock => self.close_code(range),
            TagEnd::BlockQuote(_) | TagEnd::List(_) | TagEnd::Item => {
                self.close_line();
                self.leave(range.end);
            }
            _ => self.close_line(),
        }
    }

    /// Opens a block that holds others.
    fn enter(&mut self, kind: Kind, range: Range<usize>) {
        if self.open.len() > DEEPEST || self.skipped > 0 {
            self.tree.is_too_deep = true;
            self.skipped += 1;
        } else {
            self.open.push(Open::new(kind, range.start));
        }
    }

    /// Closes the innermost of these.
    fn leave(&mut self, end: usize) {
        if self.skipped > 0 {
            self.skipped -= 1;
            return;
        }
        if self.open.len() < 2 {
            return;
        }
        let Some(Open { kind, start, blocks }) = self.open.pop() else { return };
        match kind {
            Kind::Item(number) => {
                if let Some(Open { kind: Kind::List(list), .. }) = self.open.last_mut() {
                    list.items.push(Item { number, blocks, range: start..end });
                }
            }
            Kind::List(mut list) => {
                // What of its items was too deep.
                if !blocks.is_empty() {
                    list.items.push(Item { number: None, blocks, range: start..end });
                }
                self.push(Content::List(list), start..end);
            }
            Kind::Quote | Kind::Document => self.push(Content::Quote(blocks), start..end),
        }
    }

    fn push(&mut self, content: Content, range: Range<usize>) {
        if let Some(open) = self.open.last_mut() {
            open.blocks.push(Block { content, range });
        }
    }

    /// The list of the item that is open.
    fn list_of_item(&mut self) -> Option<&mut List> {
        match self.open.as_mut_slice() {
            [.., Open { kind: Kind::List(list), .. }, Open { kind: Kind::Item(_), .. }]
                if self.skipped == 0 =>
            {
                Some(list)
            }
            _ => None,
        }
    }

    /// The number with which the item at `start` is typed; none where its list has none.
    fn number(&self, start: usize) -> Option<u64> {
        let item = self.source.markdown.get(start..).unwrap_or_default().trim_start();
        let end = item.find(|c: char| !c.is_ascii_digit()).unwrap_or(item.len());
        item.get(..end).unwrap_or_default().parse().ok()
    }

    fn open_line(&mut self, level: Option<u8>, range: Range<usize>) {
        self.line = Some(Line { level, spans: Vec::new(), range });
    }

    fn text(&mut self, text: &str, range: Range<usize>, is_code: bool) {
        // The text of a tight item is no paragraph to the parser.
        let start = Line { level: None, spans: Vec::new(), range: range.clone() };
        let line = self.line.get_or_insert(start);
        line.range.end = line.range.end.max(range.end);
        self.look.is_code = is_code;
        self.source.add(text, range, &self.look, &mut line.spans);
    }

    /// Closes the line that is open; one without text is none, but a heading.
    fn close_line(&mut self) {
        let Some(Line { level, spans, range }) = self.line.take() else { return };
        match level {
            Some(level) => self.push(Content::Heading(level, spans), range),
            None if spans.is_empty() => {}
            None => self.push(Content::Paragraph(spans), range),
        }
    }

    /// Reads text of a block of code.
    fn code(&mut self, text: &str, range: Range<usize>) {
        let Some((_, lines)) = &mut self.code else { return };
        let is_exact = self.source.markdown.get(range.clone()) == Some(text);
        let mut at = range.start;
        for line in text.split_inclusive('\n') {
            let own = line.trim_end_matches(['\n', '\r']);
            let place = if is_exact { at..at + own.len() } else { range.clone() };
            if let (Some(last), false) = (lines.last_mut(), own.is_empty()) {
                self.source.add(own, place, &Look::default(), last);
            }
            if line.ends_with('\n') {
                lines.push(Vec::new());
            }
            at += line.len();
        }
    }

    fn close_code(&mut self, range: Range<usize>) {
        let Some((words, mut lines)) = self.code.take() else { return };
        while lines.last().is_some_and(Vec::is_empty) {
            lines.pop();
        }
        let content = Diagram::of(&words, lines).map_or_else(Content::Code, Content::Diagram);
        self.push(content, range);
    }

    fn finish(mut self) -> Tree {
        self.close_line();
        while self.open.len() > 1 {
            self.skipped = 0;
            self.leave(self.source.markdown.len());
        }
        let mut body = self.open.pop().map(|open| open.blocks).unwrap_or_default();
        let is_heading = |block: &Block| matches!(block.content, Content::Heading(..));
        let first = body.iter().position(is_heading).unwrap_or(0);
        let after = body.split_off(first);
        Tree { letterhead: body, body: after, ..self.tree }
    }
}
