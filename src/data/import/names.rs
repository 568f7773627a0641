//! What the words of a table mean in the data of a paper.
//!
//! An office writes `E 13 TVöD` and `Träger` where the data say `e13` and `traeger`;
//! both are understood. A word that means nothing, or two things, is asked back.

use std::collections::BTreeSet;

use super::cell;
use super::columns::{Column, composed, spelt};
use super::row::Value;
use super::sheet::Cell;
use crate::data::paper::check;
use crate::data::paper::zeitraeume::OPEN;
use crate::data::record::value;
use crate::data::yaml::node::Node;
use crate::data::{Bei, Paper, Plan, Zeilenart};
use crate::diagnostic::{Diagnostic, nearest};

/// A name of the data and the other names under which it is known.
type Name = (String, Vec<String>);

/// What a word of a table stands for.
#[derive(Clone, Copy)]
struct Thing {
    /// As the subject of a sentence.
    name: &'static str,
    /// Where the data say which there are, unless all papers have the same.
    section: Option<&'static str>,
}

const BEWERTUNG: Thing =
    Thing { name: "Die Bewertung", section: Some("unter `kostensaetze` oder `personalkosten`") };
const ROLLE: Thing = Thing { name: "Die Rolle", section: Some("bei der Stelle") };
const BAUSTEIN: Thing =
    Thing { name: "Der Förderbaustein", section: Some("unter `programm.bausteine`") };
const ZEITRAUM: Thing =
    Thing { name: "Der Zeitraum", section: Some("unter `programm.zeitraeume`") };
const ZEILE: Thing = Thing { name: "Die Teilplanzeile", section: None };
const BEI_WEM: Thing = Thing { name: "Der Anstellungsträger", section: None };

/// The names that a paper knows.
pub(super) struct Names {
    /// The ids of the Stellen.
    stellen: Vec<String>,
    /// The roles of Stellen, and those that grants or costs count.
    rollen: Vec<Name>,
    kostensaetze: Vec<Name>,
    /// Grades of Stellen that cost nothing here.
    without_satz: Vec<String>,
    bausteine: Vec<Name>,
    zeilen: Vec<Name>,
    zeitraeume: Vec<Name>,
    bei: Vec<Name>,
}

impl Names {
    /// The names of `paper`, whose values are `tree` and whose city has the personnel costs
    /// `city`.
    pub(super) fn of(paper: &Paper, tree: &Node, city: Option<&Node>) -> Self {
        let bausteine = paper.programm.bausteine.iter();
        let zeilen =
            paper.profil.zeilen.values().filter(|zeile| {
                (zeile.plan, zeile.art) == (Plan::Ergebnisplan, Zeilenart::Aufwand)
            });
        let own = paper.stellen.iter().map(|stelle| stelle.rolle.as_str());
        let rollen: BTreeSet<&str> = own.chain(check::counted_roles(paper)).collect();
        Self {
            stellen: paper.stellen.iter().map(|stelle| stelle.id.value.clone()).collect(),
            rollen: rollen.into_iter().map(|rolle| (rolle.to_owned(), vec![])).collect(),
            kostensaetze: kostensaetze(paper, [tree.get("personalkosten"), city]),
            without_satz: without_satz(paper),
            bausteine: bausteine
                .map(|baustein| {
                    (baustein.id.clone(), vec![baustein.name.clone(), baustein.nummer.clone()])
                })
                .collect(),
            zeilen: zeilen
                .map(|zeile| {
                    let both = format!("{} {}", zeile.nummer, zeile.name);
                    let others = vec![zeile.nummer.clone(), zeile.name.clone(), both];
                    (zeile.schluessel.clone(), others)
                })
                .collect(),
            zeitraeume: paper.programm.zeitraeume.keys().map(|key| (key.clone(), vec![])).collect(),
            bei: Bei::ALL.iter().map(|bei| (bei.schluessel().to_owned(), vec![])).collect(),
        }
    }

    /// What `cell` says in `column`.
    pub(super) fn read(&self, column: Column, cell: &Cell) -> Result<Value, Diagnostic> {
        let known = |what, names| Ok(Value::Text(find(cell, what, names)?));
        match column {
            Column::Anteil | Column::AnteilIn(_) | Column::AnteilAb(_) => {
                cell::anteil(cell).map(Value::Anteil)
            }
            Column::Bis if is_open(cell) => Ok(Value::Text(OPEN.to_owned())),
            Column::Von | Column::Bis => cell::day(cell).map(Value::Tag),
            Column::Funktion | Column::Alternativ => cell::text(cell).map(Value::Text),
            Column::Kennung => self.kennung(cell).map(Value::Text),
            Column::Rolle => self.rolle(cell).map(Value::Text),
            Column::Bewertung => match cell::text(cell)? {
                text if self.without_satz.contains(&spelt(&text)) => Ok(Value::Bewertung(text)),
                _ => known(BEWERTUNG, &self.kostensaetze),
            },
            Column::Baustein => known(BAUSTEIN, &self.bausteine),
            Column::Zeile => known(ZEILE, &self.zeilen),
            Column::Zeitraum => known(ZEITRAUM, &self.zeitraeume),
            Column::Bei => known(BEI_WEM, &self.bei),
        }
    }

    /// Whether `cell` names a Stelle of the data.
    pub(super) fn is_stelle(&self, cell: &Cell) -> bool {
        self.kennung(cell).is_ok_and(|id| self.stellen.contains(&id))
    }

    /// Whether the data know `rolle`.
    pub(super) fn has_rolle(&self, rolle: &str) -> bool {
        self.rollen.iter().any(|(known, _)| known == rolle)
    }

