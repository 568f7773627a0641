//! Compares what was typed: value by value, by the paths that scenarios use.

use super::Moved;
use crate::data::{self, Eingabe, Inhalt};
use crate::diagnostic::Place;

/// A value that was typed otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Geaendert {
    /// Its path, such as `stellen.assistenz.anteil`.
    pub pfad: String,
    /// The keys of that path.
    pub schluessel: Vec<String>,
    /// What happened to it.
    pub was: Was,
    /// What was typed; none where nothing was.
    pub alt: Option<String>,
    /// What is typed now; none where nothing is.
    pub neu: Option<String>,
    /// Where it stood.
    pub alt_place: Option<Place>,
    /// Where it stands.
    pub neu_place: Option<Place>,
}

/// What happened to a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Was {
    /// Another one stands there.
    Geaendert,
    /// There was none.
    Neu,
    /// There is none any more.
    Entfallen,
    /// The entries of a list stand in another order.
    Umgestellt,
}

/// What was typed otherwise in `neu`, whose places are told by the last two.
pub(super) fn compare(
    alt: &[Eingabe],
    neu: &[Eingabe],
    old: &Moved,
    new: &Moved,
) -> Vec<Geaendert> {
    let mut search = Search { old, new, found: Vec::new() };
    let (before, after) = (with_lists(alt, neu), with_lists(neu, alt));
    search.named(&[], &before, &after);
    search.found
}

/// `own` with the lists that only `other` has as lists without entries, where they stand there.
fn with_lists(own: &[Eingabe], other: &[Eingabe]) -> Vec<Eingabe> {
    let is_lacking = |of: &&Eingabe| {
        matches!(of.inhalt, Inhalt::Liste(_)) && !own.iter().any(|own| own.name == of.name)
    };
    let lists = other.iter().filter(is_lacking).cloned();
    let empty = lists.map(|of| Eingabe { inhalt: Inhalt::Liste(Vec::new()), ..of });
    own.iter().cloned().chain(empty).collect()
}

/// `eingaben` with their places as `place` tells where they stand now.
pub(super) fn moved(eingaben: &[Eingabe], place: &dyn Fn(&Place) -> Place) -> Vec<Eingabe> {
    let one = |of: &Eingabe| Eingabe {
        name: of.name.clone(),
        inhalt: match &of.inhalt {
            Inhalt::Wert(text) => Inhalt::Wert(text.clone()),
            Inhalt::Gruppe(inner) => Inhalt::Gruppe(moved(inner, place)),
            Inhalt::Liste(inner) => Inhalt::Liste(moved(inner, place)),
        },
        place: place(&of.place),
    };
    eingaben.iter().map(one).collect()
}

struct Search<'a> {
    old: &'a Moved,
    new: &'a Moved,
    found: Vec<Geaendert>,
}

impl Search<'_> {
    /// Compares values by their names; what went stands where it stood.
    fn named(&mut self, path: &[String], alt: &[Eingabe], neu: &[Eingabe]) {
        let find = |all: &[Eingabe], name: &str| all.iter().position(|of| of.name == name);
        let mut next = 0;
        for after in neu {
            let own = find(alt, &after.name);
            if let Some(index) = own.filter(|index| *index >= next) {
                let between = alt.get(next..index).unwrap_or_default();
                for gone in between.iter().filter(|gone| find(neu, &gone.name).is_none()) {
                    self.report(path, Was::Entfallen, Some(gone), None);
                }
                next = index + 1;
            }
            match own.and_then(|index| alt.get(index)) {
                Some(before) => self.both(path, before, after),
                None => self.report(path, Was::Neu, None, Some(after)),
            }
        }
        for gone in alt.get(next..).unwrap_or_default() {
            if find(neu, &gone.name).is_none() {
                self.report(path, Was::Entfallen, Some(gone), None);
            }
        }
    }

    fn both(&mut self, path: &[String], alt: &Eingabe, neu: &Eingabe) {
        let own = join(path, &neu.name);
        match (&alt.inhalt, &neu.inhalt) {
            (Inhalt::Wert(before), Inhalt::Wert(after)) if is_same(&own, before, after) => {}
            (Inhalt::Gruppe(before), Inhalt::Gruppe(after)) => self.named(&own, before, after),
            (Inhalt::Liste(before), Inhalt::Liste(after)) => {
                if is_reordered(before, after) {
                    self.report(path, Was::Umgestellt, Some(alt), Some(neu));
                }
                self.named(&own, before, after);
            }
            _ => self.report(path, Was::Geaendert, Some(alt), Some(neu)),
        }
    }

    fn report(&mut self, path: &[String], was: Was, alt: Option<&Eingabe>, neu: Option<&Eingabe>) {
        let name = neu.or(alt).map(|of| of.name.as_str()).unwrap_or_default();
        let said = |of: &Eingabe| match was {
            Was::Umgestellt => order(of),
            _ => said(&of.inhalt),
        };
        let schluessel = join(path, name);
        self.found.push(Geaendert {
            pfad: schluessel.join("."),
            schluessel,
            was,
            alt: alt.map(said),
            neu: neu.map(said),
            alt_place: alt.map(|of| (self.old)(&of.place)),
            neu_place: neu.map(|of| (self.new)(&of.place)),
        });
    }
}

