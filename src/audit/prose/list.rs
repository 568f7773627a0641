//! Lists of amounts under a sentence that names their whole: `Die Kosten von X setzen sich
//! wie folgt zusammen:` and an item for each part.

use rust_decimal::Decimal;

use super::super::number::{self, Amount, Kind};
use super::super::read::block::{Block, BlockKind};
use super::super::read::paper::Paper;
use super::wrong::{Rule, Wrong, is_explained, is_firm, slack};

/// The lists of `paper` whose items do not add up to the whole above them.
pub(super) fn check(paper: &Paper) -> Vec<Wrong> {
    let blocks: Vec<&Block> = paper.blocks().map(|(_, block)| block).collect();
    (0..blocks.len()).filter_map(|at| wrong(&blocks, at)).collect()
}

fn wrong(blocks: &[&Block], at: usize) -> Option<Wrong> {
    let head = blocks.get(at)?;
    let whole = whole(head)?;
    let total = whole.value?;
    let items = blocks.get(at + 1..)?.iter().take_while(|block| block.kind == BlockKind::Item);
    let mut parts: Vec<Amount> = Vec::new();
    for item in items {
        let text = item.flow.text().to_lowercase();
        let amounts: Vec<Amount> = number::read(item.flow.text())
            .into_iter()
            .filter(|amount| amount.kind == Kind::Euro)
            .collect();
        let [amount] = amounts.as_slice() else { return None };
        let names_sum =
            ["summe", "gesamt", "insgesamt", "zusammen"].iter().any(|word| text.starts_with(word));
        let is_other =
            ["davon", "darunter", "je ", "abzüglich"].iter().any(|word| text.starts_with(word));
        if names_sum {
            continue;
        }
        if is_other || !is_firm(amount) {
            return None;
        }
        parts.push(amount.clone());
    }
    let values: Vec<Decimal> = parts.iter().filter_map(|part| part.value).collect();
    let sum: Decimal = values.iter().sum();
    let slack = slack(parts.iter().chain([&whole]));
    let is_wrong = values.len() >= 2 && !is_explained(&values, total, slack);
    is_wrong.then(|| Wrong {
        rule: Rule::Parts,
        source: head.flow.source(&whole.range),
        printed: total,
        expected: Some(sum),
        terms: values,
    })
}

/// The only amount of a sentence that leads to the list of its parts.
fn whole(head: &Block) -> Option<Amount> {
    const WORDS: [&str; 9] = [
        "setzt sich",
        "setzen sich",
        "wie folgt zusammen",
        "verteilt sich",
        "verteilen sich",
        "teilt sich",
        "teilen sich",
        "gliedert sich",
        "gliedern sich",
    ];
    let text = head.flow.text().trim_end();
    let last =
        text.rsplit(['.', '?', '!']).find(|sentence| sentence.contains(char::is_alphabetic))?;
    let is_head = text.ends_with(':') && WORDS.iter().any(|word| text.contains(word));
    // A point inside an amount is none of a sentence.
    let from = if last.contains("setz") || last.contains("teil") || last.contains("glieder") {
        0
    } else {
        text.len()
    };
    let amounts: Vec<Amount> = number::read(text)
        .into_iter()
        .filter(|amount| amount.kind == Kind::Euro && amount.range.start >= from)
        .collect();
    let [whole] = amounts.as_slice() else { return None };
    (is_head && is_firm(whole)).then(|| whole.clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn adds_up_the_items() {
        let count = |text: &str| check(&Paper::read(text)).len();
        let text = "Die Kosten von 150 € setzen sich wie folgt zusammen:\n\n- Personal 100 €\n- Material 50 €\n\nEnde.";
        assert_eq!(count(text), 0);
        assert_eq!(count(&text.replace("50 €\n\nE", "40 €\n\nE")), 1);
        assert_eq!(count(&text.replace("- Material", "- rund 7 Stellen, 3 € und")), 0);
    }
}
