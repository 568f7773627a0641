//! Reads what a cell of a table holds: nothing, words, one number, or what is not
//! understood – which makes everything that is calculated with it unknown.

use rust_decimal::Decimal;

use super::amount::{Amount, Exactness, Kind};
use super::{digits, reading};

/// What a cell holds.
#[derive(Debug, Clone)]
pub(in crate::audit) enum Cell {
    /// Nothing, or a dash that stands for nothing.
    Empty,
    /// Words without a digit.
    Words,
    /// One number and nothing that changes it.
    Number(Amount),
    /// Digits that are not understood as one number.
    Opaque,
}

impl Cell {
    /// The number in the cell.
    pub(in crate::audit) fn amount(&self) -> Option<&Amount> {
        match self {
            Self::Number(amount) => Some(amount),
            Self::Empty | Self::Words | Self::Opaque => None,
        }
    }
}

/// Reads the text of a cell.
pub(in crate::audit) fn read(text: &str) -> Cell {
    let trimmed = text.trim();
    if trimmed.chars().all(|char| "-–—−./,= €%".contains(char)) {
        return Cell::Empty;
    }
    if !trimmed.contains(|char: char| char.is_ascii_digit()) {
        return Cell::Words;
    }
    number(text).map_or(Cell::Opaque, Cell::Number)
}

fn number(text: &str) -> Option<Amount> {
    let body = without_note(text);
    let ranges = digits::numbers(body);
    let [range] = ranges.as_slice() else { return None };
    let with_unit = reading::with_unit(body, range.clone(), 0);
    let mut amount = with_unit.or_else(|| reading::plain(body, range.clone()))?;
    amount.value?;
    let before = body.get(..amount.range.start)?.trim();
    let after = body.get(amount.range.end..)?.trim();
    let is_bracketed = before == "(" && after.starts_with(')') || before == "(-";
    let detached = ["-", "–", "—", "−", "./.", "(-", "(−"].contains(&before);
    let trailing = ["-", "−", "–", "- €", "-€", "– €", "−€"].contains(&after);
    let rest = after.trim_start_matches(')').trim_start_matches(['-', '−', '–']).trim();
    let has_minus_behind = trailing || after.starts_with('-') && rest == "€";
    let is_plain_before = is_harmless_before(before) || detached || is_bracketed;
    let is_plain_after = is_harmless_after(rest, amount.kind) || trailing || has_minus_behind;
    if !is_plain_before || !is_plain_after || amount.exactness == Exactness::Bound {
        return None;
    }
    if amount.kind == Kind::Number && rest.starts_with('€') {
        amount.kind = Kind::Euro;
    }
    let is_negative =
        detached || has_minus_behind || (is_bracketed && amount.kind != Kind::Percent);
    if is_negative && amount.value.is_some_and(|value| value > Decimal::ZERO) {
        amount.value = amount.value.map(|value| -value);
    }
    Some(amount)
}

/// The cell without the mark of a footnote behind it: `²`, `*`, `1)`.
fn without_note(text: &str) -> &str {
    let end = text.trim_end();
    let raised = end.trim_end_matches(|char: char| "¹²³⁴⁵⁶⁷⁸⁹⁰*†".contains(char));
    if raised.len() < end.len() {
        return raised.trim_end();
    }
    let raised =
        end.trim_end_matches(')').trim_end_matches(|char: char| "¹²³⁴⁵⁶⁷⁸⁹⁰*".contains(char));
    if raised.len() + 1 < end.len() && end.ends_with(')') {
        return raised.trim_end_matches('(').trim_end();
    }
    let Some(open) = end.strip_suffix(')') else { return text };
    let digits = open.len() - open.trim_end_matches(|char: char| char.is_ascii_digit()).len();
    let before = open.get(..open.len() - digits).unwrap_or_default();
    let is_note =
        (1..=2).contains(&digits) && before.ends_with([' ', '€']) && !before.trim().is_empty();
    if is_note { before.trim_end() } else { text }
}

fn is_harmless_before(before: &str) -> bool {
    const WORDS: [&str; 13] =
        ["", "+", "=", "rd.", "rund", "ca.", "etwa", "Σ", "∑", "~", "circa", "* ", "(+"];
    WORDS.contains(&before.to_lowercase().trim())
}

fn is_harmless_after(rest: &str, kind: Kind) -> bool {
    const WORDS: [&str; 24] = [
        "",
        "€",
        "eur",
        "euro",
        "brutto",
        "netto",
        "(brutto)",
        "(netto)",
        "p. a.",
        "p.a.",
        "p. a",
        "p.a",
        "jährlich",
        "/jahr",
        "/ jahr",
        "pro jahr",
        "einmalig",
        "inkl. mwst.",
        "(inkl. mwst.)",
        ")",
        "*)",
        "n",
        "anteile",
        ")*",
    ];
    let rest = rest.to_lowercase();
    WORDS.contains(&rest.trim()) || (kind == Kind::Stellen && rest.chars().all(char::is_alphabetic))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn value(text: &str) -> String {
        match read(text) {
            Cell::Empty => "leer".into(),
            Cell::Words => "Worte".into(),
            Cell::Opaque => "?".into(),
            Cell::Number(amount) => amount.value.unwrap_or_default().to_string(),
        }
    }

    #[test]
    fn reads_every_minus() {
        for text in [
            "-250,00 €",
            "- 250,00 €",
            "−250,00",
            "– 250,00 €",
            "250,00- €",
            "250,00-",
            "250,00 € -",
            "(250,00 €)",
            "(250,00) €",
            "./. 250,00 €",
            "-       250,00",
            "250,00 €-",
        ] {
            assert_eq!(value(text), "-250.00", "{text}");
        }
    }

    #[test]
    fn reads_numbers_with_notes() {
        for text in [
            "20.000 € ²",
            "20.000 € brutto",
            "20.000 € p. a.",
            "20.000 € 1)",
            "20.000 €*",
            "20 000",
        ] {
            assert_eq!(value(text), "20000", "{text}");
        }
        assert_eq!(value("12,5 %"), "12.5");
        assert_eq!(value("1.000 Tsd. EUR"), "1000000");
    }

    #[test]
    fn tells_what_is_not_understood() {
        for text in
            ["bis 5.000 €", "2 x 10.000 €", "50.000 – 60.000 €", "5 € 6 €", "1,0 E 13", "12 Monate"]
        {
            assert_eq!(value(text), "?", "{text}");
        }
        assert_eq!(
            (value(" – "), value("-,--"), value("k. A.")),
            ("leer".into(), "leer".into(), "Worte".into())
        );
    }
}
