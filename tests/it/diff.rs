//! `vorlage diff`: two versions of a paper beside each other, from outside and, for
//! texts that no paper has, through the library.
//!
//! Some tests ask a program that is not part of this one (git, veraPDF) and say so
//! where it is missing.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output};

use proptest::prelude::*;
use serde_json::Value;
use tempfile::TempDir;

use vorlage::compare::{self, Fate, Passage, Synopse, fragment, plain};
use vorlage::data::Wording;
use vorlage::finance::{Figures, Frame};
use vorlage::output::{pdf, typeset};

use crate::files::{copy, root};

use crate::page::{changed, document, look};

// ---------------------------------------------------------------- papers

/// Two copies of `data/kim`, `data/alt` and `data/neu`, in a folder of their own.
struct Papers(TempDir);

impl Papers {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        for name in ["alt", "neu"] {
            copy(&root().join("data/kim"), &folder.path().join("data").join(name));
        }
        Self(folder)
    }

    fn path(&self, path: &str) -> PathBuf {
        self.0.path().join(path)
    }

    /// The file at `path` with its only `old` replaced by `new`.
    fn edit(self, path: &str, old: &str, new: &str) -> Self {
        crate::files::edit(&self.path(path), old, new);
        self
    }

    fn run(&self, line: &str) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_vorlage"));
        command.args(line.split(' ')).current_dir(self.0.path()).output().unwrap()
    }

    /// What it prints where all goes well.
    fn printed(&self, line: &str) -> String {
        let output = self.run(line);
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!((output.status.code(), said.as_str()), (Some(0), ""));
        String::from_utf8(output.stdout).unwrap()
    }

    fn json(&self) -> Value {
        serde_json::from_str(&self.printed("diff data/alt data/neu --json")).unwrap()
    }

    /// The code of the only finding.
    fn refused(&self, line: &str) -> String {
        let output = self.run(line);
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(1), "{said}");
        assert_eq!(said.matches("Fehler[").count(), 1, "{said}");
        assert!(said.contains("Hilfe:"), "{said}");
        said.split("Fehler[").nth(1).unwrap().split(']').next().unwrap().to_owned()
    }
}

/// The assistant as a full post instead of half of one.
fn assistant() -> Papers {
    Papers::new().edit("data/neu/stellen.yaml", "anteil: 0.5", "anteil: 1.0")
}

// ---------------------------------------------------------------- figures

/// A 7 costs 62.100 € a year and rises by 2 % a year from 2021 on; 0,5 posts more are
///
/// - 2021: 62.100 × 0,5 × 8/12 = 20.700,00
/// - 2022: 62.100 × 1,02 × 0,5 = 31.671,00
/// - 2023: 62.100 × 1,02² × 0,5 × 3/12 = 8.076,105
///
/// In 2023 the line is rounded once from its exact sum. It was 83.349,045, printed
/// 83.349,05 (E 13 21.874,41 + S 17 33.084,72 + A 7 8.076,105 + S 15 20.313,81), and is
/// 91.425,15; so the printed difference is 8.076,10. All years: 60.447,10. The grant for
/// the assistant is an amount per role (22.500 €), so revenue stays as it is.
/// Eigenanteil: 380.108,05 + 60.447,10 = 440.555,15; of 1.747.155,15 that is 25,2156 %,
/// printed 25,2 % instead of 22,5 %.
#[test]
fn half_a_post_moves_what_it_must_and_nothing_else() {
    let json = assistant().json();
    let numbers = json["zahlen"].as_array().unwrap();
    let figure = |id: &str| {
        let found = numbers.iter().find(|number| number["id"] == id);
        let found = found.unwrap_or_else(|| panic!("{id} has not changed"));
        ["alt", "neu", "differenz"].map(|side| found[side].as_str().unwrap().to_owned())
    };
    for (year, old, new, difference) in [
        ("2021", "213633.33", "234333.33", "20700.00"),
        ("2022", "326859.00", "358530.00", "31671.00"),
        ("2023", "83349.05", "91425.15", "8076.10"),
        ("gesamt", "623841.38", "684288.48", "60447.10"),
    ] {
        assert_eq!(figure(&format!("zeile.11.{year}")), [old, new, difference]);
        assert_eq!(figure(&format!("eigenanteil.{year}"))[2], difference);
        assert_eq!(figure(&format!("aufwendungen.{year}"))[2], difference);
    }
    assert_eq!(figure("eigenanteil.gesamt"), ["380108.05", "440555.15", "60447.10"]);
    assert_eq!(figure("eigenanteil.quote"), ["22.5", "25.2", "2.7"]);
    assert_eq!(figure("stelle.assistenz.anteil"), ["0.5", "1.0", "0.5"]);
    let names = || numbers.iter().map(|number| number["id"].as_str().unwrap());
    for stem in ["ertraege.", "zeile.02", "zeile.15", "zeile.16", "stelle.leitung", "kosten."] {
        assert!(!names().any(|name| name.starts_with(stem)), "{stem}");
    }
    assert_eq!(
        json["eingaben"],
        serde_json::json!([{
            "pfad": "stellen.assistenz.anteil", "was": "geaendert", "alt": "0.5", "neu": "1.0",
            "alt_ort": "data/alt/stellen.yaml:24", "neu_ort": "data/neu/stellen.yaml:24",
        }])
    );
    assert_eq!(json["stellen"][0]["angaben"][0]["neu"], "1,0");
    assert_eq!(json["gleich"], false);
}

