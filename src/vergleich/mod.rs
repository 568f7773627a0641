//! Compares two versions of a paper: what was typed, what was computed, what is said.
//!
//! ```text
//! two papers, their figures and documents → Vergleich → text, JSON, a document
//! ```
//!
//! Pure. The figures of both versions stand in one arena, those of the old under
//! `alt.…`, those of the new under `neu.…`, what moved between them under
//! `differenz.…`; so every amount of a comparison is a figure, and can be proven.

mod abkuerzung;
mod angleich;
mod auszeichnung;
mod beitrag;
mod benennung;
mod bericht;
mod beschluss;
mod bloecke;
mod bruecke;
mod brueckentext;
mod eingaben;
mod faktoren;
mod fragment;
mod fundstellen;
mod gruppen;
mod jahresdiagramm;
mod leser;
mod rechenweg;
mod rechnung;
mod saetze;
mod schluessel;
mod schritte;
mod spalten;
mod staende;
mod stand;
mod summen;
mod synopse;
mod szenariotexte;
mod tabelle;
mod worte;
mod zahlen;
mod zeilenblock;
mod ziffern;

use crate::data::{self, Eingabe, Paper};
use crate::diagnostic::{Place, Sources};
use crate::document::Document;
use crate::finance::{Adopted, Figures};

pub use bericht::bericht;
pub use bruecke::{Anteil, Beitrag, Bruecke, Ende, Schritt, Summe, bruecke};
pub use brueckentext::{REGEL, bruecke_markdown, diagramm};
pub use eingaben::{Geaendert, Was};
pub use fragment::{fragment, legende};
pub use rechenweg::{calculation, shown, signed};
pub use rechnung::{Produkt, Rechnung};
pub use schritte::Aenderung;
pub use stand::{Eintrag, Merkmal};
pub use summen::{Veraenderung, Wert, summen, veraenderungen, werte};
pub use synopse::{Abschnitt, Fundstelle, Gegenueber, Lage, Synopse};
pub use worte::{Stueck, Teil, Wort, inline, plain, text};
pub use zahlen::{Gruppe, Rang, Zahl, titel};
pub use ziffern::ziffern;

/// What there is to say where the same words are set otherwise.
pub const NUR_SATZ: &str = "Der Wortlaut beider Fassungen stimmt überein; sie unterscheiden sich \
    nur im Satz, etwa in Umbrüchen oder in der Hervorhebung einer Überschrift.";

/// A version of a paper.
#[derive(Debug, Clone, Copy)]
pub struct Fassung<'a> {
    /// The name by which the user knows it: a folder, a file, a revision.
    pub name: &'a str,
    /// Its data.
    pub paper: &'a Paper,
    /// What was typed.
    pub eingaben: &'a [Eingabe],
    /// Its figures.
    pub figures: &'a Figures,
    /// Its text.
    pub document: &'a Document,
    /// The texts that its places point into.
    pub sources: &'a Sources,
}

/// What changed from one version of a paper to another.
#[derive(Debug, Clone)]
pub struct Vergleich {
    /// The names of the versions, the old before the new.
    pub namen: [String; 2],
    /// What was typed otherwise, in the order of the new data.
    pub eingaben: Vec<Geaendert>,
    /// The figures that came, went or moved, by year.
    pub zahlen: Vec<Gruppe>,
    /// What each change contributes to the totals that moved.
    pub bruecke: Bruecke,
    /// The posts that came, went or changed.
    pub stellen: Vec<Eintrag>,
    /// The bodies that came, went or meet on another day.
    pub beratungsfolge: Vec<Eintrag>,
    /// Both texts beside each other.
    pub synopse: Synopse,
    /// Whether both texts are the same, down to how they are set.
    pub gleich_gesetzt: bool,
    /// The files in which changed what is printed in scenarios alone.
    pub szenariotexte: Vec<String>,
    /// The figures of both versions and their differences.
    pub figures: Figures,
    /// The texts that the places point into.
    pub sources: Sources,
}

