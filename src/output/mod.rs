//! Turns a finished [`Document`] into the formats that leave the house.
//!
//! ```text
//! tree → Typst source → pages → PDF/UA-1 and PDF/A-3a
//!      `typeset`       `pages`  `pdf`
//!      → Markdown, with tables that have room on a page
//! ```
//!
//! Every format is made from the one tree of the text, so no two can disagree. Only
//! what is handed in is read: no file, no package, no clock, no network. Same
//! input, same bytes.
//!
//! [`Document`]: crate::document::Document

mod bridge;
mod carried;
mod characters;
mod columns;
mod comparison;
mod content;
mod format;
mod head;
mod html;
mod html_text;
mod json;
mod look;
mod office;
mod office_text;
mod pdf;
mod pdf_text;
mod places;
mod readback;
mod report;
mod spreadsheet;
mod typeset;
mod wide;
mod world;

pub use self::carried::{
    Attachment, Carried, DATA, Discrepancy, Inputs, MANIFEST, Manifest, NUMBERS, NotCarried,
    PREDECESSOR, TEMPLATES, unpack,
};
pub use self::characters::{Missing, missing};
pub use self::comparison::comparison_json;
pub use self::content::{Content, Origin, Written};
pub use self::format::{FORMATS, Format, Writer, files};
pub use self::head::{Head, head};
pub use self::json::{figures_json, moved_json, values};
pub use self::look::Look;
pub use self::office_text::{OfficeText, OfficeUnreadable, office_text};
pub use self::pdf::{pages, pdf, pdf_carrying, pdf_of};
pub use self::pdf_text::{PageText, Run, Unreadable, pdf_text, plain_text};
pub use self::places::pages_of_figures;
pub use self::readback::{office_proves_itself, pdf_proves_itself, text_proves_itself};
pub use self::spreadsheet::spreadsheet;
pub use self::typeset::typeset;
pub use self::wide::{lines_of_figures, markdown};
