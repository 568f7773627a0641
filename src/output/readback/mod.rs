//! Reads the finished text and the finished PDF again and holds every amount in them to
//! the figures, and every word and number to the tree.
//!
//! ```text
//! Markdown ── every amount is the printed form of the figure that is marked there
//!    PDF   ── the same amounts, in the order of the page
//!    DOCX  ── the same again
//!    all   ── the words of the tree, all of them and no others
//! ```
//!
//! A second reader, not the writer's own list: what goes wrong between a figure and
//! the paper is an error of the program, and nothing is written.

mod amounts;
mod html;
mod office;
mod words;

use rust_decimal::Decimal;
use typst::layout::Abs;
use typst::text::{FontVariant, FontVariations};

use self::amounts::{Amount, amounts, rejoined};
pub(super) use self::html::html_proves_itself;
pub use self::office::office_proves_itself;
use super::pdf_text::{self, PageText};
use super::{Look, wide};
use crate::diagnostic::{Diagnostic, Sources};
use crate::document::written::{self, Style};
use crate::document::{Document, Meta, Printed};
use crate::finance::{Figure, Figures, Unit};

/// The powers of ten that figures are rounded to.
const POWERS: std::ops::RangeInclusive<i8> = -3..=9;

/// What follows the number of a printed figure.
const UNIT: [char; 3] = ['€', '%', written::NO_BREAK_SPACE];

/// Where a line may break, or may not, without a sign.
const JOINTS: [char; 2] = ['\u{200b}', '\u{2060}'];

/// Holds the text of `document` to `figures`, and its file to its tree; an amount that is no
/// figure must stand in the words of the data.
pub fn text_proves_itself(
    document: &Document,
    figures: &Figures,
    sources: &Sources,
) -> Result<(), Vec<Diagnostic>> {
    let found = amounts(&document.markdown);
    let mut wrong: Vec<String> = document
        .printed
        .iter()
        .filter_map(|printed| misprint(printed, document, figures, &found))
        .collect();
    wrong.extend(
        found
            .iter()
            .filter(|amount| !is_vouched_for(amount, document, sources))
            .map(|amount| format!("„{}“ ist keine Zahl der Vorlage", amount.text)),
    );
    let file = words::plain(&wide::markdown(document));
    let differs = words::difference(&words::meant(document), &file, "", &|_, _| false);
    wrong.extend(differs.map(|differs| format!("im Markdown steht {differs}")));
    if wrong.is_empty() { Ok(()) } else { Err(wrong.iter().map(|wrong| failed(wrong)).collect()) }
}

/// What is wrong with a printed figure.
fn misprint(
    printed: &Printed,
    document: &Document,
    figures: &Figures,
    found: &[Amount],
) -> Option<String> {
    let (_, figure) = figures.at(printed.figure.index())?;
    let text = document.markdown.get(printed.range.clone()).unwrap_or_default();
    let number = without_unit(text);
    let value = amounts::value(number);
    let before = document.markdown.get(..printed.range.start).unwrap_or_default();
    let is_about = before.split_whitespace().next_back().is_some_and(|word| ABOUT.contains(&word));
    if !value.is_some_and(|value| is_value_of(number, value, figure, is_about)) {
        return Some(format!("„{text}“ ist nicht der Wert von `{}`", figure.name));
    }
    let needs_unit = matches!(figure.unit, Unit::Euro | Unit::Percent);
    let is_found =
        found.binary_search_by_key(&printed.range.start, |amount| amount.range.start).is_ok();
    (needs_unit && !is_found).then(|| format!("„{text}“ ist im Text nicht wiederzufinden"))
}

/// A printed figure without its unit.
fn without_unit(text: &str) -> &str {
    text.strip_suffix(written::PERCENTAGE_POINTS).unwrap_or(text).trim_end_matches(UNIT)
}

