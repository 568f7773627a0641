//! Writes a comparison as a document of its own: figures, posts, bodies, what was
//! typed, and the synopsis of both texts.

use super::numbers::moved::{Number, Rank};
use super::numbers::year_diagram;
use super::synopsis::fragment;
use super::synopsis::words::Word;
use super::{Comparison, Group, Item, Version, bridge_markdown, legend};
use crate::data::Wording;
use crate::diagnostic::{Diagnostic, Place, Sources};
use crate::document::written::{self, Style};
use crate::document::{Document, Meta, marks};
use crate::finance::{FigureId, Figures, Frame};

/// What stands where there is nothing.
const NOTHING: &str = "–";

/// How much of what was typed is shown in a cell.
const MOST: usize = 240;

/// The document about `vergleich`, which compares `alt` with `neu`; with a diagram where
/// the page layout draws them.
pub fn report(
    comparison: &Comparison,
    old: Version<'_>,
    new: Version<'_>,
    is_drawn: bool,
) -> Result<Document, Diagnostic> {
    let wording = &new.paper.profil.wording;
    let say = |key: &str| wording.say(&format!("vergleich.{key}"));
    let parts = [
        head(wording, old, new),
        section(say("zahlen"), numbers(wording, comparison)),
        section(say("bruecke"), bridge(comparison, is_drawn)),
        section(say("jahre"), years(wording, comparison, old, new, is_drawn)),
        section(say("stellen"), entries(wording, &comparison.stellen, say("stelle"))),
        section(
            say("beratungsfolge"),
            entries(wording, &comparison.beratungsfolge, say("gremium")),
        ),
        section(say("eingaben"), inputs(wording, comparison)),
        synopsis(wording, comparison),
    ];
    let marked = parts.into_iter().flatten().collect::<Vec<_>>().join("\n\n") + "\n";
    let (text, printed) = marks::strip(&marked, &comparison.figures)
        .map_err(|at| broken(say("titel"), &marked, at))?;
    let (markdown, changes) =
        marks::spell_out(&text).map_err(|at| broken(say("titel"), &text, at))?;
    let meta = Meta { art: say("titel").to_owned(), ..new.document.meta.clone() };
    Ok(Document::new(markdown, printed, changes, meta))
}

/// A mark that is not whole: an error of the program, which no input is known to cause.
fn broken(title: &str, text: &str, at: usize) -> Diagnostic {
    let line = text.get(..at).unwrap_or_default().matches('\n').count() + 1;
    let message = format!("Der Vergleich ist in Zeile {line} zerschnitten");
    Diagnostic::of_path("rueckleseprobe", title, message).with_hint(
        "Das ist ein Fehler des Programms; es wird nichts geschrieben. Bitte melden Sie ihn mit Ihren Daten.",
    )
}

fn section(title: &str, table: Option<String>) -> Option<String> {
    table.map(|table| format!("## {title}\n\n{table}"))
}

fn head(wording: &Wording, old: Version<'_>, new: Version<'_>) -> Option<String> {
    let version = |of: Version<'_>| {
        let Meta { nummer, datum, .. } = &of.document.meta;
        let filled = [("nummer", &*written::escape(nummer)), ("tag", &*written::date(*datum))];
        wording.fill("vergleich.vom", &filled)
    };
    let Meta { stadt, betreff, .. } = &new.document.meta;
    let stadt = match written::escape(stadt) {
        name if name.is_empty() => String::new(),
        name => format!("**{name}**\n\n"),
    };
    Some(format!(
        "{stadt}| {} | {} |\n|:---|:---|\n| {} | {} |\n\n# {}\n\n**{}**",
        wording.say("vergleich.bisherige"),
        wording.say("vergleich.neue"),
        version(old),
        version(new),
        wording.say("vergleich.titel"),
        written::escape(betreff),
    ))
}

fn synopsis(wording: &Wording, comparison: &Comparison) -> Option<String> {
    let text = if comparison.synopse.is_empty() {
        match comparison.is_set_alike {
            true => wording.say("vergleich.gleich").to_owned(),
            false => wording.say("vergleich.nur_satz").to_owned(),
        }
    } else {
        format!("{}\n\n{}", legend(wording), fragment::fragment(&comparison.synopse, 3))
    };
    Some(format!("## {}\n\n{text}", wording.say("vergleich.synopse")))
}

/// What each change contributes to the totals that moved.
fn bridge(comparison: &Comparison, is_drawn: bool) -> Option<String> {
    bridge_markdown(&comparison.bridge, &comparison.figures, 3, (Rank::Posten, is_drawn))
}

/// What both versions spend a year, and who pays it, where any of that moved.
fn years(
    wording: &Wording,
    comparison: &Comparison,
    old: Version<'_>,
    new: Version<'_>,
    is_drawn: bool,
) -> Option<String> {
    let is_moved = is_drawn && !comparison.bridge.totals.is_empty();
    let both =
        [(Frame::Old, old, "vergleich.fassung_alt"), (Frame::New, new, "vergleich.fassung_neu")];
    let drawn = both.into_iter().filter(|_| is_moved).flat_map(|(frame, of, which)| {
        year_diagram::jahre(of.paper, &comparison.figures, frame, wording.say(which))
    });
    let drawn: Vec<String> = drawn.collect();
    (!drawn.is_empty()).then(|| drawn.join("\n\n"))
}

