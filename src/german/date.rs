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

/// The day that somebody typed: `1.7.2027`, `31.12.29`, `1. April 2026`, also with the word
/// before it that tells from or to when.
pub fn typed(text: &str) -> Option<Date> {
    let text = text.trim();
    let word = ["ab", "vom", "von", "bis", "zum", "am", "seit"]
        .into_iter()
        .find_map(|word| text.get(..word.len()).filter(|of| of.eq_ignore_ascii_case(word)));
    let text = word.and_then(|word| text.get(word.len()..)?.strip_prefix(' ')).unwrap_or(text);
    let text = text.trim().trim_start_matches("dem ").trim();
    let text: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
    parse(&text.replace(' ', "")).or_else(|| named(&text)).or_else(|| short(&text))
}

/// `1. April 2026`.
fn named(text: &str) -> Option<Date> {
    let [day, month, year] = <[&str; 3]>::try_from(text.split(' ').collect::<Vec<_>>()).ok()?;
    let is_it = |name: &&str| {
        let month = month.trim_end_matches('.').to_lowercase();
        let name = name.to_lowercase();
        name == month || (month.chars().count() >= 3 && name.starts_with(&month))
    };
    let number = MONTHS.iter().position(is_it)? + 1;
    parse(&format!("{}.{number}.{year}", day.trim_end_matches('.')))
}

/// `31.12.29`, a day of this century.
fn short(text: &str) -> Option<Date> {
    let (rest, year) = text.rsplit_once('.')?;
    let is_short = year.len() == 2 && year.bytes().all(|byte| byte.is_ascii_digit());
    is_short.then(|| parse(&format!("{rest}.20{year}")))?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writes_dates() {
        assert_eq!(date(jiff::civil::date(2021, 5, 1)), "01.05.2021");
    }

    #[test]
    fn reads_days_as_people_type_them() {
        let day = |text| typed(text).map(date);
        for (text, expected) in [
            ("ab 1.7.2027", "01.07.2027"),
            ("1. 7. 2027", "01.07.2027"),
            ("31.12.29", "31.12.2029"),
            ("1. April 2026", "01.04.2026"),
            ("bis zum 1. Apr. 2026", ""),
            ("zum 15. märz 2026", "15.03.2026"),
            ("am Montag", ""),
            ("ä", ""),
        ] {
            assert_eq!(day(text).unwrap_or_default(), expected, "{text}");
        }
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
