//! Changes one value of a tree by its path, such as `stellen.traeger.anteil.2022`.
//!
//! A path names keys; an entry of a list goes by its `id`, or by what else tells
//! it from its neighbours. A path that names nothing and a change that changes
//! nothing are findings: both would go unnoticed in the figures.

use super::intake::Intake;
use super::node::{Key, Kind, Node};
use super::value;
use crate::diagnostic::{Diagnostic, nearest};

/// The keys by which an entry of a list is known, the first that it has.
const NAMES: [&str; 4] = ["id", "rolle", "kosten", "gremium"];

/// `root` with `value` in place of what `path` names.
pub(super) fn patch(root: &Node, path: &Key, value: &Node, intake: &Intake) -> Option<Node> {
    let mut changed = root.clone();
    let mut target = &mut changed;
    let mut walked = String::new();
    for segment in path.name.split('.') {
        let names = names(target);
        let Some(child) = child(target, segment) else {
            return intake.reject(unknown(path, segment, &walked, &names));
        };
        if !walked.is_empty() {
            walked.push('.');
        }
        walked.push_str(segment);
        target = child;
    }
    if target.says_the_same(value) {
        return intake.reject(unchanged(path, value));
    }
    *target = value.clone();
    Some(changed)
}

fn child<'n>(node: &'n mut Node, name: &str) -> Option<&'n mut Node> {
    match &mut node.kind {
        Kind::Mapping(entries) => {
            entries.iter_mut().find(|entry| entry.key.name == name).map(|entry| &mut entry.value)
        }
        Kind::Sequence(items) => items.iter_mut().find(|item| item_name(item) == Some(name)),
        _ => None,
    }
}

fn names(node: &Node) -> Vec<String> {
    match &node.kind {
        Kind::Mapping(entries) => entries.iter().map(|entry| entry.key.name.clone()).collect(),
        Kind::Sequence(items) => items.iter().filter_map(item_name).map(str::to_owned).collect(),
        _ => Vec::new(),
    }
}

pub(super) fn item_name(item: &Node) -> Option<&str> {
    NAMES.iter().find_map(|name| item.get(name)).and_then(Node::as_text)
}

fn unknown(path: &Key, segment: &str, walked: &str, names: &[String]) -> Diagnostic {
    let message = format!("`{}` bezeichnet nichts", path.name);
    let finding = Diagnostic::error("aenderung-ohne-ziel", &path.place, message);
    let at = if walked.is_empty() { "Ganz oben".to_owned() } else { format!("Unter `{walked}`") };
    if names.is_empty() {
        return finding.with_hint(format!(
            "{at} steht ein einzelner Wert; der Pfad endet dort, ohne `.{segment}`."
        ));
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

fn unchanged(path: &Key, value: &Node) -> Diagnostic {
    let message = format!("Die Änderung von `{}` ändert nichts", path.name);
    Diagnostic::error("aenderung-ohne-wirkung", &value.place, message).with_hint(
        "Der Wert steht so schon in den Daten; tragen Sie einen anderen ein, oder \
            löschen Sie die Zeile.",
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::node::{Entry, parse};

    const PAPER: &str = "stellen:\n  - id: a\n    anteil: {2021: 1, 2022: 2}\nzuwendungen:\n  \
        - id: z\n    saetze:\n      - rolle: r\n        betrag: 5\n";

    fn change(path: &str, value: &str) -> Result<Node, &'static str> {
        let intake = Intake::default();
        let root = parse(intake.add("a.yaml", PAPER), &intake).unwrap();
        let change = parse(intake.add("b.yaml", &format!("{path}: {value}\n")), &intake).unwrap();
        let Entry { key, value } = &change.entries()[0];
        patch(&root, key, value, &intake).ok_or_else(|| intake.finish("").1[0].code)
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
        assert_eq!(
            change("stellen.a.anteil", "{2021: 1, 2022: 2}").map(drop),
            Err("aenderung-ohne-wirkung")
        );
    }
}
