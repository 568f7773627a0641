//! Cuts the Markdown of a document into sections and these into what stands in them:
//! paragraphs, numbered items and rows of tables, each with the name of its place.
//!
//! Emphasis and the targets of links are no words; each block holds them beside its text.

use std::ops::Range;
use std::sync::Arc;

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use super::angleich::{self, Vergleichbar};
use super::auszeichnung::Auszeichnung;
use super::worte::{self, Wort, joined, sorted};
use crate::document::{BRIEFKOPF, Document, OPTIONS, Printed};
use crate::finance::FigureId;

/// What stands under one heading.
#[derive(Debug, Clone, Default)]
pub(super) struct Abschnitt {
    /// The headings above it, from the outermost inwards.
    pub(super) pfad: Vec<Vec<Wort>>,
    pub(super) bloecke: Vec<Block>,
    /// Whether it is the letterhead, or what stands under the title.
    pub(super) ist_kopf: bool,
    key: String,
    words: Vec<String>,
}

/// A paragraph, or a row of a table.
#[derive(Debug, Clone)]
pub(super) struct Block {
    /// Its place in the section, such as `Ziffer 2, Punkt 1`.
    pub(super) ort: Vec<Wort>,
    pub(super) inhalt: Inhalt,
    /// How it is set.
    pub(super) auszeichnung: Auszeichnung,
    /// The list of the section in which it stands, counted from one.
    liste: Option<usize>,
    key: String,
    /// The words by which it is known again, sorted: of a row those of its first cell.
    words: Vec<String>,
    /// The other cells of a row.
    rest: String,
    /// The heads of its table, sorted.
    koepfe: Vec<String>,
}

/// With how many equal words two texts begin alike.
const BEGINNING: usize = 3;

/// What a block holds.
#[derive(Debug, Clone)]
pub(super) enum Inhalt {
    Absatz(Vec<Wort>),
    /// A row, or the head row itself, of a table with these heads.
    Zeile {
        koepfe: Arc<Vec<Vec<Wort>>>,
        zellen: Vec<Vec<Wort>>,
    },
}

impl Block {
    fn new(ort: Vec<Wort>, inhalt: Inhalt) -> Self {
        let (key, words, rest, heads) = match &inhalt {
            Inhalt::Absatz(worte) => (worte::text(worte), sorted(worte), String::new(), Vec::new()),
            Inhalt::Zeile { koepfe, zellen } => {
                let key = format!("{}\n{}", joined(koepfe), joined(zellen));
                let first = zellen.first().map(Vec::as_slice).unwrap_or_default();
                let others = zellen.get(1..).unwrap_or_default();
                let words = match sorted(first) {
                    words if words.is_empty() => sorted(&others.concat()),
                    words => words,
                };
                let mut heads: Vec<String> = koepfe.iter().map(|head| worte::text(head)).collect();
                heads.sort();
                (key, words, joined(others), heads)
            }
        };
        Self {
            ort,
            inhalt,
            auszeichnung: Auszeichnung::default(),
            liste: None,
            key,
            words,
            rest,
            koepfe: heads,
        }
    }

    /// Whether `other`, which says something else, may stand in its place: an item of the
    /// same number, or a text that begins alike.
    pub(super) fn is_replaced_by(&self, other: &Self) -> bool {
        let (Inhalt::Absatz(alt), Inhalt::Absatz(neu)) = (&self.inhalt, &other.inhalt) else {
            return false;
        };
        let is_item = self.liste.is_some() && other.liste.is_some();
        let beginning = |worte: &[Wort]| -> Vec<String> {
            let telling = worte.iter().filter(|wort| wort.says_something());
            telling.take(BEGINNING).map(|wort| wort.text.clone()).collect()
        };
        let (a, b) = (beginning(alt), beginning(neu));
        (is_item && self.ort == other.ort) || (a.len() == BEGINNING && a == b)
    }

    /// Tells its list from the others of its section.
    fn name_list(&mut self) {
        if let Some(liste) = self.liste {
            self.ort.splice(0..0, worte::words(&format!("Aufzählung {liste}, ")));
        }
    }

    /// Whether it is long enough to be known again at another place.
    pub(super) fn is_telling(&self) -> bool {
        self.words.len() >= 4
    }
}

impl Vergleichbar for Block {
    fn key(&self) -> &str {
        &self.key
    }

