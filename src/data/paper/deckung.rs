//! The ledger of cover (Deckung): who pays what revenue leaves open.
//!
//! Every entry covers one kind of need of one Haushaltsjahr with a kind of cover
//! that can serve it, and says all that this kind needs. Whether the entries add
//! up to the need shows only when the paper is computed.

mod arten;

use std::collections::BTreeMap;
use std::sync::Arc;

use rust_decimal::Decimal;

use super::references::References;
use super::{finanzstelle, haushalt};
use crate::data::record::form::{Form, Word, words};
use crate::data::record::meaning;
use crate::data::record::{self, Field, Record};
use crate::data::record::{date, number, value};
use crate::data::yaml::intake::Intake;
use crate::data::yaml::node::Node;
use crate::data::{Haushalt, Placed, Plan, Teilplan, Zeile};
use crate::diagnostic::{Diagnostic, Place};
use crate::period::Jahr;

pub use arten::{Bedarf, Deckungsart};
use arten::{RULES, Rule};

/// An entry of the ledger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deckung {
    /// The key of its figures, `deckung.<id>`.
    pub id: Placed<String>,
    /// The Haushaltsjahr whose need it covers.
    pub jahr: Jahr,
    /// Which need it covers.
    pub fuer: Bedarf,
    /// Where it comes from.
    pub art: Deckungsart,
    /// How much it is.
    pub betrag: Placed<Deckungsbetrag>,
    /// The Teilplan it comes from.
    pub teilplan: Option<Teilplan>,
    /// The line it comes from.
    pub zeile: Option<Arc<Zeile>>,
    /// The Finanzstelle it comes from, as printed.
    pub finanzstelle: Option<Placed<String>>,
    /// The Dezernat whose budget pays.
    pub dezernat: Option<String>,
    /// The year from which an authorisation is carried over.
    pub aus_jahr: Option<Jahr>,
    /// The year in which a Verpflichtungsermächtigung falls due.
    pub faellig: Option<Jahr>,
    /// The document that it follows from.
    pub quelle: Option<String>,
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

pub(in crate::data) const FIELDS: &[Field] = &[
    Field::required("id", "stellenbudget", "die Kennung des Eintrags").takes(Form::Id),
    Field::required("jahr", "2023", "das Haushaltsjahr, dessen Bedarf gedeckt wird")
        .takes(Form::Year),
    Field::required(
        "fuer",
        "ergebnis",
        "was gedeckt wird: `ergebnis` (Aufwendungen), `auszahlung` oder `verpflichtung`",
    )
    .takes(Form::Choice(|| words(&Bedarf::ALL, meaning::bedarf))),
    Field::required("art", "minderaufwand", "woher die Deckung kommt")
        .takes(Form::Choice(|| words(&kinds(), meaning::deckungsart))),
    Field::required(
        "betrag",
        "73475",
        "Euro, `rest` (was die anderen Einträge offenlassen) oder `eigenanteil` (der \
            Eigenanteil der unter `stellen` genannten Stellen)",
    )
    .takes(Form::Either(&[Form::Amount, Form::Choice(|| WITHOUT_BETRAG.to_vec())])),
    Field::optional("stellen", "[traeger]", "die Stellen, deren Eigenanteil gedeckt wird")
        .takes(Form::List(&Form::Id)),
    Field::optional("teilplan", "0504", "der Teilplan, aus dem die Deckung kommt")
        .takes(Form::Text),
    Field::optional("zeile", "sonstige", "die Zeile des Teilplans, aus der die Deckung kommt")
        .takes(Form::Id),
    Field::optional(
        "finanzstelle",
        "4050-0301-0-6013",
        "die Finanzstelle, aus der die Deckung kommt",
    )
    .takes(Form::Text),
    Field::optional("dezernat", "Dezernat V", "das Dezernat, dessen Stellenbudget trägt")
        .takes(Form::Text),
    Field::optional(
        "aus_jahr",
        "2020",
        "das Haushaltsjahr, aus dem die Ermächtigung übertragen wird",
    )
    .takes(Form::Year),
    Field::optional(
        "faellig",
        "2022",
        "das Haushaltsjahr, in dem die Verpflichtungsermächtigung kassenwirksam wird",
    )
    .takes(Form::Year),
    Field::optional("quelle", "Veränderungsnachweis vom 01.03.2021", "woher der Betrag stammt")
        .takes(Form::Text),
];

