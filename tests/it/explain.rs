//! Every figure of the first paper, explained by the built program: recalculated
//! from its parts with another library's fractions, down to the lines of the data,
//! and found again on the pages that the explanation names.

use std::collections::BTreeMap;
use std::process::{Command, Output};

use num_rational::BigRational;
use serde_json::Value;

use vorlage::output;
use vorlage::paper::Request;

use crate::files::root;

/// Runs the program beside the data.
fn run(arguments: &[&str]) -> Output {
    let mut vorlage = Command::new(env!("CARGO_BIN_EXE_vorlage"));
    vorlage.args(arguments).current_dir(env!("CARGO_MANIFEST_DIR")).env("NO_COLOR", "1");
    vorlage.output().unwrap()
}

fn printed(output: Output) -> String {
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
    assert_eq!(output.status.code(), Some(0));
    String::from_utf8(output.stdout).unwrap().replace('\u{a0}', " ")
}

/// All figures of the first paper with their explanations.
fn explained() -> Vec<Value> {
    let json = printed(run(&["explain", "data/kim", "*", "--json"]));
    serde_json::from_str::<Vec<Value>>(&json).unwrap()
}

fn text<'a>(node: &'a Value, key: &str) -> &'a str {
    node[key].as_str().unwrap_or_else(|| panic!("no {key} in {node:#}"))
}

fn parts(node: &Value) -> &[Value] {
    node["parts"].as_array().unwrap()
}

fn fraction(text: &str) -> BigRational {
    text.parse().unwrap()
}

/// `-12.50` as a fraction.
fn decimal(text: &str) -> BigRational {
    let digits = text.replace('.', "");
    let places = text.split_once('.').map_or(0, |(_, places)| places.len());
    fraction(&format!("{digits}/1{}", "0".repeat(places)))
}

#[test]
fn every_figure_is_explained_down_to_lines_of_yaml() {
    let explained = explained();
    let all = printed(run(&["figures", "data/kim"]));
    assert_eq!(explained.len(), all.lines().count());
    assert!(explained.len() > 200, "{}", explained.len());
    for (figure, line) in explained.iter().zip(all.lines()) {
        assert!(line.starts_with(&format!("{} ", text(figure, "id"))), "{line}");
        leads_to_data(figure);
    }
}

/// Whether every branch of `node` ends at a line that says its value.
fn leads_to_data(node: &Value) {
    let (id, kind) = (text(node, "id"), text(node, "kind"));
    if node["repeated"] == true {
        return;
    }
    match kind {
        "given" => assert_eq!(decimal(&said(text(node, "place"))), fraction(text(node, "exact"))),
        "counted" => assert_eq!(text(node, "value"), months(id, text(node, "place")), "{id}"),
        // A year without revenue.
        "printed_sum" if parts(node).is_empty() => assert_eq!(text(node, "exact"), "0", "{id}"),
        _ => assert!(!parts(node).is_empty(), "{id} hangs in the air"),
    }
    parts(node).iter().for_each(leads_to_data);
}

/// The number in the line of the data at `place`.
fn said(place: &str) -> String {
    let (path, line) = place.rsplit_once(':').unwrap();
    assert!(path.starts_with("data/kim/") && path.ends_with(".yaml"), "{place}");
    let file = std::fs::read_to_string(root().join(path)).unwrap();
    let line = file.lines().nth(line.parse::<usize>().unwrap() - 1).unwrap();
    let value = line.rsplit_once(": ").unwrap_or_else(|| panic!("{place}: {line}")).1;
    value.split('#').next().unwrap().replace('%', "").trim().to_owned()
}

/// The months of the two periods of the paper, counted with the fingers: the grant
/// runs from May 2021 to December 2022, the posts until March 2023.
fn months(id: &str, place: &str) -> &'static str {
    assert_eq!(said(place), "01.05.2021", "{id}");
    match id.rsplit('.').next().unwrap() {
        "2021" => "8",
        "2022" => "12",
        "2023" => "3",
        "dauer" => "23",
        other => panic!("{other} in {id}"),
    }
}

