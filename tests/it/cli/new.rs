//! `vorlage new`: every kind of paper of every city, with every form of funding, is written
//! as data that build at once; and what stands in its way is told before anything is written.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;
use vorlage::data::Schema;

use crate::files::root;
use crate::run::Run;
use crate::schema::checker;

/// A paper with posts and a share, as it is asked for on the command line.
const BERATUNG: [&str; 12] = [
    "--betreff",
    "Beratung im Quartier",
    "--von",
    "01.04.2026",
    "--bis",
    "31.12.2027",
    "--stellen",
    "1.0 E 13 Leitung",
    "--zuwendung",
    "anteil",
    "--datum",
    "01.03.2026",
];

/// Runs the program in `folder`, with nobody at the terminal.
fn vorlage(folder: &Path, arguments: &[&str]) -> (String, String, Option<i32>) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_vorlage"));
    command.args(arguments).current_dir(folder).stdin(std::process::Stdio::null());
    let output = command.env("NO_COLOR", "1").output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (text(output.stdout), text(output.stderr), output.status.code())
}

/// Every city under `templates/` with the kinds of paper that its profile has or inherits.
fn cities() -> Vec<(String, Vec<String>)> {
    let mut cities = Vec::new();
    for entry in fs::read_dir(root().join("templates")).unwrap() {
        let path = entry.unwrap().path();
        let read = |folder: &Path| -> Option<Value> {
            serde_yaml::from_slice(&fs::read(folder.join("profil.yaml")).ok()?).ok()
        };
        let Some(profil) = read(&path).filter(|profil| !profil["namen"]["stadt"].is_null()) else {
            continue;
        };
        let floor = profil["erbt"].as_str().and_then(|floor| read(&path.with_file_name(floor)));
        let kinds = [Some(profil), floor].into_iter().flatten();
        let kinds = kinds.flat_map(|of| of["arten"].as_object().cloned().unwrap_or_default());
        let kinds: BTreeSet<String> = kinds.map(|(kind, _)| kind).collect();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        cities.push((name, kinds.into_iter().collect()));
    }
    cities.sort();
    cities
}

/// All files below `folder`, with their paths from it.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { found.extend(files(&path)) } else { found.push(path) }
    }
    found.sort();
    found
}

#[test]
fn every_kind_of_every_city_builds_with_every_funding() {
    let schema: Value = serde_json::from_str(&Schema::Vorlage.text()).unwrap();
    let costs: [&[&str]; 5] = [
        &["--ohne-kosten"],
        &[],
        &["--stellen", "1.0 E 13 Leitung", "--stellen", "0.5 A 7 Assistenz"],
        &["--investition"],
        &["--stellen", "2 S 12 Beratung: vor Ort", "--investition"],
    ];
    let fundings: [&[&str]; 3] = [
        &["--zuwendung", "keine"],
        &["--zuwendung", "festbetrag"],
        &["--zuwendung", "anteil", "--satz", "62,5"],
    ];
    let cities = cities();
    assert!(!cities.is_empty());
    let folder = tempfile::tempdir().unwrap();
    let mut papers = 0;
    for (city, arten) in &cities {
        for art in arten {
            for (cost, funding) in costs
                .iter()
                .flat_map(|cost| fundings.iter().map(move |funding| (*cost, *funding)))
                .filter(|(cost, funding)| cost != &["--ohne-kosten"] || funding[1] == "keine")
            {
                papers += 1;
                let name = format!("data/papier_{papers}");
                let head = ["new", &name, "--stadt", city, "--art", art, "--betreff"];
                let days = ["Ein Versuch", "--von", "15.04.2026", "--bis", "31.12.2027"];
                let funding = if cost == ["--ohne-kosten"] { &[] } else { funding };
                let line = [&head[..], &days, cost, funding].concat();
                let (_, stderr, status) = vorlage(folder.path(), &line);
                if stderr.contains("Fehler[neu-ohne-vorgaenger]") {
                    // Only kinds that change, revoke or move to amend an earlier paper.
                    let amending = ["aenderung", "aufhebung", "aenderungsantrag"];
                    assert!(amending.contains(&art.as_str()), "{line:?}");
                    assert_eq!(status, Some(1));
                    assert!(!folder.path().join(&name).exists());
                    continue;
                }
                assert_eq!((&*stderr, status), ("", Some(0)), "{line:?}");
                let (_, stderr, status) = vorlage(folder.path(), &["check", &name]);
                // What is begun is a draft, and nothing else is wrong with it.
                let codes = stderr.lines().filter(|line| line.starts_with(['W', 'F']));
                let codes: Vec<&str> = codes.collect();
                let is_draft = |line: &&str| line.starts_with("Warnung[entwurf-");
                assert!(!codes.is_empty() && codes.iter().all(is_draft), "{line:?}: {stderr}");
                assert_eq!(status, Some(1), "{line:?}");
                for path in files(&folder.path().join(&name)) {
                    if path.extension().is_none_or(|end| end != "yaml") {
                        continue;
                    }
                    let text = fs::read_to_string(&path).unwrap();
                    assert!(
                        text.starts_with("# yaml-language-server: $schema=.vorlage.schema.json\n")
                    );
                    let value: Value = serde_yaml::from_str(&text).unwrap();
                    let wrong = checker::check(&schema, &value, &path.display().to_string());
                    assert!(wrong.is_empty(), "{wrong:?}");
                }
            }
        }
    }
    assert_eq!(papers, cities.iter().map(|(_, arten)| arten.len() * 13).sum::<usize>());
}

