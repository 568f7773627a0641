//! How a grant is measured: its kind, and the keys that belong to this kind alone.

use rust_decimal::Decimal;

use crate::data::Placed;
use crate::data::record::form::Form;
use crate::data::record::{Field, Record};
use crate::data::record::{number, value};
use crate::data::yaml::intake::Intake;
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

pub(in crate::data) const DRITTMITTEL: &[Field] = &[
    Field::required("betrag", "5000", "was Dritte aufbringen, in Euro im Jahr").takes(Form::Amount),
    Field::required("geber", "Stiftung Familie", "wer es aufbringt, wie es gedruckt wird")
        .takes(Form::Text),
];

/// A kind before its own keys are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::data) enum Art {
    Festbetrag,
    Pauschale,
    Anteil,
    Fehlbedarf,
    Voll,
}

pub(in crate::data) const ART: &[(&str, Art)] = &[
    ("festbetrag", Art::Festbetrag),
    ("pauschale", Art::Pauschale),
    ("anteil", Art::Anteil),
    ("fehlbedarf", Art::Fehlbedarf),
    ("voll", Art::Voll),
];

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
    /// Whether the grant is measured by a base.
    pub(in crate::data) fn is_bemessen(self) -> bool {
        matches!(self, Self::Anteil | Self::Fehlbedarf | Self::Voll)
    }

    /// The word of the data.
    fn key(self) -> &'static str {
        ART.iter().find(|(_, art)| *art == self).map_or("", |(key, _)| key)
    }

    /// What the word means, for editors.
    pub(in crate::data) fn meaning(self) -> &'static str {
        match self {
            Self::Festbetrag => "Festbetragsfinanzierung: feste Sätze oder Beträge",
            Self::Pauschale => "fachbezogene Pauschale, die nicht beantragt wird",
            Self::Anteil => "Anteilfinanzierung: ein Satz der zuwendungsfähigen Ausgaben",
            Self::Fehlbedarf => "Fehlbedarfsfinanzierung: was andere Mittel offenlassen",
            Self::Voll => "Vollfinanzierung: alle zuwendungsfähigen Ausgaben",
        }
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

/// Reads the kind, and reports every key of the grant at `node`, known to the user as
/// `path`, that does not belong to it or that it lacks.
pub(in crate::data) fn read_art(
    record: &Record<'_>,
    node: &Node,
    path: &str,
    intake: &Intake,
) -> Option<Art> {
    let art = record.read("art", |node, intake| value::choice(node, ART, intake))?;
    for entry in node.entries() {
        let kinds = KEYS.iter().find(|(key, _)| *key == entry.key.name).map(|(_, kinds)| *kinds);
        if let Some(kinds) = kinds.filter(|kinds| !kinds.contains(&art)) {
            let key = &entry.key.name;
            let message = format!("Bei {} gibt es `{key}` nicht", art.dative());
            let kinds = kinds.iter().map(|kind| format!("art: {}", kind.key()));
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
        intake
            .report(Diagnostic::error("schluessel-fehlt", &node.anchor, message).with_hint(*hint));
    }
    Some(art)
}

/// Reads the keys that belong to `art` alone.
pub(in crate::data) fn read_own(
    art: Art,
    record: &Record<'_>,
    path: &str,
) -> Option<Zuwendungsart> {
    Some(match art {
        Art::Festbetrag => Zuwendungsart::Festbetrag,
        Art::Pauschale => Zuwendungsart::Pauschale,
        Art::Voll => Zuwendungsart::Voll,
        Art::Anteil => Zuwendungsart::Anteil { satz: record.read("satz", rate)? },
        Art::Fehlbedarf => {
            let eigenmittel = record.read_optional("eigenmittel", read_eigenmittel);
            let drittmittel = record
                .read_optional("drittmittel", |node, intake| read_drittmittel(node, path, intake));
            Zuwendungsart::Fehlbedarf { eigenmittel: eigenmittel?, drittmittel: drittmittel? }
        }
    })
}

fn read_drittmittel(node: &Node, path: &str, intake: &Intake) -> Option<Drittmittel> {
    if !matches!(node.kind, Kind::Mapping(_)) {
        return Some(Drittmittel { betrag: number::amount(node, intake)?, geber: None });
    }
    let record = Record::open(node, &format!("{path}.drittmittel"), DRITTMITTEL, intake)?;
    let betrag = record.read("betrag", number::amount);
    let geber = record.read("geber", value::text);
    Some(Drittmittel { betrag: betrag?, geber: Some(geber?) })
}

fn read_eigenmittel(node: &Node, intake: &Intake) -> Option<Eigenmittel> {
    if value::scalar(node, intake)?.ends_with('%') {
        return rate(node, intake).map(Eigenmittel::Anteil);
    }
    number::amount(node, intake).map(Eigenmittel::Betrag)
}

/// Reads a share of a base: more than none, at most all of it.
pub(in crate::data) fn rate(node: &Node, intake: &Intake) -> Option<Placed<Decimal>> {
    let rate = number::any_percent(node, intake)?;
    if rate.value > Decimal::ONE_HUNDRED {
        return intake.reject(
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
    number::over_zero(rate, node, intake)
}
