//! Investments: what is paid in which year, what is only authorised, and what is made
//! available for it.
//!
//! A payment counts in its year; a Verpflichtungsermächtigung is authorised in one year
//! and counts as a payment in the later one in which it falls due. Use and follow-up
//! costs are read by [`super::folgekosten`].

use std::sync::Arc;

use rust_decimal::Decimal;

use super::folgekosten::{self, Folgekosten, Nutzung};
use super::nutzungsbeginn;
use super::references::References;
use super::{finanzstelle, haushalt};
use crate::data::record::form::{Form, words};
use crate::data::record::meaning;
use crate::data::record::{Field, Record};
use crate::data::record::{date, number, value};
use crate::data::yaml::intake::Intake;
use crate::data::yaml::node::{Kind, Node};
use crate::data::{Haushalt, Placed, Teilplan, Zeile, Zeilenart};
use crate::diagnostic::Diagnostic;
use crate::period::Jahr;

/// An investment.
#[derive(Debug, Clone)]
pub struct Investition {
    /// The key of its figures, `investition.<id>.…`.
    pub id: Placed<String>,
    /// What it is, as printed.
    pub bezeichnung: String,
    /// The line of the Teilfinanzplan that carries it.
    pub zeile: Arc<Zeile>,
    /// The Teilplan, where it is not that of the paper.
    pub teilplan: Option<Teilplan>,
    /// Its Finanzstelle, as printed.
    pub finanzstelle: Option<Placed<String>>,
    /// Per cent of tax on the amounts, which are net then.
    pub umsatzsteuer: Option<Placed<Decimal>>,
    /// The payments, in the order of the data.
    pub zahlungen: Vec<Zahlung>,
    /// The Verpflichtungsermächtigungen, in the order of the data.
    pub verpflichtungen: Vec<Verpflichtung>,
    /// What of it grants can be measured by; without, all of it.
    pub foerderfaehig: Option<Foerderfaehig>,
    /// How long it is used, and from when on.
    pub nutzung: Option<Nutzung>,
    /// What an earlier decision said it costs.
    pub bisher: Option<Bisher>,
    /// What its use costs and brings a year.
    pub folgekosten: Vec<Folgekosten>,
}

/// A payment.
#[derive(Debug, Clone)]
pub struct Zahlung {
    /// The year in which it is made.
    pub jahr: Jahr,
    /// Euro; net where the investment has a rate of tax.
    pub betrag: Placed<Decimal>,
    /// How the budget provides it.
    pub bereitstellung: Bereitstellung,
}

/// An authorisation to pay in a later year (§ 85 GO NRW).
#[derive(Debug, Clone)]
pub struct Verpflichtung {
    /// The year in which it is authorised.
    pub jahr: Jahr,
    /// The year in which it falls due, after `jahr`.
    pub faellig: Jahr,
    /// Euro; net where the investment has a rate of tax.
    pub betrag: Placed<Decimal>,
    /// How the budget provides it.
    pub bereitstellung: Bereitstellung,
}

/// How the budget provides a payment or an authorisation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Bereitstellung {
    /// It stands in the budget.
    Veranschlagt,
    /// It exceeds what stands there (§ 83 GO NRW).
    Ueberplanmaessig,
    /// Nothing stands there (§ 83 GO NRW).
    Ausserplanmaessig,
    /// A later budget is to provide it.
    ZuVeranschlagen,
}

impl Bereitstellung {
    /// All of them, in the order in which papers state them.
    pub const ALL: [Self; 4] = [
        Self::Veranschlagt,
        Self::Ueberplanmaessig,
        Self::Ausserplanmaessig,
        Self::ZuVeranschlagen,
    ];

    /// Whether the law asks for cover in the same year.
    pub fn needs_cover(self) -> bool {
        matches!(self, Self::Ueberplanmaessig | Self::Ausserplanmaessig)
    }

    /// The word for it in data and in the names of figures.
    pub fn schluessel(self) -> &'static str {
        match self {
            Self::Veranschlagt => "veranschlagt",
            Self::Ueberplanmaessig => "ueberplanmaessig",
            Self::Ausserplanmaessig => "ausserplanmaessig",
            Self::ZuVeranschlagen => "zu_veranschlagen",
        }
    }
}

