//! The arguments of `build` and `check`: which papers, and what is made of them.

use std::path::PathBuf;

use clap::Args;
use clap::builder::NonEmptyStringValueParser;

use super::Formats;
use super::new::city;

/// Arguments of `build`.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
pub struct Build {
    /// The folders of the papers.
    #[arg(required = true, value_name = "ORDNER", help = "Ordner mit den Daten je einer Vorlage")]
    pub paths: Vec<PathBuf>,

    /// Where the folder of each paper is written.
    #[arg(
        short,
        long,
        value_name = "ORDNER",
        default_value = "output",
        help = "Ordner, in dem je Vorlage ein Ordner entsteht [sonst: output]"
    )]
    pub out: PathBuf,

    /// What is written.
    #[command(flatten)]
    pub formats: Formats,

    /// Whether to append the calculation annex.
    #[arg(long, help = "Hängt den Berechnungsnachweis an, auch wo die Daten ihn nicht verlangen")]
    pub nachweis: bool,

    /// The scenario that is written in place of the paper itself.
    #[arg(
        long,
        value_name = "KENNUNG",
        value_parser = NonEmptyStringValueParser::new(),
        help = "Schreibt die Vorlage in diesem Szenario, nach <Name>-<Kennung>"
    )]
    pub szenario: Option<String>,

    /// The city in whose wording the paper is written, in place of its own.
    #[arg(
        long,
        value_name = "STADT",
        value_parser = city,
        help = "Schreibt die Vorlage für diese Stadt, nach <Name>-<Stadt>"
    )]
    pub stadt: Option<String>,

    /// Whether a paper is refused in which something is still to be filled in.
    #[arg(long, help = "Schreibt nur, was kein Entwurf mehr ist")]
    pub r#final: bool,

    /// Whether to tell what would change, and write nothing.
    #[arg(
        long,
        conflicts_with = "check",
        help = "Zeigt, was sich an der Ausgabe ändern würde, und schreibt nichts"
    )]
    pub plan: bool,

    /// Whether to tell if the output is stale, and write nothing.
    #[arg(long, help = "Prüft nur, ob die Ausgabe aktuell ist; endet mit 1, wenn nicht")]
    pub check: bool,
}

/// Arguments of `check`.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
pub struct Check {
    /// The folders of the papers.
    #[arg(required = true, value_name = "ORDNER", help = "Ordner mit den Daten je einer Vorlage")]
    pub paths: Vec<PathBuf>,

    /// The city in whose wording the paper is checked, in place of its own.
    #[arg(
        long,
        value_name = "STADT",
        value_parser = city,
        help = "Prüft die Vorlage für diese Stadt (Ordner in templates)"
    )]
    pub stadt: Option<String>,
}
