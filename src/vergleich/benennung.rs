//! Says in German what a change changes: by the title of its entry, where it has one.

use super::eingaben::{Geaendert, Was};
use super::schritte::Aenderung;
use crate::data::Paper;

/// What `aenderung` changes, on one line and without what it was and is.
pub(super) fn titel(aenderung: &Aenderung, alt: &Paper, neu: &Paper) -> String {
    let Aenderung::Eingabe(of) = aenderung else { return "Angaben der Stadt".to_owned() };
    name(of, alt, neu).0.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// `aenderung` in words; titles are those of the new paper, or else of the old.
pub(super) fn benenne(aenderung: &Aenderung, alt: &Paper, neu: &Paper) -> String {
    let Aenderung::Eingabe(of) = aenderung else {
        return "Angaben der Stadt (Profil oder Tabelle der Personalkosten)".to_owned();
    };
    let (name, is_whole) = name(of, alt, neu);
    let said = |text: &Option<String>| match text.as_deref() {
        None | Some("") => "–".to_owned(),
        Some(text) => text.to_owned(),
    };
    match of.was {
        Was::Geaendert => format!("{name}: {} → {}", said(&of.alt), said(&of.neu)),
        Was::Neu if is_whole => format!("{name} (neu)"),
        Was::Neu => format!("{name} (neu): {}", said(&of.neu)),
        Was::Entfallen if is_whole => format!("{name} (entfällt)"),
        Was::Entfallen => format!("{name} (entfällt): {}", said(&of.alt)),
        Was::Umgestellt => format!("{name} (umgestellt)"),
    }
}

/// What is changed, and whether it is an entry as a whole.
fn name(of: &Geaendert, alt: &Paper, neu: &Paper) -> (String, bool) {
    let [section, id, below @ ..] = of.schluessel.as_slice() else {
        return (of.pfad.clone(), false);
    };
    let title = [neu, alt].into_iter().find_map(|paper| title(paper, section, id));
    let Some(title) = title else { return (of.pfad.clone(), false) };
    if below.is_empty() {
        return (title, true);
    }
    let mut keys = below.join(" ").replace('_', " ");
    if let Some(first) = keys.get(..1).map(str::to_uppercase) {
        keys.replace_range(..1, &first);
    }
    (format!("{title}, {keys}"), false)
}

/// The title of the entry `id` of `section`.
fn title(paper: &Paper, section: &str, id: &str) -> Option<String> {
    Some(match section {
        "stellen" => {
            paper.stellen.iter().find(|of| of.id.value == id).map(|of| of.funktion.clone())?
        }
        "kosten" => {
            paper.kosten.iter().find(|of| of.id.value == id).map(|of| of.bezeichnung.clone())?
        }
        "kostensaetze" => {
            paper.kostensaetze.iter().find(|of| of.id == id).map(|of| of.bezeichnung.clone())?
        }
        "investitionen" => {
            let found = paper.investitionen.iter().find(|of| of.id.value == id)?;
            found.bezeichnung.clone()
        }
        "zuwendungen" => {
            let found = paper.zuwendungen.iter().find(|of| of.id.value == id)?;
            format!("Zuwendung {}", found.kurz.as_ref().unwrap_or(&found.geber))
        }
        _ => return None,
    })
}