/// What of an investment is eligible for grants.
#[derive(Debug, Clone)]
pub enum Foerderfaehig {
    /// Per cent of every payment.
    Anteil(Placed<Decimal>),
    /// At most so many euro in all, used up in the order of the years.
    Betrag(Placed<Decimal>),
}

/// What an earlier decision said an investment costs.
#[derive(Debug, Clone)]
pub struct Bisher {
    /// Euro.
    pub betrag: Placed<Decimal>,
    /// The decision.
    pub quelle: String,
}

impl Investition {
    /// The Haushaltsjahre in which something is paid, with repetitions.
    pub fn jahre(&self) -> impl Iterator<Item = Jahr> {
        let faellig = self.verpflichtungen.iter().map(|verpflichtung| verpflichtung.faellig);
        self.zahlungen.iter().map(|zahlung| zahlung.jahr).chain(faellig)
    }
}

pub(in crate::data) const FIELDS: &[Field] = &[
    Field::required("id", "sanierung", "die Kennung der Investition").takes(Form::Id),
    Field::required("bezeichnung", "Neubau der Turnhalle", "was es ist, wie es gedruckt wird")
        .takes(Form::Text),
    Field::required("zeile", "auszahlung_bau", "die Zeile des Teilfinanzplans, die auszahlt")
        .takes(Form::Id),
    Field::optional("teilplan", "0801", "die Nummer des Teilplans, wenn sie vom Haushalt abweicht")
        .takes(Form::Text),
    Field::optional("finanzstelle", "5201-0801-7-5216", "die Finanzstelle").takes(Form::Text),
    Field::optional(
        "umsatzsteuer",
        "19 %",
        "der Steuersatz, wenn die Beträge ohne Umsatzsteuer angegeben sind",
    )
    .takes(Form::Percent),
    Field::optional("zahlungen", "", "eine Liste der Auszahlungen je Jahr")
        .takes(Form::List(&Form::Record(ZAHLUNG))),
    Field::optional(
        "verpflichtungen",
        "",
        "eine Liste der Verpflichtungsermächtigungen: bewilligt in einem Jahr, fällig in einem \
            späteren",
    )
    .takes(Form::List(&Form::Record(VERPFLICHTUNG))),
    Field::optional(
        "foerderfaehig",
        "80 %",
        "welcher Teil zuwendungsfähig ist: ein Prozentsatz, oder darunter `betrag:`",
    )
    .takes(Form::Either(&[Form::Percent, Form::Record(BETRAG)])),
    Field::optional("nutzungsdauer", "20", "die Nutzungsdauer in vollen Jahren").takes(Form::Whole),
    Field::optional(
        "quelle_nutzungsdauer",
        "NKF-Rahmentabelle, Nr. 2.07",
        "woher die Nutzungsdauer stammt; sie wird gedruckt",
    )
    .takes(Form::Text),
    Field::optional("ab", "01.07.2023", "der Tag, ab dem genutzt wird; sein Monat zählt ganz")
        .takes(Form::Date),
    Field::optional("bisher", "", "die bisher beschlossenen Kosten: `betrag` und `quelle`")
        .takes(Form::Record(BISHER)),
    Field::optional("folgekosten", "", "eine Liste der jährlichen Folgekosten und Folgeerträge")
        .takes(Form::List(&Form::Record(folgekosten::FIELDS))),
];

pub(in crate::data) const ZAHLUNG: &[Field] = &[
    Field::required("jahr", "2021", "das Haushaltsjahr der Auszahlung").takes(Form::Year),
    Field::required("betrag", "245000", "Euro; ohne Umsatzsteuer, wenn ein Satz angegeben ist")
        .takes(Form::Amount),
    BEREITSTELLUNG,
];

pub(in crate::data) const VERPFLICHTUNG: &[Field] = &[
    Field::required("jahr", "2021", "das Haushaltsjahr, in dem sie bewilligt wird")
        .takes(Form::Year),
    Field::required("faellig", "2022", "das spätere Haushaltsjahr, in dem ausgezahlt wird")
        .takes(Form::Year),
    Field::required("betrag", "1686764.28", "Euro; ohne Umsatzsteuer, wenn ein Satz angegeben ist")
        .takes(Form::Amount),
    BEREITSTELLUNG,
];

