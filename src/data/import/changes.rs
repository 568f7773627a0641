//! Compares what rows say with the Stellen of a paper, and says what to write where.
//!
//! Beside every edit of the text, the same change is made to the tree of values;
//! read again, the edited text must give exactly that tree.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::amend::Amended;
use super::create::{create, no_list};
use super::proposal::{Change, Origin, Proposal};
use super::row::Row;
use crate::data::Paper;
use crate::data::load;
use crate::data::yaml::edit::{self, Edit};
use crate::data::yaml::files;
use crate::data::yaml::intake::Intake;
use crate::data::yaml::node::{Kind, Node};
use crate::data::yaml::store::Store;
use crate::diagnostic::Diagnostic;

/// Changed files by path, and where in them the Stellen of the table stand.
type Written = (BTreeMap<PathBuf, Vec<u8>>, Vec<Origin>);

/// The changes that `rows`, which do not name the Stellen `unnamed`, make to `paper`,
/// whose values are `tree` and stand in `folder`; nothing where anything is wrong with the
/// table or a row cannot be taken over.
pub(super) fn propose(
    rows: &[Row],
    unnamed: &[String],
    paper: &Paper,
    tree: &Node,
    folder: &Path,
    intake: &Intake,
) -> Option<Proposal> {
    let none = Node { kind: Kind::Sequence(Vec::new()), ..tree.clone() };
    let list = tree.get("stellen").unwrap_or(&none);
    if let Some(first) = rows.first().filter(|_| list.items().is_empty()) {
        return intake.reject(no_list(first));
    }
    let mut expected = list.items().to_vec();
    let (mut changes, mut edits) = (Vec::new(), Vec::new());
    for row in rows {
        let at = list.items().iter().position(|item| id(item) == Some(&*row.id));
        let stelle = paper.stellen.iter().find(|stelle| stelle.id.value == row.id);
        if let (Some(at), Some(stelle)) = (at, stelle) {
            let Some(value) = expected.get_mut(at) else { continue };
            let mut amended = Amended::of(value, row, &mut edits, intake);
            amended.amend(stelle, paper);
            changes.push(Change { id: row.id.clone(), is_new: false, updates: amended.updates });
        } else if let Some((edit, value, updates)) = create(row, unnamed, list, paper, intake) {
            edits.push(edit);
            expected.push(value);
            changes.push(Change { id: row.id.clone(), is_new: true, updates });
        }
    }
    if intake.errors() > 0 {
        return None;
    }
    let (files, origins) = write(edits, tree, expected, rows, folder, intake)?;
    changes.retain(|change| !change.updates.is_empty());
    Some(Proposal { changes, files, origins, ..Proposal::default() })
}

fn id(item: &Node) -> Option<&str> {
    item.get("id")?.as_text().map(str::trim)
}

/// The files that `edits` change, and where in them the Stellen of `rows` stand; nothing
/// where, read again, they give anything else than `tree` with the Stellen `expected`.
fn write(
    edits: Vec<Edit>,
    tree: &Node,
    expected: Vec<Node>,
    rows: &[Row],
    folder: &Path,
    intake: &Intake,
) -> Option<Written> {
    let mut changed = BTreeMap::new();
    for (file, text) in edit::apply(edits, intake) {
        let path = PathBuf::from(intake.path(file));
        let mark = if files::has_mark(&path, intake) { files::MARK } else { &[] };
        changed.insert(path, [mark, text.as_bytes()].concat());
    }
    let mut whole = tree.clone();
    if let Kind::Mapping(entries) = &mut whole.kind {
        let list = entries.iter_mut().find(|entry| entry.key.name == "stellen");
        if let Some(list) = list {
            list.value.kind = Kind::Sequence(expected.clone());
        }
    }
    let again = Intake::of(Store::Changed(changed.clone()));
    let read = load::tree(folder, &again);
    if let Some(read) = read.as_ref().filter(|read| read.says_the_same(&whole)) {
        let origins = origins(read, rows, &again);
        return Some((changed, origins));
    }
    let path = changed.keys().next().map(|path| path.display().to_string());
    intake.reject(unwritable(other(read.as_ref(), &expected, rows), &path.unwrap_or_default()))
}

/// The row whose Stelle reads otherwise in `read` than `expected`, where it is one.
fn other<'r>(read: Option<&Node>, expected: &[Node], rows: &'r [Row]) -> Option<&'r Row> {
    let items = read?.get("stellen")?.items();
    let same = |(read, expected): &(&Node, &Node)| read.says_the_same(expected);
    let at = items.iter().zip(expected).position(|pair| !same(&pair))?;
    rows.iter().find(|row| expected.get(at).and_then(id) == Some(&*row.id))
}

fn unwritable(row: Option<&Row>, path: &str) -> Diagnostic {
    let what = "lassen sich hier nicht eintragen, ohne anderes zu verändern";
    let finding = match row {
        Some(row) => {
            let what = format!("Die Änderungen an der Stelle `{}` {what}", row.id);
            row.cell.wrong("import-eintrag", &what)
        }
        None => Diagnostic::of_path("import-eintrag", path, format!("Die Änderungen {what}")),
    };
    finding.with_hint(format!(
        "Tragen Sie sie von Hand in {path} ein, oder schreiben Sie die Stellen dort wie im \
            Handbuch: je Schlüssel eine Zeile."
    ))
}

/// Where the Stellen of `rows` stand in `tree`.
fn origins(tree: &Node, rows: &[Row], intake: &Intake) -> Vec<Origin> {
    let items = tree.get("stellen").map(Node::items).unwrap_or_default();
    let of = |item: &Node| {
        let row = rows.iter().find(|row| id(item) == Some(&*row.id))?;
        let path = PathBuf::from(intake.path(item.place.file));
        let (id, range) = (row.id.clone(), item.place.range.clone());
        Some(Origin { id, path, range, row: row.cell.row_name() })
    };
    items.iter().filter_map(of).collect()
}
