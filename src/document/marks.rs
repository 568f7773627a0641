//! Marks figures in text, and takes the marks out again.
//!
//! A mark is the position of a figure in the arena between two private-use code
//! points, the printed form, and a third: templates can place it and cannot
//! calculate with it. No text from outside contains these code points, for
//! loading refuses them; so every mark was made here.
//!
//! Changes against an earlier version are marked in the same way. In the finished
//! text they stand as `{--…--}` and `{++…++}`, and the document knows where.

use super::text::{Change, ChangeKind, Printed};
use crate::finance::{FigureId, Figures};

pub(super) const OPEN: char = '\u{e000}';
const MIDDLE: char = '\u{e001}';
pub(super) const CLOSE: char = '\u{e002}';
const STRUCK: char = '\u{e003}';
const INSERTED: char = '\u{e004}';
const END: char = '\u{e005}';

/// How many bytes a mark of a change has at either end: as many as each of the code
/// points above, so that spelling it out moves no figure.
pub const BRACKET: usize = 3;

/// Whether `c` could be taken for part of a mark.
pub fn is_reserved(c: char) -> bool {
    is_of_figure(c) || is_of_change(c)
}

fn is_of_figure(c: char) -> bool {
    [OPEN, MIDDLE, CLOSE].contains(&c)
}

fn is_of_change(c: char) -> bool {
    [STRUCK, INSERTED, END].contains(&c)
}

/// `text`, marked as changed in this way; it may hold figures and no other change.
pub fn change(art: ChangeKind, text: &str) -> String {
    let open = match art {
        ChangeKind::Struck => STRUCK,
        ChangeKind::Inserted => INSERTED,
    };
    format!("{open}{text}{END}")
}

/// `text` with its marks of changes written out, and where they stand. Every byte
/// keeps its offset. Returns the offset of a mark that is not whole.
pub fn spell_out(text: &str) -> Result<(String, Vec<Change>), usize> {
    let mut spelt = String::with_capacity(text.len());
    let mut open: Option<(ChangeKind, usize)> = None;
    let mut changes = Vec::new();
    for (at, c) in text.char_indices() {
        let (art, bracket) = match (c, open) {
            (STRUCK, None) => (Some(ChangeKind::Struck), "{--"),
            (INSERTED, None) => (Some(ChangeKind::Inserted), "{++"),
            (END, Some((ChangeKind::Struck, _))) => (None, "--}"),
            (END, Some((ChangeKind::Inserted, _))) => (None, "++}"),
            (c, _) if is_of_change(c) => return Err(at),
            (c, _) => {
                spelt.push(c);
                continue;
            }
        };
        spelt.push_str(bracket);
        if let (None, Some((art, start))) = (art, open) {
            changes.push(Change { art, range: start..at + BRACKET });
        }
        open = art.map(|art| (art, at));
    }
    match open {
        Some((_, start)) => Err(start),
        None => Ok((spelt, changes)),
    }
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
    while let Some(start) = rest.find(is_of_figure) {
        let offset = marked.len() - rest.len() + start;
        let (before, mark) = rest.split_at(start);
        text.push_str(before);
        let (figure, form, after) = parse(mark, figures).ok_or(offset)?;
        let from = text.len();
        text.push_str(form);
        let value = figures.get(figure).value;
        printed.push(Printed { figure, value, range: from..text.len() });
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
            name: "volumen".parse().unwrap(),
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
    fn changes_are_spelt_out_where_they_stand() {
        let marked = format!(
            "von {} auf {}",
            change(ChangeKind::Struck, "1,00 €"),
            change(ChangeKind::Inserted, "2")
        );
        let (text, changes) = spell_out(&marked).unwrap();
        assert_eq!(text, "von {--1,00 €--} auf {++2++}");
        let found: Vec<&str> = changes.iter().map(|of| &text[of.range.clone()]).collect();
        assert_eq!(found, ["{--1,00 €--}", "{++2++}"]);
        assert_eq!(text.len(), marked.len());
        assert_eq!(spell_out("{--a--}"), Ok(("{--a--}".to_owned(), Vec::new())));
        assert_eq!(spell_out("ab\u{e003}c"), Err(2));
        assert_eq!(spell_out("\u{e005}"), Err(0));
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
