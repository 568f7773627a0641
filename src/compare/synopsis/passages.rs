//! Writes the changed places of a section as the rows of a table, old beside new.
//!
//! A row is never divided between pages; a long paragraph takes several. What was told of
//! another section word for word, such as a clause that a paper repeats, is referred to.

use super::counterpart::Counterpart;
use super::synopse::{Fate, Passage};
use super::words::{self, Piece, Word};
use crate::data::Wording;
use crate::document::ChangeKind::{Inserted, Struck};

/// What stands for sentences that did not change beside others that did.
const GAP: &str = "…";

/// How many words of an unchanged beginning are quoted, so that a reader finds it.
const BEGINNING: usize = 3;

/// How many characters of either side stand in one row.
const ROOM: usize = 900;

/// From how many characters on of both sides a change is told only once.
const LONG: usize = 240;

/// The long changes that were told, and where.
pub(in crate::compare) struct Said<'a> {
    pub(in crate::compare) wording: &'a Wording,
    section: String,
    stellen: Vec<(Vec<[String; 2]>, String)>,
}

impl<'a> Said<'a> {
    /// Nothing yet, in the words of a synopsis.
    pub(in crate::compare) fn of(wording: &'a Wording) -> Self {
        Self { wording, section: String::new(), stellen: Vec::new() }
    }

    /// What follows stands in the section called `abschnitt`.
    pub(in crate::compare) fn enter(&mut self, section: &str) {
        section.clone_into(&mut self.section);
    }

    /// Where `lines` were told before; they are told at `place` otherwise.
    fn before(&mut self, lines: &[[String; 2]], place: &str) -> Option<String> {
        let length: usize = lines.iter().flatten().map(|side| side.chars().count()).sum();
        if length < LONG {
            return None;
        }
        let told = self.stellen.iter().find(|(told, _)| told == lines);
        let told = told.map(|(_, place)| place.clone());
        if told.is_none() {
            let filled = [("abschnitt", self.section.as_str()), ("ort", place)];
            let place = self.wording.fill("synopse.im_abschnitt", &filled);
            self.stellen.push((lines.to_vec(), place));
        }
        told
    }
}

/// What paragraphs, or the rows of a table, are called together where none changed.
pub(in crate::compare) fn unchanged(wording: &Wording, all: &[Passage]) -> Option<String> {
    let is_of_table = all.first().is_some_and(|of| of.is_row);
    let name = || {
        if is_of_table {
            wording.say("synopse.tabelle").to_owned()
        } else {
            range(wording, all, None)
        }
    };
    all.iter().all(is_same).then(name)
}

fn is_same(of: &Passage) -> bool {
    of.fate == Fate::Unchanged && of.bisher.is_none()
}

/// The name of a diagram whose title did not change; what else it shows are the rows below.
pub(in crate::compare) fn diagram(wording: &Wording, of: &Passage) -> Option<String> {
    let is_title =
        !of.is_row && words::text(&of.origin) == wording.say("synopse.diagramm") && is_same(of);
    let text: String = of.counterpart.iter().map(|beside| words::plain(&beside.new)).collect();
    is_title.then(|| wording.fill("synopse.diagramm_titel", &[("titel", text.trim())]))
}

/// Paragraphs, or rows of a table, beside each other, of which some changed; `title` is that
/// of the diagram whose rows they are.
pub(in crate::compare) fn table(
    all: &[Passage],
    title: Option<&str>,
    said: &mut Said<'_>,
) -> String {
    let is_of_table = all.first().is_some_and(|of| of.is_row);
    let wording = said.wording;
    let heads = ["fundstelle", "bisher", "neu"];
    let heads = heads.map(|key| wording.say(&format!("synopse.{key}"))).join(" | ");
    let mut text = format!("| {heads} |\n|:---|:---|:---|");
    text.extend(title.map(|title| format!("\n| **{title}** | | |")));
    let mut rest = all;
    while let Some(first) = rest.first() {
        let end = rest.iter().position(|of| !is_same(of)).unwrap_or(rest.len());
        let (same, others) = rest.split_at(end.max(1));
        match (end, is_of_table) {
            (0, _) => text.push_str(&entry(first, said)),
            (_, true) => {}
            (_, false) => text.push_str(&row(
                &range(wording, same, others.first()),
                wording.say("synopse.unveraendert"),
                GAP,
            )),
        }
        rest = others;
    }
    let is_head =
        |of: &Passage| words::text(&of.origin).ends_with(wording.say("synopse.spaltenkoepfe"));
    if is_of_table && all.iter().any(|of| is_same(of) && !is_head(of)) {
        text.push_str(&format!("\n\n{}", wording.say("synopse.uebrige_zeilen")));
    }
    text
}

