//! Holds the text of a finished office file to that of the tree.

use super::{JOINTS, amounts::amounts, difference, failed, foreign, seen, words};
use crate::data::Wording;
use crate::diagnostic::Diagnostic;
use crate::document::Document;
use crate::output::office_text;

/// Holds every word and amount of the finished file `bytes` to `document`, where `wording` says
/// what stands in place of a diagram.
pub fn office_proves_itself(
    document: &Document,
    wording: &Wording,
    bytes: &[u8],
) -> Result<(), Vec<Diagnostic>> {
    let file = office_text::own(bytes)
        .map_err(|_| vec![failed("die fertige Textdatei lässt sich nicht wieder lesen")])?;
    let text = seen(&seen(&file.lines.join("\n"), &JOINTS), &['\u{ad}']);
    let around = wording.around("textdatei.diagramm", "inhalt");
    let in_order = seen(&seen(&words::said(document, around), &JOINTS), &['\u{ad}']);
    let (printed, meant) = (amounts(&text), amounts(&in_order));
    if let Some(foreign) = foreign(&file.margins.join(" | "), &meant, &document.meta) {
        return Err(vec![failed(&format!("am Rand der Textdatei steht „{foreign}“"))]);
    }
    let own = wording.say("textdatei.diagramm_weiter");
    let words = || words::difference(&in_order, &text, own, &|_, _| false);
    match difference(&meant, &printed).or_else(words) {
        None => Ok(()),
        Some(differs) => Err(vec![failed(&format!("in der Textdatei steht {differs}"))]),
    }
}