#[test]
fn equal_versions_are_said_to_be_equal() {
    let papers = Papers::new();
    assert_eq!(papers.printed("diff data/alt data/neu"), "Die beiden Fassungen stimmen überein.\n");
    let json = papers.json();
    assert_eq!(json["gleich"], true);
    for list in ["eingaben", "stellen", "beratungsfolge", "zahlen", "abschnitte"] {
        assert_eq!(json[list], serde_json::json!([]), "{list}");
    }
    assert!(!papers.path("output").exists());
}

#[test]
fn bodies_and_posts_come_and_go() {
    let papers = Papers::new()
        .edit("data/neu/vorlage.yaml", "      datum: 27.04.2021", "      datum: 28.04.2021")
        .edit(
            "data/neu/vorlage.yaml",
            "    - gremium: Integrationsrat\n      datum: 13.04.2021\n",
            "",
        );
    let json = papers.json();
    let told = |entry: &Value| {
        let angabe = &entry["angaben"][0];
        ["name", "was"]
            .map(|key| entry[key].as_str().unwrap().to_owned())
            .into_iter()
            .chain(["alt", "neu"].map(|key| angabe[key].as_str().unwrap().to_owned()))
            .collect::<Vec<_>>()
    };
    let folge: Vec<Vec<String>> =
        json["beratungsfolge"].as_array().unwrap().iter().map(told).collect();
    assert_eq!(
        folge,
        [
            ["Jugendhilfeausschuss", "geaendert", "27.04.2021", "28.04.2021"],
            ["Integrationsrat", "entfallen", "13.04.2021", ""],
        ]
    );
    assert_eq!(json["zahlen"], serde_json::json!([]));
    let text = papers.printed("diff data/alt data/neu");
    for line in [
        "  vorlage.beratungsfolge.Integrationsrat (entfällt): gremium: Integrationsrat, datum: 13.04.2021",
        "    Datum: 27.04.2021 → 28.04.2021",
        "  Integrationsrat (entfällt)",
    ] {
        assert!(text.lines().any(|own| own == line), "{line}\n{text}");
    }
}

#[test]
fn the_terminal_gets_lines_that_fit() {
    let text = assistant().printed("diff data/alt data/neu");
    for line in text.lines() {
        assert!(line.chars().count() <= 100, "{line}");
    }
    assert!(text.contains("+60.447,10\u{a0}€"), "{text}");
    assert!(!text.contains("stelle.assistenz.2021"));
    let all = assistant().printed("diff data/alt data/neu --all");
    assert!(all.contains("    Rolle „assistenz“"), "{all}");
}

/// A sentence that only a scenario prints is no reason to say that nothing changed.
#[test]
fn a_text_of_a_scenario_alone_is_named() {
    let block = |sentence: &str| format!("```szenario startaufstellung\n{sentence}\n```\n");
    let papers = Papers::new();
    for (name, sentence) in [("alt", "Es beginnt klein."), ("neu", "Es beginnt groß.")] {
        let path = papers.path(&format!("data/{name}/texte/kosten_foerderung.md"));
        let text = fs::read_to_string(&path).unwrap() + "\n" + &block(sentence);
        fs::write(path, text).unwrap();
    }
    let said = "Was beide Fassungen drucken, stimmt überein.\n\nGeänderte Texte, die nur in \
                Szenarien stehen\n  data/neu/texte/kosten_foerderung.md\n";
    assert_eq!(papers.printed("diff data/alt data/neu"), said);
    assert_eq!(papers.printed("diff data/alt data/neu --format md"), said);
    let json: serde_json::Value =
        serde_json::from_str(&papers.printed("diff data/alt data/neu --json")).unwrap();
    assert_eq!(json["gleich"], false);
    assert_eq!(json["szenariotexte"][0], "data/neu/texte/kosten_foerderung.md");
    // Beside other changes it is named, too; with the same sentence nothing is.
    let papers = papers.edit("data/neu/stellen.yaml", "anteil: 0.5", "anteil: 1.0");
    let text = papers.printed("diff data/alt data/neu");
    assert!(text.ends_with("Szenarien stehen\n  data/neu/texte/kosten_foerderung.md\n"), "{text}");
    let papers =
        papers.edit("data/neu/texte/kosten_foerderung.md", "Es beginnt groß", "Es beginnt klein");
    let text = papers.printed("diff data/alt data/neu");
    assert!(!text.contains("nur in Szenarien"), "{text}");
}

// ---------------------------------------------------------------- where versions are

