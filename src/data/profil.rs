//! What a city calls things: its budget lines, Teilpläne and names.

use std::collections::BTreeMap;
use std::sync::Arc;

/// The profile of a city, `templates/<stadt>/profil.yaml`.
#[derive(Debug, Clone, Default)]
pub struct Profil {
    /// Names and phrases for the templates, by key.
    pub namen: BTreeMap<String, String>,
    /// The lines of the Teilpläne by their key in data, such as `personal`.
    pub zeilen: BTreeMap<String, Arc<Zeile>>,
    /// The names of the Teilpläne by their number.
    pub teilplaene: BTreeMap<String, String>,
    /// The names of kinds of paper by their key, such as `beschlussvorlage`.
    pub arten: BTreeMap<String, String>,
}

/// A line of a Teilplan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Zeile {
    /// Its key in data, such as `personal`.
    pub schluessel: String,
    /// Its number as printed, such as `11`.
    pub nummer: String,
    /// Its name as printed.
    pub name: String,
    /// Whether it takes in or spends.
    pub art: Zeilenart,
    /// The plan it belongs to, which decides the wording.
    pub plan: Plan,
}

/// Whether a line takes in or spends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Zeilenart {
    /// Erträge or Einzahlungen.
    Ertrag,
    /// Aufwendungen or Auszahlungen.
    Aufwand,
}

/// The plan a line belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Plan {
    /// Erträge and Aufwendungen.
    Ergebnisplan,
    /// Ein- and Auszahlungen.
    Finanzplan,
}
