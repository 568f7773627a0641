//! Cuts the Markdown of a document into sections and these into paragraphs, numbered items
//! and rows of tables.
//!
//! What stands before the title
//! is the letterhead.

use std::ops::Range;

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use super::blocks::{Block, Content, Section};
use super::line_block::LineBlock;
use super::markup::Markup;
use super::table::Table;
use super::words::{self, Word};
use crate::data::Wording;
use crate::document::{Document, OPTIONS, Printed};
use crate::finance::FigureId;

/// The sections of `document`; `zahl` tells which figure of the comparison one of its
/// own is.
pub(in crate::compare) fn sections(
    document: &Document,
    number: &dyn Fn(FigureId) -> FigureId,
    wording: &Wording,
) -> Vec<Section> {
    read(&document.markdown, &document.printed, number, wording)
}

/// The sections of a text of which no figure is known.
pub(in crate::compare) fn plain(markdown: &str, wording: &Wording) -> Vec<Section> {
    read(markdown, &[], &|id| id, wording)
}

fn read(
    markdown: &str,
    printed: &[Printed],
    number: &dyn Fn(FigureId) -> FigureId,
    wording: &Wording,
) -> Vec<Section> {
    let mut reader = Reader {
        markdown,
        printed,
        number,
        wording,
        done: Vec::new(),
        section: Section::under(words::words(wording.say("synopse.briefkopf"))),
        headings: Vec::new(),
        lists: Vec::new(),
        paragraphs: 0,
        counted: 0,
        words: Vec::new(),
        zeilen: None,
        emphasised: Vec::new(),
        markup: Markup::default(),
        table: Table::default(),
        opened: None,
        tables: 0,
    };
    for (event, range) in Parser::new_ext(markdown, OPTIONS).into_offset_iter() {
        reader.read(event, range);
    }
    reader.close_section();
    reader.done
}

/// A part of a place with its number, such as `Absatz 2`.
fn numbered(wording: &Wording, part: &str, number: impl ToString) -> String {
    wording.fill(&format!("synopse.{part}"), &[("nummer", &number.to_string())])
}

/// A list that is open, and how far it has come.
struct List {
    /// The number of the current item, where the list is numbered.
    number: Option<u64>,
    /// How many items have begun.
    items: u64,
    /// How many paragraphs of the current item were read.
    paragraphs: usize,
    /// How many points its lists have had.
    points: u64,
}

struct Reader<'a> {
    markdown: &'a str,
    printed: &'a [Printed],
    number: &'a dyn Fn(FigureId) -> FigureId,
    wording: &'a Wording,
    done: Vec<Section>,
    section: Section,
    headings: Vec<(usize, Vec<Word>)>,
    lists: Vec<List>,
    paragraphs: usize,
    /// How many outermost lists of the section have begun.
    counted: usize,
    words: Vec<Word>,
    /// The block of lines that is open.
    zeilen: Option<LineBlock>,
    /// Where the emphasised words begin that are open.
    emphasised: Vec<usize>,
    markup: Markup,
    /// The table that is open.
    table: Table,
    /// The table that was read last, as long as nothing else was; the next may widen it.
    opened: Option<Table>,
    tables: usize,
}

