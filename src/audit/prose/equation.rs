//! Equations that a text spells out with signs: `A € + B € = C €`, `A € − B € = C €`.

use rust_decimal::Decimal;

use super::super::number::{Amount, Kind, terms};
use super::super::read::sentence::Sentence;
use super::wrong::{Rule, Wrong, is_firm, slack, wrong};

/// An equation in the sentence at `index` that does not come out.
pub(super) fn check(sentences: &[Sentence<'_>], index: usize) -> Option<Wrong> {
    let sentence = sentences.get(index)?;
    let text = sentence.text();
    if !text.contains('=') {
        return None;
    }
    let numbers = terms(text);
    let ends = numbers.iter().enumerate().skip(2);
    ends.into_iter().find_map(|(at, result)| {
        let left = side(text, numbers.get(..at)?, result)?;
        let sum: Decimal = left.iter().map(|(value, _)| *value).sum();
        let printed = result.value.filter(|_| result.kind == Kind::Euro)?;
        let amounts = left.iter().map(|(_, amount)| *amount).chain([result]);
        let is_wrong = (sum - printed).abs() > slack(amounts) && is_firm(result);
        is_wrong.then(|| {
            let range =
                sentence.range.start + result.range.start..sentence.range.start + result.range.end;
            let placed = Amount { range, ..result.clone() };
            let terms = left.iter().map(|(value, _)| *value).collect();
            wrong(Rule::Total, sentence, &placed, Some(sum), terms)
        })
    })
}

/// The terms with their signs that stand before `= result`, two at least, all of money.
fn side<'a>(
    text: &str,
    before: &'a [Amount],
    result: &Amount,
) -> Option<Vec<(Decimal, &'a Amount)>> {
    let last = before.last()?;
    if text.get(last.range.end..result.range.start)?.trim() != "=" {
        return None;
    }
    let mut terms = Vec::new();
    let mut first = last;
    for pair in before.windows(2).rev() {
        let [left, right] = pair else { break };
        let between = text.get(left.range.end..right.range.start)?;
        let Some(sign) = sign(between, right) else { break };
        terms.push((right.value? * sign, right));
        first = left;
    }
    terms.push((first.value?, first));
    // A sign before the first term makes the sum a part of something longer.
    let ahead = text.get(..first.range.start)?.trim_end();
    let is_whole = !ahead.ends_with(['+', '-', '−', '–', '/', 'x', '×', '*', '·', ')', '(']);
    let is_money =
        |(_, amount): &(Decimal, &Amount)| matches!(amount.kind, Kind::Euro | Kind::Number);
    terms.reverse();
    (terms.len() >= 2 && is_whole && terms.iter().all(is_money)).then_some(terms)
}

/// The sign that `between` gives the next term: plus or minus and nothing else.
fn sign(between: &str, next: &Amount) -> Option<Decimal> {
    let is_signed = next.value.is_some_and(|value| value.is_sign_negative());
    match between.trim() {
        "+" | "plus" | "zzgl." | "zuzüglich" => Some(Decimal::ONE),
        "-" | "–" | "−" | "./." | "minus" | "abzgl." | "abzüglich" => Some(-Decimal::ONE),
        "" if is_signed => Some(Decimal::ONE),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::read::paper::Paper;
    use super::*;

    fn expected(text: &str) -> Vec<String> {
        let paper = Paper::read(text);
        let sentences = paper.sentences();
        let wrong = (0..sentences.len()).filter_map(|index| check(&sentences, index));
        wrong.filter_map(|wrong| wrong.expected).map(|value| value.to_string()).collect()
    }

    #[test]
    fn recomputes_equations() {
        assert_eq!(expected("Es sind 100 € + 50 € = 150 €."), [""; 0]);
        assert_eq!(expected("Es sind 100 € + 50 € = 160 €."), ["150"]);
        assert_eq!(expected("Es sind 100,00 € - 50,00 € + 5,00 € = 65,00 €."), ["55.00"]);
        assert_eq!(expected("Es sind 5 x 100 € + 50 € = 550 €."), [""; 0]);
    }
}
