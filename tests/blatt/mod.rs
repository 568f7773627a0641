//! Documents and the look for the tests of the output.

#![allow(dead_code, reason = "each test file uses a part of it")]

use std::borrow::Cow;
use std::fs;
use std::path::{Path, PathBuf};

use jiff::civil::date;
use typst::layout::{Frame, FrameItem};

use vorlage::document::{Document, Meta, Printed};
use vorlage::finance::{Derivation, Figure, FigureId, Figures, Rounding, Unit};
use vorlage::output::{Look, pages};

/// The look as it stands in the repository.
pub(crate) fn look() -> Look {
    let templates = Path::new(env!("CARGO_MANIFEST_DIR")).join("templates");
    let mut files: Vec<PathBuf> = fs::read_dir(templates.join("schriften"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|kind| kind == "otf" || kind == "ttf"))
        .collect();
    files.sort();
    Look {
        seite: fs::read_to_string(templates.join("koeln/seite.typ")).unwrap(),
        file: None,
        fonts: files.iter().map(|path| Cow::Owned(fs::read(path).unwrap())).collect(),
    }
}

/// The sample paper, with its amounts as figures.
pub(crate) fn muster() -> Document {
    let markdown = include_str!("muster.md").replace(" €", "\u{a0}€");
    let printed = amounts(&markdown);
    Document { printed, ..document(&markdown) }
}

/// A paper of nothing but `markdown`.
pub(crate) fn document(markdown: &str) -> Document {
    Document {
        markdown: markdown.to_owned(),
        printed: Vec::new(),
        meta: Meta {
            art: "Beschlussvorlage".to_owned(),
            nummer: "0815/2024".to_owned(),
            betreff: "Sanierung der Schwimmhalle „Am Anger“".to_owned(),
            stadt: "Stadt Musterstadt".to_owned(),
            datum: date(2024, 1, 2),
        },
    }
}

/// The text on the pages between head and foot, without white space, which lines may break at.
pub(crate) fn text_on_pages(document: &Document, look: &Look) -> String {
    let bare = Look {
        seite: look
            .seite
            .replace("header: kopfzeile(titel, betreff)", "header: none")
            .replace("footer: fusszeile(stadt)", "footer: none")
            .replace("hyphenate: true", "hyphenate: false"),
        ..look.clone()
    };
    assert_ne!(bare.seite, look.seite);
    let mut text = String::new();
    for page in pages(document, &bare).unwrap().pages() {
        collect(&page.frame, &mut text);
    }
    squeezed(&text)
}

/// `text` without white space.
pub(crate) fn squeezed(text: &str) -> String {
    text.chars().filter(|character| !character.is_whitespace()).collect()
}

/// Adds the text of `frame`, in the order of reading.
pub(crate) fn collect(frame: &Frame, text: &mut String) {
    for (_, item) in frame.items() {
        match item {
            FrameItem::Group(group) => collect(&group.frame, text),
            FrameItem::Text(item) => text.push_str(&item.text),
            _ => {}
        }
    }
}

/// Every amount in euros.
fn amounts(markdown: &str) -> Vec<Printed> {
    let figure = some_figure();
    markdown
        .match_indices("\u{a0}€")
        .map(|(end, euro)| {
            let number = |c: char| c.is_ascii_digit() || c == '.' || c == ',';
            let start = markdown[..end].trim_end_matches(number).len();
            Printed { figure, range: start..end + euro.len() }
        })
        .collect()
}

fn some_figure() -> FigureId {
    Figures::default().add(Figure {
        name: "betrag".to_owned(),
        exact: Default::default(),
        value: Default::default(),
        unit: Unit::Euro,
        derivation: Derivation::Sum(Vec::new()),
        rounding: Rounding::Exact,
    })
}