impl Vergleich {
    /// Whether nothing changed, not even what is printed in scenarios alone.
    pub fn is_empty(&self) -> bool {
        self.is_unseen() && self.szenariotexte.is_empty()
    }

    /// Whether nothing changed that is printed: neither figures nor text nor what was typed.
    pub fn is_unseen(&self) -> bool {
        self.gleich_gesetzt
            && self.eingaben.is_empty()
            && self.zahlen.is_empty()
            && self.synopse.is_empty()
    }
}

/// What changed from `alt` to `neu`.
pub fn vergleiche(alt: Fassung<'_>, neu: Fassung<'_>) -> Vergleich {
    let (mut figures, mut sources) = (Figures::default(), Sources::default());
    let old = adopt("alt.", alt, &mut figures, &mut sources);
    let new = adopt("neu.", neu, &mut figures, &mut sources);
    let zahlen = zahlen::compare(&mut figures, alt, neu);
    let texts = [(alt, &old), (neu, &new)]
        .map(|(of, (ids, _))| leser::abschnitte(of.document, &|id| ids.id(id)));
    let [before, after] = &texts;
    let eingaben = eingaben::compare(alt.eingaben, neu.eingaben, &old.1, &new.1);
    let bruecke = bridged(&mut figures, (alt, &old.1), (neu, &new.1));
    Vergleich {
        namen: [alt.name.to_owned(), neu.name.to_owned()],
        eingaben,
        zahlen,
        bruecke,
        stellen: stand::stellen(&figures, alt.paper, neu.paper),
        beratungsfolge: stand::beratungsfolge(alt.paper, neu.paper),
        synopse: Synopse::of(before, after),
        gleich_gesetzt: alt.document.markdown == neu.document.markdown,
        szenariotexte: szenariotexte::geaendert(alt, neu),
        figures,
        sources,
    }
}

/// The bridge between two versions, whose places are moved to those of the comparison.
fn bridged(
    figures: &mut Figures,
    (alt, old): (Fassung<'_>, &Moved),
    (neu, new): (Fassung<'_>, &Moved),
) -> Bruecke {
    let typed = |of: Fassung<'_>, place: &Moved| {
        let table = data::stadttabelle(of.sources, &of.paper.vorlage.stadt);
        moved([of.eingaben, &table], place)
    };
    let (typed_alt, typed_neu) = (typed(alt, old), typed(neu, new));
    let (alt, neu) =
        (Ende::of("alt.", alt.paper, &typed_alt), Ende::of("neu.", neu.paper, &typed_neu));
    bruecke::bruecke(figures, alt, neu)
}

/// The texts of two documents beside each other. Their figures are those of the arena
/// in which `alt` and `neu` tell where they stand.
pub fn synopse(alt: (&Document, Adopted), neu: (&Document, Adopted)) -> Synopse {
    let [before, after] =
        [alt, neu].map(|(document, ids)| leser::abschnitte(document, &|id| ids.id(id)));
    Synopse::of(&before, &after)
}

/// What was typed in the data and in the city's table, with its places as `place` tells
/// where they stand in the arena of a bridge.
pub fn moved(typed: [&[Eingabe]; 2], place: &dyn Fn(&Place) -> Place) -> [Vec<Eingabe>; 2] {
    typed.map(|typed| eingaben::moved(typed, place))
}

/// The texts of two papers beside each other, of the old one as it lies written: its
/// figures are words like others, and so are those of the new one.
pub fn wortlaut(alt: &str, neu: &Document) -> Synopse {
    Synopse::of(&leser::wortlaut(alt), &leser::wortlaut(&neu.markdown))
}

/// Where the places of a version stand in the texts of the comparison.
type Moved = Box<dyn Fn(&Place) -> Place>;

fn adopt(
    prefix: &str,
    of: Fassung<'_>,
    figures: &mut Figures,
    sources: &mut Sources,
) -> (Adopted, Moved) {
    let file = sources.append(of.sources);
    let moved: Moved =
        Box::new(move |place| Place { file: file(place.file), range: place.range.clone() });
    (figures.adopt(prefix, of.figures, &moved), moved)
}
