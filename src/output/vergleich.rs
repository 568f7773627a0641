//! Writes a comparison as JSON: every value as text, every figure with its name.
//!
//! Keys and their order are stable; what is not there is `null`.

use serde::Serialize;

use super::{bruecke, json};
use crate::diagnostic::{Place, Sources};
use crate::finance::{FigureId, Figures, Unit};
use crate::vergleich::{
    self, Abschnitt, Eintrag, Fundstelle, Geaendert, Gegenueber, Lage, Merkmal, Vergleich, Was,
    Zahl,
};

#[derive(Serialize)]
struct Json {
    alt: String,
    neu: String,
    gleich: bool,
    eingaben: Vec<Eingabe>,
    stellen: Vec<Stand>,
    beratungsfolge: Vec<Stand>,
    zahlen: Vec<Figure>,
    bruecke: bruecke::Json,
    abschnitte: Vec<Section>,
    szenariotexte: Vec<String>,
}

#[derive(Serialize)]
struct Eingabe {
    pfad: String,
    was: &'static str,
    alt: Option<String>,
    neu: Option<String>,
    alt_ort: Option<String>,
    neu_ort: Option<String>,
}

#[derive(Serialize)]
struct Stand {
    name: String,
    was: &'static str,
    angaben: Vec<Said>,
}

#[derive(Serialize)]
struct Said {
    was: &'static str,
    alt: String,
    neu: String,
}

#[derive(Serialize)]
struct Figure {
    id: String,
    bezeichnung: String,
    jahr: Option<String>,
    einheit: &'static str,
    alt: Option<String>,
    neu: Option<String>,
    differenz: Option<String>,
}

#[derive(Serialize)]
struct Section {
    abschnitt: Vec<String>,
    was: &'static str,
    fundstellen: Vec<Part>,
}

#[derive(Serialize)]
struct Part {
    ort: String,
    bisher: Option<String>,
    jetzt: Option<String>,
    was: &'static str,
    gegenueber: Vec<Beside>,
}

#[derive(Serialize)]
struct Beside {
    spalte: Option<String>,
    alt: String,
    neu: String,
    geaendert: bool,
}

/// `vergleich` as JSON; of the texts only the sections that changed.
pub fn vergleich_json(vergleich: &Vergleich) -> Result<String, serde_json::Error> {
    let Vergleich { figures, sources, .. } = vergleich;
    let [alt, neu] = vergleich.namen.clone();
    let numbers = vergleich.zahlen.iter().flat_map(|gruppe| {
        gruppe.zahlen.iter().map(|zahl| figure(figures, gruppe.jahr.clone(), zahl))
    });
    let changed = vergleich.synopse.abschnitte.iter().filter(|of| of.lage != Lage::Unveraendert);
    serde_json::to_string_pretty(&Json {
        alt,
        neu,
        gleich: vergleich.is_empty(),
        eingaben: vergleich.eingaben.iter().map(|of| input(of, sources)).collect(),
        stellen: vergleich.stellen.iter().map(stand).collect(),
        beratungsfolge: vergleich.beratungsfolge.iter().map(stand).collect(),
        zahlen: numbers.collect(),
        bruecke: bruecke::json(&vergleich.bruecke, figures),
        abschnitte: changed.map(section).collect(),
        szenariotexte: vergleich.szenariotexte.clone(),
    })
}

fn input(of: &Geaendert, sources: &Sources) -> Eingabe {
    let place = |place: &Option<Place>| place.as_ref().map(|place| sources.locate(place));
    Eingabe {
        pfad: of.pfad.clone(),
        was: match of.was {
            Was::Geaendert => "geaendert",
            Was::Neu => "neu",
            Was::Entfallen => "entfallen",
            Was::Umgestellt => "umgestellt",
        },
        alt: of.alt.clone(),
        neu: of.neu.clone(),
        alt_ort: place(&of.alt_place),
        neu_ort: place(&of.neu_place),
    }
}

fn lage(lage: Lage) -> &'static str {
    match lage {
        Lage::Unveraendert => "unveraendert",
        Lage::Geaendert => "geaendert",
        Lage::Neu => "neu",
        Lage::Entfallen => "entfallen",
        Lage::Verschoben => "verschoben",
    }
}

fn stand(of: &Eintrag) -> Stand {
    let said = |of: &Merkmal| Said {
        was: of.was,
        alt: vergleich::text(&of.alt),
        neu: vergleich::text(&of.neu),
    };
    Stand {
        name: of.name.clone(),
        was: lage(of.lage),
        angaben: of.merkmale.iter().map(said).collect(),
    }
}

fn figure(figures: &Figures, jahr: Option<String>, of: &Zahl) -> Figure {
    let value = |id: Option<FigureId>| id.map(|id| figures.get(id).value.to_string());
    let unit = of.neu.or(of.alt).map(|id| figures.get(id).unit);
    Figure {
        id: of.name.clone(),
        bezeichnung: of.bezeichnung.clone(),
        jahr,
        einheit: json::unit(unit.unwrap_or(Unit::Anzahl)),
        alt: value(of.alt),
        neu: value(of.neu),
        differenz: value(of.differenz),
    }
}

fn section(of: &Abschnitt) -> Section {
    let is_told = |of: &&Fundstelle| of.lage != Lage::Unveraendert || of.bisher.is_some();
    Section {
        abschnitt: of.pfad.iter().map(|name| vergleich::text(name)).collect(),
        was: lage(of.lage),
        fundstellen: of.fundstellen.iter().filter(is_told).map(part).collect(),
    }
}

fn part(of: &Fundstelle) -> Part {
    let beside = |of: &Gegenueber| Beside {
        spalte: of.spalte.as_deref().map(vergleich::text),
        alt: vergleich::plain(&of.alt),
        neu: vergleich::plain(&of.neu),
        geaendert: !of.is_unchanged(),
    };
    Part {
        ort: vergleich::text(&of.ort),
        bisher: of.bisher.as_deref().map(vergleich::text),
        jetzt: of.jetzt.as_deref().map(vergleich::text),
        was: lage(of.lage),
        gegenueber: of.gegenueber.iter().map(beside).collect(),
    }
}
