//! The paper `data/kim` as it is read, what overrides what, and what no input can do.

use std::fs;
use std::path::PathBuf;

use proptest::prelude::*;
use vorlage::data::{Anteil, Klima, Loaded, Menge, Paper, Sitzung, Stand, Umfang, Zeilenart, load};
use vorlage::diagnostic::{Diagnostic, Severity, Sources};
use vorlage::period::Jahr;

use crate::files::{copy, root};

/// A folder of its own for one test.
struct Folder(tempfile::TempDir);

impl Folder {
    /// With the files of `from` in `data/<name>`.
    fn with(from: &str, name: &str) -> Self {
        let folder = Self(tempfile::tempdir().unwrap());
        copy(&root().join(from), &folder.path(&format!("data/{name}")));
        folder
    }

    fn path(&self, below: &str) -> PathBuf {
        self.0.path().join(below)
    }

    fn write(&self, below: &str, bytes: impl AsRef<[u8]>) {
        fs::create_dir_all(self.path(below).parent().unwrap()).unwrap();
        fs::write(self.path(below), bytes).unwrap();
    }
}

/// `data/kim` with what the head of the paper asks for.
fn kim() -> Folder {
    let folder = Folder::with("data/kim", "kim");
    if !folder.path("data/kim/texte/dringlichkeit.md").exists() {
        folder.write("data/kim/texte/dringlichkeit.md", "Der Bescheid liegt vor.\n");
    }
    folder
}

/// The small paper of the diagnostics, whose templates stand beside it.
fn small() -> Folder {
    let folder = Folder::with("tests/diagnostics/_base/data/muster", "muster");
    let templates = root().join("tests/diagnostics/_base/templates");
    copy(&templates, &folder.path("templates"));
    folder
}

#[track_caller]
fn paper(loaded: Loaded) -> Paper {
    assert_eq!(loaded.diagnostics, []);
    loaded.paper.unwrap()
}

#[test]
fn reads_the_first_paper() {
    let folder = kim();
    let paper = paper(load(&folder.path("data/kim")));
    assert_eq!(paper.vorlage.nummer, "0000/2021");
    assert_eq!(paper.vorlage.datum.to_string(), "2021-04-01");
    assert_eq!((paper.vorlage.sitzung, paper.vorlage.klima), (Sitzung::Oeffentlich, Klima::Nein));
    assert!(paper.vorlage.dringlich);
    assert_eq!(paper.vorlage.beratungsfolge.len(), 8);
    assert_eq!(paper.vorlage.beratungsfolge[7].gremium.value, "Rat");
    let teilplan = paper.haushalt.teilplan.as_ref().unwrap();
    assert_eq!(teilplan.nummer, "0504");
    assert_eq!(teilplan.name, "Freiwillige Sozialleistungen und Diversity");
    assert_eq!(paper.haushalt.beschlossen, [Jahr(2020), Jahr(2021)]);
    assert_eq!(paper.haushalt.jahre[&Jahr(2021)].stand, Stand::Kompensiert);
    assert!(paper.haushalt.jahre[&Jahr(2022)].umschichtungen);
    assert_eq!(paper.programm.zeitraeume["stellen"].value.bis().to_string(), "2023-03-31");
    assert!(!paper.programm.bausteine[2].umgesetzt);
    assert!(paper.texte.contains_key("dringlichkeit"));
}

#[test]
fn reads_stellen_costs_and_grants_exactly() {
    let folder = kim();
    let paper = paper(load(&folder.path("data/kim")));
    let assistenz = &paper.stellen[2];
    assert!(matches!(&assistenz.anteil, Anteil::Fest(half) if half.value.to_string() == "0.5"));
    let kostensatz = assistenz.kostensatz.as_ref().unwrap();
    assert_eq!(kostensatz.jahresbetrag.value.to_string(), "62100");
    assert_eq!(kostensatz.steigerung.as_ref().unwrap().satz.value.to_string(), "2");
    assert_eq!((assistenz.zeile.nummer.as_str(), assistenz.zeile.art), ("11", Zeilenart::Aufwand));
    let traeger = paper.stellen.last().unwrap();
    assert_eq!(traeger.zeitabschnitte(Jahr(2022))[0].anteil.value.to_string(), "10");
    assert!(traeger.zeitabschnitte(Jahr(2023)).is_empty());
    let Umfang::Betrag(betrag) = &paper.kosten[0].umfang else { panic!("an amount") };
    assert!(matches!(&betrag.menge, Menge::JeStelle(rolle) if rolle == "koordination"));
    assert_eq!(paper.zuwendungen[0].zeile.nummer, "02");
    assert_eq!(paper.zuwendungen[0].bewilligt[&Jahr(2021)].betrag.value.to_string(), "463500");
}

