//! Whether the cover that a text names meets the need: `A wird durch B und C gedeckt`,
//! `… A bereitzustellen. Die Deckung erfolgt in Höhe von B durch …`.
//!
//! The need must be named as one; a pot out of which is paid is no cover of its own size,
//! and where the words leave a part open, or the missing amount is spoken of, nothing is
//! wrong.

use rust_decimal::Decimal;

use super::super::number::{Amount, Kind};
use super::super::read::sentence::Sentence;
use super::near::near;
use super::wrong::{Rule, Spoken, Wrong, is_firm, slack, spoken, wrong};

/// How many sentences before the cover may name the need.
const BACK: usize = 4;

/// Cover in the sentence at `index` that does not add up to the need.
pub(super) fn check(sentences: &[Sentence<'_>], index: usize) -> Option<Wrong> {
    let sentence = sentences.get(index)?;
    let text = sentence.text().to_lowercase();
    if !is_about_cover(&text) || is_partial(&text) {
        return None;
    }
    let all = spoken(sentence, Kind::Euro);
    let (own, covers) = split(sentence, &all);
    let (place, covers) = match covers.as_slice() {
        [] => return None,
        _ => (sentence, covers),
    };
    let needs = match own {
        Some(need) => vec![need.value?],
        None => needs_before(sentences, index),
    };
    let need_amount = own;
    let (_, last, value) = covers.last()?;
    let is_firm = covers.iter().all(|(_, amount, _)| is_firm(amount)) && own.is_none_or(is_firm);
    let values: Vec<Decimal> = covers.iter().map(|(.., value)| *value).collect();
    let open = uncovered(sentences, index);
    let sum: Decimal = values.iter().copied().chain(open).sum();
    let slack = slack(covers.iter().map(|(_, amount, _)| *amount).chain(need_amount));
    let need = *needs.first()?;
    let fits = |need: &Decimal| (*need - sum).abs() <= slack;
    let is_told = is_told(sentences, index, (need - sum).abs(), slack);
    if !is_firm || needs.iter().any(fits) || is_told || is_other_sum(sentences, index, sum, slack) {
        return None;
    }
    // One cover alone may be a pot, or the first of several; less than the need proves
    // something only where its amount is given as that of the cover.
    let is_single = values.len() == 1;
    if is_single && (sum > need || !is_given(sentence, covers.first()?)) {
        return None;
    }
    // Of several amounts nobody can tell which one is the need.
    if needs.len() > 1 {
        return None;
    }
    let terms = std::iter::once(need).chain(values).chain(open).collect();
    Some(wrong(Rule::Cover, place, last, Some(need - sum + value), terms))
}

/// Whether a sentence says how something is covered; `-deckung` in other words does not.
fn is_about_cover(text: &str) -> bool {
    const STARTS: [&str; 6] = [
        "gedeckt",
        "gegenfinanziert",
        "kompensiert",
        "deckungsvorschlag",
        "deckungsmittel",
        "aufgefangen",
    ];
    let words = || text.split(|char: char| !char.is_alphanumeric()).filter(|word| !word.is_empty());
    let is_word = words().any(|word| word == "deckung" || STARTS.contains(&word));
    is_word
        || [
            "finanziert durch",
            "finanziert aus",
            "finanziert mit",
            "ausgeglichen durch",
            "ausgeglichen aus",
        ]
        .iter()
        .any(|words| text.contains(words))
        || (text.contains("ausgeglichen") && text.contains("durch"))
}

/// Whether the words leave a part of the need open.
fn is_partial(text: &str) -> bool {
    const WORDS: [&str; 27] = [
        "teilweise",
        "anteilig",
        "verbleib",
        " statt ",
        "davon",
        "im übrigen",
        "übrige",
        "restlich",
        "rest ",
        "differenz",
        "weitere",
        "bis zu",
        "soweit",
        "vorrangig",
        "zunächst",
        "unter anderem",
        "u. a.",
        "insbesondere",
        "z. b.",
        "zum teil",
        "nicht gedeckt",
        "ungedeckt",
        "keine deckung",
        "jährlich",
        "deckungsgrad",
        "deckungsring",
        "kostendeckung",
    ];
    WORDS.iter().any(|word| text.contains(word))
}

/// The need that the sentence names itself, and its covers.
fn split<'a>(sentence: &Sentence<'_>, all: &[Spoken<'a>]) -> (Option<&'a Amount>, Vec<Spoken<'a>>) {
    let mut need = None;
    let mut covers = Vec::new();
    for (at, amount, value) in all {
        let before = sentence.before(*at).to_lowercase();
        let after = sentence.before(at + 1).to_lowercase();
        if is_year(&before) {
            continue;
        }
        let is_first = covers.is_empty() && need.is_none();
        if is_first && names_need(&before) && !is_source(&before, &after) {
            need = Some(*amount);
        } else {
            covers.push((*at, *amount, *value));
        }
    }
    (need, covers)
}

/// Whether an amount is told for a year in brackets: `(2026: 5 €`.
fn is_year(before: &str) -> bool {
    let before = before.trim_end().trim_end_matches(':');
    let digits = before.len() - before.trim_end_matches(|char: char| char.is_ascii_digit()).len();
    digits == 4 && before.get(..before.len() - 4).is_some_and(|rest| rest.ends_with(['(', ' ']))
}

/// Nouns of what needs a cover.
fn names_need(before: &str) -> bool {
    const NEEDS: [&str; 24] = [
        "bedarf",
        "aufwand",
        "aufwendung",
        "auszahlung",
        "fehlbetrag",
        "betrag",
        "kosten",
        "mittel",
        "ausgabe",
        "defizit",
        "überschreitung",
        "unterdeckung",
        "eigenanteil",
        "mehrbelastung",
        "verlust",
        "finanzierungslücke",
        "lücke",
        "überplanmäßig",
        "außerplanmäßig",
        "ermächtigung",
        "summe",
        "zuschuss",
        "bereitstellung",
        "investition",
    ];
    NEEDS.iter().any(|noun| before.contains(noun))
}

/// Whether the words around an amount make it a source: `durch Mehrerträge von`, `5 € aus`.
fn is_source(before: &str, after: &str) -> bool {
    const SOURCES: [&str; 13] = [
        "durch ",
        "aus ",
        "mit ",
        "minder",
        "mehrertr",
        "mehreinn",
        "einsparung",
        "rücklage",
        "zuwendung",
        "förder",
        "deckung erfolgt",
        "deckung:",
        "gedeckt durch",
    ];
    let near_text = near(before);
    let clause = near_text.rsplit([',', ';', ':']).next().unwrap_or_default();
    let is_after = ["durch ", "aus "].iter().any(|word| after.trim_start().starts_with(word));
    is_after
        || SOURCES.iter().any(|word| clause.contains(word))
        || before.contains("deckung erfolgt")
}

/// The amounts that the sentences before name as the need, the nearest first.
fn needs_before(sentences: &[Sentence<'_>], index: usize) -> Vec<Decimal> {
    const WORDS: [&str; 15] = [
        "bereitgestellt",
        "bereitzustellen",
        "bereitstellung",
        "bewilligt",
        "überplanmäßig",
        "außerplanmäßig",
        "benötigt",
        "bedarf",
        "mehraufw",
        "mehrausz",
        "mehrkosten",
        "mehrausgab",
        "erforderlich",
        "zugestimmt",
        "zustimm",
    ];
    let Some(own) = sentences.get(index) else { return Vec::new() };
    let from = index.saturating_sub(BACK);
    for at in (from..index).rev() {
        let Some(before) = sentences.get(at) else { continue };
        if before.block + 3 < own.block {
            break;
        }
        let amounts = spoken(before, Kind::Euro);
        let text = before.text().to_lowercase();
        let firm: Vec<Decimal> = amounts
            .iter()
            .filter(|(_, amount, _)| is_firm(amount))
            .map(|(.., value)| *value)
            .collect();
        if firm.is_empty() {
            continue;
        }
        let is_need = WORDS.iter().any(|word| text.contains(word)) && firm.len() == amounts.len();
        let is_spoilt = is_about_cover(&text) || text.contains('%') || text.contains("davon");
        return if is_need && !is_spoilt { firm } else { Vec::new() };
    }
    Vec::new()
}

/// Whether the only cover of a sentence is given as such: `in Höhe von A durch Mehrerträge`.
fn is_given(sentence: &Sentence<'_>, (at, ..): &Spoken<'_>) -> bool {
    const NOUNS: [&str; 9] = [
        "minderaufw",
        "minderausz",
        "minderausg",
        "mehrertr",
        "mehreinn",
        "mehreinz",
        "einsparung",
        "minderung",
        "wenigeraufw",
    ];
    let clause = sentence.before(*at).to_lowercase() + &sentence.before(at + 1).to_lowercase();
    NOUNS.iter().any(|noun| clause.contains(noun)) && !clause.contains("ansatz")
}

/// What a later sentence of the same block says is not covered.
fn uncovered(sentences: &[Sentence<'_>], index: usize) -> Option<Decimal> {
    let block = sentences.get(index)?.block;
    let later = sentences.iter().skip(index + 1).take_while(|later| later.block == block);
    let open = later.into_iter().find(|later| is_open(&later.text().to_lowercase()))?;
    let amounts = spoken(open, Kind::Euro);
    let [(.., value)] = amounts.as_slice() else { return None };
    Some(*value)
}

/// Whether `text` says that something has no cover.
fn is_open(text: &str) -> bool {
    ["ungedeckt", "nicht gedeckt", "keine deckung"].iter().any(|word| text.contains(word))
}

/// Whether the text around speaks of the amount that is missing.
fn is_told(sentences: &[Sentence<'_>], index: usize, missing: Decimal, slack: Decimal) -> bool {
    let near = sentences.iter().take(index + 4).skip(index.saturating_sub(BACK));
    let mut values =
        near.flat_map(|sentence| spoken(sentence, Kind::Euro)).map(|(.., value)| value);
    values.any(|value| (value.abs() - missing).abs() <= slack)
}

/// Whether the covers come to another amount of the text around, which may be the need.
fn is_other_sum(sentences: &[Sentence<'_>], index: usize, sum: Decimal, slack: Decimal) -> bool {
    let near = sentences.iter().enumerate().take(index + 4).skip(index.saturating_sub(BACK * 2));
    let others = near.filter(|(at, _)| *at != index);
    let mut values =
        others.flat_map(|(_, sentence)| spoken(sentence, Kind::Euro)).map(|(.., value)| value);
    values.any(|value| (value - sum).abs() <= slack)
}

#[cfg(test)]
mod tests {
    use super::super::super::read::paper::Paper;
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

    #[test]
    fn finds_the_need_before_the_cover() {
        // 300 + 200 = 500; 300 + 250 is 50 more.
        let text = "Bereitgestellt werden 500,00 €.\n\nGedeckt wird der Betrag mit 300,00 € aus Mehrerträgen und mit 200,00 € aus Rücklagen.";
        assert_eq!(expected(text), [""; 0]);
        assert_eq!(expected(&text.replace("mit 200,00", "mit 250,00")), ["200.00"]);
    }

    #[test]
    fn other_years_and_pots_are_no_cover() {
        assert_eq!(
            expected(
                "Für die Defizitabdeckung stehen 2025 insgesamt 0,500 Mio. € (2026: 0,400 Mio. €; 2027: 0,200 Mio. €) im Plan."
            ),
            [""; 0]
        );
        assert_eq!(
            expected(
                "Es werden 500 € überplanmäßig bereitgestellt. Die Deckung erfolgt aus dem Ansatz von 700 €."
            ),
            [""; 0]
        );
    }
}
