//! Reads numbers as people type them: `84.200,00 €`, `84 200 EUR`, `0,5 Mio. €`, `60 T€`,
//! `0,5`, `80 v. H.`.
//!
//! A number is taken where it has one reading only, as the number of digits and a decimal point
//! that programs write. What can be read in two ways is told with both, each written so that it
//! has one reading. Nothing passes through a float.

use rust_decimal::Decimal;

use super::number::{grouped, pointed};

/// What a number counts, which decides what may stand beside it and what its points part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Euro, to the cent.
    Euro,
    /// Full posts, to a thousandth.
    Stellen,
    /// Any quantity, to a thousandth.
    Count,
    /// Per cent, with its sign.
    Percent,
}

/// Why a number is not taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Doubt {
    /// It is none.
    NoNumber,
    /// It is below nothing.
    Negative,
    /// It is a number without the sign of per cent that it needs.
    NoSign(String),
    /// It has two readings, each as it can be typed.
    Ambiguous([String; 2]),
    /// It is a number of this unit, with more decimal places than that has; cut after them.
    TooPrecise(String),
}

/// Words for a thousand and more beside an amount; those that name the currency as well last.
const SCALES: [(&str, u32); 13] = [
    ("tsd.", 3),
    ("tsd", 3),
    ("tausend", 3),
    ("t€", 3),
    ("teur", 3),
    ("mio.", 6),
    ("mio", 6),
    ("millionen", 6),
    ("million", 6),
    ("mrd.", 9),
    ("mrd", 9),
    ("milliarden", 9),
    ("milliarde", 9),
];

/// Words for the currency.
const EURO: [&str; 4] = ["€", "eur", "euro", "euros"];

/// Words for full posts.
const STELLEN: [&str; 7] =
    ["stelle", "stellen", "vollzeitstelle", "vollzeitstellen", "vzä", "vza", "vk"];

/// Whether `word` says no more than that full posts are counted.
pub fn is_word_for_stellen(word: &str) -> bool {
    STELLEN.contains(&word.to_lowercase().as_str())
}

/// Words for per cent.
const PERCENT: [&str; 6] = ["%", "prozent", "v.h.", "vh", "v.h", "vomhundert"];

impl Unit {
    fn digits(self) -> usize {
        if self == Self::Euro { 2 } else { 3 }
    }

    fn words(self) -> &'static [&'static str] {
        match self {
            Self::Euro => &EURO,
            Self::Stellen => &STELLEN,
            Self::Count => &[],
            Self::Percent => &PERCENT,
        }
    }
}

/// The number that `text` is, as programs write it.
pub fn read(text: &str, unit: Unit) -> Result<String, Doubt> {
    let text: String = text.chars().map(|c| if c.is_whitespace() { ' ' } else { c }).collect();
    let text = text.trim();
    let (number, mut beside) = parted(text).ok_or(Doubt::NoNumber)?;
    let scale = if unit == Unit::Euro { take_scale(&mut beside) } else { 0 };
    let has_word = take(&mut beside, unit.words());
    if has_sign(text) {
        return Err(Doubt::Negative);
    }
    if !beside.is_empty() {
        return Err(Doubt::NoNumber);
    }
    let is_german = has_word || scale > 0;
    let number = plain(number, unit, is_german)?;
    let number = exact(&scaled(&number, scale).ok_or(Doubt::NoNumber)?, unit)?;
    if unit == Unit::Percent && !has_word { Err(Doubt::NoSign(number)) } else { Ok(number) }
}

fn has_sign(text: &str) -> bool {
    let before = text.trim_start_matches(['€', ' ']);
    before.strip_prefix(['-', '−', '–']).is_some_and(|rest| {
        rest.trim_start_matches(['€', ' ']).starts_with(|c: char| c.is_ascii_digit())
    })
}

