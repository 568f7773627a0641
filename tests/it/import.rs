//! A table of the personnel office becomes changes of the data, and nothing else of
//! them changes.
//!
//! Tables are made here, by programs that share no code with the reader. `muster/`
//! is a paper of twelve Stellen in every way in which YAML can be written.

mod appearance;
mod findings;
mod meaning;
mod properties;
mod quantities;
mod question;
mod tables;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;
use vorlage::data::import::{self, Choice, Import};

use crate::files::root;

/// A copy of the paper, and room for tables beside it.
pub(crate) struct Amt {
    folder: TempDir,
}

impl Amt {
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let from = root().join("tests/import/muster");
        fs::create_dir_all(folder.path().join("muster/texte")).unwrap();
        for name in ["vorlage.yaml", "stellen.yaml", "texte/alternative.md", "texte/begruendung.md"]
        {
            fs::copy(from.join(name), folder.path().join("muster").join(name)).unwrap();
        }
        Self { folder }
    }

    pub(crate) fn paper(&self) -> PathBuf {
        self.folder.path().join("muster")
    }

    /// A table called `name`.
    pub(crate) fn table(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.folder.path().join(name);
        fs::write(&path, bytes).unwrap();
        path
    }

    pub(crate) fn read(&self, name: &str) -> String {
        fs::read_to_string(self.paper().join(name)).unwrap()
    }

    pub(crate) fn write(&self, name: &str, text: &str) {
        fs::write(self.paper().join(name), text).unwrap();
    }

    pub(crate) fn import(&self, table: &Path) -> Import {
        import::stellen(table, &self.paper(), &Choice::default())
    }

    /// Runs the program in the folder that holds the paper.
    pub(crate) fn run(&self, line: &str) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_vorlage"));
        command.args(line.split(' ')).current_dir(self.folder.path()).stdin(Stdio::null());
        command.env_remove("CLICOLOR_FORCE").output().unwrap()
    }
}

pub(crate) fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap().replace('\u{a0}', " ")
}

/// `text` with every `old`, which stands there once, replaced by its `new`.
fn with(text: &str, replaced: &[(&str, &str)]) -> String {
    replaced.iter().fold(text.to_owned(), |text, (old, new)| {
        assert_eq!(text.matches(old).count(), 1, "{old}");
        text.replace(old, new)
    })
}

/// The ten changed Stellen as they stand in the data, before and after.
const TEN: [(&str, &str); 11] = [
    ("anteil: 0.5          # Antrag", "anteil: 1.0          # Antrag"),
    ("anteil: '0.5'", "anteil: '0.75'"),
    ("id: quartier_03\n    anteil: 0.5\n", "id: quartier_03\n    anteil: 2.0\n"),
    ("anteil: \"0.5\"   # „vorläufig“", "anteil: \"0.25\"   # „vorläufig“"),
    (
        "id: quartier_05\n    anteil: 0.5\n    kostensatz: s12\n",
        "id: quartier_05\n    anteil: 0.5\n    kostensatz: s15\n",
    ),
    ("quartier_06, anteil: 0.5, kostensatz: s12", "quartier_06, anteil: 1.5, kostensatz: s15"),
    (
        "zeitraum: stellen      # siehe",
        "zeitraum: { von: 01.04.2026, bis: 30.09.2026 }      # siehe",
    ),
    ("von: 01.04.2026     # Einst", "von: 01.07.2026     # Einst"),
    ("\"Beratung: \\\"offene\\\" Sprechstunde\"", "\"Beratung „offen“ für \\\"alle\\\"\""),
    ("id: quartier_10\n    anteil: 0.5\n", "id: quartier_10\n    anteil: 0.46\n"),
    ("# Ende der Stellen.", "# Ende der Stellen."),
];

