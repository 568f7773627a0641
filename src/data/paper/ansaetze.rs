//! What the budget provides already on a line (Ansatz), and what was added to it since.
//!
//! Forms of some cities state per line and Haushaltsjahr the Ansatz, what was provided
//! before beyond it, what the paper requests, and what is available then. The first two are
//! data, like what of them is bound for other measures; the others follow from the paper.

use std::collections::BTreeMap;
use std::sync::Arc;

use rust_decimal::Decimal;

use super::lookups::{AnyZeile, TeilplanRef};
use super::references::References;
use crate::data::record::declare::record;
use crate::data::record::kinds::{Amount, Designation, WithPlace, Year};
use crate::data::record::open;
use crate::data::record::reads::{At, Path, Reads};
use crate::data::yaml::intake::Intake;
use crate::data::yaml::node::Node;
use crate::data::{Placed, Teilplan, Zeile};
use crate::diagnostic::{Diagnostic, Place};
use crate::period::Jahr;

record! {
    /// The Ansatz of a line in a Haushaltsjahr.
    #[derive(PartialEq, Eq)]
    pub struct Ansatz knowing References, "Ansatz" {
        /// The line, of either plan.
        pub zeile: Placed<Arc<Zeile>> = required WithPlace<AnyZeile>
            => "Zeile", "die Zeile des Haushalts, deren Ansatz genannt wird", "sach";
        /// The Teilplan, where it is not that of the paper.
        pub teilplan: Option<Teilplan> = optional TeilplanRef
            => "Teilplan", "die Nummer des Teilplans, wenn sie vom Haushalt abweicht", "0603";
        /// The Haushaltsjahr.
        pub jahr: Jahr = required Year
            => "Jahr", "das Haushaltsjahr", "2026";
        /// What the budget provides, in euros.
        pub ansatz: Placed<Decimal> = required Amount
            => "Ansatz", "der Haushaltsansatz des Jahres in Euro", "120000";
        /// What was provided beyond it before this paper, in euros.
        pub bereitgestellt: Option<Placed<Decimal>> = optional Amount
            => "Bereitgestellt", "was vor dieser Vorlage schon über den Ansatz hinaus \
                bereitgestellt wurde, in Euro", "15000";
        /// What of both other measures need, in euros.
        pub gebunden: Option<Placed<Decimal>> = optional Amount
            => "Gebunden", "was davon für anderes gebunden ist, in Euro; ohne Angabe steht der \
                Ansatz ganz für diese Vorlage bereit", "120000";
        /// The project of the budget, as printed.
        pub projekt: Option<String> = optional Designation
            => "Projekt", "die Nummer des Projekts im Haushalt", "4E.310005";
        /// The account, as printed.
        pub sachkonto: Option<String> = optional Designation
            => "Sachkonto", "das Sachkonto", "431810";
        /// The document that the amounts come from.
        pub quelle: Option<String> = optional Designation
            => "Quelle", "woher die Beträge stammen", "Haushaltsplan 2026, Seite 214";
    }
}

impl Ansatz {
    /// What the names of its figures begin with, such as `ansatz.sach.2026`.
    pub fn kennung(&self) -> String {
        format!("ansatz.{}.{}", self.zeile.value.schluessel, self.jahr)
    }
}

/// Reads all of them, in the order of the data; a line has one a year.
pub(in crate::data) fn read(
    node: Option<&Node>,
    known: &References,
    intake: &Intake,
) -> Option<Vec<Ansatz>> {
    let Some(node) = node else { return Some(Vec::new()) };
    let mut number = 0;
    let all = open::list(node, intake, |item| {
        number += 1;
        let path = format!("ansaetze[{number}]");
        Ansatz::read(item, &At { path: Path::of(&path), known, intake })
    })?;
    check_double(&all, intake);
    Some(all)
}

fn check_double(all: &[Ansatz], intake: &Intake) {
    let mut first: BTreeMap<(String, Option<&str>), &Place> = BTreeMap::new();
    for ansatz in all {
        let teilplan = ansatz.teilplan.as_ref().map(|of| of.nummer.as_str());
        let line = (ansatz.kennung(), teilplan);
        let Some(before) = first.insert(line, &ansatz.zeile.place) else { continue };
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
