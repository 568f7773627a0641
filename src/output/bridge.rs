//! Writes a bridge as JSON: the changes by number, then every total with what each of
//! them contributes. Amounts are text with all their decimal places.

use serde::Serialize;

use super::json;
use crate::compare::{self, Bridge, Change, Contribution, Working};
use crate::document::marks;
use crate::finance::{FigureId, Figures};

#[derive(Serialize)]
pub(super) struct Json {
    regel: String,
    schritte: Vec<Step>,
    summen: Vec<Summe>,
}

#[derive(Serialize)]
struct Step {
    nummer: usize,
    aenderungen: Vec<Changed>,
}

#[derive(Serialize)]
struct Changed {
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
pub(super) fn json(bridge: &Bridge, figures: &Figures) -> Json {
    let value = |id: FigureId| figures.get(id).value.to_string();
    let summe = |of: &compare::Total| Summe {
        id: of.name.to_string(),
        alt: value(of.old),
        neu: value(of.new),
        beitraege: of.contributions.iter().map(|of| share(of, figures)).collect(),
    };
    Json {
        regel: bridge.wording.say("bruecke.regel").to_owned(),
        schritte: bridge.steps.iter().map(schritt).collect(),
        summen: bridge.totals.iter().map(summe).collect(),
    }
}

fn schritt(of: &compare::Step) -> Step {
    let change = |(change, bezeichnung): (&Change, &String)| Changed {
        pfad: match change {
            Change::Stadt => None,
            Change::TypedValue(of) => Some(of.path.clone()),
        },
        bezeichnung: marks::unmarked(bezeichnung),
    };
    let aenderungen = of.changes.iter().zip(&of.bezeichnungen).map(change);
    Step { nummer: of.nummer, aenderungen: aenderungen.collect() }
}

fn share(of: &Contribution, figures: &Figures) -> Share {
    let value = |id: FigureId| figures.get(id).value.to_string();
    let part = |of: &compare::Share| Part {
        bezeichnung: of.bezeichnung.clone(),
        betrag: value(of.amount),
        produkt: of.working.as_ref().and_then(|of| product(of, figures)),
        statt: of.working.as_ref().and_then(|of| instead(of, figures)),
    };
    Share {
        id: figures.get(of.amount).name.to_string(),
        schritt: of.step,
        betrag: value(of.amount),
        teile: of.parts.iter().map(part).collect(),
        produkt: of.working.as_ref().and_then(|of| product(of, figures)),
        statt: of.working.as_ref().and_then(|of| instead(of, figures)),
    }
}

fn product(of: &Working, figures: &Figures) -> Option<Product> {
    let Working::Product(of) = of else { return None };
    let value = |id: FigureId| figures.get(id).value.to_string();
    let rate = |(plus, id): &(bool, FigureId)| {
        let value = figures.get(*id).value;
        if *plus { value.to_string() } else { (-value).to_string() }
    };
    Some(Product {
        menge: of.quantity.map(value),
        einheit: of.quantity.map(|id| json::unit(figures.get(id).unit)),
        saetze: of.rates.iter().map(rate).collect(),
        monate: of.months.map(value),
        rundung: of.rounding.map(value),
    })
}

fn instead(of: &Working, figures: &Figures) -> Option<Instead> {
    let (Working::Replaced { new, old } | Working::Less { old, new }) = of else { return None };
    let value = |id: FigureId| figures.get(id).value.to_string();
    Some(Instead { neu: value(*new), alt: value(*old) })
}
