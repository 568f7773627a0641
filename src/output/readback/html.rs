//! Holds the text of a finished page of the web to that of the tree.

use super::{JOINTS, amounts::amounts, difference, failed, seen, words};
use crate::data::Wording;
use crate::diagnostic::Diagnostic;
use crate::document::Document;
use crate::output::html_text;

/// Holds every word and amount of the finished page `bytes` to `document`, where `wording` says
/// what stands in place of a diagram.
pub(in crate::output) fn html_proves_itself(
    document: &Document,
    wording: &Wording,
    bytes: &[u8],
) -> Result<(), Vec<Diagnostic>> {
    let page = html_text::read(bytes)
        .ok_or_else(|| vec![failed("die fertige Netzseite lässt sich nicht wieder lesen")])?;
    let text = seen(&seen(&page, &JOINTS), &['\u{ad}']);
    let around = wording.around("textdatei.diagramm", "inhalt");
    let in_order = seen(&seen(&words::whole(document, around), &JOINTS), &['\u{ad}']);
    let (printed, meant) = (amounts(&text), amounts(&in_order));
    let own = wording.say("textdatei.diagramm_weiter");
    let words = || words::difference(&in_order, &text, own, &|_, _| false);
    match difference(&meant, &printed).or_else(words) {
        None => Ok(()),
        Some(differs) => Err(vec![failed(&format!("in der Netzseite steht {differs}"))]),
    }
}
