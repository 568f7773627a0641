//! Compares what a paper sets up and who deliberates on it: the posts, the bodies.

use std::collections::BTreeMap;

use super::Lage;
use super::worte::{self, Wort, words};
use crate::data::{Bei, Beratung, Einrichtung, Paper, Placed, Stelle};
use crate::document::german::{self, Stil};
use crate::finance::{FigureId, Figures};
use crate::period::Zeitraum;

/// A post or a body that came, went or changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Eintrag {
    /// Its name.
    pub name: String,
    /// What became of it.
    pub lage: Lage,
    /// What is said of it, as far as it changed.
    pub angaben: Vec<Angabe>,
}

/// Something that is said of a post or a body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Angabe {
    /// What it is.
    pub was: &'static str,
    /// What was said; nothing where it was not there.
    pub alt: Vec<Wort>,
    /// What is said now.
    pub neu: Vec<Wort>,
}

/// The posts of `neu` that are not those of `alt`, by their ids.
pub(super) fn stellen(figures: &Figures, alt: &Paper, neu: &Paper) -> Vec<Eintrag> {
    let quantities = figures.names().filter(|name| name.contains(".anteil"));
    let quantities: Quantities<'_> =
        quantities.filter_map(|name| Some((name, figures.find(name)?))).collect();
    let side = |paper: &Paper, prefix: &str| -> Vec<(String, String, Said)> {
        let said = |stelle: &Stelle| {
            let id = stelle.id.value.clone();
            let bausteine = &paper.programm.bausteine;
            let baustein = bausteine.iter().find(|of| of.id == stelle.baustein);
            let baustein = baustein.map(|of| of.name.as_str()).unwrap_or_default();
            let said = of_stelle((figures, &quantities), stelle, baustein, prefix);
            (id, stelle.funktion.clone(), said)
        };
        paper.stellen.iter().map(said).collect()
    };
    entries(&side(alt, "alt."), &side(neu, "neu."))
}

/// The bodies of `neu` that are not those of `alt`, or meet on another day.
pub(super) fn beratungsfolge(alt: &Paper, neu: &Paper) -> Vec<Eintrag> {
    let side = |paper: &Paper| -> Vec<(String, String, Said)> {
        let said = |(index, beratung): (usize, &Beratung)| {
            let name = &beratung.gremium.value;
            let datum = worte::words(&german::date(beratung.datum.value));
            // A body may deliberate twice; the days tell its turns apart.
            let before = paper.vorlage.beratungsfolge.iter().take(index);
            let turn = before.filter(|before| before.gremium.value == *name).count();
            (format!("{name}.{turn}"), name.clone(), vec![("Datum", datum)])
        };
        paper.vorlage.beratungsfolge.iter().enumerate().map(said).collect()
    };
    let (alt, neu) = (side(alt), side(neu));
    let mut found = entries(&alt, &neu);
    found.extend(reordered(&alt, &neu));
    found
}

/// The order of the bodies that both papers have, where it is another one.
fn reordered(alt: &[(String, String, Said)], neu: &[(String, String, Said)]) -> Option<Eintrag> {
    let shared = |all: &[(String, String, Said)], other: &[(String, String, Said)]| {
        let is_shared =
            |(id, ..): &&(String, String, Said)| other.iter().any(|(own, ..)| own == id);
        let names = all.iter().filter(is_shared).map(|(_, name, _)| name.clone());
        worte::words(&names.collect::<Vec<_>>().join(", "))
    };
    let (alt, neu) = (shared(alt, neu), shared(neu, alt));
    let name = "Reihenfolge der Beratungen".to_owned();
    let is_other = alt != neu;
    let angaben = vec![Angabe { was: "Reihenfolge", alt, neu }];
    is_other.then_some(Eintrag { name, lage: Lage::Geaendert, angaben })
}

