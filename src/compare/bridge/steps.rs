//! Walks from one version's data to the other's, one change after the other.
//!
//! The order is that of the sections, and in each that of the new data. Where a change alone
//! leaves something that cannot be calculated, such as a Stelle without its Kostensatz, it
//! waits for the change that it needs; what can only be calculated together is one step. The
//! head, cover and scenarios decide about no total; what was typed there is never a step.

use crate::compare::numbers::typed_values::{ChangedValue, ValueFate};
use crate::data::{self, Content, Paper, Stadt, TypedValue};
use crate::finance::{self, Figures};

/// Sections that no total depends on.
const WITHOUT_EFFECT: [&str; 4] = ["vorlage", "deckung", "angaben", "szenarien"];

/// The order in which sections are changed, whatever files they stand in; others follow.
const ORDER: [&str; 9] = [
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
pub(in crate::compare) struct Interim {
    /// What was changed since the state before.
    pub(in crate::compare) changes: Vec<Change>,
    /// The paper in this state.
    pub(in crate::compare) paper: Paper,
    /// Its figures.
    pub(in crate::compare) figures: Figures,
}

/// A change of what a total depends on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// What the city brings to all of its papers.
    Stadt,
    /// A value that was typed otherwise.
    TypedValue(ChangedValue),
}

impl Change {
    /// The section and the entry in it that is changed.
    fn entry(&self) -> Option<&[String]> {
        match self {
            Self::Stadt => None,
            Self::TypedValue(of) => of.schluessel.get(..2),
        }
    }
}

/// Both ends of the way: what was typed, and what the city brings.
pub(in crate::compare) struct Ends<'a> {
    pub(in crate::compare) old: (&'a [TypedValue], Stadt<'a>),
    pub(in crate::compare) new: (&'a [TypedValue], Stadt<'a>),
}

/// What was typed in `alt`, with the sections of `neu` that no total depends on.
fn with_effect(old: &[TypedValue], new: &[TypedValue]) -> Vec<TypedValue> {
    let mut state = old.to_vec();
    for section in WITHOUT_EFFECT {
        replace_section(&mut state, new, section);
    }
    state
}

/// All states between both ends that can be calculated, without the ends themselves, and
/// the changes that lead from the last of them to the new end, which is a paper already.
pub(in crate::compare) fn walk(
    ends: &Ends<'_>,
    changed: &[ChangedValue],
) -> (Vec<Interim>, Vec<Change>) {
    let Ends { old: (old, stadt_old), new: (new, stadt_new) } = ends;
    let mut all: Vec<Change> = Vec::new();
    if !same_city(stadt_old, stadt_new) {
        all.push(Change::Stadt);
    }
    let mut own: Vec<&ChangedValue> = changed.iter().filter(|of| has_effect(of)).collect();
    own.sort_by_key(|of| order(of));
    all.extend(own.into_iter().cloned().map(Change::TypedValue));
    let mut gang = Gang {
        state: with_effect(old, new),
        stadt: stadt_old,
        ends: (new, stadt_new),
        states: Vec::new(),
        last: Vec::new(),
        left: all.len(),
        aside: Vec::new(),
    };
    for change in all {
        gang.go(change);
    }
    gang.finish()
}

/// Where the section of a change comes in the order of all changes; others come last.
fn order(of: &ChangedValue) -> usize {
    let section = of.schluessel.first();
    let known = ORDER.iter().position(|own| section.is_some_and(|section| section == own));
    known.unwrap_or(ORDER.len())
}

/// A walk from one end to the other.
struct Gang<'a> {
    state: Vec<TypedValue>,
    stadt: &'a Stadt<'a>,
    /// What is typed at the new end, and its city.
    ends: (&'a [TypedValue], &'a Stadt<'a>),
    states: Vec<Interim>,
    /// The changes that lead to the new end.
    last: Vec<Change>,
    /// How many changes are still to be made.
    left: usize,
    /// Changes that could not be calculated yet.
    aside: Vec<Change>,
}

