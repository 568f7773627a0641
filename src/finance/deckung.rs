//! Holds the ledger of cover to what needs cover.
//!
//! `bedarf.<fuer>.<jahr>` is the need of a Haushaltsjahr, `deckung.<id>` an entry and
//! `deckung.<fuer>.<jahr>` the sum of the entries; both must be equal to the cent. A
//! scenario has a ledger only where it changes it: what it assumes needs no cover.

mod beside_grants;
mod eigenanteil;
mod faelligkeit;
mod permitted;

use std::collections::{BTreeMap, BTreeSet};

use super::calculation::Calculation;
use super::{FigureId, Name, Subject, Unit, bereitstellung, teilplaene};
use crate::data::{Bedarf, Bereitstellung, Deckung, Deckungsart, Deckungsbetrag, Paper};
use crate::diagnostic::{Diagnostic, Place};
use crate::german::euro;
use crate::period::Jahr;

/// The entries of the ledger by what they cover.
type Ledger<'a> = BTreeMap<(Jahr, Bedarf), Vec<&'a Deckung>>;

/// Adds the figures of the ledger and reports where it does not cover the need.
pub(super) fn plan(calculation: &mut Calculation<'_>, paper: &Paper) {
    let mut ledger = Ledger::new();
    for entry in &paper.deckung {
        ledger.entry((entry.jahr, entry.fuer)).or_default().push(entry);
    }
    for (jahr, fuer) in unplanned(calculation, paper) {
        if !ledger.contains_key(&(jahr, fuer)) {
            calculation.problems.push(uncovered(calculation, paper, jahr, fuer));
        }
    }
    for ((jahr, fuer), entries) in &ledger {
        let Some(place) = entries.first().map(|entry| &entry.id.place) else { continue };
        match need(calculation, *jahr, *fuer, entries, place) {
            Some(need) => settle(calculation, paper, (*jahr, *fuer), need, entries),
            None => {
                let twice = beside_grants::check(calculation, paper, (*jahr, *fuer), entries);
                let is_twice = !twice.is_empty();
                calculation.problems.extend(twice);
                if !is_twice {
                    calculation.problems.push(needless(*jahr, *fuer, place));
                }
            }
        }
    }
}

/// The years that need cover by law.
fn unplanned(calculation: &Calculation<'_>, paper: &Paper) -> BTreeSet<(Jahr, Bedarf)> {
    let states = paper.haushalt.jahre.iter();
    let states = states.filter(|(_, stand)| stand.stand.needs_cover());
    let mut needs: BTreeSet<(Jahr, Bedarf)> = states
        .map(|(jahr, _)| (*jahr, Bedarf::Ergebnis))
        .filter(|(jahr, fuer)| !parts(calculation, *jahr, *fuer, &[]).is_empty())
        .collect();
    let payments = paper.investitionen.iter().flat_map(|of| &of.zahlungen);
    let authorised = paper.investitionen.iter().flat_map(|of| &of.verpflichtungen);
    let investive = payments
        .map(|of| (of.jahr, Bedarf::Auszahlung))
        .chain(authorised.map(|of| (of.jahr, Bedarf::Verpflichtung)));
    needs
        .extend(investive.filter(|(jahr, fuer)| !parts(calculation, *jahr, *fuer, &[]).is_empty()));
    needs
}

/// Adds what needs cover in `jahr`, where anything does.
fn need(
    calculation: &mut Calculation<'_>,
    jahr: Jahr,
    fuer: Bedarf,
    entries: &[&Deckung],
    place: &Place,
) -> Option<FigureId> {
    let parts = parts(calculation, jahr, fuer, entries);
    if parts.is_empty() {
        return None;
    }
    Some(calculation.printed_sum(&Subject::Bedarf(fuer.schluessel()).jahr(jahr), parts, place))
}

