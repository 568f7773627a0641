//! Periods as the data writes them: from a day to a day or without an end, named in
//! the programme or written in place.
//!
//! A period without an end needs to know how far it is calculated; `programm.horizont`
//! says it.

use jiff::civil::Date;

use super::references::References;
use crate::data::Placed;
use crate::data::record::form::{Form, Word, words};
use crate::data::record::meaning;
use crate::data::record::{self, Field, Record};
use crate::data::record::{date, value};
use crate::data::yaml::intake::Intake;
use crate::data::yaml::node::{Kind, Node};
use crate::diagnostic::{Diagnostic, Place};
use crate::period::{Jahr, PartMonth, Zeitraum};

/// What stands in place of the last day of a period that has none.
pub(in crate::data) const OPEN: &str = "unbefristet";

pub(in crate::data) const ZEITRAUM: &[Field] = &[
    Field::required("von", "01.05.2021", "der erste Tag").takes(Form::Date),
    Field::required("bis", "31.12.2022", "der letzte Tag, oder `unbefristet`")
        .takes(Form::Either(&[Form::Date, Form::Choice(|| WITHOUT_ENDE.to_vec())])),
    Field::optional("angebrochen", "tage", "wie ein angebrochener Monat zählt")
        .takes(Form::Choice(|| words(ANGEBROCHEN, meaning::angebrochen))),
];

/// The word for a period without an end.
const WITHOUT_ENDE: &[Word] =
    &[Word { name: OPEN, about: "Gerechnet wird bis zum Ende von `programm.horizont`." }];

const ANGEBROCHEN: &[(&str, PartMonth)] = &[
    ("ganz", PartMonth::Whole),
    ("tage", PartMonth::Days),
    ("dreissigstel", PartMonth::Thirtieths),
    ("nicht", PartMonth::Nothing),
];

/// How far periods without an end are calculated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::data) enum Horizont {
    /// The data does not say it.
    Missing,
    /// The data says it wrongly, which was reported where it stands.
    Wrong,
    /// To the end of this year.
    Until(Jahr),
}

impl Horizont {
    /// What `programm` says, without reporting anything.
    pub(in crate::data) fn of(programm: Option<&Node>) -> Self {
        match programm.map(|programm| programm.get("horizont")) {
            None => Self::Wrong,
            Some(None) => Self::Missing,
            Some(Some(node)) => node
                .as_text()
                .and_then(|text| date::parse_year(text.trim()))
                .map_or(Self::Wrong, Self::Until),
        }
    }
}

/// The periods of a Stelle: named, written in place, or several in a list, of which no
/// two have a day in common; in the order of their days.
pub(in crate::data) fn of_stelle(
    node: &Node,
    known: &References,
    intake: &Intake,
) -> Option<Vec<Placed<Zeitraum>>> {
    let Kind::Sequence(_) = node.kind else { return Some(vec![one(node, known, intake)?]) };
    let mut zeitraeume = record::list(node, intake, |node, intake| one(node, known, intake))?;
    if zeitraeume.is_empty() {
        return intake.reject(
            Diagnostic::error("wert-fehlt", &node.place, "Diese Liste nennt keinen Zeitraum")
                .with_hint("Tragen Sie mindestens einen Zeitraum ein."),
        );
    }
    zeitraeume.sort_by_key(|zeitraum| zeitraum.value.von());
    let mut sound = true;
    for pair in zeitraeume.windows(2) {
        let [earlier, later] = pair else { continue };
        if later.value.von() <= earlier.value.bis() {
            intake.report(overlapping(earlier, later, intake));
            sound = false;
        }
    }
    sound.then_some(zeitraeume)
}

/// A period that is named, or written in place.
fn one(node: &Node, known: &References, intake: &Intake) -> Option<Placed<Zeitraum>> {
    match node.kind {
        Kind::Mapping(_) => read(node, "zeitraum", known.horizont, intake),
        _ => known.zeitraeume.find(node, intake),
    }
}

