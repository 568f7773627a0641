//! What stands as a row in a line of a Teilplan, whatever it is.
//!
//! The one list of what costs or brings money: finance sums it, tables print it,
//! the spreadsheet repeats it. A row's figures are `<name>.<jahr>`.

use std::collections::{BTreeMap, BTreeSet};

use super::{Kosten, Paper, Plan, Stelle, Zeile, Zeilenart, Zuwendung};
use crate::diagnostic::Place;
use crate::period::Jahr;

/// Something that costs or brings money.
#[derive(Debug, Clone, Copy)]
pub enum Posten<'a> {
    /// A Stelle.
    Stelle(&'a Stelle),
    /// A cost that is no Stelle.
    Kosten(&'a Kosten),
    /// A grant.
    Zuwendung(&'a Zuwendung),
}

impl<'a> Posten<'a> {
    /// What the names of its figures begin with, such as `stelle.leitung`.
    pub fn name(self) -> String {
        match self {
            Self::Stelle(stelle) => format!("stelle.{}", stelle.id.value),
            Self::Kosten(kosten) => format!("kosten.{}", kosten.id.value),
            Self::Zuwendung(zuwendung) => format!("zuwendung.{}", zuwendung.id.value),
        }
    }

    /// The line that carries it.
    pub fn zeile(self) -> &'a Zeile {
        match self {
            Self::Stelle(stelle) => &stelle.zeile,
            Self::Kosten(kosten) => &kosten.zeile,
            Self::Zuwendung(zuwendung) => &zuwendung.zeile,
        }
    }

    /// Where the data has it.
    pub fn place(self) -> &'a Place {
        match self {
            Self::Stelle(stelle) => &stelle.id.place,
            Self::Kosten(kosten) => &kosten.id.place,
            Self::Zuwendung(zuwendung) => &zuwendung.id.place,
        }
    }

    /// The Haushaltsjahre in which it costs money, or for which money was granted.
    pub fn jahre(self) -> BTreeSet<Jahr> {
        match self {
            Self::Stelle(stelle) => stelle.jahre().collect(),
            Self::Kosten(kosten) => kosten.zeitraum.value.jahre().collect(),
            Self::Zuwendung(zuwendung) => zuwendung.bewilligt.keys().copied().collect(),
        }
    }
}

impl Paper {
    /// All rows: Stellen, costs and grants, each in the order of the data.
    pub fn posten(&self) -> impl Iterator<Item = Posten<'_>> {
        let stellen = self.stellen.iter().map(Posten::Stelle);
        let kosten = self.kosten.iter().map(Posten::Kosten);
        stellen.chain(kosten).chain(self.zuwendungen.iter().map(Posten::Zuwendung))
    }

    /// The lines of `plan` that take in or spend, by number, each with its rows.
    pub fn zeilen(&self, plan: Plan, art: Zeilenart) -> Vec<(&Zeile, Vec<Posten<'_>>)> {
        let mut zeilen = BTreeMap::<&str, (&Zeile, Vec<Posten<'_>>)>::new();
        for posten in self.posten() {
            let zeile = posten.zeile();
            if (zeile.plan, zeile.art) == (plan, art) {
                zeilen.entry(&zeile.nummer).or_insert((zeile, Vec::new())).1.push(posten);
            }
        }
        zeilen.into_values().collect()
    }

    /// The Haushaltsjahre in which something in `plan` costs money or a grant is paid, in order.
    pub fn jahre(&self, plan: Plan) -> BTreeSet<Jahr> {
        self.posten().filter(|posten| posten.zeile().plan == plan).flat_map(Posten::jahre).collect()
    }
}
