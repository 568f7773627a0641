//! From when to when a row sets up a Stelle: a period by its name, or by its days.

use jiff::civil::Date;

use super::columns::Column;
use super::row::{Row, Said, Value};
use crate::data::Paper;
use crate::data::paper::zeitraeume::OPEN;
use crate::data::yaml::intake::Intake;
use crate::german::date;
use crate::period::Zeitraum;

/// A period of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Period {
    /// Its name in `programm.zeitraeume`, where it has one.
    pub(super) name: Option<String>,
    von: Date,
    /// The last day, unless there is none.
    bis: Option<Date>,
}

impl Period {
    /// Its first day.
    pub(super) fn von(&self) -> Date {
        self.von
    }

    /// Its days as the data write them.
    pub(super) fn days(&self) -> [(&'static str, String); 2] {
        [("von", date(self.von)), ("bis", written_end(self.bis))]
    }

    /// Its days as a reader is shown them.
    pub(super) fn shown(&self) -> String {
        shown(self.von, self.bis)
    }
}

/// The days of `zeitraum` as a reader is shown them.
pub(super) fn shown_days(zeitraum: &Zeitraum) -> String {
    shown(zeitraum.von(), end(zeitraum))
}

fn shown(von: Date, bis: Option<Date>) -> String {
    match bis {
        Some(bis) => format!("{} – {}", date(von), date(bis)),
        None => format!("ab {} {OPEN}", date(von)),
    }
}

/// The last day of `zeitraum`, unless it has none; it may be calculated only up to a year.
fn end(zeitraum: &Zeitraum) -> Option<Date> {
    (!zeitraum.is_open()).then(|| zeitraum.bis())
}

fn written_end(bis: Option<Date>) -> String {
    bis.map_or_else(|| OPEN.to_owned(), date)
}

/// The period that `row` says, where it is another than `old`. Of a period that is
/// said by one of its days, the other is that of `old`.
pub(super) fn said(
    row: &Row,
    old: Option<&Zeitraum>,
    paper: &Paper,
    intake: &Intake,
) -> Option<Period> {
    if let Some(Said { value: Value::Text(name), .. }) = row.said.get(&Column::Zeitraum) {
        let zeitraum = &paper.programm.zeitraeume.get(name)?.value;
        report_contradiction(row, name, zeitraum, intake);
        return Some(Period { name: Some(name.clone()), von: zeitraum.von(), bis: end(zeitraum) });
    }
    let (von, bis) = (row.said.get(&Column::Von), row.said.get(&Column::Bis));
    let said = bis.or(von)?;
    let first = von.and_then(day).or(old.map(Zeitraum::von))?;
    let last = match bis {
        Some(bis) => day(bis),
        None => end(old?),
    };
    if let Some(last) = last.filter(|last| *last < first) {
        let what = format!(
            "Die Stelle `{}` endete am {}, bevor sie am {} beginnt",
            row.id,
            date(last),
            date(first)
        );
        let finding = said.cell.wrong("import-zeitraum", &what);
        return intake.reject(finding.with_hint("Vertauschen oder berichtigen Sie die Tage."));
    }
    let is_same = |zeitraum: &Zeitraum| (zeitraum.von(), end(zeitraum)) == (first, last);
    if old.is_some_and(is_same) {
        return None;
    }
    let mut named = paper.programm.zeitraeume.iter();
    let same = named.find(|(_, zeitraum)| is_same(&zeitraum.value));
    Some(Period { name: same.map(|(name, _)| name.clone()), von: first, bis: last })
}

/// Reports days that are not those of the period called `name`.
fn report_contradiction(row: &Row, name: &str, zeitraum: &Zeitraum, intake: &Intake) {
    let own = [(Column::Von, Some(zeitraum.von())), (Column::Bis, end(zeitraum))];
    for (column, own) in own {
        if let Some(said) = row.said.get(&column)
            && day(said) != own
        {
            let what = format!("Der Zeitraum `{name}` hat einen anderen Tag");
            intake.report(said.cell.wrong("import-zeitraum", &what).with_hint(format!(
                "Dort steht „{}“; leeren Sie diese Zelle oder die mit dem Zeitraum.",
                written_end(own)
            )));
        }
    }
}

/// The day that is said; a last day can be none.
fn day(said: &Said) -> Option<Date> {
    if let Value::Tag(day) = said.value { Some(day) } else { None }
}
