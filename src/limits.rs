//! The limits of everything that is read from outside, in one place.
//!
//! A paper, a table, a PDF or a template may come from anybody: damaged, foreign, or
//! made to harm. What is read is limited in bytes, in depth, in elements and in pages;
//! packed content is measured while it unfolds. What a library does with it cannot be
//! counted from outside; such work is announced by [`within`], and the program, which
//! runs it in a process of its own, ends it when its time or memory is used up. The
//! handbook states these numbers (`docs/handbuch/grenzen.md`).
//!
//! A number here is far above what a paper of a council has, and far below what an
//! office computer has.

use std::sync::OnceLock;

/// The largest text (YAML, prose, template), in bytes: a thousand posts fill one tenth.
pub const TEXT: u64 = 5_000_000;

/// The largest PDF, in bytes: a paper with its annexes as scans.
pub const PDF: u64 = 64_000_000;

/// The largest table of another office, in bytes: all posts of a large city fill one tenth.
pub const TABLE: u64 = 20_000_000;

/// The largest font, in bytes: those with all Chinese characters have 20 MB.
pub const FONT: u64 = 30_000_000;

/// How deep YAML may nest: papers nest six levels.
pub const YAML_DEPTH: usize = 32;

/// How many keys, values and lists one YAML file may have: a thousand posts have 20,000.
pub const YAML_NODES: usize = 200_000;

/// How many entries one list may have: as many as a paper may have posts.
pub const YAML_ENTRIES: usize = 10_000;

/// How many keys one mapping may have: the rates of a city, or the years of a programme.
pub const YAML_KEYS: usize = 2_000;

/// How long one value of YAML may be, in bytes: a page of prose has 4,000.
pub const YAML_VALUE: usize = 100_000;

/// How deep emphasis, lists and quotations of a text may stand in each other.
pub const TEXT_DEPTH: usize = 32;

/// How many papers may precede each other: each replaces or changes the one before.
pub const PREDECESSORS: usize = 16;

/// What the files of a workbook may unfold to together, in bytes: a million cells.
pub const WORKBOOK: u64 = 100_000_000;

/// How many cells a sheet may have.
pub const CELLS: usize = 1_000_000;

/// How many pages a PDF may have.
pub const PDF_PAGES: usize = 3_000;

/// How many glyphs a PDF may draw: three thousand closely printed pages.
pub const PDF_GLYPHS: usize = 10_000_000;

/// What the compressed streams of a PDF may unfold to together, in bytes.
pub const PDF_STREAMS: usize = 400_000_000;

/// What the pages of a PDF may draw, in bytes of content.
pub const PDF_CONTENT: usize = 100_000_000;

/// How often a PDF may have been saved upon itself: each time it says anew where it ends.
pub const PDF_REVISIONS: usize = 1_000;

/// How deep lists and dictionaries of a PDF may stand in each other. Brackets are counted as
/// they stand, also in compressed pictures, where they come out about even.
pub const PDF_DEPTH: usize = 2_000;

/// How many files a PDF may carry: a paper has some fifty, each paper before it as many.
pub const ATTACHMENTS: usize = 500;

/// What the files that a PDF carries may have together, in bytes.
pub const ATTACHED: usize = 30_000_000;

/// The largest office file, in bytes: a paper with its annexes as pictures.
pub const OFFICE: u64 = 64_000_000;

/// How many parts an office file may have.
pub const OFFICE_PARTS: usize = 5_000;

/// What the text of those parts may unfold to together, in bytes: a paper has two million, and
/// carries its data beside.
pub const OFFICE_UNPACKED: u64 = 60_000_000;

/// How deep tags of an office file may stand in each other: tables in tables nest thirty.
pub const XML_DEPTH: usize = 500;

/// How many tags and pieces of text one part may have.
pub const XML_NODES: usize = 5_000_000;

/// How many files of a revision are read.
pub const REVISION_FILES: usize = 2_000;

/// What they may have together, in bytes.
pub const REVISION: u64 = 60_000_000;

/// The memory that any guarded work may have beyond what the program has, in bytes: a paper
/// needs 60 MB.
pub const MEMORY: u64 = 440_000_000;

/// The memory that the whole program may have, in bytes.
pub const WHOLE_MEMORY: u64 = 3_000_000_000;

/// The time that any guarded work may have, in thousandths of a second of the processor: a
/// paper needs a tenth of it, and four times as much on a slow computer.
pub const TIME: u64 = 1_000;

// What may be added for something large is at least four times of what dense files needed on
// a computer of 2024, so that an old one reads them, too.

