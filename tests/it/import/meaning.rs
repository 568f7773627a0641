//! What words of a table mean: slips, grades, and what a change leaves behind in the data.

use super::findings::{csv, findings};
use super::tables::updates;
use super::{Amt, text};

const HEADINGS: &str = "Kennung;Anteil;Bewertung;Funktion;Rolle;Baustein;Bei;Zeitraum;Zeile\n";

#[test]
fn a_slip_is_never_taken_for_something_new() {
    csv(
        "Kennung;Rolle;Baustein;Bei;Zeitraum;Zeile\n\
         quartier_01;beratng;beratun;stat;stelen;persnal\n",
        &[
            "import-unbekannt: Zelle B2: Die Rolle „beratng“ ist in den Daten nicht bekannt",
            "import-unbekannt: Zelle C2: Der Förderbaustein „beratun“ ist in den Daten nicht bekannt",
            "import-unbekannt: Zelle D2: Der Anstellungsträger „stat“ ist in den Daten nicht bekannt",
            "import-unbekannt: Zelle E2: Der Zeitraum „stelen“ ist in den Daten nicht bekannt",
            "import-unbekannt: Zelle F2: Die Teilplanzeile „persnal“ ist in den Daten nicht bekannt",
        ],
    );
    let amt = Amt::new();
    let table = amt.table("p.csv", b"Kennung;Rolle\nquartier_01;beratng\n");
    let hints = &amt.import(&table).diagnostics[0].hints;
    assert_eq!(hints[0], "Meinten Sie „beratung“?");
    assert!(hints[1].contains("zuerst in den Daten bei der Stelle"), "{hints:?}");
}

/// Two grades of one name cost differently: which is meant only their key says.
#[test]
fn a_name_of_two_things_is_not_guessed() {
    let amt = Amt::new();
    let yaml = amt.read("vorlage.yaml");
    amt.write("vorlage.yaml", &yaml.replace("S 12 TVöD S", "S 15 TVöD S"));
    let table = amt.table("p.csv", "Kennung;Bewertung\nquartier_01;S15 TVöD S\n".as_bytes());
    let found = &amt.import(&table).diagnostics;
    let [found] = found.as_slice() else { panic!("{found:#?}") };
    assert_eq!(found.code, "import-mehrdeutig");
    assert_eq!(found.message, "Zelle B2: Die Bewertung „S15 TVöD S“ ist mehrdeutig");
    assert_eq!(found.hints, ["So heißen `s12`, `s15`; nennen Sie die Kennung."]);
    let table = amt.table("p.csv", "Kennung;Bewertung\nquartier_01;s15\n".as_bytes());
    assert_eq!(updates(amt.import(&table)), ["quartier_01 kostensatz s15"]);
}

#[test]
fn words_are_understood_as_an_office_writes_them() {
    let amt = Amt::new();
    let table = "Kennung;Rolle;Entgeltgruppe;Baustein\nQuartier_01;Beratung;S15;Beratung im  Quartier\n\
        quartier_02;beratung;S 15;1\nquartier_03;beratung;s15 tvöds;beratung\n";
    let table = amt.table("p.csv", table.as_bytes());
    let expected =
        ["quartier_01", "quartier_02", "quartier_03"].map(|id| format!("{id} kostensatz s15"));
    assert_eq!(updates(amt.import(&table)), expected);
}

#[test]
fn a_new_role_is_taken_over_and_told() {
    let amt = Amt::new();
    amt.table("p.csv", b"Kennung;Rolle\nquartier_01;nachtdienst\nquartier_02;nachtdienst\n");
    let run = amt.run("import stellen p.csv muster --write");
    let said = text(&run.stderr);
    assert_eq!(run.status.code(), Some(0), "{said}");
    assert_eq!(
        said.matches("Warnung[import-rolle-neu]: Zelle B2: Die Rolle `nachtdienst`").count(),
        1
    );
    assert!(said.contains("1 Warnung in 1 Datei.\n"), "{said}");
    assert_eq!(amt.read("stellen.yaml").matches("rolle: nachtdienst\n").count(), 2);
}