fn join(path: &[String], name: &str) -> Vec<String> {
    path.iter().cloned().chain([name.to_owned()]).collect()
}

/// Whether two values at `path` say the same, however they are typed.
fn is_same(path: &[String], alt: &str, neu: &str) -> bool {
    let keys: Vec<&str> = path.iter().map(String::as_str).collect();
    data::is_gleichwertig(&keys, alt, neu)
}

/// Whether the entries that both lists have stand in another order.
fn is_reordered(alt: &[Eingabe], neu: &[Eingabe]) -> bool {
    let shared = |all: &[Eingabe], other: &[Eingabe]| -> Vec<String> {
        let is_shared = |of: &&Eingabe| other.iter().any(|other| other.name == of.name);
        all.iter().filter(is_shared).map(|of| of.name.clone()).collect()
    };
    shared(alt, neu) != shared(neu, alt)
}

/// The names of a list in their order.
fn order(of: &Eingabe) -> String {
    let (Inhalt::Liste(entries) | Inhalt::Gruppe(entries)) = &of.inhalt else {
        return said(&of.inhalt);
    };
    let names: Vec<&str> = entries.iter().map(|entry| entry.name.as_str()).collect();
    names.join(", ")
}

/// What was typed, on one line.
fn said(inhalt: &Inhalt) -> String {
    match inhalt {
        Inhalt::Wert(text) => text.split_whitespace().collect::<Vec<_>>().join(" "),
        Inhalt::Gruppe(entries) => {
            let entry = |of: &Eingabe| match said(&of.inhalt) {
                text if text.is_empty() => of.name.clone(),
                text => format!("{}: {text}", of.name),
            };
            entries.iter().map(entry).collect::<Vec<_>>().join(", ")
        }
        Inhalt::Liste(entries) => {
            let entry = |of: &Eingabe| match &of.inhalt {
                Inhalt::Wert(text) => text.clone(),
                inhalt => format!("({})", said(inhalt)),
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

    fn changes(alt: &str, neu: &str) -> Vec<String> {
        let [old, new] = [alt, neu].map(|text| {
            let mut sources = Sources::default();
            sources.add("a/a.yaml", text);
            data::eingaben(&sources, Path::new("a"))
        });
        let same = || -> Moved { Box::new(Place::clone) };
        let said = |of: Geaendert| {
            let side = |text: Option<String>| text.unwrap_or_else(|| "·".into());
            format!("{} {:?} {} → {}", of.pfad, of.was, side(of.alt), side(of.neu))
        };
        compare(&old, &new, &same(), &same()).into_iter().map(said).collect()
    }

    #[test]
    fn entries_of_lists_go_by_their_names() {
        let alt = "l:\n  - id: a\n    x: 1\n  - id: b\n    x: 2\n";
        assert_eq!(changes(alt, "l:\n  - id: b\n    x: 2\n"), ["l.a Entfallen id: a, x: 1 → ·"]);
        assert_eq!(
            changes(alt, "l:\n  - id: a\n    x: 1\n  - id: c\n  - id: b\n    x: 3\n"),
            ["l.c Neu · → id: c", "l.b.x Geaendert 2 → 3"]
        );
        assert_eq!(
            changes(alt, "l:\n  - id: b\n    x: 2\n  - id: a\n    x: 1\n"),
            ["l Umgestellt a, b → b, a"]
        );
    }

    /// The first grant of a paper, and the last one dropped.
    #[test]
    fn a_list_that_comes_or_goes_does_so_entry_by_entry() {
        let list = "l:\n  - id: a\n    x: 1\n  - id: b\n";
        let alt = "k: 1\n";
        let both = format!("{list}{alt}");
        assert_eq!(changes(alt, &both), ["l.a Neu · → id: a, x: 1", "l.b Neu · → id: b"]);
        assert_eq!(
            changes(&both, alt),
            ["l.a Entfallen id: a, x: 1 → ·", "l.b Entfallen id: b → ·"]
        );
    }

    #[test]
    fn a_number_may_be_typed_otherwise() {
        let stelle = |anteil: &str| format!("stellen:\n  - id: a\n    anteil: {anteil}\n");
        assert!(changes(&stelle("1.0"), &stelle("1")).is_empty());
        assert_eq!(
            changes(&stelle("1.0"), &stelle("1.5")),
            ["stellen.a.anteil Geaendert 1.0 → 1.5"]
        );
        let anlage = |name: &str| format!("vorlage:\n  anlagen:\n    - id: a\n      x: {name}\n");
        assert_eq!(changes(&anlage("1.10"), &anlage("1.1")).len(), 1);
    }

    #[test]
    fn keys_may_stand_in_any_order() {
        assert!(changes("a: 1\nb: {c: 2, d: 3}\n", "b: {d: 3, c: 2}\na: 1\n").is_empty());
        assert_eq!(changes("a: 1\n", "a: {2021: 1}\n"), ["a Geaendert 1 → 2021: 1"]);
    }
}
