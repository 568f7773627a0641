//! Reads a table of text (CSV) into a [`Sheet`].
//!
//! Separator and encoding are found out: office programs write `;` and
//! Windows-1252 where others write `,` and UTF-8. What cannot be told apart is
//! asked back, never guessed.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::Path;

use encoding_rs::{Encoding, WINDOWS_1252};

use super::columns::{ABOVE, Choice, is_kennung};
use super::position::Position;
use super::sheet::{Content, Sheet};
use crate::data::yaml::intake::Intake;
use crate::diagnostic::{Diagnostic, Place};

/// What may separate cells, the likeliest first.
const SEPARATORS: [char; 3] = [';', '\t', ','];

/// What a spreadsheet program writes into the first line to name the separator.
const NAMED: &str = "sep=";

/// Reads the table `bytes` of the file at `path`, whose headings `choice` may name.
pub(super) fn read(path: &Path, bytes: &[u8], choice: &Choice, intake: &Intake) -> Option<Sheet> {
    let shown = path.display().to_string();
    let Some(text) = decode(bytes) else { return intake.reject(no_text(&shown)) };
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let Some((separator, skipped)) = separator(&text, choice) else {
        return intake.reject(no_separator(&shown));
    };
    let table = text.get(skipped..).unwrap_or_default();
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(u8::try_from(separator).unwrap_or(b';'))
        .from_reader(table.as_bytes());
    let (mut contents, mut line, mut counted) = (BTreeMap::new(), usize::from(skipped > 0), 0);
    for record in reader.records() {
        // Text that is in memory and valid cannot fail to be read.
        let Ok(record) = record else { continue };
        let begin = record.position().map_or(0, csv::Position::byte);
        let begin = usize::try_from(begin).unwrap_or(usize::MAX);
        // A record is said to begin where the blank lines before it do.
        let blank = table.get(begin..).unwrap_or_default();
        let begin = begin.saturating_add(blank.len() - blank.trim_start_matches('\n').len());
        line += table.get(counted..begin).unwrap_or_default().matches('\n').count();
        counted = begin;
        if is_unclosed(&record, table.get(begin..).unwrap_or_default()) {
            return intake.reject(unclosed(&shown, &text, skipped + begin, intake));
        }
        for (column, field) in record.iter().enumerate() {
            insert(&mut contents, (line, column), field);
        }
    }
    Some(Sheet::new(&shown, None, contents, intake))
}

/// Whether `record`, whose text begins `rest`, swallows all lines up to the end because a
/// quotation mark is missing.
fn is_unclosed(record: &csv::StringRecord, rest: &str) -> bool {
    let lines: usize = record.iter().map(|field| field.matches('\n').count()).sum();
    // No more is looked at than is needed, since every record is asked.
    let is_last = || rest.trim_end().lines().take(lines + 2).count() <= lines + 1;
    lines > 0 && is_last() && rest.matches('"').count() % 2 == 1
}

fn insert(contents: &mut BTreeMap<Position, Content>, (row, column): (usize, usize), field: &str) {
    let text = field.trim();
    if let (Ok(row), Ok(column), false) =
        (u32::try_from(row), u32::try_from(column), text.is_empty())
    {
        contents.insert((row, column), Content::Text(text.to_owned()));
    }
}

/// `bytes` as text: what a byte-order mark says, else UTF-8, else Windows-1252;
/// nothing where they are no text.
fn decode(bytes: &[u8]) -> Option<Cow<'_, str>> {
    let text = match (Encoding::for_bom(bytes), std::str::from_utf8(bytes)) {
        (Some((encoding, mark)), _) => {
            encoding.decode_without_bom_handling_and_without_replacement(bytes.get(mark..)?)?
        }
        (None, Ok(text)) => text.into(),
        (None, Err(_)) => WINDOWS_1252.decode_without_bom_handling(bytes).0,
    };
    let is_text = |char: char| !char.is_control() || matches!(char, '\n' | '\r' | '\t');
    text.chars().all(is_text).then_some(text)
}

