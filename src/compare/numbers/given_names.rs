//! Says a name that somebody gave in the data as a reader of papers writes it: with a capital
//! letter, and umlauts where they are known.

use crate::german::capitalized;

/// Names that are not written as they are read.
const NAMES: [(&str, &str); 3] =
    [("foerderung", "Förderung"), ("massnahme", "Maßnahme"), ("traeger", "Träger")];

/// `name` as it is read.
pub(in crate::compare) fn name(name: &str) -> String {
    match NAMES.iter().find(|(own, _)| *own == name) {
        Some((_, word)) => (*word).to_owned(),
        None => capitalized(&name.replace('_', " ")),
    }
}
