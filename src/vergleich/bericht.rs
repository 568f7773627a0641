//! Writes a comparison as a document of its own: figures, posts, bodies, what was
//! typed, and the synopsis of both texts.

use super::worte::Wort;
use super::zahlen::{Rang, Zahl};
use super::{Eintrag, Fassung, Gruppe, Lage, Vergleich, fragment, legende};
use crate::diagnostic::Diagnostic;
use crate::document::german::{self, Stil};
use crate::document::{Document, Meta, marks};
use crate::finance::{FigureId, Figures, Unit};

/// What stands where there is nothing.
const NOTHING: &str = "–";

/// How much of what was typed is shown in a cell.
const MOST: usize = 240;

/// The document about `vergleich`, which compares `alt` with `neu`.
pub fn bericht(
    vergleich: &Vergleich,
    alt: Fassung<'_>,
    neu: Fassung<'_>,
) -> Result<Document, Diagnostic> {
    let parts = [
        head(alt, neu),
        section("Geänderte Zahlen", numbers(vergleich)),
        section("Geänderte Stellen", entries(&vergleich.stellen, "Stelle")),
        section("Geänderte Beratungsfolge", entries(&vergleich.beratungsfolge, "Gremium")),
        section("Geänderte Eingaben", inputs(vergleich)),
        synopsis(vergleich),
    ];
    let marked = parts.into_iter().flatten().collect::<Vec<_>>().join("\n\n") + "\n";
    let (text, printed) =
        marks::strip(&marked, &vergleich.figures).map_err(|at| broken(&marked, at))?;
    let (markdown, aenderungen) = marks::spell_out(&text).map_err(|at| broken(&text, at))?;
    let meta = Meta { art: TITLE.to_owned(), ..neu.document.meta.clone() };
    Ok(Document { markdown, printed, aenderungen, meta })
}

const TITLE: &str = "Vergleich zweier Fassungen";

/// A mark that is not whole: an error of the program, which no input is known to cause.
fn broken(text: &str, at: usize) -> Diagnostic {
    let line = text.get(..at).unwrap_or_default().matches('\n').count() + 1;
    let message = format!("Der Vergleich ist in Zeile {line} zerschnitten");
    Diagnostic::of_path("rueckleseprobe", TITLE, message).with_hint(
        "Das ist ein Fehler des Programms; es wird nichts geschrieben. Bitte melden Sie ihn mit Ihren Daten.",
    )
}

fn section(title: &str, table: Option<String>) -> Option<String> {
    table.map(|table| format!("## {title}\n\n{table}"))
}

fn head(alt: Fassung<'_>, neu: Fassung<'_>) -> Option<String> {
    let version = |of: Fassung<'_>| {
        let Meta { nummer, datum, .. } = &of.document.meta;
        format!("{} vom {}", german::escape(nummer), german::date(*datum))
    };
    let Meta { stadt, betreff, .. } = &neu.document.meta;
    let stadt = match german::escape(stadt) {
        name if name.is_empty() => String::new(),
        name => format!("**{name}**\n\n"),
    };
    Some(format!(
        "{stadt}| Bisherige Fassung | Neue Fassung |\n|:---|:---|\n| {} | {} |\n\n# {TITLE}\n\n**{}**",
        version(alt),
        version(neu),
        german::escape(betreff),
    ))
}

fn synopsis(vergleich: &Vergleich) -> Option<String> {
    let text = if vergleich.synopse.is_empty() {
        match vergleich.gleich_gesetzt {
            true => "Der Wortlaut beider Fassungen stimmt überein.".to_owned(),
            false => super::NUR_SATZ.to_owned(),
        }
    } else {
        format!("{}\n\n{}", legende(), fragment(&vergleich.synopse, 3))
    };
    Some(format!("## Synopse\n\n{text}"))
}

/// The totals and lines that moved, by year.
fn numbers(vergleich: &Vergleich) -> Option<String> {
    let mut text = String::new();
    for Gruppe { jahr, zahlen } in &vergleich.zahlen {
        let shown: Vec<&Zahl> = zahlen.iter().filter(|zahl| zahl.rang <= Rang::Zeile).collect();
        if shown.is_empty() {
            continue;
        }
        let title =
            jahr.as_ref().map_or("Insgesamt".into(), |jahr| format!("Haushaltsjahr {jahr}"));
        text.push_str(&format!("\n| **{title}** | | | |"));
        for zahl in shown {
            text.push_str(&number(&vergleich.figures, zahl));
        }
    }
    let head = "| Zahl | Bisher | Neu | Differenz |\n|:---|---:|---:|---:|";
    (!text.is_empty()).then(|| format!("{head}{text}"))
}

fn number(figures: &Figures, zahl: &Zahl) -> String {
    let mark = |id: FigureId| {
        let text = german::figure(figures.get(id), Stil::Voll).unwrap_or_default();
        marks::mark(id, &text)
    };
    let side = |id: Option<FigureId>| id.map_or(NOTHING.to_owned(), mark);
    let difference = |id: FigureId| {
        let figure = figures.get(id);
        let sign = if figure.value.is_sign_positive() { "+" } else { "" };
        let points = if figure.unit == Unit::Percent { "-Punkte" } else { "" };
        format!("{sign}{}{points}", mark(id))
    };
    format!(
        "\n| {} | {} | {} | {} |",
        german::escape(&zahl.bezeichnung),
        side(zahl.alt),
        side(zahl.neu),
        zahl.differenz.map_or(NOTHING.to_owned(), difference),
    )
}

fn entries(all: &[Eintrag], what: &str) -> Option<String> {
    let mut text = format!("| {what} | Bisher | Neu |\n|:---|:---|:---|");
    for Eintrag { name, lage, angaben } in all {
        let what = match lage {
            Lage::Neu => " (neu)",
            Lage::Entfallen => " (entfällt)",
            _ => "",
        };
        text.push_str(&format!("\n| **{}{what}** | | |", german::escape(name)));
        for angabe in angaben {
            let side = |words: &[Wort]| match words {
                [] => NOTHING.to_owned(),
                words => Wort::all(words),
            };
            let (alt, neu) = (side(&angabe.alt), side(&angabe.neu));
            text.push_str(&format!("\n| {} | {alt} | {neu} |", angabe.was));
        }
    }
    (!all.is_empty()).then_some(text)
}

fn inputs(vergleich: &Vergleich) -> Option<String> {
    let mut text = String::from("| Eingabe | Bisher | Neu |\n|:---|:---|:---|");
    for of in &vergleich.eingaben {
        let (alt, neu) = (typed(of.alt.as_deref()), typed(of.neu.as_deref()));
        text.push_str(&format!("\n| {} | {alt} | {neu} |", german::escape(&of.pfad)));
    }
    (!vergleich.eingaben.is_empty()).then_some(text)
}

/// What was typed, by its beginning where it is long.
fn typed(text: Option<&str>) -> String {
    let Some(text) = text.filter(|text| !text.is_empty()) else { return NOTHING.to_owned() };
    match text.char_indices().nth(MOST) {
        None => german::escape(text).into_owned(),
        Some((end, _)) => {
            let start = text.get(..end).unwrap_or_default();
            let whole = start.rsplit_once(' ').map_or(start, |(whole, _)| whole);
            format!("{} …", german::escape(whole))
        }
    }
}
