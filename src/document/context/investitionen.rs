//! Investments with what is paid and authorised for them, and the table of what their use
//! costs and brings, a row per year.

use crate::finance::{Name, Period, Subject};
use serde::Serialize;

use super::marker::Marker;
use super::table::{self, EMPTY, Table};
use super::vorbehalt::Vorbehalt;
use crate::data::{self, Bereitstellung, Folgeart, Paper, Plan};
use crate::document::written;
use crate::period::Jahr;

#[derive(Serialize)]
pub(super) struct Investitionen {
    liste: Vec<Investition>,
    /// Where all of them stand, where that is the same.
    ort: Option<Origin>,
    gesamt: Option<String>,
    zahlungen: Option<String>,
    verpflichtungen: Option<String>,
    /// Whether amounts are given without tax, which is added.
    netto: bool,
    /// The lines of the Finanzplan by year.
    tabelle: Table,
    /// What is new against what was decided before, where that is known.
    vergleich: Option<Comparison>,
    /// What holds while a budget that provides payments is not in force.
    vorbehalte: Vec<Vorbehalt>,
}

#[derive(Serialize)]
struct Investition {
    id: String,
    bezeichnung: String,
    teilplan: Option<Named>,
    zeile: Named,
    finanzstelle: Option<String>,
    gesamt: Option<String>,
    netto: Option<String>,
    umsatzsteuer: Option<String>,
    umsatzsteuersatz: Option<String>,
    /// What is paid and what is authorised, in all.
    zahlungen: Option<String>,
    verpflichtungen: Option<String>,
    /// The same by year and provision.
    auszahlungen: Vec<Amount>,
    ermaechtigungen: Vec<Amount>,
    nutzung: Option<Nutzung>,
    /// What it costs now and what an earlier decision said.
    vergleich: Option<Compared>,
}

/// Where an investment stands in the budget.
#[derive(Serialize)]
struct Origin {
    teilplan: Option<Named>,
    zeile: Named,
}

/// A Teilplan or a line of it.
#[derive(Serialize)]
struct Named {
    nummer: String,
    name: String,
}

/// A payment of a year, or an authorisation.
#[derive(Serialize)]
struct Amount {
    jahr: String,
    /// The year in which an authorisation falls due.
    faellig: Option<String>,
    bereitstellung: &'static str,
    betrag: String,
}

#[derive(Serialize)]
struct Nutzung {
    bezeichnung: String,
    ab: String,
    jahre: Option<String>,
    quelle: Option<String>,
}

/// What investments cost now and what an earlier decision said.
#[derive(Serialize)]
struct Comparison {
    zeilen: Vec<Compared>,
    summe: Compared,
}

#[derive(Serialize)]
struct Compared {
    bezeichnung: String,
    bisher: String,
    nunmehr: String,
    differenz: String,
    /// `mehr`, `weniger` or `gleich`; nothing for an investment that is new.
    richtung: Option<&'static str>,
    quelle: Option<String>,
}

/// The table of follow-up costs.
#[derive(Serialize)]
pub(super) struct Folgekosten {
    /// The kinds that have an amount, in the order of the columns.
    spalten: Vec<&'static str>,
    zeilen: Vec<Row>,
    summe: Vec<String>,
    nutzung: Vec<Nutzung>,
    posten: Vec<Cost>,
}

#[derive(Serialize)]
struct Row {
    jahr: String,
    werte: Vec<String>,
}

/// What a follow-up cost starts from.
#[derive(Serialize)]
struct Cost {
    investition: String,
    bezeichnung: String,
    ertrag: bool,
    betrag: Option<String>,
    steigerung: Option<String>,
    basisjahr: Option<String>,
    quelle: Option<String>,
}

/// The columns of the table of follow-up costs.
const COLUMNS: [&str; 7] =
    ["personal", "sach", "energie", "abschreibung", "ertraege", "sonderposten", "netto"];

