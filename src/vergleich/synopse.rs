//! Puts two documents beside each other: section by section, paragraph by paragraph,
//! and in tables cell by cell.

use std::collections::BTreeMap;

use super::angleich::{self, Paar, Vergleichbar};
use super::bloecke::{Abschnitt as Quelle, Block, Inhalt};
use super::saetze::{rows, sentences};
use super::spalten::cells;
use super::worte::{self, Stueck, Wort};
use crate::document::BRIEFKOPF;

/// From here on a text that stands elsewhere has moved, in per cent.
const MOVED: usize = 80;

/// The place of a heading.
pub(super) const TITEL: &str = "Überschrift";

/// All of both documents, the unchanged parts too.
#[derive(Debug, Clone, Default)]
pub struct Synopse {
    /// The sections in the order of the new document, those that went where they stood.
    pub abschnitte: Vec<Abschnitt>,
}

impl Abschnitt {
    /// The outermost of its headings.
    pub fn titel(&self) -> String {
        self.pfad.first().map(|name| worte::text(name)).unwrap_or_default()
    }

    /// Whether all of it is told where it stands now.
    pub fn is_told_elsewhere(&self) -> bool {
        self.lage == Lage::Verschoben && self.fundstellen.iter().all(|of| of.jetzt.is_some())
    }
}

impl Fundstelle {
    /// Whether it stands elsewhere as it was.
    pub fn is_only_moved(&self) -> bool {
        let is_whole = self.gegenueber.iter().all(Gegenueber::is_unchanged);
        self.lage == Lage::Verschoben && self.jetzt.is_none() && is_whole
    }
}

/// What stands under one heading in both documents.
#[derive(Debug, Clone)]
pub struct Abschnitt {
    /// The headings above it in the new document, or in the old where it went.
    pub pfad: Vec<Vec<Wort>>,
    /// Whether it is the letterhead, or what stands under the title of the document.
    pub ist_kopf: bool,
    /// What became of it as a whole.
    pub lage: Lage,
    /// What stands in it.
    pub fundstellen: Vec<Fundstelle>,
}

/// A paragraph, an item or a row of a table.
#[derive(Debug, Clone)]
pub struct Fundstelle {
    /// Where it stands, such as `Ziffer 2`; of a row its first cell.
    pub ort: Vec<Wort>,
    /// Where it stood before, where that is another place.
    pub bisher: Option<Vec<Wort>>,
    /// Where it stands now, at the place where it stood.
    pub jetzt: Option<Vec<Wort>>,
    /// What became of it.
    pub lage: Lage,
    /// Whether it is a row of a table.
    pub ist_zeile: bool,
    /// Old beside new: of a paragraph its sentences, of a row its changed cells.
    pub gegenueber: Vec<Gegenueber>,
}

/// What became of a part of the old document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lage {
    /// It is as it was.
    Unveraendert,
    /// Its words changed.
    Geaendert,
    /// It was not there before.
    Neu,
    /// It is there no longer.
    Entfallen,
    /// It stands elsewhere, with its words changed or not.
    Verschoben,
}

/// Old beside new.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gegenueber {
    /// The column, in a table.
    pub spalte: Option<Vec<Wort>>,
    /// The old words; none where nothing stood there.
    pub alt: Vec<Stueck>,
    /// The new words; none where nothing stands there.
    pub neu: Vec<Stueck>,
}

impl Gegenueber {
    /// Whether old and new are the same.
    pub fn is_unchanged(&self) -> bool {
        !self.alt.iter().chain(&self.neu).any(|stueck| stueck.geaendert)
    }
}

impl Synopse {
    /// Whether nothing changed.
    pub fn is_empty(&self) -> bool {
        self.abschnitte.iter().all(|abschnitt| abschnitt.lage == Lage::Unveraendert)
    }

    /// The sections of `alt` beside those of `neu`.
    pub(super) fn of(alt: &[Quelle], neu: &[Quelle]) -> Self {
        let mut pairs = Vec::new();
        let empty = Quelle::default();
        for pair in angleich::align(alt, neu) {
            let (old, new) = match pair {
                Paar::Beide(a, b) => (alt.get(a), neu.get(b)),
                Paar::Alt(a) => (alt.get(a), None),
                Paar::Neu(b) => (None, neu.get(b)),
            };
            let (a, b) = (old.unwrap_or(&empty), new.unwrap_or(&empty));
            pairs.push((old, new, angleich::align(&a.bloecke, &b.bloecke)));
        }
        let moved = Moves::of(&pairs);
        let besides: Vec<Vec<Paar>> = pairs
            .iter()
            .enumerate()
            .map(|(index, (old, new, blocks))| beside(blocks, (*old, *new), index, &moved))
            .collect();
        let section = |(index, (old, new, blocks)): (usize, &Beside<'_>)| {
            let blocks = besides.get(index).unwrap_or(blocks);
            section(*old, *new, blocks, index, &moved)
        };
        Self { abschnitte: pairs.iter().enumerate().map(section).collect() }
    }
}

