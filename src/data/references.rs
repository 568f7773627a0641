//! Everything that data refers to by name, of one paper.

use std::sync::Arc;

use super::intake::Intake;
use super::node::{Kind, Node};
use super::registry::Registry;
use super::{Kostensatz, Placed, Profil, Steigerung, Zeile, Zeilenart};
use crate::diagnostic::Diagnostic;
use crate::period::Zeitraum;

/// What can be referred to.
pub(super) struct References {
    /// The periods of the programme.
    pub(super) zeitraeume: Registry<Placed<Zeitraum>>,
    /// Its Bausteine.
    pub(super) bausteine: Registry<()>,
    /// The rises.
    pub(super) steigerungen: Registry<Arc<Steigerung>>,
    /// The costs of grades.
    pub(super) kostensaetze: Registry<Arc<Kostensatz>>,
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
}

impl References {
    /// What is known before the records are read: the profile, roles and costs.
    pub(super) fn new(root: &Node, profil: Option<&Profil>) -> Self {
        let mut known = Self {
            zeitraeume: Registry::new("Der Zeitraum", "programm.zeitraeume"),
            bausteine: Registry::new("Der Förderbaustein", "programm.bausteine"),
            steigerungen: Registry::new("Die Steigerung", "steigerungen"),
            kostensaetze: Registry::new("Der Kostensatz", "kostensaetze"),
            rollen: Registry::new("Die Rolle", "stellen"),
            kosten: Registry::new("Die Kosten", "kosten"),
            zeilen: Registry::new("Die Teilplanzeile", "zeilen im Profil der Stadt"),
            teilplaene: Registry::new("Der Teilplan", "teilplaene im Profil der Stadt"),
            arten: Registry::new("Die Art", "arten im Profil der Stadt"),
        };
        known.declare_profil(profil);
        declare(&mut known.rollen, root.get("stellen"), "rolle");
        declare(&mut known.kosten, root.get("kosten"), "id");
        let programm = root.get("programm");
        if !programm.is_some_and(|programm| matches!(programm.kind, Kind::Mapping(_))) {
            known.bausteine = known.bausteine.incomplete();
        }
        let zeitraeume = programm.and_then(|programm| programm.get("zeitraeume"));
        if !zeitraeume.is_some_and(|zeitraeume| matches!(zeitraeume.kind, Kind::Mapping(_))) {
            known.zeitraeume = known.zeitraeume.incomplete();
        }
        known
    }

    /// The line that `node` names, which must be one of `art`.
    pub(super) fn zeile(&self, node: &Node, art: Zeilenart, intake: &Intake) -> Option<Arc<Zeile>> {
        let zeile = self.zeilen.find(node, intake)?;
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
            let registry = || Registry::new("Die Art", "arten");
            self.arten = registry().incomplete();
            self.zeilen = Registry::new("Die Teilplanzeile", "zeilen").incomplete();
            self.teilplaene = Registry::new("Der Teilplan", "teilplaene").incomplete();
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

/// Declares the value of `key` of every entry of a list.
fn declare(registry: &mut Registry<()>, list: Option<&Node>, key: &str) {
    for name in list.map(Node::items).unwrap_or_default().iter().filter_map(|item| item.get(key)) {
        if let Kind::Scalar(name) = &name.kind {
            registry.add(name.trim(), Some(()));
        }
    }
}
