//! Documents and the look for the tests of the output.

use std::borrow::Cow;
use std::fs;
use std::path::PathBuf;

use jiff::civil::date;
use typst::layout::{Abs, Frame, FrameItem};

use vorlage::document::{Document, Meta, Printed};
use vorlage::finance::{Derivation, Figure, FigureId, Figures, Rounding, Unit};
use vorlage::output::{Look, pages};

use crate::files::root;

/// The page layout of `city`: what the floor has, and what the city has instead.
pub(crate) fn layout(city: &str) -> String {
    let templates = root().join("templates");
    let nearest = |name: &str| {
        let folders = [city, "gemeinsam"].map(|folder| templates.join(folder).join(name));
        folders.into_iter().find_map(|path| fs::read_to_string(path).ok()).unwrap_or_default()
    };
    ["aussehen.typ", "seite.typ", "briefkopf.typ"].map(nearest).concat()
}

/// The look as it stands in the repository.
pub(crate) fn look() -> Look {
    let templates = root().join("templates");
    let mut files: Vec<PathBuf> = fs::read_dir(templates.join("schriften"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|kind| kind == "otf" || kind == "ttf"))
        .collect();
    files.sort();
    Look {
        seite: layout("koeln"),
        parts: Vec::new(),
        fonts: files.iter().map(|path| Cow::Owned(fs::read(path).unwrap())).collect(),
    }
}

/// The sample paper, with its amounts as figures.
pub(crate) fn sample() -> Document {
    let markdown = include_str!("page/sample.md").replace(" €", "\u{a0}€");
    let printed = amounts(&markdown);
    Document::new(markdown, printed, Vec::new(), meta())
}

/// A paper of nothing but `markdown`.
pub(crate) fn document(markdown: &str) -> Document {
    Document::new(markdown.to_owned(), Vec::new(), Vec::new(), meta())
}

/// What those papers are.
pub(crate) fn meta() -> Meta {
    Meta {
        art: "Beschlussvorlage".to_owned(),
        nummer: "0815/2024".to_owned(),
        betreff: "Sanierung der Schwimmhalle „Am Anger“".to_owned(),
        stadt: "Stadt Musterstadt".to_owned(),
        datum: date(2024, 1, 2),
    }
}

/// The text on the pages between head and foot, without what lines may break at: white
/// space, and the marks in words without end.
pub(crate) fn text_on_pages(document: &Document, look: &Look) -> String {
    let bare = changed(
        look,
        &[
            ("header: kopfzeile(titel, betreff)", "header: none"),
            ("footer: fusszeile(stadt)", "footer: none"),
            ("hyphenate: true", "hyphenate: false"),
        ],
    );
    squeezed(&pages_of(document, &bare).concat().concat()).replace('\u{200b}', "")
}

/// The pieces of text on each page in the order of reading, head and foot included.
pub(crate) fn pages_of(document: &Document, look: &Look) -> Vec<Vec<String>> {
    let laid_out = pages(document, look).unwrap();
    let texts = laid_out.pages().iter().map(|page| {
        let mut texts = Vec::new();
        collect(&page.frame, &mut texts);
        texts
    });
    texts.collect()
}

/// `look` with other code in `seite.typ`.
pub(crate) fn changed(look: &Look, changes: &[(&str, &str)]) -> Look {
    let seite = changes.iter().fold(look.seite.clone(), |seite, (from, to)| {
        assert!(seite.contains(from), "{from}");
        seite.replace(from, to)
    });
    Look { seite, ..look.clone() }
}

/// `text` without white space.
pub(crate) fn squeezed(text: &str) -> String {
    text.chars().filter(|character| !character.is_whitespace()).collect()
}

/// How far down the lowest text of any page stands.
pub(crate) fn depth(document: &Document, look: &Look) -> Abs {
    let laid_out = pages(document, look).unwrap();
    let depths = laid_out.pages().iter().map(|page| lowest(&page.frame, Abs::zero()));
    depths.fold(Abs::zero(), Abs::max)
}

fn lowest(frame: &Frame, top: Abs) -> Abs {
    let depths = frame.items().map(|(position, item)| match item {
        FrameItem::Group(group) => lowest(&group.frame, top + position.y + group.transform.ty),
        FrameItem::Text(_) => top + position.y,
        _ => Abs::zero(),
    });
    depths.fold(Abs::zero(), Abs::max)
}

/// A piece of text on a page.
#[derive(Debug)]
pub(crate) struct Item {
    pub(crate) text: String,
    pub(crate) start: Abs,
    pub(crate) end: Abs,
    pub(crate) line: Abs,
}

/// The width of each page and the pieces of text on it.
pub(crate) fn items_of(document: &Document, look: &Look) -> Vec<(Abs, Vec<Item>)> {
    let laid_out = pages(document, look).unwrap();
    let items = laid_out.pages().iter().map(|page| {
        let mut items = Vec::new();
        place(&page.frame, Abs::zero(), Abs::zero(), &mut items);
        (page.frame.width(), items)
    });
    items.collect()
}

fn place(frame: &Frame, left: Abs, top: Abs, items: &mut Vec<Item>) {
    for (position, item) in frame.items() {
        let (start, line) = (left + position.x, top + position.y);
        match item {
            FrameItem::Group(group) => {
                place(&group.frame, start + group.transform.tx, line + group.transform.ty, items);
            }
            FrameItem::Text(text) => {
                let end = start + text.width();
                items.push(Item { text: text.text.to_string(), start, end, line });
            }
            _ => {}
        }
    }
}

fn collect(frame: &Frame, texts: &mut Vec<String>) {
    for (_, item) in frame.items() {
        match item {
            FrameItem::Group(group) => collect(&group.frame, texts),
            FrameItem::Text(item) => texts.push(item.text.to_string()),
            _ => {}
        }
    }
}

/// Every amount in euros.
pub(crate) fn amounts(markdown: &str) -> Vec<Printed> {
    let figure = some_figure();
    markdown
        .match_indices("\u{a0}€")
        .map(|(end, euro)| {
            let number = |c: char| c.is_ascii_digit() || c == '.' || c == ',';
            let start = markdown[..end].trim_end_matches(number).len();
            Printed { figure, value: Default::default(), range: start..end + euro.len() }
        })
        .collect()
}

fn some_figure() -> FigureId {
    Figures::default().add(Figure {
        name: "volumen".parse().unwrap(),
        exact: Default::default(),
        value: Default::default(),
        unit: Unit::Euro,
        derivation: Derivation::Sum(Vec::new()),
        rounding: Rounding::Exact,
    })
}
