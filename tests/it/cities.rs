//! A second city: its own paper against a calculation by hand, the same data in the wording
//! of another city, and all that a city lacks.
//!
//! ```text
//! 2026  Zeile 13   72.000 × 4/12                               24.000
//!       Zeile 15                                              163.200
//!       Zeile 2    80 % von 24.000                             19.200
//!       Eigenanteil 24.000 + 163.200 − 19.200                 168.000
//!       Deckung    118.000 und als Rest                        50.000
//!       Zeile 26   Finanzhaushalt                              90.000
//! 2027  Zeile 13   72.000, davon 80 %                          57.600
//!       Eigenanteil                                            14.400
//! ```
//! The Ansatz of 4.300 €, the 163.200 € and the 167.500 € were published (24-23386).

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;
use vorlage::data::Variant;
use vorlage::output::{Carried, unpack};
use vorlage::paper::{Finished, Outcome, Request, Trust, prove};

use crate::files::{copy, edit, example, root};
use crate::paper::{case, finished, made, markdown};

fn in_stadt(folder: &Path, stadt: &str) -> Outcome<Finished> {
    Request::of(folder).read_as(Variant::default().in_stadt(Some(stadt))).finished()
}

fn ganztag() -> Finished {
    finished(&example("ganztag-braunschweig"))
}

/// A copy of the paper of the second city with every `old` of its data replaced.
struct Copy {
    folder: TempDir,
}

impl Copy {
    fn of(path: &str, edits: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        copy(&root().join(path), &folder.path().join("data/kopie"));
        let copied = Self { folder };
        let file = copied.path().join("vorlage.yaml");
        let mut text = fs::read_to_string(&file).unwrap();
        for (old, new) in edits {
            assert!(text.contains(old), "`{old}`");
            text = text.replace(old, new);
        }
        fs::write(file, text).unwrap();
        copied
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("data/kopie")
    }
}

#[test]
fn the_second_city_has_its_own_form_order_words_and_law() {
    let text = markdown(&ganztag());
    let headings: Vec<&str> = text.lines().filter_map(|line| line.strip_prefix("## ")).collect();
    assert_eq!(
        headings,
        [
            "Betreff",
            "Beratungsfolge",
            "Beschluss",
            "Sachverhalt",
            "Haushaltsmittel",
            "Kosten und Finanzierung",
            "Auswirkungen auf das Klima",
            "Beschlussalternative",
        ]
    );
    for part in [
        "| **Teilhaushalt 40 – Fachbereich Schule, Zeile 15 – Aufwendungen für Sach- und \
            Dienstleistungen, Projekt 4S.400017, Sachkonto 422220** | |\n\
            | Haushaltsansatz 2026 | 4.300,00 € |\n\
            | überplanmäßig beantragt | 163.200,00 € |\n\
            | **(neu) zur Verfügung stehende Haushaltsmittel** | **167.500,00 €** |",
        "| Haushaltsansatz 2026 | 0,00 € |\n| bereits bereitgestellt | 15.000,00 € |",
        "nach § 117 NKomVG überplanmäßig im Teilergebnishaushalt 40 – Fachbereich Schule –",
        "| Verwaltungsausschuss | Vorberatung | 05.05.2026 |\n| Rat | Entscheidung | 12.05.2026 |",
    ] {
        assert!(text.contains(part), "{part}\nin\n{text}");
    }
    for foreign in ["Teilplan", "Teilergebnisplan", "Teilfinanzplan", "GO NRW", "Köln"] {
        assert!(!text.contains(foreign), "{foreign}");
    }
    // A line without a leading zero stands before those with more digits.
    let (two, thirteen) = (text.find("**Zeile 2 –").unwrap(), text.find("**Zeile 13 –").unwrap());
    assert!(two < thirteen);
}

#[test]
fn every_kind_of_paper_is_one_of_the_second_city() {
    for (kind, heading, edits) in [
        ("ergaenzung", "# Ergänzungsvorlage", &[("0504", "40")][..]),
        ("neufassung", "# Neufassung", &[("0504", "40")]),
        ("mitteilung", "# Mitteilung", &[]),
        (
            "dringlichkeitsentscheidung",
            "# Eilentscheidung",
            &[
                ("0504", "40"),
                // The law of this Land knows no approval by the council.
                ("  genehmigung:\n    gremium: Rat\n    datum: 16.05.2024\n", ""),
            ],
        ),
    ] {
        let path = format!("tests/golden/{kind}/data");
        let copied = Copy::of(&path, edits);
        let reasons = copied.path().join("texte/dringlichkeit.md");
        if reasons.exists() {
            fs::write(reasons, "Der Vertrag ist sofort zu schließen.\n").unwrap();
        }
        let paper = made(in_stadt(&copied.path(), "braunschweig"));
        assert_eq!(paper.art, kind);
        let text = markdown(&paper);
        assert!(text.lines().any(|line| line == heading), "{heading} in\n{text}");
    }
}

