//! Says a key of the data in German, as a reader of papers writes it: with umlauts, and
//! nouns with a capital letter.

use crate::german::capitalized;

/// Keys that are not written as they are read.
const WORDS: [(&str, &str); 31] = [
    ("nichtoeffentlich_weil", "nichtöffentlich, weil"),
    ("aenderungen", "Änderungen"),
    ("ansaetze", "Ansätze"),
    ("arbeitsplaetze", "Arbeitsplätze"),
    ("eigene_mittel", "eigene Mittel"),
    ("faellig", "fällig"),
    ("foerderfaehig", "förderfähig"),
    ("folgekosten_bis", "Folgekosten bis"),
    ("fuer", "für"),
    ("hoechstbetrag", "Höchstbetrag"),
    ("hoechstens", "höchstens"),
    ("hoechstens_insgesamt", "höchstens insgesamt"),
    ("hoechstens_je_stelle", "höchstens je Stelle"),
    ("je_arbeitsplatz", "je Arbeitsplatz"),
    ("je_stelle", "je Stelle"),
    ("kostensaetze", "Kostensätze"),
    ("kuenftig", "künftig"),
    ("quelle_nutzungsdauer", "Quelle der Nutzungsdauer"),
    ("rest_nach", "Rest nach"),
    ("saetze", "Sätze"),
    ("teilplaene", "Teilpläne"),
    ("zeitraeume", "Zeiträume"),
    ("aufstellung", "Aufstellung"),
    ("auf", "auf"),
    ("je", "je"),
    ("bei", "bei"),
    ("von", "von"),
    ("bis", "bis"),
    ("ab", "ab"),
    ("anteilig", "anteilig"),
    ("bewilligt", "bewilligt"),
];

/// Lists whose entries go by numbers, and what one of them is called.
const ITEMS: [(&str, &str); 3] =
    [("zahlungen", "Auszahlung"), ("verpflichtungen", "Verpflichtung"), ("saetze", "Satz")];

/// Words to choose from that are not written as they are read.
const AUSWAHL: [(&str, &str); 18] = [
    ("anteil", "Anteil"),
    ("fehlbedarf", "Fehlbedarf"),
    ("festbetrag", "Festbetrag"),
    ("pauschale", "Pauschale"),
    ("ausserplanmaessig", "außerplanmäßig"),
    ("cent", "Cent"),
    ("dreissigstel", "Dreißigstel"),
    ("entfaellt", "entfällt"),
    ("euro", "Euro"),
    ("groesster_rest", "größter Rest"),
    ("kaufmaennisch", "kaufmännisch"),
    ("rolle", "Rolle"),
    ("stadt", "Stadt"),
    ("traeger", "Träger"),
    ("ueberplanmaessig", "überplanmäßig"),
    ("verlaengert", "verlängert"),
    ("vollzeitstelle", "volle Stelle"),
    ("vorlaeufig", "vorläufig"),
];

/// An entry of the list `key`.
pub(in crate::compare) fn item(key: &str) -> String {
    match ITEMS.iter().find(|(own, _)| *own == key) {
        Some((_, word)) => (*word).to_owned(),
        None => word(key),
    }
}

/// `word`, which was chosen from a list, in German.
pub(in crate::compare) fn gewaehlt(word: &str) -> String {
    match AUSWAHL.iter().find(|(own, _)| *own == word) {
        Some((_, word)) => (*word).to_owned(),
        None => word.replace('_', " "),
    }
}

/// Names that people give, as they are read.
const NAMEN: [(&str, &str); 3] =
    [("foerderung", "Förderung"), ("massnahme", "Maßnahme"), ("traeger", "Träger")];

/// What somebody has called `name`: with a capital letter, and umlauts where they are known.
pub(in crate::compare) fn name(name: &str) -> String {
    match NAMEN.iter().find(|(own, _)| *own == name) {
        Some((_, word)) => (*word).to_owned(),
        None => capitalized(&name.replace('_', " ")),
    }
}

/// `key` of a record of the kind `of`, in German.
pub(in crate::compare) fn word_in(of: &str, key: &str) -> String {
    match (of, key) {
        ("zeitraeume", "von") => "Beginn".to_owned(),
        ("zeitraeume", "bis") => "Ende".to_owned(),
        ("rundung", "auf") => "Einheit".to_owned(),
        _ => word(key),
    }
}

/// `key` in German.
pub(in crate::compare) fn word(key: &str) -> String {
    match WORDS.iter().find(|(own, _)| *own == key) {
        Some((_, word)) => (*word).to_owned(),
        None => capitalized(&key.replace('_', " ")),
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    /// Every key of the data is written with umlauts: no `ae`, `oe` or `ue` is left but
    /// where it is none.
    #[test]
    fn keys_are_read_with_umlauts() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/schema/vorlage.schema.json");
        let schema = fs::read_to_string(path).unwrap_or_default();
        let titles = schema.lines().filter_map(|line| line.trim().strip_prefix("\"title\": \""));
        let keys = titles.map(|rest| rest.trim_end_matches(['"', ',']));
        let keys: Vec<&str> = keys.filter(|key| !key.contains(' ')).collect();
        assert!(keys.contains(&"hoechstbetrag"), "the schema tells the keys: {keys:?}");
        for key in keys {
            let mut read = word(key).to_lowercase();
            for right in ["steuer", "neu", "quelle", "dauer"] {
                read = read.replace(right, "");
            }
            let left = ["ae", "oe", "ue"].iter().find(|two| read.contains(**two));
            assert_eq!(left, None, "{key}");
            assert!(!read.contains('_'), "{key}");
        }
    }
}
