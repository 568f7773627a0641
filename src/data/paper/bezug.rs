//! What a paper has to do with others: the paper that it replaces or supplements, and the
//! approval that a decision still needs.

use jiff::civil::Date;

use crate::data::record::declare::record;
use crate::data::record::kinds::{PlacedDay, PlacedDesignation, PlacedText, YesNo};
use crate::data::record::open::Record;
use crate::data::yaml::intake::Intake;
use crate::data::yaml::node::Node;
use crate::data::{Paper, Placed};
use crate::diagnostic::Diagnostic;

record! {
    /// The paper that this one replaces, supplements or reports on.
    pub struct Bezug, "Bezug" {
        /// Its number.
        pub nummer: Placed<String> = required PlacedDesignation
            => "Nummer", "die Nummer der Vorlage, um die es geht", "1234/2016";
        /// The name of its kind, such as `Beschlussvorlage`.
        pub art: Placed<String> = required PlacedText
            => "Art", "wie ihre Art heißt", "Beschlussvorlage";
        /// Its date.
        pub vom: Option<Placed<Date>> = optional PlacedDay
            => "vom", "ihr Datum", "01.02.2016";
        /// The day on which it was decided.
        pub beschluss: Option<Placed<Date>> = optional PlacedDay
            => "Beschluss", "der Tag, an dem über sie beschlossen wurde", "15.03.2016";
        /// Why there is a new paper.
        pub grund: Placed<String> = required PlacedText
            => "Grund", "warum es diese Vorlage gibt", "Der Förderbescheid liegt nun vor.";
        /// Where it lies, seen from the folder of this paper: a folder, a PDF of this
        /// program, or a file of figures.
        pub quelle: Option<Placed<String>> = optional PlacedDesignation
            => "Quelle", "wo die frühere Vorlage liegt, vom Ordner dieser Vorlage aus: ihr \
                Ordner, ihr mit vorlage geschriebenes PDF oder die Datei ihrer Zahlen \
                (`vorlage figures --json`); diese heißen dann `vorgaenger.…`", "../kim";
        /// Whether templates are run that only the PDF at `quelle` knows.
        pub vertraut: bool = default "nein" YesNo
            => "vertraut", "ob Vorlagendateien ausgeführt werden, die nur das PDF unter \
                `quelle` kennt, etwa weil eine ältere Version des Programms es schrieb", "ja";
    }
    check in_order;
}

record! {
    /// The approval by the body in whose place another one decided (Dringlichkeitsentscheidung).
    pub struct Genehmigung, "Genehmigung" {
        /// The body that approves.
        pub gremium: Placed<String> = required PlacedText
            => "Gremium", "das Gremium, das die Entscheidung genehmigt", "Rat";
        /// The day of its meeting.
        pub datum: Placed<Date> = required PlacedDay
            => "Datum", "der Tag seiner Sitzung", "20.06.2021";
    }
}

/// Reports a paper that was decided before there was one.
fn in_order<K>(bezug: Bezug, record: &Record<'_, K>) -> Option<Bezug> {
    if let (Some(vom), Some(beschluss)) = (&bezug.vom, &bezug.beschluss)
        && beschluss.value < vom.value
    {
        record.intake().report(
            Diagnostic::error(
                "bezug-widerspruch",
                &beschluss.place,
                "Über die andere Vorlage wurde beschlossen, bevor es sie gab",
            )
            .with_hint("Berichtigen Sie `vom` oder `beschluss`."),
        );
    }
    Some(bezug)
}

