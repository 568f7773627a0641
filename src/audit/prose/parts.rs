//! Parts and their whole: `insgesamt X, davon Y und Z`; `X setzt sich aus Y und Z zusammen`.
//!
//! `davon` may name some parts only. What falls short of the whole is wrong only where the
//! words say that the parts are all, or where so little is missing that no part could.

use rust_decimal::Decimal;

use super::super::number::{Amount, Kind};
use super::super::read::sentence::Sentence;
use super::super::slip::is_slip;
use super::wrong::{Rule, Spoken, Wrong, is_firm, slack, spoken, wrong};

/// What does not come out in the parts that the sentence at `index` names.
pub(super) fn check(sentences: &[Sentence<'_>], index: usize) -> Option<Wrong> {
    [Kind::Euro, Kind::Stellen].into_iter().find_map(|kind| of_kind(sentences, index, kind))
}

fn of_kind(sentences: &[Sentence<'_>], index: usize, kind: Kind) -> Option<Wrong> {
    let sentence = sentences.get(index)?;
    let text = sentence.text();
    let (at, is_complete) = divider(text)?;
    let rest = text.get(at..)?.to_lowercase();
    let at = sentence.range.start + at;
    let all = spoken(sentence, kind);
    let before: Vec<Spoken<'_>> =
        all.iter().filter(|(_, amount, _)| amount.range.end <= at).copied().collect();
    let parts: Vec<Spoken<'_>> =
        all.iter().filter(|(_, amount, _)| amount.range.start > at).copied().collect();
    let (place, whole, wholes) = match before.last() {
        Some((_, whole, _)) => {
            (sentence, *whole, before.iter().map(|(.., value)| *value).collect())
        }
        None => whole_before(sentences, index, kind)?,
    };
    let total = whole.value?;
    let is_firm = is_firm(whole) && parts.iter().all(|(_, part, _)| is_firm(part));
    if !is_firm || is_tangled(&rest) || parts.is_empty() || total <= Decimal::ZERO {
        return None;
    }
    excess(sentence, &parts, &wholes).or_else(|| {
        let list = List { sentence, parts: &parts, is_complete };
        sum(place, whole, &wholes, &list)
    })
}

/// The only amount of the sentence before, where this one begins with `Davon`.
fn whole_before<'a>(
    sentences: &'a [Sentence<'a>],
    index: usize,
    kind: Kind,
) -> Option<(&'a Sentence<'a>, &'a Amount, Vec<Decimal>)> {
    let own = sentences.get(index)?;
    let before = sentences.get(index.checked_sub(1)?)?;
    let is_next = before.block == own.block && own.text().trim_start().starts_with("Davon ");
    let amounts = spoken(before, kind);
    let [(_, whole, value)] = amounts.as_slice() else { return None };
    is_next.then(|| (before, *whole, vec![*value]))
}

/// Whether the words after the divider lead to other wholes, rates or years of their own.
fn is_tangled(rest: &str) -> bool {
    const WORDS: [&str; 16] = [
        " je ",
        " jeweils",
        " davon",
        " hiervon",
        "insgesamt",
        "gesamt",
        "pro ",
        " statt ",
        "bisher",
        "zusätzlich",
        "darüber hinaus",
        " weitere",
        "jährlich",
        "monatlich",
        "zuzüglich",
        "gegenüber",
    ];
    let rest = rest.get(1..).unwrap_or_default();
    let after = rest.find(' ').and_then(|at| rest.get(at..)).unwrap_or_default();
    WORDS.iter().any(|word| after.contains(word))
}

/// A part that is larger than anything it could be a part of.
fn excess(sentence: &Sentence<'_>, parts: &[Spoken<'_>], wholes: &[Decimal]) -> Option<Wrong> {
    let most: Decimal = wholes.iter().map(|value| value.abs()).sum();
    // What stands in brackets behind a part, or an arrow leads from, is no part itself.
    let first = parts.first().map_or(0, |(_, part, _)| part.range.start);
    let is_aside = |part: &Amount| {
        let between = sentence.flow.slice(first..part.range.start);
        let after = sentence.flow.slice(part.range.end..sentence.range.end);
        let opens = between.matches('(').count() > between.matches(')').count();
        opens || after.trim_start().starts_with(['→', '➔', '⇒']) || after.starts_with(" ->")
    };
    let (_, amount, _) = parts
        .iter()
        .take(6)
        .filter(|(_, part, _)| !is_aside(part))
        .find(|(_, amount, part)| *part > most + slack([*amount]) && most > Decimal::ZERO)?;
    Some(wrong(Rule::Excess, sentence, amount, None, vec![most]))
}

struct List<'a, 'b> {
    sentence: &'a Sentence<'b>,
    parts: &'a [Spoken<'a>],
    is_complete: bool,
}

