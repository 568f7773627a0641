//! The bridge between two versions: what each change contributes to every total.
//!
//! Hand-calculated for the first paper, and for random papers held to the one rule that a
//! council checks: the contributions of a total add up to its difference, to the cent.

mod random;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use proptest::prelude::*;
use rust_decimal::Decimal;
use vorlage::compare::{self, Comparison, Contribution, Rank, Total, Version, Working};
use vorlage::data::{self, Paper, Stadt, Templates, TypedValue};
use vorlage::diagnostic::Sources;
use vorlage::document::Document;
use vorlage::document::marks;
use vorlage::document::written::{self, Style};
use vorlage::finance::{self, Figure, Figures, Unit};
use vorlage::money::{self, Exact, Mode};
use vorlage::output::{self, Look};
use vorlage::period::Jahr;

use crate::files::{copy, edit, root};
use crate::page;
use crate::paper::{finished, markdown, plain};

// ---------------------------------------------------------------- papers

/// A version of a paper that has no text.
struct Textless {
    paper: Paper,
    typed_values: Vec<TypedValue>,
    figures: Figures,
    sources: Sources,
}

type Files = BTreeMap<String, Vec<u8>>;

/// The version whose YAML files are `files`.
fn version(files: &[(&str, String)]) -> Textless {
    let mut all: Files =
        Templates::carried().map(|(path, bytes)| (format!("templates/{path}"), bytes)).collect();
    all.extend(files.iter().map(|(name, text)| (format!("data/a/{name}"), text.clone().into())));
    all.insert("data/a/texte/unabweisbarkeit.md".into(), b"Der Bedarf kann nicht warten.\n".into());
    let loaded = data::load_from_memory(Path::new("data/a"), all);
    let paper = loaded.paper.unwrap_or_else(|| panic!("{:#?}", loaded.diagnostics));
    let figures = finance::plan(&paper).figures;
    let typed_values = data::typed_values(&loaded.sources, Path::new("data/a"));
    Textless { paper, typed_values, figures, sources: loaded.sources }
}

fn compare(old: &Textless, new: &Textless) -> Comparison {
    let document = page::document("# Text\n");
    compare::compare(side("alt", old, &document), side("neu", new, &document))
}

/// The comparison as a document; each of its amounts is proven.
fn report(vergleich: &Comparison, old: &Textless, new: &Textless) -> String {
    let document = page::document("# Text\n");
    let (old, new) = (side("alt", old, &document), side("neu", new, &document));
    let report = compare::report(vergleich, old, new, true).unwrap();
    let proof = output::text_proves_itself(&report, &vergleich.figures, &vergleich.sources);
    assert!(proof.is_ok(), "{proof:#?}\n{}", report.markdown);
    plain(&report.markdown)
}

fn side<'a>(name: &'a str, of: &'a Textless, document: &'a Document) -> Version<'a> {
    let Textless { paper, typed_values, figures, sources } = of;
    Version { name, paper, typed_values, figures, document, sources }
}

// ---------------------------------------------------------------- the first paper

/// The first paper with `changes` of its data, each a file, its only `old` and the `new`.
fn kim(changes: &[(&str, &str, &str)]) -> Textless {
    version(&kim_files(changes))
}

fn kim_files(changes: &[(&str, &str, &str)]) -> Vec<(&'static str, String)> {
    let folder = root().join("data/kim");
    let names = ["vorlage.yaml", "stellen.yaml", "kosten.yaml", "zuwendungen.yaml"];
    let files = names.map(|name| {
        let mut text = fs::read_to_string(folder.join(name)).unwrap();
        text = text.replace("dringlich: ja", "dringlich: nein");
        for (_, old, new) in changes.iter().filter(|(file, ..)| *file == name) {
            assert_eq!(text.matches(old).count(), 1, "`{old}` in {name}");
            text = text.replace(old, new);
        }
        (name, text)
    });
    files.to_vec()
}

/// The contributions to the total `name`: the step and the amount.
fn contributions(vergleich: &Comparison, name: &str) -> Vec<(usize, String)> {
    let summe = vergleich.bridge.totals.iter().find(|of| of.name == name);
    let summe = summe.unwrap_or_else(|| panic!("{name} has not moved"));
    let said = |of: &Contribution| (of.step, vergleich.figures.get(of.amount).value.to_string());
    summe.contributions.iter().map(said).collect()
}