#[test]
fn a_revision_is_read_through_git() {
    let papers = Papers::new();
    assert_eq!(papers.refused("diff HEAD:data/alt data/neu"), "git-archiv-fehlt");
    let git = |line: &str| {
        let who = ["-c", "user.name=Test", "-c", "user.email=test@example.org"];
        let mut git = Command::new("git");
        git.args(who).args(line.split(' ')).current_dir(papers.0.path());
        git.output().is_ok_and(|output| output.status.success())
    };
    if !git("init -q") {
        return skipped("git");
    }
    assert!(git("add .") && git("commit -qm Erste"));
    let papers = papers.edit("data/neu/stellen.yaml", "anteil: 0.5", "anteil: 1.0");
    let text = papers.printed("diff HEAD:data/neu data/neu");
    assert!(text.contains("bisher HEAD:data/neu/stellen.yaml:24, neu data/neu/stellen.yaml:24"));
    assert!(text.contains("  stellen.assistenz.anteil: 0.5 → 1.0\n"), "{text}");
    assert_eq!(
        papers.printed("diff HEAD:data/neu/ data/alt"),
        "Die beiden Fassungen stimmen überein.\n"
    );
    assert_eq!(
        papers.printed("diff HEAD:./data/neu HEAD:data/alt"),
        "Die beiden Fassungen stimmen überein.\n"
    );
    assert_eq!(papers.refused("diff HEAD~1:data/neu data/neu"), "git-fassung-fehlt");
    assert_eq!(papers.refused("diff --json -- --all:data/neu data/neu"), "git-fassung-fehlt");
    assert_eq!(papers.refused("diff HEAD:data/fehlt data/neu"), "git-ordner-fehlt");
    assert_eq!(papers.refused("diff HEAD:../x data/neu"), "git-ordner-fehlt");
    assert_eq!(papers.refused("diff HEAD:data/neu/stellen.yaml data/neu"), "git-ordner-fehlt");
}

#[test]
fn a_revision_with_more_files_than_a_paper_has_is_refused() {
    let papers = Papers::new();
    for number in 0..2_001 {
        fs::write(papers.path(&format!("data/alt/{number}.txt")), "x").unwrap();
    }
    let git = |line: &str| {
        let who = ["-c", "user.name=Test", "-c", "user.email=test@example.org"];
        let mut git = Command::new("git");
        git.args(who).args(line.split(' ')).current_dir(papers.0.path());
        git.output().is_ok_and(|output| output.status.success())
    };
    if !git("init -q") {
        return skipped("git");
    }
    assert!(git("add .") && git("commit -qm Erste"));
    assert_eq!(papers.refused("diff HEAD:data/alt data/neu"), "git-zu-gross");
}

#[test]
fn without_git_a_revision_is_refused() {
    let papers = Papers::new();
    let mut command = Command::new(env!("CARGO_BIN_EXE_vorlage"));
    let empty = papers.path("leer");
    fs::create_dir(&empty).unwrap();
    command.args(["diff", "HEAD:data/alt", "data/neu"]).current_dir(papers.0.path());
    let output = command.env("PATH", &empty).output().unwrap();
    assert!(String::from_utf8(output.stderr).unwrap().contains("Fehler[git-fehlt]"));
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn a_pdf_is_read_with_the_data_that_it_carries() {
    let papers = assistant();
    papers.printed("build data/alt --nachweis");
    let text = papers.printed("diff output/alt/beschlussvorlage.pdf data/neu");
    assert!(
        text.contains("bisher output/alt/beschlussvorlage.pdf: daten/stellen.yaml:24"),
        "{text}"
    );
    assert!(text.contains("+60.447,10\u{a0}€"), "{text}");
    // The annex that was asked for is part of the paper that lies there.
    let text = papers.printed("diff output/alt/beschlussvorlage.pdf data/alt");
    assert!(text.contains("Berechnungsnachweis") && !text.contains("Geänderte Zahlen"), "{text}");
    papers.printed("build data/alt");
    assert_eq!(
        papers.printed("diff output/alt/beschlussvorlage.pdf data/alt"),
        "Die beiden Fassungen stimmen überein.\n"
    );
    fs::write(papers.path("leer.pdf"), "%PDF-1.7").unwrap();
    assert_eq!(papers.refused("diff leer.pdf data/neu"), "pdf-beschaedigt");
}

/// The published scenario: with 6 instead of 11 posts of case management the Eigenanteil
/// is 315.108,05 instead of 380.108,05.
#[test]
fn a_pdf_of_a_scenario_is_read_as_that_scenario() {
    let papers = Papers::new();
    papers.printed("build data/alt --szenario startaufstellung");
    let line = "diff data/alt output/alt-startaufstellung/beschlussvorlage.pdf";
    let text = papers.printed(line).replace('\u{a0}', " ");
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(words.contains("Eigenanteil 380.108,05 € 315.108,05 € −65.000,00 €"), "{text}");
    // 380.108,05 of 1.686.708,05 are 22,5 %, 315.108,05 of 1.346.708,05 are 23,4 %.
    let quote = "Eigenanteil am Projektvolumen 22,5 % 23,4 % +0,9 Prozentpunkte";
    assert!(words.contains(quote), "{text}");
    assert!(text.contains("stellen.traeger.anteil.2022: 10 → 5"), "{text}");
}

#[test]
fn templates_that_only_a_pdf_knows_are_not_run_unasked() {
    let papers = Papers::new();
    let own = root().join("templates/doppik/abschnitte/alternative.md");
    let text =
        fs::read_to_string(own).unwrap().replace("## Beschlussalternative", "## Alternative");
    let folder = papers.path("templates/koeln/abschnitte");
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("alternative.md"), text).unwrap();
    papers.printed("build data/alt");
    fs::remove_dir_all(papers.path("templates")).unwrap();
    let line = "diff output/alt/beschlussvorlage.pdf data/neu";
    assert_eq!(papers.refused(line), "vorlagendateien-fremd");
    let text = papers.printed(&format!("{line} --trust-templates"));
    assert!(text.contains("{--Alternative--}{++Beschlussalternative++}"), "{text}");
}

