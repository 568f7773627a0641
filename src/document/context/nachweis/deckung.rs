//! The ledger of cover: the need of a Haushaltsjahr, every entry, and their sum.

use std::collections::BTreeSet;

use super::{Group, Outcome, Step, Writer};
use crate::data::{Bedarf, Deckung};
use crate::finance::{Derivation, FigureId, Name, Subject};
use crate::period::Jahr;

/// What the parts of an entry are called.
const PARTS: [(&str, &str); 3] = [
    ("aufwendungen", "Aufwendungen der Stellen"),
    ("zuwendungen", "Zuwendungen für die Stellen"),
    ("uebrige", "übrige Einträge"),
];

/// The figures of existing Stellen.
const IN_KIND: [(Subject<'_>, Option<&str>, &str); 4] = [
    (Subject::Eigenleistung, None, "Kosten vorhandener Stellen"),
    (Subject::Mehrbedarf, None, "übrige Aufwendungen"),
    (Subject::Eigenleistung, Some("angerechnet"), "auf den Eigenanteil angerechnet"),
    (Subject::Restbedarf, None, "übriger Eigenanteil"),
];

impl Writer<'_> {
    /// A group for every year in which existing Stellen cost something, and for every year
    /// and need that the ledger covers.
    pub(super) fn deckung(&self) -> Vec<Group> {
        let entries = self.paper.deckung.iter();
        let needs: BTreeSet<(Jahr, Bedarf)> =
            entries.map(|entry| (entry.jahr, entry.fuer)).collect();
        let in_kind = self.jahre.iter().filter_map(|jahr| self.in_kind(*jahr));
        let covered = needs.into_iter().filter_map(|(jahr, fuer)| self.covered(jahr, fuer));
        in_kind.chain(covered).collect()
    }

    /// What existing Stellen cost in `jahr`, and what that leaves.
    fn in_kind(&self, jahr: Jahr) -> Option<Group> {
        let kennung = Subject::Eigenleistung.jahr(jahr);
        self.find(&kennung)?;
        let steps = IN_KIND.into_iter().filter_map(|(of, aspect, title)| {
            let name = aspect.map_or_else(|| of.into(), |aspect| of.aspect(aspect));
            Some(self.step(title.to_owned(), self.find(&name.jahr(jahr))?))
        });
        let zeilen = steps.collect();
        let titel = format!("Vorhandene Stellen, Haushaltsjahr {jahr}");
        Some(Group { titel, kennung, zeilen, ergebnis: None })
    }

    fn covered(&self, jahr: Jahr, fuer: Bedarf) -> Option<Group> {
        let (key, name) = (fuer.schluessel(), fuer.bezeichnung());
        let need = self.find(&Subject::Bedarf(key).jahr(jahr))?;
        let kennung = Subject::Deckung(key).jahr(jahr);
        let sum = self.find(&kennung)?;
        let entries =
            self.paper.deckung.iter().filter(|entry| (entry.jahr, entry.fuer) == (jahr, fuer));
        let mut zeilen = vec![self.step("zu decken".to_owned(), need)];
        zeilen.extend(entries.flat_map(|entry| self.entry(entry)));
        Some(Group {
            titel: format!("{name}, Haushaltsjahr {jahr}"),
            kennung,
            zeilen,
            ergebnis: Some(Outcome {
                bezeichnung: "Deckung",
                rechnung: Some(self.formula(sum)),
                betrag: self.marker.mark(sum),
            }),
        })
    }

    /// The calculation of an entry, after those of its parts.
    fn entry(&self, entry: &Deckung) -> Vec<Step> {
        let name = Name::from(Subject::Deckung(&entry.id.value));
        let title = format!("{} ({name})", entry.art.bezeichnung());
        let part = |(part, what): (&str, &str)| {
            let title = format!("{}: {what}", entry.art.bezeichnung());
            Some(self.step(title, self.find(&name.aspect(part))?))
        };
        let mut steps: Vec<Step> = PARTS.into_iter().filter_map(part).collect();
        steps.extend(self.find(&name).map(|id| self.with_source(title, id)));
        steps
    }

    /// The calculation of `id`, or the document that a given amount comes from.
    pub(super) fn with_source(&self, title: String, id: FigureId) -> Step {
        let step = self.step(title, id);
        match &self.marker.figures.get(id).derivation {
            Derivation::Given { source: Some(source), .. } => {
                Step { rechnung: source.clone(), ..step }
            }
            _ => step,
        }
    }
}
