//! How well `audit` finds what is wrong with a paper, and how much else it reports.
//!
//! Errors are planted by rule in six papers: every digit of every amount is changed,
//! every row of a table with amounts is struck out, every closing quotation mark is
//! deleted, every name of a budget line misspelt. The counts stand in
//! `docs/audit.md`; `UPDATE_EXPECTED=1 cargo test --release --test it audit` rewrites
//! them. Nothing in the planting knows how the checks work.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::process::Command;

use proptest::prelude::*;
use vorlage::audit::audit;
use vorlage::diagnostic::{Diagnostic, Sources};
use vorlage::finance::Figures;
use vorlage::output::{pdf_text, plain_text};
use vorlage::paper::Request;

use crate::files::{copy, root};

/// The papers, and how many findings each has as it is.
const PAPERS: [(&str, usize); 7] = [
    // What it has wrong is no arithmetic.
    ("kim-2021.md", 0),
    ("kim-neu.md", 0),
    ("kim-neu.pdf", 0),
    ("weiterfuehrung.md", 0),
    ("anteilfinanzierung.md", 0),
    ("sportanlage.md", 0),
    ("stadtplaetze.md", 0),
];

/// A text with one error in it.
struct Planted {
    kind: &'static str,
    text: String,
    /// Where the error stands.
    range: Range<usize>,
    /// What was there, and what is there now: a finding that names it has found it.
    words: Vec<String>,
}

/// What became of planted errors.
#[derive(Default, Clone, Copy, PartialEq, Eq, Debug)]
struct Count {
    planted: usize,
    /// A new finding at the place, or one that names the old or the new value.
    hit: usize,
    /// Only new findings that do neither.
    elsewhere: usize,
    /// New findings beside those that hit.
    extra: usize,
}

#[test]
fn every_paper_has_only_the_findings_that_are_known() {
    for (paper, expected) in PAPERS {
        let found = codes(&findings(&read(paper), None));
        assert_eq!(found.len(), expected, "{paper}: {found:?}");
    }
}

/// What this program writes is exact, so that whatever is found in it is a false alarm.
#[test]
fn papers_of_this_program_have_no_findings() {
    let mut papers = Vec::new();
    for folder in ["output", "tests/golden"] {
        for paper in fs::read_dir(root().join(folder)).unwrap() {
            let files = fs::read_dir(paper.unwrap().path()).unwrap();
            papers.extend(files.map(|file| file.unwrap().path()).filter(|file| {
                let is_note = file.file_name().is_some_and(|name| name == "note.md");
                file.extension().is_some_and(|ending| ending == "md" || ending == "pdf") && !is_note
            }));
        }
    }
    assert!(papers.len() >= 38, "{papers:?}");
    let found: Vec<String> = papers
        .iter()
        .map(|paper| (paper, codes(&findings(&read_path(paper), None))))
        .filter(|(_, found)| !found.is_empty())
        .map(|(paper, found)| format!("{}: {found:?}", paper.display()))
        .collect();
    assert!(found.is_empty(), "{}", found.join("\n"));
}

/// Nor in their annexes, whose tables hold steps and not only what is added up.
#[test]
fn annexes_of_this_program_have_no_findings() {
    let golden = fs::read_dir(root().join("tests/golden")).unwrap();
    let golden = golden.map(|folder| folder.unwrap().path().join("data"));
    let data = fs::read_dir(root().join("data")).unwrap().map(|folder| folder.unwrap().path());
    let mut found = Vec::new();
    let mut count = 0;
    for folder in golden.chain(data) {
        // A city may have no annex.
        let Some(paper) = Request::of(&folder).annexed(true).finished().made else { continue };
        count += usize::from(paper.document.markdown.contains("## Berechnungsnachweis"));
        found.extend(codes(&findings(&paper.document.markdown, None)));
    }
    assert!(count >= 25, "{count}");
    assert_eq!(found, [""; 0]);
}

