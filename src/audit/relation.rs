//! Finds calculations in sentences that do not come out: rises, parts of a whole,
//! percentages, products, and cover that does not meet the need.

use std::ops::Range;

use rust_decimal::Decimal;

use super::amount::{Amount, Kind};
use super::cover;
use super::quantity::{Facts, Quantity, agreed};
use super::sentence::Sentence;
use crate::money::{self, Exact, Mode};

/// A calculation in a sentence that does not come out.
#[derive(Debug)]
pub(super) struct Wrong {
    /// Which rule it breaks.
    pub(super) rule: Rule,
    /// The result at fault, in the file.
    pub(super) source: Range<usize>,
    /// What is printed.
    pub(super) printed: Decimal,
    /// What it should be, where that is known.
    pub(super) expected: Option<Decimal>,
    /// What it is calculated from.
    pub(super) terms: Vec<Decimal>,
}

/// What a sentence claims.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Rule {
    /// From A to B by C.
    Difference,
    /// More where it should be less, or the other way round.
    Direction,
    /// A whole and all its parts.
    Parts,
    /// A part that is larger than its whole.
    Excess,
    /// An amount and its percentage.
    Percent,
    /// Cover and need.
    Cover,
}

/// What does not come out in `sentences`.
pub(super) fn check(sentences: &[Sentence<'_>], facts: &Facts, all: &[Decimal]) -> Vec<Wrong> {
    let mut wrong = Vec::new();
    for (index, sentence) in sentences.iter().enumerate() {
        wrong.extend(change(sentence));
        wrong.extend(parts(sentence));
        wrong.extend(cover::check(sentences, index));
        wrong.extend(percent(sentence, facts, all));
    }
    wrong
}

/// The amounts of money of `sentence`, each with its number among all its amounts.
pub(super) fn euros<'a>(sentence: &'a Sentence<'_>) -> Vec<(usize, &'a Amount, Decimal)> {
    let amounts = sentence.amounts.iter().enumerate();
    amounts
        .filter(|(_, amount)| amount.kind == Kind::Euro)
        .filter_map(|(index, amount)| Some((index, amount, amount.value?)))
        .collect()
}

/// A calculation of `sentence` whose result `amount` is not the expected one.
pub(super) fn wrong(
    rule: Rule,
    sentence: &Sentence<'_>,
    amount: &Amount,
    expected: Option<Decimal>,
    terms: Vec<Decimal>,
) -> Wrong {
    let source = sentence.flow.source(&amount.range);
    Wrong { rule, source, printed: amount.value.unwrap_or_default(), expected, terms }
}

/// `von A auf B … um C`, `B statt bisher A … Mehrkosten von C`.
fn change(sentence: &Sentence<'_>) -> Option<Wrong> {
    let text = sentence.text().to_lowercase();
    let (mut old, mut new, mut by) = (None, None, None);
    for (index, amount, value) in euros(sentence) {
        let before = sentence.before(index).to_lowercase();
        let near = near(&before);
        let is_difference = names_difference(near);
        let told = old.is_some() && new.is_some() && is_difference;
        if by.is_none() && (told || near.ends_with("um")) {
            by = Some((amount, value));
        } else if near.ends_with("auf") && new.is_none() {
            new = Some((amount, value));
        } else if ["von", "statt", "bisher", "bislang", "statt bisher rd.", "ursprünglich"]
            .iter()
            .any(|word| near.ends_with(word))
            && old.is_none()
            && !is_difference
        {
            old = Some((amount, value));
        } else if new.is_none() && text.contains("statt") && old.is_none() {
            new = Some((amount, value));
        }
    }
    let ((_, old), (amount, new)) = (old?, new?);
    let is_statt = text.contains("statt");
    let has_change = is_statt || is_change(&text) || text.contains(" um ");
    if !has_change {
        return None;
    }
    if !is_statt && rises(&text).is_some_and(|rises| old != new && rises != (new > old)) {
        return Some(wrong(Rule::Direction, sentence, amount, None, vec![old]));
    }
    let (amount, by) = by?;
    let difference = (new - old).abs();
    (by.abs() != difference && !amount.is_rounded).then(|| {
        wrong(
            Rule::Difference,
            sentence,
            amount,
            Some(difference),
            vec![new.max(old), new.min(old)],
        )
    })
}

