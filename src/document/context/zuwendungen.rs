//! The grants with their rates, their base, the costs they pay, their limits and what
//! has been granted.

use crate::finance::Name;
use serde::Serialize;

use super::marker::Marker;
use super::table;
use crate::data::{
    Bemessungsteil, Eigenmittel, Einheit, Foerderstatus, Grundlage, Paper, Posten, Rundung, Stelle,
    Zuwendung, Zuwendungsart,
};
use crate::money::Mode;
use crate::period::Jahr;

#[derive(Serialize)]
pub(super) struct Grant {
    id: String,
    geber: String,
    kurz: Option<String>,
    art: &'static str,
    /// How it is reserved: its status, `offen` without one, `keiner` for a lump sum.
    vorbehalt: &'static str,
    /// The document that grants it as a whole.
    bescheid: Option<String>,
    /// Whether the paper explains its grants: where one of them is no fixed amount.
    erklaeren: bool,
    satz: Option<String>,
    bemessung: Option<Base>,
    eigenmittel: Option<Own>,
    drittmittel: Option<String>,
    hoechstbetrag: Option<String>,
    hoechstens_je_stelle: Option<String>,
    hoechstens_insgesamt: Option<String>,
    rundung: Option<Rounded>,
    /// What share of its base it pays.
    quote: Option<String>,
    summe: Option<String>,
    /// What is paid, in the years of the base.
    betraege: Vec<String>,
    /// The years in which something is paid.
    jahre: Vec<String>,
    saetze: Vec<Rate>,
    kosten: Vec<Cost>,
    bewilligt: Vec<Granted>,
}

/// The base of a grant: years, parts and sums.
#[derive(Serialize)]
struct Base {
    /// Whether it consists of expenses, not of what other grants pay alone.
    ausgaben: bool,
    jahre: Vec<String>,
    teile: Vec<Part>,
    betraege: Vec<String>,
    gesamt: String,
}

/// A part of the base; amounts in the order of its years.
#[derive(Serialize)]
struct Part {
    bezeichnung: String,
    anteil: Option<String>,
    hoechstens: Option<String>,
    betraege: Vec<String>,
    gesamt: String,
}

/// What the city brings before a gap is filled.
#[derive(Serialize)]
struct Own {
    betrag: String,
    /// Whether it is a share of the base, not an amount of a year.
    ist_anteil: bool,
}

/// How a directive rounds.
#[derive(Serialize)]
struct Rounded {
    auf: &'static str,
    art: &'static str,
}

#[derive(Serialize)]
struct Rate {
    rolle: String,
    /// The titles of its Stellen.
    stellen: Vec<String>,
    betrag: Option<String>,
    je: &'static str,
}

#[derive(Serialize)]
struct Cost {
    id: String,
    bezeichnung: String,
    betrag: Option<String>,
    hoechstens: Option<String>,
}

#[derive(Serialize)]
struct Granted {
    jahr: String,
    betrag: Option<String>,
    quelle: String,
}

/// What stands in a cell that has no figure.
const EMPTY: &str = "–";

pub(super) fn grants(paper: &Paper, marker: &Marker<'_>) -> Vec<Grant> {
    paper.zuwendungen.iter().map(|zuwendung| grant(zuwendung, paper, marker)).collect()
}

fn grant(zuwendung: &Zuwendung, paper: &Paper, marker: &Marker<'_>) -> Grant {
    let name = Name::zuwendung(&zuwendung.id.value);
    let paid = |jahr: &Jahr| marker.nonzero(&name.jahr(*jahr)).is_some();
    let own = |key: &str| marker.named(&name.aspect(key));
    let base_years = base_years(zuwendung, &name, marker);
    let bemessung = base(zuwendung, &name, &base_years, paper, marker);
    let is_fixed = |grant: &Zuwendung| matches!(grant.art, Zuwendungsart::Festbetrag);
    Grant {
        id: zuwendung.id.value.clone(),
        geber: zuwendung.geber.clone(),
        kurz: zuwendung.kurz.clone(),
        art: zuwendung.art.kind().schluessel(),
        vorbehalt: if is_granted(zuwendung, marker) { "bewilligt" } else { vorbehalt(zuwendung) },
        bescheid: match &zuwendung.status {
            Some(Foerderstatus::Bewilligt { bescheid }) => Some(bescheid.clone()),
            _ if is_granted(zuwendung, marker) => Some(sources(zuwendung)),
            Some(Foerderstatus::Beantragt | Foerderstatus::InAussicht) | None => None,
        },
        erklaeren: !paper.zuwendungen.iter().all(is_fixed),
        satz: own("satz"),
        betraege: cells(&name, &base_years, marker),
        bemessung,
        eigenmittel: eigenmittel(zuwendung, own("eigenmittel")),
        drittmittel: own("drittmittel"),
        hoechstbetrag: own("hoechstbetrag"),
        hoechstens_je_stelle: own("hoechstens_je_stelle"),
        hoechstens_insgesamt: own("hoechstens_insgesamt"),
        rundung: zuwendung.rundung.map(rounded),
        quote: own("quote"),
        summe: own("gesamt"),
        jahre: paper
            .jahre(zuwendung.zeile.plan)
            .into_iter()
            .filter(paid)
            .map(|jahr| jahr.to_string())
            .collect(),
        saetze: rates(zuwendung, &name, paper, marker),
        kosten: costs(zuwendung, &name, paper, marker),
        bewilligt: granted(zuwendung, &name, marker),
    }
}

