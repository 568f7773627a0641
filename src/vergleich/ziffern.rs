//! Tells what became of the numbered items of a resolution, as a motion would say it, with
//! the new wording of each that changed.
//!
//! Both resolutions are marked Markdown; an item counts as changed where its words do.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::ops::Range;

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use super::angleich::{self, Paar, Vergleichbar};
use super::worte::{self, Wort, sorted};
use crate::document::{Beilagen, Nachbar, OPTIONS, Zaehlung, Ziffernaenderung, Ziffernart, marks};

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

/// From here on an item that stands elsewhere is the same one, in per cent.
const SAME_ITEM: usize = 80;

/// Adds to `beilagen` what became of the items of `alt` in `neu`, both marked.
pub fn ziffern(alt: &str, neu: &str, beilagen: &mut Beilagen) {
    let (old, new) = (items(alt), items(neu));
    if old.is_empty() || new.is_empty() {
        beilagen.ziffern = Some(whole(alt, neu, beilagen));
        return;
    }
    let steps = steps(&old, &new);
    let was: BTreeMap<usize, usize> =
        steps.iter().filter_map(|step| Some((step.neu?, step.alt?))).collect();
    let mut found: Vec<Ziffernaenderung> = Vec::new();
    for step in &steps {
        let Some(mut own) = step.told(&old, &new, &was) else { continue };
        if let Some(index) = step.neu.filter(|_| own.has_words())
            && let Some(item) = new.get(index)
        {
            let name = format!("ziffer.{}", number(index));
            let text = format!("{}. {}", number(index), indented(&item.text));
            beilagen.add(name.clone(), text);
            own.wortlaut = Some(name);
        }
        match found.last_mut() {
            Some(last) if last.goes_on(&own) => last.extend(own),
            _ => found.push(own),
        }
    }
    beilagen.ziffern = Some(found);
}

fn number(index: usize) -> String {
    (index + 1).to_string()
}

/// Two resolutions of which one has no items.
fn whole(alt: &str, neu: &str, beilagen: &mut Beilagen) -> Vec<Ziffernaenderung> {
    if key(&worte::words(&marks::unmarked(alt))) == key(&worte::words(&marks::unmarked(neu))) {
        return Vec::new();
    }
    let name = "ziffer.ganz".to_owned();
    beilagen.add(name.clone(), neu.to_owned());
    vec![Ziffernaenderung { wortlaut: Some(name), ..entry(Ziffernart::Ganz, None, None) }]
}

fn entry(art: Ziffernart, alt: Option<usize>, neu: Option<usize>) -> Ziffernaenderung {
    let (alt, neu) = (alt.map(number), neu.map(number));
    Ziffernaenderung { art, alt, neu, bis: None, zwei: false, nach: None, wortlaut: None }
}

/// An item of either resolution, or the same of both, by its positions.
struct Step {
    alt: Option<usize>,
    neu: Option<usize>,
}

/// The items of both in the order of `new`; those that went where they stood. An item that
/// went and came elsewhere is one, and so is one in whose place, by its number, another came.
fn steps(old: &[Ziffer], new: &[Ziffer]) -> Vec<Step> {
    let pairs = angleich::align(old, new);
    let (mut gone, mut come): (Vec<usize>, Vec<usize>) = Default::default();
    for pair in &pairs {
        match *pair {
            Paar::Alt(a) => gone.push(a),
            Paar::Neu(b) => come.push(b),
            Paar::Beide(..) => {}
        }
    }
    let likeness = |a: usize, b: usize| {
        let both = old.get(a).zip(new.get(b));
        both.map_or(0, |(x, y)| if x.key == y.key { 101 } else { x.likeness(y) })
    };
    let mut from: BTreeMap<usize, usize> = BTreeMap::new();
    for b in &come {
        let free = gone.iter().filter(|a| !from.values().any(|taken| taken == *a));
        let best = free.map(|a| (likeness(*a, *b), *a)).max_by_key(|(of, a)| (*of, Reverse(*a)));
        if let Some((_, a)) = best.filter(|(of, _)| *of >= SAME_ITEM) {
            from.insert(*b, a);
        }
    }
    for b in &come {
        let is_free = gone.contains(b) && !from.values().any(|taken| taken == b);
        if is_free && !from.contains_key(b) {
            from.insert(*b, *b);
        }
    }
    let is_told = |a: usize| from.values().any(|taken| *taken == a);
    let step = |pair: &Paar| match *pair {
        Paar::Beide(a, b) => Some(Step { alt: Some(a), neu: Some(b) }),
        Paar::Alt(a) => (!is_told(a)).then_some(Step { alt: Some(a), neu: None }),
        Paar::Neu(b) => Some(Step { alt: from.get(&b).copied(), neu: Some(b) }),
    };
    pairs.iter().filter_map(step).collect()
}

