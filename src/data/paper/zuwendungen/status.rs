//! How far a grant has come: applied for, promised, or granted by a Bescheid.

use crate::data::record::Record;
use crate::data::record::value;
use crate::data::yaml::intake::Intake;
use crate::diagnostic::Diagnostic;

/// How far a grant has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Foerderstatus {
    /// Applied for.
    Beantragt,
    /// Promised, but not granted.
    InAussicht,
    /// Granted.
    Bewilligt {
        /// By which document, with its date or reference.
        bescheid: String,
    },
}

/// The status before its Bescheid is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::data) enum Status {
    Beantragt,
    InAussicht,
    Bewilligt,
}

impl Status {
    /// What the word means, for editors.
    pub(in crate::data) fn meaning(self) -> &'static str {
        match self {
            Self::Beantragt => "Die Zuwendung ist beantragt.",
            Self::InAussicht => "Sie ist zugesagt, aber noch nicht bewilligt.",
            Self::Bewilligt => "Sie ist bewilligt; der `bescheid` sagt, wodurch.",
        }
    }
}

pub(in crate::data) const STATUS: &[(&str, Status)] = &[
    ("beantragt", Status::Beantragt),
    ("in_aussicht", Status::InAussicht),
    ("bewilligt", Status::Bewilligt),
];

/// Reads the status of a grant and the Bescheid that goes with it.
pub(in crate::data) fn read(record: &Record<'_>, intake: &Intake) -> Option<Option<Foerderstatus>> {
    let status = record.read_optional("status", |node, intake| value::choice(node, STATUS, intake));
    let bescheid = record.read_optional("bescheid", value::text);
    let (status, bescheid) = (status?, bescheid?);
    let place = |key| record.node(key).map(|node| node.place.clone());
    match (status, bescheid) {
        (Some(Status::Bewilligt), Some(bescheid)) => {
            Some(Some(Foerderstatus::Bewilligt { bescheid }))
        }
        (Some(Status::Bewilligt), None) => intake.reject(
            Diagnostic::error(
                "bescheid-fehlt",
                &place("status")?,
                "Die Zuwendung ist bewilligt, aber der Bescheid fehlt",
            )
            .with_hint(
                "Ergänzen Sie zum Beispiel `bescheid: Zuwendungsbescheid des Landes vom \
                 01.03.2021, Az. …`.",
            ),
        ),
        (_, Some(_)) => intake.reject(
            Diagnostic::error(
                "angaben-widersprechen",
                &place("bescheid")?,
                "Einen Bescheid gibt es erst, wenn die Zuwendung bewilligt ist",
            )
            .with_hint("Schreiben Sie `status: bewilligt`, oder löschen Sie die Zeile."),
        ),
        (Some(Status::Beantragt), None) => Some(Some(Foerderstatus::Beantragt)),
        (Some(Status::InAussicht), None) => Some(Some(Foerderstatus::InAussicht)),
        (None, None) => Some(None),
    }
}
