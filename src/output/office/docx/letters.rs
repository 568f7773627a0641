//! Writes the text of a paragraph in the words of WordprocessingML.

use crate::document::ChangeKind;
use crate::output::office::runs::{Run, RunKind};
use crate::output::office::style::Style;
use crate::output::office::xml::escaped;

/// Writes `runs` of a paragraph of this `style`; `links` are the targets so far.
pub(super) fn write(runs: &[Run<'_>], style: Style, links: &mut Vec<String>, out: &mut String) {
    for alike in runs.chunk_by(|a, b| a.link == b.link) {
        let Some(target) = alike.first().and_then(|run| run.link) else {
            alike.iter().for_each(|run| write_one(run, style, out));
            continue;
        };
        links.push(target.to_owned());
        out.push_str(&format!("<w:hyperlink r:id=\"rIdLink{}\">", links.len()));
        alike.iter().for_each(|run| write_one(run, style, out));
        out.push_str("</w:hyperlink>");
    }
}

fn write_one(run: &Run<'_>, style: Style, out: &mut String) {
    let named = match run {
        Run { kind: RunKind::Box, .. } => Some("Kaestchen"),
        Run { change: Some(ChangeKind::Struck), .. } => Some("Gestrichen"),
        Run { change: Some(ChangeKind::Inserted), .. } => Some("Eingefuegt"),
        Run { link: Some(_), .. } => Some("Hyperlink"),
        Run { strong: true, .. } if style == Style::Sender => Some("Behoerde"),
        _ => None,
    };
    let mut letters = named.map(|id| format!("<w:rStyle w:val=\"{id}\"/>")).unwrap_or_default();
    let mut add = |is: bool, tags: &str| letters.push_str(if is { tags } else { "" });
    add(run.strong, "<w:b/><w:bCs/>");
    add(run.emphasis, "<w:i/><w:iCs/>");
    add(run.struck, "<w:strike/>");
    out.push_str("<w:r>");
    if !letters.is_empty() {
        out.push_str(&format!("<w:rPr>{letters}</w:rPr>"));
    }
    match run.kind {
        RunKind::Break => out.push_str("<w:br/>"),
        _ => out.push_str(&format!("<w:t xml:space=\"preserve\">{}</w:t>", escaped(run.text))),
    }
    out.push_str("</w:r>");
}
