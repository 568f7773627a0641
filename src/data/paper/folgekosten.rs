//! How long an investment is used, and what its use costs and brings a year.
//!
//! Use has a beginning, and a useful life has a source; what costs money every year
//! ends with the useful life or with the horizon of the paper.

use std::sync::Arc;

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::lookups::SteigerungRef;
use super::references::References;
use crate::data::record::choice::choice;
use crate::data::record::declare::record;
use crate::data::record::form::Form;
use crate::data::record::kinds::{Amount, Count, Id, OneOf, PlacedDay, Text, YesNo};
use crate::data::record::open::Record;
use crate::data::record::reads::{At, Declared, Reads};
use crate::data::yaml::intake::Intake;
use crate::data::yaml::node::Node;
use crate::data::{Haushalt, Investition, Paper, Placed, Posten, Steigerung};
use crate::diagnostic::Diagnostic;
use crate::period::Jahr;

/// The longest useful life in years, beyond that of a building.
const LONGEST: u32 = 100;

/// The use of an investment.
#[derive(Debug, Clone)]
pub struct Nutzung {
    /// The day from which on it is used; its month counts whole.
    pub ab: Placed<Date>,
    /// How long, where it wears out.
    pub dauer: Option<Nutzungsdauer>,
}

impl Nutzung {
    /// The months of use in `jahr`, from 0 to 12.
    pub fn months(&self, jahr: Jahr) -> u32 {
        let month = |year: i16, month: i8| i32::from(year) * 12 + i32::from(month) - 1;
        let first = month(self.ab.value.year(), self.ab.value.month());
        let years = self.dauer.as_ref().and_then(|dauer| i32::try_from(dauer.anzahl).ok());
        let end = years.map_or(i32::MAX, |years| first + 12 * years);
        let (from, to) = (month(jahr.0, 1), month(jahr.0, 1) + 12);
        u32::try_from(to.min(end) - from.max(first)).unwrap_or(0)
    }

    /// The Haushaltsjahre of the useful life; none where it has no end.
    pub fn jahre(&self) -> impl Iterator<Item = Jahr> + use<> {
        let last = self.last_year().map_or(i16::MIN, |last| last.0);
        (self.ab.value.year()..=last).map(Jahr)
    }

    /// The last year of the useful life.
    fn last_year(&self) -> Option<Jahr> {
        let years = i16::try_from(self.dauer.as_ref()?.anzahl).ok()?;
        let ends_with_year = self.ab.value.month() == 1;
        Some(Jahr(self.ab.value.year() + years - i16::from(ends_with_year)))
    }

    /// The first year that is used whole; a month in which use begins counts whole.
    fn first_full_year(&self) -> Jahr {
        Jahr::first_whole_from(self.ab.value.first_of_month())
    }
}

impl Paper {
    /// The years of the table of follow-up costs: from the first use on to the horizon of the
    /// paper, or to the end of the longest useful life.
    pub fn folgejahre(&self) -> Vec<Jahr> {
        let used = || self.investitionen.iter().filter_map(Investition::genutzt);
        let Some(first) = used().map(|nutzung| nutzung.ab.value.year()).min() else {
            return Vec::new();
        };
        let horizon = self.haushalt.folgekosten_bis.as_ref().map(|bis| bis.value);
        let last = horizon.or_else(|| used().filter_map(Nutzung::last_year).max());
        (first..=last.map_or(first, |last| last.0)).map(Jahr).collect()
    }

    /// The first year in which all investments are used whole and everything that has no
    /// end goes on for the whole year, as far as years are calculated.
    pub fn first_full_year(&self) -> Option<Jahr> {
        let used = self.investitionen.iter().filter_map(Investition::genutzt);
        let used = used.map(Nutzung::first_full_year).max();
        let open = self.posten().filter_map(Posten::permanent_from).max();
        let horizon = self.programm.horizont.filter(|_| open.is_some());
        let last = self.folgejahre().last().copied().into_iter().chain(horizon).min();
        used.max(open).map(|full| last.map_or(full, |last| full.min(last)))
    }
}

