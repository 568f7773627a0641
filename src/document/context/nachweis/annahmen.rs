//! What the calculations of the annex rest on: rounding, periods, rises, rates.

use crate::finance::{Name, Subject};
use std::collections::BTreeMap;

use serde::Serialize;

use super::writer::{EMPTY, Step, Writer};
use crate::data::{Kostensatz, Placed};
use crate::document::written;
use crate::money::Mode;
use crate::period::{Jahr, Zeitraum};

/// The assumptions of a paper.
#[derive(Serialize)]
pub(super) struct Annahmen {
    rundung: Rundung,
    zeitraeume: Vec<Period>,
    steigerungen: Vec<Rise>,
    kostensaetze: Vec<Rate>,
}

#[derive(Serialize)]
struct Rundung {
    auf: &'static str,
    summe: &'static str,
}

#[derive(Serialize)]
struct Period {
    kennung: String,
    von: String,
    bis: String,
    unbefristet: bool,
    monate: Vec<String>,
}

#[derive(Serialize)]
struct Rise {
    kennung: Name,
    satz: String,
    basisjahr: String,
}

#[derive(Serialize)]
struct Rate {
    kennung: Name,
    bezeichnung: String,
    steigerung: Option<String>,
    quelle: Option<String>,
    betrag: String,
}

impl Writer<'_> {
    pub(super) fn annahmen(&self) -> Annahmen {
        Annahmen {
            rundung: self.rundung(),
            zeitraeume: self.zeitraeume(),
            steigerungen: self.steigerungen(),
            kostensaetze: self
                .paper
                .kostensaetze
                .iter()
                .filter_map(|satz| self.rate(satz))
                .collect(),
        }
    }

    /// The numbers of other documents that the texts quote, each with its source.
    pub(super) fn angaben(&self) -> Vec<Step> {
        let quoted = self.paper.angaben.iter().filter_map(|angabe| {
            let name = Name::from(Subject::Angabe(&angabe.id.value));
            let id = self.find(&name)?;
            Some(self.with_source(name.to_string(), id))
        });
        quoted.collect()
    }

    fn rundung(&self) -> Rundung {
        let rundung = self.paper.haushalt.rundung;
        Rundung {
            auf: if rundung.digits == 0 { "euro" } else { "cent" },
            summe: match rundung.mode {
                Mode::HalfUp => "kaufmaennisch",
                Mode::Truncate => "abschneiden",
            },
        }
    }

    /// The periods of which months count.
    fn zeitraeume(&self) -> Vec<Period> {
        let period = |(name, zeitraum): (&String, &Placed<Zeitraum>)| Period {
            kennung: name.clone(),
            von: written::date(zeitraum.value.von()),
            bis: written::date(zeitraum.value.bis()),
            unbefristet: zeitraum.value.is_open(),
            monate: self.jahre.iter().map(|jahr| self.months(&zeitraum.value, *jahr)).collect(),
        };
        let counts = |period: &Period| period.monate.iter().any(|months| months != EMPTY);
        self.paper.programm.zeitraeume.iter().map(period).filter(counts).collect()
    }

    /// The months of `zeitraum` in `jahr`, as they were counted for a Stelle or a cost.
    fn months(&self, zeitraum: &Zeitraum, jahr: Jahr) -> String {
        let stellen = self.paper.stellen.iter().filter(|stelle| stelle.zeitraum.value == *zeitraum);
        let stellen =
            stellen.map(|stelle| Name::stelle(&stelle.id.value).aspect("monate").jahr(jahr));
        let kosten = self.paper.kosten.iter().filter(|kosten| kosten.zeitraum.value == *zeitraum);
        let kosten =
            kosten.map(|kosten| Name::kosten(&kosten.id.value).aspect("monate").jahr(jahr));
        let counted = stellen.chain(kosten).find_map(|name| self.marker.named(&name));
        counted.unwrap_or_else(|| EMPTY.to_owned())
    }

    fn steigerungen(&self) -> Vec<Rise> {
        let saetze = self.paper.kostensaetze.iter().filter_map(|satz| satz.steigerung.as_ref());
        let kosten = self.paper.kosten.iter().filter_map(|kosten| kosten.steigerung());
        let folgen = self.paper.investitionen.iter().flat_map(|of| &of.folgekosten);
        let folgen = folgen.filter_map(|cost| cost.steigerung.as_ref());
        let used: BTreeMap<&str, _> = saetze
            .chain(kosten)
            .chain(folgen)
            .map(|steigerung| (steigerung.id.as_str(), steigerung))
            .collect();
        used.into_values()
            .filter_map(|steigerung| {
                let kennung = Name::from(Subject::Steigerung(&steigerung.id));
                let satz = self.marker.named(&kennung)?;
                Some(Rise { kennung, satz, basisjahr: steigerung.basisjahr.to_string() })
            })
            .collect()
    }

    fn rate(&self, satz: &Kostensatz) -> Option<Rate> {
        let kennung = Name::from(Subject::Kostensatz(&satz.id));
        let rise = satz.steigerung.as_ref();
        Some(Rate {
            betrag: self.marker.named(&kennung)?,
            kennung,
            bezeichnung: satz.bezeichnung.clone(),
            steigerung: rise
                .and_then(|rise| self.marker.named(&Name::from(Subject::Steigerung(&rise.id)))),
            quelle: satz.quelle.clone(),
        })
    }
}
