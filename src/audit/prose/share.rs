//! Amounts and the percentages that they are said to be of a whole.
//!
//! Only a whole that the words name proves anything: `80 % von W, also Y`, `Y, das sind 80 %
//! von W`, `W, davon 80 % = Y`, or two shares that are all of it.

use rust_decimal::Decimal;

use super::super::number::{Amount, Exactness, Kind};
use super::super::read::sentence::Sentence;
use super::super::whole::quantity::{Facts, Quantity, agreed};
use super::wrong::{Rule, Wrong, is_firm, wrong};
use crate::money::{self, Exact, Mode};

/// The percentages of the sentence at `index` that do not fit.
pub(super) fn check(sentences: &[Sentence<'_>], index: usize, facts: &Facts) -> Vec<Wrong> {
    let Some(sentence) = sentences.get(index) else { return Vec::new() };
    let percents: Vec<usize> = (0..sentence.amounts.len())
        .filter(|at| kind(sentence, *at) == Some(Kind::Percent))
        .collect();
    let mut found: Vec<Wrong> =
        percents.iter().filter_map(|at| single(sentence, *at, facts)).collect();
    if found.is_empty() {
        found.extend(complements(sentence, &percents));
    }
    found
}

fn kind(sentence: &Sentence<'_>, at: usize) -> Option<Kind> {
    sentence.amounts.get(at).map(|amount| amount.kind)
}

fn euro<'a>(sentence: &'a Sentence<'_>, at: Option<usize>) -> Option<&'a Amount> {
    sentence.amounts.get(at?).filter(|amount| amount.kind == Kind::Euro && is_firm(amount))
}

/// A percentage with its amount and its whole.
struct Share<'a> {
    rate: &'a Amount,
    part: &'a Amount,
    whole: Decimal,
    /// Whether the percentage is given and the amount follows from it.
    is_rate: bool,
}

fn single(sentence: &Sentence<'_>, at: usize, facts: &Facts) -> Option<Wrong> {
    let share = named(sentence, at, facts)?;
    let (value, rate) = (share.part.value?, share.rate.value?);
    let is_usable = value > Decimal::ZERO && share.whole > Decimal::ZERO && is_firm(share.rate);
    if !is_usable || fits(&share, value, rate) {
        return None;
    }
    let digits = share.rate.step.scale() + 1;
    let expected = of(value, share.whole, digits);
    Some(wrong(Rule::Percent, sentence, share.rate, expected, vec![value, share.whole]))
}

fn named<'a>(sentence: &'a Sentence<'_>, at: usize, facts: &Facts) -> Option<Share<'a>> {
    let rate = sentence.amounts.get(at)?;
    let (before, after) = (sentence.before(at), sentence.before(at + 1));
    let beyond = sentence.before(at + 2);
    let last = euro(sentence, at.checked_sub(1));
    let ahead = euro(sentence, at.checked_sub(2));
    let (next, second) = (euro(sentence, Some(at + 1)), euro(sentence, Some(at + 2)));
    // `80 % von W, also Y`
    if let (Some(whole), Some(part)) = (next, second)
        && is_of(after)
        && is_result(beyond)
    {
        return Some(Share { rate, part, whole: whole.value?, is_rate: true });
    }
    // `Y, das sind 80 % von W`
    if let (Some(part), Some(whole)) = (last, next)
        && is_link(before)
        && is_of(after)
    {
        return Some(Share { rate, part, whole: whole.value?, is_rate: false });
    }
    // `W, davon 80 % = Y`
    if let (Some(whole), Some(part)) = (last, next)
        && is_link(after)
        && (before.contains("davon") || before.contains("hiervon"))
    {
        return Some(Share { rate, part, whole: whole.value?, is_rate: false });
    }
    // `Von W übernimmt das Land 80 %, das sind Y`, `an W mit 80 %, also Y`
    let ahead_of_whole = sentence.before(at.saturating_sub(1)).trim_start().to_lowercase();
    if let (1, Some(whole), Some(part)) = (at, last, next)
        && is_link(after)
        && (ahead_of_whole.starts_with("von ")
            || before.trim_end().ends_with("mit")
            || before.trim_end().ends_with(" zu"))
    {
        return Some(Share { rate, part, whole: whole.value?, is_rate: false });
    }
    // `von W … Y (80 %)`
    if let (Some(whole), Some(part)) = (ahead, last)
        && is_link(before)
        && sentence.before(at - 1).contains("davon")
        && !is_of(after)
    {
        return Some(Share { rate, part, whole: whole.value?, is_rate: false });
    }
    let part = last.filter(|_| is_link(before)).or_else(|| next.filter(|_| is_link(after)))?;
    let rest = sentence.flow.slice(rate.range.end..sentence.range.end);
    let whole = whole_of(rest, sentence, facts)?;
    Some(Share { rate, part, whole, is_rate: false })
}

