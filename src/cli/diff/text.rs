//! A comparison for the terminal: what was typed first, then figures, then words.

use super::super::wording::{self, WIDTH, lines_of, wrapped};
use super::bridge;
use crate::compare::{self, ChangedValue, Comparison, Feature, Item, Number, Rank, ValueFate};
use crate::document::written::{self, Style};
use crate::finance::{FigureId, Figures};

/// All that changed; `all` figures or only totals and lines.
pub(super) fn text(comparison: &Comparison, all: bool) -> String {
    let [alt, neu] = &comparison.names;
    let parts = [
        format!("Bisher  {alt}\nNeu     {neu}\n"),
        section("Geänderte Eingaben", inputs(comparison)),
        section("Geänderte Stellen", entries(comparison, &comparison.stellen)),
        section("Geänderte Beratungsfolge", entries(comparison, &comparison.beratungsfolge)),
        section("Geänderte Zahlen", numbers(comparison, all)),
        section("Brücke", bridge::text(comparison, all)),
        section("Geänderter Wortlaut", wording::geaendert(&comparison.synopse)),
        layout(comparison),
        szenarien(comparison),
    ];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n")
}

/// The files of which nothing is compared but that they changed.
pub(super) fn szenarien(comparison: &Comparison) -> String {
    let files = comparison.scenario_texts.iter().map(|path| format!("  {path}\n"));
    section("Geänderte Texte, die nur in Szenarien stehen", files.collect())
}

/// What there is to say where the same words are set otherwise.
fn layout(comparison: &Comparison) -> String {
    let is_moved = comparison.synopse.is_empty() && !comparison.is_set_alike;
    let text = if is_moved { comparison.bridge.wording.say("vergleich.nur_satz") } else { "" };
    wrapped(text, 0)
}

fn section(title: &str, lines: String) -> String {
    if lines.is_empty() { lines } else { format!("{title}\n{lines}") }
}

fn inputs(comparison: &Comparison) -> String {
    let line = |of: &ChangedValue| {
        let side = |text: &Option<String>| match text.as_deref() {
            None | Some("") => "–".to_owned(),
            Some(text) => text.to_owned(),
        };
        let (alt, neu) = (side(&of.old), side(&of.new));
        let said = match of.was {
            ValueFate::Changed => format!("{}: {alt} → {neu}", of.path),
            ValueFate::New => format!("{} (neu): {neu}", of.path),
            ValueFate::Gone => format!("{} (entfällt): {alt}", of.path),
            ValueFate::Reordered => format!("{} (umgestellt): {alt} → {neu}", of.path),
        };
        let places = [("bisher", &of.old_place), ("neu", &of.new_place)];
        let places: Vec<String> = places
            .into_iter()
            .filter_map(|(name, place)| {
                Some(format!("{name} {}", comparison.sources.locate(place.as_ref()?)))
            })
            .collect();
        wrapped(&said, 2) + &wrapped(&places.join(", "), 6)
    };
    comparison.typed_values.iter().map(line).collect()
}

fn entries(comparison: &Comparison, all: &[Item]) -> String {
    let mut text = String::new();
    for item in all {
        text.push_str(&wrapped(&item.title(&comparison.bridge.wording), 2));
        for Feature { was, old, new } in &item.features {
            let (alt, neu) = (compare::text(old), compare::text(new));
            let said = match (alt.is_empty(), neu.is_empty()) {
                (true, _) => neu,
                (_, true) => alt,
                _ => format!("{alt} → {neu}"),
            };
            text.push_str(&wrapped(&format!("{was}: {said}"), 4));
        }
    }
    text
}

/// A row of figures as text.
type Row = [String; 4];

fn numbers(comparison: &Comparison, all: bool) -> String {
    let least = if all { Rank::Other } else { Rank::Zeile };
    let mut groups: Vec<(String, Vec<Row>)> = Vec::new();
    for group in &comparison.numbers {
        let shown = group.numbers.iter().filter(|number| number.rank <= least);
        let rows: Vec<Row> = shown.map(|number| row(&comparison.figures, number)).collect();
        let title = group.jahr.as_ref().map(|jahr| format!("Haushaltsjahr {jahr}"));
        if !rows.is_empty() {
            groups.push((title.unwrap_or_else(|| "Insgesamt".into()), rows));
        }
    }
    let rows = || groups.iter().flat_map(|(_, rows)| rows);
    let width = |column: usize| {
        rows().filter_map(|row| row.get(column)).map(|cell| cell.chars().count()).max()
    };
    let [alt, neu, difference] =
        [(1, 6), (2, 3), (3, 9)].map(|(column, least)| width(column).unwrap_or(0).max(least));
    let name = WIDTH.saturating_sub(4 + alt + neu + difference + 6);
    let line = |[first, a, b, c]: &Row| {
        let mut lines = lines_of(first, name);
        let last = lines.pop().unwrap_or_default();
        let above: String = lines.iter().map(|line| format!("    {line}\n")).collect();
        let line = format!("{above}    {last:name$}  {a:>alt$}  {b:>neu$}  {c:>difference$}");
        format!("{}\n", line.trim_end())
    };
    let mut text = String::new();
    for (title, rows) in &groups {
        let heads = if text.is_empty() { ["Bisher", "Neu", "Differenz"] } else { [""; 3] };
        let [a, b, c] = heads;
        let width = name + 2;
        let head = format!("  {title:width$}  {a:>alt$}  {b:>neu$}  {c:>difference$}");
        text.push_str(&format!("{}\n", head.trim_end()));
        text.extend(rows.iter().map(line));
    }
    if !all
        && comparison.numbers.iter().flat_map(|of| &of.numbers).any(|number| number.rank > least)
    {
        text.push_str(match groups.is_empty() {
            true => "  Keine Summe und keine Zeile der Pläne; andere Zahlen zeigt `--all`.\n",
            false => "  Weitere Zahlen zeigt `--all`.\n",
        });
    }
    text
}

fn row(figures: &Figures, number: &Number) -> Row {
    let said = |id: FigureId| {
        let figure = figures.get(id);
        written::figure(figure, Style::Full).unwrap_or_else(|| figure.value.to_string())
    };
    let side = |id: Option<FigureId>| id.map_or("–".to_owned(), said);
    let difference = number.difference.map_or("–".to_owned(), |id| {
        let figure = figures.get(id);
        let sign = if figure.value.is_sign_positive() { "+" } else { "" };
        format!("{sign}{}", said(id))
    });
    [number.bezeichnung.clone(), side(number.old), side(number.new), difference]
}
