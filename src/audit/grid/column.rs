//! What the columns of a table hold: money, posts, shares, years, numbers of accounts – by
//! their heads first, by their cells second.

use rust_decimal::Decimal;

use super::super::number::cell::Cell;
use super::super::number::{Kind, unit};
use super::super::read::{version, year};
use super::words;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::audit) enum ColumnKind {
    /// Names and other words.
    Words,
    /// Money, or numbers whose unit the table does not say.
    Money,
    /// Stellen.
    Stellen,
    /// How many of something there are.
    Count,
    /// The price of one, or another rate that nobody adds up.
    Rate,
    /// Shares in per cent.
    Percent,
    /// Years, numbers of accounts and of rows.
    Identifier,
    /// The way in which the amounts of its row are calculated.
    Working,
}

/// What the head of a column says about the others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::audit) enum ColumnRole {
    /// Nothing.
    Plain,
    /// It adds up others.
    Sum,
    /// It is the difference of others.
    Difference,
}

/// A column of a table.
#[derive(Debug, Clone)]
pub(in crate::audit) struct Column {
    /// What it holds.
    pub(in crate::audit) kind: ColumnKind,
    /// What it does.
    pub(in crate::audit) role: ColumnRole,
    /// Its head in small letters.
    pub(in crate::audit) head: String,
    /// By how much its numbers are multiplied, as its head says.
    pub(in crate::audit) scale: u32,
    /// The only year in its head.
    pub(in crate::audit) year: Option<u16>,
    /// The unit of the last place that any of its numbers prints.
    pub(in crate::audit) step: Decimal,
    /// Whether its numbers are exact, because they print cents or posts.
    pub(in crate::audit) is_exact: bool,
}

impl Column {
    /// Whether its numbers may be added up.
    pub(in crate::audit) fn is_summable(&self) -> bool {
        matches!(self.kind, ColumnKind::Money | ColumnKind::Stellen | ColumnKind::Count)
    }

    /// Whether it names the earlier of two versions.
    pub(in crate::audit) fn is_earlier(&self) -> bool {
        self.head.split(' ').any(version::is_earlier)
    }

    /// Whether it holds what is taken away from the earlier of two versions.
    pub(in crate::audit) fn is_less(&self) -> bool {
        is_less_head(&self.head)
    }

    /// Whether it holds what is added to the earlier of two versions.
    pub(in crate::audit) fn is_more(&self) -> bool {
        is_more_head(&self.head) && !self.is_less() && !self.is_later()
    }

    /// Whether it holds Verpflichtungsermächtigungen.
    pub(in crate::audit) fn is_commitment(&self) -> bool {
        is_commitment_head(&self.head)
    }

    /// Whether it names the later of two versions.
    pub(in crate::audit) fn is_later(&self) -> bool {
        self.head.split(' ').any(version::is_later)
    }
}

/// Reads a column with the head `name`: `cells` with their printed texts, from top to
/// bottom; `is_first` where nothing stands to the left of it.
pub(super) fn read(name: &str, cells: &[(&Cell, &str)], is_first: bool) -> Column {
    let head = name.to_lowercase();
    let kind = kind(&head, cells, is_first);
    let role = if words::is_sum_head(&head) {
        ColumnRole::Sum
    } else if words::is_difference_head(&head) {
        ColumnRole::Difference
    } else {
        ColumnRole::Plain
    };
    let amounts = || cells.iter().filter_map(|(cell, _)| cell.amount());
    let step = amounts().map(|amount| amount.step).min().unwrap_or(Decimal::ONE);
    let scale = unit::scale(name);
    let has_cents = step == Decimal::new(1, 2) && scale == 1;
    let is_round = amounts().all(|amount| amount.coarse >= amount.step * Decimal::TEN);
    let is_unscaled = scale == 1 && step <= Decimal::ONE;
    let is_exact = has_cents || kind == ColumnKind::Stellen || (is_round && is_unscaled);
    Column { kind, role, year: year::of_column(&head), head, scale, step, is_exact }
}

