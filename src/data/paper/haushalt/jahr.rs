//! The state of the budget per Haushaltsjahr, from which the clause of the year follows.

use super::davon::{self, Davon};
use super::stand::{Satzung, Stand};
use crate::data::Placed;
use crate::data::paper::references::References;
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
