//! Turns dates into Haushaltsjahre and months.
//!
//! A Haushaltsjahr is a calendar year (§ 78 Abs. 4 GO NRW). A [`Zeitraum`] never
//! ends before it begins. What a month counts that it covers only in part is
//! said by the data ([`PartMonth`]), never guessed here.

use std::fmt;

use jiff::civil::Date;

use crate::money::Exact;

/// A Haushaltsjahr.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Jahr(pub i16);

impl Jahr {
    /// The years that are accepted from data.
    pub const RANGE: std::ops::RangeInclusive<i16> = 1990..=2199;

    /// The year that `text` is, as data and the names of figures write it: with four digits.
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
        text.parse().ok().filter(|year| digits && Self::RANGE.contains(year)).map(Self)
    }

    /// The first year of which every day is `day` or later.
    pub fn first_whole_from(day: Date) -> Self {
        let starts_late = i16::from((day.month(), day.day()) != (1, 1));
        Self(day.year() + starts_late)
    }
}

impl fmt::Display for Jahr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// What a month counts that a period covers only in part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PartMonth {
    /// A whole month.
    Whole,
    /// Its covered days by the days of that month.
    Days,
    /// Its covered days by thirty, at most a month.
    Thirtieths,
    /// Nothing.
    Nothing,
}

/// A period from its first to its last day, both included.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Zeitraum {
    /// Not after `bis`.
    von: Date,
    bis: Date,
    /// What the month of `von` counts where it is covered in part, and that of `bis`.
    parts: [Option<PartMonth>; 2],
    /// Whether it has no end, and `bis` is only how far it is calculated.
    open: bool,
}

impl Zeitraum {
    /// The period from `von` to `bis`, or `None` where it ends before it begins.
    pub fn new(von: Date, bis: Date, part: Option<PartMonth>) -> Option<Self> {
        (von <= bis).then_some(Self { von, bis, parts: [part; 2], open: false })
    }

    /// The period from `von` on without an end, calculated to the end of `horizont`;
    /// `None` where that year ends before it begins.
    pub fn open_ended(von: Date, horizont: Jahr, part: Option<PartMonth>) -> Option<Self> {
        let bis = Date::new(horizont.0, 12, 31).ok()?;
        Some(Self { open: true, ..Self::new(von, bis, part)? })
    }

    /// Whether it has no end (unbefristet); [`Zeitraum::bis`] is then the last day that
    /// is calculated.
    pub fn is_open(&self) -> bool {
        self.open
    }

    /// This, calculated to the end of `jahr` where it has no end.
    #[must_use]
    pub fn calculated_to(&self, jahr: Jahr) -> Self {
        let bis = Date::new(jahr.0, 12, 31).ok().filter(|_| self.open);
        Self { bis: bis.map_or(self.bis, |bis| bis.max(self.bis)), ..self.clone() }
    }

    /// The days of this period from `von` to `bis`; a month that only these two cut counts
    /// as this period declares.
    pub fn part_of(&self, von: Date, bis: Date) -> Option<Self> {
        self.overlap(&Self::new(von, bis, self.parts[0])?)
    }

    /// Whether `day` is a day of this period.
    pub fn has(&self, day: Date) -> bool {
        self.von <= day && day <= self.bis
    }

    /// The first day.
    pub fn von(&self) -> Date {
        self.von
    }

    /// The last day.
    pub fn bis(&self) -> Date {
        self.bis
    }

    /// The Haushaltsjahre that this period touches.
    pub fn jahre(&self) -> impl Iterator<Item = Jahr> + use<> {
        (self.von.year()..=self.bis.year()).map(Jahr)
    }

    /// The first year that it covers from its first day on.
    pub fn first_full_year(&self) -> Jahr {
        Jahr::first_whole_from(self.von)
    }

    /// Whether this period touches `jahr`.
    pub fn touches(&self, jahr: Jahr) -> bool {
        (self.von.year()..=self.bis.year()).contains(&jahr.0)
    }

    /// The days that this period and `other` have in common; a month covered in
    /// part counts as that period declares which cuts it.
    pub fn overlap(&self, other: &Self) -> Option<Self> {
        let first = if other.von > self.von { other } else { self };
        let last = if other.bis < self.bis { other } else { self };
        let parts = [first.parts[0], last.parts[1]];
        let open = last.open;
        (first.von <= last.bis).then_some(Self { von: first.von, bis: last.bis, parts, open })
    }

    /// This and `other`, which does not begin before it, as one period; none where a day lies
    /// between them.
    pub fn joined(&self, other: &Self) -> Option<Self> {
        let next = self.bis.tomorrow().unwrap_or(self.bis);
        if other.von > next {
            return None;
        }
        let last = if other.bis > self.bis { other } else { self };
        let parts = [self.parts[0], last.parts[1]];
        Some(Self { von: self.von, bis: last.bis, parts, open: last.open })
    }

    /// Whether all days of `other` are days of this period.
    pub fn contains(&self, other: &Self) -> bool {
        self.von <= other.von && other.bis <= self.bis
    }

