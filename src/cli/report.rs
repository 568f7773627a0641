//! Turns diagnostics into German text with the place at fault underlined.
//!
//! Every [`Diagnostic`] can be drawn, whatever its place says: a range beyond
//! the text or inside a character is moved to the nearest one that exists.
//! Nothing is printed here, and no problem is left out.

use std::collections::BTreeSet;
use std::ops::Range;

use annotate_snippets::{
    Annotation, AnnotationKind, Element, Group, Level, Origin, Padding, Renderer, Snippet,
    normalize_untrusted_str,
};

use crate::diagnostic::{Diagnostic, Place, Severity, Sources};

/// How many columns an excerpt may take before it is cropped.
const WIDTH: usize = 100;

/// Whether the text carries the escape codes of a terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Colours {
    /// Text alone.
    Plain,
    /// With escape codes; the stream strips them where they are not wanted.
    Ansi,
}

/// All `diagnostics`, file by file and from top to bottom, with a blank line after each.
pub fn render(diagnostics: &[Diagnostic], sources: &Sources, colours: Colours) -> String {
    let renderer = renderer(colours);
    let mut sorted: Vec<&Diagnostic> = diagnostics.iter().collect();
    sorted.sort_by_key(|diagnostic| {
        diagnostic.place.as_ref().map(|place| (place.file, place.range.start))
    });
    sorted.iter().map(|diagnostic| draw(diagnostic, sources, &renderer) + "\n\n").collect()
}

/// A problem with the command line: what is wrong and what cures it, line by line.
pub fn render_usage(message: &str, hints: &[String], colours: Colours) -> String {
    let title = Level::ERROR.with_name("Fehler").primary_title(message);
    let hints = hints
        .iter()
        .map(|hint| Level::HELP.with_name("Hilfe").secondary_title(normalize_untrusted_str(hint)));
    let renderer = renderer(colours);
    std::iter::once(title)
        .chain(hints)
        .map(|line| renderer.render(&[Group::with_title(line)]) + "\n")
        .collect()
}

/// How many problems there are in how many files: `3 Fehler, 1 Warnung in 2 Dateien`.
pub fn summary(diagnostics: &[Diagnostic], sources: &Sources) -> String {
    let count = |severity| diagnostics.iter().filter(|found| found.severity == severity).count();
    let counts = [
        (count(Severity::Error), "Fehler", "Fehler"),
        (count(Severity::Warning), "Warnung", "Warnungen"),
    ];
    let counts = match counted(&counts) {
        counts if counts.is_empty() => "keine Befunde".into(),
        counts => counts,
    };
    match files(diagnostics, sources) {
        Some(files) => format!("{counts} in {}", numbered(files, "Datei", "Dateien")),
        None => counts,
    }
}

/// All of `counts` that there are, each with its noun: `3 Fehler, 1 Warnung`.
pub(super) fn counted(counts: &[(usize, &str, &str)]) -> String {
    let some = counts.iter().filter(|(count, ..)| *count > 0);
    let some = some.map(|(count, one, many)| numbered(*count, one, many));
    some.collect::<Vec<_>>().join(", ")
}

/// A number with its noun: `1 Datei`, `2 Dateien`.
pub(super) fn numbered(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

/// How many files there are, unless a problem has no place in any.
fn files(diagnostics: &[Diagnostic], sources: &Sources) -> Option<usize> {
    let path = |diagnostic: &Diagnostic| Some(sources.path(diagnostic.place.as_ref()?.file));
    let paths: Option<BTreeSet<&str>> = diagnostics.iter().map(path).collect();
    paths.map(|paths| paths.len()).filter(|files| *files > 0)
}

fn renderer(colours: Colours) -> Renderer {
    match colours {
        Colours::Plain => Renderer::plain(),
        Colours::Ansi => Renderer::styled(),
    }
    .term_width(WIDTH)
}

fn draw(diagnostic: &Diagnostic, sources: &Sources, renderer: &Renderer) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR.with_name("Fehler"),
        Severity::Warning => Level::WARNING.with_name("Warnung"),
    };
    let title = level.primary_title(&diagnostic.message).id(diagnostic.code);
    let excerpt = diagnostic.place.as_ref().map(|place| Excerpt::of(place, sources));
    let mut group = Group::with_title(title);
    if let Some(excerpt) = &excerpt {
        group = group.element(excerpt.snippet());
    } else if let Some(path) = &diagnostic.path {
        group = group.element(Origin::path(normalize_untrusted_str(path)));
    }
    if !diagnostic.hints.is_empty() && (excerpt.is_some() || diagnostic.path.is_some()) {
        group = group.element(Padding);
    }
    renderer.render(&[group.elements(hints_of(&diagnostic.hints))])
}

