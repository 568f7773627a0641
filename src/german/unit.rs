//! Tells what a number counts from the words beside it.

/// What a number counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Counted {
    /// Money.
    Euro,
    /// Per cent.
    Percent,
    /// Posts.
    Stellen,
    /// Thousands or millions of what is not said.
    Multiple,
}

const EURO: [&str; 8] = ["€", "Euro", "EUR", "euro", "Cent", "TEUR", "T€", "Eur"];
const PERCENT: [&str; 11] = [
    "%",
    "Prozent",
    "prozent",
    "v. H.",
    "v.H.",
    "vH",
    "vom Hundert",
    "von Hundert",
    "vom Tausend",
    "‰",
    "Promille",
];
const MULTIPLE: [&str; 9] =
    ["Tausend", "tausend", "Tsd", "Mio", "Million", "Mrd", "Milliarde", "Hundert", "Dutzend"];

/// How many words may stand between a number and the Stellen that it counts.
const WORDS_BETWEEN: usize = 3;

/// The unit that `text`, which follows a number, begins with.
pub fn after(text: &[char]) -> Option<Counted> {
    let text: String = text.iter().take(90).collect();
    let rest = text.trim_start_matches([' ', '\n', '-', '‑', ',']);
    // A comma parts; only a minus or a blank leads from a number to its unit.
    let direct = text.trim_start_matches([' ', '\n', '-', '–', '‑', '|']);
    let starts = |units: &[&str]| units.iter().any(|unit| begins_with_word(direct, unit));
    if starts(&EURO) {
        Some(Counted::Euro)
    } else if starts(&PERCENT) {
        Some(Counted::Percent)
    } else if MULTIPLE.iter().any(|scale| direct.starts_with(scale)) {
        Some(multiple(direct))
    } else if counts_stellen(rest) {
        Some(Counted::Stellen)
    } else {
        None
    }
}

/// The unit that `text`, which stands before a number, ends with.
pub fn before(text: &[char]) -> Option<Counted> {
    let start = text.len().saturating_sub(6);
    let text: String = text.get(start..).unwrap_or_default().iter().collect();
    let text = text.trim_end_matches([' ', '\n']);
    EURO.iter().any(|unit| text.ends_with(unit)).then_some(Counted::Euro)
}

/// Whether `text` begins with `unit` as a word, or with a word that it opens, such as
/// `prozentig`.
fn begins_with_word(text: &str, unit: &str) -> bool {
    let Some(rest) = text.strip_prefix(unit) else { return false };
    let goes_on = rest.starts_with(|c: char| c.is_lowercase());
    !goes_on
        || unit.eq_ignore_ascii_case("prozent")
        || !unit.ends_with(char::is_alphabetic)
        || rest.starts_with("s ")
}

/// What follows `Mio.` and the like.
fn multiple(text: &str) -> Counted {
    let rest = text.trim_start_matches(|c: char| c.is_alphabetic() || c == '.');
    let rest = rest.trim_start();
    if EURO.iter().any(|unit| rest.starts_with(unit)) { Counted::Euro } else { Counted::Multiple }
}

/// Whether the next words name Stellen: at once, or after a few words in lower case.
fn counts_stellen(text: &str) -> bool {
    let words = text.split([' ', '\n']).filter(|word| !word.is_empty());
    for word in words.take(WORDS_BETWEEN + 1) {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        if names_stellen(bare) {
            return true;
        }
        let leads_on =
            bare.starts_with(char::is_lowercase) && !word.ends_with(['.', ';', ':', '|']);
        if !leads_on || LINKS.contains(&bare) {
            return false;
        }
    }
    false
}

/// Words after which something else is spoken of.
const LINKS: [&str; 14] = [
    "und", "oder", "sowie", "mit", "für", "bis", "ist", "sind", "wird", "werden", "an", "in",
    "auf", "zu",
];

fn names_stellen(word: &str) -> bool {
    let lower = word.to_lowercase();
    let is_post = ["stelle", "stellen", "vzä", "vollzeitäquivalente", "vollzeitäquivalenten"]
        .iter()
        .any(|ending| lower.ends_with(ending))
        || lower.contains("stellenanteil")
        || lower.starts_with("vollzeitstelle");
    // `Beratungsstellen` are places, and `feststellen` is no noun.
    is_post
        && word.starts_with(char::is_uppercase)
        && !NO_POSTS.iter().any(|no| lower.starts_with(no))
}

/// What ends like a post and is none.
const NO_POSTS: [&str; 12] = [
    "beratungsstelle",
    "anlaufstelle",
    "schnittstelle",
    "haltestelle",
    "bruchstelle",
    "dienststelle",
    "geschäftsstelle",
    "nachkommastelle",
    "dezimalstelle",
    "außenstelle",
    "meldestelle",
    "kontaktstelle",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn case(text: &str, expected: Option<Counted>) {
        assert_eq!(after(&text.chars().collect::<Vec<_>>()), expected, "{text}");
    }

    #[test]
    fn units_follow_at_once_or_after_blanks() {
        case(" €", Some(Counted::Euro));
        case(" Euro im Jahr", Some(Counted::Euro));
        case("-Euro-Marke", Some(Counted::Euro));
        case(" Mio. € im Jahr", Some(Counted::Euro));
        case(" Millionen", Some(Counted::Multiple));
        case("%", Some(Counted::Percent));
        case("\nProzent", Some(Counted::Percent));
        case("-prozentige Förderung", Some(Counted::Percent));
        case(" Europäer", None);
        case(" Menschen", None);
    }

    #[test]
    fn stellen_may_be_described() {
        case(" Stellen", Some(Counted::Stellen));
        case(" Vollzeitstellen", Some(Counted::Stellen));
        case(" weitere, befristete Stellen", Some(Counted::Stellen));
        case(" VZÄ", Some(Counted::Stellen));
        case(" Gründe. Stellen", None);
        case(" Beratungsstellen", None);
        case(" und die Stellen", None);
    }
}
