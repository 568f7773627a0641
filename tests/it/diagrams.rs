//! Diagrams on the page, in the look of every city that draws: however many bars they have,
//! all of them stand on paper, beside their own amount, and none on another.

use typst::layout::Abs;

use vorlage::document::Document;
use vorlage::output::Look;

use crate::files::{copy, edit, root};
use crate::page::{Item, amounts, items_of, layout, look, meta};
use crate::paper::{finished, markdown};

/// A paper of nothing but `markdown`, whose amounts are figures.
fn paper(markdown: &str) -> Document {
    let markdown = markdown.replace(" €", "\u{a0}€");
    let printed = amounts(&markdown);
    Document::new(markdown, printed, Vec::new(), meta())
}

/// The look of every city.
fn looks() -> Vec<Look> {
    let looks = ["koeln", "braunschweig", "kameral_muster"]
        .map(|city| Look { seite: layout(city), ..look() });
    assert!(looks.iter().all(Look::draws));
    looks.into()
}

/// Where head and foot end: A4 less the margins of the page.
fn margins() -> (Abs, Abs) {
    (Abs::mm(28.0), Abs::mm(271.0))
}

/// The pieces of text between head and foot, page by page, from above.
fn pages(document: &Document, look: &Look) -> Vec<Vec<Item>> {
    let (top, bottom) = margins();
    let body = |(_, items): (Abs, Vec<Item>)| -> Vec<Item> {
        // The lowest text of the body stands above the foot, which has a line of its own.
        let foot = Abs::mm(279.0);
        let items = items.into_iter().filter(|item| item.line > top && item.line < foot);
        let mut items: Vec<Item> = items.collect();
        items.sort_by(|a, b| a.line.to_pt().total_cmp(&b.line.to_pt()));
        assert!(items.iter().all(|item| item.line <= bottom), "{items:?}");
        items
    };
    items_of(document, look).into_iter().map(body).collect()
}

/// The amounts of a page, each on a line of its own that no other touches.
fn apart(page: &[Item]) -> Vec<&Item> {
    let amounts: Vec<&Item> = page.iter().filter(|item| item.text.contains('€')).collect();
    for pair in amounts.windows(2) {
        assert!(pair[1].line - pair[0].line >= Abs::pt(10.0), "{pair:?}");
    }
    amounts
}

#[test]
fn thirty_years_stand_on_several_pages_each_year_on_one() {
    let year = |year: usize| {
        format!(
            "Haushaltsjahr {}\nAufwendungen: {year}0,00 €\nZuwendung des Landes: {year}1,00 €\n\
             Mittel Dritter: {year}2,00 €\nEigenanteil: {year}3,00 €\n",
            2020 + year
        )
    };
    let lines: String = (10..40).map(year).collect();
    let paper = paper(&format!("# Titel\n\n```diagramm jahre\nFinanzierung\n{lines}```\n\nEnde."));
    for pages in looks().iter().map(|look| pages(&paper, look)) {
        assert!(pages.len() > 2);
        let found: Vec<Vec<&Item>> = pages.iter().map(|page| apart(page)).collect();
        assert_eq!(found.concat().len(), 30 * 4);
        for amounts in &found {
            assert_eq!(amounts.len() % 4, 0, "a year is torn: {amounts:?}");
        }
        // No heading of a year is the last text of a page.
        for page in &pages {
            assert!(!page.last().unwrap().text.starts_with("Haushaltsjahr"), "{page:?}");
        }
    }
}

#[test]
fn sixty_changes_stand_below_one_another() {
    let change = |number: usize| {
        format!(
            "Änderung {number} (Sachmittel der Beratungsstellen am Standort Nord und Süd, Betrag): +{number},00 €\n"
        )
    };
    let lines: String = (10..70).map(change).collect();
    let paper = paper(&format!(
        "# Titel\n\n```diagramm bruecke\nEigenanteil insgesamt\nBisher: 1,00 €\n{lines}Neu: 2,00 €\n```\n"
    ));
    for pages in looks().iter().map(|look| pages(&paper, look)) {
        assert_eq!(pages.iter().map(|page| apart(page).len()).sum::<usize>(), 62);
        pages.iter().for_each(|page| names_stand_apart(page));
    }
}

/// A name of several lines is one block: its own lines stand closer than two names.
fn names_stand_apart(page: &[Item]) {
    let left = page.iter().map(|item| item.start).fold(Abs::inf(), Abs::min);
    let names: Vec<&Item> = page.iter().filter(|of| of.start < left + Abs::pt(1.0)).collect();
    let (mut within, mut between) = (Abs::zero(), Abs::inf());
    let is_new = |of: &Item| ["Änderung", "Bisher", "Neu"].iter().any(|w| of.text.starts_with(w));
    for pair in names.windows(2).skip_while(|pair| !is_new(pair[0])) {
        let gap = pair[1].line - pair[0].line;
        let side = if is_new(pair[1]) { &mut between } else { &mut within };
        *side = if is_new(pair[1]) { gap.min(*side) } else { gap.max(*side) };
    }
    assert!(between > within + Abs::pt(2.0), "{between:?} {within:?}");
}

/// Wherever the line ends, the sign stands on that of its amount.
#[test]
fn a_sign_stays_with_its_amount() {
    let paragraph = |count: usize| format!("{} (\\+679.320.000,02 €).\n\n", "wort ".repeat(count));
    let paper = paper(&format!("# Titel\n\n{}", (1..40).map(paragraph).collect::<String>()));
    let mut signs = 0;
    for page in looks().iter().flat_map(|look| pages(&paper, look)) {
        for amount in page.iter().filter(|item| item.text.contains('€')) {
            let is_before = |item: &&Item| {
                (item.line - amount.line).abs() < Abs::pt(1.0)
                    && (item.end - amount.start).abs() < Abs::pt(1.0)
            };
            let before = page.iter().find(is_before);
            let sign = before.map(|item| item.text.trim_end_matches('\u{2060}'));
            assert!(sign.is_some_and(|text| text.ends_with('+')), "{amount:?} {before:?}");
            signs += 1;
        }
    }
    assert_eq!(signs, 39 * looks().len());
}

/// A paper with a grant of the Land that fills the gap behind 5.000 € of others.
#[test]
fn what_others_pay_is_called_no_grant() {
    let folder = tempfile::tempdir().unwrap();
    copy(&root().join("tests/golden/zuwendungsarten/data"), folder.path());
    let yaml = folder.path().join("vorlage.yaml");
    edit(&yaml, "  klima: nein\n", "  klima: nein\n  diagramme: [jahre]\n");
    let text = markdown(&finished(folder.path()));
    let diagram = text.split("```diagramm jahre\n").nth(1).unwrap().split("```").next().unwrap();
    assert!(diagram.contains("\nMittel Dritter: 5.000,00 €\n"), "{diagram}");
    assert!(diagram.contains("\nZuwendung ") && !diagram.contains("Zuwendung Mittel"), "{diagram}");
}
