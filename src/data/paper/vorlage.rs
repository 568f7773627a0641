//! The head of a paper: what it is, whom it comes from and who deliberates on it.
//!
//! The deciding body is a body of the Beratungsfolge, and none comes after it. What a head
//! must have follows from the kind of paper.

use jiff::civil::Date;

use super::bezug;
use super::lookups::ArtRef;
use super::references::References;
use super::unterschriften;
use crate::data::record::choice::choice;
use crate::data::record::declare::record;
use crate::data::record::form::Need;
use crate::data::record::kinds::{
    Day, Designation, List, Name, OneOf, OwnPlace, PlacedDay, PlacedText, Text, WithPlace, YesNo,
};
use crate::data::record::open::Record;
use crate::data::yaml::intake::Intake;
use crate::data::yaml::node::Node;
use crate::data::{Bezug, Diagram, Genehmigung, Placed, Unterschrift};
use crate::diagnostic::{Diagnostic, Place, nearest};

record! {
    /// The head of a council paper.
    pub struct Vorlage knowing References, "Vorlage" {
        /// Where the head stands in the data.
        pub place: Place = part OwnPlace;
        /// The kind of paper, such as `beschlussvorlage`: the stem of its template.
        pub art: String = required ArtRef => "Art", "die Art der Vorlage", "beschlussvorlage";
        /// The folder of the city below `templates/`.
        pub stadt: String = required Name
            => "Stadt", "der Ordner der Stadt unter `templates/`", "musterstadt";
        /// The number under which the council files it, such as `1234/2021`.
        pub nummer: String = required Designation
            => "Nummer", "unter dieser Nummer wird sie geführt", "1234/2021";
        /// The date of the paper; also the date in the PDF.
        pub datum: Date = required Day => "Datum", "das Datum der Vorlage", "01.04.2021";
        /// Whether the public may listen.
        pub sitzung: Sitzung = required OneOf<Sitzung>
            => "Sitzung", "`oeffentlich` oder `nichtoeffentlich`", "oeffentlich";
        /// Why the public may not listen.
        pub nichtoeffentlich_weil: Option<Placed<String>> = optional PlacedText
            => "nichtöffentlich, weil", "bei `sitzung: nichtoeffentlich` der Grund; er steht \
                unter der Art der Vorlage",
                "Die Vorlage enthält Geschäftsgeheimnisse eines Unternehmens.";
        /// The Dezernat that answers for the paper.
        pub dezernat: String = required Designation
            => "Dezernat", "das verantwortliche Dezernat", "Dezernat V";
        /// The Dienststelle that wrote it.
        pub dienststelle: String = required Designation
            => "Dienststelle", "die verfassende Dienststelle", "Amt für Soziales";
        /// The subject.
        pub betreff: String = required Text
            => "Betreff", "worum es geht", "Teilnahme am Landesprogramm";
        /// The second line of the subject ("hier: …"), without "hier:".
        pub hier: Option<String> = optional Text
            => "Hier", "die zweite Zeile des Betreffs", "Umsetzung des ersten Bausteins";
        /// The deciding body; a paper for information has none.
        pub beschlussorgan: Option<String> = optional Text
            => "Beschlussorgan", "das Gremium, das entscheidet; ob es fehlen darf oder muss, \
                sagt die Art", "Rat";
        /// Those who decide by signing, where no body can meet in time.
        pub unterzeichnende: Vec<Unterschrift> = many List<Unterschrift>
            => "Unterzeichnende", "bei einer Dringlichkeitsentscheidung ohne Gremium: wer \
                gemeinsam entscheidet und unterschreibt, statt `beschlussorgan` und \
                `beratungsfolge`";
        /// The bodies in their order; the last one decides, where one does. Empty only where
        /// those decide who sign.
        pub beratungsfolge: Vec<Beratung> = many List<Beratung>
            => "Beratungsfolge", "eine Liste der Gremien mit Datum; sie fehlt nur, wo \
                `unterzeichnende` stehen";
        /// The paper that this one replaces, supplements or reports on.
        pub bezug: Option<Bezug> = optional Bezug
            => "Bezug", "die Vorlage, die diese ersetzt, ergänzt oder betrifft";
        /// Who makes the motion, where the paper is one.
        pub antragsteller: Vec<String> = many List<Designation>
            => "Antragsteller", "bei einem Änderungsantrag: eine Liste der Fraktionen, Gruppen oder \
                Mitglieder, die ihn stellen", "[Fraktion A]";
        /// The approval that the decision still needs.
        pub genehmigung: Option<Genehmigung> = optional Genehmigung
            => "Genehmigung", "wer eine Dringlichkeitsentscheidung nachträglich genehmigt: \
                `gremium` und `datum`";
        /// Whether it comes too late for the regular course and gives reasons.
        pub dringlich: bool = required YesNo
            => "dringlich", "`ja` verlangt `texte/dringlichkeit.md`", "nein";
        /// The effect on the climate.
        pub klima: Klima = required OneOf<Klima>
            => "Klima", "`nein`, `positiv` oder `negativ`", "nein";
        /// Titles of the attachments.
        pub anlagen: Vec<String> = many List<Text> => "Anlagen", "eine Liste der Anlagen";
        /// Whether the paper carries its calculation annex (Berechnungsnachweis).
        pub nachweis: bool = default "nein" YesNo
            => "Nachweis", "ob der Berechnungsnachweis angehängt wird", "ja";
        /// Whether the paper carries a synopsis with the one it refers to.
        pub synopse: bool = many YesNo
            => "Synopse", "ob die Gegenüberstellung mit der früheren Vorlage angehängt wird; \
                ohne Angabe bestimmt es die Art", "ja";
        /// The diagrams that the paper shows.
        pub diagramme: Vec<Placed<Diagram>> = many List<WithPlace<OneOf<Diagram>>>
            => "Diagramme", "welche Diagramme gezeichnet werden: `jahre` (Aufwendungen und \
                Auszahlungen je Haushaltsjahr und wer sie trägt) und `bruecke` (was den \
                Eigenanteil gegenüber der Vorlage verändert, die unter `bezug` als `quelle` \
                genannt ist)", "[jahre]";
    }
    needs bodies;
    looks at_kind;
    check whole;
}

