//! The German words for all that keeps a PDF from being proven.

use std::io;
use std::path::Path;

use super::compare;
use super::figures;
use crate::diagnostic::{Diagnostic, Severity};
use crate::output::{Discrepancy, MANIFEST, Manifest, NUMBERS, NotCarried, TEMPLATES, Unreadable};

/// How many places of one kind are told one by one.
const MOST: usize = 8;

/// Who wrote the PDF, and by what its data can be recognised.
pub(super) fn origin(manifest: &Manifest) -> String {
    let Manifest { program, sha256, .. } = manifest;
    format!("\nGeschrieben mit {}. Prüfsumme der Daten:\n{}\n", plain(program), plain(sha256))
}

/// Text of a file that nobody vouches for, on one short line.
fn plain(text: &str) -> String {
    text.chars().filter(|c| c.is_ascii_graphic() || *c == ' ').take(80).collect()
}

/// A file that cannot be read from the disk.
pub(super) fn unreadable(path: &Path, error: &io::Error) -> Diagnostic {
    let why = match error.kind() {
        io::ErrorKind::NotFound => "Die Datei gibt es nicht",
        io::ErrorKind::PermissionDenied => "Die Datei darf nicht gelesen werden",
        io::ErrorKind::InvalidInput => "Das ist keine gewöhnliche Datei",
        _ => "Die Datei lässt sich nicht lesen",
    };
    Diagnostic::of_path("pdf-unlesbar", path.display().to_string(), why)
        .with_hint("Prüfen Sie den Pfad und die Rechte an der Datei.")
}

/// A folder where a PDF is expected.
pub(super) fn folder(path: &Path) -> Diagnostic {
    let message = "Das ist ein Ordner, erwartet ist ein PDF";
    Diagnostic::of_path("pdf-unlesbar", path.display().to_string(), message)
        .with_hint("Nennen Sie die Datei, zum Beispiel `output/kim/beschlussvorlage.pdf`.")
}

/// A PDF of a size that no paper has.
pub(super) fn too_large(path: &str) -> Diagnostic {
    Diagnostic::of_path("pdf-zu-gross", path, "Das PDF ist zu groß, um geprüft zu werden")
        .with_hint("Prüfen Sie, ob es die richtige Datei ist; Vorlagen sind wenige Megabyte groß.")
}

/// A PDF that its reader refuses.
pub(super) fn unreadable_pdf(path: &str, reason: Unreadable) -> Diagnostic {
    match reason {
        Unreadable::TooLarge => too_large(path),
        Unreadable::Encrypted => {
            Diagnostic::of_path("pdf-verschluesselt", path, "Das PDF ist verschlüsselt").with_hint(
                "Prüfen Sie die ursprüngliche Datei; vorlage schreibt nur PDF ohne Kennwort.",
            )
        }
        Unreadable::NoPdf => Diagnostic::of_path(
            "pdf-beschaedigt",
            path,
            "Das PDF ist beschädigt oder unvollständig",
        )
        .with_hint("Beschaffen Sie die Datei noch einmal von dort, wo sie herkommt."),
    }
}

/// A PDF from which nothing can be taken.
pub(in crate::cli) fn not_carried(path: &str, bytes: &[u8], reason: &NotCarried) -> Diagnostic {
    // The mark may stand behind some other bytes.
    let head = bytes.get(..1024).unwrap_or(bytes);
    let is_pdf = head.windows(5).any(|mark| mark == b"%PDF-");
    match reason {
        NotCarried::Unreadable(Unreadable::NoPdf) if !is_pdf => {
            Diagnostic::of_path("kein-pdf", path, "Das ist kein PDF").with_hint(
                "Nennen Sie ein PDF, das mit `vorlage build` entstanden ist; den Ordner mit den \
                 Daten prüft `vorlage check`.",
            )
        }
        NotCarried::Unreadable(reason) => unreadable_pdf(path, *reason),
        NotCarried::None => {
            let message = "Dieses PDF enthält keine Daten, an denen es sich prüfen ließe";
            Diagnostic::of_path("pdf-ohne-daten", path, message)
                .with_hint(
                    "Prüfen Sie das ursprüngliche PDF; beim Drucken und Zusammenfügen gehen die \
                     Anlagen einer Datei verloren.",
                )
                .with_hint(
                    "Ein Vergleich, den `vorlage diff` geschrieben hat, enthält keine Daten; \
                     prüfen Sie die beiden Fassungen.",
                )
        }
        NotCarried::Later(format) => {
            let message =
                format!("Die Daten in diesem PDF haben das Format {format} einer neueren Version");
            Diagnostic::of_path("pdf-neuer", path, message)
                .with_hint("Prüfen Sie es mit einer neueren Version von vorlage.")
        }
        NotCarried::Manifest => changed(path, &format!("`{MANIFEST}` ist nicht zu lesen")),
        NotCarried::Damaged => changed(path, "eine Anlage lässt sich nicht auspacken"),
        NotCarried::TooLarge => {
            let message = "Das PDF enthält mehr oder größere Anlagen als jede Vorlage";
            Diagnostic::of_path("pdf-zu-gross", path, message)
                .with_hint("Prüfen Sie, ob es die richtige Datei ist.")
        }
    }
}

fn changed(path: &str, what: &str) -> Diagnostic {
    Diagnostic::of_path(
        "daten-veraendert",
        path,
        format!("Die Daten in diesem PDF wurden verändert: {what}"),
    )
    .with_hint("Verlangen Sie das ursprüngliche PDF; dieses beweist nichts.")
}

/// Whether only the list of figures is concerned, which can be recomputed.
pub(in crate::cli) fn concerns_figures(found: &Discrepancy) -> bool {
    matches!(found, Discrepancy::Changed(name) | Discrepancy::Missing(name) if name == NUMBERS)
}

/// Files that are not those of the manifest.
pub(in crate::cli) fn discrepancy(path: &str, found: &Discrepancy) -> Diagnostic {
    let what = match found {
        Discrepancy::Manifest => format!("`{MANIFEST}` passt nicht zu seiner Prüfsumme"),
        Discrepancy::Changed(name) => format!("`{name}` passt nicht zu seiner Prüfsumme"),
        Discrepancy::Missing(name) => format!("`{name}` fehlt"),
        Discrepancy::Foreign(name) => format!("`{name}` gehört nicht dazu"),
    };
    changed(path, &what)
}

/// Files that are whole and do not make a paper any more.
pub(in crate::cli) fn unloadable(path: &str, manifest: &Manifest) -> Diagnostic {
    let message = "Aus den Daten in diesem PDF lässt sich die Vorlage nicht neu schreiben";
    let problem = Diagnostic::of_path("daten-unbrauchbar", path, message);
    let program = plain(&manifest.program);
    if manifest.is_of_this_program() {
        problem.with_hint("Verlangen Sie das ursprüngliche PDF; dieses beweist nichts.")
    } else {
        problem.with_hint(format!("Prüfen Sie es mit der Version, die es schrieb: {program}."))
    }
}

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

/// A template that only the PDF knows, where nothing of a PDF is run.
pub(in crate::cli) fn foreign_template(path: &str, first: &str) -> Diagnostic {
    let message = format!(
        "Das PDF enthält Vorlagendateien, die nicht die dieses Programms sind, darunter `{first}`"
    );
    Diagnostic::of_path("vorlagendateien-fremd", path, message)
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