impl Step {
    /// What a motion says of it; nothing where it is as it was. `was` tells old positions by
    /// new ones.
    fn told(
        &self,
        old: &[Ziffer],
        new: &[Ziffer],
        was: &BTreeMap<usize, usize>,
    ) -> Option<Ziffernaenderung> {
        match (self.alt, self.neu) {
            (Some(a), Some(b)) => {
                let is_same = old.get(a)?.key == new.get(b)?.key;
                match is_same {
                    true if a == b => None,
                    true => Some(entry(Ziffernart::Umnummeriert, Some(a), Some(b))),
                    false => Some(entry(Ziffernart::Geaendert, Some(a), Some(b))),
                }
            }
            (alt @ Some(_), None) => Some(entry(Ziffernart::Gestrichen, alt, None)),
            (None, Some(b)) => {
                let nach = b.checked_sub(1).map(|above| match was.get(&above) {
                    Some(a) if *a == above => (above, Zaehlung::Beide),
                    Some(a) => (*a, Zaehlung::Bisherig),
                    None => (above, Zaehlung::Neu),
                });
                let nach =
                    nach.map(|(index, zaehlung)| Nachbar { nummer: number(index), zaehlung });
                Some(Ziffernaenderung { nach, ..entry(Ziffernart::Eingefuegt, None, Some(b)) })
            }
            (None, None) => None,
        }
    }
}

impl Ziffernaenderung {
    /// Whether its new words are told.
    fn has_words(&self) -> bool {
        matches!(self.art, Ziffernart::Geaendert | Ziffernart::Eingefuegt)
    }

    /// Whether `next` got the number after its own, and had the one after its own.
    fn goes_on(&self, next: &Self) -> bool {
        let follows = |last: Option<&String>, next: &Option<String>| {
            let last = last.and_then(|last| last.parse::<usize>().ok());
            let next = next.as_ref().and_then(|next| next.parse::<usize>().ok());
            last.zip(next).is_some_and(|(last, next)| last + 1 == next)
        };
        let [alt, neu] = match &self.bis {
            Some([alt, neu]) => [Some(alt), Some(neu)],
            None => [self.alt.as_ref(), self.neu.as_ref()],
        };
        let both = [self.art, next.art] == [Ziffernart::Umnummeriert; 2];
        both && follows(alt, &next.alt) && follows(neu, &next.neu)
    }

    fn extend(&mut self, next: Self) {
        self.zwei = self.bis.is_none();
        self.bis = next.alt.zip(next.neu).map(|(alt, neu)| [alt, neu]);
    }
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
    Ziffer { key: key(&words), words: sorted(&words), text }
}

