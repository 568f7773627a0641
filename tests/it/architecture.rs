//! Reads the source text and holds it to the plan of the house: data flows one
//! way, only the outermost rooms see the world, and no city is named.
//!
//! Every rule is a function from one file to its findings, and is shown to fail
//! on a text that breaks it.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use crate::files::root;
use crate::imports::{self, Uses};

/// The rooms in the order of the flow; each may use those before it.
const ROOMS: [&str; 8] =
    ["data", "finance", "document", "compare", "audit", "output", "paper", "cli"];

/// What touches files, and where alone it may stand.
const FILES: (&[&str], &[&str]) = (&["std::fs", "File::", "canonicalize("], &["data", "cli"]);

/// What depends on the moment or the machine, and where alone it may stand.
const WORLD: (&[&str], &[&str]) = (
    &["std::env", "env::", "std::net", "std::process", "SystemTime", "Instant", "Zoned::now"],
    &["cli"],
);

/// What is never written: unfinished work, traces of debugging, inexact numbers.
const FORBIDDEN: [&str; 8] =
    ["todo!", "unimplemented!", "dbg!", "f32", "f64", "TODO", "FIXME", "HashMap"];

/// Where alone positions on a page are spoken of, in the numbers of PDF; no money is there.
const POSITIONS: ([&str; 2], &str) = (["f32", "f64"], "output/pdf_text/");

/// Where alone Markdown is parsed: a composed document once, prose before that, and what is
/// finished by readers of its own.
const PARSERS: [&str; 4] =
    ["document/tree/", "document/prose", "document/text.rs", "output/readback/"];

/// How long a file may be: what one can still read in one go.
const LINES: usize = 400;

/// A Rust file: its path below `src/` and its text.
struct Source {
    path: String,
    text: String,
}

impl Source {
    /// The room, or nothing for a file that all rooms share.
    fn room(&self) -> Option<&'static str> {
        let first = self.path.split(['/', '.']).next().unwrap_or_default();
        ROOMS.into_iter().find(|room| *room == first)
    }

    /// The code without comments and without the tests at the end, by line number.
    fn code(&self) -> impl Iterator<Item = (usize, &str)> {
        let is_code = !self.path.ends_with("/tests.rs");
        let code = move |line: &&str| is_code && !line.starts_with("#[cfg(test)]");
        let lines = self.text.lines().take_while(code);
        lines.enumerate().map(|(index, line)| (index + 1, without_comment(line)))
    }

    fn find(&self, line: usize, message: &str) -> String {
        format!("src/{}:{line}: {message}", self.path)
    }
}

fn without_comment(line: &str) -> &str {
    if line.trim_start().starts_with("//") { "" } else { line.split(" // ").next().unwrap_or(line) }
}

/// Whether `line` has `word`, and not just as a part of a longer name.
fn contains_word(line: &str, word: &str) -> bool {
    let is_name = |c: char| c.is_alphanumeric() || c == '_';
    line.match_indices(word).any(|(start, _)| {
        let before = line[..start].chars().next_back();
        let after = line[start + word.len()..].chars().next();
        let starts = !before.is_some_and(is_name) || !word.starts_with(is_name);
        let ends = !after.is_some_and(is_name) || !word.ends_with(is_name);
        starts && ends
    })
}

/// What a file may use: files of rooms before its own, and of its own.
fn looks_ahead(uses: &Uses) -> Vec<String> {
    let rank = |file: &str| {
        let room = file.split(['/', '.']).next().unwrap_or_default();
        ROOMS.iter().position(|known| *known == room)
    };
    // What all rooms share comes before the first of them. The list of rooms uses
    // none, and the program itself comes after the last.
    let inside = uses.iter().filter(|(file, _)| !["lib.rs", "main.rs"].contains(&file.as_str()));
    inside
        .flat_map(|(file, others)| {
            let later = others.iter().filter(move |(other, _)| rank(other) > rank(file));
            later.map(move |(other, names)| format!("src/{file} uses {names:?} of src/{other}"))
        })
        .collect()
}

/// The circles among `uses`.
fn goes_round(uses: &Uses) -> Vec<String> {
    let circles = imports::circles(uses).into_iter();
    circles.map(|(_, ties)| format!("a circle:\n  {}", ties.join("\n  "))).collect()
}