#[test]
fn a_scenario_is_the_paper_with_one_value_changed_at_its_place() {
    let folder = kim();
    let Loaded { paper, sources, .. } = load(&folder.path("data/kim"));
    let szenario = &paper.unwrap().szenarien[0];
    let traeger = szenario.paper.stellen.last().unwrap();
    let changed = traeger.zeitabschnitte(Jahr(2022))[0].anteil;
    assert_eq!(changed.value.to_string(), "5");
    assert!(sources.locate(&changed.place).ends_with("szenarien.yaml:7"));
    let kept = traeger.zeitabschnitte(Jahr(2021))[0].anteil;
    assert_eq!(kept.value.to_string(), "5");
}

#[test]
fn a_scenario_may_drop_a_stelle() {
    let folder = small();
    let scenario = "szenarien:\n  - id: ohne\n    name: Ohne\n    aenderungen:\n      stellen.leitung.anteil: 0\n";
    folder.write("data/muster/szenarien.yaml", scenario);
    let paper = paper(load(&folder.path("data/muster")));
    let leitung = &paper.szenarien[0].paper.stellen[0];
    assert!(matches!(&leitung.anteil, Anteil::Fest(none) if none.value.is_zero()));
}

#[test]
fn values_stay_what_was_typed_and_where_it_stands() {
    let folder = small();
    let path = folder.path("data/muster/vorlage.yaml");
    let text = fs::read_to_string(&path).unwrap();
    let text = text.replace("dezernat: Dezernat V", "dezernat: 08");
    let text = text
        .replace("dienststelle: Sozialamt", "dienststelle: no")
        .replace("nummer: 1\n", "nummer: 1.10\n");
    let text = text
        .replace("betreff: Beratung für Familien", "betreff: >-\n    Beratung\n    für Familien");
    // As an editor on another system saves it: with a byte-order mark and other line ends.
    fs::write(&path, format!("\u{FEFF}{}", text.replace('\n', "\r\n"))).unwrap();
    let Loaded { paper, sources, diagnostics, .. } = load(&folder.path("data/muster"));
    assert_eq!(diagnostics, []);
    let paper = paper.unwrap();
    assert_eq!(
        (paper.vorlage.dezernat.as_str(), paper.vorlage.dienststelle.as_str()),
        ("08", "no")
    );
    assert_eq!(paper.vorlage.betreff, "Beratung für Familien");
    assert_eq!(paper.programm.bausteine[0].nummer, "1.10");
    let place = &paper.vorlage.beratungsfolge[1].datum.place;
    assert_eq!(sources.text(place.file).get(place.range.clone()), Some("01.02.2024"));
}

#[test]
fn a_file_that_is_no_text_is_one_mistake() {
    for (count, expected) in [(3, 3), (4, 4), (5_000, 4)] {
        let folder = small();
        folder.write("data/muster/bild.yaml", "a: \u{1}".to_owned() + &"\u{2} b".repeat(count - 1));
        let Loaded { paper, sources, diagnostics, .. } = load(&folder.path("data/muster"));
        assert!(paper.is_none());
        let of_file: Vec<&Diagnostic> = diagnostics
            .iter()
            .filter(|of| sources.path(of.place.as_ref().unwrap().file).ends_with("bild.yaml"))
            .collect();
        assert_eq!(of_file.len(), expected, "{of_file:#?}");
        assert!(of_file.iter().all(|finding| finding.code == "zeichen-verboten"));
        if count == 5_000 {
            // Three are reported one by one.
            assert_eq!(of_file[3].message, "Weitere 4997 Zeichen dieser Datei sind nicht erlaubt");
        }
    }
}

#[test]
fn prose_in_a_folder_is_joined_in_the_order_of_names() {
    let folder = small();
    folder.write("data/muster/texte/ziele/2.md", "Zweitens.\n");
    folder.write("data/muster/texte/ziele/1.md", "Erstens.\n");
    let paper = paper(load(&folder.path("data/muster")));
    let parts: Vec<&str> =
        paper.texte["ziele"].parts.iter().map(|(_, text)| text.as_str()).collect();
    assert_eq!(parts, ["Erstens.\n", "Zweitens.\n"]);
}

