//! What a paper was made from, as one part of an office file: programs keep such a part where
//! they would throw an unknown file away.

use std::fmt::Write as _;

use super::xml::escaped;
use crate::output::Attachment;

/// The files as XML; one with signs that XML does not know stands in hexadecimal digits.
pub(super) fn written(files: &[Attachment]) -> String {
    let mut out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<daten xmlns=\"urn:vorlage:daten\">"
        .to_owned();
    for Attachment { name, content, .. } in files {
        let name = escaped(name);
        match std::str::from_utf8(content).ok().filter(|text| text.chars().all(is_known)) {
            Some(text) => {
                let text = escaped(text);
                out.push_str(&format!("\n<datei name=\"{name}\">{text}</datei>"));
            }
            None => {
                out.push_str(&format!("\n<datei name=\"{name}\" form=\"hex\">"));
                for byte in content {
                    // Writing to a String cannot fail.
                    let _ = write!(out, "{byte:02x}");
                }
                out.push_str("</datei>");
            }
        }
    }
    out + "\n</daten>\n"
}

/// Whether XML can say `character`, so that a reader reads it as it is.
fn is_known(character: char) -> bool {
    match character {
        '\t' | '\n' | '\r' => true,
        '\u{fffe}' | '\u{ffff}' => false,
        _ => !character.is_ascii_control(),
    }
}
