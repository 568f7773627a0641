//! The arguments of `diff`: two versions, and how what changed is told.

use std::path::PathBuf;

use clap::Args;
use clap::builder::NonEmptyStringValueParser;

use super::FormatsOfText;

/// Arguments of `diff`.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
pub struct Diff {
    /// The old version.
    #[arg(
        value_name = "ALT",
        value_parser = NonEmptyStringValueParser::new(),
        help = "Die bisherige Fassung: Ordner, PDF oder REVISION:ORDNER",
        display_order = 1
    )]
    pub alt: String,

    /// The new version.
    #[arg(
        value_name = "NEU",
        value_parser = NonEmptyStringValueParser::new(),
        help = "Die neue Fassung: Ordner, PDF oder REVISION:ORDNER",
        display_order = 2
    )]
    pub neu: String,

    /// Whether all figures are told.
    #[arg(long, help = "Zeigt alle geänderten Zahlen, nicht nur Summen und Zeilen der Pläne")]
    pub all: bool,

    /// Whether to write JSON.
    #[arg(long, help = "Gibt JSON aus", conflicts_with = "format")]
    pub json: bool,

    /// What is written.
    #[command(flatten)]
    pub formats: FormatsOfText,

    /// Where the folder of the comparison is written.
    #[arg(
        short,
        long,
        value_name = "ORDNER",
        default_value = "output",
        help = "Ordner, in dem der Ordner des Vergleichs entsteht [sonst: output]"
    )]
    pub out: PathBuf,

    /// Whether templates that only a PDF carries are run.
    #[arg(long, help = "Führt auch Vorlagendateien aus, die nur das PDF kennt")]
    pub trust_templates: bool,
}
