//! Finds quantities that a paper names more than once, with different values.
//!
//! Only what papers always name counts as a quantity: the volume, the grants, the
//! own share, and the lines of the Teilplan in a Haushaltsjahr. Rates, limits and
//! what-if amounts are none of them.

use std::collections::BTreeMap;
use std::ops::Range;

use rust_decimal::Decimal;

use super::super::grid::column::{ColumnKind, ColumnRole};
use super::super::grid::{Grid, Role};
use super::super::number::{Exactness, Kind};
use super::super::read::paper::Paper;
use super::super::read::sentence::Sentence;

/// What an amount is the amount of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::audit) enum Quantity {
    /// All expenses of the project.
    Volumen,
    /// All grants.
    Foerderung,
    /// What remains to the city.
    Eigenanteil,
    /// All payments for Investitionen.
    Investition,
    /// A line of the Teilplan.
    Zeile(u8),
}

impl Quantity {
    /// Its name in a sentence.
    pub(in crate::audit) fn name(self) -> String {
        match self {
            Self::Volumen => "Gesamtvolumen".into(),
            Self::Foerderung => "Förderung insgesamt".into(),
            Self::Eigenanteil => "Eigenanteil".into(),
            Self::Investition => "Gesamtkosten der Investitionen".into(),
            Self::Zeile(line) => format!("Zeile {line:02}"),
        }
    }
}

/// What a fact is about: a quantity, and the Haushaltsjahr if it is not of the whole.
pub(in crate::audit) type Subject = (Quantity, Option<u16>);

/// An amount of a known quantity.
#[derive(Debug, Clone)]
pub(in crate::audit) struct Fact {
    /// Its value in euro.
    pub(in crate::audit) value: Decimal,
    /// How far it is rounded.
    pub(in crate::audit) step: Decimal,
    /// Whether the text says that it is rounded.
    pub(in crate::audit) is_rounded: bool,
    /// Its bytes in the file.
    pub(in crate::audit) source: Range<usize>,
    /// Whether it stands in a table.
    pub(in crate::audit) is_in_table: bool,
    /// Whether it is the sum of the years of a table.
    pub(in crate::audit) is_derived: bool,
}

/// All facts of a paper.
pub(in crate::audit) type Facts = BTreeMap<Subject, Vec<Fact>>;

/// The facts of `paper`.
pub(in crate::audit) fn facts(paper: &Paper, sentences: &[Sentence<'_>]) -> Facts {
    let mut facts = Facts::new();
    for sentence in sentences {
        of_sentence(sentence, &mut facts);
    }
    let grids: Vec<Grid<'_>> =
        paper.tables().map(|table| Grid::new(table, paper.is_rounded)).collect();
    // A table of one column without a year speaks of the whole, if it is the only one.
    let is_whole = |grid: &Grid<'_>| {
        let columns = money(grid);
        columns.len() == 1 && columns.iter().all(|column| year(grid, *column).is_none())
    };
    let is_only = grids.iter().filter(|grid| is_whole(grid)).count() == 1;
    // What an earlier paper provides is none of this one.
    for grid in grids.iter().filter(|grid| !grid.compares()) {
        of_table(grid, is_only && is_whole(grid), &mut facts);
    }
    facts
}

/// The value of `subject` where the paper is of one mind about it.
pub(in crate::audit) fn agreed(facts: &Facts, subject: Subject) -> Option<Decimal> {
    let mut values = facts.get(&subject)?.iter().filter(|fact| !fact.is_rounded);
    let first = values.next()?.value;
    values.all(|fact| fact.value == first).then_some(first)
}

/// The value that most facts about `subject` have.
pub(in crate::audit) fn usual(facts: &[Fact]) -> Option<Decimal> {
    let mut counts: BTreeMap<Decimal, usize> = BTreeMap::new();
    for fact in facts.iter().filter(|fact| !fact.is_rounded) {
        *counts.entry(fact.value).or_default() += 1;
    }
    let most = counts.values().copied().max()?;
    let mut leading = counts.iter().filter(|(_, count)| **count == most);
    let (value, _) = leading.next()?;
    leading.next().is_none().then_some(*value)
}