/// Nor where their years are drawn: what a line of a drawing names is of the year above it.
#[test]
fn drawings_of_this_program_have_no_findings() {
    let all = tempfile::tempdir().unwrap();
    copy(&root().join("data"), all.path());
    let (mut found, mut count) = (Vec::new(), 0);
    for folder in fs::read_dir(all.path()).unwrap() {
        let folder = folder.unwrap().path();
        let yaml = folder.join("vorlage.yaml");
        let text = fs::read_to_string(&yaml).unwrap().replace("  diagramme:", "  # ");
        let drawn = text.replacen("vorlage:\n", "vorlage:\n  diagramme: [jahre]\n", 1);
        fs::write(&yaml, drawn).unwrap();
        let paper = Request::of(&folder).finished();
        let Some(paper) = paper.made else { continue };
        count += paper.document.markdown.matches("```diagramm jahre").count();
        let printed = plain_text(&pdf_text(&paper.pdf().unwrap()).unwrap());
        found.extend(codes(&findings(&paper.document.markdown, None)));
        found.extend(codes(&findings(&printed, None)));
    }
    assert!(count >= 10, "{count}");
    assert_eq!(found, [""; 0]);
}

#[test]
fn the_published_paper_shows_what_is_wrong_with_it() {
    // By eye: line 9 closes a quotation with two commas; line 44 calls revenue of line 02
    // "benötigt"; lines 44 and 45 differ in one word of a clause; line 155 promises
    // 55.000 € per full post, 14,0 × 55.000 + 78.100 = 848.100, but 2022 brings 843.100.
    let text = read("kim-2021.md");
    let mut sources = Sources::default();
    let file = sources.add("kim-2021.md", text);
    let report = audit(file, &sources, None);
    assert!(report.findings.is_empty(), "{:?}", report.findings);
    let found: Vec<(&str, usize)> = report
        .doubts
        .iter()
        .map(|found| (found.code, sources.line_column(found.place.as_ref().unwrap()).0))
        .collect();
    assert_eq!(
        found,
        [
            ("audit-anfuehrung", 9),
            ("audit-ertrag", 44),
            ("audit-wortlaut", 45),
            ("audit-foerdersatz", 155)
        ]
    );
}

#[test]
fn the_counts_in_the_documentation_are_those_of_this_run() {
    let path = root().join("docs/audit.md");
    let documented = fs::read_to_string(&path).unwrap();
    let (head, rest) = documented.split_once("<!-- gemessen -->\n").unwrap();
    let (_, tail) = rest.split_once("<!-- Ende -->").unwrap();
    let actual = format!("{head}<!-- gemessen -->\n{}<!-- Ende -->{tail}", measured());
    if std::env::var_os("UPDATE_EXPECTED").is_some() {
        fs::write(&path, &actual).unwrap();
    } else {
        assert_eq!(documented, actual);
    }
}