/// The digits of `text` with what parts them, and the words before and behind in small letters.
fn parted(text: &str) -> Option<(&str, String)> {
    let is_digit = |c: char| c.is_ascii_digit();
    let (start, end) = (text.find(is_digit)?, text.rfind(is_digit)? + 1);
    let number = text.get(start..end)?;
    let before = text.get(..start)?.trim_start_matches(['-', '−', '–']);
    // 84.200,-- € and 84.200,– € have no cents.
    let behind = text.get(end..)?;
    let behind = match behind.strip_prefix(',') {
        Some(rest) if rest.starts_with(['-', '–', '—']) => {
            rest.trim_start_matches(['-', '–', '—'])
        }
        _ => behind,
    };
    let joined = format!("{before} {behind}").to_lowercase();
    Some((number, joined.split_whitespace().collect::<String>()))
}

/// Takes one of `words` out of `beside`, which may hold nothing else.
fn take(beside: &mut String, words: &[&str]) -> bool {
    let found = words.contains(&beside.as_str());
    if found {
        beside.clear();
    }
    found
}

/// Takes a word for thousands or more off the front of `beside`.
fn take_scale(beside: &mut String) -> u32 {
    let rest = |word: &str| {
        let rest = beside.strip_prefix(word)?;
        (rest.is_empty() || EURO.contains(&rest)).then(|| rest.to_owned())
    };
    let found = SCALES.iter().find_map(|(word, scale)| Some((rest(word)?, *scale)));
    found.map_or(0, |(rest, scale)| {
        *beside = rest;
        scale
    })
}

/// `number` with a decimal point and nothing else between its digits; `is_german` where a unit
/// stands beside it as people write it.
fn plain(number: &str, unit: Unit, is_german: bool) -> Result<String, Doubt> {
    let (whole, part) = match number.split_once(',') {
        Some((whole, part)) => (whole, Some(part)),
        None => (number, None),
    };
    let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    if let Some(part) = part {
        if !is_digits(part) {
            return Err(Doubt::NoNumber);
        }
        let whole = joined(whole).ok_or(Doubt::NoNumber)?;
        return Ok(format!("{whole}.{part}"));
    }
    match whole.split_once('.') {
        // A single point: before thousands, or before decimal places.
        Some((before, behind)) if is_digits(before) && is_digits(behind) => {
            let is_group = behind.len() == 3 && before.len() <= 3 && !before.starts_with('0');
            let may_part_thousands = is_group && matches!(unit, Unit::Euro | Unit::Count);
            match (may_part_thousands, is_german) {
                (true, true) => Ok(format!("{before}{behind}")),
                (true, false) => Err(Doubt::Ambiguous(readings(before, behind, unit))),
                (false, _) => Ok(whole.to_owned()),
            }
        }
        _ => joined(whole).ok_or(Doubt::NoNumber),
    }
}

/// What `before.behind` can mean, each as it can be typed.
fn readings(before: &str, behind: &str, unit: Unit) -> [String; 2] {
    let kept = behind.get(..unit.digits()).unwrap_or(behind);
    [format!("{before}{behind}"), format!("{before},{kept}")]
}

/// The digits of groups of three, all parted by the same mark.
fn joined(whole: &str) -> Option<String> {
    let marks = ['.', ' ', '\'', '’', '_'];
    let mark = whole.chars().find(|c| marks.contains(c));
    let Some(mark) = mark else {
        return whole.bytes().all(|b| b.is_ascii_digit()).then(|| whole.to_owned());
    };
    let mut groups = whole.split(mark);
    let first = groups.next().filter(|first| (1..=3).contains(&first.len()))?;
    let all: Vec<&str> = groups.collect();
    let is_digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    let is_sound = is_digits(first) && all.iter().all(|of| of.len() == 3 && is_digits(of));
    is_sound.then(|| format!("{first}{}", all.concat()))
}

/// `number` with its decimal point moved to the right.
fn scaled(number: &str, scale: u32) -> Option<String> {
    if scale == 0 {
        return Some(number.to_owned());
    }
    let value = pointed(number)?.checked_mul(Decimal::from(10_u64.checked_pow(scale)?))?;
    Some(value.normalize().to_string())
}

/// `number`, unless it has more decimal places than `unit`.
fn exact(number: &str, unit: Unit) -> Result<String, Doubt> {
    let Some((whole, part)) = number.split_once('.') else { return Ok(number.to_owned()) };
    if part.len() <= unit.digits() {
        return Ok(number.to_owned());
    }
    let kept = part.get(..unit.digits()).unwrap_or(part);
    let sign = if unit == Unit::Percent { " %" } else { "" };
    Err(Doubt::TooPrecise(format!("{whole},{kept}{sign}")))
}

