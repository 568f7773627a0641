//! Checks products that a text spells out: `84.100,00 € × 1,0 × 8/12 = 56.066,67 €`,
//! `14 Stellen zu je 68.000 €, also 952.000 €`.

use std::ops::Range;

use rust_decimal::Decimal;

use super::super::number::{Amount, Kind, terms};
use super::super::read::flow::Flow;
use crate::money::{self, Exact, Mode};

/// A product that does not come out.
#[derive(Debug)]
pub(in crate::audit) struct WrongProduct {
    /// The printed result, in the file.
    pub(in crate::audit) source: Range<usize>,
    /// The factors as they are printed.
    pub(in crate::audit) factors: String,
    /// What is printed.
    pub(in crate::audit) printed: Decimal,
    /// What the factors come to.
    pub(in crate::audit) expected: Decimal,
}

const SIGNS: [&str; 5] = ["×", "x", "*", "·", "mal"];

/// What does not come out in `flow`.
pub(in crate::audit) fn check(flow: &Flow) -> Vec<WrongProduct> {
    let text = flow.text();
    let has_sign = text.contains(['×', '·', '*']) || text.contains(" x ") || text.contains(" mal ");
    if !has_sign && !text.contains("je ") && !text.contains('à') {
        return Vec::new();
    }
    let terms = terms(text);
    let mut wrong = Vec::new();
    let mut at = 0;
    while at < terms.len() {
        let (product, next) = product(text, &terms, at);
        let factors = next - at;
        let result = terms.get(next).filter(|_| factors >= 2);
        let last = next.checked_sub(1).and_then(|last| terms.get(last));
        if let (Some(product), Some(result), Some(last)) = (product, result, last) {
            let between = text.get(last.range.end..result.range.start).unwrap_or_default();
            let first = terms.get(at).map_or(0, |first| first.range.start);
            let factors = flow.slice(first..last.range.end);
            let found = compare(flow, factors, &product, result);
            let is_alone = !goes_on(text.get(..first).unwrap_or_default());
            wrong.extend(found.filter(|_| is_alone && is_result(between)));
        }
        at = next.max(at + 1);
    }
    wrong
}

/// The product of the factors from `at` on, and the term after the last of them.
fn product(text: &str, terms: &[Amount], at: usize) -> (Option<Exact>, usize) {
    let mut product = terms.get(at).and_then(factor);
    let mut next = at + 1;
    while let (Some(left), Some(right)) = (terms.get(next - 1), terms.get(next)) {
        let between = text.get(left.range.end..right.range.start).unwrap_or_default().trim();
        let is_fraction = between == "/" && left.kind == Kind::Number && next > at + 1;
        let value = factor(right);
        if is_fraction {
            let divided = product.zip(value).and_then(|(product, by)| product.checked_div(&by));
            product = divided;
        } else if is_sign(between, left) {
            product = product.zip(value).map(|(product, factor)| &product * &factor);
        } else {
            break;
        }
        next += 1;
    }
    (product, next)
}

fn factor(amount: &Amount) -> Option<Exact> {
    let value = Exact::from(amount.value?);
    Some(if amount.kind == Kind::Percent { &value / 100 } else { value })
}

/// Whether `between` multiplies: a sign, a counted word before a sign, or `zu je`.
fn is_sign(between: &str, left: &Amount) -> bool {
    if SIGNS.contains(&between) {
        return true;
    }
    let words: Vec<&str> = between.split(' ').filter(|word| !word.is_empty()).collect();
    let is_words = words.len() <= 4 && !between.contains(['.', ',', ';', '(', '=']);
    let is_count = matches!(left.kind, Kind::Stellen | Kind::Number);
    let ends = words
        .last()
        .is_some_and(|last| SIGNS.contains(last) || ["à", "a", "je", "á"].contains(last));
    ends && is_count && is_words
}

/// Whether what stands between a product and a number leads straight to its result.
fn is_result(between: &str) -> bool {
    const WORDS: [&str; 12] = [
        "=",
        "also",
        "mithin",
        "somit",
        "insgesamt",
        "ergibt",
        "zusammen",
        "ergeben",
        "macht",
        "das sind",
        "damit",
        "entspricht",
    ];
    let between = between.trim().trim_start_matches([',', '(', '–', ' ']);
    between.chars().count() <= 30 && WORDS.iter().any(|word| between.starts_with(word))
}

/// Whether a sign before the first factor makes the product a part of something longer.
fn goes_on(before: &str) -> bool {
    let before = before.trim_end();
    let dash = before.strip_suffix(['-', '−', '–']).map(str::trim_end);
    let takes_away = dash.is_some_and(|left| {
        left.ends_with(['€', ')', '%']) || left.ends_with(|c: char| c.is_ascii_digit())
    });
    takes_away || before.ends_with(['+', '(', '/', '×', '*', '·', ')'])
}

/// The difference where there is one; a cent may have been moved between rows.
fn compare(flow: &Flow, factors: &str, product: &Exact, result: &Amount) -> Option<WrongProduct> {
    let printed = result.value.filter(|_| result.kind == Kind::Euro && !result.is_rounded())?;
    let digits = if printed.scale() == 0 { 0 } else { 2 };
    let expected = money::round(product, digits, Mode::HalfUp)?;
    let slack = Decimal::new(1, digits);
    let source = flow.source(&result.range);
    ((printed - expected).abs() > slack).then(|| WrongProduct {
        source,
        factors: factors.into(),
        printed,
        expected,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrong(text: &str) -> Vec<(String, String)> {
        let wrong = check(&Flow::read(text, 0));
        wrong.iter().map(|w| (w.printed.to_string(), w.expected.to_string())).collect()
    }

    #[test]
    fn recomputes_products() {
        // 84.100 × 8/12 = 56.066,666…; 14 × 68.000 = 952.000.
        assert_eq!(wrong("84.100,00 € × 1,0 × 8/12 = 56.066,67 €"), []);
        assert_eq!(wrong("14 Stellen zu je 68.000 €, also 952.000 €"), []);
        assert_eq!(
            wrong("84.100,00 € × 1,0 × 8/12 = 56.066,76 €"),
            [("56066.76".into(), "56066.67".into())]
        );
        assert_eq!(
            wrong("14 Stellen zu je 68.000 €, also 925.000 €"),
            [("925000".into(), "952000".into())]
        );
    }

    #[test]
    fn leaves_other_text_alone() {
        assert_eq!(wrong("25 Kinder x 60,40 € = 1.510,00 €"), []);
        // 25 × 60,40 = 1.510.
        assert_eq!(
            wrong("25 Kinder x 60,40 € = 1.610,00 €"),
            [("1610.00".into(), "1510.00".into())]
        );
        assert_eq!(wrong("am 8/12 2021 für je 5 € und 7 €"), []);
        assert_eq!(wrong("Nach § 83 Abs. 2 GO × 3"), []);
    }
}