/// By what a text is the same or another: its words, however they are set.
fn key(words: &[Wort]) -> String {
    worte::text(words).split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
mod tests {
    use super::*;

    const TEILNAHME: &str = "die Teilnahme am Programm.";
    const GELD: &str = "die Finanzierung wie folgt:\n\n   - Haushaltsjahr eins: aus dem Budget.";
    const STELLE: &str = "die Einrichtung einer Stelle.";
    const BERICHT: &str = "den jährlichen Bericht an den Sozialausschuss.";

    /// A resolution of these items.
    fn beschluss(items: &[&str]) -> String {
        let item = |(index, text): (usize, &&str)| format!("{}. {text}\n\n", index + 1);
        "Der Rat beschließt:\n\n".to_owned()
            + &items.iter().enumerate().map(item).collect::<String>()
    }

    /// What a motion says, as a phrase per entry.
    fn told(alt: &[&str], neu: &[&str]) -> Vec<String> {
        let mut beilagen = Beilagen::default();
        ziffern(&beschluss(alt), &beschluss(neu), &mut beilagen);
        beilagen.ziffern.unwrap().iter().map(phrase).collect()
    }

    fn phrase(of: &Ziffernaenderung) -> String {
        let side = |number: &Option<String>| number.clone().unwrap_or_default();
        let (alt, neu) = (side(&of.alt), side(&of.neu));
        let nach = of.nach.as_ref().map(|nach| format!("{:?} {}", nach.zaehlung, nach.nummer));
        match of.art {
            Ziffernart::Geaendert if alt == neu => format!("{alt} neu gefasst"),
            Ziffernart::Geaendert => format!("{alt} wird {neu}, neu gefasst"),
            Ziffernart::Gestrichen => format!("{alt} gestrichen"),
            Ziffernart::Eingefuegt => format!("{neu} nach {}", nach.unwrap_or_default()),
            Ziffernart::Umnummeriert => match &of.bis {
                Some([a, b]) if of.zwei => format!("{alt} und {a} werden {neu} und {b}"),
                Some([a, b]) => format!("{alt} bis {a} werden {neu} bis {b}"),
                None => format!("{alt} wird {neu}"),
            },
            Ziffernart::Ganz => "ganz".to_owned(),
        }
    }

    #[test]
    fn the_same_resolution_changes_nothing() {
        let alt = [TEILNAHME, GELD, STELLE];
        assert_eq!(told(&alt, &alt), [""; 0]);
    }

    #[test]
    fn a_changed_item_keeps_its_number_and_tells_its_wording() {
        let neu = GELD.replace("aus dem Budget", "als Mehrbedarf");
        let mut beilagen = Beilagen::default();
        let (alt, neu) = ([TEILNAHME, GELD, STELLE], [TEILNAHME, &neu, STELLE]);
        ziffern(&beschluss(&alt), &beschluss(&neu), &mut beilagen);
        let found = beilagen.ziffern.unwrap();
        assert_eq!(found.iter().map(phrase).collect::<Vec<_>>(), ["2 neu gefasst"]);
        assert_eq!(found.first().unwrap().wortlaut.as_deref(), Some("ziffer.2"));
    }

    #[test]
    fn an_inserted_item_renumbers_those_after_it() {
        assert_eq!(
            told(&[TEILNAHME, GELD, STELLE], &[TEILNAHME, BERICHT, GELD, STELLE]),
            ["2 nach Beide 1", "2 und 3 werden 3 und 4"]
        );
        let rest = ["eins und zwei.", "drei und vier.", "fünf und sechs."];
        let alt = [&[TEILNAHME][..], &rest].concat();
        let neu = [&[TEILNAHME, BERICHT][..], &rest].concat();
        assert_eq!(told(&alt, &neu), ["2 nach Beide 1", "2 bis 4 werden 3 bis 5"]);
    }

    #[test]
    fn a_dropped_item_is_struck_and_those_after_it_move_up() {
        assert_eq!(told(&[TEILNAHME, GELD, STELLE], &[TEILNAHME, GELD]), ["3 gestrichen"]);
        assert_eq!(
            told(&[TEILNAHME, GELD, STELLE], &[TEILNAHME, STELLE]),
            ["2 gestrichen", "3 wird 2"]
        );
    }

    /// A motion says where an item went, not that it was struck and put in again.
    #[test]
    fn an_item_that_moved_is_told_once() {
        assert_eq!(
            told(&[TEILNAHME, GELD, STELLE], &[TEILNAHME, STELLE, GELD]),
            ["3 wird 2", "2 wird 3"]
        );
        assert_eq!(
            told(&[TEILNAHME, GELD, STELLE, BERICHT], &[BERICHT, TEILNAHME, GELD, STELLE]),
            ["4 wird 1", "1 bis 3 werden 2 bis 4"]
        );
    }

    #[test]
    fn an_item_that_moved_may_say_something_else_too() {
        let neu = BERICHT.replace("jährlichen", "halbjährlichen");
        assert_eq!(
            told(&[TEILNAHME, GELD, BERICHT], &[&neu, TEILNAHME, GELD]),
            ["3 wird 1, neu gefasst", "1 und 2 werden 2 und 3"]
        );
    }

    #[test]
    fn another_item_of_the_same_number_is_a_new_wording() {
        assert_eq!(
            told(&[TEILNAHME, STELLE, GELD], &[TEILNAHME, BERICHT, GELD]),
            ["2 neu gefasst"]
        );
    }

    /// Items are quoted by the numbers that the reader of the earlier resolution knows.
    #[test]
    fn a_new_item_stands_after_an_old_or_a_new_one() {
        assert_eq!(
            told(&[TEILNAHME, GELD, STELLE], &[GELD, BERICHT, "ganz anderes dazu.", STELLE]),
            ["1 gestrichen", "2 wird 1", "2 nach Bisherig 2", "3 nach Neu 2", "3 wird 4"]
        );
    }

    #[test]
    fn a_resolution_without_items_changes_as_a_whole() {
        let mut beilagen = Beilagen::default();
        ziffern("Der Rat nimmt Kenntnis.", "Der Rat stimmt zu.", &mut beilagen);
        let found = beilagen.ziffern.unwrap();
        assert_eq!(found.iter().map(phrase).collect::<Vec<_>>(), ["ganz"]);
    }
}
