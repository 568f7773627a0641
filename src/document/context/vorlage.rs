//! The head of a paper for templates: its kind, its bodies and what it has to do with others.

use serde::Serialize;

use crate::data::{self, Klima, Paper, Sitzung};
use crate::document::facts;
use crate::document::written;

#[derive(Serialize)]
pub(super) struct Vorlage {
    /// The name of its kind.
    art: String,
    /// The key of its kind, for wording that differs between kinds.
    kennung: String,
    /// The name of the scenario that this paper is, where it is one.
    szenario: Option<String>,
    /// Whether something in it is still to be filled in.
    entwurf: bool,
    nummer: String,
    datum: String,
    sitzung: &'static str,
    nichtoeffentlich_weil: Option<String>,
    dezernat: String,
    dienststelle: String,
    betreff: String,
    hier: Option<String>,
    beschlussorgan: Option<String>,
    /// Those who decide by signing, where no body does.
    unterzeichnende: Vec<Signature>,
    beratungsfolge: Vec<Meeting>,
    /// Who makes the motion, where it is one.
    antragsteller: Vec<String>,
    bezug: Option<Bezug>,
    genehmigung: Option<Meeting>,
    dringlich: bool,
    /// Whether it is only taken note of.
    kenntnis: bool,
    klima: &'static str,
    anlagen: Vec<String>,
}

/// A body, and when it meets.
#[derive(Serialize)]
struct Meeting {
    gremium: String,
    datum: String,
}

/// One who decides by signing.
#[derive(Serialize)]
struct Signature {
    amt: String,
    name: Option<String>,
    /// The day, where it is signed already.
    am: Option<String>,
}

#[derive(Serialize)]
struct Bezug {
    nummer: String,
    art: String,
    vom: Option<String>,
    beschluss: Option<String>,
    grund: String,
}

pub(super) fn vorlage(paper: &Paper) -> Vorlage {
    let vorlage = &paper.vorlage;
    Vorlage {
        art: facts::art(paper),
        kennung: vorlage.art.clone(),
        szenario: facts::szenario(paper).map(str::to_owned),
        entwurf: paper.is_draft,
        nummer: vorlage.nummer.clone(),
        datum: written::date(vorlage.datum),
        sitzung: match vorlage.sitzung {
            Sitzung::Oeffentlich => "oeffentlich",
            Sitzung::Nichtoeffentlich => "nichtoeffentlich",
        },
        nichtoeffentlich_weil: vorlage
            .nichtoeffentlich_weil
            .as_ref()
            .map(|weil| weil.value.clone()),
        dezernat: vorlage.dezernat.clone(),
        dienststelle: vorlage.dienststelle.clone(),
        betreff: vorlage.betreff.clone(),
        hier: vorlage.hier.clone(),
        beschlussorgan: vorlage.beschlussorgan.clone(),
        unterzeichnende: vorlage.unterzeichnende.iter().map(signature).collect(),
        beratungsfolge: vorlage
            .beratungsfolge
            .iter()
            .map(|beratung| Meeting {
                gremium: beratung.gremium.value.clone(),
                datum: written::date(beratung.datum.value),
            })
            .collect(),
        antragsteller: vorlage.antragsteller.clone(),
        bezug: vorlage.bezug.as_ref().map(bezug),
        genehmigung: vorlage.genehmigung.as_ref().map(|genehmigung| Meeting {
            gremium: genehmigung.gremium.value.clone(),
            datum: written::date(genehmigung.datum.value),
        }),
        dringlich: vorlage.dringlich,
        kenntnis: paper.is_noted(),
        klima: match vorlage.klima {
            Klima::Nein => "nein",
            Klima::Positiv => "positiv",
            Klima::Negativ => "negativ",
        },
        anlagen: vorlage.anlagen.clone(),
    }
}

fn signature(signed: &data::Unterschrift) -> Signature {
    Signature {
        amt: signed.amt.value.clone(),
        name: signed.name.clone(),
        am: signed.am.as_ref().map(|am| written::date(am.value)),
    }
}

fn bezug(bezug: &data::Bezug) -> Bezug {
    let day = |day: &Option<data::Placed<jiff::civil::Date>>| {
        day.as_ref().map(|day| written::date(day.value))
    };
    Bezug {
        nummer: bezug.nummer.value.clone(),
        art: bezug.art.value.clone(),
        vom: day(&bezug.vom),
        beschluss: day(&bezug.beschluss),
        grund: bezug.grund.value.clone(),
    }
}
