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
mod page_text;
mod pen;
mod plain;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::thread;

use hayro_interpret::{Context, InterpreterCache, InterpreterSettings, interpret_page};
use hayro_syntax::page::Page;
use hayro_syntax::{LoadPdfError, Pdf};
use kurbo::{Affine, Rect};

use self::pen::Pen;
use crate::limits::{self, Kind, PDF_GLYPHS, PDF_PAGES, Work};

pub use self::page_text::{PageText, Run, Unreadable};
pub use self::plain::plain_text;

/// Enough stack for the deepest nesting that is read, wherever the caller runs.
const STACK: usize = 64_000_000;

/// The text of every page of the PDF `bytes`.
pub fn pdf_text(bytes: &[u8]) -> Result<Vec<PageText>, Unreadable> {
    cautiously(bytes, |bytes| read(bytes, &fonts::substituted()))
}

/// What `read` makes of `bytes` that nobody vouches for.
pub(super) fn cautiously<T: Send>(
    bytes: &[u8],
    read: impl FnOnce(&[u8]) -> Result<T, Unreadable> + Send,
) -> Result<T, Unreadable> {
    if bytes.len() as u64 > limits::PDF {
        return Err(Unreadable::TooLarge);
    }
    // The libraries are made not to panic; should a crafted file manage it all the
    // same, it is a file that cannot be read, and no end of the program.
    let measured = || expense::of_streams(bytes).and_then(|()| read(bytes));
    let guarded = || catch_unwind(AssertUnwindSafe(measured)).ok();
    let work = Work::on(Kind::Pdf, bytes.len());
    let read = limits::within(&work, || {
        thread::scope(|scope| {
            let reader = thread::Builder::new().stack_size(STACK);
            reader.spawn_scoped(scope, guarded).ok()?.join().ok().flatten()
        })
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
    if pdf.pages().len() > PDF_PAGES {
        return Err(Unreadable::TooLarge);
    }
    let cache = InterpreterCache::new();
    let mut left = PDF_GLYPHS;
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