#[test]
fn every_code_is_shown() {
    let mut wrong = Vec::new();
    for folder in fs::read_dir(root().join("tests/audit/befunde")).unwrap() {
        let folder = folder.unwrap().path();
        let code = folder.file_name().unwrap().to_str().unwrap().to_owned();
        let actual = run(&folder);
        let expected = folder.join("expected.txt");
        if std::env::var_os("UPDATE_EXPECTED").is_some() {
            fs::write(&expected, &actual).unwrap();
        }
        if !actual.contains(&format!("[{code}]"))
            || fs::read_to_string(&expected).unwrap_or_default() != actual
        {
            wrong.push(format!("{code}:\n{actual}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_call_that_makes_no_sense_is_explained() {
    let vorlage = |arguments: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_vorlage")).args(arguments).output().unwrap();
        (output.status.code(), String::from_utf8(output.stderr).unwrap())
    };
    let (code, said) = vorlage(&["audit"]);
    assert_eq!(code, Some(2));
    assert!(said.contains("Es fehlt die Datei"), "{said}");
    let (code, said) = vorlage(&["audit", "gibt-es-nicht.md"]);
    assert_eq!(code, Some(1));
    assert!(said.contains("datei-unlesbar"), "{said}");
}

#[test]
fn a_large_paper_takes_no_longer_than_its_size() {
    let paragraph = read("kim-2021.md");
    let text = paragraph.repeat(50);
    assert!(text.len() > 1_000_000);
    findings(&text, None);
    let many = |part: &dyn Fn(usize) -> String| (0..20_000).map(part).collect::<String>();
    findings(&many(&|at| format!("Eigenanteil {at},01 € ")), None);
    findings(&many(&|at| format!("{at}.{at} € sind 5 % und also 7 € ")), None);
    findings(&many(&|at| format!("| Summe {at} | {at} € | 1 € |\n")), None);
    findings(&many(&|at| format!("- 1,{at} E 13\n\nTeilplanzeile 11 – Personal{at}\n\n")), None);
    findings(&"1.".repeat(200_000), None);
    findings(&"<".repeat(200_000), None);
    findings(&"„|\t".repeat(100_000), None);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]
    #[test]
    fn no_text_is_refused(
        text in "([0-9.,€%|\t\n „“*<>b/−=×-]|Summe|Gesamt|von|auf|um|davon|Stelle|Eigenanteil|Mio\\.|zeile 11|ä|2021:|je|   |bisher|nunmehr|gedeckt|zusammen|Erträge|Aufwendungen|Ergebnis|T€|\\(|\\)| x | € |\\\\){0,120}",
    ) {
        findings(&text, None);
    }

    #[test]
    fn nor_are_any_characters(text in any::<String>()) {
        findings(&text, None);
    }
}

/// All counts as Markdown.
fn measured() -> String {
    let known = Request::of(root().join("data/kim")).planned().made.unwrap().figures;
    let mut by_kind: BTreeMap<(&str, &str), Count> = BTreeMap::new();
    let mut with_data = Count::default();
    for (paper, _) in PAPERS {
        let text = read(paper);
        let before = codes(&findings(&text, None));
        let before_with_data = codes(&findings(&text, Some(&known)));
        for planted in plant(&text) {
            let count = by_kind.entry((paper, planted.kind)).or_default();
            judge(&planted, &before, None, count);
            if paper.starts_with("kim") && planted.kind.starts_with("Ziffer") {
                judge(&planted, &before_with_data, Some(&known), &mut with_data);
            }
        }
    }
    table(&by_kind, with_data)
}

fn table(by_kind: &BTreeMap<(&str, &str), Count>, with_data: Count) -> String {
    let mut text = String::from(
        "| Papier | Eingebauter Fehler | Zahl | gefunden | nur anderswo gemeldet | übersehen | weitere Meldungen |\n|:---|:---|---:|---:|---:|---:|---:|\n",
    );
    let mut all = Count::default();
    for ((paper, kind), count) in by_kind {
        writeln!(text, "| `{paper}` | {kind} {}", row(*count)).unwrap();
        all.planted += count.planted;
        all.hit += count.hit;
        all.elsewhere += count.elsewhere;
        all.extra += count.extra;
    }
    writeln!(text, "| **alle** | **alle** {}", row(all)).unwrap();
    writeln!(text, "| `kim-…` mit `--data data/kim` | jede Ziffer {}", row(with_data)).unwrap();
    text
}

fn row(count: Count) -> String {
    let missed = count.planted - count.hit - count.elsewhere;
    let share = (count.hit * 1000 + count.planted / 2) / count.planted.max(1);
    format!(
        "| {} | {} ({},{} %) | {} | {missed} | {} |",
        count.planted,
        count.hit,
        share / 10,
        share % 10,
        count.elsewhere,
        count.extra
    )
}

fn judge(planted: &Planted, before: &BTreeSet<String>, known: Option<&Figures>, count: &mut Count) {
    let found = findings(&planted.text, known);
    let new: Vec<&Diagnostic> =
        found.iter().filter(|found| !before.contains(&signature(found))).collect();
    let is_about = |found: &&&Diagnostic| {
        let place = &found.place.as_ref().unwrap().range;
        let said = found.message.clone() + &found.hints.join(" ");
        (place.start < planted.range.end && planted.range.start < place.end)
            || planted.words.iter().any(|word| said.contains(word.as_str()))
    };
    let hits = new.iter().filter(is_about).count();
    count.planted += 1;
    count.hit += usize::from(hits > 0);
    count.elsewhere += usize::from(hits == 0 && !new.is_empty());
    count.extra += new.len() - hits;
    if hits == 0 && std::env::var_os("SHOW_MISSED").is_some() {
        let line = planted.text[..planted.range.start].matches('\n').count() + 1;
        eprintln!("{}:{line} {:?} {}", planted.kind, planted.words, new.len());
    }
}

fn findings(text: &str, known: Option<&Figures>) -> Vec<Diagnostic> {
    let mut sources = Sources::default();
    let file = sources.add("paper.md", text);
    audit(file, &sources, known).findings
}

fn codes(found: &[Diagnostic]) -> BTreeSet<String> {
    found.iter().map(signature).collect()
}

fn signature(found: &Diagnostic) -> String {
    format!("{} {}", found.code, found.message)
}

/// Every error that the rules can plant in `text`.
fn plant(text: &str) -> Vec<Planted> {
    let mut planted = Vec::new();
    for (kind, range) in amounts(text) {
        let old = &text[range.clone()];
        for (at, digit) in old.char_indices().filter(|(_, char)| char.is_ascii_digit()) {
            let mut other = (digit as u8 - b'0' + 3) % 10;
            // A leading zero would be no other amount that anybody writes.
            if at == 0 && other == 0 {
                other = 5;
            }
            let at = range.start + at;
            let new = text[..at].to_owned() + &other.to_string() + &text[at + 1..];
            let words = vec![old.to_owned(), new[range.clone()].to_owned()];
            planted.push(Planted { kind, text: new, range: range.clone(), words });
        }
    }
    planted.extend(without_rows(text));
    planted.extend(without_quotes(text));
    planted.extend(misspelt_lines(text));
    planted
}

/// All amounts of money, percentages and quantities of Stellen, by where they stand.
fn amounts(text: &str) -> Vec<(&'static str, Range<usize>)> {
    let mut found = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let is_table = line.contains('\t') || line.starts_with('|');
        let label = line.split(['\t', '|']).find(|cell| !cell.trim().is_empty()).unwrap_or("");
        let is_sum = ["Summe", "Gesamt", "Eigenanteil"].iter().any(|word| label.contains(word));
        for range in digits(line) {
            let after = line[range.end..].trim_start_matches([' ', '\u{a0}']);
            let kind = if after.starts_with('€') {
                match (is_table, is_sum, line.contains("zeile ")) {
                    (true, true, _) => "Ziffer in Tabelle, Summen",
                    (true, false, _) => "Ziffer in Tabelle, Zeilen",
                    (false, _, true) => "Ziffer in Klausel",
                    (false, _, false) => "Ziffer in übrigem Text",
                }
            } else if after.starts_with("Mio. €") {
                "Ziffer in übrigem Text"
            } else if after.starts_with('%') {
                "Ziffer in Prozentsatz"
            } else if after.starts_with("Stelle") && line[range.clone()].contains(',') {
                "Ziffer in Stellenzahl"
            } else {
                continue;
            };
            found.push((kind, start + range.start..start + range.end));
        }
        start += line.len();
    }
    found
}

fn digits(line: &str) -> Vec<Range<usize>> {
    let mut ranges = Vec::new();
    let mut start = None;
    for (at, char) in line.char_indices().chain([(line.len(), ' ')]) {
        match (char.is_ascii_digit() || ".,".contains(char), start) {
            (true, None) if char.is_ascii_digit() => start = Some(at),
            (false, Some(from)) => {
                let length = line[from..at].trim_end_matches(['.', ',']).len();
                ranges.push(from..from + length);
                start = None;
            }
            _ => {}
        }
    }
    ranges
}

/// The text without one row of a table that holds an amount of its own.
fn without_rows(text: &str) -> Vec<Planted> {
    let mut planted = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let is_row = line.contains('\t') || line.starts_with('|');
        let label = line.split(['\t', '|']).find(|cell| !cell.trim().is_empty()).unwrap_or("");
        let is_sum = ["Summe", "Gesamt", "Eigenanteil"].iter().any(|word| label.contains(word));
        if is_row && line.contains('€') && !is_sum {
            let new = text[..start].to_owned() + &text[start + line.len()..];
            // Only the sums can tell; a finding on the next sum is what is asked for.
            let end = new[start..].find("\n\n").map_or(new.len(), |end| start + end);
            let (kind, words) = ("Zeile der Tabelle fehlt", Vec::new());
            planted.push(Planted { kind, text: new, range: start..end, words });
        }
        start += line.len();
    }
    planted
}

