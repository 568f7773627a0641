//! Resolutions made by hand, and what a motion says of them.

use proptest::prelude::*;

use super::*;

const TEILNAHME: &str = "die Teilnahme am Programm.";
const GELD: &str = "die Finanzierung wie folgt:\n\n   - Haushaltsjahr eins: aus dem Budget.";
const STELLE: &str = "die Einrichtung einer Stelle.";
const REPORT: &str = "den jährlichen Bericht an den Sozialausschuss.";

/// A resolution of these items.
fn beschluss(items: &[&str]) -> String {
    let item = |(index, text): (usize, &&str)| format!("{}. {text}\n\n", index + 1);
    "Der Rat beschließt:\n\n".to_owned() + &items.iter().enumerate().map(item).collect::<String>()
}

/// What a motion says, as a phrase per entry.
fn told(old: &[&str], new: &[&str]) -> Vec<String> {
    let mut inserts = Inserts::default();
    ziffern(&beschluss(old), &beschluss(new), &mut inserts);
    inserts.ziffern.unwrap().iter().map(phrase).collect()
}

fn phrase(of: &ChangedZiffer) -> String {
    let side = |number: &Option<String>| number.clone().unwrap_or_default();
    let (old, new) = (side(&of.alt), side(&of.neu));
    let nach = of.nach.as_ref().map(|nach| format!("{:?} {}", nach.zaehlung, nach.nummer));
    match of.art {
        ZifferFate::Changed if old == new => format!("{old} neu gefasst"),
        ZifferFate::Changed => format!("{old} wird {new}, neu gefasst"),
        ZifferFate::Struck => format!("{old} gestrichen"),
        ZifferFate::Inserted => format!("{new} nach {}", nach.unwrap_or_default()),
        ZifferFate::Renumbered => match &of.bis {
            Some([a, b]) if of.zwei => format!("{old} und {a} werden {new} und {b}"),
            Some([a, b]) => format!("{old} bis {a} werden {new} bis {b}"),
            None => format!("{old} wird {new}"),
        },
        art => format!("{art:?}"),
    }
}

#[test]
fn the_same_resolution_changes_nothing() {
    let old = [TEILNAHME, GELD, STELLE];
    assert_eq!(told(&old, &old), [""; 0]);
}

#[test]
fn a_changed_item_keeps_its_number_and_tells_its_wording() {
    let new = GELD.replace("aus dem Budget", "als Mehrbedarf");
    let mut inserts = Inserts::default();
    let (old, new) = ([TEILNAHME, GELD, STELLE], [TEILNAHME, &new, STELLE]);
    ziffern(&beschluss(&old), &beschluss(&new), &mut inserts);
    let found = inserts.ziffern.unwrap();
    assert_eq!(found.iter().map(phrase).collect::<Vec<_>>(), ["2 neu gefasst"]);
    assert_eq!(found.first().unwrap().wortlaut.as_deref(), Some("ziffer.2"));
}

#[test]
fn an_inserted_item_renumbers_those_after_it() {
    assert_eq!(
        told(&[TEILNAHME, GELD, STELLE], &[TEILNAHME, REPORT, GELD, STELLE]),
        ["2 nach Both 1", "2 und 3 werden 3 und 4"]
    );
    let rest = ["eins und zwei.", "drei und vier.", "fünf und sechs."];
    let old = [&[TEILNAHME][..], &rest].concat();
    let new = [&[TEILNAHME, REPORT][..], &rest].concat();
    assert_eq!(told(&old, &new), ["2 nach Both 1", "2 bis 4 werden 3 bis 5"]);
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
        told(&[TEILNAHME, GELD, STELLE, REPORT], &[REPORT, TEILNAHME, GELD, STELLE]),
        ["4 wird 1", "1 bis 3 werden 2 bis 4"]
    );
}

#[test]
fn an_item_that_moved_may_say_something_else_too() {
    let new = REPORT.replace("jährlichen", "halbjährlichen");
    assert_eq!(
        told(&[TEILNAHME, GELD, REPORT], &[&new, TEILNAHME, GELD]),
        ["3 wird 1, neu gefasst", "1 und 2 werden 2 und 3"]
    );
}