fn vorbehalt(zuwendung: &Zuwendung) -> &'static str {
    match &zuwendung.status {
        _ if !zuwendung.art.kind().is_granted() => "keiner",
        None => "offen",
        Some(Foerderstatus::Beantragt) => "beantragt",
        Some(Foerderstatus::InAussicht) => "in_aussicht",
        Some(Foerderstatus::Bewilligt { .. }) => "bewilligt",
    }
}

/// Whether every year in which it pays is granted, so that nothing is left to be reserved.
fn is_granted(zuwendung: &Zuwendung, marker: &Marker<'_>) -> bool {
    let pays =
        |jahr: &Jahr| marker.nonzero(&Name::zuwendung(&zuwendung.id.value).jahr(*jahr)).is_some();
    zuwendung.art.kind().is_granted()
        && !zuwendung.bewilligt.is_empty()
        && zuwendung
            .zeitraum
            .value
            .jahre()
            .filter(pays)
            .all(|jahr| zuwendung.bewilligt.contains_key(&jahr))
}

/// The documents that grant its years, each once.
fn sources(zuwendung: &Zuwendung) -> String {
    let mut sources: Vec<&str> = Vec::new();
    for of in zuwendung.bewilligt.values() {
        if !sources.contains(&of.quelle.as_str()) {
            sources.push(&of.quelle);
        }
    }
    sources.join("; ")
}

fn eigenmittel(zuwendung: &Zuwendung, betrag: Option<String>) -> Option<Own> {
    let Zuwendungsart::Fehlbedarf { eigenmittel: Some(own), .. } = &zuwendung.art else {
        return None;
    };
    Some(Own { betrag: betrag?, ist_anteil: matches!(own, Eigenmittel::Anteil(_)) })
}

fn rounded(rundung: Rundung) -> Rounded {
    Rounded {
        auf: if rundung.digits == 0 { "euro" } else { "cent" },
        art: match rundung.mode {
            Mode::HalfUp => "kaufmaennisch",
            Mode::Truncate => "abschneiden",
        },
    }
}

/// The years in which the grant called `name` has a base.
fn base_years(zuwendung: &Zuwendung, name: &Name, marker: &Marker<'_>) -> Vec<Jahr> {
    let name = name.aspect("bemessung");
    let is_based = |jahr: &Jahr| marker.figures.find(&name.jahr(*jahr)).is_some();
    zuwendung.zeitraum.value.jahre().filter(is_based).collect()
}

fn base(
    zuwendung: &Zuwendung,
    name: &Name,
    jahre: &[Jahr],
    paper: &Paper,
    marker: &Marker<'_>,
) -> Option<Base> {
    let name = name.aspect("bemessung");
    let part = |part: &Bemessungsteil| {
        let name = name.of(&Name::from(&part.grundlage));
        Some(Part {
            bezeichnung: part_title(&part.grundlage, paper, marker),
            anteil: marker.named(&name.aspect("anteil")),
            hoechstens: marker.named(&name.aspect("hoechstens")),
            betraege: cells(&name, jahre, marker),
            gesamt: marker.named(&name.gesamt())?,
        })
    };
    let is_paid = |part: &Bemessungsteil| matches!(part.grundlage, Grundlage::Zuwendung(_));
    Some(Base {
        ausgaben: !zuwendung.bemessung.iter().all(is_paid),
        teile: zuwendung
            .bemessung
            .iter()
            .filter_map(part)
            .chain(missing(&name.aspect("ausgleich"), jahre, marker))
            .collect(),
        betraege: cells(&name, jahre, marker),
        gesamt: marker.named(&name.gesamt())?,
        jahre: jahre.iter().map(ToString::to_string).collect(),
    })
}

