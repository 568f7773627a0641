//! Names as they are built, and read again.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use super::*;

fn name(text: &str) -> Name {
    text.parse().unwrap()
}

#[test]
fn what_is_built_is_read_again() {
    let year = Jahr(2022);
    let built = Name::zuwendung("bund").of(&Name::stelle("a")).months(year, Some(2));
    assert_eq!(built, "zuwendung.bund.stelle.a.monate.2022.2");
    let parts = built.parts();
    assert_eq!((parts.frame, parts.subject), (Frame::Own, Subject::Zuwendung("bund")));
    assert_eq!(parts.aspect, ["stelle", "a", "monate"]);
    assert_eq!((parts.period, parts.part), (Some(Period::Jahr(year)), vec!["2"]));
    assert_eq!(built.stem(), "zuwendung.bund.stelle.a.monate");
    assert_eq!(built.parts().behind().join("."), "stelle.a.monate.2022.2");
    assert_eq!(name(built.as_str()), built);
}

#[test]
fn frames_stand_within_frames() {
    let own = Subject::Zeile("11").jahr(Jahr(2022));
    let framed = own.within(Frame::Predecessor).within(Frame::Szenario("a"));
    assert_eq!(framed, "szenario.a.vorgaenger.zeile.11.2022");
    assert_eq!(framed.out_of(Frame::Szenario("a")).unwrap().frame(), Frame::Predecessor);
    assert_eq!(framed.out_of(Frame::Szenario("b")), None);
    assert_eq!(framed.parts().subject, Subject::Zeile("11"));
    assert_eq!(own.within(Frame::Own), own);
}

#[test]
fn an_id_is_no_period() {
    let parts = name("zeile.2022.gesamt");
    assert_eq!(parts.parts().subject, Subject::Zeile("2022"));
    assert_eq!(parts.parts().period, Some(Period::All));
    assert_eq!(name("stelle.gesamt.2021").stem(), "stelle.gesamt");
}

#[test]
fn contributions_name_total_step_and_row() {
    let told = |text: &str| {
        let name = name(text);
        let of = name.contribution().unwrap();
        (of.total.to_string(), of.step.unwrap().to_owned(), of.behind.join("."))
    };
    let of = |total: &str, step: &str, behind: &str| {
        (total.to_owned(), step.to_owned(), behind.to_owned())
    };
    assert_eq!(told("bruecke.volumen.2"), of("volumen", "2", ""));
    assert_eq!(told("bruecke.zeile.11.gesamt.3"), of("zeile.11.gesamt", "3", ""));
    assert_eq!(
        told("bruecke.investitionen.zahlungen.1.investition.bau"),
        of("investitionen.zahlungen", "1", "investition.bau")
    );
    assert_eq!(
        told("bruecke.eigenanteil.2022.1.stelle.a.menge"),
        of("eigenanteil.2022", "1", "stelle.a.menge")
    );
    assert_eq!(name("bruecke.nichts").contribution(), None);
}

#[test]
fn what_says_nothing_is_no_name() {
    for text in ["", "stelle", "stelle.", "unbekannt.2022", "szenario.a", "schritt.x.volumen"] {
        assert_eq!(text.parse::<Name>(), Err(NoName), "{text}");
    }
}
