//! Reads the text of a finished office file back.
//!
//! ```text
//! bytes → parts → tags and text → lines
//!       `archive`     `xml`       `docx` or `odt`, with the numbers of their lists
//! ```
//!
//! A reader of its own: it shares no code with what wrote the file and knows nothing of the
//! document. The file is not trusted: its parts, what they unfold to, their depth and their
//! number of tags are limited, and whatever is in it, the answer is text or an
//! [`OfficeUnreadable`], never a panic.

mod archive;
mod docx;
mod numbers;
mod odt;
mod odt_lists;
mod text;
mod unreadable;
mod xml;

use crate::limits::{self, Kind, Work};

pub use self::text::OfficeText;
pub use self::unreadable::OfficeUnreadable;

/// The text of the office file `bytes`.
pub fn office_text(bytes: &[u8]) -> Result<OfficeText, OfficeUnreadable> {
    limits::within(&Work::on(Kind::Office, bytes.len()), || own(bytes))
}

/// The text of a file that was just made here.
pub(super) fn own(bytes: &[u8]) -> Result<OfficeText, OfficeUnreadable> {
    let parts = archive::parts(bytes)?;
    match parts.contains_key(docx::DOCUMENT) {
        true => docx::text(&parts),
        false => odt::text(&parts),
    }
}