/// The figures that make up the need, those of nothing left out.
fn parts(
    calculation: &Calculation<'_>,
    jahr: Jahr,
    fuer: Bedarf,
    entries: &[&Deckung],
) -> Vec<FigureId> {
    let key = fuer.schluessel();
    let names: Vec<Name> = match fuer {
        Bedarf::Ergebnis => {
            let open = bereitstellung::open(jahr);
            let whole = Subject::Eigenanteil.jahr(jahr);
            vec![if calculation.find(&open).is_some() { open } else { whole }]
        }
        Bedarf::Auszahlung | Bedarf::Verpflichtung => {
            // A later budget covers by itself what it is to provide, unless the ledger says so.
            let later = entries.iter().any(|entry| entry.art == Deckungsart::SpaeterVeranschlagt);
            let kinds = Bereitstellung::ALL
                .into_iter()
                .filter(|of| of.needs_cover() || (later && *of == Bereitstellung::ZuVeranschlagen));
            kinds.map(|of| Subject::Bedarf(key).jahr(jahr).aspect(of.schluessel())).collect()
        }
    };
    let found = names.iter().filter_map(|name| calculation.find(name));
    found.filter(|id| calculation.printed(*id) > rust_decimal::Decimal::ZERO).collect()
}

/// Adds the entries and their sum, and compares it with the need.
fn settle(
    calculation: &mut Calculation<'_>,
    paper: &Paper,
    (jahr, fuer): (Jahr, Bedarf),
    need: FigureId,
    entries: &[&Deckung],
) {
    let mut amounts = BTreeMap::new();
    for entry in entries.iter().filter(|entry| entry.betrag.value != Deckungsbetrag::Rest) {
        let Some(id) = amount(calculation, paper, entry) else { return };
        amounts.insert(entry.id.value.as_str(), id);
    }
    if let Some(entry) = entries.iter().find(|entry| entry.betrag.value == Deckungsbetrag::Rest) {
        let others: Vec<FigureId> = entries
            .iter()
            .filter_map(|entry| amounts.get(entry.id.value.as_str()).copied())
            .collect();
        let id = rest(calculation, entry, need, others);
        if calculation.printed(id).is_sign_negative() {
            calculation.problems.push(overdrawn(calculation, entry, need, id));
            return;
        }
        if calculation.printed(id).is_zero() {
            calculation.problems.push(exhausted(entry));
            return;
        }
        amounts.insert(entry.id.value.as_str(), id);
    }
    permitted::check(calculation, paper, (jahr, fuer), entries);
    let Some(last) = entries.last() else { return };
    let in_order: Vec<FigureId> =
        entries.iter().filter_map(|entry| amounts.get(entry.id.value.as_str()).copied()).collect();
    let name = Subject::Deckung(fuer.schluessel()).jahr(jahr);
    let sum = calculation.printed_sum(&name, in_order, &last.id.place);
    let twice = beside_grants::check(calculation, paper, (jahr, fuer), entries);
    if !twice.is_empty() {
        calculation.problems.extend(twice);
    } else if calculation.printed(sum) != calculation.printed(need) {
        let may_lack = !permitted::is_unplanned(calculation, paper, jahr, fuer);
        calculation.problems.push(unequal(calculation, last, (need, sum), may_lack));
    } else if fuer == Bedarf::Verpflichtung {
        faelligkeit::check(calculation, paper, jahr, entries);
    } else if fuer == Bedarf::Ergebnis {
        teilplaene::settle(calculation, paper, jahr, entries);
    }
}

/// Adds an amount that does not depend on the other entries.
fn amount(calculation: &mut Calculation<'_>, paper: &Paper, entry: &Deckung) -> Option<FigureId> {
    let name = Name::from(Subject::Deckung(&entry.id.value));
    match &entry.betrag.value {
        Deckungsbetrag::Fest(betrag) => {
            Some(calculation.given(&name, betrag, Unit::Euro, entry.quelle.as_deref()))
        }
        Deckungsbetrag::Eigenanteil(stellen) => eigenanteil::of(calculation, paper, entry, stellen),
        Deckungsbetrag::Rest => None,
    }
}

/// Adds what the other entries leave of the need.
fn rest(
    calculation: &mut Calculation<'_>,
    entry: &Deckung,
    need: FigureId,
    others: Vec<FigureId>,
) -> FigureId {
    let (name, place) = (Name::from(Subject::Deckung(&entry.id.value)), &entry.betrag.place);
    if others.is_empty() {
        return calculation.printed_sum(&name, vec![need], place);
    }
    let others = calculation.printed_sum(&name.aspect("uebrige"), others, place);
    calculation.printed_difference(&name, need, others, place)
}