impl Gang<'_> {
    /// Makes `change`, and after it what was waiting for it; sets it aside where it cannot be
    /// calculated, neither alone nor with what waits of the same entry.
    fn go(&mut self, change: Change) {
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
    fn take(&mut self, changes: &[Change]) -> bool {
        if changes.len() == self.left {
            (self.last, self.left) = (changes.to_vec(), 0);
            return true;
        }
        let (new, of_new) = self.ends;
        let (mut state, mut stadt) = (self.state.clone(), self.stadt);
        for change in changes {
            match change {
                Change::Stadt => stadt = of_new,
                Change::TypedValue(of) => apply(&mut state, new, of),
            }
        }
        let Some((paper, figures)) = calculated(&state, stadt) else { return false };
        (self.state, self.stadt) = (state, stadt);
        self.left -= changes.len();
        self.states.push(Interim { changes: changes.to_vec(), paper, figures });
        true
    }

    /// What could never be calculated alone is made together.
    fn finish(mut self) -> (Vec<Interim>, Vec<Change>) {
        let mut open = Vec::new();
        for change in std::mem::take(&mut self.aside) {
            open.push(change);
            if self.take(&open) {
                open.clear();
            }
        }
        (self.states, self.last)
    }
}

/// The paper and the figures of `state`, where it can be calculated.
fn calculated(state: &[TypedValue], stadt: &Stadt<'_>) -> Option<(Paper, Figures)> {
    let paper = data::interim(state, stadt)?;
    let plan = finance::plan(&paper);
    let is_too_large = plan.diagnostics.iter().any(|found| found.code == finance::TOO_LARGE);
    (!is_too_large).then_some((paper, plan.figures))
}

fn has_effect(of: &ChangedValue) -> bool {
    of.schluessel.first().is_none_or(|section| !WITHOUT_EFFECT.contains(&section.as_str()))
}

fn same_city(old: &Stadt<'_>, new: &Stadt<'_>) -> bool {
    let lines = |stadt: &Stadt<'_>| format!("{:?}", stadt.profil);
    says_the_same(&old.personalkosten, &new.personalkosten) && lines(old) == lines(new)
}

/// Whether both say the same, wherever it stands.
fn says_the_same(old: &[TypedValue], new: &[TypedValue]) -> bool {
    let same = |(a, b): (&TypedValue, &TypedValue)| {
        a.name == b.name
            && match (&a.content, &b.content) {
                (Content::NamedValue(a), Content::NamedValue(b)) => a == b,
                (Content::Group(a), Content::Group(b)) | (Content::List(a), Content::List(b)) => {
                    says_the_same(a, b)
                }
                _ => false,
            }
    };
    old.len() == new.len() && old.iter().zip(new).all(same)
}

fn replace_section(state: &mut Vec<TypedValue>, new: &[TypedValue], section: &str) {
    state.retain(|of| of.name != section);
    state.extend(new.iter().find(|of| of.name == section).cloned());
}

/// Makes in `state` the change `of`, whose new value stands in `neu`.
fn apply(state: &mut Vec<TypedValue>, new: &[TypedValue], of: &ChangedValue) {
    let Some((name, above)) = of.schluessel.split_last() else { return };
    if let [section] = above {
        open_section(state, new, section);
    }
    let after = inside(new, above).unwrap_or_default();
    let Some(own) = inside_mut(state, above) else { return };
    let new = after.iter().position(|entry| entry.name == *name);
    match of.was {
        ValueFate::Gone => own.retain(|entry| entry.name != *name),
        ValueFate::Changed => {
            let new = new.and_then(|at| after.get(at));
            let old = own.iter_mut().find(|entry| entry.name == *name);
            if let (Some(old), Some(new)) = (old, new) {
                old.clone_from(new);
            }
        }
        ValueFate::New => {
            let Some(at) = new else { return };
            let before = after.get(..at).unwrap_or_default().iter().rev();
            let stands = |entry: &TypedValue| own.iter().position(|own| own.name == entry.name);
            let behind = before.filter_map(stands).next().map_or(0, |at| at + 1);
            own.extend(after.get(at).cloned());
            own.get_mut(behind..).unwrap_or_default().rotate_right(1);
        }
        ValueFate::Reordered => {
            let entry = own.iter_mut().find(|entry| entry.name == *name);
            let order = new.and_then(|at| after.get(at)).map(|entry| &entry.content);
            if let (Some(Content::List(own)), Some(Content::List(order))) =
                (entry.map(|entry| &mut entry.content), order)
            {
                reorder(own, order);
            }
        }
    }
    // A list without entries is none.
    let is_empty =
        |entry: &TypedValue| matches!(&entry.content, Content::List(own) if own.is_empty());
    state.retain(|entry| above != [entry.name.clone()] || !is_empty(entry));
}

