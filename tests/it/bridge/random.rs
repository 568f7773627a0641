//! Random changes of a paper that has something of every kind: each contribution is what the
//! paper that stands between two changes says, calculated from a folder of its own, and what
//! is printed adds up, also as a document that proves itself.

use rust_decimal::Decimal;

use super::*;

/// What can be changed: a piece of the YAML that stands once, and what may stand there
/// instead; nothing drops it.
const EDITS: &[(&str, &[&str])] = &[
    ("bis: 31.12.2027", &["bis: 30.06.2027", "bis: 31.03.2028"]),
    ("bis: 31.03.2029", &["bis: 31.01.2029", "bis: 28.02.2029"]),
    ("auf: cent", &["auf: euro"]),
    ("summe: kaufmaennisch", &["summe: abschneiden"]),
    ("satz: 2.3 %", &["satz: 3.1 %", "satz: 0.7 %"]),
    ("jahresbetrag: 72000.33", &["jahresbetrag: 71111.11", "jahresbetrag: 80000"]),
    ("jahresbetrag: 61234\n    steigerung: tarif", &["jahresbetrag: 61234"]),
    ("anteil: 3.5", &["anteil: 2.5", "anteil: {01.04.2026: 3.5, 01.07.2027: 2.0}", "anteil: 4"]),
    ("    kostensatz: e9", &["    kostensatz: s12"]),
    ("anteil: 0.75", &["anteil: 1.0", "anteil: 0.5"]),
    ("betrag: 30000\n", &["betrag: 45000.01\n"]),
    (
        "  - id: fortbildung\n    bezeichnung: Fortbildung",
        &["  - id: reisen\n    bezeichnung: Reisen\n    zeile: sach\n    betrag: 1234.5\n    \
           zeitraum: stellen\n    anteilig: ja\n  - id: fortbildung\n    bezeichnung: Fortbildung"],
    ),
    ("betrag: 357000 }", &["betrag: 400000 }"]),
    ("jahr: 2027, betrag: 50000.55", &["jahr: 2027, betrag: 60000"]),
    ("faellig: 2028", &["faellig: 2027"]),
    ("foerderfaehig: 80 %", &["foerderfaehig: 50 %", "foerderfaehig: { betrag: 300000 }"]),
    ("satz: 75 %", &["satz: 50 %", "satz: 66.6 %"]),
    ("hoechstens: 20000", &["hoechstens: 10000"]),
    ("hoechstbetrag: 180000", &["hoechstbetrag: 100000", "hoechstbetrag: 250000"]),
    (
        "    rundung: { auf: euro, art: kaufmaennisch }\n",
        &["", "    rundung: { auf: euro, art: abschneiden }\n"],
    ),
    ("eigenmittel: 10 %", &["eigenmittel: 5000", "eigenmittel: 20 %"]),
    ("    drittmittel: 5000\n", &["", "    drittmittel: 700.5\n"]),
    ("hoechstens_insgesamt: 15000", &["hoechstens_insgesamt: 9000"]),
    (PAUSCHALE, &[""]),
    ("satz: 60 %", &["satz: 90 %"]),
];

/// A grant as a whole.
const PAUSCHALE: &str = "  - id: pauschale
    geber: Bezirksregierung
    art: pauschale
    zeile: zuwendung
    zeitraum: foerderung
    anteilig: ja
    saetze:
      - rolle: beratung
        betrag: 20000
        je: vollzeitstelle
";

fn base() -> &'static str {
    include_str!("rich.yaml")
}

/// The paper of `text`, where it is one.
fn read(text: &str) -> Option<Textless> {
    let mut all: Files =
        Templates::carried().map(|(path, bytes)| (format!("templates/{path}"), bytes)).collect();
    all.insert("data/a/vorlage.yaml".to_owned(), text.to_owned().into_bytes());
    let loaded = data::load_from_memory(Path::new("data/a"), all);
    let paper = loaded.paper?;
    let figures = finance::plan(&paper).figures;
    let typed_values = data::typed_values(&loaded.sources, Path::new("data/a"));
    Some(Textless { paper, typed_values, figures, sources: loaded.sources })
}

/// The texts from the paper to the one in which all of `edits` are made, one by one in the
/// order of the data.
fn texts(edits: &[(usize, usize)], from: &str) -> Vec<String> {
    let mut edits = edits.to_vec();
    edits.sort_by_key(|(edit, _)| base().find(EDITS[*edit].0));
    let mut texts = vec![from.to_owned()];
    for (edit, choice) in edits {
        let (old, new) = EDITS[edit];
        let last = texts.last().unwrap();
        assert_eq!(last.matches(old).count(), 1, "`{old}`");
        texts.push(last.replace(old, new[choice % new.len()]));
    }
    texts
}

fn edits() -> impl Strategy<Value = Vec<(usize, usize)>> {
    let choices = prop::collection::vec(0..3_usize, EDITS.len());
    let chosen = prop::sample::subsequence((0..EDITS.len()).collect::<Vec<_>>(), 1..7);
    (chosen, choices).prop_map(|(chosen, choices)| {
        chosen.into_iter().map(|edit| (edit, choices[edit])).collect()
    })
}

