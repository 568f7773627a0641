//! What lines of the budget provide already, and what is available after the paper.

use crate::finance::Name;
use serde::Serialize;

use super::haushalt::Teilplan;
use super::marker::Marker;
use crate::data::{Ansatz, Paper, Plan};

/// The Ansatz of a line in a Haushaltsjahr.
#[derive(Serialize)]
pub(super) struct Available {
    /// `ergebnisplan` or `finanzplan`.
    plan: &'static str,
    nummer: String,
    name: String,
    /// Its Teilplan, where that is another one than that of the paper.
    teilplan: Option<Teilplan>,
    jahr: String,
    projekt: Option<String>,
    sachkonto: Option<String>,
    ansatz: String,
    bereitgestellt: Option<String>,
    beantragt: Option<String>,
    verfuegbar: String,
    /// How the year of the Ergebnisplan provides it, such as `ueberplanmaessig`.
    stand: Option<&'static str>,
}

/// The Ansätze on whose lines the paper needs something, in the order of the data.
pub(super) fn ansaetze(paper: &Paper, marker: &Marker<'_>) -> Vec<Available> {
    paper.ansaetze.iter().filter_map(|ansatz| available(paper, ansatz, marker)).collect()
}

fn available(paper: &Paper, ansatz: &Ansatz, marker: &Marker<'_>) -> Option<Available> {
    let (name, zeile) = (Name::from(ansatz), &ansatz.zeile.value);
    let stand = paper.haushalt.jahre.get(&ansatz.jahr).map(|stand| stand.stand.schluessel());
    let (plan, stand) = match zeile.plan {
        Plan::Ergebnisplan => ("ergebnisplan", stand),
        Plan::Finanzplan => ("finanzplan", None),
    };
    Some(Available {
        plan,
        nummer: zeile.nummer.clone(),
        name: zeile.name.clone(),
        teilplan: zeile.teilplan.as_ref().map(Teilplan::from),
        jahr: ansatz.jahr.to_string(),
        projekt: ansatz.projekt.clone(),
        sachkonto: ansatz.sachkonto.clone(),
        ansatz: marker.named(&name)?,
        bereitgestellt: marker.named(&name.aspect("bereitgestellt")),
        beantragt: marker.named(&name.aspect("beantragt")),
        verfuegbar: marker.named(&name.aspect("verfuegbar"))?,
        stand,
    })
}
