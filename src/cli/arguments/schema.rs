//! Arguments of `vorlage schema`.

use std::path::PathBuf;

use clap::Args;

/// Arguments of `schema`.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
pub struct Schema {
    /// Where they are written.
    #[arg(value_name = "ORDNER", help = "Ordner für die Schemas")]
    pub path: PathBuf,
}
