//! Tells what became of the numbered items of a resolution, as a motion would say it, with
//! the new wording of each that changed.
//!
//! Both resolutions are marked Markdown; an item counts as changed where its words do.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::angleich::{self, Paar, Vergleichbar};
use super::beschluss::{Ziffer, indented, items, ranges, said};
use crate::document::{Beilagen, Nachbar, Zaehlung, Ziffernaenderung, Ziffernart};

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
    let mut found: Vec<Ziffernaenderung> = around(alt, neu, beilagen);
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
    // What stands after the items is told after them.
    found.sort_by_key(|of| of.art == Ziffernart::Schluss);
    let is_moved = |of: &Ziffernaenderung| of.neu.is_some() && of.alt != of.neu;
    let moved = found.iter().any(is_moved);
    for struck in found.iter_mut().filter(|of| of.art == Ziffernart::Gestrichen) {
        struck.mehrdeutig = moved;
    }
    beilagen.ziffern = Some(found);
}

/// What became of the words before and after the items.
fn around(alt: &str, neu: &str, beilagen: &mut Beilagen) -> Vec<Ziffernaenderung> {
    let [old, new] = [alt, neu].map(|text| {
        let ranges = ranges(text);
        let start = ranges.first().map_or(0, |first| first.start);
        let end = ranges.last().map_or(text.len(), |last| last.end);
        [text.get(..start), text.get(end..)].map(|part| part.unwrap_or_default().trim().to_owned())
    });
    let arts =
        [(Ziffernart::Einleitung, "ziffer.einleitung"), (Ziffernart::Schluss, "ziffer.schluss")];
    let mut found = Vec::new();
    for ((old, new), (art, name)) in old.iter().zip(new).zip(arts) {
        if said(old) == said(&new) {
            continue;
        }
        let wortlaut = (!new.is_empty()).then(|| name.to_owned());
        if wortlaut.is_some() {
            beilagen.add(name, new);
        }
        found.push(Ziffernaenderung { wortlaut, ..entry(art, None, None) });
    }
    found
}

fn number(index: usize) -> String {
    (index + 1).to_string()
}

/// Two resolutions of which one has no items.
fn whole(alt: &str, neu: &str, beilagen: &mut Beilagen) -> Vec<Ziffernaenderung> {
    if said(alt) == said(neu) {
        return Vec::new();
    }
    let name = "ziffer.ganz".to_owned();
    beilagen.add(name.clone(), neu.to_owned());
    vec![Ziffernaenderung { wortlaut: Some(name), ..entry(Ziffernart::Ganz, None, None) }]
}

fn entry(art: Ziffernart, alt: Option<usize>, neu: Option<usize>) -> Ziffernaenderung {
    let (alt, neu) = (alt.map(number), neu.map(number));
    Ziffernaenderung {
        art,
        alt,
        neu,
        bis: None,
        zwei: false,
        mehrdeutig: false,
        nach: None,
        wortlaut: None,
    }
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

#[cfg(test)]
#[allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that cannot go on has failed"
)]
mod tests;
