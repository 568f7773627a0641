//! How long an investment is used, and what its use costs and brings a year.
//!
//! Use has a beginning, and a useful life has a source.

use std::sync::Arc;

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::kostensaetze::SteigerungRef;
use super::references::References;
use crate::data::record::choice::choice;
use crate::data::record::declare::record;
use crate::data::record::form::{Form, Shape};
use crate::data::record::kinds::{
    Amount, Count, Designation, Id, Named, OneOf, PlacedDay, Text, YesNo,
};
use crate::data::record::open::{Part, Record};
use crate::data::record::reads::{At, Declared, Reads};
use crate::data::yaml::node::Node;
use crate::data::{Placed, Steigerung};
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
    pub(super) fn last_year(&self) -> Option<Jahr> {
        let years = i16::try_from(self.dauer.as_ref()?.anzahl).ok()?;
        let ends_with_year = self.ab.value.month() == 1;
        Some(Jahr(self.ab.value.year() + years - i16::from(ends_with_year)))
    }

    /// The first year that is used whole; a month in which use begins counts whole.
    pub(super) fn first_full_year(&self) -> Jahr {
        Jahr::first_whole_from(self.ab.value.first_of_month())
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
        pub quelle: Option<String> = optional Designation
            => "Quelle", "woher der Betrag stammt", "Folgekostenberechnung vom 01.03.2021";
    }
}

choice! {
    /// What is said of costs or grants where none are listed.
    pub enum Ermittlung {
        /// There are none.
        Keine = "keine", "keine", "Es gibt keine.";
        /// They are not determined yet, which is not the same as none.
        NichtErmittelt = "nicht_ermittelt", "noch nicht ermittelt",
            "Sie stehen noch nicht fest; gedruckt wird „noch nicht ermittelt“.";
    }
}

/// The list of follow-up costs, or a word where there is none to give.
#[derive(Debug)]
pub(in crate::data) struct FolgekostenList;

impl Declared for FolgekostenList {
    const FORM: Form = Form::Either(&[
        <Named<Folgekosten> as Declared>::FORM,
        <OneOf<Ermittlung> as Declared>::FORM,
    ]);
}

impl Reads<References> for FolgekostenList {
    type Value = Vec<Folgekosten>;

    fn read(node: &Node, at: &At<'_, References>) -> Option<Vec<Folgekosten>> {
        if node.as_text().is_some() {
            return OneOf::<Ermittlung>::read(node, at).map(|_| Vec::new());
        }
        Named::<Folgekosten>::read(node, at)
    }
}

/// What the same key says instead of a list.
#[derive(Debug)]
pub(in crate::data) struct OfFolgekosten;

impl Declared for OfFolgekosten {
    const FORM: Form = Form::Record(&Shape { title: "", fields: &[] });
}

impl Part<References> for OfFolgekosten {
    type Value = Option<Ermittlung>;

    fn read(record: &Record<'_, References>) -> Option<Option<Ermittlung>> {
        let word = record.node("folgekosten").and_then(Node::as_text).map(str::trim);
        let of = |word| Ermittlung::ALL.into_iter().find(|of| of.schluessel() == word);
        Some(word.and_then(of))
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
        quelle_nutzungsdauer: Option<String> = optional Designation
            => "Quelle der Nutzungsdauer", "woher die Nutzungsdauer stammt; sie wird gedruckt",
                "NKF-Rahmentabelle, Nr. 2.07";
        ab: Option<Placed<Date>> = optional PlacedDay
            => "ab", "der Tag, ab dem genutzt wird; sein Monat zählt ganz", "01.07.2023";
    }
    makes Option<Nutzung> = nutzung;
}

fn nutzung<K>(read: Use, record: &Record<'_, K>) -> Option<Option<Nutzung>> {
    let is_given = |key: &&str| {
        record.node(key).is_some_and(|node| *key == "nutzungsdauer" || node.as_text().is_none())
    };
    let needs = ["nutzungsdauer", "folgekosten"].into_iter().find(is_given);
    if let Some(key) = needs
        && read.ab.is_none()
    {
        return record.lacking(
            &["ab"],
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
        return record.lacking(
            &["quelle_nutzungsdauer"],
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