pub(super) fn investitionen(
    paper: &Paper,
    marker: &Marker<'_>,
    vorbehalte: Vec<Vorbehalt>,
) -> Option<Investitionen> {
    if paper.investitionen.is_empty() {
        return None;
    }
    Some(Investitionen {
        liste: paper.investitionen.iter().map(|of| investition(of, paper, marker)).collect(),
        ort: common(paper),
        gesamt: marker.named(&Subject::Investitionen.gesamt()),
        zahlungen: marker.nonzero(&Subject::Investitionen.aspect("zahlungen")),
        verpflichtungen: marker.nonzero(&Subject::Investitionen.aspect("verpflichtungen")),
        netto: paper.investitionen.iter().any(|of| of.umsatzsteuer.is_some()),
        tabelle: table::tabelle(paper, Plan::Finanzplan, marker),
        vergleich: vergleich(paper, marker),
        vorbehalte,
    })
}

/// Where all investments stand, where that is the same.
fn common(paper: &Paper) -> Option<Origin> {
    let first = paper.investitionen.first()?;
    let ort = ort(first, paper);
    let same =
        |of: &data::Investition| (&of.teilplan, &of.zeile) == (&first.teilplan, &first.zeile);
    paper.investitionen.iter().all(same).then_some(ort)
}

fn ort(of: &data::Investition, paper: &Paper) -> Origin {
    let teilplan = of.teilplan.as_ref().or(paper.haushalt.teilplan.as_ref());
    Origin {
        teilplan: teilplan.map(|of| Named { nummer: of.nummer.clone(), name: of.name.clone() }),
        zeile: Named { nummer: of.zeile.nummer.clone(), name: of.zeile.name.clone() },
    }
}

fn investition(of: &data::Investition, paper: &Paper, marker: &Marker<'_>) -> Investition {
    let name = Name::investition(&of.id.value);
    let field = |what: &str| marker.named(&name.aspect(what));
    let Origin { teilplan, zeile } = ort(of, paper);
    Investition {
        id: of.id.value.clone(),
        bezeichnung: of.bezeichnung.clone(),
        teilplan,
        zeile,
        finanzstelle: of.finanzstelle.as_ref().map(|of| of.value.clone()),
        gesamt: field("gesamt"),
        netto: field("netto"),
        umsatzsteuer: field("umsatzsteuer.betrag"),
        umsatzsteuersatz: field("umsatzsteuer"),
        zahlungen: field("zahlung.gesamt"),
        verpflichtungen: field("verpflichtung.gesamt"),
        auszahlungen: payments(of, &name, marker),
        ermaechtigungen: authorised(of, &name, marker),
        nutzung: nutzung(of, marker),
        vergleich: of.bisher.as_ref().and_then(|_| row(of, marker)),
    }
}

/// The payments by year and provision.
fn payments(of: &data::Investition, name: &Name, marker: &Marker<'_>) -> Vec<Amount> {
    let mut kinds: Vec<_> = of.zahlungen.iter().map(|of| (of.jahr, of.bereitstellung)).collect();
    kinds.sort_unstable();
    kinds.dedup();
    let amount = |(jahr, bereitstellung): (Jahr, Bereitstellung)| {
        let kind = bereitstellung.schluessel();
        let betrag =
            marker.nonzero(&name.aspect("bedarf").aspect("auszahlung").jahr(jahr).aspect(kind))?;
        Some(Amount { jahr: jahr.to_string(), faellig: None, bereitstellung: kind, betrag })
    };
    kinds.into_iter().filter_map(amount).collect()
}

fn authorised(of: &data::Investition, name: &Name, marker: &Marker<'_>) -> Vec<Amount> {
    let numbered = (1..).zip(&of.verpflichtungen);
    let amount = |(number, of): (usize, &data::Verpflichtung)| {
        Some(Amount {
            jahr: of.jahr.to_string(),
            faellig: Some(of.faellig.to_string()),
            bereitstellung: of.bereitstellung.schluessel(),
            betrag: marker.nonzero(&name.aspect("verpflichtung").aspect(number))?,
        })
    };
    numbered.filter_map(amount).collect()
}

