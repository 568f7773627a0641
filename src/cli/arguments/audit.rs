//! The arguments of `verify` and `audit`: finished papers that are examined.

use std::path::PathBuf;

use clap::Args;

/// Arguments of `verify`.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
pub struct Verify {
    /// The PDF.
    #[arg(value_name = "PDF", help = "Ein PDF, das vorlage geschrieben hat")]
    pub path: PathBuf,

    /// Whether templates that only the PDF carries are run.
    #[arg(long, help = "Führt auch Vorlagendateien aus, die nur das PDF kennt")]
    pub trust_templates: bool,
}

/// Arguments of `audit`.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
pub struct Audit {
    /// The papers.
    #[arg(required = true, value_name = "DATEI", help = "Vorlagen als Markdown, Text oder PDF")]
    pub files: Vec<PathBuf>,

    /// The folder of a paper whose figures are known.
    #[arg(long, value_name = "ORDNER", help = "Meldet auch Beträge, die diese Daten nicht kennen")]
    pub data: Option<PathBuf>,

    /// Whether what is likely but not proven is told as well.
    #[arg(long, help = "Nennt auch Stellen, die nur zu prüfen sind")]
    pub zu_pruefen: bool,
}
