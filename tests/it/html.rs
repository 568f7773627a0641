//! A paper as a page of the web: what it says of itself, and what opens behind its figures.

use std::collections::BTreeSet;

use vorlage::output::{Format, files};
use vorlage::paper::Finished;

use crate::files::{copy, edit, example, root};
use crate::paper::finished;

fn html(paper: &Finished) -> String {
    let format = Format::of("html").unwrap();
    let bytes = files(&paper.content(), "a", &[format]).unwrap().remove(0).1;
    String::from_utf8(bytes).unwrap()
}

/// What stands between `open` and `close`, each time.
fn between<'t>(text: &'t str, open: &'t str, close: &'t str) -> Vec<&'t str> {
    text.split(open).skip(1).filter_map(|rest| Some(rest.split_once(close)?.0)).collect()
}

/// `html` without its tags.
fn bare(html: &str) -> String {
    let mut text = String::new();
    for part in html.split('<') {
        text.push_str(part.split_once('>').map_or(part, |(_, text)| text));
        text.push(' ');
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn every_example_is_written_and_twice_the_same() {
    // Writing holds every word and amount to the tree.
    for entry in std::fs::read_dir(root().join("data")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let paper = finished(&example(&name));
        let page = html(&paper);
        assert_eq!(page, html(&paper), "{name}");
        assert!(page.starts_with("<!DOCTYPE html>\n<html lang=\"de\">"));
        // Nothing runs, and nothing comes from elsewhere.
        for foreign in ["<script", "javascript:", " onclick", "src=\"http", "@import", "url("] {
            assert!(!page.contains(foreign), "{name}: {foreign}");
        }
        // What opens is there once, and whatever opens is there.
        let targets: BTreeSet<&str> =
            between(&page, "popovertarget=\"", "\"").into_iter().collect();
        let answers = between(&page, "<div popover=\"auto\" id=\"", "\"");
        let known: BTreeSet<&str> = answers.iter().copied().collect();
        assert_eq!((targets, answers.len()), (known.clone(), known.len()), "{name}");
    }
}

/// `zeile.16.2021` of `data/kim`: 9.700 × 2,5 = 24.250; 9.700 × 0,5 = 4.850; 40.000; 9.000.
#[test]
fn a_figure_answers_down_to_what_was_given() {
    let page = html(&finished(&example("kim")));
    let answers: Vec<String> =
        page.split("<div popover").skip(1).map(|answer| bare(&format!("<{answer}"))).collect();
    let of = |title: &str| answers.iter().find(|answer| answer.starts_with(title)).unwrap();
    let line = of("Teilplanzeile 16 – Sonstige ordentliche Aufwendungen 2021");
    assert!(line.contains("78.100,00 € Rechnung 24.250,00 € + 4.850,00 €"), "{line}");
    assert!(line.contains("Gerechnet aus: 24.250,00 € Sachausgaben der Koordination 2021"));
    let given = of("Begleitausgaben: Betrag im Jahr");
    assert!(given.contains("40.000,00 € Angabe der Daten kosten.yaml:"), "{given}");
}

#[test]
fn cells_know_their_columns_and_rows() {
    let page = html(&finished(&example("kim")));
    let table = between(&page, "aria-label=\"Tabelle Kosten/Finanzierung\">", "</table>")[0];
    let columns = between(table, "<th scope=\"col\" class=\"zahl\">", "</th>");
    assert_eq!(columns, ["2021", "2022", "2023", "Gesamt"]);
    assert!(table.contains("<th scope=\"rowgroup\" colspan=\"5\">Teilplanzeile\u{a0}11\u{a0}– "));
    let last = table.rsplit("<tr class=\"summe\">").next().unwrap();
    assert!(bare(last).starts_with("Eigenanteil 54.900,00 € 241.859,00 €"), "{last}");
    assert!(page.contains("<span role=\"img\" aria-label=\"angekreuzt\">☒</span>"));
}

#[test]
fn what_a_clerk_types_is_text() {
    let folder = tempfile::tempdir().unwrap();
    let kim = folder.path().join("kim");
    copy(&example("kim"), &kim);
    edit(&kim.join("vorlage.yaml"), "betreff: ", "betreff: 'A & B < C \"D\"'\n  hier: ");
    edit(&kim.join("vorlage.yaml"), "\n  hier: Umsetzung", "\n  # Umsetzung");
    let page = html(&finished(&kim));
    assert!(
        page.contains("<title>Beschlussvorlage 0000/2021: A &amp; B &lt; C &quot;D&quot;</title>")
    );
}

#[test]
fn changes_are_told_in_words() {
    let page = html(&finished(&example("kim-neufassung")));
    let inserted = between(&page, "<ins>", "</ins>");
    assert!(!inserted.is_empty());
    assert!(inserted.iter().all(|it| it.starts_with("<span class=\"stumm\"> [neu: </span>")));
    assert!(page.contains("<del><span class=\"stumm\"> [gestrichen: </span>"));
    let picture = between(&page, "<img alt=\"", "\"");
    assert!(picture[0].starts_with("Balkendiagramm. Bisher 380.108,05\u{a0}€; Änderung 1"));
}
