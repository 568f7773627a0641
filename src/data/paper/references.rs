//! Everything that data refers to by name, of one paper.

use std::sync::Arc;

use super::horizont::Horizont;
use super::kostensaetze::Rises;
use crate::data::record::registry::Registry;
use crate::data::record::value;
use crate::data::yaml::intake::Intake;
use crate::data::yaml::node::{Kind, Node};
use crate::data::{Art, Kostensatz, Placed, Plan, Profil, Zeile, Zeilenart};
use crate::diagnostic::Diagnostic;
use crate::period::Zeitraum;

/// Where a grant stands in the list, and whether it is measured by a base.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::data) struct ListPlace {
    /// Its position, from zero.
    pub(in crate::data) position: usize,
    /// Whether it has a `bemessung`.
    pub(in crate::data) is_measured: bool,
}

/// What can be referred to.
pub(in crate::data) struct References {
    /// The periods of the programme.
    pub(in crate::data) zeitraeume: Registry<Placed<Zeitraum>>,
    /// How far those without an end are calculated.
    pub(in crate::data) horizont: Horizont,
    /// Its Bausteine.
    pub(in crate::data) bausteine: Registry<()>,
    /// The rises.
    pub(in crate::data) steigerungen: Rises,
    /// The costs of grades.
    pub(in crate::data) kostensaetze: Registry<Arc<Kostensatz>>,
    /// The annual costs of grades in tables of personnel costs.
    pub(in crate::data) tables: Registry<Arc<Kostensatz>>,
    /// The roles that Stellen have.
    pub(in crate::data) rollen: Registry<()>,
    /// The Stellen.
    pub(in crate::data) stellen: Registry<()>,
    /// The costs other than Stellen.
    pub(in crate::data) kosten: Registry<()>,
    /// The investments.
    pub(in crate::data) investitionen: Registry<()>,
    /// The grants: their place in the list, and whether they have a base.
    pub(in crate::data) zuwendungen: Registry<ListPlace>,
    /// The lines of the Teilpläne.
    pub(in crate::data) zeilen: Registry<Arc<Zeile>>,
    /// The names of the Teilpläne.
    pub(in crate::data) teilplaene: Registry<String>,
    /// The kinds of paper.
    pub(in crate::data) arten: Registry<Arc<Art>>,
    /// The form of a Finanzstelle, where the city has one.
    pub(in crate::data) finanzstelle: Option<String>,
    /// Whether a record of the paper names a period of the programme.
    pub(in crate::data) needs_periods: bool,
    /// Whether this is a scenario, in which a Stelle may be dropped.
    pub(in crate::data) is_variant: bool,
}

impl References {
    /// What is known before the records are read: the profile, roles and costs.
    /// A section that is missing where not `complete` may stand in a file that
    /// could not be read.
    pub(in crate::data) fn new(root: &Node, profil: Option<&Profil>, complete: bool) -> Self {
        let mut known = Self {
            zeitraeume: Registry::new("Der Zeitraum", "programm.zeitraeume"),
            horizont: Horizont::of(root.get("programm")),
            bausteine: Registry::new("Der Förderbaustein", "programm.bausteine"),
            steigerungen: Registry::new("Die Steigerung", "steigerungen"),
            kostensaetze: Registry::new("Der Kostensatz", "kostensaetze"),
            tables: Registry::new("Der Kostensatz", "personalkosten.saetze"),
            rollen: Registry::new("Die Rolle", "stellen"),
            stellen: Registry::new("Die Stelle", "stellen"),
            kosten: Registry::new("Die Kostenposition", "kosten"),
            investitionen: Registry::new("Die Investition", "investitionen"),
            zuwendungen: Registry::new("Die Zuwendung", "zuwendungen"),
            zeilen: Registry::new("Die Teilplanzeile", "zeilen").in_profile(),
            teilplaene: Registry::new("Der Teilplan", "teilplaene").in_profile(),
            arten: Registry::new("Die Art", "arten").in_profile(),
            finanzstelle: profil.and_then(|profil| profil.finanzstelle.clone()),
            needs_periods: refers_to_periods(root),
            is_variant: false,
        };
        known.declare_profil(profil);
        let (stellen, kosten) = (root.get("stellen"), root.get("kosten"));
        known.rollen.complete = declare(&mut known.rollen, stellen, "rolle");
        known.stellen.complete = declare(&mut known.stellen, stellen, "id");
        known.kosten.complete = declare(&mut known.kosten, kosten, "id");
        let investitionen = root.get("investitionen");
        known.investitionen.complete = declare(&mut known.investitionen, investitionen, "id");
        known.zuwendungen.complete = rank(&mut known.zuwendungen, root.get("zuwendungen"));
        let is_absent = |section: &str| !complete && root.get(section).is_none();
        known.rollen.complete &= !is_absent("stellen");
        known.kosten.complete &= !is_absent("kosten");
        known.stellen.complete &= !is_absent("stellen");
        known.tables.complete &= !is_absent("personalkosten");
        known.investitionen.complete &= !is_absent("investitionen");
        known.steigerungen.complete &= !is_absent("steigerungen");
        known.kostensaetze.complete &= !is_absent("kostensaetze");
        let programm = root.get("programm");
        declare(&mut known.bausteine, programm.and_then(|of| of.get("bausteine")), "id");
        let is_mapping =
            |node: Option<&Node>| node.is_some_and(|node| matches!(node.kind, Kind::Mapping(_)));
        known.bausteine.complete &= is_mapping(programm);
        known.zeitraeume.complete &=
            is_mapping(programm.and_then(|programm| programm.get("zeitraeume")));
        known
    }