/// The time that the data of a paper may take beyond that: how much there is of them is not
/// known before they are read, and every file of them has its own limits.
const DATA_TIME: u64 = 3_000;

/// The time that a megabyte of a PDF may take beyond that, in thousandths of a second.
const PDF_TIME: u64 = 1_000;

/// The time that a megabyte of a table or an office file, which are packed, may take beyond that.
const TABLE_TIME: u64 = 6_000;

/// The time that a megabyte of text of a foreign paper may take beyond that.
const AUDIT_TIME: u64 = 40_000;

/// The time that a megabyte of text may take on its way to pages beyond that. Templates are not
/// counted, so that none can allow itself more.
const PAGE_TIME: u64 = 40_000;

/// The memory that each byte of a file, and of text on its way to pages, may take beyond
/// [`MEMORY`], in bytes.
const FILE_MEMORY: u64 = 4;
const PAGE_MEMORY: u64 = 1_500;

/// What is so small that nothing is added, in bytes: a file that was made to harm is small.
const SMALL: u64 = 50_000;

/// The most time that is added, in thousandths of a second.
const MOST_TIME: u64 = 60_000;

/// What is being worked on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The data of a paper are read.
    Data,
    /// A PDF is read.
    Pdf,
    /// A workbook is read.
    Table,
    /// An office file is read.
    Office,
    /// Templates are filled in.
    Wording,
    /// Pages are set.
    Pages,
    /// The paper of somebody else is looked through.
    Audit,
}

/// Work on something that nobody vouches for, and what it may cost.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Work {
    /// What is being worked on.
    pub kind: Kind,
    /// The time that it may take, in thousandths of a second of the processor.
    pub time: u64,
    /// The memory that it may take beyond what the program has, in bytes.
    pub memory: u64,
}

impl Work {
    /// Work of this `kind` on `bytes`.
    pub fn on(kind: Kind, bytes: usize) -> Self {
        let bytes = (bytes as u64).saturating_sub(SMALL);
        let (time, memory) = match kind {
            Kind::Data => (DATA_TIME, 0),
            Kind::Pdf => (bytes * PDF_TIME / 1_000_000, FILE_MEMORY),
            Kind::Audit => (bytes * AUDIT_TIME / 1_000_000, FILE_MEMORY),
            Kind::Table | Kind::Office => (bytes * TABLE_TIME / 1_000_000, FILE_MEMORY),
            Kind::Wording | Kind::Pages => (bytes * PAGE_TIME / 1_000_000, PAGE_MEMORY),
        };
        let memory = (MEMORY + bytes * memory).min(WHOLE_MEMORY);
        Self { kind, time: TIME + time.min(MOST_TIME), memory }
    }
}

/// What the guard of a program hears.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Heard<'a> {
    /// From now on the file or folder of this path is read.
    About(&'a str),
    /// Guarded work begins.
    Begins(&'a Work),
    /// It ended.
    Ends,
}

/// Hears of guarded work.
pub type Guard = fn(Heard<'_>);

static GUARD: OnceLock<Guard> = OnceLock::new();

/// Lets `guard` hear of all guarded work from now on. The first one stays.
pub fn guarded_by(guard: Guard) {
    // A program has one guard; a second one would be told of work that began before it.
    let _ = GUARD.set(guard);
}

/// Does `work`, and lets the guard of the program know, where it has one.
pub fn within<T>(work: &Work, act: impl FnOnce() -> T) -> T {
    let Some(guard) = GUARD.get() else { return act() };
    guard(Heard::Begins(work));
    let done = act();
    guard(Heard::Ends);
    done
}

/// Lets the guard of the program know that `path`, as the user knows it, is read from now on.
pub fn about(path: &str) {
    if let Some(guard) = GUARD.get() {
        guard(Heard::About(path));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_larger_may_cost_more_and_never_all() {
        let small = Work::on(Kind::Pdf, 0);
        assert_eq!((small.time, small.memory), (TIME, MEMORY));
        assert_eq!(Work::on(Kind::Pages, 50_000).time, TIME);
        // 20 MB: 1 s and 19.95 × 1 s; 64 MB: 1 s and the most.
        assert_eq!(Work::on(Kind::Pdf, 20_000_000).time, 20_950);
        assert_eq!(Work::on(Kind::Pdf, 64_000_000).time, 61_000);
        assert_eq!(Work::on(Kind::Pages, 100_000_000).memory, WHOLE_MEMORY);
    }

    #[test]
    fn work_that_nobody_guards_is_done_all_the_same() {
        assert_eq!(within(&Work::on(Kind::Table, 1), || 7), 7);
    }
}
