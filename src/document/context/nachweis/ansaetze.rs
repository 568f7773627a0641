//! The lines of the budget: what they provide, what the paper needs, what is available then.

use super::writer::{Group, Outcome, Writer};
use crate::data::Ansatz;
use crate::finance::Name;

impl Writer<'_> {
    /// A group for every Ansatz that the paper states.
    pub(super) fn ansaetze(&self) -> Vec<Group> {
        self.paper.ansaetze.iter().filter_map(|ansatz| self.ansatz(ansatz)).collect()
    }

    fn ansatz(&self, ansatz: &Ansatz) -> Option<Group> {
        let kennung = Name::from(ansatz);
        let part = |name: Name| self.find(&name).map(|id| self.with_source(self.label(&name), id));
        let [before, asked] = ["bereitgestellt", "beantragt"].map(|of| kennung.aspect(of));
        let zeilen = [kennung.clone(), before, asked].map(part);
        let rest = kennung.aspect("verfuegbar");
        let sum = self.find(&rest)?;
        Some(Group {
            titel: self.fill(
                "ansaetze.zeile_im_jahr",
                &[
                    ("zeile", &self.title(&Name::from(&*ansatz.zeile.value))),
                    ("jahr", &ansatz.jahr.to_string()),
                ],
            ),
            kennung,
            zeilen: zeilen.into_iter().flatten().collect(),
            ergebnis: Some(Outcome {
                bezeichnung: self.label(&rest),
                rechnung: Some(self.formula(sum)),
                betrag: self.marker.mark(sum),
            }),
        })
    }
}