/// The product by which the only contribution to `name` is explained, as it is printed.
fn product(vergleich: &Comparison, name: &str) -> Option<String> {
    let summe = vergleich.bridge.totals.iter().find(|of| of.name == name).unwrap();
    let [contribution] = summe.contributions.as_slice() else { panic!("{name}") };
    let show = |id| written::figure(vergleich.figures.get(id), Style::Full).unwrap();
    let text = compare::calculation(
        &vergleich.figures,
        &vergleich.bridge.wording,
        contribution.working.as_ref()?,
        &show,
    );
    Some(text.replace('\u{a0}', " "))
}

/// Case 1 of the published papers: five carrier posts fewer in 2022, and their grants with
/// them. Aufwendungen −5 × 68.000 = −340.000, Erträge −5 × 55.000 = −275.000, so the
/// Eigenanteil falls by 5 × (68.000 − 55.000) = 65.000, from 380.108,05 to 315.108,05.
#[test]
fn five_carrier_posts_fewer() {
    let new = kim(&[("stellen.yaml", "2022: 10", "2022: 5")]);
    let vergleich = compare(&kim(&[]), &new);
    hold(&vergleich);
    for (name, amount) in [
        ("aufwendungen.2022", "-340000.00"),
        ("ertraege.2022", "-275000.00"),
        ("eigenanteil.2022", "-65000.00"),
        ("eigenanteil.gesamt", "-65000.00"),
        ("zeile.15.2022", "-340000.00"),
        ("zuwendung.land.2022", "-275000.00"),
        ("volumen", "-340000.00"),
    ] {
        assert_eq!(contributions(&vergleich, name), [(1, amount.to_owned())], "{name}");
    }
    assert_eq!(
        product(&vergleich, "eigenanteil.gesamt").as_deref(),
        Some("−5,0 Stellen × (68.000,00 € − 55.000,00 €)")
    );
    let summe = vergleich.bridge.totals.iter().find(|of| of.name == "eigenanteil.2022").unwrap();
    let rows: Vec<(&str, String)> = summe.contributions[0]
        .parts
        .iter()
        .map(|row| (row.bezeichnung.as_str(), vergleich.figures.get(row.amount).value.to_string()))
        .collect();
    assert_eq!(
        rows,
        [
            ("Wohlfahrtsverbände und freie Träger", "-340000.00".to_owned()),
            ("MKFFI", "275000.00".to_owned()),
        ]
    );
    assert!(!vergleich.bridge.totals.iter().any(|of| of.name.year() == Some(Jahr(2021))));
}

/// The assistant from 0,5 to 1,0 from 2022 on, and the five posts fewer, in the order of
/// the data. A 7 costs 62.100 × 1,02 = 63.342 in 2022, half of it 31.671,00; the grant for
/// the assistant is an amount per role and stays.
///
/// 2023: 62.100 × 1,02² × 0,5 × 3/12 = 8.076,105. The line was printed 83.349,05 (exactly
/// 83.349,045) and is 91.425,15: the contribution is 8.076,10, one cent less than the
/// product.
///
/// Eigenanteil of all years: +31.671,00 + 8.076,10 = +39.747,10, and −65.000,00.
#[test]
fn two_changes_in_the_order_of_the_data() {
    let half = ("stellen.yaml", "anteil: 0.5", "anteil: {2021: 0.5, 2022: 1.0, 2023: 1.0}");
    let new = kim(&[half, ("stellen.yaml", "2022: 10", "2022: 5")]);
    let vergleich = compare(&kim(&[]), &new);
    hold(&vergleich);
    let both = |a: &str, b: &str| vec![(1, a.to_owned()), (2, b.to_owned())];
    assert_eq!(contributions(&vergleich, "eigenanteil.2022"), both("31671.00", "-65000.00"));
    assert_eq!(contributions(&vergleich, "eigenanteil.gesamt"), both("39747.10", "-65000.00"));
    assert_eq!(contributions(&vergleich, "aufwendungen.2022"), both("31671.00", "-340000.00"));
    assert_eq!(contributions(&vergleich, "zeile.11.2023"), [(1, "8076.10".to_owned())]);
    assert_eq!(product(&vergleich, "zeile.11.2022").as_deref(), Some("0,5 Stelle × 63.342,00 €"));
    assert_eq!(
        product(&vergleich, "zeile.11.2023").as_deref(),
        Some("0,5 Stelle × 64.608,84 € × 3/12; Rundung −0,01 €")
    );
    let steps: Vec<String> =
        vergleich.bridge.steps.iter().map(|of| marks::unmarked(&of.bezeichnungen[0])).collect();
    assert_eq!(
        steps,
        [
            "Assistenz, Anteil: 0,5 → 0,5 (2021), 1,0 (2022), 1,0 (2023)",
            "Wohlfahrtsverbände und freie Träger, Anteil 2022: 10,0 → 5,0",
        ]
    );
}

