//! The base of a grant: the amounts by which it is measured, each with the part of it
//! that is eligible.
//!
//! A grant refers to earlier grants of the list only, so that no amount depends on
//! itself.

use rust_decimal::Decimal;

use super::art::Rate;
use super::limit::Limit;
use crate::data::paper::lookups::{InvestitionRef, KostenRef, RolleRef, StelleRef, ZuwendungRef};
use crate::data::paper::references::References;
use crate::data::record::declare::record;
use crate::data::record::kinds::OwnPlace;
use crate::data::record::open::Record;
use crate::data::yaml::node::Node;
use crate::data::{Placed, Stelle};
use crate::diagnostic::{Diagnostic, Place};

record! {
    /// A part of the base of a grant.
    pub struct Bemessungsteil knowing References, "Bemessung" {
        /// Which amounts.
        pub grundlage: Grundlage = part Named;
        /// Where the data names them.
        pub place: Place = part OwnPlace;
        /// Per cent of them that are eligible; without, all.
        pub anteil: Option<Placed<Decimal>> = optional Rate
            => "Anteil", "nur dieser Teil ist zuwendungsfähig", "80 %";
        /// The most that is eligible in a year, in euro.
        pub hoechstens: Option<Placed<Decimal>> = optional Limit
            => "höchstens", "höchstens so viel ist im Jahr zuwendungsfähig, in Euro", "40000";
    }
    check placed;
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

record! {
    /// The keys that name amounts; a part of a base has one of them.
    struct Named knowing References, "Grundlage" {
        kosten: Option<String> = optional KostenRef
            => "Kosten", "eine Kostenposition, aus `kosten`", "sachmittel";
        stelle: Option<String> = optional StelleRef
            => "Stelle", "eine Stelle, aus `stellen`", "leitung";
        rolle: Option<String> = optional RolleRef
            => "Rolle", "alle Stellen dieser Rolle", "koordination";
        investition: Option<String> = optional InvestitionRef
            => "Investition", "die zuwendungsfähigen Auszahlungen einer Investition, aus \
                `investitionen`", "sanierung";
        zuwendung: Option<String> = optional ZuwendungRef
            => "Zuwendung", "der Betrag einer Zuwendung, die in der Liste davor steht", "bund";
        rest_nach: Option<String> = optional ZuwendungRef
            => "Rest nach", "was eine Zuwendung, die in der Liste davor steht, von ihrer \
                Bemessung offen lässt", "bund";
    }
    makes Grundlage = grundlage;
}

/// The keys that name amounts.
const GRUNDLAGEN: [&str; 6] =
    ["kosten", "stelle", "rolle", "investition", "zuwendung", "rest_nach"];

fn grundlage(read: Named, record: &Record<'_, References>) -> Option<Grundlage> {
    if let Some([(first, _), (second, node)]) = record.two_of(&GRUNDLAGEN) {
        return record.intake().reject(
            Diagnostic::error(
                "angaben-widersprechen",
                &node.place,
                format!("`{first}` und `{second}` schließen einander aus"),
            )
            .with_hint("Machen Sie zwei Einträge der Bemessung daraus."),
        );
    }
    let Named { kosten, stelle, rolle, investition, zuwendung, rest_nach } = read;
    let named = [
        kosten.map(Grundlage::Kosten),
        stelle.map(Grundlage::Stelle),
        rolle.map(Grundlage::Rolle),
        investition.map(Grundlage::Investition),
        zuwendung.map(Grundlage::Zuwendung),
        rest_nach.map(Grundlage::Rest),
    ];
    named.into_iter().flatten().next().or_else(|| {
        record.lacking(
            &GRUNDLAGEN,
            Diagnostic::error(
                "bemessung-leer",
                &record.node.anchor,
                "Dieser Teil der Bemessung nennt keine Beträge",
            )
            .with_hint(
                "Ergänzen Sie eine der Zeilen `kosten`, `stelle`, `rolle`, `investition`, \
                 `zuwendung` oder `rest_nach`.",
            ),
        )
    })
}

/// A part stands where it names its amounts.
fn placed(mut part: Bemessungsteil, record: &Record<'_, References>) -> Option<Bemessungsteil> {
    let named = GRUNDLAGEN.into_iter().find_map(|key| record.node(key))?;
    part.place = named.place.clone();
    Some(part)
}

/// Checks that the grants by which one is measured stand before it, and have a base where a
/// rest of that is named.
pub(super) fn in_order(record: &Record<'_, References>) -> bool {
    let own = record.node("id").and_then(Node::as_text).map_or("", str::trim);
    let mut sound = true;
    for part in record.node("bemessung").map(Node::items).unwrap_or_default() {
        for (key, bemessen) in [("zuwendung", false), ("rest_nach", true)] {
            let Some(node) = part.get(key) else { continue };
            sound &= check_earlier(node, own, bemessen, record).is_some();
        }
    }
    sound
}

fn check_earlier(
    node: &Node,
    own: &str,
    bemessen: bool,
    record: &Record<'_, References>,
) -> Option<()> {
    let (known, intake) = (&record.at.known.zuwendungen, record.intake());
    let name = node.as_text()?.trim();
    let place = known.get(name)?;
    let position = known.get(own).map(|place| place.position);
    if own == name {
        return intake.reject(
            Diagnostic::error(
                "zuwendung-spaeter",
                &node.place,
                "Eine Zuwendung kann sich nicht nach sich selbst bemessen",
            )
            .with_hint("Nennen Sie eine andere Zuwendung, die in der Liste davor steht."),
        );
    }
    if position.is_some_and(|position| position < place.position) {
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
    if bemessen && !place.is_measured {
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
    Some(())
}
