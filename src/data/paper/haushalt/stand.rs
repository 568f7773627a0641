//! The state of the budget per Haushaltsjahr, from which the clause of the year follows.

use super::Haushalt;
use super::ansatz::is_entwurf;
use crate::data::Placed;
use crate::data::record::choice::choice;
use crate::data::record::declare::record;
use crate::data::record::kinds::{OneOf, WithPlace, YesNo};
use crate::data::record::open::Record;
use crate::diagnostic::{Diagnostic, Place};
use crate::period::Jahr;

/// The state of the budget in one year, from which its clause follows.
#[derive(Debug, Clone)]
pub struct Haushaltsstand {
    /// Which clause holds.
    pub stand: Stand,
    /// Whether the budget of the year is in force.
    pub satzung: Satzung,
    /// Whether funds may be moved inside the budget.
    pub umschichtungen: bool,
    /// Where the data says so.
    pub place: Place,
}

record! {
    /// The state of the budget in one year, as far as the year says it itself.
    pub(super) struct OfYear, "Haushaltsjahr" {
        stand: Placed<Stand> = required WithPlace<OneOf<Stand>>
            => "Stand", "`kompensiert`, `veranschlagt`, `ueberplanmaessig`, \
                `ausserplanmaessig` oder `mehrbedarf`", "mehrbedarf";
        satzung: Option<Satzung> = optional OneOf<Satzung>
            => "Satzung", "ob die Haushaltssatzung gilt: `in_kraft` (auch ohne Angabe), \
                `nicht_in_kraft` oder `vorlaeufig` bei vorläufiger Haushaltsführung",
                "nicht_in_kraft";
        umschichtungen: bool = default "nein" YesNo
            => "Umschichtungen", "ob Mittel umgeschichtet werden können", "ja";
    }
    makes Haushaltsstand = |OfYear { stand, satzung, umschichtungen }: OfYear, _| {
        let (Placed { value: stand, place }, satzung) = (stand, satzung.unwrap_or(Satzung::InKraft));
        Some(Haushaltsstand { stand, satzung, umschichtungen, place })
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

    /// Whether it speaks of an adopted budget.
    fn needs_budget(self) -> bool {
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

/// Checks that the next budget follows the adopted one, and that only an adopted
/// budget makes up for anything.
pub(super) fn check_states<K>(record: &Record<'_, K>, haushalt: &Haushalt) {
    let (beschlossen, intake) = (&haushalt.beschlossen, record.intake());
    let Some(aufstellung) = haushalt.aufstellung else { return };
    if let Some(node) = record.node("aufstellung")
        && beschlossen.iter().any(|jahr| *jahr >= aufstellung)
    {
        let message = format!("Für `{aufstellung}` ist der Haushalt schon beschlossen");
        intake.report(
            Diagnostic::error("haushalt-widerspruch", &node.place, message)
                .with_hint("`aufstellung` ist das erste Jahr nach dem beschlossenen Haushalt."),
        );
    }
    for (jahr, stand) in &haushalt.jahre {
        // In vorläufiger Haushaltsführung a draft can provide funds, and the clause names it;
        // what is not adopted cannot be exceeded.
        let is_drafted = is_entwurf(beschlossen, Some(aufstellung), *jahr, stand.satzung);
        let is_known = beschlossen.contains(jahr) || (is_drafted && !stand.stand.needs_cover());
        if stand.stand.needs_budget() && !is_known {
            intake.report(not_adopted(*jahr, stand));
        }
    }
}

fn not_adopted(jahr: Jahr, stand: &Haushaltsstand) -> Diagnostic {
    let what = match stand.stand {
        Stand::Kompensiert | Stand::Mehrbedarf => "der etwas auffangen kann",
        Stand::Veranschlagt => "in dem etwas veranschlagt ist",
        Stand::Ueberplanmaessig | Stand::Ausserplanmaessig => "von dem etwas abweichen kann",
    };
    let message = format!("Für `{jahr}` gibt es keinen beschlossenen Haushalt, {what}");
    Diagnostic::error("haushalt-widerspruch", &stand.place, message).with_hint(
        "Schreiben Sie `stand: mehrbedarf`, oder ergänzen Sie das Jahr \
            unter `beschlossen`.",
    )
}
