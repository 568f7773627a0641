//! Multiplies out what a calculation prints, and holds it to what it is said to give.
//!
//! A number behind „rund“ is somewhere within one unit of its last place; everything else is
//! what it is. So a calculation gives the least and the most that it can be.

use num_rational::BigRational;

use super::{Rounding, number};

/// The least and the most that something is.
type Range = (BigRational, BigRational);

/// `1.234,50 €`, `2,0 %` or `−0,01 €`; none for what is no number.
pub(super) fn amount(text: &str) -> Option<BigRational> {
    let text = text.trim_end_matches([' ', '€', '%']);
    let (sign, digits) = match text.strip_prefix('−') {
        Some(digits) => ("-", digits.replace('.', "")),
        None => ("", text.replace('.', "")),
    };
    let (whole, places) = digits.split_once(',').unwrap_or((&digits, ""));
    let is_number =
        !whole.is_empty() && (whole.to_owned() + places).bytes().all(|b| b.is_ascii_digit());
    is_number
        .then(|| format!("{sign}{whole}{places}/1{}", "0".repeat(places.len())).parse().unwrap())
}

/// One unit of the last printed place of `text`.
fn unit(text: &str) -> BigRational {
    let digits = text.trim_end_matches([' ', '€', '%']);
    let places = digits.split_once(',').map_or(0, |(_, places)| places.len());
    number(1) / number(10).pow(i32::try_from(places).unwrap())
}

fn operand(text: &str) -> Option<Range> {
    match text.strip_prefix("rund ") {
        Some(about) => {
            let (value, unit) = (amount(about)?, unit(about));
            Some((&value - &unit, value + unit))
        }
        None => amount(text).map(|value| (value.clone(), value)),
    }
}

fn each(range: Range, of: impl Fn(BigRational) -> BigRational) -> Range {
    (of(range.0), of(range.1))
}

/// `value` in whole `unit`s.
fn rounded(value: &BigRational, unit: &BigRational, is_cut: bool) -> BigRational {
    let units = value / unit;
    let half = BigRational::new(1.into(), 2.into());
    let whole = match (is_cut, units < number(0)) {
        (true, _) => units.trunc(),
        (false, true) => -(-units + half).floor(),
        (false, false) => (units + half).floor(),
    };
    whole * unit
}

/// What `text` gives; none where it is no calculation.
fn calculated(text: &str) -> Option<Range> {
    if text == "keine Beträge" {
        return Some((number(0), number(0)));
    }
    if let Some((of, cap)) = text.rsplit_once(", höchstens ") {
        let (of, cap) = (calculated(of)?, operand(cap)?);
        return Some((of.0.min(cap.0), of.1.min(cap.1)));
    }
    if let Some(of) = text.strip_suffix(", mindestens nichts") {
        return Some(each(calculated(of)?, |value| value.max(number(0))));
    }
    if let Some(of) = text.strip_suffix(", aufgerundet") {
        return Some(each(calculated(of)?, |value| value.ceil()));
    }
    for (words, unit) in [("auf volle Euro", number(1)), ("auf Cent", number(1) / number(100))] {
        for (how, is_cut) in [("abgeschnitten", true), ("kaufmännisch gerundet", false)] {
            if let Some(of) = text.strip_suffix(&format!(", {words} {how}")) {
                return Some(each(calculated(of)?, |value| rounded(&value, &unit, is_cut)));
            }
        }
    }
    if let Some((rate, of)) = text.split_once(" von ") {
        let (rate, of) = (operand(rate)?, operand(of)?);
        return Some((rate.0 * of.0 / number(100), rate.1 * of.1 / number(100)));
    }
    if let Some((of, by)) = text.split_once(" ÷ ") {
        let (of, by) = (operand(of)?, operand(by)?);
        return Some((of.0 / &by.1, of.1 / by.0));
    }
    if let Some((part, whole)) = text.split_once(" / ") {
        let (part, whole) = (operand(part)?, operand(whole)?);
        return Some((part.0 / whole.1 * number(100), part.1 / whole.0 * number(100)));
    }
    if text.contains('(') || text.contains(" × ") {
        let factors = text.split(" × ").map(factor);
        return factors.into_iter().try_fold((number(1), number(1)), |product, factor| {
            let factor = factor?;
            Some((product.0 * factor.0, product.1 * factor.1))
        });
    }
    if let Some((of, less)) = text.split_once(" − ") {
        let (of, less) = (operand(of)?, operand(less)?);
        return Some((of.0 - less.1, of.1 - less.0));
    }
    text.split(" + ").try_fold((number(0), number(0)), |sum, of| {
        let of = operand(of)?;
        Some((sum.0 + of.0, sum.1 + of.1))
    })
}

fn factor(text: &str) -> Option<Range> {
    if let Some(rise) = text.strip_prefix("(1 + ") {
        let (rate, power) = rise.split_once(')')?;
        let power = ["", "²", "³", "⁴"].iter().position(|known| *known == power)? + 1;
        let power = i32::try_from(power).unwrap();
        return Some(each(operand(rate)?, |rate| (number(1) + rate / number(100)).pow(power)));
    }
    match text.strip_suffix("/12") {
        Some(months) => Some(each(operand(months)?, |months| months / number(12))),
        None => operand(text),
    }
}

/// Whether `text` says of itself that it calculates: it begins with a number.
pub(super) fn is_calculation(text: &str) -> bool {
    let text = text.trim_start_matches("rund ").trim_start_matches('−');
    text == "keine Beträge" || text.starts_with(|c: char| c.is_ascii_digit())
}

/// What is wrong with `text`, said to give `printed`.
pub(super) fn fault(text: &str, printed: &str, rounding: Rounding) -> Option<String> {
    let step = unit(printed);
    let (told, moved) =
        [("Cent mehr", 1), ("Cent weniger", -1), ("Euro mehr", 1), ("Euro weniger", -1)]
            .into_iter()
            .find_map(|(word, by)| {
                Some((text.strip_suffix(&format!(", zum Ausgleich ein {word}"))?, by))
            })
            .unwrap_or((text, 0));
    let Some(value) = amount(printed) else { return Some(format!("`{printed}` is no number")) };
    let Some((least, most)) = calculated(told) else {
        return Some(format!("`{text}` cannot be read"));
    };
    let is_cut = rounding.is_cut && printed.ends_with('€');
    let near = |value| rounded(value, &step, is_cut) + &step * number(moved);
    let is_true = near(&least) <= value && value <= near(&most);
    (!is_true).then(|| format!("`{text}` = {printed}, but it is {least} to {most}"))
}
