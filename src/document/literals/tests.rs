//! What is a typed number in a text, and what only looks like one.

use super::*;

/// The numbers in `text` that are findings.
#[track_caller]
fn literals(text: &str, language: Language) -> Vec<String> {
    let reading = Reading::of(text, language);
    number::numbers(&reading)
        .into_iter()
        .filter(|number| is_literal(number, &reading, language))
        .map(|number| reading.text(number.range))
        .collect()
}

#[test]
fn quantities_are_findings() {
    #[track_caller]
    fn case(text: &str, expected: &str) {
        assert_eq!(literals(text, Language::Prose), [expected], "{text}");
    }
    case("kostet 12.345,67 € im Jahr", "12.345,67");
    case("kostet 12345 Euro", "12345");
    case("kostet 12 345 Euro", "12 345");
    case("kostet EUR 500", "500");
    case("kostet € 500", "500");
    case("kostet EUR500", "500");
    case("kostet 5&nbsp;€", "5");
    case("kostet **5**,50 €", "5,50");
    case("kostet 2021 €", "2021");
    case("§ 44 € kostet es", "44");
    case("rund 3,5 %", "3,5");
    case("rund 4 Prozent", "4");
    case("eine 50-prozentige Förderung", "50");
    case("ein Prozent", "ein");
    case("2,5 Stellen", "2,5");
    case("12 befristete Stellen", "12");
    case("2021 Stellen", "2021");
    case("zwei Stellen", "zwei");
    case("zwei weitere, unbefristete Stellen", "zwei");
    case("eine halbe Stelle", "halbe");
    case("fünfzig Prozent", "fünfzig");
    case("drei Millionen Euro", "drei");
    case("eine Million Euro", "eine");
    case("2,3 Mio. €", "2,3");
    case("für 300 Menschen", "300");
    case("für 3.000 Menschen", "3.000");
    case("Die Summe beträgt 12345.", "12345");
    case("über 24 Monate", "24");
    case("5{{ volumen }}", "5");
    case("{{ volumen }}0", "0");
    case("{{ volumen }},5", "5");
    case("2½ Stellen", "2½");
    case("380108. Euro kostet der Verzicht.", "380108");
    case("50. Euro kostet der Verzicht.", "50");
    case("zwanzig vom Hundert der Kosten", "zwanzig");
    case("20 v. H. der Kosten", "20");
    case("drei Viertel der Kosten", "drei Viertel");
    case("ein Drittel der Kosten", "ein Drittel");
    case("eine fünfzigprozentige Förderung", "fünfzigprozentige");
    case("eine zwölfmonatige Probe", "zwölfmonatige");
    case("zwölf Monate lang", "zwölf");
    case("seit drei Jahren", "drei");
    case("fünfundzwanzig Kitas", "fünfundzwanzig");
    case("fünf Kinder", "fünf");
    case("2000 Menschen", "2000");
    case("2050 Bäume werden gepflanzt", "2050");
    case("2000 zusätzliche Plätze", "2000");
    case("insgesamt rund 2000", "2000");
    case("1950 m² Fläche", "1950");
    case("eine Laufzeit von 10 Jahren", "10");
    case("für 10 Jahre", "10");
    case("eine 10-jährige Zweckbindung", "10");
    case("In Gebäude 12 Büros einzurichten", "12");
    case("in der Xantener Straße 84 Wohnungen", "84");
    case("auf Stufe 2 Monate", "2");
    case("in Klasse 5 Kinder", "5");
    case("50667 Menschen", "50667");
    case("Gefördert werden 12. Die Stadt", "12");
    case("die Anlage. 300 kommen", "300");
    case("durch Monitoring 12", "12");
    case("zum Teil 300", "300");
}

#[test]
fn several_numbers_of_a_sentence_are_told_apart() {
    #[track_caller]
    fn case(text: &str, expected: &[&str]) {
        assert_eq!(literals(text, Language::Prose), expected, "{text}");
    }
    case("Nach § 24 SGB VIII erhalten 300 Kinder in 12 Gruppen 3.000 €", &["300", "12", "3.000"]);
    case("Die Linie 18 fährt mit 24 Fahrzeugen alle 10 Minuten", &["24", "10"]);
    case("Am 1. Mai 2026 um 8:30 Uhr kamen 40 Personen", &["40"]);
    case("ein Betreuungsschlüssel von 1:10", &["1", "10"]);
}