fn of_sentence(sentence: &Sentence<'_>, facts: &mut Facts) {
    if is_what_if(sentence.text()) {
        return;
    }
    let mut context = String::new();
    for (index, amount) in sentence.amounts.iter().enumerate() {
        let before = sentence.before(index);
        context.push_str(before);
        let near = context.to_lowercase();
        if amount.kind != Kind::Euro || amount.exactness == Exactness::Bound {
            continue;
        }
        context.clear();
        let after = sentence.before(index + 1).trim_start().to_lowercase();
        let named = if after.starts_with("an ") { quantity(&after) } else { quantity(&near) };
        let (Some(value), Some(quantity)) = (amount.value, named) else { continue };
        // The costs of what stands in the Teilfinanzplan are none of the Teilergebnisplan.
        let is_investive = quantity == Quantity::Volumen && near.contains("teilfinanz");
        let quantity = if is_investive { Quantity::Investition } else { quantity };
        let rest = sentence.flow.slice(amount.range.end..sentence.range.end);
        if is_rate(&near) || is_rate_after(rest) || is_part_of_list(&near) {
            continue;
        }
        if matches!(quantity, Quantity::Zeile(_)) && is_cover(&after) {
            continue;
        }
        let year = sentence.year_of(index);
        if matches!(quantity, Quantity::Zeile(_)) && year.is_none() {
            continue;
        }
        let fact = Fact {
            value,
            step: amount.coarse,
            is_rounded: amount.is_rounded(),
            source: sentence.flow.source(&amount.range),
            is_in_table: false,
            is_derived: false,
        };
        facts.entry((quantity, year)).or_default().push(fact);
    }
}

/// The quantity that the text before an amount names last.
pub(in crate::audit) fn quantity(near: &str) -> Option<Quantity> {
    const WORDS: [(&str, Quantity); 18] = [
        ("projektvolumen", Quantity::Volumen),
        ("gesamtvolumen", Quantity::Volumen),
        ("gesamtkosten", Quantity::Volumen),
        ("gesamtaufwendungen", Quantity::Volumen),
        ("gesamtaufwand", Quantity::Volumen),
        ("gesamtausgaben", Quantity::Volumen),
        ("finanzvolumen", Quantity::Volumen),
        ("gesamtauszahlungen", Quantity::Investition),
        ("landesförderung", Quantity::Foerderung),
        ("bundesförderung", Quantity::Foerderung),
        ("gesamtförderung", Quantity::Foerderung),
        ("fördersumme", Quantity::Foerderung),
        ("gesamtertrag", Quantity::Foerderung),
        ("gesamterträge", Quantity::Foerderung),
        ("gesamtzuwendung", Quantity::Foerderung),
        ("eigenanteil", Quantity::Eigenanteil),
        ("eigenmittel", Quantity::Eigenanteil),
        ("eigenbeteiligung", Quantity::Eigenanteil),
    ];
    let named = WORDS.iter().filter_map(|(word, quantity)| Some((near.rfind(word)?, *quantity)));
    named.chain(line(near)).max_by_key(|(at, _)| *at).map(|(_, quantity)| quantity)
}

/// The last line of the Teilplan in `near`, and where it stands.
fn line(near: &str) -> Option<(usize, Quantity)> {
    let at = near.rfind("zeile ")?;
    let rest = near.get(at + "zeile ".len()..)?.trim_start_matches(['-', '–', ' ']);
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let number = rest.get(..digits)?.parse().ok()?;
    (digits <= 2).then_some((at, Quantity::Zeile(number)))
}

fn is_what_if(text: &str) -> bool {
    const WORDS: [&str; 18] = [
        "reduzier",
        "verringer",
        "erhöht",
        "erhöhen",
        "steig",
        "sink",
        "statt",
        "bisher",
        "frühere",
        "ursprünglich",
        "nunmehr",
        "wäre",
        "würde",
        "lediglich",
        "alternativ",
        "entfällt",
        "je ",
        "szenario",
    ];
    let text = text.to_lowercase();
    WORDS.iter().any(|word| text.contains(word))
}

fn is_rate(near: &str) -> bool {
    const WORDS: [&str; 9] = [
        "pro ",
        "jährlich",
        "bis zu",
        "bis zur",
        "höchstens",
        "maximal",
        "davon",
        "zusätzlich",
        "weitere",
    ];
    let start = near.char_indices().rev().nth(60).map_or(0, |(at, _)| at);
    let near = near.get(start..).unwrap_or(near);
    WORDS.iter().any(|word| near.contains(word))
}

fn is_rate_after(rest: &str) -> bool {
    let rest = rest.trim_start().to_lowercase();
    ["jährlich", "pro ", "je ", "im jahr ", "p. a.", "/"]
        .iter()
        .any(|word| rest.starts_with(word) && !rest.starts_with("im jahr 2"))
}

/// Whether the words before an amount announce a list: it is then a part of what they name.
fn is_part_of_list(near: &str) -> bool {
    let list = near.rfind("folgende").and_then(|at| near.get(at..));
    list.is_some_and(|list| list.contains(':') && !list.contains("zeile "))
}

