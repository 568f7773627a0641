//! Changes one value of a tree by its path, such as `stellen.traeger.anteil.2022`.
//!
//! A path names keys; an entry of a list goes by its `id`, by what else tells it from
//! its neighbours, or else by its number, counted from one. A path that names nothing and a change that changes
//! nothing are findings: both would go unnoticed in the figures.

use std::collections::BTreeMap;

use crate::data::paper::keys::is_same_value;
use crate::data::record::value;
use crate::data::yaml::intake::Intake;
use crate::data::yaml::node::{Key, Kind, Node};
use crate::diagnostic::{Diagnostic, nearest};

/// The keys by which an entry of a list is known, the first that it has.
const NAMES: [&str; 4] = ["id", "rolle", "kosten", "gremium"];

/// Whether a change must name and change something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::data) enum Strictness {
    /// A path that names nothing is a finding, and so is a value that stands there already.
    MustChange,
    /// Neither is one: other changes came before, which may have taken away what the path
    /// names, or said the same.
    MayRepeat,
}

/// `root` with `value` in place of what `path` names.
pub(in crate::data) fn patch(
    root: &Node,
    path: &Key,
    value: &Node,
    strictness: Strictness,
    intake: &Intake,
) -> Option<Node> {
    if path.name.split('.').next() == Some("szenarien") {
        return intake.reject(of_scenario(path));
    }
    let mut changed = root.clone();
    let mut target = &mut changed;
    let mut walked = String::new();
    for segment in segments(&path.name) {
        if !has(target, segment) {
            return match strictness {
                Strictness::MayRepeat => None,
                Strictness::MustChange => intake.reject(unknown(path, segment, &walked, target)),
            };
        }
        target = child(target, segment)?;
        if !walked.is_empty() {
            walked.push('.');
        }
        walked.push_str(segment);
    }
    let is_same = target.says_the_same(value) || is_worth_the_same(&path.name, target, value);
    if strictness == Strictness::MustChange && is_same {
        return intake.reject(unchanged(path, value));
    }
    *target = value.clone();
    Some(changed)
}

/// Whether two single values at `path` are the same number or day, however they are typed.
fn is_worth_the_same(path: &str, old: &Node, new: &Node) -> bool {
    let (Kind::Scalar(old), Kind::Scalar(new)) = (&old.kind, &new.kind) else { return false };
    is_same_value(&segments(path), old, new)
}

/// The parts of `path` between its points; the three of a day, such as `01.07.2022`, are one.
fn segments(path: &str) -> Vec<&str> {
    let mut segments = Vec::new();
    let mut rest = Some(path);
    while let Some(path) = rest {
        let end = day(path).or_else(|| path.find('.')).unwrap_or(path.len());
        segments.push(path.get(..end).unwrap_or_default());
        rest = path.get(end + 1..);
    }
    segments
}

/// Where the day ends with which `path` begins.
fn day(path: &str) -> Option<usize> {
    let parts: Vec<&str> = path.splitn(4, '.').take(3).collect();
    let is_number = |part: &&str| part.bytes().all(|byte| byte.is_ascii_digit());
    let lengths: Vec<usize> =
        parts.iter().filter(|part| is_number(part)).map(|part| part.len()).collect();
    let [day @ 1..=2, month @ 1..=2, year @ 4] = *lengths.as_slice() else { return None };
    Some(day + month + year + 2)
}

fn child<'n>(node: &'n mut Node, name: &str) -> Option<&'n mut Node> {
    match &mut node.kind {
        Kind::Mapping(entries) => {
            entries.iter_mut().find(|entry| entry.key.name == name).map(|entry| &mut entry.value)
        }
        Kind::Sequence(items) => {
            let index = item_names(items).iter().position(|own| own == name)?;
            items.get_mut(index)
        }
        _ => None,
    }
}

fn has(node: &Node, name: &str) -> bool {
    match &node.kind {
        Kind::Mapping(_) => node.get(name).is_some(),
        _ => names(node).iter().any(|own| own == name),
    }
}

fn names(node: &Node) -> Vec<String> {
    match &node.kind {
        Kind::Mapping(entries) => entries.iter().map(|entry| entry.key.name.clone()).collect(),
        Kind::Sequence(items) => item_names(items),
        _ => Vec::new(),
    }
}

/// What tells the entries of a list apart, in their order: a name of their own, their
/// text, or their number; a name that stands again is counted.
pub(in crate::data) fn item_names(items: &[Node]) -> Vec<String> {
    let mut known = BTreeMap::<String, usize>::new();
    let name = |(index, item): (usize, &Node)| {
        let own = NAMES.iter().find_map(|name| item.get(name)?.as_text()).or(item.as_text());
        let name = own.map_or_else(|| (index + 1).to_string(), str::to_owned);
        let count = known.entry(name.clone()).and_modify(|count| *count += 1).or_insert(1);
        if *count > 1 { format!("{name} ({count})") } else { name }
    };
    items.iter().enumerate().map(name).collect()
}

