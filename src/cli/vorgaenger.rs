//! Opens the paper that another one refers to by `bezug.quelle`, wherever that one came from,
//! and makes of both what the later one says about the earlier.
//!
//! A paper of a folder names a folder, a PDF or a file of figures; a paper that was taken out of a PDF finds the
//! earlier one in it, and one of a revision of git finds it in the same revision. What is
//! opened must be the paper that the data mean: its number, and no later date.

use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};

use super::bruecke::Getippt;
use super::fassung::git;
use super::pipeline::{self, Finished, Outcome};
use super::verify;
use crate::data::{self, Bezug, Loaded, Paper, Placed};
use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::document::{self, BESCHLUSS, Beilagen, Document, SYNOPSE, german};
use crate::finance::{Adopted, Derivation, Figure, Figures, Herkunft, Rounding};
use crate::money::Exact;
use crate::output::{self, Carried, DATEN, Inputs, TEMPLATES, VORGAENGER, ZAHLEN};
use crate::vergleich::{self, Rang, Wert};

/// Where a paper came from, and so where the one before it is looked for.
pub(super) enum Ort {
    /// The disk; the folders of the papers that led here.
    Platte(Vec<PathBuf>),
    /// The files that a PDF carries.
    Speicher(BTreeMap<String, Vec<u8>>),
    /// A folder in a revision of git.
    Git { revision: String, folder: String },
}

impl Ort {
    /// The disk, from where the user started.
    pub(super) fn platte() -> Self {
        Self::Platte(Vec::new())
    }
}

/// The earlier paper of another one.
pub(super) enum Vorgaenger {
    /// The whole paper.
    Vorlage {
        /// The paper.
        paper: Box<Finished>,
        /// What was typed in its data; none for a variant.
        getippt: Option<Box<Getippt>>,
        /// Its resolution as marked Markdown, where its city has one apart.
        beschluss: Option<String>,
    },
    /// Its figures alone, and the file that they were read from.
    Zahlen(Figures, String),
}

/// An earlier paper that was read.
enum Gelesen {
    Vorlage { loaded: Box<Loaded>, folder: PathBuf, ort: Ort },
    Zahlen(Figures, String),
}

/// The reference of a paper, its `quelle`, and the earlier paper.
type Bezogen<'a> = (&'a Bezug, &'a Placed<String>, Gelesen);

/// What was looked for; nothing where the paper names no earlier one.
type Found<T> = Result<Option<T>, Vec<Diagnostic>>;

/// The figures of the paper before `paper`, which lies in `folder`.
pub(super) fn figures(
    paper: &Paper,
    folder: &Path,
    ort: &Ort,
) -> Found<(Figures, Option<Getippt>)> {
    let Some((bezug, quelle, read)) = read(paper, folder, ort)? else { return Ok(None) };
    let (loaded, folder, ort) = match read {
        Gelesen::Vorlage { loaded, folder, ort } => (loaded, folder, ort),
        Gelesen::Zahlen(figures, _) => return Ok(Some((figures, None))),
    };
    let (mut diagnostics, sources) = (loaded.diagnostics, loaded.sources);
    let made = loaded.paper.and_then(|earlier| {
        let variante = data::Variante::default();
        let place = (folder.as_path(), &ort);
        let figures = pipeline::planned_of(&earlier, place, &variante, &sources, &mut diagnostics)?;
        Some((earlier, figures))
    });
    let Some((earlier, figures)) = made else { return Err(vec![faulty(quelle, &diagnostics)]) };
    check(paper, bezug, quelle, &earlier)?;
    let getippt = Getippt::of(&earlier, &folder, &sources);
    Ok(Some((figures, getippt)))
}

/// The paper before `paper`, which lies in `folder`.
pub(super) fn open(paper: &Paper, folder: &Path, ort: &Ort) -> Found<Vorgaenger> {
    let Some((bezug, quelle, read)) = read(paper, folder, ort)? else { return Ok(None) };
    let (loaded, folder, ort) = match read {
        Gelesen::Vorlage { loaded, folder, ort } => (loaded, folder, ort),
        Gelesen::Zahlen(..) if paper.vorlage.synopse => return Err(vec![textless(quelle)]),
        Gelesen::Zahlen(figures, text) => return Ok(Some(Vorgaenger::Zahlen(figures, text))),
    };
    if let Some(earlier) = &loaded.paper {
        check(paper, bezug, quelle, earlier)?;
    }
    let (templates, texts) = (loaded.templates.clone(), loaded.sources.clone());
    let Outcome { made, diagnostics, .. } = pipeline::finished_of(*loaded, &folder, false, &ort);
    let Some(earlier) = made else { return Err(vec![faulty(quelle, &diagnostics)]) };
    let templates = pipeline::texts(&earlier.paper.vorlage.stadt, &templates);
    let beschluss = document::beschluss(&earlier.paper, &earlier.figures, &templates, &texts);
    let getippt = Getippt::of(&earlier.paper, &folder, &texts).map(Box::new);
    Ok(Some(Vorgaenger::Vorlage { paper: Box::new(earlier), getippt, beschluss }))
}