pub(in crate::data) const BEREITSTELLUNG: Field = Field::optional(
    "bereitstellung",
    "ueberplanmaessig",
    "`veranschlagt` (so auch ohne Angabe), `ueberplanmaessig`, `ausserplanmaessig` oder \
        `zu_veranschlagen`",
)
.takes(Form::Choice(|| {
    words(&Bereitstellung::ALL.map(|of| (of.schluessel(), of)), meaning::bereitstellung)
}));

pub(in crate::data) const BETRAG: &[Field] =
    &[Field::required("betrag", "500000", "das Höchste, das zuwendungsfähig ist, in Euro")
        .takes(Form::Amount)];

pub(in crate::data) const BISHER: &[Field] = &[
    Field::required("betrag", "2000000", "die bisherigen Gesamtkosten in Euro").takes(Form::Amount),
    Field::required("quelle", "Beschluss des Rates vom 01.03.2016", "wo sie stehen")
        .takes(Form::Text),
];

/// Reads an investment, known to the user as `path`.
pub(in crate::data) fn read(
    node: &Node,
    path: &str,
    known: &References,
    intake: &Intake,
) -> Option<Investition> {
    let record = Record::open(node, path, FIELDS, intake)?;
    let id = record.read("id", value::id);
    let bezeichnung = record.read("bezeichnung", value::text);
    let zeile = record
        .read("zeile", |node, intake| known.finanzplanzeile(node, Zeilenart::Aufwand, intake));
    let teilplan = record.read_optional("teilplan", |node, intake| {
        haushalt::read_teilplan(node, &known.teilplaene, intake)
    });
    let finanzstelle = record
        .read_optional("finanzstelle", |node, intake| finanzstelle::read(node, known, intake));
    let umsatzsteuer = record.read_optional("umsatzsteuer", read_tax);
    let zahlungen = record.read_list("zahlungen", |node, intake| read_zahlung(node, path, intake));
    let verpflichtungen =
        record.read_list("verpflichtungen", |node, intake| read_verpflichtung(node, path, intake));
    let foerderfaehig = record
        .read_optional("foerderfaehig", |node, intake| read_foerderfaehig(node, path, intake));
    let bisher = record.read_optional("bisher", |node, intake| read_bisher(node, path, intake));
    let nutzung = folgekosten::read_nutzung(node, &record, path, intake);
    let folgekosten = folgekosten::read(&record, path, known, intake);
    let (zahlungen, verpflichtungen) = (zahlungen?, verpflichtungen?);
    if zahlungen.is_empty() && verpflichtungen.is_empty() {
        return intake.reject(
            Diagnostic::error("investition-leer", &node.anchor, "Diese Investition kostet nichts")
                .with_hint("Ergänzen Sie `zahlungen` oder `verpflichtungen`."),
        );
    }
    Some(Investition {
        id: id?,
        bezeichnung: bezeichnung?,
        zeile: zeile?,
        teilplan: teilplan?,
        finanzstelle: finanzstelle?,
        umsatzsteuer: umsatzsteuer?,
        zahlungen,
        verpflichtungen,
        foerderfaehig: foerderfaehig?,
        nutzung: nutzung?,
        bisher: bisher?,
        folgekosten: folgekosten?,
    })
}

fn read_tax(node: &Node, intake: &Intake) -> Option<Placed<Decimal>> {
    let rate = number::percent(node, intake)?;
    if rate.value.is_zero() {
        return intake.reject(
            Diagnostic::error(
                "umsatzsteuer-null",
                &node.place,
                "Ein Satz von null ergibt keine Umsatzsteuer",
            )
            .with_hint(
                "Nennen Sie den Satz, etwa `19 %`, oder löschen Sie die Zeile, wenn die \
                    Beträge die Umsatzsteuer schon enthalten.",
            ),
        );
    }
    Some(rate)
}

fn read_bereitstellung(record: &Record<'_>) -> Option<Bereitstellung> {
    let choices = Bereitstellung::ALL.map(|of| (of.schluessel(), of));
    let chosen = record
        .read_optional("bereitstellung", |node, intake| value::choice(node, &choices, intake));
    Some(chosen?.unwrap_or(Bereitstellung::Veranschlagt))
}

fn read_zahlung(node: &Node, path: &str, intake: &Intake) -> Option<Zahlung> {
    let record = Record::open(node, &format!("{path}.zahlungen"), ZAHLUNG, intake)?;
    let jahr = record.read("jahr", date::scalar_year);
    let betrag = record.read("betrag", number::amount_over_zero);
    let bereitstellung = read_bereitstellung(&record);
    Some(Zahlung { jahr: jahr?, betrag: betrag?, bereitstellung: bereitstellung? })
}