const BERATUNG: &str = "    - gremium: Schulausschuss
      datum: 16.04.2026
    - gremium: Ausschuss für Finanzen, Personal und Digitalisierung
      datum: 30.04.2026
    - gremium: Verwaltungsausschuss
      datum: 05.05.2026
    - gremium: Rat
      datum: 12.05.2026
  dringlich: nein
";

/// The paper of the second city after its council decided it, as another kind of paper.
fn afterwards(art: &str, nummer: &str, beschluss: &str, edits: &[(&str, &str)]) -> Copy {
    let head = format!("art: {art}\n");
    let own = format!("nummer: {nummer}\n  datum: 01.06.2026");
    let bezug = format!(
        "    - gremium: Rat\n      datum: 30.06.2026\n  bezug:\n    nummer: 26-00000\n    \
         art: Beschlussvorlage\n    vom: 02.03.2026\n{beschluss}    quelle: ../frueher\n    \
         grund: Die Ausstattung wird teurer.\n  dringlich: nein\n"
    );
    let edits = [
        &[
            ("art: beschlussvorlage\n", head.as_str()),
            ("nummer: 26-00000\n  datum: 02.03.2026", own.as_str()),
            (BERATUNG, bezug.as_str()),
        ],
        edits,
    ]
    .concat();
    let copied = Copy::of("data/ganztag-braunschweig", &edits);
    let earlier = copied.folder.path().join("data/frueher");
    copy(&example("ganztag-braunschweig"), &earlier);
    copied
}

const DECIDED: &str = "    beschluss: 12.05.2026\n";

/// 170.000 instead of 163.200 for the rooms are 6.800 more, all of them own share:
/// 168.000 + 6.800 = 174.800 in 2026, 182.400 + 6.800 = 189.200 in all years. Only Ziffer 2
/// names these amounts.
#[test]
fn the_second_city_changes_a_decision_item_by_item() {
    let edits = [("betrag: 163200", "betrag: 170000")];
    let copied = afterwards("aenderung", "26-00001", DECIDED, &edits);
    let paper = finished(&copied.path());
    case(&paper, "aenderung.zeile.15.2026", "6.800,00 €");
    let text = markdown(&paper);
    for part in [
        "# Änderungsvorlage\n",
        "\nDiese Vorlage ändert den Beschluss zur Beschlussvorlage 26-00000 vom 02.03.2026 in \
            einzelnen Ziffern; im Übrigen bleibt er bestehen.",
        "\nDer Rat der Stadt Braunschweig ändert den Beschluss vom 12.05.2026 zur Beschlussvorlage \
            26-00000 vom 02.03.2026 wie folgt:\n\n1. Ziffer 2 erhält folgende Fassung:\n\n   > 2. die \
            Finanzierung des Projektvolumens von insgesamt 266.000,00 € wie folgt:",
        "\n## Beschluss in geänderter Fassung\n\nDer Rat der Stadt Braunschweig beschließt:\n\n1. die \
            Ausweitung",
        "\n| Zeile 15 – Aufwendungen für Sach- und Dienstleistungen | 163.200,00 € | 170.000,00 € | \
            \\+6.800,00 € |\n",
        "\n| **Eigenanteil (Ergebnishaushalt)** | **168.000,00 €** | **174.800,00 €** | \
            **\\+6.800,00 €** |\n",
        "\nIm Haushaltsjahr 2027 ändert sich nichts.\n",
    ] {
        assert!(text.contains(part), "{part}\nin\n{text}");
    }
    // The motion names Ziffer 2 alone.
    assert_eq!(text.matches("erhält folgende Fassung").count(), 1, "{text}");
    for foreign in ["Teilplan", "Köln", "NRW"] {
        assert!(!text.contains(foreign), "{foreign}");
    }
    assert!(paper.pdf().unwrap().starts_with(b"%PDF-"));
}

