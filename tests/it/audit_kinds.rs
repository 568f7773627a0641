//! What `audit` makes of every kind of table and sentence that once misled it: papers in
//! own words, each with what must be found in it – or nothing.
//!
//! What is right is calculated in a comment beside every case; nothing is taken from the
//! program.

use vorlage::audit::{Piece, audit, audit_pieces};
use vorlage::diagnostic::Sources;

/// The findings in `text`: their codes, and the number that is right, where a message has it.
fn found(text: &str) -> Vec<(&'static str, String)> {
    let mut sources = Sources::default();
    let file = sources.add("paper.md", text);
    let report = audit(file, &sources, None);
    report.findings.iter().map(|found| (found.code, found.message.clone())).collect()
}

/// Holds that nothing is found in `text`.
#[track_caller]
fn clean(text: &str) {
    let found = found(text);
    assert!(found.is_empty(), "{found:?}\n{text}");
}

/// Holds that `text` has one finding, which has `code` and names the `right` number.
#[track_caller]
fn wrong(text: &str, code: &str, right: &str) {
    let found = found(text);
    let is_told = |(own, message): &(&str, String)| *own == code && message.contains(right);
    assert!(found.len() == 1 && found.iter().all(is_told), "{found:?}\n{text}");
}

/// Holds that the paper is clean, and that with `old` replaced by `new` it is wrong.
#[track_caller]
fn twins(text: &str, old: &str, new: &str, code: &str, right: &str) {
    clean(text);
    assert!(text.contains(old), "{old}");
    wrong(&text.replacen(old, new, 1), code, right);
}

#[test]
fn money_in_every_spelling_adds_up() {
    // 800 − 150 = 650, however the minus is written.
    for minus in [
        "-150,00 €",
        "150,00- €",
        "(150,00 €)",
        "- 150,00 €",
        "–150,00 €",
        "150,00 €-",
        "./. 150,00 €",
    ] {
        let text = format!(
            "| Posten | 2026 |\n|:--|--:|\n| Kosten | 800,00 € |\n| Erlöse | {minus} |\n| Summe | 650,00 € |\n"
        );
        clean(&text);
        wrong(&text.replace("650,00", "950,00"), "audit-summe", "650,00");
    }
    // 3.000 + 400 = 3.400 thousand.
    for unit in ["T€", "TEUR", "T Euro", "T EUR", "Tsd. EUR", "Tsd. €", "Mio. EUR", "Mrd. Euro"]
    {
        let text = format!(
            "| Posten | Plan |\n|:--|--:|\n| Bau | 3.000 {unit} |\n| Planung | 400 {unit} |\n| Summe | 3.400 {unit} |\n"
        );
        clean(&text);
        assert_eq!(found(&text.replace("3.400", "4.300")).len(), 1, "{unit}");
    }
    // 4 000 + 3 000 = 7 000, with any blank.
    for blank in [" ", "\u{a0}", "\u{202f}", "\u{2009}", "'"] {
        let text = format!(
            "| Titel | Ist |\n|:--|--:|\n| A | 4{blank}000,00 € |\n| B | 3{blank}000,00 € |\n| Summe | 7{blank}000,00 € |\n"
        );
        twins(&text, &format!("7{blank}000"), &format!("8{blank}000"), "audit-summe", "7.000,00");
    }
    clean("Die Gesamtkosten betragen 1 480,00 EUR. Die Gesamtkosten betragen 1.480,00 EUR.");
    clean("Der Ansatz steigt von 3.200.000 € um 165. 000 € auf 3.365. 000 €.");
}

#[test]
fn what_a_cell_adds_to_its_number_is_read_or_silences_the_sum() {
    for cell in ["30.000 € ²", "30.000 € brutto", "30.000 € p. a.", "30.000 € 1)", "30.000 €*"]
    {
        clean(&format!(
            "| Träger | 2026 |\n|:--|--:|\n| Nord | 60.000 € |\n| Süd | {cell} |\n| Summe | 90.000 € |\n"
        ));
    }
    for cell in ["bis 30.000 €", "3 x 10.000 €", "30.000 – 35.000 €", "siehe Anlage", "ab 2027"]
    {
        clean(&format!(
            "| Träger | 2026 |\n|:--|--:|\n| Nord | 60.000 € |\n| Süd | {cell} |\n| Summe | 91.000 € |\n"
        ));
    }
}

