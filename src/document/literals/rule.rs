//! The rule: a number that stands for a quantity is a figure, or it is a finding.

use super::known;
use super::number::Number;
use super::reading::{Language, Reading};
use crate::german::unit::Counted;

/// Whether `number` stands for a quantity and is no figure.
pub(super) fn is_literal(number: &Number, reading: &Reading, language: Language) -> bool {
    if language == Language::Page {
        return is_literal_of_page(number, reading);
    }
    let is_year = || reading.text(number.range.clone()).len() == 4;
    match number.counted {
        _ if number.touches => true,
        None => !known::is_known(reading, number.range.clone(), number.in_words),
        // `2021 weitere Stellen` begins with a year, `E 13 bewertete Stellen` with a grade;
        // `2021 Stellen` is a number of Stellen.
        Some(Counted::Stellen) if !number.in_words => {
            let after = reading.after(number.range.end);
            let direct: String = after.iter().skip_while(|c| c.is_whitespace()).take(1).collect();
            let is_name = || {
                known::is_called(reading, number.range.clone())
                    || (is_year() && known::is_known(reading, number.range.clone(), false))
            };
            direct.starts_with(char::is_uppercase) || !is_name()
        }
        Some(_) => true,
    }
}

/// The layout is code full of lengths; a quantity in it has a unit and stands as in a text.
fn is_literal_of_page(number: &Number, reading: &Reading) -> bool {
    let text = reading.text(number.range.clone());
    match number.counted {
        None => false,
        // `50%` is a length, `2,5 %` and `4 %` are texts.
        Some(Counted::Percent) => {
            let spaced = reading.after(number.range.end).first() != Some(&'%');
            spaced || text.contains(',')
        }
        Some(_) => true,
    }
}
