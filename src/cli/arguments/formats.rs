//! The option that says in which formats something is written.

use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};

use crate::output::{FORMATS, Format};

/// The formats of a paper.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
pub struct Formats {
    /// What is written.
    #[arg(
        short,
        long,
        value_name = "FORMATE",
        value_delimiter = ',',
        value_parser = one_of(|_| true),
        default_values = words(|format| format.is_usual),
        help = format!(
            "Formate, mit Komma: {} [sonst: {}]",
            words(|_| true).join(", "),
            words(|format| format.is_usual).join(",")
        )
    )]
    pub format: Vec<&'static Format>,
}

/// The formats of a comparison, which has a text and no paper of its own.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
pub struct FormatsOfText {
    /// What is written.
    #[arg(
        short,
        long,
        value_name = "FORMATE",
        value_delimiter = ',',
        value_parser = one_of(Format::is_of_text),
        help = format!(
            "Schreibt den Vergleich mit Synopse als Dokument: {}",
            words(Format::is_of_text).join(", ")
        )
    )]
    pub format: Vec<&'static Format>,
}

/// The words of the formats that are `meant`.
fn words(meant: fn(&Format) -> bool) -> Vec<&'static str> {
    FORMATS.iter().filter(|format| meant(format)).map(|format| format.word).collect()
}

/// Reads the word of a format that is `meant`.
fn one_of(meant: fn(&Format) -> bool) -> impl TypedValueParser<Value = &'static Format> {
    let known = PossibleValuesParser::new(words(meant));
    known.try_map(|word| Format::of(&word).ok_or("unbekanntes Format"))
}
