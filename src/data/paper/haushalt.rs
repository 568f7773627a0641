//! Where the money stands in the budget, and how amounts are rounded.
//!
//! Every Haushaltsjahr that costs money has its [`Haushaltsstand`]. A paper that costs
//! nothing says so with `auswirkung` and needs neither a Teilplan nor years.

mod ansatz;
mod stand;

use std::collections::BTreeMap;

use crate::data::Placed;
use crate::data::record::form::{Form, Key, words};
use crate::data::record::meaning;
use crate::data::record::registry::Registry;
use crate::data::record::{Field, Record};
use crate::data::record::{date, value};
use crate::data::yaml::intake::Intake;
use crate::data::yaml::node::Node;
use crate::diagnostic::Diagnostic;
use crate::money::Mode;
use crate::period::Jahr;

pub(in crate::data) use ansatz::check;
pub use stand::{Haushaltsstand, Satzung, Stand};
use stand::{SATZUNG, STATUTES, check_states, read_stand};

/// The place of the paper in the city's budget.
#[derive(Debug, Clone)]
pub struct Haushalt {
    /// Whether the paper costs anything at all.
    pub auswirkung: Auswirkung,
    /// The Teilplan that carries the measure; there is one where the paper is [`Auswirkung::Wirksam`].
    pub teilplan: Option<Teilplan>,
    /// The Teilpläne in which the funds of the measures are budgeted already.
    pub teilplaene: Vec<Teilplan>,
    /// The years of the adopted budget, such as 2020 and 2021.
    pub beschlossen: Vec<Jahr>,
    /// The first year of the budget that is drawn up next; there is one where the paper is
    /// [`Auswirkung::Wirksam`].
    pub aufstellung: Option<Jahr>,
    /// Whether the budget is in force, in years that say nothing else.
    pub satzung: Satzung,
    /// The state of the budget per year, for every year that costs money.
    pub jahre: BTreeMap<Jahr, Haushaltsstand>,
    /// The last year of the table of follow-up costs.
    pub folgekosten_bis: Option<Placed<Jahr>>,
    /// How amounts are rounded.
    pub rundung: Rundung,
}

/// Whether a paper costs anything.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Auswirkung {
    /// It may; what it costs follows from its rows.
    Wirksam,
    /// It does not: no row may cost or bring money.
    Keine,
    /// It costs nothing itself; its measures are paid from funds that are budgeted already.
    Veranschlagt,
}

/// A Teilplan of the budget.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Teilplan {
    /// Its number as printed, such as `0504`.
    pub nummer: String,
    /// Its name, from the profile of the city.
    pub name: String,
}

/// How amounts are rounded: the total of a group from its exact sum, its rows by
/// largest remainder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rundung {
    /// Decimal places of printed amounts: 2 for cents, 0 for whole euros.
    pub digits: u32,
    /// How the total of a group loses its further digits.
    pub mode: Mode,
}

pub(in crate::data) const AUSWIRKUNG: Field = Field::optional(
    "auswirkung",
    "keine",
    "`wirksam` (auch ohne Angabe), `keine` oder `veranschlagt`, wenn die Maßnahmen aus Mitteln \
        bezahlt werden, die schon im Haushalt stehen",
)
.takes(Form::Choice(|| words(EFFECTS, meaning::auswirkung)));

pub(in crate::data) const FIELDS: &[Field] = &[
    AUSWIRKUNG,
    Field::required("teilplan", "0504", "die Nummer des Teilplans").takes(Form::Text),
    Field::required("beschlossen", "2020/2021", "die Jahre des beschlossenen Haushalts")
        .takes(Form::Years),
    Field::required("aufstellung", "2022", "das erste Jahr des nächsten Haushalts")
        .takes(Form::Year),
    Field::optional(
        "jahre",
        "",
        "je Haushaltsjahr der Stand, etwa `2021:` und darunter `stand: kompensiert`; nötig für \
            jedes Jahr mit Aufwendungen oder Erträgen",
    )
    .takes(Form::Map(Key::Year, &Form::Record(stand::JAHR))),
    Field::optional(
        "folgekosten_bis",
        "2045",
        "das letzte Jahr der Übersicht über die Folgekosten; ohne Angabe das letzte der \
            Nutzungsdauer",
    )
    .takes(Form::Year),
    SATZUNG,
    Field::required("rundung", "", "wie Beträge gerundet werden: `auf`, `summe` und `zeilen`")
        .takes(Form::Record(RUNDUNG)),
];