fn near(before: &str) -> &str {
    const FILLERS: [&str; 12] = [
        "insgesamt",
        "rd.",
        "rund",
        "etwa",
        "ca.",
        "nunmehr",
        "jetzt",
        "zuletzt",
        "i.h.v.",
        "in höhe von",
        "jährlich",
        ":",
    ];
    let mut near = before.trim_end();
    while let Some(shorter) = FILLERS.iter().find_map(|word| near.strip_suffix(word)) {
        near = shorter.trim_end();
    }
    near
}

/// Whether the words right before an amount call it the difference of two others.
fn names_difference(near: &str) -> bool {
    const NOUNS: [&str; 10] = [
        "steigerung",
        "erhöhung",
        "mehrkosten",
        "mehraufw",
        "mehrausz",
        "senkung",
        "minderung",
        "differenz",
        "anstieg",
        "mehrbetrag",
    ];
    const LINKS: [&str; 5] = [" von", " um", " in höhe von", " i.h.v.", " beträgt"];
    let near = LINKS.iter().find_map(|link| near.strip_suffix(link)).unwrap_or(near).trim_end();
    let word = near.rsplit([' ', '(']).next().unwrap_or_default();
    NOUNS.iter().any(|noun| word.contains(noun)) || near.ends_with('+') || near.ends_with("plus")
}

fn is_change(text: &str) -> bool {
    const WORDS: [&str; 16] = [
        "steig",
        "sink",
        "gestiegen",
        "gesunken",
        "erhöhung",
        "erhöh",
        "mehrkosten",
        "mehraufw",
        "mehrausz",
        "mehrbedarf",
        "senkung",
        "minderung",
        "differenz",
        "anstieg",
        "verringer",
        "reduzier",
    ];
    WORDS.iter().any(|word| text.contains(word)) || text.ends_with('+') || text.ends_with("plus")
}

/// Whether the words say that something rises or falls; `None` where they say both.
fn rises(text: &str) -> Option<bool> {
    let any = |words: &[&str]| words.iter().any(|word| text.contains(word));
    let up = any(&["erhöht sich", "erhöhen sich", "steigt", "steigen", "gestiegen"]);
    let down = any(&["verringert sich", "verringern sich", "reduziert sich", "sinkt", "sinken"]);
    (up != down).then_some(up)
}

/// `insgesamt X, davon Y und Z`; `X setzt sich aus Y und Z zusammen`.
fn parts(sentence: &Sentence<'_>) -> Option<Wrong> {
    let text = sentence.text();
    let (at, is_complete) = divider(text)?;
    let at = sentence.range.start + at;
    let euros = euros(sentence);
    let (_, whole, total) = *euros.iter().rfind(|(_, amount, _)| amount.range.end <= at)?;
    let parts: Vec<_> = euros.iter().filter(|(_, amount, _)| amount.range.start > at).collect();
    if let Some((_, amount, _)) =
        parts.iter().find(|(.., part)| *part > total && total >= Decimal::ZERO)
    {
        let is_listed =
            parts.iter().take_while(|(_, other, _)| other.range != amount.range).count();
        if is_listed < 6 {
            return Some(wrong(Rule::Excess, sentence, amount, None, vec![total]));
        }
    }
    let listed = parts.len();
    let is_list = listed >= 2 && (is_complete || ends_list(sentence, &parts));
    let sum: Decimal = parts.iter().map(|(.., part)| *part).sum();
    let terms = parts.iter().map(|(.., part)| *part).collect();
    let is_rounded = whole.is_rounded || parts.iter().any(|(_, part, _)| part.is_rounded);
    (is_list && sum != total && !is_rounded)
        .then(|| wrong(Rule::Parts, sentence, whole, Some(sum), terms))
}

