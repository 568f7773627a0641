//! Turns a piece of prose into Markdown that can stand in the document.
//!
//! Placeholders become marked figures and facts; headings move to the level at
//! which the template places the text; raw HTML becomes plain text. The result
//! is closed: nothing that is opened in it reaches into what follows. Prose is
//! no template: `{% … %}` means nothing in it.

mod edit;
mod lists;
mod unread;

use std::collections::BTreeMap;
use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Parser, Tag, TagEnd};

use super::marks;
use super::text::OPTIONS;
use super::tree::Tree;
use super::written::{self, Style};

use self::edit::{Edit, apply};

use crate::diagnostic::{Diagnostic, FileId, Place, nearest};
use crate::finance::{Figures, Name};
use crate::limits::TEXT_DEPTH;

/// What stands after a piece of prose to see whether the piece ends before it.
const SENTINEL: char = '\u{e003}';

/// What placeholders can name.
pub(super) struct Names<'a> {
    pub(super) figures: &'a Figures,
    pub(super) facts: &'a BTreeMap<String, String>,
}

/// `prose` from `file` as Markdown whose headings begin at level `ebene`.
pub(super) fn prepare(
    prose: &str,
    file: FileId,
    level: usize,
    names: &Names<'_>,
    problems: &mut Vec<Diagnostic>,
) -> String {
    let mut piece = Piece { prose, file, edits: Vec::new(), problems };
    piece.placeholders(names);
    piece.structure(level);
    piece.lists();
    piece.is_closed();
    let Piece { edits, .. } = piece;
    apply(prose, edits)
}

/// What is wrong with `prose` from `file` whatever the figures are.
pub(super) fn proofread(prose: &str, file: FileId, problems: &mut Vec<Diagnostic>) {
    let mut piece = Piece { prose, file, edits: Vec::new(), problems };
    piece.structure(1);
    piece.lists();
    piece.is_closed();
}

struct Piece<'a> {
    prose: &'a str,
    file: FileId,
    edits: Vec<Edit>,
    problems: &'a mut Vec<Diagnostic>,
}