/// What the head of this file calculates, as lines of a diagram, and the way from 168.000 to
/// 174.800 and from 182.400 to 189.200.
#[test]
fn the_second_city_draws_its_years_and_what_changes_them() {
    let edits = [
        ("betrag: 163200", "betrag: 170000"),
        ("  klima: nein\n", "  klima: nein\n  diagramme: [jahre, bruecke]\n"),
    ];
    let copied = afterwards("neufassung", "26-00000-01", "", &edits);
    let paper = finished(&copied.path());
    let text = markdown(&paper);
    let blocks: Vec<&str> = text.split("```diagramm ").skip(1).collect();
    let lines = |block: &str| block.split("```").next().unwrap().to_owned();
    let drawn: Vec<String> = blocks.into_iter().map(lines).collect();
    assert_eq!(
        drawn[..2],
        [
            // 24.000 + 170.000 = 194.000
            "jahre\nAufwendungen und ihre Finanzierung\nHaushaltsjahr 2026\n\
                Aufwendungen: 194.000,00 €\nZuwendung Land Niedersachsen: 19.200,00 €\n\
                Eigenanteil: 174.800,00 €\nHaushaltsjahr 2027\nAufwendungen: 72.000,00 €\n\
                Zuwendung Land Niedersachsen: 57.600,00 €\nEigenanteil: 14.400,00 €\n",
            "jahre\nAuszahlungen und ihre Finanzierung\nHaushaltsjahr 2026\n\
                Auszahlungen: 90.000,00 €\nEigenanteil: 90.000,00 €\n",
        ]
    );
    let [.., bridge] = drawn.as_slice() else { panic!("{text}") };
    for part in ["\nBisher: 182.400,00 €\n", ": +6.800,00 €\n", "\nNeu: 189.200,00 €\n"] {
        assert!(bridge.starts_with("bruecke\n") && bridge.contains(part), "{part}\nin\n{bridge}");
    }
    // `tests/it/diagrams.rs` looks where bars stand; here all amounts are read back.
    assert!(paper.pdf().unwrap().starts_with(b"%PDF-"));
}

#[test]
fn the_second_city_replaces_a_paper_with_a_synopsis() {
    let edits = [("betrag: 163200", "betrag: 170000")];
    let paper = finished(&afterwards("neufassung", "26-00000-01", "", &edits).path());
    let text = markdown(&paper);
    let (_, synopsis) = text.split_once("\n## Synopse\n").unwrap();
    assert!(synopsis.contains("Vorlage „26-00000-01“ statt bisher „26-00000“"), "{synopsis}");
    assert!(synopsis.contains("{--**163.200,00 €**--}"), "{synopsis}");
    assert!(text.contains("nunmehr 189.200,00 € statt bisher 182.400,00 €"), "{text}");
}

/// Of 2026 and 2027 nothing was over in June 2026: expenses of 187.200 and 72.000, payments of
/// 90.000.
#[test]
fn the_second_city_revokes_a_decision() {
    let copied = afterwards("aufhebung", "26-00001", DECIDED, &[]);
    let yaml = copied.path().join("vorlage.yaml");
    let text = fs::read_to_string(&yaml).unwrap();
    let (head, _) = text.split_once("\nprogramm:").unwrap();
    let rest = "\nprogramm:\n  name: Ganztag\n\nhaushalt:\n  auswirkung: keine\n";
    fs::write(&yaml, format!("{head}{rest}")).unwrap();
    for unused in ["beschluss_teilnahme", "unabweisbarkeit"] {
        fs::remove_file(copied.path().join(format!("texte/{unused}.md"))).unwrap();
    }
    fs::write(copied.path().join("texte/begruendung.md"), "Das Land richtet es ein.\n").unwrap();
    let text = markdown(&finished(&copied.path()));
    for part in [
        "# Aufhebungsvorlage\n",
        "\nDer Rat der Stadt Braunschweig hebt den Beschluss vom 12.05.2026 zur Beschlussvorlage \
            26-00000 vom 02.03.2026 auf.\n",
        "\n| **2026** | |\n| Aufwendungen (Ergebnishaushalt) | 187.200,00 € |\n",
        "\n| Auszahlungen (Finanzhaushalt) | 90.000,00 € |\n",
        "\n| **2027** | |\n| Aufwendungen (Ergebnishaushalt) | 72.000,00 € |\n",
    ] {
        assert!(text.contains(part), "{part}\nin\n{text}");
    }
    // In 2028 both years are over.
    let text = fs::read_to_string(&yaml).unwrap();
    let late = text.replace("01.06.2026", "01.06.2028").replace("30.06.2026", "30.06.2028");
    fs::write(&yaml, late).unwrap();
    let text = markdown(&finished(&copied.path()));
    assert!(text.contains("Beträge künftiger Haushaltsjahre entfallen nicht"), "{text}");
    assert!(!text.contains("Es entfallen") && !text.contains("Wegfallende Beträge"), "{text}");
}