#[test]
fn names_and_dates_are_none() {
    #[track_caller]
    fn case(text: &str) {
        assert_eq!(literals(text, Language::Prose), [""; 0], "{text}");
    }
    case("Die Anschrift ist Am Mühlbach 12a, 53879 Musterstadt.");
    case("Die Bezirksvertretung 7 wurde angehört, die Inbetriebnahme folgt in KW 38.");
    case("Die Brücke BW 22 und die Leuchte an Mast 1187 sind schadhaft.");
    case("Der Haushaltsvermerk 7 und das Formblatt 4 gelten weiter.");
    case("Das Vorhaben trägt zu den Zielen 4 und 11 bei.");
    case("seit dem 01.02.2020, am 1. Mai 2021, am 06.05., 2021-05-01");
    case("2021, 2021 und 2022, 2020/2021, 2020/21, 2021–2023, im Mai 2021");
    case("ab 2022 gegebenenfalls bis zu {{ x }} Stellen");
    case("2021 mit einer kleineren Startaufstellung zunächst {{ x }} Stellen");
    case("§ 78 Absatz 2 Satz 1 GO NRW, §§ 44, 45 und 46, Art. 3 Abs. 1, Nr. 4");
    case("Teilplan 0504, Teilergebnisplan 0504, Teilplanzeile 11, Teilplanzeilen 11 und 15");
    case("Vorlage 3141/2019, Vorlagen-Nummer 0000/2021");
    case("zwischen 18 und 27 Jahren, ab 18 Jahren, 16- bis 18-Jährige, 27-jährig");
    case("E 13 TVöD, A 13 Lg. 2, 2. Eingangsamt, S 17, (A 7)");
    case("Förderbaustein 1, die Förderbausteine 1 und 2");
    case("Drucksache 19, Verordnung (EU) 2016/679, DIN 5008, Klasse 5");
    case("1. erstens\n2. zweitens\n   3) drittens\n> 4. viertens");
    case("COVID-19, CO2, SGB 2, 17 Uhr, 17:30 Uhr");
    case("Eine der Stellen, an einer Stelle, zwei Gründe, drei Bausteine");
    case("fünf Beratungsstellen, zwei Schnittstellen");
    case("{{ volumen }} und {{ eigenanteil.gesamt | glatt }}");
}

#[test]
fn templates_are_read_where_they_print() {
    #[track_caller]
    fn case(text: &str, expected: &[&str]) {
        assert_eq!(literals(text, Language::Template), expected, "{text}");
    }
    case("{# 5 € #}{% if a == 5 %}x{% endif %}{{ text(name=\"a\", ebene=3) }}", &[]);
    case("{{ <summe bezeichnung=\"Zuschuss 5 €\" /> }}", &["5"]);
    case("{{ zahl(name=\"zeile.11.2021\") }} und 12 €", &["12"]);
}

#[test]
fn the_layout_is_no_text() {
    #[track_caller]
    fn case(text: &str, expected: &[&str]) {
        assert_eq!(literals(text, Language::Page), expected, "{text}");
    }
    case("#set text(size: 11pt, weight: 500)\n#line(length: 100%) // 5 €", &[]);
    case("[Das kostet 12345 Euro]", &["12345"]);
    case("\"2,5 %\"", &["2,5"]);
    case("[4 Prozent und 3 Stellen]", &["4", "3"]);
}

