//! Arguments of `vorlage import`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use crate::data;

/// What its help says behind the options.
pub(super) const AFTER: &str = "Gezeigt wird, was sich ändert und wie es jede Summe bewegt. Eingetragen wird es mit --write\noder nach Rückfrage, die ein Terminal braucht. Kommentare, Reihenfolge und alles Übrige\nbleiben Byte für Byte.\n\nSpalten:\n  kennung, anteil, bewertung, alternativ, funktion, rolle, baustein, bei, zeitraum, von, bis,\n  zeile\n\nBeispiele:\n  vorlage import stellen personal.xlsx data/kim\n  vorlage import stellen personal.csv data/kim --spalte anteil=Stellenumfang --write";

/// Arguments of `import`.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
pub struct Import {
    /// What is taken over; the usage line says it as it is typed.
    #[arg(value_name = "WAS", hide = true)]
    pub subject: Subject,

    /// The table.
    #[arg(
        value_name = "DATEI",
        help = "Tabelle mit einer Stelle je Zeile (.xlsx, .ods, .csv)",
        display_order = 2
    )]
    pub file: PathBuf,

    /// The folder of the paper.
    #[arg(value_name = "ORDNER", help = "Ordner mit den Daten einer Vorlage", display_order = 3)]
    pub path: PathBuf,

    /// Columns with other headings than usual.
    #[arg(
        long = "spalte",
        value_name = "SPALTE=ÜBERSCHRIFT",
        value_parser = column,
        help = "Nennt die Überschrift einer Spalte, etwa anteil=VZÄ; mehrfach möglich"
    )]
    pub spalten: Vec<(String, String)>,

    /// The sheet of a workbook.
    #[arg(
        long,
        value_name = "NAME",
        help = "Blatt der Arbeitsmappe [sonst: das einzige oder „Stellen“]"
    )]
    pub blatt: Option<String>,

    /// Whether to write without asking.
    #[arg(long, help = "Trägt die Änderungen ohne Rückfrage ein")]
    pub write: bool,
}

/// What can be taken over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Subject {
    /// Stellen from the personnel office.
    Stellen,
}

/// A column and the heading that it has.
fn column(text: &str) -> Result<(String, String), String> {
    let (name, heading) = text.split_once('=').ok_or("kein Gleichheitszeichen")?;
    let (name, heading) = (name.trim().to_lowercase(), heading.trim());
    let is_known = data::import::column_names().any(|known| known == name);
    if !is_known || heading.is_empty() {
        return Err("unbekannte Spalte".into());
    }
    Ok((name, heading.to_owned()))
}
