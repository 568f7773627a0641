//! Draws the diagrams of a document as pictures, by the page layout that draws them in the PDF.
//!
//! The picture has names, bars and amounts; its title stands above it as text, and what it
//! shows is said by its alternative text.

use typst::utils::Scalar;
use typst_layout::PagedDocument;
use typst_render::{RenderOptions, render};

use super::page::Page;
use crate::diagnostic::Diagnostic;
use crate::document::Document;
use crate::document::tree::{Content, text};
use crate::limits::{self, Kind, Work};
use crate::output::world::Desk;
use crate::output::{Look, report, typeset};

/// How many pixels a point has: 216 on an inch.
const PIXELS: usize = 3;

/// A diagram as pictures.
#[derive(Debug)]
pub(in crate::output) struct Drawing {
    /// What it is called.
    pub(in crate::output) title: String,
    /// All that it shows.
    pub(in crate::output) alternative: String,
    /// One picture, or several where it is higher than a page.
    pub(in crate::output) pictures: Vec<Picture>,
}

/// A picture.
#[derive(Debug)]
pub(in crate::output) struct Picture {
    /// Its bytes as PNG.
    pub(in crate::output) png: Vec<u8>,
    /// Its measures in twentieths of a point.
    pub(in crate::output) width: usize,
    pub(in crate::output) height: usize,
}

/// The diagrams of `document` in their order.
pub(in crate::output) fn drawings(
    document: &Document,
    look: &Look,
    page: &Page,
) -> Result<Vec<Drawing>, Vec<Diagnostic>> {
    if typeset::lacking_diagram(document, look) {
        return Err(vec![report::lacking_diagram()]);
    }
    let mut drawings = Vec::new();
    for block in document.tree.every() {
        if let Content::Diagram(diagram) = &block.content {
            let (call, alternative) = typeset::drawn(document, diagram);
            let whole = pictures(&call, look, page, "auto")?;
            let has_room = whole.iter().all(|picture| picture.height <= page.height());
            let pictures = match has_room {
                true => whole,
                false => pictures(&call, look, page, &points(page.height()))?,
            };
            drawings.push(Drawing { title: text(&diagram.title), alternative, pictures });
        }
    }
    Ok(drawings)
}

fn points(twips: usize) -> String {
    format!("{}pt / 20", twips)
}

/// What `call` draws on pages as wide as the text and of this `height`.
fn pictures(
    call: &str,
    look: &Look,
    page: &Page,
    height: &str,
) -> Result<Vec<Picture>, Vec<Diagnostic>> {
    let source = format!(
        "{}\n#show: seite.with()\n#set page(width: {}, height: {height}, margin: 0pt, \
         header: none, footer: none)\n{call}",
        look.seite,
        points(page.width()),
    );
    let desk = Desk::new(source.clone(), look.faces(), Default::default());
    limits::within(&Work::on(Kind::Pages, source.len()), || {
        let pages = typst::compile::<PagedDocument>(&desk).output;
        let pages = pages.map_err(|problems| report::all(&desk, look, &problems))?;
        pages.pages().iter().map(picture).collect()
    })
}

fn picture(page: &typst_layout::Page) -> Result<Picture, Vec<Diagnostic>> {
    let options = RenderOptions { pixel_per_pt: Scalar::new(3.0), ..RenderOptions::default() };
    let drawn = render(page, &options);
    let twips =
        |pixels: u32| usize::try_from(pixels).unwrap_or(usize::MAX).saturating_mul(20) / PIXELS;
    let (width, height) = (twips(drawn.width()), twips(drawn.height()));
    let png = drawn.encode_png().map_err(|error| vec![report::internal(&error.to_string())])?;
    Ok(Picture { png, width, height })
}
