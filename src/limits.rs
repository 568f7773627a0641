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

/// How deep lists and dictionaries of a PDF may stand in each other. Brackets are counted as
/// they stand, also in compressed pictures, where they come out about even.
pub const PDF_DEPTH: usize = 2_000;

/// How many files a PDF may carry: a paper has some fifty, each paper before it as many.
pub const ATTACHMENTS: usize = 500;

/// What the files that a PDF carries may have together, in bytes.
pub const ATTACHED: usize = 30_000_000;

/// How many files of a revision are read.
pub const REVISION_FILES: usize = 2_000;

/// What they may have together, in bytes.
pub const REVISION: u64 = 60_000_000;

/// The memory that any guarded work may have, in bytes: a paper needs 60 MB.
pub const MEMORY: u64 = 480_000_000;

/// The memory that the whole program may have, in bytes.
pub const WHOLE_MEMORY: u64 = 2_000_000_000;

/// The time that any guarded work may have, in thousandths of a second of the processor: a
/// paper needs a tenth of it.
pub const TIME: u64 = 1_000;

/// The time that a megabyte of a PDF may take beyond that, in thousandths of a second.
const PDF_TIME: u64 = 250;

/// The time that a megabyte of a table may take beyond that, in thousandths of a second.
const TABLE_TIME: u64 = 1_500;

/// The time that a megabyte of a foreign paper may take, in thousandths of a second.
const AUDIT_TIME: u64 = 2_000;

/// The time and the memory that a kilobyte of text may take on its way to pages beyond
/// that, in thousandths of a second and in bytes. Templates are not counted, so that none
/// can allow itself more.
const PAGE: (u64, u64) = (15, 400_000);

/// The most time that is added for a long text, in thousandths of a second.
const MOST_PAGE_TIME: u64 = 60_000;

/// What is being worked on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The data of a paper are read.
    Data,
    /// A PDF is read.
    Pdf,
    /// A workbook is read.
    Table,
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
    /// The memory that the program may have meanwhile, in bytes.
    pub memory: u64,
}

impl Work {
    /// Work of this `kind` on `bytes`.
    pub fn on(kind: Kind, bytes: usize) -> Self {
        let bytes = bytes as u64;
        let (time, memory) = match kind {
            Kind::Data => (0, 0),
            Kind::Pdf => (bytes * PDF_TIME / 1_000_000, 4 * bytes),
            Kind::Audit => (bytes * AUDIT_TIME / 1_000_000, 4 * bytes),
            Kind::Table => (bytes * TABLE_TIME / 1_000_000, 4 * bytes),
            Kind::Wording | Kind::Pages => {
                ((bytes * PAGE.0 / 1_000).min(MOST_PAGE_TIME), bytes * PAGE.1 / 1_000)
            }
        };
        Self { kind, time: TIME + time, memory: (MEMORY + memory).min(WHOLE_MEMORY) }
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
        // 64 MB: 1 s and 64 × 0.25 s.
        assert_eq!(Work::on(Kind::Pdf, 64_000_000).time, 17_000);
        assert_eq!(Work::on(Kind::Pages, 100_000_000).memory, WHOLE_MEMORY);
    }

    #[test]
    fn work_that_nobody_guards_is_done_all_the_same() {
        assert_eq!(within(&Work::on(Kind::Table, 1), || 7), 7);
    }
}
