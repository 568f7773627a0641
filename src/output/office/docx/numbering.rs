//! The numbering of a DOCX: marks of lists, and numbers as they are typed.
//!
//! Lists without numbers share one numbering; each run of numbers has one of its own that
//! says where it begins, so that no list counts on from another.

use super::names::{MAIN, PROLOGUE};

/// How many levels Word knows.
pub(super) const LEVELS: usize = 9;

/// How far each level is indented, in twentieths of a point.
pub(super) const INDENT: usize = 380;

/// The numbering of lists without numbers.
pub(super) const BULLETS: usize = 1;

/// The numberings of a document.
#[derive(Debug, Default)]
pub(super) struct Numbering(Vec<Start>);

/// A run of numbers: at which level, and from where on.
#[derive(Debug)]
struct Start {
    level: usize,
    number: u64,
}

impl Numbering {
    /// A new run of numbers from `number` on; returns its id.
    pub(super) fn start(&mut self, level: usize, number: u64) -> usize {
        // Word counts no further than this.
        self.0.push(Start { level, number: number.min(32_767) });
        self.0.len() + BULLETS
    }

    /// The part `numbering.xml`.
    pub(super) fn part(&self) -> String {
        let mut out = format!(
            "{PROLOGUE}<w:numbering xmlns:w=\"{}\">{}{}<w:num w:numId=\"{BULLETS}\">\
             <w:abstractNumId w:val=\"0\"/></w:num>",
            MAIN,
            levels(0, "bullet", |_| "–".to_owned()),
            levels(1, "decimal", |level| format!("%{}.", level + 1)),
        );
        for (index, Start { level, number }) in self.0.iter().enumerate() {
            out.push_str(&format!(
                "<w:num w:numId=\"{}\"><w:abstractNumId w:val=\"1\"/>\
                 <w:lvlOverride w:ilvl=\"{level}\"><w:startOverride w:val=\"{number}\"/>\
                 </w:lvlOverride></w:num>",
                index + 1 + BULLETS
            ));
        }
        out + "</w:numbering>"
    }
}

fn levels(id: usize, format: &str, sign: impl Fn(usize) -> String) -> String {
    let level = |level: usize| {
        format!(
            "<w:lvl w:ilvl=\"{level}\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{format}\"/>\
             <w:lvlText w:val=\"{}\"/><w:lvlJc w:val=\"left\"/><w:pPr><w:ind w:left=\"{}\" \
             w:hanging=\"{INDENT}\"/></w:pPr></w:lvl>",
            sign(level),
            (level + 1) * INDENT
        )
    };
    let levels: String = (0..LEVELS).map(level).collect();
    format!(
        "<w:abstractNum w:abstractNumId=\"{id}\"><w:multiLevelType w:val=\"multilevel\"/>{levels}\
         </w:abstractNum>"
    )
}
