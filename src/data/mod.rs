//! Turns a folder of YAML and Markdown into a checked [`Paper`].
//!
//! Beyond this room every value is valid by type: amounts are within
//! [`crate::money::LIMIT`], periods end after they begin, every reference is
//! resolved, every year that costs money has a state of its budget. Every value
//! that becomes a figure keeps its [`Place`]. Nothing
//! is computed here.

mod angaben;
mod ansaetze;
mod anteil;
mod arten;
mod bedeutung;
mod bezug;
mod check;
mod date;
mod deckung;
mod diagramme;
mod edit;
mod eingabeart;
mod eingaben;
pub mod entwurf;
mod files;
mod finanzstelle;
mod folgekosten;
mod forbidden;
pub mod foreign;
mod form;
mod gleichwert;
mod haushalt;
pub mod import;
mod intake;
mod investitionen;
mod kosten;
mod load;
mod node;
mod number;
mod nutzungsbeginn;
mod patch;
mod personalkosten;
mod posten;
mod profil;
mod programm;
mod recht;
mod record;
mod references;
mod refusal;
mod registry;
mod schema;
mod stellen;
mod store;
mod syntax;
mod szenarien;
mod szenarioblock;
mod templates;
mod texte;
mod value;
mod variante;
mod vorlage;
mod zeitraeume;
mod zuwendungen;
mod zuwendungszeile;
mod zwischenstand;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diagnostic::Place;

pub use angaben::{Angabe, Angabenart};
pub use ansaetze::Ansatz;
pub use anteil::Anteil;
pub use arten::Art;
pub use bezug::{Bezug, Genehmigung};
pub use deckung::{Bedarf, Deckung, Deckungsart, Deckungsbetrag};
pub use diagramme::Diagramm;
pub use eingabeart::Eingabeart;
pub use eingaben::{Eingabe, Inhalt, eingaben, eingaben_als};
pub use folgekosten::{Folgeart, Folgekosten, Nutzung, Nutzungsdauer};
pub use gleichwert::is_gleichwertig;
pub use haushalt::{Auswirkung, Haushalt, Haushaltsstand, Rundung, Satzung, Stand, Teilplan};
pub use investitionen::{
    Bereitstellung, Bisher, Foerderfaehig, Investition, Verpflichtung, Zahlung,
};
pub use kosten::{
    Gemeinkosten, Kosten, Kostenbetrag, Kostensatz, Menge, Steigerung, Stellenauswahl, Umfang,
};
pub use load::{Loaded, load, load_as, load_changed, load_from_memory, load_from_memory_as};
pub use posten::Posten;
pub use profil::{Plan, Profil, Summen, Zeile, Zeilenart};
pub use programm::{Baustein, Programm};
pub use recht::{Norm, VORSCHRIFTEN};
pub use schema::Schema;
pub use stellen::{Bei, Einrichtung, Stelle, Vermerk, Zeitabschnitt};
pub use szenarien::Szenario;
pub use templates::Templates;
pub use texte::Text;
pub use variante::Variante;
pub use vorlage::{Beratung, Klima, Sitzung, Vorlage};
pub use zuwendungen::{
    Bemessungsteil, Bewilligung, Drittmittel, Eigenmittel, Einheit, Foerdersatz, Foerderstatus,
    Grundlage, Kostenanteil, Zuwendung, Zuwendungsart,
};
pub use zwischenstand::{Stadt, stadttabelle, zwischenstand};

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
    pub gewaehlt: Option<String>,
    /// Prose by key: the stem of the file below `texte/`.
    pub texte: BTreeMap<String, Text>,
    /// The city's names and lines.
    pub profil: Profil,
}