/// Two linked shares that make a hundred per cent, of amounts that do not share so.
fn complements(sentence: &Sentence<'_>, percents: &[usize]) -> Option<Wrong> {
    let [first, second] = percents else { return None };
    let linked = |at: usize| {
        let last = euro(sentence, at.checked_sub(1)).filter(|_| is_bare(sentence.before(at)));
        let next = euro(sentence, Some(at + 1)).filter(|_| is_bare(sentence.before(at + 1)));
        last.or(next)
    };
    let rates = [*first, *second].map(|at| sentence.amounts.get(at));
    let [Some(a), Some(b)] = rates else { return None };
    let (x, y) = (linked(*first)?, linked(*second)?);
    let total = x.value?.checked_add(y.value?)?;
    let is_all = a.value?.checked_add(b.value?)? == Decimal::ONE_HUNDRED;
    let share = Share { rate: b, part: y, whole: total, is_rate: false };
    let is_usable = is_all && x.range != y.range && total > Decimal::ZERO;
    let is_wrong = is_usable && !fits(&share, y.value?, b.value?);
    is_wrong.then(|| {
        let expected = of(y.value.unwrap_or_default(), total, b.step.scale() + 1);
        wrong(Rule::Percent, sentence, b, expected, vec![y.value.unwrap_or_default(), total])
    })
}

/// Whether nothing but a sign of likeness stands between an amount and its percentage.
fn is_bare(between: &str) -> bool {
    ["(", "=", "oder", "bzw.", "also", "das sind", ", das sind", ", also"]
        .contains(&between.trim().to_lowercase().as_str())
}

fn is_link(between: &str) -> bool {
    const LINKS: [&str; 10] = [
        "das heißt",
        "d. h.",
        "d.h.",
        "das sind",
        "entspricht",
        "mithin",
        "also",
        "somit",
        "=",
        "dies sind",
    ];
    let between = between.to_lowercase();
    between.chars().count() <= 40
        && (is_bare(&between) || LINKS.iter().any(|link| between.contains(link)))
}

fn is_of(between: &str) -> bool {
    const WORDS: [&str; 8] =
        ["von ", "der ", "des ", "aus ", "(von ", "an den ", "vom ", "in höhe von"];
    let between = between.to_lowercase();
    between.chars().count() <= 90
        && WORDS.iter().any(|word| (between.trim_start().to_owned() + " ").starts_with(word))
}

fn is_result(between: &str) -> bool {
    let lower = between.to_lowercase();
    is_link(between) || (lower.contains("ergibt") && lower.chars().count() <= 40)
}

/// The whole that a share is of, where it is called the volume or all costs.
fn whole_of(rest: &str, sentence: &Sentence<'_>, facts: &Facts) -> Option<Decimal> {
    const NAMED: [&str; 4] = ["volumens", "gesamtkosten", "gesamtaufwendungen", "gesamtaufwandes"];
    let rest = rest.to_lowercase();
    let clause = rest.split([',', ';']).next().unwrap_or_default();
    let is_named = NAMED.iter().any(|word| clause.contains(word))
        && !clause.contains("förderfähig")
        && !clause.contains("zuwendungsfähig");
    let volume = |year| agreed(facts, (Quantity::Volumen, year));
    is_named.then(|| volume(None).or_else(|| volume(sentence.year)))?
}

/// Whether the amount is that percentage of its whole, as far as all are printed. Grants are
/// often rounded to full tens, hundreds or thousands, which their zeros show.
fn fits(share: &Share<'_>, value: Decimal, rate: Decimal) -> bool {
    let hundred = Decimal::ONE_HUNDRED;
    let is_exact_rate = share.is_rate && share.rate.exactness == Exactness::Exact;
    let half = if is_exact_rate {
        Decimal::ZERO
    } else {
        share.rate.step.max(share.rate.slack()) / Decimal::TWO
    };
    let bounds = [rate - half, rate + half]
        .map(|rate| rate.checked_mul(share.whole).map(|product| product / hundred));
    let [Some(low), Some(high)] = bounds else { return true };
    let rough = share.part.coarse.min(value / hundred);
    let slack = share.part.step.max(rough).max(Decimal::ONE);
    low - slack <= value && value <= high + slack
}

fn of(value: Decimal, whole: Decimal, digits: u32) -> Option<Decimal> {
    let share =
        Exact::from(value.checked_mul(Decimal::ONE_HUNDRED)?).checked_div(&Exact::from(whole))?;
    money::round(&share, digits, Mode::HalfUp)
}
