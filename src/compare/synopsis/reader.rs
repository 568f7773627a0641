//! Cuts the tree of a document into sections and these into paragraphs, numbered items and
//! rows of tables.
//!
//! What stands before the title is the letterhead.

use super::blocks::{Block, Content};
use super::line_block;
use super::markup::Markup;
use super::section::Section;
use super::table::{self, Line};
use super::words::{self, Word};
use crate::data::Wording;
use crate::document::Document;
use crate::document::tree::{self, Span, Tree};
use crate::finance::FigureId;

/// The sections of `document`; `zahl` tells which figure of the comparison one of its
/// own is.
pub(in crate::compare) fn sections(
    document: &Document,
    number: &dyn Fn(FigureId) -> FigureId,
    wording: &Wording,
) -> Vec<Section> {
    read(&document.tree, number, wording)
}

/// The sections of a file of which no figure is known.
pub(in crate::compare) fn plain(markdown: &str, wording: &Wording) -> Vec<Section> {
    read(&Tree::read(markdown, &[], &[]), &|id| id, wording)
}

fn read(tree: &Tree, number: &dyn Fn(FigureId) -> FigureId, wording: &Wording) -> Vec<Section> {
    let mut reader = Reader {
        number,
        wording,
        done: Vec::new(),
        section: Section::under(words::words(wording.say("synopse.briefkopf"))),
        headings: Vec::new(),
        lists: Vec::new(),
        paragraphs: 0,
        counted: 0,
        tables: 0,
    };
    reader.blocks(tree.blocks());
    reader.close_section();
    reader.done
}

/// A part of a place with its number, such as `Paragraph 2`.
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
    number: &'a dyn Fn(FigureId) -> FigureId,
    wording: &'a Wording,
    done: Vec<Section>,
    section: Section,
    headings: Vec<(u8, Vec<Word>)>,
    lists: Vec<List>,
    paragraphs: usize,
    /// How many outermost lists of the section have begun.
    counted: usize,
    tables: usize,
}

impl Reader<'_> {
    fn blocks<'t>(&mut self, blocks: impl IntoIterator<Item = &'t tree::Block>) {
        for block in blocks {
            match &block.content {
                tree::Content::Heading(level, spans) => self.heading(*level, spans),
                tree::Content::Paragraph(spans) => self.paragraph(spans),
                tree::Content::List(list) => self.list(list),
                tree::Content::Quote(blocks) => self.blocks(blocks),
                tree::Content::Code(lines) => {
                    let origin = self.place();
                    let blocks =
                        line_block::lines(lines, &origin, self.wording, &|spans| self.line(spans));
                    self.section.blocks.extend(blocks);
                }
                tree::Content::Diagram(diagram) => {
                    self.place();
                    let blocks =
                        line_block::diagram(diagram, self.wording, &|spans| self.line(spans));
                    self.section.blocks.extend(blocks);
                }
                tree::Content::Table(table) => self.table(table),
                tree::Content::Rule => {}
            }
        }
    }

    fn list(&mut self, list: &tree::List) {
        self.counted += usize::from(self.lists.is_empty());
        // The points of an item are counted through all its lists.
        let items = self.lists.last().map_or(0, |above| above.points);
        self.lists.push(List { number: None, items, paragraphs: 0, points: 0 });
        for item in &list.items {
            if let Some(open) = self.lists.last_mut() {
                open.number = item.number.filter(|_| list.is_numbered);
                (open.items, open.paragraphs, open.points) = (open.items + 1, 0, 0);
            }
            self.blocks(&item.blocks);
        }
        let inner = self.lists.pop().filter(|_| !list.is_numbered);
        if let (Some(inner), Some(above)) = (inner, self.lists.last_mut()) {
            above.points = inner.items;
        }
    }

    fn table(&mut self, table: &tree::Table) {
        self.tables += 1;
        let origin = if self.tables > 1 {
            let number = self.tables.to_string();
            self.wording.fill("synopse.spaltenkoepfe_von", &[("nummer", &number)])
        } else {
            self.wording.say("synopse.spaltenkoepfe").to_owned()
        };
        let blocks = table::blocks(table, &origin, &|spans| self.line(spans));
        self.section.blocks.extend(blocks);
    }

    fn paragraph(&mut self, spans: &[Span]) {
        let (words, markup) = self.line(spans);
        if words.is_empty() {
            return;
        }
        let origin = words::words(&self.place());
        let mut block = Block::new(origin, Content::Paragraph(words));
        block.is_numbered = self.lists.first().is_some_and(|list| list.number.is_some());
        block.list = (!self.lists.is_empty()).then_some(self.counted);
        block.markup = markup;
        self.section.blocks.push(block);
    }

    /// The place of the paragraph that is read, which is counted.
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

    fn heading(&mut self, level: u8, spans: &[Span]) {
        let (text, _) = self.line(spans);
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
        let section = std::mem::take(&mut self.section);
        if !section.blocks.is_empty() || !self.headings.is_empty() {
            self.done.push(section.finish(self.counted, self.wording));
        }
    }

    /// The words of `spans`, a figure as one word, and what is said of them.
    fn line(&self, spans: &[Span]) -> Line {
        let (mut words, mut markup) = (Vec::new(), Markup::default());
        // Where the words begin that are emphasised, or strong.
        let mut open: [Option<usize>; 2] = [None, None];
        let mut link = None;
        for span in spans {
            self.close(&mut open, [span.strong, span.emphasis], &words, &mut markup);
            if let Some(target) = span.link.as_ref().filter(|target| link != Some(*target)) {
                markup.refer(self.wording, target);
            }
            link = span.link.as_ref();
            match span.figure {
                _ if span.is_break() => words.extend(words::words(" ")),
                Some(shown) => {
                    let number = Some((self.number)(shown.id));
                    words.push(Word { text: span.text.clone(), number });
                }
                None => words.extend(words::words(&span.text)),
            }
        }
        self.close(&mut open, [false, false], &words, &mut markup);
        (words, markup)
    }

    /// Notes the strong and the emphasised words that end here, and where others begin.
    fn close(
        &self,
        open: &mut [Option<usize>; 2],
        next: [bool; 2],
        words: &[Word],
        markup: &mut Markup,
    ) {
        for (index, (open, next)) in open.iter_mut().zip(next).enumerate() {
            match (*open, next) {
                (Some(start), false) => {
                    markup.emphasise(
                        self.wording,
                        words.get(start..).unwrap_or_default(),
                        index == 0,
                    );
                    *open = None;
                }
                (None, true) => *open = Some(words.len()),
                _ => {}
            }
        }
    }
}
