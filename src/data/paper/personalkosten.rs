//! Tables of personnel costs: what a full post of each grade costs a year, with source
//! and year.
//!
//! A paper may have one of its own, and its city another; a Stelle finds the costs of the
//! paper first, then its table, then that of the city.

use std::collections::BTreeSet;
use std::sync::Arc;

use rust_decimal::Decimal;

use super::kostensaetze::SteigerungRef;
use super::references::References;
use crate::data::record::declare::record;
use crate::data::record::form::Form;
use crate::data::record::kinds::{Amount, Designation, Name, Named, Percent, Text, Year};
use crate::data::record::open::Record;
use crate::data::record::reads::{At, Declared, Path, Reads};
use crate::data::record::value;
use crate::data::yaml::intake::Intake;
use crate::data::yaml::node::Node;
use crate::data::{Kostensatz, Placed, Steigerung, Stelle};
use crate::diagnostic::Diagnostic;
use crate::period::Jahr;

record! {
    /// A table of personnel costs.
    pub(in crate::data) struct Table knowing References, "Personalkostentabelle" {
        /// Where the amounts come from.
        quelle: String = required Designation
            => "Quelle", "woher die Beträge stammen; die Quelle steht im Berechnungsnachweis",
                "Personalkostentabelle der Stadt, Stand 2025";
        /// The year for which the amounts hold.
        jahr: Jahr = required Year
            => "Jahr", "das Jahr, für das die Beträge gelten", "2025";
        /// How they rise from then on.
        steigerung: Option<Rise> = optional Rise
            => "Steigerung", "wie die Beträge nach diesem Jahr steigen: ein Satz wie `2 %` oder \
                ein Name aus `steigerungen`", "tarif";
        /// What each grade costs.
        saetze: Vec<Satz> = required Named<Satz>
            => "Sätze", "eine Liste der Bewertungen mit ihren Jahresbeträgen";
    }
    check base_year;
}

record! {
    /// What a full post of a grade costs in the year of the table.
    struct Satz, "Satz" {
        id: String = required Name
            => "Kennung", "die Kennung des Kostensatzes", "e13";
        bezeichnung: String = required Text
            => "Bezeichnung", "die Bewertung, wie sie gedruckt wird", "E 13 TVöD";
        jahresbetrag: Placed<Decimal> = required Amount
            => "Jahresbetrag", "Euro im Jahr für eine volle Stelle", "84100";
    }
}

/// How the amounts of a table rise.
#[derive(Debug, Clone)]
enum Rise {
    /// By a rate of the table.
    Own(Placed<Decimal>),
    /// By a rise of the paper.
    Named(Arc<Steigerung>),
}

impl Declared for Rise {
    const FORM: Form = Form::Either(&[Form::Percent, Form::Reference("steigerungen")]);
}

impl Reads<References> for Rise {
    type Value = Self;

    fn read(node: &Node, at: &At<'_, References>) -> Option<Self> {
        if value::scalar(node, at.intake)?.contains('%') {
            return Percent::read(node, at).map(Self::Own);
        }
        SteigerungRef::read(node, at).map(Self::Named)
    }
}

/// Reads the table at `node` into `known`, whose records of the same name stay; `kennung`
/// names its own rise.
pub(in crate::data) fn read(node: &Node, kennung: &str, known: &mut References, intake: &Intake) {
    let at = At { path: Path::of("personalkosten"), known: &*known, intake };
    let saetze = Table::read(node, &at).map(|table| table.kostensaetze(kennung));
    let rows = node.get("saetze");
    known.tables.complete &= rows.is_some();
    for item in rows.map(Node::items).unwrap_or_default() {
        let Some(id) = item.get("id").and_then(Node::as_text).map(str::trim) else {
            known.tables.complete = false;
            continue;
        };
        if !known.tables.has(id) {
            let satz = saetze.iter().flatten().find(|satz| satz.id == id);
            known.tables.add(id, satz.cloned());
        }
    }
}

impl Table {
    /// Its rows as costs of grades; `kennung` names its own rise.
    fn kostensaetze(self, kennung: &str) -> Vec<Arc<Kostensatz>> {
        let steigerung = self.steigerung.map(|rise| match rise {
            Rise::Named(steigerung) => steigerung,
            Rise::Own(satz) => {
                Arc::new(Steigerung { id: kennung.to_owned(), satz, basisjahr: self.jahr })
            }
        });
        let satz = |Satz { id, bezeichnung, jahresbetrag }: Satz| {
            let (quelle, steigerung) = (Some(self.quelle.clone()), steigerung.clone());
            Arc::new(Kostensatz { id, bezeichnung, jahresbetrag, quelle, steigerung })
        };
        self.saetze.into_iter().map(satz).collect()
    }
}

/// Checks that a rise of the paper begins in the year of the table.
fn base_year(table: Table, record: &Record<'_, References>) -> Option<Table> {
    let Some(Rise::Named(steigerung)) = &table.steigerung else { return Some(table) };
    if steigerung.basisjahr == table.jahr {
        return Some(table);
    }
    record.intake().reject(
        Diagnostic::error(
            "basisjahr-widerspruch",
            record.place("steigerung"),
            format!(
                "Die Tabelle gilt für das Jahr {}, ihre Steigerung rechnet aber ab {}",
                table.jahr, steigerung.basisjahr
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
