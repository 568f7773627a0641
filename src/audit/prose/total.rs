//! Results that a text draws from what it said before: `veranschlagt A, benötigt B, somit
//! Mehrbedarf C`; `A für Personal und B für Material, zusammen C`.

use rust_decimal::Decimal;

use super::super::number::{Amount, Kind};
use super::super::read::sentence::Sentence;
use super::super::slip::is_close_slip;
use super::near::{is_result, names_difference, near};
use super::wrong::{Rule, Wrong, is_explained, is_firm, slack, spoken, wrong};

/// How many sentences a result looks back on.
const BACK: usize = 3;

/// What the last amount of the sentence at `index` does not follow from.
pub(super) fn check(sentences: &[Sentence<'_>], index: usize) -> Option<Wrong> {
    [Kind::Euro, Kind::Stellen].into_iter().find_map(|kind| of_kind(sentences, index, kind))
}

fn of_kind(sentences: &[Sentence<'_>], index: usize, kind: Kind) -> Option<Wrong> {
    let sentence = sentences.get(index)?;
    let own = spoken(sentence, kind);
    let (at, result, printed) = *own.last()?;
    let before = sentence.before(at).to_lowercase();
    let near_text = near(&before);
    let earlier: Vec<&Amount> =
        own.iter().rev().skip(1).rev().map(|(_, amount, _)| *amount).collect();
    let is_difference = names_difference(near_text) && is_result(&before);
    let is_total = is_total(&before);
    if names_difference(near_text) && !is_difference && own.len() == 1 {
        return mistyped(sentences, index, kind, result);
    }
    if !(is_difference || is_total) || !is_firm(result) {
        return None;
    }
    let terms = if earlier.len() >= 2 { earlier } else { back(sentences, index, kind, earlier)? };
    let terms: Vec<&Amount> = terms.into_iter().filter(|amount| is_firm(amount)).collect();
    let values: Vec<Decimal> = terms.iter().filter_map(|amount| amount.value).collect();
    let slack = slack(terms.iter().copied().chain([result]));
    if values.len() < 2 || is_explained(&values, printed, slack) || values.contains(&printed) {
        return None;
    }
    let text = spoken_text(sentences, index);
    if is_difference {
        let ([first, second], true) = (values.as_slice(), plans_and_needs(&text)) else {
            return None;
        };
        let expected = (*second - *first).abs();
        let terms = vec![(*first).max(*second), (*first).min(*second)];
        return Some(wrong(Rule::Difference, sentence, result, Some(expected), terms));
    }
    let sum: Decimal = values.iter().sum();
    let is_list = terms.len() == own.len() - 1 && !has_other_readings(&text);
    is_list.then(|| wrong(Rule::Total, sentence, result, Some(sum), values))
}

/// A difference that looks like that of the two amounts before it mistyped.
fn mistyped(
    sentences: &[Sentence<'_>],
    index: usize,
    kind: Kind,
    result: &Amount,
) -> Option<Wrong> {
    let terms = back(sentences, index, kind, Vec::new())?;
    let [first, second] = terms.as_slice() else { return None };
    let (first, second, printed) = (first.value?, second.value?, result.value?);
    let expected = (first - second).abs();
    let is_wrong = is_firm(result) && is_close_slip(expected, printed);
    let terms = vec![first.max(second), first.min(second)];
    is_wrong.then(|| {
        sentences
            .get(index)
            .map(|place| wrong(Rule::Difference, place, result, Some(expected), terms))
    })?
}

/// Whether the words before an amount make it the total of those before it.
fn is_total(before: &str) -> bool {
    const WORDS: [&str; 12] = [
        "zusammen",
        "in summe",
        "mithin insgesamt",
        "somit insgesamt",
        "also insgesamt",
        "damit insgesamt",
        "insgesamt also",
        "insgesamt somit",
        "insgesamt mithin",
        "ergibt insgesamt",
        "summe von",
        "insgesamt damit",
    ];
    let start = before.char_indices().rev().nth(60).map_or(0, |(at, _)| at);
    let near = before.get(start..).unwrap_or(before);
    let has_whole =
        near.split([' ', ',']).any(|word| word.starts_with("gesamt")) && is_result(near);
    // „zusammen mit“ and „Zusammenhang“ add nothing up.
    let leads = |word: &&str| {
        let behind = near.rfind(*word).and_then(|at| near.get(at + word.len()..));
        behind.is_some_and(|behind| {
            let is_word = behind.starts_with([' ', ':', ',']) || behind.is_empty();
            is_word && behind.chars().count() <= 25 && !behind.contains("mit ")
        })
    };
    has_whole || WORDS.iter().any(leads)
}

/// The amounts that stand alone in the sentences before, and `own` behind them.
fn back<'a>(
    sentences: &'a [Sentence<'_>],
    index: usize,
    kind: Kind,
    own: Vec<&'a Amount>,
) -> Option<Vec<&'a Amount>> {
    let sentence = sentences.get(index)?;
    let mut terms = own;
    for at in (index.saturating_sub(BACK)..index).rev() {
        let before = sentences.get(at)?;
        if before.block != sentence.block || terms.len() >= 2 {
            break;
        }
        let amounts = spoken(before, kind);
        let mut more: Vec<&Amount> = amounts.iter().map(|(_, amount, _)| *amount).collect();
        // A whole stands for its parts.
        let parts: Decimal = amounts.iter().skip(1).map(|(.., value)| *value).sum();
        if amounts.first().is_some_and(|(.., whole)| *whole == parts) {
            more.truncate(1);
        }
        more.extend(terms);
        terms = more;
    }
    (terms.len() == 2).then_some(terms)
}

/// The text of a sentence and of those it looks back on, in small letters.
fn spoken_text(sentences: &[Sentence<'_>], index: usize) -> String {
    let block = sentences.get(index).map(|sentence| sentence.block);
    let from = index.saturating_sub(BACK);
    let near = sentences.iter().take(index + 1).skip(from);
    let near = near.filter(|sentence| Some(sentence.block) == block);
    near.map(|sentence| sentence.text().to_lowercase()).collect()
}

/// Whether a text sets what is planned against what is needed.
fn plans_and_needs(text: &str) -> bool {
    const PLANNED: [&str; 12] = [
        "plan stehen",
        "veranschlagt",
        "eingeplant",
        "ansatz",
        "zur verfügung",
        "geplant",
        "bisher",
        "ursprünglich",
        "vorgesehen",
        "im plan",
        "im haushalt",
        "vorjahr",
    ];
    const NEEDED: [&str; 10] = [
        "gebraucht",
        "benötigt",
        "tatsächlich",
        "bedarf",
        "erwartet",
        "belaufen",
        "beläuft",
        "voraussichtlich",
        "inzwischen",
        "ergibt",
    ];
    let any = |words: &[&str]| words.iter().any(|word| text.contains(word));
    any(&PLANNED) && any(&NEEDED)
}

/// Whether the words give amounts that are listed a part of their own.
fn has_other_readings(text: &str) -> bool {
    const WORDS: [&str; 19] = [
        "davon",
        " statt ",
        "gegenüber",
        "von bisher",
        "steig",
        "sink",
        "erhöh",
        "reduzier",
        "je ",
        "jeweils",
        "pro ",
        "abzüglich",
        "minder",
        "bisher",
        "nicht ",
        "alternativ",
        "oder ",
        "%",
        "deckung",
    ];
    WORDS.iter().any(|word| text.contains(word))
}
