//! Puts two documents beside each other: section by section, paragraph by paragraph,
//! and in tables cell by cell.

use std::collections::BTreeMap;

use super::alignment::{self, Comparable, Pair};
use super::blocks::{Block, Content};
use super::columns::cells;
use super::counterpart::Counterpart;
use super::section::Section as Source;
use super::sentences::{rows, sentences};
use super::words::{self, Word};
use crate::data::Wording;

/// From here on a text that stands elsewhere has moved, in per cent.
const MOVED: usize = 80;

/// All of both documents, the unchanged parts too.
#[derive(Debug, Clone, Default)]
pub struct Synopse {
    /// The sections in the order of the new document, those that went where they stood.
    pub sections: Vec<Section>,
    /// The words in which a paper tells it.
    pub wording: Wording,
}

impl Section {
    /// The outermost of its headings.
    pub fn title(&self) -> String {
        self.path.first().map(|name| words::text(name)).unwrap_or_default()
    }

    /// Whether all of it is told where it stands now.
    pub fn is_told_elsewhere(&self) -> bool {
        self.fate == Fate::Moved && self.passages.iter().all(|of| of.now.is_some())
    }
}

impl Passage {
    /// Whether it stands elsewhere as it was.
    pub fn is_only_moved(&self) -> bool {
        let is_whole = self.counterpart.iter().all(Counterpart::is_unchanged);
        self.fate == Fate::Moved && self.now.is_none() && is_whole
    }
}

/// What stands under one heading in both documents.
#[derive(Debug, Clone)]
pub struct Section {
    /// The headings above it in the new document, or in the old where it went.
    pub path: Vec<Vec<Word>>,
    /// Whether it is the letterhead, or what stands under the title of the document.
    pub is_head: bool,
    /// What became of it as a whole.
    pub fate: Fate,
    /// What stands in it.
    pub passages: Vec<Passage>,
}

/// A paragraph, an item or a row of a table.
#[derive(Debug, Clone)]
pub struct Passage {
    /// Where it stands, such as `Ziffer 2`; of a row its first cell.
    pub origin: Vec<Word>,
    /// Where it stood before, where that is another place.
    pub bisher: Option<Vec<Word>>,
    /// Where it stands now, at the place where it stood.
    pub now: Option<Vec<Word>>,
    /// What became of it.
    pub fate: Fate,
    /// Whether it is a row of a table.
    pub is_row: bool,
    /// Old beside new: of a paragraph its sentences, of a row its changed cells.
    pub counterpart: Vec<Counterpart>,
}

/// What became of a part of the old document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// It is as it was.
    Unchanged,
    /// Its words changed.
    Changed,
    /// It was not there before.
    New,
    /// It is there no longer.
    Gone,
    /// It stands elsewhere, with its words changed or not.
    Moved,
}

impl Synopse {
    /// Whether nothing changed.
    pub fn is_empty(&self) -> bool {
        self.sections.iter().all(|section| section.fate == Fate::Unchanged)
    }

    /// The sections of `alt` beside those of `neu`.
    pub(in crate::compare) fn of(old: &[Source], new: &[Source], wording: &Wording) -> Self {
        let mut pairs = Vec::new();
        let empty = Source::default();
        for pair in alignment::align(old, new) {
            let (old, new) = match pair {
                Pair::Both(a, b) => (old.get(a), new.get(b)),
                Pair::Old(a) => (old.get(a), None),
                Pair::New(b) => (None, new.get(b)),
            };
            let (a, b) = (old.unwrap_or(&empty), new.unwrap_or(&empty));
            pairs.push((old, new, alignment::align(&a.blocks, &b.blocks)));
        }
        let moved = Moves::of(&pairs);
        let besides: Vec<Vec<Pair>> = pairs
            .iter()
            .enumerate()
            .map(|(index, (old, new, blocks))| beside(blocks, (*old, *new), index, &moved, wording))
            .collect();
        let section = |(index, (old, new, blocks)): (usize, &Beside<'_>)| {
            let blocks = besides.get(index).unwrap_or(blocks);
            section((*old, *new), blocks, index, &moved, wording)
        };
        let sections = pairs.iter().enumerate().map(section).collect();
        Self { sections, wording: wording.clone() }
    }
}

/// Sections beside each other with the pairs of their blocks.
type Beside<'a> = (Option<&'a Source>, Option<&'a Source>, Vec<Pair>);

/// Where a block stands: the pair of sections, and its position.
type At = (usize, usize);

