//! `vorlage explain`: where a number comes from, down to the lines of the data.
//!
//! Figures are asked for by name, by a pattern in which `*` stands for any text, by what is
//! printed (`"22,5 %"`), or by a part of their title; in a folder, or in a PDF of this program.

use std::collections::BTreeSet;
use std::path::Path;

use super::arguments;
use super::console::Console;
use super::verdict::Verdict;
use super::version;
use crate::diagnostic::{Diagnostic, Sources};
use crate::document::written::{self, Style};
use crate::document::{Explainer, Explanation, Standing, Titles};
use crate::finance::{Figure, FigureId, Figures, Frame, Name};
use crate::output;
use crate::paper::{self, Finished, Outcome};

/// How many names are proposed for one that does not exist.
const PROPOSALS: usize = 5;

/// How many figures are named whose titles a question leaves open.
const MOST_TITLES: usize = 8;

/// Explains figures of one paper.
pub(super) fn run(arguments: &arguments::Explain, console: &mut Console<'_>) -> Verdict {
    let Outcome { made, mut diagnostics, sources } = version::outcome(&arguments.path);
    let explained = made.and_then(|paper| {
        let explained = explain(&paper, arguments, &sources);
        paper::kept(explained, &mut diagnostics)
    });
    console.findings(&diagnostics, &sources, "");
    let Some(explained) = explained else {
        return Verdict::Findings;
    };
    if arguments.json {
        console.json(serde_json::to_string_pretty(&explained));
    } else {
        console.result(&explained.iter().map(text).collect::<Vec<_>>().join("\n"));
    }
    Verdict::Fine
}

fn explain(
    paper: &Finished,
    arguments: &arguments::Explain,
    sources: &Sources,
) -> Result<Vec<Explanation>, Vec<Diagnostic>> {
    let asked = asked(paper, &arguments.figures, &arguments.path)?;
    let pages = output::pages_of_figures(&paper.document, &paper.look)?;
    let lines = output::lines_of_figures(&paper.document);
    let explainer = Explainer::new(&paper.figures, sources, &paper.document, &pages, &lines);
    Ok(asked.into_iter().map(|id| explainer.explain(id)).collect())
}

/// The figures that `patterns` name, each once, in the order of the patterns.
fn asked(
    paper: &Finished,
    patterns: &[String],
    path: &Path,
) -> Result<Vec<FigureId>, Vec<Diagnostic>> {
    let (mut asked, mut problems) = (Vec::new(), Vec::new());
    let mut known = BTreeSet::new();
    for pattern in patterns {
        let found = match named(&paper.figures, pattern) {
            found if found.is_empty() => printed(paper, pattern),
            found => found,
        };
        if !found.is_empty() {
            asked.extend(found.into_iter().filter(|id| known.insert(*id)));
            continue;
        }
        match titled(paper, pattern).as_slice() {
            [] => problems.push(unknown(pattern, &paper.figures, path)),
            [one] => asked.extend([*one].into_iter().filter(|id| known.insert(*id))),
            several => problems.push(ambiguous(pattern, several, paper, path)),
        }
    }
    if problems.is_empty() { Ok(asked) } else { Err(problems) }
}

/// The figures that are called `pattern`, or what it describes.
fn named(figures: &Figures, pattern: &str) -> Vec<FigureId> {
    match figures.find(pattern) {
        Some(id) => vec![id],
        None => {
            let all = figures.iter().filter(|(_, figure)| matches(pattern, figure.name.as_str()));
            all.map(|(id, _)| id).collect()
        }
    }
}

/// The figures that are printed as `text`, with their unit or without it: those that stand in
/// the paper where there are any, else all.
fn printed(paper: &Finished, text: &str) -> Vec<FigureId> {
    let digits = |text: &str| -> String {
        let text = text.replace('-', "−");
        let text: String = text.chars().filter(|char| !char.is_whitespace()).collect();
        let units = ["€", "%", "EUR", "Euro", "Stellen", "Stelle", "Monate", "Monat"];
        let number = units.iter().find_map(|unit| text.strip_suffix(unit));
        number.unwrap_or(&text).to_owned()
    };
    let unit = |text: &str| text.trim_end().ends_with('%');
    let asked = digits(text);
    if !asked.contains(|char: char| char.is_ascii_digit()) {
        return Vec::new();
    }
    let has_unit = text.trim_end().ends_with(|char: char| !char.is_ascii_digit());
    let is_it = |figure: &Figure| {
        let own = written::figure(figure, Style::Full).unwrap_or_default();
        digits(&own) == asked && (!has_unit || unit(&own) == unit(text))
    };
    let all: Vec<FigureId> = paper
        .figures
        .iter()
        .filter(|(_, figure)| !figure.name.frame().is_state() && is_it(figure))
        .map(|(id, _)| id)
        .collect();
    let stands: BTreeSet<FigureId> = paper.document.printed.iter().map(|it| it.figure).collect();
    let standing: Vec<FigureId> = all.iter().copied().filter(|id| stands.contains(id)).collect();
    if standing.is_empty() { all } else { standing }
}

