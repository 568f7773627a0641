//! What an office file says of itself: its properties, and the words at the head and foot of
//! its pages.

use crate::data::Wording;
use crate::document::{Document, Meta};

/// How many letters have room in a line of the head, and how many of them the title may have.
const LINE: (usize, usize) = (104, 56);

/// What a file says of itself.
#[derive(Debug)]
pub(super) struct About {
    pub(super) title: String,
    pub(super) subject: String,
    pub(super) author: String,
    /// As year, month and day.
    pub(super) date: String,
    /// Names and values of further properties.
    pub(super) properties: Vec<(String, String)>,
    /// At the head of the pages after the first.
    pub(super) left: String,
    pub(super) right: String,
    /// What stands before, between and behind the numbers of the page and of all pages.
    pub(super) page: [String; 3],
}

impl About {
    /// What `document` says, made from data with this `fingerprint`.
    pub(super) fn of(document: &Document, words: &Wording, fingerprint: Option<&str>) -> Self {
        let Meta { art, nummer, betreff, stadt, datum } = &document.meta;
        let what = joined([art, nummer], " ");
        let mut properties = vec![("textdatei.nummer", nummer.as_str())];
        properties.extend(fingerprint.map(|value| ("textdatei.fingerabdruck", value)));
        let left = shortened(&what, LINE.1);
        let right = shortened(betreff, LINE.0.saturating_sub(left.chars().count()));
        let (before, rest) = words.around("textdatei.seite", "seite");
        let (between, after) = rest.split_once("{seiten}").unwrap_or((rest, ""));
        Self {
            title: joined([&what, betreff], ": "),
            subject: betreff.clone(),
            author: stadt.clone(),
            date: datum.to_string(),
            properties: properties
                .into_iter()
                .filter(|(_, value)| !value.is_empty())
                .map(|(key, value)| (words.say(key).to_owned(), value.to_owned()))
                .collect(),
            left,
            right,
            page: [before, between, after].map(str::to_owned),
        }
    }
}

fn joined(parts: [&String; 2], by: &str) -> String {
    let parts: Vec<&str> =
        parts.into_iter().map(String::as_str).filter(|it| !it.is_empty()).collect();
    parts.join(by)
}

/// `text` in one line, shortened at the end of a word.
fn shortened(text: &str, letters: usize) -> String {
    let mut line = String::new();
    for word in text.split(' ') {
        let blank = usize::from(!line.is_empty());
        if line.chars().count() + blank + word.chars().count() > letters {
            return match line.is_empty() {
                true => word.chars().take(letters).chain(['…']).collect(),
                false => line + " …",
            };
        }
        line.push_str(if blank == 1 { " " } else { "" });
        line.push_str(word);
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_ends_with_a_word() {
        assert_eq!(shortened("eins zwei drei", 14), "eins zwei drei");
        assert_eq!(shortened("eins zwei drei", 13), "eins zwei …");
        assert_eq!(shortened("Donaudampfschiff", 5), "Donau…");
    }
}
