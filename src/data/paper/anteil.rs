//! The quantity of a Stelle: the same all along, by Haushaltsjahr, or from certain days on.

use std::collections::BTreeMap;

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::references::References;
use super::zeitraeume::{Stellenzeit, german};
use crate::data::Placed;
use crate::data::record::form::{Form, MapKey};
use crate::data::record::reads::{At, Declared, Reads};
use crate::data::record::{date, number, open};
use crate::data::yaml::intake::Intake;
use crate::data::yaml::node::{Entry, Kind, Node};
use crate::diagnostic::{Diagnostic, Place};
use crate::period::{Jahr, PartMonth, Zeitraum};

/// A quantity of full posts.
#[derive(Debug, Clone)]
pub enum Anteil {
    /// The same all along.
    Fest(Placed<Decimal>),
    /// By Haushaltsjahr; a year without an entry has none.
    Jaehrlich(BTreeMap<Jahr, Placed<Decimal>>),
    /// From each day on until the next; before the first there is none.
    Ab(BTreeMap<Date, Placed<Decimal>>),
}

/// A quantity and the days of one year in which it is in force.
pub(in crate::data) struct Dauer<'a> {
    pub(in crate::data) anteil: &'a Placed<Decimal>,
    /// What tells its figure from others: nothing, a year or a day.
    pub(in crate::data) ending: Option<String>,
    pub(in crate::data) von: Date,
    pub(in crate::data) bis: Date,
}

impl Anteil {
    /// The quantities of `jahr`, in the order of time.
    pub(in crate::data) fn in_jahr(&self, jahr: Jahr) -> Vec<Dauer<'_>> {
        let (Ok(first), Ok(last)) = (Date::new(jahr.0, 1, 1), Date::new(jahr.0, 12, 31)) else {
            return Vec::new();
        };
        let whole = |anteil, ending| Dauer { anteil, ending, von: first, bis: last };
        match self {
            Self::Fest(anteil) => vec![whole(anteil, None)],
            Self::Jaehrlich(jahre) => {
                let anteil = jahre.get(&jahr).into_iter();
                anteil.map(|anteil| whole(anteil, Some(jahr.to_string()))).collect()
            }
            Self::Ab(tage) => {
                let ends = tage.keys().skip(1).filter_map(|next| next.yesterday().ok());
                let days = tage.iter().zip(ends.chain([last]));
                days.map(|((day, anteil), end)| Dauer {
                    anteil,
                    ending: Some(key(*day)),
                    von: first.max(*day),
                    bis: last.min(end),
                })
                .filter(|dauer| dauer.von <= dauer.bis)
                .collect()
            }
        }
    }

    /// The day of its last change, where it changes by days.
    pub(in crate::data) fn zuletzt_ab(&self) -> Option<Date> {
        match self {
            Self::Ab(tage) => tage.keys().next_back().copied(),
            Self::Fest(_) | Self::Jaehrlich(_) => None,
        }
    }

    /// All quantities with what tells their figures apart, in the order of time.
    pub fn alle(&self) -> Vec<(Option<String>, &Placed<Decimal>)> {
        match self {
            Self::Fest(anteil) => vec![(None, anteil)],
            Self::Jaehrlich(jahre) => {
                jahre.iter().map(|(jahr, anteil)| (Some(jahr.to_string()), anteil)).collect()
            }
            Self::Ab(tage) => tage.iter().map(|(day, anteil)| (Some(key(*day)), anteil)).collect(),
        }
    }
}

/// A day as the name of a figure holds it; a point would part it.
fn key(day: Date) -> String {
    format!("{}-{:02}-{:02}", day.year(), day.month(), day.day())
}

impl Declared for Anteil {
    const FORM: Form = Form::Either(&[
        Form::Count,
        Form::Map(MapKey::Year, &Form::Count),
        Form::Map(MapKey::Date, &Form::Count),
    ]);
}

impl Reads<References> for Anteil {
    type Value = Self;

