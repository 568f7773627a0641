//! What the words of a table mean in the data of a paper.
//!
//! An office writes `E 13 TVöD` and `Träger` where the data say `e13` and `traeger`;
//! both are understood. A word that means nothing, or two things, is asked back.

use super::cell;
use super::columns::{Column, spelt};
use super::rows::Value;
use super::sheet::Cell;
use crate::data::node::Node;
use crate::data::stellen::BEI;
use crate::data::zeitraeume::OPEN;
use crate::data::{Paper, Plan, Zeilenart, value};
use crate::diagnostic::{Diagnostic, nearest};

/// A name of the data and the other names under which it is known.
type Name = (String, Vec<String>);

/// The names that a paper knows.
pub(super) struct Names {
    kostensaetze: Vec<Name>,
    /// Grades of Stellen that cost nothing here.
    ohne_satz: Vec<String>,
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
        Self {
            kostensaetze: kostensaetze(paper, [tree.get("personalkosten"), city]),
            ohne_satz: ohne_satz(paper),
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
            bei: BEI.iter().map(|(key, _)| ((*key).to_owned(), vec![])).collect(),
        }
    }

    /// What `cell` says in `column`.
    pub(super) fn read(&self, column: Column, cell: &Cell) -> Result<Value, Diagnostic> {
        let known = |what, names| Ok(Value::Text(find(cell, what, names)?));
        match column {
            Column::Anteil | Column::AnteilIn(_) => cell::anteil(cell).map(Value::Anteil),
            Column::Bis if is_open(cell) => Ok(Value::Text(OPEN.to_owned())),
            Column::Von | Column::Bis => cell::day(cell).map(Value::Tag),
            Column::Funktion => cell::text(cell).map(Value::Text),
            Column::Kennung | Column::Rolle => id(cell).map(Value::Text),
            Column::Bewertung => match cell::text(cell)? {
                text if self.ohne_satz.contains(&spelt(&text)) => Ok(Value::Bewertung(text)),
                _ => known("Die Bewertung", &self.kostensaetze),
            },
            Column::Baustein => known("Der Förderbaustein", &self.bausteine),
            Column::Zeile => known("Die Teilplanzeile", &self.zeilen),
            Column::Zeitraum => known("Der Zeitraum", &self.zeitraeume),
            Column::Bei => known("Der Anstellungsträger", &self.bei),
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
fn ohne_satz(paper: &Paper) -> Vec<String> {
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
    let better = value::as_id(&text);
    Err(if value::is_id(&better) {
        finding.with_hint(format!("Schreiben Sie zum Beispiel `{better}`."))
    } else {
        finding
    })
}

/// The name of the data that `cell` means.
fn find(cell: &Cell, what: &str, names: &[Name]) -> Result<String, Diagnostic> {
    let text = cell::text(cell)?;
    let (spelt_text, as_id) = (spelt(&text), value::as_id(&text));
    if let Some((key, _)) = names.iter().find(|(key, _)| [&spelt_text, &as_id].contains(&key)) {
        return Ok(key.clone());
    }
    let is_meant = |name: &&Name| name.1.iter().any(|other| spelt(other) == spelt_text);
    let meant: Vec<&Name> = names.iter().filter(is_meant).collect();
    match meant.as_slice() {
        [(key, _)] => Ok(key.clone()),
        [] => Err(unknown(cell, what, &text, names)),
        several => {
            let what = format!("{what} „{}“ ist mehrdeutig", value::shown(&text));
            let keys = value::quoted(several.iter().map(|(key, _)| key.as_str()));
            let finding = cell.wrong("import-mehrdeutig", &what);
            Err(finding.with_hint(format!("So heißen {keys}; nennen Sie die Kennung.")))
        }
    }
}

fn unknown(cell: &Cell, what: &str, text: &str, names: &[Name]) -> Diagnostic {
    let message = format!("{what} „{}“ ist in den Daten nicht bekannt", value::shown(text));
    let finding = cell.wrong("import-unbekannt", &message);
    let all = names.iter().flat_map(|(key, others)| others.iter().chain([key]));
    if let Some(near) = nearest(text, all.map(String::as_str)) {
        return finding.with_hint(format!("Meinten Sie „{near}“?"));
    }
    let keys = value::quoted(names.iter().take(12).map(|(key, _)| key.as_str()));
    finding.with_hint(if names.is_empty() {
        "In den Daten ist dazu noch nichts eingetragen; tragen Sie es dort ein.".to_owned()
    } else {
        format!("Es gibt {keys}; ist es neu, tragen Sie es zuerst in den Daten ein.")
    })
}
