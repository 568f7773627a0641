//! Finds the amounts of running text, each with its sign and its unit.
//!
//! A value is read only with its unit; dates, account numbers and provisions are none.

use std::ops::Range;

use rust_decimal::Decimal;

use super::amount::{Amount, Exactness, Kind};
use super::digits::{self, Reading};
use super::{exactness, unit};

/// The largest value that is read, so that sums stay in range.
const LARGEST: Decimal = Decimal::from_parts(276_447_232, 23_283, 0, false, 0);

/// All amounts of `text` that have a unit, in order; the first of `von 3,2 auf 3,5 Mio. €`
/// has that of the second.
pub(in crate::audit) fn read(text: &str) -> Vec<Amount> {
    let mut found: Vec<Amount> = Vec::new();
    let mut last = 0;
    let mut bare: Option<Range<usize>> = None;
    for range in digits::numbers(text) {
        match with_unit(text, range.clone(), last) {
            Some(amount) => {
                last = amount.range.end;
                found.extend(bare.take().and_then(|bare| like(text, bare, &amount)));
                found.push(amount);
            }
            None if is_year(text.get(range.clone()).unwrap_or_default()) => {}
            None => bare = Some(range),
        }
    }
    found
}

/// Whether `printed` may well be a year.
fn is_year(printed: &str) -> bool {
    let is_plain = printed.len() == 4 && printed.bytes().all(|byte| byte.is_ascii_digit());
    is_plain && (printed.starts_with("19") || printed.starts_with("20"))
}

/// The number at `range` in the unit of `next`, where it leads up to it.
fn like(text: &str, range: Range<usize>, next: &Amount) -> Option<Amount> {
    const LINKS: [&str; 8] = [
        "auf",
        "auf rund",
        "auf rd.",
        "auf nunmehr",
        "auf jetzt",
        "auf insgesamt",
        "auf künftig",
        "auf ca.",
    ];
    let between = text.get(range.end..next.range.start)?.trim();
    let before = text.get(..range.start)?.trim_end().to_lowercase();
    let is_short = between.chars().count() <= 40 && !between.contains([',', ';', '€', '%']);
    let leads = is_short
        && LINKS.iter().any(|link| between == *link || between.ends_with(&format!(" {link}")))
        && ["von", "von bisher", "von rund", "von rd.", "von derzeit"]
            .iter()
            .any(|word| before.ends_with(word));
    let amount = plain(text, range).filter(|_| leads)?;
    let times = |value: Decimal| value.checked_mul(next.factor);
    Some(Amount {
        kind: next.kind,
        value: amount.value.and_then(times).filter(|value| value.abs() <= LARGEST),
        step: times(amount.step)?,
        coarse: times(amount.coarse)?,
        factor: next.factor,
        ..amount
    })
}

/// All numbers of `text`, with and without a unit, in order.
pub(in crate::audit) fn terms(text: &str) -> Vec<Amount> {
    let mut found: Vec<Amount> = Vec::new();
    let mut last = 0;
    for range in digits::numbers(text) {
        let amount = with_unit(text, range.clone(), last).or_else(|| plain(text, range));
        if let Some(amount) = amount {
            last = amount.range.end;
            found.push(amount);
        }
    }
    found
}

/// The number at `range` without a unit.
pub(in crate::audit) fn plain(text: &str, range: Range<usize>) -> Option<Amount> {
    let printed = text.get(range.clone())?;
    let reading = digits::value(printed).filter(|_| !digits::is_date(printed))?;
    let (is_negative, start) = sign(text, range.start);
    Some(Amount {
        range: start..range.end,
        kind: Kind::Number,
        value: signed(reading.value, is_negative),
        step: reading.step,
        coarse: reading.coarse,
        exactness: Exactness::Exact,
        factor: Decimal::ONE,
    })
}

