//! The budget per Haushaltsjahr, for its clauses.

use crate::finance::{Name, Subject, bereitstellung, teilplaene};
use std::collections::BTreeSet;

use serde::Serialize;

use super::marker::Marker;
use super::vorbehalt::Vorbehalt;
use super::{deckung, joint};
use crate::data::{
    self, Auswirkung, Bedarf, Bereitstellung, Deckungsart, Paper, Plan, Satzung, Stand, Zeile,
    Zeilenart,
};
use crate::document::facts::budget;
use crate::document::marks;
use crate::period::Jahr;

#[derive(Serialize)]
pub(super) struct Haushalt {
    /// `wirksam`, `keine` or `veranschlagt`.
    auswirkung: &'static str,
    teilplan: Option<Teilplan>,
    teilplaene: Vec<Teilplan>,
    beschlossen: String,
    aufstellung: Option<String>,
    /// What holds of funds that are budgeted already, while the budget is not in force.
    vorbehalt: Option<Vorbehalt>,
}

#[derive(Serialize)]
pub(super) struct Teilplan {
    nummer: String,
    name: String,
}

impl From<&data::Teilplan> for Teilplan {
    fn from(of: &data::Teilplan) -> Self {
        Self { nummer: of.nummer.clone(), name: of.name.clone() }
    }
}

/// A Haushaltsjahr with the lines that have an amount in it.
#[derive(Serialize)]
pub(super) struct Year {
    jahr: String,
    /// The last of several years in a row of which the same is said.
    bis: Option<String>,
    /// Whether these are two.
    zwei: bool,
    stand: &'static str,
    #[serde(flatten)]
    vorbehalt: Vorbehalt,
    /// Whether its budget is adopted.
    beschlossen: bool,
    /// Whether its budget is only drawn up.
    entwurf: bool,
    umschichtungen: bool,
    aufwendungen: Vec<Line>,
    ertraege: Vec<Line>,
    eigenanteil: String,
    /// What Stellen that exist already cost, where some do.
    eigenleistung: Option<Eigenleistung>,
    /// What expenses less revenue leave: `eigenanteil`, `keiner` or `ueberschuss`.
    rest: &'static str,
    /// The parts of the expenses that meet the budget differently, where they do.
    davon: Vec<Part>,
    /// What the budget does not provide of the own share, where it provides part of it.
    offen: Option<String>,
    /// Whether the ledger says of all of the need that it is budgeted.
    ganz_veranschlagt: bool,
    /// What the ledger covers the own share with; nothing where it has no entry.
    deckung: deckung::Cover,
    /// What of it several Teilpläne cover together.
    gemeinsam: Option<String>,
}

/// What meets the budget in one way.
#[derive(Serialize)]
struct Part {
    /// In which, such as `veranschlagt`.
    stand: &'static str,
    zeilen: Vec<Line>,
}

/// What existing Stellen cost, which the budget provides already.
#[derive(Serialize)]
struct Eigenleistung {
    betrag: String,
    /// What the other expenses amount to, where there are others.
    mehrbedarf: Option<String>,
    /// How much of the own share it covers, where there is one.
    angerechnet: Option<String>,
    /// What it leaves of the own share, where it leaves anything.
    restbedarf: Option<String>,
}

#[derive(Serialize)]
struct Line {
    nummer: String,
    name: String,
    /// Its Teilplan, where that is another one than that of the paper.
    teilplan: Option<Teilplan>,
    betrag: String,
}

impl Line {
    fn of(zeile: &Zeile, betrag: String) -> Self {
        Self {
            nummer: zeile.nummer.clone(),
            name: zeile.name.clone(),
            teilplan: zeile.teilplan.as_ref().map(Teilplan::from),
            betrag,
        }
    }
}

/// The budget of `paper`, as its clauses about `teilplan` see it where that is another one.
pub(super) fn haushalt(
    paper: &Paper,
    beschlossen: String,
    teilplan: Option<&data::Teilplan>,
) -> Haushalt {
    let haushalt = &paper.haushalt;
    Haushalt {
        auswirkung: match haushalt.auswirkung {
            Auswirkung::Wirksam => "wirksam",
            Auswirkung::Keine => "keine",
            Auswirkung::Veranschlagt => "veranschlagt",
        },
        teilplan: teilplan.or(haushalt.teilplan.as_ref()).map(Teilplan::from),
        teilplaene: haushalt.teilplaene.iter().map(Teilplan::from).collect(),
        beschlossen,
        aufstellung: (!haushalt.aufstellung.is_empty()).then(|| budget(&haushalt.aufstellung)),
        vorbehalt: (haushalt.auswirkung == Auswirkung::Veranschlagt)
            .then(|| Vorbehalt::new(haushalt.satzung, &haushalt.beschlossen)),
    }
}

