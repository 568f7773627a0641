//! The kinds of paper of a city: their names, and what the head of each must or must not have.
//!
//! Which kind needs what is a matter of the city's profile; here is only what can be needed,
//! and the check of a head against its kind.

use std::collections::BTreeMap;

use super::bezug;
use crate::data::Paper;
use crate::data::record::form::{Form, words};
use crate::data::record::value;
use crate::data::record::{self, Field, Record};
use crate::data::yaml::intake::Intake;
use crate::data::yaml::node::{Entry, Kind, Node};
use crate::diagnostic::{Diagnostic, Place};

/// A kind of paper.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Art {
    /// Its name as printed, such as `Beschlussvorlage`.
    pub name: String,
    /// Whether it carries a synopsis with the earlier paper, where the data do not say.
    pub synopse: bool,
    /// Whether its resolution names the items of the earlier one that change.
    pub ziffern: bool,
    /// Whether it holds only what comes on top of the earlier paper.
    pub zusatz: bool,
    /// What its profile says beside [`HeadPart::demand`].
    demand: BTreeMap<HeadPart, Demand>,
}

/// A part of the head that some kinds of paper have and others have not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum HeadPart {
    /// The body that decides.
    Beschlussorgan,
    /// The paper that this one replaces or supplements.
    Bezug,
    /// Where that paper lies.
    Quelle,
    /// The day on which it was decided.
    Beschluss,
    /// The synopsis with it.
    Synopse,
    /// The approval by the body in whose place another one decided.
    Genehmigung,
    /// That the paper is urgent.
    Dringlich,
}

/// Whether a kind of paper has a part of the head.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Demand {
    Required,
    Allowed,
    Without,
}

impl HeadPart {
    const ALL: [(&'static str, Self); 7] = [
        ("beschlussorgan", Self::Beschlussorgan),
        ("bezug", Self::Bezug),
        ("quelle", Self::Quelle),
        ("beschluss", Self::Beschluss),
        ("synopse", Self::Synopse),
        ("genehmigung", Self::Genehmigung),
        ("dringlich", Self::Dringlich),
    ];

    /// What holds where the profile says nothing: a body decides, nobody has to approve.
    fn demand(self) -> Demand {
        match self {
            Self::Beschlussorgan => Demand::Required,
            Self::Bezug | Self::Quelle | Self::Beschluss | Self::Synopse | Self::Dringlich => {
                Demand::Allowed
            }
            Self::Genehmigung => Demand::Without,
        }
    }

    /// What it is, for editors.
    fn meaning(self) -> &'static str {
        match self {
            Self::Beschlussorgan => "das Gremium, das entscheidet",
            Self::Bezug => "die Vorlage, die diese ersetzt, ergänzt oder betrifft",
            Self::Quelle => "wo diese Vorlage liegt",
            Self::Beschluss => "wann über sie beschlossen wurde",
            Self::Synopse => "beide Vorlagen nebeneinander",
            Self::Genehmigung => "wer die Entscheidung nachträglich genehmigt",
            Self::Dringlich => "dass die Vorlage dringlich ist",
        }
    }

    fn example(self) -> &'static str {
        match self {
            Self::Beschlussorgan => "`beschlussorgan: Rat`",
            Self::Bezug => "`bezug:` und darunter `nummer`, `art` und `grund`",
            Self::Quelle => "`bezug:` und darunter `quelle: ../frueher`",
            Self::Beschluss => "`bezug:` und darunter `beschluss: 15.03.2021`",
            Self::Synopse => "`synopse: ja`",
            Self::Genehmigung => "`genehmigung:` und darunter `gremium` und `datum`",
            Self::Dringlich => "`dringlich: ja`",
        }
    }
}

pub(in crate::data) const FIELDS: &[Field] = &[
    Field::required("name", "Neufassung", "wie die Art in der Vorlage heißt").takes(Form::Text),
    Field::optional(
        "verlangt",
        "[bezug]",
        "was der Kopf haben muss: `beschlussorgan` (auch ohne Angabe), `bezug`, `quelle` und \
            `beschluss` (unter `bezug`), `synopse`, `genehmigung`, `dringlich`",
    )
    .takes(Form::List(&Form::Choice(|| words(&HeadPart::ALL, HeadPart::meaning)))),
    Field::optional(
        "ohne",
        "[beschlussorgan]",
        "was der Kopf nicht haben darf: `beschlussorgan`, `bezug`, `quelle`, `beschluss`, \
            `synopse`, `genehmigung` (auch ohne Angabe), `dringlich`",
    )
    .takes(Form::List(&Form::Choice(|| words(&HeadPart::ALL, HeadPart::meaning)))),
    Field::optional(
        "synopse",
        "ja",
        "ob sie der früheren Vorlage gegenübergestellt wird, wenn `bezug.quelle` sie nennt",
    )
    .takes(Form::YesNo),
    Field::optional(
        "ziffern",
        "ja",
        "ob ihr Beschluss die Ziffern des früheren nennt, die sich ändern; dafür braucht sie \
            dessen Text und wenigstens eine Änderung",
    )
    .takes(Form::YesNo),
    Field::optional(
        "zusatz",
        "ja",
        "ob sie nur enthält, was zur früheren Vorlage hinzukommt; ihre Summen werden dann mit \
            deren zusammengezählt statt verglichen (`zusammen.…`)",
    )
    .takes(Form::YesNo),
];