/// The figures of the paper itself with all words of `text` in their titles.
fn titled(paper: &Finished, text: &str) -> Vec<FigureId> {
    let titles = Titles::of(&paper.paper);
    let words: Vec<String> = text.to_lowercase().split_whitespace().map(str::to_owned).collect();
    let is_it = |figure: &Figure| {
        let title = titles.dated(&figure.name).to_lowercase();
        figure.name.frame() == Frame::Own && words.iter().all(|word| title.contains(word))
    };
    let all: Vec<FigureId> =
        paper.figures.iter().filter(|(_, figure)| is_it(figure)).map(|(id, _)| id).collect();
    // Who asks for a title as it is means that one.
    let exact = all
        .iter()
        .copied()
        .filter(|id| titles.dated(&paper.figures.get(*id).name).to_lowercase() == words.join(" "));
    let exact: Vec<FigureId> = exact.collect();
    if exact.len() == 1 { exact } else { all }
}

fn ambiguous(text: &str, found: &[FigureId], paper: &Finished, path: &Path) -> Diagnostic {
    let titles = Titles::of(&paper.paper);
    let message = format!("„{text}“ steht im Titel von {} Zahlen", found.len());
    let shown = path.display().to_string();
    let problem = Diagnostic::of_path("zahl-mehrdeutig-benannt", shown, message);
    let near = found.iter().take(MOST_TITLES).map(|id| &paper.figures.get(*id).name);
    let near: Vec<String> = near.map(|name| format!("`{name}` ({})", titles.dated(name))).collect();
    let more = if found.len() > MOST_TITLES { " und weitere" } else { "" };
    problem.with_hint(format!("Nennen Sie eine davon: {}{more}.", near.join(", ")))
}

/// Whether `name` is what `pattern` describes; `*` stands for any text, also none.
fn matches(pattern: &str, name: &str) -> bool {
    let Some((start, rest)) = pattern.split_once('*') else { return pattern == name };
    let Some(mut name) = name.strip_prefix(start) else { return false };
    let mut rest = rest;
    while let Some((middle, after)) = rest.split_once('*') {
        let Some((_, behind)) = name.split_once(middle) else { return false };
        (name, rest) = (behind, after);
    }
    name.ends_with(rest)
}

fn unknown(name: &str, figures: &Figures, path: &Path) -> Diagnostic {
    let message = if name.contains('*') {
        format!("Auf `{name}` passt keine Zahl dieser Vorlage")
    } else {
        format!("Die Zahl `{name}` gibt es in dieser Vorlage nicht")
    };
    let near: Vec<String> = nearest(name, figures).iter().map(|name| format!("`{name}`")).collect();
    let all = format!("`vorlage figures {}` nennt alle Zahlen.", path.display());
    let problem = Diagnostic::of_path("unbekannte-zahl", path.display().to_string(), message);
    match near.split_last() {
        None => problem.with_hint(all),
        Some((last, [])) => problem.with_hint(format!("Meinten Sie {last}?")).with_hint(all),
        Some((last, others)) => problem
            .with_hint(format!("Meinten Sie {} oder {last}?", others.join(", ")))
            .with_hint(all),
    }
}

/// The names that `name` was probably meant to be: those that continue it, or else
/// those that are spelt most like it.
fn nearest<'f>(name: &str, figures: &'f Figures) -> Vec<&'f str> {
    let name = name.replace('*', "");
    let begun = format!("{}.", name.trim_end_matches('.'));
    let names = || figures.names().map(Name::as_str);
    let continued: Vec<&str> =
        names().filter(|known| known.starts_with(&begun)).take(PROPOSALS).collect();
    if !continued.is_empty() {
        return continued;
    }
    let limit = name.chars().count().div_ceil(3).max(2);
    let mut near: Vec<(usize, &str)> = names()
        .map(|known| (strsim::damerau_levenshtein(&name, known), known))
        .filter(|(distance, _)| *distance <= limit)
        .collect();
    near.sort_unstable();
    near.into_iter().take(PROPOSALS).map(|(_, known)| known).collect()
}