#[test]
fn a_new_stelle_is_not_one_that_was_mistyped() {
    let amt = Amt::new();
    let renamed = amt.read("stellen.yaml").replace("id: quartier_03", "id: leitung");
    amt.write("stellen.yaml", &renamed);
    let new = "1;s12;Leitung;beratung;beratung;stadt;stellen;personal\n";
    let slip = amt.table("p.csv", format!("{HEADINGS}leitng;{new}").as_bytes());
    let found = amt.import(&slip).diagnostics;
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].code, "import-kennung-aehnlich");
    assert_eq!(
        found[0].message,
        "Zelle A2: Die Stelle `leitng` wäre neu, heißt aber fast wie `leitung`"
    );
    // With the other Stelle in the table, there are two; numbers alone make no slip.
    let both = format!("{HEADINGS}leitung;;;;;;;;\nleitng;{new}quartier_13;{new}");
    let both = amt.table("p.csv", both.as_bytes());
    let new: Vec<String> = amt
        .import(&both)
        .proposal
        .unwrap()
        .changes
        .into_iter()
        .filter(|change| change.is_new)
        .map(|change| change.id)
        .collect();
    assert_eq!(new, ["leitng", "quartier_13"]);
}

/// The paper, where the Stelle `quartier_03` has `line` too.
fn with_line(line: &str) -> Amt {
    let amt = Amt::new();
    let old = "id: quartier_03\n    anteil: 0.5\n    kostensatz: s12\n";
    let new = format!("{old}    {line}\n");
    amt.write("stellen.yaml", &amt.read("stellen.yaml").replace(old, &new));
    amt
}

#[test]
fn an_alternative_grade_does_not_stay_beside_a_new_one() {
    let amt = with_line("alternativ: A 12   # für Beamte");
    let before = amt.read("stellen.yaml");
    let old = amt.table("p.csv", b"Kennung;Bewertung\nquartier_03;S 15\nquartier_01;S 15\n");
    let import = amt.import(&old);
    assert!(import.proposal.is_none());
    let [finding] = import.diagnostics.as_slice() else { panic!("{:?}", import.diagnostics) };
    assert_eq!(finding.code, "import-alternativ");
    assert_eq!(
        finding.message,
        "Zelle B2: Die Bewertung der Stelle `quartier_03` ändert sich, ihre alternative Bewertung \
         aber nicht"
    );
    let line = before.lines().position(|line| line.contains("A 12")).unwrap() + 1;
    let place = format!("muster/stellen.yaml:{line} steht „A 12“");
    assert!(finding.hints[0].contains(&place), "{:?}", finding.hints);
    assert!(finding.hints[0].contains("Spalte „Alternative Bewertung“"));

    for (said, expected) in
        [("A 13", "alternativ: A 13   # für"), ("A 12", "alternativ: A 12   # für")]
    {
        let table = format!("Kennung;Bewertung;Alternative Bewertung\nquartier_03;S 15;{said}\n");
        let files = amt.import(&amt.table("p.csv", table.as_bytes())).proposal.unwrap().files;
        let after = String::from_utf8(files.into_values().next().unwrap()).unwrap();
        assert!(after.contains(expected) && after.contains("0.5\n    kostensatz: s15\n    alt"));
    }
    // A grade that stays leaves it alone.
    let same = amt.table("p.csv", b"Kennung;Bewertung;Anteil\nquartier_03;S 12;1\n");
    assert_eq!(updates(amt.import(&same)), ["quartier_03 anteil 1.0"]);
}

#[test]
fn given_workplaces_stay_and_are_told() {
    let amt = with_line("arbeitsplaetze: 1");
    let table = amt.table("p.csv", b"Kennung;Anteil\nquartier_03;2\nquartier_01;2\n");
    let import = amt.import(&table);
    let codes: Vec<&str> = import.diagnostics.iter().map(|finding| finding.code).collect();
    assert_eq!(codes, ["import-arbeitsplaetze"]);
    assert_eq!(
        import.diagnostics[0].message,
        "Zelle B2: Die Stelle `quartier_03` ändert ihren Anteil, behält aber `arbeitsplaetze: 1`"
    );
    assert!(import.proposal.is_some());
    let same = amt.table("p.csv", b"Kennung;Anteil\nquartier_03;0,5\n");
    assert!(amt.import(&same).diagnostics.is_empty());
}

#[test]
fn what_does_not_stand_up_names_the_row_it_comes_from() {
    let amt = Amt::new();
    amt.table("p.csv", b"Kennung;bis\nquartier_02;31.10.2026\nquartier_01;15.12.2026\n");
    let said = text(&amt.run("import stellen p.csv muster").stderr);
    let hint = "So lautete die Zeile der Daten nach der Tabelle (Zeile 3); berichtigen Sie dort";
    assert!(said.contains("[zeitraum-angebrochen]") && said.contains(hint), "{said}");
}