impl Investition {
    /// Its use, where that costs or brings anything.
    pub fn genutzt(&self) -> Option<&Nutzung> {
        let nutzung = self.nutzung.as_ref()?;
        (nutzung.dauer.is_some() || !self.folgekosten.is_empty()).then_some(nutzung)
    }
}

/// A useful life.
#[derive(Debug, Clone)]
pub struct Nutzungsdauer {
    /// Whole years, at least one.
    pub jahre: Placed<Decimal>,
    /// The same as a number.
    pub anzahl: u32,
    /// The table that says so.
    pub quelle: String,
}

record! {
    /// What the use of an investment costs or brings a year.
    pub struct Folgekosten knowing References, "Folgekosten" {
        /// The key of its figures, `folgekosten.<investition>.<id>.…`.
        pub id: Placed<String> = required Id
            => "Kennung", "die Kennung der Folgekosten", "unterhaltung";
        /// What it is, as printed.
        pub bezeichnung: String = required Text
            => "Bezeichnung", "was es ist, wie es gedruckt wird", "Unterhaltung";
        /// What kind of expense it is, or that it is revenue.
        pub art: Folgeart = required OneOf<Folgeart>
            => "Art", "`personal`, `sach`, `energie` oder `ertrag`", "sach";
        /// Euro a year.
        pub betrag: Placed<Decimal> = required Amount => "Betrag", "Euro im Jahr", "12000";
        /// How it rises; without, it stays the same.
        pub steigerung: Option<Arc<Steigerung>> = optional SteigerungRef
            => "Steigerung", "wie der Betrag steigt, aus `steigerungen`", "bau";
        /// Whether a year that is used in part costs only that part.
        pub anteilig: bool = default "ja" YesNo
            => "anteilig", "ob ein Jahr, in dem nur zum Teil genutzt wird, nur einen Teil \
                kostet; ohne Angabe `ja`", "nein";
        /// Where the amount comes from.
        pub quelle: Option<String> = optional Text
            => "Quelle", "woher der Betrag stammt", "Folgekostenberechnung vom 01.03.2021";
    }
}

choice! {
    /// The kinds of follow-up costs, and follow-up revenue.
    pub enum Folgeart {
        /// Staff.
        Personal = "personal", "Personal", "Personalaufwendungen";
        /// Upkeep and other goods and services.
        Sach = "sach", "Sachaufwendungen", "Unterhaltung und andere Sachaufwendungen";
        /// Energy.
        Energie = "energie", "Energie", "Energie";
        /// Revenue.
        Ertrag = "ertrag", "Ertrag", "Erträge";
    }
}

impl Folgeart {
    /// What the names of its yearly sums begin with.
    pub fn summe(self) -> &'static str {
        match self {
            Self::Personal => "personal",
            Self::Sach => "sach",
            Self::Energie => "energie",
            Self::Ertrag => "ertraege",
        }
    }
}

record! {
    /// The keys that say how an investment is used.
    pub(in crate::data) struct Use, "Nutzung" {
        nutzungsdauer: Option<(Placed<Decimal>, u32)> = optional Lifetime
            => "Nutzungsdauer", "die Nutzungsdauer in vollen Jahren", "20";
        quelle_nutzungsdauer: Option<String> = optional Text
            => "Quelle der Nutzungsdauer", "woher die Nutzungsdauer stammt; sie wird gedruckt",
                "NKF-Rahmentabelle, Nr. 2.07";
        ab: Option<Placed<Date>> = optional PlacedDay
            => "ab", "der Tag, ab dem genutzt wird; sein Monat zählt ganz", "01.07.2023";
    }
    makes Option<Nutzung> = nutzung;
}

