//! What is carried out: the programme, its periods and its Bausteine.

use std::collections::BTreeMap;

use super::intake::Intake;
use super::node::{Entry, Node};
use super::record::{Field, Record};
use super::registry::{self, Registry};
use super::{Placed, date, value};
use crate::diagnostic::Diagnostic;
use crate::period::{PartMonth, Zeitraum};

/// The programme that the paper is about.
#[derive(Debug, Clone)]
pub struct Programm {
    /// Its full name.
    pub name: String,
    /// Its short name, such as `KIM`.
    pub kurz: Option<String>,
    /// Its periods by key, such as `foerderung`.
    pub zeitraeume: BTreeMap<String, Placed<Zeitraum>>,
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

const NAME: Field =
    Field::required("name", "Kommunales Integrationsmanagement", "der Name des Programms");
const KURZ: Field = Field::optional("kurz", "KIM", "sein Kurzname");
const BAUSTEINE: Field = Field::optional("bausteine", "", "eine Liste der Förderbausteine");

const FIELDS: &[Field] = &[NAME, KURZ, Field::required("zeitraeume", "", ZEITRAEUME), BAUSTEINE];

/// The keys of a programme to whose periods nothing refers.
const SMALL: &[Field] = &[NAME, KURZ, Field::optional("zeitraeume", "", ZEITRAEUME), BAUSTEINE];

const ZEITRAEUME: &str = "die Zeiträume, auf die sich Stellen und Kosten beziehen";

const ZEITRAUM: &[Field] = &[
    Field::required("von", "01.05.2021", "der erste Tag"),
    Field::required("bis", "31.12.2022", "der letzte Tag"),
    Field::optional("angebrochen", "tage", "wie ein angebrochener Monat zählt"),
];

const BAUSTEIN: &[Field] = &[
    Field::required("id", "steuerung", "die Kennung, mit der sich Stellen darauf beziehen"),
    Field::required("nummer", "1", "seine Nummer"),
    Field::required("name", "Strategische Steuerung", "sein Name"),
    Field::required("umgesetzt", "ja", "ob die Stadt ihn umsetzt"),
];

const ANGEBROCHEN: &[(&str, PartMonth)] = &[
    ("ganz", PartMonth::Whole),
    ("tage", PartMonth::Days),
    ("dreissigstel", PartMonth::Thirtieths),
    ("nicht", PartMonth::Nothing),
];

/// Reads the programme and declares its periods and Bausteine. Periods may be missing where
/// nothing of the paper refers to one.
pub(super) fn read(
    node: &Node,
    needs_periods: bool,
    zeitraeume: &mut Registry<Placed<Zeitraum>>,
    bausteine: &mut Registry<()>,
    intake: &Intake,
) -> Option<Programm> {
    let record =
        Record::open(node, "programm", if needs_periods { FIELDS } else { SMALL }, intake)?;
    let name = record.read("name", value::text);
    let kurz = record.read_optional("kurz", value::text);
    let periods = record.read_map("zeitraeume", |entry, intake| {
        let zeitraum = read_zeitraum(entry, intake);
        zeitraeume.add(&entry.key.name, zeitraum.clone());
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
    Some(Programm { name: name?, kurz: kurz?, zeitraeume: periods?, bausteine: list? })
}

fn read_baustein(node: &Node, path: &str, intake: &Intake) -> Option<Baustein> {
    let record = Record::open(node, path, BAUSTEIN, intake)?;
    let id = record.read("id", value::id);
    let nummer = record.read("nummer", value::text);
    let name = record.read("name", value::text);
    let umgesetzt = record.read("umgesetzt", value::yes_no);
    Some(Baustein { id: id?.value, nummer: nummer?, name: name?, umgesetzt: umgesetzt? })
}

fn read_zeitraum(entry: &Entry, intake: &Intake) -> Option<Placed<Zeitraum>> {
    let node = &entry.value;
    value::key_id(&entry.key, intake)?;
    let path = format!("programm.zeitraeume.{}", entry.key.name);
    let record = Record::open(node, &path, ZEITRAUM, intake)?;
    let von = record.read("von", date::date);
    let bis = record.read("bis", date::date);
    let part = record
        .read_optional("angebrochen", |node, intake| value::choice(node, ANGEBROCHEN, intake));
    let (von, bis, part) = (von?, bis?, part?);
    let (first, last) = (record.node("von")?, record.node("bis")?);
    let Some(value) = Zeitraum::new(von, bis, part) else {
        return intake.reject(
            Diagnostic::error(
                "zeitraum-verkehrt",
                &last.place,
                "Der Zeitraum endet, bevor er beginnt",
            )
            .with_hint(format!(
                "Er beginnt am `{}`; vertauschen oder berichtigen Sie die Tage.",
                first.as_text().unwrap_or_default()
            )),
        );
    };
    if value.has_part_month() && part.is_none() {
        let broken = if von.day() == 1 { last } else { first };
        return intake.reject(
            Diagnostic::error(
                "zeitraum-angebrochen",
                &broken.place,
                "Der Zeitraum umfasst einen Monat nur zum Teil",
            )
            .with_hint(
                "Sagen Sie mit `angebrochen:`, wie er zählt: `ganz`, `tage` (nach \
                    Tagen des Monats), `dreissigstel` (Tage durch 30) oder `nicht`.",
            ),
        );
    }
    Some(Placed { value, place: node.place.clone() })
}