/// Adds the figures of `earlier` to those of `paper`, which refers to it.
pub(super) fn follow(figures: &mut Figures, paper: &Paper, earlier: &Figures) -> Option<Adopted> {
    let bezug = paper.vorlage.bezug.as_ref()?;
    let place = &bezug.quelle.as_ref()?.place;
    let quelle = format!("{} {}", bezug.art, bezug.nummer.value);
    let is_total = |name: &str| Rang::of(name) <= Rang::Zeile || name == "investitionen.gesamt";
    Some(figures.follow(earlier, Herkunft { place, quelle: &quelle }, &is_total))
}

impl Vorgaenger {
    /// Its figures.
    pub(super) fn figures(&self) -> &Figures {
        match self {
            Self::Vorlage { paper, .. } => &paper.figures,
            Self::Zahlen(figures, _) => figures,
        }
    }

    /// What was typed in its data, where it is a whole paper.
    pub(super) fn getippt(&self) -> Option<&Getippt> {
        match self {
            Self::Vorlage { getippt, .. } => getippt.as_deref(),
            Self::Zahlen(..) => None,
        }
    }

    /// `inputs` of the paper after it, with what this one was made from.
    pub(super) fn carried(&self, inputs: Inputs) -> Inputs {
        match self {
            Self::Vorlage { paper, .. } => inputs.after(&paper.inputs),
            Self::Zahlen(_, text) => inputs.after_figures(text),
        }
    }

    /// What `paper` says about this one, given its text without that and its resolution.
    pub(super) fn beilagen(
        &self,
        paper: &Paper,
        adopted: Adopted,
        text: &Document,
        beschluss: Option<String>,
    ) -> Beilagen {
        let mut beilagen = Beilagen::default();
        let Self::Vorlage { paper: earlier, beschluss: before, .. } = self else { return beilagen };
        if paper.vorlage.synopse {
            let alt = (earlier.text(), adopted);
            let synopse = vergleich::synopse(alt, (text, Adopted::own()));
            if !synopse.is_empty() {
                let marked =
                    format!("{}\n\n{}", vergleich::legende(), vergleich::fragment(&synopse, 3));
                beilagen.add(SYNOPSE, marked);
            }
        }
        if let (Some(alt), Some(neu)) = (before, beschluss) {
            vergleich::ziffern(alt, &neu, &mut beilagen);
            beilagen.add(BESCHLUSS, neu);
        }
        beilagen
    }
}

/// Reads the earlier paper; nothing where `paper` names none.
fn read<'a>(paper: &'a Paper, folder: &Path, ort: &Ort) -> Found<Bezogen<'a>> {
    let Some(bezug) = &paper.vorlage.bezug else { return Ok(None) };
    let Some(quelle) = &bezug.quelle else { return Ok(None) };
    let read = match ort {
        Ort::Platte(chain) => from_disk(quelle, folder, chain),
        Ort::Speicher(files) => from_memory(quelle, carried_before(files)),
        Ort::Git { revision, folder } => from_git(quelle, revision, folder),
    };
    read.map(|read| Some((bezug, quelle, read))).map_err(|problem| vec![problem])
}

fn from_disk(
    quelle: &Placed<String>,
    folder: &Path,
    chain: &[PathBuf],
) -> Result<Gelesen, Diagnostic> {
    let path = folder.join(&quelle.value);
    let Ok(real) = path.canonicalize() else { return Err(absent(quelle)) };
    let own = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
    let chain: Vec<PathBuf> = chain.iter().cloned().chain([own]).collect();
    if chain.contains(&real) {
        return Err(circle(quelle));
    }
    if real.is_dir() {
        let loaded = Box::new(data::load(&path));
        return Ok(Gelesen::Vorlage { loaded, folder: path, ort: Ort::Platte(chain) });
    }
    let shown = path.display().to_string();
    if real.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("json")) {
        let bytes = verify::read(&path).map_err(|problem| unreadable(quelle, &problem))?;
        return from_figures(quelle, &bytes);
    }
    let carried = verify::carried(&shown, &path).map_err(|problems| match problems.first() {
        Some(first) => unreadable(quelle, first),
        None => absent(quelle),
    })?;
    from_memory(quelle, trusted(quelle, &shown, &carried)?)
}

