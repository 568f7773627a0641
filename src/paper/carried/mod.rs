//! What a PDF carries, before it is a paper again.
//!
//! The file is not trusted: it may be damaged, foreign or made to harm. Its files must be
//! those of its manifest, and templates that only it knows are programs of somebody else.

mod words;

use std::path::Path;

use crate::data::{Templates, disk};
use crate::diagnostic::Diagnostic;
use crate::limits;
use crate::output::{self, Carried, PREDECESSOR, TEMPLATES};

pub(super) use self::words::{concerns_figures, discrepancy, not_carried, origin, unreadable_pdf};
pub use self::words::{foreign_template, unloadable};

/// Whether what a PDF carries may be run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trust {
    /// Only templates that the program itself carries are run.
    Nothing,
    /// Templates of the PDF are run, whatever they are.
    Templates,
}

impl From<bool> for Trust {
    /// Whether somebody said that templates of a PDF may be run.
    fn from(is_trusted: bool) -> Self {
        if is_trusted { Self::Templates } else { Self::Nothing }
    }
}

/// The bytes of the PDF at `path`.
pub fn read(path: &Path) -> Result<Vec<u8>, Diagnostic> {
    limits::about(&path.display().to_string());
    disk::read(path, limits::PDF).map_err(|why| words::unread(path, &why))
}

/// What the PDF at `path`, known to the user as `shown`, carries; all files are those of
/// its manifest.
pub fn carried(shown: &str, path: &Path) -> Result<Carried, Vec<Diagnostic>> {
    whole(shown, &read(path).map_err(|problem| vec![problem])?)
}

/// The same of a PDF whose bytes were read already.
pub(super) fn whole(shown: &str, bytes: &[u8]) -> Result<Carried, Vec<Diagnostic>> {
    let carried =
        output::unpack(bytes).map_err(|reason| vec![not_carried(shown, bytes, &reason)])?;
    let changed = carried.manifest.discrepancies(&carried.files);
    let changed: Vec<Diagnostic> = changed
        .iter()
        .filter(|found| !concerns_figures(found))
        .map(|found| discrepancy(shown, found))
        .collect();
    if changed.is_empty() { Ok(carried) } else { Err(changed) }
}

/// The templates that `carried` holds, are programs and not those of this program.
pub fn foreign_templates(carried: &Carried) -> Vec<String> {
    let inputs = carried.inputs();
    let templates = inputs.iter().filter_map(|(path, content)| {
        // A paper before it may have its own.
        let mut own = path.as_str();
        while let Some(before) = own.strip_prefix(PREDECESSOR).and_then(|of| of.strip_prefix('/')) {
            own = before;
        }
        let below = own.strip_prefix(TEMPLATES)?.strip_prefix('/')?;
        let is_data = ["/profil.yaml", "/personalkosten.yaml"].map(|name| below.ends_with(name));
        (!is_data.contains(&true) && !Templates::is_own(below, content)).then(|| path.clone())
    });
    templates.collect()
}