/// The words before a rounded number, as they end.
const ABOUT: [&str; 21] = [
    "rund",
    "rd.",
    "etwa",
    "ca.",
    "circa",
    "ungefähr",
    "annähernd",
    "knapp",
    "fast",
    "nahezu",
    "beinahe",
    "ganz",
    "über",
    "gut",
    "als",
    "zu",
    "höchstens",
    "maximal",
    "unter",
    "mindestens",
    "wenigstens",
];

/// Whether `number`, of this `value`, is what `figure` prints, or what it rounds to: to
/// other decimal places than it has itself or, behind a word that says so, to the same; and
/// never to nothing.
fn is_value_of(number: &str, value: Decimal, figure: &Figure, is_about: bool) -> bool {
    let digits = |text: &str| text.split_once(',').map_or(0, |(_, part)| part.len());
    let own = written::figure(figure, Style::Full).unwrap_or_default();
    let own = digits(without_unit(&own));
    let rounds = |power| written::rounded(&figure.exact, power) == Some(value);
    value == figure.value
        || ((is_about || digits(number) != own)
            && !value.is_zero()
            && POWERS.into_iter().any(rounds))
}

/// Whether a figure is printed where `amount` stands, or the data itself says it.
fn is_vouched_for(amount: &Amount, document: &Document, sources: &Sources) -> bool {
    let printed = &document.printed;
    let is_figure = printed
        .binary_search_by_key(&amount.range.start, |printed| printed.range.start)
        .ok()
        .and_then(|index| printed.get(index))
        .is_some_and(|printed| printed.range.end >= amount.range.end);
    is_figure || stands_in_data(amount, sources)
}

/// Whether the words of the data, such as the name of a programme, hold `amount`.
fn stands_in_data(amount: &Amount, sources: &Sources) -> bool {
    sources.iter().filter(|(_, path, _)| path.ends_with(".yaml") || path.ends_with(".yml")).any(
        |(_, _, text)| {
            is_typed(&amount.text, text) || amounts(text).iter().any(|own| own.text == amount.text)
        },
    )
}

/// Whether `data` holds the percentage `amount` as data is typed, with a decimal point.
fn is_typed(amount: &str, data: &str) -> bool {
    let Some(number) = amount.strip_suffix('%').map(str::trim_end) else { return false };
    let number = number.replace('.', "").replace(',', ".");
    let is_digit = |c: char| c.is_ascii_digit() || c == '.';
    data.match_indices(&number).any(|(start, _)| {
        let (before, after) = data.split_at(start);
        let after = after.get(number.len()..).unwrap_or_default().trim_start_matches(' ');
        !before.ends_with(is_digit) && after.starts_with('%')
    })
}

/// Holds the text of the finished `pdf` to that of `document`; what `look` itself prints is no
/// part of it.
pub fn pdf_proves_itself(
    document: &Document,
    look: &Look,
    pdf: &[u8],
) -> Result<(), Vec<Diagnostic>> {
    let pages = pdf_text::own(pdf)
        .map_err(|_| vec![failed("das fertige PDF lässt sich nicht wieder lesen")])?;
    if let Some(beyond) =
        pages.iter().enumerate().find_map(|(index, page)| beyond(index, page, document))
    {
        return Err(vec![beyond]);
    }
    let text: Vec<String> = pages.iter().map(PageText::text).collect();
    let text = seen(&rejoined(&seen(&text.join("\n"), &JOINTS)), &['\u{ad}']);
    let in_order = seen(&seen(&words::meant(document), &JOINTS), &['\u{ad}']);
    let (printed, meant) = (amounts(&text), amounts(&in_order));
    if let Some(foreign) = foreign_in_margins(&pages, &meant, &document.meta) {
        return Err(vec![failed(&format!("am Rand einer Seite steht „{foreign}“"))]);
    }
    // Signs that look the same are one glyph, which says only one of them.
    let alike = |a: char, b: char| {
        look.faces().into_iter().any(|face| {
            let upright = FontVariant::default();
            let font = face.instantiate(upright, Abs::zero(), &FontVariations::default());
            let glyph = |sign| font.ttf().glyph_index(sign);
            glyph(a).is_some() && glyph(a) == glyph(b)
        })
    };
    let words = || words::difference(&in_order, &text, &look.seite, &alike);
    let differs = difference(&meant, &printed);
    let differs = differs.or_else(words);
    match differs.map(|differs| format!("im PDF steht {differs}")) {
        None => Ok(()),
        Some(message) => Err(vec![failed(&message)]),
    }
}

