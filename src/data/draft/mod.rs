//! Turns a few answers into the data of a new paper, with comments that say what to do next.
//!
//! What is written is a paper that stands: it has everything that its kind demands, and only
//! lines and Teilpläne that the city has. Amounts are examples and say so. Texts are asked
//! for by the templates of the city, so they come last.

mod answers;
mod file;
mod geld;
mod head;
mod stadt;
mod stelle;
mod texte;

use crate::diagnostic::Diagnostic;
use file::file;

pub use answers::{Ausgaben, Draft, Foerderung};
pub use file::{File, SCHEMA, day, tag};
pub use stadt::{Opened, Stadt, city, lesen, staedte};
pub use stelle::Stellenwunsch;
pub use texte::text;

impl Draft {
    /// The YAML of the paper in `stadt`, and the schema that editors need for it.
    pub fn files(&self, stadt: &Stadt) -> Result<Vec<File>, Diagnostic> {
        let mut vorlage = head::head(self, stadt);
        vorlage += &head::programm(self);
        vorlage += &head::haushalt(self, stadt)?;
        let mut files = vec![file("vorlage", &vorlage)];
        files.extend(geld::files(self, stadt)?);
        files.push((SCHEMA.into(), super::Schema::Vorlage.text()));
        Ok(files)
    }
}
