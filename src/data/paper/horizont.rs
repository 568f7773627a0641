//! How far a paper calculates what has no end: `programm.horizont`.
//!
//! It is looked at before the programme is read, since periods need it; what is wrong with it
//! the programme reports.

use crate::data::record::date;
use crate::data::yaml::node::Node;
use crate::period::Jahr;

/// How far periods without an end are calculated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::data) enum Horizont {
    /// The data does not say it.
    Missing,
    /// The data says it wrongly, which was reported where it stands.
    Wrong,
    /// To the end of this year.
    Until(Jahr),
}

impl Horizont {
    /// What `programm` says, without reporting anything.
    pub(in crate::data) fn of(programm: Option<&Node>) -> Self {
        match programm.map(|programm| programm.get("horizont")) {
            None => Self::Wrong,
            Some(None) => Self::Missing,
            Some(Some(node)) => node
                .as_text()
                .and_then(|text| date::parse_year(text.trim()))
                .map_or(Self::Wrong, Self::Until),
        }
    }
}