/// The amount at `range`, unless its unit belongs to one that ends at `last`.
pub(super) fn with_unit(text: &str, range: Range<usize>, last: usize) -> Option<Amount> {
    let printed = text.get(range.clone())?;
    let rest = text.get(range.end..)?;
    let dashes = no_cents(printed, rest);
    let behind = unit::after(rest.get(dashes..)?);
    let is_scaled = behind.is_some_and(|unit| unit.factor > 1) && printed.matches('.').count() == 1;
    // Groups of four digits and more are those of an account.
    let is_account = !printed.contains(',')
        && printed.contains('.')
        && printed.split('.').any(|group| group.len() > 3);
    if (digits::is_date(printed) && !is_scaled) || is_account || is_identifier(text, &range) {
        return None;
    }
    let outside = text.get(last..range.start)?;
    let ahead = unit::before(outside).filter(|_| behind.is_none());
    let (kind, factor, start, end) = match (behind, ahead) {
        (Some(unit), _) => (unit.kind, unit.factor, range.start, range.end + dashes + unit.length),
        (None, Some(unit)) => {
            (unit.kind, unit.factor, range.start - unit.length, range.end + dashes)
        }
        // `500,--` is money without a word for it; `500,-` may end a clause.
        (None, None) if dashes > 2 => (Kind::Euro, 1, range.start, range.end + dashes),
        (None, None) => return None,
    };
    let factor = Decimal::from(factor);
    let reading = digits::value(printed).or_else(|| decimal_point(printed, factor));
    let (is_negative, start) = sign(text, start);
    let (end, is_trailing) = trailing_minus(text, end, printed);
    let exactness = exactness::of(text, &(start..end));
    let scaled = reading.and_then(|reading| scaled(reading, factor));
    // What is too large to calculate with is no amount of a paper, though well written.
    if reading.is_some() && scaled.is_none_or(|reading| reading.value > LARGEST) {
        return None;
    }
    let reading = scaled;
    let one = Decimal::ONE;
    Some(Amount {
        range: start..end,
        kind,
        value: reading.and_then(|reading| signed(reading.value, is_negative || is_trailing)),
        step: reading.map_or(one, |reading| reading.step),
        coarse: reading.map_or(one, |reading| reading.coarse),
        exactness,
        factor,
    })
}

fn scaled(reading: Reading, factor: Decimal) -> Option<Reading> {
    let times = |value: Decimal| value.checked_mul(factor).map(|value| trimmed(value, factor));
    Some(Reading {
        value: times(reading.value)?,
        step: times(reading.step)?,
        coarse: times(reading.coarse)?,
        places: reading.places,
    })
}

/// `value` without the zeros behind the comma that only its factor left there.
fn trimmed(value: Decimal, factor: Decimal) -> Decimal {
    if factor == Decimal::ONE { value } else { value.normalize() }
}

/// `2.5` in `2.5 Mio. €`: with a scale, a point before one or two digits is a comma.
fn decimal_point(printed: &str, factor: Decimal) -> Option<Reading> {
    let (whole, fraction) = printed.split_once('.')?;
    let is_decimal = factor > Decimal::ONE && (1..=2).contains(&fraction.len());
    digits::value(&format!("{whole},{fraction}")).filter(|_| is_decimal)
}

/// How many bytes `,-`, `,--` or `,–` take that stand for no cents.
fn no_cents(printed: &str, rest: &str) -> usize {
    let start = rest.len() - rest.trim_start_matches(' ').len();
    let Some(after) = rest.get(start..).and_then(|rest| rest.strip_prefix([',', '.'])) else {
        return 0;
    };
    let dashes = after.len() - after.trim_start_matches(['-', '–', '—', '−']).len();
    let is_mark = dashes > 0 && dashes <= 6 && !printed.contains(',');
    if is_mark { start + 1 + dashes } else { 0 }
}

/// Whether the words before a number make it one of a provision, an account or a paper.
fn is_identifier(text: &str, range: &Range<usize>) -> bool {
    const WORDS: [&str; 18] = [
        "§",
        "§§",
        "nr.",
        "nummer",
        "konto",
        "sachkonto",
        "kostenstelle",
        "haushaltsstelle",
        "produkt",
        "auftrag",
        "abs.",
        "absatz",
        "art.",
        "artikel",
        "kostenträger",
        "psp-element",
        "vorlage",
        "drucksache",
    ];
    let word = text
        .get(..range.start)
        .map(str::trim_end)
        .and_then(|before| before.rsplit([' ', '(']).next());
    let word = word.unwrap_or_default().to_lowercase();
    let printed = text.get(range.clone()).unwrap_or_default();
    let has_thousands = printed.contains([',', '.']) && digits::value(printed).is_some();
    WORDS.contains(&word.trim_end_matches(':')) && !has_thousands
}

/// Whether the number that begins at `start` is negative, and where it begins with its sign.
fn sign(text: &str, start: usize) -> (bool, usize) {
    let before = text.get(..start).unwrap_or_default();
    let trimmed = before.trim_end();
    let Some(sign) = ["−", "./.", "-", "–", "—"].into_iter().find(|sign| trimmed.ends_with(sign))
    else {
        return (false, start);
    };
    let outside = trimmed.strip_suffix(sign).unwrap_or_default();
    let is_separate = outside.is_empty() || outside.ends_with([' ', '(', ':', '=']);
    let is_dash = ["-", "–", "—"].contains(&sign) && before.len() > trimmed.len();
    let is_negative = is_separate && (!is_dash || expects_amount(outside));
    (is_negative, if is_negative { trimmed.len() - sign.len() } else { start })
}

