//! Finds lists of names and amounts, line by line, as `Personal: 5.000 €`.
//!
//! They stay running text; as tables of two columns they are added up besides.

use super::super::number::{self, Kind};
use super::flow::Flow;
use super::table::Table;

/// The longest line that may belong to such a list, in bytes.
const LONGEST: usize = 140;

/// The fewest lines that make one.
const FEWEST: usize = 3;

/// All lists of names and amounts in `text`.
pub(super) fn find(text: &str) -> Vec<Table> {
    let mut tables = Vec::new();
    let mut rows: Vec<Vec<Flow>> = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let bare = line.trim_end();
        match row(bare, start) {
            Some(row) => rows.push(row),
            None if bare.trim().is_empty() => {}
            None => end(&mut rows, &mut tables),
        }
        start += line.len();
    }
    end(&mut rows, &mut tables);
    tables
}

fn end(rows: &mut Vec<Vec<Flow>>, tables: &mut Vec<Table>) {
    let rows = std::mem::take(rows);
    if rows.len() >= FEWEST {
        tables.push(Table { rows, ..Table::default() });
    }
}

/// The name and the amount that a line consists of.
fn row(line: &str, start: usize) -> Option<Vec<Flow>> {
    if line.len() > LONGEST || line.contains(['|', '\t', '>']) {
        return None;
    }
    let text = line.trim_end_matches([';', ',', ' ']);
    let amounts = number::read(text);
    let [amount] = amounts.as_slice() else { return None };
    let is_money = amount.kind == Kind::Euro && amount.range.end == text.len();
    let label = text.get(..amount.range.start)?;
    let name = label.trim().trim_start_matches(['-', '–', '•', '*', ' ']);
    let is_name = name.contains(char::is_alphabetic)
        && (label.trim_end().ends_with([':', '…', '.', '='])
            || label.ends_with("  ")
            || name.split(' ').count() <= 6);
    let at = label.len() - label.trim_start().len();
    let cells = [(at, label.trim()), (amount.range.start, text.get(amount.range.clone())?)];
    (is_money && is_name).then(|| cells.map(|(at, raw)| Flow::verbatim(raw, start + at)).to_vec())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_names_and_amounts() {
        let tables = find(
            "Kosten:\n- Personal: 100 €\n- Material: 50 €\n- Summe: 160 €\n\nEin Satz mit 5 €.\n",
        );
        let rows: Vec<Vec<&str>> =
            tables[0].rows.iter().map(|row| row.iter().map(Flow::text).collect()).collect();
        assert_eq!(rows[2], ["- Summe:", "160 €"]);
        assert_eq!(tables.len(), 1);
    }
}
