//! Says in German what is wrong with a YAML file, and how a clerk mends it.
//!
//! Turns the parser's errors, and YAML that this program refuses, into findings.
//! Knows the mistakes that people make who rarely write YAML: a tab, a colon
//! without a space behind it, a colon inside a text, a quote left open.

use serde_yaml::granit_parser::{ErrorKind as Kind, Marker, ScanError};

use crate::diagnostic::{Diagnostic, FileId, Place};
use crate::limits::YAML_DEPTH;

const QUOTES: &str =
    "Setzen Sie den ganzen Text in gerade Anführungszeichen, etwa `betreff: \"…\"`.";

/// The byte at which `mark` stands in `text`.
pub(in crate::data) fn offset(text: &str, mark: &Marker) -> usize {
    let counted = || text.char_indices().nth(mark.index()).map_or(text.len(), |(at, _)| at);
    mark.byte_offset().unwrap_or_else(counted).min(text.len())
}

/// Explains an error of the parser.
pub(in crate::data) fn explain(file: FileId, text: &str, error: &ScanError) -> Diagnostic {
    let spot = Spot { file, text, at: offset(text, error.marker()) };
    match error.kind() {
        Kind::TabNotAllowed
        | Kind::TabInBlockIndentation
        | Kind::TabInIndentation
        | Kind::TabAtBlockScalarStart
        | Kind::TabInPlainScalar => spot.tab(),
        Kind::UnclosedQuotedScalar
        | Kind::DocumentIndicatorInQuotedScalar
        | Kind::InvalidQuotedScalarIndent => spot.open_quote(),
        Kind::InvalidTrailingSingleQuotedScalar | Kind::InvalidTrailingDoubleQuotedScalar => {
            spot.behind_quote()
        }
        Kind::UnknownQuotedScalarEscape
        | Kind::InvalidQuotedScalarHexEscape
        | Kind::InvalidUnicodeEscape => spot.escape(),
        Kind::MappingValueNotAllowed => spot.colon(),
        Kind::SimpleKeyExpected => spot.no_colon(),
        Kind::ExpectedBlockMappingKey | Kind::ExpectedBlockSequenceEntry if spot.begins_line() => {
            spot.indentation()
        }
        Kind::BlockSequenceEntryNotAllowed => spot.dash_in_line(),
        Kind::ExpectedBlockMappingKey
        | Kind::ExpectedFlowMappingSeparator
        | Kind::ExpectedFlowSequenceSeparator
        | Kind::InvalidColonPlacement
        | Kind::MisplacedFlowCollectionEnd
        | Kind::MismatchedFlowCollectionEnd { .. }
        | Kind::UnclosedFlowCollection { .. }
        | Kind::UnexpectedEofFlowMapping
        | Kind::UnexpectedEofFlowSequence
        | Kind::UnexpectedEofImplicitFlowMapping => spot.bracket(),
        Kind::UnknownAnchor
        | Kind::MissingAnchorOrAliasName
        | Kind::CommentNotSeparated
        | Kind::InvalidBlockScalarHeader
        | Kind::UnexpectedCharacter { .. } => spot.special(),
        Kind::RecursionLimitExceeded => too_deep(&spot.char()),
        _ if spot.text.get(spot.at..).is_some_and(|rest| rest.starts_with([',', ']', '}'])) => {
            spot.special()
        }
        _ => spot.unknown(),
    }
}

/// Whether `line` is a key whose colon has no space behind it.
pub(in crate::data) fn lacks_space(line: &str) -> bool {
    let line = line.trim_start().trim_start_matches("- ");
    let key = line
        .find(|char: char| !(char.is_ascii_lowercase() || char == '_' || char.is_ascii_digit()));
    key.is_some_and(|end| {
        end > 0
            && line.get(end..).is_some_and(|rest| {
                rest.starts_with(':') && !rest.starts_with(": ") && rest.len() > 1
            })
    })
}

/// A byte of a file at which the parser gave up.
#[derive(Clone, Copy)]
pub(in crate::data) struct Spot<'t> {
    /// The file.
    pub(in crate::data) file: FileId,
    /// Its text.
    pub(in crate::data) text: &'t str,
    /// The byte.
    pub(in crate::data) at: usize,
}