impl Vorlage {
    /// Whether anybody decides on the paper; else it is for information.
    pub fn decides(&self) -> bool {
        self.beschlussorgan.is_some() || !self.unterzeichnende.is_empty()
    }

    /// Whether the paper asks for the diagram `of`.
    pub fn zeichnet(&self, of: Diagram) -> bool {
        self.diagramme.iter().any(|own| own.value == of)
    }
}

choice! {
    /// Whether the public may listen.
    pub enum Sitzung {
        /// In public.
        Oeffentlich = "oeffentlich", "öffentlich",
            "Die Vorlage wird in öffentlicher Sitzung behandelt.";
        /// Behind closed doors.
        Nichtoeffentlich = "nichtoeffentlich", "nichtöffentlich",
            "Die Vorlage wird in nichtöffentlicher Sitzung behandelt.";
    }
}

choice! {
    /// The effect on the climate.
    pub enum Klima {
        /// None.
        Nein = "nein", "nein", "Die Vorlage wirkt sich auf den Klimaschutz nicht aus.";
        /// A good one.
        Positiv = "positiv", "positiv",
            "Sie nützt dem Klimaschutz; `texte/klima.md` sagt, wie.";
        /// A bad one.
        Negativ = "negativ", "negativ",
            "Sie schadet dem Klimaschutz; `texte/klima.md` sagt, wie.";
    }
}

record! {
    /// A body that deliberates, and when.
    pub struct Beratung, "Beratung" {
        /// The name of the body.
        pub gremium: Placed<String> = required PlacedText
            => "Gremium", "das Gremium, das berät", "Rat";
        /// The day of its meeting.
        pub datum: Placed<Date> = required PlacedDay
            => "Datum", "der Tag seiner Sitzung", "06.05.2021";
    }
}

/// Bodies deliberate wherever those do not decide who sign.
fn bodies(key: &str, node: &Node, _known: &References) -> Option<Need> {
    let is_signed = node.get("unterzeichnende").is_some();
    (key == "beratungsfolge" && !is_signed).then_some(Need::Required)
}

/// Checks that the head has what its kind demands.
fn at_kind(record: &Record<'_, References>) -> bool {
    let art = record.node("art").and_then(Node::as_text);
    if let Some(art) = art.and_then(|art| record.at.known.arten.get(art.trim())) {
        art.check(record.node, &Vorlage::SHAPE, record.intake());
        unterschriften::check_kind(record.node, art, record.intake());
    }
    true
}

