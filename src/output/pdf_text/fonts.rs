//! Stands in for fonts that a PDF names and does not embed, as old ones do with Helvetica
//! and Times.
//!
//! Only what is written counts here: the file says which characters it shows and how wide
//! they are, and the font that stands in is never seen.

use std::sync::Arc;

use hayro_interpret::InterpreterSettings;
use hayro_interpret::font::FontData;

/// A font with all letters of German papers.
static ANY: &[u8] = include_bytes!("../../../templates/schriften/SourceSans3-Regular.otf");

/// Settings in which every font that is not embedded has a substitute.
pub(super) fn substituted() -> InterpreterSettings {
    let data: FontData = Arc::new(ANY);
    InterpreterSettings {
        font_resolver: Arc::new(move |_| Some((Arc::clone(&data), 0))),
        ..InterpreterSettings::default()
    }
}
