//! Reads the text of a finished PDF back: what stands on each page, and where.
//!
//! ```text
//! bytes → objects → instructions → glyphs → runs (text on one line) → lines
//!        hayro-syntax   hayro-interpret   `pen`
//! ```
//!
//! A reader of its own: it shares no code with what wrote the PDF and knows
//! nothing of the document. The file is not trusted: its size, its pages, its
//! glyphs and what its forms and filters unfold to are limited, and whatever is
//! in it, the answer is text or an [`Unreadable`], never a panic.

#![allow(clippy::float_arithmetic, reason = "positions on a page are no money")]

mod beside;
mod expense;
mod fonts;
mod lines;
mod nesting;
mod pen;
mod plain;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::thread;

use hayro_interpret::{Context, InterpreterCache, InterpreterSettings, interpret_page};
use hayro_syntax::page::Page;
use hayro_syntax::{LoadPdfError, Pdf};
use kurbo::{Affine, Rect};

use self::pen::Pen;

pub use self::plain::plain_text;

/// The largest PDF that is read, in bytes.
const LARGEST: usize = 64_000_000;

/// The most pages that are read.
const MOST_PAGES: usize = 3_000;

/// The most glyphs that are read.
const MOST_GLYPHS: usize = 10_000_000;

/// Enough stack for the deepest nesting that is read, wherever the caller runs.
const STACK: usize = 64_000_000;

/// Why a PDF cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unreadable {
    /// It is none, or it is damaged beyond repair.
    NoPdf,
    /// It needs a password.
    Encrypted,
    /// It is larger, or unfolds to more, than can be read.
    TooLarge,
}

/// The text of a page.
#[derive(Debug, Clone, PartialEq)]
pub struct PageText {
    /// The width of the page in points.
    pub width: f64,
    /// Its height in points.
    pub height: f64,
    /// The text in the order in which the file draws it, which is the order of reading
    /// where the file is tagged.
    pub runs: Vec<Run>,
}

/// Text that stands on one line without a wide gap in it.
#[derive(Debug, Clone, PartialEq)]
pub struct Run {
    /// The text; words that stand apart are separated by a blank, a no-break space may
    /// come out as a blank.
    pub text: String,
    /// Where it begins, in points from the left edge of the page.
    pub x: f64,
    /// Where its base line lies, in points from the top edge.
    pub y: f64,
    /// Where it ends, in points from the left edge.
    pub end: f64,
    /// The size of its letters in points.
    pub size: f64,
    /// Whether the file marks it as no part of the text: page heads, page numbers.
    pub artifact: bool,
}

/// The text of every page of the PDF `bytes`.
pub fn pdf_text(bytes: &[u8]) -> Result<Vec<PageText>, Unreadable> {
    cautiously(bytes, |bytes| read(bytes, &fonts::substituted()))
}

/// What `read` makes of `bytes` that nobody vouches for.
pub(super) fn cautiously<T: Send>(
    bytes: &[u8],
    read: impl FnOnce(&[u8]) -> Result<T, Unreadable> + Send,
) -> Result<T, Unreadable> {
    if bytes.len() > LARGEST {
        return Err(Unreadable::TooLarge);
    }
    // The libraries are made not to panic; should a crafted file manage it all the
    // same, it is a file that cannot be read, and no end of the program.
    let measured = || expense::of_streams(bytes).and_then(|()| read(bytes));
    let guarded = || catch_unwind(AssertUnwindSafe(measured)).ok();
    let read = thread::scope(|scope| {
        let reader = thread::Builder::new().stack_size(STACK).spawn_scoped(scope, guarded).ok()?;
        reader.join().ok().flatten()
    });
    read.unwrap_or(Err(Unreadable::NoPdf))
}

/// The text of a PDF that was just made here: no file to be wary of.
pub(super) fn own(bytes: &[u8]) -> Result<Vec<PageText>, Unreadable> {
    // What is made here embeds its fonts; a glyph that needs another one must be missed.
    read(bytes, &InterpreterSettings::default())
}

fn read(bytes: &[u8], settings: &InterpreterSettings) -> Result<Vec<PageText>, Unreadable> {
    let pdf = open(bytes)?;
    if pdf.pages().len() > MOST_PAGES {
        return Err(Unreadable::TooLarge);
    }
    let cache = InterpreterCache::new();
    let mut left = MOST_GLYPHS;
    let mut budget = expense::Budget::default();
    let mut pages = Vec::new();
    for page in pdf.pages().iter() {
        budget.spend(page)?;
        pages.push(page_text(&pdf, page, (&cache, settings), &mut left)?);
    }
    Ok(pages)
}

/// The objects of a PDF.
pub(super) fn open(bytes: &[u8]) -> Result<Pdf, Unreadable> {
    Pdf::new(bytes.to_vec()).map_err(|problem| match problem {
        LoadPdfError::Decryption(_) => Unreadable::Encrypted,
        LoadPdfError::Invalid => Unreadable::NoPdf,
    })
}

fn page_text<'a>(
    pdf: &'a Pdf,
    page: &Page<'a>,
    (cache, settings): (&InterpreterCache<'a>, &InterpreterSettings),
    left: &mut usize,
) -> Result<PageText, Unreadable> {
    let (width, height) = page.render_dimensions();
    let upright = Affine::new(page.initial_transform(true).as_coeffs());
    let bounds = Rect::new(0.0, 0.0, width.into(), height.into());
    let mut context = Context::new(upright, bounds, cache, pdf.xref(), settings.clone());
    let mut pen = Pen::new(*left);
    interpret_page(page, &mut context, &mut pen);
    let runs = pen.finish(left).ok_or(Unreadable::TooLarge)?;
    Ok(PageText { width: width.into(), height: height.into(), runs })
}

impl PageText {
    /// The text of the page in the order of the file: a blank between pieces of one
    /// line, a line end between lines. Heads and feet are left out.
    pub fn text(&self) -> String {
        let mut text = String::new();
        let mut previous: Option<&Run> = None;
        for run in self.runs.iter().filter(|run| !run.artifact) {
            if let Some(previous) = previous {
                let blank = text.ends_with(char::is_whitespace)
                    || run.text.starts_with(char::is_whitespace);
                if !same_line(previous, run) {
                    text.push('\n');
                } else if !blank && run.x - previous.end > run.size * pen::WORD_GAP {
                    text.push(' ');
                }
            }
            text.push_str(&run.text);
            previous = Some(run);
        }
        text
    }

    /// The lines of the page from top to bottom, each with its runs from left to right:
    /// the rows of a table, whose cells are the runs.
    pub fn lines(&self) -> Vec<Vec<&Run>> {
        let mut runs: Vec<&Run> = self.runs.iter().collect();
        runs.sort_by(|a, b| a.y.total_cmp(&b.y));
        let mut lines: Vec<Vec<&Run>> = Vec::new();
        for run in runs {
            match lines.last_mut() {
                Some(line) if line.first().is_some_and(|first| level(first, run)) => line.push(run),
                _ => lines.push(vec![run]),
            }
        }
        for line in &mut lines {
            line.sort_by(|a, b| a.x.total_cmp(&b.x));
        }
        lines
    }
}

/// Whether `next` goes on the line of `run`.
fn same_line(run: &Run, next: &Run) -> bool {
    level(run, next) && next.x >= run.end - run.size
}

/// Whether two runs stand on one base line.
fn level(a: &Run, b: &Run) -> bool {
    (a.y - b.y).abs() < 0.3 * a.size.min(b.size)
}
