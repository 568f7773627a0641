//! Arguments of `vorlage audit`.

use std::path::PathBuf;

use clap::Args;

/// Arguments of `audit`.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
pub struct Audit {
    /// The papers.
    #[arg(
        required = true,
        value_name = "DATEI",
        help = "Vorlagen als Markdown, Text oder PDF",
        help_heading = "Argumente"
    )]
    pub files: Vec<PathBuf>,

    /// The folder of a paper whose figures are known.
    #[arg(
        long,
        value_name = "ORDNER",
        help = "Meldet auch Beträge, die diese Daten nicht kennen",
        help_heading = "Optionen"
    )]
    pub data: Option<PathBuf>,
}
