//! What figures are called: every figure of every paper has a title, and the same one in all that
//! reads it – spreadsheet, annex, comparison and the bridge of a paper to the one before it.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use vorlage::data::Plan;
use vorlage::document::Titles;
use vorlage::finance::{Frame, Name, Subject, Totals};
use vorlage::output;
use vorlage::paper::{Planned, Request};

use crate::files::root;
use crate::paper::markdown;
use crate::workbook::Workbook;

/// The folders of all papers of the repository that can be calculated.
fn papers() -> Vec<PathBuf> {
    let below = |folder: &str, data: &str| -> Vec<PathBuf> {
        let entries = fs::read_dir(root().join(folder)).unwrap();
        entries.map(|entry| entry.unwrap().path().join(data)).collect()
    };
    let mut all = below("data", "");
    all.extend(below("tests/golden", "data"));
    all.retain(|folder| folder.is_dir());
    all.sort();
    assert!(all.len() > 25, "{all:?}");
    all
}

fn planned(folder: &PathBuf) -> Planned {
    let outcome = Request::of(folder).planned();
    outcome.made.unwrap_or_else(|| panic!("{folder:?}: {:#?}", outcome.diagnostics))
}

#[test]
fn every_figure_has_a_title() {
    let mut untitled = Vec::new();
    for folder in papers() {
        let Planned { paper, figures } = planned(&folder);
        let titles = Titles::of(&paper);
        for name in figures.names() {
            let title = titles.find(name);
            let is_told = title.as_ref().is_some_and(|title| {
                !title.contains(['{', '_'])
                    && !title
                        .split(' ')
                        .any(|word| word.contains('.') && word.parse::<Name>().is_ok())
            });
            if !is_told {
                untitled.push(format!("{name}: {title:?}"));
            }
        }
    }
    untitled.sort();
    untitled.dedup();
    assert!(untitled.is_empty(), "{untitled:#?}");
}

/// Two figures are called the same only where the data call two Stellen or entries the same.
#[test]
fn figures_are_told_apart() {
    for folder in papers() {
        let Planned { paper, figures } = planned(&folder);
        let titles = Titles::of(&paper);
        let rows = paper.stellen.iter().map(|of| Name::stelle(&of.id.value));
        let entries = paper.deckung.iter().map(|of| Subject::Deckung(&of.id.value).into());
        let mut named = BTreeMap::<String, Vec<String>>::new();
        for name in rows.chain(entries) {
            named.entry(titles.title(&name)).or_default().push(name.to_string());
        }
        let alike: Vec<String> = named.into_values().filter(|of| of.len() > 1).flatten().collect();
        let is_alike = |name: &&Name| alike.iter().any(|of| name.as_str().contains(of.as_str()));
        let mut told = BTreeMap::new();
        let is_contribution = |name: &&Name| matches!(name.frame(), Frame::Bridge);
        for name in figures.names().filter(|name| !is_contribution(name) && !is_alike(name)) {
            let title = titles.dated(name);
            let other = told.insert(title.clone(), name);
            assert_eq!(other, None, "{folder:?}: {name} is called `{title}`, too");
        }
    }
}

#[test]
fn spreadsheet_annex_and_comparison_call_a_figure_the_same() {
    for folder in papers() {
        // The cameral pattern has no annex.
        let has_annex = !folder.ends_with("feuerwehr-kameral");
        let outcome = Request::of(&folder).annexed(has_annex).finished();
        let made = outcome.made.unwrap_or_else(|| panic!("{folder:?}: {:#?}", outcome.diagnostics));
        let titles = Titles::of(&made.paper);
        let bytes = output::spreadsheet(&made.paper, &made.figures, &outcome.sources).unwrap();
        let workbook = Workbook::open(&bytes);
        let mut seen = 0;
        for (text, (sheet, _, address)) in workbook.places() {
            let name: Name = text.parse().unwrap();
            let row = address.trim_start_matches(|c: char| c.is_ascii_uppercase());
            let told = &workbook.sheet(&sheet)[&format!("A{row}")].value;
            let of_scenario = name.out_of(name.frame()).filter(|_| sheet.starts_with("Szenario"));
            let expected = match sheet.as_str() {
                "Eingaben" => titles.dated(&name),
                _ => titles.title(&of_scenario.unwrap_or(name)),
            };
            // The sum of a line stands below it.
            if told != "Summe" {
                assert_eq!(*told, expected, "{folder:?} {text}");
                seen += 1;
            }
        }
        assert!(seen > 0 || made.figures.is_empty(), "{folder:?}");
        let text = markdown(&made);
        for subject in Plan::ALL.into_iter().flat_map(|plan| Totals::of(plan).all()) {
            let (name, title) = (Name::from(subject), titles.title(&subject.into()));
            for head in text.lines().filter(|line| line.contains(&format!("({name})"))) {
                assert!(head.contains(&format!("{title} ({name})")), "{folder:?} {head}");
            }
        }
    }
}
