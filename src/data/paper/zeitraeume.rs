//! Periods as the data writes them: from a day to a day or without an end, named in
//! the programme or written in place.
//!
//! A period without an end needs to know how far it is calculated; `programm.horizont`
//! says it.

use jiff::civil::Date;

use super::horizont::Horizont;
use super::lookups::ZeitraumRef;
use super::references::References;
use crate::data::Placed;
use crate::data::record::choice::choice;
use crate::data::record::date;
use crate::data::record::declare::record;
use crate::data::record::form::{Form, Word};
use crate::data::record::kinds::{Day, OneOf};
use crate::data::record::open::{self, Record};
use crate::data::record::reads::{At, Declared, Reads};
use crate::data::yaml::intake::Intake;
use crate::data::yaml::node::{Kind, Node};
use crate::diagnostic::{Diagnostic, Place};
use crate::period::{Jahr, PartMonth, Zeitraum};

/// What stands in place of the last day of a period that has none.
pub(in crate::data) const OPEN: &str = "unbefristet";

choice! {
    /// How a month counts that a period covers in part.
    words PartMonths for PartMonth {
        PartMonth::Whole => "ganz", "ganz", "Ein angebrochener Monat zählt ganz.";
        PartMonth::Days => "tage", "Tage", "Er zählt nach den Tagen dieses Monats.";
        PartMonth::Thirtieths => "dreissigstel", "Dreißigstel",
            "Er zählt nach Tagen, jeder als ein Dreißigstel.";
        PartMonth::Nothing => "nicht", "nicht", "Er zählt nicht.";
    }
}

record! {
    /// A period as it is written, where it has no name.
    pub(in crate::data) struct Written knowing References, "Zeitraum" {
        von: Date = required Day => "Beginn", "der erste Tag", "01.05.2021";
        bis: Option<Date> = required LastDay
            => "Ende", "der letzte Tag, oder `unbefristet`", "31.12.2022";
        angebrochen: Option<PartMonth> = optional OneOf<PartMonths>
            => "Angebrochen", "wie ein angebrochener Monat zählt", "tage";
    }
    makes Placed<Zeitraum> = zeitraum;
}

/// The last day of a period, where it has one.
#[derive(Debug)]
struct LastDay;

impl Declared for LastDay {
    const FORM: Form = Form::Either(&[
        Form::Date,
        Form::Choice(&[Word {
            key: OPEN,
            label: OPEN,
            about: "Gerechnet wird bis zum Ende von `programm.horizont`.",
        }]),
    ]);
}

impl<K> Reads<K> for LastDay {
    type Value = Option<Date>;

    fn read(node: &Node, at: &At<'_, K>) -> Option<Option<Date>> {
        if node.as_text().is_some_and(|text| text.trim() == OPEN) {
            return Some(None);
        }
        date::date(node, at.intake).map(Some)
    }
}

/// When a Stelle exists.
#[derive(Debug, Clone)]
pub struct Stellenzeit {
    /// From its first to its last day, pauses included.
    pub value: Zeitraum,
    /// Where the data say it: its only period, or the list of several.
    pub place: Place,
    /// Its periods in their order; no two have a day in common.
    pub teile: Vec<Placed<Zeitraum>>,
}

impl Stellenzeit {
    /// This, calculated to the end of `jahr` where it has no end.
    pub(super) fn calculated_to(&self, jahr: Jahr) -> Self {
        let part = |of: &Placed<Zeitraum>| of.with(of.value.calculated_to(jahr));
        let teile = self.teile.iter().map(part).collect();
        Self { value: self.value.calculated_to(jahr), place: self.place.clone(), teile }
    }
}

impl Declared for Stellenzeit {
    const FORM: Form = Form::Either(&[
        Form::Reference("programm.zeitraeume"),
        Written::FORM,
        Form::List(&Form::Either(&[Form::Reference("programm.zeitraeume"), Written::FORM])),
    ]);
}

impl Reads<References> for Stellenzeit {
    type Value = Self;

    /// Reads periods that are named, written in place, or several in a list.
    fn read(node: &Node, at: &At<'_, References>) -> Option<Self> {
        let Kind::Sequence(_) = node.kind else {
            let one = one(node, at)?;
            let Placed { value, place } = one.clone();
            return Some(Self { value, place, teile: vec![one] });
        };
        let mut teile = open::list(node, at.intake, |node| one(node, at))?;
        teile.sort_by_key(|zeitraum| zeitraum.value.von());
        let Some(value) = hull(&teile) else {
            return at.intake.reject(
                Diagnostic::error("wert-fehlt", &node.place, "Diese Liste nennt keinen Zeitraum")
                    .with_hint("Tragen Sie mindestens einen Zeitraum ein."),
            );
        };
        let mut sound = true;
        for pair in teile.windows(2) {
            let [earlier, later] = pair else { continue };
            if later.value.von() <= earlier.value.bis() {
                at.intake.report(overlapping(earlier, later, at.intake));
                sound = false;
            }
        }
        let place =
            if let [one] = teile.as_slice() { one.place.clone() } else { node.place.clone() };
        sound.then_some(Self { value, place, teile })
    }
}

/// A period that is named, or written in place.
fn one(node: &Node, at: &At<'_, References>) -> Option<Placed<Zeitraum>> {
    match node.kind {
        Kind::Mapping(_) => Written::read(node, at),
        _ => ZeitraumRef::read(node, at),
    }
}

/// From the first day of the first of `zeitraeume`, which are in order, to the last of the last.
fn hull(zeitraeume: &[Placed<Zeitraum>]) -> Option<Zeitraum> {
    let (first, last) = (&zeitraeume.first()?.value, &zeitraeume.last()?.value);
    if zeitraeume.len() == 1 {
        return Some(first.clone());
    }
    if last.is_open() {
        return Zeitraum::open_ended(first.von(), Jahr(last.bis().year()), first.part());
    }
    Zeitraum::new(first.von(), last.bis(), first.part().or(last.part()))
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

/// Makes a period of what is written, whose months are whole or counted as it says.
fn zeitraum(
    Written { von, bis, angebrochen }: Written,
    record: &Record<'_, References>,
) -> Option<Placed<Zeitraum>> {
    let (first, last) = (record.node("von")?, record.node("bis")?);
    let value = match bis {
        None => open_ended(von, last, record.at.known.horizont, angebrochen, record.intake())?,
        Some(bis) => Zeitraum::new(von, bis, angebrochen)
            .or_else(|| record.intake().reject(reversed(first, &last.place)))?,
    };
    if value.has_part_month() && value.part().is_none() {
        let broken = if value.von().day() == 1 { last } else { first };
        return record.intake().reject(part_month(&broken.place));
    }
    Some(Placed { value, place: record.node.place.clone() })
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
