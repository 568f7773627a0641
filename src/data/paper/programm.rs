//! What is carried out: the programme, its periods and its Bausteine.

use std::collections::BTreeMap;

use super::zeitraeume::{self, Horizont};
use crate::data::Placed;
use crate::data::record::form::{Form, Key};
use crate::data::record::registry::{self, Registry};
use crate::data::record::{Field, Record};
use crate::data::record::{date, value};
use crate::data::yaml::intake::Intake;
use crate::data::yaml::node::{Entry, Node};
use crate::period::{Jahr, Zeitraum};

/// The programme that the paper is about.
#[derive(Debug, Clone)]
pub struct Programm {
    /// Its full name.
    pub name: String,
    /// Its short name, such as `KIM`.
    pub kurz: Option<String>,
    /// Its periods by key, such as `foerderung`.
    pub zeitraeume: BTreeMap<String, Placed<Zeitraum>>,
    /// The last year that is calculated where a period has no end.
    pub horizont: Option<Jahr>,
    /// Its Förderbausteine in their order.
    pub bausteine: Vec<Baustein>,
}

/// A part of the programme that is funded by itself.
#[derive(Debug, Clone)]
pub struct Baustein {
    /// The key by which data refers to it.
    pub id: String,
    /// Its number, such as `1`.
    pub nummer: String,
    /// Its name.
    pub name: String,
    /// Whether the city carries it out.
    pub umgesetzt: bool,
}

pub(in crate::data) const NAME: Field =
    Field::required("name", "Kommunales Integrationsmanagement", "der Name des Programms")
        .takes(Form::Text);
pub(in crate::data) const KURZ: Field =
    Field::optional("kurz", "KIM", "sein Kurzname").takes(Form::Text);
pub(in crate::data) const BAUSTEINE: Field =
    Field::optional("bausteine", "", "eine Liste der Förderbausteine")
        .takes(Form::List(&Form::Record(BAUSTEIN)));
pub(in crate::data) const HORIZONT: Field = Field::optional(
    "horizont",
    "2029",
    "das letzte Haushaltsjahr, bis zu dessen Ende unbefristete Zeiträume gerechnet werden",
)
.takes(Form::Year);

pub(in crate::data) const FIELDS: &[Field] = &[
    NAME,
    KURZ,
    Field::required("zeitraeume", "", ZEITRAEUME)
        .takes(Form::Map(Key::Id, &Form::Record(zeitraeume::ZEITRAUM))),
    HORIZONT,
    BAUSTEINE,
];

/// The keys of a programme to whose periods nothing refers.
pub(in crate::data) const SMALL: &[Field] = &[
    NAME,
    KURZ,
    Field::optional("zeitraeume", "", ZEITRAEUME)
        .takes(Form::Map(Key::Id, &Form::Record(zeitraeume::ZEITRAUM))),
    HORIZONT,
    BAUSTEINE,
];

const ZEITRAEUME: &str = "die Zeiträume, auf die sich Stellen und Kosten beziehen";

pub(in crate::data) const BAUSTEIN: &[Field] = &[
    Field::required("id", "steuerung", "die Kennung, mit der sich Stellen darauf beziehen")
        .takes(Form::Id),
    Field::required("nummer", "1", "seine Nummer").takes(Form::Text),
    Field::required("name", "Strategische Steuerung", "sein Name").takes(Form::Text),
    Field::required("umgesetzt", "ja", "ob die Stadt ihn umsetzt").takes(Form::YesNo),
];

/// Reads the programme and declares its periods and Bausteine. Periods may be missing where
/// nothing of the paper refers to one.
pub(in crate::data) fn read(
    node: &Node,
    needs_periods: bool,
    known: &mut Registry<Placed<Zeitraum>>,
    bausteine: &mut Registry<()>,
    intake: &Intake,
) -> Option<Programm> {
    let record =
        Record::open(node, "programm", if needs_periods { FIELDS } else { SMALL }, intake)?;
    let name = record.read("name", value::text);
    let kurz = record.read_optional("kurz", value::text);
    let horizont = record.read_optional("horizont", date::scalar_year);
    let until = Horizont::of(Some(node));
    let periods = record.read_map("zeitraeume", |entry, intake| {
        let zeitraum = read_zeitraum(entry, until, intake);
        known.add(&entry.key.name, zeitraum.clone());
        Some((entry.key.name.clone(), zeitraum?))
    });
    let list = registry::read_list(
        record.node("bausteine"),
        "programm.bausteine",
        intake,
        |node, path| {
            let baustein = read_baustein(node, path, intake);
            if let Some(id) = node.get("id").and_then(Node::as_text) {
                bausteine.add(id.trim(), baustein.is_some().then_some(()));
            }
            baustein
        },
    );
    Some(Programm {
        name: name?,
        kurz: kurz?,
        zeitraeume: periods?,
        horizont: horizont?,
        bausteine: list?,
    })
}

fn read_baustein(node: &Node, path: &str, intake: &Intake) -> Option<Baustein> {
    let record = Record::open(node, path, BAUSTEIN, intake)?;
    let id = record.read("id", value::id);
    let nummer = record.read("nummer", value::text);
    let name = record.read("name", value::text);
    let umgesetzt = record.read("umgesetzt", value::yes_no);
    Some(Baustein { id: id?.value, nummer: nummer?, name: name?, umgesetzt: umgesetzt? })
}

fn read_zeitraum(entry: &Entry, horizont: Horizont, intake: &Intake) -> Option<Placed<Zeitraum>> {
    value::key_id(&entry.key, intake)?;
    let path = format!("programm.zeitraeume.{}", entry.key.name);
    zeitraeume::read(&entry.value, &path, horizont, intake)
}
