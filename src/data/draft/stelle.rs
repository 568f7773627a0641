//! Reads a Stelle as it is asked for in one line: `1.0 E 13 Leitung`.

use std::str::FromStr;

use rust_decimal::Decimal;

use crate::data::record::value;
use crate::german::typed::{self, Unit};

/// A Stelle of a new paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stellenwunsch {
    /// Its quantity in full posts.
    pub anteil: Decimal,
    /// Its grade as printed, such as `E 13`.
    pub bewertung: String,
    /// What it is for.
    pub funktion: String,
}

impl Stellenwunsch {
    /// The name of its grade in the data, such as `e13`.
    pub(super) fn kostensatz(&self) -> String {
        kennung(&self.bewertung.replace(' ', ""), "bewertung")
    }

    /// The name by which the data can refer to it.
    pub(super) fn kennung(&self) -> String {
        kennung(&self.funktion, "stelle")
    }
}

/// `text` as the name of a record, or `other` before it where it begins with a digit.
fn kennung(text: &str, other: &str) -> String {
    let id = value::as_id(text);
    if value::is_id(&id) { id } else { format!("{other}_{id}").trim_end_matches('_').to_owned() }
}

impl FromStr for Stellenwunsch {
    type Err = String;

    /// Reads quantity, grade and function; the number of a grade may stand by itself.
    fn from_str(text: &str) -> Result<Self, String> {
        const FORM: &str = "erwartet sind Anteil, Bewertung und Funktion wie `1.0 E 13 Leitung`";
        let mut words: Vec<&str> = text.split_whitespace().collect();
        // Who says „2,5 Stellen S 12“ has not named a grade yet.
        if words.get(1).is_some_and(|word| typed::is_word_for_stellen(word)) {
            words.remove(1);
        }
        let (Some(anteil), Some(grade)) = (words.first(), words.get(1)) else {
            return Err(FORM.into());
        };
        let anteil = typed::read(anteil, Unit::Stellen).ok();
        let anteil = anteil.and_then(|anteil| Decimal::from_str_exact(&anteil).ok());
        let anteil = anteil.filter(|anteil| *anteil > Decimal::ZERO);
        let Some(anteil) = anteil else { return Err(FORM.into()) };
        let is_number = |word: &&&str| word.starts_with(|first: char| first.is_ascii_digit());
        let is_letters = grade.chars().all(char::is_alphabetic);
        let number = words.get(2).filter(|word| is_letters && is_number(word));
        let bewertung = number.map_or((*grade).to_owned(), |number| format!("{grade} {number}"));
        let rest = words.get(if number.is_some() { 3 } else { 2 }..).unwrap_or_default();
        if rest.is_empty() {
            return Err(FORM.into());
        }
        Ok(Self { anteil, bewertung, funktion: rest.join(" ") })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stelle_is_read_from_one_line() {
        #[track_caller]
        fn case(text: &str, anteil: &str, bewertung: &str, funktion: &str, kostensatz: &str) {
            let stelle: Stellenwunsch = text.parse().unwrap();
            assert_eq!(stelle.anteil.to_string(), anteil);
            assert_eq!((&*stelle.bewertung, &*stelle.funktion), (bewertung, funktion));
            assert_eq!(stelle.kostensatz(), kostensatz);
        }
        case("1.0 E 13 Leitung", "1.0", "E 13", "Leitung", "e13");
        case("0,5 A 7 Assistenz der Leitung", "0.5", "A 7", "Assistenz der Leitung", "a7");
        case("2 S11b Beratung", "2", "S11b", "Beratung", "s11b");
        case("1 EG 9b Büro", "1", "EG 9b", "Büro", "eg9b");
        case("2,5 Stellen S 12 Fallmanagement", "2.5", "S 12", "Fallmanagement", "s12");
    }

    #[test]
    fn a_line_without_all_three_is_refused() {
        for text in ["", "1.0", "1.0 E 13", "E 13 Leitung", "0 E 13 Leitung", "1.2345 E 13 Leitung"]
        {
            assert!(text.parse::<Stellenwunsch>().is_err(), "{text}");
        }
    }

    #[test]
    fn what_begins_with_a_digit_gets_a_name() {
        let stelle: Stellenwunsch = "1 E 13 2. Leitung".parse().unwrap();
        assert_eq!(stelle.kennung(), "stelle_2_leitung");
    }
}
