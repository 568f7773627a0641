//! Where the money stands in the budget, and how amounts are rounded.
//!
//! Every Haushaltsjahr that costs money has its [`Haushaltsstand`]. A paper that costs
//! nothing says so with `auswirkung` and needs neither a Teilplan nor years.

mod ansatz;
mod davon;
mod jahr;
mod stand;

use std::collections::BTreeMap;

use super::folgekosten::Ermittlung;
use super::lookups::TeilplanRef;
use super::references::References;
use crate::data::record::choice::choice;
use crate::data::record::declare::record;
use crate::data::record::form::{Form, Need};
use crate::data::record::kinds::{List, OneOf, PerYear, WithPlace, Year};
use crate::data::record::open::Record;
use crate::data::record::reads::{At, Declared, Reads};
use crate::data::record::{date, value};
use crate::data::yaml::node::Node;
use crate::data::{Placed, Teilplan};
use crate::diagnostic::{Diagnostic, Place};
use crate::money::Mode;
use crate::period::Jahr;

pub(in crate::data) use ansatz::check;
pub use davon::Davon;
pub use jahr::Haushaltsstand;
use jahr::OfYear;
pub use stand::{Satzung, Stand};

record! {
    /// The place of the paper in the city's budget.
    pub struct Haushalt knowing References, "Haushalt" {
        /// Whether the paper costs anything at all.
        pub auswirkung: Auswirkung = default "wirksam" OneOf<Auswirkung>
            => "Auswirkung", "`wirksam` (auch ohne Angabe), `keine` oder `veranschlagt`, wenn \
                die Maßnahmen aus Mitteln bezahlt werden, die schon im Haushalt stehen", "keine";
        /// The Teilplan that carries the measure; there is one where the paper is
        /// [`Auswirkung::Wirksam`].
        pub teilplan: Option<Teilplan> = optional TeilplanRef
            => "Teilplan", "die Nummer des Teilplans", "0504";
        /// The Teilpläne in which the funds of the measures are budgeted already.
        pub teilplaene: Vec<Teilplan> = many List<TeilplanRef>
            => "Teilpläne", "bei `auswirkung: veranschlagt` die Teilpläne, in denen die Mittel \
                stehen", "[0504]";
        /// The years of the adopted budget, such as 2020 and 2021.
        pub beschlossen: Vec<Jahr> = many Years
            => "Beschlossen", "die Jahre des beschlossenen Haushalts", "2020/2021";
        /// The years of the budget that is drawn up next, or its first; there is one where the
        /// paper is [`Auswirkung::Wirksam`].
        pub aufstellung: Vec<Jahr> = many Years
            => "Aufstellung", "das erste Jahr des nächsten Haushalts, bei einem Doppelhaushalt \
                beide", "2022";
        /// The state of the budget per year, for every year that costs money.
        pub jahre: BTreeMap<Jahr, Haushaltsstand> = many PerYear<OfYear>
            => "Jahre", "je Haushaltsjahr der Stand, etwa `2021:` und darunter `stand: \
                kompensiert`; nötig für jedes Jahr mit Aufwendungen oder Erträgen";
        /// The last year of the table of follow-up costs.
        pub folgekosten_bis: Option<Placed<Jahr>> = optional WithPlace<Year>
            => "Folgekosten bis", "das letzte Jahr der Übersicht über die Folgekosten; ohne \
                Angabe das letzte der Nutzungsdauer", "2045";
        /// Whether the budget is in force, in years that say nothing else.
        pub satzung: Satzung = default "in_kraft" OneOf<Satzung>
            => "Satzung", "ob die Haushaltssatzung gilt: `in_kraft` (auch ohne Angabe), \
                `nicht_in_kraft` oder `vorlaeufig` bei vorläufiger Haushaltsführung",
                "nicht_in_kraft";
        /// Whether grants are not determined yet, where none are listed.
        pub zuwendungen: Option<Ermittlung> = optional OneOf<Ermittlung>
            => "Zuwendungen", "wenn keine aufgeführt sind: `keine` (so auch ohne Angabe) oder \
                `nicht_ermittelt`", "nicht_ermittelt";
        /// How amounts are rounded.
        pub rundung: Rundung = many OfPaper
            => "Rundung", "wie Beträge gerundet werden: `auf`, `summe` und `zeilen`";
    }
    needs of_effect;
    check years;
}

