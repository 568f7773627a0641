//! Walks from one version's data to the other's, one change after the other.
//!
//! The order is that of the sections, and in each that of the new data. Where a change alone
//! leaves something that cannot be calculated, such as a Stelle without its Kostensatz, it
//! waits for the change that it needs; what can only be calculated together is one step. The
//! head, cover and scenarios decide about no total; what was typed there is never a step.

use super::eingaben::{Geaendert, Was};
use crate::data::{self, Eingabe, Inhalt, Paper, Stadt};
use crate::finance::{self, Figures};

/// Sections that no total depends on.
const OHNE_WIRKUNG: [&str; 4] = ["vorlage", "deckung", "angaben", "szenarien"];

/// The order in which sections are changed, whatever files they stand in; others follow.
const REIHENFOLGE: [&str; 9] = [
    "programm",
    "haushalt",
    "steigerungen",
    "kostensaetze",
    "personalkosten",
    "stellen",
    "kosten",
    "investitionen",
    "zuwendungen",
];

/// A state on the way, and what was changed to come there.
pub(super) struct Zwischenstand {
    /// What was changed since the state before.
    pub(super) aenderungen: Vec<Aenderung>,
    /// The paper in this state.
    pub(super) paper: Paper,
    /// Its figures.
    pub(super) figures: Figures,
}

/// A change of what a total depends on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Aenderung {
    /// What the city brings to all of its papers.
    Stadt,
    /// A value that was typed otherwise.
    Eingabe(Geaendert),
}

impl Aenderung {
    /// The section and the entry in it that is changed.
    fn entry(&self) -> Option<&[String]> {
        match self {
            Self::Stadt => None,
            Self::Eingabe(of) => of.schluessel.get(..2),
        }
    }
}

/// Both ends of the way: what was typed, and what the city brings.
pub(super) struct Enden<'a> {
    pub(super) alt: (&'a [Eingabe], Stadt<'a>),
    pub(super) neu: (&'a [Eingabe], Stadt<'a>),
}

/// The old end as a state of its own: read again from what was typed; none where it cannot be
/// calculated.
pub(super) fn anfang(enden: &Enden<'_>) -> Option<(Paper, Figures)> {
    let Enden { alt: (alt, stadt), neu: (neu, _) } = enden;
    calculated(&with_effect(alt, neu), stadt)
}

/// What was typed in `alt`, with the sections of `neu` that no total depends on.
fn with_effect(alt: &[Eingabe], neu: &[Eingabe]) -> Vec<Eingabe> {
    let mut state = alt.to_vec();
    for section in OHNE_WIRKUNG {
        replace_section(&mut state, neu, section);
    }
    state
}

/// All states between both ends that can be calculated, without the ends themselves, and
/// the changes that lead from the last of them to the new end.
pub(super) fn walk(
    enden: &Enden<'_>,
    geaendert: &[Geaendert],
) -> (Vec<Zwischenstand>, Vec<Aenderung>) {
    let Enden { alt: (alt, stadt_alt), neu: (neu, stadt_neu) } = enden;
    let mut all: Vec<Aenderung> = Vec::new();
    if !same_city(stadt_alt, stadt_neu) {
        all.push(Aenderung::Stadt);
    }
    let mut own: Vec<&Geaendert> = geaendert.iter().filter(|of| has_effect(of)).collect();
    own.sort_by_key(|of| order(of));
    all.extend(own.into_iter().cloned().map(Aenderung::Eingabe));
    let mut gang = Gang {
        state: with_effect(alt, neu),
        stadt: stadt_alt,
        ends: (neu, stadt_neu),
        states: Vec::new(),
        aside: Vec::new(),
    };
    for change in all {
        gang.go(change);
    }
    gang.finish()
}

/// Where the section of a change comes in the order of all changes; others come last.
fn order(of: &Geaendert) -> usize {
    let section = of.schluessel.first();
    let known = REIHENFOLGE.iter().position(|own| section.is_some_and(|section| section == own));
    known.unwrap_or(REIHENFOLGE.len())
}

/// A walk from one end to the other.
struct Gang<'a> {
    state: Vec<Eingabe>,
    stadt: &'a Stadt<'a>,
    /// What is typed at the new end, and its city.
    ends: (&'a [Eingabe], &'a Stadt<'a>),
    states: Vec<Zwischenstand>,
    /// Changes that could not be calculated yet.
    aside: Vec<Aenderung>,
}