    /// The same for a scenario.
    pub(in crate::data) fn of_variant(mut self) -> Self {
        self.is_variant = true;
        self
    }

    /// What a full post of the grade that `node` names costs a year: as the paper itself
    /// says, or else a table of personnel costs.
    pub(in crate::data) fn kostensatz(
        &self,
        node: &Node,
        intake: &Intake,
    ) -> Option<Arc<Kostensatz>> {
        let name = value::scalar(node, intake)?;
        if self.tables.has(name) && !self.kostensaetze.has(name) {
            return self.tables.find(node, intake);
        }
        if !self.tables.complete && !self.kostensaetze.has(name) {
            return None;
        }
        self.kostensaetze.find_or_among(node, &self.tables, intake)
    }

    /// The line of one of `plans` that `node` names, which must be one of `art`.
    pub(in crate::data) fn zeile_in(
        &self,
        node: &Node,
        plans: &[Plan],
        art: Zeilenart,
        intake: &Intake,
    ) -> Option<Arc<Zeile>> {
        let zeile = self.zeilen.find(node, intake)?;
        if !plans.contains(&zeile.plan) {
            return intake.reject(wrong_plan(node, &zeile));
        }
        if zeile.art == art {
            return Some(zeile);
        }
        let (is, should) = match (art, zeile.plan) {
            (Zeilenart::Aufwand, Plan::Ergebnisplan) => ("nimmt ein", "die Aufwendungen aufnimmt"),
            (Zeilenart::Aufwand, Plan::Finanzplan) => ("nimmt ein", "die Auszahlungen aufnimmt"),
            (Zeilenart::Ertrag, Plan::Ergebnisplan) => ("gibt aus", "die Erträge aufnimmt"),
            (Zeilenart::Ertrag, Plan::Finanzplan) => ("gibt aus", "die Einzahlungen aufnimmt"),
        };
        intake.reject(
            Diagnostic::error(
                "zeile-falsche-art",
                &node.place,
                format!("Die Teilplanzeile {} {} {is}", zeile.nummer, zeile.name),
            )
            .with_hint(format!("Nennen Sie eine Zeile, {should}.")),
        )
    }

    fn declare_profil(&mut self, profil: Option<&Profil>) {
        let Some(profil) = profil else {
            // Why there is none was reported where it was looked for.
            self.arten.complete = false;
            self.zeilen.complete = false;
            self.teilplaene.complete = false;
            return;
        };
        for (key, zeile) in &profil.zeilen {
            self.zeilen.add(key, Some(Arc::clone(zeile)));
        }
        for (nummer, name) in &profil.teilplaene {
            self.teilplaene.add(nummer, Some(name.clone()));
        }
        for (key, art) in &profil.arten {
            self.arten.add(key, Some(Arc::clone(art)));
        }
    }
}

/// A line of one plan where one of the other is needed.
fn wrong_plan(node: &Node, zeile: &Zeile) -> Diagnostic {
    let (plan, hint) = match zeile.plan {
        Plan::Finanzplan => (
            "Finanzplan",
            "Nennen Sie eine Zeile des Ergebnisplans; was gebaut oder angeschafft wird, gehört \
                unter `investitionen`.",
        ),
        Plan::Ergebnisplan => (
            "Ergebnisplan",
            "Nennen Sie eine Zeile des Finanzplans; laufende Aufwendungen gehören unter \
                `kosten`, Folgekosten unter `folgekosten`.",
        ),
    };
    let message = format!("Die Zeile {} {} gehört zum {plan}", zeile.nummer, zeile.name);
    Diagnostic::error("zeile-falscher-plan", &node.place, message).with_hint(hint)
}

/// Declares the value of `key` of every entry of a list, and returns whether every
/// entry has one.
fn declare(registry: &mut Registry<()>, list: Option<&Node>, key: &str) -> bool {
    let Some(list) = list else { return true };
    let names = list.items().iter().map(|item| item.get(key).and_then(Node::as_text));
    let mut complete = matches!(list.kind, Kind::Sequence(_));
    for name in names {
        match name {
            Some(name) => registry.add(name.trim(), Some(())),
            None => complete = false,
        }
    }
    complete
}

/// Declares the grants of `list` in their order, and returns whether all have a name.
fn rank(registry: &mut Registry<ListPlace>, list: Option<&Node>) -> bool {
    let Some(list) = list else { return true };
    let mut complete = matches!(list.kind, Kind::Sequence(_));
    for (position, item) in list.items().iter().enumerate() {
        let is_measured = item.get("bemessung").is_some();
        match item.get("id").and_then(Node::as_text) {
            Some(id) => registry.add(id.trim(), Some(ListPlace { position, is_measured })),
            None => complete = false,
        }
    }
    complete
}

/// Whether a record of the paper names a period of the programme.
fn refers_to_periods(root: &Node) -> bool {
    let named = root.entries().iter().any(|entry| entry.key.name == "zeitraum");
    let below = || root.entries().iter().any(|entry| refers_to_periods(&entry.value));
    named || below() || root.items().iter().any(refers_to_periods)
}