impl Reader<'_> {
    fn read(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Text(text) if self.zeilen.is_some() => self.lines(&text, range),
            Event::Text(text) | Event::Code(text) => self.text(&text, range),
            Event::SoftBreak | Event::HardBreak => self.words.extend(words::words(" ")),
            Event::Start(tag) => self.start(&tag),
            Event::End(tag) => self.end(tag),
            _ => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::Heading { .. } => self.paragraph(),
            Tag::List(first) => {
                self.paragraph();
                self.counted += usize::from(self.lists.is_empty());
                let number = first.map(|first| first.saturating_sub(1));
                // The points of an item are counted through all its lists.
                let items = self.lists.last().map_or(0, |above| above.points);
                self.lists.push(List { number, items, paragraphs: 0, points: 0 });
            }
            Tag::Item => {
                if let Some(list) = self.lists.last_mut() {
                    list.number = list.number.map(|number| number + 1);
                    (list.items, list.paragraphs, list.points) = (list.items + 1, 0, 0);
                }
            }
            Tag::Table(columns) => {
                self.paragraph();
                self.table = Table::of(columns);
            }
            Tag::TableHead | Tag::TableRow => self.table.begin_row(),
            Tag::CodeBlock(kind) => {
                self.paragraph();
                self.zeilen = Some(LineBlock::of(kind));
            }
            Tag::Emphasis | Tag::Strong => self.emphasised.push(self.words.len()),
            Tag::Link { dest_url, .. } => {
                self.markup.refer(self.wording, dest_url);
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(level) => self.heading(level as usize),
            TagEnd::Emphasis | TagEnd::Strong => {
                let start = self.emphasised.pop().unwrap_or_default();
                let own = self.words.get(start..).unwrap_or_default();
                self.markup.emphasise(self.wording, own, tag == TagEnd::Strong);
            }
            TagEnd::Paragraph | TagEnd::Item => self.paragraph(),
            TagEnd::CodeBlock => self.close_lines(),
            TagEnd::List(_) => {
                let inner = self.lists.pop().filter(|inner| inner.number.is_none());
                if let (Some(inner), Some(above)) = (inner, self.lists.last_mut()) {
                    above.points = inner.items;
                }
            }
            TagEnd::TableCell => {
                let markup = std::mem::take(&mut self.markup);
                self.table.add(std::mem::take(&mut self.words), markup);
            }
            TagEnd::Table => self.table(),
            _ => {}
        }
    }

    /// Keeps the table that ends here, or its columns, until what follows is known.
    fn table(&mut self) {
        let next = std::mem::take(&mut self.table);
        match &mut self.opened {
            Some(table) if table.is_widened_by(&next) => table.widen(next),
            _ => {
                self.close_table();
                self.opened = Some(next);
            }
        }
    }

    /// Closes the table that was read last; no other can widen it any more.
    fn close_table(&mut self) {
        let Some(table) = self.opened.take() else { return };
        self.tables += 1;
        let origin = if self.tables > 1 {
            let number = self.tables.to_string();
            self.wording.fill("synopse.spaltenkoepfe_von", &[("nummer", &number)])
        } else {
            self.wording.say("synopse.spaltenkoepfe").to_owned()
        };
        self.section.blocks.extend(table.blocks(&origin));
    }

    /// Closes a paragraph, where there is text in it.
    fn paragraph(&mut self) {
        if self.words.is_empty() {
            return;
        }
        self.close_table();
        let words = std::mem::take(&mut self.words);
        let origin = words::words(&self.place());
        let mut block = Block::new(origin, Content::Absatz(words));
        block.is_numbered = self.lists.first().is_some_and(|list| list.number.is_some());
        block.list = (!self.lists.is_empty()).then_some(self.counted);
        block.markup = std::mem::take(&mut self.markup);
        self.section.blocks.push(block);
    }

    /// The place of the paragraph that ends here, which is counted.
    fn place(&mut self) -> String {
        let Some(list) = self.lists.last_mut() else {
            self.paragraphs += 1;
            return numbered(self.wording, "absatz", self.paragraphs);
        };
        list.paragraphs += 1;
        let paragraphs = list.paragraphs;
        let item = |list: &List| match list.number {
            Some(number) => numbered(self.wording, "ziffer", number),
            None => numbered(self.wording, "punkt", list.items),
        };
        let mut place: Vec<String> = self.lists.iter().map(item).collect();
        if paragraphs > 1 {
            place.push(numbered(self.wording, "absatz", paragraphs));
        }
        place.join(", ")
    }

    fn heading(&mut self, level: usize) {
        let text = std::mem::take(&mut self.words);
        self.markup = Markup::default();
        self.close_section();
        if level == 1 && self.headings.is_empty() {
            // What stands before the title is the letterhead.
            self.done.iter_mut().for_each(|above| above.is_head = true);
            self.section.is_head = true;
        }
        self.headings.retain(|(above, _)| *above < level);
        self.headings.push((level, text));
        let own = self.headings.len() > 1;
        let path = self.headings.iter().filter(|(level, _)| !own || *level > 1);
        self.section.path = path.map(|(_, text)| text.clone()).collect();
        (self.paragraphs, self.tables, self.counted) = (0, 0, 0);
    }

    /// Keeps the section, also one without text: its heading may be new.
    fn close_section(&mut self) {
        self.paragraph();
        self.close_table();
        let section = std::mem::take(&mut self.section);
        if !section.blocks.is_empty() || !self.headings.is_empty() {
            self.done.push(section.finish(self.counted, self.wording));
        }
    }

    /// Reads text of a block of lines.
    fn lines(&mut self, text: &str, range: Range<usize>) {
        let mut start = range.start;
        for line in text.split_inclusive('\n') {
            let own = line.trim_end_matches(['\n', '\r']);
            self.text(own, start..start + own.len());
            let words = std::mem::take(&mut self.words);
            if let Some(zeilen) = &mut self.zeilen {
                zeilen.add(words, line.ends_with('\n'));
            }
            start += line.len();
        }
    }

    /// Closes a block of lines.
    fn close_lines(&mut self) {
        let Some(zeilen) = self.zeilen.take() else { return };
        self.close_table();
        let origin = self.place();
        self.section.blocks.extend(zeilen.blocks(&origin, self.wording));
    }

    /// Reads text that stands at `range`, its figures as one word each.
    fn text(&mut self, text: &str, range: Range<usize>) {
        let Self { markdown, printed, .. } = *self;
        if markdown.get(range.clone()) != Some(text) {
            return self.words.extend(words::words(text));
        }
        let first = printed.partition_point(|printed| printed.range.end <= range.start);
        let mut start = range.start;
        for printed in printed.iter().skip(first) {
            if printed.range.start >= range.end {
                break;
            }
            let figure = printed.range.start.max(start)..printed.range.end.min(range.end);
            let slice = |range: Range<usize>| markdown.get(range).unwrap_or_default();
            self.words.extend(words::words(slice(start..figure.start)));
            let number = Some((self.number)(printed.figure));
            self.words.push(Word { text: slice(figure.clone()).to_owned(), number });
            start = figure.end;
        }
        self.words.extend(words::words(markdown.get(start..range.end).unwrap_or_default()));
    }
}