/// What the printed parts of a base lack, which is called `name`.
fn missing(name: &Name, jahre: &[Jahr], marker: &Marker<'_>) -> Option<Part> {
    Some(Part {
        bezeichnung: marker.wording.say("tabelle.ausgleich").to_owned(),
        anteil: None,
        hoechstens: None,
        betraege: cells(name, jahre, marker),
        gesamt: marker.named(&name.gesamt())?,
    })
}

/// What a part of a base is called.
pub(super) fn part_title(grundlage: &Grundlage, paper: &Paper, marker: &Marker<'_>) -> String {
    let geber = |id: &str| {
        let grant = paper.zuwendungen.iter().find(|grant| grant.id.value == id);
        grant.map(|grant| table::titled(Posten::Zuwendung(grant), marker).title)
    };
    match grundlage {
        Grundlage::Kosten(id) => {
            let kosten = paper.kosten.iter().find(|kosten| kosten.id.value == *id);
            kosten.map(|kosten| kosten.bezeichnung.clone()).unwrap_or_default()
        }
        Grundlage::Stelle(id) => paper
            .stellen
            .iter()
            .find(|stelle| stelle.id.value == *id)
            .map(|stelle| table::of_stelle(stelle, marker).title)
            .unwrap_or_default(),
        Grundlage::Rolle(rolle) => stellen(paper, marker, rolle).join(", "),
        Grundlage::Investition(id) => {
            let of = paper.investitionen.iter().find(|of| of.id.value == *id);
            of.map(|of| of.bezeichnung.clone()).unwrap_or_default()
        }
        Grundlage::Zuwendung(id) => {
            let geber = geber(id).unwrap_or_default();
            marker.wording.fill("tabelle.zuwendung_von", &[("geber", &geber)])
        }
        Grundlage::Rest(id) => {
            let geber = geber(id).unwrap_or_default();
            marker.wording.fill("tabelle.rest_nach", &[("geber", &geber)])
        }
    }
}

/// The titles of the Stellen of `rolle`; more than a reader takes in are named together.
fn stellen(paper: &Paper, marker: &Marker<'_>, rolle: &str) -> Vec<String> {
    const MOST: usize = 5;
    let of: Vec<&Stelle> = paper.stellen.iter().filter(|stelle| stelle.rolle == rolle).collect();
    if of.len() > MOST {
        return vec![marker.wording.fill("tabelle.alle_der_rolle", &[("rolle", rolle)])];
    }
    of.into_iter().map(|stelle| table::of_stelle(stelle, marker).title).collect()
}

/// The figures `<name>.<jahr>`, marked; a dash for none or nothing.
fn cells(name: &Name, jahre: &[Jahr], marker: &Marker<'_>) -> Vec<String> {
    let cell = |jahr: &Jahr| marker.nonzero(&name.jahr(*jahr));
    jahre.iter().map(|jahr| cell(jahr).unwrap_or_else(|| EMPTY.to_owned())).collect()
}

fn rates(zuwendung: &Zuwendung, name: &Name, paper: &Paper, marker: &Marker<'_>) -> Vec<Rate> {
    let rate = |satz: &crate::data::Foerdersatz| Rate {
        rolle: satz.rolle.value.clone(),
        stellen: stellen(paper, marker, &satz.rolle.value),
        betrag: marker.named(&name.aspect("satz").aspect(&satz.rolle.value)),
        je: match satz.je {
            Einheit::Vollzeitstelle => "vollzeitstelle",
            Einheit::Rolle => "rolle",
        },
    };
    zuwendung.saetze.iter().map(rate).collect()
}

fn costs(zuwendung: &Zuwendung, name: &Name, paper: &Paper, marker: &Marker<'_>) -> Vec<Cost> {
    let cost = |anteil: &crate::data::Kostenanteil| {
        let id = &anteil.kosten.value;
        let kosten = paper.kosten.iter().find(|kosten| kosten.id.value == *id)?;
        Some(Cost {
            id: id.clone(),
            bezeichnung: kosten.bezeichnung.clone(),
            betrag: marker.named(&Name::kosten(id).aspect("betrag")),
            hoechstens: marker.named(&name.aspect("hoechstens").aspect(id)),
        })
    };
    zuwendung.kosten.iter().filter_map(cost).collect()
}

fn granted(zuwendung: &Zuwendung, name: &Name, marker: &Marker<'_>) -> Vec<Granted> {
    let granted = |(jahr, of): (&crate::period::Jahr, &crate::data::Bewilligung)| Granted {
        jahr: jahr.to_string(),
        betrag: marker.named(&name.aspect("bewilligt").jahr(*jahr)),
        quelle: of.quelle.clone(),
    };
    zuwendung.bewilligt.iter().map(granted).collect()
}
