//! Writes Markdown events as calls of Typst functions.
//!
//! Whatever the events are, brackets stay balanced: every start puts its closing
//! on a stack, every end takes it off.

use std::borrow::Cow;

use pulldown_cmark::{Event, HeadingLevel, Tag, TagEnd};

use super::literal::literal;
use super::{Piece, Text, diagram, table, words};

/// Lists and quotations nested deeper than this are set at this depth: there is
/// no room on the page, and Typst gives up on nesting without end.
const DEEPEST: usize = 6;

/// An opening and the closing that belongs to it.
type Brackets = (Cow<'static, str>, &'static str);

/// Typst source in the making.
pub(super) struct Blocks<'a> {
    text: Text<'a>,
    out: String,
    /// What the open elements end with.
    closings: Vec<&'static str>,
    /// How many lists and quotations are open.
    depth: usize,
    strong: usize,
    emphasis: usize,
    links: usize,
    /// Whether strong and emphasised text is set like any other.
    even: bool,
    /// Whether line ends of the text are line breaks on the page.
    verbatim: bool,
    /// The level of the last heading.
    level: u8,
    /// The function that sets tables.
    table: &'static str,
}

impl<'a> Blocks<'a> {
    /// Source that goes on after `out`.
    pub(super) fn new(text: Text<'a>, out: String) -> Self {
        Self {
            text,
            out,
            closings: Vec::new(),
            depth: 0,
            strong: 0,
            emphasis: 0,
            links: 0,
            even: false,
            verbatim: false,
            level: 0,
            table: "tabelle",
        }
    }

    /// The content of a table cell; `even` where its row decides about the weight.
    pub(super) fn cell(text: Text<'a>, pieces: &[Piece], even: bool) -> String {
        let mut blocks = Self { even, ..Self::new(text, String::new()) };
        blocks.extend(pieces);
        blocks.finish()
    }

