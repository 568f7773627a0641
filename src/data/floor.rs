//! The floor that a city stands on: what it inherits from the folder that its profile names
//! under `erbt:`, and how entries of several YAML files become one tree.
//!
//! ```text
//! templates/gemeinsam/profil.yaml      namen: { rat: Rat }
//! templates/neustadt/profil.yaml       erbt: gemeinsam, namen: { stadt: Stadt Neustadt }
//!                                      → namen: { rat: Rat, stadt: Stadt Neustadt }
//! ```
//!
//! Mappings are merged key by key at any depth; a single value and a list stand for the
//! inherited one as a whole; `~` takes an inherited entry away. Every value keeps its own
//! place, so that a finding points into the file in which it was written.

pub(super) mod layers;
pub(super) mod wording;

use self::layers::Layers;
use super::record::{self, value};
use super::yaml::intake::Intake;
use super::yaml::node::{self, Entry, Kind, Node};
use crate::diagnostic::{Diagnostic, FileId, Place, nearest};

/// The key under which a profile names what it inherits from.
pub(super) const KEY: &str = "erbt";

/// What takes an inherited entry away.
const GONE: &str = "~";

/// A city, or a folder that it inherits from.
pub(super) struct Story {
    /// Its folder below `templates/`.
    pub(super) name: String,
    /// Its profile, put together from its layers.
    pub(super) profil: Node,
    /// The files of its profile with the paths by which they are carried, the nearest first.
    pub(super) files: Vec<(String, FileId)>,
}

/// `stadt`, which is named at `place`, and what it inherits from, one after the other; nothing
/// where one of them is not there or cannot be read.
pub(super) fn stories(
    stadt: &str,
    place: &Place,
    layers: &Layers,
    intake: &Intake,
) -> Option<Vec<Story>> {
    let mut stories: Vec<Story> = Vec::new();
    let mut next = Some((stadt.to_owned(), place.clone()));
    while let Some((name, place)) = next {
        if stories.iter().any(|story| story.name == name) {
            return intake.reject(circle(&name, &place, &stories));
        }
        let path = format!("{name}/profil.yaml");
        if !layers.has(&path) {
            return intake.reject(match stories.last() {
                None => unknown_city(&name, &place, layers),
                Some(heir) => unknown_floor(&name, &heir.name, &place, layers),
            });
        }
        let files = layers.read_all(&path, intake);
        let nodes: Option<Vec<Node>> = files.iter().map(|(_, file)| parse(*file, intake)).collect();
        let profil = merged(nodes?, intake)?;
        next = match profil.get(KEY) {
            Some(named) => {
                let name = value::id(named, intake)?;
                Some((name.value, name.place))
            }
            None => None,
        };
        stories.push(Story { name, profil, files });
    }
    Some(stories)
}

/// The tree of `file`, in which every key stands once.
pub(super) fn parse(file: FileId, intake: &Intake) -> Option<Node> {
    let node = node::parse(file, intake)?;
    record::open::check_double_keys(&node, intake);
    Some(node)
}

/// `nodes`, of which the nearest comes first, as one; none where there are none.
pub(super) fn merged(nodes: Vec<Node>, intake: &Intake) -> Option<Node> {
    let mut nodes = nodes.into_iter().rev();
    let first = nodes.next()?;
    Some(nodes.fold(first, |below, above| onto(below, above, intake)))
}

/// `above` with all that only `below` has.
fn onto(below: Node, above: Node, intake: &Intake) -> Node {
    let Node { place, anchor, kind } = above;
    let kind = match (below.kind, kind) {
        (Kind::Mapping(below), Kind::Mapping(above)) => {
            Kind::Mapping(entries(below, above, intake))
        }
        (_, kind) => kind,
    };
    Node { place, anchor, kind }
}

fn entries(below: Vec<Entry>, mut above: Vec<Entry>, intake: &Intake) -> Vec<Entry> {
    let mut all = Vec::with_capacity(below.len() + above.len());
    let known: Vec<String> = below.iter().map(|entry| entry.key.name.clone()).collect();
    for Entry { key, value } in below {
        match above.iter().position(|own| own.key.name == key.name) {
            None => all.push(Entry { key, value }),
            Some(at) => {
                let own = above.remove(at);
                if !takes_away(&own) {
                    all.push(Entry { key: own.key, value: onto(value, own.value, intake) });
                }
            }
        }
    }
    for own in above {
        if takes_away(&own) {
            intake.report(nothing_to_take_away(&own, &known));
        } else {
            all.push(own);
        }
    }
    all
}

fn takes_away(entry: &Entry) -> bool {
    entry.value.as_text() == Some(GONE)
}

fn nothing_to_take_away(entry: &Entry, known: &[String]) -> Diagnostic {
    let name = &entry.key.name;
    let message = format!("Den Eintrag `{}` erbt die Stadt nicht", value::shown(name));
    let finding = Diagnostic::error("erbe-fehlt", &entry.key.place, message);
    match nearest(name, known.iter().map(String::as_str)) {
        Some(near) => finding.with_hint(format!("Meinten Sie `{near}`?")),
        None => finding.with_hint(format!(
            "`{GONE}` streicht, was die Stadt sonst erbt; löschen Sie die Zeile."
        )),
    }
}

/// A folder that inherits from itself, by way of others or at once.
fn circle(name: &str, place: &Place, stories: &[Story]) -> Diagnostic {
    let way: Vec<String> = stories.iter().map(|story| format!("`{}`", story.name)).collect();
    let message = format!("`{name}` erbt von sich selbst");
    let finding = Diagnostic::error("erbt-kreis", place, message);
    let own = stories.last().is_some_and(|story| story.name == name);
    if own {
        return finding.with_hint(
            "Löschen Sie diese Zeile: Was das Programm unter demselben Namen mitbringt, ergänzt \
             die Datei von selbst.",
        );
    }
    finding
        .with_hint(format!("Es erben der Reihe nach {} und wieder `{name}`.", way.join(", ")))
        .with_hint(
            "Löschen Sie `erbt:` in einem der Profile, am besten in dem, das alle anderen nutzen.",
        )
}

fn unknown_city(stadt: &str, place: &Place, layers: &Layers) -> Diagnostic {
    let message = format!("Für die Stadt `{stadt}` gibt es keine Vorlagen");
    let finding = Diagnostic::error("stadt-unbekannt", place, message);
    known(finding, stadt, layers).unwrap_or_else(|finding| {
        finding.with_hint(format!(
            "Eine neue Stadt beginnt mit der Datei `templates/{stadt}/profil.yaml`."
        ))
    })
}

fn unknown_floor(name: &str, heir: &str, place: &Place, layers: &Layers) -> Diagnostic {
    let message = format!("Die Stadt `{heir}` erbt von `{name}`, und das gibt es nicht");
    let finding = Diagnostic::error("erbt-unbekannt", place, message);
    known(finding, name, layers).unwrap_or_else(|finding| {
        finding.with_hint("Was alle Städte gemeinsam haben, steht in `gemeinsam`.")
    })
}

/// `finding` with the name that was meant, or else with those that there are.
fn known(finding: Diagnostic, name: &str, layers: &Layers) -> Result<Diagnostic, Diagnostic> {
    let names = layers.profiles();
    match nearest(name, names.iter().copied()) {
        Some(near) => Ok(finding.with_hint(format!("Meinten Sie `{near}`?"))),
        None => Err(finding.with_hint(format!("Vorhanden sind {}.", value::quoted(names)))),
    }
}