/// Blocks that went at one place and came at another.
#[derive(Default)]
struct Moves<'a> {
    /// The old block with the name of its place, by where it stands now.
    from: BTreeMap<At, (&'a Block, Vec<Word>)>,
    /// Where it stands now, by where it stood.
    to: BTreeMap<At, Vec<Word>>,
}

impl<'a> Moves<'a> {
    fn of(pairs: &[Beside<'a>]) -> Self {
        let (mut gone, mut come) = (Vec::new(), Vec::new());
        for (index, (old, new, blocks)) in pairs.iter().enumerate() {
            for pair in blocks {
                match *pair {
                    Pair::Old(a) => gone.extend(block(*old, a).map(|block| ((index, a), block))),
                    Pair::New(b) => come.extend(block(*new, b).map(|block| ((index, b), block))),
                    Pair::Both(..) => {}
                }
            }
        }
        let mut moves = Self::default();
        for (to, new) in come.iter().filter(|(_, block)| block.is_telling()) {
            let free = gone.iter().filter(|(from, _)| !moves.to.contains_key(from));
            let alike = free.map(|(from, old)| (old.likeness(new), from, *old));
            let Some((likeness, from, old)) = alike.max_by_key(|(likeness, ..)| *likeness) else {
                continue;
            };
            if likeness >= MOVED {
                let name =
                    |at: &At, sides: fn(&Beside<'a>) -> Option<&'a Source>, origin: &[Word]| {
                        let section = pairs.get(at.0).and_then(sides).map(Source::name);
                        match section.filter(|_| from.0 != to.0) {
                            Some(section) => [section, &words::words(", "), origin].concat(),
                            None => origin.to_vec(),
                        }
                    };
                moves.from.insert(*to, (old, name(from, |(old, ..)| *old, &old.origin)));
                moves.to.insert(*from, name(to, |(_, new, _)| *new, &new.origin));
            }
        }
        moves
    }
}

/// `blocks`, where what replaces another item stands beside it: of what neither stayed
/// nor moved, the items of the same number and those that begin alike.
fn beside(
    blocks: &[Pair],
    (old, new): (Option<&Source>, Option<&Source>),
    index: usize,
    moves: &Moves<'_>,
    wording: &Wording,
) -> Vec<Pair> {
    let replaces = |a: usize, b: usize| {
        let stayed = !moves.to.contains_key(&(index, a)) && !moves.from.contains_key(&(index, b));
        let pair = block(old, a).zip(block(new, b));
        let letterhead = wording.say("synopse.briefkopf");
        let is_head = [old, new].iter().flatten().all(|of| words::text(of.name()) == letterhead);
        let replaced = |(old, new): (&Block, &Block)| {
            old.is_replaced_by(new) || (is_head && old.is_row_beside(new))
        };
        stayed && pair.is_some_and(replaced)
    };
    let mut all = Vec::new();
    for run in blocks.chunk_by(|a, b| is_alone(*a) && is_alone(*b)) {
        let mut come: Vec<usize> = Vec::new();
        come.extend(run.iter().filter_map(|pair| match pair {
            Pair::New(b) => Some(*b),
            _ => None,
        }));
        let mut next = 0;
        for pair in run {
            let Pair::Old(a) = *pair else {
                all.extend((!is_alone(*pair)).then_some(*pair));
                continue;
            };
            let rest = come.get(next..).unwrap_or_default();
            match rest.iter().position(|b| replaces(a, *b)) {
                Some(at) => {
                    all.extend(rest.iter().take(at).map(|b| Pair::New(*b)));
                    all.extend(rest.get(at).map(|b| Pair::Both(a, *b)));
                    next += at + 1;
                }
                None => all.push(*pair),
            }
        }
        all.extend(come.get(next..).unwrap_or_default().iter().map(|b| Pair::New(*b)));
    }
    all
}

fn is_alone(pair: Pair) -> bool {
    !matches!(pair, Pair::Both(..))
}

fn block(section: Option<&Source>, index: usize) -> Option<&Block> {
    section?.blocks.get(index)
}

fn section(
    (old, new): (Option<&Source>, Option<&Source>),
    blocks: &[Pair],
    index: usize,
    moves: &Moves<'_>,
    wording: &Wording,
) -> Section {
    let mut passages = Vec::new();
    if let (Some(old), Some(new)) = (old, new)
        && old.name() != new.name()
    {
        let (old, new) = words::compare(old.name(), new.name());
        passages.push(Passage {
            origin: words::words(wording.say("synopse.ueberschrift")),
            bisher: None,
            now: None,
            fate: Fate::Changed,
            is_row: false,
            counterpart: vec![Counterpart { column: None, old, new }],
        });
    }
    passages.extend(blocks.iter().filter_map(|pair| match *pair {
        Pair::Both(a, b) => Some(both(block(old, a)?, block(new, b)?, wording)),
        Pair::Old(a) => Some(gone(block(old, a)?, moves.to.get(&(index, a)))),
        Pair::New(b) => Some(match moves.from.get(&(index, b)) {
            Some((from, name)) => {
                let place = block(new, b)?;
                let bisher = Some(name.clone());
                Passage { fate: Fate::Moved, bisher, ..both(from, place, wording) }
            }
            None => one(block(new, b)?, Fate::New),
        }),
    }));
    let is_moved = !passages.is_empty()
        && passages.iter().all(|of| of.fate == Fate::Moved)
        && old.is_none() != new.is_none();
    let fate = match (old, new) {
        _ if is_moved => Fate::Moved,
        (None, _) => Fate::New,
        (_, None) => Fate::Gone,
        _ if passages.iter().any(|of| of.fate != Fate::Unchanged) => Fate::Changed,
        _ => Fate::Unchanged,
    };
    let path = new.or(old).map(|of| of.path.clone()).unwrap_or_default();
    let is_head = [old, new].into_iter().flatten().all(|of| of.is_head);
    Section { path, is_head, fate, passages }
}

/// A block that stands in both documents.
fn both(old: &Block, new: &Block, wording: &Wording) -> Passage {
    let (is_row, mut counterpart) = match (&old.content, &new.content) {
        (Content::Paragraph(old), Content::Paragraph(new)) => (false, sentences(old, new)),
        (
            Content::Row { heads: old_heads, cells: old_cells },
            Content::Row { heads: new_heads, cells: new_cells },
        ) => (true, cells((old_heads, old_cells), (new_heads, new_cells))),
        _ => (false, Vec::new()),
    };
    counterpart.extend(markup(old, new, wording));
    let is_changed = counterpart.iter().any(|of| !of.is_unchanged());
    let fate = if is_changed { Fate::Changed } else { Fate::Unchanged };
    // Only numbers of a resolution are quoted elsewhere; that a paragraph became the
    // third instead of the second says nothing.
    let origin = words::text(&old.origin);
    let is_number = old.is_numbered && (is_changed || !origin.contains(','));
    let is_renamed = !is_row && old.origin != new.origin && is_number;
    let bisher = is_renamed.then(|| old.origin.clone());
    Passage { origin: new.origin.clone(), bisher, now: None, fate, is_row, counterpart }
}

/// What the marks of two blocks say otherwise. Words that changed may take their emphasis
/// with them; where none did, another emphasis is a change of its own.
fn markup(old: &Block, new: &Block, wording: &Wording) -> Vec<Counterpart> {
    let (a, b) = (&old.markup, &new.markup);
    let mut pairs = vec![("synopse.verweise", &a.references, &b.references)];
    if old.key() == new.key() {
        pairs.push(("synopse.hervorhebung", &a.emphasis, &b.emphasis));
    }
    pairs.retain(|(_, old, new)| words::text(old) != words::text(new));
    let beside = |(key, old, new): (&str, &Vec<Word>, &Vec<Word>)| {
        let (old, new) = words::compare(old, new);
        Counterpart { column: Some(words::words(wording.say(key))), old, new }
    };
    pairs.into_iter().map(beside).collect()
}

/// A block that stands in one document alone.
fn one(block: &Block, fate: Fate) -> Passage {
    let beside = |column: Option<Vec<Word>>, words: &[Word]| {
        let pieces = words::whole(words, true);
        let (old, new) = match fate {
            Fate::New => (Vec::new(), pieces),
            _ => (pieces, Vec::new()),
        };
        Counterpart { column, old, new }
    };
    let (is_row, counterpart) = match &block.content {
        Content::Paragraph(words) => {
            let rows = rows(words).into_iter();
            (false, rows.map(|row| beside(None, words.get(row).unwrap_or_default())).collect())
        }
        Content::Row { heads, cells } => {
            let cells = cells.iter().enumerate().filter(|(_, cell)| !cell.is_empty());
            (true, cells.map(|(index, cell)| beside(heads.get(index).cloned(), cell)).collect())
        }
    };
    Passage { origin: block.origin.clone(), bisher: None, now: None, fate, is_row, counterpart }
}

/// A block of the old document that went, or that stands elsewhere now.
fn gone(block: &Block, to: Option<&Vec<Word>>) -> Passage {
    match to {
        None => one(block, Fate::Gone),
        Some(to) => Passage {
            now: Some(to.clone()),
            counterpart: Vec::new(),
            fate: Fate::Moved,
            ..one(block, Fate::Gone)
        },
    }
}
