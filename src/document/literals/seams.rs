//! Finds what stands so close to a placeholder that both are read as another number.
//!
//! A figure prints its sign and its unit itself: a sign before it, a comma between two, or
//! „Mio. €“ behind it makes an amount of it that nobody calculated.

use std::ops::Range;

use super::reading::{Language, PLACEHOLDER, Reading};
use crate::diagnostic::{Diagnostic, Place};
use crate::german::unit::{self, Counted};

/// A place at which a placeholder becomes another number.
pub(super) struct Seam {
    /// Its characters.
    pub(super) range: Range<usize>,
    kind: Kind,
}

enum Kind {
    /// A sign stands before it.
    Sign(char),
    /// Two stand together, or only a comma or a full stop between them.
    Glue,
    /// A unit stands behind it.
    Unit(String),
}

/// The seams of `reading`, a text of `language` or one that is finished.
pub(super) fn seams(reading: &Reading, language: Language) -> Vec<Seam> {
    if language == Language::Page {
        return Vec::new();
    }
    let at = reading.chars.iter().enumerate().filter(|(_, c)| **c == PLACEHOLDER);
    at.filter_map(|(at, _)| seam(reading, at, language)).collect()
}

fn seam(reading: &Reading, at: usize, language: Language) -> Option<Seam> {
    if let Some(sign) = sign(reading.before(at)) {
        return Some(Seam { range: at - 1..at + 1, kind: Kind::Sign(sign) });
    }
    let after = reading.after(at + 1);
    // What a template parts, and what it joins, shows only when it is run.
    if matches!(language, Language::Prose) {
        let glued = match after {
            [PLACEHOLDER, ..] => Some(at..at + 2),
            [',' | '.' | '\'' | '’', PLACEHOLDER, ..] => Some(at..at + 3),
            _ => None,
        };
        if let Some(range) = glued {
            return Some(Seam { range, kind: Kind::Glue });
        }
    }
    let (range, text) = unit_behind(after)?;
    Some(Seam { range: at..at + 1 + range, kind: Kind::Unit(text) })
}

/// The sign that `before` ends with, and that joins nothing.
fn sign(before: &[char]) -> Option<char> {
    let (sign, rest) = before.split_last()?;
    let is_sign = ['-', '−', '–', '+', '±'].contains(sign);
    let begins = match rest.last() {
        None => true,
        Some(before) => before.is_whitespace() || "(„\"|".contains(*before),
    };
    (is_sign && begins).then_some(*sign)
}

/// How many characters behind a placeholder a unit takes, and the unit.
fn unit_behind(after: &[char]) -> Option<(usize, String)> {
    let blanks = after.iter().take_while(|c| [' ', '\n', '-', '‑'].contains(*c)).count();
    let rest = after.get(blanks..)?;
    let is_near = after.iter().take(blanks).filter(|c| **c == '\n').count() < 2;
    let begins = rest.first().is_some_and(|c| c.is_alphabetic() || "€%‰".contains(*c));
    let counted = unit::after(rest).filter(|_| is_near && begins)?;
    if counted == Counted::Stellen {
        return None;
    }
    let line: String = rest.iter().take_while(|c| **c != '\n').collect();
    if line.starts_with("Prozentpunkt") {
        return None;
    }
    let words: Vec<&str> = line.split(' ').take(2).collect();
    let is_scale = counted == Counted::Multiple || line.starts_with(|c: char| "MT".contains(c));
    let has_unit = words.get(1).is_some_and(|word| word.starts_with(['€', 'E']));
    let text = if is_scale && has_unit { words.join(" ") } else { words.first()?.to_string() };
    let text = text.trim_end_matches([',', ';', ':', ')', '|']).to_owned();
    Some((blanks + text.chars().count(), text))
}

impl Seam {
    /// Whether it is no more than a plus.
    pub(super) fn is_plus(&self) -> bool {
        matches!(self.kind, Kind::Sign('+'))
    }

    /// The finding about it, which stands at `place`.
    pub(super) fn finding(&self, place: &Place) -> Diagnostic {
        let (message, hint) = match &self.kind {
            Kind::Sign(sign) => (
                format!("Vor der Zahl ist das Vorzeichen `{sign}` getippt"),
                "Eine Zahl druckt ihr Vorzeichen selbst; streichen Sie es, oder setzen Sie bei einem \
                 Gedankenstrich ein Leerzeichen dahinter.",
            ),
            Kind::Glue => (
                "Zwei Platzhalter stehen so zusammen, dass sie als eine Zahl gelesen werden"
                    .to_owned(),
                "Setzen Sie ein Leerzeichen oder ein Wort zwischen sie.",
            ),
            Kind::Unit(unit) => (
                format!(
                    "Hinter dem Platzhalter ist `{unit}` getippt und macht eine andere Zahl daraus"
                ),
                "Eine Zahl druckt ihre Einheit selbst; streichen Sie die getippte. Gerundet druckt sie zum \
                 Beispiel `{{ volumen | rund 1000 }}`; was etwas anderes zählt, belegen Sie unter \
                 `angaben:` mit `betrag` oder `anteil`.",
            ),
        };
        Diagnostic::error("zahl-ohne-beleg", place, message).with_hint(hint)
    }
}