#[test]
fn labels_may_stand_in_any_column() {
    // 25 + 7 = 32.
    twins(
        "| Konto | Name | Ansatz |\n|:--|:--|--:|\n| 5310 | Pacht | 25,00 € |\n| 5320 | Wasser | 7,00 € |\n| | Summe | 32,00 € |\n",
        "32,00",
        "33,00",
        "audit-summe",
        "32,00",
    );
}

#[test]
fn differences_need_the_right_pair_of_columns() {
    let table = "| Amt | Plan Ertrag | Plan Aufwand | Plan Saldo | Ist Ertrag | Ist Aufwand | Ist Saldo | Abweichung Ertrag |\n|:--|--:|--:|--:|--:|--:|--:|--:|\n| Bad | 30 | 12 | 18 | 33 | 15 | 18 | 3 |\n| Museum | 8 | 2 | 6 | 8 | 2 | 6 | 0 |\n";
    clean(table);
    // 90 − 70 = 20, 40 − 25 = 15, 50 − 20 = 30; 20 + 15 + 30 = 65.
    let saldo = "| | Erträge | Aufwendungen | Saldo |\n|:--|--:|--:|--:|\n| Entwurf | 90 | 70 | 20 |\n| Liste I | 40 | 25 | 15 |\n| Liste II | 50 | 20 | 30 |\n| Summe | 180 | 115 | 65 |\n";
    clean(saldo);
    let planted = saldo.replace("| 70 | 20 |", "| 70 | 24 |").replace("| 65 |", "| 69 |");
    wrong(&planted, "audit-summe", "20");
}

#[test]
fn the_later_version_is_the_earlier_one_with_its_changes() {
    // 800 + 60 − 0 = 860, 500 + 0 − 40 = 460, 300 + 10 − 5 = 305.
    twins(
        "| | bisher | erhöht um | vermindert um | nunmehr |\n|:--|--:|--:|--:|--:|\n| Erträge | 8.000 | 600 | 0 | 8.600 |\n| Aufwendungen | 5.000 | 0 | 400 | 4.600 |\n| Kredite | 3.000 | 100 | 50 | 3.050 |\n",
        "4.600",
        "4.800",
        "audit-summe",
        "4.600",
    );
}

#[test]
fn numbers_make_rows_the_parts_of_those_above_them() {
    // 12,50 + 30,25 = 42,75 and 10,00 + 31,00 = 41,00; 5,00 + 7,10 = 12,10 and 6,00 + 8,40 =
    // 14,40; 42,75 + 12,10 = 54,85 and 41,00 + 14,40 = 55,40.
    twins(
        "| Aktiva | 2027 | 2026 |\n|:--|--:|--:|\n| 1. Anlagen | 42,75 | 41,00 |\n| 1.1 Rechte | 12,50 | 10,00 |\n| 1.2 Bauten | 30,25 | 31,00 |\n| 2. Umlauf | 12,10 | 14,40 |\n| 2.1 Forderungen | 5,00 | 6,00 |\n| 2.2 Kasse | 7,10 | 8,40 |\n| Bilanzsumme | 54,85 | 55,40 |\n",
        "7,10",
        "1,70",
        "audit-summe",
        "6,70",
    );
}

#[test]
fn a_sum_of_some_rows_and_a_row_that_explains_one_are_understood() {
    clean(
        "| Antrag | Aufwand | Votum |\n|:--|--:|:--|\n| Platz | 40.000 € | ja |\n| Haus | 30.000 € | nein |\n| Wege | 90.000 € | ja |\n| Summe der beschlossenen Anträge | 130.000 € | |\n",
    );
    clean(
        "| Stelle | Anteil | Kosten | Stadt |\n|:--|--:|--:|--:|\n| Leitung | 1,0 | 70.000 € | 21.000 € |\n| gefördert 70 % | | 49.000 € | |\n| Büro | 0,5 | 30.000 € | 30.000 € |\n| Summe | 1,5 | 100.000 € | 51.000 € |\n",
    );
}

