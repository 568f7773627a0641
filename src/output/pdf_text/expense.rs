//! Tells before reading whether a PDF would unfold to more than can be read.
//!
//! A few bytes can unfold to gigabytes: a stream that is compressed well, or forms
//! that draw forms that draw forms; and a hundred thousand brackets in each other
//! overflow the stack. Streams are measured in the raw bytes, because opening a
//! file already decompresses some; forms are measured page by page.

use flate2::{Decompress, FlushDecompress, Status};
use hayro_syntax::content::TypedIter;
use hayro_syntax::content::ops::TypedInstruction;
use hayro_syntax::object::dict::keys::{ANNOTS, AP, N, RESOURCES, SUBTYPE};
use hayro_syntax::object::{Array, Dict, Name, Stream};
use hayro_syntax::page::{Page, Resources};

use super::nesting::Nesting;
use super::page_text::Unreadable;

use crate::limits::{PDF_CONTENT, PDF_REVISIONS, PDF_STREAMS};

/// What drawing a form costs beside its content, in bytes.
const FORM: usize = 200;

/// How many bytes around a word its dictionary may fill.
const NEAR: usize = 300;

/// How deep forms may stand in forms.
const DEEPEST: usize = 20;

/// Refuses `bytes` whose streams unfold to too much, that nest too deep, or were saved too often.
pub(super) fn of_streams(bytes: &[u8]) -> Result<(), Unreadable> {
    if twice_compressed(bytes) || oddly_packed(bytes) || Nesting::is_too_deep(bytes) {
        return Err(Unreadable::TooLarge);
    }
    let ends = [&b"trailer"[..], b"startxref"];
    if ends.into_iter().any(|word| positions(bytes, word).nth(PDF_REVISIONS).is_some()) {
        return Err(Unreadable::TooLarge);
    }
    let mut left = PDF_STREAMS;
    for start in positions(bytes, b"stream") {
        let data = bytes.get(start + b"stream".len()..).unwrap_or_default();
        let data = data.strip_prefix(b"\r").unwrap_or(data);
        let data = data.strip_prefix(b"\n").unwrap_or(data);
        left = left.checked_sub(unfolded(data, left)?).ok_or(Unreadable::TooLarge)?;
    }
    Ok(())
}

/// How much the Deflate stream at the start of `data` unfolds to; nothing where there is none.
fn unfolded(data: &[u8], most: usize) -> Result<usize, Unreadable> {
    // The first byte of zlib data names the method and the size of its window.
    if data.first().is_none_or(|first| first & 0x0f != 8) {
        return Ok(0);
    }
    let mut inflate = Decompress::new(true);
    let mut nesting = Nesting::default();
    let mut buffer = [0; 16_384];
    loop {
        let (read, written) = (size(inflate.total_in()), size(inflate.total_out()));
        let rest = data.get(read..).unwrap_or_default();
        let status = inflate.decompress(rest, &mut buffer, FlushDecompress::None);
        let total = size(inflate.total_out());
        nesting.follow(buffer.get(..total - written).unwrap_or_default());
        if total > most || nesting.too_deep() {
            return Err(Unreadable::TooLarge);
        }
        let stuck = (size(inflate.total_in()), total) == (read, written);
        if stuck || !matches!(status, Ok(Status::Ok)) {
            return Ok(total);
        }
    }
}

fn size(count: u64) -> usize {
    usize::try_from(count).unwrap_or(usize::MAX)
}

/// Whether objects are packed by a method that [`unfolded`] cannot look into.
fn oddly_packed(bytes: &[u8]) -> bool {
    const ODD: [&[u8]; 6] = [b"/LZW", b"/A85", b"/AHx", b"/ASCII", b"/RL", b"/Run"];
    positions(bytes, b"/ObjStm").any(|at| {
        let around = bytes.get(at.saturating_sub(NEAR)..bytes.len().min(at + NEAR));
        ODD.iter().any(|name| positions(around.unwrap_or_default(), name).next().is_some())
    })
}

/// Whether a list of filters compresses twice, which no writer does.
fn twice_compressed(bytes: &[u8]) -> bool {
    positions(bytes, b"/Filter").any(|start| {
        let list = bytes.get(start + b"/Filter".len()..).unwrap_or_default().trim_ascii_start();
        let Some(list) = list.strip_prefix(b"[") else { return false };
        let list = list.split(|byte| *byte == b']').next().unwrap_or_default();
        let list = list.get(..200).unwrap_or(list);
        let names = [&b"/Fl"[..], b"/LZW", b"/R", b"#"];
        names.iter().map(|name| positions(list, name).count()).sum::<usize>() >= 2
    })
}

fn positions<'a>(bytes: &'a [u8], word: &'a [u8]) -> impl Iterator<Item = usize> + 'a {
    bytes.windows(word.len()).enumerate().filter(move |(_, at)| *at == word).map(|(at, _)| at)
}

/// How much the pages of a file may still draw.
pub(super) struct Budget {
    left: usize,
}

impl Default for Budget {
    fn default() -> Self {
        Self { left: PDF_CONTENT }
    }
}

impl Budget {
    /// Pays for `page`, its annotations and all forms that it draws.
    pub(super) fn spend(&mut self, page: &Page<'_>) -> Result<(), Unreadable> {
        let resources = page.resources();
        self.content(page.page_stream().unwrap_or_default(), resources, 0)?;
        let annotations = page.raw().get::<Array<'_>>(ANNOTS);
        for annotation in annotations.iter().flat_map(|all| all.iter::<Dict<'_>>()) {
            let drawn = annotation.get::<Dict<'_>>(AP).and_then(|look| look.get::<Stream<'_>>(N));
            if let Some(form) = drawn {
                self.form(&form, resources, 1)?;
            }
        }
        Ok(())
    }

    fn content(
        &mut self,
        content: &[u8],
        resources: &Resources<'_>,
        depth: usize,
    ) -> Result<(), Unreadable> {
        self.pay(content.len())?;
        if depth > DEEPEST || Nesting::is_too_deep(content) {
            return Err(Unreadable::TooLarge);
        }
        if draws_no_forms(resources) {
            return Ok(());
        }
        let mut instructions = TypedIter::new(content);
        while let Some(instruction) = instructions.next() {
            if let TypedInstruction::XObject(object) = instruction
                && let Some(form) = resources.get_x_object(object.0)
            {
                self.form(&form, resources, depth + 1)?;
            }
        }
        Ok(())
    }

    fn form(
        &mut self,
        form: &Stream<'_>,
        resources: &Resources<'_>,
        depth: usize,
    ) -> Result<(), Unreadable> {
        self.pay(FORM)?;
        let subtype = form.dict().get::<Name<'_>>(SUBTYPE);
        if subtype.is_none_or(|subtype| *subtype != *b"Form") {
            return Ok(());
        }
        let Ok(content) = form.decoded() else { return Ok(()) };
        let own = form.dict().get::<Dict<'_>>(RESOURCES).unwrap_or_default();
        let resources = Resources::from_parent(own, resources.clone());
        self.content(&content, &resources, depth)
    }

    fn pay(&mut self, bytes: usize) -> Result<(), Unreadable> {
        self.left = self.left.checked_sub(bytes).ok_or(Unreadable::TooLarge)?;
        Ok(())
    }
}

fn draws_no_forms(resources: &Resources<'_>) -> bool {
    resources.x_objects.is_empty() && resources.parent().is_none_or(draws_no_forms)
}
