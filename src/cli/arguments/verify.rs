//! Arguments of `vorlage verify`.

use std::path::PathBuf;

use clap::Args;

/// Arguments of `verify`.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
pub struct Verify {
    /// The PDF.
    #[arg(
        value_name = "PDF",
        help = "Ein PDF, das vorlage geschrieben hat",
        help_heading = "Argumente"
    )]
    pub path: PathBuf,

    /// Whether templates that only the PDF carries are run.
    #[arg(
        long,
        help = "Führt auch Vorlagendateien aus, die nur das PDF kennt",
        help_heading = "Optionen"
    )]
    pub trust_templates: bool,
}
