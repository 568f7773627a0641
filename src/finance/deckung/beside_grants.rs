//! Finds needs that are paid for twice: by grants, and by cover as if there were none.
//!
//! Of the Ergebnisplan the own share is covered, so grants are off the need already; every
//! grant counts as it does there. Payments are covered whole (§ 83 GO NRW), so a grant that is
//! certain counts on top of their cover, unless the ledger names it as its cover: then it is
//! the same money. What is only applied for vouches for nothing and may be covered in full;
//! and what a budget provides it provides gross, the grant being revenue of its own.
//! Sums are of printed values, in euros.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::super::calculation::Calculation;
use crate::data::{
    Bedarf, Deckung, Deckungsart, Deckungsbetrag, Foerderstatus, Paper, Plan, Teilplan, Zeilenart,
    Zuwendung,
};
use crate::diagnostic::Diagnostic;
use crate::finance::{Name, Subject, Totals};
use crate::german::euro;
use crate::period::Jahr;

/// What meets the need of a year and kind.
struct Met<'a> {
    /// What is spent in the year.
    spent: Decimal,
    /// The grants of the year.
    grants: Vec<&'a Zuwendung>,
    /// What these pay.
    paid: Decimal,
    /// What is covered beside them.
    covered: Decimal,
}

/// Reports, at the last entry and at the last grant, that `entries` and grants are more than
/// what `fuer` spends in `jahr`; nothing where they are not.
pub(super) fn check<'a>(
    calculation: &Calculation<'_>,
    paper: &'a Paper,
    (jahr, fuer): (Jahr, Bedarf),
    entries: &[&'a Deckung],
) -> Vec<Diagnostic> {
    let met = match fuer {
        Bedarf::Ergebnis => of_expenses(calculation, paper, jahr, entries),
        Bedarf::Auszahlung => of_payments(calculation, paper, jahr, entries),
        // An authorisation binds a later year, and no grant is paid for it in this one.
        Bedarf::Verpflichtung => None,
    };
    let Some(met) = met else { return Vec::new() };
    let (Some(entry), Some(grant)) = (entries.last(), met.grants.last()) else { return Vec::new() };
    let over = met.paid + met.covered - met.spent;
    // Grants that are more than the year spends pay for another year too, or are reported alone.
    if met.covered.is_zero() || met.paid > met.spent || over <= Decimal::ZERO {
        return Vec::new();
    }
    let message = format!(
        "Für {} des Jahres {jahr} von {} gibt es {} Zuwendungen und {} Deckung: {} zu viel",
        fuer.bezeichnung(),
        euro(met.spent),
        euro(met.paid),
        euro(met.covered),
        euro(over)
    );
    let finding = |place| Diagnostic::error("deckung-neben-zuwendung", place, message.clone());
    let at_grant = "Ist die Deckung selbst das Geld dieser Zuwendung, etwa der Ansatz eines \
        Förderprogramms, löschen Sie die Zuwendung; sonst berichtigen Sie die Deckung.";
    vec![
        finding(&entry.betrag.place).with_hint(at_cover(fuer, over)),
        finding(&grant.id.place).with_hint(at_grant),
    ]
}

/// How to mend the ledger, which is `over` too much.
fn at_cover(fuer: Bedarf, over: Decimal) -> String {
    let over = euro(over);
    match fuer {
        Bedarf::Ergebnis => format!(
            "Gedeckt wird nur, was die Zuwendungen offenlassen: Senken Sie die Deckung um {over}; \
                ein Eintrag, von dem nichts bleibt, entfällt."
        ),
        Bedarf::Auszahlung | Bedarf::Verpflichtung => format!(
            "Eine bewilligte Zuwendung ist selbst Deckung: Ergänzen Sie unter `deckung` einen \
                Eintrag mit `art: mehreinzahlung`, Teilplan und Zeile der Zuwendung und {over}, und \
                senken Sie die übrigen um ebenso viel; ein Eintrag, von dem nichts bleibt, entfällt."
        ),
    }
}