/// 80.000 € × 9/12 = 60.000 € in 2026 and 80.000 € in 2027; of 140.000 € the grant pays 80 %.
#[test]
fn the_amounts_are_those_of_the_examples() {
    let folder = tempfile::tempdir().unwrap();
    let city = cities().remove(0).0;
    let arguments = [&["new", "data/neu", "--stadt", &city][..], &BERATUNG].concat();
    let (stdout, stderr, status) = vorlage(folder.path(), &arguments);
    assert_eq!((&*stderr, status), ("", Some(0)));
    assert!(stdout.contains("data/neu/stellen.yaml\n"), "{stdout}");
    assert!(stdout.ends_with("  vorlage build data/neu    schreibt sie einmal\n"), "{stdout}");
    let (stdout, _, status) = vorlage(folder.path(), &["build", "data/neu"]);
    let stdout = stdout.replace('\u{a0}', " ");
    for amount in ["140.000,00 €", "112.000,00 €", "28.000,00 €"] {
        assert!(stdout.contains(amount), "{stdout}");
    }
    assert_eq!(status, Some(0));
}

/// A draft says so on every page until nothing is left to fill in, and is no final paper.
#[test]
fn what_is_begun_is_a_draft_until_all_is_filled_in() {
    let folder = tempfile::tempdir().unwrap();
    let city = cities().remove(0).0;
    let arguments = [&["new", "data/neu", "--stadt", &city][..], &BERATUNG].concat();
    assert_eq!(vorlage(folder.path(), &arguments).2, Some(0));
    let (_, stderr, status) = vorlage(folder.path(), &["build", "data/neu", "--final"]);
    assert!(stderr.contains("Fehler[entwurf]: Die Vorlage ist noch ein Entwurf"), "{stderr}");
    assert_eq!(status, Some(1));
    assert!(!folder.path().join("output").exists());
    assert_eq!(vorlage(folder.path(), &["build", "data/neu"]).2, Some(0));
    let built = folder.path().join("output/neu");
    let markdown = || {
        let mut all = files(&built).into_iter();
        fs::read_to_string(
            all.find(|path| path.extension().is_some_and(|end| end == "md")).unwrap(),
        )
    };
    assert!(markdown().unwrap().contains("\n\n**ENTWURF**\n"));
    for path in files(&folder.path().join("data/neu")) {
        let text = fs::read_to_string(&path).unwrap();
        let done = text.replace("# Beispiel", "# geprüft").replace("N.N.", "Muster");
        let done = done.replace("Bitte ", "Wir ").replace(" Sie hier", " hier");
        fs::write(&path, done).unwrap();
    }
    let (stdout, stderr, status) = vorlage(folder.path(), &["build", "data/neu", "--final"]);
    assert_eq!((&*stderr, status), ("", Some(0)), "{stdout}");
    assert!(!markdown().unwrap().contains("ENTWURF"));
}

#[test]
fn a_folder_in_which_something_lies_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir_all(folder.path().join("data/alt")).unwrap();
    fs::write(folder.path().join("data/alt/notiz.txt"), "wichtig").unwrap();
    let city = cities().remove(0).0;
    let arguments = [&["new", "data/alt", "--stadt", &city][..], &BERATUNG].concat();
    let (stdout, stderr, status) = vorlage(folder.path(), &arguments);
    let expected = "\
Fehler[ordner-belegt]: In diesem Ordner liegt schon etwas
--> data/alt
 |
 = Hilfe: Nennen Sie einen Ordner, den es noch nicht gibt, etwa `data/beratung`.

1 Fehler – nichts angelegt.
";
    assert_eq!((&*stdout, &*stderr, status), ("", expected, Some(1)));
    assert_eq!(files(folder.path()), [folder.path().join("data/alt/notiz.txt")]);

    fs::remove_file(folder.path().join("data/alt/notiz.txt")).unwrap();
    assert_eq!(vorlage(folder.path(), &arguments).2, Some(0));
}

