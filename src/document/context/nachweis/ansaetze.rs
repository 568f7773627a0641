//! The lines of the budget: what they provide, what the paper needs, what is available then.

use super::{Group, Outcome, Writer};
use crate::data::Ansatz;
use crate::finance::Name;

impl Writer<'_> {
    /// A group for every Ansatz that the paper states.
    pub(super) fn ansaetze(&self) -> Vec<Group> {
        self.paper.ansaetze.iter().filter_map(|ansatz| self.ansatz(ansatz)).collect()
    }

    fn ansatz(&self, ansatz: &Ansatz) -> Option<Group> {
        let (kennung, zeile) = (Name::from(ansatz), &ansatz.zeile.value);
        let part = |word: &str, name: Name| {
            let title = || self.say(&format!("ansaetze.{word}"));
            self.find(&name).map(|id| self.with_source(title(), id))
        };
        let zeilen = [
            part("ansatz", kennung.clone()),
            part("bereitgestellt", kennung.aspect("bereitgestellt")),
            part("beantragt", kennung.aspect("beantragt")),
        ];
        let sum = self.find(&kennung.aspect("verfuegbar"))?;
        Some(Group {
            titel: self.fill(
                "ansaetze.titel",
                &[
                    ("nummer", &zeile.nummer),
                    ("name", &zeile.name),
                    ("jahr", &ansatz.jahr.to_string()),
                ],
            ),
            kennung,
            zeilen: zeilen.into_iter().flatten().collect(),
            ergebnis: Some(Outcome {
                bezeichnung: self.say("ansaetze.verfuegbar"),
                rechnung: Some(self.formula(sum)),
                betrag: self.marker.mark(sum),
            }),
        })
    }
}
