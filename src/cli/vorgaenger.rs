//! Opens the paper that another one refers to by `bezug.quelle`, wherever that one came from,
//! and makes of both what the later one says about the earlier.
//!
//! A paper of a folder names a folder, a PDF or a file of figures; a paper that was taken out of a PDF finds the
//! earlier one in it, and one of a revision of git finds it in the same revision. What is
//! opened must be the paper that the data mean: its number, and no later date.

mod befunde;
mod belege;
mod quelle;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use self::befunde::{faulty, misprinted, textless, unchanged, warned, without_resolution};
use self::quelle::{Gelesen, plain};
use super::bruecke::Getippt;
use super::pipeline::{self, Finished, Outcome};
use crate::data::{Bezug, Paper, Placed};
use crate::diagnostic::Diagnostic;
use crate::document::{self, Auszuege, BESCHLUSS, Beilagen, Document, SYNOPSE};
use crate::finance::{Adopted, Figures, Herkunft, Verhaeltnis};
use crate::output::{Inputs, Kopf};
use crate::vergleich::{self, Rang, Wert};

/// Where a paper came from, and so where the one before it is looked for.
pub(super) enum Ort {
    /// The disk; the folders of the papers that led here.
    Platte(Vec<PathBuf>),
    /// The files that a PDF carries.
    Speicher(BTreeMap<String, Vec<u8>>),
    /// A folder in a revision of git, and those of the papers that led here.
    Git { revision: String, folder: String, chain: Vec<String> },
}