fn nutzung(of: &data::Investition, marker: &Marker<'_>) -> Option<Nutzung> {
    let nutzung = of.genutzt()?;
    Some(Nutzung {
        bezeichnung: of.bezeichnung.clone(),
        ab: written::date(nutzung.ab.value),
        jahre: marker.named(&Name::investition(&of.id.value).aspect("nutzungsdauer")),
        quelle: nutzung.dauer.as_ref().map(|dauer| dauer.quelle.clone()),
    })
}

fn vergleich(paper: &Paper, marker: &Marker<'_>) -> Option<Comparison> {
    Some(Comparison {
        summe: compared(String::new(), &Subject::Investitionen.into(), None, marker)
            .filter(|sum| sum.richtung.is_some())?,
        zeilen: paper.investitionen.iter().filter_map(|of| row(of, marker)).collect(),
    })
}

fn row(of: &data::Investition, marker: &Marker<'_>) -> Option<Compared> {
    let quelle = of.bisher.as_ref().map(|bisher| bisher.quelle.clone());
    compared(of.bezeichnung.clone(), &Name::investition(&of.id.value), quelle, marker)
}

fn compared(
    bezeichnung: String,
    name: &Name,
    quelle: Option<String>,
    marker: &Marker<'_>,
) -> Option<Compared> {
    let field = |what: &str| marker.named(&name.aspect(what));
    let difference = marker.figures.find(&name.aspect("mehrkosten"));
    let richtung = difference.map(|id| match marker.figures.get(id).value {
        value if value.is_zero() => "gleich",
        value if value.is_sign_negative() => "weniger",
        _ => "mehr",
    });
    let nunmehr = field("gesamt")?;
    Some(Compared {
        bezeichnung,
        bisher: field("bisher").unwrap_or_else(|| EMPTY.into()),
        // What is new costs all of it more.
        differenz: field("mehrkosten").unwrap_or_else(|| nunmehr.clone()),
        nunmehr,
        richtung,
        quelle,
    })
}

pub(super) fn folgekosten(paper: &Paper, marker: &Marker<'_>) -> Option<Folgekosten> {
    let years = paper.folgejahre();
    marker.figures.find(&Subject::Folge("netto").gesamt())?;
    let has = |kind: &&str| marker.nonzero(&Subject::Folge(kind).gesamt()).is_some();
    let spalten: Vec<&str> =
        COLUMNS.into_iter().filter(|kind| *kind == "netto" || has(kind)).collect();
    let cells = |of: Period| {
        let cell = |kind: &&str| marker.nonzero(&Subject::Folge(kind).period(of));
        spalten.iter().map(|kind| cell(kind).unwrap_or_else(|| EMPTY.into())).collect()
    };
    let row = |jahr: &Jahr| Row { werte: cells((*jahr).into()), jahr: jahr.to_string() };
    Some(Folgekosten {
        zeilen: years.iter().map(row).collect(),
        summe: cells(Period::All),
        nutzung: paper.investitionen.iter().filter_map(|of| nutzung(of, marker)).collect(),
        posten: paper.investitionen.iter().flat_map(|of| costs(of, marker)).collect(),
        spalten,
    })
}

fn costs(of: &data::Investition, marker: &Marker<'_>) -> Vec<Cost> {
    let cost = |cost: &data::Folgekosten| {
        let name = Subject::Folgekosten(&of.id.value).aspect(&cost.id.value).aspect("betrag");
        let rise = cost.steigerung.as_ref();
        Cost {
            investition: of.bezeichnung.clone(),
            bezeichnung: cost.bezeichnung.clone(),
            ertrag: cost.art == Folgeart::Ertrag,
            betrag: marker.named(&name),
            steigerung: rise
                .and_then(|rise| marker.named(&Name::from(Subject::Steigerung(&rise.id)))),
            basisjahr: rise.map(|rise| rise.basisjahr.to_string()),
            quelle: cost.quelle.clone(),
        }
    };
    of.folgekosten.iter().map(cost).collect()
}