fn overlapping(
    earlier: &Placed<Zeitraum>,
    later: &Placed<Zeitraum>,
    intake: &Intake,
) -> Diagnostic {
    Diagnostic::error(
        "zeitraum-ueberlappt",
        &later.place,
        format!(
            "Dieser Zeitraum beginnt am {}, bevor ein anderer derselben Stelle am {} endet",
            german(later.value.von()),
            german(earlier.value.bis())
        ),
    )
    .with_hint(format!(
        "Der andere steht in {}; die Stelle würde doppelt gezählt. Berichtigen Sie die Tage, \
            oder fassen Sie beide zu einem Zeitraum zusammen.",
        intake.locate(&earlier.place)
    ))
}

/// Reads a period, known to the user as `path`.
pub(in crate::data) fn read(
    node: &Node,
    path: &str,
    horizont: Horizont,
    intake: &Intake,
) -> Option<Placed<Zeitraum>> {
    let record = Record::open(node, path, ZEITRAUM, intake)?;
    let von = record.read("von", date::date);
    let (first, last) = (record.node("von")?, record.node("bis")?);
    let is_open = last.as_text().is_some_and(|text| text.trim() == OPEN);
    let bis = if is_open { None } else { Some(record.read("bis", date::date)) };
    let part = record
        .read_optional("angebrochen", |node, intake| value::choice(node, ANGEBROCHEN, intake));
    let value = match bis {
        None => open_ended(von?, last, horizont, part?, intake)?,
        Some(bis) => {
            let found = Zeitraum::new(von?, bis?, part?);
            found.or_else(|| intake.reject(reversed(first, &last.place)))?
        }
    };
    if value.has_part_month() && value.part().is_none() {
        let broken = if value.von().day() == 1 { last } else { first };
        return intake.reject(part_month(&broken.place));
    }
    Some(Placed { value, place: node.place.clone() })
}

fn open_ended(
    von: Date,
    last: &Node,
    horizont: Horizont,
    part: Option<PartMonth>,
    intake: &Intake,
) -> Option<Zeitraum> {
    let horizont = match horizont {
        Horizont::Until(jahr) => jahr,
        Horizont::Wrong => return None,
        Horizont::Missing => {
            return intake.reject(
                Diagnostic::error(
                    "horizont-fehlt",
                    &last.place,
                    "Der Zeitraum ist unbefristet, aber das Jahr fehlt, bis zu dem gerechnet wird",
                )
                .with_hint(
                    "Ergänzen Sie unter `programm:` zum Beispiel die Zeile `horizont: 2029`: das \
                        letzte Haushaltsjahr, das die Vorlage beziffert.",
                ),
            );
        }
    };
    Zeitraum::open_ended(von, horizont, part).or_else(|| {
        intake.reject(
            Diagnostic::error(
                "horizont-zu-frueh",
                &last.place,
                format!("Der Zeitraum beginnt erst nach dem Horizont {horizont}"),
            )
            .with_hint("Nennen Sie unter `programm.horizont` ein späteres Jahr."),
        )
    })
}

fn reversed(first: &Node, place: &Place) -> Diagnostic {
    Diagnostic::error("zeitraum-verkehrt", place, "Der Zeitraum endet, bevor er beginnt").with_hint(
        format!(
            "Er beginnt am `{}`; vertauschen oder berichtigen Sie die Tage.",
            first.as_text().unwrap_or_default()
        ),
    )
}

fn part_month(place: &Place) -> Diagnostic {
    Diagnostic::error(
        "zeitraum-angebrochen",
        place,
        "Der Zeitraum umfasst einen Monat nur zum Teil",
    )
    .with_hint(
        "Sagen Sie mit `angebrochen:`, wie er zählt: `ganz`, `tage` (nach \
            Tagen des Monats), `dreissigstel` (Tage durch 30) oder `nicht`.",
    )
}

/// `day` as an office writes it.
pub(in crate::data) fn german(day: Date) -> String {
    format!("{:02}.{:02}.{}", day.day(), day.month(), day.year())
}