/// The files of a PDF, of which nothing may be run that this program does not carry.
fn trusted(
    quelle: &Placed<String>,
    shown: &str,
    carried: &Carried,
) -> Result<BTreeMap<String, Vec<u8>>, Diagnostic> {
    if let Some(first) = verify::foreign_templates(carried).first() {
        return Err(unreadable(quelle, &verify::words::foreign_template(shown, first)));
    }
    if carried.manifest.szenario.is_some() {
        let message = "Das PDF zeigt ein Szenario, also eine Variante und keine Fassung";
        return Err(unreadable(quelle, &Diagnostic::of_path(UNREADABLE, shown, message)));
    }
    Ok(carried.inputs())
}

fn from_memory(
    quelle: &Placed<String>,
    files: BTreeMap<String, Vec<u8>>,
) -> Result<Gelesen, Diagnostic> {
    if let Some(bytes) = files.get(ZAHLEN) {
        return from_figures(quelle, bytes);
    }
    let own = format!("{DATEN}/");
    if !files.keys().any(|path| path.starts_with(&own)) {
        return Err(absent(quelle));
    }
    let folder = PathBuf::from(DATEN);
    let loaded = Box::new(data::load_from_memory(&folder, files.clone()));
    Ok(Gelesen::Vorlage { loaded, folder, ort: Ort::Speicher(files) })
}

/// A file of figures, which has neither number nor text.
fn from_figures(quelle: &Placed<String>, bytes: &[u8]) -> Result<Gelesen, Diagnostic> {
    let text = std::str::from_utf8(bytes).ok();
    let read = text
        .and_then(|text| Some(Gelesen::Zahlen(figures_of(text, &quelle.place)?, text.to_owned())));
    read.ok_or_else(|| {
        let message = "Das ist keine Datei, wie `vorlage figures --json` sie schreibt";
        unreadable(quelle, &Diagnostic::of_path(UNREADABLE, &quelle.value, message))
    })
}

/// The values of a file of figures as given ones; nothing where it is no such file.
fn figures_of(text: &str, place: &Place) -> Option<Figures> {
    let is_name = |c: char| c.is_ascii_alphanumeric() || "._-".contains(c);
    let mut figures = Figures::default();
    for Wert { name, unit, value } in output::werte(text.as_bytes())? {
        if name.is_empty() || !name.chars().all(is_name) {
            return None;
        }
        let derivation = Derivation::Given { place: place.clone(), source: None };
        let (exact, rounding) = (Exact::from(value), Rounding::Exact);
        figures.add(Figure { name, exact, value, unit, derivation, rounding });
    }
    (!figures.is_empty()).then_some(figures)
}

fn from_git(quelle: &Placed<String>, revision: &str, own: &str) -> Result<Gelesen, Diagnostic> {
    let path = plain(&Path::new(own).join(&quelle.value)).ok_or_else(|| absent(quelle))?;
    if path == own.trim_end_matches('/') {
        return Err(circle(quelle));
    }
    let files = git::read(revision, &path).map_err(|problem| unreadable(quelle, &problem))?;
    let folder = PathBuf::from(git::FOLDER);
    let loaded = Box::new(data::load_from_memory(&folder, files));
    let ort = Ort::Git { revision: revision.to_owned(), folder: path };
    Ok(Gelesen::Vorlage { loaded, folder, ort })
}

/// `path` without `..`; nothing where it leaves its root.
fn plain(path: &Path) -> Option<String> {
    let mut parts: Vec<String> = Vec::new();
    for part in path.components() {
        match part {
            Component::ParentDir => drop(parts.pop()?),
            Component::Normal(name) => parts.push(name.to_str()?.to_owned()),
            _ => {}
        }
    }
    Some(parts.join("/"))
}

/// The files of the paper before the one of `files`; what both have in common stands once.
fn carried_before(files: &BTreeMap<String, Vec<u8>>) -> BTreeMap<String, Vec<u8>> {
    let shared = files
        .iter()
        .filter(|(path, _)| path.strip_prefix(TEMPLATES).is_some_and(|rest| rest.starts_with('/')));
    let own = files.iter().filter_map(|(path, content)| {
        Some((path.strip_prefix(VORGAENGER)?.strip_prefix('/')?.to_owned(), content.clone()))
    });
    let shared = shared.map(|(path, content)| (path.clone(), content.clone()));
    shared.chain(own).collect()
}

