//! Reads the folder of a paper and puts its records together.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::paper::read::{City, read_paper, read_table};
use super::paper::references::References;
use super::paper::sections::{REQUIRED, SECTIONS};
use super::paper::{bezug, check, texte, zuwendungen};
use super::record::open::{self, Record};
use super::record::reads::{At, Path as Keys};
use super::record::value;
use super::templates::{self, Templates};
use super::variant::{self, scenario_block, szenarien};
use super::yaml::intake::Intake;
use super::yaml::node::{self, Entry, Kind, Node};
use super::yaml::store::Store;
use super::yaml::{files, refusal};
use super::{Paper, Text, Variant, unfinished, unread};
use crate::diagnostic::{Diagnostic, Place, Sources};

/// What came out of a folder.
#[derive(Debug)]
pub struct Loaded {
    /// The paper; none as soon as there is one error.
    pub paper: Option<Paper>,
    /// The templates of its city; empty where the city is not known.
    pub templates: Templates,
    /// The city that it was read for in place of its own, where there is one.
    pub stadt: Option<String>,
    /// The prose, also where there is no paper.
    pub texte: BTreeMap<String, Text>,
    /// All texts that were read.
    pub sources: Sources,
    /// All that was found wrong, in the order of files and lines.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads and checks the paper in `folder`.
pub fn load(folder: &Path) -> Loaded {
    load_as(folder, &Variant::default())
}

/// Reads and checks the paper in `folder` as `variante`.
pub fn load_as(folder: &Path, variant: &Variant) -> Loaded {
    load_with(folder, variant, Intake::default())
}

/// Reads and checks the paper in `folder` of `files`, given by path and content.
///
/// Its templates are those of `files` alone; of what the program carries, only
/// the fonts are used.
pub fn load_from_memory(folder: &Path, files: BTreeMap<String, Vec<u8>>) -> Loaded {
    load_from_memory_as(folder, files, &Variant::default())
}

/// Reads and checks the paper in `folder` as it would be with other content in
/// `files`, given by path as a user would name them.
pub fn load_changed(folder: &Path, files: BTreeMap<PathBuf, Vec<u8>>) -> Loaded {
    load_with(folder, &Variant::default(), Intake::of(Store::Changed(files)))
}

/// All YAML files of `folder` as one tree; nothing where one of them cannot be read.
pub(super) fn tree(folder: &Path, intake: &Intake) -> Option<Node> {
    read_root(folder, intake).filter(|root| root.complete).map(|root| root.node)
}

/// The same as `variante`.
pub fn load_from_memory_as(
    folder: &Path,
    files: BTreeMap<String, Vec<u8>>,
    variant: &Variant,
) -> Loaded {
    load_with(folder, variant, Intake::of(Store::memory(files)))
}

fn load_with(folder: &Path, variant: &Variant, intake: Intake) -> Loaded {
    crate::tally::enter("load", || folder.display().to_string());
    let mut templates = Templates::default();
    let mut texte = texte::load(folder, &intake);
    let root = read_root(folder, &intake);
    let known = root.as_ref().and_then(Root::szenarien);
    scenario_block::choose(&mut texte, known.as_deref(), variant.szenario.as_deref(), &intake);
    let before = intake.errors();
    let root = root.map(|root| root.geaendert(variant, &intake));
    let only_typed = (intake.errors() > before).then(|| intake.len());
    let root = root.and_then(|root| root.in_stadt(variant, &intake));
    let stadt = variant.stadt.clone();
    let paper = root.and_then(|root| {
        let profil = city(&root.node).and_then(|(stadt, place)| {
            let (found, profil) = templates::load(stadt, place, folder, &intake);
            templates = found;
            profil
        });
        let table = templates.personalkosten().and_then(|(_, file)| read_table(file, &intake));
        let city = City { profil: profil.as_ref(), table: table.as_ref() };
        read_all(&root, city, texte.clone(), folder, variant, &intake)
    });
    if let Some(known) = only_typed {
        variant::only_typed(known, &intake);
    }
    let paper = paper.filter(|_| intake.errors() == 0);
    let paper = paper.map(|paper| {
        let phrases = intake.phrases();
        let is_draft = unfinished::check(&paper, &phrases, &intake);
        Paper { phrases, is_draft, ..paper }
    });
    let (sources, diagnostics) = intake.finish(&folder.display().to_string());
    Loaded { paper, templates, stadt, texte, sources, diagnostics }
}

/// All YAML files of a folder as one tree.
struct Root {
    node: Node,
    /// Whether all files could be read; else what is missing may stand in the others.
    complete: bool,
}

impl Root {
    /// The ids of the scenarios, unless some of them may stand in a file that could not be read.
    fn szenarien(&self) -> Option<Vec<String>> {
        let items = self.node.get("szenarien").map_or(&[][..], Node::items);
        let ids = items.iter().filter_map(|item| item.get("id")?.as_text());
        self.complete.then(|| ids.map(|id| id.trim().to_owned()).collect())
    }

    /// The same with the changes that were typed.
    fn geaendert(self, variant: &Variant, intake: &Intake) -> Self {
        if variant.changes.is_empty() || !self.complete {
            return self;
        }
        let node = variant::set(&self.node, &variant.changes, intake);
        Self { node, ..self }
    }

