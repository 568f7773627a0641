//! Kinds of values that name something: a period, a line of the Teilplan, a Stelle.

use std::sync::Arc;

use super::references::References;
use crate::data::record::form::Form;
use crate::data::record::reads::{At, Declared, Reads};
use crate::data::record::value;
use crate::data::yaml::intake::Intake;
use crate::data::yaml::node::Node;
use crate::data::{Kostensatz, Placed, Plan, Steigerung, Teilplan, Zeile, Zeilenart};
use crate::period::Zeitraum;

/// Declares kinds that are looked up in what a paper can refer to.
macro_rules! lookups {
    ($($(#[$doc:meta])* $name:ident: $value:ty = $form:expr, $find:expr;)+) => {$(
        $(#[$doc])*
        #[derive(Debug)]
        pub(in crate::data) struct $name;

        impl Declared for $name {
            const FORM: Form = $form;
        }

        impl Reads<References> for $name {
            type Value = $value;

            fn read(node: &Node, at: &At<'_, References>) -> Option<$value> {
                let find: fn(&References, &Node, &Intake) -> Option<$value> = $find;
                find(at.known, node, at.intake)
            }
        }
    )+};
}

lookups! {
    /// A period of the programme.
    ZeitraumRef: Placed<Zeitraum> = Form::Reference("programm.zeitraeume"),
        |known, node, intake| known.zeitraeume.find(node, intake);
    /// A Baustein of the programme.
    BausteinRef: String = Form::Reference("programm.bausteine"),
        |known, node, intake| known.bausteine.name(node, intake);
    /// A rise.
    SteigerungRef: Arc<Steigerung> = Form::Reference("steigerungen"),
        |known, node, intake| known.steigerungen.find(node, intake);
    /// What a full post of a grade costs.
    KostensatzRef: Arc<Kostensatz> = Form::Reference("kostensaetze"),
        |known, node, intake| known.kostensatz(node, intake);
    /// A role that Stellen have.
    RolleRef: String = Form::Reference("stellen"),
        |known, node, intake| known.rollen.name(node, intake);
    /// A Stelle.
    StelleRef: String = Form::Reference("stellen"),
        |known, node, intake| known.stellen.name(node, intake);
    /// A cost.
    KostenRef: String = Form::Reference("kosten"),
        |known, node, intake| known.kosten.name(node, intake);
    /// An investment.
    InvestitionRef: String = Form::Reference("investitionen"),
        |known, node, intake| known.investitionen.name(node, intake);
    /// A grant.
    ZuwendungRef: String = Form::Reference("zuwendungen"),
        |known, node, intake| known.zuwendungen.name(node, intake);
    /// A kind of paper.
    ArtRef: String = Form::Id, |known, node, intake| known.arten.name(node, intake);
    /// A Teilplan by its number.
    TeilplanRef: Teilplan = Form::Text, |known, node, intake| {
        let name = known.teilplaene.find(node, intake)?;
        Some(Teilplan { nummer: value::text(node, intake)?, name })
    };
    /// A line of either plan.
    AnyZeile: Arc<Zeile> = Form::Reference("zeilen"),
        |known, node, intake| known.zeilen.find(node, intake);
    /// A line of the Ergebnisplan that spends.
    AufwandZeile: Arc<Zeile> = Form::Reference("zeilen"),
        |known, node, intake| known.zeile_in(node, &[Plan::Ergebnisplan], Zeilenart::Aufwand, intake);
    /// A line of the Finanzplan that spends.
    AuszahlungZeile: Arc<Zeile> = Form::Reference("zeilen"),
        |known, node, intake| known.zeile_in(node, &[Plan::Finanzplan], Zeilenart::Aufwand, intake);
    /// A line of either plan that takes in.
    EinnahmeZeile: Arc<Zeile> = Form::Reference("zeilen"),
        |known, node, intake| known.zeile_in(node, &Plan::ALL, Zeilenart::Ertrag, intake);
}
