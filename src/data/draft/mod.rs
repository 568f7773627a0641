//! Turns a few answers into the data of a new paper, with comments that say what to do next.
//!
//! What is written is a paper that stands: it has everything that its kind demands, and only
//! lines and Teilpläne that the city has. Amounts are examples and say so. Texts are asked
//! for by the templates of the city, so they come last.

mod geld;
mod head;
mod stadt;
mod stelle;
mod texte;

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::yaml::edit;
use crate::diagnostic::Diagnostic;
use crate::german;

pub use stadt::{Opened, Stadt, lesen, staedte};
pub use stelle::Stellenwunsch;
pub use texte::text;

/// What is known of a paper before it is written.
#[derive(Debug, Clone)]
pub struct Draft {
    /// The kind of paper, a key of the profile.
    pub art: String,
    /// The subject, also the name of the programme.
    pub betreff: String,
    /// The date of the paper.
    pub datum: Date,
    /// The first day of the measure.
    pub von: Date,
    /// Its last day.
    pub bis: Date,
    /// The Teilplan; without, the first one of the city.
    pub teilplan: Option<String>,
    /// What it costs.
    pub kosten: Ausgaben,
    /// Who pays a part of it.
    pub zuwendung: Option<Foerderung>,
}

/// What a measure costs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ausgaben {
    /// Nothing.
    Keine,
    /// Stellen or, without any, other costs, and perhaps an investment.
    Geld {
        /// The Stellen.
        stellen: Vec<Stellenwunsch>,
        /// Whether something is built or bought.
        investition: bool,
    },
}

/// How a grant is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Foerderung {
    /// A fixed amount per Stelle or per cost.
    Festbetrag,
    /// So many per cent of the eligible cost.
    Anteil(Decimal),
}

/// A file of the new paper: its path below the folder and its text.
pub type File = (String, String);

/// The file that editors explain and complete the data by; hidden, since it is none of them.
pub const SCHEMA: &str = ".vorlage.schema.json";

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

    /// Whether its kind demands the data of an earlier paper, which a new one has not.
    pub fn geht_hervor(&self, stadt: &Stadt) -> bool {
        stadt.profil.arten.get(&self.art).is_some_and(|kind| kind.geht_hervor())
    }

    /// The Stellen that the paper is to have.
    fn stellen(&self) -> &[Stellenwunsch] {
        match &self.kosten {
            Ausgaben::Geld { stellen, .. } => stellen,
            Ausgaben::Keine => &[],
        }
    }

    fn has_investition(&self) -> bool {
        matches!(self.kosten, Ausgaben::Geld { investition: true, .. })
    }

    /// Whether it has other costs: where nothing else costs anything.
    fn has_kosten(&self) -> bool {
        matches!(&self.kosten, Ausgaben::Geld { stellen, investition } if stellen.is_empty() && !investition)
    }

    /// Whether anything costs money in the Ergebnisplan.
    fn has_laufendes(&self) -> bool {
        self.has_kosten() || !self.stellen().is_empty()
    }
}

/// The file of `name`, which begins with the line that leads editors to the schema.
fn file(name: &str, text: &str) -> File {
    (format!("{name}.yaml"), format!("# yaml-language-server: $schema={SCHEMA}\n{text}"))
}

/// `text` as a value of YAML.
fn value(text: &str) -> String {
    edit::scalar(text, false)
}

/// The day that `text` names, such as `01.04.2026`.
pub fn day(text: &str) -> Option<Date> {
    let day = german::date::parse(text.trim())?;
    crate::period::Jahr::RANGE.contains(&day.year()).then_some(day)
}

/// `day` as an office writes it.
pub fn tag(day: Date) -> String {
    super::paper::zeitraeume::german(day)
}
