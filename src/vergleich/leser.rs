//! Cuts the Markdown of a document into sections and these into paragraphs, numbered items
//! and rows of tables.
//!
//! What stands before the title
//! is the letterhead.

use std::ops::Range;

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use super::auszeichnung::Auszeichnung;
use super::bloecke::{Abschnitt, Block, Inhalt};
use super::tabelle::Tabelle;
use super::worte::{self, Wort};
use super::zeilenblock::Zeilenblock;
use crate::document::{BRIEFKOPF, Document, OPTIONS, Printed};
use crate::finance::FigureId;

/// The sections of `document`; `zahl` tells which figure of the comparison one of its
/// own is.
pub(super) fn abschnitte(
    document: &Document,
    zahl: &dyn Fn(FigureId) -> FigureId,
) -> Vec<Abschnitt> {
    read(&document.markdown, &document.printed, zahl)
}

/// The sections of a text of which no figure is known.
pub(super) fn wortlaut(markdown: &str) -> Vec<Abschnitt> {
    read(markdown, &[], &|id| id)
}

fn read(
    markdown: &str,
    printed: &[Printed],
    zahl: &dyn Fn(FigureId) -> FigureId,
) -> Vec<Abschnitt> {
    let mut reader = Reader {
        markdown,
        printed,
        zahl,
        done: Vec::new(),
        section: Abschnitt::under(worte::words(BRIEFKOPF)),
        headings: Vec::new(),
        lists: Vec::new(),
        paragraphs: 0,
        counted: 0,
        worte: Vec::new(),
        zeilen: None,
        betont: Vec::new(),
        auszeichnung: Auszeichnung::default(),
        tabelle: Tabelle::default(),
        gelesen: None,
        tables: 0,
    };
    for (event, range) in Parser::new_ext(markdown, OPTIONS).into_offset_iter() {
        reader.read(event, range);
    }
    reader.close_section();
    reader.done
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
    zahl: &'a dyn Fn(FigureId) -> FigureId,
    done: Vec<Abschnitt>,
    section: Abschnitt,
    headings: Vec<(usize, Vec<Wort>)>,
    lists: Vec<List>,
    paragraphs: usize,
    /// How many outermost lists of the section have begun.
    counted: usize,
    worte: Vec<Wort>,
    /// The block of lines that is open.
    zeilen: Option<Zeilenblock>,
    /// Where the emphasised words begin that are open.
    betont: Vec<usize>,
    auszeichnung: Auszeichnung,
    /// The table that is open.
    tabelle: Tabelle,
    /// The table that was read last, as long as nothing else was; the next may widen it.
    gelesen: Option<Tabelle>,
    tables: usize,
}