fn sees_the_world(source: &Source) -> Vec<String> {
    let mut found = Vec::new();
    for (words, rooms) in [FILES, WORLD] {
        let is_open = source.room().is_some_and(|room| rooms.contains(&room));
        if is_open || source.path == "main.rs" {
            continue;
        }
        for (line, code) in source.code() {
            for word in words.iter().filter(|word| contains_word(code, word)) {
                found.push(source.find(line, &format!("`{word}` belongs to {}", rooms.join(", "))));
            }
        }
    }
    found
}

fn lacks_a_head(source: &Source) -> Vec<String> {
    let has_head = source.text.starts_with("//! ");
    if has_head { Vec::new() } else { vec![source.find(1, "does not begin with `//!`")] }
}

fn is_too_long(source: &Source) -> Vec<String> {
    let lines = source.text.lines().count();
    let message = format!("has {lines} lines, more than {LINES}");
    if lines > LINES { vec![source.find(LINES + 1, &message)] } else { Vec::new() }
}

fn is_unfinished(source: &Source) -> Vec<String> {
    let (exempt, home) = POSITIONS;
    let forbidden: Vec<&str> = FORBIDDEN
        .into_iter()
        .filter(|word| !exempt.contains(word) || !source.path.starts_with(home))
        .collect();
    let lines = source.text.lines().enumerate();
    lines
        .flat_map(|(index, line)| {
            let words = forbidden.iter().filter(|word| contains_word(line, word));
            words.map(move |word| source.find(index + 1, &format!("`{word}` is forbidden")))
        })
        .collect()
}

fn names_a_city(source: &Source, cities: &BTreeSet<String>) -> Vec<String> {
    let lines = source.text.lines().enumerate();
    lines
        .flat_map(|(index, line)| {
            let line = line.to_lowercase();
            let named = cities.iter().filter(move |city| line.contains(city.as_str()));
            named.map(move |city| source.find(index + 1, &format!("names the city `{city}`")))
        })
        .collect()
}

/// Names of Länder, and the short names by which laws are told apart.
const LAENDER: [&str; 20] = [
    "NRW",
    "Nordrhein-Westfalen",
    "Niedersachsen",
    "NKomVG",
    "Bayern",
    "Baden-Württemberg",
    "Hessen",
    "Sachsen",
    "Thüringen",
    "Brandenburg",
    "Mecklenburg-Vorpommern",
    "Schleswig-Holstein",
    "Rheinland-Pfalz",
    "Saarland",
    "Berlin",
    "Hamburg",
    "Bremen",
    "KomHKVO",
    "KomHVO",
    "LBesG",
];

/// A second parse of what the tree holds already, outside of tests.
fn parses_again(source: &Source) -> Vec<String> {
    if PARSERS.iter().any(|home| source.path.starts_with(home)) {
        return Vec::new();
    }
    let lines = source.code().filter(|(_, code)| contains_word(code, "pulldown_cmark"));
    lines.map(|(line, _)| source.find(line, "parses Markdown; read the tree")).collect()
}

/// Readers of what is finished must not lean on what wrote it.
fn leans_on_the_writer(source: &Source) -> Vec<String> {
    if !["output/pdf_text/", "audit/"].iter().any(|home| source.path.starts_with(home)) {
        return Vec::new();
    }
    let words = ["document::tree", "Tree", "typeset"];
    let lines = source.code();
    lines
        .flat_map(|(line, code)| {
            let used = words.into_iter().filter(|word| contains_word(code, word));
            used.map(|word| source.find(line, &format!("reads with `{word}`"))).collect::<Vec<_>>()
        })
        .collect()
}

