//! The records of a paper, by concept: each file reads one section of the data.
//!
//! What a single record can tell is checked where it is read, what several tell together in
//! [`check`]; every reference is resolved by [`references`].

pub(in crate::data) mod angaben;
pub(in crate::data) mod ansaetze;
pub(in crate::data) mod anteil;
pub(in crate::data) mod arten;
pub(in crate::data) mod bezug;
pub(in crate::data) mod check;
pub(in crate::data) mod deckung;
pub(in crate::data) mod diagrams;
pub(in crate::data) mod finanzstelle;
pub(in crate::data) mod folgejahre;
pub(in crate::data) mod folgekosten;
pub(in crate::data) mod haushalt;
pub(in crate::data) mod horizont;
pub(in crate::data) mod investitionen;
pub(in crate::data) mod keys;
pub(in crate::data) mod kosten;
pub(in crate::data) mod kostensaetze;
pub(in crate::data) mod lookups;
pub(in crate::data) mod nutzungsbeginn;
pub(in crate::data) mod personalkosten;
pub(in crate::data) mod posten;
pub(in crate::data) mod profil;
pub(in crate::data) mod programm;
pub(in crate::data) mod read;
pub(in crate::data) mod recht;
pub(in crate::data) mod references;
pub(in crate::data) mod sections;
pub(in crate::data) mod stellen;
pub(in crate::data) mod szenarien;
pub(in crate::data) mod teilplaene;
pub(in crate::data) mod texte;
pub(in crate::data) mod unterschriften;
pub(in crate::data) mod vorlage;
pub(in crate::data) mod vorschriften;
pub(in crate::data) mod zeitraeume;
pub(in crate::data) mod zuwendungen;
pub(in crate::data) mod zuwendungszeile;
