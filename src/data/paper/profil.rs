//! What a city calls things: its budget lines, Teilpläne and names.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::recht::Norm;
use crate::data::Art;
use crate::data::floor::wording::Wording;
use crate::data::record::choice::choice;
use crate::data::record::declare::record;
use crate::data::record::form::Form;
use crate::data::record::kinds::{
    Designation, List, Name, OneOf, OwnKey, PerId, PerWord, Shared, Text,
};
use crate::data::record::open::{Part, Record};
use crate::data::record::reads::{At, Declared, Path, Reads};
use crate::data::yaml::intake::Intake;
use crate::data::yaml::node::{Entry, Kind, Node};
use crate::diagnostic::Place;

record! {
    /// The profile of a city, `templates/<stadt>/profil.yaml`.
    #[derive(Default)]
    pub struct Profil, "Profil" {
        /// The folder that it inherits from, whose entries were put in before it was read.
        pub erbt: Option<String> = optional Name
            => "Erbt", "der Ordner unter `templates/`, dessen Dateien und Einträge gelten, wo \
                die Stadt nichts anderes sagt", "gemeinsam";
        /// Names and phrases for the templates, by key.
        pub namen: BTreeMap<String, String> = required PerWord<Text>
            => "Namen", "die Namen der Stadt für die Vorlagen";
        /// The lines of the Teilpläne by their key in data, such as `personal`.
        pub zeilen: BTreeMap<String, Arc<Zeile>> = required PerId<Shared<Zeile>>
            => "Zeilen", "die Zeilen der Teilpläne";
        /// The names of the Teilpläne by their number.
        pub teilplaene: BTreeMap<String, String> = required PerWord<Text>
            => "Teilpläne", "die Teilpläne: Nummer und Name";
        /// The form of a Finanzstelle, where the city has one: `Z` is a digit, `P` one of the
        /// Teilplan.
        pub finanzstelle: Option<String> = optional Designation
            => "Finanzstelle", "die Form einer Finanzstelle: `Z` ist eine Ziffer, `P` eine \
                Ziffer des Teilplans", "ZZZZ-PPPP-Z-ZZZZ";
        /// The forms that numbers of papers have, none where any will do: `N` and `J` are digits.
        pub nummern: Vec<String> = many List<Designation>
            => "Nummern", "die Formen der Vorlagennummern: `N` und `J` stehen für Ziffern",
                "[NNNN/JJJJ]";
        /// The kinds of paper by their key, such as `beschlussvorlage`.
        pub arten: BTreeMap<String, Arc<Art>> = required PerId<Shared<Art>>
            => "Arten", "die Arten von Vorlagen: Schlüssel und Name, oder darunter `name`, \
                `verlangt` und `ohne`";
        /// Provisions of law that clauses refer to, by their key, such as `ueberplanmaessig`.
        pub recht: BTreeMap<String, Norm> = many PerId<Norm>
            => "Recht", "die Vorschriften, auf die sich Klauseln berufen, mit ihrem Stand";
        /// What papers print around figures and prose; it stands in files of its own.
        pub wording: Wording = part Wording;
    }
}

impl Declared for Wording {
    const FORM: Form = Form::Records(&[]);
}

impl<K> Part<K> for Wording {
    type Value = Self;

    fn read(_record: &Record<'_, K>) -> Option<Self> {
        Some(Self::default())
    }
}

impl Profil {
    /// What the city calls a line of `plan`: `namen.zeile_ergebnisplan` or
    /// `namen.zeile_finanzplan`, or else just a line.
    pub fn zeilenwort(&self, plan: Plan) -> &str {
        let key = match plan {
            Plan::Ergebnisplan => "zeile_ergebnisplan",
            Plan::Finanzplan => "zeile_finanzplan",
        };
        self.namen.get(key).map_or(self.wording.say(&format!("tabelle.{key}")), String::as_str)
    }
}

record! {
    /// A line of a Teilplan.
    #[derive(PartialEq, Eq)]
    pub struct Zeile, "Zeile" {
        /// Its key in data, such as `personal`.
        pub schluessel: String = part OwnKey;
        /// Its number as printed, such as `11`.
        pub nummer: String = required Designation => "Nummer", "ihre Nummer", "11";
        /// Its name as printed.
        pub name: String = required Text => "Name", "ihr Name", "Personalaufwendungen";
        /// Whether it takes in or spends.
        pub art: Zeilenart = required OneOf<Zeilenart>
            => "Art", "`ertrag` oder `aufwand`", "aufwand";
        /// The plan it belongs to, which decides the wording.
        pub plan: Plan = required OneOf<Plan>
            => "Plan", "`ergebnisplan` oder `finanzplan`", "ergebnisplan";
        /// The Teilplan that it is of, where that is not the one of the paper.
        pub teilplan: Option<Teilplan> = part OfPaper;
    }
}

impl Zeile {
    /// The same line of another Teilplan than that of the paper: a line of its own, with sums of
    /// its own.
    #[must_use]
    pub fn of_teilplan(&self, teilplan: &Teilplan) -> Self {
        Self {
            schluessel: format!("{}-{}", teilplan.nummer, self.schluessel),
            teilplan: Some(teilplan.clone()),
            ..self.clone()
        }
    }

    /// What tells it from the lines of its plan: its number, before it that of another Teilplan.
    pub fn kennung(&self) -> String {
        match &self.teilplan {
            Some(teilplan) => format!("{}-{}", teilplan.nummer, self.nummer),
            None => self.nummer.clone(),
        }
    }
}

/// A line of a profile is of the Teilplan of whatever paper uses it.
#[derive(Debug)]
pub(in crate::data) struct OfPaper;

impl Declared for OfPaper {
    const FORM: Form = Form::Records(&[]);
}

impl<K> Part<K> for OfPaper {
    type Value = Option<Teilplan>;

    fn read(_record: &Record<'_, K>) -> Option<Self::Value> {
        Some(None)
    }
}

/// A Teilplan of the budget.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Teilplan {
    /// Its number as printed, such as `0504`.
    pub nummer: String,
    /// Its name, from the profile of the city.
    pub name: String,
}

choice! {
    /// Whether a line takes in or spends.
    pub enum Zeilenart {
        /// Erträge or Einzahlungen.
        Ertrag = "ertrag", "Ertrag", "Die Zeile nimmt ein.";
        /// Aufwendungen or Auszahlungen.
        Aufwand = "aufwand", "Aufwand", "Die Zeile gibt aus.";
    }
}

choice! {
    /// The plan a line belongs to; papers show them in this order.
    pub enum Plan {
        /// Erträge and Aufwendungen.
        Ergebnisplan = "ergebnisplan", "Ergebnisplan", "Erträge und Aufwendungen";
        /// Ein- and Auszahlungen.
        Finanzplan = "finanzplan", "Finanzplan",
            "Einzahlungen und Auszahlungen aus Investitionen";
    }
}

impl Plan {
    /// What a line of it is called where lines of both plans may stand.
    pub fn zeile(self) -> &'static str {
        match self {
            Self::Ergebnisplan => "Zeile",
            Self::Finanzplan => "Finanzplanzeile",
        }
    }
}

/// Reads the profile of a city.
pub(in crate::data) fn read(node: &Node, intake: &Intake) -> Option<Profil> {
    let mut own = node.clone();
    if let Kind::Mapping(entries) = &mut own.kind {
        for entry in entries.iter_mut().filter(|entry| entry.key.name == "zeilen") {
            entry.value = numbered(&entry.value, &node.place);
        }
    }
    <Profil as Reads<()>>::read(&own, &At { path: Path::of_file("profil"), known: &(), intake })
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
