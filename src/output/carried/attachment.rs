//! A file that a PDF carries: its name, its content, and what it says it is.

use std::path::Path;

use typst::foundations::Bytes;

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
}

impl Attachment {
    pub(super) fn new(name: impl Into<String>, content: impl Into<Vec<u8>>) -> Self {
        Self { name: name.into(), content: content.into() }
    }

    /// The content as the compiler takes it.
    pub(in crate::output) fn bytes(&self) -> Bytes {
        Bytes::new(self.content.clone())
    }

    /// The call that attaches it.
    pub(in crate::output) fn call(&self) -> String {
        let Self { name, .. } = self;
        let before = format!("{PREDECESSOR}/");
        let own = name.trim_start_matches(before.as_str());
        let (relationship, mime, description) = match Path::new(own).extension() {
            _ if name == MANIFEST => ("supplement", "application/json", "Verzeichnis der Anlagen"),
            _ if own == NUMBERS => ("data", "application/json", "Alle Zahlen mit Herleitung"),
            _ if own.starts_with(TEMPLATES) => ("source", "text/plain", "Vorlagendatei der Stadt"),
            Some(extension) if extension.eq_ignore_ascii_case("md") => {
                ("source", "text/markdown", "Text der Vorlage")
            }
            _ => ("source", "application/yaml", "Daten der Vorlage"),
        };
        format!(
            "#pdf.attach(\"/{name}\", relationship: \"{relationship}\", mime-type: \"{mime}\", \
             description: \"{description}\")\n"
        )
    }
}