impl Gang<'_> {
    /// Makes `change`, and after it what was waiting for it; sets it aside where it cannot be
    /// calculated, neither alone nor with what waits of the same entry.
    fn go(&mut self, change: Aenderung) {
        if !self.take(std::slice::from_ref(&change)) {
            let (mut same, others): (Vec<_>, Vec<_>) = std::mem::take(&mut self.aside)
                .into_iter()
                .partition(|of| of.entry() == change.entry());
            same.push(change);
            self.aside = others;
            if same.len() == 1 || !self.take(&same) {
                self.aside.extend(same);
                return;
            }
        }
        let mut index = 0;
        while let Some(waiting) = self.aside.get(index).cloned() {
            if self.take(std::slice::from_ref(&waiting)) {
                self.aside.remove(index);
                index = 0;
            } else {
                index += 1;
            }
        }
    }

    /// Makes `changes` at once where what comes of it can be calculated.
    fn take(&mut self, changes: &[Aenderung]) -> bool {
        let (neu, of_neu) = self.ends;
        let (mut state, mut stadt) = (self.state.clone(), self.stadt);
        for change in changes {
            match change {
                Aenderung::Stadt => stadt = of_neu,
                Aenderung::Eingabe(of) => apply(&mut state, neu, of),
            }
        }
        let Some((paper, figures)) = calculated(&state, stadt) else { return false };
        (self.state, self.stadt) = (state, stadt);
        self.states.push(Zwischenstand { aenderungen: changes.to_vec(), paper, figures });
        true
    }

    /// What could never be calculated alone is made together; the last state is the new end.
    fn finish(mut self) -> (Vec<Zwischenstand>, Vec<Aenderung>) {
        let mut open = Vec::new();
        for change in std::mem::take(&mut self.aside) {
            open.push(change);
            if self.take(&open) {
                open.clear();
            }
        }
        if open.is_empty() {
            open = self.states.pop().map(|last| last.aenderungen).unwrap_or_default();
        }
        (self.states, open)
    }
}

/// The paper and the figures of `state`, where it can be calculated.
fn calculated(state: &[Eingabe], stadt: &Stadt<'_>) -> Option<(Paper, Figures)> {
    let paper = data::zwischenstand(state, stadt)?;
    let plan = finance::plan(&paper);
    let is_too_large = plan.diagnostics.iter().any(|found| found.code == finance::ZU_GROSS);
    (!is_too_large).then_some((paper, plan.figures))
}

fn has_effect(of: &Geaendert) -> bool {
    of.schluessel.first().is_none_or(|section| !OHNE_WIRKUNG.contains(&section.as_str()))
}

fn same_city(alt: &Stadt<'_>, neu: &Stadt<'_>) -> bool {
    let lines = |stadt: &Stadt<'_>| format!("{:?}", stadt.profil);
    says_the_same(&alt.personalkosten, &neu.personalkosten) && lines(alt) == lines(neu)
}

/// Whether both say the same, wherever it stands.
fn says_the_same(alt: &[Eingabe], neu: &[Eingabe]) -> bool {
    let same = |(a, b): (&Eingabe, &Eingabe)| {
        a.name == b.name
            && match (&a.inhalt, &b.inhalt) {
                (Inhalt::Wert(a), Inhalt::Wert(b)) => a == b,
                (Inhalt::Gruppe(a), Inhalt::Gruppe(b)) | (Inhalt::Liste(a), Inhalt::Liste(b)) => {
                    says_the_same(a, b)
                }
                _ => false,
            }
    };
    alt.len() == neu.len() && alt.iter().zip(neu).all(same)
}

fn replace_section(state: &mut Vec<Eingabe>, neu: &[Eingabe], section: &str) {
    state.retain(|of| of.name != section);
    state.extend(neu.iter().find(|of| of.name == section).cloned());
}

/// Makes in `state` the change `of`, whose new value stands in `neu`.
fn apply(state: &mut Vec<Eingabe>, neu: &[Eingabe], of: &Geaendert) {
    let Some((name, above)) = of.schluessel.split_last() else { return };
    if let [section] = above {
        open_section(state, neu, section);
    }
    let after = inside(neu, above).unwrap_or_default();
    let Some(own) = inside_mut(state, above) else { return };
    let new = after.iter().position(|entry| entry.name == *name);
    match of.was {
        Was::Entfallen => own.retain(|entry| entry.name != *name),
        Was::Geaendert => {
            let new = new.and_then(|at| after.get(at));
            let old = own.iter_mut().find(|entry| entry.name == *name);
            if let (Some(old), Some(new)) = (old, new) {
                old.clone_from(new);
            }
        }
        Was::Neu => {
            let Some(at) = new else { return };
            let before = after.get(..at).unwrap_or_default().iter().rev();
            let stands = |entry: &Eingabe| own.iter().position(|own| own.name == entry.name);
            let behind = before.filter_map(stands).next().map_or(0, |at| at + 1);
            own.extend(after.get(at).cloned());
            own.get_mut(behind..).unwrap_or_default().rotate_right(1);
        }
        Was::Umgestellt => {
            let entry = own.iter_mut().find(|entry| entry.name == *name);
            let order = new.and_then(|at| after.get(at)).map(|entry| &entry.inhalt);
            if let (Some(Inhalt::Liste(own)), Some(Inhalt::Liste(order))) =
                (entry.map(|entry| &mut entry.inhalt), order)
            {
                reorder(own, order);
            }
        }
    }
    // A list without entries is none.
    let is_empty = |entry: &Eingabe| matches!(&entry.inhalt, Inhalt::Liste(own) if own.is_empty());
    state.retain(|entry| above != [entry.name.clone()] || !is_empty(entry));
}

