//! Finds what prose must not hold: marks that nest too deep, and blocks of scenarios that were
//! not read as such while loading.
//!
//! Those that were are gone before prose is prepared. What is left stands in a quotation
//! or between other marks, and would be printed as source text in every scenario.

use crate::diagnostic::{Diagnostic, Place};
use crate::limits::TEXT_DEPTH;

/// The finding about the block of `prose` at `place`, whose first line says `words`.
pub(super) fn block(prose: &str, words: &str, mut place: Place) -> Option<Diagnostic> {
    let is_last = prose.get(place.range.end..).is_none_or(|rest| rest.trim().is_empty());
    // One that is left open is told as such.
    let is_open = is_last && !prose.trim_end().ends_with(['`', '~']);
    if words.split_whitespace().next() != Some("szenario") || is_open {
        return None;
    }
    let first = prose.get(place.range.clone()).and_then(|block| block.lines().next());
    place.range.end = place.range.start + first.unwrap_or_default().len();
    let message = "Dieser Block würde als Quelltext gedruckt und in keinem Szenario weggelassen";
    Some(Diagnostic::error("szenario-im-zitat", &place, message).with_hint(
        "Setzen Sie ihn als eigenen Absatz, nicht in ein Zitat, mit drei Gravis-Zeichen davor \
         und dahinter.",
    ))
}

/// Emphasis, lists or quotations that stand in each other too deep.
pub(super) fn too_deep(place: &Place) -> Diagnostic {
    let message = "Hervorhebungen, Listen oder Zitate stehen hier zu tief ineinander";
    Diagnostic::error("text-verschachtelung", place, message).with_hint(format!(
        "Möglich sind {TEXT_DEPTH} Ebenen; meist fehlt das Ende einer Hervorhebung."
    ))
}
