//! The base of a grant: the amounts by which it is measured, each with the part of it
//! that is eligible.
//!
//! A grant refers to earlier grants of the list only, so that no amount depends on
//! itself; nothing stands in a base twice.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::{Zuwendung, art, hoechstbetrag};
use crate::data::paper::references::References;
use crate::data::record::form::Form;
use crate::data::record::{Field, Record};
use crate::data::yaml::intake::Intake;
use crate::data::yaml::node::Node;
use crate::data::{Placed, Stelle};
use crate::diagnostic::{Diagnostic, Place};

/// A part of the base of a grant.
#[derive(Debug, Clone)]
pub struct Bemessungsteil {
    /// Which amounts.
    pub grundlage: Grundlage,
    /// Where the data names them.
    pub place: Place,
    /// Per cent of them that are eligible; without, all.
    pub anteil: Option<Placed<Decimal>>,
    /// The most that is eligible in a year, in euro.
    pub hoechstens: Option<Placed<Decimal>>,
}

/// The amounts that a part of a base consists of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Grundlage {
    /// A cost.
    Kosten(String),
    /// A Stelle.
    Stelle(String),
    /// All Stellen of a role.
    Rolle(String),
    /// The eligible payments of an investment.
    Investition(String),
    /// What another grant pays.
    Zuwendung(String),
    /// What another grant leaves open of its own base.
    Rest(String),
}

impl Grundlage {
    /// What the names of its figures contain, such as `kosten.sachmittel`.
    pub fn name(&self) -> String {
        let (kind, id) = match self {
            Self::Kosten(id) => ("kosten", id),
            Self::Stelle(id) => ("stelle", id),
            Self::Rolle(id) => ("rolle", id),
            Self::Investition(id) => ("investition", id),
            Self::Zuwendung(id) => ("zuwendung", id),
            Self::Rest(id) => ("rest", id),
        };
        format!("{kind}.{id}")
    }

    /// Whether it consists of `stelle`, be it by its role.
    pub fn includes(&self, stelle: &Stelle) -> bool {
        match self {
            Self::Stelle(id) => *id == stelle.id.value,
            Self::Rolle(rolle) => *rolle == stelle.rolle,
            Self::Kosten(_) | Self::Investition(_) | Self::Zuwendung(_) | Self::Rest(_) => false,
        }
    }
}

pub(in crate::data) const FIELDS: &[Field] = &[
    Field::optional("kosten", "sachmittel", "eine Kostenposition, aus `kosten`").takes(Form::Id),
    Field::optional("stelle", "leitung", "eine Stelle, aus `stellen`").takes(Form::Id),
    Field::optional("rolle", "koordination", "alle Stellen dieser Rolle").takes(Form::Id),
    Field::optional(
        "investition",
        "sanierung",
        "die zuwendungsfähigen Auszahlungen einer Investition, aus `investitionen`",
    )
    .takes(Form::Id),
    Field::optional(
        "zuwendung",
        "bund",
        "der Betrag einer Zuwendung, die in der Liste davor steht",
    )
    .takes(Form::Id),
    Field::optional(
        "rest_nach",
        "bund",
        "was eine Zuwendung, die in der Liste davor steht, von ihrer Bemessung offen lässt",
    )
    .takes(Form::Id),
    Field::optional("anteil", "80 %", "nur dieser Teil ist zuwendungsfähig").takes(Form::Percent),
    Field::optional(
        "hoechstens",
        "40000",
        "höchstens so viel ist im Jahr zuwendungsfähig, in Euro",
    )
    .takes(Form::Amount),
];

/// The keys that name amounts.
const GRUNDLAGEN: [&str; 6] =
    ["kosten", "stelle", "rolle", "investition", "zuwendung", "rest_nach"];

