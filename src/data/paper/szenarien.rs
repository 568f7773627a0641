//! The same paper under other assumptions.
//!
//! A scenario changes values of the data by their paths; what comes out is read
//! and checked as a whole paper again.

use std::cell::RefCell;
use std::collections::BTreeMap;

use crate::data::record::form::{Form, Key};
use crate::data::record::registry;
use crate::data::record::value;
use crate::data::record::{Field, Record};
use crate::data::variant::patch::{Strictness, patch};
use crate::data::variant::scenario_block::KEINES;
use crate::data::yaml::intake::Intake;
use crate::data::yaml::node::{Entry, Kind, Node};
use crate::data::{Paper, Placed};
use crate::diagnostic::{Diagnostic, Place};

/// A variant of the paper.
#[derive(Debug, Clone)]
pub struct Szenario {
    /// The key of its figures, `szenario.<id>.…`.
    pub id: Placed<String>,
    /// Its name as printed.
    pub name: String,
    /// The paper with the changed values; itself without scenarios and prose.
    pub paper: Box<Paper>,
}

pub(in crate::data) const FIELDS: &[Field] = &[
    Field::required("id", "startaufstellung", "die Kennung des Szenarios").takes(Form::Id),
    Field::required("name", "Startaufstellung", "sein Name, wie er gedruckt wird")
        .takes(Form::Text),
    Field::required(
        "aenderungen",
        "",
        "je Zeile ein Pfad und sein neuer Wert, etwa `stellen.leitung.anteil: 0.5`",
    )
    .takes(Form::Map(Key::Any, &Form::Any)),
];

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
    let names = RefCell::new(BTreeMap::new());
    let szenarien =
        registry::read_list(root.get("szenarien"), "szenarien", intake, |node, path| {
            let record = Record::open(node, path, FIELDS, intake)?;
            let id = record.read("id", id);
            let name = record.read("name", |node, intake| name(node, &names, intake));
            let change = |node, intake| complete.then(|| change(root, node, strictness, intake))?;
            let Some(changed) = record.read("aenderungen", change)? else { return Some(None) };
            let id = id.filter(|_| sound)?;
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

/// The key of a scenario, which is not the word for the paper itself.
fn id(node: &Node, intake: &Intake) -> Option<Placed<String>> {
    let id = value::id(node, intake)?;
    if id.value != KEINES {
        return Some(id);
    }
    let message = format!("`{KEINES}` kann kein Szenario heißen");
    intake.reject(Diagnostic::error("kennung-ungueltig", &id.place, message).with_hint(
        "Das Wort steht in Texten für die Vorlage selbst; wählen Sie eine andere Kennung.",
    ))
}

/// The name of a scenario, which no other has: it tells columns and variants apart.
fn name(node: &Node, known: &RefCell<BTreeMap<String, Place>>, intake: &Intake) -> Option<String> {
    let name = value::text(node, intake)?;
    let before = known.borrow_mut().insert(name.to_lowercase(), node.place.clone());
    let Some(before) = before else { return Some(name) };
    let message = format!("Das Szenario „{}“ gibt es schon", value::shown(&name));
    intake.reject(Diagnostic::error("szenario-doppelt", &node.place, message).with_hint(format!(
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
