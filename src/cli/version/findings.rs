//! Words what keeps a name of the command line from being a version.

use crate::diagnostic::Diagnostic;

/// What a version may be.
const VERSION: &str = "Eine Fassung ist der Ordner einer Vorlage, ein PDF von vorlage oder ein \
                       Ordner in einer Git-Fassung, etwa `HEAD~1:data/kim`.";

/// A name under which nothing lies on the disk, and which names no revision either.
pub(super) fn missing(name: &str) -> Diagnostic {
    let message = "Unter diesem Namen gibt es weder einen Ordner noch ein PDF";
    Diagnostic::of_path("fassung-fehlt", name, message).with_hint(VERSION)
}

/// A name with nothing on one side of its colon.
pub(super) fn incomplete(name: &str, has_revision: bool) -> Diagnostic {
    let message = match has_revision {
        true => "Hinter dem Doppelpunkt fehlt der Ordner",
        false => "Vor dem Doppelpunkt fehlt die Git-Fassung",
    };
    Diagnostic::of_path("fassung-unvollstaendig", name, message).with_hint(
        "Schreiben Sie beides, etwa `HEAD~1:data/kim`; `HEAD:.` meint den aktuellen Ordner.",
    )
}

/// A folder of a revision that holds no paper.
pub(super) fn empty(name: &str) -> Diagnostic {
    Diagnostic::of_path("ordner-leer", name, "In diesem Ordner liegt keine YAML-Datei").with_hint(
        "Eine Vorlage besteht aus Dateien wie `vorlage.yaml` und `stellen.yaml`; nennen Sie den \
         Ordner, in dem sie in dieser Fassung liegen.",
    )
}

/// A finding about a PDF in the words of a comparison, which proves nothing.
pub(super) fn of_pdf(found: Diagnostic) -> Diagnostic {
    match found.code {
        "kein-pdf" => Diagnostic { hints: vec![VERSION.to_owned()], ..found },
        "pdf-ohne-daten" => Diagnostic {
            message: "Dieses PDF enthält keine Daten, die sich vergleichen ließen".to_owned(),
            hints: vec![
                "Nennen Sie das ursprüngliche PDF; beim Drucken und Zusammenfügen gehen die \
                 Anlagen einer Datei verloren."
                    .to_owned(),
                "Ein Vergleich, den `vorlage diff` geschrieben hat, enthält keine Daten; nennen \
                 Sie die beiden Fassungen."
                    .to_owned(),
            ],
            ..found
        },
        _ => found,
    }
}

/// The same where there is no way to trust the templates of a PDF.
pub(super) fn unexplained(found: Diagnostic) -> Diagnostic {
    if found.code != "vorlagendateien-fremd" {
        return found;
    }
    Diagnostic { hints: Vec::new(), ..found }.with_hint(
        "Erklären lässt sich ein PDF nur mit der Fassung des Programms, die es geschrieben hat; \
         ist der Ordner der Vorlage da, so nennen Sie ihn.",
    )
}
