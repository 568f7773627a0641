//! Words before a number that say how near to it the exact value is: „rund“, „knapp“, „bis zu“.

/// What a word before a number says of the exact value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Claim {
    /// „rund“: near it.
    About,
    /// „knapp“: below it.
    Below,
    /// „gut“, „mehr als“: above it.
    Above,
    /// „bis zu“: not above it.
    AtMost,
    /// „mindestens“: not below it.
    AtLeast,
}

/// The words, in lower case.
const WORDS: [(&str, Claim); 28] = [
    ("rund", Claim::About),
    ("rd.", Claim::About),
    ("rd", Claim::About),
    ("etwa", Claim::About),
    ("ca.", Claim::About),
    ("ca", Claim::About),
    ("circa", Claim::About),
    ("zirka", Claim::About),
    ("ungefähr", Claim::About),
    ("annähernd", Claim::About),
    ("gerundet", Claim::About),
    ("knapp", Claim::Below),
    ("fast", Claim::Below),
    ("nahezu", Claim::Below),
    ("beinahe", Claim::Below),
    ("nicht ganz", Claim::Below),
    ("gut", Claim::Above),
    ("über", Claim::Above),
    ("mehr als", Claim::Above),
    ("bis zu", Claim::AtMost),
    ("höchstens", Claim::AtMost),
    ("maximal", Claim::AtMost),
    ("nicht mehr als", Claim::AtMost),
    ("unter", Claim::AtMost),
    ("weniger als", Claim::AtMost),
    ("mindestens", Claim::AtLeast),
    ("wenigstens", Claim::AtLeast),
    ("nicht weniger als", Claim::AtLeast),
];

/// The longest phrase of nearness that `words`, in lower case, end with.
pub fn phrase(words: &[String]) -> Option<(&'static str, Claim)> {
    let ends_with = |phrase: &str| {
        let parts = phrase.split(' ').count();
        let last = words.len().checked_sub(parts).and_then(|start| words.get(start..));
        last.is_some_and(|last| last.iter().map(String::as_str).eq(phrase.split(' ')))
    };
    let phrases = WORDS.into_iter().filter(|(phrase, _)| ends_with(phrase));
    phrases.max_by_key(|(phrase, _)| phrase.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_phrase_counts() {
        let claim = |text: &str| {
            phrase(&text.split(' ').map(str::to_owned).collect::<Vec<_>>()).map(|(_, claim)| claim)
        };
        assert_eq!(claim("das sind mehr als"), Some(Claim::Above));
        assert_eq!(claim("das sind nicht mehr als"), Some(Claim::AtMost));
        assert_eq!(claim("rd."), Some(Claim::About));
        assert_eq!(claim("das sind"), None);
    }
}
