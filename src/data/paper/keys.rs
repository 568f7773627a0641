//! What the declarations say of a value at a path of keys, such as `stellen.leitung.anteil`:
//! what its key is called, what it counts, and whether two values typed differently say the
//! same – `1.0` and `1` where a number is meant, `01.05.2021` and `2021-05-01` where a day is.
//!
//! Knows no key itself. Entries of lists and mappings are keys of a path, too.

use rust_decimal::Decimal;

use super::sections::SECTIONS;
use crate::data::record::form::{Form, Word};
use crate::data::record::paths;
use crate::german::date;

/// What a value counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TypedKind {
    /// Euro.
    Betrag,
    /// A quantity.
    Menge,
    /// Per cent.
    Prozent,
    /// The name of a record, or a word to choose.
    Name,
    /// Anything else, such as a day, a year or a line of text.
    Text,
}

impl TypedKind {
    /// What the single value `text` under the keys `path` counts.
    pub fn of(path: &[String], text: &str) -> Self {
        let is_percent = text.trim_end().ends_with('%');
        let is_number = text.starts_with(|c: char| c.is_ascii_digit());
        let kind = |form: &Form| match form {
            Form::Percent if is_percent => Some(Self::Prozent),
            Form::Amount if is_number => Some(Self::Betrag),
            Form::Count if is_number => Some(Self::Menge),
            Form::Id | Form::Reference(_) | Form::Choice(_) if !is_number => Some(Self::Name),
            _ => None,
        };
        paths::forms(&SECTIONS, path).iter().find_map(kind).unwrap_or(Self::Text)
    }
}

/// What the key that ends `path` is called; nothing where the clerk chose it.
pub fn key_title(path: &[String]) -> Option<&'static str> {
    paths::field(&SECTIONS, path).map(|field| field.title)
}

/// What one entry of the list at `path` is called.
pub fn entry_title(path: &[String]) -> Option<&'static str> {
    let shapes = |form: Form| match form {
        Form::List(inner) => inner.shapes(),
        _ => Vec::new(),
    };
    let entries = paths::forms(&SECTIONS, path).into_iter().flat_map(shapes);
    entries.map(|shape| shape.title).next()
}

/// The word `key` as it is read, where it is one to choose at `path`.
pub fn word_label(path: &[String], key: &str) -> Option<&'static str> {
    let words = |form: &Form| -> Option<&'static Word> {
        let Form::Choice(words) = form else { return None };
        words.iter().find(|word| word.key == key)
    };
    paths::forms(&SECTIONS, path).iter().find_map(words).map(|word| word.label)
}

/// Whether `alt` and `neu` say the same at the path of `keys`.
pub fn is_same_value(keys: &[&str], old: &str, new: &str) -> bool {
    let (old, new) = (old.trim(), new.trim());
    old == new || {
        // A word to choose is neither a number nor a day.
        let mut forms = paths::forms(&SECTIONS, keys);
        forms.retain(is_single);
        forms.retain(|form| !matches!(form, Form::Choice(_)));
        let is = |kind: fn(&Form) -> bool| !forms.is_empty() && forms.iter().all(kind);
        let same_number = || number(old).is_some_and(|value| number(new) == Some(value));
        let same_day = || date::parse(old).is_some_and(|day| date::parse(new) == Some(day));
        is(|form| matches!(form, Form::Date)) && same_day() || is(is_number) && same_number()
    }
}

fn is_single(form: &Form) -> bool {
    !matches!(form, Form::Record(_) | Form::Records(_) | Form::List(_) | Form::Map(..))
}

fn is_number(form: &Form) -> bool {
    matches!(form, Form::Amount | Form::Count | Form::Whole | Form::Percent)
}

