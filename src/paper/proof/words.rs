//! The German words for all that keeps a PDF from being proven.

use super::compare;
use super::figures;
use crate::diagnostic::{Diagnostic, Severity};
use crate::output::{NUMBERS, TEMPLATES};

/// How many places of one kind are told one by one.
const MOST: usize = 8;

/// Templates that only the PDF knows.
pub(super) fn foreign_templates(path: &str, templates: &[String]) -> Diagnostic {
    let first = templates.first().map_or(TEMPLATES, String::as_str);
    let more = match templates.len() {
        0 | 1 => String::new(),
        count => format!(" und {} weitere", count - 1),
    };
    Diagnostic::of_path(
        "vorlagendateien-fremd",
        path,
        format!(
            "Der Text ist nicht geprüft: `{first}`{more} im PDF sind nicht die Vorlagendateien \
             dieses Programms"
        ),
    )
    .with_hint(
        "Vorlagendateien werden ausgeführt. Vertrauen Sie der Herkunft des PDF, so rufen Sie \
         `vorlage verify --trust-templates` auf.",
    )
}

/// Figures that are not the recomputed ones.
pub(super) fn figures(path: &str, found: &[figures::Difference]) -> Vec<Diagnostic> {
    use figures::Difference as D;
    let word = |found: &D| match found {
        D::Unreadable => format!("`{NUMBERS}` ist nicht so, wie vorlage sie schreibt"),
        D::Value { id, carried, computed } => {
            format!("`{id}` ist im PDF {carried}, aus den Daten ergibt sich {computed}")
        }
        D::Derivation { id } => format!("die Herleitung von `{id}`"),
        D::Foreign { id } => format!("`{id}` ergibt sich nicht aus den Daten"),
        D::Missing { id } => format!("`{id}` fehlt"),
    };
    let problem = |what: String| {
        let message = format!("Die Zahlen in diesem PDF wurden verändert: {what}");
        Diagnostic::of_path("zahlen-veraendert", path, message)
            .with_hint("Verlangen Sie das ursprüngliche PDF; es gelten die Zahlen aus den Daten.")
    };
    listed(found, |found| problem(word(found)), |rest| problem(format!("{rest} weitere")))
}

/// Printed words that are not the expected ones.
pub(super) fn text(path: &str, found: &[compare::Difference]) -> Vec<Diagnostic> {
    let problem = |message: String| Diagnostic::of_path("text-veraendert", path, message);
    let one = |found: &compare::Difference| {
        let page = found.page.map(|page| format!("auf Seite {page} ")).unwrap_or_default();
        let (printed, expected) = (&found.printed, &found.expected);
        problem(format!("Der gedruckte Text ist {page}nicht der geschriebene: „… {printed} …“"))
            .with_hint(format!("Aus den Daten ergibt sich: „… {expected} …“"))
    };
    let more = |rest| problem(format!("Der gedruckte Text weicht an {} weiteren ab", places(rest)));
    listed(found, one, more)
}

/// A number of places.
pub(super) fn places(count: usize) -> String {
    if count == 1 { "1 Stelle".into() } else { format!("{count} Stellen") }
}

/// The first of `all` one by one, and how many more there are.
fn listed<T>(
    all: &[T],
    one: impl Fn(&T) -> Diagnostic,
    more: impl Fn(usize) -> Diagnostic,
) -> Vec<Diagnostic> {
    let rest = all.len().saturating_sub(MOST);
    all.iter().take(MOST).map(one).chain((rest > 0).then(|| more(rest))).collect()
}

/// A file with the right text that vorlage did not write in this form.
pub(super) fn rewritten(path: &str, is_appended: bool) -> Diagnostic {
    let message = "Zahlen und Text stimmen, aber die Datei ist nicht die ursprüngliche";
    let how = if is_appended {
        "An die ursprüngliche Datei wurde etwas angehängt, zum Beispiel eine Unterschrift."
    } else {
        "Sie wurde mit einem anderen Programm gespeichert."
    };
    let problem = Diagnostic::of_path("datei-veraendert", path, message).with_hint(format!(
        "{how} Was darin zusätzlich gezeichnet ist, beweist der Text nicht; verlangen Sie im \
         Zweifel die ursprüngliche Datei."
    ));
    Diagnostic { severity: Severity::Warning, ..problem }
}

/// The file itself could not be written anew: it says that another version, or other
/// fonts, made it, and that alone proves nothing.
pub(super) fn not_compared(path: &str) -> Diagnostic {
    let problem = Diagnostic::of_path(
        "datei-nicht-verglichen",
        path,
        "Zahlen und Text stimmen, die Datei selbst ist nicht verglichen",
    )
    .with_hint(
        "Sie nennt eine andere Version oder andere Schriften. Was darin gezeichnet oder \
         überdeckt ist und was in Kopf- und Fußzeilen steht, ist nicht bewiesen; prüfen Sie \
         sie mit der Version, die sie geschrieben hat.",
    );
    Diagnostic { severity: Severity::Warning, ..problem }
}
