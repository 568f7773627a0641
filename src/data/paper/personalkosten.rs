//! Tables of personnel costs: what a full post of each grade costs a year, with source
//! and year.
//!
//! A paper may have one of its own, and its city another; a Stelle finds the costs of the
//! paper first, then its table, then that of the city.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::references::References;
use crate::data::record::form::Form;
use crate::data::record::{Field, Record};
use crate::data::record::{date, number, registry, value};
use crate::data::yaml::intake::Intake;
use crate::data::yaml::node::Node;
use crate::data::{Kostensatz, Placed, Steigerung, Stelle};
use crate::diagnostic::Diagnostic;
use crate::period::Jahr;

pub(in crate::data) const TABLE: &[Field] = &[
    Field::required(
        "quelle",
        "Personalkostentabelle der Stadt, Stand 2025",
        "woher die Beträge stammen; die Quelle steht im Berechnungsnachweis",
    )
    .takes(Form::Text),
    Field::required("jahr", "2025", "das Jahr, für das die Beträge gelten").takes(Form::Year),
    Field::optional(
        "steigerung",
        "tarif",
        "wie die Beträge nach diesem Jahr steigen: ein Satz wie `2 %` oder ein Name aus \
         `steigerungen`",
    )
    .takes(Form::Either(&[Form::Percent, Form::Id])),
    Field::required("saetze", "", "eine Liste der Bewertungen mit ihren Jahresbeträgen")
        .takes(Form::List(&Form::Record(SATZ))),
];

pub(in crate::data) const SATZ: &[Field] = &[
    Field::required("id", "e13", "die Kennung des Kostensatzes").takes(Form::Id),
    Field::required("bezeichnung", "E 13 TVöD", "die Bewertung, wie sie gedruckt wird")
        .takes(Form::Text),
    Field::required("jahresbetrag", "84100", "Euro im Jahr für eine volle Stelle")
        .takes(Form::Amount),
];

/// Reads the table at `node` into `known`, whose records of the same name stay; `kennung`
/// names its own rise.
pub(in crate::data) fn read(node: &Node, kennung: &str, known: &mut References, intake: &Intake) {
    let Some(record) = Record::open(node, "personalkosten", TABLE, intake) else {
        known.tables.complete = false;
        return;
    };
    let quelle = record.read("quelle", value::text);
    let jahr = record.read("jahr", date::scalar_year);
    let steigerung = record
        .read_optional("steigerung", |node, intake| rise(node, kennung, jahr?, known, intake));
    let head = quelle.zip(steigerung);
    let home = "personalkosten.saetze";
    let mut rows = Vec::new();
    registry::read_list(record.node("saetze"), home, intake, |node, path| {
        let row = read_row(node, path, intake);
        let id = node.get("id").and_then(Node::as_text).map(|id| id.trim().to_owned());
        let satz =
            head.clone().zip(row).map(|((quelle, steigerung), (id, bezeichnung, betrag))| {
                let (quelle, jahresbetrag) = (Some(quelle), betrag);
                Arc::new(Kostensatz { id, bezeichnung, jahresbetrag, quelle, steigerung })
            });
        let is_sound = satz.is_some();
        rows.push((id, satz));
        is_sound.then_some(())
    });
    known.tables.complete &= record.node("saetze").is_some();
    for (id, satz) in rows {
        match id {
            Some(id) if !known.tables.has(&id) => known.tables.add(&id, satz),
            Some(_) => {}
            None => known.tables.complete = false,
        }
    }
}

fn read_row(
    node: &Node,
    path: &str,
    intake: &Intake,
) -> Option<(String, String, Placed<rust_decimal::Decimal>)> {
    let record = Record::open(node, path, SATZ, intake)?;
    let id = record.read("id", value::id);
    let bezeichnung = record.read("bezeichnung", value::text);
    let jahresbetrag = record.read("jahresbetrag", number::amount);
    Some((id?.value, bezeichnung?, jahresbetrag?))
}

/// The rise of a table from its year on: its own rate, or a rise of the paper from that year.
fn rise(
    node: &Node,
    kennung: &str,
    jahr: Jahr,
    known: &References,
    intake: &Intake,
) -> Option<Arc<Steigerung>> {
    if value::scalar(node, intake)?.contains('%') {
        let satz = number::percent(node, intake)?;
        return Some(Arc::new(Steigerung { id: kennung.to_owned(), satz, basisjahr: jahr }));
    }
    let steigerung = known.steigerungen.find(node, intake)?;
    if steigerung.basisjahr == jahr {
        return Some(steigerung);
    }
    intake.reject(
        Diagnostic::error(
            "basisjahr-widerspruch",
            &node.place,
            format!(
                "Die Tabelle gilt für das Jahr {jahr}, ihre Steigerung rechnet aber ab {}",
                steigerung.basisjahr
            ),
        )
        .with_hint(
            "Nennen Sie eine Steigerung mit dem Basisjahr der Tabelle, oder schreiben Sie den \
                Satz selbst, etwa `steigerung: 2 %`.",
        ),
    )
}

/// `kostensaetze` of the paper, and what its Stellen use of tables of personnel costs.
pub(in crate::data) fn with_tables(
    mut kostensaetze: Vec<Arc<Kostensatz>>,
    stellen: &[Stelle],
) -> Vec<Arc<Kostensatz>> {
    let mut known: BTreeSet<String> = kostensaetze.iter().map(|satz| satz.id.clone()).collect();
    for satz in stellen.iter().filter_map(|stelle| stelle.kostensatz.as_ref()) {
        if known.insert(satz.id.clone()) {
            kostensaetze.push(Arc::clone(satz));
        }
    }
    kostensaetze
}
