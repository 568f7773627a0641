//! Tells what became of the numbered items of a resolution, as a motion would say it, with
//! the new wording of each that changed.
//!
//! Both resolutions are marked Markdown; an item counts as changed where its words do.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::beschluss::{Ziffer, indented, items, ranges, said};
use crate::compare::synopsis::alignment::{self, Comparable, Pair};
use crate::document::{ChangedZiffer, Inserts, Neighbour, Numbering, ZifferFate};

/// From here on an item that stands elsewhere is the same one, in per cent.
const SAME_ITEM: usize = 80;

/// Adds to `beilagen` what became of the items of `alt` in `neu`, both marked.
pub fn ziffern(old_text: &str, new_text: &str, inserts: &mut Inserts) {
    let (old, new) = (items(old_text), items(new_text));
    if old.is_empty() || new.is_empty() {
        inserts.ziffern = Some(whole(old_text, new_text, inserts));
        return;
    }
    let steps = steps(&old, &new);
    let was: BTreeMap<usize, usize> =
        steps.iter().filter_map(|step| Some((step.new?, step.old?))).collect();
    let mut found: Vec<ChangedZiffer> = around(old_text, new_text, inserts);
    for step in &steps {
        let Some(mut own) = step.told(&old, &new, &was) else { continue };
        if let Some(index) = step.new.filter(|_| own.has_words())
            && let Some(item) = new.get(index)
        {
            let name = format!("ziffer.{}", number(index));
            let text = format!("{}. {}", number(index), indented(&item.text));
            inserts.add(name.clone(), text);
            own.wortlaut = Some(name);
        }
        match found.last_mut() {
            Some(last) if last.goes_on(&own) => last.extend(own),
            _ => found.push(own),
        }
    }
    // What stands after the items is told after them.
    found.sort_by_key(|of| of.art == ZifferFate::Closing);
    let is_moved = |of: &ChangedZiffer| of.neu.is_some() && of.alt != of.neu;
    let moved = found.iter().any(is_moved);
    for struck in found.iter_mut().filter(|of| of.art == ZifferFate::Struck) {
        struck.mehrdeutig = moved;
    }
    inserts.ziffern = Some(found);
}

/// What became of the words before and after the items.
fn around(old: &str, new: &str, inserts: &mut Inserts) -> Vec<ChangedZiffer> {
    let [old, new] = [old, new].map(|text| {
        let ranges = ranges(text);
        let start = ranges.first().map_or(0, |first| first.start);
        let end = ranges.last().map_or(text.len(), |last| last.end);
        [text.get(..start), text.get(end..)].map(|part| part.unwrap_or_default().trim().to_owned())
    });
    let arts =
        [(ZifferFate::Opening, "ziffer.einleitung"), (ZifferFate::Closing, "ziffer.schluss")];
    let mut found = Vec::new();
    for ((old, new), (art, name)) in old.iter().zip(new).zip(arts) {
        if said(old) == said(&new) {
            continue;
        }
        let wording = (!new.is_empty()).then(|| name.to_owned());
        if wording.is_some() {
            inserts.add(name, new);
        }
        found.push(ChangedZiffer { wortlaut: wording, ..entry(art, None, None) });
    }
    found
}

fn number(index: usize) -> String {
    (index + 1).to_string()
}

/// Two resolutions of which one has no items.
fn whole(old: &str, new: &str, inserts: &mut Inserts) -> Vec<ChangedZiffer> {
    if said(old) == said(new) {
        return Vec::new();
    }
    let name = "ziffer.ganz".to_owned();
    inserts.add(name.clone(), new.to_owned());
    vec![ChangedZiffer { wortlaut: Some(name), ..entry(ZifferFate::Whole, None, None) }]
}

fn entry(art: ZifferFate, old: Option<usize>, new: Option<usize>) -> ChangedZiffer {
    let (old, new) = (old.map(number), new.map(number));
    ChangedZiffer {
        art,
        alt: old,
        neu: new,
        bis: None,
        zwei: false,
        mehrdeutig: false,
        nach: None,
        wortlaut: None,
    }
}

/// An item of either resolution, or the same of both, by its positions.
struct Step {
    old: Option<usize>,
    new: Option<usize>,
}

/// The items of both in the order of `new`; those that went where they stood. An item that
/// went and came elsewhere is one, and so is one in whose place, by its number, another came.
fn steps(old: &[Ziffer], new: &[Ziffer]) -> Vec<Step> {
    let pairs = alignment::align(old, new);
    let (mut gone, mut come): (Vec<usize>, Vec<usize>) = Default::default();
    for pair in &pairs {
        match *pair {
            Pair::Old(a) => gone.push(a),
            Pair::New(b) => come.push(b),
            Pair::Both(..) => {}
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
    let step = |pair: &Pair| match *pair {
        Pair::Both(a, b) => Some(Step { old: Some(a), new: Some(b) }),
        Pair::Old(a) => (!is_told(a)).then_some(Step { old: Some(a), new: None }),
        Pair::New(b) => Some(Step { old: from.get(&b).copied(), new: Some(b) }),
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
    ) -> Option<ChangedZiffer> {
        match (self.old, self.new) {
            (Some(a), Some(b)) => {
                let is_same = old.get(a)?.key == new.get(b)?.key;
                match is_same {
                    true if a == b => None,
                    true => Some(entry(ZifferFate::Renumbered, Some(a), Some(b))),
                    false => Some(entry(ZifferFate::Changed, Some(a), Some(b))),
                }
            }
            (old @ Some(_), None) => Some(entry(ZifferFate::Struck, old, None)),
            (None, Some(b)) => {
                let nach = b.checked_sub(1).map(|above| match was.get(&above) {
                    Some(a) if *a == above => (above, Numbering::Both),
                    Some(a) => (*a, Numbering::Old),
                    None => (above, Numbering::New),
                });
                let nach = nach.map(|(index, numbering)| Neighbour {
                    nummer: number(index),
                    zaehlung: numbering,
                });
                Some(ChangedZiffer { nach, ..entry(ZifferFate::Inserted, None, Some(b)) })
            }
            (None, None) => None,
        }
    }
}

impl ChangedZiffer {
    /// Whether its new words are told.
    fn has_words(&self) -> bool {
        matches!(self.art, ZifferFate::Changed | ZifferFate::Inserted)
    }

    /// Whether `next` got the number after its own, and had the one after its own.
    fn goes_on(&self, next: &Self) -> bool {
        let follows = |last: Option<&String>, next: &Option<String>| {
            let last = last.and_then(|last| last.parse::<usize>().ok());
            let next = next.as_ref().and_then(|next| next.parse::<usize>().ok());
            last.zip(next).is_some_and(|(last, next)| last + 1 == next)
        };
        let [old, new] = match &self.bis {
            Some([old, new]) => [Some(old), Some(new)],
            None => [self.alt.as_ref(), self.neu.as_ref()],
        };
        let both = [self.art, next.art] == [ZifferFate::Renumbered; 2];
        both && follows(old, &next.alt) && follows(new, &next.neu)
    }

    fn extend(&mut self, next: Self) {
        self.zwei = self.bis.is_none();
        self.bis = next.alt.zip(next.neu).map(|(old, new)| [old, new]);
    }
}

#[cfg(test)]
#[allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that cannot go on has failed"
)]
mod tests;
