//! The kinds of paper of a city: their names, and what the head of each must or must not have.
//!
//! Which kind needs what is a matter of the city's profile; here is only what can be needed,
//! and the check of a head against its kind.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::data::record::choice::choice;
use crate::data::record::declare::record;
use crate::data::record::form::{Form, Shape};
use crate::data::record::kinds::{List, OneOf, Text, Whole, WithPlace, YesNo};
use crate::data::record::open::{self, Record};
use crate::data::record::reads::{At, Declared, Reads};
use crate::data::yaml::intake::Intake;
use crate::data::yaml::node::{Kind, Node};
use crate::data::{Bezug, Paper, Placed};
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
    /// Whether it is only taken note of: nothing is resolved on money.
    pub kenntnis: bool,
    /// How many decide by signing it, where no body does; none where only a body decides.
    pub unterschriften: usize,
    /// What its profile says beside [`HeadPart::demand`].
    demand: BTreeMap<HeadPart, Demand>,
}

choice! {
    /// A part of the head that some kinds of paper have and others have not.
    enum HeadPart {
        /// The body that decides.
        Beschlussorgan = "beschlussorgan", "Beschlussorgan", "das Gremium, das entscheidet";
        /// The paper that this one replaces or supplements.
        Bezug = "bezug", "Bezug", "die Vorlage, die diese ersetzt, ergänzt oder betrifft";
        /// Where that paper lies.
        Quelle = "quelle", "Quelle", "wo diese Vorlage liegt";
        /// The day on which it was decided.
        Beschluss = "beschluss", "Beschluss", "wann über sie beschlossen wurde";
        /// The synopsis with it.
        Synopse = "synopse", "Synopse", "beide Vorlagen nebeneinander";
        /// The approval by the body in whose place another one decided.
        Genehmigung = "genehmigung", "Genehmigung",
            "wer die Entscheidung nachträglich genehmigt";
        /// Who makes the motion.
        Antragsteller = "antragsteller", "Antragsteller", "wer den Antrag stellt";
        /// That the paper is urgent.
        Dringlich = "dringlich", "dringlich", "dass die Vorlage dringlich ist";
    }
}

/// Whether a kind of paper has a part of the head.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Demand {
    Required,
    Allowed,
    Without,
}

impl HeadPart {
    /// What holds where the profile says nothing: a body decides on a paper of the
    /// administration, nobody has to approve.
    fn demand(self) -> Demand {
        match self {
            Self::Beschlussorgan => Demand::Required,
            Self::Bezug | Self::Quelle | Self::Beschluss | Self::Synopse | Self::Dringlich => {
                Demand::Allowed
            }
            Self::Genehmigung | Self::Antragsteller => Demand::Without,
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
            Self::Antragsteller => "`antragsteller:` und darunter `- Fraktion …`",
            Self::Dringlich => "`dringlich: ja`",
        }
    }
}

record! {
    /// A kind of paper that has more than its name.
    pub(in crate::data) struct Written, "Art" {
        name: String = required Text
            => "Name", "wie die Art in der Vorlage heißt", "Neufassung";
        verlangt: Vec<Placed<HeadPart>> = many List<WithPlace<OneOf<HeadPart>>>
            => "Verlangt", "was der Kopf haben muss: `beschlussorgan` (auch ohne Angabe), \
                `bezug`, `quelle` und `beschluss` (unter `bezug`), `synopse`, `genehmigung`, \
                `antragsteller`, `dringlich`", "[bezug]";
        ohne: Vec<Placed<HeadPart>> = many List<WithPlace<OneOf<HeadPart>>>
            => "Ohne", "was der Kopf nicht haben darf: `beschlussorgan`, `bezug`, `quelle`, \
                `beschluss`, `synopse`, `genehmigung` und `antragsteller` (beide auch ohne Angabe), \
                `dringlich`",
                "[beschlussorgan]";
        synopse: bool = default "nein" YesNo
            => "Synopse", "ob sie der früheren Vorlage gegenübergestellt wird, wenn \
                `bezug.quelle` sie nennt", "ja";
        ziffern: bool = default "nein" YesNo
            => "Ziffern", "ob ihr Beschluss die Ziffern des früheren nennt, die sich ändern; \
                dafür braucht sie dessen Text und wenigstens eine Änderung", "ja";
        zusatz: bool = default "nein" YesNo
            => "Zusatz", "ob sie nur enthält, was zur früheren Vorlage hinzukommt; ihre Summen \
                werden dann mit deren zusammengezählt statt verglichen (`zusammen.…`)", "ja";
        kenntnis: bool = default "nein" YesNo
            => "Kenntnis", "ob sie nur zur Kenntnis genommen wird: Sie nennt Beträge, stellt aber \
                keine Mittel bereit", "ja";
        unterschriften: Option<Placed<Decimal>> = optional Whole
            => "Unterschriften", "wie viele gemeinsam entscheiden und unterschreiben, wenn kein \
                Gremium zusammentritt; ohne Angabe entscheidet immer ein Gremium", "2";
    }
    makes Art = art;
}

