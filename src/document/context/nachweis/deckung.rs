//! The ledger of cover: the need of a Haushaltsjahr, every entry, and their sum.

use std::collections::BTreeSet;

use super::writer::{Group, Outcome, Step, Writer};
use crate::data::{Bedarf, Deckung};
use crate::document::titles::Titles;
use crate::finance::{Derivation, FigureId, Name, Subject};
use crate::period::Jahr;

/// The parts of an entry.
const PARTS: [&str; 3] = ["aufwendungen", "zuwendungen", "uebrige"];

/// The figures of existing Stellen.
const IN_KIND: [(Subject<'_>, Option<&str>); 4] = [
    (Subject::Eigenleistung, None),
    (Subject::Mehrbedarf, None),
    (Subject::Eigenleistung, Some("angerechnet")),
    (Subject::Restbedarf, None),
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
        let steps = IN_KIND.into_iter().filter_map(|(of, aspect)| {
            let name = aspect.map_or_else(|| of.into(), |aspect| of.aspect(aspect));
            Some(self.step(self.label(&name), self.find(&name.jahr(jahr))?))
        });
        let zeilen = steps.collect();
        let titel = self.fill("vorhanden.titel", &[("jahr", &jahr.to_string())]);
        Some(Group { titel, kennung, zeilen, ergebnis: None })
    }

    fn covered(&self, jahr: Jahr, fuer: Bedarf) -> Option<Group> {
        let key = fuer.schluessel();
        let need = self.find(&Subject::Bedarf(key).jahr(jahr))?;
        let kennung = Subject::Deckung(key).jahr(jahr);
        let sum = self.find(&kennung)?;
        let entries =
            self.paper.deckung.iter().filter(|entry| (entry.jahr, entry.fuer) == (jahr, fuer));
        let mut zeilen = vec![self.step(self.say("deckung.bedarf"), need)];
        zeilen.extend(entries.flat_map(|entry| self.entry(entry)));
        Some(Group {
            titel: self.fill(
                "deckung.titel",
                &[
                    ("bedarf", &self.say(&format!("deckung.fuer.{key}"))),
                    ("jahr", &jahr.to_string()),
                ],
            ),
            kennung,
            zeilen,
            ergebnis: Some(Outcome {
                bezeichnung: self.say("deckung.summe"),
                rechnung: Some(self.formula(sum)),
                betrag: self.marker.mark(sum),
            }),
        })
    }

    /// The calculation of an entry, after those of its parts.
    fn entry(&self, entry: &Deckung) -> Vec<Step> {
        let name = Name::from(Subject::Deckung(&entry.id.value));
        let art = self.say(&format!("deckung.arten.{}", entry.art.schluessel()));
        let title = format!("{art} ({name})");
        let part =
            |part: &str| {
                let name = name.aspect(part);
                Some(self.step(
                    format!("{art}: {}", Titles::of(self.paper).part(&name)),
                    self.find(&name)?,
                ))
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