fn kind(head: &str, cells: &[(&Cell, &str)], is_first: bool) -> ColumnKind {
    let numbers: Vec<_> =
        cells.iter().filter_map(|(cell, text)| Some((cell.amount()?, *text))).collect();
    let is_words = |cell: &Cell| matches!(cell, Cell::Words);
    let named = cells.iter().filter(|(cell, _)| is_words(cell)).count();
    let of_kind = |kind: Kind| numbers.iter().filter(|(amount, _)| amount.kind == kind).count() * 2;
    let count = numbers.len();
    if words::is_working_head(head) {
        ColumnKind::Working
    } else if count == 0 || named > count || (is_first && named > 0 && of_kind(Kind::Euro) < count)
    {
        ColumnKind::Words
    } else if words::is_percent_head(head) || of_kind(Kind::Percent) + of_kind(Kind::Points) > count
    {
        ColumnKind::Percent
    } else if of_kind(Kind::Euro) >= count && of_kind(Kind::Euro) > 0 {
        if words::is_rate_head(head) { ColumnKind::Rate } else { ColumnKind::Money }
    } else if words::is_identifier_head(head) || are_identifiers(&numbers, is_first) {
        ColumnKind::Identifier
    } else if words::is_rate_head(head) {
        ColumnKind::Rate
    } else if words::is_post_head(head) || of_kind(Kind::Stellen) > count {
        ColumnKind::Stellen
    } else if words::is_count_head(head) {
        ColumnKind::Count
    } else {
        ColumnKind::Money
    }
}

/// Whether a column holds what comes on top of another.
fn is_more_head(head: &str) -> bool {
    ["erhöh", "mehr", "zugang", "zugäng"].iter().any(|word| head.contains(word))
        || sign_of(head) == "+"
}

/// Whether a column holds what is taken away from another.
fn is_less_head(head: &str) -> bool {
    ["vermind", "weniger", "minder", "abgang", "kürz"].iter().any(|word| head.contains(word))
        || ["-", "−", "–", "./."].contains(&sign_of(head))
}

/// The head of a column without its unit, which may be nothing but a sign.
fn sign_of(head: &str) -> &str {
    let bare = head.trim().trim_end_matches("in €").trim_end_matches(['€', ' ']);
    bare.trim_end_matches("eur").trim_end_matches("in").trim()
}

/// Whether a column holds Verpflichtungsermächtigungen: they fall due in the years beside
/// them, and no sum of those years counts them again.
fn is_commitment_head(head: &str) -> bool {
    head.contains("verpflichtungserm")
        || head.split([' ', '-', '.', '/']).any(|word| word == "ve" || word == "ven")
}

/// Whether numbers name something: years, or – in the first column – accounts and numbers
/// of rows, which have no points and are as long as each other or count up.
fn are_identifiers(numbers: &[(&super::super::number::Amount, &str)], is_first: bool) -> bool {
    let texts: Vec<&str> =
        numbers.iter().map(|(_, text)| text.trim().trim_end_matches('.')).collect();
    let is_plain = texts.iter().all(|text| text.bytes().all(|byte| byte.is_ascii_digit()));
    if !is_plain {
        let is_dotted = |text: &&str| {
            let parts: Vec<&str> = text.split('.').collect();
            parts.len() > 1 && parts.iter().all(|part| part.len() <= 2 && !part.is_empty())
        };
        return is_first && texts.iter().all(is_dotted);
    }
    let years = numbers.iter().filter(|(amount, _)| year::from_value(amount.value).is_some());
    if years.count() == numbers.len() {
        return true;
    }
    let length = texts.first().map_or(0, |text| text.len());
    let is_even = length >= 3 && texts.iter().all(|text| text.len() == length);
    let values: Vec<u64> = texts.iter().filter_map(|text| text.parse().ok()).collect();
    let is_rising = values.windows(2).all(|pair| matches!(pair, [a, b] if a < b));
    is_first
        && (is_even || (is_rising && length <= 2) || texts.iter().any(|text| text.starts_with('0')))
}
