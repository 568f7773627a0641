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
        let part = |title: &str, name: Name| {
            self.find(&name).map(|id| self.with_source(title.to_owned(), id))
        };
        let zeilen = [
            part("Haushaltsansatz", kennung.clone()),
            part("bereits bereitgestellt", kennung.aspect("bereitgestellt")),
            part("beantragt", kennung.aspect("beantragt")),
        ];
        let sum = self.find(&kennung.aspect("verfuegbar"))?;
        Some(Group {
            titel: format!(
                "Zeile {} – {}, Haushaltsjahr {}",
                zeile.nummer, zeile.name, ansatz.jahr
            ),
            kennung,
            zeilen: zeilen.into_iter().flatten().collect(),
            ergebnis: Some(Outcome {
                bezeichnung: "neu verfügbar",
                rechnung: Some(self.formula(sum)),
                betrag: self.marker.mark(sum),
            }),
        })
    }
}