/// What the total `name` prints.
fn value(figures: &Figures, name: &str) -> Decimal {
    figures.find(name).map_or(Decimal::ZERO, |id| figures.get(id).value)
}

/// Totals that no year has.
const WITHOUT_JAHRE: [&str; 2] =
    ["Auszahlungen ohne Verpflichtungsermächtigungen", "Verpflichtungsermächtigungen"];

/// The amounts of a table, as a reader with a calculator reads them: every group from its
/// first amount over what is added to its last.
fn hold_table(vergleich: &Comparison) {
    let text =
        compare::bridge_markdown(&vergleich.bridge, &vergleich.figures, 3, (Rank::Posten, false));
    let text = marks::unmarked(&text.unwrap());
    let rows: Vec<Vec<&str>> = text
        .lines()
        .filter(|line| line.starts_with("| "))
        .map(|line| line.trim_matches('|').split('|').map(str::trim).collect())
        .collect();
    let amount = |cell: &str| -> Decimal {
        let digits: String = cell
            .chars()
            .filter(|c| c.is_ascii_digit() || *c == ',' || *c == '−')
            .map(|c| {
                if c == ',' {
                    '.'
                } else if c == '−' {
                    '-'
                } else {
                    c
                }
            })
            .collect();
        if digits.is_empty() { Decimal::ZERO } else { digits.parse().unwrap() }
    };
    let mut sums: Vec<Decimal> = Vec::new();
    let (mut groups, mut has_years) = (0, true);
    for row in &rows[1..] {
        let cells: Vec<Decimal> = row[1..].iter().map(|cell| amount(cell)).collect();
        match row[0] {
            "Bisher" => sums.clone_from(&cells),
            "**Neu**" => {
                assert_eq!(sums, cells, "{text}");
                groups += 1;
            }
            name if name.starts_with("Änderung") => {
                sums.iter_mut().zip(&cells).for_each(|(sum, cell)| *sum += cell);
            }
            _ => {}
        }
        // Years that are all told make up the last column.
        let (last, years) = cells.split_last().unwrap();
        if !row[0].starts_with("Bisher") && !row[0].starts_with("Änderung") {
            has_years = !WITHOUT_JAHRE.contains(&row[0].trim_matches('*'));
        } else if row[0].starts_with("Änderung") && has_years {
            assert_eq!(years.iter().sum::<Decimal>(), *last, "{text}");
        }
    }
    assert!(groups > 0, "{text}");
}

/// Holds a comparison by itself, as the document that it becomes, and its printed table.
fn hold_whole(vergleich: &Comparison, old: &Textless, new: &Textless) {
    hold(vergleich);
    report(vergleich, old, new);
    if !vergleich.bridge.totals.is_empty() {
        hold_table(vergleich);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(14))]

    /// Of independent changes each is a step, and contributes what the papers before and
    /// after it differ by.
    #[test]
    fn every_change_contributes_what_the_papers_between_say(edits in edits()) {
        let texts = texts(&edits, base());
        let states: Option<Vec<Textless>> = texts.iter().map(|text| read(text)).collect();
        let (Some(old), Some(new)) = (read(&texts[0]), read(texts.last().unwrap())) else {
            return Ok(());
        };
        let vergleich = compare(&old, &new);
        hold_whole(&vergleich, &old, &new);
        let Some(states) = states else { return Ok(()) };
        for step in &vergleich.bridge.steps {
            prop_assert_eq!(step.changes.len(), 1, "{:?}", step.bezeichnungen);
        }
        for summe in &vergleich.bridge.totals {
            let values = states.iter().map(|of| value(&of.figures, summe.name.as_str()));
            let values: Vec<Decimal> = values.collect();
            let moves = values.windows(2).map(|pair| pair[1] - pair[0]);
            let expected: Vec<Decimal> = moves.filter(|of| !of.is_zero()).collect();
            let told = summe.contributions.iter().map(|of| vergleich.figures.get(of.amount).value);
            prop_assert_eq!(told.collect::<Vec<_>>(), expected, "{}", &summe.name);
        }
    }

    /// Between any two papers, also where what lies between cannot be calculated.
    #[test]
    fn whatever_changed_the_printed_contributions_add_up(a in edits(), b in edits()) {
        let (a, b) = (texts(&a, base()), texts(&b, base()));
        let (Some(old), Some(new)) = (read(a.last().unwrap()), read(b.last().unwrap())) else {
            return Ok(());
        };
        let vergleich = compare(&old, &new);
        hold_whole(&vergleich, &old, &new);
    }
}

#[test]
fn the_paper_itself_is_one() {
    assert!(read(base()).is_some());
    for (edit, (_, choices)) in EDITS.iter().enumerate() {
        for choice in 0..choices.len() {
            let texts = texts(&[(edit, choice)], base());
            assert!(read(&texts[1]).is_some(), "{:?}", EDITS[edit]);
        }
    }
}