/// Adds the list `section` of `neu` without its entries where `state` has none of that name.
fn open_section(state: &mut Vec<TypedValue>, new: &[TypedValue], section: &str) {
    let find = |all: &[TypedValue]| all.iter().find(|entry| entry.name == section).cloned();
    let added = find(new).filter(|_| find(state).is_none());
    let added = added.filter(|entry| matches!(entry.content, Content::List(_)));
    state.extend(added.map(|entry| TypedValue { content: Content::List(Vec::new()), ..entry }));
}

/// Puts the entries that both lists have in the order of `order`; the others keep their places.
fn reorder(own: &mut [TypedValue], order: &[TypedValue]) {
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
pub(in crate::compare) fn inside<'a>(
    entries: &'a [TypedValue],
    path: &[String],
) -> Option<&'a [TypedValue]> {
    let Some((name, below)) = path.split_first() else { return Some(entries) };
    match &entries.iter().find(|entry| entry.name == *name)?.content {
        Content::Group(inner) | Content::List(inner) => inside(inner, below),
        Content::NamedValue(_) => None,
    }
}

fn inside_mut<'a>(
    entries: &'a mut Vec<TypedValue>,
    path: &[String],
) -> Option<&'a mut Vec<TypedValue>> {
    let Some((name, below)) = path.split_first() else { return Some(entries) };
    match &mut entries.iter_mut().find(|entry| entry.name == *name)?.content {
        Content::Group(inner) | Content::List(inner) => inside_mut(inner, below),
        Content::NamedValue(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::compare::numbers::typed_values;
    use crate::diagnostic::{Place, Sources};

    fn typed(name: &str, content: Content) -> TypedValue {
        let file = Sources::default().add("a.yaml", "");
        TypedValue { name: name.to_owned(), content, place: Place { file, range: 0..0 } }
    }

    /// Entries under different names, in any order.
    fn entries(
        inner: impl Strategy<Value = Content> + Clone + 'static,
    ) -> impl Strategy<Value = Vec<TypedValue>> {
        let all = prop::collection::btree_map("[abcd]", inner, 0..4);
        let all = all.prop_map(|all| {
            all.iter().map(|(name, content)| typed(name, content.clone())).collect::<Vec<_>>()
        });
        all.prop_shuffle()
    }

    fn tree() -> impl Strategy<Value = Vec<TypedValue>> {
        let leaf = "[xyz]{0,1}".prop_map(Content::NamedValue);
        let content = leaf.prop_recursive(3, 24, 4, |inner| {
            prop_oneof![
                inner.clone(),
                entries(inner.clone()).prop_map(Content::Group),
                entries(inner).prop_map(Content::List),
            ]
        });
        entries(content)
    }

    fn changes(old: &[TypedValue], new: &[TypedValue]) -> Vec<ChangedValue> {
        let same = || -> crate::compare::version::Moved { Box::new(Place::clone) };
        typed_values::compare(old, new, &same(), &same())
    }

    proptest! {
        /// Whatever was changed, added, dropped or put in another order: all changes
        /// together lead to the new data, lists in their order.
        #[test]
        fn all_changes_lead_to_the_new_data(old in tree(), new in tree()) {
            let mut state = old.clone();
            for change in changes(&old, &new) {
                apply(&mut state, &new, &change);
            }
            prop_assert_eq!(changes(&state, &new), Vec::new());
        }
    }
}
