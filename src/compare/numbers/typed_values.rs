//! Compares what was typed: value by value, by the paths that scenarios use.

use crate::compare::version::Moved;
use crate::data::{self, Content, TypedValue};
use crate::diagnostic::Place;

/// A value that was typed otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangedValue {
    /// Its path, such as `stellen.assistenz.anteil`.
    pub path: String,
    /// The keys of that path.
    pub schluessel: Vec<String>,
    /// What happened to it.
    pub was: ValueFate,
    /// What was typed; none where nothing was.
    pub old: Option<String>,
    /// What is typed now; none where nothing is.
    pub new: Option<String>,
    /// Where it stood.
    pub old_place: Option<Place>,
    /// Where it stands.
    pub new_place: Option<Place>,
}

/// What happened to a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ValueFate {
    /// Another one stands there.
    Changed,
    /// There was none.
    New,
    /// There is none any more.
    Gone,
    /// The entries of a list stand in another order.
    Reordered,
}

/// What was typed otherwise in `neu`, whose places are told by the last two.
pub(in crate::compare) fn compare(
    old: &[TypedValue],
    new: &[TypedValue],
    old_places: &Moved,
    new_places: &Moved,
) -> Vec<ChangedValue> {
    let mut search = Search { old: old_places, new: new_places, found: Vec::new() };
    let (before, after) = (with_lists(old, new), with_lists(new, old));
    search.named(&[], &before, &after);
    search.found
}

/// `own` with the lists that only `other` has as lists without entries, where they stand there.
fn with_lists(own: &[TypedValue], other: &[TypedValue]) -> Vec<TypedValue> {
    let is_lacking = |of: &&TypedValue| {
        matches!(of.content, Content::List(_)) && !own.iter().any(|own| own.name == of.name)
    };
    let lists = other.iter().filter(is_lacking).cloned();
    let empty = lists.map(|of| TypedValue { content: Content::List(Vec::new()), ..of });
    own.iter().cloned().chain(empty).collect()
}

/// `eingaben` with their places as `place` tells where they stand now.
pub(in crate::compare) fn moved(
    typed_values: &[TypedValue],
    place: &dyn Fn(&Place) -> Place,
) -> Vec<TypedValue> {
    let one = |of: &TypedValue| TypedValue {
        name: of.name.clone(),
        content: match &of.content {
            Content::NamedValue(text) => Content::NamedValue(text.clone()),
            Content::Group(inner) => Content::Group(moved(inner, place)),
            Content::List(inner) => Content::List(moved(inner, place)),
        },
        place: place(&of.place),
    };
    typed_values.iter().map(one).collect()
}

struct Search<'a> {
    old: &'a Moved,
    new: &'a Moved,
    found: Vec<ChangedValue>,
}

impl Search<'_> {
    /// Compares values by their names; what went stands where it stood.
    fn named(&mut self, path: &[String], old: &[TypedValue], new: &[TypedValue]) {
        let find = |all: &[TypedValue], name: &str| all.iter().position(|of| of.name == name);
        let mut next = 0;
        for after in new {
            let own = find(old, &after.name);
            if let Some(index) = own.filter(|index| *index >= next) {
                let between = old.get(next..index).unwrap_or_default();
                for gone in between.iter().filter(|gone| find(new, &gone.name).is_none()) {
                    self.report(path, ValueFate::Gone, Some(gone), None);
                }
                next = index + 1;
            }
            match own.and_then(|index| old.get(index)) {
                Some(before) => self.both(path, before, after),
                None => self.report(path, ValueFate::New, None, Some(after)),
            }
        }
        for gone in old.get(next..).unwrap_or_default() {
            if find(new, &gone.name).is_none() {
                self.report(path, ValueFate::Gone, Some(gone), None);
            }
        }
    }

    fn both(&mut self, path: &[String], old: &TypedValue, new: &TypedValue) {
        let own = join(path, &new.name);
        match (&old.content, &new.content) {
            (Content::NamedValue(before), Content::NamedValue(after))
                if is_same(&own, before, after) => {}
            (Content::Group(before), Content::Group(after)) => self.named(&own, before, after),
            (Content::List(before), Content::List(after)) => {
                if is_reordered(before, after) {
                    self.report(path, ValueFate::Reordered, Some(old), Some(new));
                }
                self.named(&own, before, after);
            }
            _ => self.report(path, ValueFate::Changed, Some(old), Some(new)),
        }
    }

    fn report(
        &mut self,
        path: &[String],
        was: ValueFate,
        old: Option<&TypedValue>,
        new: Option<&TypedValue>,
    ) {
        let name = new.or(old).map(|of| of.name.as_str()).unwrap_or_default();
        let said = |of: &TypedValue| match was {
            ValueFate::Reordered => order(of),
            _ => said(&of.content),
        };
        let schluessel = join(path, name);
        self.found.push(ChangedValue {
            path: schluessel.join("."),
            schluessel,
            was,
            old: old.map(said),
            new: new.map(said),
            old_place: old.map(|of| (self.old)(&of.place)),
            new_place: new.map(|of| (self.new)(&of.place)),
        });
    }
}