    fn read(node: &Node, at: &At<'_, References>) -> Option<Self> {
        // A scenario may drop a Stelle.
        let stellen = |node| number::stellen(at.known.is_variant, node, at.intake);
        let intake = at.intake;
        if !matches!(node.kind, Kind::Mapping(_)) {
            return stellen(node).map(Self::Fest);
        }
        if node.entries().is_empty() {
            let message = "Hier fehlt der Anteil";
            return intake.reject(Diagnostic::error("wert-fehlt", &node.place, message).with_hint(
                "Schreiben Sie eine Zahl, etwa `0.5`, oder eine für jedes Haushaltsjahr, etwa \
                     `2022: 1.0`.",
            ));
        }
        if !is_by_day(node) {
            let anteile = open::map(node, intake, |Entry { key, value }| {
                let jahr = date::year(&key.name, &key.place, intake);
                let anteil = stellen(value);
                Some((jahr?, anteil?))
            });
            return anteile.map(Self::Jaehrlich);
        }
        let mut first: BTreeMap<Date, &Place> = BTreeMap::new();
        let anteile = open::map(node, intake, |Entry { key, value }| {
            let day = date::key(key, intake);
            let anteil = stellen(value);
            let day = day?;
            if let Some(before) = first.insert(day, &key.place) {
                return intake.reject(open::double_key(&key.place, &key.name, before, intake));
            }
            Some((day, anteil?))
        });
        anteile.map(Self::Ab)
    }
}

fn is_by_day(node: &Node) -> bool {
    node.entries().iter().any(|entry| entry.key.name.contains(['.', '-']))
}

/// Checks that every year and every day of the quantity at `node` is one of the Stelle.
pub(in crate::data) fn check(node: &Node, zeitraum: &Stellenzeit, intake: &Intake) -> Option<()> {
    let is_by_day = is_by_day(node);
    let sound = node.entries().iter().map(|Entry { key, .. }| {
        if is_by_day {
            return check_day(
                crate::german::date::parse(&key.name)?,
                &key.place,
                &zeitraum.teile,
                intake,
            );
        }
        let jahr = date::parse_year(&key.name)?;
        if zeitraum.teile.iter().any(|teil| teil.value.touches(jahr)) {
            return Some(());
        }
        intake.reject(date::outside(jahr, &zeitraum.value, &key.place, "Die Stelle gibt es"))
    });
    sound.collect::<Vec<_>>().into_iter().collect()
}

/// Checks that a quantity can change on `day`: a day of the Stelle and, unless days are
/// counted there, the first of a month.
fn check_day(
    day: Date,
    place: &Place,
    zeitraeume: &[Placed<Zeitraum>],
    intake: &Intake,
) -> Option<()> {
    let Some(zeitraum) = zeitraeume.iter().find(|zeitraum| zeitraum.value.has(day)) else {
        return intake.reject(outside(day, place, zeitraeume));
    };
    let zeitraum = &zeitraum.value;
    let cuts = day.day() != 1 && day != zeitraum.von();
    if cuts && zeitraum.part() != Some(PartMonth::Days) {
        let message = format!("Der Anteil ändert sich am {}, mitten im Monat", german(day));
        return intake.reject(Diagnostic::error("anteil-im-monat", place, message).with_hint(
            "Nennen Sie den ersten Tag eines Monats, oder sagen Sie beim Zeitraum der Stelle \
                    `angebrochen: tage`, damit nach Tagen gerechnet wird.",
        ));
    }
    Some(())
}

fn outside(day: Date, place: &Place, zeitraeume: &[Placed<Zeitraum>]) -> Diagnostic {
    let periods: Vec<String> = zeitraeume
        .iter()
        .map(|Placed { value, .. }| match value.is_open() {
            true => format!("ab dem {}", german(value.von())),
            false => format!("vom {} bis zum {}", german(value.von()), german(value.bis())),
        })
        .collect();
    Diagnostic::error(
        "anteil-ausserhalb",
        place,
        format!("Der Tag {} liegt außerhalb des Zeitraums der Stelle", german(day)),
    )
    .with_hint(format!(
        "Die Stelle gibt es {}; berichtigen Sie den Tag oder den Zeitraum.",
        periods.join(" und ")
    ))
}
