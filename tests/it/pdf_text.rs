//! What is written stands on the page, unchanged, whatever it is.
//!
//! Text is looked for in the laid out pages: their text items are the text of the PDF.

use std::sync::LazyLock;

use proptest::prelude::*;
use proptest::test_runner::Config;
use typst::layout::Abs;

use vorlage::document::Document;
use vorlage::output::{Look, pdf};

use crate::files::root;
use crate::page::{document, items_of, look, squeezed, text_on_pages};

static LOOK: LazyLock<Look> = LazyLock::new(look);

/// Text that would be something else in Markdown, Typst, Tera or HTML.
#[rustfmt::skip]
const DANGEROUS: &[&str] = &[
    "#panic(\"x\")", "#{", "}", "#let a = 1", "$x^2$", "\\", "\"", "\\\"", "`", "```", "*", "**",
    "_", "__", "~", "~~", "--", "---", "//", "/*", "*/", "@ref", "<label>", "<b>", "</b>", "<!--",
    "-->", "<script>", "[", "]", "](", "[x](y)", "![a](b.png)", "(", ")", "{{ volumen }}", "{% if %}",
    "{#", "|", "||", ":--", "#", "# a", "## b", "=", "==", "= a", "- ", "+ ", "1. ", "1) ", "> ",
    "&amp;", "&#35;", "&", ";", "#;", ".len()", "#\"", "...", "'", "\"a\"", "http://a.b",
    "www.example.org", "mailto:a@b.c", "\\u{41}", "#include \"/etc/passwd\"", "“", "…", "☐", "☒",
    "1.250,00\u{a0}€", "ﬁ", "ẞ", "ğ", "ễ", "Ж", "Ω", "e\u{301}", "a\u{308}",
    "\u{a0}", "\u{ad}", "\u{200b}", "\u{2060}", "\t", "\n", "\n\n", "    ",
];

/// Characters that cannot be set.
const FOREIGN: &[&str] = &["😀", "李", "\u{202e}", "\u{feff}", "\u{e000}", "\u{1b}", "\0"];

/// Any character that the text face can draw, but no loose accents: Typst sets one
/// that has no place in a letter of its own twice in the text of the PDF, though
/// once on the page. Accents on letters that exist with them are among the dangers.
fn character() -> impl Strategy<Value = char> {
    static DRAWABLE: LazyLock<Vec<char>> = LazyLock::new(|| {
        let face = typst::text::Font::new(typst::foundations::Bytes::new(regular()), 0).unwrap();
        face.info()
            .coverage
            .iter()
            .filter_map(char::from_u32)
            .filter(|c| !c.is_control() && !is_accent(*c) && *c != '\u{feff}')
            .collect()
    });
    prop::sample::select(&**DRAWABLE)
}

fn is_accent(character: char) -> bool {
    matches!(character, '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}' | '\u{1ab0}'..='\u{1aff}'
        | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20ff}' | '\u{fe20}'..='\u{fe2f}')
}

fn regular() -> Vec<u8> {
    let folder = root().join("templates/schriften");
    std::fs::read(folder.join("SourceSans3-Regular.otf")).unwrap()
}

fn dangerous_text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => prop::sample::select(DANGEROUS).prop_map(str::to_owned),
        3 => "[a-zA-ZäöüÄÖÜß0-9 .,;:-]{1,12}",
        2 => prop::collection::vec(character(), 1..6).prop_map(String::from_iter),
    ];
    prop::collection::vec(piece, 1..12).prop_map(|pieces| pieces.concat())
}

/// `text` so that Markdown takes every character for itself.
fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    for character in text.chars() {
        if character.is_ascii_punctuation() {
            escaped.push('\\');
        }
        escaped.push(if matches!(character, '\n' | '\t') { ' ' } else { character });
    }
    escaped.trim().to_owned()
}

/// Without white space, and without the marks that only allow or forbid a line break.
fn visible(text: &str) -> String {
    squeezed(text).replace(['\u{ad}', '\u{200b}', '\u{2060}'], "")
}