/// The keys of a paper that costs nothing.
pub(in crate::data) const WITHOUT: &[Field] = &[
    AUSWIRKUNG,
    Field::optional("teilplan", "0504", "die Nummer des Teilplans").takes(Form::Text),
    Field::optional(
        "teilplaene",
        "[0504]",
        "bei `auswirkung: veranschlagt` die Teilpläne, in denen die Mittel stehen",
    )
    .takes(Form::List(&Form::Text)),
    Field::optional("beschlossen", "2020/2021", "die Jahre des beschlossenen Haushalts")
        .takes(Form::Years),
    Field::optional("aufstellung", "2022", "das erste Jahr des nächsten Haushalts")
        .takes(Form::Year),
    Field::optional("jahre", "", "je Haushaltsjahr der Stand")
        .takes(Form::Map(Key::Year, &Form::Record(stand::JAHR))),
    SATZUNG,
    Field::optional("rundung", "", "wie Beträge gerundet werden: `auf`, `summe` und `zeilen`")
        .takes(Form::Record(RUNDUNG)),
];

pub(in crate::data) const RUNDUNG: &[Field] = &[
    Field::required("auf", "cent", "`cent` oder `euro`")
        .takes(Form::Choice(|| words(DIGITS, meaning::decimal_places))),
    Field::required("summe", "kaufmaennisch", "`kaufmaennisch` oder `abschneiden`")
        .takes(Form::Choice(|| words(MODES, meaning::rundung))),
    Field::required("zeilen", "groesster_rest", "so gehen die Zeilen in der Summe auf")
        .takes(Form::Choice(|| words(ROWS, meaning::zeilen))),
];

const EFFECTS: &[(&str, Auswirkung)] = &[
    ("wirksam", Auswirkung::Wirksam),
    ("keine", Auswirkung::Keine),
    ("veranschlagt", Auswirkung::Veranschlagt),
];

/// How a paper rounds that has nothing to round and says nothing about it.
const CENTS: Rundung = Rundung { digits: 2, mode: Mode::HalfUp };
pub(in crate::data) const RUNDUNG_OF_GRANT: &[Field] = &[
    Field::required("auf", "euro", "`cent` oder `euro`")
        .takes(Form::Choice(|| words(DIGITS, meaning::decimal_places))),
    Field::required("art", "kaufmaennisch", "`kaufmaennisch` oder `abschneiden`")
        .takes(Form::Choice(|| words(MODES, meaning::rundung))),
];

const DIGITS: &[(&str, u32)] = &[("cent", 2), ("euro", 0)];

const ROWS: &[(&str, ())] = &[("groesster_rest", ())];

const MODES: &[(&str, Mode)] = &[("kaufmaennisch", Mode::HalfUp), ("abschneiden", Mode::Truncate)];