    /// The id of a Stelle, known or new; a spreadsheet may have made its first letter a
    /// capital.
    fn kennung(&self, cell: &Cell) -> Result<String, Diagnostic> {
        let as_id = value::as_id(&composed(&cell::text(cell)?));
        if self.stellen.contains(&as_id) {
            return Ok(as_id);
        }
        id(cell).map_err(|finding| {
            finding.with_hint(
                "Ist die Zeile keine Stelle, leeren Sie diese Zelle; eine Zeile, die nur \
                    zusammenzählt, beginnt mit „Summe“.",
            )
        })
    }

    /// A role, known or new. What is nearly a known one is no new one: a slip would
    /// silently lose a grant.
    fn rolle(&self, cell: &Cell) -> Result<String, Diagnostic> {
        let text = cell::text(cell)?;
        let as_id = value::as_id(&composed(&text));
        if self.has_rolle(&as_id) {
            return Ok(as_id);
        }
        let near = check::slip(&as_id, self.rollen.iter().map(|(known, _)| known.as_str()));
        match near {
            Some(_) => Err(unknown(cell, ROLLE, &text, &self.rollen)),
            None => id(cell),
        }
    }
}

/// The annual costs of grades: those of `paper`, then those of `tables` that it lacks.
fn kostensaetze(paper: &Paper, tables: [Option<&Node>; 2]) -> Vec<Name> {
    let own = paper.kostensaetze.iter();
    let mut names: Vec<Name> =
        own.map(|satz| (satz.id.clone(), vec![satz.bezeichnung.clone()])).collect();
    for item in
        tables.into_iter().flatten().filter_map(|table| table.get("saetze")).flat_map(Node::items)
    {
        let text =
            |key: &str| item.get(key).and_then(Node::as_text).map(|text| text.trim().to_owned());
        if let (Some(id), Some(bezeichnung)) = (text("id"), text("bezeichnung"))
            && !names.iter().any(|(known, _)| *known == id)
        {
            names.push((id, vec![bezeichnung]));
        }
    }
    names
}

/// The grades of Stellen without annual costs, unless a grade with costs is called the same.
fn without_satz(paper: &Paper) -> Vec<String> {
    let stellen = paper.stellen.iter().filter(|stelle| !stelle.kostet());
    let grades = stellen.map(|stelle| spelt(&stelle.grad));
    let is_costed =
        |grade: &String| paper.kostensaetze.iter().any(|satz| spelt(&satz.bezeichnung) == *grade);
    grades.filter(|grade| !is_costed(grade)).collect()
}

/// Whether the last day is said to be none.
fn is_open(cell: &Cell) -> bool {
    cell::text(cell).is_ok_and(|text| spelt(&text) == OPEN)
}

/// A name that data can have.
fn id(cell: &Cell) -> Result<String, Diagnostic> {
    let text = cell::text(cell)?;
    if value::is_id(&text) {
        return Ok(text);
    }
    let finding = cell
        .wrong("import-kennung", &format!("„{}“ ist keine Kennung", value::shown(&text)))
        .with_hint(
            "Eine Kennung besteht aus kleinen Buchstaben ohne Umlaute, Ziffern und `_` und \
                beginnt mit einem Buchstaben.",
        );
    let better = value::as_id(&composed(&text));
    Err(if value::is_id(&better) {
        finding.with_hint(format!("Schreiben Sie zum Beispiel `{better}`."))
    } else {
        finding
    })
}

/// The name of the data that `cell` means. An office sets its spaces as it likes: `E13` and
/// `E 13` are the same.
fn find(cell: &Cell, thing: Thing, names: &[Name]) -> Result<String, Diagnostic> {
    let text = cell::text(cell)?;
    let (squeezed_text, as_id) = (squeezed(&text), value::as_id(&composed(&text)));
    let is_key = |key: &str| squeezed(key) == squeezed_text || key == as_id;
    if let Some((key, _)) = names.iter().find(|(key, _)| is_key(key)) {
        return Ok(key.clone());
    }
    let is_meant = |name: &&Name| name.1.iter().any(|other| squeezed(other) == squeezed_text);
    let meant: Vec<&Name> = names.iter().filter(is_meant).collect();
    match meant.as_slice() {
        [(key, _)] => Ok(key.clone()),
        [] => Err(unknown(cell, thing, &text, names)),
        several => {
            let what = format!("{} „{}“ ist mehrdeutig", thing.name, value::shown(&text));
            let keys = value::quoted(several.iter().map(|(key, _)| key.as_str()));
            let finding = cell.wrong("import-mehrdeutig", &what);
            Err(finding.with_hint(format!("So heißen {keys}; nennen Sie die Kennung.")))
        }
    }
}

/// `text` in small letters and without spaces.
fn squeezed(text: &str) -> String {
    spelt(text).replace(' ', "")
}

fn unknown(cell: &Cell, thing: Thing, text: &str, names: &[Name]) -> Diagnostic {
    let what = format!("{} „{}“ ist in den Daten nicht bekannt", thing.name, value::shown(text));
    let finding = cell.wrong("import-unbekannt", &what);
    let all = names.iter().flat_map(|(key, others)| others.iter().chain([key]));
    let keys = value::quoted(names.iter().take(12).map(|(key, _)| key.as_str()));
    let finding = match nearest(text, all.map(String::as_str)) {
        Some(near) => finding.with_hint(format!("Meinten Sie „{near}“?")),
        None if names.is_empty() => finding,
        None => finding.with_hint(format!("Es gibt {keys}.")),
    };
    match thing.section {
        Some(section) => finding.with_hint(format!(
            "Ist etwas Neues gemeint, tragen Sie es zuerst in den Daten {section} ein."
        )),
        None => finding,
    }
}