/// Without a file of failures: a failing input belongs into a test of its own.
fn config() -> Config {
    Config { failure_persistence: None, ..Config::default() }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn escaped_text_comes_out_unchanged(text in dangerous_text()) {
        prop_assume!(!visible(&text).is_empty());
        let cell = escaped(&text);
        let markdown = format!(
            "{cell}\n\n# A{cell}\n\nB{cell}C\n\n- D{cell}\n\n1. E{cell}\n\n\
             | F{cell} | G |\n|---|--:|\n| **H{cell}** | |\n| I{cell} | J{cell} |\n\n\
             > *K{cell}L*\n"
        );
        let x = visible(&text);
        let expected = format!("{x}A{x}B{x}C–D{x}1.E{x}F{x}GH{x}I{x}J{x}K{x}L");
        let found = visible(&text_on_pages(&document(&markdown), &LOOK));
        prop_assert_eq!(found, expected);
    }

    #[test]
    fn any_markdown_becomes_a_pdf(
        before in dangerous_text(),
        foreign in prop::option::weighted(0.1, prop::sample::select(FOREIGN)),
        after in dangerous_text(),
    ) {
        let markdown = before + foreign.unwrap_or_default() + &after;
        // What the fonts lack is reported; everything else must be set.
        if let Err(problems) = pdf(&document(&markdown), &LOOK) {
            prop_assert!(problems.iter().all(|problem| problem.code == "zeichen-fehlt"), "{:?}", problems);
        }
    }

    #[test]
    fn what_the_paper_is_cannot_become_code(art in dangerous_text(), betreff in dangerous_text()) {
        let mut document = document("# Titel");
        document.meta.nummer = art.clone();
        document.meta.stadt = art.clone();
        document.meta.art = art;
        document.meta.betreff = betreff;
        if let Err(problems) = pdf(&document, &LOOK) {
            prop_assert!(problems.iter().all(|problem| problem.code == "zeichen-fehlt"), "{:?}", problems);
        }
    }
}

#[test]
fn a_word_joiner_before_an_amount_is_set() {
    let markdown = "#panic(\"x\")- \u{2060}1.250,00\u{a0}€#panic(\"x\")";
    pdf(&document(markdown), &LOOK).unwrap();
}

#[test]
fn html_formulas_and_pictures_are_text() {
    let markdown = "# A\n\n<b onclick=\"x\">$1$</b> ![Plan](plan.png) [Tor](javascript:x)\n\n<div>\n#read(\"x\")\n</div>\n";
    assert_eq!(
        text_on_pages(&document(markdown), &LOOK),
        "A<bonclick=\"x\">$1$</b>PlanTor<div>#read(\"x\")</div>"
    );
}

#[test]
fn nesting_without_end_is_set() {
    for markdown in [
        "> ".repeat(5_000) + "tief",
        "- ".repeat(5_000) + "tief",
        "1. ".repeat(2_000) + "tief",
        "*a **b ".repeat(2_000) + "tief" + &"** *".repeat(2_000),
        "[".repeat(2_000) + "tief" + &"](http://a.b)".repeat(2_000),
    ] {
        let text = format!("# A\n\n{markdown}\n");
        assert!(visible(&text_on_pages(&document(&text), &LOOK)).contains("tief"));
        pdf(&document(&text), &LOOK).unwrap();
    }
}

#[test]
fn headings_of_any_level_are_set_without_gaps() {
    for markdown in
        ["###### a", "#", "# \n\n## b", "## a\n\n#### b\n\n# c\n\n###### d", "- # a", ""]
    {
        pdf(&document(markdown), &LOOK).unwrap();
    }
}

#[test]
fn a_long_word_and_a_wide_table_stay_on_paper() {
    let wide = "| a ".repeat(60) + "|\n" + &"|--:".repeat(60) + "|\n" + &"| 1 ".repeat(60) + "|\n";
    let [many, some] = ["X".repeat(3_000), "W".repeat(300)];
    let mixed = "X_1*Y*".repeat(100);
    for markdown in [
        format!("# A\n\n{many}"),
        format!("# A\n\n- {many}\n  - {mixed}\n\n> {some}\n\n```\n{some}\n```\n"),
        format!("# {some}\n\nText\n\n## {some}\n\n### {mixed}\n\n**{some}**, [{some}](http://a.b)"),
        format!("**{some}**\\\n{some}\n\n| A | B |\n|---|---|\n| {some} | {some} |\n\n# A"),
        format!(
            "# A\n\n| {some} | B | C |\n|---|---|--:|\n| {some} | {mixed} | {some} |\n| **{some}** | | |\n"
        ),
        format!("# A\n\n{wide}"),
        // Some forty lines: a row that is higher than a page is refused.
        format!("# A\n\n| a |\n|---|\n| {} |\n", "Wort ".repeat(700)),
    ] {
        pdf(&document(&markdown), &LOOK).unwrap();
        stays_on_paper(&document(&markdown));
    }
    let mut document = document("# A\n\nText\n\n".repeat(40).as_str());
    for text in [&mut document.meta.art, &mut document.meta.nummer, &mut document.meta.stadt] {
        *text = some.clone();
    }
    document.meta.betreff = some;
    stays_on_paper(&document);
}

/// Asserts that all text stands on its page and none over another.
#[track_caller]
fn stays_on_paper(document: &Document) {
    let (margin, hair) = (Abs::mm(10.0), Abs::pt(0.01));
    for (width, mut items) in items_of(document, &LOOK) {
        items.retain(|item| !visible(&item.text).is_empty());
        for item in &items {
            assert!(item.start >= margin && item.end <= width - margin, "{item:?}");
        }
        items.sort_by(|a, b| (a.line, a.start).partial_cmp(&(b.line, b.start)).unwrap());
        for pair in items.windows(2) {
            let apart = pair[0].line != pair[1].line || pair[0].end <= pair[1].start + hair;
            assert!(apart, "{pair:?}");
        }
    }
}