fn unequal(
    calculation: &Calculation<'_>,
    entry: &Deckung,
    (need, sum): (FigureId, FigureId),
    may_lack: bool,
) -> Diagnostic {
    let (need, sum) = (calculation.printed(need), calculation.printed(sum));
    let gap = need - sum;
    let (gap, word) = if gap.is_sign_negative() { (-gap, "zu viel") } else { (gap, "zu wenig") };
    let message = format!(
        "Für {} des Jahres {} sind {} zu decken, die Einträge decken {}: {} {word}",
        entry.fuer.bezeichnung(),
        entry.jahr,
        euro(need),
        euro(sum),
        euro(gap)
    );
    Diagnostic::error("deckung-ungleich", &entry.betrag.place, message).with_hint(if may_lack {
        "Berichtigen Sie die Beträge, oder schreiben Sie bei einem Eintrag `betrag: rest`; was \
            niemand deckt, steht dort mit `art: ungedeckt`."
    } else {
        "Berichtigen Sie die Beträge, oder schreiben Sie bei einem Eintrag `betrag: rest`."
    })
}

fn exhausted(entry: &Deckung) -> Diagnostic {
    let message = "Für den Rest bleibt nichts: Die übrigen Einträge decken den Bedarf schon ganz";
    Diagnostic::error("deckung-rest-null", &entry.betrag.place, message)
        .with_hint("Löschen Sie diesen Eintrag, oder berichtigen Sie die Beträge der übrigen.")
}

fn overdrawn(
    calculation: &Calculation<'_>,
    entry: &Deckung,
    need: FigureId,
    rest: FigureId,
) -> Diagnostic {
    let message = format!(
        "Für den Rest bleibt nichts: Zu decken sind {}, die übrigen Einträge decken {} mehr",
        euro(calculation.printed(need)),
        euro(-calculation.printed(rest))
    );
    Diagnostic::error("deckung-rest-negativ", &entry.betrag.place, message)
        .with_hint("Berichtigen Sie die Beträge der übrigen Einträge dieses Jahres.")
}

fn needless(jahr: Jahr, fuer: Bedarf, place: &Place) -> Diagnostic {
    let message = format!("Für {} des Jahres {jahr} ist nichts zu decken", fuer.bezeichnung());
    Diagnostic::error("deckung-ohne-bedarf", place, message).with_hint(match fuer {
        Bedarf::Ergebnis => {
            "Gedeckt wird der Eigenanteil eines Jahres; prüfen Sie `jahr` und `fuer`, oder \
                löschen Sie den Eintrag."
        }
        Bedarf::Auszahlung | Bedarf::Verpflichtung => {
            "Gedeckt wird, was unter `investitionen` mit `bereitstellung: ueberplanmaessig` oder \
                `ausserplanmaessig` steht; prüfen Sie `jahr` und `fuer`, oder löschen Sie den \
                Eintrag."
        }
    })
}

fn uncovered(calculation: &Calculation<'_>, paper: &Paper, jahr: Jahr, fuer: Bedarf) -> Diagnostic {
    let amounts = parts(calculation, jahr, fuer, &[]);
    let amounts = amounts.into_iter().map(|id| calculation.printed(id));
    let place = needing(paper, jahr, fuer);
    let message = format!(
        "Für über- oder außerplanmäßige {} des Jahres {jahr} in Höhe von {} fehlt die Deckung",
        fuer.bezeichnung(),
        euro(amounts.sum())
    );
    let place = place.unwrap_or(&paper.vorlage.place);
    Diagnostic::error("deckung-fehlt", place, message).with_hint(format!(
        "Ergänzen Sie unter `deckung:` einen Eintrag mit `jahr: {jahr}`, `fuer: {}` und der Art \
            der Deckung.",
        fuer.schluessel()
    ))
}

/// Where the data says that `fuer` needs cover in `jahr`.
fn needing(paper: &Paper, jahr: Jahr, fuer: Bedarf) -> Option<&Place> {
    let investitionen = paper.investitionen.iter();
    match fuer {
        Bedarf::Ergebnis => paper.haushalt.jahre.get(&jahr).map(|stand| &stand.place),
        Bedarf::Auszahlung => investitionen
            .flat_map(|of| &of.zahlungen)
            .find(|of| of.jahr == jahr && of.bereitstellung.needs_cover())
            .map(|of| &of.betrag.place),
        Bedarf::Verpflichtung => investitionen
            .flat_map(|of| &of.verpflichtungen)
            .find(|of| of.jahr == jahr && of.bereitstellung.needs_cover())
            .map(|of| &of.betrag.place),
    }
}
