//! What the budget provides already on a line (Ansatz), and what was added to it since.
//!
//! Forms of some cities state per line and Haushaltsjahr the Ansatz, what was provided
//! before beyond it, what the paper needs, and what is available then. The first two are
//! data; the others follow from the paper.

use std::collections::BTreeMap;
use std::sync::Arc;

use rust_decimal::Decimal;

use super::references::References;
use crate::data::record::form::Form;
use crate::data::record::{self, Field, Record};
use crate::data::record::{date, number, value};
use crate::data::yaml::intake::Intake;
use crate::data::yaml::node::Node;
use crate::data::{Placed, Zeile};
use crate::diagnostic::{Diagnostic, Place};
use crate::period::Jahr;

/// The Ansatz of a line in a Haushaltsjahr.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ansatz {
    /// The line, of either plan.
    pub zeile: Placed<Arc<Zeile>>,
    /// The Haushaltsjahr.
    pub jahr: Jahr,
    /// What the budget provides, in euros.
    pub ansatz: Placed<Decimal>,
    /// What was provided beyond it before this paper, in euros.
    pub bereitgestellt: Option<Placed<Decimal>>,
    /// The project of the budget, as printed.
    pub projekt: Option<String>,
    /// The account, as printed.
    pub sachkonto: Option<String>,
    /// The document that the amounts come from.
    pub quelle: Option<String>,
}

impl Ansatz {
    /// What the names of its figures begin with, such as `ansatz.sach.2026`.
    pub fn kennung(&self) -> String {
        format!("ansatz.{}.{}", self.zeile.value.schluessel, self.jahr)
    }
}

pub(in crate::data) const FIELDS: &[Field] = &[
    Field::required("zeile", "sach", "die Zeile des Haushalts, deren Ansatz genannt wird")
        .takes(Form::Id),
    Field::required("jahr", "2026", "das Haushaltsjahr").takes(Form::Year),
    Field::required("ansatz", "120000", "der Haushaltsansatz des Jahres in Euro")
        .takes(Form::Amount),
    Field::optional(
        "bereitgestellt",
        "15000",
        "was vor dieser Vorlage schon über den Ansatz hinaus bereitgestellt wurde, in Euro",
    )
    .takes(Form::Amount),
    Field::optional("projekt", "4E.310005", "die Nummer des Projekts im Haushalt")
        .takes(Form::Text),
    Field::optional("sachkonto", "431810", "das Sachkonto").takes(Form::Text),
    Field::optional("quelle", "Haushaltsplan 2026, Seite 214", "woher die Beträge stammen")
        .takes(Form::Text),
];

/// Reads all of them, in the order of the data; a line has one a year.
pub(in crate::data) fn read(
    node: Option<&Node>,
    known: &References,
    intake: &Intake,
) -> Option<Vec<Ansatz>> {
    let Some(node) = node else { return Some(Vec::new()) };
    let mut number = 0;
    let all = record::list(node, intake, |item, intake| {
        number += 1;
        read_one(item, &format!("ansaetze[{number}]"), known, intake)
    })?;
    check_double(&all, intake);
    Some(all)
}

fn read_one(node: &Node, path: &str, known: &References, intake: &Intake) -> Option<Ansatz> {
    let record = Record::open(node, path, FIELDS, intake)?;
    let zeile =
        record.read("zeile", |node, intake| value::placed(node, known.zeilen.find(node, intake)?));
    let jahr = record.read("jahr", date::scalar_year);
    let ansatz = record.read("ansatz", number::amount);
    let bereitgestellt = record.read_optional("bereitgestellt", number::amount);
    let projekt = record.read_optional("projekt", value::text);
    let sachkonto = record.read_optional("sachkonto", value::text);
    let quelle = record.read_optional("quelle", value::text);
    Some(Ansatz {
        zeile: zeile?,
        jahr: jahr?,
        ansatz: ansatz?,
        bereitgestellt: bereitgestellt?,
        projekt: projekt?,
        sachkonto: sachkonto?,
        quelle: quelle?,
    })
}

fn check_double(all: &[Ansatz], intake: &Intake) {
    let mut first: BTreeMap<String, &Place> = BTreeMap::new();
    for ansatz in all {
        let Some(before) = first.insert(ansatz.kennung(), &ansatz.zeile.place) else { continue };
        let Zeile { nummer, name, .. } = &*ansatz.zeile.value;
        let message = format!(
            "Für die Zeile {nummer} {name} ist der Ansatz des Jahres {} schon genannt",
            ansatz.jahr
        );
        intake.report(Diagnostic::error("ansatz-doppelt", &ansatz.zeile.place, message).with_hint(
            format!(
                "Er steht in {}; nennen Sie dort den Ansatz der ganzen Zeile, oder berichtigen \
                    Sie `zeile` oder `jahr`.",
                intake.locate(before)
            ),
        ));
    }
}
