//! Compares the Stellen of a paper: the same grade with two quantities, and a rate
//! per Vollzeitstelle that just misses the grants of a year.

use std::collections::BTreeMap;
use std::ops::Range;

use rust_decimal::Decimal;

use super::super::number::{Amount, Kind, digits, plain};
use super::super::read::block::BlockKind;
use super::super::read::flow::Flow;
use super::super::read::paper::{Paper, Part};
use super::super::read::sentence::Sentence;
use super::quantity::{Facts, Quantity, agreed};

/// A grade with a quantity that differs from that of other places.
#[derive(Debug)]
pub(in crate::audit) struct Deviation {
    /// The grade, without spaces.
    pub(in crate::audit) grade: String,
    /// The quantity here.
    pub(in crate::audit) here: Decimal,
    /// The quantity elsewhere.
    pub(in crate::audit) elsewhere: Decimal,
    /// Where it stands in the file.
    pub(in crate::audit) source: Range<usize>,
}

/// A rate per Vollzeitstelle that the grants of a year do not follow.
#[derive(Debug)]
pub(in crate::audit) struct Miss {
    /// The rate.
    pub(in crate::audit) rate: Decimal,
    /// The number of Stellen in the list that follows or precedes it.
    pub(in crate::audit) stellen: Decimal,
    /// What the rate and other expenses come to.
    pub(in crate::audit) expected: Decimal,
    /// What the paper names.
    pub(in crate::audit) printed: Decimal,
    /// The year.
    pub(in crate::audit) year: u16,
    /// Where the rate stands in the file.
    pub(in crate::audit) source: Range<usize>,
}

/// How many places of one grade are compared.
const MOST: usize = 200;

type Listed = BTreeMap<String, Vec<(Decimal, Range<usize>)>>;

/// Grades that every list names once, but not always with the same quantity.
pub(in crate::audit) fn deviations(paper: &Paper) -> Vec<Deviation> {
    let lists = lists(paper);
    let mut grades: BTreeMap<&str, Vec<&(Decimal, Range<usize>)>> = BTreeMap::new();
    for list in &lists {
        for (grade, places) in list {
            grades.entry(grade).or_default().extend(places);
        }
    }
    let is_unique = |grade: &str| lists.iter().all(|l| l.get(grade).is_none_or(|p| p.len() == 1));
    let mut found = Vec::new();
    for (grade, places) in grades.into_iter().filter(|(grade, _)| is_unique(grade)) {
        let places = places.get(..places.len().min(MOST)).unwrap_or_default();
        let count = |value: Decimal| places.iter().filter(|(other, _)| *other == value).count();
        let Some((usual, _)) = places.iter().max_by_key(|(value, _)| count(*value)) else {
            continue;
        };
        if count(*usual) < 2 && places.len() > 2 {
            continue;
        }
        for (here, source) in places.iter().filter(|(value, _)| value != usual) {
            let grade = grade.to_owned();
            found.push(Deviation { grade, here: *here, elsewhere: *usual, source: source.clone() });
        }
    }
    found
}

/// The Stellen of every list and every table; a heading or a paragraph ends none.
fn lists(paper: &Paper) -> Vec<Listed> {
    let mut lists = vec![Listed::new()];
    let mut is_in_items = false;
    for part in &paper.parts {
        match part {
            Part::Block(block) if block.kind == BlockKind::Item => {
                is_in_items = true;
                add(&block.flow, &mut lists);
            }
            // Sub-headings divide one list by Bausteine; running text ends it.
            Part::Block(block) if block.flow.text().len() > 60 && is_in_items => {
                is_in_items = false;
                lists.push(Listed::new());
            }
            Part::Block(_) => {}
            Part::Table(table) => {
                lists.push(Listed::new());
                for row in &table.rows {
                    row.iter().take(1).for_each(|cell| add(cell, &mut lists));
                }
                lists.push(Listed::new());
                is_in_items = false;
            }
        }
    }
    lists
}

fn add(flow: &Flow, lists: &mut [Listed]) {
    let Some(list) = lists.last_mut() else { return };
    for (grade, value, range) in grades(flow.text()) {
        list.entry(grade).or_default().push((value, flow.source(&range)));
    }
}

/// Quantities that stand right before a grade: `1,5 Stelle S 17`, `1,0 E 13`.
fn grades(text: &str) -> Vec<(String, Decimal, Range<usize>)> {
    let numbers = digits::numbers(text).into_iter();
    let read = numbers.filter_map(|range| {
        let number = text.get(range.clone()).filter(|number| number.contains(','))?;
        let amount = plain(text, range.clone())?;
        let rest = text.get(range.end..)?.trim_start();
        let rest =
            rest.strip_prefix("Stellen").or_else(|| rest.strip_prefix("Stelle")).unwrap_or(rest);
        let grade = grade(rest.trim_start())?;
        (number.len() <= 6).then_some((grade, amount.value?, range))
    });
    read.collect()
}