/// A Kostensatz under another name: the old one cannot be dropped before the Stelle refers
/// to the new one. Only that moves anything. 62.100 more a year for half a post: 2021
/// (8 months) +20.700,00.
#[test]
fn what_another_change_needs_comes_after_it() {
    let new = kim(&[
        ("kosten.yaml", "  - id: a7", "  - id: a7_neu"),
        ("kosten.yaml", "jahresbetrag: 62100", "jahresbetrag: 124200"),
        ("stellen.yaml", "kostensatz: a7", "kostensatz: a7_neu"),
    ]);
    let vergleich = compare(&kim(&[]), &new);
    hold(&vergleich);
    assert_eq!(contributions(&vergleich, "zeile.11.2021"), [(1, "20700.00".to_owned())]);
    assert_eq!(
        product(&vergleich, "zeile.11.2021").as_deref(),
        Some("0,5 Stelle × (124.200,00 € − 62.100,00 €) × 8/12")
    );
    let [step] = vergleich.bridge.steps.as_slice() else { panic!("more than one step") };
    assert_eq!(step.title, "Assistenz, Kostensatz");
    assert_eq!(step.changes.len(), 1, "{:?}", step.bezeichnungen);
}

/// A Zeitraum under another name and with another end cannot be dropped before the Stellen
/// and the grant refer to the new one; what has nothing to do with it is a step of its own:
/// five carrier posts fewer, 5 × (68.000 − 55.000) = 65.000,00.
#[test]
fn what_can_be_calculated_alone_is_not_swallowed() {
    let mut files = kim_files(&[
        ("vorlage.yaml", "    stellen:  ", "    lang:     "),
        ("vorlage.yaml", "bis: 31.03.2023", "bis: 30.04.2023"),
        ("stellen.yaml", "2022: 10", "2022: 5"),
    ]);
    for (_, text) in &mut files {
        *text = text.replace("zeitraum: stellen", "zeitraum: lang");
    }
    let vergleich = compare(&kim(&[]), &version(&files));
    hold(&vergleich);
    // Four Stellen that go on for a month, and the carrier posts.
    let steps: Vec<String> =
        vergleich.bridge.steps.iter().map(|of| marks::unmarked(&of.bezeichnungen[0])).collect();
    assert_eq!(steps.len(), 5, "{steps:#?}");
    assert_eq!(
        steps[2],
        "Assistenz, Zeitraum: 01.05.2021 bis 31.03.2023 → 01.05.2021 bis 30.04.2023"
    );
    assert_eq!(contributions(&vergleich, "eigenanteil.2022"), [(5, "-65000.00".to_owned())]);
    // 62.100 × 1,02² × 0,5 × 1/12 = 2.692,035, after 83.349,045 and what two Stellen go on to
    // cost: 7.291,47 + 11.028,24. So 101.668,755, printed ,76, becomes 104.360,79.
    let of_assistant = &contributions(&vergleich, "zeile.11.2023")[2];
    assert_eq!(*of_assistant, (3, "2692.03".to_owned()));
}

/// A rise of 2,7 % in place of 2 %: 84.100 × 1,027² = 88.702,7089 in place of 87.497,64, a
/// quarter of the difference is 301,27. The report prints the rate as it was typed, and as
/// part of the calculation.
#[test]
fn a_rate_that_is_not_whole_proves_itself() {
    let (old, new) = (kim(&[]), kim(&[("kosten.yaml", "satz: 2 %", "satz: 2.7 %")]));
    for (a, b) in [(&old, &new), (&new, &old)] {
        let text = report(&compare(a, b), a, b);
        assert!(text.contains("84.100,00 € × (1 + 2,7 %)²"), "{text}");
        assert!(text.contains("+301,27 € = ") || text.contains("−301,27 € = "), "{text}");
    }
}

/// A funded Stelle of the city that is dropped: its grant stands before its costs in no
/// calculation. 2022 it costs 78.100 × 1,02 = 79.662, of which 55.000 are funded.
#[test]
fn a_dropped_funded_stelle_proves_itself() {
    let mut files = kim_files(&[]);
    let (_, text) = files.iter_mut().find(|(name, _)| *name == "stellen.yaml").unwrap();
    let [start, end] =
        ["  - id: beratungslandschaft", "  - id: traeger"].map(|id| text.find(id).unwrap());
    text.replace_range(start..end, "");
    let (old, new) = (kim(&[]), version(&files));
    let vergleich = compare(&old, &new);
    hold(&vergleich);
    assert_eq!(
        product(&vergleich, "eigenanteil.2022").as_deref(),
        Some("−1,0 Stelle × (79.662,00 € − 55.000,00 €)")
    );
    for (a, b) in [(&old, &new), (&new, &old)] {
        let vergleich = compare(a, b);
        let text = report(&vergleich, a, b);
        assert!(!text.contains("(−"), "{text}");
        hold_order(&text);
    }
}

