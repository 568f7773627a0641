//! From when to when a row sets up a Stelle: a period by its name, or by its days.

use jiff::civil::Date;

use super::columns::Column;
use super::rows::{Row, Said, Value};
use crate::data::Paper;
use crate::data::intake::Intake;
use crate::period::Zeitraum;

/// A period of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Period {
    /// Its name in `programm.zeitraeume`, where it has one.
    pub(super) name: Option<String>,
    von: Date,
    bis: Date,
}

impl Period {
    /// Its days as the data write them.
    pub(super) fn days(&self) -> [(&'static str, String); 2] {
        [("von", written_day(self.von)), ("bis", written_day(self.bis))]
    }

    /// Its days as a reader is shown them.
    pub(super) fn shown(&self) -> String {
        format!("{} – {}", written_day(self.von), written_day(self.bis))
    }
}

/// A day as the data write it.
pub(super) fn written_day(day: Date) -> String {
    format!("{:02}.{:02}.{:04}", day.day(), day.month(), day.year())
}

/// The period that `row` says, where it is another than `old`. Of a period that is
/// said by one of its days, the other is that of `old`.
pub(super) fn said(
    row: &Row,
    old: Option<&Zeitraum>,
    paper: &Paper,
    intake: &Intake,
) -> Option<Period> {
    let days = [(Column::Von, old.map(Zeitraum::von)), (Column::Bis, old.map(Zeitraum::bis))];
    if let Some(Said { value: Value::Text(name), .. }) = row.said.get(&Column::Zeitraum) {
        let zeitraum = &paper.programm.zeitraeume.get(name)?.value;
        let own = [(Column::Von, zeitraum.von()), (Column::Bis, zeitraum.bis())];
        for (column, own) in own {
            if let Some((day, said)) = day(row, column)
                && day != own
            {
                let what = format!("Der Zeitraum `{name}` hat einen anderen Tag");
                intake.report(said.cell.finding("import-zeitraum", &what).with_hint(format!(
                    "Dort steht {}; leeren Sie diese Zelle oder die mit dem Zeitraum.",
                    written_day(own)
                )));
            }
        }
        return Some(Period { name: Some(name.clone()), von: zeitraum.von(), bis: zeitraum.bis() });
    }
    let [von, bis] = days.map(|(column, old)| day(row, column).map(|(day, _)| day).or(old));
    let last = day(row, Column::Bis).or(day(row, Column::Von));
    let (von, bis, (_, said)) = (von?, bis?, last?);
    if von > bis {
        let what = format!(
            "Die Stelle `{}` endete am {}, bevor sie am {} beginnt",
            row.id,
            written_day(bis),
            written_day(von)
        );
        let finding = said.cell.finding("import-zeitraum", &what);
        return intake.reject(finding.with_hint("Vertauschen oder berichtigen Sie die Tage."));
    }
    if old.is_some_and(|old| (old.von(), old.bis()) == (von, bis)) {
        return None;
    }
    let mut named = paper.programm.zeitraeume.iter();
    let same = named.find(|(_, period)| (period.value.von(), period.value.bis()) == (von, bis));
    Some(Period { name: same.map(|(name, _)| name.clone()), von, bis })
}

fn day(row: &Row, column: Column) -> Option<(Date, &Said)> {
    let said = row.said.get(&column)?;
    if let Value::Tag(day) = said.value { Some((day, said)) } else { None }
}
