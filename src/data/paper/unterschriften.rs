//! Who decides by signing, where no body can meet in time: the mayor with one member of the
//! council, or whom else the law of the Land names.
//!
//! How many sign a kind of paper says, as its law does; no body deliberates before them, and
//! what is approved afterwards was signed before.

use jiff::civil::Date;

use crate::data::record::declare::record;
use crate::data::record::kinds::{PlacedDay, PlacedText, Text};
use crate::data::record::open::Record;
use crate::data::yaml::intake::Intake;
use crate::data::yaml::node::Node;
use crate::data::{Art, Genehmigung, Placed};
use crate::diagnostic::{Diagnostic, Place};

const CODE: &str = "unterschrift-widerspruch";

record! {
    /// One who decides by signing.
    pub struct Unterschrift, "Unterschrift" {
        /// In which office.
        pub amt: Placed<String> = required PlacedText
            => "Amt", "in welchem Amt unterschrieben wird", "Oberbürgermeisterin";
        /// By what name; without one there is room to write it.
        pub name: Option<String> = optional Text
            => "Name", "der Name, wie er unter der Unterschrift steht; ohne Angabe bleibt Platz \
                dafür", "Vorname Nachname";
        /// The day on which it was signed; without one there is a line to sign on.
        pub am: Option<Placed<Date>> = optional PlacedDay
            => "am", "der Tag der Unterschrift, wenn schon unterschrieben ist; statt einer Linie \
                steht dann „gez.“", "13.05.2024";
    }
    check signed_by_name;
}

/// Reports a signature of nobody.
fn signed_by_name<K>(read: Unterschrift, record: &Record<'_, K>) -> Option<Unterschrift> {
    if let (Some(am), None) = (&read.am, &read.name) {
        record.lacking::<()>(
            &["name"],
            Diagnostic::error(
                CODE,
                &am.place,
                "Hier ist unterschrieben, aber nicht gesagt, von wem",
            )
            .with_hint("Ergänzen Sie darüber `name`, oder löschen Sie `am`."),
        );
    }
    Some(read)
}

/// Checks the signatures below `vorlage` against its kind `art`: whether it is decided so, and
/// that nobody else decides.
pub(super) fn check_kind(vorlage: &Node, art: &Art, intake: &Intake) {
    let Some(signed) = vorlage.get("unterzeichnende") else { return };
    if art.unterschriften == 0 {
        let message =
            format!("Zu einer Vorlage der Art „{}“ gehört `unterzeichnende` nicht", art.name);
        return intake.report(
            Diagnostic::error("art-ohne", &signed.anchor, message)
                .with_hint("Löschen Sie die Angabe, oder wählen Sie eine andere `art`."),
        );
    }
    for (key, whoever) in [("beschlussorgan", "entscheidet"), ("beratungsfolge", "berät")] {
        let Some(node) = vorlage.get(key) else { continue };
        let message =
            format!("Hier {whoever} ein Gremium, entscheiden aber sollen Unterzeichnende");
        intake.report(
            Diagnostic::error("entscheidung-widerspruch", &node.place, message).with_hint(format!(
                "Löschen Sie `{key}`, wenn kein Gremium rechtzeitig zusammentritt, sonst \
                    `unterzeichnende`; wer genehmigt, steht unter `genehmigung`."
            )),
        );
    }
}

/// Checks how many sign at `place`, that they are different ones, and that nothing is approved
/// before all have signed.
pub(super) fn check(
    signed: &[Unterschrift],
    art: &Art,
    genehmigung: Option<&Genehmigung>,
    place: &Place,
    intake: &Intake,
) {
    if signed.is_empty() || art.unterschriften == 0 {
        return;
    }
    if signed.len() != art.unterschriften {
        let message = format!(
            "Eine Vorlage der Art „{}“ verlangt {} Unterschriften, hier stehen {}",
            art.name,
            art.unterschriften,
            signed.len()
        );
        intake.report(Diagnostic::error(CODE, place, message).with_hint(
            "Nennen Sie unter `unterzeichnende` alle, die gemeinsam entscheiden, je Eintrag mit \
                `amt`.",
        ));
    }
    for (at, second) in signed.iter().enumerate() {
        if signed.iter().take(at).any(|first| first.amt.value == second.amt.value) {
            let message = format!("`{}` soll zweimal unterschreiben", second.amt.value);
            intake.report(Diagnostic::error(CODE, &second.amt.place, message).with_hint(
                "Das Gesetz verlangt Unterschriften verschiedener Ämter, etwa der \
                    Oberbürgermeisterin und eines Ratsmitglieds.",
            ));
        }
    }
    let Some(genehmigung) = genehmigung else { return };
    for am in signed.iter().filter_map(|of| of.am.as_ref()) {
        if am.value > genehmigung.datum.value {
            let message = format!(
                "Unterschrieben wird erst, wenn `{}` schon genehmigt hat",
                genehmigung.gremium.value
            );
            intake.report(
                Diagnostic::error(CODE, &am.place, message)
                    .with_hint("Berichtigen Sie `am` oder das Datum der Genehmigung."),
            );
        }
    }
}