#[test]
fn another_item_of_the_same_number_is_a_new_wording() {
    assert_eq!(told(&[TEILNAHME, STELLE, GELD], &[TEILNAHME, REPORT, GELD]), ["2 neu gefasst"]);
}

/// Items are quoted by the numbers that the reader of the earlier resolution knows.
#[test]
fn a_new_item_stands_after_an_old_or_a_new_one() {
    assert_eq!(
        told(&[TEILNAHME, GELD, STELLE], &[GELD, REPORT, "ganz anderes dazu.", STELLE]),
        ["1 gestrichen", "2 wird 1", "2 nach Old 2", "3 nach New 2", "3 wird 4"]
    );
}

#[test]
fn a_resolution_without_items_changes_as_a_whole() {
    let mut inserts = Inserts::default();
    ziffern("Der Rat nimmt Kenntnis.", "Der Rat stimmt zu.", &mut inserts);
    let found = inserts.ziffern.unwrap();
    assert_eq!(found.iter().map(phrase).collect::<Vec<_>>(), ["Whole"]);
}

#[test]
fn another_deciding_body_is_told() {
    let old = beschluss(&[TEILNAHME]);
    let mut inserts = Inserts::default();
    ziffern(&old, &old.replace("Der Rat", "Der Finanzausschuss"), &mut inserts);
    let found = inserts.ziffern.unwrap();
    assert_eq!(found.iter().map(phrase).collect::<Vec<_>>(), ["Opening"]);
}

/// What a reader makes of the earlier items who does as the motion says: all numbers of
/// items that go, or go elsewhere, are those of the earlier resolution.
fn applied(old: &[String], inserts: &Inserts) -> Vec<String> {
    let position = |number: &Option<String>| number.as_ref().unwrap().parse::<usize>().unwrap();
    let found = inserts.ziffern.as_ref().unwrap();
    let mut placed: BTreeMap<usize, String> = BTreeMap::new();
    let mut gone: Vec<usize> = Vec::new();
    for of in found {
        let words = |name: &String| inserts.find(name).unwrap().to_owned();
        if let Some(name) = &of.wortlaut {
            let text = words(name);
            placed.insert(position(&of.neu), text.split_once(". ").unwrap().1.to_owned());
            gone.extend(of.alt.as_ref().map(|_| position(&of.alt)));
            continue;
        }
        let first = position(&of.alt);
        let last = of.bis.as_ref().map_or(first, |[old, _]| old.parse().unwrap());
        for number in first..=last {
            gone.push(number);
            if of.art == ZifferFate::Renumbered {
                placed.insert(position(&of.neu) + number - first, old[number - 1].clone());
            }
        }
    }
    for (index, text) in old.iter().enumerate().filter(|(index, _)| !gone.contains(&(index + 1))) {
        assert_eq!(placed.insert(index + 1, text.clone()), None, "two items of one number");
    }
    assert!(placed.keys().copied().eq(1..=placed.len()), "{placed:?}");
    placed.into_values().collect()
}

proptest! {
    /// Who applies the motion to the earlier resolution has the new one.
    #[test]
    fn the_motion_leads_to_the_new_resolution(
        old in prop::collection::vec("[a-e]{2} [a-e]{2} [a-e]{2}", 1..6),
        kept in prop::collection::vec(0_usize..8, 0..6),
        own in prop::collection::vec("[a-e]{2} [a-e]{2} [a-e]{2}", 1..4),
    ) {
        let mut new: Vec<String> =
            kept.iter().filter_map(|index| old.get(*index).cloned()).collect();
        new.dedup();
        new.splice(new.len() / 2..new.len() / 2, own);
        let texts = |all: &[String]| beschluss(&all.iter().map(String::as_str).collect::<Vec<_>>());
        let mut inserts = Inserts::default();
        ziffern(&texts(&old), &texts(&new), &mut inserts);
        prop_assert_eq!(applied(&old, &inserts), new);
    }
}
