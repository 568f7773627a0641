//! What the functions of a template need while it is run, and what they found.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::prose::Names;
use super::templates::{self, Template};
use crate::data::Text;
use crate::diagnostic::{Diagnostic, Place, nearest};
use crate::finance::{Figures, Name};

/// What the functions of a template need, and what they found; the same for all texts of a
/// paper.
pub(super) struct Shared {
    pub(super) figures: Arc<Figures>,
    pub(super) facts: BTreeMap<String, String>,
    pub(super) texte: BTreeMap<String, Text>,
    pub(super) folder: String,
    /// The templates, to say which of them asks for what is not there.
    pub(super) templates: Vec<Template>,
    pub(super) problems: Mutex<Vec<Diagnostic>>,
    /// The texts that a template has asked for.
    pub(super) asked: Mutex<BTreeSet<String>>,
}

impl Shared {
    /// The text `name`, which a template asks for, where there is one.
    pub(super) fn ask(&self, name: &str) -> Option<&Text> {
        lock(&self.asked).insert(name.to_owned());
        self.texte.get(name)
    }

    /// What placeholders of prose can name.
    pub(super) fn names(&self) -> Names<'_> {
        Names { figures: &self.figures, facts: &self.facts }
    }

    /// The texts that no template has asked for, such as one whose name is misspelt.
    pub(super) fn unused(&self) -> Vec<Diagnostic> {
        let asked = lock(&self.asked);
        let lacking =
            || asked.iter().map(String::as_str).filter(|name| !self.texte.contains_key(*name));
        let unused = self.texte.iter().filter(|(name, _)| !asked.contains(*name));
        let report = |(name, text): (&String, &Text)| {
            let place = Place { file: text.parts.first()?.0, range: 0..0 };
            let message = format!("Den Text `{name}` druckt diese Vorlage nicht");
            let problem = Diagnostic::warning("text-ungenutzt", &place, message);
            Some(match nearest(name, lacking()) {
                Some(meant) => {
                    problem.with_hint(format!("Meinten Sie `{meant}`? Benennen Sie die Datei um."))
                }
                None => problem.with_hint("Benennen Sie die Datei um, oder löschen Sie sie."),
            })
        };
        unused.filter_map(report).collect()
    }

    pub(super) fn report(&self, problems: impl IntoIterator<Item = Diagnostic>) {
        let mut known = lock(&self.problems);
        for problem in problems {
            if !known.contains(&problem) {
                known.push(problem);
            }
        }
    }

    pub(super) fn lacks_text(&self, name: &str) -> Diagnostic {
        let path = format!("{}texte/{name}.md", self.folder);
        Diagnostic::of_path("text-fehlt", path, format!("Der Text `{name}` fehlt"))
            .with_hint("Legen Sie die Datei an; die Vorlage der Stadt druckt sie.")
    }

    pub(super) fn unknown_figure(&self, name: &str) -> Diagnostic {
        const CODE: &str = "unbekannte-zahl";
        let message = format!("Die Zahl `{name}` gibt es in dieser Vorlage nicht");
        let problem = match templates::asks_for_figure(&self.templates, name) {
            Some(place) => Diagnostic::error(CODE, &place, message),
            None => Diagnostic::of_path(CODE, "templates", message),
        };
        match nearest(name, self.figures.names().map(Name::as_str)) {
            Some(meant) => problem.with_hint(format!("Meinten Sie `{meant}`?")),
            None => problem.with_hint("`vorlage figures` nennt alle Zahlen der Vorlage."),
        }
    }
}

/// What `mutex` holds; nothing that is kept in one can be left half done.
pub(super) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