#[test]
fn each_side_tells_what_is_wrong_with_it() {
    let papers = Papers::new().edit("data/alt/stellen.yaml", "anteil: 1.5", "anteil: viel");
    let output = papers.run("diff data/alt data/fehlt");
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(
        said.contains("Fehler[zahl-ungueltig]") && said.contains("Fehler[fassung-fehlt]"),
        "{said}"
    );
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(papers.run("diff data/alt").status.code(), Some(2));
    assert_eq!(papers.run("diff data/alt data/neu --format xlsx").status.code(), Some(2));
}

// ---------------------------------------------------------------- the document

#[test]
fn the_document_proves_every_amount_and_marks_every_word() {
    let papers = assistant();
    let paths = papers.printed("diff data/alt data/neu --format md,pdf,typ --out aus");
    assert_eq!(
        paths,
        "aus/neu-vergleich/vergleich.md\naus/neu-vergleich/vergleich.pdf\naus/neu-vergleich/vergleich.typ\n"
    );
    let read =
        |name: &str| fs::read_to_string(papers.path("aus/neu-vergleich").join(name)).unwrap();
    let (markdown, typst) = (read("vergleich.md"), read("vergleich.typ"));
    for row in [
        "| Eigenanteil | 380.108,05\u{a0}€ | 440.555,15\u{a0}€ | +60.447,10\u{a0}€ |",
        "| **1,0 Stelle A\u{a0}7 LBesG NRW** | | |",
        "| 2023 | {--**8.076,11\u{a0}€**--} | {++**16.152,21\u{a0}€**++} |",
    ] {
        assert!(markdown.contains(row), "{row}");
    }
    // Struck words stand only in the column „Bisher“, underlined ones only in „Neu“.
    let (mut struck, mut underlined) = (1, 1);
    for row in markdown.lines().filter(|line| line.starts_with("| ")) {
        let cells: Vec<&str> = row.split(" | ").collect();
        struck += row.matches("{--").count();
        underlined += row.matches("{++").count();
        assert!(!row.contains("{--") || cells[1].contains("{--"), "{row}");
        assert!(cells.iter().skip(2).all(|cell| !cell.contains("{--")), "{row}");
        assert!(cells.iter().take(2).all(|cell| !cell.contains("{++")), "{row}");
    }
    let body = typst.split("#show: seite.with(").nth(1).unwrap();
    assert_eq!(body.matches("#gestrichen[").count(), struck);
    assert_eq!(body.matches("#eingefuegt[").count(), underlined);
    assert!(struck > 30 && underlined > 30);
    assert!(!body.contains("{--") && !body.contains("{++"));
    let again = papers.printed("diff data/alt data/neu --format pdf --out noch");
    assert_eq!(again, "noch/neu-vergleich/vergleich.pdf\n");
    let bytes =
        |folder: &str| fs::read(papers.path(folder).join("neu-vergleich/vergleich.pdf")).unwrap();
    assert_eq!(bytes("aus"), bytes("noch"));
}

/// It carries no data, and `verify` knows that this may be why.
#[test]
fn the_document_is_not_taken_for_a_foreign_one() {
    let papers = assistant();
    papers.printed("diff data/alt data/neu --format pdf");
    let line = "verify output/neu-vergleich/vergleich.pdf";
    assert_eq!(papers.refused(line), "pdf-ohne-daten");
    let said = String::from_utf8(papers.run(line).stderr).unwrap();
    assert!(said.contains("Ein Vergleich, den `vorlage diff` geschrieben hat"), "{said}");
    assert!(!said.contains("nicht mit vorlage erstellt"), "{said}");
}

#[test]
fn the_document_conforms_to_pdf_ua_1_and_pdf_a_3a() {
    let papers = assistant();
    papers.printed("diff data/alt data/neu --format pdf");
    let file = papers.path("output/neu-vergleich/vergleich.pdf");
    let script = root().join("tests/verapdf/run.sh");
    let output = Command::new("sh").arg(script).arg("ua1,3a").arg(&file).output().unwrap();
    if output.status.code() == Some(2) {
        return skipped("veraPDF");
    }
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{said}");
    for profile in ["ua1", "3a"] {
        assert!(said.contains(&format!("PASS {profile} vergleich.pdf ")), "{said}");
    }
}

#[test]
fn a_page_layout_without_the_functions_is_told_what_to_add() {
    let papers = assistant();
    let old = fs::read_to_string(root().join("templates/gemeinsam/seite.typ")).unwrap();
    let old =
        old.replace("#let gestrichen(", "#let durch(").replace("#let eingefuegt(", "#let dazu(");
    fs::create_dir_all(papers.path("templates/koeln")).unwrap();
    fs::write(papers.path("templates/koeln/seite.typ"), old).unwrap();
    assert_eq!(papers.refused("diff data/alt data/neu --format pdf"), "seite-ohne-funktion");
    assert!(!papers.path("output").exists());
    // The papers themselves need no such function.
    papers.printed("build data/neu");
}

#[test]
fn marks_that_a_clerk_typed_are_text() {
    let text = document("# Titel\n\nEin {--Text--} mit {++Klammern++}.\n");
    let source = typeset(&text, &look());
    assert!(!source.contains("#gestrichen[") && source.contains("{--Text--}"));
    assert!(pdf(&text, &changed(&look(), &[("#let gestrichen(", "#let durch(")])).is_ok());
}

// ---------------------------------------------------------------- texts