/// Names that a German administration gives numbers to.
#[test]
fn numbers_that_are_names_are_none() {
    #[track_caller]
    fn case(text: &str) {
        assert_eq!(literals(text, Language::Prose), [""; 0], "{text}");
    }
    // Places.
    case("Das Gebäude Xantener Straße 84 wird hergerichtet.");
    case("Neusser Str. 84a, 50733 Musterstadt, am Ebertplatz 12 und im Gereonswall 4–6");
    case("Gemarkung Deutz, Flur 12, Flurstücke 34, 35/2 und 36");
    case("Linie 18, Buslinien 132 und 133, Gleis 4, Stadtbezirk 7, Wahlkreis 94");
    case("in Gebäude 12, Raum 204, im Haus 5");
    case("Bebauungsplan Nr. 6543, Bebauungsplan 6543/02, Bauabschnitt 2, Baufeld 3");
    case("die Autobahn A 57, die U 3, die L 123, Tempo 30, Tempo-30-Zone");
    case("im Maßstab 1:500");
    // Laws and papers.
    case("§ 8a Abs. 1 S. 2 Nr. 3 lit. b SGB VIII, §§ 22, 22a und 24 SGB VIII, §§ 75 ff. BauGB");
    case("BGBl. I S. 1234, GV. NRW. S. 666, DIN 276, DIN EN ISO 9001, DIN 18040-2, VDI 6022");
    case("Drucksache 17/1234, BT-Drs. 18/456, Az. 12-34.5/2026, Az.: IV B 3 – 12/24");
    case("TOP 10.4, Punkt 2 der Begründung, siehe 2.1, Anlage 3, Variante 1, Seite 1234");
    case("Die 3. Änderung, in der 14. Sitzung, im 1. Quartal, zur 1. und 2. Lesung");
    case(
        "mit Vollendung des 18. Lebensjahres, der 1. FC Musterstadt, die 2. vereinfachte Änderung",
    );
    // Money and buildings.
    case("Leistungsphase 3, Leistungsphasen 1 bis 4, Lph 5, Kostengruppe 300, KG 400, Los 2");
    case("Sachkonto 529100, Produkt 06.03.01, Kapitel 11 050, Titel 633, Kostenstelle 4711");
    case("IBAN DE89 3704 0044 0532 0130 00, Tel. 0221 221-12345, Tel.: 0221/221-0, Teilplan 0603");
    // Groups, grades and levels.
    case("Jahrgangsstufe 5, Klasse 7b, Klassen 5 bis 10, Jahrgang 9, U3-Plätze, G8/G9, Ü3");
    case("Entgeltgruppe 9c, EG 9a, A 7, S 12, TV-L 13, nach E 13 bewertete Stellen, Amt 51");
    case("Pflegegrad 3, Handlungsfeld 4, Phase 2, Effizienzhaus 40, KfW 55, Digitalpakt 2.0");
    // Time.
    case("Haushaltsjahr 2027, Ratsperiode 2020–2025, Agenda 2030, Haushaltsplan 2025 Mittel");
    case("spätestens 3 Werktage vorher, innerhalb von 14 Tagen, eine Frist von 4 Wochen");
    case("von 8 bis 16 Uhr, 8–16 Uhr, 17.30 Uhr, vom 1. bis 3. Juni, 12./13. Mai, am 1.5.26");
    case("Kinder von 6 bis 10 Jahren, unter 3 Jahren, über 2025 hinaus, rund um die Uhr 24/7");
    case("im Jahr 2026 Menschen beraten, seit 2021 Mittel abgerufen");
    // Told, not counted.
    case("die drei Plätze, zwei Gründe, vier Träger, ein Monat, einzig, regelmäßig Kinder");
    case("## 2.1 Ziele\n\n## 3 Kosten\n");
}

#[test]
fn a_cure_that_is_offered_is_right() {
    assert_eq!(literals("Am Hof 3", Language::Prose), ["3"]);
    assert_eq!(literals("Am Hof Nr. 3", Language::Prose), [""; 0]);
    assert_eq!(literals("Sie hat 2021 Mittel", Language::Prose), ["2021"]);
    assert_eq!(literals("Sie hat im Jahr 2021 Mittel", Language::Prose), [""; 0]);
}

#[test]
fn texts_of_one_line_know_no_placeholders() {
    assert_eq!(literals("{{ 5 € }}", Language::Line), ["5"]);
    assert_eq!(literals("für {{ jahre }} {zahl} und 5 €", Language::Wording), ["5"]);
}

#[test]
fn what_joins_a_placeholder_is_found() {
    #[track_caller]
    fn case(text: &str, expected: usize) {
        let reading = Reading::of(text, Language::Prose);
        assert_eq!(seams::seams(&reading, Language::Prose).len(), expected, "{text}");
    }
    case("-{{ a }}", 1);
    case("kostet −{{ a }}", 1);
    case("(–{{ a }})", 1);
    case("**-{{ a }}**", 1);
    case("{{ a }},{{ b }}", 1);
    case("{{ a }}{{ b }}", 1);
    case("{{ a }} Mio. €", 1);
    case("{{ a }} Millionen", 1);
    case("{{ a }}&nbsp;%", 1);
    case("{{ a }}\nEuro", 1);
    case("{{ a }} vom Hundert", 1);
    case("- {{ a }}\n- {{ b }}", 0);
    case("von {{ a }} – {{ b }}, {{ c }}. {{ d }}", 0);
    case("{{ a }}–{{ b }}, Mehr-{{ c }}", 0);
    case("{{ a }} Stellen, {{ b }} Prozentpunkte", 0);
    case("| {{ a }} | % |", 0);
}
