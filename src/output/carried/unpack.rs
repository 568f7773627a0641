//! Takes the attachments out of a PDF that nobody vouches for.
//!
//! Everything in it may be a trap: how many files there are, how deep they are
//! listed, how large they claim to be and how large they turn out is limited,
//! and names that are no plain path are refused.

use std::collections::BTreeMap;

use hayro_syntax::Pdf;
use hayro_syntax::object::{Array, Dict, Object, Stream, String as PdfString};

use super::super::pdf_text::{self, Unreadable};
use super::manifest::{FORMAT, Manifest};
use crate::limits::{ATTACHED, ATTACHMENTS};

use super::{DATA, MANIFEST, NUMBERS, PREDECESSOR, TEMPLATES, name};

/// How deep the tree of names may be.
const DEPTH: usize = 8;

/// What was taken out of a PDF.
#[derive(Debug, Clone)]
pub struct Carried {
    /// The files by name.
    pub files: BTreeMap<String, Vec<u8>>,
    /// What should be there.
    pub manifest: Manifest,
}

/// Why nothing can be taken out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotCarried {
    /// The PDF cannot be read.
    Unreadable(Unreadable),
    /// It has no attachments of this program.
    None,
    /// The manifest is there and makes no sense.
    Manifest,
    /// It was written by a later version, in a format of this number.
    Later(u64),
    /// An attachment cannot be unpacked or has no proper name.
    Damaged,
    /// There are more or larger files than any paper has.
    TooLarge,
}

impl Carried {
    /// The files that the paper was made from, by the paths they had; below
    /// [`PREDECESSOR`] those of the paper that it refers to.
    pub fn inputs(&self) -> BTreeMap<String, Vec<u8>> {
        let is_input = |name: &str| {
            let below =
                |folder| name.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'));
            below(DATA) || below(TEMPLATES) || below(PREDECESSOR)
        };
        let files = self.files.iter().filter(|(name, _)| is_input(name));
        files.filter_map(|(name, content)| Some((name::path(name)?, content.clone()))).collect()
    }

    /// The figures as they were when the PDF was written.
    pub fn figures_json(&self) -> &[u8] {
        self.files.get(NUMBERS).map_or(&[], Vec::as_slice)
    }
}

/// Takes out what the PDF `bytes` carries.
pub fn unpack(bytes: &[u8]) -> Result<Carried, NotCarried> {
    let files = pdf_text::cautiously(bytes, |bytes| Ok(files(&pdf_text::open(bytes)?)));
    let files = files.map_err(NotCarried::Unreadable)??;
    let manifest = manifest(files.get(MANIFEST).ok_or(NotCarried::None)?)?;
    Ok(Carried { files, manifest })
}

fn manifest(text: &[u8]) -> Result<Manifest, NotCarried> {
    let value: serde_json::Value =
        serde_json::from_slice(text).map_err(|_| NotCarried::Manifest)?;
    // A later format may look otherwise; its number always stands here.
    match value.get("format").and_then(serde_json::Value::as_u64) {
        Some(format) if format > FORMAT => Err(NotCarried::Later(format)),
        Some(_) => serde_json::from_value(value).map_err(|_| NotCarried::Manifest),
        None => Err(NotCarried::Manifest),
    }
}

fn files(pdf: &Pdf) -> Result<BTreeMap<String, Vec<u8>>, NotCarried> {
    let root: Dict<'_> = pdf.xref().get(pdf.xref().root_id()).ok_or(NotCarried::None)?;
    let mut specs = Vec::new();
    if let Some(tree) = root.get::<Dict<'_>>("Names").and_then(|names| names.get("EmbeddedFiles")) {
        let mut nodes = ATTACHMENTS;
        collect(&tree, DEPTH, &mut nodes, &mut specs)?;
    }
    if let Some(associated) = root.get::<Array<'_>>("AF").filter(|_| specs.is_empty()) {
        specs.extend(associated.iter::<Dict<'_>>().take(ATTACHMENTS + 1));
    }
    if specs.len() > ATTACHMENTS {
        return Err(NotCarried::TooLarge);
    }
    let mut files = BTreeMap::new();
    let mut left = ATTACHED;
    for spec in &specs {
        let Some((name, content)) = file(spec, left)? else { continue };
        left = left.checked_sub(content.len()).ok_or(NotCarried::TooLarge)?;
        if files.insert(name, content).is_some() {
            return Err(NotCarried::Damaged);
        }
    }
    Ok(files)
}

/// The file specifications below a node of a tree of names that may have so many more `nodes`.
fn collect<'a>(
    node: &Dict<'a>,
    depth: usize,
    nodes: &mut usize,
    specs: &mut Vec<Dict<'a>>,
) -> Result<(), NotCarried> {
    if let Some(names) = node.get::<Array<'a>>("Names") {
        // Keys and values take turns.
        let values = names.iter::<Object<'a>>().filter_map(Object::into_dict);
        specs.extend(values.take(ATTACHMENTS + 1));
    }
    for kid in node.get::<Array<'a>>("Kids").iter().flat_map(Array::iter::<Dict<'a>>) {
        if depth == 0 || *nodes == 0 || specs.len() > ATTACHMENTS {
            return Err(NotCarried::TooLarge);
        }
        *nodes -= 1;
        collect(&kid, depth - 1, nodes, specs)?;
    }
    Ok(())
}

/// The name and the content of a file; nothing for one that is not ours.
fn file(spec: &Dict<'_>, left: usize) -> Result<Option<(String, Vec<u8>)>, NotCarried> {
    let name: Option<PdfString<'_>> = spec.get("F");
    let name = name.and_then(|name| String::from_utf8(name.as_bytes().to_vec()).ok());
    let Some(name) = name.filter(|name| name::path(name).is_some()) else { return Ok(None) };
    let stream = spec.get::<Dict<'_>>("EF").and_then(|files| files.get::<Stream<'_>>("F"));
    let stream = stream.ok_or(NotCarried::Damaged)?;
    if stream.raw_data().len() > left {
        return Err(NotCarried::TooLarge);
    }
    // However its filters are written down: no writer compresses a file twice.
    if stream.filters().len() > 1 {
        return Err(NotCarried::TooLarge);
    }
    let content = stream.decoded().map_err(|_| NotCarried::Damaged)?;
    Ok(Some((name, content.into_owned())))
}
