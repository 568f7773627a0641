//! Compares what a paper sets up and who deliberates on it: the posts, the bodies.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::compare::Fate;
use crate::compare::synopsis::words::{self, Word, words};
use crate::data::{Bei, Beratung, Einrichtung, Paper, Placed, Stelle, Wording};
use crate::document::written::{self, Style};
use crate::finance::{FigureId, Figures, Frame, Name};
use crate::period::Zeitraum;

/// A post or a body that came, went or changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// Its name.
    pub name: String,
    /// What became of it.
    pub fate: Fate,
    /// What is said of it, as far as it changed.
    pub features: Vec<Feature>,
}

impl Item {
    /// Its name, and whether it came or went.
    pub fn title(&self, wording: &Wording) -> String {
        let Self { name, fate, .. } = self;
        match fate {
            Fate::New => wording.fill("eingaben.neu", &[("name", name)]),
            Fate::Gone => wording.fill("eingaben.entfaellt", &[("name", name)]),
            _ => name.clone(),
        }
    }
}

/// Something that is said of a post or a body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Feature {
    /// What it is.
    pub was: String,
    /// What was said; nothing where it was not there.
    pub old: Vec<Word>,
    /// What is said now.
    pub new: Vec<Word>,
}

/// The posts of `neu` that are not those of `alt`, by their ids.
pub(in crate::compare) fn stellen(figures: &Figures, old: &Paper, new: &Paper) -> Vec<Item> {
    let wording = &new.profil.wording;
    let quantities = figures.names().filter(|name| name.parts().aspect.first() == Some(&"anteil"));
    let quantities: Quantities<'_> =
        quantities.filter_map(|name| Some((name, figures.find(name)?))).collect();
    let side = |paper: &Paper, frame: Frame<'_>| -> Vec<(String, String, Said)> {
        let said = |stelle: &Stelle| {
            let id = stelle.id.value.clone();
            let bausteine = &paper.programm.bausteine;
            let baustein = bausteine.iter().find(|of| Some(&of.id) == stelle.baustein.as_ref());
            let baustein = baustein.map(|of| of.name.as_str()).unwrap_or_default();
            let said = of_stelle(wording, (figures, &quantities), stelle, baustein, frame);
            (id, stelle.funktion.clone(), said)
        };
        paper.stellen.iter().map(said).collect()
    };
    entries(&side(old, Frame::Old), &side(new, Frame::New))
}

/// The bodies of `neu` that are not those of `alt`, or meet on another day.
pub(in crate::compare) fn beratungsfolge(old: &Paper, new: &Paper) -> Vec<Item> {
    let wording = &new.profil.wording;
    let side = |paper: &Paper| -> Vec<(String, String, Said)> {
        let said = |(index, beratung): (usize, &Beratung)| {
            let name = &beratung.gremium.value;
            let datum = words::words(&written::date(beratung.datum.value));
            // A body may deliberate twice; the days tell its turns apart.
            let before = paper.vorlage.beratungsfolge.iter().take(index);
            let turn = before.filter(|before| before.gremium.value == *name).count();
            (format!("{name}.{turn}"), name.clone(), vec![(said_as(wording, "datum"), datum)])
        };
        paper.vorlage.beratungsfolge.iter().enumerate().map(said).collect()
    };
    let (old, new) = (side(old), side(new));
    let mut found = entries(&old, &new);
    found.extend(reordered(wording, &old, &new));
    found
}

/// The order of the bodies that both papers have, where it is another one.
fn reordered(
    wording: &Wording,
    old: &[(String, String, Said)],
    new: &[(String, String, Said)],
) -> Option<Item> {
    let shared = |all: &[(String, String, Said)], other: &[(String, String, Said)]| {
        let is_shared =
            |(id, ..): &&(String, String, Said)| other.iter().any(|(own, ..)| own == id);
        let names = all.iter().filter(is_shared).map(|(_, name, _)| name.clone());
        words::words(&names.collect::<Vec<_>>().join(", "))
    };
    let (old, new) = (shared(old, new), shared(new, old));
    let name = said_as(wording, "reihenfolge_der_beratungen");
    let is_other = old != new;
    let features = vec![Feature { was: said_as(wording, "reihenfolge"), old, new }];
    is_other.then_some(Item { name, fate: Fate::Changed, features })
}

/// What is said of something, in a fixed order.
type Said = Vec<(String, Vec<Word>)>;

/// The figures that say how much of something there is, by name.
type Quantities<'a> = BTreeMap<&'a Name, FigureId>;

/// What something that is said of a Stelle or a body is called.
fn said_as(wording: &Wording, key: &str) -> String {
    wording.say(&format!("merkmale.{key}")).to_owned()
}

