//! Arguments of `vorlage szenarien`, and how its table is printed.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

/// Arguments of `szenarien`.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
pub struct Szenarien {
    /// The folder of the paper.
    #[arg(value_name = "ORDNER", help = "Ordner mit den Daten einer Vorlage")]
    pub path: PathBuf,

    /// Whether to write JSON.
    #[arg(long, conflicts_with = "format", help = "Gibt JSON aus")]
    pub json: bool,

    /// How the table is written, where not as text.
    #[arg(short, long, value_name = "FORMAT", help = "Gibt die Tabelle als Markdown aus: md")]
    pub format: Option<Tabellenformat>,
}

/// How a table is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Tabellenformat {
    /// As a pipe table.
    Md,
}
