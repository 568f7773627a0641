//! Turns a folder of YAML and Markdown into a checked [`Paper`].
//!
//! Beyond this room every value is valid by type: amounts are within
//! [`crate::money::LIMIT`], periods end after they begin, every reference is
//! resolved, every year that costs money has a state of its budget. Every value
//! that becomes a figure keeps its [`Place`]. Nothing
//! is computed here.

pub mod disk;
pub mod draft;
mod floor;
pub mod foreign;
pub mod import;
mod load;
mod paper;
mod record;
mod schema;
mod templates;
mod unfinished;
mod unread;
mod variant;
mod yaml;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diagnostic::Place;

pub use floor::layers::BENEATH;
pub use floor::wording::Wording;
pub use load::{Loaded, load, load_as, load_changed, load_from_memory, load_from_memory_as};
pub use paper::angaben::{Angabe, Angabenart};
pub use paper::ansaetze::Ansatz;
pub use paper::anteil::Anteil;
pub use paper::arten::Art;
pub use paper::bezug::{Bezug, Genehmigung};
pub use paper::deckung::{Bedarf, Deckung, Deckungsart, Deckungsbetrag};
pub use paper::diagrams::Diagram;
pub use paper::folgekosten::{Ermittlung, Folgeart, Folgekosten, Nutzung, Nutzungsdauer};
pub use paper::haushalt::{Auswirkung, Davon, Haushalt, Haushaltsstand, Rundung, Satzung, Stand};
pub use paper::investitionen::{
    Bereitstellung, Bisher, Foerderfaehig, Investition, Verpflichtung, Zahlung,
};
pub use paper::keys::{TypedKind, entry_title, is_same_value, key_title, word_label};
pub use paper::kosten::{Gemeinkosten, Kosten, Kostenbetrag, Menge, Stellenauswahl, Umfang};
pub use paper::kostensaetze::{Kostensatz, Steigerung};
pub use paper::posten::Posten;
pub use paper::profil::{Plan, Profil, Teilplan, Zeile, Zeilenart};
pub use paper::programm::{Baustein, Programm};
pub use paper::recht::Norm;
pub use paper::stellen::{Bei, Einrichtung, Stelle, Vermerk, Zeitabschnitt};
pub use paper::szenarien::Szenario;
pub use paper::texte::Text;
pub use paper::unterschriften::Unterschrift;
pub use paper::vorlage::{Beratung, Klima, Sitzung, Vorlage};
pub use paper::vorschriften::VORSCHRIFTEN;
pub use paper::zeitraeume::Stellenzeit;
pub use paper::zuwendungen::{
    Bemessungsteil, Bewilligung, Drittmittel, Eigenmittel, Einheit, Foerdersatz, Foerderstatus,
    Grundlage, Kostenanteil, Zuwendung, Zuwendungsart,
};
pub use record::form::{Field, Form, MapKey, Need, Shape, Word};
pub use schema::Schema;
pub use templates::Templates;
pub use variant::Variant;
pub use variant::interim::{Stadt, city_table, interim};
pub use variant::typed_values::{Content, TypedValue, typed_values, typed_values_as};

/// A value and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placed<T> {
    /// The value.
    pub value: T,
    /// Where it stands in the data.
    pub place: Place,
}

impl<T> Placed<T> {
    /// `value` at the same place.
    pub fn with<U>(&self, value: U) -> Placed<U> {
        Placed { value, place: self.place.clone() }
    }
}

/// A text of one line that data, profile or wording bring to the paper as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phrase {
    /// The text and where it stands.
    pub text: Placed<String>,
    /// What kind of text it is.
    pub kind: PhraseKind,
}

/// What numbers may do in a [`Phrase`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PhraseKind {
    /// Words, held to the rule for prose.
    Words,
    /// What something is called; numbers belong to the name, unless a unit follows.
    Designation,
    /// Words with places in braces, into which values are put.
    Wording,
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
    /// The investments in the order of the data.
    pub investitionen: Vec<Investition>,
    /// The grants in the order of the data.
    pub zuwendungen: Vec<Zuwendung>,
    /// What covers what grants leave open, in the order of the data.
    pub deckung: Vec<Deckung>,
    /// What lines of the budget provide already, in the order of the data.
    pub ansaetze: Vec<Ansatz>,
    /// Numbers that texts quote from other documents, in the order of the data.
    pub angaben: Vec<Angabe>,
    /// The same paper under other assumptions.
    pub szenarien: Vec<Szenario>,
    /// The id of the scenario that this paper itself is, where it was read as one.
    pub chosen: Option<String>,
    /// Prose by key: the stem of the file below `texte/`.
    pub texte: BTreeMap<String, Text>,
    /// The texts of one line in data, profile and wording, in the order of files and lines.
    pub phrases: Vec<Phrase>,
    /// The city's names and lines.
    pub profil: Profil,
    /// Whether something in it is still to be filled in.
    pub is_draft: bool,
}