/// The years of `paper`, of one of its Teilpläne where one is given.
pub(super) fn years(
    paper: &Paper,
    marker: &Marker<'_>,
    teilplan: Option<&data::Teilplan>,
) -> Vec<Year> {
    let year = |jahr: Jahr| {
        let state = paper.haushalt.jahre.get(&jahr)?;
        let scope = (jahr, teilplan);
        Some(Year {
            jahr: jahr.to_string(),
            bis: None,
            zwei: false,
            stand: state.stand.schluessel(),
            vorbehalt: Vorbehalt::of(paper, jahr),
            beschlossen: paper.haushalt.beschlossen.contains(&jahr),
            entwurf: paper.haushalt.is_entwurf(jahr),
            umschichtungen: state.umschichtungen,
            aufwendungen: lines(paper, marker, Zeilenart::Aufwand, scope),
            ertraege: lines(paper, marker, Zeilenart::Ertrag, scope),
            eigenanteil: marker.named(&Subject::Eigenanteil.jahr(jahr).on(teilplan))?,
            eigenleistung: eigenleistung(marker, scope),
            rest: rest(marker, scope)?,
            davon: parts(paper, marker, scope),
            offen: marker.nonzero(&bereitstellung::open(jahr).on(teilplan)),
            ganz_veranschlagt: paper.deckung.iter().all(|of| {
                (of.jahr, of.fuer) != (jahr, Bedarf::Ergebnis)
                    || of.art == Deckungsart::Veranschlagt
            }),
            deckung: match teilplan {
                Some(teilplan) => joint::cover_of(paper, marker, teilplan, jahr),
                None => deckung::cover(paper, marker, Bedarf::Ergebnis, jahr),
            },
            gemeinsam: teilplan.and_then(|of| marker.nonzero(&teilplaene::left(of, jahr))),
        })
    };
    paper.jahre(Plan::Ergebnisplan).into_iter().filter_map(year).collect()
}

/// `years` with those in a row of which the same is said taken together; their amounts are
/// the figures of the first.
pub(super) fn together(years: Vec<Year>) -> Vec<Year> {
    let mut clauses: Vec<(Year, Facts)> = Vec::new();
    for year in years {
        let facts = year.facts();
        match clauses.last_mut() {
            Some((first, same)) if *same == facts && facts.deckung.is_none() => {
                first.zwei = first.bis.is_none();
                first.bis = Some(year.jahr);
            }
            _ => clauses.push((year, facts)),
        }
    }
    clauses.into_iter().map(|(clause, _)| clause).collect()
}

