//! Arguments of `vorlage figures`.

use std::path::PathBuf;

use clap::Args;

/// Arguments of `figures`.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
pub struct Figures {
    /// The folder of the paper.
    #[arg(
        value_name = "ORDNER",
        help = "Ordner mit den Daten einer Vorlage",
        help_heading = "Argumente"
    )]
    pub path: PathBuf,

    /// Whether to write JSON with the derivations.
    #[arg(long, help = "Gibt JSON aus, mit der Herleitung jeder Zahl", help_heading = "Optionen")]
    pub json: bool,

    /// Changes under which the figures are computed.
    #[arg(
        long,
        value_name = "PFAD=WERT",
        help = "Rechnet mit einem anderen Wert und zeigt, was sich ändert; mehrfach möglich",
        help_heading = "Optionen"
    )]
    pub set: Vec<String>,

    /// The city in whose wording the paper is computed, in place of its own.
    #[arg(
        long,
        value_name = "STADT",
        help = "Rechnet mit dem Profil dieser Stadt (Ordner in templates)",
        help_heading = "Optionen"
    )]
    pub stadt: Option<String>,
}