/// Where the parts begin, and whether the words say that they are all.
fn divider(text: &str) -> Option<(usize, bool)> {
    let complete = [
        "setzt sich aus",
        "setzen sich aus",
        "setzt sich zusammen",
        "besteht aus",
        "verteilt sich auf",
    ];
    let complete = complete.iter().find_map(|word| text.find(word)).map(|at| (at, true));
    complete.or_else(|| davon(text).map(|at| (at, false)))
}

/// Where `davon` begins to name parts: at the start of a clause, or with their amount in
/// its own one. „Was der Festbetrag davon offenlässt, ergibt …“ names a new whole.
fn davon(text: &str) -> Option<usize> {
    let names_parts = |at: &usize| {
        let before = text.get(..*at).unwrap_or_default().trim_end();
        let rest = text.get(*at..).unwrap_or_default();
        let clause = rest.split(", ").next().and_then(|part| part.split(';').next());
        before.ends_with([',', ';', ':', '(', '–', '€', '.'])
            || clause.is_some_and(|clause| clause.contains(['€', '%']))
    };
    text.match_indices("davon ").map(|(at, _)| at).find(names_parts)
}

/// Whether the last part is joined by `und`, so that the list claims to be whole.
fn ends_list(sentence: &Sentence<'_>, parts: &[&(usize, &Amount, Decimal)]) -> bool {
    let Some((index, ..)) = parts.last() else { return false };
    let before = sentence.before(*index);
    before.contains(" und ") || before.contains("sowie")
}

/// An amount and the percentage that it is said to be.
fn percent(sentence: &Sentence<'_>, facts: &Facts, all: &[Decimal]) -> Vec<Wrong> {
    let mut found = Vec::new();
    for (index, amount) in sentence.amounts.iter().enumerate() {
        let Some(rate) = amount.value.filter(|_| amount.kind == Kind::Percent) else { continue };
        let next = sentence.amounts.get(index + 1);
        let after = sentence.before(index + 1);
        let last = index.checked_sub(1).and_then(|last| sentence.amounts.get(last));
        let linked_next = next.filter(|next| next.kind == Kind::Euro && is_link(after));
        let linked_last = last
            .filter(|last| last.kind == Kind::Euro && is_link(sentence.before(index)))
            .filter(|_| linked_next.is_none());
        let rest = sentence.flow.slice(amount.range.end..sentence.range.end);
        let second = sentence.amounts.get(index + 2);
        let (part, whole) = match (linked_next, linked_last, next, second) {
            (Some(part), ..) => (part, None),
            (None, Some(part), Some(whole), _) if is_of(after) => (part, whole.value),
            (None, Some(part), ..) => (part, None),
            (None, None, Some(whole), Some(part))
                if whole.kind == Kind::Euro
                    && part.kind == Kind::Euro
                    && is_of(after)
                    && is_result(sentence.before(index + 2)) =>
            {
                (part, whole.value)
            }
            _ => continue,
        };
        let Some(value) = part.value else { continue };
        // `90 % von W, also Y` states a rate; everywhere else the percentage is rounded.
        let is_rate = linked_next.is_none() && linked_last.is_none() && !amount.is_rounded;
        let half = if is_rate { Decimal::ZERO } else { amount.step / Decimal::from(2) };
        let fits = |whole: Decimal| is_share(value, part.step, whole, rate, half);
        let known = whole.or_else(|| whole_of(rest, sentence, facts));
        let is_fine = match known {
            Some(whole) => fits(whole),
            None => candidates(all, value, rate, half).iter().any(|whole| fits(*whole)),
        };
        if !is_fine && value > Decimal::ZERO {
            let share = known.and_then(|whole| share(value, whole, amount.step.scale() + 1));
            let terms = std::iter::once(value).chain(known).collect();
            found.push(wrong(Rule::Percent, sentence, amount, share, terms));
        }
    }
    found
}