/// The words that stand in place of an amount.
const WITHOUT_BETRAG: &[Word] = &[
    Word { name: REST, about: "was die anderen Einträge desselben Bedarfs offenlassen" },
    Word { name: EIGENANTEIL, about: "der Eigenanteil der unter `stellen` genannten Stellen" },
];

const REST: &str = "rest";

const EIGENANTEIL: &str = "eigenanteil";

/// The keys that only some kinds of cover have.
const OF_ART: [&str; 6] = ["teilplan", "zeile", "finanzstelle", "dezernat", "aus_jahr", "faellig"];

/// Reads an entry of the ledger, known to the user as `path`.
pub(in crate::data) fn read(
    node: &Node,
    path: &str,
    known: &References,
    intake: &Intake,
) -> Option<Deckung> {
    let record = Record::open(node, path, FIELDS, intake)?;
    let id = record.read("id", value::id);
    let jahr = record.read("jahr", date::scalar_year);
    let fuer = record.read("fuer", |node, intake| value::choice(node, &Bedarf::ALL, intake));
    let rule = record.read("art", read_art);
    let betrag = read_betrag(&record, known, intake);
    let teilplan = record.read_optional("teilplan", |node, intake| {
        haushalt::read_teilplan(node, &known.teilplaene, intake)
    });
    // A line cannot be right where the kind of cover is wrong.
    let served = fuer.filter(|fuer| rule.is_some_and(|rule| rule.fuer.contains(fuer)));
    let art = rule.map(|rule| rule.art);
    let zeile =
        record.read_optional("zeile", |node, intake| read_zeile(node, served, art, known, intake));
    let finanzstelle = record
        .read_optional("finanzstelle", |node, intake| finanzstelle::read(node, known, intake));
    let dezernat = record.read_optional("dezernat", value::text);
    let aus_jahr = record.read_optional("aus_jahr", date::scalar_year);
    let faellig = record.read_optional("faellig", date::scalar_year);
    let quelle = record.read_optional("quelle", value::text);
    let (rule, fuer, jahr) = (rule?, fuer?, jahr?);
    check_art(&record, node, rule, fuer, intake)?;
    let (aus_jahr, faellig) = (aus_jahr?, faellig?);
    check_years(&record, jahr, aus_jahr, faellig, intake)?;
    Some(Deckung {
        id: id?,
        jahr,
        fuer,
        art: rule.art,
        betrag: betrag?,
        teilplan: teilplan?,
        zeile: zeile?,
        finanzstelle: finanzstelle?,
        dezernat: dezernat?,
        aus_jahr,
        faellig,
        quelle: quelle?,
    })
}

/// The kinds of cover by the words of the data.
fn kinds() -> Vec<(&'static str, Deckungsart)> {
    RULES.iter().map(|rule| (rule.schluessel, rule.art)).collect()
}

fn read_art(node: &Node, intake: &Intake) -> Option<&'static Rule> {
    value::choice(node, &kinds(), intake)?.rule()
}

fn read_betrag(
    record: &Record<'_>,
    known: &References,
    intake: &Intake,
) -> Option<Placed<Deckungsbetrag>> {
    let stellen = record.read_optional("stellen", |node, intake| {
        record::list(node, intake, |node, intake| {
            value::placed(node, known.stellen.name(node, intake)?)
        })
    });
    let node = record.node("betrag")?;
    let word = node.as_text().map(str::trim);
    let stellen = stellen?;
    if word != Some(EIGENANTEIL)
        && let Some(unused) = record.node("stellen")
    {
        return intake.reject(
            Diagnostic::error(
                "angaben-widersprechen",
                &unused.anchor,
                "`stellen` gehört nur zu `betrag: eigenanteil`",
            )
            .with_hint("Löschen Sie die Zeile, oder schreiben Sie `betrag: eigenanteil`."),
        );
    }
    let betrag = match (word, stellen) {
        (Some(REST), _) => Deckungsbetrag::Rest,
        (Some(EIGENANTEIL), Some(stellen)) if !stellen.is_empty() => {
            Deckungsbetrag::Eigenanteil(stellen)
        }
        (Some(EIGENANTEIL), _) => {
            let message = "Hier fehlt, wessen Eigenanteil gedeckt wird";
            let hint = "Ergänzen Sie die Zeile `stellen:` mit den Kennungen der Stellen, etwa \
                `stellen: [traeger]`.";
            return intake.reject(lacking(&node.place, message).with_hint(hint));
        }
        _ => Deckungsbetrag::Fest(number::amount_over_zero(node, intake)?),
    };
    value::placed(node, betrag)
}

