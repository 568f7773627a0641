//! Reads and writes days: `01.05.2021`, and `2021-05-01` as programs write it.

use jiff::civil::Date;

/// The months in their order.
pub const MONTHS: [&str; 12] = [
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
];

/// A date as `01.05.2021`.
pub fn date(date: Date) -> String {
    format!("{:02}.{:02}.{:04}", date.day(), date.month(), date.year())
}

/// The day that `text` names, where there is one.
pub fn parse(text: &str) -> Option<Date> {
    let (year, month, day) = parts(text)?;
    Date::new(year, month, day).ok()
}

/// Year, month and day where `text` has the form of a date; whether there is such a day is
/// not asked. The year has four digits.
pub fn parts(text: &str) -> Option<(i16, i8, i8)> {
    let parts = |separator| -> Vec<&str> { text.split(separator).collect() };
    let (year, month, day) = match (parts('.').as_slice(), parts('-').as_slice()) {
        ([day, month, year], _) | (_, [year, month, day]) => (*year, *month, *day),
        _ => return None,
    };
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let plausible =
        year.len() == 4 && (1..=2).contains(&month.len()) && (1..=2).contains(&day.len());
    if !(plausible && digits(year) && digits(month) && digits(day)) {
        return None;
    }
    Some((year.parse().ok()?, month.parse().ok()?, day.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writes_dates() {
        assert_eq!(date(jiff::civil::date(2021, 5, 1)), "01.05.2021");
    }

    #[test]
    fn reads_what_it_writes_and_what_programs_write() {
        for text in ["01.05.2021", "1.5.2021", "2021-05-01"] {
            assert_eq!(parse(text), Some(jiff::civil::date(2021, 5, 1)), "{text}");
        }
        assert_eq!((parse("31.02.2021"), parts("31.02.2021")), (None, Some((2021, 2, 31))));
        for text in ["01.05.21", "1. Mai 2021", "01.05.", "٠١.05.2021"] {
            assert_eq!(parts(text), None, "{text}");
        }
    }
}
