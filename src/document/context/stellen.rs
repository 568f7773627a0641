//! The Stellen as papers list them: what is set up, used, extended or dropped, and how long.
//!
//! What becomes of a Stelle decides the item of the resolution that names it; the wording
//! is that of the templates.

use crate::finance::Name;
use rust_decimal::Decimal;
use serde::Serialize;

use super::marker::{Marker, Period, period};
use crate::data::{Anteil, Bei, Einrichtung, Paper, Placed, Stelle, Vermerk};
use crate::document::written;

/// A Förderbaustein with the Stellen of the city that are set up for it.
#[derive(Serialize, Clone)]
pub(super) struct Baustein {
    id: String,
    nummer: String,
    name: String,
    umgesetzt: bool,
    stellen: Vec<Post>,
}

/// The Stellen by what a paper says of them.
#[derive(Serialize)]
pub(super) struct Stellen {
    /// Those of the city that cost money.
    stadt: Vec<Post>,
    /// Those of carriers.
    traeger: Vec<Post>,
    /// Whether both together are a single Stelle of at most one full post.
    eine: bool,
    /// Those that are used and cost nothing here.
    ohne_kosten: Vec<Post>,
    /// The items of the resolution, in their order; none is empty.
    ziffern: Vec<Ziffer>,
}

/// Stellen of the city of which the resolution says the same.
#[derive(Serialize)]
struct Ziffer {
    /// `befristet`, `unbefristet`, `verlaengert`, `entfristet`, `vorhanden` or `entfaellt`.
    art: &'static str,
    /// Whether it names a single Stelle of at most one full post.
    eine: bool,
    bausteine: Vec<Baustein>,
    /// Those of no Baustein, in a programme without.
    ohne_baustein: Vec<Post>,
    /// The Stellen that Verrechnungsstellen bridge.
    verrechnung: Option<Verrechnung>,
}

#[derive(Serialize)]
struct Verrechnung {
    /// Whether they are all of this item.
    alle: bool,
    /// How many they are: `eine` or `mehrere`.
    anzahl: &'static str,
    stellen: Vec<Post>,
    /// The years of their Stellenpläne.
    stellenplaene: Vec<String>,
}

/// A Stelle as a list prints it.
#[derive(Serialize, Clone)]
struct Post {
    id: String,
    anteil: String,
    wort: String,
    /// The quantities where they change; else none.
    anteile: Vec<Quantity>,
    grad: String,
    alternativ: Option<String>,
    funktion: String,
    von: String,
    bis: String,
    unbefristet: bool,
    /// Its periods where it has several; else none.
    zeitraeume: Vec<Period>,
    vorhanden: bool,
    stellenplan: Option<String>,
    vermerk: Option<Note>,
}

/// A quantity of posts in one year, or from one day on.
#[derive(Serialize, Clone)]
struct Quantity {
    jahr: Option<String>,
    ab: Option<String>,
    anteil: String,
    wort: String,
}

/// A note in the Stellenplan.
#[derive(Serialize, Clone)]
struct Note {
    /// `kw` or `ku`.
    art: &'static str,
    zum: Option<String>,
    nach: Option<String>,
}

pub(super) fn bausteine(paper: &Paper, marker: &Marker<'_>) -> Vec<Baustein> {
    by_baustein(paper, marker, |stelle| {
        stelle.bei == Bei::Stadt && stelle.einrichtung == Einrichtung::New
    })
}

fn by_baustein(
    paper: &Paper,
    marker: &Marker<'_>,
    which: impl Fn(&Stelle) -> bool,
) -> Vec<Baustein> {
    let of = |baustein: &crate::data::Baustein| Baustein {
        id: baustein.id.clone(),
        nummer: baustein.nummer.clone(),
        name: baustein.name.clone(),
        umgesetzt: baustein.umgesetzt,
        stellen: posts(paper, marker, |stelle| {
            stelle.baustein.as_ref() == Some(&baustein.id) && which(stelle)
        }),
    };
    paper.programm.bausteine.iter().map(of).collect()
}

pub(super) fn stellen(paper: &Paper, marker: &Marker<'_>) -> Stellen {
    let of = |bei| posts(paper, marker, |stelle| stelle.bei == bei && stelle.kostet());
    let costing: Vec<&Stelle> = paper.stellen.iter().filter(|stelle| stelle.kostet()).collect();
    Stellen {
        eine: matches!(costing.as_slice(), [one] if is_one(one)),
        stadt: of(Bei::Stadt),
        traeger: of(Bei::Traeger),
        ohne_kosten: posts(paper, marker, |stelle| {
            stelle.einrichtung == Einrichtung::Vorhanden && !stelle.kostet()
        }),
        ziffern: ARTEN.iter().filter_map(|art| ziffer(paper, marker, art)).collect(),
    }
}

/// The items of the resolution in their order.
const ARTEN: [&str; 6] =
    ["befristet", "unbefristet", "verlaengert", "entfristet", "vorhanden", "entfaellt"];

/// The item of the resolution that names `stelle`.
fn art(stelle: &Stelle) -> &'static str {
    match stelle.einrichtung {
        Einrichtung::New if stelle.is_open() => "unbefristet",
        Einrichtung::New => "befristet",
        Einrichtung::Vorhanden => "vorhanden",
        Einrichtung::Verlaengert => "verlaengert",
        Einrichtung::Entfristet => "entfristet",
        Einrichtung::Entfaellt => "entfaellt",
    }
}

