//! Writes a document as DOCX.
//!
//! ```text
//! word/document.xml     the text, in styles
//! word/styles.xml       the styles, with the colours and measures of the city's page layout
//! word/numbering.xml    marks and numbers of lists
//! word/header1.xml …    head and foot of the pages
//! docProps/…            title, author, date, number of the paper, fingerprint of its data
//! customXml/item1.xml   what the paper was made from
//! ```

mod beside;
mod body;
mod letters;
mod names;
mod numbering;
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

/// `content` as DOCX.
pub(super) fn docx(content: &Content<'_>) -> Written {
    let Content { document, look, wording, .. } = content;
    let page = Page::of(look);
    let drawings = drawings(document, look, &page)?;
    let attachments = content.carried()?;
    let fingerprint = carried::fingerprint(&attachments);
    let about = About::of(document, wording, fingerprint.as_deref());
    let mut body = Body::new(&page, wording);
    walk(document, &drawings, &mut body);
    let Body { out, beside, .. } = body;

    let mut package = Package::default();
    package.add("[Content_Types].xml", parts::content_types());
    package.add("_rels/.rels", parts::package_relations());
    package.add("docProps/core.xml", parts::core(&about));
    package.add("docProps/custom.xml", parts::custom(&about));
    package.add("word/document.xml", whole(&out, &page));
    package.add(
        "word/_rels/document.xml.rels",
        parts::document_relations(&beside, !attachments.is_empty()),
    );
    package.add("word/styles.xml", styles::part(&page, wording));
    package.add("word/numbering.xml", beside.numbering.part());
    package.add("word/settings.xml", parts::settings());
    package.add("word/header1.xml", parts::header(&about));
    package.add("word/footer1.xml", parts::footer(&about));
    for (index, picture) in beside.pictures.into_iter().enumerate() {
        package.store(format!("word/media/diagramm{}.png", index + 1), picture);
    }
    if !attachments.is_empty() {
        package.add("customXml/item1.xml", charter::written(&attachments));
    }
    package.finish()
}

fn whole(body: &str, page: &Page) -> String {
    let drawing = "http://schemas.openxmlformats.org/drawingml/2006";
    format!(
        "{}<w:document xmlns:w=\"{}\" xmlns:r=\"{}\" xmlns:wp=\"{drawing}/wordprocessingDrawing\" \
         xmlns:a=\"{drawing}/main\" xmlns:pic=\"{}\"><w:body>{body}{}</w:body></w:document>",
        names::PROLOGUE,
        names::MAIN,
        names::RELATIONS,
        names::PICTURE,
        parts::section(page)
    )
}