impl Haushalt {
    /// Whether the budget of `jahr` is in force.
    pub fn satzung(&self, jahr: Jahr) -> Satzung {
        self.jahre.get(&jahr).map_or(self.satzung, |stand| stand.satzung)
    }

    /// The years of the Haushaltssatzung in which `jahr` lies: those of the adopted budget, those
    /// of the one that is drawn up, or that year alone.
    pub fn satzungsjahre(&self, jahr: Jahr) -> Vec<Jahr> {
        let budgets = [self.beschlossen.clone(), self.entwurf()];
        budgets.into_iter().find(|jahre| jahre.contains(&jahr)).unwrap_or_else(|| vec![jahr])
    }

    /// Whether the budget of `jahr` is only drawn up, not adopted.
    pub fn is_entwurf(&self, jahr: Jahr) -> bool {
        self.satzung(jahr) == Satzung::Vorlaeufig && self.entwurf().contains(&jahr)
    }

    /// The years of the budget that is drawn up: those given, or the first given and the next,
    /// where the draft provides something in that as well. A Haushaltssatzung is of one year or
    /// of two (§ 78 Abs. 3 GO NRW).
    pub fn entwurf(&self) -> Vec<Jahr> {
        let mut jahre = self.aufstellung.clone();
        if let [first] = *jahre.as_slice() {
            let second = Jahr(first.0 + 1);
            let provides = |jahr| {
                self.satzung(jahr) == Satzung::Vorlaeufig
                    && self.jahre.get(&jahr).is_some_and(|year| year.stand.may_be_drafted())
            };
            jahre.extend(Some(second).filter(|_| provides(first) && provides(second)));
        }
        jahre
    }
}

choice! {
    /// Whether a paper costs anything.
    pub enum Auswirkung {
        /// It may; what it costs follows from its rows.
        Wirksam = "wirksam", "wirksam", "Die Vorlage kostet oder bringt Geld.";
        /// It does not: no row may cost or bring money.
        Keine = "keine", "keine", "Die Vorlage kostet und bringt nichts.";
        /// It costs nothing itself; its measures are paid from funds that are budgeted already.
        Veranschlagt = "veranschlagt", "veranschlagt",
            "Bezahlt wird aus Mitteln, die schon im Haushalt stehen.";
    }
}

/// How amounts are rounded: the total of a group from its exact sum, its rows by
/// largest remainder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rundung {
    /// Decimal places of printed amounts: 2 for cents, 0 for whole euros.
    pub digits: u32,
    /// How the total of a group loses its further digits.
    pub mode: Mode,
}

impl Default for Rundung {
    /// How a paper rounds that has nothing to round and says nothing about it.
    fn default() -> Self {
        Self { digits: 2, mode: Mode::HalfUp }
    }
}

choice! {
    /// Decimal places of printed amounts.
    words Digits for u32 {
        2 => "cent", "Cent", "Beträge haben Euro und Cent.";
        0 => "euro", "Euro", "Beträge sind volle Euro.";
    }
}

choice! {
    /// How a total loses its further digits.
    words Modes for Mode {
        Mode::HalfUp => "kaufmaennisch", "kaufmännisch", "Ab der Hälfte wird aufgerundet.";
        Mode::Truncate => "abschneiden", "abschneiden", "Weitere Stellen werden abgeschnitten.";
    }
}

choice! {
    /// How the rows of a group add up to its total.
    words Rows for () {
        () => "groesster_rest", "größter Rest",
            "Die Zeilen werden so gerundet, dass sie in der gedruckten Summe aufgehen.";
    }
}

record! {
    /// How the amounts of a paper are rounded.
    struct OfPaper, "Rundung" {
        auf: u32 = required OneOf<Digits> => "Einheit", "`cent` oder `euro`", "cent";
        summe: Mode = required OneOf<Modes>
            => "Summe", "`kaufmaennisch` oder `abschneiden`", "kaufmaennisch";
        _zeilen as "zeilen": () = required OneOf<Rows>
            => "Zeilen", "so gehen die Zeilen in der Summe auf", "groesster_rest";
    }
    makes Rundung = |read: OfPaper, _| Some(Rundung { digits: read.auf, mode: read.summe });
}