fn compare(old: &str, new: &str) -> Synopse {
    let mut figures = Figures::default();
    let [old, new] = [old, new].map(|text| document(&format!("# Titel\n\n{text}\n")));
    let ids = figures.adopt(Frame::Own, &Figures::default(), &Clone::clone);
    compare::synopse((&old, ids), (&new, ids), &Wording::default())
}

fn told(of: &Passage) -> String {
    let also = |word: &str, place: &Option<Vec<compare::Word>>| {
        place
            .as_deref()
            .map(|place| format!(" ({word} {})", compare::text(place)))
            .unwrap_or_default()
    };
    let (bisher, now) = (also("bisher", &of.bisher), also("jetzt", &of.now));
    format!("{}{bisher}{now}: {:?}", compare::text(&of.origin), of.fate)
}

fn all_told(synopse: &Synopse) -> Vec<String> {
    synopse.sections.iter().flat_map(|of| &of.passages).map(told).collect()
}

/// What is said beside the words, by place.
fn marks(synopse: &Synopse) -> Vec<(String, String, String)> {
    let all = synopse.sections.iter().flat_map(|of| &of.passages);
    let beside = all.flat_map(|of| of.counterpart.iter().filter(|of| !of.is_unchanged()));
    let name =
        |of: &compare::Counterpart| of.column.as_deref().map(compare::text).unwrap_or_default();
    beside.map(|of| (name(of), plain(&of.old), plain(&of.new))).collect()
}

#[test]
fn another_target_of_a_link_and_another_emphasis_are_changes() {
    let old = "Siehe [Richtlinie](https://example.org/a) und **den** Bescheid.";
    let link = old.replace("/a", "/b");
    let plain = old.replace("**", "");
    let owned = |all: [&str; 3]| all.map(str::to_owned).into();
    assert_eq!(
        marks(&compare(old, &link)),
        [owned([
            "Verweise",
            "Verweis auf „https://example.org/a“",
            "Verweis auf „https://example.org/b“"
        ])]
    );
    assert_eq!(marks(&compare(old, &plain)), [owned(["Hervorhebung", "fett „den“", ""])]);
    let row = |cell: &str| format!("| A | B |\n|---|---|\n| x | {cell} |\n");
    assert_eq!(
        marks(&compare(&row("1"), &row("*1*"))),
        [owned(["Hervorhebung", "", "kursiv „1“"])]
    );
    // Words that changed take their emphasis with them.
    assert_eq!(marks(&compare(old, &old.replace("den", "jenen"))).len(), 1);
}

#[test]
fn only_equal_texts_are_said_to_be_equal() {
    let papers = Papers::new();
    let path = papers.path("data/neu/texte/kosten_foerderung.md");
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, text.replace("**Festbetragsfinanzierung**", "Festbetragsfinanzierung"))
        .unwrap();
    let said = papers.printed("diff data/alt data/neu");
    assert!(said.contains("Hervorhebung: {--fett „Festbetragsfinanzierung“--}"), "{said}");
}

#[test]
fn what_replaces_an_item_stands_beside_it() {
    let old = format!("## Beschluss\n\n{FIRST}2. Bäume pflanzen.\n3. {THIRD}");
    let new = format!("## Beschluss\n\n{FIRST}2. Wege aus Kies.\n3. {THIRD}");
    let synopse = compare(&old, &new);
    assert_eq!(
        all_told(&synopse),
        ["Ziffer 1: Unchanged", "Ziffer 2: Changed", "Ziffer 3: Unchanged"]
    );
    let shown = fragment(&synopse, 3);
    assert!(
        shown.contains(
            "| Ziffer 2 | \u{e003}Bäume pflanzen.\u{e005} | \u{e004}Wege aus Kies.\u{e005} |"
        ),
        "{shown}"
    );
}

#[test]
fn what_only_moved_is_told_once() {
    let row = |name: &str| format!("| {name} in der Verwaltung der Stadt | 1 |\n");
    let table = |rows: [&str; 2]| format!("| A | B |\n|---|---|\n{}{}", row(rows[0]), row(rows[1]));
    let synopse =
        compare(&table(["Leitung", "Sachbearbeitung"]), &table(["Sachbearbeitung", "Leitung"]));
    let shown = fragment(&synopse, 3);
    assert_eq!(shown.matches("… verschoben …").count(), 1, "{shown}");
    assert!(!shown.contains("bisher") && !shown.contains("jetzt"), "{shown}");

    let parts =
        |first: &str, second: &str| format!("## {first}\n\n{SECOND}\n## {second}\n\n{THIRD}");
    let new = format!("## Ziele\n\n{THIRD}\n## Lage\n\n{SECOND}");
    let shown = fragment(&compare(&parts("Lage", "Ziele"), &new), 3);
    assert_eq!(shown.matches("(verschoben)").count(), 1, "{shown}");
    assert!(!shown.contains("neuer Abschnitt") && !shown.contains("entfällt"), "{shown}");
}

#[test]
fn a_table_of_other_columns_is_another_table() {
    let old = "| Platz | Ansatz | VE |\n|---|---|---|\n| Nord | 1 | 2 |\n";
    let new = "| Platz | bisher | nunmehr |\n|---|---|---|\n| Nord | 1 | 3 |\n";
    let lagen: Vec<Fate> =
        compare(old, new).sections[0].passages.iter().map(|of| of.fate).collect();
    assert_eq!(lagen, [Fate::Gone, Fate::Gone, Fate::New, Fate::New]);
}