fn without_quotes(text: &str) -> Vec<Planted> {
    let marks = text.match_indices('“');
    marks
        .map(|(at, mark)| {
            let new = text[..at].to_owned() + &text[at + mark.len()..];
            let start = text[..at].rfind('„').unwrap_or(at);
            let kind = "Anführungszeichen fehlt";
            Planted { kind, text: new, range: start..at, words: Vec::new() }
        })
        .collect()
}

/// The text with the third letter of one name of a line doubled.
fn misspelt_lines(text: &str) -> Vec<Planted> {
    let mut planted = Vec::new();
    for (at, word) in text.match_indices("zeile ") {
        let rest = &text[at + word.len()..];
        let name =
            rest.trim_start_matches(|char: char| char.is_ascii_digit() || "-– ".contains(char));
        let start = text.len() - name.len();
        let skipped = &text[at + word.len()..start];
        let is_name = skipped.bytes().any(|byte| byte.is_ascii_digit())
            && skipped.contains(['-', '–'])
            && name.starts_with(char::is_uppercase);
        if is_name {
            let third = name.char_indices().nth(2).unwrap();
            let at = start + third.0;
            let new = format!("{}{}{}", &text[..at], third.1, &text[at..]);
            let kind = "Name der Teilplanzeile verschrieben";
            planted.push(Planted { kind, text: new, range: start..start + 12, words: Vec::new() });
        }
    }
    planted
}