/// The explanation of one figure as a tree.
fn text(explanation: &Explanation) -> String {
    let mut out = String::new();
    branch(explanation, "", "", true, &mut out);
    out
}

/// Writes `explanation` behind `first`; its further lines go behind `further`.
fn branch(explanation: &Explanation, first: &str, further: &str, is_root: bool, out: &mut String) {
    out.push_str(&format!("{first}{}\n", head(explanation)));
    let rail = if explanation.parts.is_empty() { "  " } else { "│ " };
    let mut notes = notes(explanation);
    if is_root {
        notes.extend(places(&explanation.printed));
    }
    for note in notes {
        out.push_str(&format!("{further}{rail} {note}\n"));
    }
    let count = explanation.parts.len();
    for (index, part) in explanation.parts.iter().enumerate() {
        let (twig, below) =
            if index + 1 < count { ("├─ ", "│  ") } else { ("└─ ", "   ") };
        branch(part, &format!("{further}{twig}"), &format!("{further}{below}"), false, out);
    }
}

/// The figure, and where the data gives it.
fn head(explanation: &Explanation) -> String {
    let Explanation { id, text, .. } = explanation;
    let origin = match (&explanation.place, explanation.kind) {
        (Some(place), "counted") => format!(" – gezählt aus dem Zeitraum in {place}"),
        (Some(place), _) => format!(" – {place}"),
        (None, _) if explanation.repeated => " – siehe oben".to_owned(),
        (None, _) => String::new(),
    };
    let source = explanation
        .source
        .as_ref()
        .map(|source| format!(" – Quelle: {source}"))
        .unwrap_or_default();
    format!("{id} = {text}{origin}{source}")
}

/// Calculation, exact value and rounding, each on a line.
fn notes(explanation: &Explanation) -> Vec<String> {
    let mut notes = Vec::new();
    if explanation.repeated {
        return notes;
    }
    if let Some(calculation) = &explanation.calculation {
        let exact = explanation.unrounded.as_ref().unwrap_or(&explanation.text);
        let printed = match explanation.kind {
            "printed_sum" | "printed_difference" | "share" => " (gedruckte Werte)",
            _ => "",
        };
        // One summand alone is the part that follows.
        if calculation != exact {
            notes.push(format!("{calculation} = {exact}{printed}"));
        }
    }
    if let Some(rounding) = &explanation.rounding {
        notes.push(format!("exakt {}, {rounding}", shortened(&explanation.exact)));
    }
    notes.extend(explanation.moved.clone());
    notes
}

/// A fraction as it is, or how long it is where nobody would read it.
fn shortened(fraction: &str) -> String {
    const MOST: usize = 40;
    if fraction.len() <= MOST {
        return fraction.to_owned();
    }
    format!("ein Bruch mit {} Ziffern", fraction.chars().filter(char::is_ascii_digit).count())
}

/// Where the figure is printed, page by page.
fn places(printed: &[Standing]) -> Vec<String> {
    if printed.is_empty() {
        return vec!["steht nicht in der Vorlage".to_owned()];
    }
    let mut places: Vec<(String, usize)> = Vec::new();
    for standing in printed {
        let page = standing.page.map(|page| format!("Seite {page}, ")).unwrap_or_default();
        let place = format!("{page}{}", standing.section.join(" › "));
        match places.iter_mut().find(|(known, _)| *known == place) {
            Some((_, count)) => *count += 1,
            None => places.push((place, 1)),
        }
    }
    let place = |(place, count): (String, usize)| match count {
        1 => format!("gedruckt: {place}"),
        count => format!("gedruckt: {place} ({count}-mal)"),
    };
    places.into_iter().map(place).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_star_stands_for_any_text() {
        #[track_caller]
        fn case(pattern: &str, name: &str, expected: bool) {
            assert_eq!(matches(pattern, name), expected, "{pattern} {name}");
        }
        case("zeile.11.*", "zeile.11.2022", true);
        case("zeile.11.*", "zeile.16.2022", false);
        case("*.gesamt", "stelle.leitung.gesamt", true);
        case("*.gesamt", "gesamt.2021", false);
        case("stelle.*.2021", "stelle.leitung.monate.2021", true);
        case("stelle.*.20*1", "stelle.leitung.2021", true);
        case("*", "volumen", true);
        case("a*a", "a", false);
        case("volumen", "volumen", true);
        case("Volumen", "volumen", false);
    }
}
