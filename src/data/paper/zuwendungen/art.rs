//! How a grant is measured: its kind, and the keys that belong to this kind alone.

use rust_decimal::Decimal;

use crate::data::Placed;
use crate::data::record::choice::choice;
use crate::data::record::declare::record;
use crate::data::record::form::Form;
use crate::data::record::kinds::{Amount, OneOf, Text};
use crate::data::record::open::Record;
use crate::data::record::reads::{At, Declared, Reads};
use crate::data::record::{number, value};
use crate::data::yaml::node::{Kind, Node};
use crate::diagnostic::Diagnostic;

/// How a grant is measured (Nr. 2.2 VV zu § 44 LHO NRW).
#[derive(Debug, Clone)]
pub enum Zuwendungsart {
    /// A fixed amount, also as a multiple of a unit amount (Festbetragsfinanzierung).
    Festbetrag,
    /// A lump sum that is not applied for (fachbezogene Pauschale).
    Pauschale,
    /// A share of the eligible base (Anteilfinanzierung).
    Anteil {
        /// Per cent, more than none and at most 100.
        satz: Placed<Decimal>,
    },
    /// What own and other funds leave open of the base (Fehlbedarfsfinanzierung).
    Fehlbedarf {
        /// What the city itself brings.
        eigenmittel: Option<Eigenmittel>,
        /// What others bring.
        drittmittel: Option<Drittmittel>,
    },
    /// The whole base (Vollfinanzierung).
    Voll,
}

impl Zuwendungsart {
    /// Its kind, which says what is the same for all grants of it.
    pub fn kind(&self) -> Art {
        match self {
            Self::Festbetrag => Art::Festbetrag,
            Self::Pauschale => Art::Pauschale,
            Self::Anteil { .. } => Art::Anteil,
            Self::Fehlbedarf { .. } => Art::Fehlbedarf,
            Self::Voll => Art::Voll,
        }
    }
}

/// What the city itself brings before a grant fills the gap.
#[derive(Debug, Clone)]
pub enum Eigenmittel {
    /// Per cent of the base, more than none and at most 100.
    Anteil(Placed<Decimal>),
    /// Euro a year.
    Betrag(Placed<Decimal>),
}

/// What others bring before a grant fills the gap; it is revenue of the city like the grant.
#[derive(Debug, Clone)]
pub struct Drittmittel {
    /// Euro a year.
    pub betrag: Placed<Decimal>,
    /// Who brings it, as printed.
    pub geber: Option<String>,
}

record! {
    /// What others bring, where the data say who.
    struct Named, "Drittmittel" {
        betrag: Placed<Decimal> = required Amount
            => "Betrag", "was Dritte aufbringen, in Euro im Jahr", "5000";
        geber: String = required Text
            => "Geber", "wer es aufbringt, wie es gedruckt wird", "Stiftung Familie";
    }
    makes Drittmittel = |Named { betrag, geber }: Named, _| {
        Some(Drittmittel { betrag, geber: Some(geber) })
    };
}

choice! {
    /// A kind of grant, without what the data say in its own keys.
    pub enum Art {
        /// A fixed amount.
        Festbetrag = "festbetrag", "Festbetrag",
            "Festbetragsfinanzierung: feste Sätze oder Beträge";
        /// A lump sum.
        Pauschale = "pauschale", "Pauschale", "fachbezogene Pauschale, die nicht beantragt wird";
        /// A share of the base.
        Anteil = "anteil", "Anteil",
            "Anteilfinanzierung: ein Satz der zuwendungsfähigen Ausgaben";
        /// What is left open.
        Fehlbedarf = "fehlbedarf", "Fehlbedarf",
            "Fehlbedarfsfinanzierung: was andere Mittel offenlassen";
        /// All of the base.
        Voll = "voll", "voll", "Vollfinanzierung: alle zuwendungsfähigen Ausgaben";
    }
}

/// Which kinds a key belongs to; keys that belong to all are not in here.
const KEYS: &[(&str, &[Art])] = &[
    ("saetze", &[Art::Festbetrag, Art::Pauschale]),
    ("kosten", &[Art::Festbetrag, Art::Pauschale]),
    ("satz", &[Art::Anteil]),
    ("bemessung", &[Art::Anteil, Art::Fehlbedarf, Art::Voll]),
    ("eigenmittel", &[Art::Fehlbedarf]),
    ("drittmittel", &[Art::Fehlbedarf]),
    ("status", &[Art::Festbetrag, Art::Anteil, Art::Fehlbedarf, Art::Voll]),
    ("bescheid", &[Art::Festbetrag, Art::Anteil, Art::Fehlbedarf, Art::Voll]),
];

impl Art {
    /// Whether `key` belongs to it.
    fn has(self, key: &str) -> bool {
        KEYS.iter().find(|(known, _)| *known == key).is_none_or(|(_, kinds)| kinds.contains(&self))
    }

    /// Whether the grant is measured by a base.
    pub fn is_bemessen(self) -> bool {
        self.has("bemessung")
    }

    /// Whether it is applied for and granted.
    pub fn is_granted(self) -> bool {
        self.has("status")
    }

    /// The kind in the dative case, with its article.
    fn dative(self) -> &'static str {
        match self {
            Self::Festbetrag => "der Festbetragsfinanzierung",
            Self::Pauschale => "der fachbezogenen Pauschale",
            Self::Anteil => "der Anteilfinanzierung",
            Self::Fehlbedarf => "der Fehlbedarfsfinanzierung",
            Self::Voll => "der Vollfinanzierung",
        }
    }
}

