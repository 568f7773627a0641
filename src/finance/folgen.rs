//! What investments cost and bring a year once they are used, and what goes on without an
//! end.
//!
//! Per year of the horizon: expenses and revenue by kind, and the net burden, which is the
//! remainder of printed sums. Depreciation comes from [`super::abschreibung`].

use super::calculation::Calculation;
use super::stellen::rise;
use super::{FigureId, Name, Subject, Unit, abschreibung, kosten, stellen, zuwendungen};
use crate::data::{Bei, Folgeart, Folgekosten, Investition, Paper, Plan, Posten};
use crate::diagnostic::Place;
use crate::period::Jahr;

/// Yearly sums that burden the budget, and those that relieve it.
const BURDEN: [&str; 4] = ["personal", "sach", "energie", "abschreibung"];
const RELIEF: [&str; 2] = ["ertraege", "sonderposten"];

/// Adds the yearly sums of all investments and what the form block says of a full year.
pub(super) fn plan(calculation: &mut Calculation<'_>, paper: &Paper) {
    let years = paper.folgejahre();
    let first = paper.investitionen.iter().find(|of| of.nutzung.is_some());
    let place = first.map_or(&paper.vorlage.place, |first| &first.id.place);
    for jahr in &years {
        year(calculation, paper, *jahr, place);
    }
    let totals = BURDEN.iter().chain(&RELIEF);
    for kind in totals.chain(&["belastung", "entlastung", "netto"]) {
        let name = Name::from(Subject::Folge(kind));
        let names = years.iter().map(|jahr| name.jahr(*jahr));
        let of: Vec<FigureId> = names.filter_map(|name| calculation.find(&name)).collect();
        if !of.is_empty() {
            calculation.printed_sum(&name.gesamt(), of, place);
        }
    }
    if let Some(jahr) = paper.first_full_year() {
        complete(calculation, paper, jahr);
        form(calculation, paper, jahr, place);
    }
}

/// Adds what the rows without an end come to in `jahr`, the first full year, where the paper
/// is not calculated so far: a part of a year is not what they cost a year.
fn complete(calculation: &mut Calculation<'_>, paper: &Paper, jahr: Jahr) {
    let is_lacking = |posten: &Posten<'_>| {
        posten.permanent_from().is_some()
            && calculation.find(&Name::from(*posten).jahr(jahr)).is_none()
    };
    let lacking: Vec<Name> = paper.posten().filter(is_lacking).map(Name::from).collect();
    if lacking.is_empty() {
        return;
    }
    let longer = paper.calculated_to(jahr);
    stellen::rollen(calculation, &longer.stellen, jahr);
    for posten in longer.posten().filter(|posten| lacking.contains(&Name::from(*posten))) {
        match posten {
            Posten::Stelle(stelle) => stellen::year(calculation, stelle, jahr),
            Posten::Kosten(kosten) => kosten::year(calculation, kosten, &longer.stellen, jahr),
            Posten::Zuwendung(of) => {
                let paid = zuwendungen::year(calculation, of, &longer, jahr, Vec::new());
                zuwendungen::settle_year(calculation, of, jahr);
                paid
            }
            Posten::Drittmittel(_) | Posten::Investition(_) => None,
        };
    }
}

