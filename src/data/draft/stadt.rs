//! What a new paper has to know of its city: kinds, Teilpläne, lines and grades.

use std::collections::BTreeSet;
use std::path::Path;

use super::super::{Plan, Profil, Zeile, Zeilenart, templates};
use crate::data::record::value;
use crate::data::yaml::intake::Intake;
use crate::data::yaml::node::{self, Node};
use crate::diagnostic::{Diagnostic, Place, Sources};

/// A city in which papers can be begun.
#[derive(Debug)]
pub struct Stadt {
    /// Its folder below `templates/`.
    pub schluessel: String,
    /// Its profile.
    pub profil: Profil,
    /// The grades whose cost its own table knows.
    pub(super) bewertungen: BTreeSet<String>,
}

/// What came out of reading a city.
#[derive(Debug)]
pub struct Opened {
    /// The city, unless something is wrong with it.
    pub stadt: Option<Stadt>,
    /// What is wrong.
    pub diagnostics: Vec<Diagnostic>,
    /// Where it stands.
    pub sources: Sources,
}

/// The cities in which a paper in `folder` can be begun, in the order of their names.
pub fn staedte(folder: &Path) -> Vec<String> {
    templates::cities(folder)
}

/// Reads the city `name` for a paper in `folder`.
pub fn lesen(name: &str, folder: &Path) -> Opened {
    let intake = Intake::default();
    let asked = intake.add("--stadt", name);
    let place = Place { file: asked, range: 0..name.len() };
    let (templates, profil) = templates::load(name, &place, folder, &intake);
    let table = templates.personalkosten().and_then(|(_, file)| node::parse(file, &intake));
    let rows = table.as_ref().and_then(|table| table.get("saetze")).map(Node::items);
    let ids = rows.unwrap_or_default().iter().filter_map(|row| row.get("id")?.as_text());
    let bewertungen = ids.map(|id| id.trim().to_owned()).collect();
    let stadt = profil.filter(|_| intake.errors() == 0).map(|profil| Stadt {
        schluessel: name.to_owned(),
        profil,
        bewertungen,
    });
    let (sources, diagnostics) = intake.finish(&folder.display().to_string());
    Opened { stadt, diagnostics, sources }
}

impl Stadt {
    /// The first line that the city has under one of `keys`, else any of the same kind.
    pub(super) fn zeile(
        &self,
        keys: &[&str],
        plan: Plan,
        art: Zeilenart,
    ) -> Result<&str, Diagnostic> {
        let fits = |zeile: &Zeile| zeile.plan == plan && zeile.art == art;
        let named = keys.iter().filter_map(|key| self.profil.zeilen.get(*key));
        let any = self.profil.zeilen.values();
        let found = named.chain(any).find(|zeile| fits(zeile));
        found.map(|zeile| zeile.schluessel.as_str()).ok_or_else(|| self.without(plan, art))
    }

    fn without(&self, plan: Plan, art: Zeilenart) -> Diagnostic {
        let what = match (plan, art) {
            (Plan::Ergebnisplan, Zeilenart::Ertrag) => "für Erträge",
            (Plan::Ergebnisplan, Zeilenart::Aufwand) => "für Aufwendungen",
            (Plan::Finanzplan, Zeilenart::Ertrag) => "für Einzahlungen",
            (Plan::Finanzplan, Zeilenart::Aufwand) => "für Auszahlungen",
        };
        self.lacking(format!("Das Profil der Stadt hat keine Zeile {what}"), "zeilen")
    }

    /// The Teilplan that is asked for, or the first one.
    pub(super) fn teilplan<'a>(&'a self, asked: Option<&'a str>) -> Result<&'a str, Diagnostic> {
        let known = &self.profil.teilplaene;
        let first = known.keys().next().map(String::as_str);
        asked.or(first).ok_or_else(|| {
            self.lacking("Das Profil der Stadt hat keinen Teilplan".into(), "teilplaene")
        })
    }

    fn lacking(&self, message: String, section: &str) -> Diagnostic {
        let path = format!("templates/{}/profil.yaml", self.schluessel);
        Diagnostic::of_path("profil-unvollstaendig", path, message)
            .with_hint(format!("Ergänzen Sie den Eintrag unter `{section}:`."))
    }

    /// A number that looks like one of the city, made of `digit` and `year`.
    pub(super) fn nummer(&self, digit: char, year: i16) -> String {
        let form = self.profil.nummern.first().map_or("NNNN/JJJJ", String::as_str);
        let year = year.to_string();
        let cut = year.len().saturating_sub(form.matches('J').count());
        let mut years = year.chars().skip(cut);
        let letter = |letter| match letter {
            'N' => digit,
            'J' => years.next().unwrap_or(digit),
            other => other,
        };
        form.chars().map(letter).collect()
    }
}

/// The folder of the city that is called `name`.
pub fn city(name: &str) -> String {
    value::as_id(name)
}
