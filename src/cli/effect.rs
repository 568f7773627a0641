//! How a change of the data moves every total, as a table.
//!
//! Both columns are printed values of two arenas; their difference is what a
//! reader would work out by hand.

use std::collections::BTreeSet;

use rust_decimal::Decimal;

use crate::data::{Plan, Summen};
use crate::document::german::{self, Stil};
use crate::finance::{Figure, Figures};

/// A row: what is totalled, what it was, what it is, and by how much it moved.
type Row = [String; 4];

/// The totals of all years in `before` and `after`.
pub(super) fn table(before: &Figures, after: &Figures) -> String {
    let mut rows: Vec<Row> =
        vec![["Auswirkung", "bisher", "neu", "Unterschied"].map(str::to_owned)];
    for plan in Plan::ALL {
        let Summen { ein, aus, eigen } = plan.summen();
        let totals = [(aus, heading(aus)), (ein, heading(ein)), (eigen, heading(eigen))];
        let years = years(&[before, after], aus, ein);
        let of = |year: &str| {
            let year = year.to_owned();
            totals.clone().into_iter().filter_map(move |(name, heading)| {
                row(&format!("{heading} {year}"), &format!("{name}.{year}"), before, after)
            })
        };
        rows.extend(years.iter().flat_map(|year| of(year)));
        rows.extend(of("gesamt").filter(|_| !years.is_empty()));
    }
    lined_up(&rows)
}

fn heading(name: &str) -> &'static str {
    match name {
        "aufwendungen" => "Aufwendungen",
        "ertraege" => "Erträge",
        "auszahlungen" => "Auszahlungen",
        "einzahlungen" => "Einzahlungen",
        "eigenanteil" => "Eigenanteil",
        _ => "Eigenanteil investiv",
    }
}

/// The years of which either arena has a total.
fn years(arenas: &[&Figures], aus: &str, ein: &str) -> BTreeSet<String> {
    let names = arenas.iter().flat_map(|figures| figures.names());
    let year = |name: &str| {
        let (total, year) = name.split_once('.')?;
        let is_year = year.bytes().all(|byte| byte.is_ascii_digit());
        ([aus, ein].contains(&total) && is_year).then(|| year.to_owned())
    };
    names.filter_map(year).collect()
}

fn row(heading: &str, name: &str, before: &Figures, after: &Figures) -> Option<Row> {
    let (old, new) = (find(before, name), find(after, name));
    let text = |figure: Option<&Figure>| {
        figure.and_then(|figure| german::figure(figure, Stil::Voll)).unwrap_or_else(|| "–".into())
    };
    let value = |figure: Option<&Figure>| figure.map_or(Decimal::ZERO, |figure| figure.value);
    old.or(new)?;
    let moved = value(new).checked_sub(value(old))?;
    Some([heading.to_owned(), text(old), text(new), signed(moved)])
}

fn find<'f>(figures: &'f Figures, name: &str) -> Option<&'f Figure> {
    figures.find(name).map(|id| figures.get(id))
}

/// A difference with its sign, or a dash where there is none.
fn signed(moved: Decimal) -> String {
    if moved.is_zero() {
        return "–".into();
    }
    let sign = if moved.is_sign_positive() { "+" } else { "" };
    format!("{sign}{}\u{a0}€", german::number(moved))
}

/// The rows with their columns one below the other.
fn lined_up(rows: &[Row]) -> String {
    let width = |column: usize| {
        let cells = rows.iter().filter_map(|row| row.get(column));
        cells.map(|cell| cell.chars().count()).max().unwrap_or(0)
    };
    let widths = [0, 1, 2, 3].map(width);
    let line = |[heading, old, new, moved]: &Row| {
        let [first, second, third, fourth] = widths;
        format!("{heading:first$}  {old:>second$}  {new:>third$}  {moved:>fourth$}\n")
    };
    rows.iter().map(line).collect()
}
