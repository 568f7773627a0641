//! Checks whether the cover that a sentence names meets the need, together with what
//! the sentences after it say stays uncovered.

use rust_decimal::Decimal;

use super::amount::{Amount, Kind};
use super::relation::{Rule, Wrong, euros, wrong};
use super::sentence::Sentence;

/// Cover in the sentence at `index` that does not add up to the need.
pub(super) fn check(sentences: &[Sentence<'_>], index: usize) -> Option<Wrong> {
    let sentence = sentences.get(index)?;
    if !is_about_cover(&sentence.text().to_lowercase()) {
        return None;
    }
    let euros = euros(sentence);
    if euros.iter().any(|(_, amount, _)| amount.is_rounded) {
        return None;
    }
    let (need, covers) = match euros.as_slice() {
        [(_, _, need), covers @ ..] if !covers.is_empty() => (*need, covers),
        [cover] => (need_before(sentences, index)?, std::slice::from_ref(cover)),
        _ => return None,
    };
    let open = uncovered(sentences, index);
    let terms: Vec<Decimal> = covers.iter().map(|(.., value)| *value).chain(open).collect();
    let sum: Decimal = terms.iter().sum();
    let (_, last, value) = covers.last()?;
    let all = std::iter::once(need).chain(terms).collect();
    (sum != need).then(|| wrong(Rule::Cover, sentence, last, Some(need - sum + value), all))
}

fn is_about_cover(text: &str) -> bool {
    const WORDS: [&str; 8] = [
        "deckung",
        "gedeckt",
        "kompensiert",
        "aufgefangen",
        "gegenfinanziert",
        "finanziert durch",
        "finanziert aus",
        "ausgeglichen",
    ];
    const OPEN: [&str; 5] = ["teilweise", "anteilig", "verbleib", "statt", "davon"];
    let any = |words: &[&str]| words.iter().any(|word| text.contains(word));
    any(&WORDS) && !any(&OPEN)
}

/// The only amount of the sentence before, where the one at `index` begins with its cover.
fn need_before(sentences: &[Sentence<'_>], index: usize) -> Option<Decimal> {
    let sentence = sentences.get(index)?;
    let before = sentences.get(index.checked_sub(1)?)?;
    let is_next = before.block == sentence.block;
    let text = sentence.text().to_lowercase();
    let is_cover = text.contains("deckung") && !is_open(&text);
    let mut needs = before.amounts.iter().filter(|amount| amount.kind == Kind::Euro);
    let need = needs.next().filter(|_| is_next && is_cover && needs.next().is_none())?;
    need.value
}

/// What a later sentence of the same block says is not covered.
fn uncovered(sentences: &[Sentence<'_>], index: usize) -> Option<Decimal> {
    let block = sentences.get(index)?.block;
    let later = sentences.iter().skip(index + 1).take_while(|later| later.block == block);
    let open = later.into_iter().find(|later| is_open(&later.text().to_lowercase()))?;
    let amounts: Vec<&Amount> = open.amounts.iter().filter(|a| a.kind == Kind::Euro).collect();
    let [amount] = amounts.as_slice() else { return None };
    amount.value
}

/// Whether `text` says that something has no cover.
fn is_open(text: &str) -> bool {
    ["ungedeckt", "nicht gedeckt", "keine deckung"].iter().any(|word| text.contains(word))
}

#[cfg(test)]
mod tests {
    use super::super::paper::Paper;
    use super::*;

    fn expected(text: &str) -> Vec<String> {
        let paper = Paper::read(text);
        let sentences = paper.sentences();
        let wrong = (0..sentences.len()).filter_map(|index| check(&sentences, index));
        wrong.filter_map(|wrong| wrong.expected).map(|value| value.to_string()).collect()
    }

    #[test]
    fn counts_what_stays_uncovered() {
        // 100 = 60 + 30 + 10; with 20 uncovered, 20 would have to be covered last.
        let text = "Der Bedarf von 100,00 € wird in Höhe von 60,00 € durch Minderaufwendungen und in Höhe von 30,00 € durch Mehrerträge gedeckt. Es wird geprüft. Ein Betrag von 10,00 € bleibt ungedeckt.";
        assert_eq!(expected(text), [""; 0]);
        assert_eq!(expected(&text.replace("von 10,00", "von 20,00")), ["20.00"]);
        assert_eq!(expected(text.split_once(" Es wird").unwrap().0), ["40.00"]);
    }
}
