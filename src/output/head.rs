//! Which paper a file of figures is about, so that it can be told from others.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::data::Paper;

/// What a paper says of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// The name of its kind, such as `Beschlussvorlage`.
    pub art: String,
    /// Its number.
    pub nummer: String,
    /// Its date.
    pub datum: Date,
}

/// The same as it stands in a file.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Written {
    kind: String,
    number: String,
    /// As year, month and day.
    date: String,
}

impl Head {
    /// The head of `paper`.
    pub fn of(paper: &Paper) -> Self {
        let vorlage = &paper.vorlage;
        let art = paper.profil.arten.get(&vorlage.art);
        let art = art.map_or(&vorlage.art, |art| &art.name).clone();
        Self { art, nummer: vorlage.nummer.clone(), datum: vorlage.datum }
    }

    pub(super) fn written(&self) -> Written {
        Written {
            kind: self.art.clone(),
            number: self.nummer.clone(),
            date: self.datum.to_string(),
        }
    }
}

/// The head in a file of figures; none where it has none.
pub fn head(json: &[u8]) -> Option<Head> {
    #[derive(Deserialize)]
    struct File {
        paper: Written,
    }
    let File { paper: Written { kind, number, date } } = serde_json::from_slice(json).ok()?;
    Some(Head { art: kind, nummer: number, datum: date.parse().ok()? })
}
