//! Compares two versions of a paper: what was typed, what was computed, what is said.
//!
//! ```text
//! two papers, their figures and documents → Vergleich → text, JSON, a document
//! ```
//!
//! Pure. The figures of both versions stand in one arena, those of the old under
//! `alt.…`, those of the new under `neu.…`, what moved between them under
//! `differenz.…`; so every amount of a comparison is a figure, and can be proven.

mod bridge;
mod numbers;
mod report;
mod resolution;
mod synopsis;
mod version;

use bridge::totals;
use numbers::{moved as figures_moved, setup, typed_values};
use synopsis::{reader, scenario_texts};
use version::Moved;

use crate::data::{self, TypedValue, Wording};
use crate::diagnostic::{Place, Sources};
use crate::document::Document;
use crate::finance::{Adopted, Figures, Frame};

pub use bridge::end::End;
pub use bridge::parts::{Bridge, Contribution, Share, Step, Total};
pub use bridge::steps::Change;
pub use bridge::text::{bridge_markdown, diagram};
pub use bridge::totals::bridge;
pub use bridge::working::{Product, Working};
pub use bridge::working_text::{calculation, shown, signed};
pub use numbers::moved::{Group, Number, Rank};
pub use numbers::setup::{Feature, Item};
pub use numbers::totals::{Movement, NamedValue, movements, totals, values};
pub use numbers::typed_values::{ChangedValue, ValueFate};
pub use report::report;
pub use resolution::ziffern::ziffern;
pub use synopsis::counterpart::Counterpart;
pub use synopsis::fragment::{fragment, legend};
pub use synopsis::synopse::{Fate, Passage, Section, Synopse};
pub use synopsis::words::{Part, Piece, Word, inline, plain, text};
pub use version::Version;

/// What changed from one version of a paper to another.
#[derive(Debug, Clone)]
pub struct Comparison {
    /// The names of the versions, the old before the new.
    pub names: [String; 2],
    /// What was typed otherwise, in the order of the new data.
    pub typed_values: Vec<ChangedValue>,
    /// The figures that came, went or moved, by year.
    pub numbers: Vec<Group>,
    /// What each change contributes to the totals that moved.
    pub bridge: Bridge,
    /// The posts that came, went or changed.
    pub stellen: Vec<Item>,
    /// The bodies that came, went or meet on another day.
    pub beratungsfolge: Vec<Item>,
    /// Both texts beside each other.
    pub synopse: Synopse,
    /// Whether both texts are the same, down to how they are set.
    pub is_set_alike: bool,
    /// The files in which changed what is printed in scenarios alone.
    pub scenario_texts: Vec<String>,
    /// The figures of both versions and their differences.
    pub figures: Figures,
    /// The texts that the places point into.
    pub sources: Sources,
}

impl Comparison {
    /// Whether nothing changed, not even what is printed in scenarios alone.
    pub fn is_empty(&self) -> bool {
        self.is_unseen() && self.scenario_texts.is_empty()
    }

    /// Whether nothing changed that is printed: neither figures nor text nor what was typed.
    pub fn is_unseen(&self) -> bool {
        self.is_set_alike
            && self.typed_values.is_empty()
            && self.numbers.is_empty()
            && self.synopse.is_empty()
    }
}

/// What changed from `old` to `new`.
pub fn compare(old: Version<'_>, new: Version<'_>) -> Comparison {
    let wording = &new.paper.profil.wording;
    let (mut figures, mut sources) = (Figures::default(), Sources::default());
    let (old_ids, old_places) = adopt(Frame::Old, old, &mut figures, &mut sources);
    let (new_ids, new_places) = adopt(Frame::New, new, &mut figures, &mut sources);
    let numbers = figures_moved::compare(&mut figures, old, new);
    let texts = [(old, &old_ids), (new, &new_ids)]
        .map(|(of, ids)| reader::sections(of.document, &|id| ids.id(id), wording));
    let [before, after] = &texts;
    let typed_values =
        typed_values::compare(old.typed_values, new.typed_values, &old_places, &new_places);
    let bridge = bridged(&mut figures, (old, &old_places), (new, &new_places));
    Comparison {
        names: [old.name.to_owned(), new.name.to_owned()],
        typed_values,
        numbers,
        bridge,
        stellen: setup::stellen(&figures, old.paper, new.paper),
        beratungsfolge: setup::beratungsfolge(old.paper, new.paper),
        synopse: Synopse::of(before, after, wording),
        is_set_alike: old.document.markdown == new.document.markdown,
        scenario_texts: scenario_texts::changed(old, new),
        figures,
        sources,
    }
}

/// The bridge between two versions, whose places are moved to those of the comparison.
fn bridged(
    figures: &mut Figures,
    (old, old_places): (Version<'_>, &Moved),
    (new, new_places): (Version<'_>, &Moved),
) -> Bridge {
    let typed = |of: Version<'_>, place: &Moved| {
        let table = data::city_table(of.sources, &of.paper.vorlage.stadt);
        moved([of.typed_values, &table], place)
    };
    let (typed_old, typed_new) = (typed(old, old_places), typed(new, new_places));
    let (old, new) =
        (End::of(Frame::Old, old.paper, &typed_old), End::of(Frame::New, new.paper, &typed_new));
    totals::bridge(figures, old, new)
}

/// The texts of two documents beside each other. Their figures are those of the arena
/// in which `old` and `new` tell where they stand.
pub fn synopse(old: (&Document, Adopted), new: (&Document, Adopted), wording: &Wording) -> Synopse {
    let [before, after] =
        [old, new].map(|(document, ids)| reader::sections(document, &|id| ids.id(id), wording));
    Synopse::of(&before, &after, wording)
}

/// What was typed in the data and in the city's table, with its places as `place` tells
/// where they stand in the arena of a bridge.
pub fn moved(typed: [&[TypedValue]; 2], place: &dyn Fn(&Place) -> Place) -> [Vec<TypedValue>; 2] {
    typed.map(|typed| typed_values::moved(typed, place))
}

/// Two files of Markdown beside each other: figures are words like others.
pub fn wording(old: &str, new: &str) -> Synopse {
    let wording = Wording::default();
    let [before, after] = [old, new].map(|text| reader::plain(text, &wording));
    Synopse::of(&before, &after, &wording)
}

fn adopt(
    frame: Frame<'_>,
    of: Version<'_>,
    figures: &mut Figures,
    sources: &mut Sources,
) -> (Adopted, Moved) {
    let file = sources.append(of.sources);
    let moved: Moved =
        Box::new(move |place| Place { file: file(place.file), range: place.range.clone() });
    (figures.adopt(frame, of.figures, &moved), moved)
}