/// Adds the list `section` of `neu` without its entries where `state` has none of that name.
fn open_section(state: &mut Vec<Eingabe>, neu: &[Eingabe], section: &str) {
    let find = |all: &[Eingabe]| all.iter().find(|entry| entry.name == section).cloned();
    let added = find(neu).filter(|_| find(state).is_none());
    let added = added.filter(|entry| matches!(entry.inhalt, Inhalt::Liste(_)));
    state.extend(added.map(|entry| Eingabe { inhalt: Inhalt::Liste(Vec::new()), ..entry }));
}

/// Puts the entries that both lists have in the order of `order`; the others keep their places.
fn reorder(own: &mut [Eingabe], order: &[Eingabe]) {
    let find = |name: &str| own.iter().find(|entry| entry.name == name).cloned();
    let mut shared = order.iter().filter_map(|entry| find(&entry.name)).collect::<Vec<_>>();
    shared.reverse();
    for slot in own.iter_mut().filter(|own| order.iter().any(|of| of.name == own.name)) {
        if let Some(next) = shared.pop() {
            *slot = next;
        }
    }
}

/// The entries below the keys `path`.
pub(super) fn inside<'a>(entries: &'a [Eingabe], path: &[String]) -> Option<&'a [Eingabe]> {
    let Some((name, below)) = path.split_first() else { return Some(entries) };
    match &entries.iter().find(|entry| entry.name == *name)?.inhalt {
        Inhalt::Gruppe(inner) | Inhalt::Liste(inner) => inside(inner, below),
        Inhalt::Wert(_) => None,
    }
}

fn inside_mut<'a>(entries: &'a mut Vec<Eingabe>, path: &[String]) -> Option<&'a mut Vec<Eingabe>> {
    let Some((name, below)) = path.split_first() else { return Some(entries) };
    match &mut entries.iter_mut().find(|entry| entry.name == *name)?.inhalt {
        Inhalt::Gruppe(inner) | Inhalt::Liste(inner) => inside_mut(inner, below),
        Inhalt::Wert(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::diagnostic::{Place, Sources};
    use crate::vergleich::eingaben;

    fn typed(name: &str, inhalt: Inhalt) -> Eingabe {
        let file = Sources::default().add("a.yaml", "");
        Eingabe { name: name.to_owned(), inhalt, place: Place { file, range: 0..0 } }
    }

    /// Entries under different names, in any order.
    fn entries(
        inner: impl Strategy<Value = Inhalt> + Clone + 'static,
    ) -> impl Strategy<Value = Vec<Eingabe>> {
        let all = prop::collection::btree_map("[abcd]", inner, 0..4);
        let all = all.prop_map(|all| {
            all.iter().map(|(name, inhalt)| typed(name, inhalt.clone())).collect::<Vec<_>>()
        });
        all.prop_shuffle()
    }

    fn tree() -> impl Strategy<Value = Vec<Eingabe>> {
        let leaf = "[xyz]{0,1}".prop_map(Inhalt::Wert);
        let inhalt = leaf.prop_recursive(3, 24, 4, |inner| {
            prop_oneof![
                inner.clone(),
                entries(inner.clone()).prop_map(Inhalt::Gruppe),
                entries(inner).prop_map(Inhalt::Liste),
            ]
        });
        entries(inhalt)
    }

    fn changes(alt: &[Eingabe], neu: &[Eingabe]) -> Vec<Geaendert> {
        let same = || -> crate::vergleich::Moved { Box::new(Place::clone) };
        eingaben::compare(alt, neu, &same(), &same())
    }

    proptest! {
        /// Whatever was changed, added, dropped or put in another order: all changes
        /// together lead to the new data, lists in their order.
        #[test]
        fn all_changes_lead_to_the_new_data(alt in tree(), neu in tree()) {
            let mut state = alt.clone();
            for change in changes(&alt, &neu) {
                apply(&mut state, &neu, &change);
            }
            prop_assert_eq!(changes(&state, &neu), Vec::new());
        }
    }
}
