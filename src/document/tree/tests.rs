//! What comes of a Markdown text.

use super::*;
use crate::document::marks;
use crate::document::text::{ChangeKind, Printed};

fn tree(markdown: &str) -> Tree {
    Tree::read(markdown, &[], &[])
}

/// The numbers of the first list.
fn numbers(tree: &Tree) -> Vec<Option<u64>> {
    let lists = tree.every().into_iter().filter_map(|block| match &block.content {
        Content::List(list) => Some(list.items.iter().map(|item| item.number).collect()),
        _ => None,
    });
    lists.into_iter().next().unwrap_or_default()
}

fn kinds(tree: &Tree) -> Vec<RowKind> {
    let tables = tree.every().into_iter().filter_map(|block| match &block.content {
        Content::Table(table) => Some(table.rows.iter().map(|row| row.kind)),
        _ => None,
    });
    tables.flatten().collect()
}

#[test]
fn a_list_keeps_its_numbers_as_they_are_typed() {
    assert_eq!(numbers(&tree("12. a\n\n15. b\n\n3. c\n")), [Some(12), Some(15), Some(3)]);
    assert_eq!(numbers(&tree("- a\n- b\n")), [None, None]);
    assert_eq!(numbers(&tree("> 7) a\n> 7) b\n")), [Some(7), Some(7)]);
    assert_eq!(numbers(&tree("Text\n\n   2. a\n   4. b\n")), [Some(2), Some(4)]);
}

#[test]
fn rows_say_what_they_are() {
    use RowKind::{Gruppe, Summe, Zeile, Zwischensumme};
    let rows = "| **A** | |\n| a | 1 |\n| **b** | **–** |\n| *–* | 2 |\n| ***c*** | ***3*** |\n| **Z** | |\n";
    let read = tree(&format!("| | 1 |\n|---|---:|\n{rows}"));
    assert_eq!(kinds(&read), [Gruppe, Zeile, Zwischensumme, Zeile, Summe, Zeile]);
    let Some(Block { content: Content::Table(table), .. }) = read.body.first() else {
        unreachable!("{read:?}")
    };
    assert!(table.has_head() && table.columns[1].is_figures && !table.columns[0].is_figures);
    assert!(table.rows[5].stands_alone() && !table.rows[1].stands_alone());
}

#[test]
fn spans_say_what_is_said_of_them() {
    let text = format!(
        "von {} *auf **zwei*** [Ziel](https://a.de) und `c`\\\nEnde &amp; a_b",
        marks::change(ChangeKind::Struck, "eins")
    );
    let (text, changes) = marks::spell_out(&text).unwrap();
    let at = text.find("zwei").unwrap();
    let mut figures = crate::finance::Figures::default();
    let id = figures.add(crate::finance::Figure {
        name: "volumen".parse().unwrap(),
        exact: Default::default(),
        value: Default::default(),
        unit: crate::finance::Unit::Euro,
        derivation: crate::finance::Derivation::Sum(Vec::new()),
        rounding: crate::finance::Rounding::Exact,
    });
    let printed = [Printed { figure: id, value: Default::default(), range: at..at + 4 }];
    let tree = Tree::read(&text, &printed, &changes);
    let said: Vec<&str> = tree.spans().map(|span| span.text.as_str()).collect();
    let expected = [
        "von ", "eins", " ", "auf ", "zwei", " ", "Ziel", " und ", "c", "\n", "Ende ", "&", " a_b",
    ];
    assert_eq!(said, expected);
    let spans: Vec<&Span> = tree.spans().collect();
    assert_eq!(spans[1].change, Some(ChangeKind::Struck));
    assert_eq!(
        (spans[4].figure, spans[4].strong, spans[4].emphasis),
        (Some(Shown { id, index: 0 }), true, true)
    );
    assert_eq!(spans[6].link.as_deref(), Some("https://a.de"));
    assert!(spans[8].code && spans[9].is_break());
    // What is read stands where it says, and nothing is read twice.
    for span in &spans {
        let source = &text[span.range.clone()];
        assert!(source == span.text || ["&", "\n", "c"].contains(&&*span.text), "{span:?}");
    }
}

#[test]
fn a_diagram_has_names_and_amounts() {
    let read = tree("```diagramm jahre\nTitel: 1\n2021\nAufwand: Rest: −5 €\nleer: nichts\n```\n");
    let Some(Block { content: Content::Diagram(diagram), .. }) = read.body.first() else {
        unreachable!("{read:?}")
    };
    assert_eq!(text(&diagram.title), "Titel: 1");
    let lines: Vec<(String, Option<String>)> = diagram
        .lines
        .iter()
        .map(|line| (text(&line.name), line.amount.as_deref().map(text)))
        .collect();
    let expected = [("2021", None), ("Aufwand: Rest", Some("−5 €")), ("leer: nichts", None)];
    let expected = expected.map(|(name, amount)| (name.to_owned(), amount.map(str::to_owned)));
    assert_eq!(lines, expected);
}

#[test]
fn nothing_is_nested_without_end() {
    let deep = tree(&format!("{}unten", "> ".repeat(10_000)));
    assert!(deep.is_too_deep);
    assert_eq!(deep.spans().map(|span| span.text.as_str()).collect::<String>(), "unten");
    let listed: String =
        (0..60).map(|depth| format!("{}- a{depth}\n", "  ".repeat(depth))).collect();
    let listed = tree(&listed);
    assert!(listed.is_too_deep);
    assert_eq!(listed.spans().filter(|span| span.text.starts_with('a')).count(), 60);
    let strong = tree(&format!("{}tief{}", "*a ".repeat(100_000), " b*".repeat(100_000)));
    assert!(!strong.is_too_deep && strong.spans().any(|span| span.text.contains("tief")));
}

#[test]
fn the_letterhead_ends_at_the_first_heading() {
    let read = tree("Kopf\n\n> # Zitat\n\n# Titel\n\nText\n");
    assert_eq!((read.letterhead.len(), read.body.len()), (2, 2));
    assert_eq!(tree("Nur Text\n").letterhead.len(), 0);
}

#[test]
fn code_is_read_line_by_line() {
    let read = tree("> ```\n> a\n>\n> b\n> ```\n");
    let lines: Vec<String> = read.every().into_iter().flat_map(Block::lines).map(text).collect();
    assert_eq!(lines, ["a", "", "b"]);
}
