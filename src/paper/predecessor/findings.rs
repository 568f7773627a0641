//! What can be wrong with the earlier paper that another one names, in words.

use std::path::Path;

use rust_decimal::Decimal;

use crate::data::{Bezug, Paper, Placed};
use crate::diagnostic::{Diagnostic, Place, Severity, Sources};
use crate::document::written;
use crate::limits::PREDECESSORS;
use crate::output::Head;

/// Checks that `earlier` is the paper that `bezug` means, and that it is an earlier one than
/// the `own`.
pub(in crate::paper) fn check(
    own: &Head,
    bezug: &Bezug,
    quelle: &Placed<String>,
    earlier: &Head,
) -> Result<(), Vec<Diagnostic>> {
    let found = [wrong_paper(bezug, quelle, earlier), wrong_time(own, bezug, quelle, earlier)];
    let problems: Vec<Diagnostic> = found.into_iter().flatten().collect();
    if problems.is_empty() { Ok(()) } else { Err(problems) }
}

/// The code of a paper before which lie too many.
pub(in crate::paper) const ENDLESS: &str = "vorgaenger-zu-viele";

/// A paper before which lie more than any paper has.
pub(in crate::paper) fn endless(quelle: &Placed<String>) -> Diagnostic {
    let message = format!("Vor dieser Vorlage liegen mehr als {PREDECESSORS} weitere");
    Diagnostic::error(ENDLESS, &quelle.place, message).with_hint(
        "Nennen Sie statt des Ordners eine Datei der Zahlen, die `vorlage figures --json` schreibt; \
         sie braucht keine früheren Vorlagen.",
    )
}

/// Another paper than the one that `bezug` names.
fn wrong_paper(bezug: &Bezug, quelle: &Placed<String>, earlier: &Head) -> Option<Diagnostic> {
    let Head { art, nummer, .. } = earlier;
    if *nummer != bezug.nummer.value {
        let message = format!(
            "In `{}` liegt die Vorlage `{nummer}`, Bezug genommen wird auf `{}`",
            quelle.value, bezug.nummer.value
        );
        let hint = "Berichtigen Sie `nummer` oder `quelle`; beide müssen dieselbe Vorlage nennen.";
        return Some(
            Diagnostic::error("vorgaenger-nummer", &quelle.place, message).with_hint(hint),
        );
    }
    (*art != bezug.art.value).then(|| {
        let message = format!(
            "Die Vorlage in `{}` ist der Art nach „{art}“, nicht „{}“",
            quelle.value, bezug.art.value
        );
        let hint = format!("Schreiben Sie `art: {art}`, oder berichtigen Sie `quelle`.");
        Diagnostic::error("vorgaenger-art", &bezug.art.place, message).with_hint(hint)
    })
}

/// The code of a paper that is no earlier one.
const YOUNGER: &str = "vorgaenger-juenger";

/// A paper that is no earlier one, or of another day than `bezug` says.
fn wrong_time(
    own: &Head,
    bezug: &Bezug,
    quelle: &Placed<String>,
    earlier: &Head,
) -> Option<Diagnostic> {
    let date = written::date(earlier.datum);
    if is_later_version(&earlier.nummer, &own.nummer) {
        let message = format!(
            "Die Vorlage `{}` in `{}` ist eine spätere Fassung als `{}`",
            earlier.nummer, quelle.value, own.nummer
        );
        let hint = "Eine Vorlage nimmt auf eine frühere Bezug; berichtigen Sie die Nummer dieser \
            Vorlage, oder nennen Sie unter `quelle` die frühere.";
        return Some(Diagnostic::error(YOUNGER, &quelle.place, message).with_hint(hint));
    }
    if earlier.datum > own.datum {
        let message =
            format!("Die Vorlage in `{}` ist vom {date} und damit jünger als diese", quelle.value);
        let hint = "Eine Vorlage nimmt auf eine frühere Bezug; berichtigen Sie das Datum, oder \
            nennen Sie unter `quelle` die frühere.";
        return Some(Diagnostic::error(YOUNGER, &quelle.place, message).with_hint(hint));
    }
    let vom = bezug.vom.as_ref().filter(|vom| vom.value != earlier.datum)?;
    let meant = written::date(vom.value);
    let message = format!("Die Vorlage in `{}` ist vom {date}, nicht vom {meant}", quelle.value);
    let hint = "Berichtigen Sie `vom`, oder nennen Sie unter `quelle` die gemeinte Fassung.";
    Some(Diagnostic::error("vorgaenger-datum", &vom.place, message).with_hint(hint))
}