/// The totals of the table stand in the order of papers, whatever moved first.
fn hold_order(text: &str) {
    let all = ["Erträge", "Aufwendungen", "Eigenanteil"];
    let places = all.map(|name| text.find(&format!("| **{name}** |")).unwrap());
    assert!(places.is_sorted(), "{places:?}\n{text}");
}

/// What is paid less counts against the own share: the grant for the assistant falls from
/// 843.100 to 820.600 in 2022, so the own share rises by 22.500. A share of 10 % of what the
/// Leitung costs, 84.100 × 1,02 = 85.782, comes anew and lowers it by 8.578,20.
#[test]
fn calculations_have_the_sign_of_what_they_explain() {
    let rate = "      - rolle: assistenz     # für die halbe Assistenzstelle ein eigener Betrag\n        \
                betrag: 22500\n        je: rolle\n";
    let (old, new) = (kim(&[]), kim(&[("zuwendungen.yaml", rate, "")]));
    let vergleich = compare(&old, &new);
    hold(&vergleich);
    assert_eq!(contributions(&vergleich, "eigenanteil.2022"), [(1, "22500.00".to_owned())]);
    let own = product(&vergleich, "eigenanteil.2022");
    assert_eq!(own.as_deref(), Some("843.100,00 € − 820.600,00 €"));
    let revenue = product(&vergleich, "ertraege.2022");
    assert_eq!(revenue.as_deref(), Some("820.600,00 € statt 843.100,00 €"));
    let grant = "  - id: stiftung\n    geber: Stiftung Beispiel\n    art: anteil\n    zeile: zuwendung\n    \
                 zeitraum: foerderung\n    anteilig: nein\n    status: beantragt\n    satz: 10 %\n    \
                 bemessung:\n      - stelle: leitung\n";
    let mut files = kim_files(&[]);
    let (_, text) = files.iter_mut().find(|(name, _)| *name == "zuwendungen.yaml").unwrap();
    text.push_str(grant);
    let new = version(&files);
    for (a, b, sign, other) in [(&old, &new, "−", ""), (&new, &old, "", "−")] {
        let vergleich = compare(a, b);
        hold(&vergleich);
        let shown = |sign: &str| match sign {
            "" => "10,0 % × 85.782,00 €".to_owned(),
            _ => "−(10,0 % × 85.782,00 €)".to_owned(),
        };
        assert_eq!(product(&vergleich, "eigenanteil.2022"), Some(shown(sign)));
        assert_eq!(product(&vergleich, "ertraege.2022"), Some(shown(other)));
    }
}

// ---------------------------------------------------------------- the Finanzplan