fn of_stelle(
    wording: &Wording,
    figures: (&Figures, &Quantities<'_>),
    stelle: &Stelle,
    baustein: &str,
    frame: Frame<'_>,
) -> Said {
    let say = |key: &str| said_as(wording, key);
    let satz = written::grade(&stelle.grad);
    let period = |zeitraum: &Placed<Zeitraum>| {
        let Placed { value, .. } = zeitraum;
        let von = written::date(value.von());
        if value.is_open() {
            return wording.fill("merkmale.unbefristet", &[("von", &von)]);
        }
        let filled = [("von", von), ("bis", written::date(value.bis()))];
        let filled = filled.each_ref().map(|(name, text)| (*name, text.as_str()));
        wording.fill("eingaben.von_bis", &filled)
    };
    let zeitraum: Vec<String> = stelle.zeitraum.teile.iter().map(period).collect();
    vec![
        (
            say("anteil"),
            anteil(wording, figures, &Name::anteil(&stelle.id.value, None).within(frame)),
        ),
        (say("bewertung"), words(&satz)),
        (say("alternativ"), words(stelle.alternativ.as_deref().unwrap_or_default())),
        (say("funktion"), words(&stelle.funktion)),
        (say("zeitraum"), words(&zeitraum.join(", "))),
        (say("bei"), words(&say(bei(stelle.bei)))),
        (say("einrichtung"), words(&say(einrichtung(stelle.einrichtung)))),
        (say("rolle"), words(&stelle.rolle)),
        (say("baustein"), words(baustein)),
        (say("zeile"), words(&format!("{} {}", stelle.zeile.nummer, stelle.zeile.name))),
    ]
}

fn bei(bei: Bei) -> &'static str {
    match bei {
        Bei::Stadt => "bei_stadt",
        Bei::Traeger => "bei_traeger",
    }
}

fn einrichtung(einrichtung: Einrichtung) -> &'static str {
    match einrichtung {
        Einrichtung::New => "einrichtung_neu",
        Einrichtung::Vorhanden => "einrichtung_vorhanden",
        Einrichtung::Verlaengert => "einrichtung_verlaengert",
        Einrichtung::Entfristet => "einrichtung_entfristet",
        Einrichtung::Entfaellt => "einrichtung_entfaellt",
    }
}

/// The quantities whose names begin with `name`, each with its year where it has one.
fn anteil(
    wording: &Wording,
    (figures, quantities): (&Figures, &Quantities<'_>),
    name: &Name,
) -> Vec<Word> {
    let mut words = Vec::new();
    let of = quantities.iter().filter_map(|(own, id)| Some((own.behind(name)?, id)));
    for (behind, id) in of {
        if !words.is_empty() {
            words.extend(words::words(", "));
        }
        if let [year] = behind.as_slice() {
            words.extend(words::words(&format!("{}: ", since(wording, year))));
        }
        let text = written::figure(figures.get(*id), Style::Full).unwrap_or_default();
        words.push(Word { text, number: Some(*id) });
    }
    words
}

/// Since when a quantity is in force: a year as it is, a day in German.
fn since(wording: &Wording, name: &str) -> String {
    match name.parse::<Date>() {
        Ok(day) => wording.fill("eingaben.ab", &[("tag", &written::date(day))]),
        Err(_) => name.to_owned(),
    }
}

fn entries(old: &[(String, String, Said)], new: &[(String, String, Said)]) -> Vec<Item> {
    let find = |all: &'_ [(String, String, Said)], id: &str| {
        all.iter().position(|(own, ..)| own == id).and_then(|at| all.get(at).cloned())
    };
    let mut found: Vec<Item> = new
        .iter()
        .filter_map(|(id, name, after)| match find(old, id) {
            Some((_, _, before)) => {
                let features = changed(&before, after);
                let fate = Fate::Changed;
                (!features.is_empty()).then(|| Item { name: name.clone(), fate, features })
            }
            None => Some(Item {
                name: name.clone(),
                fate: Fate::New,
                features: changed(&Vec::new(), after),
            }),
        })
        .collect();
    found.extend(old.iter().filter(|(id, ..)| find(new, id).is_none()).map(|(_, name, before)| {
        Item { name: name.clone(), fate: Fate::Gone, features: changed(before, &Vec::new()) }
    }));
    found
}

/// What is said otherwise.
fn changed(old: &Said, new: &Said) -> Vec<Feature> {
    let all = if new.is_empty() { old } else { new };
    let of = |said: &Said, was: &str| {
        said.iter().find(|(own, _)| *own == was).map(|(_, words)| words.clone()).unwrap_or_default()
    };
    all.iter()
        .map(|(was, _)| Feature { was: was.clone(), old: of(old, was), new: of(new, was) })
        .filter(|feature| words::text(&feature.old) != words::text(&feature.new))
        .collect()
}