#[test]
fn what_breaks_elsewhere_names_the_table_too() {
    let amt = Amt::new();
    // The paper has no year 2031, which is told in vorlage.yaml.
    amt.table("p.csv", b"Kennung;Anteil;bis\nquartier_02;0,5;\nquartier_01;;31.12.2031\n");
    let said = text(&amt.run("import stellen p.csv muster").stderr);
    assert!(said.contains("muster/vorlage.yaml:"), "{said}");
    let hint =
        "Der Fehler entsteht erst durch die Tabelle (Zeile 3); berichtigen Sie dort den Wert";
    assert!(said.contains(hint), "{said}");
    assert_eq!(said.matches("Der Fehler entsteht").count(), said.matches("Fehler[").count());

    amt.table("p.csv", b"Kennung;bis\nquartier_02;31.12.2031\nquartier_01;31.12.2031\n");
    let said = text(&amt.run("import stellen p.csv muster").stderr);
    let hint =
        "Der Fehler entsteht erst durch die Änderungen aus der Tabelle; berichtigen Sie dort";
    assert!(said.contains(hint), "{said}");
}

#[test]
fn what_was_wrong_before_is_not_put_down_to_the_table() {
    let amt = Amt::new();
    let grund = amt.read("texte/begruendung.md") + "\nEs fehlen 4.711,00 €.\n";
    amt.write("texte/begruendung.md", &grund);
    amt.table("p.csv", b"Kennung;Anteil\nquartier_01;1\n");
    let said = text(&amt.run("import stellen p.csv muster").stderr);
    assert!(said.contains("4.711,00") && !said.contains("Tabelle"), "{said}");
}

#[test]
fn a_paper_without_bausteine_needs_none_of_a_new_stelle() {
    let amt = Amt::new();
    let stellen = amt.read("stellen.yaml").replace("    baustein: beratung\n", "");
    amt.write("stellen.yaml", &stellen.replace(" baustein: beratung,", ""));
    let (bausteine, none) = (
        "  bausteine:\n    - { id: beratung, nummer: 1, name: Beratung im Quartier, umgesetzt: ja }\n",
        "  bausteine: []\n",
    );
    amt.write("vorlage.yaml", &amt.read("vorlage.yaml").replace(bausteine, none));
    let table = "Kennung;Anteil;Bewertung;Funktion;Rolle;Bei;Zeitraum;Zeile\n\
        neu;1;s12;Beratung;beratung;stadt;stellen;personal\n";
    let import = amt.import(&amt.table("p.csv", table.as_bytes()));
    assert_eq!(updates(import).len(), 7);
}

#[test]
fn a_grade_that_is_unknown_says_where_it_would_have_to_stand() {
    assert_eq!(
        findings("p.csv", b"Kennung;Bewertung\nquartier_01;B 3\n"),
        ["import-unbekannt: Zelle B2: Die Bewertung „B 3“ ist in den Daten nicht bekannt"]
    );
    let amt = Amt::new();
    let table = amt.table("p.csv", b"Kennung;Bewertung\nquartier_01;Chefin\n");
    let hints = &amt.import(&table).diagnostics[0].hints;
    assert!(hints[0].starts_with("Es gibt `s12`, `s15`"), "{hints:?}");
    assert!(
        hints[1].contains("zuerst in den Daten unter `kostensaetze` oder `personalkosten`"),
        "{hints:?}"
    );
}

#[test]
fn employees_and_civil_servants_may_have_grades_in_columns_of_their_own() {
    let amt = Amt::new();
    let table = "Kennung;Entgeltgruppe;Besoldungsgruppe\nquartier_01;S 15;\nquartier_02;;s15\n";
    let import = amt.import(&amt.table("p.csv", table.as_bytes()));
    assert_eq!(updates(import), ["quartier_01 kostensatz s15", "quartier_02 kostensatz s15"]);
    csv(
        "Kennung;Entgeltgruppe;Besoldungsgruppe\nquartier_01;S 15;S 12\n",
        &["import-spalte-doppelt: Zelle C2: Die Bewertung dieser Stelle steht schon in Zelle B2"],
    );
}

#[test]
fn what_would_lose_a_comment_is_not_written() {
    let amt = Amt::new();
    let old = "quartier_05\n    anteil: 0.5\n    kostensatz: s12\n    funktion: Beratung\n";
    let new = old.replace("Beratung\n", "> # abgestimmt\n      Beratung\n");
    amt.write("stellen.yaml", &amt.read("stellen.yaml").replace(old, &new));
    let table = "Kennung;Anteil;Funktion\nquartier_01;1;\nquartier_05;1;Nacht\n";
    let found = amt.import(&amt.table("p.csv", table.as_bytes())).diagnostics;
    let found: Vec<(&str, &str)> =
        found.iter().map(|finding| (finding.code, finding.message.as_str())).collect();
    let message = "Zelle A3: Die Änderungen an der Stelle `quartier_05` lassen sich hier nicht \
                   eintragen, ohne anderes zu verändern";
    assert_eq!(found, [("import-eintrag", message)]);
}
