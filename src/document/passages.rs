//! Compares two papers passage by passage: sentences, numbered items, rows of tables.
//!
//! A passage is what a reader would point at. Both papers are read as Markdown, so that
//! an old one is known by its text alone.

use pulldown_cmark::{Event, Parser, Tag, TagEnd};
use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::OPTIONS;
use super::sections::Sections;

/// What kind of passage it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Passagenart {
    /// A heading.
    Ueberschrift,
    /// A sentence.
    Satz,
    /// A sentence in an item of a numbered list, such as those of a Beschluss.
    Ziffer,
    /// A sentence in an item of a list without numbers.
    Punkt,
    /// A row of a table.
    Tabellenzeile,
}

/// A piece of a paper that can change by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// The headings above it, from the outermost inwards.
    pub abschnitt: Vec<String>,
    /// What it is.
    pub art: Passagenart,
    /// Its words without markup.
    pub text: String,
}

/// What became of a passage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Passagenaenderung {
    /// It was not there before.
    Neu(Passage),
    /// It is there no more.
    Entfallen(Passage),
    /// It says something else.
    Geaendert {
        /// The passage as it was.
        alt: Passage,
        /// The passage as it is.
        neu: Passage,
    },
}

/// The passages of `markdown` in the order of the text.
pub fn passages(markdown: &str) -> Vec<Passage> {
    let sections = Sections::of(markdown);
    let mut reader = Reader::default();
    for (event, range) in Parser::new_ext(markdown, OPTIONS).into_offset_iter() {
        if let Some((art, text)) = reader.take(&event) {
            let abschnitt = sections.path(range.start);
            let own = match art {
                Passagenart::Ueberschrift | Passagenart::Tabellenzeile => vec![text],
                _ => sentences(&text),
            };
            reader.passages.extend(own.into_iter().map(|text| Passage {
                abschnitt: abschnitt.clone(),
                art,
                text,
            }));
        }
    }
    reader.passages
}

/// What became of the passages of `alt` in `neu`, in the order of the text.
pub fn compare(alt: &[Passage], neu: &[Passage]) -> Vec<Passagenaenderung> {
    let keys = |passages: &[Passage]| -> Vec<(Passagenart, String)> {
        passages.iter().map(|passage| (passage.art, passage.text.clone())).collect()
    };
    let (old, new) = (keys(alt), keys(neu));
    let mut changes = Vec::new();
    for op in capture_diff_slices(Algorithm::Myers, &old, &new) {
        if let DiffOp::Equal { .. } = op {
            continue;
        }
        let gone = alt.get(op.old_range()).unwrap_or_default();
        let come = neu.get(op.new_range()).unwrap_or_default();
        pair(gone, come, &mut changes);
    }
    changes
}

/// Finds for every passage that is gone the one that came in its place.
fn pair(gone: &[Passage], come: &[Passage], changes: &mut Vec<Passagenaenderung>) {
    let mut rest = come;
    for alt in gone {
        match rest.iter().position(|neu| resembles(alt, neu)) {
            Some(at) => {
                let (before, from) = rest.split_at(at);
                changes.extend(before.iter().cloned().map(Passagenaenderung::Neu));
                let Some((neu, after)) = from.split_first() else { continue };
                changes.push(Passagenaenderung::Geaendert { alt: alt.clone(), neu: neu.clone() });
                rest = after;
            }
            None => changes.push(Passagenaenderung::Entfallen(alt.clone())),
        }
    }
    changes.extend(rest.iter().cloned().map(Passagenaenderung::Neu));
}

/// Whether at least half of the words of one are in the other.
fn resembles(alt: &Passage, neu: &Passage) -> bool {
    let words = |passage: &Passage| -> Vec<String> {
        passage.text.split_whitespace().map(str::to_owned).collect()
    };
    let (old, new) = (words(alt), words(neu));
    let common = old.iter().filter(|word| new.contains(word)).count();
    alt.art == neu.art && common * 2 >= old.len().min(new.len()).max(1)
}

/// Collects the words of the block that is open.
#[derive(Default)]
struct Reader {
    passages: Vec<Passage>,
    /// For every open list whether it is numbered.
    lists: Vec<bool>,
    open: Option<String>,
}

impl Reader {
    /// A passage, where `event` ends one.
    fn take(&mut self, event: &Event<'_>) -> Option<(Passagenart, String)> {
        match event {
            Event::Start(Tag::List(first)) => {
                self.lists.push(first.is_some());
                // A list may begin inside an item whose words stand before it.
                return self.end(self.art_of_list(1));
            }
            Event::End(TagEnd::List(_)) => {
                self.lists.pop();
            }
            Event::Start(Tag::Heading { .. } | Tag::Paragraph | Tag::CodeBlock(_) | Tag::Item) => {
                self.open.get_or_insert_default();
            }
            Event::Start(Tag::TableHead | Tag::TableRow) => {
                self.open = Some(String::new());
            }
            Event::Start(Tag::TableCell) => {
                if let Some(open) = self.open.as_mut().filter(|open| !open.is_empty()) {
                    open.push_str(" | ");
                }
            }
            Event::Text(text) | Event::Code(text) => self.push(text),
            Event::SoftBreak | Event::HardBreak => self.push(" "),
            Event::End(TagEnd::TableHead | TagEnd::TableRow) => {
                return self.end(Passagenart::Tabellenzeile);
            }
            Event::End(TagEnd::Heading(_)) => return self.end(Passagenart::Ueberschrift),
            Event::End(TagEnd::Paragraph | TagEnd::CodeBlock | TagEnd::Item) => {
                return self.end(self.art_of_list(0));
            }
            _ => {}
        }
        None
    }