    /// Whether a month is covered only in part, so that the data must say what it counts.
    pub fn has_part_month(&self) -> bool {
        self.von.day() != 1 || self.bis != self.bis.last_of_month()
    }

    /// What a month counts that is covered only in part, where the data says it.
    pub fn part(&self) -> Option<PartMonth> {
        self.parts[0]
    }

    /// The months of this period in `jahr`, from 0 to 12. A month covered in part
    /// counts as declared; undeclared it counts nothing.
    pub fn months(&self, jahr: Jahr) -> Exact {
        // Most years are whole, and nothing is asked more often.
        if self.von.year() < jahr.0 && jahr.0 < self.bis.year() {
            return Exact::from(12);
        }
        (1..=12).map(|month| self.month(jahr, month)).fold(Exact::ZERO, |sum, part| &sum + &part)
    }

    fn month(&self, jahr: Jahr, month: i8) -> Exact {
        let Ok(first) = Date::new(jahr.0, month, 1) else { return Exact::ZERO };
        let last = first.last_of_month();
        let (from, to) = (self.von.max(first), self.bis.min(last));
        if from > to {
            return Exact::ZERO;
        }
        if (from, to) == (first, last) {
            return Exact::from(1);
        }
        let days = i64::from(to.day() - from.day()) + 1;
        let [first_part, last_part] = self.parts;
        match if from > first { first_part } else { last_part } {
            Some(PartMonth::Whole) => Exact::from(1),
            Some(PartMonth::Days) => Exact::fraction(days, last.day().unsigned_abs().into()),
            Some(PartMonth::Thirtieths) => Exact::fraction(days.min(30), 30),
            Some(PartMonth::Nothing) | None => Exact::ZERO,
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn whole_months() {
        // The posts of the first paper: 01.05.2021 – 31.03.2023 = 8, 12 and 3 months.
        let posts = Zeitraum::new(date(2021, 5, 1), date(2023, 3, 31), None).unwrap();
        let months: Vec<Exact> = posts.jahre().map(|jahr| posts.months(jahr)).collect();
        assert_eq!(months, [8, 12, 3].map(Exact::from));
        assert_eq!(posts.months(Jahr(2020)), Exact::ZERO);
        assert!(!posts.has_part_month());
    }

    #[test]
    fn a_year_is_whole_from_its_first_day_on() {
        assert_eq!(Jahr::first_whole_from(date(2026, 1, 1)), Jahr(2026));
        assert_eq!(Jahr::first_whole_from(date(2026, 1, 2)), Jahr(2027));
        assert_eq!(Jahr::first_whole_from(date(2026, 12, 31)), Jahr(2027));
    }

    #[test]
    fn part_months_count_as_declared() {
        #[track_caller]
        fn case(part: PartMonth, numerator: i64, denominator: u64) {
            // 15.02.2024 – 31.03.2024: 15 of the 29 days of February, and March.
            let period = Zeitraum::new(date(2024, 2, 15), date(2024, 3, 31), Some(part)).unwrap();
            let expected = &Exact::fraction(numerator, denominator) + &Exact::from(1);
            assert_eq!(period.months(Jahr(2024)), expected);
        }
        case(PartMonth::Whole, 1, 1);
        case(PartMonth::Days, 15, 29);
        case(PartMonth::Thirtieths, 15, 30);
        case(PartMonth::Nothing, 0, 1);
    }

    #[test]
    fn thirty_days_of_thirty_one_are_a_month_of_thirtieths() {
        let period =
            Zeitraum::new(date(2024, 1, 2), date(2024, 1, 31), Some(PartMonth::Thirtieths))
                .unwrap();
        assert_eq!(period.months(Jahr(2024)), Exact::from(1));
    }

    #[test]
    fn overlaps_in_common_days() {
        let posts = Zeitraum::new(date(2021, 5, 1), date(2023, 3, 31), None).unwrap();
        let grant = Zeitraum::new(date(2021, 1, 1), date(2022, 12, 31), None).unwrap();
        let both = Zeitraum::new(date(2021, 5, 1), date(2022, 12, 31), None);
        assert_eq!(posts.overlap(&grant), both);
        let later = Zeitraum::new(date(2024, 1, 1), date(2024, 1, 31), None).unwrap();
        assert_eq!(posts.overlap(&later), None);
    }

    #[test]
    fn without_an_end_it_is_calculated_to_the_horizon() {
        let open = Zeitraum::open_ended(date(2026, 7, 1), Jahr(2028), None).unwrap();
        let months: Vec<Exact> = open.jahre().map(|jahr| open.months(jahr)).collect();
        assert_eq!(months, [6, 12, 12].map(Exact::from));
        assert!(open.is_open() && !open.has_part_month());
        let first = open.part_of(date(2026, 7, 1), date(2027, 3, 31)).unwrap();
        assert!(!first.is_open(), "what ends earlier has an end");
        assert_eq!(Zeitraum::open_ended(date(2029, 1, 1), Jahr(2028), None), None);
    }

    #[test]
    fn ends_not_before_it_begins() {
        assert_eq!(Zeitraum::new(date(2024, 2, 2), date(2024, 2, 1), None), None);
    }
}
