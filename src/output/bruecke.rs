//! Writes a bridge as JSON: the changes by number, then every total with what each of
//! them contributes. Amounts are text with all their decimal places.

use serde::Serialize;

use crate::finance::{FigureId, Figures};
use crate::vergleich::{self, Aenderung, Beitrag, Bruecke, Produkt, REGEL};

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
    posten: Vec<Row>,
    produkt: Option<Product>,
}

#[derive(Serialize)]
struct Row {
    bezeichnung: String,
    betrag: String,
}

#[derive(Serialize)]
struct Product {
    menge: String,
    saetze: Vec<String>,
    monate: Option<String>,
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
        bezeichnung: bezeichnung.clone(),
    };
    let aenderungen = of.aenderungen.iter().zip(&of.bezeichnungen).map(change);
    Schritt { nummer: of.nummer, aenderungen: aenderungen.collect() }
}

fn share(of: &Beitrag, figures: &Figures) -> Share {
    let value = |id: FigureId| figures.get(id).value.to_string();
    let row = |of: &vergleich::Anteil| Row {
        bezeichnung: of.bezeichnung.clone(),
        betrag: value(of.betrag),
    };
    let rate = |(plus, id): &(bool, FigureId)| {
        let value = figures.get(*id).value;
        if *plus { value.to_string() } else { (-value).to_string() }
    };
    let product = |Produkt { menge, saetze, monate }: &Produkt| Product {
        menge: value(*menge),
        saetze: saetze.iter().map(rate).collect(),
        monate: monate.map(value),
    };
    Share {
        id: figures.get(of.betrag).name.clone(),
        schritt: of.schritt,
        betrag: value(of.betrag),
        posten: of.posten.iter().map(row).collect(),
        produkt: of.produkt.as_ref().map(product),
    }
}