#[test]
fn shares_are_no_amounts() {
    // 220/200 = +10 %, 60/80 = −25 %; together 280 of 280.
    let table = "| Vorhaben | Plan | Prognose | Abweichung in Prozent |\n|:--|--:|--:|--:|\n| Weg | 200 | 220 | 10,0 |\n| Steg | 80 | 60 | -25,0 |\n| Platz | 40 | 50 | 25,0 |\n| Summe | 320 | 330 | 3,1 |\n";
    twins(table, "-25,0", "-52,0", "audit-prozent", "25,0");
}

#[test]
fn rounding_is_no_mistake() {
    clean(
        "| Vorhaben | Plan | Rest | Abweichung |\n|:--|--:|--:|--:|\n| Weg | 201 | 43 | 9 |\n| Steg | 77 | 12 | -8 |\n| Platz | 9 | 5 | 4 |\n| Summe | 288 | 61 | 6 |\n\nAlle Beträge sind auf volle Euro gerundet.\n",
    );
    clean("Die Kosten steigen von 1,2 Mio. € um 0,3 Mio. € auf 1,6 Mio. €.");
}

#[test]
fn names_that_wrap_end_no_table() {
    // 4.101 + 6.202 + 3.303 = 13.606; 5.101 + 7.202 + 4.303 = 16.606.
    let text = "Nr.   Name                   2026      2027\n01    Rat                   4.101     5.101\n      Kultur und\n02                          6.202     7.202\n      Ehrenamt\n      Wälder und Wege,\n03                          3.303     4.303\n      Seen\n      Summen               13.606    16.606\n";
    twins(text, "13.606", "16.306", "audit-summe", "13.606");
}

#[test]
fn columns_of_blanks_and_lists_of_lines_are_tables() {
    let blanks = "Posten          Betrag\nPacht           25,00 €\nWasser           7,00 €\nSumme           32,00 €\n";
    twins(blanks, "32,00", "33,00", "audit-summe", "32,00");
    let list = "Kosten:\n\n- Pacht: 25,00 €\n- Wasser: 7,00 €\n- Summe: 32,00 €\n";
    twins(list, "32,00", "33,00", "audit-summe", "32,00");
    // 80,5 + 140,25 = 220,75; 82 + 141,5 = 223,5.
    let lines = "Stellen\n\n2026\n\n2027\n\nBeamte\n\n80,50\n\n82,00\n\nBeschäftigte\n\n140,25\n\n141,50\n\nSumme:\n\n220,75\n\n223,50\n";
    twins(lines, "223,50", "232,50", "audit-summe", "223,50");
}

#[test]
fn ranges_and_other_years_are_no_amounts_to_calculate_with() {
    clean("Die Gesamtkosten liegen bei 70.000 – 80.000 €. Die Gesamtkosten betragen 75.000 €.");
    clean("Insgesamt 90.000 €, davon 30.000 € – 45.000 € Bau und 50.000 € Planung.");
    clean(
        "Für die Verlustabdeckung stehen 2026 insgesamt 0,700 Mio. € (2027: 0,300 Mio. €; 2028: 0,100 Mio. €) im Plan.",
    );
    clean("31.12.2025 31.12.2024\n€ €\nErträge 9,00 8,00\n");
}

#[test]
fn changes_are_recomputed_also_in_the_next_sentence() {
    // 90.000 − 35.000 = 55.000.
    twins(
        "Im Plan stehen 35.000 €. Gebraucht werden inzwischen 90.000 €. Das ergibt einen Mehrbedarf von 55.000 €.",
        "55.000",
        "57.000",
        "audit-differenz",
        "55.000",
    );
    // 640.000 − 510.000 = 130.000.
    twins(
        "Der Umbau wird teurer: Die Kosten erhöhen sich gegenüber damals 510.000 € um 130.000 € auf aktuell 640.000 €.",
        "um 130.000",
        "um 150.000",
        "audit-differenz",
        "130.000",
    );
    // 41.877.305 − 39.204.118 = 2.673.187.
    twins(
        "Die Personalaufwendungen steigen gegenüber dem Plan des Vorjahres von 39.204.118 € auf 41.877.305 €. Dies entspricht einer Steigerung von 2.673.187 € oder 6,82 %.",
        "2.673.187",
        "2.673.196",
        "audit-differenz",
        "2.673.187",
    );
    // 311,40 − 308,15 = 3,25.
    twins(
        "Die Zahl der Stellen wächst von 308,15 im Jahr 2026 auf 311,40 Stellen im Jahr 2027. Die Steigerung von 3,25 Stellen folgt aus neuen Aufgaben.",
        "3,25",
        "2,25",
        "audit-differenz",
        "3,25",
    );
    // 60.000 − 63.000 = −3.000.
    twins(
        "Der Wirtschaftsplan sieht Erträge von 60.000 Euro, Aufwendungen von 63.000 Euro und ein Jahresergebnis von -      3.000 Euro vor.",
        "      3.000",
        "      4.000",
        "audit-differenz",
        "3.000",
    );
}

