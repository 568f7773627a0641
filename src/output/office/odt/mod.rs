//! Writes a document as OpenDocument Text (ODF 1.3).
//!
//! ```text
//! mimetype              what the file is, first and as it stands
//! content.xml           the text, in styles
//! styles.xml            the styles, with the colours and measures of the city's page layout,
//!                       and head and foot of the pages
//! meta.xml              title, author, date, number of the paper, fingerprint of its data
//! daten.xml             what the paper was made from
//! META-INF/manifest.xml what the file consists of
//! ```

mod automatic;
mod body;
mod letters;
mod lists;
mod names;
mod parts;
mod styles;
mod table;

use self::body::Body;
use super::about::About;
use super::charter;
use super::package::Package;
use super::page::Page;
use super::picture::drawings;
use super::walk::walk;
use crate::output::{Content, Written, carried};

/// `content` as ODT.
pub(super) fn odt(content: &Content<'_>) -> Written {
    let Content { document, look, wording, .. } = content;
    let page = Page::of(look);
    let drawings = drawings(document, look, &page)?;
    let attachments = content.carried()?;
    let fingerprint = carried::fingerprint(&attachments);
    let about = About::of(document, wording, fingerprint.as_deref());
    let mut body = Body::new(&page, wording);
    walk(document, &drawings, &mut body);
    let Body { out, automatic, pictures, .. } = body;

    let mut package = Package::default();
    package.store("mimetype", names::MIME);
    package.add("content.xml", parts::content(&out, &automatic, &page));
    package.add("styles.xml", parts::styles(&page, wording, &about));
    package.add("meta.xml", parts::meta(&about));
    let manifest = parts::manifest(pictures.len(), !attachments.is_empty());
    for (index, picture) in pictures.into_iter().enumerate() {
        package.store(format!("Pictures/diagramm{}.png", index + 1), picture);
    }
    if !attachments.is_empty() {
        package.add("daten.xml", charter::written(&attachments));
    }
    package.add("META-INF/manifest.xml", manifest);
    package.finish()
}
