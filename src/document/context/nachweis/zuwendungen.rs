//! The calculations of grants, part by part.

use std::collections::BTreeMap;

use super::tabelle::Titled;
use super::{EMPTY, Gruppe, Outcome, Step, Writer};
use crate::finance::{Derivation, FigureId};
use crate::period::Jahr;

impl Writer<'_> {
    /// A group for every year of every grant.
    pub(super) fn zuwendungen(&self) -> Vec<Gruppe> {
        let labels = self.labels();
        let year = |row: &Titled, jahr: &Jahr| {
            let kennung = format!("{}.{jahr}", row.name);
            let id = self.find(&kennung)?;
            let granted =
                matches!(self.marker.figures.get(id).derivation, Derivation::Granted { .. });
            let mut zeilen = Vec::new();
            self.steps(id, &labels, &mut zeilen);
            Some(Gruppe {
                titel: format!("{}, Haushaltsjahr {jahr}", row.title),
                kennung,
                zeilen,
                ergebnis: Some(Outcome {
                    bezeichnung: if granted { "Angesetzt wie bewilligt" } else { "Summe" },
                    rechnung: None,
                    betrag: self.marker.mark(id),
                }),
            })
        };
        let rows = self.grants();
        rows.iter()
            .flat_map(|row| self.jahre.iter().filter_map(move |jahr| year(row, jahr)))
            .collect()
    }

    /// What the figures that a grant is made of are called.
    fn labels(&self) -> BTreeMap<FigureId, String> {
        let mut labels = BTreeMap::new();
        let mut label = |name: String, title: &str| {
            for jahr in &self.jahre {
                if let Some(id) = self.find(&format!("{name}.{jahr}")) {
                    labels.insert(id, title.to_owned());
                }
            }
        };
        for kosten in self.kosten() {
            label(kosten.name, &kosten.title);
        }
        for zuwendung in &self.paper.zuwendungen {
            let name = format!("zuwendung.{}", zuwendung.id.value);
            for row in self.stellen().into_iter().chain(self.kosten()) {
                label(format!("{name}.{}", row.name), &row.title);
            }
            for satz in &zuwendung.saetze {
                let rolle = &satz.rolle.value;
                label(format!("{name}.rolle.{rolle}"), &format!("Rolle {rolle}"));
            }
        }
        labels
    }

    /// What the amount `id` of a grant is made of, down to its single parts.
    fn steps(&self, id: FigureId, labels: &BTreeMap<FigureId, String>, out: &mut Vec<Step>) {
        match &self.marker.figures.get(id).derivation {
            Derivation::Granted { computed, granted } => {
                self.steps(*computed, labels, out);
                out.push(Step {
                    bezeichnung: "Errechnet".to_owned(),
                    rechnung: "Summe der Zeilen".to_owned(),
                    betrag: self.marker.mark(*computed),
                });
                out.push(Step {
                    bezeichnung: "Bewilligt".to_owned(),
                    rechnung: self.source(*granted),
                    betrag: self.marker.mark(*granted),
                });
            }
            Derivation::Capped { of, .. } if !labels.contains_key(&id) => {
                self.steps(*of, labels, out);
                out.push(self.step("Höchstbetrag".to_owned(), id));
            }
            Derivation::Sum(of) => {
                for part in of {
                    let title = labels.get(part).cloned().unwrap_or_else(|| EMPTY.to_owned());
                    out.push(self.step(title, *part));
                }
            }
            _ => {}
        }
    }

    fn source(&self, id: FigureId) -> String {
        match &self.marker.figures.get(id).derivation {
            Derivation::Given { source: Some(source), .. } => source.clone(),
            _ => EMPTY.to_owned(),
        }
    }
}
