//! The words by which German tables say what their columns and rows are.
//!
//! All texts are in small letters. They are words of German book-keeping at large, none of
//! a city, a Land or a plan.

/// Whether a column adds up others.
pub(super) fn is_sum_head(head: &str) -> bool {
    const WORDS: [&str; 7] =
        ["summe", "insgesamt", "total", "zusammen", "gesamtsumme", "gesamtbetrag", "gesamtkosten"];
    let head = head.trim();
    let first = head.split([' ', '(', '-']).next().unwrap_or_default();
    first == "gesamt"
        || WORDS.iter().any(|word| first.starts_with(word))
        || head.ends_with(" gesamt")
        || head.ends_with("insgesamt")
}

/// Whether a column is the difference of others.
pub(super) fn is_difference_head(head: &str) -> bool {
    const WORDS: [&str; 26] = [
        "verbesserung",
        "verschlechterung",
        "differenz",
        "änderung",
        "veränderung",
        "abweichung",
        "steigerung",
        "unterschied",
        "+/-",
        "+ / -",
        "+/–",
        "erhöhung",
        "saldo",
        "ergebnis",
        "überschuss",
        "fehlbetrag",
        "fehlbedarf",
        "mehr/",
        "mehr (",
        "mehr-",
        "mehr +",
        "mehrbedarf",
        "mehrkosten",
        "zuschussbedarf",
        "verbleib",
        "weniger",
    ];
    let is_word = WORDS.iter().any(|word| head.contains(word));
    let names_plan = ["ergebnisplan", "ergebnishaushalt", "ergebnisrechnung", "änderungsliste"];
    // The result of a year is no difference of columns.
    let is_year = head.contains("ergebnis")
        && (head.contains("20") || head.contains("rechnung") || head.contains("vorl"));
    let is_more =
        head.split(' ').any(|word| ["mehr", "rest", "diff.", "delta", "δ"].contains(&word));
    (is_word || is_more)
        && !is_year
        && !names_plan.iter().any(|word| head.contains(word))
        && !head.contains("nunmehr")
}

/// Whether a column holds shares or relations.
pub(super) fn is_percent_head(head: &str) -> bool {
    const WORDS: [&str; 7] = ["%", "prozent", "v. h.", "v.h.", "v.h", "vom hundert", "quote"];
    WORDS.iter().any(|word| head.contains(word))
}

/// Whether a column names things by numbers.
pub(super) fn is_identifier_head(head: &str) -> bool {
    const WORDS: [&str; 27] = [
        "nr",
        "nummer",
        "lfd",
        "zeile",
        "konto",
        "sachkonto",
        "kto",
        "kontonummer",
        "jahr",
        "jahre",
        "haushaltsjahr",
        "pos",
        "position",
        "seite",
        "kostenstelle",
        "kostenträger",
        "produkt",
        "psp",
        "haushaltsstelle",
        "auftrag",
        "blatt",
        "plz",
        "datum",
        "ziffer",
        "id",
        "kennziffer",
        "gruppe",
    ];
    let first = head.split([' ', '.', '/', '-']).find(|word| !word.is_empty()).unwrap_or_default();
    WORDS.contains(&first)
}

/// Whether a column holds what one of something costs.
pub(super) fn is_rate_head(head: &str) -> bool {
    const WORDS: [&str; 18] = [
        "einzelpreis",
        "stückpreis",
        "preis je",
        "preis pro",
        "stundensatz",
        "tagessatz",
        "je ",
        "pro ",
        "/m²",
        "/qm",
        "€/",
        "eur/",
        "satz",
        "einheitspreis",
        "durchschnitt",
        "gebühr",
        "ep ",
        "einzel",
    ];
    WORDS.iter().any(|word| head.starts_with(word) || head.contains(&format!(" {word}")))
        || ["€/", "eur/", "/m²", "/qm", "einzelpreis", "einheitspreis", "stückpreis"]
            .iter()
            .any(|w| head.contains(w))
        || head == "ep"
        || head == "preis"
}

/// Whether a column counts posts.
pub(super) fn is_post_head(head: &str) -> bool {
    ["stelle", "vzä", "vzk", "vollzeit", "planstellen"].iter().any(|word| head.contains(word))
}

/// Whether a column counts something else.
pub(super) fn is_count_head(head: &str) -> bool {
    const WORDS: [&str; 20] = [
        "anzahl",
        "menge",
        "stück",
        "monate",
        "tage",
        "stunden",
        "fälle",
        "fallzahl",
        "plätze",
        "kinder",
        "personen",
        "einwohner",
        "m²",
        "qm",
        "km",
        "faktor",
        "fläche",
        "teilnehm",
        "gruppen",
        "schüler",
    ];
    WORDS.iter().any(|word| head.contains(word))
}

/// Whether a column spells out calculations.
pub(super) fn is_working_head(head: &str) -> bool {
    const NAMES: [&str; 6] =
        ["rechnung", "berechnung", "rechenweg", "herleitung", "rechengang", "kalkulation"];
    head.contains('×') || head.split(' ').any(|word| NAMES.contains(&word.trim()))
}

/// The name of a row without what numbers it: `1.`, `a)`, `=`, `Zeile 10`.
pub(super) fn bare(label: &str) -> &str {
    let marks = |char: char| char.is_ascii_digit() || " .)=(+–-−*/:∑Σ".contains(char);
    let start = label.trim_start_matches(marks);
    match start.split_once([')', '.']) {
        Some((first, rest)) if first.chars().count() == 1 && rest.starts_with(' ') => rest.trim(),
        _ => start.trim(),
    }
}