/// What belongs into a profile: provisions of law with a number, and the law of a Land. Only
/// what the program can print counts; comments give the source of a rule.
fn names_law(source: &Source) -> Vec<String> {
    let has_provision = |text: &str| {
        text.match_indices('§').any(|(at, sign)| {
            text[at + sign.len()..].trim_start().starts_with(|c: char| c.is_ascii_digit())
        })
    };
    source
        .code()
        .flat_map(|(line, code)| {
            let texts = code.split('"').skip(1).step_by(2);
            // A text that runs over several lines has no quotes on those between.
            let texts: Vec<&str> = if code.contains('"') { texts.collect() } else { vec![code] };
            let land = texts
                .iter()
                .flat_map(|text| LAENDER.into_iter().filter(|land| text.contains(land)))
                .map(move |land| source.find(line, &format!("names the law of a Land: `{land}`")))
                .collect::<Vec<_>>();
            let law = texts.iter().any(|text| has_provision(text));
            let law = law.then(|| source.find(line, "names a provision of law"));
            land.into_iter().chain(law).collect::<Vec<_>>()
        })
        .collect()
}

/// The name of a city in its profile, without the word for its kind.
fn own_name(profile: &str) -> Option<String> {
    let line = profile.lines().find_map(|line| line.trim().strip_prefix("stadt: "))?;
    let name = line.trim_matches('"').split_whitespace().last()?;
    Some(name.to_lowercase())
}

/// Cargo builds only the test files that a binary names; any other would never run.
#[test]
fn no_test_is_left_out() {
    let tests = root().join("tests");
    let left_out: Vec<PathBuf> = rust_files(&tests)
        .into_iter()
        .filter(|path| !["it/main.rs", "it/kill.rs"].iter().any(|own| *path == tests.join(own)))
        .filter(|path| {
            let above = path.parent().unwrap();
            let parents = match above == tests.join("it") {
                true => vec![above.join("main.rs"), above.join("kill.rs")],
                false => vec![above.with_extension("rs")],
            };
            let own = format!("mod {};", path.file_stem().unwrap().to_str().unwrap());
            let names = |parent| fs::read_to_string(parent).unwrap_or_default().contains(&own);
            !parents.into_iter().any(names)
        })
        .collect();
    assert!(left_out.is_empty(), "{left_out:?}");
}

/// The name of a folder, as it is and with umlauts.
fn spellings(folder: &str) -> [String; 2] {
    let umlauts = folder.replace("ae", "ä").replace("oe", "ö").replace("ue", "ü");
    [folder.to_owned(), umlauts]
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    files.sort();
    files
}

fn sources() -> Vec<Source> {
    let folder = root().join("src");
    let read = |path: PathBuf| {
        let text = fs::read_to_string(&path).unwrap();
        let path = path.strip_prefix(&folder).unwrap().to_str().unwrap().replace('\\', "/");
        Source { path, text }
    };
    let sources: Vec<Source> = rust_files(&folder).into_iter().map(read).collect();
    for room in ROOMS {
        assert!(sources.iter().any(|source| source.room() == Some(room)), "no file in {room}");
    }
    sources
}

/// The names of the folders of `templates/` that hold the profile of a city.
fn cities() -> BTreeSet<String> {
    let entries = fs::read_dir(root().join("templates")).unwrap();
    let folders = entries.map(Result::unwrap);
    // What cities share has no name of its own.
    let cities = folders.filter_map(|entry| {
        let profile = fs::read_to_string(entry.path().join("profil.yaml")).ok()?;
        let name = own_name(&profile)?;
        Some(spellings(entry.file_name().to_str().unwrap()).into_iter().chain([name]))
    });
    cities.flatten().collect()
}

#[track_caller]
fn hold(rule: impl Fn(&Source) -> Vec<String>) {
    let found: Vec<String> = sources().iter().flat_map(rule).collect();
    assert!(found.is_empty(), "\n{}", found.join("\n"));
}

/// How often `rule` objects to `text` at `path`.
fn objections(rule: impl Fn(&Source) -> Vec<String>, path: &str, text: &str) -> usize {
    rule(&Source { path: path.into(), text: text.into() }).len()
}

/// What the files of the program use of each other.
fn all_uses() -> Uses {
    let files: Vec<(String, String)> =
        sources().into_iter().map(|source| (source.path, source.text)).collect();
    imports::uses(&files)
}

/// How often `rule` objects to these files.
fn objections_to(rule: fn(&Uses) -> Vec<String>, files: &[(&str, &str)]) -> usize {
    let files = files.iter().map(|(file, text)| ((*file).to_owned(), (*text).to_owned()));
    rule(&imports::uses(&files.collect::<Vec<_>>())).len()
}