#[test]
fn the_nearest_template_wins_file_by_file() {
    let folder = small();
    folder.write("templates/musterstadt/a.md", "fern");
    folder.write("templates/musterstadt/klauseln/b.md", "fern");
    folder.write("templates/andere/c.md", "fremd");
    folder.write("data/templates/musterstadt/a.md", "nah");
    folder.write("data/templates/schriften/x.otf", "Schrift");
    let Loaded { templates, sources, .. } = load(&folder.path("data/muster"));
    let text = |path| templates.text(path).map(|file| sources.text(file).to_string());
    assert_eq!(text("a.md").as_deref(), Some("nah"));
    assert_eq!(text("klauseln/b.md").as_deref(), Some("fern"));
    assert_eq!(text("c.md"), None);
    let paths: Vec<&str> = templates.texts().map(|(path, _)| path).collect();
    assert_eq!(paths, ["a.md", "beschlussvorlage.md", "klauseln/b.md"]);
    assert!(templates.fonts().iter().any(|font| font.as_ref() == b"Schrift"));
}

/// Asserts what holds for every input: a paper or an error, and places inside the text.
fn holds(Loaded { paper, sources, diagnostics, .. }: &Loaded) -> Result<(), TestCaseError> {
    let errors = diagnostics.iter().any(|finding| finding.severity == Severity::Error);
    prop_assert_eq!(paper.is_none(), errors);
    for finding in diagnostics {
        prop_assert!(is_inside(finding, sources), "{:?}", finding);
        prop_assert!(!finding.hints.is_empty(), "{:?}", finding);
    }
    Ok(())
}

fn is_inside(finding: &Diagnostic, sources: &Sources) -> bool {
    let inside = |place: &vorlage::diagnostic::Place| {
        sources.text(place.file).get(place.range.clone()).is_some()
    };
    finding.place.as_ref().map_or(finding.path.is_some(), inside)
}

/// Without a file of failures: a failing input belongs into a test of its own.
fn config() -> ProptestConfig {
    ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(256) }
}

const FILES: [&str; 5] =
    ["kosten.yaml", "stellen.yaml", "szenarien.yaml", "vorlage.yaml", "zuwendungen.yaml"];

/// The entry stands in the third line, not in the empty one before it.
#[test]
fn an_entry_that_slips_into_a_text_is_found_behind_an_empty_line() {
    let folder = small();
    folder.write("data/muster/kosten.yaml", "_\n\n- ,");
    let loaded = load(&folder.path("data/muster"));
    holds(&loaded).unwrap();
    let finding = loaded.diagnostics.iter().find(|finding| finding.code == "yaml-strich").unwrap();
    assert_eq!(loaded.sources.line_column(finding.place.as_ref().unwrap()), (3, 1));
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn any_bytes_are_a_paper_or_an_error(bytes: Vec<u8>, file in 0..FILES.len()) {
        let folder = small();
        folder.write(&format!("data/muster/{}", FILES[file]), bytes);
        holds(&load(&folder.path("data/muster")))?;
    }

    #[test]
    fn any_text_is_a_paper_or_an_error(text in "(([a-z_]{1,8}|[-0-9.,%äß])?[:\\-{}\\[\\],&*#?|>'\"%@!~\t \n]{0,3}){0,40}", file in 0..FILES.len()) {
        let folder = small();
        folder.write(&format!("data/muster/{}", FILES[file]), text);
        holds(&load(&folder.path("data/muster")))?;
    }

    #[test]
    fn any_slip_of_the_pen_is_a_paper_or_an_error(
        file in 0..FILES.len(), at: prop::sample::Index, length in 0..12usize, insert in "[ \n\t:\\-a-z0-9,.'\"{}äé\u{E000}%]{0,4}",
    ) {
        let folder = kim();
        let path = folder.path(&format!("data/kim/{}", FILES[file]));
        let mut text: Vec<char> = fs::read_to_string(&path).unwrap().chars().collect();
        let start = at.index(text.len());
        let end = (start + length).min(text.len());
        text.splice(start..end, insert.chars());
        fs::write(&path, text.into_iter().collect::<String>()).unwrap();
        holds(&load(&folder.path("data/kim")))?;
    }

    #[test]
    fn any_text_in_quotes_arrives_unchanged(text in "[^\\p{C}\n\r\t\u{2028}\u{2029}]{1,40}") {
        prop_assume!(text.trim() == text);
        let folder = small();
        let path = folder.path("data/muster/vorlage.yaml");
        let yaml = fs::read_to_string(&path).unwrap();
        let quoted = format!("betreff: '{}'", text.replace('\'', "''"));
        fs::write(&path, yaml.replace("betreff: Beratung für Familien", &quoted)).unwrap();
        let loaded = load(&folder.path("data/muster"));
        holds(&loaded)?;
        prop_assert_eq!(loaded.paper.map(|paper| paper.vorlage.betreff), Some(text));
    }
}