#[test]
fn cover_is_compared_with_its_need() {
    // 250 + 450 = 700.
    twins(
        "Bereitgestellt werden 700,00 €.\n\nGedeckt wird der Betrag mit 250,00 € aus Mehrerträgen und mit 450,00 € aus Rücklagen.",
        "mit 450,00",
        "mit 480,00",
        "audit-deckung",
        "450,00",
    );
    // 2.900.000 + 2.500.000 = 5.400.000; with 1.800.000 only 4.700.000 are covered.
    twins(
        "Der Ausschuss stimmt überplanmäßigen Mitteln in Höhe von 5.400.000 € zu.\n\nDie Deckung erfolgt durch Minderaufwendungen in Höhe von 2.900.000 € und durch Mehrerträge in Höhe von 2.500.000 €.",
        "2.500.000",
        "1.800.000",
        "audit-deckung",
        "2.500.000",
    );
    clean(
        "Die Deckung erfolgt durch Mehrerträge in Höhe von 31.200 € und durch Minderaufwendungen in Höhe von 402.500 €.",
    );
}

#[test]
fn a_line_that_is_counted_twice_is_found() {
    // 90 + 40 + 70 + 150 = 350; with the 70 of the second Teilplan twice, 420.
    twins(
        "| Teilplan | Zeile | Name | 2027 | 2028 |\n|:--|:--|:--|--:|--:|\n| 0601 | 11 | Personal | 90.000 € | 92.000 € |\n| 0601 | 13 | Sachaufwand | 40.000 € | 40.000 € |\n| 0602 | 11 | Personal | 70.000 € | 71.400 € |\n| 0602 | 15 | Transfer | 150.000 € | 155.000 € |\n| Summe | | | 350.000 € | 358.400 € |\n",
        "350.000",
        "420.000",
        "audit-summe",
        "350.000",
    );
}

#[test]
fn shares_and_products_need_their_whole() {
    clean("Der Rücklage werden 700,00 €, d. h. 50 % der Überschüsse, zugeführt.");
    // 18 × 45,50 = 819.
    twins("18 Kinder x 45,50 € = 819,00 €", "819,00", "891,00", "audit-produkt", "819,00");
    // 75 % of 240.000 = 180.000.
    twins(
        "Von den Kosten in Höhe von 240.000 € trägt das Land 75 %, das sind 180.000 €.",
        "180.000",
        "108.000",
        "audit-prozent",
        "45",
    );
}

#[test]
fn pieces_of_a_document_are_read_as_they_are() {
    let text = "Posten Betrag Pacht 25,00 € Wasser 7,00 € Summe 33,00 €";
    let at = |word: &str| {
        let start = text.find(word).unwrap_or_default();
        start..start + word.len()
    };
    let row = |name: &str, amount: &str| vec![at(name), at(amount)];
    let table = vec![
        row("Posten", "Betrag"),
        row("Pacht", "25,00 €"),
        row("Wasser", "7,00 €"),
        row("Summe", "33,00 €"),
    ];
    let mut sources = Sources::default();
    let file = sources.add("paper.docx", text);
    let report = audit_pieces(file, &sources, &[Piece::Table(table)], None);
    let codes: Vec<&str> = report.findings.iter().map(|found| found.code).collect();
    assert_eq!(codes, ["audit-summe"]);
}