#[test]
fn every_operation_gives_the_exact_value() {
    let mut operations = BTreeMap::<String, usize>::new();
    for figure in explained() {
        let (id, kind) = (text(&figure, "id"), text(&figure, "kind"));
        *operations.entry(kind.to_owned()).or_default() += 1;
        let exact: Vec<BigRational> =
            parts(&figure).iter().map(|part| fraction(text(part, "exact"))).collect();
        let value: Vec<BigRational> =
            parts(&figure).iter().map(|part| decimal(text(part, "value"))).collect();
        let number = |number: i64| BigRational::from_integer(number.into());
        let product = |of: &[BigRational]| of.iter().fold(number(1), |product, of| product * of);
        let sum = |of: &[BigRational]| of.iter().fold(number(0), |sum, of| sum + of);
        let expected = match (kind, &exact[..], &value[..]) {
            ("given" | "counted", [], []) => continue,
            ("sum", exact, _) => sum(exact),
            ("printed_sum", _, value) => sum(value),
            ("printed_difference", _, [of, less]) => of - less,
            ("product", exact, _) => product(exact),
            ("prorated", exact, _) => product(exact) / number(12),
            ("risen", [base, rate], _) => {
                // The base year of all rises of the paper is 2021.
                let years = id.rsplit('.').next().unwrap().parse::<i32>().unwrap() - 2021;
                base * (number(1) + rate / number(100)).pow(years)
            }
            ("capped", [of, cap], _) => of.min(cap).clone(),
            ("granted", [granted, _], _) => granted.clone(),
            ("share", _, [part, whole]) => part / whole * number(100),
            other => panic!("{id}: {other:?}"),
        };
        assert_eq!(expected, fraction(text(&figure, "exact")), "{id}");
    }
    assert_eq!(operations.len(), 11, "{operations:?}");
}

/// 78.100 × 8/12 = 52.066,66…; with 84.100 × 8/12 = 56.066,66…, 84.800 and 20.700 the
/// line is 213.633,33…. Rounded down one cent is missing; the remainders of both rows
/// are equal, so it goes to the earlier one.
#[test]
fn the_moved_cent_has_its_reason() {
    let expected = "\
stelle.beratungslandschaft.2021 = 52.066,66 €
│  78.100,00 € × 1,0 × 8/12 = 52.066,666666… €
│  exakt 156200/3, gerundet auf 2 Nachkommastellen
│  für sich gerundet 52.066,67 €; 1 Cent weniger, damit die Zeilen zusammen 213.633,33 € ergeben \
(zeile.11.2021): aufgerundet werden die Zeilen mit dem größten Rest, bei gleichem Rest die früheren
│  gedruckt: Seite 8, Kosten/Finanzierung
├─ kostensatz.s15 = 78.100,00 € – data/kim/kosten.yaml:27 – Quelle: aus der veröffentlichten \
Tabelle zurückgerechnet
├─ stelle.beratungslandschaft.anteil = 1,0 Stelle – data/kim/stellen.yaml:33
└─ stelle.beratungslandschaft.monate.2021 = 8 Monate – gezählt aus dem Zeitraum in \
data/kim/vorlage.yaml:46
";
    assert_eq!(printed(run(&["explain", "data/kim", "stelle.beratungslandschaft.2021"])), expected);
}

/// Several names and patterns, each figure once and in the order of the question.
#[test]
fn patterns_name_several_figures() {
    let out = printed(run(&["explain", "data/kim", "volumen", "zeile.11.*", "zeile.11.2022"]));
    let heads: Vec<&str> =
        out.lines().filter(|line| line.starts_with(char::is_alphabetic)).collect();
    let expected = [
        "volumen = 1.686.708,05 €",
        "zeile.11.2021 = 213.633,33 €",
        "zeile.11.2022 = 326.859,00 €",
        "zeile.11.2023 = 83.349,05 €",
        "zeile.11.gesamt = 623.841,38 €",
    ];
    assert_eq!(heads, expected);
}

