//! What stands as a row in a line of a Teilplan, whatever it is.
//!
//! The one list of what costs or brings money: finance sums it, tables print it,
//! the spreadsheet repeats it. A row's figures are `<name>.<jahr>`.

use std::collections::{BTreeMap, BTreeSet};

use crate::data::{
    Einrichtung, Investition, Kosten, Paper, Placed, Plan, Stelle, Zeile, Zeilenart, Zuwendung,
};
use crate::diagnostic::Place;
use crate::period::{Jahr, Zeitraum};

/// Something that costs or brings money.
#[derive(Debug, Clone, Copy)]
pub enum Posten<'a> {
    /// A Stelle.
    Stelle(&'a Stelle),
    /// A cost that is no Stelle.
    Kosten(&'a Kosten),
    /// An investment.
    Investition(&'a Investition),
    /// A grant.
    Zuwendung(&'a Zuwendung),
    /// What others pay before this grant fills the gap.
    Drittmittel(&'a Zuwendung),
}

impl<'a> Posten<'a> {
    /// What it is called wherever its quantity is not told: of a Stelle its Funktion, of a
    /// grant who pays.
    pub fn title(self) -> &'a str {
        match self {
            Self::Stelle(stelle) => &stelle.funktion,
            Self::Kosten(kosten) => &kosten.bezeichnung,
            Self::Investition(investition) => &investition.bezeichnung,
            Self::Zuwendung(zuwendung) => zuwendung.kurz.as_ref().unwrap_or(&zuwendung.geber),
            Self::Drittmittel(zuwendung) => zuwendung.drittmittelgeber(),
        }
    }

    /// The line that carries it.
    pub fn zeile(self) -> &'a Zeile {
        match self {
            Self::Stelle(stelle) => &stelle.zeile,
            Self::Kosten(kosten) => &kosten.zeile,
            Self::Investition(investition) => &investition.zeile,
            Self::Zuwendung(zuwendung) | Self::Drittmittel(zuwendung) => &zuwendung.zeile,
        }
    }

    /// Where the data has it.
    pub fn place(self) -> &'a Place {
        match self {
            Self::Stelle(stelle) => &stelle.id.place,
            Self::Kosten(kosten) => &kosten.id.place,
            Self::Investition(investition) => &investition.id.place,
            Self::Zuwendung(zuwendung) | Self::Drittmittel(zuwendung) => &zuwendung.id.place,
        }
    }

    /// The Haushaltsjahre in which it costs money, or for which money was granted.
    pub fn jahre(self) -> BTreeSet<Jahr> {
        match self {
            Self::Stelle(stelle) => stelle.jahre().collect(),
            Self::Kosten(kosten) => kosten.zeitraum.value.jahre().collect(),
            Self::Investition(investition) => investition.jahre().collect(),
            Self::Zuwendung(zuwendung) => zuwendung.bewilligt.keys().copied().collect(),
            Self::Drittmittel(_) => BTreeSet::new(),
        }
    }
}

impl Posten<'_> {
    /// The first full year of what has no end, after the last change of its quantity; none
    /// where it ends, and for investments, whose use decides.
    pub fn permanent_from(self) -> Option<Jahr> {
        let (zeitraum, changed) = match self {
            Self::Stelle(stelle) => {
                (&stelle.zeitraum.teile.last()?.value, stelle.anteil.zuletzt_ab())
            }
            Self::Kosten(kosten) => (&kosten.zeitraum.value, None),
            Self::Zuwendung(zuwendung) | Self::Drittmittel(zuwendung) => {
                (&zuwendung.zeitraum.value, None)
            }
            Self::Investition(_) => return None,
        };
        let from = changed.map_or(zeitraum.von(), |day| day.max(zeitraum.von()));
        let first = Jahr::first_whole_from(from);
        zeitraum.is_open().then_some(first)
    }
}

impl Paper {
    /// The Stellen that are dropped.
    pub fn entfallende(&self) -> impl Iterator<Item = &Stelle> {
        self.stellen.iter().filter(|stelle| stelle.einrichtung == Einrichtung::Entfaellt)
    }

    /// The first full year in which all Stellen are gone whose saving the data know.
    pub fn einsparung_ab(&self) -> Option<Jahr> {
        let known = self.entfallende().filter(|stelle| stelle.kostensatz.is_some());
        known.map(|stelle| stelle.zeitraum.value.first_full_year()).max()
    }

    /// The paper with what has no end calculated to the end of `jahr`.
    #[must_use]
    pub fn calculated_to(&self, jahr: Jahr) -> Self {
        let period = |of: &Placed<Zeitraum>| of.with(of.value.calculated_to(jahr));
        let mut paper = self.clone();
        for stelle in &mut paper.stellen {
            stelle.zeitraum = stelle.zeitraum.calculated_to(jahr);
        }
        for kosten in &mut paper.kosten {
            kosten.zeitraum = period(&kosten.zeitraum);
        }
        for zuwendung in &mut paper.zuwendungen {
            zuwendung.zeitraum = period(&zuwendung.zeitraum);
        }
        paper
    }

    /// All rows: Stellen that cost money, costs, investments and grants, each in the order of
    /// the data; behind a grant what others pay before it.
    pub fn posten(&self) -> impl Iterator<Item = Posten<'_>> {
        let stellen = self.stellen.iter().filter(|stelle| stelle.kostet()).map(Posten::Stelle);
        let kosten = self.kosten.iter().map(Posten::Kosten);
        let investitionen = self.investitionen.iter().map(Posten::Investition);
        let expenses = stellen.chain(kosten).chain(investitionen);
        let revenue = self.zuwendungen.iter().flat_map(|zuwendung| {
            let others = zuwendung.drittmittel().map(|_| Posten::Drittmittel(zuwendung));
            [Posten::Zuwendung(zuwendung)].into_iter().chain(others)
        });
        expenses.chain(revenue)
    }

    /// The periods of the programme and of the Stellen that cost money.
    pub fn zeitraeume(&self) -> impl Iterator<Item = &Zeitraum> {
        let stellen = self.stellen.iter().filter(|stelle| stelle.kostet());
        let stellen = stellen.map(|stelle| &stelle.zeitraum.value);
        self.programm.zeitraeume.values().map(|zeitraum| &zeitraum.value).chain(stellen)
    }

    /// Whether one of these has no end.
    pub fn is_open(&self) -> bool {
        self.zeitraeume().any(Zeitraum::is_open)
    }

    /// The lines of `plan` that take in or spend, those of the Teilplan of the paper first, by
    /// number, each with its rows.
    pub fn zeilen(&self, plan: Plan, art: Zeilenart) -> Vec<(&Zeile, Vec<Posten<'_>>)> {
        // Numbers without leading zeros must not stand as words would: 2, then 15.
        let mut zeilen = BTreeMap::<(&str, usize, &str), (&Zeile, Vec<Posten<'_>>)>::new();
        for posten in self.posten() {
            let zeile = posten.zeile();
            if (zeile.plan, zeile.art) == (plan, art) {
                let other = zeile.teilplan.as_ref().map_or("", |of| of.nummer.as_str());
                let order = (other, zeile.nummer.chars().count(), zeile.nummer.as_str());
                zeilen.entry(order).or_insert((zeile, Vec::new())).1.push(posten);
            }
        }
        zeilen.into_values().collect()
    }

    /// The Haushaltsjahre in which something in `plan` costs money or a grant is paid, in order.
    pub fn jahre(&self, plan: Plan) -> BTreeSet<Jahr> {
        self.posten().filter(|posten| posten.zeile().plan == plan).flat_map(Posten::jahre).collect()
    }
}
