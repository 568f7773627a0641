//! `vorlage verify`: a finished PDF is held against the data that it carries.
//!
//! ```text
//! PDF → attachments → paper → figures → text → PDF anew
//!  └───────────────── `proof` compares ──────────────┘
//! ```
//!
//! The file is not trusted: it may be damaged, foreign or made to harm. Templates
//! that only it knows are programs of somebody else and not run unless the user
//! says so.

mod compare;
mod figures;
mod proof;
pub(super) mod words;

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

use super::arguments;
use super::console::Console;
use super::verdict::Verdict;
use crate::diagnostic::Diagnostic;
use crate::output::{self, Carried};

pub(super) use self::proof::foreign_templates;
pub use self::proof::{Proof, Trust, prove};

/// The largest PDF that is read, in bytes.
const LARGEST: u64 = 64_000_000;

/// Proves one PDF and says what was proven.
pub(super) fn run(arguments: &arguments::Verify, console: &mut Console<'_>) -> Verdict {
    let shown = arguments.path.display().to_string();
    let trust = if arguments.trust_templates { Trust::Templates } else { Trust::Nothing };
    let outcome = match read(&arguments.path) {
        Ok(bytes) => prove(&shown, &bytes, trust),
        Err(problem) => problem.into(),
    };
    if let Some(proof) = &outcome.made {
        console.result(&format!("{shown}\n{}", proof.text()));
    }
    console.findings(&outcome.diagnostics, &outcome.sources, "");
    if outcome.diagnostics.is_empty() { Verdict::Fine } else { Verdict::Findings }
}

/// What the PDF at `path`, known to the user as `shown`, carries; all files are those of
/// its manifest.
pub(super) fn carried(shown: &str, path: &Path) -> Result<Carried, Vec<Diagnostic>> {
    carried_by(shown, &read(path).map_err(|problem| vec![problem])?)
}

/// The same of a PDF whose bytes were read already.
pub(super) fn carried_by(shown: &str, bytes: &[u8]) -> Result<Carried, Vec<Diagnostic>> {
    let carried =
        output::unpack(bytes).map_err(|reason| vec![words::not_carried(shown, bytes, &reason)])?;
    let changed = carried.manifest.discrepancies(&carried.files);
    let changed: Vec<Diagnostic> = changed
        .iter()
        .filter(|found| !words::concerns_figures(found))
        .map(|found| words::discrepancy(shown, found))
        .collect();
    if changed.is_empty() { Ok(carried) } else { Err(changed) }
}

/// The bytes of the PDF at `path`.
pub(super) fn read(path: &Path) -> Result<Vec<u8>, Diagnostic> {
    let failed = |error: io::Error| words::unreadable(path, &error);
    let meta = fs::metadata(path).map_err(failed)?;
    if meta.is_dir() {
        return Err(words::folder(path));
    }
    if !meta.is_file() {
        return Err(failed(io::ErrorKind::InvalidInput.into()));
    }
    let mut bytes = Vec::new();
    File::open(path)
        .and_then(|file| file.take(LARGEST + 1).read_to_end(&mut bytes))
        .map_err(failed)?;
    if bytes.len() as u64 > LARGEST {
        Err(words::too_large(&path.display().to_string()))
    } else {
        Ok(bytes)
    }
}