/// Whether `a` is the number of a later version of the paper numbered `b`: the same two parts,
/// such as number and year, and then a higher one or one at all.
fn is_later_version(a: &str, b: &str) -> bool {
    let parts = |number: &str| -> Vec<u64> {
        let parts = number.split(|c: char| !c.is_ascii_digit());
        parts.filter_map(|part| part.parse().ok()).collect()
    };
    let (a, b) = (parts(a), parts(b));
    let is_version = a.len() > 2 && a.get(..2) == b.get(..2);
    is_version && a.get(2..) > b.get(2..)
}

/// The code of an earlier paper that cannot be read.
const UNREADABLE: &str = "vorgaenger-unlesbar";

/// Nothing lies there.
pub(in crate::paper) fn absent(quelle: &Placed<String>) -> Diagnostic {
    let message = format!("Die frühere Vorlage `{}` gibt es nicht", quelle.value);
    let problem = Diagnostic::error("vorgaenger-fehlt", &quelle.place, message);
    let problem = match quelle.value.split_once(':') {
        Some((revision, folder)) if !revision.contains(['/', '.']) && folder.contains('/') => {
            problem.with_hint(
                "Eine Fassung aus Git ist keine bleibende Quelle. Legen Sie die frühere Vorlage \
                 in einen eigenen Ordner, oder nennen Sie ihr PDF.",
            )
        }
        _ => problem,
    };
    problem.with_hint(
        "Nennen Sie ihren Ordner oder ihr mit vorlage geschriebenes PDF, vom Ordner dieser \
         Vorlage aus, zum Beispiel `../kim`; oder löschen Sie die Zeile.",
    )
}

/// What lies there is no paper.
pub(in crate::paper) fn unreadable(quelle: &Placed<String>, why: &Diagnostic) -> Diagnostic {
    let message = format!("Die frühere Vorlage `{}` lässt sich nicht lesen", quelle.value);
    let mut problem = Diagnostic::error(UNREADABLE, &quelle.place, message);
    problem = problem.with_hint(format!("{}.", why.message));
    problem.with_hint("Nennen Sie ihren Ordner oder ihr mit vorlage geschriebenes PDF.")
}

/// A file of something else than figures.
pub(in crate::paper) fn figureless(quelle: &Placed<String>) -> Diagnostic {
    let message = "Das ist keine Datei, wie `vorlage figures --json` sie schreibt";
    unreadable(quelle, &Diagnostic::of_path(UNREADABLE, &quelle.value, message))
}

/// A PDF with templates that only it knows, of which `first` is one.
pub(in crate::paper) fn foreign(quelle: &Placed<String>, first: &str) -> Diagnostic {
    let message = format!(
        "`{}` enthält Vorlagendateien, die nicht die dieses Programms sind, darunter `{first}`",
        quelle.value
    );
    Diagnostic::error("vorgaenger-vorlagendateien", &quelle.place, message).with_hint(
        "Vorlagendateien werden ausgeführt. Hat Ihre Verwaltung dieses PDF geschrieben, etwa mit \
         einer älteren Version des Programms, so ergänzen Sie unter `bezug` die Zeile \
         `vertraut: ja`; sonst nennen Sie den Ordner der früheren Vorlage.",
    )
}

/// A PDF that shows what could be instead of what was submitted.
pub(in crate::paper) fn variant(quelle: &Placed<String>, szenario: &str) -> Diagnostic {
    let message = format!(
        "`{}` zeigt das Szenario `{szenario}`, nicht die frühere Vorlage selbst",
        quelle.value
    );
    Diagnostic::error("vorgaenger-szenario", &quelle.place, message).with_hint(
        "Bezug genommen wird auf die Vorlage, wie sie eingebracht wurde. Nennen Sie ihren Ordner \
         oder das PDF, das `vorlage build` ohne `--szenario` schreibt.",
    )
}

