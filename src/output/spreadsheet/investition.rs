//! Says in German what a figure of an investment is, from its name and the data.

use crate::data::{Folgekosten, Investition, Paper};
use crate::finance::Subject;

/// What the figure `rest` of `subject` is, where that belongs to an investment.
pub(super) fn describe(paper: &Paper, subject: Subject<'_>, rest: &[&str]) -> Option<String> {
    Some(match subject {
        Subject::Investition(id) => {
            let title = &find(paper, id)?.bezeichnung;
            of_investition(rest).map_or(title.clone(), |of| format!("{title}: {of}"))
        }
        Subject::Investitionen => match rest {
            [what] => of_all(what)?.into(),
            _ => return None,
        },
        Subject::Abschreibung(id) => {
            format!("{}: Abschreibung{}", find(paper, id)?.bezeichnung, spread(rest))
        }
        Subject::Sonderposten(id) => {
            let title = &find(paper, id)?.bezeichnung;
            match rest {
                ["betrag"] => format!("{title}: Zuwendungen"),
                _ => format!("{title}: Auflösung des Sonderpostens{}", spread(rest)),
            }
        }
        Subject::Folgekosten(id) => {
            let [part, rest @ ..] = rest else { return None };
            let cost = cost(find(paper, id)?, part)?;
            let of = match rest {
                ["betrag"] => ": Betrag im Jahr".into(),
                ["betrag", jahr] => format!(": Betrag im Jahr {jahr}"),
                _ => spread(rest),
            };
            format!("{}{of}", cost.bezeichnung)
        }
        Subject::Folge("vordruck") => match rest {
            [what] => format!("{} eines vollen Jahres", follow(what)?),
            _ => return None,
        },
        Subject::Folge(what) => follow(what)?.into(),
        _ => return None,
    })
}

fn find<'a>(paper: &'a Paper, id: &str) -> Option<&'a Investition> {
    paper.investitionen.iter().find(|of| of.id.value == id)
}

fn cost<'a>(investition: &'a Investition, id: &str) -> Option<&'a Folgekosten> {
    investition.folgekosten.iter().find(|cost| cost.id.value == id)
}

fn of_investition(rest: &[&str]) -> Option<String> {
    Some(match rest {
        ["zahlung", "gesamt"] => "Auszahlungen ohne Verpflichtungsermächtigungen".into(),
        ["verpflichtung", "gesamt"] => "Verpflichtungsermächtigungen".into(),
        ["zahlung", number] => format!("{number}. Auszahlung"),
        ["verpflichtung", number] => format!("{number}. Verpflichtungsermächtigung"),
        [kind @ ("zahlung" | "verpflichtung"), number, part] => {
            let what = of_investition(&[kind, number])?;
            let part = match *part {
                "netto" => "ohne Umsatzsteuer",
                "umsatzsteuer" => "Umsatzsteuer",
                _ => "vor der Rundung",
            };
            format!("{what}, {part}")
        }
        ["bedarf", rest @ ..] => need(rest)?,
        ["foerderfaehig", "satz"] => "zuwendungsfähiger Anteil".into(),
        ["foerderfaehig", "betrag"] => "zuwendungsfähig höchstens".into(),
        ["foerderfaehig", "rest", jahr] => format!("zuwendungsfähig nach {jahr}"),
        ["foerderfaehig", ..] => "zuwendungsfähig".into(),
        ["bisher"] => "bisherige Kosten".into(),
        ["mehrkosten"] => "Veränderung der Kosten".into(),
        ["netto"] => "ohne Umsatzsteuer".into(),
        ["umsatzsteuer"] => "Umsatzsteuersatz".into(),
        ["umsatzsteuer", "betrag"] => "Umsatzsteuer".into(),
        ["nutzungsdauer"] => "Nutzungsdauer in Jahren".into(),
        _ => return None,
    })
}

fn of_all(what: &str) -> Option<&'static str> {
    Some(match what {
        "gesamt" => "Investitionen insgesamt",
        "zahlungen" => "Auszahlungen ohne Verpflichtungsermächtigungen",
        "verpflichtungen" => "Verpflichtungsermächtigungen insgesamt",
        "bisher" => "bisherige Kosten aller Investitionen",
        "mehrkosten" => "Veränderung der Kosten aller Investitionen",
        "foerderquote" => "Förderquote der Investitionen",
        _ => return None,
    })
}

/// The need of a year by how the budget provides it.
fn need(rest: &[&str]) -> Option<String> {
    let [kind, jahr, bereitstellung] = rest else { return None };
    let bereitgestellt = match *bereitstellung {
        "veranschlagt" => "veranschlagt",
        "ueberplanmaessig" => "überplanmäßig",
        "ausserplanmaessig" => "außerplanmäßig",
        _ => "noch zu veranschlagen",
    };
    let kind = match *kind {
        "auszahlung" => "Auszahlungen",
        "verpflichtung" => "Verpflichtungsermächtigungen",
        _ => return None,
    };
    Some(format!("{kind} {jahr}, {bereitgestellt}"))
}

/// What of an amount that is spread over years.
fn spread(rest: &[&str]) -> String {
    match rest {
        ["jahresbetrag"] => " eines vollen Jahres".into(),
        [jahr, "monate"] => format!(", Monate {jahr}"),
        _ => String::new(),
    }
}

fn follow(what: &str) -> Option<&'static str> {
    Some(match what {
        "personal" => "Folgekosten: Personal",
        "sach" => "Folgekosten: Sach- und Dienstleistungen",
        "energie" => "Folgekosten: Energie",
        "abschreibung" => "Folgekosten: Abschreibungen",
        "ertraege" => "Folgeerträge",
        "sonderposten" => "Folgeerträge: Auflösung von Sonderposten",
        "belastung" => "Folgekosten insgesamt",
        "entlastung" => "Folgeerträge insgesamt",
        "netto" => "Nettobelastung",
        _ => return None,
    })
}