/// A number that `read` gave, as a message tells it: with points between thousands.
pub fn told(number: &str) -> String {
    match number.split_once([',', '.']) {
        Some((whole, part)) => format!("{},{part}", grouped(whole)),
        None => grouped(number),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn case(unit: Unit, text: &str, expected: &str) {
        assert_eq!(read(text, unit).as_deref(), Ok(expected), "{text}");
    }

    #[test]
    fn amounts_are_read_as_people_type_them() {
        let euro = |text, expected| case(Unit::Euro, text, expected);
        euro("84.200,00 €", "84200.00");
        euro("84.200 €", "84200");
        euro("€ 84.200", "84200");
        euro("84 200 EUR", "84200");
        euro("84\u{202f}200\u{a0}€", "84200");
        euro("1.234.567", "1234567");
    }

    #[test]
    fn thousands_and_millions_are_multiplied_out() {
        let euro = |text, expected| case(Unit::Euro, text, expected);
        euro("0,5 Mio. €", "500000");
        euro("1.234 Tsd. Euro", "1234000");
        euro("60 T€", "60000");
        euro("T€ 60", "60000");
        euro("1,25 Mrd. EUR", "1250000000");
        euro("84.200,-- €", "84200");
        euro("84.200,– €", "84200");
    }

    #[test]
    fn quantities_and_shares() {
        case(Unit::Stellen, "0,5", "0.5");
        case(Unit::Stellen, "0.430", "0.430");
        case(Unit::Stellen, "2,5 Stellen", "2.5");
        case(Unit::Stellen, "1,0 VZÄ", "1.0");
        case(Unit::Percent, "80 %", "80");
        case(Unit::Percent, "2,5%", "2.5");
        case(Unit::Percent, "80 v. H.", "80");
        case(Unit::Percent, "80 Prozent", "80");
        case(Unit::Count, "1 200", "1200");
    }

    #[test]
    fn what_has_two_readings_is_told_with_both() {
        let doubt = |text, unit| read(text, unit).unwrap_err();
        let two = |a: &str, b: &str| Doubt::Ambiguous([a.to_owned(), b.to_owned()]);
        assert_eq!(doubt("84.200", Unit::Euro), two("84200", "84,20"));
        assert_eq!(doubt("1.234", Unit::Count), two("1234", "1,234"));
        assert_eq!(doubt("0,8", Unit::Percent), Doubt::NoSign("0.8".to_owned()));
        assert_eq!(doubt("-5", Unit::Euro), Doubt::Negative);
        assert_eq!(doubt("− 5 €", Unit::Euro), Doubt::Negative);
        assert_eq!(doubt("5,125", Unit::Euro), Doubt::TooPrecise("5,12".to_owned()));
        for text in
            ["", "-", "5 Stück", "1e5", "0x10", "84.20.00", "1.2,3,4", "5 %", "12.34,5", "ja"]
        {
            assert_eq!(doubt(text, Unit::Euro), Doubt::NoNumber, "{text}");
        }
    }

    proptest! {
        /// Whatever is taken is what its digits say, and whatever is offered is taken.
        #[test]
        fn what_is_offered_is_taken(text in "[0-9]{1,4}([., '][0-9]{1,4}){0,2}( ?(€|%|Mio\\. €|T€|Stellen))?") {
            for unit in [Unit::Euro, Unit::Stellen, Unit::Count, Unit::Percent] {
                match read(&text, unit) {
                    Ok(number) => prop_assert!(pointed(&number).is_some(), "{}", number),
                    Err(Doubt::Ambiguous(readings)) => {
                        for reading in readings {
                            prop_assert!(read(&reading, unit).is_ok(), "{}", reading);
                        }
                    }
                    Err(Doubt::TooPrecise(kept)) => {
                        prop_assert!(read(&kept, unit).is_ok(), "{}", kept);
                    }
                    Err(Doubt::NoSign(number)) => {
                        prop_assert!(read(&format!("{number} %"), unit).is_ok(), "{}", number);
                    }
                    Err(_) => {}
                }
            }
        }
    }
}