/// A PDF that prints another value than its data lead to.
pub(in crate::paper) fn misprinted(
    quelle: &Placed<String>,
    (name, printed, computed): (&str, Decimal, Decimal),
) -> Diagnostic {
    let [printed, computed] = [printed, computed].map(written::number);
    let message = format!(
        "`{}` nennt für `{name}` den Wert {printed}, seine Daten ergeben {computed}",
        quelle.value
    );
    Diagnostic::error("vorgaenger-zahlen", &quelle.place, message).with_hint(
        "Prüfen Sie das PDF mit `vorlage verify`. Stammt es aus einer früheren Version des \
         Programms, so nennen Sie stattdessen die Datei seiner Zahlen.",
    )
}

/// Two amounts that would both be called „bisher“.
pub(in crate::paper) fn two_pasts(place: &Place, typed: Decimal, printed: Decimal) -> Diagnostic {
    let [typed, printed] = [typed, printed].map(written::number);
    let message = format!(
        "Nach `bisher` kosteten die Investitionen {typed} €, nach der früheren Vorlage {printed} €"
    );
    Diagnostic::error("bisher-widerspruch", place, message).with_hint(
        "Beides hieße in der Vorlage „bisher“. Löschen Sie die Angaben unter `bisher`, wenn die \
         frühere Vorlage gilt, oder unter `bezug` die `quelle`, wenn ein späterer Beschluss gilt.",
    )
}

/// Figures where a text is needed.
pub(in crate::paper) fn textless(quelle: &Placed<String>, paper: &Paper) -> Diagnostic {
    let message =
        format!("`{}` enthält nur die Zahlen der früheren Vorlage, nicht ihren Text", quelle.value);
    let problem = Diagnostic::error("vorgaenger-ohne-text", &quelle.place, message);
    if paper.names_ziffern() {
        return problem.with_hint(
            "Welche Ziffern des Beschlusses sich ändern, ergibt sich aus dem Text. Nennen Sie den \
             Ordner oder das PDF der früheren Vorlage.",
        );
    }
    problem.with_hint(
        "Nennen Sie für die Synopse den Ordner oder das PDF der früheren Vorlage, oder schreiben \
         Sie unter `vorlage:` die Zeile `synopse: nein`.",
    )
}

/// A file of figures that does not say whose they are.
pub(in crate::paper) fn headless(quelle: &Placed<String>) -> Diagnostic {
    let message = format!("`{}` sagt nicht, von welcher Vorlage die Zahlen sind", quelle.value);
    Diagnostic::error("vorgaenger-ohne-kopf", &quelle.place, message).with_hint(
        "Schreiben Sie die Datei mit `vorlage figures --json` (ohne `--set`) neu, oder nennen Sie \
         den Ordner oder das PDF der früheren Vorlage.",
    )
}

/// A paper that is to change items of a resolution and changes none.
pub(in crate::paper) fn unchanged(quelle: &Placed<String>) -> Diagnostic {
    let message = format!(
        "Der Beschluss ist derselbe wie in `{}`; es gibt keine Ziffer, die sich ändert",
        quelle.value
    );
    Diagnostic::error("beschluss-unveraendert", &quelle.place, message).with_hint(
        "Ändern Sie die Daten dieser Vorlage, oder wählen Sie eine andere `art`, etwa eine \
         Mitteilung.",
    )
}

/// A paper that is to change items of a resolution where there is none.
pub(in crate::paper) fn without_resolution(quelle: &Placed<String>) -> Diagnostic {
    let message = format!("Die Vorlage in `{}` hat keinen Beschluss mit Ziffern", quelle.value);
    Diagnostic::error("vorgaenger-ohne-beschluss", &quelle.place, message).with_hint(
        "Nennen Sie unter `quelle` die Vorlage, über die beschlossen wurde, oder wählen Sie eine \
         andere `art`.",
    )
}