/// What the clause of a year says, amounts as printed.
#[derive(PartialEq, Eq)]
struct Facts {
    stand: [&'static str; 2],
    vorbehalt: Vorbehalt,
    entwurf: bool,
    umschichtungen: bool,
    zeilen: [Vec<[String; 3]>; 2],
    davon: Vec<(&'static str, Vec<[String; 3]>)>,
    eigenanteil: String,
    eigenleistung: Option<String>,
    /// The need that the ledger covers; its entries are of one year.
    deckung: Option<String>,
    gemeinsam: Option<String>,
}

impl Year {
    fn facts(&self) -> Facts {
        let line =
            |line: &Line| [line.nummer.clone(), line.name.clone(), marks::unmarked(&line.betrag)];
        Facts {
            stand: [self.stand, self.rest],
            vorbehalt: self.vorbehalt.clone(),
            entwurf: self.entwurf,
            umschichtungen: self.umschichtungen,
            zeilen: [&self.aufwendungen, &self.ertraege]
                .map(|lines| lines.iter().map(line).collect()),
            davon: self
                .davon
                .iter()
                .map(|part| (part.stand, part.zeilen.iter().map(line).collect()))
                .collect(),
            eigenanteil: marks::unmarked(&self.eigenanteil),
            eigenleistung: self.eigenleistung.as_ref().map(|of| marks::unmarked(&of.betrag)),
            deckung: self.deckung.bedarf().map(marks::unmarked),
            gemeinsam: self.gemeinsam.as_deref().map(marks::unmarked),
        }
    }
}

/// A year, of one Teilplan where one is given.
type Scope<'a> = (Jahr, Option<&'a data::Teilplan>);

fn eigenleistung(marker: &Marker<'_>, (jahr, teilplan): Scope<'_>) -> Option<Eigenleistung> {
    let of = |name: Name| marker.nonzero(&name.jahr(jahr).on(teilplan));
    Some(Eigenleistung {
        betrag: of(Subject::Eigenleistung.into())?,
        mehrbedarf: of(Subject::Mehrbedarf.into()),
        angerechnet: of(Subject::Eigenleistung.aspect("angerechnet")),
        restbedarf: of(Subject::Restbedarf.into()),
    })
}

/// What holds of the payments and authorisations that budgets not in force provide; what the
/// clauses of cover say of all budgets alike is not said again.
pub(super) fn vorbehalte(paper: &Paper, clauses: &[deckung::Clause]) -> Vec<Vorbehalt> {
    let payments = paper.investitionen.iter().flat_map(|of| &of.zahlungen);
    let authorised = paper.investitionen.iter().flat_map(|of| &of.verpflichtungen);
    let provided = payments
        .map(|of| (of.jahr, of.bereitstellung))
        .chain(authorised.map(|of| (of.jahr, of.bereitstellung)))
        .filter(|(_, bereitstellung)| *bereitstellung == Bereitstellung::Veranschlagt);
    let jahre: BTreeSet<Jahr> = provided.map(|(jahr, _)| jahr).collect();
    let mut found: Vec<Vorbehalt> = Vec::new();
    for vorbehalt in jahre.into_iter().map(|jahr| Vorbehalt::of(paper, jahr)) {
        let is_said = vorbehalt.satzung == Satzung::Vorlaeufig.schluessel()
            && clauses.iter().any(|clause| *clause.vorbehalt() == vorbehalt);
        if vorbehalt.is_reserved() && !is_said && !found.contains(&vorbehalt) {
            found.push(vorbehalt);
        }
    }
    found
}

/// The parts of the expenses of `jahr`, in the order of their clauses.
fn parts(paper: &Paper, marker: &Marker<'_>, (jahr, teilplan): Scope<'_>) -> Vec<Part> {
    let in_order = [
        Stand::Veranschlagt,
        Stand::Kompensiert,
        Stand::Ueberplanmaessig,
        Stand::Ausserplanmaessig,
        Stand::Mehrbedarf,
    ];
    let part = |stand: Stand| {
        let name = bereitstellung::part(jahr, stand);
        let zeilen = paper.zeilen(Plan::Ergebnisplan, Zeilenart::Aufwand).into_iter();
        let zeilen = zeilen.filter(|(zeile, _)| teilplan.is_none_or(|of| paper.is_on(zeile, of)));
        let zeilen = zeilen.filter_map(|(zeile, _)| {
            let betrag = marker.nonzero(&name.aspect(&zeile.schluessel))?;
            Some(Line::of(zeile, betrag))
        });
        Part { stand: stand.schluessel(), zeilen: zeilen.collect() }
    };
    in_order.map(part).into_iter().filter(|part| !part.zeilen.is_empty()).collect()
}

fn rest(marker: &Marker<'_>, (jahr, teilplan): Scope<'_>) -> Option<&'static str> {
    let find = |name: Name| marker.figures.find(&name.on(teilplan));
    let own = find(bereitstellung::open(jahr)).or_else(|| find(Subject::Eigenanteil.jahr(jahr)))?;
    let own = marker.figures.get(own).value;
    Some(match own {
        own if own.is_zero() => "keiner",
        own if own.is_sign_negative() => "ueberschuss",
        _ => "eigenanteil",
    })
}

fn lines(
    paper: &Paper,
    marker: &Marker<'_>,
    art: Zeilenart,
    (jahr, teilplan): Scope<'_>,
) -> Vec<Line> {
    let line = |zeile: &Zeile| {
        let betrag = marker.nonzero(&Name::from(zeile).jahr(jahr))?;
        Some(Line::of(zeile, betrag))
    };
    let zeilen = paper.zeilen(Plan::Ergebnisplan, art).into_iter().map(|(zeile, _)| zeile);
    let zeilen = zeilen.filter(|zeile| teilplan.is_none_or(|of| paper.is_on(zeile, of)));
    zeilen.filter_map(line).collect()
}