/// The investments of 2016 (case 5 of the published papers) with four changes:
///
/// Pariser Platz, payment 200.000 → 260.000: Auszahlungen 2016 +60.000;
/// Liverpooler Platz, VE 170.000 → 150.000, due 2017: Auszahlungen 2017 −20.000;
/// Lyoner Platz, VE 35.000 due 2017 → 2018: 2017 −35.000, 2018 +35.000, in total nothing;
/// Lyoner Platz, payment 200.000 → 150.000: Auszahlungen 2016 −50.000.
///
/// 2016: 800.000 + 60.000 − 50.000 = 810.000; 2017: 250.000 − 20.000 − 35.000 = 195.000;
/// all years: 1.050.000 + 60.000 − 20.000 − 50.000 = 1.040.000. No grant: all is own share.
#[test]
fn investments_and_authorisations_move_the_years_in_which_they_fall_due() {
    let folder = root().join("data/chorweiler-2016");
    let read = |name: &str| fs::read_to_string(folder.join(name)).unwrap();
    let head = read("vorlage.yaml").replace("dringlich: ja", "dringlich: nein");
    let investitionen = read("investitionen.yaml");
    let (old, _) = investitionen.split_once("\n# Auszahlungen und").unwrap();
    let mut new = old.to_owned();
    for (from, to) in [
        ("betrag: 200000, bereit", "betrag: 260000, bereit"),
        ("betrag: 170000", "betrag: 150000"),
        ("faellig: 2017, betrag: 35000", "faellig: 2018, betrag: 35000"),
        ("betrag: 200000, bereit", "betrag: 150000, bereit"),
    ] {
        new = new.replacen(from, to, 1);
    }
    let files = |text: &str| {
        version(&[("vorlage.yaml", head.clone()), ("investitionen.yaml", text.to_owned())])
    };
    let vergleich = compare(&files(old), &files(&new));
    hold(&vergleich);
    let steps: Vec<String> =
        vergleich.bridge.steps.iter().map(|of| marks::unmarked(&of.bezeichnungen[0])).collect();
    assert_eq!(
        steps.iter().map(|text| text.replace('\u{a0}', " ")).collect::<Vec<_>>(),
        [
            "Pariser Platz, Auszahlung 1, Betrag: 200.000 € → 260.000 €",
            "Liverpooler Platz, Verpflichtung 1, Betrag: 170.000 € → 150.000 €",
            "Lyoner Platz und Lyoner Passage, Auszahlung 1, Betrag: 200.000 € → 150.000 €",
            "Lyoner Platz und Lyoner Passage, Verpflichtung 1, fällig: 2017 → 2018",
        ]
    );
    let told = |amounts: &[(usize, &str)]| -> Vec<(usize, String)> {
        amounts.iter().map(|(step, amount)| (*step, (*amount).to_owned())).collect()
    };
    for stem in ["auszahlungen", "eigenanteil_investiv", "finanzzeile.08"] {
        for (jahr, amounts) in [
            ("2016", vec![(1, "60000.00"), (3, "-50000.00")]),
            ("2017", vec![(2, "-20000.00"), (4, "-35000.00")]),
            ("2018", vec![(4, "35000.00")]),
            ("gesamt", vec![(1, "60000.00"), (2, "-20000.00"), (3, "-50000.00")]),
        ] {
            let name = format!("{stem}.{jahr}");
            assert_eq!(contributions(&vergleich, &name), told(&amounts), "{name}");
        }
    }
    let summe = |name: &str| vergleich.bridge.totals.iter().find(|of| of.name == name).unwrap();
    let ends =
        |name: &str| [summe(name).old, summe(name).new].map(|id| vergleich.figures.get(id).value);
    assert_eq!(ends("auszahlungen.gesamt"), [1_050_000, 1_040_000].map(Decimal::from));
    assert_eq!(ends("auszahlungen.2017"), [250_000, 195_000].map(Decimal::from));
    assert_eq!(
        product(&vergleich, "auszahlungen.2018"),
        None,
        "what falls due for the first time is itself"
    );
}

// ---------------------------------------------------------------- in a paper

/// The example of a bridge in an amended paper, whose predecessor is only quoted: five more
/// Stellen at carriers in 2022, 5 × (68.000 − 55.000) = 65.000; and the rise of 2 % that
/// becomes 3 %, of which the paper prints both.
#[test]
fn an_amended_paper_explains_what_moved() {
    let folder = tempfile::tempdir().unwrap();
    let root = root().join("data");
    let copied = |name: &str| {
        copy(&root.join(name), &folder.path().join(name));
        folder.path().join(name)
    };
    copied("kim");
    let new = copied("kim-neufassung");
    edit(&new.join("stellen.yaml"), "2022: 10", "2022: 15");
    edit(&new.join("kosten.yaml"), "satz: 2 %", "satz: 3 %");
    let paper = finished(&new);
    let text = markdown(&paper);
    for line in [
        "1. Steigerung „Tarif“, Satz: 2,0 % → 3,0 %",
        // 84.100 × (1,03 − 1,02) and the others likewise: told by their rates.
        "2. Assistenz, Anteil: 0,5 → 0,5 (ab 01.05.2021), 1,0 (ab 01.01.2022)",
        // 62.100 × 1,03 = 63.963
        "   - Aufwendungen 2022: +31.981,50 € = 0,5 Stelle × 63.963,00 €",
        "3. Wohlfahrtsverbände und freie Träger, Anteil 2022: 10,0 → 15,0",
        "   - Aufwendungen 2022: +340.000,00 € = 5,0 Stellen × 68.000,00 €",
        "   - Erträge 2022: +275.000,00 € = 5,0 Stellen × 55.000,00 €",
        "   - Eigenanteil 2022: +65.000,00 € = 5,0 Stellen × (68.000,00 € − 55.000,00 €)",
        "Änderung 3 (Wohlfahrtsverbände und freie Träger, Anteil 2022): +65.000,00 €",
    ] {
        assert!(text.contains(line), "{line}\n{text}");
    }
    assert!(paper.pdf().is_ok());
}

