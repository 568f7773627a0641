//! The ledger of cover (Deckung): who pays what revenue leaves open.
//!
//! Every entry covers one kind of need of one Haushaltsjahr with a kind of cover
//! that can serve it, and says all that this kind needs. Whether the entries add
//! up to the need shows only when the paper is computed.

mod arten;

use std::collections::BTreeMap;
use std::sync::Arc;

use rust_decimal::Decimal;

use super::finanzstelle::{self, Finanzstelle};
use super::lookups::{AnyZeile, StelleRef, TeilplanRef};
use super::references::References;
use crate::data::record::declare::record;
use crate::data::record::form::{Field, Form, Word};
use crate::data::record::kinds::{AmountOverZero, Designation, Id, List, OneOf, WithPlace, Year};
use crate::data::record::open::Record;
use crate::data::record::reads::{At, Declared, Reads};
use crate::data::record::value;
use crate::data::yaml::intake::Intake;
use crate::data::yaml::node::Node;
use crate::data::{Haushalt, Placed, Plan, Teilplan, Zeile};
use crate::diagnostic::{Diagnostic, Place};
use crate::period::Jahr;

pub use arten::{Bedarf, Deckungsart};

record! {
    /// An entry of the ledger.
    #[derive(PartialEq, Eq)]
    pub struct Deckung knowing References, "Deckung" {
        /// The key of its figures, `deckung.<id>`.
        pub id: Placed<String> = required Id
            => "Kennung", "die Kennung des Eintrags", "stellenbudget";
        /// The Haushaltsjahr whose need it covers.
        pub jahr: Jahr = required Year
            => "Jahr", "das Haushaltsjahr, dessen Bedarf gedeckt wird", "2023";
        /// Which need it covers.
        pub fuer: Bedarf = required OneOf<Bedarf>
            => "für", "was gedeckt wird: `ergebnis` (Aufwendungen), `auszahlung` oder \
                `verpflichtung`", "ergebnis";
        /// Where it comes from.
        pub art: Deckungsart = required OneOf<Deckungsart>
            => "Art", "woher die Deckung kommt", "minderaufwand";
        /// How much it is.
        pub betrag: Placed<Deckungsbetrag> = part Covered;
        /// The Teilplan it comes from.
        pub teilplan: Option<Teilplan> = optional TeilplanRef
            => "Teilplan", "der Teilplan, aus dem die Deckung kommt", "0504";
        /// The Teilplan whose need it covers; without, it covers that of all together.
        pub fuer_teilplan: Option<Placed<Teilplan>> = optional WithPlace<TeilplanRef>
            => "für Teilplan", "der Teilplan, dessen Bedarf gedeckt wird, wo die Vorlage mehrere \
                hat; ohne diesen Schlüssel der Bedarf aller gemeinsam, bei einer Deckung aus dem \
                Budget desselben Teilplans dessen Bedarf", "0603";
        /// The line it comes from.
        pub zeile: Option<Arc<Zeile>> = optional AnyZeile
            => "Zeile", "die Zeile des Teilplans, aus der die Deckung kommt", "sonstige";
        /// The Finanzstelle it comes from, as printed.
        pub finanzstelle: Option<Placed<String>> = optional Finanzstelle
            => "Finanzstelle", "die Finanzstelle, aus der die Deckung kommt", "4050-0301-0-6013";
        /// The Dezernat whose budget pays.
        pub dezernat: Option<String> = optional Designation
            => "Dezernat", "das Dezernat, dessen Stellenbudget trägt", "Dezernat V";
        /// The year from which an authorisation is carried over.
        pub aus_jahr: Option<Jahr> = optional Year
            => "aus Jahr", "das Haushaltsjahr, aus dem die Ermächtigung übertragen wird", "2020";
        /// The year in which a Verpflichtungsermächtigung falls due.
        pub faellig: Option<Jahr> = optional Year
            => "fällig", "das Haushaltsjahr, in dem die Verpflichtungsermächtigung kassenwirksam \
                wird", "2022";
        /// The document that it follows from.
        pub quelle: Option<String> = optional Designation
            => "Quelle", "woher der Betrag stammt", "Veränderungsnachweis vom 01.03.2021";
    }
    looks at_kind;
    check whole;
}

