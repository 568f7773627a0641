//! Says in German what a change changes, and what it was and is: by the title of its entry,
//! the words of its keys, and values as papers print them.
//!
//! Amounts, quantities and percentages are figures, given where they were typed, so that a
//! paper can print them.

use rust_decimal::Decimal;

use super::typed_values::{ChangedValue, ValueFate};
use crate::compare::bridge::end::End;
use crate::compare::bridge::steps::{Change, inside};
use crate::data::{
    Content, Paper, Posten, TypedKind, TypedValue, Wording, entry_title, key_title, word_label,
};
use crate::diagnostic::Place;
use crate::document::Titles;
use crate::document::marks;
use crate::document::written::{self, Style};
use crate::finance::{Derivation, Figure, Figures, Frame, Name, Rounding, Subject, Unit};
use crate::german::capitalized;
use crate::money::Exact;

/// Stands for nothing.
const NOTHING: &str = "–";

/// Beyond so many entries a group is told by its beginning.
const ENTRIES: usize = 6;

/// What the changes of one step are called; their numbers become figures.
pub(in crate::compare) struct Naming<'a> {
    pub(in crate::compare) figures: &'a mut Figures,
    pub(in crate::compare) old: End<'a>,
    pub(in crate::compare) new: End<'a>,
    /// The number of the step.
    pub(in crate::compare) step: usize,
    /// How many figures were added for it.
    pub(in crate::compare) numbers: usize,
}

/// What is changed, and whether it is an entry as a whole.
struct Changed {
    text: String,
    is_whole: bool,
}

