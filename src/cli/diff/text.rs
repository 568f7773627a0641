//! A comparison for the terminal: what was typed first, then figures, then words.

use super::super::wortlaut::{self, WIDTH, lines_of, wrapped};
use super::bruecke;
use crate::document::german::{self, Stil};
use crate::finance::{FigureId, Figures};
use crate::vergleich::{self, Eintrag, Geaendert, Merkmal, Rang, Vergleich, Was, Zahl};

/// All that changed; `all` figures or only totals and lines.
pub(super) fn text(vergleich: &Vergleich, all: bool) -> String {
    let [alt, neu] = &vergleich.namen;
    let parts = [
        format!("Bisher  {alt}\nNeu     {neu}\n"),
        section("Geänderte Eingaben", inputs(vergleich)),
        section("Geänderte Stellen", entries(&vergleich.stellen)),
        section("Geänderte Beratungsfolge", entries(&vergleich.beratungsfolge)),
        section("Geänderte Zahlen", numbers(vergleich, all)),
        section("Brücke", bruecke::text(vergleich, all)),
        section("Geänderter Wortlaut", wortlaut::geaendert(&vergleich.synopse)),
        layout(vergleich),
        szenarien(vergleich),
    ];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n")
}

/// The files of which nothing is compared but that they changed.
pub(super) fn szenarien(vergleich: &Vergleich) -> String {
    let files = vergleich.szenariotexte.iter().map(|path| format!("  {path}\n"));
    section("Geänderte Texte, die nur in Szenarien stehen", files.collect())
}

/// What there is to say where the same words are set otherwise.
fn layout(vergleich: &Vergleich) -> String {
    let is_moved = vergleich.synopse.is_empty() && !vergleich.gleich_gesetzt;
    let text = if is_moved { vergleich::NUR_SATZ } else { "" };
    wrapped(text, 0)
}

fn section(title: &str, lines: String) -> String {
    if lines.is_empty() { lines } else { format!("{title}\n{lines}") }
}

fn inputs(vergleich: &Vergleich) -> String {
    let line = |of: &Geaendert| {
        let side = |text: &Option<String>| match text.as_deref() {
            None | Some("") => "–".to_owned(),
            Some(text) => text.to_owned(),
        };
        let (alt, neu) = (side(&of.alt), side(&of.neu));
        let said = match of.was {
            Was::Geaendert => format!("{}: {alt} → {neu}", of.pfad),
            Was::Neu => format!("{} (neu): {neu}", of.pfad),
            Was::Entfallen => format!("{} (entfällt): {alt}", of.pfad),
            Was::Umgestellt => format!("{} (umgestellt): {alt} → {neu}", of.pfad),
        };
        let places = [("bisher", &of.alt_place), ("neu", &of.neu_place)];
        let places: Vec<String> = places
            .into_iter()
            .filter_map(|(name, place)| {
                Some(format!("{name} {}", vergleich.sources.locate(place.as_ref()?)))
            })
            .collect();
        wrapped(&said, 2) + &wrapped(&places.join(", "), 6)
    };
    vergleich.eingaben.iter().map(line).collect()
}

fn entries(all: &[Eintrag]) -> String {
    let mut text = String::new();
    for eintrag in all {
        text.push_str(&wrapped(&eintrag.titel(), 2));
        for Merkmal { was, alt, neu } in &eintrag.merkmale {
            let (alt, neu) = (vergleich::text(alt), vergleich::text(neu));
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

fn numbers(vergleich: &Vergleich, all: bool) -> String {
    let least = if all { Rang::Weitere } else { Rang::Zeile };
    let mut groups: Vec<(String, Vec<Row>)> = Vec::new();
    for gruppe in &vergleich.zahlen {
        let shown = gruppe.zahlen.iter().filter(|zahl| zahl.rang <= least);
        let rows: Vec<Row> = shown.map(|zahl| row(&vergleich.figures, zahl)).collect();
        let title = gruppe.jahr.as_ref().map(|jahr| format!("Haushaltsjahr {jahr}"));
        if !rows.is_empty() {
            groups.push((title.unwrap_or_else(|| "Insgesamt".into()), rows));
        }
    }
    let rows = || groups.iter().flat_map(|(_, rows)| rows);
    let width = |column: usize| {
        rows().filter_map(|row| row.get(column)).map(|cell| cell.chars().count()).max()
    };
    let [alt, neu, differenz] =
        [(1, 6), (2, 3), (3, 9)].map(|(column, least)| width(column).unwrap_or(0).max(least));
    let name = WIDTH.saturating_sub(4 + alt + neu + differenz + 6);
    let line = |[first, a, b, c]: &Row| {
        let mut lines = lines_of(first, name);
        let last = lines.pop().unwrap_or_default();
        let above: String = lines.iter().map(|line| format!("    {line}\n")).collect();
        let line = format!("{above}    {last:name$}  {a:>alt$}  {b:>neu$}  {c:>differenz$}");
        format!("{}\n", line.trim_end())
    };
    let mut text = String::new();
    for (title, rows) in &groups {
        let heads = if text.is_empty() { ["Bisher", "Neu", "Differenz"] } else { [""; 3] };
        let [a, b, c] = heads;
        let width = name + 2;
        let head = format!("  {title:width$}  {a:>alt$}  {b:>neu$}  {c:>differenz$}");
        text.push_str(&format!("{}\n", head.trim_end()));
        text.extend(rows.iter().map(line));
    }
    if !all && vergleich.zahlen.iter().flat_map(|of| &of.zahlen).any(|zahl| zahl.rang > least) {
        text.push_str(match groups.is_empty() {
            true => "  Keine Summe und keine Zeile der Pläne; andere Zahlen zeigt `--all`.\n",
            false => "  Weitere Zahlen zeigt `--all`.\n",
        });
    }
    text
}

fn row(figures: &Figures, zahl: &Zahl) -> Row {
    let said = |id: FigureId| {
        let figure = figures.get(id);
        german::figure(figure, Stil::Voll).unwrap_or_else(|| figure.value.to_string())
    };
    let side = |id: Option<FigureId>| id.map_or("–".to_owned(), said);
    let difference = zahl.differenz.map_or("–".to_owned(), |id| {
        let figure = figures.get(id);
        let sign = if figure.value.is_sign_positive() { "+" } else { "" };
        format!("{sign}{}", said(id))
    });
    [zahl.bezeichnung.clone(), side(zahl.alt), side(zahl.neu), difference]
}
