//! What a city calls things: its budget lines, Teilpläne and names.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::arten;
use super::recht::{self, Norm};
use crate::data::Art;
use crate::data::floor::{self, words::Words};
use crate::data::record::form::{Form, Key, words};
use crate::data::record::meaning;
use crate::data::record::value;
use crate::data::record::{self, Field, Record};
use crate::data::yaml::intake::Intake;
use crate::data::yaml::node::{Entry, Kind, Node};
use crate::diagnostic::Place;

/// The profile of a city, `templates/<stadt>/profil.yaml`.
#[derive(Debug, Clone, Default)]
pub struct Profil {
    /// Names and phrases for the templates, by key.
    pub namen: BTreeMap<String, String>,
    /// The lines of the Teilpläne by their key in data, such as `personal`.
    pub zeilen: BTreeMap<String, Arc<Zeile>>,
    /// The names of the Teilpläne by their number.
    pub teilplaene: BTreeMap<String, String>,
    /// The form of a Finanzstelle, where the city has one: `Z` is a digit, `P` one of the
    /// Teilplan.
    pub finanzstelle: Option<String>,
    /// The forms that numbers of papers have, none where any will do: `N` and `J` are digits.
    pub nummern: Vec<String>,
    /// The kinds of paper by their key, such as `beschlussvorlage`.
    pub arten: BTreeMap<String, Arc<Art>>,
    /// Provisions of law that clauses refer to, by their key, such as `ueberplanmaessig`.
    pub recht: BTreeMap<String, Norm>,
    /// What papers print around figures and prose.
    pub words: Words,
}

impl Profil {
    /// What the city calls a line of `plan`: `namen.zeile_ergebnisplan` or
    /// `namen.zeile_finanzplan`, or else just a line.
    pub fn zeilenwort(&self, plan: Plan) -> &str {
        let key = match plan {
            Plan::Ergebnisplan => "zeile_ergebnisplan",
            Plan::Finanzplan => "zeile_finanzplan",
        };
        self.namen.get(key).map_or("Zeile", String::as_str)
    }
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Plan {
    /// Erträge and Aufwendungen.
    Ergebnisplan,
    /// Ein- and Auszahlungen.
    Finanzplan,
}

impl Plan {
    /// The plans in the order in which papers show them.
    pub const ALL: [Self; 2] = [Self::Ergebnisplan, Self::Finanzplan];

    /// What a line of it is called where lines of both plans may stand.
    pub fn zeile(self) -> &'static str {
        match self {
            Self::Ergebnisplan => "Zeile",
            Self::Finanzplan => "Finanzplanzeile",
        }
    }
}

pub(in crate::data) const FIELDS: &[Field] = &[
    Field::optional(
        floor::KEY,
        "gemeinsam",
        "der Ordner unter `templates/`, dessen Dateien und Einträge gelten, wo die Stadt nichts \
            anderes sagt",
    )
    .takes(Form::Id),
    Field::required("namen", "", "die Namen der Stadt für die Vorlagen")
        .takes(Form::Map(Key::Any, &Form::Text)),
    Field::required("zeilen", "", "die Zeilen der Teilpläne")
        .takes(Form::Map(Key::Id, &Form::Record(ZEILE))),
    Field::required("teilplaene", "", "die Teilpläne: Nummer und Name")
        .takes(Form::Map(Key::Any, &Form::Text)),
    Field::optional(
        "finanzstelle",
        "ZZZZ-PPPP-Z-ZZZZ",
        "die Form einer Finanzstelle: `Z` ist eine Ziffer, `P` eine Ziffer des Teilplans",
    )
    .takes(Form::Text),
    Field::optional(
        "nummern",
        "[NNNN/JJJJ]",
        "die Formen der Vorlagennummern: `N` und `J` stehen für Ziffern",
    )
    .takes(Form::List(&Form::Text)),
    Field::required(
        "arten",
        "",
        "die Arten von Vorlagen: Schlüssel und Name, oder darunter `name`, `verlangt` und `ohne`",
    )
    .takes(Form::Map(Key::Id, &Form::Either(&[Form::Text, Form::Record(arten::FIELDS)]))),
    Field::optional(
        "recht",
        "",
        "die Vorschriften, auf die sich Klauseln berufen, mit ihrem Stand",
    )
    .takes(Form::Map(Key::Id, &Form::Record(recht::NORM))),
];