#[test]
fn data_flows_one_way() {
    let uses = all_uses();
    assert!(uses["finance/plan.rs"].len() > 5, "the paths of the program are read: {uses:?}");
    let found = looks_ahead(&uses);
    assert!(found.is_empty(), "\n{}", found.join("\n"));

    let rooms = [
        ("lib.rs", "pub mod data;"),
        ("money.rs", "pub struct Exact;"),
        ("data/mod.rs", "pub use node::Node; mod node;"),
        ("finance/mod.rs", "pub use self::plan::{Figures as Arena, Plan};"),
        ("finance/plan.rs", "pub struct Figures; pub struct Plan;"),
        ("document/mod.rs", "pub mod marks;"),
        ("output/pdf.rs", "pub fn pdf() {}"),
        ("paper/mod.rs", "pub fn prove() {}"),
        ("cli/mod.rs", "pub fn run() {}"),
    ];
    let count = |file, text| {
        let files: Vec<_> = rooms.into_iter().filter(|(own, _)| *own != file).collect();
        objections_to(looks_ahead, &[files.as_slice(), &[(file, text)]].concat())
    };
    assert_eq!(count("data/node.rs", "use crate::finance::Arena;"), 1);
    assert_eq!(count("data/node.rs", "use crate::{finance::{plan::Figures}, money};"), 1);
    assert_eq!(count("data/node.rs", "use super::super::finance::Plan as Way;"), 1);
    assert_eq!(count("data/node.rs", "fn f() { vec![super::super::finance::plan::Plan] }"), 1);
    assert_eq!(count("data/node.rs", "fn f() { let x: crate :: finance :: Plan; }"), 1);
    assert_eq!(count("money.rs", "use crate::data;"), 1);
    assert_eq!(count("document/mod.rs", "use crate::{data, output::{self, pdf}};"), 1);
    assert_eq!(count("output/pdf.rs", "fn f() { crate::paper::prove(); }"), 1);
    assert_eq!(count("paper/stages.rs", "fn f() { crate::cli::run(); }"), 1);
    assert_eq!(count("output/pdf.rs", "use crate::document::marks; use crate::data::Node;"), 0);
    assert_eq!(count("data/node.rs", "/// See [`crate::finance::Plan`].\nstruct Node;"), 0);
    assert_eq!(count("data/node.rs", "fn f() { \"crate::finance::Plan\" }"), 0);
    assert_eq!(count("data/node.rs", "pub(in crate::cli) fn f() {}"), 0);
    assert_eq!(count("data/node.rs", "#[cfg(test)]\nmod tests { use crate::finance::Plan; }"), 0);
}

#[test]
fn no_files_go_round() {
    let found = goes_round(&all_uses());
    assert!(found.is_empty(), "\n{}", found.join("\n"));

    let count = |files: &[(&str, &str)]| objections_to(goes_round, files);
    let child = ("data/a.rs", "pub struct A; fn f() { super::b::g() }");
    assert_eq!(count(&[child, ("data/b.rs", "use super::a::A; pub fn g() {}")]), 1);
    assert_eq!(count(&[child, ("data/b.rs", "pub fn g() {}")]), 0);
    // Through a name that the folder hands on, and through its own file.
    let hands_on = ("data/mod.rs", "mod a; mod b; pub use a::A;");
    assert_eq!(count(&[child, hands_on, ("data/b.rs", "use crate::data::A; pub fn g() {}")]), 1);
    assert_eq!(count(&[child, hands_on, ("data/b.rs", "pub fn g() {}")]), 0);
    let parent = ("data/mod.rs", "mod a; pub struct Table; fn f() { a::read() }");
    assert_eq!(count(&[parent, ("data/a.rs", "use super::Table; pub fn read() {}")]), 1);
    assert_eq!(count(&[parent, ("data/a.rs", "pub fn read() {}")]), 0);
    let three = [
        ("data/a.rs", "use super::b::B;"),
        ("data/b.rs", "use super::c::C;"),
        ("data/c.rs", "use super::a::A;"),
    ];
    assert_eq!(count(&three), 1);
}

