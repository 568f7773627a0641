//! What dropped Stellen save, in the annex: each with its annual cost in the first full year
//! in which all of them are gone.

use super::writer::{Group, Outcome, Writer};
use crate::document::context::table;
use crate::finance::Subject;

impl Writer<'_> {
    /// The savings of a year; nothing where no amount is known.
    pub(super) fn einsparungen(&self) -> Option<Group> {
        let kennung = Subject::Einsparung.aspect("personal");
        let sum = self.find(&kennung)?;
        let zeilen = self.paper.entfallende().filter_map(|stelle| {
            let id = self.find(&Subject::Einsparung.aspect("stelle").aspect(&stelle.id.value))?;
            let row = table::of_stelle(stelle, self.marker);
            Some(self.step(format!("{} ({})", row.title, row.name), id))
        });
        let jahr = self.paper.einsparung_ab()?;
        Some(Group {
            titel: self.fill("einsparungen", &[("jahr", &jahr.to_string())]),
            kennung,
            zeilen: zeilen.collect(),
            ergebnis: Some(Outcome {
                bezeichnung: self.say("summe"),
                rechnung: Some(self.formula(sum)),
                betrag: self.marker.mark(sum),
            }),
        })
    }
}
