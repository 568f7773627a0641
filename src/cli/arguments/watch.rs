//! Arguments of `vorlage watch`, which are those of one `vorlage build` after the other.

use std::path::PathBuf;

use clap::Args;

use super::Formats;

/// Arguments of `watch`.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
pub struct Watch {
    /// The folder of the paper.
    #[arg(value_name = "ORDNER", help = "Ordner mit den Daten einer Vorlage")]
    pub path: PathBuf,

    /// Where the folder of the paper is written.
    #[arg(
        short,
        long,
        value_name = "ORDNER",
        default_value = "output",
        help = "Ordner, in dem der Ordner der Vorlage entsteht [sonst: output]"
    )]
    pub out: PathBuf,

    /// What is written.
    #[command(flatten)]
    pub formats: Formats,
}
