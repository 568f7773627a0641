//! What a paper costs: how often the rooms are entered until it is finished.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::collections::BTreeSet;
use std::path::PathBuf;

use super::Request;
use crate::document::Engines;
use crate::tally;

fn example(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("data").join(name)
}

/// How often `room` was entered, never twice for the same.
fn count(entered: &[(&str, String)], room: &str) -> usize {
    let all: Vec<&String> =
        entered.iter().filter(|(of, _)| *of == room).map(|(_, subject)| subject).collect();
    let once: BTreeSet<&String> = all.iter().copied().filter(|of| !of.is_empty()).collect();
    assert!(once.is_empty() || once.len() == all.len(), "{room} twice for the same");
    all.len()
}

fn counts(entered: &[(&str, String)]) -> [usize; 4] {
    ["load", "plan", "text", "engine"].map(|room| count(entered, room))
}

#[test]
fn a_paper_enters_every_room_once() {
    tally::taken();
    Request::of(example("kim")).finished().made.unwrap().pdf().unwrap();
    assert_eq!(counts(&tally::taken()), [1, 1, 1, 1]);
    Request::of(example("kim")).planned().made.unwrap();
    assert_eq!(counts(&tally::taken()), [1, 1, 0, 0]);
}

#[test]
fn an_amended_paper_enters_every_room_once_for_each_paper_and_state() {
    tally::taken();
    Request::of(example("kim-neufassung")).finished().made.unwrap();
    // Loaded and planned are both papers. One value of the data is another one, so there is no
    // state between them. Texts are that of the first, and of the second before and after it was
    // compared.
    assert_eq!(counts(&tally::taken()), [2, 2, 3, 1]);
    // Of papers without a text no template is run.
    Request::of(example("kim-neufassung")).planned().made.unwrap();
    assert_eq!(counts(&tally::taken()), [2, 2, 0, 0]);
}

#[test]
fn papers_of_a_city_share_its_engine() {
    tally::taken();
    let engines = Engines::default();
    for name in ["kim", "kim-aenderung", "kim"] {
        Request::of(example(name)).sharing(&engines).finished().made.unwrap();
    }
    assert_eq!(count(&tally::taken(), "engine"), 1);
}