fn nutzung<K>(read: Use, record: &Record<'_, K>) -> Option<Option<Nutzung>> {
    let needs = ["nutzungsdauer", "folgekosten"].into_iter().find(|key| record.node(key).is_some());
    if let Some(key) = needs
        && read.ab.is_none()
    {
        return record.intake().reject(
            Diagnostic::error(
                "nutzung-ohne-beginn",
                &record.node.anchor,
                format!(
                    "In `{}` steht `{key}`, aber nicht, ab wann genutzt wird",
                    record.at.path.text()
                ),
            )
            .with_hint("Ergänzen Sie zum Beispiel `ab: 01.07.2023`."),
        );
    }
    if let Some(node) = record.node("nutzungsdauer")
        && read.quelle_nutzungsdauer.is_none()
    {
        return record.intake().reject(
            Diagnostic::error(
                "nutzungsdauer-ohne-quelle",
                &node.place,
                "Es fehlt, woher diese Nutzungsdauer stammt",
            )
            .with_hint(
                "Ergänzen Sie `quelle_nutzungsdauer:` und dahinter die Tabelle, etwa \
                    `NKF-Rahmentabelle der Gesamtnutzungsdauer`.",
            ),
        );
    }
    let dauer = read.nutzungsdauer.zip(read.quelle_nutzungsdauer);
    let dauer = dauer.map(|((jahre, anzahl), quelle)| Nutzungsdauer { jahre, anzahl, quelle });
    Some(read.ab.map(|ab| Nutzung { ab, dauer }))
}

/// A useful life in whole years.
#[derive(Debug)]
struct Lifetime;

impl Declared for Lifetime {
    const FORM: Form = Form::Whole;
}

impl<K> Reads<K> for Lifetime {
    type Value = (Placed<Decimal>, u32);

    fn read(node: &Node, at: &At<'_, K>) -> Option<(Placed<Decimal>, u32)> {
        let years = Count::read(node, at)?;
        let whole = years.value.is_integer().then(|| u32::try_from(years.value).ok()).flatten();
        match whole.filter(|years| (1..=LONGEST).contains(years)) {
            Some(number) => Some((years, number)),
            None => at.intake.reject(
                Diagnostic::error(
                    "nutzungsdauer-ungueltig",
                    &node.place,
                    format!("Eine Nutzungsdauer von `{}` Jahren gibt es nicht", years.value),
                )
                .with_hint(format!(
                    "Schreiben Sie volle Jahre von 1 bis {LONGEST}; für Vermögen, das sich nicht \
                        abnutzt, löschen Sie die Zeile."
                )),
            ),
        }
    }
}

/// Checks that the table of follow-up costs has an end, and not before its beginning.
pub(in crate::data) fn check(investitionen: &[Investition], haushalt: &Haushalt, intake: &Intake) {
    let used = || investitionen.iter().filter_map(Investition::genutzt);
    if let (Some(bis), Some(first)) =
        (&haushalt.folgekosten_bis, used().map(|nutzung| nutzung.ab.value.year()).min())
        && bis.value.0 < first
    {
        let message =
            format!("Die Folgekosten sollen {} enden, beginnen aber erst {first}", bis.value);
        intake.report(
            Diagnostic::error("folgekosten-ende", &bis.place, message)
                .with_hint("Nennen Sie unter `folgekosten_bis` ein späteres Jahr."),
        );
    }
    if haushalt.folgekosten_bis.is_some() {
        return;
    }
    for investition in investitionen {
        if investition.genutzt().is_some_and(|nutzung| nutzung.dauer.is_none()) {
            intake.report(
                Diagnostic::error(
                    "folgekosten-ende",
                    &investition.id.place,
                    "Diese Investition hat Folgekosten ohne Ende",
                )
                .with_hint(
                    "Ergänzen Sie unter `haushalt` das letzte Jahr der Übersicht, etwa \
                        `folgekosten_bis: 2045`, oder hier eine `nutzungsdauer`.",
                ),
            );
        }
    }
}