#[test]
fn unknown_figures_are_told_with_what_is_near() {
    let output = run(&["explain", "data/kim", "volumn", "zeile.15", "abc*"]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(String::from_utf8(output.stdout).unwrap(), "");
    let expected = "\
Fehler[unbekannte-zahl]: Die Zahl `volumn` gibt es in dieser Vorlage nicht
--> data/kim
 |
 = Hilfe: Meinten Sie `volumen`?
 = Hilfe: `vorlage figures data/kim` nennt alle Zahlen.

Fehler[unbekannte-zahl]: Die Zahl `zeile.15` gibt es in dieser Vorlage nicht
--> data/kim
 |
 = Hilfe: Meinten Sie `zeile.15.2021`, `zeile.15.2022` oder `zeile.15.gesamt`?
 = Hilfe: `vorlage figures data/kim` nennt alle Zahlen.

Fehler[unbekannte-zahl]: Auf `abc*` passt keine Zahl dieser Vorlage
--> data/kim
 |
 = Hilfe: `vorlage figures data/kim` nennt alle Zahlen.

3 Fehler.
";
    assert_eq!(String::from_utf8(output.stderr).unwrap(), expected);
}

/// On every page, also of the annex, the text of the PDF holds each figure as often
/// as explained.
#[test]
fn every_printed_figure_stands_on_its_page() {
    let folder = root().join("data/kim");
    let paper = Request::of(&folder).annexed(true).finished().made.unwrap();
    let pages = output::pages_of_figures(&paper.document, &paper.look).unwrap();
    let texts = crate::page::pages_of(&paper.document, &paper.look);
    let mut counted = BTreeMap::<(usize, String), usize>::new();
    for (printed, page) in paper.document.printed.iter().zip(&pages) {
        let page = page.unwrap_or_else(|| panic!("no page for {printed:?}"));
        let form = crate::page::squeezed(&paper.document.markdown[printed.range.clone()]);
        *counted.entry((page, form)).or_default() += 1;
    }
    assert!(pages.len() > 350 && counted.len() > 180, "{} {}", pages.len(), counted.len());
    // A whole number may also be a year or the number of the page.
    for ((page, form), count) in counted.into_iter().filter(|((_, form), _)| form.contains(',')) {
        // A figure is never broken, so it is a piece of text of its own.
        let alone = texts[page - 1].iter().filter(|piece| crate::page::squeezed(piece) == form);
        assert_eq!(alone.count(), count, "{form} on page {page}");
    }
}

/// 380.108,05 of 1.686.708,05 are 22,5 %; 40.000 is typed.
#[test]
fn a_figure_is_asked_for_by_what_is_printed_or_by_its_title() {
    for (asked, name) in [
        ("22,5 %", "eigenanteil.quote"),
        ("22,5", "eigenanteil.quote"),
        ("380.108,05 €", "eigenanteil.gesamt"),
        ("380.108,05", "eigenanteil.gesamt"),
        ("Begleitausgaben 2021", "kosten.begleitung.2021"),
        ("eigenanteil insgesamt", "eigenanteil.gesamt"),
    ] {
        let told = printed(run(&["explain", "data/kim", asked]));
        assert!(told.starts_with(&format!("{name} = ")), "{asked}: {told}");
    }
    let output = run(&["explain", "data/kim", "Eigenanteil"]);
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(told.contains("Fehler[zahl-mehrdeutig-benannt]"), "{told}");
    // What is offered is one of them.
    assert!(told.contains("`eigenanteil.2021` (Eigenanteil 2021)"), "{told}");
    let told = printed(run(&["explain", "data/kim", "eigenanteil.2021"]));
    assert!(told.starts_with("eigenanteil.2021 = 54.900,00 €"), "{told}");
}

#[test]
fn a_pdf_is_explained_like_its_folder() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().to_str().unwrap();
    run(&["build", "data/kim", "--out", out]);
    let pdf = format!("{out}/kim/beschlussvorlage.pdf");
    let of =
        |path: &str| printed(run(&["explain", path, "22,5 %"])).replace(&format!("{pdf}: "), "");
    let [pdf_told, told] = [of(&pdf), of("data/kim")];
    // Their data lie elsewhere; all else is the same.
    let plain = |told: &str| -> Vec<String> {
        told.lines().map(|line| line.split(" – ").next().unwrap().to_owned()).collect()
    };
    assert_eq!(plain(&pdf_told), plain(&told));
    let figures = printed(run(&["figures", &pdf]));
    assert_eq!(figures, printed(run(&["figures", "data/kim"])));
}
