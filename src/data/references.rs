//! Everything that data refers to by name, of one paper.

use std::sync::Arc;

use super::intake::Intake;
use super::node::{Kind, Node};
use super::registry::Registry;
use super::zeitraeume::Horizont;
use super::{Kostensatz, Placed, Plan, Profil, Steigerung, Zeile, Zeilenart, value};
use crate::diagnostic::Diagnostic;
use crate::period::Zeitraum;

/// What can be referred to.
pub(super) struct References {
    /// The periods of the programme.
    pub(super) zeitraeume: Registry<Placed<Zeitraum>>,
    /// How far those without an end are calculated.
    pub(super) horizont: Horizont,
    /// Its Bausteine.
    pub(super) bausteine: Registry<()>,
    /// The rises.
    pub(super) steigerungen: Registry<Arc<Steigerung>>,
    /// The costs of grades.
    pub(super) kostensaetze: Registry<Arc<Kostensatz>>,
    /// The annual costs of grades in tables of personnel costs.
    pub(super) tabellen: Registry<Arc<Kostensatz>>,
    /// The Stellen.
    pub(super) stellen: Registry<()>,
    /// The roles that Stellen have.
    pub(super) rollen: Registry<()>,
    /// The costs other than Stellen.
    pub(super) kosten: Registry<()>,
    /// The lines of the Teilpläne.
    pub(super) zeilen: Registry<Arc<Zeile>>,
    /// The names of the Teilpläne.
    pub(super) teilplaene: Registry<String>,
    /// The kinds of paper.
    pub(super) arten: Registry<()>,
    /// Whether this is a scenario, in which a Stelle may be dropped.
    pub(super) is_variant: bool,
}

impl References {
    /// What is known before the records are read: the profile, roles and costs.
    /// A section that is missing where not `complete` may stand in a file that
    /// could not be read.
    pub(super) fn new(root: &Node, profil: Option<&Profil>, complete: bool) -> Self {
        let mut known = Self {
            zeitraeume: Registry::new("Der Zeitraum", "programm.zeitraeume"),
            horizont: Horizont::of(root.get("programm")),
            bausteine: Registry::new("Der Förderbaustein", "programm.bausteine"),
            steigerungen: Registry::new("Die Steigerung", "steigerungen"),
            kostensaetze: Registry::new("Der Kostensatz", "kostensaetze"),
            tabellen: Registry::new("Der Kostensatz", "personalkosten.saetze"),
            stellen: Registry::new("Die Stelle", "stellen"),
            rollen: Registry::new("Die Rolle", "stellen"),
            kosten: Registry::new("Die Kostenposition", "kosten"),
            zeilen: Registry::new("Die Teilplanzeile", "zeilen").in_profile(),
            teilplaene: Registry::new("Der Teilplan", "teilplaene").in_profile(),
            arten: Registry::new("Die Art", "arten").in_profile(),
            is_variant: false,
        };
        known.declare_profil(profil);
        let (stellen, kosten) = (root.get("stellen"), root.get("kosten"));
        known.rollen.complete = declare(&mut known.rollen, stellen, "rolle");
        known.stellen.complete = declare(&mut known.stellen, stellen, "id");
        known.kosten.complete = declare(&mut known.kosten, kosten, "id");
        let is_absent = |section: &str| !complete && root.get(section).is_none();
        known.rollen.complete &= !is_absent("stellen");
        known.kosten.complete &= !is_absent("kosten");
        known.stellen.complete &= !is_absent("stellen");
        known.tabellen.complete &= !is_absent("personalkosten");
        known.steigerungen.complete &= !is_absent("steigerungen");
        known.kostensaetze.complete &= !is_absent("kostensaetze");
        let programm = root.get("programm");
        let is_mapping =
            |node: Option<&Node>| node.is_some_and(|node| matches!(node.kind, Kind::Mapping(_)));
        known.bausteine.complete &= is_mapping(programm);
        known.zeitraeume.complete &=
            is_mapping(programm.and_then(|programm| programm.get("zeitraeume")));
        known
    }

    /// The same for a scenario.
    pub(super) fn of_variant(mut self) -> Self {
        self.is_variant = true;
        self
    }

    /// What a full post of the grade that `node` names costs a year: as the paper itself
    /// says, or else a table of personnel costs.
    pub(super) fn kostensatz(&self, node: &Node, intake: &Intake) -> Option<Arc<Kostensatz>> {
        let name = value::scalar(node, intake)?;
        if self.tabellen.has(name) && !self.kostensaetze.has(name) {
            return self.tabellen.find(node, intake);
        }
        if !self.tabellen.complete && !self.kostensaetze.has(name) {
            return None;
        }
        self.kostensaetze.find_or_among(node, &self.tabellen, intake)
    }

    /// The line that `node` names, which must be one of `art`.
    pub(super) fn zeile(&self, node: &Node, art: Zeilenart, intake: &Intake) -> Option<Arc<Zeile>> {
        let zeile = self.zeilen.find(node, intake)?;
        if zeile.plan == Plan::Finanzplan {
            return intake.reject(
                Diagnostic::error(
                    "zeile-investiv",
                    &node.place,
                    format!("Die Zeile {} {} gehört zum Finanzplan", zeile.nummer, zeile.name),
                )
                .with_hint(
                    "Nennen Sie eine Zeile des Ergebnisplans; Ein- und Auszahlungen rechnet \
                        vorlage noch nicht.",
                ),
            );
        }
        if zeile.art == art {
            return Some(zeile);
        }
        let (is, should) = match art {
            Zeilenart::Aufwand => ("nimmt ein", "die Aufwendungen aufnimmt"),
            Zeilenart::Ertrag => ("gibt aus", "die Erträge aufnimmt"),
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
        for art in profil.arten.keys() {
            self.arten.add(art, Some(()));
        }
    }
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
