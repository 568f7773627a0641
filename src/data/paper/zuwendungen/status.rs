//! How far a grant has come: applied for, promised, or granted by a Bescheid.

use crate::data::record::choice::choice;
use crate::data::record::declare::record;
use crate::data::record::kinds::{Designation, OneOf};
use crate::data::record::open::Record;
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

choice! {
    /// The status before its Bescheid is read.
    enum Status {
        /// Applied for.
        Beantragt = "beantragt", "beantragt", "Die Zuwendung ist beantragt.";
        /// Promised.
        InAussicht = "in_aussicht", "in Aussicht", "Sie ist zugesagt, aber noch nicht bewilligt.";
        /// Granted.
        Bewilligt = "bewilligt", "bewilligt", "Sie ist bewilligt; der `bescheid` sagt, wodurch.";
    }
}

record! {
    /// The keys that say how far a grant has come.
    pub(in crate::data) struct Progress, "Förderstatus" {
        status: Option<Status> = optional OneOf<Status>
            => "Status", "wie weit die Förderung ist: `beantragt`, `in_aussicht` oder \
                `bewilligt`", "beantragt";
        bescheid: Option<String> = optional Designation
            => "Bescheid", "der Bescheid, mit dem sie bewilligt ist, mit Datum und \
                Aktenzeichen", "Zuwendungsbescheid vom 01.03.2021";
    }
    makes Option<Foerderstatus> = progress;
}

fn progress<K>(read: Progress, record: &Record<'_, K>) -> Option<Option<Foerderstatus>> {
    match (read.status, read.bescheid) {
        (Some(Status::Bewilligt), Some(bescheid)) => {
            Some(Some(Foerderstatus::Bewilligt { bescheid }))
        }
        (Some(Status::Bewilligt), None) => record.lacking(
            &["bescheid"],
            Diagnostic::error(
                "bescheid-fehlt",
                record.place("status"),
                "Die Zuwendung ist bewilligt, aber der Bescheid fehlt",
            )
            .with_hint(
                "Ergänzen Sie zum Beispiel `bescheid: Zuwendungsbescheid des Landes vom \
                 01.03.2021, Az. …`.",
            ),
        ),
        (_, Some(_)) => record.intake().reject(
            Diagnostic::error(
                "angaben-widersprechen",
                record.place("bescheid"),
                "Einen Bescheid gibt es erst, wenn die Zuwendung bewilligt ist",
            )
            .with_hint("Schreiben Sie `status: bewilligt`, oder löschen Sie die Zeile."),
        ),
        (Some(Status::Beantragt), None) => Some(Some(Foerderstatus::Beantragt)),
        (Some(Status::InAussicht), None) => Some(Some(Foerderstatus::InAussicht)),
        (None, None) => Some(None),
    }
}