/// Reads a part of the base of the grant called `own`, known to the user as `path`.
pub(in crate::data) fn read(
    node: &Node,
    path: &str,
    own: Option<&str>,
    known: &References,
    intake: &Intake,
) -> Option<Bemessungsteil> {
    let record = Record::open(node, &format!("{path}.bemessung"), FIELDS, intake)?;
    let anteil = record.read_optional("anteil", art::rate);
    let hoechstens = record.read_optional("hoechstens", hoechstbetrag::read);
    let named: Vec<(&str, &Node)> =
        GRUNDLAGEN.into_iter().filter_map(|key| Some((key, record.node(key)?))).collect();
    let (key, of) = match named.as_slice() {
        [one] => *one,
        [] => {
            return intake.reject(
                Diagnostic::error(
                    "bemessung-leer",
                    &node.anchor,
                    "Dieser Teil der Bemessung nennt keine Beträge",
                )
                .with_hint(
                    "Ergänzen Sie eine der Zeilen `kosten`, `stelle`, `rolle`, `investition`, `zuwendung` oder \
                     `rest_nach`.",
                ),
            );
        }
        [(first, _), (second, node), ..] => {
            return intake.reject(
                Diagnostic::error(
                    "angaben-widersprechen",
                    &node.place,
                    format!("`{first}` und `{second}` schließen einander aus"),
                )
                .with_hint("Machen Sie zwei Einträge der Bemessung daraus."),
            );
        }
    };
    let grundlage = match key {
        "kosten" => Grundlage::Kosten(known.kosten.name(of, intake)?),
        "stelle" => Grundlage::Stelle(known.stellen.name(of, intake)?),
        "rolle" => Grundlage::Rolle(known.rollen.name(of, intake)?),
        "investition" => Grundlage::Investition(known.investitionen.name(of, intake)?),
        "zuwendung" => Grundlage::Zuwendung(earlier(of, own, false, known, intake)?),
        _ => Grundlage::Rest(earlier(of, own, true, known, intake)?),
    };
    let place = of.place.clone();
    Some(Bemessungsteil { grundlage, place, anteil: anteil?, hoechstens: hoechstens? })
}

/// The grant that `node` names, which must stand before `own`, and have a base where
/// `bemessen`.
fn earlier(
    node: &Node,
    own: Option<&str>,
    bemessen: bool,
    known: &References,
    intake: &Intake,
) -> Option<String> {
    let rang = known.zuwendungen.find(node, intake)?;
    let name = known.zuwendungen.name(node, intake)?;
    let position = own.and_then(|own| known.zuwendungen.get(own)).map(|rang| rang.position);
    if own == Some(name.as_str()) {
        return intake.reject(
            Diagnostic::error(
                "zuwendung-spaeter",
                &node.place,
                "Eine Zuwendung kann sich nicht nach sich selbst bemessen",
            )
            .with_hint("Nennen Sie eine andere Zuwendung, die in der Liste davor steht."),
        );
    }
    if position.is_some_and(|position| position < rang.position) {
        return intake.reject(
            Diagnostic::error(
                "zuwendung-spaeter",
                &node.place,
                format!("Die Zuwendung `{name}` steht in der Liste erst nach dieser"),
            )
            .with_hint(format!(
                "Gerechnet wird in der Reihenfolge der Liste; setzen Sie `{name}` davor."
            )),
        );
    }
    if bemessen && !rang.bemessen {
        return intake.reject(
            Diagnostic::error(
                "rest-ohne-bemessung",
                &node.place,
                format!("Die Zuwendung `{name}` hat keine Bemessung, von der ein Rest bleibt"),
            )
            .with_hint(
                "Nennen Sie bei `rest_nach` eine Anteil-, Fehlbedarfs- oder Vollfinanzierung, \
                 oder bemessen Sie nach den Kosten selbst.",
            ),
        );
    }
    Some(name)
}

/// Reports what stands in a base twice, also a Stelle beside its role, and a limit per
/// Stelle where there is none to count.
pub(in crate::data) fn check(zuwendung: &Zuwendung, stellen: &[Stelle], intake: &Intake) {
    let mut seen: BTreeMap<String, &Place> = BTreeMap::new();
    for part in &zuwendung.bemessung {
        let of: Vec<&Stelle> =
            stellen.iter().filter(|stelle| part.grundlage.includes(stelle)).collect();
        let names: Vec<String> = match part.grundlage {
            Grundlage::Rolle(_) | Grundlage::Stelle(_) => {
                of.iter().map(|stelle| format!("stelle.{}", stelle.id.value)).collect()
            }
            _ => vec![part.grundlage.name()],
        };
        let before = names.iter().find_map(|name| seen.get(name).copied());
        if let Some(before) = before {
            intake.report(doubled(&part.place, before, intake));
        }
        for name in names {
            seen.entry(name).or_insert(&part.place);
        }
    }
}

fn doubled(place: &Place, before: &Place, intake: &Intake) -> Diagnostic {
    Diagnostic::error(
        "bemessung-doppelt",
        place,
        "Dieser Betrag steht in der Bemessung der Zuwendung schon",
    )
    .with_hint(format!(
        "Zuerst in {}; löschen Sie einen der beiden Einträge.",
        intake.locate(before)
    ))
}
