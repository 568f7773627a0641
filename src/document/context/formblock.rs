//! The form block "Haushaltsmäßige Auswirkungen": every field follows from the data.

use crate::finance::{Name, Subject};
use serde::Serialize;

use super::marker::Marker;
use crate::data::Ermittlung::NichtErmittelt;
use crate::data::Paper;
use crate::document::written;

/// The fields of the form block; what has nothing to say is none.
#[derive(Serialize)]
pub(super) struct Formblock {
    /// Whether the paper has no effect on the budget.
    nein: bool,
    investiv: bool,
    auszahlungen: Option<String>,
    investiv_zuwendungen: bool,
    /// What grants pay of the payments, in per cent.
    investiv_foerderquote: Option<String>,
    ergebniswirksam: bool,
    aufwendungen: Option<String>,
    zuwendungen: bool,
    foerderquote: Option<String>,
    /// Whether it is not known yet what grants pay.
    zuwendungen_offen: bool,
    folgen: Folgen,
    einsparungen: Einsparungen,
    beginn: Option<String>,
    ende: Option<String>,
    dauer: Option<String>,
    /// Whether something goes on without an end.
    unbefristet: bool,
}

/// What investments, and all that has no end, cost and bring in their first full year.
#[derive(Serialize)]
struct Folgen {
    /// That year.
    ab: Option<String>,
    /// Whether there are expenses, and whether there is revenue.
    aufwendungen: bool,
    ertraege: bool,
    /// Whether some are not determined yet.
    offen: bool,
    personal: Option<String>,
    sach: Option<String>,
    abschreibung: Option<String>,
    ertrag: Option<String>,
    sonderposten: Option<String>,
}

/// What the paper saves a year.
#[derive(Serialize)]
struct Einsparungen {
    ab: Option<String>,
    personal: Option<String>,
    sach: Option<String>,
}

pub(super) fn formblock(paper: &Paper, marker: &Marker<'_>) -> Formblock {
    let periods = || paper.zeitraeume();
    let aufwendungen = marker.nonzero(&Name::from(Subject::Volumen));
    let auszahlungen = marker.nonzero(&Subject::Investitionen.gesamt());
    let folgen = folgen(paper, marker);
    let einsparungen = einsparungen(paper, marker);
    Formblock {
        nein: aufwendungen.is_none()
            && auszahlungen.is_none()
            && folgen.ab.is_none()
            && einsparungen.ab.is_none(),
        investiv: auszahlungen.is_some(),
        auszahlungen,
        investiv_zuwendungen: marker.nonzero(&Subject::Einzahlungen.gesamt()).is_some(),
        investiv_foerderquote: marker.nonzero(&Subject::Investitionen.aspect("foerderquote")),
        ergebniswirksam: aufwendungen.is_some(),
        aufwendungen,
        zuwendungen: marker.nonzero(&Subject::Ertraege.gesamt()).is_some(),
        foerderquote: marker.nonzero(&Name::from(Subject::Foerderquote)),
        zuwendungen_offen: paper.haushalt.zuwendungen == Some(NichtErmittelt),
        folgen,
        einsparungen,
        beginn: periods().map(|period| period.von()).min().map(written::date),
        ende: periods().map(|period| period.bis()).max().map(written::date),
        dauer: marker.named(&Subject::Programm.aspect("dauer")),
        unbefristet: paper.is_open(),
    }
}

fn einsparungen(paper: &Paper, marker: &Marker<'_>) -> Einsparungen {
    let [personal, sach] =
        ["personal", "sach"].map(|kind| marker.nonzero(&Subject::Einsparung.aspect(kind)));
    let saves = personal.is_some() || sach.is_some();
    let ab = paper.einsparung_ab().filter(|_| saves).map(|jahr| jahr.to_string());
    Einsparungen { ab, personal, sach }
}

fn folgen(paper: &Paper, marker: &Marker<'_>) -> Folgen {
    let field = |name: &str| marker.nonzero(&Subject::Folge("vordruck").aspect(name));
    let [personal, sach, abschreibung] = ["personal", "sach", "abschreibung"].map(field);
    let [ertrag, sonderposten] = ["ertraege", "sonderposten"].map(field);
    let aufwendungen = [&personal, &sach, &abschreibung].into_iter().any(Option::is_some);
    let ertraege = ertrag.is_some() || sonderposten.is_some();
    let jahr = paper.first_full_year().filter(|_| aufwendungen || ertraege);
    Folgen {
        ab: jahr.map(|jahr| jahr.to_string()),
        aufwendungen,
        ertraege,
        offen: paper.investitionen.iter().any(|of| of.folgenstand == Some(NichtErmittelt)),
        personal,
        sach,
        abschreibung,
        ertrag,
        sonderposten,
    }
}