/// The line that `node` names; it must belong to the plan of the need, and take in or
/// spend as the kind of cover says.
fn read_zeile(
    node: &Node,
    fuer: Option<Bedarf>,
    art: Option<Deckungsart>,
    known: &References,
    intake: &Intake,
) -> Option<Arc<Zeile>> {
    let zeile = known.zeilen.find(node, intake)?;
    let plan = fuer?.plan();
    if zeile.plan == plan {
        let should = art.and_then(Deckungsart::zeilenart).unwrap_or(zeile.art);
        return known.zeile_in(node, &[plan], should, intake);
    }
    let (is, should) = match plan {
        Plan::Ergebnisplan => ("Finanzplan", "Ergebnisplan"),
        Plan::Finanzplan => ("Ergebnisplan", "Finanzplan"),
    };
    let message = format!("Die Zeile {} {} gehört zum {is}", zeile.nummer, zeile.name);
    let hint = format!(
        "Nennen Sie eine Zeile, die zum {should} gehört; nur sie kann {} decken.",
        fuer?.bezeichnung()
    );
    intake.reject(Diagnostic::error("zeile-falscher-plan", &node.place, message).with_hint(hint))
}

/// Checks that the kind of cover can serve the need and says what it has to say, and
/// nothing that it does not know.
fn check_art(
    record: &Record<'_>,
    node: &Node,
    rule: &Rule,
    fuer: Bedarf,
    intake: &Intake,
) -> Option<()> {
    let before = intake.errors();
    if !rule.fuer.contains(&fuer)
        && let Some(art) = record.node("art")
    {
        intake.report(wrong_art(&art.place, rule, fuer));
    }
    for key in rule.required.iter().filter(|key| record.node(key).is_none()) {
        let message = format!("Zur Deckung `{}` fehlt der Schlüssel `{key}`", rule.schluessel);
        let field = FIELDS.iter().find(|field| field.name() == *key);
        let hint = field.map(Field::advice).unwrap_or_default();
        intake.report(lacking(&node.anchor, message).with_hint(hint));
    }
    let known = |key: &&str| rule.required.contains(key) || rule.allowed.contains(key);
    for key in OF_ART.iter().filter(|key| !known(key)) {
        let Some(unused) = record.node(key) else { continue };
        let message = format!("Zur Deckung `{}` gehört kein `{key}`", rule.schluessel);
        intake.report(
            Diagnostic::error("angaben-widersprechen", &unused.place, message)
                .with_hint("Löschen Sie die Zeile, oder berichtigen Sie `art`."),
        );
    }
    (intake.errors() == before).then_some(())
}

fn wrong_art(place: &Place, rule: &Rule, fuer: Bedarf) -> Diagnostic {
    let message = format!("`{}` kann keine {} decken", rule.schluessel, fuer.bezeichnung());
    let possible = RULES.iter().filter(|rule| rule.fuer.contains(&fuer));
    let names = value::quoted(possible.map(|rule| rule.schluessel));
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
    record: &Record<'_>,
    jahr: Jahr,
    aus_jahr: Option<Jahr>,
    faellig: Option<Jahr>,
    intake: &Intake,
) -> Option<()> {
    let wrong = |key: &str, message: String, hint: &str| {
        let node = record.node(key)?;
        let finding = Diagnostic::error("deckung-falsches-jahr", &node.place, message);
        intake.reject::<()>(finding.with_hint(hint.to_owned()))
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