// ---------------------------------------------------------------- diagrams

/// A block of data with the figures of `vergleich`, as a document.
fn drawn(vergleich: &Comparison) -> Document {
    let block = compare::diagram(&vergleich.bridge, &vergleich.figures).unwrap();
    let (markdown, printed) =
        marks::strip(&format!("# Text\n\n{block}\n"), &vergleich.figures).unwrap();
    Document::new(markdown, printed, Vec::new(), page::meta())
}

/// Eigenanteil 380.108,05 − 65.000,00 = 315.108,05: the bars end where the amounts say.
#[test]
fn bars_are_as_long_as_their_figures_say() {
    let new = kim(&[("stellen.yaml", "2022: 10", "2022: 5")]);
    let document = drawn(&compare(&kim(&[]), &new));
    let source = output::typeset(&document, &page::look());
    let call = source.rsplit("#diagramm(").next().unwrap().replace('\u{a0}', " ");
    for line in [
        "titel: \"Eigenanteil insgesamt\"",
        "(art: \"summe\", name: \"Bisher\", von: 0, bis: 380108.05, betrag: [#zahl(0, \"380.108,05 €\");])",
        "von: 380108.05, bis: 315108.05, betrag: [#zahl(1, \"−65.000,00 €\");])",
        "(art: \"summe\", name: \"Neu\", von: 0, bis: 315108.05, betrag: [#zahl(2, \"315.108,05 €\");])",
    ] {
        assert!(call.contains(line), "{line}\n{call}");
    }
    let said = "Bisher 380.108,05 €; Änderung 1 (Wohlfahrtsverbände und freie Träger, Anteil 2022) \
                −65.000,00 €; Neu 315.108,05 €.";
    assert!(call.contains(said), "{call}");
}

/// The PDF is read back while it is written: a diagram prints every amount of its block.
#[test]
fn a_diagram_needs_a_function_of_the_page_layout() {
    let new = kim(&[("stellen.yaml", "2022: 10", "2022: 5")]);
    let document = drawn(&compare(&kim(&[]), &new));
    let look = page::look();
    assert!(output::pdf(&document, &look).is_ok());
    let seite = look.seite.replace("#let diagramm(", "#let bild(");
    let problems = output::pdf(&document, &Look { seite, ..look }).unwrap_err();
    let codes: Vec<&str> = problems.iter().map(|of| of.code).collect();
    assert_eq!(codes, ["seite-ohne-diagramm"]);
}

// ---------------------------------------------------------------- random papers

/// What a random paper is made of; the numbers choose from short lists, so that two of
/// them have much in common.
#[derive(Debug, Clone)]
struct Spec {
    /// Number, quantity in hundredths, rate, role, line, and whether the period is short.
    stellen: Vec<(usize, u32, usize, usize, bool, bool)>,
    saetze: [u32; 3],
    rise: u32,
    /// Number, euros, and whether it is per Stelle of a role.
    kosten: Vec<(usize, u32, bool)>,
    /// What the grant pays per full post of each role.
    foerderung: [u32; 2],
    prorated: bool,
    bewilligt: Option<u32>,
    euro: bool,
    ends: &'static str,
}

fn spec() -> impl Strategy<Value = Spec> {
    let stelle = (0..5_usize, 1..400u32, 0..3_usize, 0..2_usize, any::<bool>(), any::<bool>());
    let stellen = prop::collection::vec(stelle, 1..6);
    let kosten = prop::collection::vec((0..3_usize, 1..50_000u32, any::<bool>()), 0..4);
    let amount = prop::sample::select(vec![55_000u32, 68_000, 84_101, 62_137]);
    let saetze = [amount.clone(), amount.clone(), amount];
    let grant = prop::sample::select(vec![[55_000u32, 55_000], [22_500, 41_333], [10_001, 55_000]]);
    let ends = prop::sample::select(vec!["31.03", "30.04", "31.12"]);
    let rest = (0..3u32, any::<bool>(), prop::option::of(1..90_000u32), any::<bool>(), ends);
    (stellen, kosten, saetze, grant, rest).prop_map(
        |(mut stellen, mut kosten, saetze, foerderung, rest)| {
            let mut seen = Vec::new();
            stellen.retain(|of| {
                !seen.contains(&of.0) && {
                    seen.push(of.0);
                    true
                }
            });
            seen.clear();
            kosten.retain(|of| {
                !seen.contains(&of.0) && {
                    seen.push(of.0);
                    true
                }
            });
            let (rise, prorated, bewilligt, euro, ends) = rest;
            Spec { stellen, saetze, rise, kosten, foerderung, prorated, bewilligt, euro, ends }
        },
    )
}

