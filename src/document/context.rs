//! What templates see: names and finished, marked figures, arranged for their loops.
//!
//! Every decision that depends on a number is made here or before, so that a
//! template needs no arithmetic: lists hold only what is to be printed.

mod haushalt;
mod nachweis;
mod tabelle;
mod zuwendungen;

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use serde::Serialize;

use super::facts::beschlossen;
use super::german::{self, Stil};
use super::marks;
use crate::data::{Anteil, Bei, Klima, Paper, Placed, Plan, Sitzung, Stelle};
use crate::finance::{FigureId, Figures};
use crate::period::{Jahr, Zeitraum};

/// The figures, with the means to mark them.
pub(super) struct Marker<'a> {
    pub(super) figures: &'a Figures,
}

impl Marker<'_> {
    /// The marked form of `id`.
    pub(super) fn mark(&self, id: FigureId) -> String {
        let text = german::figure(self.figures.get(id), Stil::Voll).unwrap_or_default();
        marks::mark(id, &text)
    }

    /// The marked form of the figure called `name`, where there is one.
    pub(super) fn named(&self, name: &str) -> Option<String> {
        self.figures.find(name).map(|id| self.mark(id))
    }

    /// The same, where it is not nothing.
    pub(super) fn nonzero(&self, name: &str) -> Option<String> {
        let id = self.figures.find(name)?;
        (!self.figures.get(id).value.is_zero()).then(|| self.mark(id))
    }
}

/// The whole context of a template.
#[derive(Serialize)]
pub(super) struct Context {
    vorlage: Vorlage,
    namen: BTreeMap<String, String>,
    programm: Programm,
    haushalt: haushalt::Haushalt,
    jahre: Vec<haushalt::Year>,
    bausteine: Vec<Baustein>,
    stellen: Stellen,
    tabelle: tabelle::Tabelle,
    formblock: haushalt::Formblock,
    zuwendungen: Vec<zuwendungen::Grant>,
    /// The calculation annex, where the paper carries it.
    nachweis: Option<nachweis::Nachweis>,
}

#[derive(Serialize)]
struct Vorlage {
    art: String,
    /// The name of the scenario that this paper is, where it is one.
    szenario: Option<String>,
    nummer: String,
    datum: String,
    sitzung: &'static str,
    dezernat: String,
    dienststelle: String,
    betreff: String,
    hier: Option<String>,
    beschlussorgan: String,
    beratungsfolge: Vec<Beratung>,
    dringlich: bool,
    klima: &'static str,
    anlagen: Vec<String>,
}

#[derive(Serialize)]
struct Beratung {
    gremium: String,
    datum: String,
}

#[derive(Serialize)]
struct Programm {
    name: String,
    kurz: Option<String>,
    zeitraum: BTreeMap<String, Period>,
    bausteine: Vec<Baustein>,
}

#[derive(Serialize)]
struct Period {
    von: String,
    bis: String,
}

#[derive(Serialize, Clone)]
struct Baustein {
    id: String,
    nummer: String,
    name: String,
    umgesetzt: bool,
    stellen: Vec<Post>,
}

/// A Stelle as a list prints it.
#[derive(Serialize, Clone)]
struct Post {
    id: String,
    anteil: String,
    wort: &'static str,
    /// The quantities by year where they change; else none.
    anteile: Vec<Quantity>,
    grad: String,
    alternativ: Option<String>,
    funktion: String,
    von: String,
    bis: String,
}

/// A quantity of posts in one year.
#[derive(Serialize, Clone)]
struct Quantity {
    jahr: String,
    anteil: String,
    wort: &'static str,
}

#[derive(Serialize)]
struct Stellen {
    stadt: Vec<Post>,
    traeger: Vec<Post>,
}

/// Arranges `paper` and its figures for templates.
pub(super) fn context(paper: &Paper, figures: &Figures) -> Context {
    let marker = Marker { figures };
    let bausteine = bausteine(paper, &marker);
    Context {
        vorlage: vorlage(paper),
        namen: paper.profil.namen.clone(),
        programm: programm(paper, &bausteine),
        haushalt: haushalt::haushalt(paper, beschlossen(paper)),
        jahre: haushalt::years(paper, &marker),
        stellen: Stellen {
            stadt: posts(paper, &marker, |stelle| stelle.bei == Bei::Stadt),
            traeger: posts(paper, &marker, |stelle| stelle.bei == Bei::Traeger),
        },
        bausteine,
        tabelle: tabelle::tabelle(paper, Plan::Ergebnisplan, &marker),
        formblock: haushalt::formblock(paper, &marker),
        zuwendungen: zuwendungen::grants(paper, &marker),
        nachweis: paper.vorlage.nachweis.then(|| nachweis::nachweis(paper, &marker)),
    }
}

