//! What a paper does with a Stelle, in which Stellenplan, and what is noted for later.
//!
//! A Stelle without an end is set up in a Stellenplan; one with an end is not, unless a kw
//! note there says that it ends.

use jiff::civil::Date;

use crate::data::record::form::{Form, words};
use crate::data::record::meaning;
use crate::data::record::{Field, Record};
use crate::data::record::{date, value};
use crate::data::yaml::intake::Intake;
use crate::data::yaml::node::Node;
use crate::diagnostic::Diagnostic;
use crate::period::Jahr;

/// What a paper does with a Stelle.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Einrichtung {
    /// It is set up.
    New,
    /// It exists and is used.
    Vorhanden,
    /// It exists until a certain day and is extended.
    Verlaengert,
    /// It exists until a certain day and is made permanent.
    Entfristet,
    /// It exists and is dropped.
    Entfaellt,
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

/// What can be noted, and whether the Stelle falls away by it.
const VERMERKE: [(&str, bool); 2] = [("kw", true), ("ku", false)];

pub(in crate::data) const EINRICHTUNG: &[(&str, Einrichtung)] = &[
    ("neu", Einrichtung::New),
    ("vorhanden", Einrichtung::Vorhanden),
    ("verlaengert", Einrichtung::Verlaengert),
    ("entfristet", Einrichtung::Entfristet),
    ("entfaellt", Einrichtung::Entfaellt),
];

pub(in crate::data) const VERMERK: &[Field] = &[
    Field::required(
        "art",
        "kw",
        "`kw` (künftig wegfallend, mit `zum`) oder `ku` (künftig umzuwandeln, mit `nach`)",
    )
    .takes(Form::Choice(|| words(&VERMERKE, meaning::vermerk))),
    Field::optional("zum", "31.12.2028", "der Tag, zu dem die Stelle wegfällt").takes(Form::Date),
    Field::optional("nach", "E 11", "die Bewertung, in die die Stelle umgewandelt wird")
        .takes(Form::Text),
];

/// What the paper does with the Stelle; unless said otherwise it sets it up.
pub(in crate::data) fn read(record: &Record<'_>, intake: &Intake) -> Option<Einrichtung> {
    let choose = |node: &Node, _: &Intake| value::choice(node, EINRICHTUNG, intake);
    Some(record.read_optional("einrichtung", choose)?.unwrap_or(Einrichtung::New))
}

/// The Stellenplan of the Stelle that stands at `node`.
pub(in crate::data) fn read_stellenplan(
    record: &Record<'_>,
    node: &Node,
    einrichtung: Option<Einrichtung>,
    is_open: Option<bool>,
    intake: &Intake,
) -> Option<Option<Jahr>> {
    let jahr = record.read_optional("stellenplan", date::scalar_year)?;
    let (einrichtung, is_open) = (einrichtung?, is_open?);
    let sets_up = matches!(einrichtung, Einrichtung::New | Einrichtung::Entfristet);
    if einrichtung == Einrichtung::Entfristet && !is_open {
        return intake.reject(with_end(record.node("zeitraum").unwrap_or(node)));
    }
    if einrichtung == Einrichtung::Verlaengert && is_open {
        return intake.reject(without_end(record.node("zeitraum").unwrap_or(node)));
    }
    if is_open && sets_up && jahr.is_none() {
        return intake.reject(
            Diagnostic::error(
                "stellenplan-fehlt",
                &node.anchor,
                "Für diese unbefristete Stelle fehlt der Stellenplan, zu dem sie eingerichtet wird",
            )
            .with_hint("Ergänzen Sie zum Beispiel `stellenplan: 2026`."),
        );
    }
    if let (Some(_), Some(plan)) = (jahr, record.node("stellenplan"))
        && !is_open
        && einrichtung != Einrichtung::Entfaellt
        && !falls_away(record)
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
    Some(jahr)
}

/// Whether the Stelle has a kw note: it stands in the Stellenplan, and ends all the same.
fn falls_away(record: &Record<'_>) -> bool {
    let art = record.node("vermerk").and_then(|vermerk| vermerk.get("art"));
    art.and_then(Node::as_text).is_some_and(|art| art.trim() == "kw")
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

/// Reads a note for the Stellenplan, known to the user as `path`.
pub(in crate::data) fn read_vermerk(node: &Node, path: &str, intake: &Intake) -> Option<Vermerk> {
    let record = Record::open(node, path, VERMERK, intake)?;
    let falls_away = record.read("art", |node, intake| value::choice(node, &VERMERKE, intake));
    let zum = record.read_optional("zum", date::date);
    let nach = record.read_optional("nach", value::text);
    match (falls_away?, zum?, nach?) {
        (true, Some(zum), None) => Some(Vermerk::Kw(zum)),
        (false, None, Some(nach)) => Some(Vermerk::Ku(nach)),
        (true, _, _) => intake.reject(
            Diagnostic::error(
                "vermerk-unvollstaendig",
                &record.node("art")?.place,
                "Zu einem kw-Vermerk gehört der Tag, zu dem die Stelle wegfällt, und nichts sonst",
            )
            .with_hint("Schreiben Sie zum Beispiel `vermerk: { art: kw, zum: 31.12.2028 }`."),
        ),
        (false, _, _) => intake.reject(
            Diagnostic::error(
                "vermerk-unvollstaendig",
                &record.node("art")?.place,
                "Zu einem ku-Vermerk gehört die Bewertung, in die die Stelle umgewandelt wird, und nichts sonst",
            )
            .with_hint("Schreiben Sie zum Beispiel `vermerk: { art: ku, nach: E 11 }`."),
        ),
    }
}