impl Deckung {
    /// Whether it comes out of the budget of `teilplan`, as the data name it.
    pub fn is_out_of(&self, teilplan: &Teilplan) -> bool {
        let is_own = matches!(
            self.art,
            Deckungsart::Minderaufwand | Deckungsart::Mehrertrag | Deckungsart::Kompensiert
        );
        is_own && self.teilplan.as_ref() == Some(teilplan)
    }
}

/// How much an entry covers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Deckungsbetrag {
    /// Euro.
    Fest(Placed<Decimal>),
    /// What these Stellen cost, less what grants pay for them.
    Eigenanteil(Vec<Placed<String>>),
    /// What the other entries of the same need leave.
    Rest,
}

/// The word for what the other entries leave.
const REST: &str = "rest";

/// The word for what Stellen cost the city.
const EIGENANTEIL: &str = "eigenanteil";

record! {
    /// The keys that say how much an entry covers.
    struct Covered knowing References, "Betrag" {
        betrag: Option<Placed<Decimal>> = required AmountOrWord
            => "Betrag", "Euro, `rest` (was die anderen Einträge offenlassen) oder \
                `eigenanteil` (der Eigenanteil der unter `stellen` genannten Stellen)", "73475";
        stellen: Option<Vec<Placed<String>>> = optional List<WithPlace<StelleRef>>
            => "Stellen", "die Stellen, deren Eigenanteil gedeckt wird", "[traeger]";
    }
    makes Placed<Deckungsbetrag> = covered;
}

/// An amount; none where a word stands in its place.
#[derive(Debug)]
struct AmountOrWord;

impl Declared for AmountOrWord {
    const FORM: Form = Form::Either(&[
        Form::Amount,
        Form::Choice(&[
            Word {
                key: REST,
                label: "Rest",
                about: "was die anderen Einträge desselben Bedarfs offenlassen",
            },
            Word {
                key: EIGENANTEIL,
                label: "Eigenanteil",
                about: "der Eigenanteil der unter `stellen` genannten Stellen",
            },
        ]),
    ]);
}

impl<K> Reads<K> for AmountOrWord {
    type Value = Option<Placed<Decimal>>;

    fn read(node: &Node, at: &At<'_, K>) -> Option<Option<Placed<Decimal>>> {
        match node.as_text().map(str::trim) {
            Some(REST | EIGENANTEIL) => Some(None),
            _ => AmountOverZero::read(node, at).map(Some),
        }
    }
}

/// The keys that only some kinds of cover have.
const OF_ART: [&str; 6] = ["teilplan", "zeile", "finanzstelle", "dezernat", "aus_jahr", "faellig"];

/// Checks that the entry says what its kind has to say, and in years that can be.
fn whole(read: Deckung, record: &Record<'_, References>) -> Option<Deckung> {
    check_years(record, read.jahr, read.aus_jahr, read.faellig)?;
    check_zeile(record, &read)?;
    Some(read)
}

