//! Holds a paper to the budgets it speaks of: what the budget provides for investments lies
//! in a year that has one, and nothing stands in the data that says nothing.

use super::{Auswirkung, Haushalt, Stand};
use crate::data::yaml::intake::Intake;
use crate::data::yaml::node::Node;
use crate::data::{Bereitstellung, Paper, Plan, Satzung};
use crate::diagnostic::{Diagnostic, Place};
use crate::period::Jahr;

/// Checks all of it.
pub(in crate::data) fn check(root: &Node, paper: &Paper, intake: &Intake) {
    for investition in &paper.investitionen {
        for of in &investition.zahlungen {
            check_year(paper, of.jahr, of.bereitstellung, "Auszahlungen", &of.betrag.place, intake);
        }
        for of in &investition.verpflichtungen {
            let what = "Verpflichtungsermächtigungen";
            check_year(paper, of.jahr, of.bereitstellung, what, &of.betrag.place, intake);
        }
    }
    if let Some(node) = root.get("haushalt") {
        check_idle(node, paper, intake);
        check_statute(node, &paper.haushalt, intake);
    }
}

/// Reports what a budget is to provide, or to be exceeded by, in a year that has none.
fn check_year(
    paper: &Paper,
    jahr: Jahr,
    bereitstellung: Bereitstellung,
    what: &str,
    place: &Place,
    intake: &Intake,
) {
    let haushalt = &paper.haushalt;
    if haushalt.auswirkung != Auswirkung::Wirksam || haushalt.beschlossen.contains(&jahr) {
        return;
    }
    let can = match bereitstellung {
        Bereitstellung::ZuVeranschlagen => return,
        Bereitstellung::Veranschlagt if haushalt.is_entwurf(jahr) => return,
        Bereitstellung::Veranschlagt => format!("der {what} vorsehen kann"),
        Bereitstellung::Ueberplanmaessig | Bereitstellung::Ausserplanmaessig => {
            format!("von dem {what} abweichen können")
        }
    };
    let message = format!("Für `{jahr}` gibt es keinen beschlossenen Haushalt, {can}");
    intake.report(Diagnostic::error("haushalt-widerspruch", place, message).with_hint(
        "Schreiben Sie `bereitstellung: zu_veranschlagen`, oder ergänzen Sie das Jahr unter \
            `beschlossen`.",
    ));
}

/// Reports keys that change nothing in the paper.
fn check_idle(node: &Node, paper: &Paper, intake: &Intake) {
    let idle = |place: &Place, message: &str, hint: &str| {
        let finding = Diagnostic::error("angabe-ohne-wirkung", place, message);
        intake.report(finding.with_hint(hint.to_owned()));
    };
    let haushalt = &paper.haushalt;
    for entry in node.get("jahre").map(Node::entries).unwrap_or_default() {
        let Some(moves) = entry.value.get("umschichtungen") else { continue };
        let stand = entry.value.get("stand").and_then(Node::as_text).map(str::trim);
        if stand != Some(Stand::Mehrbedarf.schluessel()) {
            idle(
                &moves.anchor,
                "`umschichtungen` wird nur bei `stand: mehrbedarf` gedruckt",
                "Löschen Sie die Zeile, oder berichtigen Sie `stand`.",
            );
        }
    }
    let unused: &[&str] = match haushalt.auswirkung {
        Auswirkung::Wirksam => &[],
        Auswirkung::Keine => &["jahre", "teilplaene"],
        Auswirkung::Veranschlagt => &["jahre"],
    };
    for key in unused {
        if let Some(found) = node.get(key) {
            let message =
                format!("Zu dieser `auswirkung` gehört kein `{key}`: Es wird nicht gedruckt");
            idle(
                &found.anchor,
                &message,
                "Löschen Sie die Angabe, oder berichtigen Sie `auswirkung`.",
            );
        }
    }
    let is_investive = haushalt.auswirkung == Auswirkung::Wirksam
        && !paper.investitionen.is_empty()
        && paper.jahre(Plan::Ergebnisplan).is_empty();
    let states = node.get("jahre").filter(|_| is_investive).map(Node::entries);
    for state in states.unwrap_or_default().iter().filter_map(|entry| entry.value.get("stand")) {
        idle(
            &state.place,
            "Der Stand gilt für Aufwendungen und Erträge; diese Vorlage hat nur Auszahlungen",
            "Löschen Sie das Jahr; was der Haushalt für eine Auszahlung vorsieht, sagt ihre \
                `bereitstellung`, und ob er in Kraft ist, `haushalt.satzung`.",
        );
    }
}

/// Reports a Haushaltssatzung that is not in force and has no years.
fn check_statute(node: &Node, haushalt: &Haushalt, intake: &Intake) {
    let is_reserved =
        haushalt.auswirkung == Auswirkung::Veranschlagt && haushalt.satzung != Satzung::InKraft;
    if let Some(satzung) = node.get("satzung")
        && is_reserved
        && haushalt.beschlossen.is_empty()
    {
        intake.report(
            Diagnostic::error(
                "haushalt-widerspruch",
                &satzung.place,
                "Zu welcher Haushaltssatzung das gilt, ist nicht angegeben",
            )
            .with_hint("Ergänzen Sie `beschlossen:` mit den Jahren des Haushalts."),
        );
    }
}