    fn push(&mut self, text: &str) {
        self.open.get_or_insert_default().push_str(text);
    }

    /// What a block is in the list that is open `above` the innermost.
    fn art_of_list(&self, above: usize) -> Passagenart {
        match self.lists.iter().rev().nth(above) {
            Some(true) => Passagenart::Ziffer,
            Some(false) => Passagenart::Punkt,
            None => Passagenart::Satz,
        }
    }

    fn end(&mut self, art: Passagenart) -> Option<(Passagenart, String)> {
        let text = self.open.take()?;
        let text = text.split([' ', '\n', '\t']).filter(|word| !word.is_empty());
        let text = text.collect::<Vec<_>>().join(" ");
        (!text.is_empty()).then_some((art, text))
    }
}

/// The sentences of `text`: each ends with a mark before a space and a capital. One that
/// ends too early, behind an abbreviation, is only shorter.
fn sentences(text: &str) -> Vec<String> {
    let mut sentences = Vec::new();
    let mut from = 0;
    for (at, _) in text.match_indices(' ') {
        let before = text.get(from..at).unwrap_or_default();
        let after = text.get(at + 1..).unwrap_or_default();
        let number = before.trim_end_matches('.').ends_with(|c: char| c.is_ascii_digit());
        let ends = before.ends_with(['.', '!', '?', ':']) && !number;
        if ends && after.starts_with(|c: char| c.is_uppercase() || "„»".contains(c)) {
            sentences.push(before.to_owned());
            from = at + 1;
        }
    }
    sentences.push(text.get(from..).unwrap_or_default().to_owned());
    sentences
}

#[cfg(test)]
mod tests {
    use super::*;

    const OLD: &str = "Kopf\n\n# Vorlage\n\n## Beschluss\n\n1. Der Rat stimmt zu.\n2. Es kostet \
        **10 €**:\n   - a\n   - b\n\n## Gründe\n\nAm 1. Mai beginnt es. Es kostet 10 €. Es \
        endet.\n\n| Jahr | Betrag |\n|---|--:|\n| 2021 | 10 € |\n| 2022 | 5 € |\n";

    #[test]
    fn reads_sentences_items_and_rows_with_their_section() {
        let all = passages(OLD);
        let texts: Vec<(Passagenart, &str)> =
            all.iter().map(|passage| (passage.art, passage.text.as_str())).collect();
        assert_eq!(
            texts,
            [
                (Passagenart::Satz, "Kopf"),
                (Passagenart::Ueberschrift, "Vorlage"),
                (Passagenart::Ueberschrift, "Beschluss"),
                (Passagenart::Ziffer, "Der Rat stimmt zu."),
                (Passagenart::Ziffer, "Es kostet 10 €:"),
                (Passagenart::Punkt, "a"),
                (Passagenart::Punkt, "b"),
                (Passagenart::Ueberschrift, "Gründe"),
                (Passagenart::Satz, "Am 1. Mai beginnt es."),
                (Passagenart::Satz, "Es kostet 10 €."),
                (Passagenart::Satz, "Es endet."),
                (Passagenart::Tabellenzeile, "Jahr | Betrag"),
                (Passagenart::Tabellenzeile, "2021 | 10 €"),
                (Passagenart::Tabellenzeile, "2022 | 5 €"),
            ]
        );
        assert_eq!(all[4].abschnitt, ["Beschluss"]);
    }

    #[test]
    fn tells_changed_new_and_gone_apart() {
        let new = OLD
            .replace("Es kostet **10 €**", "Es kostet **12 €**")
            .replace(" Es endet.", "")
            .replace("| 2022 | 5 € |", "| 2022 | 6 € |\n| 2023 | 1 € |");
        let changes = compare(&passages(OLD), &passages(&new));
        let told: Vec<String> = changes
            .iter()
            .map(|change| match change {
                Passagenaenderung::Neu(neu) => format!("+ {}", neu.text),
                Passagenaenderung::Entfallen(alt) => format!("- {}", alt.text),
                Passagenaenderung::Geaendert { alt, neu } => format!("{} → {}", alt.text, neu.text),
            })
            .collect();
        assert_eq!(
            told,
            [
                "Es kostet 10 €: → Es kostet 12 €:",
                "- Es endet.",
                "2022 | 5 € → 2022 | 6 €",
                "+ 2023 | 1 €",
            ]
        );
        assert_eq!(compare(&passages(OLD), &passages(OLD)), []);
    }
}