/// Whether a row says that it adds up others.
pub(super) fn is_sum(label: &str) -> bool {
    const STARTS: [&str; 11] = [
        "summe",
        "zwischensumme",
        "insgesamt",
        "total",
        "zusammen",
        "endsumme",
        "teilsumme",
        "in summe",
        "zw.-summe",
        "zwischenergebnis",
        "bilanzsumme",
    ];
    let name = bare(label);
    STARTS.iter().any(|word| name.starts_with(word))
        || is_whole(name)
        || [" insgesamt", " gesamt", " (gesamt)", " zusammen", "(summe)", " (insgesamt)"]
            .iter()
            .any(|word| name.ends_with(word))
        || label.trim_start().starts_with(['∑', 'Σ'])
}

/// Whether `name` begins with a whole: `Gesamt`, `Gesamtkosten`, but no `Gesamtschule`.
fn is_whole(name: &str) -> bool {
    const KINDS: [&str; 29] = [
        "summe",
        "betrag",
        "kosten",
        "aufw",
        "ausgab",
        "einnahm",
        "ertr",
        "auszahl",
        "einzahl",
        "volumen",
        "bedarf",
        "finanzier",
        "invest",
        "förder",
        "mittel",
        "zahl",
        "stellen",
        "budget",
        "ansatz",
        "deckung",
        "zuwend",
        "zuschuss",
        "projektkosten",
        "baukosten",
        "maßnahme",
        "personal",
        "preis",
        "verwaltung",
        "haushalt",
    ];
    let Some(rest) = name.strip_prefix("gesamt") else { return false };
    let rest = rest.trim_start_matches('-');
    rest.is_empty()
        || rest.starts_with([' ', ':', '.', ',', '(', '*', ')'])
        || KINDS.iter().any(|kind| rest.starts_with(kind))
}

/// Whether a row says that it is what others leave.
pub(super) fn is_difference(label: &str) -> bool {
    const STARTS: [&str; 33] = [
        "eigenanteil",
        "städtischer eigenanteil",
        "saldo",
        "fehlbetrag",
        "fehlbedarf",
        "differenz",
        "zuschussbedarf",
        "überschuss",
        "mehrbedarf",
        "unterdeckung",
        "überdeckung",
        "verbleib",
        "nettobelastung",
        "netto",
        "ergebnis",
        "jahresergebnis",
        "jahresüberschuss",
        "jahresfehlbetrag",
        "defizit",
        "gewinn",
        "verlust",
        "rest",
        "noch verfügbar",
        "verfügbar",
        "veränderung",
        "abweichung",
        "einsparung",
        "eigenmittel",
        "zuwachs",
        "mehr",
        "weniger",
        "deckungslücke",
        "ordentliches ergebnis",
    ];
    let name = bare(label);
    STARTS.iter().any(|word| name.starts_with(word))
        || [
            "ergebnis",
            "saldo",
            "überschuss",
            "fehlbetrag",
            "zuwachs",
            "gewinn",
            "verlust",
            "defizit",
        ]
        .iter()
        .any(|word| name.split([' ', '/', '-']).next().is_some_and(|first| first.ends_with(word)))
}

/// Whether a row is a part of one above it.
pub(super) fn is_part(label: &str) -> bool {
    const STARTS: [&str; 11] = [
        "davon",
        "darunter",
        "hiervon",
        "dar.",
        "nachrichtlich",
        "d. v.",
        "dv.",
        "darin",
        "enthalten",
        "(davon",
        "nachr.",
    ];
    let name = label.trim_start_matches(['-', '–', '•', '(', ' ', '>']);
    STARTS.iter().any(|word| name.starts_with(word))
        || label.contains(" davon ")
        || label.contains("darin enthalten")
        || label.contains("(nachrichtlich")
}

/// Whether a row is an amount that a Satzung fixes by itself, as `Gesamtbetrag der Kredite`.
pub(super) fn is_fixed(label: &str) -> bool {
    let name = bare(label);
    ["gesamtbetrag de", "gesamtbeträge de", "gesamtbetrag für "]
        .iter()
        .any(|start| name.starts_with(start))
}

/// Whether a row takes something away: revenue beside expenses, a discount.
pub(super) fn is_minus(label: &str) -> bool {
    says_minus(label) || is_revenue(label)
}

/// Whether a row says that it is taken away.
pub(super) fn says_minus(label: &str) -> bool {
    const STARTS: [&str; 10] = [
        "abzüglich",
        "abzgl",
        "./.",
        "minus",
        "abzug",
        "weniger",
        "minder",
        "rabatt",
        "nachlass",
        "skonto",
    ];
    let name = label.trim_start();
    STARTS.iter().any(|word| name.starts_with(word))
}

/// Whether a row takes in.
pub(super) fn is_revenue(label: &str) -> bool {
    const WORDS: [&str; 14] = [
        "ertr",
        "erlös",
        "einnahm",
        "einzahl",
        "zuwendung",
        "zuweisung",
        "förder",
        "zuschuss",
        "zuschüss",
        "beiträge",
        "kostenerstattung",
        "entnahme",
        "spende",
        "drittmittel",
    ];
    WORDS.iter().any(|word| label.contains(word)) && !is_expense(label)
}

/// Whether a row spends.
pub(super) fn is_expense(label: &str) -> bool {
    ["aufw", "ausgab", "auszahl", "kosten"].iter().any(|word| label.contains(word))
        && !label.contains("kostenerstattung")
}