/// What the program says about the paper of `folder`.
fn run(folder: &Path) -> String {
    let mut files: Vec<PathBuf> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| !path.ends_with("expected.txt"));
    files.sort();
    let name = files[0].file_name().unwrap().to_str().unwrap();
    let mut vorlage = Command::new(env!("CARGO_BIN_EXE_vorlage"));
    vorlage.args(["audit", name]).current_dir(folder);
    if folder.ends_with("audit-unbekannt") {
        vorlage.arg("--data").arg(root().join("data/kim"));
    }
    if DOUBTS.iter().any(|code| folder.ends_with(code)) {
        let silent = vorlage.output().unwrap();
        assert_eq!(silent.status.code(), Some(0), "{}", folder.display());
        vorlage.arg("--zu-pruefen");
    }
    let output = vorlage.output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    String::from_utf8(output.stderr).unwrap()
}

/// What is told only where it is asked for.
const DOUBTS: [&str; 7] = [
    "audit-anfuehrung",
    "audit-bezeichnung",
    "audit-ertrag",
    "audit-foerdersatz",
    "audit-naeherung",
    "audit-stellen",
    "audit-wortlaut",
];

/// The text of a paper; for a PDF that which is read from it.
fn read(paper: &str) -> String {
    read_path(&match paper.strip_prefix("kim-neu.") {
        Some(ending) => root().join("output/kim/beschlussvorlage").with_extension(ending),
        None => root().join("tests/audit").join(paper),
    })
}

fn read_path(path: &Path) -> String {
    if path.extension().is_some_and(|ending| ending == "pdf") {
        return plain_text(&pdf_text(&fs::read(path).unwrap()).unwrap());
    }
    fs::read_to_string(path).unwrap()
}
