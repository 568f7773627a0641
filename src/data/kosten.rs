//! Annual costs of grades, and costs other than Stellen.
//!
//! Whether a cost rises and whether it is prorated by months are properties of
//! each cost, said in the data.

use std::sync::Arc;

use rust_decimal::Decimal;

use super::intake::Intake;
use super::node::Node;
use super::record::{Field, Record};
use super::references::References;
use super::registry::Registry;
use super::{Placed, Zeile, Zeilenart, date, number, value};
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
    /// Euro a year for one unit of `menge`.
    pub betrag: Placed<Decimal>,
    /// How many units there are.
    pub menge: Menge,
    /// The years in which it arises are those of this period.
    pub zeitraum: Placed<Zeitraum>,
    /// Whether a year that the period covers in part costs only that part.
    pub anteilig: bool,
    /// How it rises; without, it stays the same.
    pub steigerung: Option<Arc<Steigerung>>,
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
}

const STEIGERUNG: &[Field] = &[
    Field::required("id", "tarif", "die Kennung der Steigerung"),
    Field::required("satz", "2 %", "um so viel steigt der Betrag im Jahr"),
    Field::required("basisjahr", "2021", "das Jahr, für das die Beträge gelten"),
];

const KOSTENSATZ: &[Field] = &[
    Field::required("id", "e13", "die Kennung des Kostensatzes"),
    Field::required("bezeichnung", "E 13 TVöD", "die Bewertung, wie sie gedruckt wird"),
    Field::required("jahresbetrag", "84100", "Euro im Jahr für eine volle Stelle"),
    Field::optional("quelle", "Personalkostentabelle 2021", "woher der Betrag stammt"),
    Field::optional("steigerung", "tarif", "wie er steigt, aus `steigerungen`"),
];

const KOSTEN: &[Field] = &[
    Field::required("id", "begleitung", "die Kennung der Kosten"),
    Field::required("bezeichnung", "Begleitausgaben", "was es ist, wie es gedruckt wird"),
    Field::required("zeile", "sonstige", "die Zeile des Teilplans"),
    Field::required("betrag", "40000", "Euro im Jahr"),
    Field::optional("anzahl", "3", "wie oft der Betrag anfällt"),
    Field::optional(
        "je_stelle",
        "koordination",
        "der Betrag fällt je volle Stelle dieser Rolle an",
    ),
    Field::required("zeitraum", "foerderung", "von wann bis wann, aus `programm.zeitraeume`"),
    Field::required("anteilig", "nein", "ob ein Teil des Jahres nur einen Teil kostet"),
    Field::optional("steigerung", "tarif", "wie der Betrag steigt, aus `steigerungen`"),
];

/// Reads a rise, known to the user as `path`.
pub(super) fn read_steigerung(node: &Node, path: &str, intake: &Intake) -> Option<Arc<Steigerung>> {
    let record = Record::open(node, path, STEIGERUNG, intake)?;
    let id = record.read("id", value::id);
    let satz = record.read("satz", number::percent);
    let basisjahr = record.read("basisjahr", date::scalar_year);
    Some(Arc::new(Steigerung { id: id?.value, satz: satz?, basisjahr: basisjahr? }))
}

/// Reads the cost of a grade, known to the user as `path`.
pub(super) fn read_kostensatz(
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
pub(super) fn read(node: &Node, path: &str, known: &References, intake: &Intake) -> Option<Kosten> {
    let record = Record::open(node, path, KOSTEN, intake)?;
    let id = record.read("id", value::id);
    let bezeichnung = record.read("bezeichnung", value::text);
    let zeile = record.read("zeile", |node, intake| known.zeile(node, Zeilenart::Aufwand, intake));
    let betrag = record.read("betrag", number::amount);
    let menge = read_menge(&record, known, intake);
    let zeitraum = record.read("zeitraum", |node, intake| known.zeitraeume.find(node, intake));
    let anteilig = record.read("anteilig", value::yes_no);
    let steigerung =
        record.read_optional("steigerung", |node, intake| known.steigerungen.find(node, intake));
    Some(Kosten {
        id: id?,
        bezeichnung: bezeichnung?,
        zeile: zeile?,
        betrag: betrag?,
        menge: menge?,
        zeitraum: zeitraum?,
        anteilig: anteilig?,
        steigerung: steigerung?,
    })
}

fn read_menge(record: &Record<'_>, known: &References, intake: &Intake) -> Option<Menge> {
    let anzahl = record.read_optional("anzahl", number::count)?;
    let rolle =
        record.read_optional("je_stelle", |node, intake| known.rollen.name(node, intake))?;
    match (anzahl, rolle) {
        (None, None) => Some(Menge::Pauschal),
        (Some(anzahl), None) => Some(Menge::Anzahl(anzahl)),
        (None, Some(rolle)) => Some(Menge::JeStelle(rolle)),
        (Some(anzahl), Some(_)) => intake.reject(
            Diagnostic::error(
                "angaben-widersprechen",
                &anzahl.place,
                "`anzahl` und `je_stelle` schließen einander aus",
            )
            .with_hint("Löschen Sie eine der beiden Zeilen."),
        ),
    }
}