/// What meets the expenses of `jahr`.
fn of_expenses<'a>(
    calculation: &Calculation<'_>,
    paper: &'a Paper,
    jahr: Jahr,
    entries: &[&Deckung],
) -> Option<Met<'a>> {
    let totals = Totals::of(Plan::Ergebnisplan);
    let paid = printed(calculation, &totals.ein.jahr(jahr))?;
    let grants = grants(paper, Plan::Ergebnisplan);
    let grants = grants.filter(|of| amount(calculation, of, jahr) > Decimal::ZERO).collect();
    let spent = printed(calculation, &totals.aus.jahr(jahr))?;
    let covered = entries.iter().map(|entry| cover(calculation, entry)).sum();
    Some(Met { spent, grants, paid, covered })
}

/// What meets the payments of `jahr`; cover that a grant itself is does not count twice.
fn of_payments<'a>(
    calculation: &Calculation<'_>,
    paper: &'a Paper,
    jahr: Jahr,
    entries: &[&'a Deckung],
) -> Option<Met<'a>> {
    let certain = grants(paper, Plan::Finanzplan).filter(|of| is_certain(of, jahr));
    let grants: Vec<&Zuwendung> =
        certain.filter(|of| amount(calculation, of, jahr) > Decimal::ZERO).collect();
    let number = |of: Option<&'a Teilplan>| {
        of.or(paper.haushalt.teilplan.as_ref()).map(|of| of.nummer.as_str())
    };
    let mut lines: BTreeMap<(Option<&str>, &str), Decimal> = BTreeMap::new();
    for grant in &grants {
        let investitionen = paper.investitionen_of(grant);
        let teilplan = investitionen.first().and_then(|of| of.teilplan.as_ref());
        let line = (number(teilplan), grant.zeile.schluessel.as_str());
        *lines.entry(line).or_default() += amount(calculation, grant, jahr);
    }
    let paid = lines.values().sum();
    let mut covered = Decimal::ZERO;
    for entry in entries.iter().filter(|entry| is_from_elsewhere(entry.art)) {
        let line = entry.zeile.as_ref().filter(|_| entry.art == Deckungsart::Mehreinzahlung);
        let of_line = line.and_then(|line| {
            lines.get_mut(&(number(entry.teilplan.as_ref()), line.schluessel.as_str()))
        });
        let mut beside = cover(calculation, entry);
        if let Some(of_line) = of_line {
            let same = beside.min(*of_line);
            *of_line -= same;
            beside -= same;
        }
        covered += beside;
    }
    let spent = printed(calculation, &Totals::of(Plan::Finanzplan).aus.jahr(jahr))?;
    Some(Met { spent, grants, paid, covered })
}

/// Whether cover of this kind is money from elsewhere, and not what the budget of the measure
/// provides itself, or nothing.
fn is_from_elsewhere(art: Deckungsart) -> bool {
    use Deckungsart::{SpaeterVeranschlagt, Ungedeckt, Veranschlagt};
    !matches!(art, Veranschlagt | SpaeterVeranschlagt | Ungedeckt)
}

/// The grants that `plan` takes in.
fn grants(paper: &Paper, plan: Plan) -> impl Iterator<Item = &Zuwendung> {
    let is_meant =
        move |of: &&Zuwendung| (of.zeile.plan, of.zeile.art) == (plan, Zeilenart::Ertrag);
    paper.zuwendungen.iter().filter(is_meant)
}

/// Whether `zuwendung` is more than hoped for in `jahr`.
fn is_certain(zuwendung: &Zuwendung, jahr: Jahr) -> bool {
    let is_hoped =
        matches!(zuwendung.status, Some(Foerderstatus::Beantragt | Foerderstatus::InAussicht));
    !is_hoped || zuwendung.bewilligt.contains_key(&jahr)
}

fn amount(calculation: &Calculation<'_>, zuwendung: &Zuwendung, jahr: Jahr) -> Decimal {
    printed(calculation, &Name::zuwendung(&zuwendung.id.value).jahr(jahr)).unwrap_or_default()
}

/// What `entry` covers: its figure, or where the need is nothing and there is none, what it says.
fn cover(calculation: &Calculation<'_>, entry: &Deckung) -> Decimal {
    let said = match &entry.betrag.value {
        Deckungsbetrag::Fest(betrag) => betrag.value,
        Deckungsbetrag::Eigenanteil(_) | Deckungsbetrag::Rest => Decimal::ZERO,
    };
    printed(calculation, &Name::from(Subject::Deckung(&entry.id.value))).unwrap_or(said)
}

fn printed(calculation: &Calculation<'_>, name: &Name) -> Option<Decimal> {
    calculation.find(name).map(|id| calculation.printed(id))
}