/// Reads the place of the paper in the budget.
pub(in crate::data) fn read(
    node: &Node,
    teilplaene: &Registry<String>,
    intake: &Intake,
) -> Option<Haushalt> {
    let auswirkung = match node.get("auswirkung") {
        Some(node) => value::choice(node, EFFECTS, intake),
        None => Some(Auswirkung::Wirksam),
    };
    let fields = if auswirkung == Some(Auswirkung::Wirksam) { FIELDS } else { WITHOUT };
    let record = Record::open(node, "haushalt", fields, intake)?;
    let find = |node: &Node, intake: &Intake| read_teilplan(node, teilplaene, intake);
    let teilplan = record.read_optional("teilplan", find);
    let planned = record.read_list("teilplaene", find);
    let beschlossen = record.read_optional("beschlossen", read_years);
    let aufstellung = record.read_optional("aufstellung", |node, intake| {
        date::year(value::scalar(node, intake)?, &node.place, intake)
    });
    let satzung =
        record.read_optional("satzung", |node, intake| value::choice(node, STATUTES, intake));
    let satzung = satzung.map(|satzung| satzung.unwrap_or(Satzung::InKraft));
    let whole = satzung.unwrap_or(Satzung::InKraft);
    let jahre = record.read_map("jahre", |entry, intake| read_stand(entry, whole, intake));
    let folgekosten_bis = record.read_optional("folgekosten_bis", |node, intake| {
        value::placed(node, date::scalar_year(node, intake)?)
    });
    let rundung = record.read_optional("rundung", read_rundung);
    let (beschlossen, aufstellung, jahre) = (beschlossen?, aufstellung?, jahre?);
    let beschlossen = beschlossen.unwrap_or_default();
    if let Some(aufstellung) = aufstellung {
        check_states(&record, &beschlossen, aufstellung, &jahre, intake);
    }
    // A required key that is missing was reported, and leaves no paper.
    Some(Haushalt {
        auswirkung: auswirkung?,
        teilplan: teilplan?,
        teilplaene: planned?,
        beschlossen,
        aufstellung,
        satzung: satzung?,
        jahre,
        folgekosten_bis: folgekosten_bis?,
        rundung: rundung?.unwrap_or(CENTS),
    })
}

/// Reads the Teilplan whose number `node` gives.
pub(in crate::data) fn read_teilplan(
    node: &Node,
    teilplaene: &Registry<String>,
    intake: &Intake,
) -> Option<Teilplan> {
    let name = teilplaene.find(node, intake)?;
    Some(Teilplan { nummer: value::text(node, intake)?, name })
}

fn read_years(node: &Node, intake: &Intake) -> Option<Vec<Jahr>> {
    let text = value::scalar(node, intake)?;
    let years: Option<Vec<Jahr>> =
        text.split('/').map(|year| date::parse_year(year.trim())).collect();
    let follow = |pair: &[Jahr]| matches!(pair, [first, second] if second.0 == first.0 + 1);
    years.filter(|years| years.windows(2).all(follow)).or_else(|| {
        intake.reject(
            Diagnostic::error(
                "jahr-ungueltig",
                &node.place,
                format!("`{text}` bezeichnet keinen Haushalt"),
            )
            .with_hint(
                "Schreiben Sie ein Jahr oder zwei aufeinander folgende, \
                    vierstellig, etwa `2020/2021`.",
            ),
        )
    })
}

/// Reads how the amounts of a grant are rounded.
pub(in crate::data) fn read_rundung_of_grant(node: &Node, intake: &Intake) -> Option<Rundung> {
    let record = Record::open(node, "zuwendungen.rundung", RUNDUNG_OF_GRANT, intake)?;
    let digits = record.read("auf", |node, intake| value::choice(node, DIGITS, intake));
    let mode = record.read("art", |node, intake| value::choice(node, MODES, intake));
    Some(Rundung { digits: digits?, mode: mode? })
}

fn read_rundung(node: &Node, intake: &Intake) -> Option<Rundung> {
    let record = Record::open(node, "haushalt.rundung", RUNDUNG, intake)?;
    let digits = record.read("auf", |node, intake| value::choice(node, DIGITS, intake));
    let mode = record.read("summe", |node, intake| value::choice(node, MODES, intake));
    let rows = record.read("zeilen", |node, intake| value::choice(node, ROWS, intake));
    rows?;
    Some(Rundung { digits: digits?, mode: mode? })
}
