//! Opens the paper that another one refers to by `bezug.quelle`, wherever that one came from,
//! and makes of both what the later one says about the earlier.
//!
//! A paper of a folder names a folder, a PDF or a file of figures; a paper that was taken out of a PDF finds the
//! earlier one in it, and one of a revision of git finds it in the same revision. What is
//! opened must be the paper that the data mean: its number, and no later date.

mod evidence;
mod findings;
mod quelle;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use self::findings::{faulty, misprinted, textless, unchanged, warned, without_resolution};
use self::quelle::{Opened, plain};
use super::bridge::Typed;
use super::pipeline::{self, Finished, Outcome};
use crate::compare::{self, NamedValue, Rang};
use crate::data::{Bezug, Paper, Placed};
use crate::diagnostic::Diagnostic;
use crate::document::{self, BESCHLUSS, Document, Extracts, Inserts, SYNOPSE};
use crate::finance::{Adopted, Figures, Frame, Name, Provenance, Relation, Subject};
use crate::output::{Head, Inputs};

/// Where a paper came from, and so where the one before it is looked for.
pub(super) enum Origin {
    /// The disk; the folders of the papers that led here.
    Platte(Vec<PathBuf>),
    /// The files that a PDF carries.
    Memory(BTreeMap<String, Vec<u8>>),
    /// A folder in a revision of git, and those of the papers that led here.
    Git { revision: String, folder: String, chain: Vec<String> },
}

impl Origin {
    /// The disk, from where the user started.
    pub(super) fn platte() -> Self {
        Self::Platte(Vec::new())
    }

    /// `folder` of `revision`, from where the user started.
    pub(super) fn git(revision: &str, folder: &str) -> Self {
        let (revision, folder) = (revision.to_owned(), folder.to_owned());
        Self::Git { revision, folder, chain: Vec::new() }
    }

    /// How the paper in `folder` is called where a circle is looked for.
    fn own(&self, folder: &Path) -> PathBuf {
        match self {
            Self::Git { folder, .. } => plain(Path::new(folder)).unwrap_or_default().into(),
            _ => folder.canonicalize().unwrap_or_else(|_| folder.to_owned()),
        }
    }
}

/// The earlier paper of another one.
pub(super) enum Predecessor {
    /// The whole paper.
    Vorlage {
        /// The paper.
        paper: Box<Finished>,
        /// What was typed in its data; none for a variant.
        typed: Option<Box<Typed>>,
        /// The sections by which it is compared.
        extracts: Extracts,
    },
    /// Its figures alone, and the file that they were read from.
    Numbers(Figures, String),
}

/// What was looked for, with what is to be checked in it; nothing where the paper names no
/// earlier one.
type Found<T> = Result<Option<(T, Option<Diagnostic>)>, Vec<Diagnostic>>;

/// The figures of the paper before `paper`, which lies in `folder`.
pub(super) fn figures(
    paper: &Paper,
    folder: &Path,
    origin: &Origin,
) -> Found<(Figures, Option<Typed>)> {
    let Some((bezug, quelle)) = named(paper) else { return Ok(None) };
    let read = quelle::read(bezug, quelle, folder, origin).map_err(|problem| vec![problem])?;
    let own = origin.own(folder);
    let (loaded, folder, origin, numbers) = match read {
        Opened::Vorlage { loaded, folder, origin, numbers } => (loaded, folder, origin, numbers),
        Opened::Numbers(figures, head, _) => {
            findings::check(&Head::of(paper), bezug, quelle, &head)?;
            return Ok(Some(((figures, None), None)));
        }
    };
    let (mut found, texts) = (loaded.diagnostics, loaded.sources);
    let made = loaded.paper.and_then(|earlier| {
        let place = (folder.as_path(), &origin);
        let figures = pipeline::planned_of(&earlier, place, &texts, &mut found)?;
        Some((earlier, figures))
    });
    let Some((earlier, figures)) = made else {
        return Err(vec![faulty(quelle, &found, &texts, &own)]);
    };
    findings::check(&Head::of(paper), bezug, quelle, &Head::of(&earlier))?;
    printed_so(quelle, numbers.as_deref(), &figures)?;
    let typed = Typed::of(&earlier, &folder, &texts);
    Ok(Some(((figures, typed), warned(quelle, &found, &texts))))
}

/// The paper before `paper`, which lies in `folder`.
pub(super) fn open(paper: &Paper, folder: &Path, origin: &Origin) -> Found<Predecessor> {
    let Some((bezug, quelle)) = named(paper) else { return Ok(None) };
    let read = quelle::read(bezug, quelle, folder, origin).map_err(|problem| vec![problem])?;
    let own = origin.own(folder);
    let check = |head: &Head| findings::check(&Head::of(paper), bezug, quelle, head);
    let (loaded, folder, origin, numbers) = match read {
        Opened::Vorlage { loaded, folder, origin, numbers } => (loaded, folder, origin, numbers),
        Opened::Numbers(..) if paper.vorlage.synopse || paper.names_ziffern() => {
            return Err(vec![textless(quelle, paper)]);
        }
        Opened::Numbers(figures, head, text) => {
            check(&head)?;
            return Ok(Some((Predecessor::Numbers(figures, text), None)));
        }
    };
    if let Some(earlier) = &loaded.paper {
        check(&Head::of(earlier))?;
    }
    let (templates, texts) = (loaded.templates.clone(), loaded.sources.clone());
    let Outcome { made, diagnostics, .. } = pipeline::finished_of(*loaded, &folder, false, &origin);
    let Some(earlier) = made else {
        return Err(vec![faulty(quelle, &diagnostics, &texts, &own)]);
    };
    printed_so(quelle, numbers.as_deref(), &earlier.figures)?;
    let templates = pipeline::texts(&templates);
    let extracts = document::extracts(&earlier.paper, &earlier.figures, &templates, &texts);
    if paper.names_ziffern() && extracts.beschluss.is_none() {
        return Err(vec![without_resolution(quelle)]);
    }
    let typed = Typed::of(&earlier.paper, &folder, &texts).map(Box::new);
    let predecessor = Predecessor::Vorlage { paper: Box::new(earlier), typed, extracts };
    Ok(Some((predecessor, warned(quelle, &diagnostics, &texts))))
}

