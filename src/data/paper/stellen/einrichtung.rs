//! What a paper does with a Stelle, in which Stellenplan, and what is noted for later.
//!
//! A Stelle without an end is set up in a Stellenplan; one with an end is not, unless a kw
//! note there says that it ends.

use jiff::civil::Date;

use crate::data::Stellenzeit;
use crate::data::record::choice::choice;
use crate::data::record::declare::record;
use crate::data::record::kinds::{Day, OneOf, Text};
use crate::data::record::open::Record;
use crate::data::yaml::node::Node;
use crate::diagnostic::Diagnostic;
use crate::period::Jahr;

choice! {
    /// What a paper does with a Stelle.
    pub enum Einrichtung {
        /// It is set up.
        New = "neu", "neu", "Die Stelle wird neu eingerichtet.";
        /// It exists and is used.
        Vorhanden = "vorhanden", "vorhanden", "Die Stelle gibt es schon; sie wird eingesetzt.";
        /// It exists until a certain day and is extended.
        Verlaengert = "verlaengert", "verlängert", "Die befristete Stelle wird verlängert.";
        /// It exists until a certain day and is made permanent.
        Entfristet = "entfristet", "entfristet",
            "Die befristete Stelle wird auf Dauer eingerichtet.";
        /// It exists and is dropped.
        Entfaellt = "entfaellt", "entfällt", "Die Stelle fällt weg.";
    }
}

impl Einrichtung {
    /// Whether a Stelle of this kind costs money in any case.
    pub(in crate::data) fn always_costs(self) -> bool {
        !matches!(self, Self::Vorhanden | Self::Entfaellt)
    }
}

/// What is noted at a Stelle in the Stellenplan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Vermerk {
    /// It falls away on this day (künftig wegfallend).
    Kw(Date),
    /// It will be converted to this grade (künftig umzuwandeln).
    Ku(String),
}

choice! {
    /// What can be noted, and whether the Stelle falls away by it.
    words Vermerke for bool {
        true => "kw", "kw", "künftig wegfallend, mit `zum`";
        false => "ku", "ku", "künftig umzuwandeln, mit `nach`";
    }
}

record! {
    /// A note for the Stellenplan as it is written.
    pub(in crate::data) struct Note, "Vermerk" {
        art: bool = required OneOf<Vermerke>
            => "Art", "`kw` (künftig wegfallend, mit `zum`) oder `ku` (künftig umzuwandeln, mit \
                `nach`)", "kw";
        zum: Option<Date> = optional Day
            => "zum", "der Tag, zu dem die Stelle wegfällt", "31.12.2028";
        nach: Option<String> = optional Text
            => "nach", "die Bewertung, in die die Stelle umgewandelt wird", "E 11";
    }
    makes Vermerk = vermerk;
}

/// How a Stelle is set up, as far as its keys must go together.
pub(super) struct Setup<'a> {
    pub(super) einrichtung: Einrichtung,
    pub(super) stellenplan: Option<Jahr>,
    pub(super) vermerk: Option<&'a Vermerk>,
    pub(super) zeitraum: &'a Stellenzeit,
    /// Whether Verrechnungsstellen bridge the time until the Stellenplan takes effect.
    pub(super) verrechnung: bool,
}

/// Checks that a Stelle without an end, and only such a one, is set up in a Stellenplan.
pub(super) fn check<K>(setup: &Setup<'_>, record: &Record<'_, K>) -> Option<()> {
    let (node, intake) = (record.node, record.intake());
    let Setup { einrichtung, stellenplan, .. } = *setup;
    let is_open = setup.zeitraum.teile.iter().any(|teil| teil.value.is_open());
    let sets_up = matches!(einrichtung, Einrichtung::New | Einrichtung::Entfristet);
    if einrichtung == Einrichtung::Entfristet && !is_open {
        return intake.reject(with_end(record.node("zeitraum").unwrap_or(node)));
    }
    if einrichtung == Einrichtung::Verlaengert && is_open {
        return intake.reject(without_end(record.node("zeitraum").unwrap_or(node)));
    }
    if is_open && sets_up && stellenplan.is_none() {
        return record.lacking(
            &["stellenplan"],
            Diagnostic::error(
                "stellenplan-fehlt",
                &node.anchor,
                "Für diese unbefristete Stelle fehlt der Stellenplan, zu dem sie eingerichtet wird",
            )
            .with_hint("Ergänzen Sie zum Beispiel `stellenplan: 2026`."),
        );
    }
    if let (Some(_), Some(plan)) = (stellenplan, record.node("stellenplan"))
        && !is_open
        && einrichtung != Einrichtung::Entfaellt
        && !matches!(setup.vermerk, Some(Vermerk::Kw(_)))
    {
        return intake.reject(
            Diagnostic::error(
                "stellenplan-befristet",
                &plan.place,
                "Eine befristete Stelle wird nicht zum Stellenplan eingerichtet",
            )
            .with_hint(
                "Löschen Sie `stellenplan`, oder geben Sie der Stelle einen Zeitraum mit \
                    `bis: unbefristet`.",
            ),
        );
    }
    Some(())
}

fn with_end(zeitraum: &Node) -> Diagnostic {
    Diagnostic::error(
        "einrichtung-widerspruch",
        &zeitraum.place,
        "Die Stelle wird entfristet, ihr Zeitraum hat aber ein Ende",
    )
    .with_hint(
        "Geben Sie ihr einen Zeitraum mit `bis: unbefristet`, oder schreiben Sie \
            `einrichtung: verlaengert`.",
    )
}

fn without_end(zeitraum: &Node) -> Diagnostic {
    Diagnostic::error(
        "einrichtung-widerspruch",
        &zeitraum.place,
        "Die Stelle wird verlängert, ihr Zeitraum hat aber kein Ende",
    )
    .with_hint(
        "Geben Sie ihr einen Zeitraum mit einem letzten Tag, oder schreiben Sie \
            `einrichtung: entfristet`.",
    )
}

fn vermerk<K>(note: Note, record: &Record<'_, K>) -> Option<Vermerk> {
    let (message, hint) = match note {
        Note { art: true, zum: Some(zum), nach: None } => return Some(Vermerk::Kw(zum)),
        Note { art: false, zum: None, nach: Some(nach) } => return Some(Vermerk::Ku(nach)),
        Note { art: true, .. } => (
            "Zu einem kw-Vermerk gehört der Tag, zu dem die Stelle wegfällt, und nichts sonst",
            "Schreiben Sie zum Beispiel `vermerk: { art: kw, zum: 31.12.2028 }`.",
        ),
        Note { art: false, .. } => (
            "Zu einem ku-Vermerk gehört die Bewertung, in die die Stelle umgewandelt wird, und \
                nichts sonst",
            "Schreiben Sie zum Beispiel `vermerk: { art: ku, nach: E 11 }`.",
        ),
    };
    let place = record.place("art");
    record
        .intake()
        .reject(Diagnostic::error("vermerk-unvollstaendig", place, message).with_hint(hint))
}