/// The totals and lines that moved, by year.
fn numbers(wording: &Wording, comparison: &Comparison) -> Option<String> {
    let mut text = String::new();
    for Group { jahr, numbers } in &comparison.numbers {
        let shown: Vec<&Number> =
            numbers.iter().filter(|number| number.rank <= Rank::Zeile).collect();
        if shown.is_empty() {
            continue;
        }
        let title = match jahr {
            None => wording.say("vergleich.insgesamt").to_owned(),
            Some(jahr) => wording.fill("allgemein.haushaltsjahr", &[("jahr", jahr)]),
        };
        text.push_str(&format!("\n| **{title}** | | | |"));
        for number in shown {
            text.push_str(&row(&comparison.figures, number));
        }
    }
    let heads = ["vergleich.zahl", "synopse.bisher", "synopse.neu", "vergleich.differenz"];
    let heads = heads.map(|key| wording.say(key)).join(" | ");
    let head = format!("| {heads} |\n|:---|---:|---:|---:|");
    (!text.is_empty()).then(|| format!("{head}{text}"))
}

fn row(figures: &Figures, number: &Number) -> String {
    let mark = |id: FigureId| {
        let text = written::figure(figures.get(id), Style::Full).unwrap_or_default();
        marks::mark(id, &text)
    };
    let side = |id: Option<FigureId>| id.map_or(NOTHING.to_owned(), mark);
    let difference = |id: FigureId| {
        let figure = figures.get(id);
        let sign = if figure.value.is_sign_positive() { "+" } else { "" };
        format!("{sign}{}", mark(id))
    };
    format!(
        "\n| {} | {} | {} | {} |",
        written::escape(&number.bezeichnung),
        side(number.old),
        side(number.new),
        number.difference.map_or(NOTHING.to_owned(), difference),
    )
}

/// The head of a table of old and new.
fn head_of_three(wording: &Wording, what: &str) -> String {
    let (old, new) = (wording.say("synopse.bisher"), wording.say("synopse.neu"));
    format!("| {what} | {old} | {new} |\n|:---|:---|:---|")
}

fn entries(wording: &Wording, all: &[Item], what: &str) -> Option<String> {
    let mut text = head_of_three(wording, what);
    for item in all {
        text.push_str(&format!("\n| **{}** | | |", written::escape(&item.title(wording))));
        for feature in &item.features {
            let side = |words: &[Word]| match words {
                [] => NOTHING.to_owned(),
                words => Word::all(words),
            };
            let (old, new) = (side(&feature.old), side(&feature.new));
            text.push_str(&format!("\n| {} | {old} | {new} |", feature.was));
        }
    }
    (!all.is_empty()).then_some(text)
}

fn inputs(wording: &Wording, comparison: &Comparison) -> Option<String> {
    let mut text = head_of_three(wording, wording.say("vergleich.eingabe"));
    for of in &comparison.typed_values {
        let side = |text: &Option<String>, place: &Option<Place>| {
            let place = place.as_ref().map(|place| line(wording, &comparison.sources, place));
            format!("{}{}", typed(text.as_deref()), place.unwrap_or_default())
        };
        let (old, new) = (side(&of.old, &of.old_place), side(&of.new, &of.new_place));
        text.push_str(&format!("\n| {} | {old} | {new} |", written::escape(&of.path)));
    }
    (!comparison.typed_values.is_empty()).then_some(text)
}

/// Where something was typed, behind it.
fn line(wording: &Wording, sources: &Sources, place: &Place) -> String {
    let place = sources.locate(place);
    let name = place.rsplit(['/', '\\']).next().unwrap_or_default();
    match name.rsplit_once(':') {
        Some((file, line)) => {
            let filled = [("datei", &*written::escape(file)), ("zeile", line)];
            format!(" {}", wording.fill("vergleich.ort", &filled))
        }
        None => String::new(),
    }
}

/// `text` as a reader writes it: numbers with a decimal comma, entries of lists apart.
fn readable(text: &str) -> String {
    // Parentheses stand around the entries of lists, but also in what people write.
    let is_list = text.starts_with('(') || text.contains(": (");
    let text = match is_list {
        true => text.replace("), (", "; ").replace(['(', ')'], ""),
        false => text.to_owned(),
    };
    let word = |word: &str| {
        let (number, sign) = match word.strip_suffix([',', ';']) {
            Some(number) => (number, word.get(number.len()..).unwrap_or_default()),
            None => (word, ""),
        };
        let is_number = number.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
        // A year has no point between its digits, and a name may begin with nought.
        let is_name = number.starts_with('0') && !number.starts_with("0.");
        match number.parse().ok().filter(|_| is_number && !is_name) {
            Some(value) if number.len() > 4 || number.contains('.') => {
                format!("{}{sign}", written::number(value))
            }
            _ if number.ends_with(':') => number.replace('_', " "),
            _ => word.to_owned(),
        }
    };
    text.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

/// What was typed, by its beginning where it is long.
fn typed(text: Option<&str>) -> String {
    let Some(text) = text.filter(|text| !text.is_empty()) else { return NOTHING.to_owned() };
    let text = &readable(text);
    match text.char_indices().nth(MOST) {
        None => written::escape(text).into_owned(),
        Some((end, _)) => {
            let start = text.get(..end).unwrap_or_default();
            let whole = start.rsplit_once(' ').map_or(start, |(whole, _)| whole);
            format!("{} …", written::escape(whole))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_typed_is_written_as_people_write_it() {
        for (typed, shown) in [
            ("3711501.77", "3.711.501,77"),
            ("1.0", "1,0"),
            ("0504", "0504"),
            ("2021", "2021"),
            ("01.05.2021", "01.05.2021"),
            ("Leitung (kommissarisch), 40000", "Leitung (kommissarisch), 40.000"),
            (
                "eigene_mittel: (id: a_b, betrag: 800000), (id: c, jahr: 2016)",
                "eigene mittel: id: a_b, betrag: 800.000; id: c, jahr: 2016",
            ),
        ] {
            assert_eq!(readable(typed), shown);
        }
    }
}