/// The field of the form block to which what has no end belongs.
fn field(posten: Posten<'_>) -> &'static str {
    match posten {
        Posten::Stelle(stelle) if stelle.bei == Bei::Stadt => "personal",
        Posten::Zuwendung(_) | Posten::Drittmittel(_) => "ertraege",
        Posten::Stelle(_) | Posten::Kosten(_) | Posten::Investition(_) => "sach",
    }
}

fn year<'p>(calculation: &mut Calculation<'_>, paper: &'p Paper, jahr: Jahr, place: &Place) {
    for art in Folgeart::ALL {
        let rows: Vec<FigureId> = paper
            .investitionen
            .iter()
            .flat_map(|of| of.folgekosten.iter().map(move |cost| (of, cost)))
            .filter(|(_, cost)| cost.art == art)
            .filter_map(|(of, cost)| row(calculation, of, cost, jahr))
            .collect();
        if !rows.is_empty() {
            calculation.group(&Subject::Folge(art.summe()).jahr(jahr), rows, place);
        }
    }
    let spread = |of: &dyn Fn(&'p str) -> Subject<'p>| -> Vec<Name> {
        paper.investitionen.iter().map(|own| of(&own.id.value).jahr(jahr)).collect()
    };
    let kinds = [
        ("abschreibung", spread(&Subject::Abschreibung)),
        ("sonderposten", spread(&Subject::Sonderposten)),
    ];
    for (kind, names) in kinds {
        let names = names.into_iter();
        let of: Vec<FigureId> = names.filter_map(|name| calculation.find(&name)).collect();
        if !of.is_empty() {
            calculation.printed_sum(&Subject::Folge(kind).jahr(jahr), of, place);
        }
    }
    let burden = sum(calculation, "belastung", &BURDEN, jahr, place);
    let relief = sum(calculation, "entlastung", &RELIEF, jahr, place);
    calculation.printed_difference(&Subject::Folge("netto").jahr(jahr), burden, relief, place);
}

fn sum(
    calculation: &mut Calculation<'_>,
    kind: &str,
    of: &[&str],
    jahr: Jahr,
    place: &Place,
) -> FigureId {
    let names = of.iter().map(|kind| Subject::Folge(kind).jahr(jahr));
    let of = names.filter_map(|name| calculation.find(&name)).collect();
    calculation.printed_sum(&Subject::Folge(kind).jahr(jahr), of, place)
}

/// What `cost` of `investition` comes to in `jahr`, where that is used then.
fn row(
    calculation: &mut Calculation<'_>,
    investition: &Investition,
    cost: &Folgekosten,
    jahr: Jahr,
) -> Option<FigureId> {
    let nutzung = investition.nutzung.as_ref().filter(|nutzung| nutzung.months(jahr) > 0)?;
    let name = Subject::Folgekosten(&investition.id.value).aspect(&cost.id.value);
    let (amount, source) = (name.aspect("betrag"), cost.quelle.as_deref());
    let place = &cost.id.place;
    let base = calculation.given(&amount, &cost.betrag, Unit::Euro, source);
    let yearly = rise(calculation, &amount, base, &cost.betrag, cost.steigerung.as_ref(), jahr);
    let name = name.jahr(jahr);
    Some(if cost.anteilig {
        abschreibung::year(calculation, &name, yearly, (nutzung, jahr), place)
    } else {
        calculation.product(&name, vec![yearly], Unit::Euro, place)
    })
}

/// Adds `folge.vordruck.…`: the sums of the first full year as the form block groups them,
/// of investments and of what has no end.
fn form(calculation: &mut Calculation<'_>, paper: &Paper, jahr: Jahr, place: &Place) {
    let fields: [(&str, &[&str]); 5] = [
        ("personal", &["personal"]),
        ("sach", &["sach", "energie"]),
        ("abschreibung", &["abschreibung"]),
        ("ertraege", &["ertraege"]),
        ("sonderposten", &["sonderposten"]),
    ];
    for (name, kinds) in fields {
        let open = paper.posten().filter(|posten| posten.permanent_from().is_some());
        let open = open.filter(|posten| posten.zeile().plan == Plan::Ergebnisplan);
        let open = open.filter(|posten| field(*posten) == name).map(Name::from);
        let kinds = kinds.iter().map(|kind| Name::from(Subject::Folge(kind)));
        let names = kinds.chain(open).map(|name| name.jahr(jahr));
        let of: Vec<FigureId> = names.filter_map(|name| calculation.find(&name)).collect();
        if !of.is_empty() {
            calculation.printed_sum(&Subject::Folge("vordruck").aspect(name), of, place);
        }
    }
}