#[test]
fn what_cannot_be_built_is_not_written() {
    let folder = tempfile::tempdir().unwrap();
    let city = cities().remove(0).0;
    let arguments = [&["new", "data/neu", "--stadt", &city, "--teilplan", "99"][..], &BERATUNG];
    let (stdout, stderr, status) = vorlage(folder.path(), &arguments.concat());
    assert!(stderr.contains("Fehler[verweis-unbekannt]: "), "{stderr}");
    assert!(stderr.contains("--> data/neu/vorlage.yaml:"), "{stderr}");
    assert!(stderr.ends_with(" – nichts angelegt.\n"), "{stderr}");
    assert_eq!((&*stdout, status), ("", Some(1)));
    assert!(files(folder.path()).is_empty());
}

/// A city beside the data counts too; one without lines cannot carry a paper that costs money.
#[test]
fn the_templates_beside_the_data_count() {
    let folder = tempfile::tempdir().unwrap();
    let profil =
        "namen: {}\nzeilen: {}\nteilplaene: { \"10\": Soziales }\narten:\n  bericht: Bericht\n";
    fs::create_dir_all(folder.path().join("templates/dorf")).unwrap();
    fs::write(folder.path().join("templates/dorf/profil.yaml"), profil).unwrap();
    let arguments = [&["new", "data/neu", "--stadt", "dorf"][..], &BERATUNG].concat();
    let (_, stderr, status) = vorlage(folder.path(), &arguments);
    let expected = "\
Fehler[profil-unvollstaendig]: Das Profil der Stadt hat keine Zeile für Aufwendungen
--> templates/dorf/profil.yaml
 |
 = Hilfe: Ergänzen Sie den Eintrag unter `zeilen:`.

1 Fehler – nichts angelegt.
";
    assert_eq!((&*stderr, status), (expected, Some(1)));
    assert!(!folder.path().join("data").exists());
}

#[test]
fn a_call_that_lacks_something_is_explained() {
    #[track_caller]
    fn case(line: &[&str], expected: &str) {
        let folder = tempfile::tempdir().unwrap();
        let (stdout, stderr, status) = vorlage(folder.path(), line);
        assert!(stderr.starts_with(expected), "{stderr}");
        assert_eq!((&*stdout, status), ("", Some(2)));
        assert!(files(folder.path()).is_empty());
    }
    let city = cities().remove(0).0;
    let of = |more: &[&'static str]| -> Vec<String> {
        let head = ["new", "data/neu", "--stadt", &city].map(str::to_owned);
        head.into_iter().chain(more.iter().map(|word| (*word).to_owned())).collect()
    };
    let check = |more: &[&'static str], expected: &str| {
        let line = of(more);
        case(&line.iter().map(String::as_str).collect::<Vec<_>>(), expected);
    };
    check(
        &[],
        "Fehler: Es fehlt der Betreff\nHilfe: Nennen Sie ihn mit `--betreff 'Beratung im Quartier'`.\n",
    );
    check(
        &["--art", "mitteilun", "--betreff", "A"],
        "Fehler: Die Art `mitteilun` gibt es in dieser Stadt nicht\nHilfe: Meinten Sie `mitteilung`?\n",
    );
    check(
        &["--betreff", "A", "--von", "01.04.2026", "--bis", "31.03.2026"],
        "Fehler: Die Maßnahme endet am 31.03.2026, bevor sie beginnt\nHilfe: Berichtigen Sie `--von` oder `--bis`.\n",
    );
    check(
        &["--betreff", "A", "--stellen", "Leitung"],
        "Fehler: `Leitung` passt nicht zu `--stellen <STELLE>`\nHilfe: Der Wert passt nicht: erwartet sind Anteil, Bewertung und Funktion wie `1.0 E 13 Leitung`.\n",
    );
    check(
        &["--betreff", "A", "--satz", "120"],
        "Fehler: `120` passt nicht zu `--satz <PROZENT>`\nHilfe: Der Wert passt nicht: erwartet ist ein Satz über 0 und bis 100, etwa `80`.\n",
    );
    check(
        &["--betreff", "A", "--von", "bald"],
        "Fehler: `bald` passt nicht zu `--von <TAG>`\nHilfe: Der Wert passt nicht: erwartet ist ein Tag wie `01.04.2026`.\n",
    );
}

#[test]
fn an_unknown_city_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let arguments = [&["new", "data/neu", "--stadt", "nirgendwo"][..], &BERATUNG].concat();
    let (_, stderr, status) = vorlage(folder.path(), &arguments);
    assert!(
        stderr.starts_with(
            "Fehler[stadt-unbekannt]: Für die Stadt `nirgendwo` gibt es keine Vorlagen\n"
        ),
        "{stderr}"
    );
    assert_eq!(status, Some(1));
    assert!(files(folder.path()).is_empty());
}

#[test]
fn schema_writes_what_is_committed() {
    let written = Run::of("schema editor")
        .stdout("editor/vorlage.schema.json\neditor/profil.schema.json\n")
        .check();
    for of in Schema::ALL {
        let committed = fs::read(root().join("docs/schema").join(of.file())).unwrap();
        assert!(written.bytes(&format!("editor/{}", of.file())) == committed, "{}", of.file());
    }
}