/// The YAML files of `spec`.
fn files(spec: &Spec) -> Vec<(&'static str, String)> {
    let head = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/data/kim/vorlage.yaml"));
    let head = head.unwrap();
    let head = head.split("# Was umgesetzt wird.").next().unwrap();
    let head = head.replace("dringlich: ja", "dringlich: nein");
    let unit = if spec.euro { "euro" } else { "cent" };
    let programm = format!(
        "programm:\n  name: P\n  zeitraeume:\n    kurz: {{von: 01.05.2021, bis: 31.12.2022}}\n    \
         lang: {{von: 01.04.2021, bis: {}.2023}}\n  bausteine:\n    - {{id: b, nummer: 1, name: B, umgesetzt: ja}}\n\
         haushalt:\n  teilplan: 0504\n  beschlossen: 2020/2021\n  aufstellung: 2022\n  jahre:\n    \
         2021: {{stand: kompensiert}}\n    2022: {{stand: mehrbedarf}}\n    2023: {{stand: mehrbedarf}}\n  \
         rundung: {{auf: {unit}, summe: kaufmaennisch, zeilen: groesster_rest}}\n",
        spec.ends,
    );
    let mut kosten = format!(
        "steigerungen:\n  - {{id: t, satz: {} %, basisjahr: 2021}}\nkostensaetze:\n",
        spec.rise
    );
    for (index, satz) in spec.saetze.iter().enumerate() {
        if spec.stellen.iter().any(|of| of.2 == index) {
            let rise = if index == 0 { "" } else { ", steigerung: t" };
            kosten.push_str(&format!(
                "  - {{id: k{index}, bezeichnung: K{index}, jahresbetrag: {satz}{rise}}}\n"
            ));
        }
    }
    let role = spec.stellen.first().map_or(0, |of| of.3);
    if !spec.kosten.is_empty() {
        kosten.push_str("kosten:\n");
    }
    for (id, betrag, je_stelle) in &spec.kosten {
        let je = if *je_stelle { format!(", je_stelle: r{role}") } else { String::new() };
        kosten.push_str(&format!(
            "  - {{id: c{id}, bezeichnung: C{id}, zeile: sonstige, betrag: {betrag}, zeitraum: kurz, anteilig: nein{je}}}\n"
        ));
    }
    let mut stellen = String::from("stellen:\n");
    for (id, hundredths, satz, rolle, transfer, short) in &spec.stellen {
        let (bei, zeile) = if *transfer { ("traeger", "transfer") } else { ("stadt", "personal") };
        let zeitraum = if *short { "kurz" } else { "lang" };
        let (whole, part) = (hundredths / 100, hundredths % 100);
        stellen.push_str(&format!(
            "  - {{id: s{id}, anteil: {whole}.{part:02}, kostensatz: k{satz}, funktion: F{id}, rolle: r{rolle}, \
             baustein: b, bei: {bei}, zeitraum: {zeitraum}, zeile: {zeile}}}\n"
        ).replace("anteil: 0.00", "anteil: 0.01"));
    }
    let mut grant = format!(
        "zuwendungen:\n  - id: land\n    geber: Land\n    art: festbetrag\n    zeile: zuwendung\n    \
         zeitraum: kurz\n    anteilig: {}\n    saetze:\n",
        if spec.prorated { "ja" } else { "nein" },
    );
    for (rolle, betrag) in spec.foerderung.iter().enumerate() {
        if spec.stellen.iter().any(|of| of.3 == rolle) {
            grant.push_str(&format!(
                "      - {{rolle: r{rolle}, betrag: {betrag}, je: vollzeitstelle}}\n"
            ));
        }
    }
    if let Some(betrag) = spec.bewilligt {
        grant.push_str(&format!(
            "    bewilligt:\n      2021: {{betrag: {betrag}, quelle: Bescheid}}\n"
        ));
    }
    vec![
        ("vorlage.yaml", format!("{head}{programm}")),
        ("kosten.yaml", kosten),
        ("stellen.yaml", stellen),
        ("zuwendungen.yaml", grant),
    ]
}

// ---------------------------------------------------------------- the rule