impl Declared for Art {
    const FORM: Form = Form::Either(&[Form::Text, Written::FORM]);
}

impl<K> Reads<K> for Art {
    type Value = Self;

    /// Reads its name alone, or its name and what it needs.
    fn read(node: &Node, at: &At<'_, K>) -> Option<Self> {
        match node.kind {
            Kind::Scalar(_) => Some(Self { name: Text::read(node, at)?, ..Self::default() }),
            _ => Written::read(node, at),
        }
    }
}

fn art<K>(read: Written, record: &Record<'_, K>) -> Option<Art> {
    let Written { name, verlangt, ohne, synopse, ziffern, zusatz, kenntnis, unterschriften } = read;
    let unterschriften = unterschriften.and_then(|of| of.value.to_usize()).unwrap_or_default();
    let mut demand: BTreeMap<HeadPart, Demand> =
        verlangt.iter().map(|part| (part.value, Demand::Required)).collect();
    for part in ohne {
        if demand.insert(part.value, Demand::Without) == Some(Demand::Required) {
            let schluessel = record.at.path.key;
            record.intake().report(
                Diagnostic::error(
                    "art-widerspruch",
                    &part.place,
                    format!("Die Art `{schluessel}` verlangt, was sie nicht haben darf"),
                )
                .with_hint("Löschen Sie das Wort unter `verlangt` oder unter `ohne`."),
            );
        }
    }
    Some(Art { name, synopse, ziffern, zusatz, kenntnis, unterschriften, demand })
}

impl Paper {
    /// Whether its resolution names the items of an earlier one that change.
    pub fn names_ziffern(&self) -> bool {
        self.profil.arten.get(&self.vorlage.art).is_some_and(|art| art.ziffern)
    }

    /// Whether it is only taken note of: it tells amounts and provides none.
    pub fn is_noted(&self) -> bool {
        self.profil.arten.get(&self.vorlage.art).is_some_and(|art| art.kenntnis)
    }

    /// Whether it holds only what comes on top of an earlier paper.
    pub fn is_supplement(&self) -> bool {
        self.profil.arten.get(&self.vorlage.art).is_some_and(|art| art.zusatz)
    }
}

impl Art {
    /// Whether the head of such a paper must have what stands under `key`.
    pub(in crate::data) fn required(&self, key: &str) -> bool {
        HeadPart::of_key(key).is_some_and(|part| self.demand(part) == Demand::Required)
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

    /// Checks that the head at `vorlage`, whose keys are those of `head`, has what this kind demands
    /// and nothing that it must not have.
    pub(in crate::data) fn check(&self, vorlage: &Node, head: &Shape, intake: &Intake) {
        for part in HeadPart::ALL {
            let key = part.schluessel();
            // Those decide who sign.
            let is_signed = self.unterschriften > 0 && vorlage.get("unterzeichnende").is_some();
            if part == HeadPart::Beschlussorgan && is_signed {
                continue;
            }
            let (record, shape) = match part {
                // Without `bezug` there is one finding, about `bezug`.
                HeadPart::Quelle | HeadPart::Beschluss => match vorlage.get("bezug") {
                    Some(bezug) => (bezug, &Bezug::SHAPE),
                    None => continue,
                },
                _ => (vorlage, head),
            };
            if open::is_misspelt(record, key, shape) {
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
        let instead = match part {
            HeadPart::Beschlussorgan if self.unterschriften > 0 => {
                "oder `unterzeichnende`, wenn kein Gremium entscheidet; "
            }
            _ => "",
        };
        Diagnostic::error("art-verlangt", place, message).with_hint(format!(
            "Schreiben Sie unter `vorlage:` {}; {instead}oder wählen Sie eine andere `art`.",
            part.example()
        ))
    }

    fn needless(&self, key: &str, node: &Node) -> Diagnostic {
        let message = format!("Zu einer Vorlage der Art „{}“ gehört `{key}` nicht", self.name);
        Diagnostic::error("art-ohne", &node.anchor, message)
            .with_hint("Löschen Sie die Angabe, oder wählen Sie eine andere `art`.")
    }
}