/// Whether the words after an amount say what pays for it; the line that they name is that
/// of the cover, and the line named before is that of another amount.
fn is_cover(after: &str) -> bool {
    ["durch ", "aus ", "vorläufig aus ", "innerhalb "].iter().any(|word| after.starts_with(word))
}

fn of_table(grid: &Grid<'_>, is_whole: bool, facts: &mut Facts) {
    let columns = money(grid);
    let mut group = None;
    for row in 0..grid.cells.len() {
        let own = quantity(grid.label(row));
        let subject = match grid.role(row) {
            Role::Heading => {
                group = own;
                continue;
            }
            Role::Detail | Role::Part | Role::Other => continue,
            Role::Sum => match (own, group.take()) {
                (Some(own), Some(line)) if own != line => {
                    add_row(grid, row, &columns, line, is_whole, facts);
                    Some(own)
                }
                (own, group) => own.or(group),
            },
            Role::Difference => own,
        };
        if let Some(quantity) = subject {
            add_row(grid, row, &columns, quantity, is_whole, facts);
        }
    }
}

fn add_row(
    grid: &Grid<'_>,
    row: usize,
    columns: &[usize],
    quantity: Quantity,
    is_whole: bool,
    facts: &mut Facts,
) {
    let mut years = Vec::new();
    let mut has_total = false;
    for column in columns {
        let year = year(grid, *column);
        let is_total = is_whole || is_sum_column(grid, *column);
        has_total |= is_total;
        if year.is_none() && (!is_total || matches!(quantity, Quantity::Zeile(_))) {
            continue;
        }
        let cell = (row, *column);
        let (Some(value), Some(source)) = (grid.value(cell), grid.source(cell)) else { continue };
        let fact = Fact {
            value,
            step: Decimal::new(1, 2),
            is_rounded: false,
            source,
            is_in_table: true,
            is_derived: false,
        };
        if year.is_some() {
            years.push(fact.clone());
        }
        facts.entry((quantity, year)).or_default().push(fact);
    }
    let is_line = matches!(quantity, Quantity::Zeile(_));
    if let (false, false, [first, _, ..]) = (has_total, is_line, years.as_slice()) {
        let value = years.iter().map(|fact| fact.value).sum();
        let fact = Fact { value, is_derived: true, ..first.clone() };
        facts.entry((quantity, None)).or_default().push(fact);
    }
}

/// The columns of `grid` that hold money.
fn money(grid: &Grid<'_>) -> Vec<usize> {
    let columns = grid.columns.iter().enumerate();
    columns.filter(|(_, column)| column.kind == ColumnKind::Money).map(|(at, _)| at).collect()
}

fn year(grid: &Grid<'_>, column: usize) -> Option<u16> {
    grid.columns.get(column).and_then(|column| column.year)
}

fn is_sum_column(grid: &Grid<'_>, column: usize) -> bool {
    grid.columns.get(column).is_some_and(|column| column.role == ColumnRole::Sum)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(text: &str) -> Vec<String> {
        let paper = Paper::read(text);
        let facts = facts(&paper, &paper.sentences());
        let shown = |(subject, facts): (&Subject, &Vec<Fact>)| -> Vec<String> {
            let name = subject.0.name();
            facts.iter().map(|fact| format!("{name} {}", fact.value)).collect()
        };
        facts.iter().flat_map(shown).collect()
    }

    #[test]
    fn an_amount_is_of_the_line_that_it_belongs_to() {
        let text = "Haushaltsjahr 2026: In der Zeile 15 – Sachkosten – werden 5,00 € benötigt. Sie werden in Höhe von 2,00 € durch Mehrerträge in der Zeile 11 – Erträge – sowie in Höhe von 3,00 € durch Minderaufwendungen in der Zeile 16 gedeckt.";
        assert_eq!(values(text), ["Zeile 15 5.00"]);
        let text = "Haushaltsjahr 2026: In der Zeile 08 werden folgende Auszahlungen bereitgestellt: für den Platz 5,00 €.";
        assert_eq!(values(text), [""; 0]);
    }

    #[test]
    fn investments_have_a_volume_of_their_own() {
        let text = "Das Gesamtvolumen beträgt 9,00 €. Beschlossen wird eine Investition im Teilfinanzplan 40 mit Gesamtkosten von 5,00 €.";
        assert_eq!(values(text), ["Gesamtvolumen 9.00", "Gesamtkosten der Investitionen 5.00"]);
    }
}