impl<'a> Naming<'a> {
    /// The words of the new paper.
    fn wording(&self) -> &'a Wording {
        &self.new.paper.profil.wording
    }

    /// A word about what was typed.
    fn fill(&self, key: &str, filled: &[(&str, &str)]) -> String {
        self.wording().fill(&format!("eingaben.{key}"), filled)
    }

    /// What `aenderung` changes, on one line and without what it was and is.
    pub(in crate::compare) fn title(&self, change: &Change) -> String {
        let Change::TypedValue(of) = change else { return self.fill("stadt", &[]) };
        self.name(of).text
    }

    /// `aenderung` in words.
    pub(in crate::compare) fn naming(&mut self, change: &Change) -> String {
        let Change::TypedValue(of) = change else {
            return self.fill("stadt_genau", &[]);
        };
        let Changed { text: name, is_whole } = self.name(of);
        let (old, new) = (self.old, self.new);
        match of.was {
            ValueFate::Changed => {
                let before = self.value(of, old).unwrap_or_else(|| NOTHING.to_owned());
                let after = self.value(of, new).unwrap_or_else(|| NOTHING.to_owned());
                format!("{name}: {before} → {after}")
            }
            ValueFate::New => match self.value(of, new).filter(|_| !is_whole) {
                Some(value) => self.fill("neu_mit", &[("name", &name), ("wert", &value)]),
                None => self.fill("neu", &[("name", &name)]),
            },
            ValueFate::Gone => match self.value(of, old).filter(|_| !is_whole) {
                Some(value) => self.fill("entfaellt_mit", &[("name", &name), ("wert", &value)]),
                None => self.fill("entfaellt", &[("name", &name)]),
            },
            ValueFate::Reordered => self.fill("umgestellt", &[("name", &name)]),
        }
    }

    /// What is changed; titles are those of the new paper, or else of the old.
    fn name(&self, of: &ChangedValue) -> Changed {
        let papers = [self.new.paper, self.old.paper];
        let (titled, below) = match of.schluessel.as_slice() {
            [_, section, id, below @ ..]
                if let Some(title) = of_group(self.wording(), section, id) =>
            {
                (Some(title), below)
            }
            [section, id, below @ ..] => {
                (papers.iter().find_map(|paper| title(self.wording(), paper, section, id)), below)
            }
            all => (None, all),
        };
        let (first, keys) = match titled {
            Some(title) => (title, below),
            None => match of.schluessel.as_slice() {
                [] => (String::new(), [].as_slice()),
                [section, below @ ..] => {
                    (titled_key(self.wording(), std::slice::from_ref(section)), below)
                }
            },
        };
        let is_whole = keys.is_empty();
        let mut text = first;
        let next = keys.iter().skip(1).map(Some).chain([None]);
        let above = of.schluessel.len() - keys.len();
        for ((index, key), next) in keys.iter().enumerate().zip(next) {
            let path = of.schluessel.get(..=above + index).unwrap_or_default();
            let has_entry = next.is_some_and(|next| is_number(next) && !is_year(next));
            match key.as_str() {
                key if is_number(key) => text.push_str(&format!(" {key}")),
                key if is_day(key) => {
                    text = self.fill("ab_tag", &[("wert", &text), ("tag", key)]);
                }
                _ if has_entry => {
                    text.push_str(&format!(", {}", titled_entry(self.wording(), path)))
                }
                _ => text.push_str(&format!(", {}", titled_key(self.wording(), path))),
            }
        }
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        Changed { text, is_whole }
    }

    /// What `end` has typed under the path of `of`; nothing where that is nothing.
    fn value(&mut self, of: &ChangedValue, end: End<'_>) -> Option<String> {
        let (name, path) = of.schluessel.split_last()?;
        let found = inside(end.typed_values, path)?.iter().find(|own| own.name == *name)?;
        let text = self.said(&of.schluessel, found, end.paper);
        (!text.is_empty()).then_some(text)
    }

    /// What stands at `of`, whose path is `path`.
    fn said(&mut self, path: &[String], of: &TypedValue, paper: &Paper) -> String {
        match &of.content {
            Content::NamedValue(text) => self.single(path, text, &of.place, paper),
            Content::Group(entries) => self.group(path, entries, paper),
            Content::List(entries) => {
                let all = entries.iter().take(ENTRIES);
                let all: Vec<String> = all.map(|of| self.below(path, of, paper)).collect();
                shortened(all, entries.len(), "; ")
            }
        }
    }

    fn below(&mut self, path: &[String], of: &TypedValue, paper: &Paper) -> String {
        let path: Vec<String> = path.iter().cloned().chain([of.name.clone()]).collect();
        self.said(&path, of, paper)
    }

    /// Keys with their values; of a year, or from a day on, the value comes first.
    fn group(&mut self, path: &[String], entries: &[TypedValue], paper: &Paper) -> String {
        let mut all = Vec::new();
        for entry in entries.iter().take(ENTRIES) {
            let value = self.below(path, entry, paper);
            let key = || {
                let path: Vec<String> = path.iter().chain([&entry.name]).cloned().collect();
                titled_key(&self.new.paper.profil.wording, &path)
            };
            all.push(match entry.name.as_str() {
                _ if value.is_empty() => key(),
                name if is_year(name) => format!("{value} ({name})"),
                name if is_day(name) => self.fill("ab_tag_an", &[("wert", &value), ("tag", name)]),
                _ => format!("{} {value}", key()),
            });
        }
        shortened(all, entries.len(), ", ")
    }

    /// The single value `text`, as a figure where it counts something.
    fn single(&mut self, path: &[String], text: &str, place: &Place, paper: &Paper) -> String {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let is_of_stelle = path.first().is_some_and(|of| of == "stellen");
        let unit = match TypedKind::of(path, &text) {
            TypedKind::Betrag => Unit::Euro,
            TypedKind::Prozent => Unit::Percent,
            TypedKind::Menge if is_of_stelle => Unit::Stellen,
            TypedKind::Menge => Unit::Count,
            TypedKind::Name => {
                let named = path.last().and_then(|key| named(self.wording(), paper, key, &text));
                let own = self.wording().find(&format!("auswahl.{text}"));
                let word = || own.or_else(|| word_label(path, &text)).map(str::to_owned);
                return named.or_else(word).unwrap_or_else(|| text.replace('_', " "));
            }
            TypedKind::Text if path.last().is_some_and(|key| key == "nutzungsdauer") => {
                return self.fill("jahre", &[("anzahl", &text)]);
            }
            TypedKind::Text => return text,
        };
        self.figure(&text, unit, place).unwrap_or(text)
    }

    /// The number `text` as a marked figure.
    fn figure(&mut self, text: &str, unit: Unit, place: &Place) -> Option<String> {
        let mut value: Decimal = text.trim_end_matches('%').trim_end().parse().ok()?;
        if unit == Unit::Euro && value.scale() > 0 {
            value.rescale(value.scale().max(2));
        }
        self.numbers += 1;
        let id = self.figures.add(Figure {
            name: Subject::Input.aspect(self.step).aspect(self.numbers).within(Frame::Bridge),
            exact: Exact::from(value),
            value,
            unit,
            derivation: Derivation::Given { place: place.clone(), source: None },
            rounding: Rounding::Exact,
        });
        let printed = written::figure(self.figures.get(id), Style::Full)?;
        Some(marks::mark(id, &printed))
    }
}