#[test]
fn what_falls_away_counts_with_its_sign_in_columns_of_any_name() {
    // 700 − 60 = 640; 500 + 90 = 590; 400 + 80 − 30 = 450; 1.600 + 170 − 90 = 1.680.
    for heads in ["Ansatz bisher | + | ./. | Ansatz neu", "bisher € | mehr € | weniger € | neu €"]
    {
        let text = format!(
            "| Konto | {heads} |\n|:--|--:|--:|--:|--:|\n| Pacht | 500.000 | 90.000 | | 590.000 |\n| Gas | 700.000 | | 60.000 | 640.000 |\n| Honorare | 400.000 | 80.000 | 30.000 | 450.000 |\n| **Summe** | 1.600.000 | 170.000 | 90.000 | 1.680.000 |\n"
        );
        twins(&text, "1.680.000", "1.860.000", "audit-summe", "1.680.000");
    }
    // 400 + 30 − 10 = 420; 450 + 20 − 5 = 465; what is missing falls from 50 to 45.
    clean(
        "| | erhöht um | vermindert um | gegenüber bisher | nunmehr auf |\n|:--|--:|--:|--:|--:|\n| Erträge | 30.000 € | 10.000 € | 400.000 € | 420.000 € |\n| Aufwendungen | 20.000 € | 5.000 € | 450.000 € | 465.000 € |\n| Jahresfehlbetrag | 0 € | 5.000 € | 50.000 € | 45.000 € |\n",
    );
    // 610 + 40 − 20 = 630 and so on, under heads that say less.
    let text = "| | Stand | erhöht um | vermindert um | festgesetzt auf |\n|:--|--:|--:|--:|--:|\n| Mieten | 610.400 | 40.000 | 20.000 | 630.400 |\n| Zinsen | 82.300 | 1.500 | 4.300 | 79.500 |\n| Reisen | 57.800 | 2.200 | 7.000 | 53.000 |\n| Post | 91.600 | 3.400 | 1.000 | 94.000 |\n| Druck | 44.900 | 5.100 | 8.000 | 42.000 |\n";
    twins(text, "| 94.000 |", "| 49.000 |", "audit-summe", "94.000");
}

#[test]
fn commitments_fall_due_in_the_years_beside_them() {
    // 200 + 300 = 500, of which 300 are bound ahead; 50 + 60 = 110; 70 + 80 = 150.
    let text = "| Vorhaben | Ansatz 2027 | VE 2027 | Planung 2028 | Gesamt |\n|:--|--:|--:|--:|--:|\n| Schule | 200.000 | 300.000 | 300.000 | 500.000 |\n| Depot | 50.000 | | 60.000 | 110.000 |\n| Wege | 70.000 | | 80.000 | 150.000 |\n";
    twins(text, "500.000", "600.000", "audit-summe", "500.000");
}

#[test]
fn a_sum_is_not_that_of_what_stands_above_it_by_chance() {
    // Revenue 60 + 30 = 90; the expenses of 95 have no parts above them.
    let text = "| | Plan 2027 |\n|:--|--:|\n| Gebühren und andere Erträge | 60.000 |\n| Zuweisungen | 30.000 |\n| **Erträge gesamt** | **90.000** |\n| **Aufwendungen gesamt** | **95.000** |\n| **Ergebnis** | **-5.000** |\n";
    clean(text);
    wrong(&text.replace("**90.000**", "**99.000**"), "audit-summe", "90.000");
    clean(
        "| Festsetzung | |\n|:--|--:|\n| Erträge | 800.000 € |\n| Aufwendungen | 750.000 € |\n| Gesamtbetrag der Kreditermächtigungen | 1.300.000 € |\n",
    );
}

#[test]
fn an_amount_that_could_be_a_year_ends_the_head() {
    // 2.040,00 + 310,00 = 2.350,00.
    let text = "| Kurs | Kosten € |\n|:--|--:|\n| Töpfern | 2.040,00 |\n| Chor | 310,00 |\n| Gesamt | 2.350,00 |\n";
    twins(text, "2.350,00", "2.530,00", "audit-summe", "2.350,00");
}

#[test]
fn what_stands_in_brackets_has_a_measure_of_its_own() {
    clean(
        "Die Erlöse steigen wegen der Preise (Karte 12,50 € statt 11,00 €) um 8.400 € bzw. 2,1 %.",
    );
    clean(
        "Die Kosten steigen um 90.000 €, davon entfallen 40.000 € auf die Schule (700.000 € → 740.000 €).",
    );
    wrong(
        "Die Kosten steigen um 90.000 €, davon entfallen 140.000 € auf die Schule.",
        "audit-teile",
        "140",
    );
}
