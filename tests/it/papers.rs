//! The papers in `data/` against figures that others printed or a person calculated: one file
//! in `tests/papers/` for each, whose README explains it to those who read no Rust.
//!
//! What no such file can say of a paper stands below, in Rust.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use serde::Deserialize;

use vorlage::finance::Unit;
use vorlage::output;
use vorlage::paper::{Finished, Request};

use crate::files::{copy, edit, example, root};
use crate::paper::{amount, finished, markdown, plain};

/// What a file of `tests/papers/` expects of a paper.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Expected {
    /// The folder of the paper, from that of the repository.
    data: String,
    /// Where amounts come from that name neither a calculation nor a source of their own.
    source: String,
    #[serde(default)]
    figures: Vec<Case>,
    /// Names that no figure has.
    #[serde(default)]
    absent: BTreeSet<String>,
    #[serde(default)]
    prints: Vec<Snippet>,
    /// How often an amount stands in the Markdown at least, and as often in the PDF.
    #[serde(default)]
    amounts: BTreeMap<String, usize>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    figure: String,
    /// As it is printed, with plain spaces.
    amount: Option<String>,
    /// What it is before it is rounded, as a whole number or a fraction.
    exact: Option<String>,
    calculation: Option<String>,
    source: Option<String>,
}

/// A piece of the Markdown, with plain spaces.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Snippet {
    text: String,
    /// How often it stands there; once or more where nothing is said.
    times: Option<usize>,
}