    /// The same as a paper of another city, where one was chosen.
    fn in_stadt(self, variant: &Variant, intake: &Intake) -> Option<Self> {
        let Some(stadt) = &variant.stadt else { return Some(self) };
        let node = variant::in_stadt(&self.node, stadt, intake)?;
        Some(Self { node, ..self })
    }
}

fn read_root(folder: &Path, intake: &Intake) -> Option<Root> {
    let mut paths = files::list(folder, intake)?;
    unread::check(folder, &paths, intake);
    paths.retain(|path| !unread::is_left_behind(path));
    paths.retain(|path| files::has_extension(path, &["yaml", "yml"]));
    if paths.is_empty() {
        return intake.reject(
            Diagnostic::of_path(
                "ordner-leer",
                folder.display().to_string(),
                "In diesem Ordner liegt keine YAML-Datei",
            )
            .with_hint(
                "Eine Vorlage besteht aus Dateien wie `vorlage.yaml` und \
                    `stellen.yaml`; nennen Sie den Ordner, in dem sie liegen.",
            ),
        );
    }
    let trees: Vec<Option<Node>> = paths.iter().map(|path| read_file(path, intake)).collect();
    let complete = trees.iter().all(Option::is_some);
    let node = merge(trees.into_iter().flatten().collect(), intake)?;
    Some(Root { node, complete })
}

fn read_file(path: &Path, intake: &Intake) -> Option<Node> {
    let file = files::read_text(path, intake)?;
    let tree = node::parse(file, intake)?;
    match tree.kind {
        Kind::Mapping(_) => open::check_double_keys(&tree, intake),
        Kind::Empty => return intake.reject(files::empty(path)),
        _ => return intake.reject(refusal::no_keys(&tree.place, &intake.text(file))),
    }
    Some(tree)
}

/// The trees of several files as one mapping, in which every section stands once.
fn merge(trees: Vec<Node>, intake: &Intake) -> Option<Node> {
    let mut place: Option<Place> = None;
    let mut all: Vec<Entry> = Vec::new();
    let mut first: BTreeMap<String, Place> = BTreeMap::new();
    for tree in trees {
        place.get_or_insert_with(|| Place { range: 0..0, ..tree.place.clone() });
        let mut own: Vec<(String, Place)> = Vec::new();
        let Kind::Mapping(entries) = tree.kind else { continue };
        for entry in entries {
            if let Some(before) = first.get(&entry.key.name) {
                let Entry { key, .. } = &entry;
                intake.report(open::double_key(&key.place, &key.name, before, intake));
                continue;
            }
            own.push((entry.key.name.clone(), entry.key.place.clone()));
            all.push(entry);
        }
        first.extend(own);
    }
    let place = place?;
    Some(Node { anchor: place.clone(), place, kind: Kind::Mapping(all) })
}

/// The city of the paper and where it stands; what is wrong with it is reported
/// where the head is read.
fn city(root: &Node) -> Option<(&str, &Place)> {
    let node = root.get("vorlage")?.get("stadt")?;
    let stadt = node.as_text()?.trim();
    value::is_id(stadt).then_some((stadt, &node.place))
}

fn read_all(
    root: &Root,
    city: City<'_>,
    texte: BTreeMap<String, Text>,
    folder: &Path,
    variant: &Variant,
    intake: &Intake,
) -> Option<Paper> {
    let Root { node: root, complete } = root;
    let at = At { path: Keys::of(""), known: &(), intake };
    Record::open(root, &SECTIONS, |_| None, &at)?;
    if *complete {
        check::check_sections(root, &REQUIRED, folder, intake);
    }
    check::check_texts(root, &texte, folder, intake);
    // Another city numbers its papers otherwise.
    if variant.stadt.is_none() {
        check::check_numbers(root, city.profil, intake);
    }
    let references = References::new(root, city.profil, *complete);
    let is_set = !variant.changes.is_empty();
    let references = if is_set { references.of_variant() } else { references };
    let paper = read_paper(root, references, city, intake);
    if let Some(paper) = &paper {
        check::check_roles(paper, intake);
        check::check_note(paper, intake);
        check::check_excess(paper, &texte, folder, intake);
        bezug::check_synopse(root, paper, intake);
        zuwendungen::check(paper, intake);
    }
    // A scenario of a wrong paper would only repeat what is wrong with it.
    let sound = intake.errors() == 0;
    let strictness = variant.strictness();
    let szenarien = szenarien::read(root, *complete, sound, strictness, intake, |changed| {
        read_paper(changed, References::new(changed, city.profil, true).of_variant(), city, intake)
    });
    let (szenarien, paper) = (szenarien?, paper?);
    let Some(id) = &variant.szenario else { return Some(Paper { szenarien, texte, ..paper }) };
    let Some(chosen) = szenarien.iter().find(|szenario| szenario.id.value == *id) else {
        let known = szenarien.iter().map(|szenario| szenario.id.value.as_str());
        variant::report_unknown(id, known, intake);
        return None;
    };
    let (own, paper) = (Some(id.clone()), chosen.paper.as_ref().clone());
    Some(Paper { szenarien, texte, chosen: own, ..paper })
}