/// What separates the cells of `text`, and where its first row begins: what its first line
/// names, else what stands beside the heading of the Kennung, else what is most frequent in
/// the first line that says anything.
fn separator(text: &str, choice: &Choice) -> Option<(char, usize)> {
    let first = text.lines().next().unwrap_or_default();
    if let Some(named) = first.to_ascii_lowercase().strip_prefix(NAMED) {
        let named = named.trim_matches('"').chars().next().filter(char::is_ascii)?;
        return Some((named, (first.len() + 1).min(text.len())));
    }
    let mut lines = text.lines().filter(|line| !line.trim().is_empty()).take(ABOVE);
    let of_head = |line: &str| {
        SEPARATORS.into_iter().find(|separator| {
            let mut cells = line.split(*separator).map(|cell| cell.trim().trim_matches('"'));
            line.contains(*separator) && cells.any(|cell| is_kennung(cell, choice))
        })
    };
    if let Some(separator) = lines.clone().find_map(of_head) {
        return Some((separator, 0));
    }
    let head = lines.next()?;
    let outside: Vec<&str> = head.split('"').step_by(2).collect();
    let count = |separator: char| outside.iter().map(|part| part.matches(separator).count()).sum();
    let counts = SEPARATORS.map(|separator| (separator, count(separator)));
    let most: usize = counts.iter().map(|(_, count)| *count).max()?;
    let (separator, _) = counts.into_iter().find(|(_, count)| *count == most && most > 0)?;
    Some((separator, 0))
}

fn no_text(path: &str) -> Diagnostic {
    Diagnostic::of_path("import-kodierung", path, "Diese Datei ist keine Texttabelle (CSV)")
        .with_hint(
            "Speichern Sie die Tabelle als „CSV UTF-8“, oder nennen Sie die Arbeitsmappe \
            selbst (`.xlsx`, `.ods`).",
        )
}

fn unclosed(path: &str, text: &str, begin: usize, intake: &Intake) -> Diagnostic {
    let rest = text.get(begin..).unwrap_or_default();
    let end = begin + rest.find('\n').unwrap_or(rest.len());
    let place = Place { file: intake.add(path, text), range: begin..end };
    let message = "In dieser Zeile wird ein Anführungszeichen nicht geschlossen";
    Diagnostic::error("import-anfuehrungszeichen", &place, message).with_hint(
        "Alles bis zum Ende der Datei gälte als Text einer Zelle; ergänzen Sie das schließende \
            Anführungszeichen, oder verdoppeln Sie eines, das zum Text gehört.",
    )
}

fn no_separator(path: &str) -> Diagnostic {
    let message = "In der ersten Zeile trennt nichts die Spalten";
    Diagnostic::of_path("import-trennzeichen", path, message).with_hint(
        "Speichern Sie die Tabelle mit `;`, `,` oder Tabulator zwischen den Spalten; die \
            erste Zeile nennt die Überschriften.",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outcome(bytes: &[u8]) -> Result<Vec<(String, String)>, &'static str> {
        let intake = Intake::default();
        let sheet = read(Path::new("p.csv"), bytes, &Choice::default(), &intake);
        let Some(sheet) = sheet else { return Err(intake.finish("").1[0].code) };
        let cells = sheet.rows().into_values().flat_map(BTreeMap::into_values);
        Ok(cells.map(|cell| (cell.name.clone(), cell.content.shown())).collect())
    }

    #[track_caller]
    fn case(bytes: &[u8], expected: &[(&str, &str)]) {
        let found = outcome(bytes).unwrap();
        let found: Vec<(&str, &str)> =
            found.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn finds_out_separator_and_encoding() {
        let same = &[("Zelle A1", "Träger"), ("Zelle B1", "b"), ("Zelle B3", "0,5")];
        case("Träger;b\r\n\r\n;0,5\r\n".as_bytes(), same);
        case("\u{FEFF}Träger\tb\n\n\t0,5".as_bytes(), same);
        case("Träger,b\n\n,\"0,5\"\n".as_bytes(), same);
        case("Träger,b\r\r,\"0,5\"\r".as_bytes(), same);
        case(b"Tr\xE4ger;b\n\n;0,5\n", same);
        let utf16: Vec<u8> =
            "\u{FEFF}Träger;b\n\n;0,5".encode_utf16().flat_map(u16::to_le_bytes).collect();
        case(&utf16, same);
    }

    #[test]
    fn a_named_separator_holds_and_keeps_the_numbers_of_rows() {
        case(b"sep=,\r\na,b\r\n", &[("Zelle A2", "a"), ("Zelle B2", "b")]);
    }

    #[test]
    fn rows_are_counted_as_lines_of_the_file() {
        let cells =
            &[("Zelle A1", "a"), ("Zelle B1", "b"), ("Zelle A2", "x\ny"), ("Zelle A4", "z")];
        case(b"a;b\n\"x\ny\";\nz;\n", cells);
    }

    #[test]
    fn refuses_what_is_no_table() {
        assert_eq!(outcome(b"Kennung\nleitung\n"), Err("import-trennzeichen"));
        assert_eq!(outcome(b"Kennung|Anteil\n"), Err("import-trennzeichen"));
        assert_eq!(outcome(b""), Err("import-trennzeichen"));
        assert_eq!(outcome(b"PK\x03\x04;\0\0"), Err("import-kodierung"));
        assert_eq!(outcome(b"a;\x81\n"), Err("import-kodierung"));
    }
}
