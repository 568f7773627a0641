//! A file that a PDF carries: its name, its content, and what it says it is.

use std::path::Path;

use typst::foundations::Bytes;

use crate::data::Wording;
use crate::output::typeset::literal;

/// The folder of the paper's own files.
pub const DATA: &str = "daten";

/// The folder of the city's files.
pub const TEMPLATES: &str = "templates";

/// The folder of what the paper was made from that this one refers to.
pub const PREDECESSOR: &str = "vorgaenger";

/// The name of the figures.
pub const NUMBERS: &str = "zahlen.json";

/// The name of the manifest.
pub const MANIFEST: &str = "manifest.json";

/// A file that a PDF carries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    /// Its name: a path in which every character is plain ASCII.
    pub name: String,
    /// Its content.
    pub content: Vec<u8>,
    /// What a PDF says it is.
    pub description: String,
}

impl Attachment {
    /// The file called `name`, which `wording` describes.
    pub(super) fn new(
        name: impl Into<String>,
        content: impl Into<Vec<u8>>,
        wording: &Wording,
    ) -> Self {
        let (name, content) = (name.into(), content.into());
        let (.., key) = kind(&name);
        let description = wording.say(&format!("anlagen.{key}")).to_owned();
        Self { name, content, description }
    }

    /// The content as the compiler takes it.
    pub(in crate::output) fn bytes(&self) -> Bytes {
        Bytes::new(self.content.clone())
    }

    /// The call that attaches it.
    pub(in crate::output) fn call(&self) -> String {
        let Self { name, description, .. } = self;
        let (relationship, mime, _) = kind(name);
        let description = literal(description);
        format!(
            "#pdf.attach(\"/{name}\", relationship: \"{relationship}\", mime-type: \"{mime}\", \
             description: {description})\n"
        )
    }
}

/// The relationship to the paper, the type, and the key of the word for the file called `name`.
fn kind(name: &str) -> (&'static str, &'static str, &'static str) {
    let before = format!("{PREDECESSOR}/");
    let own = name.trim_start_matches(before.as_str());
    match Path::new(own).extension() {
        _ if name == MANIFEST => ("supplement", "application/json", "verzeichnis"),
        _ if own == NUMBERS => ("data", "application/json", "zahlen"),
        _ if own.starts_with(TEMPLATES) => ("source", "text/plain", "vorlagendatei"),
        Some(extension) if extension.eq_ignore_ascii_case("md") => {
            ("source", "text/markdown", "text")
        }
        _ => ("source", "application/yaml", "daten"),
    }
}