fn read_verpflichtung(node: &Node, path: &str, intake: &Intake) -> Option<Verpflichtung> {
    let record = Record::open(node, &format!("{path}.verpflichtungen"), VERPFLICHTUNG, intake)?;
    let jahr = record.read("jahr", date::scalar_year);
    let faellig = record.read("faellig", date::scalar_year);
    let betrag = record.read("betrag", number::amount_over_zero);
    let bereitstellung = read_bereitstellung(&record);
    let (jahr, faellig) = (jahr?, faellig?);
    if faellig <= jahr {
        let message = format!(
            "Die Verpflichtungsermächtigung des Jahres {jahr} wird schon im Jahr {faellig} fällig"
        );
        return intake.reject(
            Diagnostic::error("verpflichtung-faellig", &record.node("faellig")?.place, message)
                .with_hint(
                    "Nennen Sie unter `faellig` ein späteres Jahr, oder tragen Sie den Betrag \
                        unter `zahlungen` ein.",
                ),
        );
    }
    Some(Verpflichtung { jahr, faellig, betrag: betrag?, bereitstellung: bereitstellung? })
}

fn read_foerderfaehig(node: &Node, path: &str, intake: &Intake) -> Option<Foerderfaehig> {
    if !matches!(node.kind, Kind::Mapping(_)) {
        return number::percent(node, intake).map(Foerderfaehig::Anteil);
    }
    let record = Record::open(node, &format!("{path}.foerderfaehig"), BETRAG, intake)?;
    record.read("betrag", number::amount).map(Foerderfaehig::Betrag)
}

fn read_bisher(node: &Node, path: &str, intake: &Intake) -> Option<Bisher> {
    let record = Record::open(node, &format!("{path}.bisher"), BISHER, intake)?;
    let betrag = record.read("betrag", number::amount);
    let quelle = record.read("quelle", value::text);
    Some(Bisher { betrag: betrag?, quelle: quelle? })
}

/// Years before the adopted budget that a payment may lie back.
const BACK: i16 = 10;

/// Years after the next budget that a payment may lie ahead.
const AHEAD: i16 = 30;

/// Checks that payments are made in years that a paper of this budget can mean, and that
/// every Finanzstelle belongs to its Teilplan.
pub(in crate::data) fn check(
    node: Option<&Node>,
    investitionen: &[Investition],
    haushalt: &Haushalt,
    known: &References,
    intake: &Intake,
) {
    folgekosten::check(investitionen, haushalt, intake);
    nutzungsbeginn::check(investitionen, intake);
    let Some(aufstellung) = haushalt.aufstellung else { return };
    let first = haushalt.beschlossen.iter().min().unwrap_or(&aufstellung).0 - BACK;
    let last = aufstellung.0 + AHEAD;
    for item in node.map(Node::items).unwrap_or_default() {
        for list in ["zahlungen", "verpflichtungen"] {
            for entry in item.get(list).map(Node::items).unwrap_or_default() {
                for key in ["jahr", "faellig"] {
                    check_year(entry.get(key), first..=last, intake);
                }
            }
        }
    }
    for investition in investitionen {
        let teilplan = investition.teilplan.as_ref().or(haushalt.teilplan.as_ref());
        if let (Some(finanzstelle), Some(teilplan)) = (&investition.finanzstelle, teilplan) {
            finanzstelle::check(finanzstelle, teilplan, known, intake);
        }
    }
}

fn check_year(node: Option<&Node>, years: std::ops::RangeInclusive<i16>, intake: &Intake) {
    let Some(node) = node else { return };
    let Some(jahr) = node.as_text().and_then(|text| date::parse_year(text.trim())) else { return };
    if years.contains(&jahr.0) {
        return;
    }
    let message = format!("Das Jahr `{jahr}` liegt zu weit vom Haushalt der Vorlage entfernt");
    let hint = format!(
        "Möglich sind Jahre von {} bis {}; berichtigen Sie das Jahr, oder prüfen Sie \
            `haushalt.beschlossen` und `haushalt.aufstellung`.",
        years.start(),
        years.end()
    );
    intake.report(Diagnostic::error("zahlung-jahr", &node.place, message).with_hint(hint));
}