/// Holds every contribution of `of` to the difference, its rows and its product.
fn hold(vergleich: &Comparison) {
    hold_steps(vergleich);
    let figures = &vergleich.figures;
    let value = |id| figures.get(id).value;
    let summe = |name: &str| vergleich.bridge.totals.iter().find(|of| of.name == name);
    for number in vergleich.numbers.iter().flat_map(|of| &of.numbers) {
        let is_grant =
            number.name.parts().period.is_some() && number.name.stem() == "zuwendung.land";
        let is_euro =
            number.new.or(number.old).is_some_and(|id| figures.get(id).unit == Unit::Euro);
        if !is_euro || !(number.rank <= Rank::Zeile || is_grant) {
            continue;
        }
        if number.difference.is_some_and(|id| value(id).is_zero()) {
            continue;
        }
        let Total { contributions, .. } =
            summe(number.name.as_str()).unwrap_or_else(|| panic!("{}", number.name));
        let side = |id: Option<_>| id.map_or(Decimal::ZERO, value);
        let difference = side(number.new) - side(number.old);
        let sum: Decimal = contributions.iter().map(|of| value(of.amount)).sum();
        assert_eq!(sum, difference, "{}", number.name);
        contributions.iter().for_each(|of| hold_contribution(figures, of));
        let known =
            |of: &Contribution| vergleich.bridge.steps.iter().any(|step| step.nummer == of.step);
        assert!(contributions.iter().all(known), "{}", number.name);
    }
}

/// Holds that every total of a bridge has contributions, and that every step is told.
fn hold_steps(vergleich: &Comparison) {
    for summe in &vergleich.bridge.totals {
        assert!(!summe.contributions.is_empty(), "{}", summe.name);
    }
    for step in &vergleich.bridge.steps {
        assert!(!step.title.is_empty() && !step.changes.is_empty());
    }
}

fn hold_contribution(figures: &Figures, of: &Contribution) {
    let betrag = figures.get(of.amount);
    let rows: Decimal = of.parts.iter().map(|row| figures.get(row.amount).value).sum();
    assert!(of.parts.is_empty() || rows == betrag.value, "{}", betrag.name);
    hold_calculation(figures, betrag, of.working.as_ref());
    for part in &of.parts {
        hold_calculation(figures, figures.get(part.amount), part.working.as_ref());
    }
}

/// Calculates `rechnung` again: with what it says is rounded, it is `betrag`.
fn hold_calculation(figures: &Figures, betrag: &Figure, working: Option<&Working>) {
    let value = |id| figures.get(id).value;
    let produkt = match working {
        None => return,
        Some(Working::Replaced { new, old }) => {
            assert_eq!(value(*new) - value(*old), betrag.value, "{}", betrag.name);
            return;
        }
        Some(Working::Less { old, new }) => {
            assert_eq!(value(*old) - value(*new), betrag.value, "{}", betrag.name);
            return;
        }
        Some(Working::Product(produkt)) => produkt,
    };
    let rates = produkt.rates.iter().fold(Exact::ZERO, |sum, (plus, id)| {
        let rate = &figures.get(*id).exact;
        if *plus { &sum + rate } else { &sum - rate }
    });
    let menge = produkt.quantity.map_or(Exact::from(1), |id| match figures.get(id).unit {
        Unit::Percent => &figures.get(id).exact / 100,
        _ => figures.get(id).exact.clone(),
    });
    let mut exact = &menge * &rates;
    if let Some(months) = produkt.months {
        exact = &(&exact * &figures.get(months).exact) / 12;
    }
    let rundung = produkt.rounding.map_or(Decimal::ZERO, value);
    let rounded = money::round(&exact, betrag.value.scale(), Mode::HalfUp).unwrap();
    assert_eq!(rounded + rundung, betrag.value, "{}", betrag.name);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn contributions_add_up_to_the_difference(old in spec(), new in spec()) {
        let (old, new) = (version(&files(&old)), version(&files(&new)));
        for (old, new) in [(&old, &new), (&new, &old)] {
            let vergleich = compare(old, new);
            hold(&vergleich);
            report(&vergleich, old, new);
        }
    }

    /// What was typed, read as a state of its own, has the figures of the paper: with
    /// all changes made, the way ends at the new paper.
    #[test]
    fn the_way_ends_at_the_new_paper(spec in spec()) {
        let of = version(&files(&spec));
        let stadt = Stadt { profil: &of.paper.profil, personalkosten: Vec::new() };
        let paper = data::interim(&of.typed_values, &stadt).unwrap();
        let plan = finance::plan(&paper);
        let said = |figures: &Figures| -> Vec<(String, Decimal)> {
            figures.iter().map(|(_, of)| (of.name.to_string(), of.value)).collect()
        };
        prop_assert_eq!(said(&plan.figures), said(&of.figures));
    }
}
