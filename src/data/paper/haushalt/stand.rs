//! The state of the budget per Haushaltsjahr, from which the clause of the year follows.

use super::davon::{self, Davon};
use crate::data::Placed;
use crate::data::paper::references::References;
use crate::data::record::choice::choice;
use crate::data::record::declare::record;
use crate::data::record::kinds::{List, OneOf, WithPlace, YesNo};
use crate::data::record::open::Record;
use crate::diagnostic::Place;

/// The state of the budget in one year, from which its clause follows.
#[derive(Debug, Clone)]
pub struct Haushaltsstand {
    /// Which clause holds.
    pub stand: Stand,
    /// Whether the budget of the year is in force.
    pub satzung: Satzung,
    /// Whether funds may be moved inside the budget.
    pub umschichtungen: bool,
    /// What of the need meets the budget otherwise.
    pub davon: Vec<Davon>,
    /// Where the data says so.
    pub place: Place,
}

record! {
    /// The state of the budget in one year, as far as the year says it itself.
    pub(super) struct OfYear knowing References, "Haushaltsjahr" {
        stand: Placed<Stand> = required WithPlace<OneOf<Stand>>
            => "Stand", "`kompensiert`, `veranschlagt`, `ueberplanmaessig`, \
                `ausserplanmaessig` oder `mehrbedarf`", "mehrbedarf";
        satzung: Option<Satzung> = optional OneOf<Satzung>
            => "Satzung", "ob die Haushaltssatzung gilt: `in_kraft` (auch ohne Angabe), \
                `nicht_in_kraft` oder `vorlaeufig` bei vorläufiger Haushaltsführung",
                "nicht_in_kraft";
        umschichtungen: bool = default "nein" YesNo
            => "Umschichtungen", "ob Mittel umgeschichtet werden können", "ja";
        davon: Vec<Davon> = many List<Davon>
            => "Davon", "was vom Bedarf des Jahres einen anderen Stand hat, etwa schon \
                veranschlagt ist; für den Rest gilt `stand`";
    }
    makes Haushaltsstand = |OfYear { stand, satzung, umschichtungen, davon }: OfYear, record: &Record<'_, References>| {
        davon::check(&davon, record.intake());
        let (Placed { value: stand, place }, satzung) = (stand, satzung.unwrap_or(Satzung::InKraft));
        Some(Haushaltsstand { stand, satzung, umschichtungen, davon, place })
    };
}

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
