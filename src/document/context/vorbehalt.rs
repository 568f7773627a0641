//! What holds of funds while the Haushaltssatzung that provides them is not in force.

use serde::Serialize;

use crate::data::{Paper, Satzung};
use crate::period::Jahr;

/// What holds while the Haushaltssatzung of a year is not in force.
#[derive(Serialize, Clone, PartialEq, Eq)]
pub(super) struct Vorbehalt {
    /// `in_kraft`, `nicht_in_kraft` or `vorlaeufig`.
    pub(super) satzung: &'static str,
    /// The years of the Haushaltssatzung, where it is not in force and one.
    haushaltssatzung: Option<String>,
}

impl Vorbehalt {
    /// That of `jahr`.
    pub(super) fn of(paper: &Paper, jahr: Jahr) -> Self {
        // What a draft provides is provided on condition that it comes into force.
        let satzung = match paper.haushalt.satzung(jahr) {
            Satzung::Vorlaeufig if provides(paper, jahr) => Satzung::NichtInKraft,
            satzung => satzung,
        };
        Self::new(satzung, &paper.haushalt.satzungsjahre(jahr))
    }

    pub(super) fn new(satzung: Satzung, jahre: &[Jahr]) -> Self {
        let jahre: Vec<String> = jahre.iter().map(ToString::to_string).collect();
        Self {
            satzung: satzung.schluessel(),
            haushaltssatzung: (satzung != Satzung::InKraft).then(|| jahre.join("/")),
        }
    }

    /// What this and `other` say alike: of the respective Haushaltssatzung where theirs differ.
    pub(super) fn shared_with(self, other: &Self) -> Option<Self> {
        let is_same = self.haushaltssatzung == other.haushaltssatzung;
        (self.satzung == other.satzung)
            .then(|| Self { haushaltssatzung: self.haushaltssatzung.filter(|_| is_same), ..self })
    }

    /// Whether there is anything to say.
    pub(super) fn is_reserved(&self) -> bool {
        self.haushaltssatzung.is_some()
    }
}

/// Whether the draft of the budget of `jahr` provides for what the paper needs.
fn provides(paper: &Paper, jahr: Jahr) -> bool {
    let state = paper.haushalt.jahre.get(&jahr);
    paper.haushalt.is_entwurf(jahr) && state.is_none_or(|state| state.stand.may_be_drafted())
}