    fn likeness(&self, other: &Self) -> usize {
        match (&self.inhalt, &other.inhalt) {
            (Inhalt::Absatz(_), Inhalt::Absatz(_)) => angleich::common(&self.words, &other.words),
            // What stands in columns of other names is not the same said otherwise.
            (Inhalt::Zeile { .. }, Inhalt::Zeile { .. })
                if angleich::common(&self.koepfe, &other.koepfe) < angleich::ALIKE =>
            {
                0
            }
            (Inhalt::Zeile { .. }, Inhalt::Zeile { .. }) => {
                let likeness = angleich::common(&self.words, &other.words);
                // A row that got another name and kept all its values.
                let is_renamed =
                    self.rest == other.rest && self.rest.contains(char::is_alphanumeric);
                if is_renamed { likeness.max(angleich::ALIKE) } else { likeness }
            }
            _ => 0,
        }
    }
}

impl Abschnitt {
    /// Its last heading.
    pub(super) fn name(&self) -> &[Wort] {
        self.pfad.last().map(Vec::as_slice).unwrap_or_default()
    }

    fn finish(mut self, lists: usize) -> Self {
        if lists > 1 {
            self.bloecke.iter_mut().for_each(Block::name_list);
        }
        self.key = joined(&self.pfad);
        self.words = self.bloecke.iter().flat_map(|block| block.words.clone()).collect();
        self.words.sort();
        self
    }
}

impl Vergleichbar for Abschnitt {
    fn key(&self) -> &str {
        &self.key
    }

    fn likeness(&self, other: &Self) -> usize {
        angleich::common(&self.words, &other.words)
    }
}

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
        section: Abschnitt { pfad: vec![worte::words(BRIEFKOPF)], ..Abschnitt::default() },
        headings: Vec::new(),
        lists: Vec::new(),
        paragraphs: 0,
        counted: 0,
        worte: Vec::new(),
        betont: Vec::new(),
        auszeichnung: Auszeichnung::default(),
        zellen: Vec::new(),
        koepfe: Arc::default(),
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
    /// Where the emphasised words begin that are open.
    betont: Vec<usize>,
    auszeichnung: Auszeichnung,
    zellen: Vec<Vec<Wort>>,
    koepfe: Arc<Vec<Vec<Wort>>>,
    tables: usize,
}

impl Reader<'_> {
    fn read(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
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
                self.lists.push(List { number, items: 0, paragraphs: 0 });
            }
            Tag::Item => {
                if let Some(list) = self.lists.last_mut() {
                    list.number = list.number.map(|number| number + 1);
                    (list.items, list.paragraphs) = (list.items + 1, 0);
                }
            }
            Tag::Table(_) => {
                self.paragraph();
                self.tables += 1;
                self.koepfe = Arc::default();
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
            TagEnd::Paragraph | TagEnd::Item | TagEnd::CodeBlock => self.paragraph(),
            TagEnd::List(_) => {
                self.lists.pop();
            }
            TagEnd::TableCell => self.zellen.push(std::mem::take(&mut self.worte)),
            TagEnd::TableHead => {
                self.koepfe = Arc::new(self.zellen.clone());
                let ort = if self.tables > 1 {
                    format!("Tabelle {}, Spaltenköpfe", self.tables)
                } else {
                    "Spaltenköpfe".to_owned()
                };
                self.row(worte::words(&ort));
            }
            TagEnd::TableRow => {
                let first = self.zellen.first().cloned();
                self.row(first.unwrap_or_default());
            }
            _ => {}
        }
    }

    fn row(&mut self, ort: Vec<Wort>) {
        let (koepfe, zellen) = (Arc::clone(&self.koepfe), std::mem::take(&mut self.zellen));
        let auszeichnung = std::mem::take(&mut self.auszeichnung);
        let block = Block::new(ort, Inhalt::Zeile { koepfe, zellen });
        self.section.bloecke.push(Block { auszeichnung, ..block });
    }

    /// Closes a paragraph, where there is text in it.
    fn paragraph(&mut self) {
        if self.worte.is_empty() {
            return;
        }
        let worte = std::mem::take(&mut self.worte);
        let ort = worte::words(&self.place());
        let liste = (!self.lists.is_empty()).then_some(self.counted);
        let auszeichnung = std::mem::take(&mut self.auszeichnung);
        let block = Block { liste, auszeichnung, ..Block::new(ort, Inhalt::Absatz(worte)) };
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
        let section = std::mem::take(&mut self.section);
        if !section.bloecke.is_empty() || !self.headings.is_empty() {
            self.done.push(section.finish(self.counted));
        }
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