fn row(place: &str, old: &str, new: &str) -> String {
    format!("\n| {place} | {old} | {new} |")
}

/// What unchanged paragraphs that follow one another are called together, before `next`: of
/// the last one only what tells it from the first, and from what follows.
fn range(wording: &Wording, same: &[Passage], next: Option<&Passage>) -> String {
    let parts = |of: &Passage| -> Vec<String> {
        Word::all(&of.origin).split(", ").map(str::to_owned).collect()
    };
    let (Some(first), Some(last)) = (same.first(), same.last()) else { return String::new() };
    let (first, mut last) = (parts(first), parts(last));
    let is_whole = next.is_none_or(|next| parts(next).first() != last.first());
    if is_whole && last.first() != first.first() {
        // The last item is unchanged to its end.
        last.truncate(1);
    }
    let common = first.iter().zip(&last).take_while(|(a, b)| a == b).count();
    if common == first.len() && is_whole {
        return first.join(", ");
    }
    match last.get(common..).unwrap_or_default() {
        [] => first.join(", "),
        own => {
            let filled = [("von", first.join(", ")), ("bis", own.join(", "))];
            let filled = filled.each_ref().map(|(name, text)| (*name, text.as_str()));
            wording.fill("synopse.von_bis", &filled)
        }
    }
}

fn entry(of: &Passage, said: &mut Said<'_>) -> String {
    let wording = said.wording;
    let mut place = Word::all(&of.origin);
    if of.is_row {
        return match () {
            () if of.now.is_some() => String::new(),
            () if of.is_only_moved() => row(
                &wording.fill("synopse.zeile_von", &[("name", &place)]),
                wording.say("synopse.verschoben"),
                GAP,
            ),
            () if place.is_empty() => cells(wording, of, wording.say("synopse.ohne_bezeichnung")),
            () => cells(wording, of, &place),
        };
    }
    if let Some(now) = &of.now {
        return row(
            &place,
            &wording.fill("synopse.jetzt", &[("ort", &Word::all(now))]),
            wording.say("synopse.nichts"),
        );
    }
    if let Some(bisher) = &of.bisher {
        let filled = [("ort", place.as_str()), ("frueher", &Word::all(bisher))];
        place = wording.fill("synopse.bisher_in", &filled);
    }
    if of.counterpart.iter().all(Counterpart::is_unchanged) {
        return row(&place, wording.say("synopse.unveraendert"), GAP);
    }
    let lines = paragraph(&of.counterpart);
    if let Some(told) = said.before(&lines, &place) {
        let told = wording.fill("synopse.wie", &[("ort", &told)]);
        return row(&place, &told, &told);
    }
    let line = |(index, [old, new]): (usize, &[String; 2])| {
        let place = if index == 0 {
            place.clone()
        } else {
            wording.fill("synopse.weiter", &[("ort", &place)])
        };
        row(&place, or_nothing(wording, old), or_nothing(wording, new))
    };
    lines.iter().enumerate().map(line).collect()
}

fn or_nothing<'a>(wording: &'a Wording, text: &'a str) -> &'a str {
    if text.is_empty() { wording.say("synopse.nichts") } else { text }
}

/// The changed sentences of a paragraph, as many in a row as have room.
fn paragraph(sentences: &[Counterpart]) -> Vec<[String; 2]> {
    let mut rows: Vec<([String; 2], usize)> = Vec::new();
    for (index, beside) in sentences.iter().enumerate() {
        let (sides, length) = if beside.is_unchanged() {
            let gap = gap(&beside.new, index == 0);
            ([gap.clone(), gap], 0)
        } else {
            let length = |pieces: &[Piece]| words::plain(pieces).chars().count();
            (sides(beside), length(&beside.old).max(length(&beside.new)))
        };
        match rows.last_mut() {
            Some((row, room)) if *room + length <= ROOM => {
                *room += length;
                for (cell, side) in row.iter_mut().zip(sides) {
                    let blank = if cell.is_empty() || side.is_empty() { "" } else { " " };
                    *cell = format!("{cell}{blank}{side}");
                }
            }
            _ => rows.push((sides, length)),
        }
    }
    rows.into_iter().map(|(row, _)| row).collect()
}

