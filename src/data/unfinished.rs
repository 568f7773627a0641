//! Finds what makes a paper a draft: names that nobody has filled in yet, sentences that ask for
//! a text, values that `vorlage new` put there as examples.
//!
//! Nothing of it is wrong; but a council must not read it as if it were meant.

use std::path::Path;

use super::yaml::files::has_extension;
use super::yaml::intake::Intake;
use super::{Paper, Phrase};
use crate::diagnostic::{Diagnostic, FileId, Place};

/// What stands for a name that is not known yet.
const NAMES: [&str; 2] = ["N.N.", "N. N."];

/// What a sentence begins and goes on with that asks for a text.
const ASKS: (&str, &str) = ("Bitte ", " Sie hier");

/// What the comment begins with behind a value that is an example.
const EXAMPLE: &str = "# Beispiel";

/// Reports what is unfinished in `paper` as warnings; returns whether anything is.
pub(in crate::data) fn check(paper: &Paper, phrases: &[Phrase], intake: &Intake) -> bool {
    let before = intake.len();
    for phrase in phrases {
        let (text, place) = (&phrase.text.value, &phrase.text.place);
        if is_asking(text) {
            intake.report(text_missing(place));
        } else if NAMES.iter().any(|name| text.contains(name)) {
            intake.report(name_missing(text, place));
        }
    }
    for (file, _) in paper.texte.values().flat_map(|text| &text.parts) {
        asked_for(*file, intake);
    }
    for file in intake.files() {
        if has_extension(Path::new(&intake.path(file)), &["yaml", "yml"]) {
            examples(file, intake);
        }
    }
    intake.len() > before
}

fn is_asking(text: &str) -> bool {
    let rest = text.split_once(ASKS.0).map(|(_, rest)| rest.split('.').next().unwrap_or_default());
    rest.is_some_and(|sentence| sentence.contains(ASKS.1))
}

/// Reports the lines of the prose in `file` that ask for a text.
fn asked_for(file: FileId, intake: &Intake) {
    each_line(file, intake, &mut |line, start| {
        if is_asking(line) {
            let at = start + line.find(ASKS.0).unwrap_or_default();
            let place = Place { file, range: at..start + line.trim_end().len() };
            intake.report(text_missing(&place));
        }
    });
}

/// Reports the values of `file` behind which a comment says that they are examples.
fn examples(file: FileId, intake: &Intake) {
    each_line(file, intake, &mut |line, start| {
        let Some((value, _)) = line.split_once(EXAMPLE) else { return };
        let value = value.trim_end();
        let begin = value.len() - value.trim_start().trim_start_matches("- ").len();
        if begin < value.len() {
            let place = Place { file, range: start + begin..start + value.len() };
            intake.report(example(&place));
        }
    });
}

fn each_line(file: FileId, intake: &Intake, see: &mut dyn FnMut(&str, usize)) {
    let text = intake.text(file);
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        see(line, start);
        start += line.len();
    }
}

fn name_missing(text: &str, place: &Place) -> Diagnostic {
    let message = format!("„{text}“ ist noch kein Name");
    Diagnostic::warning("entwurf-name", place, message)
        .with_hint("Tragen Sie den Namen ein; bis dahin ist die Vorlage ein Entwurf.")
}

fn text_missing(place: &Place) -> Diagnostic {
    Diagnostic::warning("entwurf-text", place, "Hier steht noch die Bitte um einen Text")
        .with_hint("Schreiben Sie den Text an ihre Stelle; bis dahin ist die Vorlage ein Entwurf.")
}

fn example(place: &Place) -> Diagnostic {
    Diagnostic::warning("entwurf-beispiel", place, "Dieser Wert ist ein Beispiel").with_hint(
        "Tragen Sie den richtigen Wert ein, und löschen Sie dahinter `# Beispiel`; bis dahin ist \
         die Vorlage ein Entwurf.",
    )
}