fn covered(read: Covered, record: &Record<'_, References>) -> Option<Placed<Deckungsbetrag>> {
    let node = record.node("betrag")?;
    let word = node.as_text().map(str::trim);
    if word != Some(EIGENANTEIL)
        && let Some(unused) = record.node("stellen")
    {
        return record.intake().reject(
            Diagnostic::error(
                "angaben-widersprechen",
                &unused.anchor,
                "`stellen` gehört nur zu `betrag: eigenanteil`",
            )
            .with_hint("Löschen Sie die Zeile, oder schreiben Sie `betrag: eigenanteil`."),
        );
    }
    let betrag = match (word, read.stellen) {
        (Some(REST), _) => Deckungsbetrag::Rest,
        (Some(EIGENANTEIL), Some(stellen)) if !stellen.is_empty() => {
            Deckungsbetrag::Eigenanteil(stellen)
        }
        (Some(EIGENANTEIL), _) => {
            let message = "Hier fehlt, wessen Eigenanteil gedeckt wird";
            let hint = "Ergänzen Sie die Zeile `stellen:` mit den Kennungen der Stellen, etwa \
                `stellen: [traeger]`.";
            return record.intake().reject(lacking(&node.place, message).with_hint(hint));
        }
        _ => Deckungsbetrag::Fest(read.betrag?),
    };
    value::placed(node, betrag)
}

/// Checks that the line belongs to the plan of the need, and takes in or spends as the kind
/// of cover says.
fn check_zeile(record: &Record<'_, References>, read: &Deckung) -> Option<()> {
    let (Some(zeile), Some(node)) = (&read.zeile, record.node("zeile")) else { return Some(()) };
    let plan = read.fuer.plan();
    if zeile.plan == plan {
        let should = read.art.zeilenart().unwrap_or(zeile.art);
        return record.at.known.zeile_in(node, &[plan], should, record.intake()).map(drop);
    }
    let (is, should) = match plan {
        Plan::Ergebnisplan => ("Finanzplan", "Ergebnisplan"),
        Plan::Finanzplan => ("Ergebnisplan", "Finanzplan"),
    };
    let message = format!("Die Zeile {} {} gehört zum {is}", zeile.nummer, zeile.name);
    let hint = format!(
        "Nennen Sie eine Zeile, die zum {should} gehört; nur sie kann {} decken.",
        read.fuer.bezeichnung()
    );
    record
        .intake()
        .reject(Diagnostic::error("zeile-falscher-plan", &node.place, message).with_hint(hint))
}

/// Checks that the kind of cover can serve the need and says what it has to say, and
/// nothing that it does not know.
fn at_kind(record: &Record<'_, References>) -> bool {
    let kind = record.chosen::<Deckungsart>("art").zip(record.chosen::<Bedarf>("fuer"));
    let Some((art, fuer)) = kind else { return true };
    let (rule, intake) = (art.rule(), record.intake());
    let before = intake.errors();
    if !rule.fuer.contains(&fuer) {
        intake.report(wrong_art(record.place("art"), art, fuer));
    }
    for key in rule.required.iter().filter(|key| record.node(key).is_none()) {
        let message = format!("Zur Deckung `{}` fehlt der Schlüssel `{key}`", art.schluessel());
        let field = Deckung::SHAPE.key(key);
        let hint = field.map(Field::advice).unwrap_or_default();
        let finding = lacking(&record.node.anchor, message).with_hint(hint);
        let _: Option<()> = record.lacking(&[key], finding);
    }
    let is_whole = rule.required.iter().all(|key| record.node(key).is_some());
    let known = |key: &&str| rule.required.contains(key) || rule.allowed.contains(key);
    for key in OF_ART.iter().filter(|key| !known(key)) {
        let Some(unused) = record.node(key) else { continue };
        let message = format!("Zur Deckung `{}` gehört kein `{key}`", art.schluessel());
        intake.report(
            Diagnostic::error("angaben-widersprechen", &unused.place, message)
                .with_hint("Löschen Sie die Zeile, oder berichtigen Sie `art`."),
        );
    }
    is_whole && intake.errors() == before
}

fn wrong_art(place: &Place, art: Deckungsart, fuer: Bedarf) -> Diagnostic {
    let message = format!("`{}` kann keine {} decken", art.schluessel(), fuer.bezeichnung());
    let possible = Deckungsart::ALL.into_iter().filter(|art| art.rule().fuer.contains(&fuer));
    let names = value::quoted(possible.map(Deckungsart::schluessel));
    Diagnostic::error("deckung-falsche-art", place, message).with_hint(format!(
        "Jeder Bedarf wird durch seinesgleichen gedeckt; für `{}` möglich sind {names}.",
        fuer.schluessel()
    ))
}

