//! Finds numbers that someone typed into a text where a figure belongs.
//!
//! In prose and templates every number is a finding, unless it is the printed form
//! of a figure (a placeholder) or one of the kinds that count nothing (`known`). It
//! is an error, not a warning: a paper with a number that nothing vouches for must
//! not leave the house, and two lines of data cure it. On the same reading, words are
//! held to what they say of a figure (`naeherung`) and of a plan (`wortlaut`).

mod approximation;
pub(super) mod composed;
mod finding;
mod known;
mod measure;
mod number;
mod phrases;
mod reading;
mod rule;
mod seams;
mod wording;

use self::reading::{Language, PLACEHOLDER, Reading};
use self::rule::is_literal;
use super::templates::TemplateFiles;
use crate::data::{Paper, Zeile};
use crate::diagnostic::{Diagnostic, FileId, Place, Sources};
use crate::finance::Figures;

/// The findings in the texts of `paper` and of its data, and in the templates of its city.
pub(super) fn check(
    paper: &Paper,
    figures: &Figures,
    templates: &TemplateFiles,
    sources: &Sources,
) -> Vec<Diagnostic> {
    let zeilen: Vec<&Zeile> = paper.profil.zeilen.values().map(AsRef::as_ref).collect();
    let context = (figures, zeilen.as_slice());
    let mut found = phrases::check(paper, figures, sources);
    for (file, text) in paper.texte.values().flat_map(|text| &text.alle) {
        found.extend(in_text(text, *file, Language::Prose, context));
    }
    for (name, file) in templates {
        let language = if name.ends_with(".md") { Language::Template } else { Language::Page };
        found.extend(in_text(&sources.text(*file), *file, language, context));
    }
    found
}

fn in_text(
    text: &str,
    file: FileId,
    language: Language,
    (figures, zeilen): (&Figures, &[&Zeile]),
) -> Vec<Diagnostic> {
    let reading = Reading::of(text, language);
    let approximations = approximation::check(text, &reading, file, figures);
    let wording = match language {
        Language::Page => Vec::new(),
        _ => wording::check(&reading, file, zeilen),
    };
    let seams = seams::seams(&reading, language).into_iter().map(|seam| {
        let place = Place { file, range: reading.place(seam.range.clone()) };
        seam.finding(&place)
    });
    number::numbers(&reading)
        .into_iter()
        .filter(|number| is_literal(number, &reading, language))
        .map(|number| {
            let text = reading.text(number.range.clone()).replace(PLACEHOLDER, "");
            let place = Place { file, range: reading.place(number.range.clone()) };
            finding::typed(&number, &text, &place, language, figures)
        })
        .chain(seams)
        .chain(approximations)
        .chain(wording)
        .collect()
}

#[cfg(test)]
mod tests;