/// The pay grade that `text` begins with, without space: `E13`, `S17`, `A7`.
fn grade(text: &str) -> Option<String> {
    let letters: String = text.chars().take_while(char::is_ascii_uppercase).collect();
    let rest = text.get(letters.len()..)?.trim_start();
    let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
    let is_grade = ["E", "EG", "S", "A", "B"].contains(&letters.as_str());
    (is_grade && (1..=2).contains(&digits.len())).then(|| letters + &digits)
}

/// Where `je Vollzeitstelle … A €` almost explains the grants of a year: a rule that
/// was meant but does not hold. Far from them it says nothing.
pub(in crate::audit) fn rate_misses(
    sentences: &[Sentence<'_>],
    paper: &Paper,
    facts: &Facts,
) -> Vec<Miss> {
    let rates: Vec<(&Sentence<'_>, &Amount)> = sentences.iter().filter_map(rate).collect();
    let [(sentence, rate)] = rates.as_slice() else { return Vec::new() };
    let Some(value) = rate.value else { return Vec::new() };
    let Some(stellen) = list_before(paper, sentence.block) else { return Vec::new() };
    let Some(grants) = value.checked_mul(stellen) else { return Vec::new() };
    let mut nearest: Option<Miss> = None;
    for (quantity, year) in facts.keys() {
        let (Quantity::Foerderung, Some(year)) = (quantity, year) else { continue };
        let Some(printed) = agreed(facts, (Quantity::Foerderung, Some(*year))) else { continue };
        // Besides the posts, a grant may pay what one line of the same year names.
        let lines = facts
            .keys()
            .filter(|(line, of)| matches!(line, Quantity::Zeile(_)) && *of == Some(*year));
        let others = lines.filter_map(|subject| agreed(facts, *subject));
        for expected in std::iter::once(grants).chain(others.map(|other| grants + other)) {
            if expected == printed {
                return Vec::new();
            }
            let is_near = (expected - printed).abs() * Decimal::from(50) <= printed.abs();
            let distance = |miss: &Miss| (miss.expected - miss.printed).abs();
            let miss = Miss {
                rate: value,
                stellen,
                expected,
                printed,
                year: *year,
                source: sentence.flow.source(&rate.range),
            };
            if is_near && nearest.as_ref().is_none_or(|n| distance(&miss) < distance(n)) {
                nearest = Some(miss);
            }
        }
    }
    nearest.into_iter().collect()
}

/// The only amount of a sentence that is paid for every full post.
fn rate<'a, 'b>(sentence: &'a Sentence<'b>) -> Option<(&'a Sentence<'b>, &'a Amount)> {
    let text = sentence.text().to_lowercase();
    let words = ["pro vollzeitstelle", "je vollzeitstelle", "pro stelle", "je stelle"];
    let is_rate = words.iter().any(|word| text.contains(word)) && !text.contains("sach");
    let euros: Vec<&Amount> = sentence.amounts.iter().filter(|a| a.kind == Kind::Euro).collect();
    let [rate] = euros.as_slice() else { return None };
    is_rate.then_some((sentence, *rate))
}

/// How many Stellen the last list before `block` has.
fn list_before(paper: &Paper, block: usize) -> Option<Decimal> {
    let before = paper.parts.get(..block)?.iter().rev();
    let mut sum = Decimal::ZERO;
    let mut count = 0;
    for part in before.take(14) {
        let Part::Block(block) = part else { break };
        if block.kind != BlockKind::Item {
            if count > 0 {
                break;
            }
            continue;
        }
        let text = block.flow.text();
        let first = digits::numbers(text).into_iter().find(|range| {
            range.start == 0 && text.get(range.clone()).is_some_and(|number| number.contains(','))
        });
        if let Some(value) = first.and_then(|range| plain(text, range)?.value) {
            sum += value;
            count += 1;
        }
    }
    (count >= 2).then_some(sum)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn compares_lists() {
        let text = "- 1,0 E 13 TVöD bzw. A13 (Leitung)\n- 1,5 S17 TVöD S\n\nDies ist ein längerer Absatz, der die erste Liste von der zweiten deutlich trennt.\n\n- 1,0 Stelle E 13\n- 2,5 Stellen S 17\n\nSo setzen sich die Kosten im Einzelnen zusammen, wie die folgende Tabelle zeigt:\n\n| | 2021 |\n|--|--|\n| Personalkosten 1,5 Stelle S 17 | 3,00 € |\n";
        let found = deviations(&Paper::read(text));
        let shown: Vec<String> = found.iter().map(|d| format!("{} {}", d.grade, d.here)).collect();
        assert_eq!(shown, ["S17 2.5"]);
    }
}
