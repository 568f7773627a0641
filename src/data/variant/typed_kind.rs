//! Tells what a value of the YAML counts, from the path under which it was typed.
//!
//! Knows no key itself: it follows the path through the forms that the readers declare.

use crate::data::paper::load;
use crate::data::record::Field;
use crate::data::record::form::Form;

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
    /// What the single value `text` under the keys `path` counts; entries of lists are keys, too.
    pub fn of(path: &[String], text: &str) -> Self {
        let mut forms = Vec::new();
        fields(load::SECTIONS, path, &mut forms);
        let is_percent = text.trim_end().ends_with('%');
        let is_number = text.starts_with(|c: char| c.is_ascii_digit());
        let art = |form: &Form| match form {
            Form::Percent if is_percent => Some(Self::Prozent),
            Form::Amount if is_number => Some(Self::Betrag),
            Form::Count if is_number => Some(Self::Menge),
            Form::Id | Form::Choice(_) if !is_number => Some(Self::Name),
            _ => None,
        };
        forms.iter().find_map(art).unwrap_or(Self::Text)
    }
}

/// Adds the forms of what stands under `path` in a record of `all`.
fn fields(all: &[Field], path: &[String], found: &mut Vec<Form>) {
    let Some((name, below)) = path.split_first() else { return };
    for field in all.iter().filter(|field| field.name() == name) {
        follow(field.form(), below, found);
    }
}

/// Adds the forms of what stands under `path` in a value of the form `form`.
fn follow(form: Form, path: &[String], found: &mut Vec<Form>) {
    match (form, path) {
        (Form::Either(forms), _) => forms.iter().for_each(|of| follow(*of, path, found)),
        (form, []) => found.push(form),
        (Form::Record(of), _) => fields(of, path, found),
        (Form::Records(all), _) => all.iter().for_each(|of| fields(of, path, found)),
        (Form::List(inner) | Form::Map(_, inner), [_, below @ ..]) => {
            follow(*inner, below, found);
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_tell_what_is_counted() {
        for (path, text, art) in [
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
            assert_eq!(TypedKind::of(&path, text), art, "{path:?}");
        }
    }
}
