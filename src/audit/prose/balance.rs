//! Balances in words: revenue, expense, and what they leave.

use rust_decimal::Decimal;

use super::super::number::{Amount, Kind};
use super::super::read::sentence::Sentence;
use super::wrong::{Rule, Wrong, is_explained, is_firm, slack, spoken, wrong};

/// What an amount is in a balance.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Revenue,
    Expense,
    Result,
}

/// A balance that is told in the sentence at `index`, or ends in the next one, and does not
/// come out.
pub(super) fn check(sentences: &[Sentence<'_>], index: usize) -> Option<Wrong> {
    let sentence = sentences.get(index)?;
    let own = sides(sentence);
    let [revenue, expense] = [Side::Revenue, Side::Expense].map(|side| only(&own, side));
    let (revenue, expense) = (revenue?, expense?);
    let (place, results) = match of(&own, Side::Result).as_slice() {
        [] => {
            let next = sentences.get(index + 1).filter(|next| next.block == sentence.block)?;
            let later = sides(next);
            if !of(&later, Side::Revenue).is_empty() || !of(&later, Side::Expense).is_empty() {
                return None;
            }
            (next, later)
        }
        _ => (sentence, own.clone()),
    };
    let results = of(&results, Side::Result);
    let [result] = results.as_slice() else { return None };
    let amounts = [revenue, expense, *result];
    if !amounts.iter().all(|amount| is_firm(amount)) || is_other(place, sentence) {
        return None;
    }
    let [takes, spends, printed] = amounts.map(|amount| amount.value.unwrap_or_default().abs());
    let expected = takes - spends;
    let slack = slack(amounts);
    let next = Some(place).filter(|place| place.range != sentence.range);
    let around: Vec<Decimal> = std::iter::once(sentence)
        .chain(next)
        .flat_map(|sentence| spoken(sentence, Kind::Euro))
        .map(|(.., value)| value)
        .filter(|value| value.abs() != printed)
        .collect();
    let is_wrong =
        (expected.abs() - printed).abs() > slack && !is_explained(&around, printed, slack);
    is_wrong.then(|| wrong(Rule::Balance, place, result, Some(expected), vec![takes, spends]))
}

/// Whether the sentences speak of more than one plan, or only of a part of one.
fn is_other(place: &Sentence<'_>, sentence: &Sentence<'_>) -> bool {
    const WORDS: [&str; 25] = [
        "davon",
        "steig",
        "sink",
        "mehr",
        "minder",
        "gegenüber dem",
        " statt ",
        "bisher",
        "vorjahr",
        "deckung",
        "gedeckt",
        "jeweils",
        "verbesser",
        "verschlechter",
        "finanzergebnis",
        "berücksichtigung",
        "einschließlich",
        "zuzüglich",
        "abzüglich",
        "außerordentlich",
        "steuer",
        "zinsen",
        "rücklage",
        "vortrag",
        "ergebnis um",
    ];
    [place, sentence].iter().any(|sentence| {
        let text = sentence.text().to_lowercase();
        WORDS.iter().any(|word| text.contains(word))
    })
}

/// The amounts of a sentence with the sides that their words give them.
fn sides<'a>(sentence: &'a Sentence<'_>) -> Vec<(Side, &'a Amount)> {
    let amounts = spoken(sentence, Kind::Euro).into_iter();
    let sided =
        amounts.filter_map(|(index, amount, _)| Some((side(sentence.before(index))?, amount)));
    sided.collect()
}

/// The side that the last telling word before an amount gives it.
fn side(before: &str) -> Option<Side> {
    const WORDS: [(&str, Side); 17] = [
        ("ertr", Side::Revenue),
        ("einnahm", Side::Revenue),
        ("einzahl", Side::Revenue),
        ("erlös", Side::Revenue),
        ("aufwand", Side::Expense),
        ("aufwend", Side::Expense),
        ("ausgab", Side::Expense),
        ("auszahl", Side::Expense),
        ("jahresergebnis", Side::Result),
        ("ergebnis", Side::Result),
        ("überschuss", Side::Result),
        ("fehlbetrag", Side::Result),
        ("fehlbedarf", Side::Result),
        ("verlust", Side::Result),
        ("gewinn", Side::Result),
        ("defizit", Side::Result),
        ("saldo", Side::Result),
    ];
    // The plan and its parts have names in which such words are none.
    let text = before.to_lowercase().replace("ergebnisplan", "").replace("ergebnishaushalt", "");
    let found = WORDS.iter().filter_map(|(word, side)| Some((text.rfind(word)?, *side)));
    let (at, side) = found.max_by_key(|(at, _)| *at)?;
    let distance = text.get(at..).map_or(0, |rest| rest.chars().count());
    (distance < 70).then_some(side)
}

fn of<'a>(sides: &[(Side, &'a Amount)], wanted: Side) -> Vec<&'a Amount> {
    sides.iter().filter(|(side, _)| *side == wanted).map(|(_, amount)| *amount).collect()
}

fn only<'a>(sides: &[(Side, &'a Amount)], wanted: Side) -> Option<&'a Amount> {
    match of(sides, wanted).as_slice() {
        [amount] => Some(amount),
        _ => None,
    }
}