/// Checks that the earlier paper printed `computed`, where its PDF tells what it printed: what
/// is called „bisher“ must have stood there.
fn printed_so(
    quelle: &Placed<String>,
    printed: Option<&[NamedValue]>,
    computed: &Figures,
) -> Result<(), Vec<Diagnostic>> {
    let Some(printed) = printed else { return Ok(()) };
    let moved = compare::movements(printed, &compare::values(computed));
    let moved = moved.iter().find_map(|of| Some((of.name.as_str(), of.old?, of.new?)));
    moved.map_or(Ok(()), |moved| Err(vec![misprinted(quelle, moved)]))
}

/// The reference of `paper`, and where the earlier one lies.
fn named(paper: &Paper) -> Option<(&Bezug, &Placed<String>)> {
    let bezug = paper.vorlage.bezug.as_ref()?;
    Some((bezug, bezug.quelle.as_ref()?))
}

/// Adds the figures of `earlier` to those of `paper`, which refers to it.
pub(super) fn follow(figures: &mut Figures, paper: &Paper, earlier: &Figures) -> Option<Adopted> {
    let bezug = paper.vorlage.bezug.as_ref()?;
    let place = &bezug.quelle.as_ref()?.place;
    let quelle = format!("{} {}", bezug.art.value, bezug.nummer.value);
    let is_total = |name: &Name| Rang::of(name) <= Rang::Zeile;
    let relation = if paper.is_supplement() { Relation::Zusatz } else { Relation::Version };
    Some(figures.follow(earlier, Provenance { place, quelle: &quelle }, relation, &is_total))
}

/// Checks that `paper` does not give another amount as what its investments cost before than
/// the earlier paper prints, whose figures stand among its own already.
pub(super) fn agree(paper: &Paper, figures: &Figures) -> Result<(), Vec<Diagnostic>> {
    let value = |name: &Name| figures.find(name).map(|id| figures.get(id).value);
    let typed = value(&Subject::Investitionen.aspect("bisher"))
        .zip(value(&Subject::Investitionen.gesamt().within(Frame::Vorgaenger)));
    let Some((typed, printed)) = typed.filter(|(typed, printed)| typed != printed) else {
        return Ok(());
    };
    let place = paper.investitionen.iter().find_map(|of| Some(&of.bisher.as_ref()?.betrag.place));
    place.map_or(Ok(()), |place| Err(vec![findings::two_pasts(place, typed, printed)]))
}

impl Predecessor {
    /// Its figures.
    pub(super) fn figures(&self) -> &Figures {
        match self {
            Self::Vorlage { paper, .. } => &paper.figures,
            Self::Numbers(figures, _) => figures,
        }
    }

    /// What was typed in its data, where it is a whole paper.
    pub(super) fn typed(&self) -> Option<&Typed> {
        match self {
            Self::Vorlage { typed, .. } => typed.as_deref(),
            Self::Numbers(..) => None,
        }
    }

    /// `inputs` of the paper after it, with what this one was made from.
    pub(super) fn carried(&self, inputs: Inputs) -> Inputs {
        match self {
            Self::Vorlage { paper, .. } => inputs.after(&paper.inputs),
            Self::Numbers(_, text) => inputs.after_figures(text),
        }
    }

    /// What `paper` says about this one, given its text without that and its sections.
    pub(super) fn inserts(
        &self,
        paper: &Paper,
        adopted: Adopted,
        text: &Document,
        own: Extracts,
    ) -> Result<Inserts, Vec<Diagnostic>> {
        let mut inserts = Inserts::default();
        let Self::Vorlage { paper: earlier, extracts: before, .. } = self else {
            return Ok(inserts);
        };
        if paper.vorlage.synopse {
            let mut synopse = compare::synopse((earlier.text(), adopted), (text, Adopted::own()));
            // What a paper says about another one is no part of either version.
            let about = [&before.bezug, &own.bezug];
            synopse.sections.retain(|of| !about.contains(&&Some(of.title())));
            // An annex that was not asked for before is new in every row; that says nothing.
            let annex = own.nachweis.as_ref().filter(|_| before.nachweis.is_none());
            synopse.sections.retain(|of| annex != Some(&of.title()));
            if !synopse.is_empty() {
                let mut marked =
                    format!("{}\n\n{}", compare::legend(), compare::fragment(&synopse, 3));
                marked.extend(annex.map(|name| {
                    format!("\n\nDer Abschnitt „{name}“ ist neu und hier nicht wiedergegeben.")
                }));
                inserts.add(SYNOPSE, marked);
            }
        }
        if let (Some(alt), Some(neu)) = (&before.beschluss, own.beschluss) {
            compare::ziffern(alt, &neu, &mut inserts);
            inserts.add(BESCHLUSS, neu);
        }
        let quelle = named(paper).filter(|_| paper.names_ziffern());
        match quelle.filter(|_| inserts.ziffern.as_ref().is_some_and(Vec::is_empty)) {
            Some((_, quelle)) => Err(vec![unchanged(quelle)]),
            None => Ok(inserts),
        }
    }
}
