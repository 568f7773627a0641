//! Every key of the examples with its first value, changed once: the comparison names its path with
//! both places, and tells old, new and difference of every figure as the figures
//! themselves say them. Nothing that was changed stays unseen.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use rust_decimal::Decimal;

use vorlage::compare::{self, Comparison, ValueFate, Version};
use vorlage::data::{self, TypedValue};
use vorlage::diagnostic::Sources;
use vorlage::finance::{Figures, Unit};
use vorlage::paper::{Finished, Request};

use crate::files::{copy, root};

/// One paper for every kind of plan and of bookkeeping that the examples have.
const PAPERS: [&str; 4] = ["kim", "sportanlage", "ganztag-braunschweig", "klimaschutz"];

/// The keys by which entries of lists are known: who changes them has another entry.
const NAMES: [&str; 4] = ["id", "rolle", "kosten", "gremium"];

#[test]
fn no_change_of_a_value_stays_unseen() {
    std::thread::scope(|scope| {
        let runs = PAPERS.map(|name| (name, scope.spawn(move || changes(name))));
        for (name, run) in runs {
            let compared = run.join().unwrap_or_else(|_| panic!("{name}"));
            // Many a change makes a paper that does not stand, but never most of them.
            assert!(compared >= 5, "only {compared} changes of {name} could be compared");
        }
    });
}

/// Changes a value of every key of the example `name` and returns how many papers came out.
fn changes(name: &str) -> usize {
    let folder = tempfile::tempdir().unwrap();
    let [old, new] = ["alt", "neu"].map(|side| folder.path().join("data").join(side));
    for side in [&old, &new] {
        copy(&root().join("data").join(name), side);
    }
    let before = Side::read(&old).unwrap();
    let mut compared = 0;
    let mut files: Vec<_> =
        fs::read_dir(&new).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|end| end == "yaml"));
    files.sort();
    for path in files {
        let text = fs::read_to_string(&path).unwrap();
        let file = path.file_name().unwrap().to_str().unwrap();
        for (line, key, changed) in changed(&text) {
            fs::write(&path, changed).unwrap();
            if let Some(after) = Side::read(&new) {
                let vergleich = compare::compare(before.version(), after.version());
                let place = format!("{file}:{line}");
                is_seen(&vergleich, &key, &place);
                figures_are_right(&vergleich, &before.paper.figures, &after.paper.figures, &place);
                compared += 1;
            }
        }
        fs::write(&path, text).unwrap();
    }
    compared
}

/// A version of a paper.
struct Side {
    paper: Finished,
    typed_values: Vec<TypedValue>,
    sources: Sources,
}

impl Side {
    fn read(folder: &Path) -> Option<Self> {
        let outcome = Request::of(folder).finished();
        let typed_values = data::typed_values(&outcome.sources, folder);
        Some(Self { paper: outcome.made?, typed_values, sources: outcome.sources })
    }

    fn version(&self) -> Version<'_> {
        Version {
            name: "",
            paper: &self.paper.paper,
            typed_values: &self.typed_values,
            figures: &self.paper.figures,
            document: self.paper.text(),
            sources: &self.sources,
        }
    }
}

/// The number of every line that is the first with a key and a plain value, the key, and
/// `text` with another value there.
fn changed(text: &str) -> Vec<(usize, String, String)> {
    let lines: Vec<&str> = text.lines().collect();
    let mut known = BTreeSet::new();
    let change = |(index, line): (usize, &&str)| {
        if line.trim_start().starts_with('#') {
            return None;
        }
        let (key, rest) = line.trim_start_matches([' ', '-']).split_once(": ")?;
        let value = rest.split(" #").next()?.trim();
        let is_plain =
            !value.is_empty() && !value.starts_with(['"', '\'', '[', '{', '|', '>', '#']);
        let other = other(value);
        let changed = line.replacen(&format!(": {value}"), &format!(": {other}"), 1);
        let mut lines = lines.clone();
        lines[index] = &changed;
        (is_plain && known.insert(key.to_owned()))
            .then(|| (index + 1, key.to_owned(), lines.join("\n") + "\n"))
    };
    lines.iter().enumerate().filter_map(change).collect()
}

