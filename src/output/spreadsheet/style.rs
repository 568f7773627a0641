//! The look of cells: what may be changed is blue on yellow, what is calculated black.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

use crate::finance::Unit;

const DARK: Color = Color::RGB(0x001F_3864);
const PALE: Color = Color::RGB(0x00DD_E5F0);
const LINE: Color = Color::RGB(0x00BF_BFBF);
const GREY: Color = Color::RGB(0x0059_5959);
const INPUT: Color = Color::RGB(0x00FF_F8DC);
const BLUE: Color = Color::RGB(0x001F_3FBF);

/// How much a line of figures weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Weight {
    /// One of many.
    Row,
    /// The sum of rows.
    Subtotal,
    /// The sum of sums.
    Total,
}

/// The format code of a printed value of `unit` with `digits` decimal places.
pub(super) fn code(unit: Unit, digits: u32) -> String {
    let zeros = |digits: u32| "0".repeat(digits as usize);
    match (unit, digits) {
        (Unit::Euro, 0) => "#,##0 \"€\"".to_owned(),
        (Unit::Euro, digits) => format!("#,##0.{} \"€\"", zeros(digits)),
        (Unit::Percent, _) => "0.0## %".to_owned(),
        (Unit::Stellen, _) => "#,##0.0##".to_owned(),
        (Unit::Months | Unit::Count, 0) => "General".to_owned(),
        (Unit::Months | Unit::Count, digits) => format!("#,##0.{}", zeros(digits)),
    }
}

/// The format code of an exact value of `unit`.
pub(super) fn exact_code(unit: Unit) -> String {
    match unit {
        Unit::Euro => "#,##0.00#### \"€\"".to_owned(),
        Unit::Percent => "0.0##### %".to_owned(),
        _ => code(unit, 3),
    }
}

/// The format code of amounts of a table, in which nothing is a dash.
pub(super) fn dashed(digits: u32) -> String {
    let code = code(Unit::Euro, digits);
    format!("{code};-{code};\"–\"")
}

/// The title of a sheet.
pub(super) fn title() -> Format {
    Format::new().set_bold().set_font_size(16).set_font_color(DARK)
}

/// What explains a sheet.
pub(super) fn note() -> Format {
    Format::new().set_font_color(GREY)
}

/// The head of a column of text.
pub(super) fn head() -> Format {
    Format::new()
        .set_bold()
        .set_font_color(Color::White)
        .set_background_color(DARK)
        .set_align(FormatAlign::VerticalCenter)
        .set_text_wrap()
}

/// The head of a column of numbers.
pub(super) fn head_of_numbers() -> Format {
    head().set_align(FormatAlign::Right)
}

/// The name of the lines that follow.
pub(super) fn heading() -> Format {
    Format::new().set_bold().set_font_color(DARK).set_background_color(PALE)
}

/// Text of a line.
pub(super) fn text(weight: Weight) -> Format {
    let format = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    weighed(format, weight)
}

/// Text that stands right of a number.
pub(super) fn indented(format: Format) -> Format {
    format.set_align(FormatAlign::Left).set_indent(1)
}

/// Text that is looked at only where it is needed, such as names of figures.
pub(super) fn small(weight: Weight) -> Format {
    weighed(Format::new(), weight).set_font_color(GREY).set_font_size(9).set_align(FormatAlign::Top)
}

/// A number.
pub(super) fn number(code: &str, weight: Weight) -> Format {
    let format = Format::new().set_num_format(code).set_align(FormatAlign::Right);
    weighed(format.set_align(FormatAlign::Top), weight)
}

/// A number that is an aid.
pub(super) fn aid(code: &str, weight: Weight) -> Format {
    small(weight).set_num_format(code).set_align(FormatAlign::Right)
}

/// A number that may be changed.
pub(super) fn input(code: &str) -> Format {
    number(code, Weight::Row).set_background_color(INPUT).set_font_color(BLUE)
}

fn weighed(format: Format, weight: Weight) -> Format {
    match weight {
        Weight::Row => ruled(format),
        Weight::Subtotal => format.set_bold().set_border_top(FormatBorder::Thin),
        Weight::Total => format
            .set_bold()
            .set_background_color(PALE)
            .set_border_top(FormatBorder::Thin)
            .set_border_bottom(FormatBorder::Double),
    }
}

fn ruled(format: Format) -> Format {
    format.set_border_bottom(FormatBorder::Hair).set_border_bottom_color(LINE)
}
