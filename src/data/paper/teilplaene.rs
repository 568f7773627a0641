//! Puts what a paper spends and takes in on the lines of the Teilplan that the data name.
//!
//! The line of another Teilplan than that of the paper is another line: it has sums of its own
//! and is rounded by itself. A grant is of the Teilplan of the investments that it pays, unless
//! the data say otherwise.

use std::sync::Arc;

use crate::data::record::value;
use crate::data::yaml::intake::Intake;
use crate::data::{Paper, Plan, Posten, Teilplan, Zeile};
use crate::diagnostic::Diagnostic;

/// Replaces the lines of all that names another Teilplan than that of `paper`.
pub(super) fn locate(paper: &mut Paper) {
    let own = paper.haushalt.teilplan.clone();
    let other = |of: &Option<Teilplan>| of.clone().filter(|of| own.as_ref() != Some(of));
    let put = |zeile: &mut Arc<Zeile>, teilplan: &Option<Teilplan>| {
        if let Some(teilplan) = other(teilplan) {
            *zeile = Arc::new(zeile.of_teilplan(&teilplan));
        }
    };
    let grants: Vec<Option<Teilplan>> = paper
        .zuwendungen
        .iter()
        .map(|grant| {
            let paid = || paper.investitionen_of(grant);
            let of_investment = || paid().first().and_then(|of| of.teilplan.clone());
            grant.teilplan.clone().or_else(of_investment)
        })
        .collect();
    for (grant, teilplan) in paper.zuwendungen.iter_mut().zip(&grants) {
        put(&mut grant.zeile, teilplan);
    }
    for stelle in &mut paper.stellen {
        put(&mut stelle.zeile, &stelle.teilplan);
    }
    for kosten in &mut paper.kosten {
        put(&mut kosten.zeile, &kosten.teilplan);
    }
    for investition in &mut paper.investitionen {
        put(&mut investition.zeile, &investition.teilplan);
    }
    for ansatz in &mut paper.ansaetze {
        put(&mut ansatz.zeile.value, &ansatz.teilplan);
    }
    for entry in &mut paper.deckung {
        if let Some(zeile) = &mut entry.zeile {
            put(zeile, &entry.teilplan);
        }
    }
    for year in paper.haushalt.jahre.values_mut() {
        for part in &mut year.davon {
            put(&mut part.zeile.value, &part.teilplan);
        }
    }
}

/// Reports cover for a Teilplan that is none of those of `paper`.
pub(super) fn check(paper: &Paper, intake: &Intake) {
    let known = paper.teilplaene();
    for entry in &paper.deckung {
        let Some(teilplan) = entry.fuer_teilplan.as_ref() else { continue };
        if known.contains(&&teilplan.value) {
            continue;
        }
        let message = format!("Im Teilplan {} braucht die Vorlage nichts", teilplan.value.nummer);
        let hint = if known.is_empty() {
            "Die Vorlage hat nur einen Teilplan: Löschen Sie `fuer_teilplan`.".to_owned()
        } else {
            let numbers = value::quoted(known.iter().map(|of| of.nummer.as_str()));
            format!("Möglich sind {numbers}.")
        };
        intake.report(
            Diagnostic::error("deckung-fremder-teilplan", &teilplan.place, message).with_hint(hint),
        );
    }
}

impl Paper {
    /// The Teilpläne on whose lines of the Ergebnisplan it spends or takes in, its own first,
    /// the others by number; none where its own is the only one.
    pub fn teilplaene(&self) -> Vec<&Teilplan> {
        let lines = || self.posten().map(Posten::zeile).filter(|of| of.plan == Plan::Ergebnisplan);
        let mut others: Vec<&Teilplan> = lines().filter_map(|of| of.teilplan.as_ref()).collect();
        others.sort_by_key(|of| &of.nummer);
        others.dedup();
        if others.is_empty() {
            return others;
        }
        let own =
            self.haushalt.teilplan.as_ref().filter(|_| lines().any(|of| of.teilplan.is_none()));
        own.into_iter().chain(others).collect()
    }

    /// Whether `zeile` is a line of `teilplan`.
    pub fn is_on(&self, zeile: &Zeile, teilplan: &Teilplan) -> bool {
        zeile.teilplan.as_ref().or(self.haushalt.teilplan.as_ref()) == Some(teilplan)
    }
}
