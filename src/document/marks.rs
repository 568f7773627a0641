//! Marks figures in text, and takes the marks out again.
//!
//! A mark is the position of a figure in the arena between two private-use code
//! points, the printed form, and a third: templates can place it and cannot
//! calculate with it. No text from outside contains these code points, for
//! loading refuses them; so every mark was made here.

use crate::document::Printed;
use crate::finance::{FigureId, Figures};

const OPEN: char = '\u{e000}';
const MIDDLE: char = '\u{e001}';
const CLOSE: char = '\u{e002}';

/// Whether `c` could be taken for part of a mark.
pub fn is_reserved(c: char) -> bool {
    [OPEN, MIDDLE, CLOSE].contains(&c)
}

/// `text` as the printed form of `figure`.
pub fn mark(figure: FigureId, text: &str) -> String {
    format!("{OPEN}{}{MIDDLE}{text}{CLOSE}", figure.index())
}

/// `marked` without its marks, and where the figures stand in what is left.
/// Returns the offset of a mark that is not whole, or names no figure.
pub fn strip(marked: &str, figures: &Figures) -> Result<(String, Vec<Printed>), usize> {
    let mut text = String::with_capacity(marked.len());
    let mut printed = Vec::new();
    let mut rest = marked;
    while let Some(start) = rest.find(is_reserved) {
        let offset = marked.len() - rest.len() + start;
        let (before, mark) = rest.split_at(start);
        text.push_str(before);
        let (figure, form, after) = parse(mark, figures).ok_or(offset)?;
        let from = text.len();
        text.push_str(form);
        printed.push(Printed { figure, range: from..text.len() });
        rest = after;
    }
    text.push_str(rest);
    Ok((text, printed))
}

/// `marked` as it reads, without its marks.
pub fn unmarked(marked: &str) -> String {
    let mut text = String::with_capacity(marked.len());
    let mut rest = marked;
    while let Some((before, mark)) = rest.split_once(OPEN) {
        text.push_str(before);
        rest = mark.split_once(MIDDLE).map_or("", |(_, form)| form);
    }
    text.push_str(rest);
    text.retain(|c| !is_reserved(c));
    text
}

/// The figure and printed form of the mark at the start of `text`, and what follows it.
fn parse<'a>(text: &'a str, figures: &Figures) -> Option<(FigureId, &'a str, &'a str)> {
    let (index, rest) = text.strip_prefix(OPEN)?.split_once(MIDDLE)?;
    let (form, rest) = rest.split_once(CLOSE)?;
    let (figure, _) = figures.at(index.parse().ok()?)?;
    (!form.contains(is_reserved)).then_some((figure, form, rest))
}

#[cfg(test)]
mod tests {
    use rust_decimal::Decimal;

    use super::*;
    use crate::finance::{Derivation, Figure, Rounding, Unit};
    use crate::money::Exact;

    fn arena() -> (Figures, FigureId) {
        let mut figures = Figures::default();
        let id = figures.add(Figure {
            name: "volumen".into(),
            exact: Exact::from(1),
            value: Decimal::ONE,
            unit: Unit::Euro,
            derivation: Derivation::Sum(Vec::new()),
            rounding: Rounding::Exact,
        });
        (figures, id)
    }

    #[test]
    fn a_mark_comes_out_as_text_and_place() {
        let (figures, id) = arena();
        let marked = format!("für {} im Jahr", mark(id, "1,00 €"));
        let (text, printed) = strip(&marked, &figures).unwrap();
        assert_eq!(text, "für 1,00 € im Jahr");
        assert_eq!(printed.len(), 1);
        assert_eq!(text.get(printed[0].range.clone()), Some("1,00 €"));
    }

    #[test]
    fn broken_and_foreign_marks_are_found() {
        let (figures, id) = arena();
        assert_eq!(strip("ab\u{e000}0\u{e001}", &figures), Err(2));
        assert_eq!(strip("\u{e000}7\u{e001}x\u{e002}", &figures), Err(0));
        let nested = mark(id, &mark(id, "x"));
        assert_eq!(strip(&nested, &figures), Err(0));
    }
}
