//! Arguments of `vorlage watch`, which are those of one `vorlage build` after the other.

use std::path::PathBuf;

use clap::Args;

use super::Formats;

/// Arguments of `watch`.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
pub struct Watch {
    /// The folder of the paper.
    #[arg(
        value_name = "ORDNER",
        help = "Ordner mit den Daten einer Vorlage",
        help_heading = "Argumente"
    )]
    pub path: PathBuf,

    /// Where the folder of the paper is written.
    #[arg(
        short,
        long,
        value_name = "ORDNER",
        default_value = "output",
        hide_default_value = true,
        help = "Ordner, in dem der Ordner der Vorlage entsteht [sonst: output]",
        help_heading = "Optionen"
    )]
    pub out: PathBuf,

    /// What is written.
    #[command(flatten)]
    pub formats: Formats,
}