fn join(path: &[String], name: &str) -> Vec<String> {
    path.iter().cloned().chain([name.to_owned()]).collect()
}

/// Whether two values at `path` say the same, however they are typed.
fn is_same(path: &[String], old: &str, new: &str) -> bool {
    let keys: Vec<&str> = path.iter().map(String::as_str).collect();
    data::is_same_value(&keys, old, new)
}

/// Whether the entries that both lists have stand in another order.
fn is_reordered(old: &[TypedValue], new: &[TypedValue]) -> bool {
    let shared = |all: &[TypedValue], other: &[TypedValue]| -> Vec<String> {
        let is_shared = |of: &&TypedValue| other.iter().any(|other| other.name == of.name);
        all.iter().filter(is_shared).map(|of| of.name.clone()).collect()
    };
    shared(old, new) != shared(new, old)
}

/// The names of a list in their order.
fn order(of: &TypedValue) -> String {
    let (Content::List(entries) | Content::Group(entries)) = &of.content else {
        return said(&of.content);
    };
    let names: Vec<&str> = entries.iter().map(|entry| entry.name.as_str()).collect();
    names.join(", ")
}

/// What was typed, on one line.
fn said(content: &Content) -> String {
    match content {
        Content::NamedValue(text) => text.split_whitespace().collect::<Vec<_>>().join(" "),
        Content::Group(entries) => {
            let entry = |of: &TypedValue| match said(&of.content) {
                text if text.is_empty() => of.name.clone(),
                text => format!("{}: {text}", of.name),
            };
            entries.iter().map(entry).collect::<Vec<_>>().join(", ")
        }
        Content::List(entries) => {
            let entry = |of: &TypedValue| match &of.content {
                Content::NamedValue(text) => text.clone(),
                content => format!("({})", said(content)),
            };
            entries.iter().map(entry).collect::<Vec<_>>().join(", ")
        }
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::diagnostic::Sources;

    fn changes(old: &str, new: &str) -> Vec<String> {
        let [old, new] = [old, new].map(|text| {
            let mut sources = Sources::default();
            sources.add("a/a.yaml", text);
            data::typed_values(&sources, Path::new("a"))
        });
        let same = || -> Moved { Box::new(Place::clone) };
        let said = |of: ChangedValue| {
            let side = |text: Option<String>| text.unwrap_or_else(|| "·".into());
            format!("{} {:?} {} → {}", of.path, of.was, side(of.old), side(of.new))
        };
        compare(&old, &new, &same(), &same()).into_iter().map(said).collect()
    }

    #[test]
    fn entries_of_lists_go_by_their_names() {
        let old = "l:\n  - id: a\n    x: 1\n  - id: b\n    x: 2\n";
        assert_eq!(changes(old, "l:\n  - id: b\n    x: 2\n"), ["l.a Gone id: a, x: 1 → ·"]);
        assert_eq!(
            changes(old, "l:\n  - id: a\n    x: 1\n  - id: c\n  - id: b\n    x: 3\n"),
            ["l.c New · → id: c", "l.b.x Changed 2 → 3"]
        );
        assert_eq!(
            changes(old, "l:\n  - id: b\n    x: 2\n  - id: a\n    x: 1\n"),
            ["l Reordered a, b → b, a"]
        );
    }

    /// The first grant of a paper, and the last one dropped.
    #[test]
    fn a_list_that_comes_or_goes_does_so_entry_by_entry() {
        let list = "l:\n  - id: a\n    x: 1\n  - id: b\n";
        let old = "k: 1\n";
        let both = format!("{list}{old}");
        assert_eq!(changes(old, &both), ["l.a New · → id: a, x: 1", "l.b New · → id: b"]);
        assert_eq!(changes(&both, old), ["l.a Gone id: a, x: 1 → ·", "l.b Gone id: b → ·"]);
    }

    #[test]
    fn a_number_may_be_typed_otherwise() {
        let stelle = |anteil: &str| format!("stellen:\n  - id: a\n    anteil: {anteil}\n");
        assert!(changes(&stelle("1.0"), &stelle("1")).is_empty());
        assert_eq!(changes(&stelle("1.0"), &stelle("1.5")), ["stellen.a.anteil Changed 1.0 → 1.5"]);
        let anlage = |name: &str| format!("vorlage:\n  anlagen:\n    - id: a\n      x: {name}\n");
        assert_eq!(changes(&anlage("1.10"), &anlage("1.1")).len(), 1);
    }

    #[test]
    fn keys_may_stand_in_any_order() {
        assert!(changes("a: 1\nb: {c: 2, d: 3}\n", "b: {d: 3, c: 2}\na: 1\n").is_empty());
        assert_eq!(changes("a: 1\n", "a: {2021: 1}\n"), ["a Changed 1 → 2021: 1"]);
    }
}