/// A city has the kinds that its profile names; of others it says which those are.
#[test]
fn a_kind_that_a_city_does_not_have_is_told() {
    let copied = Copy::of("data/feuerwehr-kameral", &[("art: beschlussvorlage", "art: aenderung")]);
    let outcome = Request::of(copied.path()).finished();
    let [found] = outcome.diagnostics.as_slice() else { panic!("{:#?}", outcome.diagnostics) };
    assert!(found.message.contains("aenderung"), "{found:?}");
    assert!(found.hints.iter().any(|hint| hint.contains("beschlussvorlage")), "{found:?}");
}

/// Nothing but the wording depends on the city: lines go by their keys.
#[test]
fn the_same_data_make_the_paper_of_either_city() {
    let folder = example("klimaschutz");
    let own = finished(&folder);
    let other = made(in_stadt(&folder, "braunschweig"));
    assert!(markdown(&own).starts_with("**Stadt Köln**"));
    assert!(markdown(&other).starts_with("**Stadt Braunschweig**"));

    let edits = [("teilplan: 40", "teilplan: 0301"), ("teilplan: 20", "teilplan: 1601")];
    let copied = Copy::of("data/ganztag-braunschweig", &edits);
    let koeln = made(in_stadt(&copied.path(), "koeln"));
    let braunschweig = ganztag();
    for (name, other) in [
        ("zeile.13.2026", "zeile.11.2026"),
        ("zeile.15.2026", "zeile.13.2026"),
        ("zeile.2.gesamt", "zeile.02.gesamt"),
        ("eigenanteil.gesamt", "eigenanteil.gesamt"),
        ("finanzzeile.26.2026", "finanzzeile.09.2026"),
        ("ansatz.sach.2026.verfuegbar", "ansatz.sach.2026.verfuegbar"),
    ] {
        let value = |paper: &Finished, name: &str| {
            let id = paper.figures.find(name).unwrap_or_else(|| panic!("no figure {name}"));
            paper.figures.get(id).value
        };
        assert_eq!(value(&braunschweig, name), value(&koeln, other), "{name}");
    }
    let text = markdown(&koeln);
    assert!(text.contains("nach § 83 GO NRW überplanmäßig im Teilergebnisplan 0301"), "{text}");
    assert!(text.contains("| 4.300,00 € | – | 163.200,00 € | 167.500,00 € |"), "{text}");
}

#[test]
fn all_that_another_city_does_not_know_is_said_at_once() {
    let folder = example("ganztag-braunschweig");
    let outcome = in_stadt(&folder, "koeln");
    assert!(outcome.made.is_none());
    let marked: Vec<(&str, String)> = outcome
        .diagnostics
        .iter()
        .map(|found| {
            let place = found.place.clone().unwrap();
            let text = outcome.sources.text(place.file);
            (found.code, text.get(place.range).unwrap().to_owned())
        })
        .collect();
    let unknown = |nummer: &str| ("verweis-unbekannt", nummer.to_owned());
    assert_eq!(marked, [unknown("40"), unknown("20"), unknown("20"), unknown("20")]);

    let outcome = in_stadt(&folder, "braunschweigg");
    let [found] = outcome.diagnostics.as_slice() else { panic!("{:#?}", outcome.diagnostics) };
    assert_eq!(found.code, "stadt-unbekannt");
    assert_eq!(found.hints, ["Meinten Sie `braunschweig`?"]);
}

/// The output says which city it is for, and is proven with its folder gone.
#[test]
fn a_paper_for_another_city_is_written_beside_its_own_and_can_be_verified() {
    let folder = tempfile::tempdir().unwrap();
    let run = |line: &[&str]| {
        let mut program = Command::new(env!("CARGO_BIN_EXE_vorlage"));
        let done = program.args(line).current_dir(folder.path()).output().unwrap();
        let text = String::from_utf8(done.stdout).unwrap();
        assert!(done.status.success(), "{text}{}", String::from_utf8_lossy(&done.stderr));
        text
    };
    copy(&example("klimaschutz"), &folder.path().join("data/klimaschutz"));
    run(&["build", "data/klimaschutz", "--stadt", "braunschweig"]);
    run(&["check", "data/klimaschutz", "--stadt", "braunschweig"]);
    fs::remove_dir_all(folder.path().join("data")).unwrap();
    let pdf = "output/klimaschutz-braunschweig/beschlussvorlage.pdf";
    let printed = run(&["verify", pdf]);
    assert!(printed.contains("Byte für Byte dieselbe"), "{printed}");
}