impl Piece<'_> {
    fn place(&self, range: Range<usize>) -> Place {
        Place { file: self.file, range }
    }

    fn placeholders(&mut self, names: &Names<'_>) {
        let mut from = 0;
        while let Some(start) = self.prose.get(from..).and_then(|rest| rest.find("{{")) {
            let start = from + start;
            let Some(end) = self.prose.get(start..).and_then(|rest| rest.find("}}")) else {
                let place = self.place(start..start + 2);
                self.problems.push(
                    Diagnostic::error(
                        "platzhalter-offen",
                        &place,
                        "Der Platzhalter wird nicht geschlossen",
                    )
                    .with_hint("Schließen Sie den Platzhalter, zum Beispiel `{{ volumen }}`."),
                );
                return;
            };
            let range = start..start + end + 2;
            let inner = self.prose.get(start + 2..start + end).unwrap_or_default();
            let place = self.place(range.clone());
            match resolve(inner, &place, names) {
                Ok(text) => self.edits.push(Edit { range: range.clone(), text }),
                Err(problem) => self.problems.push(problem),
            }
            from = range.end;
        }
        if let Some(start) = self.prose.find("{%") {
            let place = self.place(start..start + 2);
            self.problems.push(
                Diagnostic::warning("befehl-im-text", &place, "`{% … %}` hat in Texten keine Wirkung")
                    .with_hint("Texte kennen nur Platzhalter wie `{{ volumen }}`; so wird es wörtlich gedruckt."),
            );
        }
    }

    fn structure(&mut self, level: usize) {
        let mut previous = 0;
        let mut depth = 0_usize;
        for (event, range) in Parser::new_ext(self.prose, OPTIONS).into_offset_iter() {
            match &event {
                Event::Start(_) => depth += 1,
                Event::End(_) => depth = depth.saturating_sub(1),
                _ => {}
            }
            if depth > TEXT_DEPTH {
                self.problems.push(unread::too_deep(&self.place(range.start..range.start + 1)));
                return;
            }
            match event {
                Event::Start(Tag::Heading { level: found, .. }) => {
                    self.heading(found, range, level, &mut previous);
                }
                Event::Html(_) | Event::InlineHtml(_) => self.html(range),
                Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(words))) => {
                    self.problems.extend(unread::block(self.prose, &words, self.place(range)));
                }
                Event::Start(Tag::Image { .. }) => {
                    let place = self.place(range);
                    self.problems.push(
                        Diagnostic::error(
                            "bild-im-text",
                            &place,
                            "Bilder können nicht gedruckt werden",
                        )
                        .with_hint("Nehmen Sie das Bild als Anlage auf und verweisen Sie auf sie."),
                    );
                }
                _ => {}
            }
        }
    }

    fn heading(
        &mut self,
        found: HeadingLevel,
        range: Range<usize>,
        lowest: usize,
        previous: &mut usize,
    ) {
        let own = found as usize;
        let place = self.place(range.clone());
        if own > *previous + 1 {
            self.problems.push(
                Diagnostic::error(
                    "ueberschrift-sprung",
                    &place,
                    "Die Überschrift überspringt eine Ebene",
                )
                .with_hint(format!("Beginnen Sie sie mit {} `#`.", *previous + 1)),
            );
        }
        *previous = own;
        let level = own + lowest.saturating_sub(1);
        if level > 6 {
            self.problems.push(
                Diagnostic::error("ueberschrift-zu-tief", &place, "Die Überschrift liegt zu tief")
                    .with_hint(format!(
                        "Dieser Text darf höchstens {} `#` verwenden.",
                        7 - lowest.min(6)
                    )),
            );
            return;
        }
        let text = self.prose.get(range.clone()).unwrap_or_default();
        if text.starts_with('#') {
            let hashes = "#".repeat(level - own);
            self.edits.push(Edit { range: range.start..range.start, text: hashes });
        } else {
            self.underlined(text, range, level);
        }
    }

    /// An underlined heading, written with `#` instead.
    fn underlined(&mut self, text: &str, range: Range<usize>, level: usize) {
        let body = text.trim_end().rsplit_once('\n').map_or("", |(body, _)| body);
        let hashes = format!("{} ", "#".repeat(level));
        self.edits.push(Edit { range: range.start..range.start, text: hashes });
        for (offset, _) in body.match_indices('\n') {
            let at = range.start + offset;
            self.edits.push(Edit { range: at..at + 1, text: " ".into() });
        }
        let underline = range.start + body.len()..range.start + text.trim_end().len();
        self.edits.push(Edit { range: underline, text: String::new() });
    }

    fn html(&mut self, range: Range<usize>) {
        let place = self.place(range.clone());
        self.problems.push(
            Diagnostic::warning(
                "html-im-text",
                &place,
                "HTML wird nicht ausgeführt, sondern wörtlich gedruckt",
            )
            .with_hint("Schreiben Sie `\\<` statt `<`, wenn das so sein soll."),
        );
        let html = self.prose.get(range.clone()).unwrap_or_default();
        for (offset, _) in html.match_indices('<') {
            let at = range.start + offset;
            self.edits.push(Edit { range: at..at, text: "\\".into() });
        }
    }

    /// Days that begin a line are no items of a list.
    fn lists(&mut self) {
        let tree = Tree::read(self.prose, &[], &[]);
        self.problems.extend(lists::too_deep(self.prose, self.file));
        self.edits.extend(lists::days(self.prose, &tree));
    }

    fn is_closed(&mut self) {
        let probe = format!("{}\n\n{SENTINEL}\n", self.prose);
        let mut path = Vec::new();
        let closed = Parser::new_ext(&probe, OPTIONS).any(|event| match event {
            Event::Start(tag) => {
                path.push(tag);
                false
            }
            Event::End(_) => {
                path.pop();
                false
            }
            Event::Text(text) => text.contains(SENTINEL) && matches!(&path[..], [Tag::Paragraph]),
            _ => false,
        });
        if !closed {
            let fence = last_block(self.prose);
            let place = self.place(fence);
            self.problems.push(
                Diagnostic::error("block-offen", &place, "Dieser Block wird nicht geschlossen")
                    .with_hint("Schließen Sie ihn mit derselben Zeile, mit der er beginnt, zum Beispiel ```` ``` ````."),
            );
        }
    }
}

/// The range of the first line of the last code block.
fn last_block(prose: &str) -> Range<usize> {
    let blocks = Parser::new_ext(prose, OPTIONS).into_offset_iter();
    let start = blocks
        .filter(|(event, _)| matches!(event, Event::End(TagEnd::CodeBlock | TagEnd::HtmlBlock)))
        .last()
        .map_or(0, |(_, range)| range.start);
    let line = prose.get(start..).and_then(|rest| rest.lines().next()).unwrap_or_default();
    start..start + line.len()
}

/// The text for a placeholder `{{ inner }}` at `place`.
fn resolve(inner: &str, place: &Place, names: &Names<'_>) -> Result<String, Diagnostic> {
    let (name, format) = match inner.split_once('|') {
        Some((name, format)) => (name.trim(), Some(format.trim())),
        None => (inner.trim(), None),
    };
    let style = match format {
        None => Style::Full,
        Some(format) => Style::named(format).ok_or_else(|| unknown_format(format, place))?,
    };
    if let Some(id) = names.figures.find(name) {
        let figure = names.figures.get(id);
        let text = written::figure(figure, style).ok_or_else(|| not_whole(name, style, place))?;
        return Ok(marks::mark(id, &text));
    }
    match names.facts.get(name) {
        Some(fact) if format.is_none() => Ok(written::escape(fact).into_owned()),
        Some(_) => Err(unknown_format(format.unwrap_or_default(), place)),
        None => Err(unknown_name(name, place, names)),
    }
}