const CIRCLE: &str = "vorgaenger-kreis";

const FAULTY: &str = "vorgaenger-fehlerhaft";

/// A paper that refers, maybe by way of others, to this one; `end` is the paper at which the
/// circle closes.
pub(in crate::paper) fn circle(quelle: &Placed<String>, end: &Path) -> Diagnostic {
    let message = format!("Die Vorlage `{}` beruft sich ihrerseits auf diese", quelle.value);
    let problem = Diagnostic::error(CIRCLE, &quelle.place, message).with_hint(
        "Von zwei Vorlagen ist nur eine die frühere; löschen Sie `quelle` in dieser oder in jener.",
    );
    Diagnostic { path: Some(end.display().to_string()), ..problem }
}

/// An earlier paper that has errors itself. A circle is told as such where the paper in
/// `own` is part of it.
pub(in crate::paper) fn faulty(
    quelle: &Placed<String>,
    found: &[Diagnostic],
    texts: &Sources,
    own: &Path,
) -> Diagnostic {
    let errors = || found.iter().filter(|problem| problem.severity == Severity::Error);
    // Whoever stands between the ends of a circle passes on where it closes.
    let is_round = |problem: &&Diagnostic| [CIRCLE, FAULTY].contains(&problem.code);
    let end = errors().filter(is_round).find_map(|problem| problem.path.clone());
    if end.as_ref().is_some_and(|end| *end == own.display().to_string()) {
        return circle(quelle, own);
    }
    let message = format!("Die frühere Vorlage `{}` hat selbst Fehler", quelle.value);
    let problem = Diagnostic::error(FAULTY, &quelle.place, message);
    let problem = Diagnostic { path: end, ..problem };
    let first = errors().next().map(|first| format!("Der erste: {}.", told(first, texts)));
    first.into_iter().fold(problem, Diagnostic::with_hint).with_hint(
        "Prüfen Sie die frühere Vorlage mit `vorlage check`, und beheben Sie die Fehler dort.",
    )
}

/// How many warnings of an earlier paper are told in full.
const MOST: usize = 3;

/// The warnings about an earlier paper as one about the line that names it.
pub(in crate::paper) fn warned(
    quelle: &Placed<String>,
    found: &[Diagnostic],
    texts: &Sources,
) -> Option<Diagnostic> {
    let warnings = || found.iter().filter(|problem| problem.severity == Severity::Warning);
    let count = warnings().count();
    let what = match count {
        0 => return None,
        1 => "einer Stelle".to_owned(),
        count => format!("{count} Stellen"),
    };
    let message = format!("Die frühere Vorlage `{}` ist an {what} zu prüfen", quelle.value);
    let problem = Diagnostic::warning("vorgaenger-warnung", &quelle.place, message);
    let all = warnings().take(MOST).map(|warning| format!("{}.", told(warning, texts)));
    let problem = all.fold(problem, Diagnostic::with_hint);
    let rest = count.saturating_sub(MOST);
    let rest = (rest > 0).then_some("Alle nennt `vorlage check` für die frühere Vorlage.");
    Some(rest.into_iter().fold(problem, Diagnostic::with_hint))
}

/// What was found in the earlier paper, with its place.
fn told(found: &Diagnostic, texts: &Sources) -> String {
    match &found.place {
        Some(place) => format!("{}: {}", texts.locate(place), found.message),
        None => found.message.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_of_one_paper_are_told_from_other_papers() {
        for (a, b, is_later) in [
            ("0000/2021/2", "0000/2021/1", true),
            ("0000/2021/1", "0000/2021", true),
            ("0000/2021/10", "0000/2021/9", true),
            ("0000/2021/1", "0000/2021/2", false),
            ("0000/2021", "0000/2021/1", false),
            ("0001/2021/2", "0000/2021/1", false),
            ("26-00012", "26-00010", false),
            ("26-00010-02", "26-00010-01", true),
        ] {
            assert_eq!(is_later_version(a, b), is_later, "{a} after {b}");
        }
    }
}