#[test]
fn the_lines_of_another_city_carry_the_figures() {
    let mut program = Command::new(env!("CARGO_BIN_EXE_vorlage"));
    let edits = [("teilplan: 40", "teilplan: 0301"), ("teilplan: 20", "teilplan: 1601")];
    let copied = Copy::of("data/ganztag-braunschweig", &edits);
    let done = program.arg("figures").arg(copied.path()).args(["--stadt", "koeln"]).output();
    let text = String::from_utf8(done.unwrap().stdout).unwrap();
    assert!(text.contains("zeile.11.2026 ") && !text.contains("zeile.15.2026 "), "{text}");
}

/// The PDF of a paper in another city's wording carries which city it was, so that it can be
/// written again from what it carries.
#[test]
fn the_pdf_knows_for_which_city_it_was_written() {
    let folder = example("klimaschutz");
    let paper = made(in_stadt(&folder, "braunschweig"));
    let Ok(Carried { manifest, files, .. }) = unpack(&paper.pdf().unwrap()) else {
        panic!("the PDF carries nothing")
    };
    assert_eq!(manifest.stadt.as_deref(), Some("braunschweig"));
    assert!(files.keys().any(|name| name == "templates/braunschweig/profil.yaml"));
    assert!(!files.keys().any(|name| name.starts_with("templates/koeln")));
    let own = finished(&folder).pdf().unwrap();
    let Ok(own) = unpack(&own) else { panic!("the PDF carries nothing") };
    assert_eq!(own.manifest.stadt, None);
}

/// One file with one Teilplan adds it; all else is what the program brings, and a PDF carries
/// both, so that it can be proven when the folder is gone.
#[test]
fn a_file_beside_the_data_adds_a_single_teilplan() {
    let copied = Copy::of("data/kim", &[]);
    let city = copied.folder.path().join("templates/koeln");
    fs::create_dir_all(&city).unwrap();
    fs::write(city.join("profil.yaml"), "teilplaene:\n  \"0602\": Beispielteilplan\n").unwrap();
    edit(&copied.path().join("vorlage.yaml"), "teilplan: 0504", "teilplan: 0602");
    let paper = made(Request::of(copied.path()).finished());
    assert!(markdown(&paper).contains("0602 – Beispielteilplan"), "{}", markdown(&paper));
    let others = &paper.paper.profil;
    assert_eq!(others.teilplaene.len(), 7);
    assert_eq!(others.zeilen["personal"].nummer, "11");
    assert_eq!(others.arten.len(), 9);

    let pdf = paper.pdf().unwrap();
    let Ok(Carried { files, .. }) = unpack(&pdf) else { panic!("the PDF carries nothing") };
    for name in ["koeln", "darunter/koeln", "doppik", "gemeinsam"] {
        assert!(files.contains_key(&format!("templates/{name}/profil.yaml")), "{name}");
    }
    let proof = prove("a.pdf", &pdf, Trust::Nothing);
    assert!(proof.diagnostics.is_empty(), "{:#?}", proof.diagnostics);
}

/// In a budget by Gliederung and Gruppierung the number of a line begins with its Teilplan.
#[test]
fn a_line_of_another_teilplan_has_a_number_of_its_own() {
    let copied = Copy::of("data/feuerwehr-kameral", &[]);
    let data = copied.path().join("vorlage.yaml");
    edit(
        &data,
        "zeile: fahrzeuge\n    betrag: 12500",
        "zeile: fahrzeuge\n    teilplan: 77100\n    betrag: 12500",
    );
    edit(
        &data,
        "{ zeile: fahrzeuge, jahr: 2026",
        "{ zeile: fahrzeuge, teilplan: 77100, jahr: 2026",
    );
    let text = markdown(&made(Request::of(copied.path()).finished()));
    assert!(!text.contains("13000."), "{text}");
    assert!(text.contains("bei der Haushaltsstelle 77100.") && text.contains("| 77100."), "{text}");
}

