//! Holds the texts of one line that data, profile and wording bring to the rule for prose.
//!
//! They know no placeholders. So a number in them is vouched for by an entry under `angaben:`
//! of the same value and kind; when that changes, the text no longer stands.

use super::finding;
use super::measure;
use super::number::{self, Number};
use super::reading::{Language, Reading};
use super::rule::is_literal;
use crate::data::{Angabe, Angabenart, Paper, Phrase, PhraseKind, Placed};
use crate::diagnostic::{Diagnostic, Place, Sources};
use crate::finance::Figures;
use crate::german::unit::Counted;

/// The findings in the texts of one line of `paper`.
pub(super) fn check(paper: &Paper, figures: &Figures, sources: &Sources) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for Phrase { text, kind } in &paper.phrases {
        let language = match kind {
            PhraseKind::Words | PhraseKind::Designation => Language::Line,
            PhraseKind::Wording => Language::Wording,
        };
        let reading = Reading::of(&text.value, language);
        let typed = number::numbers(&reading).into_iter().filter(|number| {
            let counts =
                || number.counted.is_some() || measure::follows(reading.after(number.range.end));
            (*kind != PhraseKind::Designation || counts())
                && is_literal(number, &reading, language)
                && !paper.angaben.iter().any(|angabe| vouches(angabe, number))
        });
        for number in typed {
            let place = place(text, reading.place(number.range.clone()), sources);
            let words = reading.text(number.range.clone());
            found.push(finding::typed(&number, &words, &place, language, figures));
        }
    }
    found
}

/// Where the bytes `range` of `text` stand; the whole of it where the YAML writes it otherwise.
fn place(text: &Placed<String>, range: std::ops::Range<usize>, sources: &Sources) -> Place {
    let Placed { value, place } = text;
    let source = sources.text(place.file);
    let written = source.get(place.range.clone()).unwrap_or_default();
    match written.find(value.as_str()) {
        Some(at) => {
            let start = place.range.start + at;
            Place { file: place.file, range: start + range.start..start + range.end }
        }
        None => place.clone(),
    }
}

/// Whether `angabe` declares `number`.
fn vouches(angabe: &Angabe, number: &Number) -> bool {
    let (kind, value) = &angabe.zahl;
    let is_kind = match number.counted {
        Some(Counted::Euro) => *kind == Angabenart::Betrag,
        Some(Counted::Percent) => *kind == Angabenart::Anteil,
        Some(Counted::Stellen) => *kind == Angabenart::Stellen,
        Some(Counted::Multiple) => false,
        None => *kind == Angabenart::Anzahl,
    };
    is_kind && number.value == Some(value.value)
}
