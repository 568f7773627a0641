//! Holds kinds of cover to what they can vouch for.
//!
//! What exceeds the budget needs cover that is guaranteed in the same year; staff that the
//! city has already covers in kind, and so no more than it costs.

use rust_decimal::Decimal;

use super::super::calculation::Calculation;
use crate::data::{Bedarf, Bereitstellung, Deckung, Deckungsart, Paper};
use crate::diagnostic::Diagnostic;
use crate::finance::eigenleistung;
use crate::finance::{Name, Subject};
use crate::german::euro;
use crate::period::Jahr;

/// Reports the entries for `fuer` in `jahr` that cannot cover what they say.
pub(super) fn check(
    calculation: &mut Calculation<'_>,
    paper: &Paper,
    (jahr, fuer): (Jahr, Bedarf),
    entries: &[&Deckung],
) {
    if is_unplanned(calculation, paper, jahr, fuer) {
        let later = Bereitstellung::ZuVeranschlagen.schluessel();
        let later = Subject::Bedarf(fuer.schluessel()).jahr(jahr).aspect(later);
        let mut later =
            calculation.find(&later).map_or(Decimal::ZERO, |id| calculation.printed(id));
        for entry in entries {
            match entry.art {
                Deckungsart::Ungedeckt | Deckungsart::Veranschlagt => {}
                // What a later budget is to provide, it may cover.
                Deckungsart::SpaeterVeranschlagt => {
                    later -= amount(calculation, entry);
                    if later >= Decimal::ZERO {
                        continue;
                    }
                }
                _ => continue,
            }
            calculation.problems.push(unsure(paper, entry));
        }
    }
    calculation.problems.extend(too_much_staff(calculation, paper, jahr, entries));
}

/// Whether part of the need is über- or außerplanmäßig.
pub(super) fn is_unplanned(
    calculation: &Calculation<'_>,
    paper: &Paper,
    jahr: Jahr,
    fuer: Bedarf,
) -> bool {
    if fuer == Bedarf::Ergebnis {
        return paper.haushalt.jahre.get(&jahr).is_some_and(|state| state.stand.needs_cover());
    }
    Bereitstellung::ALL.into_iter().filter(|of| of.needs_cover()).any(|of| {
        let name = Subject::Bedarf(fuer.schluessel()).jahr(jahr).aspect(of.schluessel());
        calculation.find(&name).is_some_and(|id| calculation.printed(id) > Decimal::ZERO)
    })
}

fn amount(calculation: &Calculation<'_>, entry: &Deckung) -> Decimal {
    let id = calculation.find(&Name::from(Subject::Deckung(&entry.id.value)));
    id.map_or(Decimal::ZERO, |id| calculation.printed(id))
}

fn unsure(paper: &Paper, entry: &Deckung) -> Diagnostic {
    let (norm, kinds) = match entry.fuer {
        Bedarf::Ergebnis => {
            ("ueberplanmaessig", "`minderaufwand`, `mehrertrag` oder `finanzmittel`")
        }
        Bedarf::Auszahlung => {
            ("ueberplanmaessig", "`minderauszahlung`, `mehreinzahlung` oder `umbuchung`")
        }
        Bedarf::Verpflichtung => ("verpflichtung", "`minder_ve`"),
    };
    let norm = paper.profil.recht.get(norm).map_or("", |norm| &norm.norm);
    let message = format!(
        "`{}` deckt keine über- oder außerplanmäßigen {} des Jahres {}",
        entry.art.schluessel(),
        entry.fuer.bezeichnung(),
        entry.jahr
    );
    Diagnostic::error("deckung-nicht-gewaehrleistet", &entry.id.place, message).with_hint(format!(
        "Nach {norm} muss die Deckung im selben Haushaltsjahr gewährleistet sein; nennen Sie zum \
         Beispiel {kinds}."
    ))
}

/// Existing staff that covers more than it costs.
fn too_much_staff(
    calculation: &Calculation<'_>,
    paper: &Paper,
    jahr: Jahr,
    entries: &[&Deckung],
) -> Option<Diagnostic> {
    let is_staff = |entry: &&&Deckung| entry.art == Deckungsart::VorhandenesPersonal;
    let last = entries.iter().rfind(is_staff)?;
    let covered: Decimal =
        entries.iter().filter(is_staff).map(|entry| amount(calculation, entry)).sum();
    let costs = eigenleistung::stellen(calculation, paper, jahr, None);
    let none = Decimal::new(0, calculation.rundung.digits);
    let costs = costs.into_iter().fold(none, |sum, id| sum + calculation.printed(id));
    let message = format!(
        "Vorhandenes Personal soll im Jahr {jahr} {} decken, kostet aber nur {}",
        euro(covered),
        euro(costs)
    );
    (covered > costs).then(|| {
        Diagnostic::error("deckung-ueber-personal", &last.betrag.place, message).with_hint(
            "Vorhandenes Personal deckt höchstens, was die Stellen mit `einrichtung: vorhanden` \
             und `kostensatz` in diesem Jahr kosten; berichtigen Sie den Betrag, oder ergänzen Sie \
             die Stellen.",
        )
    })
}
