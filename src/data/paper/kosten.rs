//! Annual costs of grades, and costs other than Stellen.
//!
//! Whether a cost rises and whether it is prorated by months are properties of
//! each cost, said in the data.

use std::sync::Arc;

use rust_decimal::Decimal;

use super::references::References;
use crate::data::record::form::Form;
use crate::data::record::registry::Registry;
use crate::data::record::{self, Field, Record};
use crate::data::record::{date, number, value};
use crate::data::yaml::intake::Intake;
use crate::data::yaml::node::{Kind, Node};
use crate::data::{Placed, Stelle, Zeile, Zeilenart};
use crate::diagnostic::Diagnostic;
use crate::period::{Jahr, Zeitraum};

/// What a full post of a grade costs a year.
#[derive(Debug, Clone)]
pub struct Kostensatz {
    /// The key of its figures, `kostensatz.<id>`.
    pub id: String,
    /// The grade as printed, such as `E 13 TVöD`.
    pub bezeichnung: String,
    /// Euro a year for a full post, in the base year of `steigerung`.
    pub jahresbetrag: Placed<Decimal>,
    /// Where the amount comes from.
    pub quelle: Option<String>,
    /// How it rises; without, it stays the same.
    pub steigerung: Option<Arc<Steigerung>>,
}

/// A yearly rise that compounds from a base year on the unrounded amount.
#[derive(Debug, Clone)]
pub struct Steigerung {
    /// The key of its figure, `steigerung.<id>`.
    pub id: String,
    /// Per cent a year.
    pub satz: Placed<Decimal>,
    /// The year whose amounts are given; earlier years do not fall below it.
    pub basisjahr: Jahr,
}

/// A cost other than Stellen.
#[derive(Debug, Clone)]
pub struct Kosten {
    /// The key of its figures, `kosten.<id>.…`.
    pub id: Placed<String>,
    /// What it is, as printed.
    pub bezeichnung: String,
    /// The line of the Teilplan that carries it.
    pub zeile: Arc<Zeile>,
    /// The years in which it arises are those of this period.
    pub zeitraum: Placed<Zeitraum>,
    /// What it amounts to.
    pub umfang: Umfang,
}

impl Kosten {
    /// How it rises, where it does.
    pub fn steigerung(&self) -> Option<&Arc<Steigerung>> {
        match &self.umfang {
            Umfang::Betrag(betrag) => betrag.steigerung.as_ref(),
            Umfang::Satz(_) => None,
        }
    }
}

/// What a cost amounts to.
#[derive(Debug, Clone)]
pub enum Umfang {
    /// An amount a year, as often as there are units.
    Betrag(Kostenbetrag),
    /// A share of the personnel cost (Gemeinkosten).
    Satz(Gemeinkosten),
}

/// An amount a year for each of some units.
#[derive(Debug, Clone)]
pub struct Kostenbetrag {
    /// Euro a year for one unit of `menge`.
    pub betrag: Placed<Decimal>,
    /// How many units there are.
    pub menge: Menge,
    /// Whether a year that the period covers in part costs only that part.
    pub anteilig: bool,
    /// How it rises; without, it stays the same.
    pub steigerung: Option<Arc<Steigerung>>,
}

/// A share of what Stellen cost in the same year.
#[derive(Debug, Clone)]
pub struct Gemeinkosten {
    /// Per cent of the personnel cost.
    pub satz: Placed<Decimal>,
    /// Whose personnel cost.
    pub auf: Stellenauswahl,
}

/// Some of the Stellen.
#[derive(Debug, Clone)]
pub enum Stellenauswahl {
    /// Those with these ids.
    Kennungen(Vec<String>),
    /// Those of this role.
    Rolle(String),
}

impl Stellenauswahl {
    /// Whether `stelle` is one of them.
    pub fn is_met_by(&self, stelle: &Stelle) -> bool {
        match self {
            Self::Kennungen(kennungen) => kennungen.contains(&stelle.id.value),
            Self::Rolle(rolle) => *rolle == stelle.rolle,
        }
    }
}

/// How many units of a cost there are.
#[derive(Debug, Clone)]
pub enum Menge {
    /// One.
    Pauschal,
    /// As many as given.
    Anzahl(Placed<Decimal>),
    /// As many as there are full posts of a role in that year.
    JeStelle(String),
    /// As many as the Stellen of a role have workplaces, each for its own months.
    JeArbeitsplatz(String),
}

pub(in crate::data) const STEIGERUNG: &[Field] = &[
    Field::required("id", "tarif", "die Kennung der Steigerung").takes(Form::Id),
    Field::required("satz", "2 %", "um so viel steigt der Betrag im Jahr").takes(Form::Percent),
    Field::required("basisjahr", "2021", "das Jahr, für das die Beträge gelten").takes(Form::Year),
];

