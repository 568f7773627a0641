//! Finds characters that no paper may contain.
//!
//! The private-use area marks figures in the text, so that text which contains
//! it could pass for a figure; control characters and marks that turn the
//! direction of writing make a text look other than it reads.

use super::intake::Intake;
use crate::diagnostic::{Diagnostic, FileId, Place};

/// How many forbidden characters of a file are reported one by one; where there are
/// more, it is no text.
const MOST: usize = 3;

/// Whether `char` may stand in no text.
pub(in crate::data) fn is_forbidden(char: char) -> bool {
    let control = char.is_control() && !matches!(char, '\n' | '\r' | '\t');
    control
        || matches!(char,
            '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{10FFFF}'
            | '\u{2028}' | '\u{2029}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}'
            | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}'
            | '\u{FDD0}'..='\u{FDEF}' | '\u{E0000}'..='\u{E007F}')
        || u32::from(char) & 0xFFFE == 0xFFFE
}

/// Reports the forbidden characters of `file` and returns whether there was none.
pub(in crate::data) fn check(file: FileId, intake: &Intake) -> bool {
    let text = intake.text(file);
    let mut found = text.char_indices().filter(|(_, char)| is_forbidden(*char)).peekable();
    let clean = found.peek().is_none();
    let place = |(at, char): (usize, char)| Place { file, range: at..at + char.len_utf8() };
    for (at, char) in found.by_ref().take(MOST) {
        intake.report(finding(&place((at, char)), char));
    }
    if let Some(next) = found.next() {
        intake.report(summary(&place(next), 1 + found.count()));
    }
    clean
}

/// The `count` forbidden characters of a file from `place` on, after the first ones.
fn summary(place: &Place, count: usize) -> Diagnostic {
    let message = match count {
        1 => "Ein weiteres Zeichen dieser Datei ist nicht erlaubt".to_owned(),
        _ => format!("Weitere {count} Zeichen dieser Datei sind nicht erlaubt"),
    };
    Diagnostic::error("zeichen-verboten", place, message).with_hint(
        "Prüfen Sie, ob das eine Textdatei ist; eine andere gehört nicht unter diesem Namen \
         in den Ordner.",
    )
}

/// A forbidden character at `place`.
pub(in crate::data) fn finding(place: &Place, char: char) -> Diagnostic {
    let code = u32::from(char);
    Diagnostic::error(
        "zeichen-verboten",
        place,
        format!("Das Zeichen U+{code:04X} ist nicht erlaubt"),
    )
    .with_hint("Löschen Sie das unsichtbare oder private Zeichen, und tippen Sie die Stelle neu.")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forbids_what_could_pass_for_a_mark_and_what_cannot_be_seen() {
        for char in
            ['\0', '\u{7}', '\u{7F}', '\u{E000}', '\u{F8FF}', '\u{10FFFD}', '\u{202E}', '\u{FFFE}']
        {
            assert!(is_forbidden(char), "{char:?}");
        }
        for char in ['\n', '\t', 'ä', '–', '„', '\u{A0}', '\u{AD}', '\u{FFFD}', '😀', '⟦']
        {
            assert!(!is_forbidden(char), "{char:?}");
        }
    }
}
