//! How expenses meet the budget, and whether it is in force.

use crate::data::record::choice::choice;

choice! {
    /// How a year's expenses meet the budget.
    pub enum Stand {
        /// The own share is made up for within the adopted budget of the Teilplan.
        Kompensiert = "kompensiert", "kompensiert",
            "Der Eigenanteil wird im beschlossenen Budget aufgefangen.";
        /// More than the adopted budget and its medium-term plan provide.
        Mehrbedarf = "mehrbedarf", "Mehrbedarf",
            "Weder der Haushalt noch die Finanzplanung sieht die Mittel vor.";
        /// The budget provides the funds already.
        Veranschlagt = "veranschlagt", "veranschlagt", "Der Haushalt sieht die Mittel schon vor.";
        /// More than the Ansatz of the budget (§ 83 GO NRW).
        Ueberplanmaessig = "ueberplanmaessig", "überplanmäßig",
            "Es gibt einen Ansatz, er reicht aber nicht.";
        /// The budget has no Ansatz for it (§ 83 GO NRW).
        Ausserplanmaessig = "ausserplanmaessig", "außerplanmäßig",
            "Der Haushalt hat dafür keinen Ansatz.";
    }
}

impl Stand {
    /// Whether the law asks for cover in the same year.
    pub fn needs_cover(self) -> bool {
        matches!(self, Self::Ueberplanmaessig | Self::Ausserplanmaessig)
    }

    /// Whether a budget that is only drawn up can provide for it: what is not adopted cannot
    /// be exceeded.
    pub fn may_be_drafted(self) -> bool {
        matches!(self, Self::Kompensiert | Self::Veranschlagt)
    }

    /// Whether it speaks of an adopted budget.
    pub(super) fn needs_budget(self) -> bool {
        self != Self::Mehrbedarf
    }
}

choice! {
    /// Whether the Haushaltssatzung of a year is in force.
    pub enum Satzung {
        /// It is.
        InKraft = "in_kraft", "in Kraft", "Die Haushaltssatzung ist in Kraft.";
        /// It is adopted and not yet in force: what it provides is provided with reservation.
        NichtInKraft = "nicht_in_kraft", "nicht in Kraft",
            "Sie ist beschlossen und noch nicht in Kraft.";
        /// There is none yet: vorläufige Haushaltsführung (§ 82 GO NRW).
        Vorlaeufig = "vorlaeufig", "vorläufig",
            "Es gibt noch keine; der Haushalt wird vorläufig geführt.";
    }
}
