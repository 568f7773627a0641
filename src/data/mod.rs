//! Turns a folder of YAML and Markdown into a checked [`Paper`].
//!
//! Beyond this room every value is valid by type: amounts are within
//! [`crate::money::LIMIT`], periods end after they begin, every reference is
//! resolved, every year that costs money has a state of its budget. Every value
//! that becomes a figure keeps its [`Place`]. Nothing
//! is computed here.

mod angaben;
mod check;
mod date;
mod eingaben;
mod files;
mod forbidden;
pub mod foreign;
mod haushalt;
mod intake;
mod kosten;
mod load;
mod node;
mod number;
mod patch;
mod posten;
mod profil;
mod programm;
mod record;
mod references;
mod refusal;
mod registry;
mod stellen;
mod store;
mod syntax;
mod szenarien;
mod templates;
mod texte;
mod value;
mod vorlage;
mod zuwendungen;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diagnostic::Place;

pub use angaben::{Angabe, Angabenart};
pub use eingaben::{Eingabe, Inhalt, eingaben};
pub use haushalt::{Haushalt, Haushaltsstand, Rundung, Stand, Teilplan};
pub use kosten::{Kosten, Kostensatz, Menge, Steigerung};
pub use load::{Loaded, load, load_from_memory};
pub use posten::Posten;
pub use profil::{Plan, Profil, Summen, Zeile, Zeilenart};
pub use programm::{Baustein, Programm};
pub use stellen::{Anteil, Bei, Stelle};
pub use szenarien::Szenario;
pub use templates::Templates;
pub use texte::Text;
pub use vorlage::{Beratung, Klima, Sitzung, Vorlage};
pub use zuwendungen::{Bewilligung, Einheit, Foerdersatz, Kostenanteil, Zuwendung, Zuwendungsart};

/// A value and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placed<T> {
    /// The value.
    pub value: T,
    /// Where it stands in the data.
    pub place: Place,
}

/// The data of one council paper, checked as a whole.
#[derive(Debug, Clone)]
pub struct Paper {
    /// What kind of paper goes to whom.
    pub vorlage: Vorlage,
    /// What is carried out, and when.
    pub programm: Programm,
    /// Where the money stands in the budget.
    pub haushalt: Haushalt,
    /// Annual costs that Stellen refer to, in the order of the data.
    pub kostensaetze: Vec<Arc<Kostensatz>>,
    /// The Stellen in the order of the data, which is the order of rows.
    pub stellen: Vec<Stelle>,
    /// Costs other than Stellen, in the order of the data.
    pub kosten: Vec<Kosten>,
    /// The grants in the order of the data.
    pub zuwendungen: Vec<Zuwendung>,
    /// Numbers that texts quote from other documents, in the order of the data.
    pub angaben: Vec<Angabe>,
    /// The same paper under other assumptions.
    pub szenarien: Vec<Szenario>,
    /// Prose by key: the stem of the file below `texte/`.
    pub texte: BTreeMap<String, Text>,
    /// The city's names and lines.
    pub profil: Profil,
}
