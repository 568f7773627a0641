//! Reads a file of figures, as `vorlage figures --json` writes it, back into an arena.
//!
//! Only names, printed values and units are read: how a figure came about is known to
//! whoever wrote the file. Nothing in it is trusted to be in order.

use rust_decimal::Decimal;
use serde::Deserialize;

use super::json;
use crate::diagnostic::Place;
use crate::finance::{Derivation, Figure, Figures, Rounding, Unit};
use crate::money::Exact;

/// The most figures that are read.
const MOST: usize = 200_000;

#[derive(Deserialize)]
struct All {
    figures: Vec<One>,
}

#[derive(Deserialize)]
struct One {
    id: String,
    value: String,
    unit: String,
}

/// The figures of the file `text`, given at `place`; nothing where it is no such file.
pub fn figures_of_json(text: &str, place: &Place) -> Option<Figures> {
    let all: All = serde_json::from_str(text).ok()?;
    if all.figures.is_empty() || all.figures.len() > MOST {
        return None;
    }
    let mut figures = Figures::default();
    for One { id, value, unit } in all.figures {
        let value = Decimal::from_str_exact(&value).ok()?;
        let unit = Unit::ALL.into_iter().find(|known| json::unit(*known) == unit)?;
        let is_name = |c: char| c.is_ascii_alphanumeric() || "._-".contains(c);
        if id.is_empty() || !id.chars().all(is_name) {
            return None;
        }
        figures.add(Figure {
            name: id,
            exact: Exact::from(value),
            value,
            unit,
            derivation: Derivation::Given { place: place.clone(), source: None },
            rounding: Rounding::Exact,
        });
    }
    Some(figures)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
mod tests {
    use super::*;
    use crate::diagnostic::Sources;

    fn read(text: &str) -> Option<Figures> {
        let mut sources = Sources::default();
        figures_of_json(text, &Place { file: sources.add("a", "b"), range: 0..1 })
    }

    #[test]
    fn values_keep_their_digits_and_units() {
        let text = r#"{"figures":[{"id":"volumen","value":"1686708.05","unit":"EUR","text":"x"}]}"#;
        let figures = read(text).unwrap();
        let figure = figures.get(figures.find("volumen").unwrap());
        assert_eq!((figure.value.to_string(), figure.unit), ("1686708.05".into(), Unit::Euro));
    }

    #[test]
    fn what_is_no_file_of_figures_is_refused() {
        for text in [
            "",
            "{}",
            r#"{"figures":[]}"#,
            r#"{"figures":[{"id":"a","value":"zehn","unit":"EUR"}]}"#,
            r#"{"figures":[{"id":"a","value":"10","unit":"USD"}]}"#,
            r#"{"figures":[{"id":"a b","value":"10","unit":"EUR"}]}"#,
            r#"{"figures":[{"id":"a","value":"99999999999999999999999999999999","unit":"EUR"}]}"#,
        ] {
            assert!(read(text).is_none(), "{text}");
        }
    }
}
