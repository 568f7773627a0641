//! Writes what a new paper costs and who pays for it. All amounts are examples.

use std::collections::BTreeSet;

use super::answers::{Draft, Foerderung};
use super::file::{File, file, value};
use super::{Stadt, Stellenwunsch};
use crate::data::{Plan, Zeilenart};
use crate::diagnostic::Diagnostic;

/// The role of all Stellen of a new paper.
const ROLLE: &str = "fachkraft";

/// The files of Stellen, costs, investments and grants that the paper has.
pub(super) fn files(draft: &Draft, stadt: &Stadt) -> Result<Vec<File>, Diagnostic> {
    let mut files = Vec::new();
    let stellen = draft.stellen();
    if !stellen.is_empty() {
        files.push(file("stellen", &stellen_text(stellen, stadt)?));
    }
    if draft.has_kosten() {
        files.push(file("kosten", &kosten(stadt)?));
    }
    if draft.has_investition() {
        files.push(file("investitionen", &investition(draft, stadt)?));
    }
    if let Some(foerderung) = draft.zuwendung.filter(|_| !files.is_empty()) {
        files.push(file("zuwendungen", &zuwendung(draft, foerderung, stadt)?));
    }
    Ok(files)
}

fn stellen_text(stellen: &[Stellenwunsch], stadt: &Stadt) -> Result<String, Diagnostic> {
    let zeile = stadt.zeile(&["personal"], Plan::Ergebnisplan, Zeilenart::Aufwand)?;
    let mut text = kostensaetze(stellen, stadt);
    text += "# Die Stellen in der Reihenfolge, in der sie gedruckt werden.\nstellen:\n";
    let mut used = BTreeSet::new();
    for stelle in stellen {
        text += &format!(
            "  - id: {}
    anteil: {}
    kostensatz: {}
    funktion: {}
    rolle: {ROLLE}  # als das zählen Zuwendungen und Kosten die Stelle
    baustein: massnahme
    bei: stadt  # stadt oder traeger
    zeitraum: laufzeit
    zeile: {zeile}
",
            unused(&stelle.kennung(), &mut used),
            stelle.anteil,
            stelle.kostensatz(),
            value(&stelle.funktion),
        );
    }
    Ok(text)
}

/// `name`, with a number behind it where another one is called so.
fn unused(name: &str, used: &mut BTreeSet<String>) -> String {
    let numbered = (2..).map(|number| format!("{name}_{number}"));
    let free = std::iter::once(name.to_owned()).chain(numbered).find(|name| !used.contains(name));
    let free = free.unwrap_or_default();
    used.insert(free.clone());
    free
}

/// What the grades cost that no table of the city knows.
fn kostensaetze(stellen: &[Stellenwunsch], stadt: &Stadt) -> String {
    let mut written = stadt.bewertungen.clone();
    let mut rows = String::new();
    for stelle in stellen {
        if written.insert(stelle.kostensatz()) {
            rows += &format!(
                "  - id: {}\n    bezeichnung: {}\n    jahresbetrag: 80000  # Beispiel\n    \
                    quelle: Personalkostentabelle N.N.\n",
                stelle.kostensatz(),
                value(&stelle.bewertung)
            );
        }
    }
    if rows.is_empty() {
        return rows;
    }
    format!("# Was eine volle Stelle im Jahr kostet, in Euro.\nkostensaetze:\n{rows}\n")
}

fn kosten(stadt: &Stadt) -> Result<String, Diagnostic> {
    let zeile = stadt.zeile(&["sach", "sonstige"], Plan::Ergebnisplan, Zeilenart::Aufwand)?;
    Ok(format!(
        "\
# Kosten, die keine Stellen sind.
kosten:
  - id: sachmittel
    bezeichnung: Sachmittel
    zeile: {zeile}
    betrag: 10000  # Beispiel: Euro im Jahr
    zeitraum: laufzeit
    anteilig: nein  # ja: ein Teil des Jahres kostet nur diesen Teil
"
    ))
}

fn investition(draft: &Draft, stadt: &Stadt) -> Result<String, Diagnostic> {
    let zeile = stadt.zeile(&["auszahlung_bau"], Plan::Finanzplan, Zeilenart::Aufwand)?;
    Ok(format!(
        "\
# Was gebaut oder angeschafft wird.
investitionen:
  - id: vorhaben
    bezeichnung: {}
    zeile: {zeile}
    # finanzstelle: die Finanzstelle, wenn es eine gibt
    # umsatzsteuer: 19 %  # wenn die Beträge ohne Umsatzsteuer angegeben sind
    folgekosten: nicht_ermittelt  # oder keine, oder eine Liste
    zahlungen:
      - jahr: {}
        betrag: 100000  # Beispiel: Euro
        # bereitstellung: ueberplanmaessig  # wenn der Haushalt ihn nicht vorsieht
    # nutzungsdauer: 20  # volle Jahre; dazu gehören die beiden folgenden Zeilen
    # quelle_nutzungsdauer: die Tabelle, aus der sie stammt
    # ab: der Tag, ab dem genutzt wird
",
        value(&draft.betreff),
        draft.von.year()
    ))
}

/// What a grant is paid for, where there are several: Stellen before anything else.
fn zuwendung(draft: &Draft, foerderung: Foerderung, stadt: &Stadt) -> Result<String, Diagnostic> {
    let has_stellen = !draft.stellen().is_empty();
    let investiv = !has_stellen && !draft.has_kosten();
    let plan = if investiv { Plan::Finanzplan } else { Plan::Ergebnisplan };
    let zeile = stadt.zeile(&["zuwendung", "einzahlung_zuwendung"], plan, Zeilenart::Ertrag)?;
    let art = match foerderung {
        Foerderung::Festbetrag => "festbetrag  # feste Sätze oder Beträge",
        Foerderung::Anteil(_) => "anteil  # ein Satz der zuwendungsfähigen Ausgaben",
    };
    let mut text = format!(
        "\
# Wer was zahlt.
zuwendungen:
  - id: foerderung
    geber: Zuwendungsgeber N.N.
    art: {art}
    zeile: {zeile}
    zeitraum: laufzeit
    anteilig: {}
    status: beantragt  # beantragt, in_aussicht oder bewilligt
",
        if has_stellen { "ja  # ein Teil des Jahres bringt nur diesen Teil" } else { "nein" },
    );
    text += &match foerderung {
        Foerderung::Anteil(satz) => {
            let base = if has_stellen {
                format!("rolle: {ROLLE}")
            } else if investiv {
                "investition: vorhaben".into()
            } else {
                "kosten: sachmittel".into()
            };
            format!(
                "    satz: {satz} %\n    bemessung:  # die zuwendungsfähigen Ausgaben\n      - {base}\n"
            )
        }
        Foerderung::Festbetrag if has_stellen => format!(
            "    saetze:\n      - rolle: {ROLLE}\n        betrag: 40000  # Beispiel: Euro im Jahr\n        \
                je: vollzeitstelle\n"
        ),
        Foerderung::Festbetrag if investiv => format!(
            "    bewilligt:  # je Jahr der Betrag\n      {}:\n        betrag: 50000  # Beispiel\n        \
                quelle: Antrag oder Bescheid N.N.\n",
            draft.von.year()
        ),
        Foerderung::Festbetrag => {
            "    kosten:  # die Kosten, die sie trägt\n      - kosten: sachmittel\n        \
                hoechstens: 5000  # Beispiel: Euro im Jahr\n"
                .into()
        }
    };
    Ok(text)
}