/// Another value of the same kind.
fn other(value: &str) -> String {
    let percent = value.strip_suffix(" %").and_then(|number| number.parse::<Decimal>().ok());
    if let Some(percent) = percent {
        return format!("{} %", percent + Decimal::ONE);
    }
    match (value, value.parse::<Decimal>(), value.split('.').collect::<Vec<_>>().as_slice()) {
        ("ja", ..) => "nein".into(),
        ("nein", ..) => "ja".into(),
        (_, Ok(number), _) if number.scale() > 0 => (number + Decimal::new(5, 1)).to_string(),
        (_, Ok(_), _) if value.starts_with('0') => format!("{value}1"),
        (_, Ok(number), _) => (number + Decimal::ONE).to_string(),
        (_, _, [day, month, year]) if year.len() == 4 => {
            let day: u32 = day.parse().unwrap_or_default();
            format!("{:02}.{month}.{year}", day % 28 + 1)
        }
        _ if value.contains(' ') || value.starts_with(char::is_uppercase) => {
            format!("{value} Zusatz")
        }
        _ => format!("{value}x"),
    }
}

/// Whether the change at `place` is told as an input, where it stood and where it stands.
#[track_caller]
fn is_seen(vergleich: &Comparison, key: &str, place: &str) {
    let told: Vec<_> = vergleich.typed_values.iter().collect();
    let ends = |of: &Option<vorlage::diagnostic::Place>| {
        of.as_ref().is_some_and(|of| vergleich.sources.locate(of).ends_with(place))
    };
    if NAMES.contains(&key) && told.len() == 2 {
        let kinds: BTreeSet<&str> =
            told.iter().map(|of| if of.was == ValueFate::New { "neu" } else { "alt" }).collect();
        assert_eq!(kinds.len(), 2, "{place}: {told:#?}");
        return;
    }
    let [of] = told.as_slice() else { panic!("{place}: {told:#?}") };
    assert!(ends(&of.old_place) && ends(&of.new_place), "{place}: {of:#?}");
    assert_eq!(of.was, ValueFate::Changed, "{place}");
    let is_named = of.path.ends_with(&format!(".{key}")) || NAMES.contains(&key);
    assert!(is_named, "{place}: {of:#?}");
}

/// Whether every figure that is another one is told with both values and their difference.
#[track_caller]
fn figures_are_right(vergleich: &Comparison, old: &Figures, new: &Figures, place: &str) {
    let said = |of: &Figures| -> BTreeMap<String, (Decimal, Unit)> {
        of.iter().map(|(_, of)| (of.name.to_string(), (of.value, of.unit))).collect()
    };
    let (before, after) = (said(old), said(new));
    let numbers = vergleich.numbers.iter().flat_map(|of| &of.numbers);
    let mut told: BTreeMap<&str, _> =
        numbers.map(|number| (number.name.as_str(), number)).collect();
    for name in before.keys().chain(after.keys()).collect::<BTreeSet<_>>() {
        let (old, new) = (before.get(name), after.get(name));
        let is_nothing = |of: Option<&(Decimal, Unit)>| of.is_none_or(|(value, _)| value.is_zero());
        let Some(number) = told.remove(name.as_str()) else {
            assert!(
                old == new || is_nothing(old) && is_nothing(new),
                "{place}: {name} is not told"
            );
            continue;
        };
        let value = |id: Option<_>| id.map(|id| vergleich.figures.get(id).value);
        assert_eq!(value(number.old), old.map(|(value, _)| *value), "{place}: {name}");
        assert_eq!(value(number.new), new.map(|(value, _)| *value), "{place}: {name}");
        if let (Some((old, _)), Some((new, _))) = (old, new) {
            assert_eq!(value(number.difference), Some(*new - *old), "{place}: {name}");
        }
    }
    assert!(told.is_empty(), "{place}: {told:#?}");
}
