//! Changes: `von A auf B … um C`, `B statt bisher A, Mehrkosten von C`, also where the
//! difference stands in the next sentence, and for Stellen and percentages.

use rust_decimal::Decimal;

use super::super::number::{Amount, Kind};
use super::super::read::sentence::Sentence;
use super::super::slip::is_slip;
use super::near::{Part, names_difference, near, part};
use super::wrong::{Rule, Wrong, is_explained, is_firm, slack, spoken, wrong};
use crate::money::{self, Exact, Mode};

/// A change as far as a sentence tells it.
#[derive(Debug, Default, Clone, Copy)]
struct Turn<'a> {
    old: Option<&'a Amount>,
    new: Option<&'a Amount>,
    by: Option<&'a Amount>,
}

/// What does not come out in the changes that begin in the sentence at `index`.
pub(super) fn check(sentences: &[Sentence<'_>], index: usize) -> Vec<Wrong> {
    let Some(sentence) = sentences.get(index) else { return Vec::new() };
    let mut found = Vec::new();
    for kind in [Kind::Euro, Kind::Stellen, Kind::Percent] {
        let turns = turns(sentence, kind);
        let told: Vec<(&Amount, &Amount, Option<&Amount>)> = turns
            .iter()
            .filter_map(|turn| Some((turn.old?, turn.new?, turn.by)))
            .filter(|(old, new, _)| is_firm(old) && is_firm(new))
            .collect();
        let text = sentence.text().to_lowercase();
        let is_only = told.len() == 1;
        for (old, new, by) in &told {
            found.extend(direction(sentence, old, new, &text).filter(|_| is_only));
            if let Some(by) = by.filter(|by| !is_outside(sentence, old, new, by)) {
                found.extend(difference(sentences, index, sentence, (old, new, by)));
            }
        }
        if let ([], [Turn { old: Some(old), new: None, by: Some(by) }]) =
            (told.as_slice(), turns.as_slice())
        {
            found.extend(mistyped(sentences, index, old, by));
        }
        if let [(old, new, None)] = told.as_slice() {
            found.extend(later(sentences, index, kind, old, new));
        }
        if let ([(old, new, _)], Kind::Euro | Kind::Stellen) = (told.as_slice(), kind) {
            found.extend(share(sentences, index, old, new));
        }
    }
    found
}

/// The changes of a sentence, one after the other.
fn turns<'a>(sentence: &'a Sentence<'_>, kind: Kind) -> Vec<Turn<'a>> {
    let mut turns = Vec::new();
    let mut turn = Turn::default();
    for (index, amount, _) in spoken(sentence, kind) {
        let before = sentence.before(index).to_lowercase();
        let after = sentence.before(index + 1).to_lowercase();
        let Some(part) = part(&before, &after) else { continue };
        let place = match part {
            Part::Old => &mut turn.old,
            Part::New => &mut turn.new,
            Part::By => &mut turn.by,
        };
        if place.is_some() {
            turns.push(turn);
            turn = Turn::default();
        }
        match part {
            Part::Old => turn.old = Some(amount),
            Part::New => turn.new = Some(amount),
            Part::By => turn.by = Some(amount),
        }
    }
    turns.push(turn);
    turns
}

/// All values of a kind in the sentences around one.
fn around(sentences: &[Sentence<'_>], index: usize, kind: Kind) -> Vec<Decimal> {
    let block = sentences.get(index).map(|sentence| sentence.block);
    let from = index.saturating_sub(2);
    let near = sentences.iter().take(index + 3).skip(from);
    let near = near.filter(|sentence| Some(sentence.block) == block);
    near.flat_map(|sentence| spoken(sentence, kind)).map(|(.., value)| value).collect()
}

/// Whether the difference of any two other amounts nearby is the one that is printed.
fn is_other(sentences: &[Sentence<'_>], index: usize, by: &Amount, slack: Decimal) -> bool {
    let Some(printed) = by.value else { return true };
    let mut all = around(sentences, index, by.kind);
    if let Some(own) = all.iter().position(|value| *value == printed) {
        all.remove(own);
    }
    let pairs = all.iter().enumerate();
    pairs.into_iter().any(|(at, first)| {
        let rest = all.iter().skip(at + 1);
        rest.into_iter().any(|second| ((*first - *second).abs() - printed.abs()).abs() <= slack)
    })
}

/// Whether a bracket holds the old and the new amount – of a price, say – while `other`
/// stands outside and belongs to what the sentence is about.
fn is_outside(sentence: &Sentence<'_>, old: &Amount, new: &Amount, other: &Amount) -> bool {
    let depth = |amount: &Amount| {
        let before = sentence.flow.slice(sentence.range.start..amount.range.start);
        before.matches('(').count().saturating_sub(before.matches(')').count())
    };
    depth(old) > 0 && depth(new) > 0 && depth(other) == 0
}

fn difference(
    sentences: &[Sentence<'_>],
    index: usize,
    place: &Sentence<'_>,
    (old, new, by): (&Amount, &Amount, &Amount),
) -> Option<Wrong> {
    let (before, now, printed) = (old.value?, new.value?, by.value?);
    let expected = (now - before).abs();
    let slack = slack([old, new, by]);
    let is_wrong = is_firm(by) && (printed.abs() - expected).abs() > slack;
    (is_wrong && !is_other(sentences, index, by, slack)).then(|| {
        wrong(Rule::Difference, place, by, Some(expected), vec![now.max(before), now.min(before)])
    })
}

/// The difference that the next sentence names.
fn later(
    sentences: &[Sentence<'_>],
    index: usize,
    kind: Kind,
    old: &Amount,
    new: &Amount,
) -> Option<Wrong> {
    const STARTS: [&str; 14] = [
        "das ",
        "dies",
        "damit",
        "somit",
        "daraus",
        "hieraus",
        "mithin",
        "die steigerung",
        "die erhöhung",
        "die differenz",
        "der anstieg",
        "die mehrkosten",
        "der mehrbedarf",
        "es ergibt",
    ];
    let next = sentences.get(index + 1)?;
    let own = sentences.get(index)?;
    let text = next.text().trim_start().to_lowercase();
    let is_bound = STARTS.iter().any(|start| text.starts_with(start));
    if !is_bound || next.block > own.block + 1 {
        return None;
    }
    let amounts = spoken(next, kind);
    let (at, by, _) = amounts.first()?;
    let before = next.before(*at).to_lowercase();
    let near = near(&before);
    let names = names_difference(near) || near.ends_with(" um") || is_noun_behind(next, *at);
    if !names || part(&next.before(at + 1).to_lowercase(), "").is_some() {
        return None;
    }
    difference(sentences, index + 1, next, (old, new, by))
}

/// `gegenüber A um C teurer`, where the new amount stands in the sentences before: wrong only
/// where the printed difference looks like that of one of them mistyped.
fn mistyped(sentences: &[Sentence<'_>], index: usize, old: &Amount, by: &Amount) -> Option<Wrong> {
    let (before, printed) = (old.value?, by.value?);
    let slack = slack([old, by]);
    let is_usable = is_firm(old) && is_firm(by) && !is_other(sentences, index, by, slack);
    let all = around(sentences, index, by.kind);
    let expected = |now: &Decimal| (*now - before).abs();
    let now = all.iter().find(|now| **now != printed && is_slip(expected(now), printed))?;
    let terms = vec![before.max(*now), before.min(*now)];
    let place = sentences.get(index).filter(|_| is_usable)?;
    Some(wrong(Rule::Difference, place, by, Some(expected(now)), terms))
}

/// Whether a noun of difference stands somewhere before the first amount of a sentence.
fn is_noun_behind(sentence: &Sentence<'_>, at: usize) -> bool {
    let before = sentence.before(at).to_lowercase();
    at == 0 && before.split([' ', ',']).any(names_difference)
}

fn direction(sentence: &Sentence<'_>, old: &Amount, new: &Amount, text: &str) -> Option<Wrong> {
    let clause = clause(sentence, old);
    let rises = rises(&clause, text)?;
    let (before, now) = (old.value?, new.value?);
    let is_signed = before.is_sign_negative() || now.is_sign_negative();
    let is_wrong = before != now && rises != (now > before) && !is_signed;
    let is_spoken_of = clause.contains("von ") && clause.contains(" auf ");
    (is_wrong && is_spoken_of).then(|| wrong(Rule::Direction, sentence, new, None, vec![before]))
}

/// The clause of a sentence in which an amount stands, in small letters.
fn clause(sentence: &Sentence<'_>, amount: &Amount) -> String {
    let before = sentence.flow.slice(sentence.range.start..amount.range.start);
    let after = sentence.flow.slice(amount.range.start..sentence.range.end);
    let from = before.rfind([',', ';', ':']).map_or(0, |at| at + 1);
    let to = after.find(", ").or_else(|| after.find(';')).unwrap_or(after.len());
    let parts = [before.get(from..), after.get(..to)];
    parts.into_iter().flatten().collect::<String>().to_lowercase()
}

/// Whether a clause says that something rises or falls; `None` where it says neither, or the
/// sentence speaks of the opposite as well.
fn rises(clause: &str, text: &str) -> Option<bool> {
    const UP: [&str; 6] =
        ["erhöht sich", "erhöhen sich", " steigt", " steigen", "gestiegen", "steigen von"];
    const DOWN: [&str; 7] = [
        "verringert sich",
        "verringern sich",
        "reduziert sich",
        "reduzieren sich",
        " sinkt",
        " sinken",
        "gesunken",
    ];
    const MORE: [&str; 8] =
        ["steig", "erhöh", "wächst", "wachs", "zunahm", "zunehm", "mehr", "höher"];
    const LESS: [&str; 14] = [
        "sink",
        "senk",
        "sunken",
        "minder",
        "verringer",
        "reduzier",
        "rückgang",
        "zurück",
        "kürz",
        "fällt",
        "fallen",
        "weniger",
        "niedriger",
        "statt",
    ];
    let any = |text: &str, words: &[&str]| words.iter().any(|word| text.contains(word));
    let up = any(clause, &UP) && !any(text, &LESS);
    let down = any(clause, &DOWN) && !any(text, &MORE) && !text.contains("statt");
    (up != down).then_some(up)
}

/// A percentage that names the same change: `oder 5,48 %`, `um 5 %`.
fn share(sentences: &[Sentence<'_>], index: usize, old: &Amount, new: &Amount) -> Option<Wrong> {
    let own = sentences.get(index)?;
    let next = sentences.get(index + 1).filter(|next| next.block == own.block);
    let places = [Some(own), next];
    let (place, at, rate) = places.into_iter().flatten().find_map(|sentence| {
        let rates = spoken(sentence, Kind::Percent);
        let [(at, rate, _)] = rates.as_slice() else { return None };
        Some((sentence, *at, *rate))
    })?;
    let before = place.before(at).to_lowercase();
    let near_text = near(&before);
    let is_linked = ["oder", "bzw.", "um", "(", "(+", "plus", "das sind", "entspricht", "mithin"]
        .iter()
        .any(|word| before.trim_end().ends_with(word) || near_text.ends_with(word));
    let is_same = place.range == own.range || !spoken(place, old.kind).is_empty();
    let is_named = (is_linked || names_difference(near_text)) && is_same && is_firm(rate);
    let after = place.before(at + 1).to_lowercase();
    let is_other =
        ["der ", "des ", "von ", "an "].iter().any(|word| after.trim_start().starts_with(word));
    let (before, now, printed) = (old.value?, new.value?, rate.value?);
    if place.range == own.range && is_outside(own, old, new, rate) {
        return None;
    }
    if !is_named || is_other || before.is_zero() || now.is_zero() {
        return None;
    }
    let of = |base: Decimal| {
        Exact::from((now - before) * Decimal::ONE_HUNDRED).checked_div(&Exact::from(base))
    };
    let digits = rate.step.scale() + 2;
    let shares: Vec<Decimal> = [before, now]
        .into_iter()
        .filter_map(|base| money::round(&of(base)?, digits, Mode::HalfUp))
        .collect();
    let slack = rate.step.max(if rate.is_rounded() { rate.coarse } else { Decimal::ZERO })
        + slack([old, new]) * Decimal::ONE_HUNDRED / before.abs();
    let fits = |share: &Decimal| (share.abs() - printed.abs()).abs() <= slack;
    // With a percentage of each of two years, only both together could tell.
    let is_wrong =
        !shares.iter().any(fits) && !is_explained(&[Decimal::ONE_HUNDRED], printed, slack);
    is_wrong.then(|| {
        let terms = vec![(now - before).abs(), before];
        let expected =
            of(before).and_then(|share| money::round(&share, rate.step.scale() + 1, Mode::HalfUp));
        wrong(Rule::Percent, place, rate, expected.map(|share| share.abs()), terms)
    })
}
