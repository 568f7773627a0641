//! Arguments of `vorlage check`.

use std::path::PathBuf;

use clap::Args;

/// Arguments of `check`.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
pub struct Check {
    /// The folders of the papers.
    #[arg(
        required = true,
        value_name = "ORDNER",
        help = "Ordner mit den Daten je einer Vorlage",
        help_heading = "Argumente"
    )]
    pub paths: Vec<PathBuf>,

    /// The city in whose wording the paper is checked, in place of its own.
    #[arg(
        long,
        value_name = "STADT",
        help = "Prüft die Vorlage für diese Stadt (Ordner in templates)",
        help_heading = "Optionen"
    )]
    pub stadt: Option<String>,
}
