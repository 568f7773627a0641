//! Whether two values that were typed differently say the same: `1.0` and `1` where a
//! number is meant, `01.05.2021` and `2021-05-01` where a day is.
//!
//! What is meant is told by the records that the readers open; a text such as `1.10` says
//! what stands there and nothing else.

use rust_decimal::Decimal;

use crate::data::paper::load::SECTIONS;
use crate::data::record::form::Form;
use crate::german::date;

/// Whether `alt` and `neu` say the same at the path of `keys`.
pub fn is_same_value(keys: &[&str], old: &str, new: &str) -> bool {
    let (old, new) = (old.trim(), new.trim());
    old == new || {
        // A word to choose is neither a number nor a day.
        let mut forms = leaves(keys);
        forms.retain(|form| !matches!(form, Form::Choice(_)));
        let is = |kind: fn(&Form) -> bool| !forms.is_empty() && forms.iter().all(kind);
        let same_number = || number(old).is_some_and(|value| number(new) == Some(value));
        let same_day = || date::parse(old).is_some_and(|day| date::parse(new) == Some(day));
        is(|form| matches!(form, Form::Date)) && same_day() || is(is_number) && same_number()
    }
}

fn is_number(form: &Form) -> bool {
    matches!(form, Form::Amount | Form::Count | Form::Whole | Form::Percent)
}

/// The forms of a single value that may stand at the path of `keys`.
fn leaves(keys: &[&str]) -> Vec<Form> {
    let mut forms = vec![Form::Record(SECTIONS)];
    for key in keys {
        forms = forms.into_iter().flat_map(|form| below(form, key)).collect();
    }
    let is_single = |form: &Form| {
        !matches!(form, Form::Record(_) | Form::Records(_) | Form::List(_) | Form::Map(..))
    };
    forms.into_iter().flat_map(alternatives).filter(is_single).collect()
}

/// What stands under `key` in a value of `form`; under any name in a list.
fn below(form: Form, key: &str) -> Vec<Form> {
    let of = |form: Form| match form {
        Form::Record(fields) => vec![fields],
        Form::Records(records) => records.to_vec(),
        _ => Vec::new(),
    };
    let deeper = |form: Form| match form {
        Form::List(inner) | Form::Map(_, inner) => vec![*inner],
        form => {
            let fields = of(form).into_iter().flatten().filter(|field| field.name() == key);
            fields.map(|field| field.form()).collect()
        }
    };
    alternatives(form).into_iter().flat_map(deeper).collect()
}

fn alternatives(form: Form) -> Vec<Form> {
    match form {
        Form::Either(forms) => forms.iter().copied().flat_map(alternatives).collect(),
        form => vec![form],
    }
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
}