fn hints_of<'a>(hints: &'a [String]) -> impl Iterator<Item = Element<'a>> {
    hints
        .iter()
        .map(|hint| Level::HELP.with_name("Hilfe").message(normalize_untrusted_str(hint)).into())
}

/// The lines of a place, cut from the text so that the rest of it costs nothing.
struct Excerpt {
    path: String,
    text: String,
    /// The number of the first line of `text`.
    line: usize,
    /// The place within `text`.
    range: Range<usize>,
}

impl Excerpt {
    fn of(place: &Place, sources: &Sources) -> Self {
        let text = sources.text(place.file);
        let range = clamp(&text, &place.range);
        let lines = whole_lines(&text, &range);
        let before = text.get(..lines.start).unwrap_or_default();
        Self {
            path: normalize_untrusted_str(sources.path(place.file)),
            line: before.matches('\n').count() + 1,
            range: range.start - lines.start..range.end - lines.start,
            text: text.get(lines).unwrap_or_default().to_owned(),
        }
    }

    fn snippet(&self) -> Snippet<'_, Annotation<'_>> {
        Snippet::source(&self.text)
            .path(&self.path)
            .line_start(self.line)
            .annotation(AnnotationKind::Primary.span(self.range.clone()))
    }
}

/// `range` within `text`, at the boundaries of characters and without the white
/// space at its end, which would draw the underline into the next line.
fn clamp(text: &str, range: &Range<usize>) -> Range<usize> {
    let start = text.floor_char_boundary(range.start.min(text.len()));
    let end = text.ceil_char_boundary(range.end.clamp(start, text.len()));
    let length = text.get(start..end).map_or(0, |marked| marked.trim_end().len());
    start..start + length
}

