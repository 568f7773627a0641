//! The German words for what keeps a PDF from being read as a paper.

use std::io::ErrorKind;
use std::path::Path;

use crate::data::disk::Unread;
use crate::diagnostic::Diagnostic;
use crate::output::{Discrepancy, MANIFEST, Manifest, NUMBERS, NotCarried, Unreadable};

/// Who wrote the PDF, and by what its data can be recognised.
pub(in crate::paper) fn origin(manifest: &Manifest) -> String {
    let Manifest { program, sha256, .. } = manifest;
    format!("\nGeschrieben mit {}. Prüfsumme der Daten:\n{}\n", plain(program), plain(sha256))
}

/// Text of a file that nobody vouches for, on one short line.
fn plain(text: &str) -> String {
    text.chars().filter(|c| c.is_ascii_graphic() || *c == ' ').take(80).collect()
}

/// A file that cannot be read from the disk.
pub(super) fn unread(path: &Path, why: &Unread) -> Diagnostic {
    let shown = path.display().to_string();
    let error = match why {
        Unread::TooLarge => return too_large(&shown),
        Unread::Folder => {
            let message = "Das ist ein Ordner, erwartet ist ein PDF";
            return Diagnostic::of_path("pdf-unlesbar", shown, message).with_hint(
                "Nennen Sie die Datei, zum Beispiel `output/kim/beschlussvorlage.pdf`.",
            );
        }
        Unread::Failed(error) => error,
    };
    let why = match error.kind() {
        ErrorKind::NotFound => "Die Datei gibt es nicht",
        ErrorKind::PermissionDenied => "Die Datei darf nicht gelesen werden",
        ErrorKind::InvalidInput => "Das ist keine gewöhnliche Datei",
        _ => "Die Datei lässt sich nicht lesen",
    };
    Diagnostic::of_path("pdf-unlesbar", shown, why)
        .with_hint("Prüfen Sie den Pfad und die Rechte an der Datei.")
}

/// A PDF of a size that no paper has.
fn too_large(path: &str) -> Diagnostic {
    Diagnostic::of_path("pdf-zu-gross", path, "Das PDF ist zu groß, um geprüft zu werden")
        .with_hint("Prüfen Sie, ob es die richtige Datei ist; Vorlagen sind wenige Megabyte groß.")
}

/// A PDF that its reader refuses.
pub(in crate::paper) fn unreadable_pdf(path: &str, reason: Unreadable) -> Diagnostic {
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
pub(in crate::paper) fn not_carried(path: &str, bytes: &[u8], reason: &NotCarried) -> Diagnostic {
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
pub(in crate::paper) fn concerns_figures(found: &Discrepancy) -> bool {
    matches!(found, Discrepancy::Changed(name) | Discrepancy::Missing(name) if name == NUMBERS)
}

/// Files that are not those of the manifest.
pub(in crate::paper) fn discrepancy(path: &str, found: &Discrepancy) -> Diagnostic {
    let what = match found {
        Discrepancy::Manifest => format!("`{MANIFEST}` passt nicht zu seiner Prüfsumme"),
        Discrepancy::Changed(name) => format!("`{name}` passt nicht zu seiner Prüfsumme"),
        Discrepancy::Missing(name) => format!("`{name}` fehlt"),
        Discrepancy::Foreign(name) => format!("`{name}` gehört nicht dazu"),
    };
    changed(path, &what)
}

/// Files that are whole and do not make a paper any more.
pub fn unloadable(path: &str, manifest: &Manifest) -> Diagnostic {
    let message = "Aus den Daten in diesem PDF lässt sich die Vorlage nicht neu schreiben";
    let problem = Diagnostic::of_path("daten-unbrauchbar", path, message);
    let program = plain(&manifest.program);
    if manifest.is_of_this_program() {
        problem.with_hint("Verlangen Sie das ursprüngliche PDF; dieses beweist nichts.")
    } else {
        problem.with_hint(format!("Prüfen Sie es mit der Version, die es schrieb: {program}."))
    }
}

/// A template that only the PDF knows, where nothing of a PDF is run.
pub fn foreign_template(path: &str, first: &str) -> Diagnostic {
    let message = format!(
        "Das PDF enthält Vorlagendateien, die nicht die dieses Programms sind, darunter `{first}`"
    );
    Diagnostic::of_path("vorlagendateien-fremd", path, message)
}
