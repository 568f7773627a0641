//! The cover of a need, for the clauses: its entries in the order of the ledger, what is
//! declared uncovered apart from them.

use std::collections::BTreeMap;

use serde::Serialize;

use super::Marker;
use crate::data::{Bedarf, Deckung, Deckungsart, Paper, Plan, Teilplan};
use crate::document::german;
use crate::period::Jahr;

/// What the ledger says of one need.
#[derive(Serialize)]
pub(super) struct Cover {
    /// What needs cover.
    bedarf: Option<String>,
    eintraege: Vec<Entry>,
    /// What nothing covers, as declared.
    ungedeckt: Vec<String>,
}

/// An entry of the ledger.
#[derive(Serialize)]
struct Entry {
    art: &'static str,
    betrag: String,
    /// Whether it covers the whole need.
    allein: bool,
    teilplan: Option<Named>,
    zeile: Option<Named>,
    finanzstelle: Option<String>,
    dezernat: Option<String>,
    aus_jahr: Option<String>,
    faellig: Option<String>,
}

/// A number and its name.
#[derive(Serialize)]
pub(super) struct Named {
    nummer: String,
    name: String,
}

/// A need of the Finanzplan and its cover.
#[derive(Serialize)]
pub(super) struct Clause {
    jahr: String,
    /// `auszahlung` or `verpflichtung`.
    fuer: &'static str,
    deckung: Cover,
}

/// A provision of law.
#[derive(Serialize)]
pub(super) struct Norm {
    norm: String,
    stand: String,
}

/// The provisions that the profile knows.
pub(super) fn recht(paper: &Paper) -> BTreeMap<String, Norm> {
    let norm = |(key, norm): (&String, &crate::data::Norm)| {
        (key.clone(), Norm { norm: norm.norm.clone(), stand: german::date(norm.stand) })
    };
    paper.profil.recht.iter().map(norm).collect()
}

/// The cover of what `fuer` needs in `jahr`.
pub(super) fn cover(paper: &Paper, marker: &Marker<'_>, fuer: Bedarf, jahr: Jahr) -> Cover {
    let of = |entry: &&Deckung| (entry.jahr, entry.fuer) == (jahr, fuer);
    let entries: Vec<&Deckung> = paper.deckung.iter().filter(of).collect();
    let (open, covering): (Vec<&Deckung>, Vec<&Deckung>) =
        entries.iter().partition(|entry| entry.art == Deckungsart::Ungedeckt);
    let allein = entries.len() == 1;
    let amount = |entry: &Deckung| marker.named(&format!("deckung.{}", entry.id.value));
    Cover {
        bedarf: marker.named(&format!("bedarf.{}.{jahr}", fuer.schluessel())),
        eintraege: covering
            .into_iter()
            .filter_map(|deckung| Some(entry(paper, deckung, amount(deckung)?, allein)))
            .collect(),
        ungedeckt: open.into_iter().filter_map(amount).collect(),
    }
}

fn entry(paper: &Paper, deckung: &Deckung, betrag: String, allein: bool) -> Entry {
    let own = paper.haushalt.teilplan.as_ref().filter(|_| deckung.art.is_in_teilplan());
    let year = |jahr: Option<Jahr>| jahr.map(|jahr| jahr.to_string());
    Entry {
        art: deckung.art.schluessel(),
        betrag,
        allein,
        teilplan: deckung.teilplan.as_ref().or(own).map(teilplan),
        zeile: deckung
            .zeile
            .as_ref()
            .map(|zeile| Named { nummer: zeile.nummer.clone(), name: zeile.name.clone() }),
        finanzstelle: deckung.finanzstelle.as_ref().map(|of| of.value.clone()),
        dezernat: deckung.dezernat.clone(),
        aus_jahr: year(deckung.aus_jahr),
        faellig: year(deckung.faellig),
    }
}

fn teilplan(teilplan: &Teilplan) -> Named {
    Named { nummer: teilplan.nummer.clone(), name: teilplan.name.clone() }
}

/// The needs of the Finanzplan that the ledger covers, by year.
pub(super) fn clauses(paper: &Paper, marker: &Marker<'_>) -> Vec<Clause> {
    let mut clauses = Vec::new();
    for jahr in paper.jahre(Plan::Finanzplan) {
        for fuer in [Bedarf::Auszahlung, Bedarf::Verpflichtung] {
            let deckung = cover(paper, marker, fuer, jahr);
            if deckung.bedarf.is_some() {
                let (jahr, fuer) = (jahr.to_string(), fuer.schluessel());
                clauses.push(Clause { jahr, fuer, deckung });
            }
        }
    }
    clauses
}