record! {
    /// The keys that say how a grant is measured.
    pub(in crate::data) struct Measured, "Art" {
        art: Art = required OneOf<Art>
            => "Art", "wie sie bemessen wird: `festbetrag`, `anteil`, `fehlbedarf`, `voll` oder \
                `pauschale`", "festbetrag";
        satz: Option<Placed<Decimal>> = optional Rate
            => "Satz", "der Fördersatz einer Anteilfinanzierung", "90 %";
        eigenmittel: Option<Eigenmittel> = optional Eigenmittel
            => "Eigenmittel", "was die Stadt vor einer Fehlbedarfsfinanzierung selbst \
                aufbringt, vom Hundert der Bemessung oder in Euro im Jahr", "10 %";
        drittmittel: Option<Drittmittel> = optional Drittmittel
            => "Drittmittel", "was Dritte vor einer Fehlbedarfsfinanzierung aufbringen, in Euro \
                im Jahr, oder darunter `betrag` und `geber`; die Stadt nimmt es in derselben \
                Zeile ein wie die Zuwendung", "5000";
    }
    makes Zuwendungsart = measured;
}

fn measured<K>(read: Measured, record: &Record<'_, K>) -> Option<Zuwendungsart> {
    let Measured { art, satz, eigenmittel, drittmittel } = read;
    check_keys(art, record);
    Some(match art {
        Art::Festbetrag => Zuwendungsart::Festbetrag,
        Art::Pauschale => Zuwendungsart::Pauschale,
        Art::Voll => Zuwendungsart::Voll,
        Art::Anteil => Zuwendungsart::Anteil { satz: satz? },
        Art::Fehlbedarf => Zuwendungsart::Fehlbedarf { eigenmittel, drittmittel },
    })
}

/// Reports every key of the grant that does not belong to its kind, or that it lacks.
fn check_keys<K>(art: Art, record: &Record<'_, K>) {
    let (node, intake, path) = (record.node, record.intake(), record.at.path.text());
    for entry in node.entries() {
        let kinds = KEYS.iter().find(|(key, _)| *key == entry.key.name).map(|(_, kinds)| *kinds);
        if let Some(kinds) = kinds.filter(|kinds| !kinds.contains(&art)) {
            let key = &entry.key.name;
            let message = format!("Bei {} gibt es `{key}` nicht", art.dative());
            let kinds = kinds.iter().map(|kind| format!("art: {}", kind.schluessel()));
            let kinds = kinds.collect::<Vec<_>>();
            let kinds = value::quoted(kinds.iter().map(String::as_str));
            intake.report(
                Diagnostic::error("schluessel-falsche-art", &entry.key.place, message).with_hint(
                    format!("Löschen Sie die Zeile, oder wählen Sie eine andere Art: {kinds}."),
                ),
            );
        }
    }
    let needs = [
        ("satz", art == Art::Anteil, "Ergänzen Sie zum Beispiel `satz: 90 %` – den Fördersatz."),
        (
            "anteilig",
            !art.is_bemessen(),
            "Ergänzen Sie zum Beispiel `anteilig: ja` – ob ein Teil des Jahres nur einen Teil des \
             Satzes bringt.",
        ),
        (
            "bemessung",
            art.is_bemessen(),
            "Ergänzen Sie `bemessung:` – die zuwendungsfähigen Ausgaben, nach denen sie sich \
             bemisst.",
        ),
    ];
    for (key, _, hint) in needs.iter().filter(|(key, needed, _)| *needed && node.get(key).is_none())
    {
        let message = format!("In `{path}` fehlt der Schlüssel `{key}`");
        let finding = Diagnostic::error("schluessel-fehlt", &node.anchor, message);
        let _: Option<()> = record.lacking(&[key], finding.with_hint(*hint));
    }
}

impl Declared for Drittmittel {
    const FORM: Form = Form::Either(&[Form::Amount, Named::FORM]);
}

impl<K> Reads<K> for Drittmittel {
    type Value = Self;

    /// Reads an amount alone, or with who brings it.
    fn read(node: &Node, at: &At<'_, K>) -> Option<Self> {
        match node.kind {
            Kind::Mapping(_) => Named::read(node, at),
            _ => Some(Self { betrag: Amount::read(node, at)?, geber: None }),
        }
    }
}

impl Declared for Eigenmittel {
    const FORM: Form = Form::Either(&[Form::Percent, Form::Amount]);
}

impl<K> Reads<K> for Eigenmittel {
    type Value = Self;

    fn read(node: &Node, at: &At<'_, K>) -> Option<Self> {
        if value::scalar(node, at.intake)?.ends_with('%') {
            return Rate::read(node, at).map(Self::Anteil);
        }
        Amount::read(node, at).map(Self::Betrag)
    }
}

/// A share of a base: more than none, at most all of it.
#[derive(Debug)]
pub(super) struct Rate;

impl Declared for Rate {
    const FORM: Form = Form::Percent;
}

impl<K> Reads<K> for Rate {
    type Value = Placed<Decimal>;

    fn read(node: &Node, at: &At<'_, K>) -> Option<Placed<Decimal>> {
        let rate = number::any_percent(node, at.intake)?;
        if rate.value > Decimal::ONE_HUNDRED {
            return at.intake.reject(
                Diagnostic::error(
                    "satz-zu-hoch",
                    &node.place,
                    "Ein Satz von mehr als 100 % ist nicht möglich",
                )
                .with_hint(
                    "Angesetzt werden kann höchstens der volle Betrag; \
                     prüfen Sie den Dezimalpunkt.",
                ),
            );
        }
        number::over_zero(rate, node, at.intake)
    }
}