/// Sections beside each other with the pairs of their blocks.
type Beside<'a> = (Option<&'a Quelle>, Option<&'a Quelle>, Vec<Paar>);

/// Where a block stands: the pair of sections, and its position.
type At = (usize, usize);

/// Blocks that went at one place and came at another.
#[derive(Default)]
struct Moves<'a> {
    /// The old block with the name of its place, by where it stands now.
    from: BTreeMap<At, (&'a Block, Vec<Wort>)>,
    /// Where it stands now, by where it stood.
    to: BTreeMap<At, Vec<Wort>>,
}

impl<'a> Moves<'a> {
    fn of(pairs: &[Beside<'a>]) -> Self {
        let (mut gone, mut come) = (Vec::new(), Vec::new());
        for (index, (old, new, blocks)) in pairs.iter().enumerate() {
            for pair in blocks {
                match *pair {
                    Paar::Alt(a) => gone.extend(block(*old, a).map(|block| ((index, a), block))),
                    Paar::Neu(b) => come.extend(block(*new, b).map(|block| ((index, b), block))),
                    Paar::Beide(..) => {}
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
                let name = |at: &At, sides: fn(&Beside<'a>) -> Option<&'a Quelle>, ort: &[Wort]| {
                    let section = pairs.get(at.0).and_then(sides).map(Quelle::name);
                    match section.filter(|_| from.0 != to.0) {
                        Some(section) => [section, &worte::words(", "), ort].concat(),
                        None => ort.to_vec(),
                    }
                };
                moves.from.insert(*to, (old, name(from, |(old, ..)| *old, &old.ort)));
                moves.to.insert(*from, name(to, |(_, new, _)| *new, &new.ort));
            }
        }
        moves
    }
}

/// `blocks`, where what replaces another item stands beside it: of what neither stayed
/// nor moved, the items of the same number and those that begin alike.
fn beside(
    blocks: &[Paar],
    (old, new): (Option<&Quelle>, Option<&Quelle>),
    index: usize,
    moves: &Moves<'_>,
) -> Vec<Paar> {
    let replaces = |a: usize, b: usize| {
        let stayed = !moves.to.contains_key(&(index, a)) && !moves.from.contains_key(&(index, b));
        let pair = block(old, a).zip(block(new, b));
        let is_head = [old, new].iter().flatten().all(|of| worte::text(of.name()) == BRIEFKOPF);
        let replaced = |(old, new): (&Block, &Block)| {
            old.is_replaced_by(new) || (is_head && old.is_row_beside(new))
        };
        stayed && pair.is_some_and(replaced)
    };
    let mut all = Vec::new();
    for run in blocks.chunk_by(|a, b| is_alone(*a) && is_alone(*b)) {
        let mut come: Vec<usize> = Vec::new();
        come.extend(run.iter().filter_map(|pair| match pair {
            Paar::Neu(b) => Some(*b),
            _ => None,
        }));
        let mut next = 0;
        for pair in run {
            let Paar::Alt(a) = *pair else {
                all.extend((!is_alone(*pair)).then_some(*pair));
                continue;
            };
            let rest = come.get(next..).unwrap_or_default();
            match rest.iter().position(|b| replaces(a, *b)) {
                Some(at) => {
                    all.extend(rest.iter().take(at).map(|b| Paar::Neu(*b)));
                    all.extend(rest.get(at).map(|b| Paar::Beide(a, *b)));
                    next += at + 1;
                }
                None => all.push(*pair),
            }
        }
        all.extend(come.get(next..).unwrap_or_default().iter().map(|b| Paar::Neu(*b)));
    }
    all
}

fn is_alone(pair: Paar) -> bool {
    !matches!(pair, Paar::Beide(..))
}

fn block(section: Option<&Quelle>, index: usize) -> Option<&Block> {
    section?.bloecke.get(index)
}

fn section(
    old: Option<&Quelle>,
    new: Option<&Quelle>,
    blocks: &[Paar],
    index: usize,
    moves: &Moves<'_>,
) -> Abschnitt {
    let mut fundstellen = Vec::new();
    if let (Some(old), Some(new)) = (old, new)
        && old.name() != new.name()
    {
        let (alt, neu) = worte::compare(old.name(), new.name());
        fundstellen.push(Fundstelle {
            ort: worte::words(TITEL),
            bisher: None,
            jetzt: None,
            lage: Lage::Geaendert,
            ist_zeile: false,
            gegenueber: vec![Gegenueber { spalte: None, alt, neu }],
        });
    }
    fundstellen.extend(blocks.iter().filter_map(|pair| match *pair {
        Paar::Beide(a, b) => Some(both(block(old, a)?, block(new, b)?)),
        Paar::Alt(a) => Some(gone(block(old, a)?, moves.to.get(&(index, a)))),
        Paar::Neu(b) => Some(match moves.from.get(&(index, b)) {
            Some((from, name)) => {
                let place = block(new, b)?;
                let bisher = Some(name.clone());
                Fundstelle { lage: Lage::Verschoben, bisher, ..both(from, place) }
            }
            None => one(block(new, b)?, Lage::Neu),
        }),
    }));
    let is_moved = !fundstellen.is_empty()
        && fundstellen.iter().all(|of| of.lage == Lage::Verschoben)
        && old.is_none() != new.is_none();
    let lage = match (old, new) {
        _ if is_moved => Lage::Verschoben,
        (None, _) => Lage::Neu,
        (_, None) => Lage::Entfallen,
        _ if fundstellen.iter().any(|of| of.lage != Lage::Unveraendert) => Lage::Geaendert,
        _ => Lage::Unveraendert,
    };
    let pfad = new.or(old).map(|of| of.pfad.clone()).unwrap_or_default();
    let ist_kopf = [old, new].into_iter().flatten().all(|of| of.ist_kopf);
    Abschnitt { pfad, ist_kopf, lage, fundstellen }
}

/// A block that stands in both documents.
fn both(old: &Block, new: &Block) -> Fundstelle {
    let (ist_zeile, mut gegenueber) = match (&old.inhalt, &new.inhalt) {
        (Inhalt::Absatz(alt), Inhalt::Absatz(neu)) => (false, sentences(alt, neu)),
        (
            Inhalt::Zeile { koepfe: old, zellen: alt },
            Inhalt::Zeile { koepfe: new, zellen: neu },
        ) => (true, cells((old, alt), (new, neu))),
        _ => (false, Vec::new()),
    };
    gegenueber.extend(auszeichnung(old, new));
    let is_changed = gegenueber.iter().any(|of| !of.is_unchanged());
    let lage = if is_changed { Lage::Geaendert } else { Lage::Unveraendert };
    // Only numbers of a resolution are quoted elsewhere; that a paragraph became the
    // third instead of the second says nothing.
    let ort = worte::text(&old.ort);
    let is_number = ort.starts_with("Ziffer") && (is_changed || !ort.contains(','));
    let is_renamed = !ist_zeile && old.ort != new.ort && is_number;
    let bisher = is_renamed.then(|| old.ort.clone());
    Fundstelle { ort: new.ort.clone(), bisher, jetzt: None, lage, ist_zeile, gegenueber }
}

/// What the marks of two blocks say otherwise. Words that changed may take their emphasis
/// with them; where none did, another emphasis is a change of its own.
fn auszeichnung(old: &Block, new: &Block) -> Vec<Gegenueber> {
    let (a, b) = (&old.auszeichnung, &new.auszeichnung);
    let mut pairs = vec![("Verweise", &a.verweise, &b.verweise)];
    if old.key() == new.key() {
        pairs.push(("Hervorhebung", &a.betonung, &b.betonung));
    }
    pairs.retain(|(_, alt, neu)| worte::text(alt) != worte::text(neu));
    let beside = |(name, alt, neu): (&str, &Vec<Wort>, &Vec<Wort>)| {
        let (alt, neu) = worte::compare(alt, neu);
        Gegenueber { spalte: Some(worte::words(name)), alt, neu }
    };
    pairs.into_iter().map(beside).collect()
}

/// A block that stands in one document alone.
fn one(block: &Block, lage: Lage) -> Fundstelle {
    let beside = |spalte: Option<Vec<Wort>>, worte: &[Wort]| {
        let stuecke = worte::whole(worte, true);
        let (alt, neu) = match lage {
            Lage::Neu => (Vec::new(), stuecke),
            _ => (stuecke, Vec::new()),
        };
        Gegenueber { spalte, alt, neu }
    };
    let (ist_zeile, gegenueber) = match &block.inhalt {
        Inhalt::Absatz(worte) => {
            let rows = rows(worte).into_iter();
            (false, rows.map(|row| beside(None, worte.get(row).unwrap_or_default())).collect())
        }
        Inhalt::Zeile { koepfe, zellen } => {
            let cells = zellen.iter().enumerate().filter(|(_, zelle)| !zelle.is_empty());
            (true, cells.map(|(index, zelle)| beside(koepfe.get(index).cloned(), zelle)).collect())
        }
    };
    Fundstelle { ort: block.ort.clone(), bisher: None, jetzt: None, lage, ist_zeile, gegenueber }
}

/// A block of the old document that went, or that stands elsewhere now.
fn gone(block: &Block, to: Option<&Vec<Wort>>) -> Fundstelle {
    match to {
        None => one(block, Lage::Entfallen),
        Some(to) => Fundstelle {
            jetzt: Some(to.clone()),
            gegenueber: Vec::new(),
            lage: Lage::Verschoben,
            ..one(block, Lage::Entfallen)
        },
    }
}
