//! The limits of a grant, in the order in which they bite: a year, its full posts, the
//! rounding of the directive, all years together.
//!
//! What all years together may not exceed is used up in the order of the years, by
//! amounts that are rounded already: as the grant rounds or, where it does not, as the
//! paper does, and to no more digits than are printed. So the printed years never exceed it.

use rust_decimal::Decimal;

use super::super::calculation::Calculation;
use super::super::{FigureId, Name, Unit};
use super::saetze;
use crate::data::{Paper, Placed, Rundung, Zuwendung};
use crate::period::Jahr;

/// A limit.
#[derive(Clone, Copy)]
pub(super) enum Limit<'a> {
    /// Of a year.
    InYear(&'a Placed<Decimal>),
    /// Of a year, for every full post.
    PerStelle(&'a Placed<Decimal>),
    /// No limit, but the digits that are kept.
    Rounded(Rundung),
    /// Of all years together.
    Total(&'a Placed<Decimal>),
}

impl Limit<'_> {
    /// What the name of an amount within this limit, but not yet within others, ends with.
    fn suffix(self) -> &'static str {
        match self {
            Self::InYear(_) => "im_jahr",
            Self::PerStelle(_) => "je_stelle",
            Self::Rounded(_) => "gerundet",
            Self::Total(_) => "insgesamt",
        }
    }
}

/// The limits of `zuwendung` in a paper that rounds by `rundung`.
pub(super) fn of(zuwendung: &Zuwendung, rundung: Rundung) -> Vec<Limit<'_>> {
    let insgesamt = zuwendung.hoechstens_insgesamt.as_ref();
    let own = zuwendung.rundung;
    let rundung = insgesamt.map_or(own, |_| {
        let Rundung { digits, mode } = own.unwrap_or(rundung);
        Some(Rundung { digits: digits.min(rundung.digits), mode })
    });
    let limits = [
        zuwendung.hoechstbetrag.as_ref().map(Limit::InYear),
        zuwendung.hoechstens_je_stelle.as_ref().map(Limit::PerStelle),
        rundung.map(Limit::Rounded),
        insgesamt.map(Limit::Total),
    ];
    limits.into_iter().flatten().collect()
}

/// The names of the amount before the first of `limits` and after each; the last is `name`.
pub(super) fn names(limits: &[Limit<'_>], name: &Name) -> Vec<Name> {
    let is_limit = |limit: &Limit<'_>| !matches!(limit, Limit::Rounded(_));
    let before = if limits.iter().any(is_limit) { "ungekuerzt" } else { "ungerundet" };
    let suffixes = [before].into_iter().chain(limits.iter().map(|limit| limit.suffix()));
    let between = suffixes.take(limits.len()).map(|suffix| name.aspect(suffix));
    between.chain([name.clone()]).collect()
}

/// `amount` of `jahr` within `limit`, as `name`; `paid` was paid in the years before.
pub(super) fn apply(
    calculation: &mut Calculation<'_>,
    zuwendung: &Zuwendung,
    paper: &Paper,
    (amount, limit): (FigureId, Limit<'_>),
    name: &Name,
    (jahr, paid): (Jahr, &[FigureId]),
) -> FigureId {
    let place = &zuwendung.id.place;
    let own = |key: &str| Name::zuwendung(&zuwendung.id.value).aspect(key);
    let cap = match limit {
        Limit::Rounded(Rundung { digits, mode }) => {
            return calculation.rounded_off(name, amount, (digits, mode), place);
        }
        Limit::InYear(limit) => calculation.given(&own("hoechstbetrag"), limit, Unit::Euro, None),
        Limit::PerStelle(limit) => {
            let rate = calculation.given(&own("hoechstens_je_stelle"), limit, Unit::Euro, None);
            per_post(calculation, zuwendung, paper, rate, jahr)
        }
        Limit::Total(limit) => {
            let all = calculation.given(&own("hoechstens_insgesamt"), limit, Unit::Euro, None);
            left(calculation, zuwendung, all, paid, jahr)
        }
    };
    calculation.capped(name, amount, cap, place)
}

/// The limit of `jahr` for all full posts that the grant is paid for.
fn per_post(
    calculation: &mut Calculation<'_>,
    zuwendung: &Zuwendung,
    paper: &Paper,
    rate: FigureId,
    jahr: Jahr,
) -> FigureId {
    let mut parts = Vec::new();
    for stelle in paper.stellen.iter().filter(|stelle| zuwendung.concerns(stelle)) {
        let name = Name::zuwendung(&zuwendung.id.value).aspect("hoechstens_je_stelle");
        let name = name.of(&Name::stelle(&stelle.id.value));
        parts.extend(saetze::of_stelle(calculation, zuwendung, &name, rate, stelle, jahr));
    }
    let name = Name::zuwendung(&zuwendung.id.value).aspect("hoechstens_je_stelle").jahr(jahr);
    calculation.sum(&name, parts, Unit::Euro, &zuwendung.id.place)
}

/// What the years before leave of `all`.
fn left(
    calculation: &mut Calculation<'_>,
    zuwendung: &Zuwendung,
    all: FigureId,
    paid: &[FigureId],
    jahr: Jahr,
) -> FigureId {
    if paid.is_empty() {
        return all;
    }
    let (name, place) = (Name::zuwendung(&zuwendung.id.value), &zuwendung.id.place);
    let used = name.aspect("ausgeschoepft").jahr(jahr);
    let used = calculation.sum(&used, paid.to_vec(), Unit::Euro, place);
    let left = name.aspect("verbleibend").jahr(jahr);
    let open = calculation.difference(&left.aspect("offen"), all, used, place);
    calculation.floored(&left, open, place)
}