/// Text of the page at `index` that stands beyond its edge, where nobody sees it.
fn beyond(index: usize, page: &PageText, document: &Document) -> Option<Diagnostic> {
    let is_seen = |run: &pdf_text::Run| {
        run.x >= 0.0 && run.end <= page.width && run.y > 0.0 && run.y <= page.height
    };
    let hidden = page.runs.iter().find(|run| !run.text.trim().is_empty() && !is_seen(run))?;
    let words: String = hidden.text.trim().chars().take(40).collect();
    let message = format!("Auf Seite {} läuft der Text über den Rand: „{words} …“", index + 1);
    let paper = format!("{} {}", document.meta.art, document.meta.nummer);
    Some(Diagnostic::of_path("text-ueber-rand", paper, message).with_hint(
        "Eine Zeile einer Tabelle ist höher als eine Seite: Teilen Sie sie in mehrere Zeilen, oder \
         schreiben Sie den Text als Absatz; läuft er zur Seite hinaus, kürzen Sie das lange Wort.",
    ))
}

/// An amount in a page's head or foot that neither the text nor what the paper is holds.
fn foreign_in_margins(pages: &[PageText], meant: &[Amount], meta: &Meta) -> Option<String> {
    pages.iter().find_map(|page| {
        let margins = page.runs.iter().filter(|run| run.artifact).map(|run| run.text.as_str());
        foreign(&margins.collect::<Vec<_>>().join(" | "), meant, meta)
    })
}

/// An amount in `margins` that neither the text nor what the paper is holds.
fn foreign(margins: &str, meant: &[Amount], meta: &Meta) -> Option<String> {
    let Meta { art, nummer, betreff, stadt, .. } = meta;
    let own = amounts(&seen(
        &format!("{art} | {nummer} | {betreff} | {stadt} | {art} {nummer}"),
        &['\u{ad}'],
    ));
    let known = |amount: &Amount| meant.iter().chain(&own).any(|own| own.text == amount.text);
    let margins = seen(&seen(margins, &JOINTS), &['\u{ad}']);
    amounts(&margins).into_iter().find(|amount| !known(amount)).map(|amount| amount.text)
}

/// `text` without the marks that only allow a line to break, or forbid it, and are not seen.
fn seen(text: &str, marks: &[char]) -> String {
    text.replace(marks, "")
}

/// The first amount that stands in one text and not in the other.
fn difference(meant: &[Amount], printed: &[Amount]) -> Option<String> {
    let text = |amounts: &[Amount], index: usize| {
        amounts.get(index).map_or_else(|| "nichts".to_owned(), |found| format!("„{}“", found.text))
    };
    let index = (0..meant.len().max(printed.len()))
        .find(|index| text(meant, *index) != text(printed, *index))?;
    let (meant, printed) = (text(meant, index), text(printed, index));
    Some(format!("{printed}, wo im Text {meant} steht (Betrag {})", index + 1))
}

/// An error of the program itself, which no input is known to cause.
fn failed(what: &str) -> Diagnostic {
    let message = format!("Die Rückleseprobe schlägt fehl: {what}");
    Diagnostic::of_path("rueckleseprobe", "vorlage", message).with_hint(
        "Das ist ein Fehler des Programms; es wird nichts geschrieben. Bitte melden Sie ihn mit Ihren Daten.",
    )
}
