//! A paper read otherwise than it stands in its folder: as one of its scenarios, as the
//! paper of another city, or with single values set by whoever asks what would be if.
//!
//! All go the way of every change of a scenario: by paths, with the same findings.
//! A change that was typed on the command line is a text of its own, so that what is
//! wrong with it can be shown where it stands.

pub(in crate::data) mod interim;
pub(in crate::data) mod patch;
pub(in crate::data) mod scenario_block;
pub(in crate::data) mod szenarien;
pub(in crate::data) mod typed_values;

use std::collections::BTreeSet;

use super::yaml::forbidden;
use super::yaml::intake::Intake;
use super::yaml::node::{self, Key, Kind, Node};
use crate::diagnostic::{Diagnostic, Place, nearest};
use patch::{Strictness, patch};

/// By what name a user knows the changes that were typed.
const SET: &str = "--set";

/// By what name a user knows the choice of a city.
const STADT: &str = "--stadt";

/// By what name a user knows the choice of a scenario.
const SZENARIO: &str = "--szenario";

/// What is read in place of what stands in the folder; by default nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Variant {
    /// The id of the scenario whose values hold.
    pub szenario: Option<String>,
    /// The folder of the city whose wording and profile hold.
    pub stadt: Option<String>,
    /// Changes as typed: a path, an equals sign and the new value in YAML, such as
    /// `stellen.assistenz.anteil=1.0`.
    pub changes: Vec<String>,
}

impl Variant {
    /// The scenario called `id`.
    pub fn szenario(id: Option<&str>) -> Self {
        Self { szenario: id.map(str::to_owned), ..Self::default() }
    }

    /// The changes `aenderungen`.
    pub fn geaendert(changes: &[String]) -> Self {
        Self { changes: changes.to_vec(), ..Self::default() }
    }

    /// The same as a paper of `stadt`, where there is one.
    #[must_use]
    pub fn in_stadt(self, stadt: Option<&str>) -> Self {
        Self { stadt: stadt.map(str::to_owned), ..self }
    }

    /// Whether the values of the paper hold as they stand in its folder.
    pub fn is_the_paper(&self) -> bool {
        self.szenario.is_none() && self.changes.is_empty()
    }

    /// How strictly a scenario must differ from the paper: what was set may happen to be
    /// what the scenario assumes.
    pub(super) fn strictness(&self) -> Strictness {
        if self.changes.is_empty() { Strictness::MustChange } else { Strictness::MayRepeat }
    }
}

/// `root` as a paper of `stadt`; one that names no city stays as it is.
pub(super) fn in_stadt(root: &Node, stadt: &str, intake: &Intake) -> Option<Node> {
    let file = intake.add(STADT, stadt);
    if !forbidden::check(file, intake) {
        return None;
    }
    let place = Place { file, range: 0..stadt.len() };
    let key = Key { name: "vorlage.stadt".into(), place: place.clone() };
    let kind = Kind::Scalar(stadt.to_owned());
    let value = Node { anchor: place.clone(), place, kind };
    patch::patch(root, &key, &value, Strictness::MayRepeat, intake).or_else(|| Some(root.clone()))
}

/// `root` with all changes that were typed and fit; all that are wrong are reported.
pub(super) fn set(root: &Node, changes: &[String], intake: &Intake) -> Node {
    let mut changed = root.clone();
    let mut known = BTreeSet::new();
    for typed in changes {
        let patched = change(typed, intake).and_then(|(key, value)| {
            if !known.insert(key.name.clone()) {
                return intake.reject(twice(&key));
            }
            patch::patch(&changed, &key, &value, Strictness::MustChange, intake)
        });
        // A wrong path leaves the others to be checked against what was there before.
        changed = patched.unwrap_or(changed);
    }
    changed
}

/// Leaves of the findings after the first `known` those about what was typed: where only
/// some changes fit, the paper is neither what it was nor what was meant.
pub(super) fn only_typed(known: usize, intake: &Intake) {
    intake.retain_since(known, |path| path == SET);
}

fn twice(path: &Key) -> Diagnostic {
    let message = format!("`{}` wird zweimal geändert", path.name);
    Diagnostic::error("aenderung-doppelt", &path.place, message)
        .with_hint("Nur ein Wert kann gelten; lassen Sie eine der beiden Änderungen weg.")
}