impl Ort {
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
pub(super) enum Vorgaenger {
    /// The whole paper.
    Vorlage {
        /// The paper.
        paper: Box<Finished>,
        /// What was typed in its data; none for a variant.
        getippt: Option<Box<Getippt>>,
        /// The sections by which it is compared.
        auszuege: Auszuege,
    },
    /// Its figures alone, and the file that they were read from.
    Zahlen(Figures, String),
}

/// What was looked for, with what is to be checked in it; nothing where the paper names no
/// earlier one.
type Found<T> = Result<Option<(T, Option<Diagnostic>)>, Vec<Diagnostic>>;

/// The figures of the paper before `paper`, which lies in `folder`.
pub(super) fn figures(
    paper: &Paper,
    folder: &Path,
    ort: &Ort,
) -> Found<(Figures, Option<Getippt>)> {
    let Some((bezug, quelle)) = named(paper) else { return Ok(None) };
    let read = quelle::read(bezug, quelle, folder, ort).map_err(|problem| vec![problem])?;
    let own = ort.own(folder);
    let (loaded, folder, ort, zahlen) = match read {
        Gelesen::Vorlage { loaded, folder, ort, zahlen } => (loaded, folder, ort, zahlen),
        Gelesen::Zahlen(figures, kopf, _) => {
            befunde::check(&Kopf::of(paper), bezug, quelle, &kopf)?;
            return Ok(Some(((figures, None), None)));
        }
    };
    let (mut found, texts) = (loaded.diagnostics, loaded.sources);
    let made = loaded.paper.and_then(|earlier| {
        let place = (folder.as_path(), &ort);
        let figures = pipeline::planned_of(&earlier, place, &texts, &mut found)?;
        Some((earlier, figures))
    });
    let Some((earlier, figures)) = made else {
        return Err(vec![faulty(quelle, &found, &texts, &own)]);
    };
    befunde::check(&Kopf::of(paper), bezug, quelle, &Kopf::of(&earlier))?;
    printed_so(quelle, zahlen.as_deref(), &figures)?;
    let getippt = Getippt::of(&earlier, &folder, &texts);
    Ok(Some(((figures, getippt), warned(quelle, &found, &texts))))
}

/// The paper before `paper`, which lies in `folder`.
pub(super) fn open(paper: &Paper, folder: &Path, ort: &Ort) -> Found<Vorgaenger> {
    let Some((bezug, quelle)) = named(paper) else { return Ok(None) };
    let read = quelle::read(bezug, quelle, folder, ort).map_err(|problem| vec![problem])?;
    let own = ort.own(folder);
    let check = |kopf: &Kopf| befunde::check(&Kopf::of(paper), bezug, quelle, kopf);
    let (loaded, folder, ort, zahlen) = match read {
        Gelesen::Vorlage { loaded, folder, ort, zahlen } => (loaded, folder, ort, zahlen),
        Gelesen::Zahlen(..) if paper.vorlage.synopse || paper.nennt_ziffern() => {
            return Err(vec![textless(quelle, paper)]);
        }
        Gelesen::Zahlen(figures, kopf, text) => {
            check(&kopf)?;
            return Ok(Some((Vorgaenger::Zahlen(figures, text), None)));
        }
    };
    if let Some(earlier) = &loaded.paper {
        check(&Kopf::of(earlier))?;
    }
    let (templates, texts) = (loaded.templates.clone(), loaded.sources.clone());
    let Outcome { made, diagnostics, .. } = pipeline::finished_of(*loaded, &folder, false, &ort);
    let Some(earlier) = made else {
        return Err(vec![faulty(quelle, &diagnostics, &texts, &own)]);
    };
    printed_so(quelle, zahlen.as_deref(), &earlier.figures)?;
    let templates = pipeline::texts(&earlier.paper.vorlage.stadt, &templates);
    let auszuege = document::auszuege(&earlier.paper, &earlier.figures, &templates, &texts);
    if paper.nennt_ziffern() && auszuege.beschluss.is_none() {
        return Err(vec![without_resolution(quelle)]);
    }
    let getippt = Getippt::of(&earlier.paper, &folder, &texts).map(Box::new);
    let vorgaenger = Vorgaenger::Vorlage { paper: Box::new(earlier), getippt, auszuege };
    Ok(Some((vorgaenger, warned(quelle, &diagnostics, &texts))))
}

/// Checks that the earlier paper printed `computed`, where its PDF tells what it printed: what
/// is called „bisher“ must have stood there.
fn printed_so(
    quelle: &Placed<String>,
    printed: Option<&[Wert]>,
    computed: &Figures,
) -> Result<(), Vec<Diagnostic>> {
    let Some(printed) = printed else { return Ok(()) };
    let moved = vergleich::veraenderungen(printed, &vergleich::werte(computed));
    let moved = moved.iter().find_map(|of| Some((of.name.as_str(), of.alt?, of.neu?)));
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
    let is_total = |name: &str| Rang::of(name) <= Rang::Zeile || name == "investitionen.gesamt";
    let verhaeltnis = if paper.ist_zusatz() { Verhaeltnis::Zusatz } else { Verhaeltnis::Fassung };
    Some(figures.follow(earlier, Herkunft { place, quelle: &quelle }, verhaeltnis, &is_total))
}

/// Checks that `paper` does not give another amount as what its investments cost before than
/// the earlier paper prints, whose figures stand among its own already.
pub(super) fn agree(paper: &Paper, figures: &Figures) -> Result<(), Vec<Diagnostic>> {
    let value = |name: &str| figures.find(name).map(|id| figures.get(id).value);
    let typed = value("investitionen.bisher").zip(value("vorgaenger.investitionen.gesamt"));
    let Some((typed, printed)) = typed.filter(|(typed, printed)| typed != printed) else {
        return Ok(());
    };
    let place = paper.investitionen.iter().find_map(|of| Some(&of.bisher.as_ref()?.betrag.place));
    place.map_or(Ok(()), |place| Err(vec![befunde::two_pasts(place, typed, printed)]))
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

    /// What `paper` says about this one, given its text without that and its sections.
    pub(super) fn beilagen(
        &self,
        paper: &Paper,
        adopted: Adopted,
        text: &Document,
        own: Auszuege,
    ) -> Result<Beilagen, Vec<Diagnostic>> {
        let mut beilagen = Beilagen::default();
        let Self::Vorlage { paper: earlier, auszuege: before, .. } = self else {
            return Ok(beilagen);
        };
        if paper.vorlage.synopse {
            let mut synopse = vergleich::synopse((earlier.text(), adopted), (text, Adopted::own()));
            // What a paper says about another one is no part of either version.
            let about = [&before.bezug, &own.bezug];
            synopse.abschnitte.retain(|of| !about.contains(&&Some(of.titel())));
            // An annex that was not asked for before is new in every row; that says nothing.
            let annex = own.nachweis.as_ref().filter(|_| before.nachweis.is_none());
            synopse.abschnitte.retain(|of| annex != Some(&of.titel()));
            if !synopse.is_empty() {
                let mut marked =
                    format!("{}\n\n{}", vergleich::legende(), vergleich::fragment(&synopse, 3));
                marked.extend(annex.map(|name| {
                    format!("\n\nDer Abschnitt „{name}“ ist neu und hier nicht wiedergegeben.")
                }));
                beilagen.add(SYNOPSE, marked);
            }
        }
        if let (Some(alt), Some(neu)) = (&before.beschluss, own.beschluss) {
            vergleich::ziffern(alt, &neu, &mut beilagen);
            beilagen.add(BESCHLUSS, neu);
        }
        let quelle = named(paper).filter(|_| paper.nennt_ziffern());
        match quelle.filter(|_| beilagen.ziffern.as_ref().is_some_and(Vec::is_empty)) {
            Some((_, quelle)) => Err(vec![unchanged(quelle)]),
            None => Ok(beilagen),
        }
    }
}
