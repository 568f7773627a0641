//! Lays a document out on pages and writes them as an archivable, accessible PDF.
//!
//! The PDF conforms to PDF/UA-1 (a screen reader can follow it) and to PDF/A-3a
//! (it can be kept, and can carry files). Its only date is the paper's.

use typst::foundations::{Datetime, Smart};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use crate::diagnostic::Diagnostic;
use crate::document::{Document, Meta};
use crate::limits::{self, Kind, Work};

use super::carried::Attachment;
use super::world::Desk;
use super::{Content, Look, Written, characters, readback, report, typeset};

/// How many later papers a part of a page is remembered for; more only fills memory.
const MEMORY: usize = 2;

/// The document as PDF/UA-1 and PDF/A-3a.
pub fn pdf(document: &Document, look: &Look) -> Result<Vec<u8>, Vec<Diagnostic>> {
    pdf_carrying(document, look, &[])
}

/// `content` as a PDF that carries the paper that it was made from, where there is one.
pub fn pdf_of(content: &Content<'_>) -> Written {
    pdf_carrying(content.document, content.look, &content.carried()?)
}

/// The document as PDF/UA-1 and PDF/A-3a that carries `attachments`.
pub fn pdf_carrying(
    document: &Document,
    look: &Look,
    attachments: &[Attachment],
) -> Result<Vec<u8>, Vec<Diagnostic>> {
    let desk = desk(document, look, attachments)?;
    let result = limits::within(&work(document), || {
        let pages = compile(&desk, look)?;
        let options = options(&document.meta).map_err(|problem| vec![problem])?;
        let pdf = typst_pdf::pdf(&pages, &options)
            .map_err(|problems| report::all(&desk, look, &problems))?;
        readback::pdf_proves_itself(document, look, &pdf).map(|()| pdf)
    });
    typst::comemo::evict(MEMORY);
    result
}

/// The document laid out on pages, before it is written as PDF.
pub fn pages(document: &Document, look: &Look) -> Result<PagedDocument, Vec<Diagnostic>> {
    let desk = desk(document, look, &[])?;
    limits::within(&work(document), || compile(&desk, look))
}

/// The page layout is a program of the city, which may never end.
fn work(document: &Document) -> Work {
    Work::on(Kind::Pages, document.markdown.len())
}

fn desk(
    document: &Document,
    look: &Look,
    attachments: &[Attachment],
) -> Result<Desk, Vec<Diagnostic>> {
    if let Some(problem) = report::lacking(&typeset::lacking(document, look)) {
        return Err(vec![problem]);
    }
    if typeset::lacking_diagram(document, look) {
        return Err(vec![report::lacking_diagram()]);
    }
    let faces = look.faces();
    let missing = characters::report(document, &faces);
    if !missing.is_empty() {
        return Err(missing);
    }
    // Attached here and not by `typeset`, whose source needs nothing beside it.
    let calls: String = attachments.iter().map(Attachment::call).collect();
    let files = attachments.iter().map(|file| (file.name.clone(), file.bytes())).collect();
    Ok(Desk::new(typeset(document, look) + &calls, faces, files))
}

/// A warning of the compiler stops the paper as well: what it doubts would look wrong.
fn compile(desk: &Desk, look: &Look) -> Result<PagedDocument, Vec<Diagnostic>> {
    let compiled = typst::compile::<PagedDocument>(desk);
    let pages = compiled.output.map_err(|problems| report::all(desk, look, &problems))?;
    let warnings = report::all(desk, look, &compiled.warnings);
    if warnings.is_empty() { Ok(pages) } else { Err(warnings) }
}

fn options(meta: &Meta) -> Result<PdfOptions, Diagnostic> {
    let standards = PdfStandards::new(&[PdfStandard::Ua_1, PdfStandard::A_3a])
        .map_err(|problem| report::internal(problem.message()))?;
    Ok(PdfOptions {
        ident: Smart::Custom(format!("{}\n{}\n{}", meta.stadt, meta.art, meta.nummer)),
        creator: Smart::Custom(Some(concat!("vorlage ", env!("CARGO_PKG_VERSION")).to_owned())),
        timestamp: timestamp(meta),
        standards,
        ..PdfOptions::default()
    })
}

fn timestamp(meta: &Meta) -> Option<Timestamp> {
    let date = meta.datum;
    let month = u8::try_from(date.month()).ok()?;
    let day = u8::try_from(date.day()).ok()?;
    Datetime::from_ymd_hms(date.year().into(), month, day, 0, 0, 0).map(Timestamp::new_utc)
}