#[test]
fn ten_changed_stellen_change_their_values_and_no_other_byte() {
    let amt = Amt::new();
    amt.table("personal.xlsx", &tables::ten());
    let before = amt.read("stellen.yaml");

    let shown = amt.run("import stellen personal.xlsx muster");
    assert_eq!((text(&shown.stderr), shown.status.code()), (String::new(), Some(0)));
    assert_eq!(amt.read("stellen.yaml"), before);
    let shown = text(&shown.stdout);
    // Twelve times 72.000 × 0,5 × 9/12 before, afterwards
    //   54.000 = 72.000 × 1,0 × 9/12      40.500 = 72.000 × 0,75 × 9/12
    //  108.000 = 72.000 × 2,0 × 9/12      13.500 = 72.000 × 0,25 × 9/12
    //   30.000 = 80.000 × 0,5 × 9/12      90.000 = 80.000 × 1,5 × 9/12
    //   18.000 = 72.000 × 0,5 × 6/12, twice   27.000 = 72.000 × 0,5 × 9/12, three times
    //   24.840 = 72.000 × 0,46 × 9/12
    for line in [
        "10 geänderte Stellen\n",
        "\nquartier_01\n  anteil  0.5 → 1.0\n",
        "  zeitraum  01.04.2026 – 31.12.2026 → 01.04.2026 – 30.09.2026\n",
        "Eigenanteil insgesamt                              324.000,00 €  477.840,00 €  +153.840,00 €\n",
        "1 Stelle der Daten steht nicht in der Tabelle und bleibt unverändert: quartier_12\n",
        "Nicht ausgewertete Spalten: „Name“\n",
        "Nichts eingetragen; mit `--write` werden die Änderungen eingetragen.\n",
    ] {
        assert!(shown.contains(line), "{line} in\n{shown}");
    }

    let written = amt.run("import stellen personal.xlsx muster --write");
    assert_eq!(written.status.code(), Some(0), "{}", text(&written.stderr));
    assert_eq!(amt.read("stellen.yaml"), with(&before, &TEN));
    let built = amt.run("build muster --format md");
    assert_eq!(built.status.code(), Some(0), "{}", text(&built.stderr));
    let paper = fs::read_to_string(amt.folder.path().join("output/muster/beschlussvorlage.md"));
    assert!(
        text(paper.unwrap().as_bytes()).contains("Die Beratung kostet insgesamt 477.840,00 €.")
    );

    let again = amt.run("import stellen personal.xlsx muster --write");
    assert!(text(&again.stdout).starts_with("Keine Änderungen.\n"), "{}", text(&again.stdout));
    assert_eq!(amt.read("stellen.yaml"), with(&before, &TEN));
}

#[test]
fn marks_and_ends_of_lines_stay_as_the_editor_wrote_them() {
    let amt = Amt::new();
    let unix = amt.read("stellen.yaml");
    let dos = format!("\u{FEFF}{}", unix.replace('\n', "\r\n"));
    amt.write("stellen.yaml", &dos);
    let table = amt.table("p.csv", "Kennung;Anteil\nquartier_10;0,75\n".as_bytes());
    let files = amt.import(&table).proposal.unwrap().files;
    let (path, bytes) = files.first_key_value().unwrap();
    assert_eq!((files.len(), path), (1, &amt.paper().join("stellen.yaml")));
    let old = "quartier_10\r\n    anteil: 0.5";
    let new = "quartier_10\r\n    anteil: 0.75";
    assert_eq!(String::from_utf8(bytes.clone()).unwrap(), with(&dos, &[(old, new)]));
}

#[test]
fn a_new_stelle_is_written_like_its_neighbours() {
    let amt = Amt::new();
    let before = amt.read("stellen.yaml");
    amt.table(
        "p.csv",
        "Kennung;Anteil;Bewertung;Funktion;Rolle;Baustein;Bei;von;bis;Zeile\n\
         neu_1;1;S 15 TVöD S;Leitung: Nord;beratung;Beratung im Quartier;Stadt;01.04.2026;31.12.2026;11\n\
         neu_2;0,25;s12;Nacht, Süd;beratung;1;stadt;01.10.2026;31.12.2026;personal\n"
            .as_bytes(),
    );
    let run = amt.run("import stellen p.csv muster --write");
    assert_eq!(run.status.code(), Some(0), "{}", text(&run.stderr));
    let new = "
  - id: neu_1
    anteil: 1.0
    kostensatz: s15
    funktion: 'Leitung: Nord'
    rolle: beratung
    baustein: beratung
    bei: stadt
    zeitraum: stellen
    zeile: personal
  - id: neu_2
    anteil: 0.25
    kostensatz: s12
    funktion: Nacht, Süd
    rolle: beratung
    baustein: beratung
    bei: stadt
    zeitraum: { von: 01.10.2026, bis: 31.12.2026 }
    zeile: personal
# Ende der Stellen.";
    let end = "\n# Ende der Stellen.";
    assert_eq!(amt.read("stellen.yaml"), with(&before, &[(end, new)]));
}

#[test]
fn a_result_that_does_not_stand_up_is_not_written() {
    let amt = Amt::new();
    let before = amt.read("stellen.yaml");
    // Half a month, of which the data do not say what it counts.
    amt.table("p.csv", b"Kennung;bis\nquartier_01;15.12.2026\n");
    let run = amt.run("import stellen p.csv muster --write");
    let said = text(&run.stderr);
    assert_eq!(run.status.code(), Some(1));
    assert!(said.contains("[zeitraum-angebrochen]"), "{said}");
    assert!(said.ends_with("1 Fehler in 1 Datei – nichts eingetragen.\n"), "{said}");
    assert_eq!(amt.read("stellen.yaml"), before);
}

#[test]
fn a_paper_with_findings_is_mended_first() {
    let amt = Amt::new();
    amt.write("stellen.yaml", "stellen: []\nkosten: 5\n");
    let table = amt.table("p.csv", b"Kennung;Anteil\nquartier_01;1\n");
    let import = amt.import(&table);
    assert!(import.proposal.is_none());
    assert_eq!(import.diagnostics[0].code, "wert-falsche-form");
}
