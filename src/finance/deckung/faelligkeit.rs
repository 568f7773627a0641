//! Holds the cover of Verpflichtungsermächtigungen to the years in which they fall due.
//!
//! A Verpflichtungsermächtigung that is given up relieves the year to whose debit it was
//! to be used, and no other; so it cannot cover more than falls due in that year.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::super::calculation::Calculation;
use crate::data::{Bereitstellung, Deckung, Deckungsart, Paper};
use crate::diagnostic::Diagnostic;
use crate::finance::{Name, Subject};
use crate::german::euro;
use crate::period::Jahr;

/// Reports every year that `entries`, which cover the authorisations of `jahr`, relieve of
/// more than these charge it with.
pub(super) fn check(
    calculation: &mut Calculation<'_>,
    paper: &Paper,
    jahr: Jahr,
    entries: &[&Deckung],
) {
    let later = entries.iter().any(|entry| entry.art == Deckungsart::SpaeterVeranschlagt);
    let needs = needs(calculation, paper, jahr, later);
    let mut covered: BTreeMap<Jahr, (Decimal, &Deckung)> = BTreeMap::new();
    for entry in entries {
        let Some(faellig) = entry.faellig else { continue };
        let Some(id) = calculation.find(&Name::from(Subject::Deckung(&entry.id.value))) else {
            continue;
        };
        let of = covered.entry(faellig).or_insert((Decimal::ZERO, entry));
        *of = (of.0 + calculation.printed(id), entry);
    }
    for (faellig, (sum, entry)) in covered {
        let need = needs.get(&faellig).copied().unwrap_or_default();
        if sum > need {
            calculation.problems.push(excess(entry, faellig, need, sum));
        }
    }
}

/// What is authorised in `jahr` and needs cover, by the year in which it falls due.
fn needs(
    calculation: &Calculation<'_>,
    paper: &Paper,
    jahr: Jahr,
    later: bool,
) -> BTreeMap<Jahr, Decimal> {
    let mut needs = BTreeMap::new();
    for investition in &paper.investitionen {
        for (number, authorised) in (1..).zip(&investition.verpflichtungen) {
            let is_open = authorised.bereitstellung.needs_cover()
                || (later && authorised.bereitstellung == Bereitstellung::ZuVeranschlagen);
            let name =
                Name::investition(&investition.id.value).aspect("verpflichtung").aspect(number);
            let Some(id) = calculation.find(&name) else { continue };
            if is_open && authorised.jahr == jahr {
                *needs.entry(authorised.faellig).or_default() += calculation.printed(id);
            }
        }
    }
    needs
}

fn excess(entry: &Deckung, faellig: Jahr, need: Decimal, sum: Decimal) -> Diagnostic {
    let message = format!(
        "Zulasten des Jahres {faellig} sind Verpflichtungsermächtigungen von {} zu decken, die \
         Einträge decken {}",
        euro(need),
        euro(sum)
    );
    Diagnostic::error("deckung-falsche-faelligkeit", &entry.betrag.place, message).with_hint(
        "Verteilen Sie die Deckung auf die Jahre, in denen die Ermächtigungen kassenwirksam \
         werden: je Jahr ein Eintrag mit `faellig`.",
    )
}