#[test]
fn only_the_outer_rooms_see_the_world() {
    hold(sees_the_world);

    let count = |path, text| objections(sees_the_world, path, text);
    assert_eq!(count("finance/plan.rs", "use std::fs;"), 1);
    assert_eq!(count("output/pdf.rs", "    let file = File::open(path);"), 1);
    assert_eq!(count("data/intake.rs", "    std::env::var(\"HOME\");"), 2);
    assert_eq!(count("document/mod.rs", "    let now = Instant::now();"), 1);
    assert_eq!(count("paper/request.rs", "    path.canonicalize().ok()"), 1);
    assert_eq!(count("data/intake.rs", "use std::fs;"), 0);
    assert_eq!(count("cli/build.rs", "use std::time::Instant;"), 0);
    assert_eq!(count("output/pdf.rs", "concat!(env!(\"CARGO_PKG_VERSION\"))"), 0);
}

#[test]
fn every_file_opens_with_what_it_is() {
    hold(lacks_a_head);

    assert_eq!(objections(lacks_a_head, "money.rs", "use std::fmt;\n"), 1);
    assert_eq!(objections(lacks_a_head, "money.rs", "//! Money.\n"), 0);
}

#[test]
fn every_file_can_be_read_in_one_go() {
    hold(is_too_long);

    assert_eq!(objections(is_too_long, "money.rs", &"\n".repeat(LINES + 1)), 1);
    assert_eq!(objections(is_too_long, "money.rs", &"\n".repeat(LINES)), 0);
}

#[test]
fn nothing_is_unfinished_or_inexact() {
    hold(is_unfinished);

    let count = |text| objections(is_unfinished, "money.rs", text);
    assert_eq!(count("    todo!()"), 1);
    assert_eq!(count("let share: f64 = 0.1;"), 1);
    assert_eq!(count("dbg!(x); // TODO"), 2);
    assert_eq!(count("let buf64 = \"Todo\";"), 0);
    let position = |path| objections(is_unfinished, path, "let x: f64 = 0.1;");
    assert_eq!((position("output/pdf_text/pen.rs"), position("output/pdf.rs")), (0, 1));
}

#[test]
fn a_document_is_parsed_once() {
    hold(parses_again);

    let count = |path| objections(parses_again, path, "use pulldown_cmark::Parser;");
    assert_eq!((count("output/typeset/table.rs"), count("compare/report.rs")), (1, 1));
    assert_eq!((count("document/tree/reader.rs"), count("output/readback/words.rs")), (0, 0));
}

#[test]
fn readers_of_what_is_finished_are_their_own() {
    hold(leans_on_the_writer);

    let text = "use crate::document::tree::Tree;";
    assert_eq!(objections(leans_on_the_writer, "output/pdf_text/mod.rs", text), 2);
    assert_eq!(objections(leans_on_the_writer, "audit/mod.rs", "super::typeset(a)"), 1);
    assert_eq!(objections(leans_on_the_writer, "output/readback/words.rs", text), 0);
}

#[test]
fn no_city_is_named() {
    let cities = cities();
    assert!(cities.contains("koeln") && cities.contains("köln"), "{cities:?}");
    assert!(cities.contains("braunschweig"), "{cities:?}");
    hold(|source| names_a_city(source, &cities));

    let count = |text| objections(|source| names_a_city(source, &cities), "money.rs", text);
    assert_eq!(count("/// The Stadt Köln."), 1);
    assert_eq!(count("let path = \"KOELN/seite.typ\";"), 1);
    assert_eq!(count("let path = \"seite.typ\";"), 0);
}

#[test]
fn no_law_of_a_land_is_printed() {
    hold(names_law);

    let count = |text| objections(names_law, "money.rs", text);
    assert_eq!(count("let law = \"nach § 83 der Gemeindeordnung\";"), 1);
    assert_eq!(count("let law = \"GO NRW\";"), 1);
    assert_eq!(count("    das Land Niedersachsen zahlt \\"), 1);
    assert_eq!(count("let law = \"§ … der Gemeindeordnung\"; // § 83 GO NRW"), 0);
    assert_eq!(count("/// § 83 GO NRW"), 0);
}