fn vorlage(paper: &Paper) -> Vorlage {
    let vorlage = &paper.vorlage;
    Vorlage {
        art: art(paper),
        szenario: szenario(paper).map(str::to_owned),
        nummer: vorlage.nummer.clone(),
        datum: german::date(vorlage.datum),
        sitzung: match vorlage.sitzung {
            Sitzung::Oeffentlich => "oeffentlich",
            Sitzung::Nichtoeffentlich => "nichtoeffentlich",
        },
        dezernat: vorlage.dezernat.clone(),
        dienststelle: vorlage.dienststelle.clone(),
        betreff: vorlage.betreff.clone(),
        hier: vorlage.hier.clone(),
        beschlussorgan: vorlage.beschlussorgan.clone(),
        beratungsfolge: vorlage
            .beratungsfolge
            .iter()
            .map(|beratung| Beratung {
                gremium: beratung.gremium.value.clone(),
                datum: german::date(beratung.datum.value),
            })
            .collect(),
        dringlich: vorlage.dringlich,
        klima: match vorlage.klima {
            Klima::Nein => "nein",
            Klima::Positiv => "positiv",
            Klima::Negativ => "negativ",
        },
        anlagen: vorlage.anlagen.clone(),
    }
}

/// The name of the scenario that `paper` is.
pub(super) fn szenario(paper: &Paper) -> Option<&str> {
    let gewaehlt = paper.gewaehlt.as_ref()?;
    let own = paper.szenarien.iter().find(|szenario| szenario.id.value == *gewaehlt);
    own.map(|szenario| szenario.name.as_str())
}

/// The name of the kind of paper.
pub(super) fn art(paper: &Paper) -> String {
    let art = &paper.vorlage.art;
    paper.profil.arten.get(art).unwrap_or(art).clone()
}

fn programm(paper: &Paper, bausteine: &[Baustein]) -> Programm {
    let period = |(key, zeitraum): (&String, &Placed<Zeitraum>)| {
        let (von, bis) = (zeitraum.value.von(), zeitraum.value.bis());
        (key.clone(), Period { von: german::date(von), bis: german::date(bis) })
    };
    Programm {
        name: paper.programm.name.clone(),
        kurz: paper.programm.kurz.clone(),
        zeitraum: paper.programm.zeitraeume.iter().map(period).collect(),
        bausteine: bausteine.to_vec(),
    }
}

fn bausteine(paper: &Paper, marker: &Marker<'_>) -> Vec<Baustein> {
    let of = |baustein: &crate::data::Baustein| Baustein {
        id: baustein.id.clone(),
        nummer: baustein.nummer.clone(),
        name: baustein.name.clone(),
        umgesetzt: baustein.umgesetzt,
        stellen: posts(paper, marker, |stelle| {
            stelle.bei == Bei::Stadt && stelle.baustein == baustein.id
        }),
    };
    paper.programm.bausteine.iter().map(of).collect()
}

fn posts(paper: &Paper, marker: &Marker<'_>, which: impl Fn(&Stelle) -> bool) -> Vec<Post> {
    paper
        .stellen
        .iter()
        .filter(|stelle| which(stelle))
        .filter_map(|stelle| post(stelle, marker))
        .collect()
}

fn post(stelle: &Stelle, marker: &Marker<'_>) -> Option<Post> {
    let id = &stelle.id.value;
    let name = match &stelle.anteil {
        Anteil::Fest(_) => format!("stelle.{id}.anteil"),
        Anteil::Jaehrlich(jahre) => {
            let (jahr, _) = jahre.iter().max_by_key(|(jahr, anteil)| (anteil.value, **jahr))?;
            format!("stelle.{id}.anteil.{jahr}")
        }
    };
    let anteil = marker.figures.find(&name)?;
    let zeitraum = &stelle.zeitraum.value;
    Some(Post {
        id: id.clone(),
        anteil: marker.mark(anteil),
        wort: wort(marker.figures.get(anteil).value),
        anteile: quantities(stelle, marker),
        grad: german::grade(&stelle.kostensatz.bezeichnung),
        alternativ: stelle.alternativ.as_deref().map(german::grade),
        funktion: stelle.funktion.clone(),
        von: german::date(zeitraum.von()),
        bis: german::date(zeitraum.bis()),
    })
}

fn quantities(stelle: &Stelle, marker: &Marker<'_>) -> Vec<Quantity> {
    let Anteil::Jaehrlich(jahre) = &stelle.anteil else { return Vec::new() };
    let quantity = |(jahr, anteil): (&Jahr, &Placed<Decimal>)| {
        let name = format!("stelle.{}.anteil.{jahr}", stelle.id.value);
        let (jahr, wort) = (jahr.to_string(), wort(anteil.value));
        Some(Quantity { jahr, anteil: marker.named(&name)?, wort })
    };
    let quantities: Vec<Quantity> = jahre.iter().filter_map(quantity).collect();
    if quantities.len() > 1 { quantities } else { Vec::new() }
}

/// "Stelle" up to a full post, "Stellen" beyond.
fn wort(anteil: Decimal) -> &'static str {
    if anteil <= Decimal::ONE { "Stelle" } else { "Stellen" }
}
