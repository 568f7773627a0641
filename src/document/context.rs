//! What templates see: names and finished, marked figures, arranged for their loops.
//!
//! Every decision that depends on a number is made here or before, so that a
//! template needs no arithmetic: lists hold only what is to be printed.

mod ansaetze;
mod bereiche;
mod change;
mod deckung;
mod diagrams;
mod formblock;
mod haushalt;
mod investitionen;
mod joint;
mod marker;
mod nachweis;
mod stellen;
mod table;
mod vorbehalt;
mod vorlage;
mod zusammen;
mod zuwendungen;

use std::collections::BTreeMap;

use serde::Serialize;

use super::Inserts;
use super::facts::beschlossen;
use crate::data::{Paper, Placed, Plan};
use crate::finance::Figures;
use crate::period::{Jahr, Zeitraum};
use marker::{Marker, Period, period};

/// The whole context of a template.
#[derive(Serialize)]
pub(super) struct Context {
    vorlage: vorlage::Vorlage,
    namen: BTreeMap<String, String>,
    programm: Programm,
    haushalt: haushalt::Haushalt,
    jahre: Vec<haushalt::Year>,
    /// The same years for the clauses of the budget, of each Teilplan.
    haushaltsklauseln: Vec<bereiche::Bereich>,
    /// Needs that several Teilpläne cover together.
    gemeinsame_deckung: Vec<joint::Joint>,
    /// Needs of the Finanzplan with their cover.
    deckung: Vec<deckung::Clause>,
    /// What all of them say of the Haushaltssatzung, where it is to be said once.
    deckung_satzung: Option<vorbehalt::Vorbehalt>,
    recht: BTreeMap<String, deckung::Norm>,
    /// What lines of the budget provide already.
    ansaetze: Vec<ansaetze::Available>,
    bausteine: Vec<stellen::Baustein>,
    stellen: stellen::Stellen,
    tabelle: table::Table,
    investitionen: Option<investitionen::Investitionen>,
    folgekosten: Option<investitionen::Folgekosten>,
    formblock: formblock::Formblock,
    diagramme: diagrams::Diagrams,
    zuwendungen: Vec<zuwendungen::Grant>,
    /// What changed since the paper before it, where the data name that.
    aenderung: Option<change::Change>,
    /// What both come to together, where this one only adds to that.
    zusammen: Option<zusammen::Zusammen>,
    /// The calculation annex, where the paper carries it.
    nachweis: Option<nachweis::Nachweis>,
}

#[derive(Serialize)]
struct Programm {
    name: String,
    kurz: Option<String>,
    zeitraum: BTreeMap<String, Period>,
    bausteine: Vec<stellen::Baustein>,
    /// The last year that is calculated, where something goes on beyond it.
    gerechnet_bis: Option<String>,
}

/// Arranges `paper` and its figures for templates; with what the calculation annex says, where
/// there is to be one.
pub(super) fn context(
    paper: &Paper,
    figures: &Figures,
    inserts: Option<&Inserts>,
    annex: bool,
) -> Context {
    let marker = Marker { figures, wording: &paper.profil.wording };
    let bausteine = stellen::bausteine(paper, &marker);
    let deckung = deckung::clauses(paper, &marker);
    let provided = haushalt::vorbehalte(paper, &deckung);
    Context {
        vorlage: vorlage::vorlage(paper),
        namen: paper.profil.namen.clone(),
        programm: programm(paper, &bausteine),
        haushalt: haushalt::haushalt(paper, beschlossen(paper), None),
        jahre: haushalt::years(paper, &marker, None),
        haushaltsklauseln: bereiche::bereiche(paper, &marker),
        gemeinsame_deckung: joint::joint(paper, &marker),
        deckung_satzung: deckung::satzung_of_all(&deckung),
        deckung,
        recht: deckung::recht(paper),
        ansaetze: ansaetze::ansaetze(paper, &marker),
        stellen: stellen::stellen(paper, &marker),
        bausteine,
        tabelle: table::tabelle(paper, Plan::Ergebnisplan, &marker),
        investitionen: investitionen::investitionen(paper, &marker, provided),
        folgekosten: investitionen::folgekosten(paper, &marker),
        formblock: formblock::formblock(paper, &marker),
        diagramme: diagrams::diagramme(paper, &marker),
        zuwendungen: zuwendungen::grants(paper, &marker),
        aenderung: inserts.and_then(|of| change::aenderung(paper, of, &marker)),
        zusammen: inserts.and_then(|_| zusammen::zusammen(paper, &marker)),
        nachweis: annex.then(|| nachweis::nachweis(paper, &marker)),
    }
}

/// All words of `context`, which are strings of its tree.
pub(super) fn words(context: &Context) -> Vec<String> {
    fn collect(value: &serde_json::Value, words: &mut Vec<String>) {
        match value {
            serde_json::Value::String(text) => words.push(text.clone()),
            serde_json::Value::Array(items) => items.iter().for_each(|item| collect(item, words)),
            serde_json::Value::Object(entries) => {
                entries.values().for_each(|value| collect(value, words));
            }
            _ => {}
        }
    }
    let mut words = Vec::new();
    if let Ok(tree) = serde_json::to_value(context) {
        collect(&tree, &mut words);
    }
    words
}

fn programm(paper: &Paper, bausteine: &[stellen::Baustein]) -> Programm {
    let period =
        |(key, zeitraum): (&String, &Placed<Zeitraum>)| (key.clone(), period(&zeitraum.value));
    Programm {
        name: paper.programm.name.clone(),
        kurz: paper.programm.kurz.clone(),
        zeitraum: paper.programm.zeitraeume.iter().map(period).collect(),
        bausteine: bausteine.to_vec(),
        gerechnet_bis: open_until(paper).map(|jahr| jahr.to_string()),
    }
}

/// The last year that is calculated, where a Stelle or a cost has no end.
fn open_until(paper: &Paper) -> Option<Jahr> {
    let is_open = paper.posten().any(|posten| posten.permanent_from().is_some());
    paper.programm.horizont.filter(|_| is_open)
}
