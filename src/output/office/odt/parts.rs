//! The parts of an ODT around its text: styles with head and foot of the pages, properties, and
//! the list of all parts.

use super::automatic::Automatic;
use super::letters;
use super::names::{MIME, PROLOGUE, points, spaces};
use super::styles;
use crate::data::Wording;
use crate::output::office::about::About;
use crate::output::office::page::{HEIGHT, Page, WIDTH};
use crate::output::office::xml::escaped;

/// The room of head and foot of a page, between the text and the edge of the paper.
const MARGIN: usize = 800;

/// The part `content.xml` with this `body`.
pub(super) fn content(body: &str, automatic: &Automatic, page: &Page) -> String {
    format!(
        "{PROLOGUE}<office:document-content{}>{}<office:automatic-styles>{}{}\
         </office:automatic-styles><office:body><office:text>{body}</office:text></office:body>\
         </office:document-content>",
        spaces(),
        styles::fonts(),
        styles::of_tables(page),
        automatic.declared()
    )
}

/// The part `styles.xml`.
pub(super) fn styles(page: &Page, words: &Wording, about: &About) -> String {
    let (head, foot) = (head(about), foot(about));
    format!(
        "{PROLOGUE}<office:document-styles{}>{}<office:styles>{}</office:styles>\
         <office:automatic-styles>{}{}</office:automatic-styles><office:master-styles>\
         <style:master-page style:name=\"Standard\" style:page-layout-name=\"Seite\">{head}{foot}\
         </style:master-page><style:master-page style:name=\"Erste_20_Seite\" \
         style:display-name=\"{}\" style:page-layout-name=\"Erste\" \
         style:next-style-name=\"Standard\">{foot}</style:master-page></office:master-styles>\
         </office:document-styles>",
        spaces(),
        styles::fonts(),
        styles::declared(page, words),
        layout(page, "Seite", true),
        layout(page, "Erste", false),
        escaped(words.say("textdatei.stil.erste_seite"))
    )
}

fn layout(page: &Page, name: &str, has_head: bool) -> String {
    let Page { left, right, top, bottom, .. } = page;
    let room = |of: usize| of.min(MARGIN);
    let above = if has_head { top.saturating_sub(MARGIN) } else { *top };
    let below = bottom.saturating_sub(MARGIN);
    let margin = |side: &str, room: usize| {
        format!(
            "<style:header-footer-properties svg:height=\"{}\" fo:margin-{side}=\"{}\" \
             fo:margin-left=\"0pt\" fo:margin-right=\"0pt\" style:dynamic-spacing=\"false\"/>",
            points(room),
            points(room / 2)
        )
    };
    let header = match has_head {
        true => {
            format!("<style:header-style>{}</style:header-style>", margin("bottom", room(*top)))
        }
        false => "<style:header-style/>".to_owned(),
    };
    format!(
        "<style:page-layout style:name=\"{name}\"><style:page-layout-properties \
         fo:page-width=\"{}\" fo:page-height=\"{}\" style:print-orientation=\"portrait\" \
         fo:margin-left=\"{}\" fo:margin-right=\"{}\" fo:margin-top=\"{}\" \
         fo:margin-bottom=\"{}\" style:writing-mode=\"lr-tb\"/>{header}<style:footer-style>{}\
         </style:footer-style></style:page-layout>",
        points(WIDTH),
        points(HEIGHT),
        points(*left),
        points(*right),
        points(above),
        points(below),
        margin("top", room(*bottom))
    )
}

fn head(about: &About) -> String {
    let mut out = "<style:header><text:p text:style-name=\"Header\">".to_owned();
    letters::plain(&about.left, &mut out);
    out.push_str("<text:tab/>");
    letters::plain(&about.right, &mut out);
    out + "</text:p></style:header>"
}

fn foot(about: &About) -> String {
    let [before, between, after] = &about.page;
    let mut out = "<style:footer><text:p text:style-name=\"Footer\">".to_owned();
    letters::plain(&about.author, &mut out);
    out.push_str(&format!(
        "<text:tab/>{}<text:page-number text:select-page=\"current\">1</text:page-number>{}\
         <text:page-count>1</text:page-count>{}",
        escaped(before),
        escaped(between),
        escaped(after)
    ));
    out + "</text:p></style:footer>"
}

/// The part `meta.xml`.
pub(super) fn meta(about: &About) -> String {
    let About { title, subject, author, date, .. } = about;
    let [title, subject, author] = [title, subject, author].map(|text| escaped(text));
    let own = about.properties.iter().map(|(name, value)| {
        let (name, value) = (escaped(name), escaped(value));
        format!("<meta:user-defined meta:name=\"{name}\">{value}</meta:user-defined>")
    });
    format!(
        "{PROLOGUE}<office:document-meta{}><office:meta><meta:generator>vorlage</meta:generator>\
         <dc:title>{title}</dc:title><dc:subject>{subject}</dc:subject>\
         <meta:initial-creator>{author}</meta:initial-creator><dc:creator>{author}</dc:creator>\
         <meta:creation-date>{date}T00:00:00</meta:creation-date><dc:date>{date}T00:00:00</dc:date>\
         <dc:language>de-DE</dc:language>{}</office:meta></office:document-meta>",
        spaces(),
        own.collect::<String>()
    )
}

/// The part `META-INF/manifest.xml` of a file with so many `pictures`.
pub(super) fn manifest(pictures: usize, carries: bool) -> String {
    let entry = |path: &str, kind: &str| {
        format!(
            "<manifest:file-entry manifest:full-path=\"{path}\" manifest:media-type=\"{kind}\"/>"
        )
    };
    let mut entries = format!(
        "<manifest:file-entry manifest:full-path=\"/\" manifest:version=\"1.3\" \
         manifest:media-type=\"{MIME}\"/>"
    );
    for part in ["content.xml", "styles.xml", "meta.xml"] {
        entries.push_str(&entry(part, "text/xml"));
    }
    for number in 1..=pictures {
        entries.push_str(&entry(&format!("Pictures/diagramm{number}.png"), "image/png"));
    }
    if carries {
        entries.push_str(&entry("daten.xml", "text/xml"));
    }
    format!(
        "{PROLOGUE}<manifest:manifest \
         xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\" \
         manifest:version=\"1.3\">{entries}</manifest:manifest>"
    )
}