pub(in crate::data) const ZEILE: &[Field] = &[
    Field::required("nummer", "11", "ihre Nummer").takes(Form::Text),
    Field::required("name", "Personalaufwendungen", "ihr Name").takes(Form::Text),
    Field::required("art", "aufwand", "`ertrag` oder `aufwand`")
        .takes(Form::Choice(|| words(ARTEN, meaning::zeilenart))),
    Field::required("plan", "ergebnisplan", "`ergebnisplan` oder `finanzplan`")
        .takes(Form::Choice(|| words(PLAENE, meaning::plan))),
];

const ARTEN: &[(&str, Zeilenart)] =
    &[("ertrag", Zeilenart::Ertrag), ("aufwand", Zeilenart::Aufwand)];

const PLAENE: &[(&str, Plan)] =
    &[("ergebnisplan", Plan::Ergebnisplan), ("finanzplan", Plan::Finanzplan)];

/// Reads the profile of a city.
pub(in crate::data) fn read(node: &Node, intake: &Intake) -> Option<Profil> {
    let record = Record::open(node, "profil", FIELDS, intake)?;
    let namen = record.read_map("namen", read_name);
    let zeilen = record.node("zeilen").map(|zeilen| numbered(zeilen, &node.place));
    let zeilen = zeilen.map(|zeilen| record::map(&zeilen, intake, read_zeile));
    let zeilen = zeilen.unwrap_or_else(|| Some(BTreeMap::new()));
    let teilplaene = record.read_map("teilplaene", read_name);
    let finanzstelle = record.read_optional("finanzstelle", value::text);
    let nummern = record.read_list("nummern", value::text);
    let arten = record.read_map("arten", |entry, intake| {
        let (schluessel, art) = arten::read(entry, intake)?;
        Some((schluessel, Arc::new(art)))
    });
    let recht = record.read_map("recht", recht::read);
    Some(Profil {
        namen: namen?,
        zeilen: zeilen?,
        teilplaene: teilplaene?,
        finanzstelle: finanzstelle?,
        nummern: nummern?,
        arten: arten?,
        recht: recht?,
        words: Words::default(),
    })
}

/// The lines of `zeilen` that a city has: its own, which stand in the file of `profil`, and the
/// inherited ones to which it gives a number.
fn numbered(zeilen: &Node, profil: &Place) -> Node {
    let mut own = zeilen.clone();
    if let Kind::Mapping(entries) = &mut own.kind {
        entries.retain(|Entry { value, .. }| {
            value.place.file == profil.file || value.get("nummer").is_some()
        });
    }
    own
}

fn read_name(entry: &Entry, intake: &Intake) -> Option<(String, String)> {
    Some((entry.key.name.clone(), value::text(&entry.value, intake)?))
}

fn read_zeile(entry: &Entry, intake: &Intake) -> Option<(String, Arc<Zeile>)> {
    let schluessel = entry.key.name.clone();
    value::key_id(&entry.key, intake)?;
    let record = Record::open(&entry.value, &format!("zeilen.{schluessel}"), ZEILE, intake)?;
    let nummer = record.read("nummer", value::text);
    let name = record.read("name", value::text);
    let art = record.read("art", |node, intake| value::choice(node, ARTEN, intake));
    let plan = record.read("plan", |node, intake| value::choice(node, PLAENE, intake));
    let zeile = Zeile {
        schluessel: schluessel.clone(),
        nummer: nummer?,
        name: name?,
        art: art?,
        plan: plan?,
    };
    Some((schluessel, Arc::new(zeile)))
}