/// Reads a kind of paper: its name alone, or its name and what it needs.
pub(in crate::data) fn read(entry: &Entry, intake: &Intake) -> Option<(String, Art)> {
    let schluessel = entry.key.name.clone();
    value::key_id(&entry.key, intake)?;
    if let Kind::Scalar(_) = entry.value.kind {
        let name = value::text(&entry.value, intake)?;
        return Some((schluessel, Art { name, ..Art::default() }));
    }
    let record = Record::open(&entry.value, &format!("arten.{schluessel}"), FIELDS, intake)?;
    let name = record.read("name", value::text);
    let part = |node: &Node, intake: &Intake| {
        value::placed(node, value::choice(node, &HeadPart::ALL, intake)?)
    };
    let required = record.read_list("verlangt", part);
    let without = record.read_list("ohne", part);
    let [synopse, ziffern, zusatz] =
        ["synopse", "ziffern", "zusatz"].map(|key| record.read_optional(key, value::yes_no));
    let (required, without) = (required?, without?);
    let mut demand: BTreeMap<HeadPart, Demand> =
        required.iter().map(|part| (part.value, Demand::Required)).collect();
    for part in without {
        if demand.insert(part.value, Demand::Without) == Some(Demand::Required) {
            intake.report(
                Diagnostic::error(
                    "art-widerspruch",
                    &part.place,
                    format!("Die Art `{schluessel}` verlangt, was sie nicht haben darf"),
                )
                .with_hint("Löschen Sie das Wort unter `verlangt` oder unter `ohne`."),
            );
        }
    }
    let is = |said: Option<Option<bool>>| Some(said?.unwrap_or(false));
    let (synopse, ziffern, zusatz) = (is(synopse)?, is(ziffern)?, is(zusatz)?);
    Some((schluessel, Art { name: name?, synopse, ziffern, zusatz, demand }))
}

impl Paper {
    /// Whether its resolution names the items of an earlier one that change.
    pub fn names_ziffern(&self) -> bool {
        self.profil.arten.get(&self.vorlage.art).is_some_and(|art| art.ziffern)
    }

    /// Whether it holds only what comes on top of an earlier paper.
    pub fn is_supplement(&self) -> bool {
        self.profil.arten.get(&self.vorlage.art).is_some_and(|art| art.zusatz)
    }
}

impl Art {
    /// Whether the head of such a paper must have what stands under `key`.
    pub(in crate::data) fn required(&self, key: &str) -> bool {
        let part = HeadPart::ALL.iter().find(|(name, _)| *name == key);
        part.is_some_and(|(_, part)| self.demand(*part) == Demand::Required)
    }

    /// Whether such a paper is about another one, so that none begins with it.
    pub fn braucht_earlier(&self) -> bool {
        self.required("bezug") || self.geht_hervor()
    }

    /// Whether it is made from the data or the decision of an earlier paper.
    pub(in crate::data) fn geht_hervor(&self) -> bool {
        self.required("quelle") || self.required("beschluss")
    }

    fn demand(&self, part: HeadPart) -> Demand {
        self.demand.get(&part).copied().unwrap_or_else(|| part.demand())
    }

    /// Checks that the head at `vorlage`, whose keys are `fields`, has what this kind demands
    /// and nothing that it must not have.
    pub(in crate::data) fn check(&self, vorlage: &Node, fields: &[Field], intake: &Intake) {
        for (key, part) in HeadPart::ALL {
            let (record, fields) = match part {
                // Without `bezug` there is one finding, about `bezug`.
                HeadPart::Quelle | HeadPart::Beschluss => match vorlage.get("bezug") {
                    Some(bezug) => (bezug, bezug::BEZUG),
                    None => continue,
                },
                _ => (vorlage, fields),
            };
            if record::is_misspelt(record, key, fields) {
                continue;
            }
            let node = record.get(key).filter(|node| {
                // `nein` is what other parts say by their absence.
                !matches!(part, HeadPart::Dringlich | HeadPart::Synopse)
                    || node.as_text().is_none_or(|text| text.trim() != "nein")
            });
            match (self.demand(part), node) {
                (Demand::Required, None) => {
                    let place = record.get(key).map_or(&record.anchor, |node| &node.place);
                    intake.report(self.lacking(key, part, place));
                }
                (Demand::Without, Some(node)) => intake.report(self.needless(key, node)),
                _ => {}
            }
        }
    }

    fn lacking(&self, key: &str, part: HeadPart, place: &Place) -> Diagnostic {
        let message = format!("Eine Vorlage der Art „{}“ verlangt `{key}`", self.name);
        Diagnostic::error("art-verlangt", place, message).with_hint(format!(
            "Schreiben Sie unter `vorlage:` {}; oder wählen Sie eine andere `art`.",
            part.example()
        ))
    }

    fn needless(&self, key: &str, node: &Node) -> Diagnostic {
        let message = format!("Zu einer Vorlage der Art „{}“ gehört `{key}` nicht", self.name);
        Diagnostic::error("art-ohne", &node.anchor, message)
            .with_hint("Löschen Sie die Angabe, oder wählen Sie eine andere `art`.")
    }
}
