//! Writes the parts of a new paper's files: the line for editors, values, days.

use jiff::civil::Date;

use crate::data::yaml::edit;
use crate::german;
use crate::period::Jahr;

/// A file of the new paper: its path below the folder and its text.
pub type File = (String, String);

/// The file that editors explain and complete the data by; hidden, since it is none of them.
pub const SCHEMA: &str = ".vorlage.schema.json";

/// The file of `name`, which begins with the line that leads editors to the schema.
pub(super) fn file(name: &str, text: &str) -> File {
    (format!("{name}.yaml"), format!("# yaml-language-server: $schema={SCHEMA}\n{text}"))
}

/// `text` as a value of YAML.
pub(super) fn value(text: &str) -> String {
    edit::scalar(text, false)
}

/// The day that `text` names, such as `01.04.2026`.
pub fn day(text: &str) -> Option<Date> {
    let day = german::date::typed(text)?;
    Jahr::RANGE.contains(&day.year()).then_some(day)
}

/// `day` as an office writes it.
pub fn tag(day: Date) -> String {
    crate::data::paper::zeitraeume::german(day)
}
