//! Tells what became of the numbered items of a resolution, as a motion would say it, with
//! the new wording of each that changed.
//!
//! Both resolutions are marked Markdown; an item counts as changed where its words do.

use std::ops::Range;

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use super::angleich::{self, Paar, Vergleichbar};
use super::worte;
use super::worte::sorted;
use crate::document::{Beilagen, OPTIONS, Ziffernaenderung, Ziffernart, marks};

/// An item of a resolution.
struct Ziffer {
    /// Its words, by which it is the same or another.
    key: String,
    words: Vec<String>,
    /// Its marked Markdown, without its number.
    text: String,
}

impl Vergleichbar for Ziffer {
    fn key(&self) -> &str {
        &self.key
    }

    fn likeness(&self, other: &Self) -> usize {
        angleich::common(&self.words, &other.words)
    }
}

/// Adds to `beilagen` what became of the items of `alt` in `neu`, both marked.
pub fn ziffern(alt: &str, neu: &str, beilagen: &mut Beilagen) {
    let (old, new) = (items(alt), items(neu));
    let number = |index: usize| (index + 1).to_string();
    let mut found = Vec::new();
    for pair in angleich::align(&old, &new) {
        let (art, alt, neu) = match pair {
            Paar::Beide(a, b) => match (old.get(a), new.get(b)) {
                (Some(x), Some(y)) if x.key != y.key => (Ziffernart::Geaendert, Some(a), Some(b)),
                _ if a != b => (Ziffernart::Umnummeriert, Some(a), Some(b)),
                _ => continue,
            },
            Paar::Alt(a) => (Ziffernart::Gestrichen, Some(a), None),
            Paar::Neu(b) => (Ziffernart::Eingefuegt, None, Some(b)),
        };
        let has_words = matches!(art, Ziffernart::Geaendert | Ziffernart::Eingefuegt);
        let wortlaut = neu.filter(|_| has_words).and_then(|index| {
            let name = format!("ziffer.{}", number(index));
            beilagen.add(
                name.clone(),
                format!("{}. {}", number(index), indented(&new.get(index)?.text)),
            );
            Some(name)
        });
        let is_new = art == Ziffernart::Eingefuegt;
        let nach = neu.filter(|index| is_new && *index > 0).map(|index| index.to_string());
        found.push(Ziffernaenderung {
            art,
            alt: alt.map(number),
            neu: neu.map(number),
            nach,
            wortlaut,
        });
    }
    beilagen.ziffern = Some(found);
}

/// `text` as the rest of a numbered item.
fn indented(text: &str) -> String {
    text.replace('\n', "\n   ")
}

/// The items of the outermost numbered lists of a resolution.
fn items(marked: &str) -> Vec<Ziffer> {
    let mut depth = 0_usize;
    let mut ranges: Vec<Range<usize>> = Vec::new();
    let mut numbered = false;
    for (event, range) in Parser::new_ext(marked, OPTIONS).into_offset_iter() {
        match event {
            Event::Start(Tag::List(first)) => {
                numbered = if depth == 0 { first.is_some() } else { numbered };
                depth += 1;
            }
            Event::End(TagEnd::List(_)) => depth = depth.saturating_sub(1),
            Event::Start(Tag::Item) if depth == 1 && numbered => ranges.push(range),
            _ => {}
        }
    }
    ranges.into_iter().filter_map(|range| marked.get(range)).map(item).collect()
}

/// An item of a list as it stands: its number, a blank, and indented lines.
fn item(source: &str) -> Ziffer {
    let source = source.trim_end();
    let number = source.find(['.', ')']).map_or(0, |end| end + 1);
    let rest = source.get(number..).unwrap_or_default();
    let indent = number + rest.len() - rest.trim_start_matches(' ').len();
    let mut lines = rest.trim_start_matches(' ').lines();
    let mut text = lines.next().unwrap_or_default().to_owned();
    for line in lines {
        let blank = line.len() - line.trim_start_matches(' ').len();
        text.push('\n');
        text.push_str(line.get(blank.min(indent)..).unwrap_or_default());
    }
    let words = worte::words(&marks::unmarked(&text));
    let key = worte::text(&words).split_whitespace().collect::<Vec<_>>().join(" ");
    Ziffer { key, words: sorted(&words), text }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
mod tests {
    use super::*;

    const ALT: &str = "Der Rat beschließt:\n\n1. die Teilnahme am Programm.\n\n\
        2. die Finanzierung wie folgt:\n\n   - Haushaltsjahr eins: aus dem Budget.\n\n\
        3. die Einrichtung einer Stelle.\n";

    fn compared(neu: &str) -> (Vec<Ziffernaenderung>, Beilagen) {
        let mut beilagen = Beilagen::default();
        ziffern(ALT, neu, &mut beilagen);
        (beilagen.ziffern.clone().unwrap(), beilagen)
    }

    #[test]
    fn the_same_resolution_changes_nothing() {
        assert_eq!(compared(ALT).0, []);
    }

    #[test]
    fn a_changed_item_keeps_its_number_and_tells_its_wording() {
        let neu = ALT.replace("aus dem Budget", "als Mehrbedarf");
        let (found, _) = compared(&neu);
        assert_eq!(found.len(), 1);
        let only = found.first().unwrap();
        assert_eq!((only.art, only.alt.as_deref()), (Ziffernart::Geaendert, Some("2")));
        assert_eq!(only.wortlaut.as_deref(), Some("ziffer.2"));
    }

    #[test]
    fn an_inserted_item_renumbers_those_after_it() {
        let new = "3. den jährlichen Bericht an den Sozialausschuss.\n\n4. die Einr";
        let (found, _) = compared(&ALT.replace("3. die Einr", new));
        let arts: Vec<_> =
            found.iter().map(|of| (of.art, of.alt.as_deref(), of.neu.as_deref())).collect();
        assert_eq!(
            arts,
            [
                (Ziffernart::Eingefuegt, None, Some("3")),
                (Ziffernart::Umnummeriert, Some("3"), Some("4")),
            ]
        );
        assert_eq!(found.first().unwrap().nach.as_deref(), Some("2"));
    }

    #[test]
    fn a_dropped_item_is_struck() {
        let (found, _) = compared(ALT.split("3.").next().unwrap());
        assert_eq!(found.first().unwrap().art, Ziffernart::Gestrichen);
        assert_eq!(found.first().unwrap().alt.as_deref(), Some("3"));
    }
}