impl Reader<'_> {
    fn read(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Text(text) if self.zeilen.is_some() => self.lines(&text, range),
            Event::Text(text) | Event::Code(text) => self.text(&text, range),
            Event::SoftBreak | Event::HardBreak => self.worte.extend(worte::words(" ")),
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
                self.tabelle = Tabelle::of(columns);
            }
            Tag::TableHead | Tag::TableRow => self.tabelle.begin_row(),
            Tag::CodeBlock(kind) => {
                self.paragraph();
                self.zeilen = Some(Zeilenblock::of(kind));
            }
            Tag::Emphasis | Tag::Strong => self.betont.push(self.worte.len()),
            Tag::Link { dest_url, .. } => {
                self.auszeichnung.refer(dest_url);
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(level) => self.heading(level as usize),
            TagEnd::Emphasis | TagEnd::Strong => {
                let start = self.betont.pop().unwrap_or_default();
                let own = self.worte.get(start..).unwrap_or_default();
                self.auszeichnung.emphasise(own, tag == TagEnd::Strong);
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
                let auszeichnung = std::mem::take(&mut self.auszeichnung);
                self.tabelle.add(std::mem::take(&mut self.worte), auszeichnung);
            }
            TagEnd::Table => self.table(),
            _ => {}
        }
    }

    /// Keeps the table that ends here, or its columns, until what follows is known.
    fn table(&mut self) {
        let next = std::mem::take(&mut self.tabelle);
        match &mut self.gelesen {
            Some(table) if table.is_widened_by(&next) => table.widen(next),
            _ => {
                self.close_table();
                self.gelesen = Some(next);
            }
        }
    }

    /// Closes the table that was read last; no other can widen it any more.
    fn close_table(&mut self) {
        let Some(table) = self.gelesen.take() else { return };
        self.tables += 1;
        let ort = if self.tables > 1 {
            format!("Tabelle {}, Spaltenköpfe", self.tables)
        } else {
            "Spaltenköpfe".to_owned()
        };
        self.section.bloecke.extend(table.bloecke(&ort));
    }

    /// Closes a paragraph, where there is text in it.
    fn paragraph(&mut self) {
        if self.worte.is_empty() {
            return;
        }
        self.close_table();
        let worte = std::mem::take(&mut self.worte);
        let ort = worte::words(&self.place());
        let mut block = Block::new(ort, Inhalt::Absatz(worte));
        block.liste = (!self.lists.is_empty()).then_some(self.counted);
        block.auszeichnung = std::mem::take(&mut self.auszeichnung);
        self.section.bloecke.push(block);
    }

    /// The place of the paragraph that ends here, which is counted.
    fn place(&mut self) -> String {
        let Some(list) = self.lists.last_mut() else {
            self.paragraphs += 1;
            return format!("Absatz {}", self.paragraphs);
        };
        list.paragraphs += 1;
        let paragraphs = list.paragraphs;
        let item = |list: &List| match list.number {
            Some(number) => format!("Ziffer {number}"),
            None => format!("Punkt {}", list.items),
        };
        let mut place: Vec<String> = self.lists.iter().map(item).collect();
        if paragraphs > 1 {
            place.push(format!("Absatz {paragraphs}"));
        }
        place.join(", ")
    }

    fn heading(&mut self, level: usize) {
        let text = std::mem::take(&mut self.worte);
        self.auszeichnung = Auszeichnung::default();
        self.close_section();
        if level == 1 && self.headings.is_empty() {
            // What stands before the title is the letterhead.
            self.done.iter_mut().for_each(|above| above.ist_kopf = true);
            self.section.ist_kopf = true;
        }
        self.headings.retain(|(above, _)| *above < level);
        self.headings.push((level, text));
        let own = self.headings.len() > 1;
        let path = self.headings.iter().filter(|(level, _)| !own || *level > 1);
        self.section.pfad = path.map(|(_, text)| text.clone()).collect();
        (self.paragraphs, self.tables, self.counted) = (0, 0, 0);
    }

    /// Keeps the section, also one without text: its heading may be new.
    fn close_section(&mut self) {
        self.paragraph();
        self.close_table();
        let section = std::mem::take(&mut self.section);
        if !section.bloecke.is_empty() || !self.headings.is_empty() {
            self.done.push(section.finish(self.counted));
        }
    }

    /// Reads text of a block of lines.
    fn lines(&mut self, text: &str, range: Range<usize>) {
        let mut start = range.start;
        for line in text.split_inclusive('\n') {
            let own = line.trim_end_matches(['\n', '\r']);
            self.text(own, start..start + own.len());
            let worte = std::mem::take(&mut self.worte);
            if let Some(zeilen) = &mut self.zeilen {
                zeilen.add(worte, line.ends_with('\n'));
            }
            start += line.len();
        }
    }

    /// Closes a block of lines.
    fn close_lines(&mut self) {
        let Some(zeilen) = self.zeilen.take() else { return };
        self.close_table();
        let ort = self.place();
        self.section.bloecke.extend(zeilen.bloecke(&ort));
    }

    /// Reads text that stands at `range`, its figures as one word each.
    fn text(&mut self, text: &str, range: Range<usize>) {
        let Self { markdown, printed, .. } = *self;
        if markdown.get(range.clone()) != Some(text) {
            return self.worte.extend(worte::words(text));
        }
        let first = printed.partition_point(|printed| printed.range.end <= range.start);
        let mut start = range.start;
        for printed in printed.iter().skip(first) {
            if printed.range.start >= range.end {
                break;
            }
            let figure = printed.range.start.max(start)..printed.range.end.min(range.end);
            let slice = |range: Range<usize>| markdown.get(range).unwrap_or_default();
            self.worte.extend(worte::words(slice(start..figure.start)));
            let zahl = Some((self.zahl)(printed.figure));
            self.worte.push(Wort { text: slice(figure.clone()).to_owned(), zahl });
            start = figure.end;
        }
        self.worte.extend(worte::words(markdown.get(start..range.end).unwrap_or_default()));
    }
}
