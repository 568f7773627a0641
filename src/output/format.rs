//! The formats in which a paper leaves the house, each declared once.
//!
//! A format is its writer and one entry of [`FORMATS`]: the words of `--format`, its help, the
//! files of a paper and what is stale among them, the formats of a comparison and the chapter
//! of the handbook follow from that entry.

use crate::diagnostic::Diagnostic;

use super::{Content, Origin, Written, html, markdown, office, pdf_of, spreadsheet, typeset};

/// All formats, in the order in which their files are written.
pub static FORMATS: &[Format] = &[
    Format {
        word: "md",
        title: "der Text als Markdown",
        is_usual: true,
        writer: Writer::Text(|of| Ok(markdown(of.document).into_bytes())),
    },
    Format {
        word: "pdf",
        title: "das barrierefreie, archivierbare PDF",
        is_usual: true,
        writer: Writer::Text(pdf_of),
    },
    Format {
        word: "docx",
        title: "die Textdatei für Word, mit Formatvorlagen",
        is_usual: false,
        writer: Writer::Text(office::docx),
    },
    Format {
        word: "odt",
        title: "die Textdatei für Writer, im Standard der Verwaltung",
        is_usual: false,
        writer: Writer::Text(office::odt),
    },
    Format {
        word: "html",
        title: "die Netzseite, in der jede Zahl ihre Herleitung öffnet",
        is_usual: false,
        writer: Writer::Text(html::html),
    },
    Format {
        word: "typ",
        title: "der Quelltext des Satzprogramms Typst",
        is_usual: false,
        writer: Writer::Text(|of| Ok(typeset(of.document, of.look).into_bytes())),
    },
    Format {
        word: "xlsx",
        title: "die Tabelle für die Kämmerei, in der jede Zahl eine Formel ist",
        is_usual: false,
        writer: Writer::Paper(|_, of| spreadsheet(of.paper, of.figures, of.sources)),
    },
];

/// A format, with the one that writes it.
#[derive(Debug)]
pub struct Format {
    /// The word that asks for it, which is also the ending of its files.
    pub word: &'static str,
    /// What comes out, in German.
    pub title: &'static str,
    /// Whether it is written where no format is asked for.
    pub is_usual: bool,
    /// Who writes it.
    pub writer: Writer,
}

/// Who writes a format, by what it reads.
#[derive(Debug)]
pub enum Writer {
    /// Reads a text, and may read the paper that it belongs to: a comparison has the format too.
    Text(fn(&Content<'_>) -> Written),
    /// Reads the figures and data of a paper.
    Paper(fn(&Content<'_>, &Origin<'_>) -> Written),
}

impl PartialEq for Format {
    fn eq(&self, other: &Self) -> bool {
        self.word == other.word
    }
}

impl Eq for Format {}

impl Format {
    /// The format that `word` asks for.
    pub fn of(word: &str) -> Option<&'static Self> {
        FORMATS.iter().find(|format| format.word == word)
    }

    /// What a file with this `stem` is called.
    pub fn file_name(&self, stem: &str) -> String {
        format!("{stem}.{}", self.word)
    }

    /// Whether a text without a paper can be so written.
    pub fn is_of_text(&self) -> bool {
        matches!(self.writer, Writer::Text(_))
    }
}

/// The files of `content` in the formats of `asked`, each once, named after `stem`.
pub fn files(
    content: &Content<'_>,
    stem: &str,
    asked: &[&Format],
) -> Result<Vec<(String, Vec<u8>)>, Vec<Diagnostic>> {
    let mut files = Vec::new();
    for format in FORMATS.iter().filter(|format| asked.contains(format)) {
        let bytes = match (&format.writer, &content.origin) {
            (Writer::Text(write), _) => write(content)?,
            (Writer::Paper(write), Some(origin)) => write(content, origin)?,
            (Writer::Paper(_), None) => continue,
        };
        files.push((format.file_name(stem), bytes));
    }
    Ok(files)
}