fn ziffer(paper: &Paper, marker: &Marker<'_>, kind: &'static str) -> Option<Ziffer> {
    let is_named = |stelle: &Stelle| stelle.bei == Bei::Stadt && art(stelle) == kind;
    let mut bausteine = by_baustein(paper, marker, is_named);
    bausteine.retain(|baustein| !baustein.stellen.is_empty());
    let ohne_baustein =
        posts(paper, marker, |stelle| stelle.baustein.is_none() && is_named(stelle));
    let named: Vec<&Stelle> = paper.stellen.iter().filter(|stelle| is_named(stelle)).collect();
    let verrechnung = verrechnung(&named, marker);
    let eine = matches!(named.as_slice(), [one] if is_one(one));
    let is_empty = bausteine.is_empty() && ohne_baustein.is_empty();
    (!is_empty).then_some(Ziffer { art: kind, eine, bausteine, ohne_baustein, verrechnung })
}

fn verrechnung(named: &[&Stelle], marker: &Marker<'_>) -> Option<Verrechnung> {
    let bridged = || named.iter().filter(|stelle| stelle.verrechnung);
    let mut jahre: Vec<_> = bridged().filter_map(|stelle| stelle.stellenplan).collect();
    jahre.sort_unstable();
    jahre.dedup();
    let alle = bridged().count() == named.len();
    let one = bridged().count() == 1 && bridged().all(|stelle| is_one(stelle));
    bridged().next().map(|_| Verrechnung {
        alle,
        anzahl: if one { "eine" } else { "mehrere" },
        stellen: bridged().filter_map(|stelle| post(stelle, marker)).collect(),
        stellenplaene: jahre.iter().map(ToString::to_string).collect(),
    })
}

/// Whether `stelle` is at most one full post at all times.
fn is_one(stelle: &Stelle) -> bool {
    stelle.anteil.alle().iter().all(|(_, anteil)| anteil.value <= Decimal::ONE)
}

fn posts(paper: &Paper, marker: &Marker<'_>, which: impl Fn(&Stelle) -> bool) -> Vec<Post> {
    paper
        .stellen
        .iter()
        .filter(|stelle| which(stelle))
        .filter_map(|stelle| post(stelle, marker))
        .collect()
}

fn post(stelle: &Stelle, marker: &Marker<'_>) -> Option<Post> {
    let id = &stelle.id.value;
    let alle = stelle.anteil.alle();
    let (ending, most) = alle.iter().max_by_key(|(_, anteil)| anteil.value)?;
    let zeitraum = period(&stelle.zeitraum.value);
    let several = stelle.zeitraum.teile.len() > 1;
    let zeitraeume = stelle.zeitraum.teile.iter().filter(|_| several);
    Some(Post {
        id: id.clone(),
        anteil: marker.named(&Name::anteil(id, ending.as_deref()))?,
        wort: wort(most.value, marker),
        anteile: quantities(stelle, marker),
        grad: written::grade(&stelle.grad),
        alternativ: stelle.alternativ.as_deref().map(written::grade),
        funktion: stelle.funktion.clone(),
        von: zeitraum.von,
        bis: zeitraum.bis,
        unbefristet: zeitraum.unbefristet,
        zeitraeume: zeitraeume.map(|zeitraum| period(&zeitraum.value)).collect(),
        vorhanden: stelle.einrichtung == Einrichtung::Vorhanden,
        stellenplan: stelle.stellenplan.map(|jahr| jahr.to_string()),
        vermerk: stelle.vermerk.as_ref().map(note),
    })
}

fn note(vermerk: &Vermerk) -> Note {
    match vermerk {
        Vermerk::Kw(zum) => Note { art: "kw", zum: Some(written::date(*zum)), nach: None },
        Vermerk::Ku(nach) => Note { art: "ku", zum: None, nach: Some(written::grade(nach)) },
    }
}

fn quantities(stelle: &Stelle, marker: &Marker<'_>) -> Vec<Quantity> {
    let alle = stelle.anteil.alle();
    if alle.len() < 2 {
        return Vec::new();
    }
    let times: Vec<(Option<String>, Option<String>)> = match &stelle.anteil {
        Anteil::Fest(_) => Vec::new(),
        Anteil::Jaehrlich(jahre) => {
            jahre.keys().map(|jahr| (Some(jahr.to_string()), None)).collect()
        }
        Anteil::Ab(tage) => tage.keys().map(|tag| (None, Some(written::date(*tag)))).collect(),
    };
    let quantity = |((jahr, ab), (ending, anteil)): (_, (Option<String>, &Placed<Decimal>))| {
        let named = marker.named(&Name::anteil(&stelle.id.value, ending.as_deref()))?;
        Some(Quantity { jahr, ab, anteil: named, wort: wort(anteil.value, marker) })
    };
    times.into_iter().zip(alle).filter_map(quantity).collect()
}

/// "Stelle" up to a full post, "Stellen" beyond.
pub(super) fn wort(anteil: Decimal, marker: &Marker<'_>) -> String {
    let key = if anteil <= Decimal::ONE { "tabelle.stelle" } else { "tabelle.stellen" };
    marker.wording.say(key).to_owned()
}