/// What a city says in its profile stands for what it inherits, entry by entry; `~` takes an
/// entry away, and a line that it does not number it does not have.
#[test]
fn a_profile_is_merged_entry_by_entry() {
    let copied = Copy::of("data/klimaschutz", &[("stadt: koeln", "stadt: neustadt")]);
    let city = copied.folder.path().join("templates/neustadt");
    fs::create_dir_all(&city).unwrap();
    let profile = "erbt: koeln\nnamen: { stadt: Stadt Neustadt }\narten:\n  mitteilung: ~\n  \
        neufassung: { name: Neue Fassung }\nzeilen:\n  personal: { nummer: \"99\" }\n  \
        versorgung: ~\n  sonderposten: { name: Posten }\n";
    fs::write(city.join("profil.yaml"), profile).unwrap();
    let outcome = Request::of(copied.path()).finished();
    // The line that has a name but no number is the city's own, and lacks the number.
    let [found] = outcome.diagnostics.as_slice() else { panic!("{:#?}", outcome.diagnostics) };
    assert_eq!(
        (found.code, &*found.message),
        ("schluessel-fehlt", "In `zeilen.sonderposten` fehlt der Schlüssel `nummer`",)
    );
    let profile = profile.replace("  sonderposten: { name: Posten }\n", "");
    fs::write(city.join("profil.yaml"), profile).unwrap();
    let paper = made(Request::of(copied.path()).finished()).paper;
    let profil = &paper.profil;
    let personal = &profil.zeilen["personal"];
    assert_eq!((&*personal.nummer, &*personal.name), ("99", "Personalaufwendungen"));
    assert!(!profil.zeilen.contains_key("versorgung"));
    // The floor has it, and nobody numbers it.
    assert!(!profil.zeilen.contains_key("sonderposten"));
    assert!(!profil.arten.contains_key("mitteilung"));
    assert_eq!(profil.arten["neufassung"].name, "Neue Fassung");
    assert!(profil.arten["neufassung"].synopse);
    assert_eq!(profil.namen["spitze"], "Die Oberbürgermeisterin");
}

/// A folder of a city that is only begun: what is missing is named together.
#[test]
fn what_a_new_city_lacks_is_said_at_once() {
    let copied = Copy::of("data/klimaschutz", &[("stadt: koeln", "stadt: neustadt")]);
    let city = copied.folder.path().join("templates/neustadt");
    fs::create_dir_all(&city).unwrap();
    let profile = "namen:\n  stadt: Stadt Neustadt\nzeilen: {}\nteilplaene: {}\narten:\n  \
        beschlussvorlage: Beschlussvorlage\n  mitteilung: Mitteilung\n";
    fs::write(city.join("profil.yaml"), profile).unwrap();
    let template = "# {{ vorlage.art }}\n\n{{ namen.spitze }} {{ recht.gebuehren.norm }} \
        {{ <kopf /> }}\n{% include \"abschnitte/betreff.md\" %}\n";
    fs::write(city.join("beschlussvorlage.md"), template).unwrap();
    let outcome = Request::of(copied.path()).finished();
    assert!(outcome.made.is_none());
    let mut codes: Vec<&str> = outcome.diagnostics.iter().map(|found| found.code).collect();
    codes.sort_unstable();
    assert_eq!(
        codes,
        [
            "klausel-unbekannt",
            "name-fehlt",
            "recht-unbekannt",
            "seite-fehlt",
            "vorlagendatei-fehlt",
            "vorlagendatei-fehlt",
        ],
        "{:#?}",
        outcome.diagnostics
    );
}

/// The handbook's chapter about a new city, followed to the letter from an empty folder.
#[test]
fn the_chapter_about_a_new_city_leads_to_a_paper() {
    let handbook = fs::read_to_string(root().join("docs/handbuch/neue-stadt.md")).unwrap();
    let (chapter, _) = handbook.split_once("\n## Dieselben Daten").unwrap();
    let blocks: Vec<&str> = chapter
        .split("```")
        .skip(1)
        .step_by(2)
        .map(|block| block.split_once('\n').unwrap().1)
        .collect();
    let [_, profile, template, paper, text, _] = blocks.as_slice() else { panic!("{blocks:?}") };
    let folder = tempfile::tempdir().unwrap();
    let write = |path: &str, text: &str| {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    write("templates/neustadt/profil.yaml", profile);
    write("templates/neustadt/beschlussvorlage.md", template);
    write("data/erste/vorlage.yaml", paper);
    write("data/erste/texte/beschluss.md", text);
    let folder = folder.path().join("data/erste");
    let paper = finished(&folder);
    assert!(markdown(&paper).contains("| 2026 | 4.800,00 € (Zeile 15)"), "{}", markdown(&paper));
    assert!(paper.pdf().unwrap().starts_with(b"%PDF-"));
}