/// Old and new with what changed marked.
fn sides(of: &Counterpart) -> [String; 2] {
    [words::markdown(&of.old, Struck), words::markdown(&of.new, Inserted)]
}

/// What stands for unchanged sentences; of the first ones the beginning.
fn gap(same: &[Piece], is_first: bool) -> String {
    let words: Vec<Word> = same.iter().flat_map(|piece| piece.words.clone()).collect();
    let mut telling = 0;
    let end = words.iter().position(|word| {
        telling += usize::from(word.says_something());
        telling > BEGINNING
    });
    match end.filter(|_| is_first) {
        Some(end) => {
            let beginning = Word::all(words.get(..end).unwrap_or_default());
            format!("{} {GAP}", beginning.trim())
        }
        None => GAP.to_owned(),
    }
}

/// A row of a table: its changed cell beside its name, or its name as the heading of its
/// changed cells.
fn cells(wording: &Wording, of: &Passage, place: &str) -> String {
    // The first cell is the name, where it has one.
    let is_named = !of.origin.is_empty();
    let alone = matches!(of.fate, Fate::New | Fate::Gone);
    let titled = match of.fate {
        Fate::New => wording.fill("eingaben.neu", &[("name", place)]),
        Fate::Gone => wording.fill("eingaben.entfaellt", &[("name", place)]),
        _ => place.to_owned(),
    };
    if alone && !of.counterpart.iter().any(has_figure) {
        return whole(wording, of);
    }
    let own = of.counterpart.iter().enumerate();
    let own = own.filter(|(index, beside)| match alone {
        true => *index > 0 || !is_named,
        false => !beside.is_unchanged(),
    });
    let own: Vec<&Counterpart> = own.map(|(_, beside)| beside).collect();
    match own.as_slice() {
        [only] if alone => {
            let [old, new] = sides(only);
            row(&titled, or_nothing(wording, &old), or_nothing(wording, &new))
        }
        [only] if !alone => {
            let column = column(wording, only);
            let of_two = of.counterpart.len() == 2;
            let place = if of_two { place.to_owned() } else { format!("{place}, {column}") };
            let [old, new] = sides(only);
            row(&place, or_nothing(wording, &old), or_nothing(wording, &new))
        }
        own => {
            let heading = format!("\n| **{titled}** | | |");
            let cell = |beside: &&Counterpart| {
                let [old, new] = sides(beside);
                row(&column(wording, beside), or_nothing(wording, &old), or_nothing(wording, &new))
            };
            heading + &own.iter().map(cell).collect::<String>()
        }
    }
}

/// A row of words that came or went, in one line.
fn whole(wording: &Wording, of: &Passage) -> String {
    let is_new = of.fate == Fate::New;
    let (key, art) =
        if is_new { ("synopse.neue_zeile", Inserted) } else { ("synopse.zeile_entfaellt", Struck) };
    let cells = of.counterpart.iter().map(|beside| if is_new { &beside.new } else { &beside.old });
    let cells = cells.map(|cell| words::plain(cell).trim().to_owned());
    let cells: Vec<String> = cells.filter(|cell| !cell.is_empty()).collect();
    let text = words::markdown(&words::whole(&words::words(&cells.join(", ")), true), art);
    let (place, nothing) = (wording.say(key), wording.say("synopse.nichts"));
    if is_new { row(place, nothing, &text) } else { row(place, &text, nothing) }
}

fn has_figure(of: &Counterpart) -> bool {
    let mut words = of.old.iter().chain(&of.new).flat_map(|of| &of.words);
    words.any(|word| word.number.is_some())
}

fn column(wording: &Wording, of: &Counterpart) -> String {
    let name = of.column.as_deref().map(Word::all).unwrap_or_default();
    if name.is_empty() { wording.say("synopse.spalte").to_owned() } else { name }
}
