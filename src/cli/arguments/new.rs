//! Arguments of `vorlage new`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use rust_decimal::Decimal;

use crate::data::draft::{self, Stellenwunsch};
use crate::german::typed::{self, Doubt, Unit};

/// What follows the help of `new`.
pub(super) const AFTER: &str = "\
Was der Aufruf nicht sagt, fragt das Programm auf dem Terminal; ohne Terminal gilt die Vorgabe.
Ein Ordner, in dem schon etwas liegt, bleibt unberührt.

Beispiel:
  vorlage new data/beratung --betreff 'Beratung im Quartier' --von 01.04.2026 --bis 31.12.2027 \\
    --stellen '1.0 E 13 Leitung' --stellen '0.5 A 7 Assistenz' --zuwendung anteil --satz 80";

/// Arguments of `new`.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
pub struct New {
    /// The folder of the new paper.
    #[arg(value_name = "ORDNER", help = "Ordner, der entstehen soll, etwa data/beratung")]
    pub path: PathBuf,

    /// The kind of paper.
    #[arg(long, value_name = "ART", help = "Art der Vorlage, etwa mitteilung")]
    pub art: Option<String>,

    /// The city.
    #[arg(long, value_name = "STADT", value_parser = city, help = "Ordner der Stadt unter templates")]
    pub stadt: Option<String>,

    /// The subject.
    #[arg(long, value_name = "TEXT", help = "Betreff der Vorlage")]
    pub betreff: Option<String>,

    /// The first day of the measure.
    #[arg(
        long,
        value_name = "TAG",
        value_parser = day,
        help = "Erster Tag der Maßnahme [sonst: 1. Januar des nächsten Jahres]"
    )]
    pub von: Option<jiff::civil::Date>,

    /// The last day of the measure.
    #[arg(
        long,
        value_name = "TAG",
        value_parser = day,
        help = "Letzter Tag der Maßnahme [sonst: Ende des ersten Jahres]"
    )]
    pub bis: Option<jiff::civil::Date>,

    /// The date of the paper.
    #[arg(
        long,
        value_name = "TAG",
        value_parser = day,
        help = "Datum der Vorlage [sonst: heute]"
    )]
    pub datum: Option<jiff::civil::Date>,

    /// The Teilplan.
    #[arg(long, value_name = "NUMMER", help = "Teilplan [sonst: der erste der Stadt]")]
    pub teilplan: Option<String>,

    /// The Stellen.
    #[arg(
        long,
        value_name = "STELLE",
        value_parser = stelle,
        help = "Stellen mit Anteil, Bewertung und Funktion, etwa '1.0 E 13 Leitung'; mehrfach möglich"
    )]
    pub stellen: Vec<Stellenwunsch>,

    /// Whether something is built or bought.
    #[arg(long, help = "Es wird gebaut oder angeschafft")]
    pub investition: bool,

    /// Whether it costs nothing.
    #[arg(
        long,
        conflicts_with_all = ["stellen", "investition", "zuwendung"],
        help = "Die Vorlage wirkt sich auf den Haushalt nicht aus"
    )]
    pub ohne_kosten: bool,

    /// Who pays a part of it.
    #[arg(
        long,
        value_name = "FORM",
        help = "Zuwendung: festbetrag, anteil oder keine [sonst: keine]"
    )]
    pub zuwendung: Option<Zuwendung>,

    /// The rate of a share.
    #[arg(
        long,
        value_name = "PROZENT",
        value_parser = rate,
        help = "Fördersatz bei --zuwendung anteil [sonst: 80]"
    )]
    pub satz: Option<Decimal>,
}

/// How a grant is measured, or that there is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Zuwendung {
    /// A fixed amount.
    Festbetrag,
    /// A share.
    Anteil,
    /// None.
    Keine,
}

/// Reads the name of a city's folder, also as the city itself is written, with capitals and
/// umlauts.
pub(in crate::cli) fn city(text: &str) -> Result<String, String> {
    let id = draft::city(text);
    if id.is_empty() { Err("erwartet ist der Name einer Stadt".to_owned()) } else { Ok(id) }
}

/// Reads a day such as `01.04.2026`.
pub(in crate::cli) fn day(text: &str) -> Result<jiff::civil::Date, String> {
    draft::day(text).ok_or_else(|| "erwartet ist ein Tag wie `01.04.2026`".to_owned())
}

/// Reads a Stelle in one line.
pub(in crate::cli) fn stelle(text: &str) -> Result<Stellenwunsch, String> {
    text.parse()
}

/// Reads a rate from above 0 to 100 per cent.
pub(in crate::cli) fn rate(text: &str) -> Result<Decimal, String> {
    let number = match typed::read(text, Unit::Percent) {
        Ok(number) | Err(Doubt::NoSign(number)) => number,
        Err(_) => String::new(),
    };
    let rate = Decimal::from_str_exact(&number).ok();
    let possible = |rate: &Decimal| *rate > Decimal::ZERO && *rate <= Decimal::ONE_HUNDRED;
    rate.filter(possible)
        .ok_or_else(|| "erwartet ist ein Satz über 0 und bis 100, etwa `80`".to_owned())
}
