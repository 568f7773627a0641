//! Files that were made to harm: each ends in a finding, within a second of the processor and
//! half a gigabyte of memory, and leaves nothing behind. The files are made here, and small.
//!
//! Time is not measured here, since the machine may have much else to do: the run that is
//! tested ends itself by its own clock, or the test would hang.

use std::io::{Cursor, Write as _};
use std::process::Output;

use crate::run::Run;

mod files;
mod pdfs;
#[cfg(unix)]
mod revisions;
mod templates;
mod workbooks;

/// What `run` says of something that it refuses.
#[track_caller]
fn refused(run: &Run) -> String {
    let Output { status, stdout, stderr } = run.command().output().unwrap();
    let said = String::from_utf8(stderr).unwrap();
    assert_eq!(status.code(), Some(1), "{said}");
    assert_eq!(String::from_utf8(stdout).unwrap(), "", "{said}");
    assert!(!run.path("output").exists(), "{said}");
    for english in ["panicked", "memory allocation", "overflow", "backtrace", "\0"] {
        assert!(!said.contains(english), "{said}");
    }
    said
}

/// Holds that `run` is refused with all of `words`.
#[track_caller]
fn case(run: &Run, words: &[&str]) {
    let said = refused(run);
    for word in words {
        assert!(said.contains(word), "`{word}` is not in\n{said}");
    }
}

/// An archive of `files`, as workbooks are.
fn archive(files: &[(&str, &str)]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default()
        .compression_method(zip::CompressionMethod::Deflated);
    for (name, content) in files {
        archive.start_file(*name, options).unwrap();
        archive.write_all(content.as_bytes()).unwrap();
    }
    archive.finish().unwrap().into_inner()
}