/// The path and the new value of a change as typed.
fn change(typed: &str, intake: &Intake) -> Option<(Key, Node)> {
    let file = intake.add(SET, typed);
    if !forbidden::check(file, intake) {
        return None;
    }
    let place = |range| Place { file, range };
    let Some((path, value)) = typed.split_once('=') else {
        let message = "Dieser Änderung fehlt das Gleichheitszeichen";
        return intake.reject(
            Diagnostic::error("aenderung-unvollstaendig", &place(0..typed.len()), message)
                .with_hint("Schreiben Sie Pfad und Wert, etwa `stellen.leitung.anteil=0.5`."),
        );
    };
    if path.trim().is_empty() {
        let message = "Dieser Änderung fehlt der Pfad";
        return intake.reject(
            Diagnostic::error("aenderung-unvollstaendig", &place(0..typed.len()), message)
                .with_hint("Schreiben Sie ihn vor das Gleichheitszeichen, etwa `stellen.leitung.anteil=0.5`."),
        );
    }
    // Quotes around nothing are nothing, too.
    if value.trim().trim_matches(['"', '\'']).is_empty() {
        let message = "Dieser Änderung fehlt der neue Wert";
        return intake.reject(
            Diagnostic::error("aenderung-unvollstaendig", &place(0..typed.len()), message)
                .with_hint("Schreiben Sie ihn hinter das Gleichheitszeichen, etwa `=0.5`."),
        );
    }
    let key = Key { name: path.trim().to_owned(), place: place(0..path.trim_end().len()) };
    let blank = " ".repeat(path.len() + 1);
    Some((key, node::parse_as(&format!("{blank}{value}"), file, intake)?))
}

/// Reports that none of `known` is the scenario `id`.
pub(super) fn report_unknown<'a>(
    id: &str,
    known: impl Iterator<Item = &'a str> + Clone,
    intake: &Intake,
) {
    let file = intake.add(SZENARIO, id);
    intake.report(unknown(id, &Place { file, range: 0..id.len() }, known));
}

/// A scenario that the data do not know.
pub(super) fn unknown<'a>(
    id: &str,
    place: &Place,
    known: impl Iterator<Item = &'a str> + Clone,
) -> Diagnostic {
    let message = format!("Das Szenario `{id}` gibt es nicht");
    let finding = Diagnostic::error("szenario-unbekannt", place, message);
    if known.clone().next().is_none() {
        return finding.with_hint(
            "Diese Vorlage hat keine Szenarien; sie stehen unter dem Schlüssel `szenarien`.",
        );
    }
    match nearest(id, known.clone()) {
        Some(near) => finding.with_hint(format!("Meinten Sie `{near}`?")),
        None => finding.with_hint(format!("Es gibt {}.", super::record::value::quoted(known))),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn codes(changes: &[&str]) -> Vec<(&'static str, String)> {
        let intake = Intake::default();
        let file = intake.add("a.yaml", "stellen:\n  - id: ä\n    anteil: 1\n    von: {a: 1}\n");
        let root = node::parse(file, &intake).unwrap();
        let typed: Vec<String> = changes.iter().map(|typed| (*typed).to_owned()).collect();
        set(&root, &typed, &intake);
        let (sources, found) = intake.finish("");
        let marked = |finding: &Diagnostic| {
            let place = finding.place.clone().unwrap();
            sources.text(place.file).get(place.range).unwrap().to_owned()
        };
        found.iter().map(|finding| (finding.code, marked(finding))).collect()
    }

    #[test]
    fn every_wrong_change_is_shown_where_it_was_typed() {
        assert_eq!(codes(&["stellen.ä.anteil=2", "stellen.ä.von={a: 2}"]), []);
        let found = codes(&[
            "stellen.ä.anteil",
            "a=\"\"",
            "=1",
            "stellen.ö.anteil = 2",
            "stellen.ä.anteil=1",
        ]);
        let expected = [
            ("aenderung-unvollstaendig", "stellen.ä.anteil"),
            ("aenderung-unvollstaendig", "a=\"\""),
            ("aenderung-unvollstaendig", "=1"),
            ("aenderung-ohne-ziel", "stellen.ö.anteil"),
            ("aenderung-ohne-wirkung", "1"),
        ];
        let twice = ["stellen.ä.anteil=2", "stellen.ä.anteil = 3"];
        assert_eq!(codes(&twice), [("aenderung-doppelt", "stellen.ä.anteil".to_owned())]);
        assert_eq!(found, expected.map(|(code, text)| (code, text.to_owned())));
        assert_eq!(
            codes(&["stellen.ä.von={a: 2"]).first().map(|(code, _)| *code),
            Some("yaml-klammer")
        );
    }

    proptest! {
        #[test]
        fn whatever_is_typed_is_a_change_or_a_finding_within_it(typed in "[a-zä.]{0,6}=?\\PC{0,12}") {
            // The helper fails on a place that is outside of the text.
            codes(&[&typed, "stellen.ä.anteil=2"]);
        }
    }
}