/// The amounts of the sorted `all` that `value` may be about `rate` per cent of.
fn candidates(all: &[Decimal], value: Decimal, rate: Decimal, half: Decimal) -> &[Decimal] {
    let whole = |rate: Decimal| (value * Decimal::ONE_HUNDRED).checked_div(rate);
    let margin = Decimal::TWO;
    let low = whole(rate + half).map_or(value, |low| (low - margin).max(value));
    let high = whole(rate - half).filter(|high| *high > value);
    let from = all.partition_point(|whole| *whole <= low);
    let to = high.map_or(all.len(), |high| all.partition_point(|whole| *whole <= high + margin));
    all.get(from..to.max(from)).unwrap_or_default()
}

fn is_link(between: &str) -> bool {
    const LINKS: [&str; 9] =
        ["das heißt", "d. h.", "d.h.", "das sind", "entspricht", "mithin", "also", "somit", "="];
    let between = between.to_lowercase();
    let is_bare = ["(", "oder"].contains(&between.trim());
    between.chars().count() <= 40 && (is_bare || LINKS.iter().any(|link| between.contains(link)))
}

fn is_of(between: &str) -> bool {
    let between = between.to_lowercase();
    let words = ["von", "der", "des", "in höhe von"];
    between.chars().count() <= 90 && words.iter().any(|w| between.trim_start().starts_with(w))
}

fn is_result(between: &str) -> bool {
    is_link(between) || between.to_lowercase().contains("ergibt")
}

/// The whole that a share is of: the one that is named, or the volume for the own share.
fn whole_of(rest: &str, sentence: &Sentence<'_>, facts: &Facts) -> Option<Decimal> {
    let text = sentence.text().to_lowercase();
    let named = ["volumens", "gesamtkosten", "gesamtaufwendungen", "gesamtaufwandes"];
    let is_named = named.iter().any(|word| rest.to_lowercase().contains(word));
    if is_named || text.contains("eigenanteil") {
        let volume = |year| agreed(facts, (Quantity::Volumen, year));
        return volume(None).or_else(|| volume(sentence.year));
    }
    None
}

/// Whether `value` is `rate` per cent of `whole`, as far as both are printed.
fn is_share(value: Decimal, step: Decimal, whole: Decimal, rate: Decimal, half: Decimal) -> bool {
    let hundred = Decimal::ONE_HUNDRED;
    let low = (rate - half).checked_mul(whole).map(|product| product / hundred);
    let high = (rate + half).checked_mul(whole).map(|product| product / hundred);
    let slack = step.min(Decimal::ONE);
    match (low, high) {
        (Some(low), Some(high)) => low - slack <= value && value <= high + slack,
        _ => true,
    }
}

fn share(value: Decimal, whole: Decimal, digits: u32) -> Option<Decimal> {
    let share = Exact::from(value * Decimal::ONE_HUNDRED).checked_div(&Exact::from(whole))?;
    money::round(&share, digits, Mode::HalfUp)
}

#[cfg(test)]
mod tests {
    use super::super::paper::Paper;
    use super::*;

    #[test]
    fn davon_names_parts_only_of_what_stands_before_it() {
        let is_wrong = |text: &str| {
            let paper = Paper::read(text);
            paper.sentences().iter().any(|sentence| parts(sentence).is_some())
        };
        assert!(is_wrong("Die Stelle kostet 68,00 €, davon 82,00 € für Personal."));
        assert!(is_wrong("Von 68,00 € werden davon 82,00 € benötigt."));
        let text = "Die Stelle kostet 68,00 €; was die Förderung davon offenlässt, sind 182,00 €.";
        assert!(!is_wrong(text));
    }
}