record! {
    /// How the amounts of a grant are rounded.
    pub(in crate::data) struct OfGrant, "Rundung" {
        auf: u32 = required OneOf<Digits> => "Einheit", "`cent` oder `euro`", "euro";
        art: Mode = required OneOf<Modes>
            => "Art", "`kaufmaennisch` oder `abschneiden`", "kaufmaennisch";
    }
    makes Rundung = |read: OfGrant, _| Some(Rundung { digits: read.auf, mode: read.art });
}

/// Which keys a paper has that costs money, and which one that does not.
fn of_effect(key: &str, node: &Node, _known: &References) -> Option<Need> {
    let effect = node.get("auswirkung").and_then(Node::as_text).map(str::trim);
    let costs = effect.is_none_or(|effect| effect == Auswirkung::Wirksam.schluessel());
    match (key, costs) {
        ("teilplan" | "beschlossen" | "aufstellung" | "rundung", true) => Some(Need::Required),
        ("teilplaene", true) | ("folgekosten_bis", false) => Some(Need::Absent),
        _ => None,
    }
}

/// Gives every year the Satzung of the paper that has none of its own, and checks the states.
fn years(mut haushalt: Haushalt, record: &Record<'_, References>) -> Option<Haushalt> {
    for year in record.node("jahre").map(Node::entries).unwrap_or_default() {
        let jahr = date::parse_year(&year.key.name)?;
        if let Some(stand) = haushalt.jahre.get_mut(&jahr)
            && year.value.get("satzung").is_none()
        {
            stand.satzung = haushalt.satzung;
        }
    }
    check_states(record, &haushalt);
    Some(haushalt)
}

/// Checks that the next budget follows the adopted one, and that only an adopted
/// budget makes up for anything.
fn check_states<K>(record: &Record<'_, K>, haushalt: &Haushalt) {
    let (beschlossen, intake) = (&haushalt.beschlossen, record.intake());
    let Some(&aufstellung) = haushalt.aufstellung.first() else { return };
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
        let is_drafted = stand.stand.may_be_drafted() && haushalt.is_entwurf(*jahr);
        let is_known = beschlossen.contains(jahr) || is_drafted;
        if stand.stand.needs_budget() && !is_known {
            intake.report(not_adopted(*jahr, stand.stand, &stand.place));
        }
        for part in &stand.davon {
            let Placed { value: of_part, place } = &part.stand;
            // What the Finanzplan foresees of a later year is provided for as well.
            let is_known = beschlossen.contains(jahr) || !of_part.needs_cover();
            if !is_known {
                intake.report(not_adopted(*jahr, *of_part, place));
            }
        }
    }
}

fn not_adopted(jahr: Jahr, stand: Stand, place: &Place) -> Diagnostic {
    let what = match stand {
        Stand::Kompensiert | Stand::Mehrbedarf => "der etwas auffangen kann",
        Stand::Veranschlagt => "in dem etwas veranschlagt ist",
        Stand::Ueberplanmaessig | Stand::Ausserplanmaessig => "von dem etwas abweichen kann",
    };
    let message = format!("Für `{jahr}` gibt es keinen beschlossenen Haushalt, {what}");
    Diagnostic::error("haushalt-widerspruch", place, message).with_hint(
        "Schreiben Sie `stand: mehrbedarf`, oder ergänzen Sie das Jahr \
            unter `beschlossen`.",
    )
}

/// The years of a budget: one, or two that follow each other (Doppelhaushalt).
#[derive(Debug)]
struct Years;

impl Declared for Years {
    const FORM: Form = Form::Years;
}

impl<K> Reads<K> for Years {
    type Value = Vec<Jahr>;

    fn read(node: &Node, at: &At<'_, K>) -> Option<Vec<Jahr>> {
        let text = value::scalar(node, at.intake)?;
        let years: Option<Vec<Jahr>> =
            text.split('/').map(|year| date::parse_year(year.trim())).collect();
        let follow = |pair: &[Jahr]| matches!(pair, [first, second] if second.0 == first.0 + 1);
        let is_budget = |years: &Vec<Jahr>| years.len() <= 2 && years.windows(2).all(follow);
        years.filter(is_budget).or_else(|| {
            at.intake.reject(
                Diagnostic::error(
                    "jahr-ungueltig",
                    &node.place,
                    format!("`{text}` bezeichnet keinen Haushalt"),
                )
                .with_hint(
                    "Schreiben Sie ein Jahr oder zwei aufeinander folgende, \
                        vierstellig, etwa `2020/2021`.",
                ),
            )
        })
    }
}