pub(in crate::data) const KOSTENSATZ: &[Field] = &[
    Field::required("id", "e13", "die Kennung des Kostensatzes").takes(Form::Id),
    Field::required("bezeichnung", "E 13 TVöD", "die Bewertung, wie sie gedruckt wird")
        .takes(Form::Text),
    Field::required("jahresbetrag", "84100", "Euro im Jahr für eine volle Stelle")
        .takes(Form::Amount),
    Field::optional("quelle", "Personalkostentabelle 2021", "woher der Betrag stammt")
        .takes(Form::Text),
    Field::optional("steigerung", "tarif", "wie er steigt, aus `steigerungen`").takes(Form::Id),
];

pub(in crate::data) const KOSTEN: &[Field] = &[
    Field::required("id", "begleitung", "die Kennung der Kosten").takes(Form::Id),
    Field::required("bezeichnung", "Begleitausgaben", "was es ist, wie es gedruckt wird")
        .takes(Form::Text),
    Field::required("zeile", "sonstige", "die Zeile des Teilplans").takes(Form::Id),
    Field::optional("betrag", "40000", "Euro im Jahr; nötig, wo es keinen `satz` gibt")
        .takes(Form::Amount),
    Field::optional("satz", "20 %", "Gemeinkosten: so viel vom Hundert der Personalkosten")
        .takes(Form::Percent),
    Field::optional(
        "auf",
        "[leitung, assistenz]",
        "auf welche Stellen sich der Satz bezieht: eine Liste ihrer Kennungen oder eine Rolle",
    )
    .takes(Form::Either(&[Form::Id, Form::List(&Form::Id)])),
    Field::optional("anzahl", "3", "wie oft der Betrag anfällt").takes(Form::Count),
    Field::optional(
        "je_stelle",
        "koordination",
        "der Betrag fällt je volle Stelle dieser Rolle an",
    )
    .takes(Form::Id),
    Field::optional(
        "je_arbeitsplatz",
        "koordination",
        "der Betrag fällt je Arbeitsplatz der Stellen dieser Rolle an, bei `anteilig: ja` nach \
         den Monaten der Stelle und nicht nach ihrem Anteil",
    )
    .takes(Form::Id),
    Field::required("zeitraum", "foerderung", "von wann bis wann, aus `programm.zeitraeume`")
        .takes(Form::Id),
    Field::optional(
        "anteilig",
        "nein",
        "ob ein Teil des Jahres nur einen Teil kostet; nötig, wo es keinen `satz` gibt",
    )
    .takes(Form::YesNo),
    Field::optional("steigerung", "tarif", "wie der Betrag steigt, aus `steigerungen`")
        .takes(Form::Id),
];

/// Reads a rise, known to the user as `path`.
pub(in crate::data) fn read_steigerung(
    node: &Node,
    path: &str,
    intake: &Intake,
) -> Option<Arc<Steigerung>> {
    let record = Record::open(node, path, STEIGERUNG, intake)?;
    let id = record.read("id", value::id);
    let satz = record.read("satz", number::percent);
    let basisjahr = record.read("basisjahr", date::scalar_year);
    Some(Arc::new(Steigerung { id: id?.value, satz: satz?, basisjahr: basisjahr? }))
}

/// Reads the cost of a grade, known to the user as `path`.
pub(in crate::data) fn read_kostensatz(
    node: &Node,
    path: &str,
    steigerungen: &Registry<Arc<Steigerung>>,
    intake: &Intake,
) -> Option<Arc<Kostensatz>> {
    let record = Record::open(node, path, KOSTENSATZ, intake)?;
    let id = record.read("id", value::id);
    let bezeichnung = record.read("bezeichnung", value::text);
    let jahresbetrag = record.read("jahresbetrag", number::amount);
    let quelle = record.read_optional("quelle", value::text);
    let steigerung =
        record.read_optional("steigerung", |node, intake| steigerungen.find(node, intake));
    Some(Arc::new(Kostensatz {
        id: id?.value,
        bezeichnung: bezeichnung?,
        jahresbetrag: jahresbetrag?,
        quelle: quelle?,
        steigerung: steigerung?,
    }))
}

/// Reads a cost other than a Stelle, known to the user as `path`.
pub(in crate::data) fn read(
    node: &Node,
    path: &str,
    known: &References,
    intake: &Intake,
) -> Option<Kosten> {
    let record = Record::open(node, path, KOSTEN, intake)?;
    let id = record.read("id", value::id);
    let bezeichnung = record.read("bezeichnung", value::text);
    let zeile = record.read("zeile", |node, intake| known.zeile(node, Zeilenart::Aufwand, intake));
    let zeitraum = record.read("zeitraum", |node, intake| known.zeitraeume.find(node, intake));
    let umfang = match record.node("satz") {
        Some(_) => gemeinkosten(&record, known, intake).map(Umfang::Satz),
        None => kostenbetrag(&record, node, path, known, intake).map(Umfang::Betrag),
    };
    Some(Kosten {
        id: id?,
        bezeichnung: bezeichnung?,
        zeile: zeile?,
        zeitraum: zeitraum?,
        umfang: umfang?,
    })
}

