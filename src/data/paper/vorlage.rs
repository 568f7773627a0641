//! The head of a paper: what it is, whom it comes from and who deliberates on it.
//!
//! The deciding body is a body of the Beratungsfolge, and none comes after it. What a head
//! must have follows from the kind of paper.

use std::sync::Arc;

use jiff::civil::Date;

use super::bezug;
use crate::data::record::form::{Form, words};
use crate::data::record::meaning;
use crate::data::record::registry::Registry;
use crate::data::record::{Field, Record};
use crate::data::record::{date, value};
use crate::data::yaml::intake::Intake;
use crate::data::yaml::node::Node;
use crate::data::{Art, Bezug, Diagram, Genehmigung, Placed};
use crate::diagnostic::{Diagnostic, Place, nearest};

/// The head of a council paper.
#[derive(Debug, Clone)]
pub struct Vorlage {
    /// Where the head stands in the data.
    pub place: Place,
    /// The kind of paper, such as `beschlussvorlage`: the stem of its template.
    pub art: String,
    /// The folder of the city below `templates/`.
    pub stadt: String,
    /// The number under which the council files it, such as `1234/2021`.
    pub nummer: String,
    /// The date of the paper; also the date in the PDF.
    pub datum: Date,
    /// Whether the public may listen.
    pub sitzung: Sitzung,
    /// Why the public may not listen.
    pub nichtoeffentlich_weil: Option<Placed<String>>,
    /// The Dezernat that answers for the paper.
    pub dezernat: String,
    /// The Dienststelle that wrote it.
    pub dienststelle: String,
    /// The subject.
    pub betreff: String,
    /// The second line of the subject ("hier: …"), without "hier:".
    pub hier: Option<String>,
    /// The deciding body; a paper for information has none.
    pub beschlussorgan: Option<String>,
    /// The bodies in their order; the last one decides, where one does.
    pub beratungsfolge: Vec<Beratung>,
    /// The paper that this one replaces, supplements or reports on.
    pub bezug: Option<Bezug>,
    /// The approval that the decision still needs.
    pub genehmigung: Option<Genehmigung>,
    /// Whether it comes too late for the regular course and gives reasons.
    pub dringlich: bool,
    /// The effect on the climate.
    pub klima: Klima,
    /// Titles of the attachments.
    pub anlagen: Vec<String>,
    /// Whether the paper carries its calculation annex (Berechnungsnachweis).
    pub nachweis: bool,
    /// Whether the paper carries a synopsis with the one it refers to.
    pub synopse: bool,
    /// The diagrams that the paper shows.
    pub diagramme: Vec<Placed<Diagram>>,
}

impl Vorlage {
    /// The reasons that the head gives in its own words.
    pub fn gruende(&self) -> impl Iterator<Item = &Placed<String>> {
        let grund = self.bezug.as_ref().map(|bezug| &bezug.grund);
        grund.into_iter().chain(&self.nichtoeffentlich_weil)
    }
}

/// Whether the public may listen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sitzung {
    /// In public.
    Oeffentlich,
    /// Behind closed doors.
    Nichtoeffentlich,
}

/// The effect on the climate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Klima {
    /// None.
    Nein,
    /// A good one.
    Positiv,
    /// A bad one.
    Negativ,
}

/// A body that deliberates, and when.
#[derive(Debug, Clone)]
pub struct Beratung {
    /// The name of the body.
    pub gremium: Placed<String>,
    /// The day of its meeting.
    pub datum: Placed<Date>,
}