/// Case 5: 800.000 € are paid in 2016, 12.619.777,17 € in 2019; what a plan lacks in a year
/// is nothing in it.
#[test]
fn a_year_that_a_plan_lacks_counts_as_nothing() {
    let papers = Papers::new();
    for name in ["chorweiler-2016", "chorweiler-2018"] {
        copy(&root().join("data").join(name), &papers.path("data").join(name));
    }
    let text =
        papers.printed("diff data/chorweiler-2016 data/chorweiler-2018").replace('\u{a0}', " ");
    let line = |year: &str| {
        let after = text.split(&format!("Haushaltsjahr {year}")).nth(1).unwrap();
        let line =
            after.lines().find(|line| line.trim_start().starts_with("Auszahlungen")).unwrap();
        line.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    assert_eq!(line("2016"), "Auszahlungen 800.000,00 € – −800.000,00 €");
    assert!(!text.contains("+0,00"), "{text}");
    assert_eq!(line("2019"), "Auszahlungen – 12.619.777,17 € +12.619.777,17 €");
}

#[test]
fn posts_tell_with_whom_they_are_and_bodies_their_order() {
    let papers = Papers::new().edit(
        "data/neu/stellen.yaml",
        "    rolle: assistenz\n    baustein: steuerung\n",
        "    alternativ: E 8\n    einrichtung: vorhanden\n    rolle: assistenz\n    baustein: casemanagement\n",
    );
    let said = papers.printed("diff data/alt data/neu");
    for expected in [
        "    Alternative Bewertung: E 8\n",
        "    Einrichtung: wird neu eingerichtet → ist vorhanden\n",
        "    Förderbaustein: ",
    ] {
        assert!(said.contains(expected), "{expected} in {said}");
    }
    let papers = Papers::new()
        .edit("data/neu/vorlage.yaml", "gremium: Integrationsrat", "gremium: Platzhalter")
        .edit(
            "data/neu/vorlage.yaml",
            "gremium: Ausschuss Soziales und Senioren",
            "gremium: Integrationsrat",
        )
        .edit(
            "data/neu/vorlage.yaml",
            "gremium: Platzhalter",
            "gremium: Ausschuss Soziales und Senioren",
        );
    let said = papers.printed("diff data/alt data/neu");
    assert!(
        said.contains(
            "\n  Reihenfolge der Beratungen\n    Reihenfolge: Integrationsrat, Ausschuss Soziales"
        ),
        "{said}"
    );
}

const FIRST: &str = "1. Der Rat nimmt am Programm teil und trägt die Kosten.\n";
const SECOND: &str = "Die Verwaltung richtet vier neue Stellen ein.\n";
const THIRD: &str = "Der Finanzausschuss erhält jährlich einen schriftlichen Bericht.\n";

#[test]
fn a_ziffer_that_was_put_in_does_not_shift_the_rest() {
    let old = format!("## Beschluss\n\n{FIRST}2. {SECOND}3. {THIRD}");
    let new =
        format!("## Beschluss\n\n{FIRST}2. Hinzu kommt etwas ganz anderes.\n3. {SECOND}4. {THIRD}");
    assert_eq!(
        all_told(&compare(&old, &new)),
        [
            "Ziffer 1: Unchanged",
            "Ziffer 2: New",
            "Ziffer 3 (bisher Ziffer 2): Unchanged",
            "Ziffer 4 (bisher Ziffer 3): Unchanged",
        ]
    );
    assert_eq!(
        all_told(&compare(&new, &old)),
        [
            "Ziffer 1: Unchanged",
            "Ziffer 2: Gone",
            "Ziffer 2 (bisher Ziffer 3): Unchanged",
            "Ziffer 3 (bisher Ziffer 4): Unchanged",
        ]
    );
    let shown = fragment(&compare(&old, &new), 3);
    assert!(shown.contains("\n| Ziffer 3 (bisher Ziffer 2) | … unverändert … | … |"), "{shown}");
    assert!(
        shown.contains(
            "\n| Ziffer 2 | … nicht vorhanden … | \u{e004}Hinzu kommt etwas ganz anderes.\u{e005} |"
        ),
        "{shown}"
    );
}

#[test]
fn a_ziffer_that_moved_is_known_again() {
    let old = format!("## Beschluss\n\n{FIRST}2. {SECOND}3. {THIRD}");
    let new = format!(
        "## Beschluss\n\n1. {THIRD}2. Der Rat nimmt am Programm teil und trägt die Kosten.\n3. {SECOND}"
    );
    let found = all_told(&compare(&old, &new));
    assert_eq!(
        found,
        [
            "Ziffer 1 (bisher Ziffer 3): Moved",
            "Ziffer 2 (bisher Ziffer 1): Unchanged",
            "Ziffer 3 (bisher Ziffer 2): Unchanged",
            "Ziffer 3 (jetzt Ziffer 1): Moved",
        ]
    );
    let away = format!("## Beschluss\n\n{FIRST}2. {SECOND}\n## Begründung\n\nKurz.\n\n{THIRD}");
    let found = all_told(&compare(&format!("{old}\n## Begründung\n\nKurz.\n"), &away));
    assert!(
        found.contains(&"Absatz 2 (bisher Beschluss, Ziffer 3): Moved".to_owned()),
        "{found:?}"
    );
    assert!(
        found.contains(&"Ziffer 3 (jetzt Begründung, Absatz 2): Moved".to_owned()),
        "{found:?}"
    );
}

#[test]
fn a_table_is_compared_cell_by_cell() {
    let old = "## Kosten\n\n| Zeile | 2021 | 2022 |\n|---|---|---|\n| Personal | 10 | 20 |\n| Sache | 1 | 2 |\n| Summe | 11 | 22 |\n";
    let new = "## Kosten\n\n| Zeile | 2021 | 2022 | 2023 |\n|---|---|---|---|\n| Personal | 10 | 25 | 30 |\n| Miete | 7 | 7 | 7 |\n| Sache | 1 | 2 | – |\n| Summe | 18 | 34 | 37 |\n";
    let synopse = compare(old, new);
    assert_eq!(
        all_told(&synopse),
        [
            "Spaltenköpfe: Changed",
            "Personal: Changed",
            "Miete: New",
            "Sache: Changed",
            "Summe: Changed",
        ]
    );
    let kosten = synopse.sections.last().unwrap();
    let personal = &kosten.passages[1];
    let cells: Vec<(String, String, String, bool)> = personal
        .counterpart
        .iter()
        .map(|of| {
            let column = compare::text(of.column.as_deref().unwrap());
            (column, plain(&of.old), plain(&of.new), of.is_unchanged())
        })
        .collect();
    let cell =
        |column: &str, old: &str, new: &str, same| (column.into(), old.into(), new.into(), same);
    assert_eq!(
        cells,
        [
            cell("Zeile", "Personal", "Personal", true),
            cell("2021", "10", "10", true),
            cell("2022", "20", "25", false),
            cell("2023", "", "30", false),
        ]
    );
    // The unchanged cells of a row are not repeated.
    let shown = vorlage::document::marks::spell_out(&fragment(&synopse, 3)).unwrap().0;
    let expected = "| **Personal** | | |\n| 2022 | {--20--} | {++25++} |\n| 2023 | … nicht vorhanden … | {++30++} |\n\
        | Neue Zeile | … nicht vorhanden … | {++Miete, 7, 7, 7++} |\n| Sache, 2023 | … nicht vorhanden … | {++–++} |\n";
    assert!(shown.contains(expected), "{shown}");
}

#[test]
fn rows_are_known_by_their_name_or_else_by_their_values() {
    let table = |rows: &str| format!("| Zeile | Wert |\n|---|---|\n{rows}");
    let found = compare(
        &table("| Sachkosten | 12 |\n| | Summe 4 |\n| Miete | 7 |\n"),
        &table("| Sonstiges | 12 |\n| | Summe 5 |\n| Pacht | 8 |\n"),
    );
    assert_eq!(
        all_told(&found),
        ["Spaltenköpfe: Unchanged", "Sonstiges: Changed", ": Changed", "Miete: Gone", "Pacht: New"]
    );
    let shown = fragment(&found, 3);
    assert!(shown.contains("\n| Zeile ohne Bezeichnung | Summe "), "{shown}");
    assert!(
        shown.contains("\n| Zeile entfällt | \u{e003}Miete, 7\u{e005} | … nicht vorhanden … |"),
        "{shown}"
    );
}

/// The lines of a diagram are compared one by one; none of them ends a row of the synopsis.
#[test]
fn a_diagram_is_compared_line_by_line() {
    let text = |amount: &str, rest: &str| {
        format!(
            "## Kosten\n\n```diagramm jahre\nKosten\nHaushaltsjahr 2021\nAufwendungen: 12\n\
             Eigenanteil: {amount}\n{rest}```\n"
        )
    };
    let found = compare(&text("5", ""), &text("7", "\nHaushaltsjahr 2022\nEigenanteil: 8\n"));
    let shown = vorlage::document::marks::spell_out(&fragment(&found, 3)).unwrap().0;
    assert!(shown.contains("| Haushaltsjahr 2021: Eigenanteil | {--5--} | {++7++} |\n"), "{shown}");
    assert!(shown.contains("| … nicht vorhanden … | {++Haushaltsjahr 2022++} |\n"), "{shown}");
    assert!(shown.contains("\n| **Diagramm „Kosten“** | | |\n"), "{shown}");
    let rows = shown.lines().filter(|line| line.starts_with("| ") && !line.ends_with(" | | |"));
    assert!(
        rows.clone().all(|row| row.ends_with('|') && row.matches(" | ").count() == 2),
        "{shown}"
    );
    assert!(!shown.contains("`"), "{shown}");
}

/// Points of a Ziffer are counted through, whatever stands between its lists.
#[test]
fn points_of_one_item_have_one_number_each() {
    let text = |post: &str| {
        format!(
            "## Beschluss\n\n1. Stellen:\n\n   **Baustein 1**\n\n   - eine Leitung\n   - zwei Kräfte\n\n   \
             **Baustein 2**\n\n   - {post} im Außendienst\n\n2. Ende:\n\n   - sofort\n"
        )
    };
    let told = all_told(&compare(&text("drei"), &text("vier")));
    assert_eq!(
        told,
        [
            "Ziffer 1: Unchanged",
            "Ziffer 1, Absatz 2: Unchanged",
            "Ziffer 1, Punkt 1: Unchanged",
            "Ziffer 1, Punkt 2: Unchanged",
            "Ziffer 1, Absatz 3: Unchanged",
            "Ziffer 1, Punkt 3: Changed",
            "Ziffer 2: Unchanged",
            "Ziffer 2, Punkt 1: Unchanged",
        ]
    );
}

/// What a council member need not read stands in a line: letterhead, unchanged sections, and
/// a long clause that stands word for word in two sections.
#[test]
fn a_synopsis_says_everything_once() {
    let clause = "Die erforderlichen Mittel werden im Rahmen der Aufstellung des nächsten \
        Haushaltes innerhalb des dann zugewiesenen Budgets vorgesehen, soweit nicht";
    let text = |nummer: &str, amount: &str| {
        format!(
            "**Stadt**\n\n| Dezernat | Nummer |\n|---|---|\n| V | {nummer} |\n\n\
             ## Betreff\n\nBeratung.\n\n## Beschluss\n\nDer Rat beschließt:\n\n{FIRST}\n\
             2. Das Geld:\n\n   - {SECOND}\n   - {clause} {amount} ausreicht.\n   - {THIRD}\n\n\
             ## Kosten\n\nAufteilung:\n\n- {clause} {amount} ausreicht.\n\n## Klima\n\nKeine.\n"
        )
    };
    let found = compare(&text("12/2024", "eins"), &text("12/2024/1", "zwei"));
    let shown = vorlage::document::marks::spell_out(&fragment(&found, 3)).unwrap().0;
    assert!(
        shown.starts_with(
            "Im Kopf der Vorlage ändert sich: Nummer „12/2024/1“ statt bisher „12/2024“.\n\n\
             Unverändert sind die Abschnitte „Betreff“ und „Klima“.\n\n### Beschluss\n"
        ),
        "{shown}"
    );
    for row in [
        "\n| Absatz 1 bis Ziffer 2, Punkt 1 | … unverändert … | … |\n",
        "\n| Ziffer 2, Punkt 3 | … unverändert … | … |\n",
        "\n| Punkt 1 | … wie im Abschnitt „Beschluss“, Ziffer 2, Punkt 2 … | … wie im Abschnitt „Beschluss“, \
            Ziffer 2, Punkt 2 … |",
    ] {
        assert!(shown.contains(row), "{row}\nin\n{shown}");
    }
    assert_eq!(shown.matches("zwei").count(), 1, "{shown}");
}

#[test]
fn what_stands_below_a_renumbered_ziffer_is_folded() {
    let list = |first: &str| {
        format!("## Beschluss\n\n{first}2. Stellen:\n   - eine Leitung\n   - zwei Kräfte\n")
    };
    let new = list("1. Neu und wichtig ist dies.\n");
    let old = list("").replace("2. Stellen", "1. Stellen");
    assert_eq!(
        all_told(&compare(&old, &new)),
        [
            "Ziffer 1: New",
            "Ziffer 2 (bisher Ziffer 1): Unchanged",
            "Ziffer 2, Punkt 1: Unchanged",
            "Ziffer 2, Punkt 2: Unchanged",
        ]
    );
}

#[test]
fn a_new_heading_for_the_same_text_is_one_change() {
    let old = format!("## Begründung\n\n{SECOND}{THIRD}");
    let found = compare(&old, &old.replace("## Begründung", "## Sachverhalt"));
    assert_eq!(
        all_told(&found),
        ["Überschrift: Changed", "Absatz 1: Unchanged"].map(str::to_owned)
    );
}

/// All words of one side, in the order in which its document has them.
fn side(synopse: &Synopse, is_old: bool) -> Vec<String> {
    let gone = if is_old { Fate::New } else { Fate::Gone };
    let parts = synopse.sections.iter().flat_map(|of| &of.passages);
    let parts = parts.filter(|of| of.fate != gone && of.now.is_none());
    parts
        .map(|of| {
            of.counterpart
                .iter()
                .map(|beside| plain(if is_old { &beside.old } else { &beside.new }))
                .collect()
        })
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Whatever changed, the column „Bisher“ is the old text and „Neu“ the new one.
    #[test]
    fn both_texts_come_out_of_the_synopsis(
        old in prop::collection::vec("[ABC][a-c]{1,3}( [a-c]{1,4}){0,9}\\.( [ABC][a-c]{1,3}( [a-c]{1,4}){0,9}\\.){0,3}", 0..6),
        new in prop::collection::vec("[ABC][a-c]{1,3}( [a-c]{1,4}){0,9}\\.( [ABC][a-c]{1,3}( [a-c]{1,4}){0,9}\\.){0,3}", 0..6),
    ) {
        let synopse = compare(&old.join("\n\n"), &new.join("\n\n"));
        prop_assert_eq!(side(&synopse, false), new);
        let mut old = side(&synopse, true);
        let mut expected = old.clone();
        // What moved is told where it stands now.
        old.sort();
        expected.sort();
        prop_assert_eq!(old, expected);
    }

    /// A paper compared with itself has no change, and its fragment no mark.
    #[test]
    fn a_text_is_the_same_as_itself(text in prop::collection::vec("[a-c ]{1,20}", 0..6)) {
        let text = text.join("\n\n");
        let synopse = compare(&text, &text);
        prop_assert!(synopse.is_empty());
        let is_marked = fragment(&synopse, 2).contains('\u{e003}');
        prop_assert!(!is_marked);
    }
}

fn skipped(program: &str) {
    eprintln!("skipped: {program} is not available");
}
