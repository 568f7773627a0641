//! What each Teilplan takes in, spends and is left with, where a paper is over several.
//!
//! `teilplan.<nummer>.aufwendungen.<jahr>` is what is spent on lines of a Teilplan, alike
//! `….ertraege` and `….eigenanteil`; they add up to the totals of the Ergebnisplan. Of a year
//! whose need the ledger covers, `….deckung.<jahr>` is the cover of this Teilplan alone and
//! `….gemeinsam.<jahr>` what it leaves to the cover of all together, which is
//! `bedarf.gemeinsam.<jahr>`.

use rust_decimal::Decimal;

use super::calculation::Calculation;
use super::{FigureId, Name, Subject, Totals, bereitstellung};
use crate::data::{Bedarf, Deckung, Paper, Plan, Teilplan, Zeilenart};
use crate::diagnostic::Diagnostic;
use crate::german::euro;
use crate::period::Jahr;

/// What a Teilplan needs in `jahr`, or what the cover of all leaves out of it.
fn needed(calculation: &Calculation<'_>, teilplan: &Teilplan, jahr: Jahr) -> Option<FigureId> {
    let open = bereitstellung::open(jahr).on(Some(teilplan));
    let whole = Subject::Eigenanteil.jahr(jahr).on(Some(teilplan));
    calculation.find(&open).or_else(|| calculation.find(&whole))
}

/// What of the need of `jahr` all Teilpläne cover together.
pub fn joint(jahr: Jahr) -> Name {
    Subject::Bedarf("gemeinsam").jahr(jahr)
}

/// What `teilplan` leaves of its need of `jahr` to the cover of all together.
pub fn left(teilplan: &Teilplan, jahr: Jahr) -> Name {
    Subject::Teilplan(&teilplan.nummer).aspect("gemeinsam").jahr(jahr)
}

/// Adds the totals of each Teilplan.
pub(super) fn plan(calculation: &mut Calculation<'_>, paper: &Paper) {
    for teilplan in paper.teilplaene() {
        totals(calculation, paper, teilplan);
    }
}

fn totals(calculation: &mut Calculation<'_>, paper: &Paper, teilplan: &Teilplan) {
    let (Totals { ein, aus, eigen }, place) =
        (Totals::of(Plan::Ergebnisplan), &paper.vorlage.place);
    let of = |subject: Subject<'_>| Name::from(subject).on(Some(teilplan));
    for jahr in paper.jahre(Plan::Ergebnisplan) {
        let lines = |calculation: &Calculation<'_>, art| -> Vec<FigureId> {
            let lines = paper.zeilen(Plan::Ergebnisplan, art).into_iter();
            let own = lines.filter(|(zeile, _)| paper.is_on(zeile, teilplan));
            own.filter_map(|(zeile, _)| calculation.find(&Name::from(zeile).jahr(jahr))).collect()
        };
        let (revenue, expenses) =
            (lines(calculation, Zeilenart::Ertrag), lines(calculation, Zeilenart::Aufwand));
        if revenue.is_empty() && expenses.is_empty() {
            continue;
        }
        let revenue = calculation.printed_sum(&of(ein).jahr(jahr), revenue, place);
        let expenses = calculation.printed_sum(&of(aus).jahr(jahr), expenses, place);
        calculation.printed_difference(&of(eigen).jahr(jahr), expenses, revenue, place);
    }
}

/// Shares the cover of `jahr` out among the Teilpläne, and reports cover of one that is more
/// than this needs.
pub(super) fn settle(
    calculation: &mut Calculation<'_>,
    paper: &Paper,
    jahr: Jahr,
    entries: &[&Deckung],
) {
    let place = &paper.vorlage.place;
    let mut left_over = Vec::new();
    for teilplan in paper.teilplaene() {
        let Some(need) = needed(calculation, teilplan, jahr) else { continue };
        let own = covering(calculation, entries, teilplan, calculation.printed(need));
        let name = left(teilplan, jahr);
        let amounts: Vec<FigureId> = own.iter().filter_map(|of| amount(calculation, of)).collect();
        let rest = if amounts.is_empty() {
            calculation.printed_sum(&name, vec![need], place)
        } else {
            let cover = Subject::Deckung(Bedarf::Ergebnis.schluessel()).jahr(jahr);
            let cover = calculation.printed_sum(&cover.on(Some(teilplan)), amounts, place);
            calculation.printed_difference(&name, need, cover, place)
        };
        if calculation.printed(rest) < Decimal::ZERO
            && let Some(last) = own.last()
        {
            let over = -calculation.printed(rest);
            let need = calculation.printed(need);
            calculation.problems.push(too_much(last, teilplan, need, over));
        }
        left_over.push(rest);
    }
    if !left_over.is_empty() {
        calculation.printed_sum(&joint(jahr), left_over, place);
    }
}

/// What of `entries` covers `teilplan` alone: what says so, and what comes out of its own budget
/// as far as it needs all of that.
fn covering<'a>(
    calculation: &Calculation<'_>,
    entries: &[&'a Deckung],
    teilplan: &Teilplan,
    need: Decimal,
) -> Vec<&'a Deckung> {
    let printed = |of: &&Deckung| amount(calculation, of).map(|id| calculation.printed(id));
    let said = |of: &&&Deckung| of.fuer_teilplan.as_ref().is_some_and(|of| of.value == *teilplan);
    let from_own = |of: &&&Deckung| of.fuer_teilplan.is_none() && of.is_out_of(teilplan);
    let mut own: Vec<&Deckung> = entries.iter().filter(said).copied().collect();
    let others: Vec<&Deckung> = entries.iter().filter(from_own).copied().collect();
    let sum = |of: &[&Deckung]| of.iter().filter_map(printed).sum::<Decimal>();
    if sum(&own) + sum(&others) <= need {
        own.extend(others);
    }
    own
}

fn amount(calculation: &Calculation<'_>, entry: &Deckung) -> Option<FigureId> {
    calculation.find(&Name::from(Subject::Deckung(&entry.id.value)))
}

fn too_much(entry: &Deckung, teilplan: &Teilplan, need: Decimal, over: Decimal) -> Diagnostic {
    let message = format!(
        "Im Teilplan {} sind für {} des Jahres {} {} zu decken; diese Deckung ist {} zu viel",
        teilplan.nummer,
        entry.fuer.bezeichnung(),
        entry.jahr,
        euro(need.max(Decimal::ZERO)),
        euro(over)
    );
    Diagnostic::error("deckung-teilplan", &entry.betrag.place, message).with_hint(
        "Berichtigen Sie den Betrag oder `fuer_teilplan`; ohne `fuer_teilplan` deckt der Eintrag \
         den Bedarf aller Teilpläne gemeinsam.",
    )
}