    /// Writes the blocks of the letterhead, each as an argument of `briefkopf`.
    pub(super) fn letterhead(&mut self, pieces: &[Piece]) {
        self.table = "angaben";
        self.raw("#briefkopf(\n");
        for block in outermost(pieces) {
            self.raw("[");
            self.extend(block);
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

    /// Writes `pieces`, a balanced part of a document.
    pub(super) fn extend(&mut self, pieces: &[Piece]) {
        let mut rest = pieces;
        while let Some(((event, range), after)) = rest.split_first() {
            rest = after;
            match event {
                Event::Start(Tag::Table(alignments)) => {
                    let (content, after) = rest.split_at(length(rest));
                    table::write(self.text, self.table, alignments, content, &mut self.out);
                    // The end of the table itself.
                    rest = after.get(1..).unwrap_or_default();
                }
                Event::Start(Tag::CodeBlock(kind)) if diagram::art(kind).is_some() => {
                    let (content, after) = rest.split_at(length(rest));
                    diagram::write(self.text, kind, content, &mut self.out);
                    rest = after.get(1..).unwrap_or_default();
                }
                Event::Start(tag) => self.start(tag, rest),
                Event::End(tag) => self.end(*tag),
                Event::Text(text) if self.verbatim => self.lines(text),
                Event::Text(text)
                | Event::Code(text)
                | Event::Html(text)
                | Event::InlineHtml(text) => {
                    self.text.write(text, range.clone(), &mut self.out);
                }
                Event::SoftBreak => self.raw("#\" \";"),
                Event::HardBreak => self.raw("#linebreak();"),
                Event::Rule => self.raw("#trennlinie()\n"),
                // Footnotes, formulas and the like are not switched on.
                _ => {}
            }
        }
    }

    fn start(&mut self, tag: &Tag, inside: &[Piece]) {
        let (opening, closing) = self.brackets(tag, inside);
        self.raw(&opening);
        self.closings.push(closing);
        match tag {
            Tag::List(_) | Tag::BlockQuote(_) => self.depth += 1,
            Tag::Strong => self.strong += 1,
            Tag::Emphasis => self.emphasis += 1,
            Tag::Link { .. } => self.links += 1,
            Tag::CodeBlock(_) => self.verbatim = true,
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        let closing = self.closings.pop().unwrap_or_default();
        self.raw(closing);
        match tag {
            TagEnd::List(_) | TagEnd::BlockQuote(_) => self.depth -= 1,
            TagEnd::Strong => self.strong -= 1,
            TagEnd::Emphasis => self.emphasis -= 1,
            TagEnd::Link => self.links -= 1,
            TagEnd::CodeBlock => self.verbatim = false,
            _ => {}
        }
    }

    fn brackets(&mut self, tag: &Tag, inside: &[Piece]) -> Brackets {
        let nested = self.depth >= DEEPEST;
        match tag {
            Tag::Heading { level, .. } => self.heading(*level, inside),
            Tag::Paragraph if leads_in(inside) => ("#einleitung[".into(), "]\n"),
            Tag::Paragraph | Tag::HtmlBlock => ("#par[".into(), "]\n"),
            Tag::CodeBlock(_) => ("#wortlaut[".into(), "]\n"),
            Tag::BlockQuote(_) if !nested => ("#zitat[".into(), "]\n"),
            Tag::List(first) if !nested => (list(*first, inside).into(), ")\n"),
            Tag::Item if self.depth <= DEEPEST => (", [".into(), "]"),
            Tag::Item => ("\n\n".into(), "\n\n"),
            Tag::Strong if !self.even && self.strong == 0 => ("#strong[".into(), "];"),
            Tag::Emphasis if !self.even && self.emphasis == 0 => ("#emph[".into(), "];"),
            Tag::Strikethrough => ("#strike[".into(), "];"),
            Tag::Link { dest_url, .. } => self.link(dest_url, inside),
            // Of a picture only its alternative text is set.
            _ => ("".into(), ""),
        }
    }

    /// A heading whose level is at most one below the last: a screen reader
    /// takes a skipped level for a missing one.
    fn heading(&mut self, level: HeadingLevel, inside: &[Piece]) -> Brackets {
        if !has_text(inside) {
            return ("".into(), "");
        }
        self.level = (level as u8).min(self.level + 1);
        (format!("#heading(level: {})[", self.level).into(), "]\n")
    }

    /// A link to the outside; other targets could not be followed from a PDF.
    fn link(&self, target: &str, inside: &[Piece]) -> Brackets {
        let outside =
            ["https://", "http://", "mailto:"].iter().any(|kind| target.starts_with(kind));
        if !outside || self.links > 0 || !has_text(inside) {
            return ("".into(), "");
        }
        (format!("#link({})[", literal(target)).into(), "];")
    }

    fn lines(&mut self, text: &str) {
        for (index, line) in text.trim_end_matches('\n').split('\n').enumerate() {
            if index > 0 {
                self.raw("#linebreak();");
            }
            self.raw(&format!("#{};", literal(&words::breakable(line))));
        }
    }
}

/// The opening of a list; tight where its items are no paragraphs of their own.
fn list(first: Option<u64>, inside: &[Piece]) -> String {
    let mut depth = 0_usize;
    let mut tight = true;
    for (event, _) in inside.get(..length(inside)).unwrap_or_default() {
        match event {
            Event::Start(tag) => {
                tight &= !(depth == 1 && matches!(tag, Tag::Paragraph));
                depth += 1;
            }
            Event::End(_) => depth -= 1,
            _ => {}
        }
    }
    match first {
        Some(first) => format!("#enum(start: {first}, tight: {tight}"),
        None => format!("#list(tight: {tight}"),
    }
}

/// How many of the `pieces` after a start stand before its end.
fn length(pieces: &[Piece]) -> usize {
    let mut depth = 0_usize;
    let end = pieces.iter().position(|(event, _)| match event {
        Event::Start(_) => {
            depth += 1;
            false
        }
        Event::End(_) if depth == 0 => true,
        Event::End(_) => {
            depth -= 1;
            false
        }
        _ => false,
    });
    end.unwrap_or(pieces.len())
}

/// Whether the paragraph that was just opened ends with a colon and a list or table follows.
fn leads_in(inside: &[Piece]) -> bool {
    let (paragraph, after) = inside.split_at(length(inside));
    let mut words = paragraph.iter().rev().filter_map(|(event, _)| match event {
        Event::Text(text) => Some(text.trim_end()),
        _ => None,
    });
    let follows = matches!(after.get(1), Some((Event::Start(Tag::List(_) | Tag::Table(_)), _)));
    follows && words.next().is_some_and(|text| text.ends_with(':'))
}

/// Whether there is something to see before the element that was just opened ends.
fn has_text(inside: &[Piece]) -> bool {
    inside.get(..length(inside)).unwrap_or_default().iter().any(|(event, _)| match event {
        Event::Text(text) | Event::Code(text) | Event::InlineHtml(text) => !text.trim().is_empty(),
        _ => false,
    })
}

/// The outermost blocks.
fn outermost<'p, 'a>(pieces: &'p [Piece<'a>]) -> Vec<&'p [Piece<'a>]> {
    let mut depth = 0_usize;
    let ends_block = |(event, _): &Piece| {
        match event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0
    };
    pieces.split_inclusive(ends_block).collect()
}