/// Checks that `earlier` is the paper that `bezug` means, and that it is an earlier one.
fn check(
    paper: &Paper,
    bezug: &Bezug,
    quelle: &Placed<String>,
    earlier: &Paper,
) -> Result<(), Vec<Diagnostic>> {
    let mut problems = Vec::new();
    let (nummer, meant) = (&earlier.vorlage.nummer, &bezug.nummer);
    if *nummer != meant.value {
        let message = format!(
            "In `{}` liegt die Vorlage `{nummer}`, Bezug genommen wird auf `{}`",
            quelle.value, meant.value
        );
        problems.push(Diagnostic::error("vorgaenger-nummer", &quelle.place, message).with_hint(
            "Berichtigen Sie `nummer` oder `quelle`; beide müssen dieselbe Vorlage nennen.",
        ));
    }
    let datum = earlier.vorlage.datum;
    if datum > paper.vorlage.datum {
        let message = format!(
            "Die Vorlage in `{}` ist vom {} und damit jünger als diese",
            quelle.value,
            german::date(datum)
        );
        problems.push(Diagnostic::error("vorgaenger-juenger", &quelle.place, message).with_hint(
            "Eine Vorlage nimmt auf eine frühere Bezug; berichtigen Sie das Datum, oder \
                 nennen Sie unter `quelle` die frühere.",
        ));
    } else if let Some(vom) = bezug.vom.as_ref().filter(|vom| vom.value != datum) {
        let message = format!(
            "Die Vorlage in `{}` ist vom {}, nicht vom {}",
            quelle.value,
            german::date(datum),
            german::date(vom.value)
        );
        problems.push(Diagnostic::error("vorgaenger-datum", &vom.place, message).with_hint(
            "Berichtigen Sie `vom`, oder nennen Sie unter `quelle` die gemeinte Fassung.",
        ));
    }
    if problems.is_empty() { Ok(()) } else { Err(problems) }
}

const UNREADABLE: &str = "vorgaenger-unlesbar";

fn absent(quelle: &Placed<String>) -> Diagnostic {
    let message = format!("Die frühere Vorlage `{}` gibt es nicht", quelle.value);
    Diagnostic::error("vorgaenger-fehlt", &quelle.place, message).with_hint(
        "Nennen Sie ihren Ordner oder ihr mit vorlage geschriebenes PDF, vom Ordner dieser \
         Vorlage aus, zum Beispiel `../kim`; oder löschen Sie die Zeile.",
    )
}

fn unreadable(quelle: &Placed<String>, why: &Diagnostic) -> Diagnostic {
    let message = format!("Die frühere Vorlage `{}` lässt sich nicht lesen", quelle.value);
    let mut problem = Diagnostic::error(UNREADABLE, &quelle.place, message);
    problem = problem.with_hint(format!("{}.", why.message));
    problem.with_hint("Nennen Sie ihren Ordner oder ihr mit vorlage geschriebenes PDF.")
}

/// Figures where a text is needed.
fn textless(quelle: &Placed<String>) -> Diagnostic {
    let message =
        format!("`{}` enthält nur die Zahlen der früheren Vorlage, nicht ihren Text", quelle.value);
    Diagnostic::error("vorgaenger-ohne-text", &quelle.place, message).with_hint(
        "Nennen Sie für die Synopse den Ordner oder das PDF der früheren Vorlage, oder schreiben \
         Sie unter `vorlage:` die Zeile `synopse: nein`.",
    )
}

const CIRCLE: &str = "vorgaenger-kreis";

fn circle(quelle: &Placed<String>) -> Diagnostic {
    let message = format!("Die Vorlage `{}` beruft sich ihrerseits auf diese", quelle.value);
    Diagnostic::error(CIRCLE, &quelle.place, message).with_hint(
        "Von zwei Vorlagen ist nur eine die frühere; löschen Sie `quelle` in dieser oder in jener.",
    )
}

/// An earlier paper that has errors itself; a circle is told as such.
fn faulty(quelle: &Placed<String>, found: &[Diagnostic]) -> Diagnostic {
    let errors = || found.iter().filter(|problem| problem.severity == Severity::Error);
    if errors().any(|problem| problem.code == CIRCLE) {
        return circle(quelle);
    }
    let message = format!("Die frühere Vorlage `{}` hat selbst Fehler", quelle.value);
    let problem = Diagnostic::error("vorgaenger-fehlerhaft", &quelle.place, message);
    let first = errors().next().map(|first| format!("Der erste: {}.", first.message));
    first.into_iter().fold(problem, Diagnostic::with_hint).with_hint(
        "Prüfen Sie die frühere Vorlage mit `vorlage check`, und beheben Sie die Fehler dort.",
    )
}