#[test]
fn papers_have_the_figures_that_were_published_or_calculated() {
    let mut wrong = Vec::new();
    for path in files() {
        let expected = read(&path);
        let paper = finished(&root().join(&expected.data));
        wrong.extend(
            findings(&expected, &paper).into_iter().map(|found| format!("{path}: {found}")),
        );
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_paper_has_a_file_of_figures() {
    let folders: BTreeSet<String> = fs::read_dir(root().join("data"))
        .unwrap()
        .map(|folder| format!("data/{}", folder.unwrap().file_name().to_str().unwrap()))
        .collect();
    assert_eq!(files().iter().map(|path| read(path).data).collect::<BTreeSet<_>>(), folders);
    assert_eq!(files().len(), folders.len(), "two files of one paper");
}

/// A file that expects something else, word by word, is told so word by word.
#[test]
fn what_is_expected_wrongly_is_told() {
    let paper = finished(&example("klimaschutz"));
    let text = "data: data/klimaschutz\nsource: nobody\nfigures:\n  \
        - { figure: volumen.x, amount: 9 €, calculation: 3 × 3 }\n  \
        - { figure: volumen.x, source: x }\nprints:\n  \
        - { text: Aktionsplan, times: 0 }\n  - { text: nirgends }\namounts:\n  5 €: 1\n";
    let found = findings(&serde_yaml::from_str(text).unwrap(), &paper);
    assert_eq!(found.len(), 6, "{found:#?}");
    assert_eq!(found[0], "volumen.x does not exist, but should be 9 € (3 × 3)");
    assert_eq!(found[1], "volumen.x stands here twice");
    assert_eq!(found[2], "volumen.x is said to be nothing");
    let unknown = text.replace("calculation", "calculated");
    assert!(serde_yaml::from_str::<Expected>(&unknown).is_err());
}

/// The files of `tests/papers/`, from the folder of the repository.
fn files() -> Vec<String> {
    let entries = fs::read_dir(root().join("tests/papers")).unwrap();
    let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut files: Vec<String> = names
        .filter(|name| name != "README.md")
        .map(|name| format!("tests/papers/{name}"))
        .collect();
    files.sort();
    files
}

fn read(path: &str) -> Expected {
    let text = fs::read_to_string(root().join(path)).unwrap();
    serde_yaml::from_str(&text).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// What of `expected` is not so in `paper`.
fn findings(expected: &Expected, paper: &Finished) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut known = BTreeSet::new();
    for case in &expected.figures {
        if !known.insert(&case.figure) {
            wrong.push(format!("{} stands here twice", case.figure));
        }
        wrong.extend(of_figure(case, &expected.source, paper));
    }
    let there = expected.absent.iter().filter(|name| paper.figures.find(name).is_some());
    wrong.extend(there.map(|name| format!("{name} exists, but should not")));
    let text = markdown(paper);
    for Snippet { text: snippet, times } in &expected.prints {
        let count = text.matches(snippet).count();
        if times.map_or(count == 0, |times| count != times) {
            let times = times.map_or("once or more".to_owned(), |times| format!("{times} times"));
            wrong.push(format!("stands {count} times and not {times}: `{snippet}`"));
        }
    }
    wrong.extend(of_amounts(&expected.amounts, &text, paper));
    wrong
}

fn of_figure(case: &Case, source: &str, paper: &Finished) -> Option<String> {
    let Case { figure: name, amount: printed, exact, .. } = case;
    let origin = case.calculation.as_ref().or(case.source.as_ref()).map_or(source, String::as_str);
    let own = [
        amount(paper, name),
        paper.figures.find(name).map(|id| paper.figures.get(id).exact.as_fraction()),
    ];
    let expected = [printed, exact];
    if expected == [&None, &None] {
        return Some(format!("{name} is said to be nothing"));
    }
    expected.into_iter().zip(own).find_map(|(expected, own)| {
        let expected = expected.as_ref().filter(|expected| Some(*expected) != own.as_ref())?;
        let own = own.map_or("does not exist".to_owned(), |own| format!("is {own}"));
        Some(format!("{name} {own}, but should be {expected} ({origin})"))
    })
}

/// The `amounts` that stand too rarely in the Markdown `text`, or otherwise in the PDF.
fn of_amounts(amounts: &BTreeMap<String, usize>, text: &str, paper: &Finished) -> Vec<String> {
    if amounts.is_empty() {
        return Vec::new();
    }
    let pages = output::pdf_text(&paper.pdf().unwrap()).unwrap();
    let runs = pages.iter().flat_map(|page| &page.runs).filter(|run| !run.artifact);
    let printed = runs.map(|run| plain(&run.text)).collect::<Vec<_>>().join("\n");
    let mut wrong = Vec::new();
    for (amount, least) in amounts {
        let count = occurrences(text, amount);
        if count < *least {
            wrong.push(format!("{amount} stands {count} times in the Markdown, not {least}"));
        }
        let pages = occurrences(&printed, amount);
        if pages != count {
            wrong
                .push(format!("{amount} stands {count} times in the Markdown, {pages} in the PDF"));
        }
    }
    wrong
}

/// How often `amount` stands in `text` and is no end of a longer one.
fn occurrences(text: &str, amount: &str) -> usize {
    let starts_here = |at: usize| {
        !text[..at].ends_with(|before: char| before.is_ascii_digit() || ".,".contains(before))
    };
    text.match_indices(amount).filter(|(at, _)| starts_here(*at)).count()
}

/// A plan that costs nothing prints no figure at all.
#[test]
fn no_figure_of_a_plan_that_costs_nothing_is_printed() {
    let paper = finished(&example("klimaschutz"));
    let mut amounts = paper.figures.iter().filter(|(_, figure)| figure.unit == Unit::Euro);
    assert!(amounts.all(|(_, figure)| figure.value.is_zero()));
    assert_eq!(paper.document.printed, []);
}

/// Each need of the sports ground has a clause of its own.
#[test]
fn the_clauses_name_where_the_money_is_needed_and_where_it_comes_from() {
    let text = markdown(&finished(&example("sportanlage")));
    let mut clauses = text.lines().filter(|line| {
        line.contains("Für die Maßnahme „Sanierung der Sportanlage") && line.contains("gedeckt")
    });
    let (payment, authorised) = (clauses.next().unwrap(), clauses.next().unwrap());
    for part in [
        "überplanmäßige Auszahlungen nach § 83 GO NRW in Höhe von 2.355.000,00 €",
        "in Zeile 08 – Auszahlungen für Baumaßnahmen – des Teilfinanzplans 0801 –",
        "(Finanzstelle 5201-0801-7-5216)",
        "durch Minderauszahlungen in Zeile 09 – Auszahlungen für den Erwerb von beweglichem \
         Anlagevermögen – des Teilfinanzplans 0301 –",
        "(Finanzstelle 4050-0301-0-6013) gedeckt.",
    ] {
        assert!(payment.contains(part), "{part}: {payment}");
    }
    for part in [
        "eine außerplanmäßige Verpflichtungsermächtigung nach § 85 GO NRW in Höhe von \
         1.686.764,28 € zulasten des Haushaltsjahres 2022",
        "von Verpflichtungsermächtigungen zulasten des Haushaltsjahres 2022 im Teilfinanzplan 1201 –",
    ] {
        assert!(authorised.contains(part), "{part}: {authorised}");
    }
    for line in [payment, authorised] {
        // In the Beschluss and, word for word, below the costs.
        let clause = line.trim().trim_start_matches("- ");
        assert_eq!(text.matches(clause).count(), 2, "{clause}");
        assert!(!line.contains("Aufwendung") && !line.contains("Ergebnisplan"), "{line}");
    }
}

/// The paper of 2016 provided 1.050.000, not the 8.075.000 that a later one had come to: what
/// is called „bisher“ must be one amount.
#[test]
fn what_was_before_is_one_amount() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["chorweiler-2016", "chorweiler-2018"] {
        copy(&example(name), &folder.path().join(name));
    }
    let yaml = folder.path().join("chorweiler-2018/vorlage.yaml");
    let bezug = "  bezug:\n    nummer: 0000/2016\n    art: Beschlussvorlage\n    \
        quelle: ../chorweiler-2016\n    grund: Die Kosten sind gestiegen.\n  dringlich: nein\n";
    edit(&yaml, "  dringlich: nein\n", bezug);
    let outcome = Request::of(yaml.parent().unwrap()).finished();
    let [found] = outcome.diagnostics.as_slice() else { panic!("{:#?}", outcome.diagnostics) };
    assert_eq!(found.code, "bisher-widerspruch");
    let amounts = ["8.075.000,00 €", "1.050.000,00 €"];
    assert!(amounts.iter().all(|amount| found.message.contains(amount)), "{found:?}");
}