fn sum(
    place: &Sentence<'_>,
    whole: &Amount,
    wholes: &[Decimal],
    list: &List<'_, '_>,
) -> Option<Wrong> {
    let values: Vec<Decimal> = list.parts.iter().map(|(.., part)| *part).collect();
    let sum: Decimal = values.iter().sum();
    let total = whole.value?;
    let slack = slack(list.parts.iter().map(|(_, part, _)| *part).chain([whole]));
    let is_off = |total: Decimal| (sum - total).abs() > slack;
    let all: Decimal = wholes.iter().sum();
    let is_list = values.len() >= 2
        && (list.is_complete || ends_list(list.sentence, list.parts))
        && !goes_on(list.sentence, list.parts);
    if !is_list || !is_off(total) || !is_off(all) || wholes.iter().any(|whole| !is_off(*whole)) {
        return None;
    }
    // Some of the parts may be the parts of others, or be told twice.
    let runs =
        (0..values.len()).flat_map(|from| (from + 2..=values.len()).map(move |to| (from, to)));
    let mut runs =
        runs.filter_map(|(from, to)| Some(values.get(from..to)?.iter().sum::<Decimal>()));
    let is_twice = (sum % total).is_zero();
    if runs.any(|run| !is_off_by(run, total, slack)) || is_twice {
        return None;
    }
    let missing = total - sum;
    let least = values.iter().copied().min()?;
    let is_little = missing * Decimal::TEN <= total && missing * Decimal::TWO < least;
    let is_typed = is_slip(total, sum) || values.iter().any(|part| is_slip(*part, *part + missing));
    let is_wrong = sum > total || list.is_complete || is_little || is_typed;
    is_wrong.then(|| wrong(Rule::Parts, place, whole, Some(sum), values))
}

fn is_off_by(value: Decimal, other: Decimal, slack: Decimal) -> bool {
    (value - other).abs() > slack
}

/// Where the parts begin, and whether the words say that they are all.
fn divider(text: &str) -> Option<(usize, bool)> {
    let complete = [
        "setzt sich aus",
        "setzen sich aus",
        "setzt sich zusammen",
        "setzen sich zusammen",
        "setzt sich wie folgt",
        "setzen sich wie folgt",
        "besteht aus",
        "bestehen aus",
        "verteilt sich auf",
        "verteilen sich auf",
        "teilt sich auf",
        "teilen sich auf",
        "teilt sich wie folgt",
        "gliedert sich in",
        "gliedern sich in",
        "aufgeteilt in",
        "verteilt sich wie folgt",
        "verteilen sich wie folgt",
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
            || before.is_empty()
            || clause.is_some_and(|clause| clause.contains(['€', '%']))
    };
    let places = text.match_indices("davon ").chain(text.match_indices("Davon "));
    places.map(|(at, _)| at).find(names_parts)
}

/// Whether parts without an amount follow the last one that has one.
fn goes_on(sentence: &Sentence<'_>, parts: &[Spoken<'_>]) -> bool {
    let Some((index, ..)) = parts.last() else { return true };
    let after = sentence.before(index + 1);
    let clause = after.split([';', ':']).next().unwrap_or_default();
    [" und ", " sowie "].iter().any(|word| clause.contains(word))
}

/// Whether the last part is joined by `und`, so that the list claims to be whole.
fn ends_list(sentence: &Sentence<'_>, parts: &[Spoken<'_>]) -> bool {
    let Some((index, ..)) = parts.last() else { return false };
    let before = sentence.before(*index);
    before.contains(" und ") || before.contains("sowie")
}

#[cfg(test)]
mod tests {
    use super::super::super::read::paper::Paper;
    use super::*;

    fn is_wrong(text: &str) -> bool {
        let paper = Paper::read(text);
        let sentences = paper.sentences();
        (0..sentences.len()).any(|index| check(&sentences, index).is_some())
    }

    #[test]
    fn davon_names_parts_only_of_what_stands_before_it() {
        assert!(is_wrong("Die Stelle kostet 68,00 €, davon 82,00 € für Personal."));
        assert!(is_wrong("Von 68,00 € werden davon 82,00 € benötigt."));
        assert!(!is_wrong(
            "Die Stelle kostet 68,00 €; was die Förderung davon offenlässt, sind 182,00 €."
        ));
    }

    #[test]
    fn some_parts_are_no_contradiction() {
        assert!(!is_wrong("Geplant sind 500 €, davon 100 € für Personal und 50 € für Material."));
        // 300 + 170 = 470; what is missing of 480 is less than half of any part.
        assert!(is_wrong("Geplant sind 480 €, davon 300 € für Personal und 170 € für Material."));
        assert!(is_wrong(
            "Die 500 € setzen sich aus 100 € für Personal und 50 € für Material zusammen."
        ));
        assert!(!is_wrong(
            "Insgesamt 100.000 €, davon 40.000 € – 50.000 € Bau und 55.000 € Planung."
        ));
    }
}
