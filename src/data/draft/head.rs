//! Writes the head of a new paper, its programme and its place in the budget.

use std::ops::RangeInclusive;

use jiff::civil::Date;

use super::Stadt;
use super::answers::{Ausgaben, Draft};
use super::file::{tag, value};
use crate::data::Art;
use crate::diagnostic::Diagnostic;
use crate::period::Zeitraum;

/// The days between the date of the paper and the meetings of its bodies, whole weeks.
const MEETINGS: [i64; 3] = [28, 42, 56];

/// What the paper is, whom it comes from and who deliberates on it.
pub(super) fn head(draft: &Draft, stadt: &Stadt) -> String {
    let Draft { art, betreff, datum, .. } = draft;
    let kind = stadt.profil.arten.get(art);
    let required = |part: &str| kind.is_some_and(|kind: &std::sync::Arc<Art>| kind.required(part));
    let arten: Vec<&str> = stadt.profil.arten.keys().map(String::as_str).collect();
    let dringlich = required("dringlich");
    let mut text = format!(
        "\
# Angelegt mit `vorlage new`. Ersetzen Sie, was „N.N.“ oder „Bitte“ sagt oder ein Beispiel ist.

# Der Kopf der Vorlage: was beraten wird, von wem und wann.
vorlage:
  art: {art}  # möglich: {}
  stadt: {}
  nummer: {}  # Beispiel
  datum: {}
  sitzung: oeffentlich  # oder nichtoeffentlich
  dezernat: Dezernat N.N.
  dienststelle: Dienststelle N.N.
  betreff: {}
  # hier: die zweite Zeile des Betreffs
",
        arten.join(", "),
        stadt.schluessel,
        stadt.nummer('0', datum.year()),
        tag(*datum),
        value(betreff),
    );
    text += &beratung(*datum, required("beschlussorgan"), required("genehmigung"));
    if required("bezug") {
        text += &bezug(stadt, datum.year());
    }
    if kind.is_some_and(|kind| kind.synopse) {
        text +=
            "  synopse: nein  # löschen Sie die Zeile, sobald `quelle` die frühere Vorlage nennt\n";
    }
    text += &format!(
        "  dringlich: {}
  klima: nein  # nein, positiv oder negativ; die Erläuterung steht in texte/klima.md
  # nachweis: ja  # hängt den Berechnungsnachweis an
  # anlagen:
  #   - Titel der ersten Anlage
",
        if dringlich { "ja  # die Gründe stehen in texte/dringlichkeit.md" } else { "nein" },
    );
    text
}

/// Who decides, who deliberates before, and who approves.
fn beratung(datum: Date, decides: bool, approved: bool) -> String {
    let [first, second, third] = MEETINGS.map(|days| day_after(datum, days));
    let organ = if approved { "Hauptausschuss" } else { "Rat" };
    let mut text = String::new();
    if decides {
        text += &format!("  beschlussorgan: {organ}\n");
    }
    text += "  beratungsfolge:  # in der Reihenfolge der Sitzungen\n";
    text += &format!("    - gremium: Finanzausschuss\n      datum: {}  # Beispiel\n", tag(first));
    text += &format!("    - gremium: {organ}\n      datum: {}  # Beispiel\n", tag(second));
    if approved {
        text += "  genehmigung:  # wer nachträglich genehmigt\n    gremium: Rat\n";
        text += &format!("    datum: {}  # Beispiel\n", tag(third));
    }
    text
}

fn bezug(stadt: &Stadt, year: i16) -> String {
    format!(
        "  bezug:  # die Vorlage, um die es geht
    nummer: {}  # Beispiel
    art: Beschlussvorlage
    grund: Bitte nennen Sie hier den Anlass in einem Satz.
",
        stadt.nummer('1', year)
    )
}

/// `days` days after `day`, or the Monday that follows; the same day at the end of all
/// calendars.
fn day_after(day: Date, days: i64) -> Date {
    let further = match day.weekday().to_monday_zero_offset() {
        5 => 2,
        6 => 1,
        _ => 0,
    };
    day.checked_add(jiff::Span::new().days(days + further)).unwrap_or(day)
}

/// What is carried out, and when.
pub(super) fn programm(draft: &Draft) -> String {
    let Draft { betreff, von, bis, .. } = draft;
    let mut text = format!("\n# Was umgesetzt wird.\nprogramm:\n  name: {}\n", value(betreff));
    if draft.kosten == Ausgaben::Keine {
        return text;
    }
    text += &format!(
        "  zeitraeume:  # auf sie beziehen sich Stellen, Kosten und Zuwendungen\n    laufzeit:\n      \
            von: {}\n      bis: {}\n",
        tag(*von),
        tag(*bis)
    );
    if Zeitraum::new(*von, *bis, None).is_some_and(|zeitraum| zeitraum.has_part_month()) {
        text += "      angebrochen: tage  # so zählt ein Monat, der nur zum Teil dazugehört\n";
    }
    if !draft.stellen().is_empty() {
        text += &format!(
            "  bausteine:  # Teile der Maßnahme, zu denen Stellen gehören\n    - id: massnahme\n      \
                nummer: 1\n      name: {}\n      umgesetzt: ja\n",
            value(betreff)
        );
    }
    text
}

/// Where the money stands in the budget.
pub(super) fn haushalt(draft: &Draft, stadt: &Stadt) -> Result<String, Diagnostic> {
    let heading = "\n# Wo das Geld im Haushalt steht.\nhaushalt:\n";
    if draft.kosten == Ausgaben::Keine {
        return Ok(format!(
            "{heading}  auswirkung: keine  # oder veranschlagt: aus Mitteln, die schon im Haushalt stehen\n"
        ));
    }
    let years = years(draft);
    let first = *years.start();
    let teilplan = stadt.teilplan(draft.teilplan.as_deref())?;
    let name = stadt.profil.teilplaene.get(teilplan).map_or("", String::as_str);
    let which = if draft.teilplan.is_some() { "" } else { "Beispiel: " };
    let mut text = format!(
        "\
{heading}  teilplan: {}  # {which}{name}
  beschlossen: {first}  # das Jahr des beschlossenen Haushalts, oder zwei wie {first}/{}
  aufstellung: {}  # der nächste Haushalt, der aufgestellt wird
",
        quoted_digits(teilplan),
        first + 1,
        first + 1,
    );
    if draft.has_laufendes() {
        text += "  jahre:  # der Stand je Jahr bestimmt die Klausel im Beschluss\n";
        for year in years {
            let stand = if year == first { "kompensiert" } else { "mehrbedarf" };
            text += &format!("    {year}:\n      stand: {stand}\n");
        }
    }
    text += "  rundung:\n    auf: cent  # cent oder euro\n    summe: kaufmaennisch\n    \
        zeilen: groesster_rest\n";
    Ok(text)
}

/// The Haushaltsjahre of the measure.
fn years(draft: &Draft) -> RangeInclusive<i16> {
    draft.von.year()..=draft.bis.year()
}

/// Digits in quotation marks, which keep a zero in front for other readers too.
fn quoted_digits(text: &str) -> String {
    let is_digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if is_digits { format!("\"{text}\"") } else { value(text) }
}
