//! Packs the parts of an office file: same parts, same bytes, for no part has a time of its own.

use std::io::{Cursor, Write};

use zip::result::ZipError;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use crate::diagnostic::Diagnostic;
use crate::output::report;

/// The parts of a file in their order.
#[derive(Debug, Default)]
pub(super) struct Package(Vec<Part>);

#[derive(Debug)]
struct Part {
    name: String,
    content: Vec<u8>,
    /// Whether it stands unpacked, as a picture that is packed already.
    is_stored: bool,
}

impl Package {
    /// Adds a part that is packed.
    pub(super) fn add(&mut self, name: impl Into<String>, content: impl Into<Vec<u8>>) {
        self.0.push(Part { name: name.into(), content: content.into(), is_stored: false });
    }

    /// Adds a part that stands as it is.
    pub(super) fn store(&mut self, name: impl Into<String>, content: impl Into<Vec<u8>>) {
        self.0.push(Part { name: name.into(), content: content.into(), is_stored: true });
    }

    /// The file.
    pub(super) fn finish(self) -> Result<Vec<u8>, Vec<Diagnostic>> {
        self.packed().map_err(|error| vec![report::internal(&error.to_string())])
    }

    fn packed(self) -> Result<Vec<u8>, ZipError> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for Part { name, content, is_stored } in self.0 {
            let method =
                if is_stored { CompressionMethod::Stored } else { CompressionMethod::Deflated };
            let options = SimpleFileOptions::default()
                .compression_method(method)
                .last_modified_time(DateTime::default());
            zip.start_file(name, options)?;
            zip.write_all(&content)?;
        }
        Ok(zip.finish()?.into_inner())
    }
}
