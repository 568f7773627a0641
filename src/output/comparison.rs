//! Writes a comparison as JSON: every value as text, every figure with its name.
//!
//! Keys and their order are stable; what is not there is `null`.

use serde::Serialize;

use super::{bridge, json};
use crate::compare::{
    self, ChangedValue, Comparison, Counterpart, Fate, Feature, Item, Number, Passage, Section,
    ValueFate,
};
use crate::diagnostic::{Place, Sources};
use crate::finance::{FigureId, Figures, Unit};

#[derive(Serialize)]
struct Json {
    alt: String,
    neu: String,
    gleich: bool,
    eingaben: Vec<TypedValue>,
    stellen: Vec<ChangedItem>,
    beratungsfolge: Vec<ChangedItem>,
    zahlen: Vec<Figure>,
    bruecke: bridge::Json,
    abschnitte: Vec<ChangedSection>,
    szenariotexte: Vec<String>,
}

#[derive(Serialize)]
struct TypedValue {
    pfad: String,
    was: &'static str,
    alt: Option<String>,
    neu: Option<String>,
    alt_ort: Option<String>,
    neu_ort: Option<String>,
}

#[derive(Serialize)]
struct ChangedItem {
    name: String,
    was: &'static str,
    angaben: Vec<Said>,
}

#[derive(Serialize)]
struct Said {
    was: String,
    alt: String,
    neu: String,
}

#[derive(Serialize)]
struct Figure {
    id: String,
    bezeichnung: String,
    jahr: Option<String>,
    einheit: &'static str,
    alt: Option<String>,
    neu: Option<String>,
    differenz: Option<String>,
}

#[derive(Serialize)]
struct ChangedSection {
    abschnitt: Vec<String>,
    was: &'static str,
    fundstellen: Vec<Part>,
}

#[derive(Serialize)]
struct Part {
    ort: String,
    bisher: Option<String>,
    jetzt: Option<String>,
    was: &'static str,
    gegenueber: Vec<Beside>,
}

#[derive(Serialize)]
struct Beside {
    spalte: Option<String>,
    alt: String,
    neu: String,
    geaendert: bool,
}

/// `vergleich` as JSON; of the texts only the sections that changed.
pub fn comparison_json(comparison: &Comparison) -> Result<String, serde_json::Error> {
    let Comparison { figures, sources, .. } = comparison;
    let [alt, neu] = comparison.names.clone();
    let numbers = comparison.numbers.iter().flat_map(|group| {
        group.numbers.iter().map(|number| figure(figures, group.jahr.clone(), number))
    });
    let changed = comparison.synopse.sections.iter().filter(|of| of.fate != Fate::Unchanged);
    serde_json::to_string_pretty(&Json {
        alt,
        neu,
        gleich: comparison.is_empty(),
        eingaben: comparison.typed_values.iter().map(|of| input(of, sources)).collect(),
        stellen: comparison.stellen.iter().map(stand).collect(),
        beratungsfolge: comparison.beratungsfolge.iter().map(stand).collect(),
        zahlen: numbers.collect(),
        bruecke: bridge::json(&comparison.bridge, figures),
        abschnitte: changed.map(section).collect(),
        szenariotexte: comparison.scenario_texts.clone(),
    })
}

fn input(of: &ChangedValue, sources: &Sources) -> TypedValue {
    let place = |place: &Option<Place>| place.as_ref().map(|place| sources.locate(place));
    TypedValue {
        pfad: of.path.clone(),
        was: match of.was {
            ValueFate::Changed => "geaendert",
            ValueFate::New => "neu",
            ValueFate::Gone => "entfallen",
            ValueFate::Reordered => "umgestellt",
        },
        alt: of.old.clone(),
        neu: of.new.clone(),
        alt_ort: place(&of.old_place),
        neu_ort: place(&of.new_place),
    }
}

fn fate(fate: Fate) -> &'static str {
    match fate {
        Fate::Unchanged => "unveraendert",
        Fate::Changed => "geaendert",
        Fate::New => "neu",
        Fate::Gone => "entfallen",
        Fate::Moved => "verschoben",
    }
}

fn stand(of: &Item) -> ChangedItem {
    let said = |of: &Feature| Said {
        was: of.was.clone(),
        alt: compare::text(&of.old),
        neu: compare::text(&of.new),
    };
    ChangedItem {
        name: of.name.clone(),
        was: fate(of.fate),
        angaben: of.features.iter().map(said).collect(),
    }
}

fn figure(figures: &Figures, jahr: Option<String>, of: &Number) -> Figure {
    let value = |id: Option<FigureId>| id.map(|id| figures.get(id).value.to_string());
    let unit = of.new.or(of.old).map(|id| figures.get(id).unit);
    Figure {
        id: of.name.to_string(),
        bezeichnung: of.bezeichnung.clone(),
        jahr,
        einheit: json::unit(unit.unwrap_or(Unit::Count)),
        alt: value(of.old),
        neu: value(of.new),
        differenz: value(of.difference),
    }
}

fn section(of: &Section) -> ChangedSection {
    let is_told = |of: &&Passage| of.fate != Fate::Unchanged || of.bisher.is_some();
    ChangedSection {
        abschnitt: of.path.iter().map(|name| compare::text(name)).collect(),
        was: fate(of.fate),
        fundstellen: of.passages.iter().filter(is_told).map(part).collect(),
    }
}

fn part(of: &Passage) -> Part {
    let beside = |of: &Counterpart| Beside {
        spalte: of.column.as_deref().map(compare::text),
        alt: compare::plain(&of.old),
        neu: compare::plain(&of.new),
        geaendert: !of.is_unchanged(),
    };
    Part {
        ort: compare::text(&of.origin),
        bisher: of.bisher.as_deref().map(compare::text),
        jetzt: of.now.as_deref().map(compare::text),
        was: fate(of.fate),
        gegenueber: of.counterpart.iter().map(beside).collect(),
    }
}
