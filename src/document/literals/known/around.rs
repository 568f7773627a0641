//! A number and the text around it, as the rules about names look at it.

/// A number and the text around it.
pub(super) struct Around {
    pub(super) number: String,
    pub(super) before: String,
    pub(super) after: String,
    pub(super) in_words: bool,
    /// Whether people or a measure follow.
    pub(super) is_measured: bool,
}

impl Around {
    /// The words of the sentence before the number, in lower case.
    pub(super) fn words_before(&self) -> Vec<String> {
        let is_end = |c: char| "!?;|".contains(c);
        let sentence = self.before.rsplit(is_end).next().unwrap_or_default();
        let words = sentence.split([' ', '\n', '(', '„', '"']).filter(|word| !word.is_empty());
        words.map(|word| word.trim_end_matches([',', ':']).to_lowercase()).collect()
    }

    /// The word right behind the number.
    pub(super) fn word_after(&self) -> String {
        let rest = self.after.trim_start_matches([' ', '\n']);
        rest.chars().take_while(|c| c.is_alphabetic()).collect()
    }

    /// Whether a noun that is none of `others` stands right behind the number and, perhaps, its
    /// letter.
    pub(super) fn counts_noun(&self, others: &[&str]) -> bool {
        let behind = self.after.trim_start_matches(|c: char| c.is_ascii_lowercase());
        let letters = self.after.len() - behind.len();
        let rest = if letters <= 1 { behind } else { self.after.as_str() };
        let Some(rest) = rest.strip_prefix([' ', '\n']) else { return false };
        let word: String = rest.chars().take_while(|c| c.is_alphanumeric()).collect();
        word.starts_with(char::is_uppercase) && word.len() > 1 && !others.contains(&word.as_str())
    }

    /// Whether adjectives and a noun follow.
    pub(super) fn counts_described_noun(&self) -> bool {
        let Some(rest) = self.after.strip_prefix([' ', '\n']) else { return false };
        let mut words = rest.split([' ', '\n']).filter(|word| !word.is_empty());
        let adjective = words.next().unwrap_or_default().trim_end_matches(',');
        let is_adjective = adjective.starts_with(char::is_lowercase)
            && ["e", "en", "er", "es", "em"].iter().any(|ending| adjective.ends_with(ending))
            && adjective.len() > 4;
        is_adjective && words.take(2).any(|word| word.starts_with(char::is_uppercase))
    }

    /// Whether it is the number of a paragraph, behind which anything may follow.
    pub(super) fn is_of_law(&self) -> bool {
        self.before.trim_end().ends_with('§')
    }
}
