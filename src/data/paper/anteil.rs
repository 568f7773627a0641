//! The quantity of a Stelle: the same all along, by Haushaltsjahr, or from certain days on.

use std::collections::BTreeMap;

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::zeitraeume::german;
use crate::data::Placed;
use crate::data::record;
use crate::data::record::{date, number};
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

/// Reads a quantity that is in force in `zeitraeume`, where these are known.
pub(in crate::data) fn read(
    node: &Node,
    zeitraeume: Option<&[Placed<Zeitraum>]>,
    may_be_none: bool,
    intake: &Intake,
) -> Option<Anteil> {
    if !matches!(node.kind, Kind::Mapping(_)) {
        return number::stellen(may_be_none, node, intake).map(Anteil::Fest);
    }
    if node.entries().is_empty() {
        let message = "Hier fehlt der Anteil";
        return intake.reject(Diagnostic::error("wert-fehlt", &node.place, message).with_hint(
            "Schreiben Sie eine Zahl, etwa `0.5`, oder eine für jedes Haushaltsjahr, etwa \
             `2022: 1.0`.",
        ));
    }
    if node.entries().iter().any(|entry| entry.key.name.contains(['.', '-'])) {
        return by_day(node, zeitraeume, may_be_none, intake);
    }
    let anteile = record::map(node, intake, |Entry { key, value: node }, intake| {
        let jahr = date::year(&key.name, &key.place, intake);
        let anteil = number::stellen(may_be_none, node, intake);
        if let (Some(jahr), Some(zeitraeume)) = (jahr, zeitraeume)
            && !zeitraeume.iter().any(|zeitraum| zeitraum.value.touches(jahr))
            && let Some(zeitraum) = hull(zeitraeume)
        {
            return intake.reject(date::outside(jahr, &zeitraum, &key.place, "Die Stelle gibt es"));
        }
        Some((jahr?, anteil?))
    });
    anteile.map(Anteil::Jaehrlich)
}

fn by_day(
    node: &Node,
    zeitraeume: Option<&[Placed<Zeitraum>]>,
    may_be_none: bool,
    intake: &Intake,
) -> Option<Anteil> {
    let mut first: BTreeMap<Date, &Place> = BTreeMap::new();
    let anteile = record::map(node, intake, |Entry { key, value: node }, intake| {
        let day = date::key(key, intake);
        let anteil = number::stellen(may_be_none, node, intake);
        let day = day?;
        if let Some(before) = first.insert(day, &key.place) {
            return intake.reject(record::double_key(&key.place, &key.name, before, intake));
        }
        if let Some(zeitraeume) = zeitraeume {
            check_day(day, &key.place, zeitraeume, intake)?;
        }
        Some((day, anteil?))
    });
    anteile.map(Anteil::Ab)
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

/// From the first day of the first of `zeitraeume`, which are in order, to the last of the last.
pub(in crate::data) fn hull(zeitraeume: &[Placed<Zeitraum>]) -> Option<Zeitraum> {
    let (first, last) = (&zeitraeume.first()?.value, &zeitraeume.last()?.value);
    if zeitraeume.len() == 1 {
        return Some(first.clone());
    }
    if last.is_open() {
        return Zeitraum::open_ended(first.von(), Jahr(last.bis().year()), first.part());
    }
    Zeitraum::new(first.von(), last.bis(), first.part().or(last.part()))
}