fn lacking(place: &Place, message: impl Into<String>) -> Diagnostic {
    Diagnostic::error("deckung-angabe-fehlt", place, message)
}

/// Checks that an authorisation comes from an earlier year, and that a
/// Verpflichtungsermächtigung falls due in a later one.
fn check_years(
    record: &Record<'_, References>,
    jahr: Jahr,
    aus_jahr: Option<Jahr>,
    faellig: Option<Jahr>,
) -> Option<()> {
    let wrong = |key: &str, message: String, hint: &str| {
        let node = record.node(key)?;
        let finding = Diagnostic::error("deckung-falsches-jahr", &node.place, message);
        record.intake().reject::<()>(finding.with_hint(hint.to_owned()))
    };
    if let Some(aus_jahr) = aus_jahr.filter(|aus_jahr| *aus_jahr >= jahr) {
        let message =
            format!("Eine Ermächtigung aus `{aus_jahr}` lässt sich nicht nach {jahr} übertragen");
        return wrong("aus_jahr", message, "Nennen Sie ein Jahr vor dem Jahr des Bedarfs.");
    }
    if let Some(faellig) = faellig.filter(|faellig| *faellig <= jahr) {
        let message = format!(
            "Eine Verpflichtungsermächtigung des Jahres {jahr} wird nicht schon `{faellig}` kassenwirksam"
        );
        return wrong("faellig", message, "Nennen Sie ein Jahr nach dem Jahr des Bedarfs.");
    }
    Some(())
}

/// Checks that no need has two rests, and that every Finanzstelle belongs to its Teilplan.
pub(in crate::data) fn check(
    entries: &[Deckung],
    haushalt: Option<&Haushalt>,
    known: &References,
    intake: &Intake,
) {
    check_rests(entries, intake);
    if let Some(haushalt) = haushalt {
        check_digits(entries, haushalt, intake);
    }
    let own = haushalt.and_then(|haushalt| haushalt.teilplan.as_ref());
    for entry in entries {
        if let (Some(finanzstelle), Some(teilplan)) =
            (&entry.finanzstelle, entry.teilplan.as_ref().or(own))
        {
            finanzstelle::check(finanzstelle, teilplan, known, intake);
        }
    }
}

/// Reports cents of cover where the need is in whole euros.
fn check_digits(entries: &[Deckung], haushalt: &Haushalt, intake: &Intake) {
    for entry in entries {
        let Deckungsbetrag::Fest(betrag) = &entry.betrag.value else { continue };
        if betrag.value.normalize().scale() > haushalt.rundung.digits {
            let message = "Diese Deckung hat Cent, die Beträge der Vorlage sind volle Euro";
            let finding = Diagnostic::error("deckung-zu-genau", &betrag.place, message);
            intake.report(finding.with_hint(
                "Schreiben Sie den Betrag in vollen Euro, oder bei `haushalt.rundung` \
                    `auf: cent`.",
            ));
        }
    }
}

/// Reports every further `rest` of the same year and need.
fn check_rests(entries: &[Deckung], intake: &Intake) {
    let mut first: BTreeMap<(Jahr, Bedarf), &Place> = BTreeMap::new();
    for entry in entries.iter().filter(|entry| entry.betrag.value == Deckungsbetrag::Rest) {
        let place = &entry.betrag.place;
        let Some(before) = first.insert((entry.jahr, entry.fuer), place) else { continue };
        let message = format!("Den Rest des Jahres {} deckt schon ein anderer Eintrag", entry.jahr);
        intake.report(Diagnostic::error("deckung-rest-doppelt", place, message).with_hint(
            format!(
                "Er steht in {}; tragen Sie hier den Betrag in Euro ein.",
                intake.locate(before)
            ),
        ));
    }
}