/// What is said of something, in a fixed order.
type Said = Vec<(&'static str, Vec<Wort>)>;

/// The figures that say how much of something there is, by name.
type Quantities<'a> = BTreeMap<&'a str, FigureId>;

fn of_stelle(
    figures: (&Figures, &Quantities<'_>),
    stelle: &Stelle,
    baustein: &str,
    prefix: &str,
) -> Said {
    let satz = german::grade(&stelle.grad);
    let period = |zeitraum: &Placed<Zeitraum>| {
        let Placed { value, .. } = zeitraum;
        let end =
            if value.is_open() { "unbefristet".to_owned() } else { german::date(value.bis()) };
        format!("{} bis {end}", german::date(value.von()))
    };
    let zeitraum: Vec<String> = stelle.zeitraeume.iter().map(period).collect();
    vec![
        ("Anteil", anteil(figures, &format!("{prefix}stelle.{}.anteil", stelle.id.value))),
        ("Bewertung", words(&satz)),
        ("Alternative Bewertung", words(stelle.alternativ.as_deref().unwrap_or_default())),
        ("Funktion", words(&stelle.funktion)),
        ("Zeitraum", words(&zeitraum.join(", "))),
        ("Angebunden", words(bei(stelle.bei))),
        ("Einrichtung", words(einrichtung(stelle.einrichtung))),
        ("Rolle", words(&stelle.rolle)),
        ("Förderbaustein", words(baustein)),
        ("Teilplanzeile", words(&format!("{} {}", stelle.zeile.nummer, stelle.zeile.name))),
    ]
}

fn bei(bei: Bei) -> &'static str {
    match bei {
        Bei::Stadt => "bei der Stadt",
        Bei::Traeger => "bei einem Träger",
    }
}

fn einrichtung(einrichtung: Einrichtung) -> &'static str {
    match einrichtung {
        Einrichtung::Neu => "wird neu eingerichtet",
        Einrichtung::Vorhanden => "ist vorhanden",
        Einrichtung::Verlaengert => "wird verlängert",
        Einrichtung::Entfristet => "wird entfristet",
        Einrichtung::Entfaellt => "entfällt",
    }
}

/// The quantities whose names begin with `name`, each with its year where it has one.
fn anteil((figures, quantities): (&Figures, &Quantities<'_>), name: &str) -> Vec<Wort> {
    let mut words = Vec::new();
    let below = format!("{name}.");
    let near = quantities.range(name..).take_while(|(own, _)| own.starts_with(name));
    for (own, id) in near.filter(|(own, _)| **own == name || own.starts_with(&below)) {
        if !words.is_empty() {
            words.extend(worte::words(", "));
        }
        if let Some(year) = own.strip_prefix(&below) {
            words.extend(worte::words(&format!("{year}: ")));
        }
        let text = german::figure(figures.get(*id), Stil::Voll).unwrap_or_default();
        words.push(Wort { text, zahl: Some(*id) });
    }
    words
}

fn entries(alt: &[(String, String, Said)], neu: &[(String, String, Said)]) -> Vec<Eintrag> {
    let find = |all: &'_ [(String, String, Said)], id: &str| {
        all.iter().position(|(own, ..)| own == id).and_then(|at| all.get(at).cloned())
    };
    let mut found: Vec<Eintrag> = neu
        .iter()
        .filter_map(|(id, name, after)| match find(alt, id) {
            Some((_, _, before)) => {
                let angaben = changed(&before, after);
                let lage = Lage::Geaendert;
                (!angaben.is_empty()).then(|| Eintrag { name: name.clone(), lage, angaben })
            }
            None => Some(Eintrag {
                name: name.clone(),
                lage: Lage::Neu,
                angaben: changed(&Vec::new(), after),
            }),
        })
        .collect();
    found.extend(alt.iter().filter(|(id, ..)| find(neu, id).is_none()).map(|(_, name, before)| {
        Eintrag { name: name.clone(), lage: Lage::Entfallen, angaben: changed(before, &Vec::new()) }
    }));
    found
}

/// What is said otherwise.
fn changed(alt: &Said, neu: &Said) -> Vec<Angabe> {
    let all = if neu.is_empty() { alt } else { neu };
    let of = |said: &Said, was: &str| {
        said.iter().find(|(own, _)| *own == was).map(|(_, words)| words.clone()).unwrap_or_default()
    };
    all.iter()
        .map(|(was, _)| Angabe { was, alt: of(alt, was), neu: of(neu, was) })
        .filter(|angabe| worte::text(&angabe.alt) != worte::text(&angabe.neu))
        .collect()
}
