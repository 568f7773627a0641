//! The arguments of `figures` and `explain`: the figures of a paper, and where they
//! come from.

use std::path::PathBuf;

use clap::Args;
use clap::builder::NonEmptyStringValueParser;

use super::new::city;

/// Arguments of `figures`.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
pub struct Figures {
    /// The folder of the paper.
    #[arg(
        value_name = "ORDNER",
        help = "Ordner mit den Daten einer Vorlage, oder ein PDF von vorlage"
    )]
    pub path: PathBuf,

    /// Whether to write JSON with the derivations.
    #[arg(long, help = "Gibt JSON aus, mit der Herleitung jeder Zahl")]
    pub json: bool,

    /// Changes under which the figures are computed.
    #[arg(
        long,
        value_name = "PFAD=WERT",
        value_parser = NonEmptyStringValueParser::new(),
        help = "Rechnet mit einem anderen Wert und zeigt, was sich ändert; mehrfach möglich"
    )]
    pub set: Vec<String>,

    /// The city in whose wording the paper is computed, in place of its own.
    #[arg(
        long,
        value_name = "STADT",
        value_parser = city,
        help = "Rechnet mit dem Profil dieser Stadt (Ordner in templates)"
    )]
    pub stadt: Option<String>,
}

/// Arguments of `explain`.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
pub struct Explain {
    /// The folder of the paper.
    #[arg(
        value_name = "ORDNER",
        help = "Ordner mit den Daten einer Vorlage, oder ein PDF von vorlage",
        display_order = 1
    )]
    pub path: PathBuf,

    /// The names of figures, or patterns with `*`.
    #[arg(
        required = true,
        value_name = "ZAHL",
        help = "Was gedruckt ist, etwa '22,5 %'; ein Teil des Titels; oder der Name, etwa zeile.11.2022 oder zeile.11.*",
        display_order = 2
    )]
    pub figures: Vec<String>,

    /// Whether to write JSON.
    #[arg(long, help = "Gibt JSON aus")]
    pub json: bool,
}