impl Spot<'_> {
    fn tab(self) -> Diagnostic {
        let start = self.line_start();
        let at = self
            .text
            .get(start..)
            .and_then(|rest| rest.find('\t'))
            .map_or(self.at, |tab| start + tab);
        let place = Place { file: self.file, range: at..(at + 1).min(self.text.len()) };
        Diagnostic::error("yaml-tabulator", &place, "Hier steht ein Tabulator")
            .with_hint("Rücken Sie mit Leerzeichen ein, zwei je Ebene.")
    }

    fn open_quote(self) -> Diagnostic {
        Diagnostic::error(
            "yaml-anfuehrungszeichen",
            &self.rest_of_line(),
            "Dieses Anführungszeichen wird nicht geschlossen",
        )
        .with_hint("Setzen Sie dasselbe Zeichen auch an das Ende des Textes.")
    }

    fn behind_quote(self) -> Diagnostic {
        Diagnostic::error(
            "yaml-anfuehrungszeichen",
            &self.rest_of_line(),
            "Hinter dem schließenden Anführungszeichen geht der Text weiter",
        )
        .with_hint(
            "Schreiben Sie im Text „deutsche“ Anführungszeichen und ’ statt ', oder \
                setzen Sie den ganzen Text in das jeweils andere Zeichen: `'Das \"KIM\" in der \
                    Stadt'`.",
        )
    }

    fn escape(self) -> Diagnostic {
        Diagnostic::error(
            "yaml-anfuehrungszeichen",
            &self.rest_of_line(),
            "Der Rückstrich `\\` hat zwischen \"…\" eine besondere Bedeutung",
        )
        .with_hint(
            "Nehmen Sie einfache Anführungszeichen '…', dann bleibt der Rückstrich ein \
                Rückstrich.",
        )
    }

    fn colon(self) -> Diagnostic {
        let start = self.line_start();
        let before = self.text.get(start..self.at).unwrap_or_default();
        if before.contains(": ") {
            return Diagnostic::error(
                "yaml-doppelpunkt",
                &self.char(),
                "Ein Text mit einem Doppelpunkt braucht Anführungszeichen",
            )
            .with_hint(QUOTES);
        }
        let head = self.text.get(..start).unwrap_or_default().trim_end();
        let from = head.rfind('\n').map_or(0, |at| at + 1);
        let previous = head.get(from..).unwrap_or_default();
        if lacks_space(previous) {
            let place = Place { file: self.file, range: from + indent(previous)..head.len() };
            return no_space(&place, previous.trim_start());
        }
        self.indentation()
    }

    fn no_colon(self) -> Diagnostic {
        let place = self.rest_of_line();
        let line = self.text.get(place.range.clone()).unwrap_or_default();
        if line.starts_with('-') {
            return dash_without_space(&place, line);
        }
        if lacks_space(line) {
            return no_space(&place, line);
        }
        Diagnostic::error("yaml-doppelpunkt", &place, "In dieser Zeile fehlt der Doppelpunkt")
            .with_hint(
                "Jede Zeile hat die Form `schluessel: Wert`; eine Fortsetzung des \
                vorigen Textes ist tiefer eingerückt als dessen Schlüssel.",
            )
    }

    fn indentation(self) -> Diagnostic {
        let place = self.line();
        let line = self.text.get(place.range.clone()).unwrap_or_default();
        if line.starts_with('-') && !line.starts_with("- ") {
            return dash_without_space(&place, line.split(':').next().unwrap_or_default());
        }
        Diagnostic::error(
            "yaml-einrueckung",
            &place,
            "Diese Zeile ist nicht wie ihre Nachbarn eingerückt",
        )
        .with_hint(
            "Was zusammengehört, beginnt in derselben Spalte; was darunter gehört, \
                zwei Leerzeichen weiter rechts.",
        )
    }

    fn dash_in_line(self) -> Diagnostic {
        Diagnostic::error(
            "yaml-strich",
            &self.rest_of_line(),
            "Eine Liste beginnt in einer eigenen Zeile",
        )
        .with_hint(
            "Setzen Sie `- …` in die nächste Zeile, zwei Leerzeichen weiter rechts; \
                ist der Strich Text, setzen Sie ihn in Anführungszeichen.",
        )
    }

    /// A bracket that was meant as text, or that is not closed.
    pub(in crate::data) fn bracket(self) -> Diagnostic {
        let head =
            self.text.get(..=self.at).or_else(|| self.text.get(..self.at)).unwrap_or_default();
        let opens = [": [", ": {", "- [", "- {"].iter().filter_map(|open| head.rfind(open));
        let at = opens.max().map_or(self.at, |open| open + 2);
        let place = Self { at, ..self }.rest_of_line();
        Diagnostic::error(
            "yaml-klammer",
            &place,
            "Eine Klammer `[` oder `{` am Anfang eines Textes öffnet eine Liste",
        )
        .with_hint(QUOTES)
        .with_hint("Soll es eine Liste sein, fehlt ein Komma oder die schließende Klammer.")
    }

    /// A character with which no text can begin here.
    pub(in crate::data) fn special(self) -> Diagnostic {
        let first = self.text.get(self.at..).and_then(|rest| rest.chars().next()).unwrap_or(' ');
        Diagnostic::error(
            "yaml-sonderzeichen",
            &self.rest_of_line(),
            format!("Mit `{first}` darf ein Text hier nicht beginnen"),
        )
        .with_hint(QUOTES)
    }

    fn unknown(self) -> Diagnostic {
        Diagnostic::error(
            "yaml-syntax",
            &self.rest_of_line(),
            "Ab hier ist der Aufbau der Datei nicht zu verstehen",
        )
        .with_hint(
            "Prüfen Sie diese Zeile und die davor: Einrückung, Leerzeichen hinter \
                dem Doppelpunkt, Anführungszeichen.",
        )
    }

    fn begins_line(self) -> bool {
        self.text.get(self.line_start()..self.at).is_some_and(|before| before.trim().is_empty())
    }

    fn line_start(self) -> usize {
        self.text.get(..self.at).and_then(|before| before.rfind('\n')).map_or(0, |at| at + 1)
    }

    /// The line without its indentation.
    fn line(self) -> Place {
        let start = self.line_start();
        let line = self.text.get(start..).unwrap_or_default();
        Self { at: start + indent(line).min(line.find('\n').unwrap_or(line.len())), ..self }
            .rest_of_line()
    }

    fn rest_of_line(self) -> Place {
        let rest =
            self.text.get(self.at..).and_then(|rest| rest.lines().next()).unwrap_or_default();
        Place { file: self.file, range: self.at..self.at + rest.trim_end().len() }
    }

    /// The character here.
    pub(in crate::data) fn char(self) -> Place {
        let len =
            self.text.get(self.at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
        Place { file: self.file, range: self.at..self.at + len }
    }
}

/// How many bytes of white space `line` begins with.
fn indent(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

/// A key whose colon has no space behind it.
fn no_space(place: &Place, line: &str) -> Diagnostic {
    Diagnostic::error("yaml-doppelpunkt", place, "Hinter dem Doppelpunkt fehlt ein Leerzeichen")
        .with_hint(format!("Schreiben Sie `{}`.", line.trim_end().replacen(':', ": ", 1)))
}

/// A key that begins with a dash: the space behind it is missing.
pub(in crate::data) fn dash_without_space(place: &Place, name: &str) -> Diagnostic {
    let rest = name.trim_start_matches('-');
    Diagnostic::error("yaml-strich", place, "Hinter dem Strich fehlt ein Leerzeichen")
        .with_hint(format!("Schreiben Sie `- {rest}`."))
}

/// Lists and mappings nested too deep.
pub(in crate::data) fn too_deep(place: &Place) -> Diagnostic {
    Diagnostic::error("yaml-verschachtelung", place, "Hier ist zu tief verschachtelt").with_hint(
        format!(
            "Mehr als {YAML_DEPTH} Ebenen sind nicht möglich; gebraucht werden höchstens sechs."
        ),
    )
}