fn unknown(path: &Key, segment: &str, walked: &str, target: &Node) -> Diagnostic {
    let names = names(target);
    let message = format!("`{}` bezeichnet nichts", path.name);
    let finding = Diagnostic::error("aenderung-ohne-ziel", &path.place, message);
    let at = if walked.is_empty() { "Ganz oben".to_owned() } else { format!("Unter `{walked}`") };
    if names.is_empty() {
        let what = match target.kind {
            Kind::Scalar(_) => "steht ein einzelner Wert",
            _ => "steht nichts",
        };
        return finding.with_hint(format!("{at} {what}; der Pfad endet dort, ohne `.{segment}`."));
    }
    if segment.ends_with(']') {
        return finding.with_hint(
            "Einen Eintrag einer Liste nennt der Pfad hinter einem Punkt mit seiner Kennung, etwa \
             `stellen.leitung`, und nur wo er keine hat, mit seiner Nummer, etwa `zahlungen.1`.",
        );
    }
    let is_year = segment.bytes().all(|byte| byte.is_ascii_digit());
    match nearest(segment, names.iter().map(String::as_str)).filter(|_| !is_year) {
        Some(near) => {
            finding.with_hint(format!("{at} gibt es kein `{segment}`; meinten Sie `{near}`?"))
        }
        None => finding.with_hint(format!(
            "{at} gibt es {}.",
            value::quoted(names.iter().map(String::as_str))
        )),
    }
}

fn of_scenario(path: &Key) -> Diagnostic {
    let message = "Eine Änderung darf kein Szenario betreffen";
    Diagnostic::error("aenderung-ohne-ziel", &path.place, message).with_hint(
        "Nennen Sie einen Pfad, der mit einem anderen Abschnitt der Daten beginnt, etwa mit \
         `stellen` oder `kosten`.",
    )
}

fn unchanged(path: &Key, value: &Node) -> Diagnostic {
    let message = format!("Die Änderung von `{}` ändert nichts", path.name);
    Diagnostic::error("aenderung-ohne-wirkung", &value.place, message).with_hint(
        "Der Wert steht so schon in den Daten; nennen Sie einen anderen, oder lassen Sie \
         diese Änderung weg.",
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::yaml::node::{Entry, parse};

    const PAPER: &str = "stellen:\n  - id: a\n    anteil: {2021: 1, 2022: 2}\nzuwendungen:\n  \
        - id: z\n    saetze:\n      - rolle: r\n        betrag: 5\n\
        zahlungen:\n  - betrag: 6\n  - betrag: 7\n";

    fn change(path: &str, value: &str) -> Result<Node, &'static str> {
        let intake = Intake::default();
        let root = parse(intake.add("a.yaml", PAPER), &intake).unwrap();
        let change = parse(intake.add("b.yaml", &format!("{path}: {value}\n")), &intake).unwrap();
        let Entry { key, value } = &change.entries()[0];
        patch(&root, key, value, Strictness::MustChange, &intake)
            .ok_or_else(|| intake.finish("").1[0].code)
    }

    #[test]
    fn walks_keys_and_list_entries() {
        let changed = change("stellen.a.anteil.2022", "3").unwrap();
        let anteil = changed.get("stellen").unwrap().items()[0].get("anteil").unwrap();
        let years: Vec<&str> =
            anteil.entries().iter().filter_map(|entry| entry.value.as_text()).collect();
        assert_eq!(years, ["1", "3"]);
        let changed = change("zuwendungen.z.saetze.r.betrag", "6").unwrap();
        let satz =
            &changed.get("zuwendungen").unwrap().items()[0].get("saetze").unwrap().items()[0];
        assert_eq!(satz.get("betrag").unwrap().as_text(), Some("6"));
        assert!(change("stellen.a.anteil", "{2021: 2}").is_ok());
    }

    #[test]
    fn entries_without_a_name_go_by_their_number() {
        let changed = change("zahlungen.2.betrag", "8").unwrap();
        let betraege: Vec<&str> = changed
            .get("zahlungen")
            .unwrap()
            .items()
            .iter()
            .filter_map(|item| item.get("betrag")?.as_text())
            .collect();
        assert_eq!(betraege, ["6", "8"]);
        for path in ["zahlungen.0.betrag", "zahlungen.3.betrag", "zahlungen.02.betrag"] {
            assert_eq!(change(path, "8").map(drop), Err("aenderung-ohne-ziel"), "{path}");
        }
        // An entry that has a name does not go by its number too.
        assert_eq!(change("stellen.1.anteil", "1").map(drop), Err("aenderung-ohne-ziel"));
        let names = |text: &str| {
            let intake = Intake::default();
            item_names(parse(intake.add("a.yaml", text), &intake).unwrap().items())
        };
        assert_eq!(
            names("- {gremium: Rat}\n- {a: 1}\n- Plan\n- Plan\n"),
            ["Rat", "2", "Plan", "Plan (2)"]
        );
    }

    #[test]
    fn a_day_is_one_part_of_a_path() {
        assert_eq!(
            segments("stellen.a.anteil.01.07.2022"),
            ["stellen", "a", "anteil", "01.07.2022"]
        );
        assert_eq!(segments("a.1.7.2022.x"), ["a", "1.7.2022", "x"]);
        assert_eq!(segments("a.2022"), ["a", "2022"]);
        assert_eq!(segments("stellen..a"), ["stellen", "", "a"]);
    }

    #[test]
    fn refuses_what_names_or_changes_nothing() {
        for path in [
            "stellen.b.anteil",
            "stellen.a.anteil.2023",
            "stellen.a.anteil.2022.x",
            "x",
            "stellen..a",
            "''",
        ] {
            assert_eq!(change(path, "1").map(drop), Err("aenderung-ohne-ziel"), "{path}");
        }
        assert_eq!(change("stellen.a.anteil.2022", "'2'").map(drop), Err("aenderung-ohne-wirkung"));
        assert_eq!(change("stellen.a.anteil.2022", "2.0").map(drop), Err("aenderung-ohne-wirkung"));
        assert_eq!(
            change("stellen.a.anteil", "{2021: 1, 2022: 2}").map(drop),
            Err("aenderung-ohne-wirkung")
        );
    }
}
