//! The world of one compilation: one source, the fonts of the look, and the files
//! that the PDF will carry, in memory.
//!
//! There is no file of the disk, no package and no date in it; a template that asks for one
//! is told so by the compiler.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::LazyLock;

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, Source};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Feature, Library, LibraryExt, World};

/// Built once: it is the same for every paper.
static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| {
    // Row headers of tables (`pdf.header-cell`) are behind this feature.
    let features = [Feature::A11yExtras].into_iter().collect();
    LazyHash::new(Library::builder().with_features(features).build())
});

/// All that a compilation can see.
pub(super) struct Desk {
    source: Source,
    book: LazyHash<FontBook>,
    faces: Vec<Font>,
    files: BTreeMap<String, Bytes>,
}

impl Desk {
    /// A world that holds `text`, `faces` and `files`, given by path and content.
    pub(super) fn new(text: String, faces: Vec<Font>, files: BTreeMap<String, Bytes>) -> Self {
        let book = LazyHash::new(FontBook::from_fonts(&faces));
        Self { source: Source::detached(text), book, faces, files }
    }
}

impl World for Desk {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.book
    }

    fn main(&self) -> FileId {
        self.source.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.source.id() { Ok(self.source.clone()) } else { Err(absent(id)) }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        let path = id.get().vpath().get_without_slash();
        self.files.get(path).cloned().ok_or_else(|| absent(id))
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.faces.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

fn absent(id: FileId) -> FileError {
    FileError::NotFound(PathBuf::from(id.get().vpath().get_without_slash()))
}