/// Checks that the other paper is another one, and an earlier one.
pub(in crate::data) fn check(bezug: &Bezug, nummer: &str, datum: Date, intake: &Intake) {
    if bezug.nummer.value == nummer {
        intake.report(
            Diagnostic::error(
                "bezug-widerspruch",
                &bezug.nummer.place,
                format!("Die Vorlage `{nummer}` nimmt auf sich selbst Bezug"),
            )
            .with_hint("Nennen Sie unter `bezug` die Nummer der früheren Vorlage."),
        );
    }
    if let Some(vom) = bezug.vom.as_ref().filter(|vom| vom.value > datum) {
        intake.report(
            Diagnostic::error(
                "bezug-widerspruch",
                &vom.place,
                "Die andere Vorlage ist jünger als diese",
            )
            .with_hint("Berichtigen Sie `bezug.vom` oder das Datum dieser Vorlage."),
        );
    } else if let Some(beschluss) = bezug.beschluss.as_ref().filter(|of| of.value > datum) {
        intake.report(
            Diagnostic::error(
                "bezug-widerspruch",
                &beschluss.place,
                "Über die andere Vorlage wäre erst nach dem Datum dieser Vorlage beschlossen",
            )
            .with_hint(
                "Berichtigen Sie `bezug.beschluss` oder das Datum dieser Vorlage; ist über die \
                    andere noch nicht beschlossen, so löschen Sie die Zeile.",
            ),
        );
    }
}

/// Warns of a kind that carries a synopsis, where nothing can be put beside it.
pub(in crate::data) fn check_synopse(root: &Node, paper: &Paper, intake: &Intake) {
    let kind = paper.profil.arten.get(&paper.vorlage.art).filter(|kind| kind.synopse);
    let is_said = root.get("vorlage").is_some_and(|vorlage| vorlage.get("synopse").is_some());
    let bezug = paper.vorlage.bezug.as_ref().filter(|bezug| bezug.quelle.is_none() && !is_said);
    let (Some(kind), Some(bezug)) = (kind, bezug) else { return };
    let message = format!(
        "Zur Art „{}“ gehört eine Synopse; ohne `quelle` lässt sie sich nicht schreiben",
        kind.name
    );
    let problem = Diagnostic::warning("synopse-fehlt", &bezug.nummer.place, message);
    intake.report(problem.with_hint(
        "Nennen Sie unter `bezug` als `quelle` den Ordner oder das PDF der früheren Vorlage; gibt \
            es beides nicht, schreiben Sie unter `vorlage:` die Zeile `synopse: nein`.",
    ));
}

/// Checks that the council does not decide in its own place.
pub(in crate::data) fn check_organ(root: &Node, paper: &Paper, intake: &Intake) {
    let (Some(organ), Some(rat)) = (
        root.get("vorlage").and_then(|vorlage| vorlage.get("beschlussorgan")),
        paper.profil.namen.get("rat"),
    ) else {
        return;
    };
    let Some(genehmigung) = &paper.vorlage.genehmigung else { return };
    // That a body approves its own decision is another finding.
    let decides = paper.vorlage.beschlussorgan.as_ref() == Some(rat);
    if decides && genehmigung.gremium.value != *rat {
        let message = format!(
            "`{rat}` entscheidet selbst; `{}` kann das nicht genehmigen",
            genehmigung.gremium.value
        );
        intake.report(
            Diagnostic::error("genehmigung-widerspruch", &organ.place, message).with_hint(format!(
                "Nennen Sie unter `beschlussorgan` das Gremium, das an der Stelle von `{rat}` \
                    entscheidet, und unter `genehmigung` `gremium: {rat}`."
            )),
        );
    }
}

/// Checks that another body than the deciding one approves, and that it does so afterwards.
pub(in crate::data) fn check_genehmigung(
    genehmigung: &Genehmigung,
    organ: &str,
    decision: Option<Date>,
    intake: &Intake,
) {
    const CODE: &str = "genehmigung-widerspruch";
    let Genehmigung { gremium, datum } = genehmigung;
    if gremium.value == organ {
        intake.report(
            Diagnostic::error(
                CODE,
                &gremium.place,
                format!("Das Gremium `{organ}` soll genehmigen, was es selbst entscheidet"),
            )
            .with_hint(
                "Nennen Sie unter `genehmigung` das Gremium, an dessen Stelle entschieden wurde, \
                    meist `Rat`.",
            ),
        );
    }
    if decision.is_some_and(|decision| datum.value < decision) {
        intake.report(
            Diagnostic::error(
                CODE,
                &datum.place,
                format!(
                    "Das Gremium `{}` soll genehmigen, was noch nicht entschieden ist",
                    gremium.value
                ),
            )
            .with_hint("Die Genehmigung folgt dem Beschluss; berichtigen Sie eines der Daten."),
        );
    }
}
