//! Writes a bridge as JSON: the changes by number, then every total with what each of
//! them contributes. Amounts are text with all their decimal places.

use serde::Serialize;

use super::json;
use crate::document::marks;
use crate::finance::{FigureId, Figures};
use crate::vergleich::{self, Aenderung, Beitrag, Bruecke, Produkt, REGEL, Rechnung};

#[derive(Serialize)]
pub(super) struct Json {
    regel: &'static str,
    schritte: Vec<Schritt>,
    summen: Vec<Summe>,
}

#[derive(Serialize)]
struct Schritt {
    nummer: usize,
    aenderungen: Vec<Change>,
}

#[derive(Serialize)]
struct Change {
    /// None for what the city brings.
    pfad: Option<String>,
    bezeichnung: String,
}

#[derive(Serialize)]
struct Summe {
    id: String,
    alt: String,
    neu: String,
    beitraege: Vec<Share>,
}

#[derive(Serialize)]
struct Share {
    id: String,
    schritt: usize,
    betrag: String,
    teile: Vec<Part>,
    produkt: Option<Product>,
    statt: Option<Instead>,
}

#[derive(Serialize)]
struct Part {
    bezeichnung: String,
    betrag: String,
    produkt: Option<Product>,
    statt: Option<Instead>,
}

#[derive(Serialize)]
struct Instead {
    neu: String,
    alt: String,
}

#[derive(Serialize)]
struct Product {
    /// None where a rate stands for itself.
    menge: Option<String>,
    einheit: Option<&'static str>,
    saetze: Vec<String>,
    monate: Option<String>,
    rundung: Option<String>,
}

/// `bruecke`, whose figures stand in `figures`.
pub(super) fn json(bruecke: &Bruecke, figures: &Figures) -> Json {
    let value = |id: FigureId| figures.get(id).value.to_string();
    let summe = |of: &vergleich::Summe| Summe {
        id: of.name.clone(),
        alt: value(of.alt),
        neu: value(of.neu),
        beitraege: of.beitraege.iter().map(|of| share(of, figures)).collect(),
    };
    Json {
        regel: REGEL,
        schritte: bruecke.schritte.iter().map(schritt).collect(),
        summen: bruecke.summen.iter().map(summe).collect(),
    }
}

fn schritt(of: &vergleich::Schritt) -> Schritt {
    let change = |(aenderung, bezeichnung): (&Aenderung, &String)| Change {
        pfad: match aenderung {
            Aenderung::Stadt => None,
            Aenderung::Eingabe(of) => Some(of.pfad.clone()),
        },
        bezeichnung: marks::unmarked(bezeichnung),
    };
    let aenderungen = of.aenderungen.iter().zip(&of.bezeichnungen).map(change);
    Schritt { nummer: of.nummer, aenderungen: aenderungen.collect() }
}

fn share(of: &Beitrag, figures: &Figures) -> Share {
    let value = |id: FigureId| figures.get(id).value.to_string();
    let part = |of: &vergleich::Anteil| Part {
        bezeichnung: of.bezeichnung.clone(),
        betrag: value(of.betrag),
        produkt: of.rechnung.as_ref().and_then(|of| product(of, figures)),
        statt: of.rechnung.as_ref().and_then(|of| instead(of, figures)),
    };
    Share {
        id: figures.get(of.betrag).name.clone(),
        schritt: of.schritt,
        betrag: value(of.betrag),
        teile: of.teile.iter().map(part).collect(),
        produkt: of.rechnung.as_ref().and_then(|of| product(of, figures)),
        statt: of.rechnung.as_ref().and_then(|of| instead(of, figures)),
    }
}

fn product(of: &Rechnung, figures: &Figures) -> Option<Product> {
    let Rechnung::Produkt(Produkt { menge, saetze, monate, rundung }) = of else { return None };
    let value = |id: FigureId| figures.get(id).value.to_string();
    let rate = |(plus, id): &(bool, FigureId)| {
        let value = figures.get(*id).value;
        if *plus { value.to_string() } else { (-value).to_string() }
    };
    Some(Product {
        menge: menge.map(value),
        einheit: menge.map(|id| json::unit(figures.get(id).unit)),
        saetze: saetze.iter().map(rate).collect(),
        monate: monate.map(value),
        rundung: rundung.map(value),
    })
}

fn instead(of: &Rechnung, figures: &Figures) -> Option<Instead> {
    let (Rechnung::Statt { neu, alt } | Rechnung::Weniger { alt, neu }) = of else { return None };
    let value = |id: FigureId| figures.get(id).value.to_string();
    Some(Instead { neu: value(*neu), alt: value(*alt) })
}