pub(in crate::data) const FIELDS: &[Field] = &[
    Field::required("art", "beschlussvorlage", "die Art der Vorlage").takes(Form::Id),
    Field::required("stadt", "musterstadt", "der Ordner der Stadt unter `templates/`")
        .takes(Form::Id),
    Field::required("nummer", "1234/2021", "unter dieser Nummer wird sie geführt")
        .takes(Form::Text),
    Field::required("datum", "01.04.2021", "das Datum der Vorlage").takes(Form::Date),
    Field::required("sitzung", "oeffentlich", "`oeffentlich` oder `nichtoeffentlich`")
        .takes(Form::Choice(|| words(SITZUNG, meaning::sitzung))),
    Field::optional(
        "nichtoeffentlich_weil",
        "Die Vorlage enthält Geschäftsgeheimnisse eines Unternehmens.",
        "bei `sitzung: nichtoeffentlich` der Grund; er steht unter der Art der Vorlage",
    )
    .takes(Form::Text),
    Field::required("dezernat", "Dezernat V", "das verantwortliche Dezernat").takes(Form::Text),
    Field::required("dienststelle", "Amt für Soziales", "die verfassende Dienststelle")
        .takes(Form::Text),
    Field::required("betreff", "Teilnahme am Landesprogramm", "worum es geht").takes(Form::Text),
    Field::optional("hier", "Umsetzung des ersten Bausteins", "die zweite Zeile des Betreffs")
        .takes(Form::Text),
    Field::optional(
        "beschlussorgan",
        "Rat",
        "das Gremium, das entscheidet; ob es fehlen darf oder muss, sagt die Art",
    )
    .takes(Form::Text),
    Field::required("beratungsfolge", "", "eine Liste der Gremien mit Datum")
        .takes(Form::List(&Form::Record(BERATUNG))),
    Field::optional("bezug", "", "die Vorlage, die diese ersetzt, ergänzt oder betrifft")
        .takes(Form::Record(bezug::BEZUG)),
    Field::optional(
        "genehmigung",
        "",
        "wer eine Dringlichkeitsentscheidung nachträglich genehmigt: `gremium` und `datum`",
    )
    .takes(Form::Record(bezug::GENEHMIGUNG)),
    Field::required("dringlich", "nein", "`ja` verlangt `texte/dringlichkeit.md`")
        .takes(Form::YesNo),
    Field::required("klima", "nein", "`nein`, `positiv` oder `negativ`")
        .takes(Form::Choice(|| words(KLIMA, meaning::klima))),
    Field::optional("anlagen", "", "eine Liste der Anlagen").takes(Form::List(&Form::Text)),
    Field::optional("nachweis", "ja", "ob der Berechnungsnachweis angehängt wird")
        .takes(Form::YesNo),
    Field::optional(
        "synopse",
        "ja",
        "ob die Gegenüberstellung mit der früheren Vorlage angehängt wird; ohne Angabe \
            bestimmt es die Art",
    )
    .takes(Form::YesNo),
    Field::optional(
        "diagramme",
        "[jahre]",
        "welche Diagramme gezeichnet werden: `jahre` (Aufwendungen und Auszahlungen je \
            Haushaltsjahr und wer sie trägt) und `bruecke` (was den Eigenanteil gegenüber der \
            Vorlage verändert, die unter `bezug` als `quelle` genannt ist)",
    )
    .takes(Form::List(&Form::Choice(|| words(&Diagram::ALL, meaning::diagram)))),
];

pub(in crate::data) const BERATUNG: &[Field] = &[
    Field::required("gremium", "Rat", "das Gremium, das berät").takes(Form::Text),
    Field::required("datum", "06.05.2021", "der Tag seiner Sitzung").takes(Form::Date),
];

const SITZUNG: &[(&str, Sitzung)] =
    &[("oeffentlich", Sitzung::Oeffentlich), ("nichtoeffentlich", Sitzung::Nichtoeffentlich)];

const KLIMA: &[(&str, Klima)] =
    &[("nein", Klima::Nein), ("positiv", Klima::Positiv), ("negativ", Klima::Negativ)];