/// The first of `count` texts, and that there are more.
fn shortened(all: Vec<String>, count: usize, between: &str) -> String {
    let more = if count > all.len() { format!("{between}…") } else { String::new() };
    all.join(between) + &more
}

/// What the key that ends `path` is called, as declared or else as the clerk calls it.
fn titled_key(wording: &Wording, path: &[String]) -> String {
    let key = path.last().map_or("", String::as_str);
    let own = wording.find(&format!("schluessel.{key}"));
    own.or_else(|| key_title(path)).map_or_else(|| given(wording, key), str::to_owned)
}

/// What one entry of the list at `path` is called.
fn titled_entry(wording: &Wording, path: &[String]) -> String {
    let key = path.last().map_or("", String::as_str);
    let own = wording.find(&format!("eintraege.{key}"));
    own.or_else(|| entry_title(path)).map_or_else(|| titled_key(wording, path), str::to_owned)
}

/// A name that somebody gave in the data as a reader of papers writes it: with a capital letter,
/// and umlauts where they are known.
fn given(wording: &Wording, name: &str) -> String {
    let own = wording.find(&format!("benannt.{name}"));
    own.map_or_else(|| capitalized(&name.replace('_', " ")), str::to_owned)
}

fn is_year(name: &str) -> bool {
    name.len() == 4 && is_number(name)
}

fn is_number(name: &str) -> bool {
    name.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_day(name: &str) -> bool {
    let parts: Vec<&str> = name.split('.').collect();
    parts.len() == 3 && parts.iter().all(|part| is_number(part))
}

/// What the record `name` is called, to which the key `key` refers.
fn named(wording: &Wording, paper: &Paper, key: &str, name: &str) -> Option<String> {
    Some(match key {
        "kostensatz" => paper.kostensaetze.iter().find(|of| of.id == name)?.bezeichnung.clone(),
        "steigerung" | "rolle" => {
            wording.fill("eingaben.benannt", &[("name", &given(wording, name))])
        }
        "zeile" => Titles::of(paper).title(&Name::from(&**paper.profil.zeilen.get(name)?)),
        "zeitraum" => {
            let zeitraum = &paper.programm.zeitraeume.get(name)?.value;
            let von = written::date(zeitraum.von());
            if zeitraum.is_open() {
                wording.fill("eingaben.ab", &[("tag", &von)])
            } else {
                let bis = written::date(zeitraum.bis());
                wording.fill("eingaben.von_bis", &[("von", &von), ("bis", &bis)])
            }
        }
        _ => return None,
    })
}

/// The title of the entry `id` of the group `section`.
fn of_group(wording: &Wording, section: &str, id: &str) -> Option<String> {
    let key = match section {
        "zeitraeume" => "eingaben.zeitraum",
        "bausteine" => "eingaben.baustein",
        "jahre" => return Some(wording.fill("allgemein.haushaltsjahr", &[("jahr", id)])),
        _ => return None,
    };
    Some(wording.fill(key, &[("name", &given(wording, id))]))
}

/// The title of the entry `id` of `section`.
fn title(wording: &Wording, paper: &Paper, section: &str, id: &str) -> Option<String> {
    let posten = |name: Name| paper.posten().find(|of| Name::from(*of) == name).map(Posten::title);
    Some(match section {
        "stellen" => {
            paper.stellen.iter().find(|of| of.id.value == id).map(|of| of.funktion.clone())?
        }
        "kosten" => posten(Name::kosten(id))?.to_owned(),
        "investitionen" => posten(Name::investition(id))?.to_owned(),
        "zuwendungen" => {
            wording.fill("tabelle.zuwendung_von", &[("geber", posten(Name::zuwendung(id))?)])
        }
        "kostensaetze" => {
            let found = paper.kostensaetze.iter().find(|of| of.id == id)?;
            wording.fill("eingaben.kostensatz", &[("name", &found.bezeichnung)])
        }
        "steigerungen" => wording.fill("eingaben.steigerung", &[("name", &given(wording, id))]),
        _ => return None,
    })
}