fn kostenbetrag(
    record: &Record<'_>,
    node: &Node,
    path: &str,
    known: &References,
    intake: &Intake,
) -> Option<Kostenbetrag> {
    if let Some(auf) = record.node("auf") {
        intake.report(
            Diagnostic::error("angaben-widersprechen", &auf.place, "`auf` gehört zu einem `satz`")
                .with_hint(
                    "Ergänzen Sie `satz:`, etwa `satz: 20 %`, oder löschen Sie die Zeile `auf`.",
                ),
        );
    }
    let needed = ["betrag", "anteilig"].map(|key| record.is_there(key, path, node, KOSTEN));
    let betrag = record.read("betrag", number::amount);
    let menge = read_menge(record, known, intake);
    let anteilig = record.read("anteilig", value::yes_no);
    let steigerung =
        record.read_optional("steigerung", |node, intake| known.steigerungen.find(node, intake));
    if needed.contains(&false) || record.node("auf").is_some() {
        return None;
    }
    Some(Kostenbetrag {
        betrag: betrag?,
        menge: menge?,
        anteilig: anteilig?,
        steigerung: steigerung?,
    })
}

/// The keys that only an amount has, not a share of the personnel cost.
const OF_BETRAG: [&str; 6] =
    ["betrag", "anzahl", "je_stelle", "je_arbeitsplatz", "anteilig", "steigerung"];

fn gemeinkosten(record: &Record<'_>, known: &References, intake: &Intake) -> Option<Gemeinkosten> {
    let foreign = OF_BETRAG.iter().filter_map(|key| Some((key, record.node(key)?)));
    let found = intake.errors();
    for (key, node) in foreign {
        intake.report(
            Diagnostic::error(
                "angaben-widersprechen",
                &node.place,
                format!("`satz` und `{key}` schließen einander aus"),
            )
            .with_hint(
                "Gemeinkosten folgen mit ihrem Satz den Personalkosten der genannten Stellen; \
                    löschen Sie eine der beiden Zeilen.",
            ),
        );
    }
    let satz = record.read("satz", number::percent_over_zero);
    let Some(node) = record.node("auf") else {
        return intake.reject(
            Diagnostic::error(
                "schluessel-fehlt",
                &record.node("satz")?.place,
                "Zu diesem Satz fehlt, auf welche Stellen er sich bezieht",
            )
            .with_hint("Ergänzen Sie `auf:` mit den Kennungen der Stellen oder einer Rolle."),
        );
    };
    let auf = match node.kind {
        Kind::Sequence(_) => selected(node, known, intake).map(Stellenauswahl::Kennungen),
        _ => known.rollen.name(node, intake).map(Stellenauswahl::Rolle),
    };
    (intake.errors() == found).then_some(Gemeinkosten { satz: satz?, auf: auf? })
}

/// The ids of a list of Stellen, which is not empty and names none of them twice.
fn selected(node: &Node, known: &References, intake: &Intake) -> Option<Vec<String>> {
    let stellen: Vec<Placed<String>> = record::list(node, intake, |node, intake| {
        value::placed(node, known.stellen.name(node, intake)?)
    })?;
    if stellen.is_empty() {
        return intake.reject(
            Diagnostic::error("auf-leer", &node.place, "Dieser Satz bezieht sich auf keine Stelle")
                .with_hint("Nennen Sie die Kennungen der Stellen oder eine Rolle."),
        );
    }
    for (index, stelle) in stellen.iter().enumerate() {
        if stellen.iter().take(index).any(|before| before.value == stelle.value) {
            let message = format!("Die Stelle `{}` steht unter `auf` schon", stelle.value);
            intake.report(
                Diagnostic::error("kennung-doppelt", &stelle.place, message)
                    .with_hint("Löschen Sie einen der beiden Einträge; jede Stelle zählt einmal."),
            );
        }
    }
    Some(stellen.into_iter().map(|stelle| stelle.value).collect())
}

fn read_menge(record: &Record<'_>, known: &References, intake: &Intake) -> Option<Menge> {
    let anzahl = record.read_optional("anzahl", number::count)?;
    let role = |node: &Node, _: &Intake| known.rollen.name(node, intake);
    let stelle = record.read_optional("je_stelle", role)?;
    let arbeitsplatz = record.read_optional("je_arbeitsplatz", role)?;
    let named = ["anzahl", "je_stelle", "je_arbeitsplatz"];
    let mut named = named.into_iter().filter_map(|key| Some((key, record.node(key)?)));
    if let (Some((first, node)), Some((second, _))) = (named.next(), named.next()) {
        return intake.reject(
            Diagnostic::error(
                "angaben-widersprechen",
                &node.place,
                format!("`{first}` und `{second}` schließen einander aus"),
            )
            .with_hint("Löschen Sie eine der beiden Zeilen."),
        );
    }
    Some(match (anzahl, stelle, arbeitsplatz) {
        (Some(anzahl), _, _) => Menge::Anzahl(anzahl),
        (_, Some(rolle), _) => Menge::JeStelle(rolle),
        (_, _, Some(rolle)) => Menge::JeArbeitsplatz(rolle),
        (None, None, None) => Menge::Pauschal,
    })
}