/// The number that `text` writes, and whether it is one of a hundred.
fn number(text: &str) -> Option<(Decimal, bool)> {
    let number = text.strip_suffix('%');
    let value = Decimal::from_str_exact(number.unwrap_or(text).trim_end()).ok()?;
    Some((value, number.is_some()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::record::form::Shape;

    #[test]
    fn numbers_and_days_say_what_they_are_worth() {
        let same = |path: &str, old: &str, new: &str| {
            let keys: Vec<&str> = path.split('.').collect();
            is_same_value(&keys, old, new)
        };
        assert!(same("stellen.assistenz.anteil", "1.0", "1"));
        assert!(same("stellen.traeger.anteil.2022", "10", "10.00"));
        assert!(same("steigerungen.tarif.satz", "2 %", "2.0%"));
        assert!(same("kosten.beratung.betrag", "9000", "9000.00"));
        assert!(same("vorlage.datum", "01.05.2021", "2021-05-01"));
        assert!(!same("vorlage.datum", "01.05.2021", "05.01.2021"));
        assert!(!same("stellen.assistenz.anteil", "1.0", "1.01"));
        // A share of the cost is no amount.
        assert!(!same("zuwendungen.land.eigenmittel", "10", "10 %"));
        // What is printed as it was typed is a text, whatever it looks like.
        assert!(!same("vorlage.anlagen.1", "1.10", "1.1"));
        assert!(!same("haushalt.teilplan", "0504", "504"));
        assert!(!same("unbekannt.x", "1.0", "1"));
    }

    #[test]
    fn paths_tell_what_is_counted() {
        for (path, text, kind) in [
            ("stellen.a.anteil", "0.5", TypedKind::Menge),
            ("stellen.a.anteil.2022", "10", TypedKind::Menge),
            ("stellen.a.kostensatz", "e13", TypedKind::Name),
            ("stellen.a.funktion", "1 Kraft", TypedKind::Text),
            ("kostensaetze.e13.jahresbetrag", "84100", TypedKind::Betrag),
            ("steigerungen.tarif.satz", "2 %", TypedKind::Prozent),
            ("steigerungen.tarif.basisjahr", "2021", TypedKind::Text),
            ("zuwendungen.land.bewilligt.2021.betrag", "463500", TypedKind::Betrag),
            ("programm.zeitraeume.a.bis", "31.12.2022", TypedKind::Text),
            ("investitionen.a.zahlungen.2016.betrag", "200000", TypedKind::Betrag),
            ("nichts.davon", "5", TypedKind::Text),
        ] {
            let path: Vec<String> = path.split('.').map(str::to_owned).collect();
            assert_eq!(TypedKind::of(&path, text), kind, "{path:?}");
        }
    }

    #[test]
    fn keys_words_and_entries_are_called_as_declared() {
        let path = |path: &str| -> Vec<String> { path.split('.').map(str::to_owned).collect() };
        assert_eq!(key_title(&path("stellen.leitung.kostensatz")), Some("Kostensatz"));
        assert_eq!(key_title(&path("programm.zeitraeume.a.von")), Some("Beginn"));
        assert_eq!(key_title(&path("stellen.leitung")), None);
        assert_eq!(entry_title(&path("investitionen.a.zahlungen")), Some("Auszahlung"));
        assert_eq!(word_label(&path("stellen.a.einrichtung"), "entfaellt"), Some("entfällt"));
        assert_eq!(word_label(&path("stellen.a.rolle"), "entfaellt"), None);
    }

    /// Every key has a title that is read as German: with umlauts, without `_`.
    #[test]
    fn titles_are_german() {
        fn check(shape: &'static Shape) {
            for field in shape.keys() {
                let mut read = field.title.to_lowercase();
                assert!(!read.is_empty() && !read.contains('_'), "{}", field.name);
                for right in ["steuer", "neu", "quelle", "dauer"] {
                    read = read.replace(right, "");
                }
                let left = ["ae", "oe", "ue"].iter().find(|two| read.contains(**two));
                assert_eq!(left, None, "{}", field.name);
                below(field.form);
            }
        }
        fn below(form: Form) {
            match form {
                Form::List(inner) | Form::Map(_, inner) => below(*inner),
                Form::Either(forms) => forms.iter().for_each(|form| below(*form)),
                form => form.shapes().into_iter().for_each(check),
            }
        }
        check(&SECTIONS);
    }
}