/// The lines that `range` touches, without the line break at their end.
fn whole_lines(text: &str, range: &Range<usize>) -> Range<usize> {
    let before = text.get(..range.start).unwrap_or_default();
    let after = text.get(range.end..).unwrap_or_default();
    let start = before.rfind('\n').map_or(0, |newline| newline + 1);
    let rest = after.split('\n').next().unwrap_or_default();
    start..range.end + rest.strip_suffix('\r').unwrap_or(rest).len()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn sources(text: &str) -> (Sources, impl Fn(Range<usize>) -> Place) {
        let mut sources = Sources::default();
        let file = sources.add("data/kim/stellen.yaml", text);
        (sources, move |range| Place { file, range })
    }

    #[track_caller]
    fn case(text: &str, marked: Range<usize>, expected: &str) {
        let (sources, place) = sources(text);
        let problem = Diagnostic::error("code", &place(marked), "Etwas ist falsch");
        let drawn = render(&[problem], &sources, Colours::Plain);
        let head = "Fehler[code]: Etwas ist falsch\n --> data/kim/stellen.yaml:";
        let excerpt = drawn.strip_prefix(head).unwrap().strip_suffix("\n\n").unwrap();
        assert_eq!(excerpt, expected);
    }

    #[test]
    fn underlines_the_place() {
        case("a: 1\nb: 1,0\n", 8..11, "2:4\n  |\n2 | b: 1,0\n  |    ^^^");
        case("ä: öü\n", 4..8, "1:4\n  |\n1 | ä: öü\n  |    ^^");
        case("a:\n\tb: x\n", 7..8, "2:5\n  |\n2 |     b: x\n  |        ^");
        case("a: 1\r\nb: x\r\n", 9..12, "2:4\n  |\n2 | b: x\n  |    ^");
        case("a: 1\nb: 2\n", 0..10, "1:1\n  |\n1 | / a: 1\n2 | | b: 2\n  | |____^");
    }

    #[test]
    fn moves_an_impossible_place_to_the_nearest() {
        case("", 0..0, "1:1\n  |\n1 |\n  | ^");
        case("a", 5..9, "1:2\n  |\n1 | a\n  |  ^");
        case("ä", 1..1, "1:1\n  |\n1 | ä\n  | ^");
        #[allow(clippy::reversed_empty_ranges, reason = "the case")]
        case("abc", 2..1, "1:3\n  |\n1 | abc\n  |   ^");
    }

    #[test]
    fn crops_long_lines_around_the_place() {
        let text = format!("{}HIER{}", "wort ".repeat(1_000), " ende".repeat(1_000));
        let (sources, place) = sources(&text);
        let problem = Diagnostic::error("lang", &place(5_000..5_004), "Zu lang");
        let drawn = render(&[problem], &sources, Colours::Plain);
        let line = drawn.lines().find(|line| line.contains("HIER")).unwrap();
        assert!(line.chars().count() <= WIDTH, "{line}");
    }

    #[test]
    fn orders_by_place_and_lists_all_hints() {
        let (sources, place) = sources("a\nb\n");
        let problems = [
            Diagnostic::warning("zweites", &place(2..3), "Das zweite")
                .with_hint("Streichen Sie es."),
            Diagnostic::error("erstes", &place(0..1), "Das erste"),
            Diagnostic::of_path("ohne-ort", "data/kim", "Der Ordner fehlt")
                .with_hint("Legen Sie ihn an.")
                .with_hint("Oder nennen Sie einen anderen."),
        ];
        assert_eq!(
            render(&problems, &sources, Colours::Plain),
            "\
Fehler[ohne-ort]: Der Ordner fehlt
--> data/kim
 |
 = Hilfe: Legen Sie ihn an.
 = Hilfe: Oder nennen Sie einen anderen.

Fehler[erstes]: Das erste
 --> data/kim/stellen.yaml:1:1
  |
1 | a
  | ^

Warnung[zweites]: Das zweite
 --> data/kim/stellen.yaml:2:1
  |
2 | b
  | ^
  |
  = Hilfe: Streichen Sie es.

"
        );
        assert_eq!(summary(&problems, &sources), "2 Fehler, 1 Warnung");
        assert_eq!(summary(&problems[..2], &sources), "1 Fehler, 1 Warnung in 1 Datei");
        assert_eq!(summary(&[], &sources), "keine Befunde");
    }

    #[test]
    fn usage_lists_hints_line_by_line() {
        let hints = ["Meinten Sie `build`?".into(), "`vorlage --help` zeigt alles.".into()];
        let drawn = render_usage("Den Befehl `bild` gibt es nicht", &hints, Colours::Plain);
        assert_eq!(
            drawn,
            "\
Fehler: Den Befehl `bild` gibt es nicht
Hilfe: Meinten Sie `build`?
Hilfe: `vorlage --help` zeigt alles.
"
        );
    }

    #[test]
    fn escape_codes_of_the_input_are_made_visible() {
        let mut sources = Sources::default();
        let file = sources.add("\u{1b}[2Jpfad", "wert\u{1b}[31m");
        let problem = Diagnostic::error("code", &Place { file, range: 0..4 }, "\u{1b}[0m")
            .with_hint("\u{7}\u{1b}[1m");
        let drawn = render(&[problem], &sources, Colours::Plain);
        assert!(!drawn.contains(['\u{1b}', '\u{7}']), "{drawn:?}");
    }

    proptest! {
        #[test]
        fn draws_any_place(
            text in "[a-zäß€\u{1F600}\t\r\n\u{0}-\u{1f}\u{202e}]{0,40}",
            start in 0_usize..120,
            end in 0_usize..120,
        ) {
            let (sources, place) = sources(&text);
            let problem = Diagnostic::error("code", &place(start..end), &*text).with_hint(&*text);
            let drawn = render(&[problem], &sources, Colours::Ansi);
            prop_assert!(drawn.contains("code"));
        }
    }
}
