//! What is known of a paper before it is written: the answers that a clerk gives.

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::stadt::Stadt;
use super::stelle::Stellenwunsch;

/// What is known of a paper before it is written.
#[derive(Debug, Clone)]
pub struct Draft {
    /// The kind of paper, a key of the profile.
    pub art: String,
    /// The subject, also the name of the programme.
    pub betreff: String,
    /// The date of the paper.
    pub datum: Date,
    /// The first day of the measure.
    pub von: Date,
    /// Its last day.
    pub bis: Date,
    /// The Teilplan; without, the first one of the city.
    pub teilplan: Option<String>,
    /// What it costs.
    pub kosten: Ausgaben,
    /// Who pays a part of it.
    pub zuwendung: Option<Foerderung>,
}

/// What a measure costs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ausgaben {
    /// Nothing.
    Keine,
    /// Stellen or, without any, other costs, and perhaps an investment.
    Geld {
        /// The Stellen.
        stellen: Vec<Stellenwunsch>,
        /// Whether something is built or bought.
        investition: bool,
    },
}

/// How a grant is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Foerderung {
    /// A fixed amount per Stelle or per cost.
    Festbetrag,
    /// So many per cent of the eligible cost.
    Anteil(Decimal),
}

impl Draft {
    /// Whether its kind demands the data of an earlier paper, which a new one has not.
    pub fn geht_hervor(&self, stadt: &Stadt) -> bool {
        stadt.profil.arten.get(&self.art).is_some_and(|kind| kind.geht_hervor())
    }

    /// The Stellen that the paper is to have.
    pub(super) fn stellen(&self) -> &[Stellenwunsch] {
        match &self.kosten {
            Ausgaben::Geld { stellen, .. } => stellen,
            Ausgaben::Keine => &[],
        }
    }

    pub(super) fn has_investition(&self) -> bool {
        matches!(self.kosten, Ausgaben::Geld { investition: true, .. })
    }

    /// Whether it has other costs: where nothing else costs anything.
    pub(super) fn has_kosten(&self) -> bool {
        matches!(&self.kosten, Ausgaben::Geld { stellen, investition } if stellen.is_empty() && !investition)
    }

    /// Whether anything costs money in the Ergebnisplan.
    pub(super) fn has_laufendes(&self) -> bool {
        self.has_kosten() || !self.stellen().is_empty()
    }
}