/// Whether the words before a dash lead to an amount, so that the dash is its sign.
fn expects_amount(before: &str) -> bool {
    const WORDS: [&str; 10] =
        ["von", "auf", "um", "beträgt", "betragen", "mit", "i.h.v.", "höhe", "=", "v."];
    let before = before.trim_end();
    let word = before.rsplit(' ').next().unwrap_or_default().to_lowercase();
    before.is_empty() || WORDS.contains(&word.as_str())
}

/// The end of an amount with a minus behind it, as in `250,00- €` and `250,00 €-`.
fn trailing_minus(text: &str, end: usize, printed: &str) -> (usize, bool) {
    let rest = text.get(end..).unwrap_or_default();
    let behind = rest.chars().nth(1);
    let is_minus = rest.starts_with(['-', '−'])
        && printed.contains(',')
        && !behind.is_some_and(char::is_alphanumeric);
    let length = rest.chars().next().map_or(0, char::len_utf8);
    if is_minus { (end + length, true) } else { (end, false) }
}

fn signed(value: Decimal, is_negative: bool) -> Option<Decimal> {
    Some(if is_negative { -value } else { value })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn case(text: &str, expected: &[(&str, &str)]) {
        let found: Vec<(String, String)> = read(text)
            .into_iter()
            .map(|amount| {
                let value = amount.value.map_or("?".into(), |value| value.to_string());
                (text[amount.range].to_owned(), value)
            })
            .collect();
        let found: Vec<(&str, &str)> = found.iter().map(|(a, b)| (&**a, &**b)).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn reads_money_as_it_is_written() {
        case("von 1.234,50 € auf EUR 5", &[("1.234,50 €", "1234.50"), ("EUR 5", "5")]);
        case("rd. 1,2 Mio. € und 54 T Euro", &[("1,2 Mio. €", "1200000"), ("54 T Euro", "54000")]);
        case(
            "1 250,00 EUR, 300.000,--€",
            &[("1 250,00 EUR", "1250.00"), ("300.000,--€", "300000")],
        );
        case("80.000 ,-- € und 500,- €", &[("80.000 ,-- €", "80000"), ("500,- €", "500")]);
        case("ein Ergebnis von - 2.000 Euro", &[("- 2.000 Euro", "-2000")]);
        case("Kosten – 2.000 Euro", &[("2.000 Euro", "2000")]);
        case("−5 €, -6 €, ./. 7 €", &[("−5 €", "-5"), ("-6 €", "-6"), ("./. 7 €", "-7")]);
        case("TEUR 120 und T€ 5", &[("TEUR 120", "120000"), ("T€ 5", "5000")]);
        case("2.5 Mio. €, 1.30.600,00 €", &[("2.5 Mio. €", "2500000"), ("1.30.600,00 €", "?")]);
    }

    #[test]
    fn reads_other_units() {
        case("von 3,2 auf 3,5 Mio. €", &[("3,2", "3200000.0"), ("3,5 Mio. €", "3500000")]);
        case("5,48 % und 2,5 Stellen", &[("5,48 %", "5.48"), ("2,5 Stellen", "2.5")]);
        case("4 v. H., 3 Prozentpunkte", &[("4 v. H.", "4"), ("3 Prozentpunkt", "3")]);
    }

    #[test]
    fn dates_and_numbers_of_things_are_no_amounts() {
        case("30.09.2025 € € § 83 € Konto 5318 €", &[]);
    }

    #[test]
    fn tells_how_exactly_an_amount_is_meant() {
        let exactness = |text: &str| -> Vec<Exactness> {
            read(text).into_iter().map(|amount| amount.exactness).collect()
        };
        use Exactness::{Bound, Exact, Rounded};
        assert_eq!(exactness("rund 5 €, 6 €, bis zu 7 €"), [Rounded, Exact, Bound]);
        assert_eq!(exactness("bei 50.000 – 60.000 € und 5 €"), [Bound, Exact]);
        assert_eq!(exactness("40.000 € – 50.000 € Bau, 5 €"), [Bound, Bound, Exact]);
        assert_eq!(exactness("zwischen 4 € und 5 €, mindestens 6 €"), [Bound; 3]);
    }
}
