//! Checks products that a text spells out: `84.100,00 € × 1,0 × 8/12 = 56.066,67 €`,
//! `14 Stellen zu je 68.000 €, also 952.000 €`.

use std::ops::Range;

use rust_decimal::Decimal;

use super::amount::{self, Amount, Kind};
use super::flow::Flow;
use crate::money::{self, Exact, Mode};

/// A product that does not come out.
#[derive(Debug)]
pub(super) struct WrongProduct {
    /// The printed result, in the file.
    pub(super) source: Range<usize>,
    /// The factors as they are printed.
    pub(super) factors: String,
    /// What is printed.
    pub(super) printed: Decimal,
    /// What the factors come to.
    pub(super) expected: Decimal,
}

const SIGNS: [&str; 5] = ["×", "x", "*", "·", "mal"];

/// What does not come out in `flow`.
pub(super) fn check(flow: &Flow) -> Vec<WrongProduct> {
    let text = flow.text();
    let has_sign = text.contains(['×', '·']) || text.contains(" x ") || text.contains(" mal ");
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
            wrong.extend(found.filter(|_| is_result(between)));
        }
        at = next.max(at + 1);
    }
    wrong
}

/// All numbers with and without unit.
pub(super) fn terms(text: &str) -> Vec<Amount> {
    let with_unit = amount::read(text);
    let mut known = with_unit.into_iter().peekable();
    let mut terms = Vec::new();
    for range in amount::numbers(text) {
        match known
            .next_if(|known| known.range.end >= range.end && known.range.start <= range.start)
        {
            Some(amount) => terms.push(amount),
            None => terms.extend(amount::plain(text, range)),
        }
    }
    terms
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

fn is_sign(between: &str, left: &Amount) -> bool {
    if SIGNS.contains(&between) {
        return true;
    }
    let ends = ["zu je", "à", "mit je", "je"].iter().any(|word| between.ends_with(word));
    let is_count = matches!(left.kind, Kind::Stellen | Kind::Number);
    let words = between.split(' ').filter(|word| word.len() > 3).count();
    ends && is_count && words <= 2 && !between.contains(['.', ',', ';'])
}

fn is_result(between: &str) -> bool {
    let between = between.trim().trim_matches([',', '(']).trim();
    const WORDS: [&str; 9] =
        ["=", "also", "mithin", "somit", "insgesamt", "ergibt", "zusammen", "ergeben", "macht"];
    between.chars().count() <= 40 && WORDS.iter().any(|word| between.contains(word))
}

/// The difference where there is one; a cent may have been moved between rows.
fn compare(flow: &Flow, factors: &str, product: &Exact, result: &Amount) -> Option<WrongProduct> {
    let printed = result.value.filter(|_| result.kind == Kind::Euro && !result.is_rounded)?;
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
        assert_eq!(wrong("am 8/12 2021 für je 5 € und 7 €"), []);
        assert_eq!(wrong("Nach § 83 Abs. 2 GO × 3"), []);
    }
}