/// Checks the head as a whole, and whether it carries a synopsis.
fn whole(mut vorlage: Vorlage, record: &Record<'_, References>) -> Option<Vorlage> {
    let intake = record.intake();
    let art = record.at.known.arten.get(&vorlage.art)?;
    let has_source = vorlage.bezug.as_ref().is_some_and(|bezug| bezug.quelle.is_some());
    if vorlage.synopse && !has_source {
        intake.report(synopsis_of_nothing(record.place("synopse")));
    }
    for of in vorlage.diagramme.iter().filter(|of| of.value == Diagram::Bridge && !has_source) {
        intake.report(bridge_from_nothing(of));
    }
    if let Some(bezug) = &vorlage.bezug {
        bezug::check(bezug, &vorlage.nummer, vorlage.datum, intake);
    }
    check_order(&vorlage.beratungsfolge, intake);
    if let Some(organ) = &vorlage.beschlussorgan {
        check_organ(organ, record.place("beschlussorgan"), &vorlage.beratungsfolge, intake);
        if let Some(genehmigung) = &vorlage.genehmigung {
            let decision = vorlage.beratungsfolge.last().map(|last| last.datum.value);
            bezug::check_genehmigung(genehmigung, organ, decision, intake);
        }
    }
    let (signed, place) = (&vorlage.unterzeichnende, record.place("unterzeichnende"));
    unterschriften::check(signed, art, vorlage.genehmigung.as_ref(), place, intake);
    if let (Sitzung::Oeffentlich, Some(weil)) = (vorlage.sitzung, &vorlage.nichtoeffentlich_weil) {
        intake.report(public_secret(weil));
    }
    let is_said = record.node("synopse").is_some();
    vorlage.synopse = has_source && if is_said { vorlage.synopse } else { art.synopse };
    Some(vorlage)
}

/// Checks that the bodies stand in the order of their meetings.
fn check_order(folge: &[Beratung], intake: &Intake) {
    for pair in folge.windows(2) {
        let [before, after] = pair else { continue };
        if after.datum.value < before.datum.value {
            let message = format!(
                "`{}` berät vor `{}`, steht aber dahinter",
                after.gremium.value, before.gremium.value
            );
            let hint =
                "Ordnen Sie die Beratungsfolge nach dem Datum, oder berichtigen Sie das Datum.";
            intake.report(
                Diagnostic::error("beratungsfolge-reihenfolge", &after.datum.place, message)
                    .with_hint(hint),
            );
        }
    }
}

/// Checks that the deciding body is one of the Beratungsfolge and comes last.
fn check_organ(organ: &str, place: &Place, folge: &[Beratung], intake: &Intake) {
    let Some(decides) = folge.iter().position(|beratung| beratung.gremium.value == organ) else {
        return intake.report(missing_organ(organ, place, folge));
    };
    for late in folge.iter().skip(decides + 1) {
        let message =
            format!("`{}` berät erst, wenn `{}` schon entschieden hat", late.gremium.value, organ);
        let hint = "Das Beschlussorgan steht am Ende der Beratungsfolge; stellen Sie das \
            Gremium davor, oder löschen Sie es. Wer eine Dringlichkeitsentscheidung genehmigt, \
            steht unter `genehmigung`.";
        intake.report(
            Diagnostic::error("gremium-nach-beschluss", &late.gremium.place, message)
                .with_hint(hint),
        );
    }
}

fn public_secret(weil: &Placed<String>) -> Diagnostic {
    Diagnostic::error(
        "sitzung-widerspruch",
        &weil.place,
        "Die Sitzung ist öffentlich, aber hier steht, warum sie es nicht ist",
    )
    .with_hint("Schreiben Sie `sitzung: nichtoeffentlich`, oder löschen Sie diese Zeile.")
}

fn synopsis_of_nothing(place: &Place) -> Diagnostic {
    Diagnostic::error(
        "synopse-ohne-quelle",
        place,
        "Für eine Synopse fehlt die frühere Vorlage, die gegenübergestellt wird",
    )
    .with_hint(
        "Nennen Sie unter `bezug` als `quelle` ihren Ordner oder ihr PDF, oder löschen Sie diese \
            Zeile.",
    )
}

fn bridge_from_nothing(diagram: &Placed<Diagram>) -> Diagnostic {
    Diagnostic::error(
        "bruecke-ohne-quelle",
        &diagram.place,
        "Für eine Brücke fehlt die frühere Vorlage, von der sie ausgeht",
    )
    .with_hint(
        "Nennen Sie unter `bezug` als `quelle` ihren Ordner oder ihr PDF, oder löschen Sie \
            `bruecke`.",
    )
}

fn missing_organ(organ: &str, place: &Place, folge: &[Beratung]) -> Diagnostic {
    let message = format!("Das Beschlussorgan `{}` kommt in der Beratungsfolge nicht vor", organ);
    let finding = Diagnostic::error("beschlussorgan-fehlt", place, message);
    match nearest(organ, folge.iter().map(|beratung| beratung.gremium.value.as_str())) {
        Some(near) => finding.with_hint(format!("Meinten Sie `{near}`?")),
        None => finding.with_hint(format!(
            "Ergänzen Sie am Ende der Beratungsfolge `- gremium: {}` mit dem Datum der Sitzung.",
            organ
        )),
    }
}