/// Reads the head of a paper.
pub(in crate::data) fn read(
    node: &Node,
    arten: &Registry<Arc<Art>>,
    intake: &Intake,
) -> Option<Vorlage> {
    let record = Record::open(node, "vorlage", FIELDS, intake)?;
    let art = record
        .read("art", |node, intake| Some((arten.name(node, intake)?, arten.find(node, intake)?)));
    if let Some((_, art)) = &art {
        art.check(node, FIELDS, intake);
    }
    let stadt = record.read("stadt", value::id);
    let nummer = record.read("nummer", value::text);
    let datum = record.read("datum", date::date);
    let sitzung = record.read("sitzung", |node, intake| value::choice(node, SITZUNG, intake));
    let weil = record.read_optional("nichtoeffentlich_weil", value::placed_text);
    let dezernat = record.read("dezernat", value::text);
    let dienststelle = record.read("dienststelle", value::text);
    let betreff = record.read("betreff", value::text);
    let hier = record.read_optional("hier", value::text);
    let beschlussorgan = record.read_optional("beschlussorgan", value::placed_text);
    let beratungsfolge = record.read_list("beratungsfolge", read_beratung);
    let bezug = record.read_optional("bezug", bezug::read);
    let genehmigung = record.read_optional("genehmigung", bezug::read_genehmigung);
    let dringlich = record.read("dringlich", value::yes_no);
    let klima = record.read("klima", |node, intake| value::choice(node, KLIMA, intake));
    let anlagen = record.read_list("anlagen", value::text);
    let nachweis = record.read_optional("nachweis", value::yes_no);
    let synopse = record
        .read_optional("synopse", |node, intake| value::placed(node, value::yes_no(node, intake)?));
    let diagramme = record.read_list("diagramme", |node, intake| {
        value::placed(node, value::choice(node, &Diagram::ALL, intake)?)
    });
    let (bezug, genehmigung, diagramme) = (bezug?, genehmigung?, diagramme?);
    let has_source = bezug.as_ref().is_some_and(|bezug| bezug.quelle.is_some());
    let synopse = synopse?;
    if let Some(synopse) = synopse.as_ref().filter(|synopse| synopse.value && !has_source) {
        intake.report(synopsis_of_nothing(synopse));
    }
    for of in diagramme.iter().filter(|of| of.value == Diagram::Bridge && !has_source) {
        intake.report(bridge_from_nothing(of));
    }
    if let (Some(bezug), Some(nummer), Some(datum)) = (&bezug, &nummer, datum) {
        bezug::check(bezug, nummer, datum, intake);
    }
    let (beschlussorgan, beratungsfolge) = (beschlussorgan?, beratungsfolge?);
    check_order(&beratungsfolge, intake);
    if let Some(organ) = &beschlussorgan {
        check_organ(organ, &beratungsfolge, intake);
        if let Some(genehmigung) = &genehmigung {
            let decision = beratungsfolge.last().map(|last| last.datum.value);
            bezug::check_genehmigung(genehmigung, &organ.value, decision, intake);
        }
    }
    let (sitzung, weil) = (sitzung?, weil?);
    if let (Sitzung::Oeffentlich, Some(weil)) = (sitzung, &weil) {
        intake.report(public_secret(weil));
    }
    let (art, kind) = art?;
    let synopse = synopse.map_or(kind.synopse, |synopse| synopse.value) && has_source;
    Some(Vorlage {
        place: node.place.clone(),
        art,
        stadt: stadt?.value,
        nummer: nummer?,
        datum: datum?,
        sitzung,
        nichtoeffentlich_weil: weil,
        dezernat: dezernat?,
        dienststelle: dienststelle?,
        betreff: betreff?,
        hier: hier?,
        beschlussorgan: beschlussorgan.map(|organ| organ.value),
        beratungsfolge,
        bezug,
        genehmigung,
        dringlich: dringlich?,
        klima: klima?,
        anlagen: anlagen?,
        nachweis: nachweis?.unwrap_or(false),
        synopse,
        diagramme,
    })
}

fn read_beratung(node: &Node, intake: &Intake) -> Option<Beratung> {
    let record = Record::open(node, "vorlage.beratungsfolge", BERATUNG, intake)?;
    let gremium = record.read("gremium", value::placed_text);
    let datum = record.read("datum", date::placed);
    Some(Beratung { gremium: gremium?, datum: datum? })
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
fn check_organ(organ: &Placed<String>, folge: &[Beratung], intake: &Intake) {
    let Some(decides) = folge.iter().position(|beratung| beratung.gremium.value == organ.value)
    else {
        return intake.report(missing_organ(organ, folge));
    };
    for late in folge.iter().skip(decides + 1) {
        let message = format!(
            "`{}` berät erst, wenn `{}` schon entschieden hat",
            late.gremium.value, organ.value
        );
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

fn synopsis_of_nothing(synopse: &Placed<bool>) -> Diagnostic {
    Diagnostic::error(
        "synopse-ohne-quelle",
        &synopse.place,
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

fn missing_organ(organ: &Placed<String>, folge: &[Beratung]) -> Diagnostic {
    let message =
        format!("Das Beschlussorgan `{}` kommt in der Beratungsfolge nicht vor", organ.value);
    let finding = Diagnostic::error("beschlussorgan-fehlt", &organ.place, message);
    match nearest(&organ.value, folge.iter().map(|beratung| beratung.gremium.value.as_str())) {
        Some(near) => finding.with_hint(format!("Meinten Sie `{near}`?")),
        None => finding.with_hint(format!(
            "Ergänzen Sie am Ende der Beratungsfolge `- gremium: {}` mit dem Datum der Sitzung.",
            organ.value
        )),
    }
}