fn unknown_name(name: &str, place: &Place, names: &Names<'_>) -> Diagnostic {
    let figures = names.figures.names().filter(|name| !name.frame().is_state()).map(Name::as_str);
    let known = figures.chain(names.facts.keys().map(String::as_str));
    let problem = Diagnostic::error(
        "unbekannte-zahl",
        place,
        format!("Die Zahl oder Angabe `{name}` gibt es nicht"),
    );
    match nearest(name, known) {
        Some(nearest) => problem.with_hint(format!("Meinten Sie `{{{{ {nearest} }}}}`?")),
        None => problem.with_hint("`vorlage figures` zeigt alle Zahlen und ihre Namen."),
    }
}

fn unknown_format(format: &str, place: &Place) -> Diagnostic {
    Diagnostic::error("unbekanntes-format", place, format!("Das Format `{format}` gibt es nicht"))
        .with_hint(format!("Bekannt ist für Zahlen: `{}`.", Style::NAMES.join("`, `")))
}

fn not_whole(name: &str, style: Style, place: &Place) -> Diagnostic {
    if let Style::Rounded(_) = style {
        let message = format!("`{name}` ist so klein, dass gerundet nichts bleibt");
        return Diagnostic::error("rundung-zu-grob", place, message)
            .with_hint("Wählen Sie eine feinere Stufe, zum Beispiel `| rund 100`.");
    }
    Diagnostic::error("zahl-nicht-glatt", place, format!("`{name}` hat Nachkommastellen"))
        .with_hint(
            "Lassen Sie `| glatt` weg; sonst würde etwas anderes gedruckt, als gerechnet wurde.",
        )
}

#[cfg(test)]
mod tests {
    use rust_decimal::Decimal;

    use super::*;
    use crate::diagnostic::Sources;
    use crate::finance::{Derivation, Figure, Rounding, Unit};
    use crate::money::Exact;

    /// `prose` prepared for level 3, and the codes of its problems.
    fn prepared(prose: &str) -> (String, Vec<&'static str>) {
        let mut figures = Figures::default();
        for (name, value) in
            [("volumen", Decimal::new(5_500_000, 2)), ("foerderquote", Decimal::new(5, 2))]
        {
            figures.add(Figure {
                name: name.parse().unwrap(),
                exact: Exact::from(value),
                value,
                unit: Unit::Euro,
                derivation: Derivation::Sum(Vec::new()),
                rounding: Rounding::Exact,
            });
        }
        let facts = BTreeMap::from([("programm.kurz".to_owned(), "K*M".to_owned())]);
        let names = Names { figures: &figures, facts: &facts };
        let file = Sources::default().add("text.md", prose);
        let mut problems = Vec::new();
        let text = prepare(prose, file, 3, &names, &mut problems);
        let (text, _) = marks::strip(&text, &figures).unwrap();
        (text, problems.iter().map(|problem| problem.code).collect())
    }

    #[test]
    fn placeholders_become_figures_and_facts() {
        let (text, codes) =
            prepared("Für {{ programm.kurz }}: {{volumen}}, {{ volumen | glatt }}.");
        assert_eq!(text, "Für K\\*M: 55.000,00\u{a0}€, 55.000\u{a0}€.");
        assert!(codes.is_empty(), "{codes:?}");
    }

    #[test]
    fn headings_move_to_their_level() {
        let (text, codes) = prepared("# Ziel\n\nText\n\n## Weg\n\nUnterstrichen\n===\n");
        assert_eq!(text, "### Ziel\n\nText\n\n#### Weg\n\n### Unterstrichen\n");
        assert!(codes.is_empty(), "{codes:?}");
    }

    #[test]
    fn problems_have_their_codes() {
        #[track_caller]
        fn case(prose: &str, expected: &[&str]) {
            assert_eq!(prepared(prose).1, expected, "{prose}");
        }
        case("{{ volumne }}", &["unbekannte-zahl"]);
        case("{{ volumen | rund }}", &["unbekanntes-format"]);
        case("{{ volumen | rund 1000000 }}", &["rundung-zu-grob"]);
        case("{{ foerderquote | glatt }}", &["zahl-nicht-glatt"]);
        case("{{ volumen", &["platzhalter-offen"]);
        case("{% if x %}", &["befehl-im-text"]);
        case("## Zu tief begonnen", &["ueberschrift-sprung"]);
        case("# A\n\n## B\n\n### C\n\n#### D\n\n##### E", &["ueberschrift-zu-tief"]);
        case("![Bild](bild.png)", &["bild-im-text"]);
        case("vor <b>fett</b>", &["html-im-text", "html-im-text"]);
        case("```\noffen", &["block-offen"]);
        case("> ```\n> offen", &[]);
        case("> ```szenario a\n> x\n> ```\n\nEnde", &["szenario-im-zitat"]);
        case("~~~ szenario a\nx\n~~~", &["szenario-im-zitat"]);
        case("```szenario a\nx", &["block-offen"]);
        case("- Punkt\n  - Unterpunkt", &[]);
    }

    #[test]
    fn html_becomes_text() {
        let (text, _) = prepared("<script>alert(1)</script>\n\nvor <b>fett</b>");
        let html = Parser::new_ext(&text, OPTIONS)
            .filter(|event| matches!(event, Event::Html(_) | Event::InlineHtml(_)))
            .count();
        assert_eq!((html, text.contains("\\<script>alert(1)\\</script>")), (0, true));
    }
}
