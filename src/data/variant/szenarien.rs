//! The same paper under other assumptions.
//!
//! A scenario changes values of the data by their paths; what comes out is read
//! and checked as a whole paper again.

use std::collections::BTreeMap;

use super::patch::{Strictness, patch};
use crate::data::paper::szenarien::Typed;
use crate::data::record::reads::{At, Path, Reads};
use crate::data::record::{registry, value};
use crate::data::yaml::intake::Intake;
use crate::data::yaml::node::{Entry, Kind, Node};
use crate::data::{Paper, Placed, Szenario};
use crate::diagnostic::{Diagnostic, Place};

/// Reads the scenarios of `root`; `read_paper` reads a changed copy of it. Where the
/// paper itself is not sound, only their keys are checked, and their paths unless
/// what they name may stand in a file that could not be read. One that does not fit
/// what was set on the command line is left out.
pub(in crate::data) fn read(
    root: &Node,
    complete: bool,
    sound: bool,
    strictness: Strictness,
    intake: &Intake,
    read_paper: impl Fn(&Node) -> Option<Paper>,
) -> Option<Vec<Szenario>> {
    let Some(node) = root.get("szenarien") else { return Some(Vec::new()) };
    let mut names = BTreeMap::new();
    let at = At { path: Path::of("szenarien"), known: &(), intake };
    let szenarien = registry::read_list(node, intake, |node, path| {
        let typed = Typed::read(node, &at.below(path));
        let name = typed.as_ref().and_then(|of| only_name(&of.name, &mut names, intake));
        let changes = node.get("aenderungen").filter(|_| complete)?;
        let Some(changed) = change(root, changes, strictness, intake)? else { return Some(None) };
        let id = typed.filter(|_| sound)?.id;
        let before = intake.len();
        let paper = read_paper(&changed);
        intake.explain_since(before, &format!("Das gilt im Szenario `{}`.", id.value));
        Some(Some(Szenario { id, name: name?, paper: Box::new(paper?) }))
    });
    Some(szenarien?.into_iter().flatten().collect())
}

/// The sections `all` of a paper with the changes of its scenario `id`.
pub(in crate::data) fn applied(all: &[Entry], id: &str, intake: &Intake) -> Option<Vec<Entry>> {
    let szenarien = &all.iter().find(|entry| entry.key.name == "szenarien")?.value;
    let is_own = |item: &&Node| item.get("id").and_then(Node::as_text).map(str::trim) == Some(id);
    let changes = szenarien.items().iter().find(is_own)?.get("aenderungen")?;
    let root = Node { kind: Kind::Mapping(all.to_vec()), ..szenarien.clone() };
    let changed = change(&root, changes, Strictness::MustChange, intake)??;
    Some(changed.entries().to_vec())
}

/// The name of a scenario, which no other has: it tells columns and variants apart.
fn only_name(
    name: &Placed<String>,
    known: &mut BTreeMap<String, Place>,
    intake: &Intake,
) -> Option<String> {
    let Placed { value: name, place } = name;
    let before = known.insert(name.to_lowercase(), place.clone());
    let Some(before) = before else { return Some(name.clone()) };
    let message = format!("Das Szenario „{}“ gibt es schon", value::shown(name));
    intake.reject(Diagnostic::error("szenario-doppelt", place, message).with_hint(format!(
        "Ein anderes Szenario heißt ebenso, siehe {}; geben Sie einem der beiden einen anderen \
         Namen, an dem man sie unterscheiden kann.",
        intake.locate(&before)
    )))
}

/// A copy of `root` with all changes of `aenderungen`; none where they do not fit and
/// need not.
fn change(
    root: &Node,
    changes: &Node,
    strictness: Strictness,
    intake: &Intake,
) -> Option<Option<Node>> {
    let Kind::Mapping(entries) = &changes.kind else {
        return intake
            .reject(value::wrong_form(changes, "sind Zeilen der Form `pfad: neuer Wert`"));
    };
    let mut changed = Some(root.clone());
    for Entry { key, value } in entries {
        // A wrong path leaves the others to be checked against what was there before.
        let patched = patch(changed.as_ref().unwrap_or(root), key, value, strictness, intake);
        changed = changed.and(patched);
    }
    match strictness {
        Strictness::MustChange => changed.map(Some),
        Strictness::MayRepeat => Some(changed),
    }
}
