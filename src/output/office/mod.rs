//! Turns the tree of a document into files of office programs, with a small writer of its own.
//!
//! ```text
//! tree → walk → docx   the text in the styles that Word names
//!             → odt    the text in the styles that Writer names
//! look → page          colours and measures of the city's page layout
//! tree → picture       diagrams, drawn by that layout
//! ```
//!
//! Text enters only through `xml`; no part of a file has a time of its own. Every finished
//! file is read back and held to the tree before it leaves the room.

mod about;
mod charter;
mod docx;
mod odt;
mod package;
mod page;
mod picture;
mod runs;
mod style;
mod table;
mod walk;
mod xml;

pub(super) use self::page::Page;
pub(super) use self::picture::{Drawing, drawings};
use super::{Content, Written, readback};

/// `content` as DOCX.
pub(super) fn docx(content: &Content<'_>) -> Written {
    let file = docx::docx(content)?;
    readback::office_proves_itself(content.document, content.wording, &file)?;
    Ok(file)
}

/// `content` as ODT.
pub(super) fn odt(content: &Content<'_>) -> Written {
    let file = odt::odt(content)?;
    readback::office_proves_itself(content.document, content.wording, &file)?;
    Ok(file)
}
