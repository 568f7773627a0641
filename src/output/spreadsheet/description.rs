//! Says in German what a figure is, from its name and the data.

use crate::data::{Bedarf, Bei, Einheit, Kosten, Paper, Plan, Posten, Stelle, Zuwendung};

use super::{ansatz, contribution, investition};
use crate::finance::{Frame, Name, Subject};

/// Describes figures of one paper or scenario.
pub(super) struct Describer<'a> {
    pub(super) paper: &'a Paper,
}

impl Describer<'_> {
    /// What the figure called `name` is; the name itself where nothing is known of it.
    pub(super) fn describe(&self, name: &Name) -> String {
        self.known(name).unwrap_or_else(|| name.to_string())
    }

    fn known(&self, name: &Name) -> Option<String> {
        let told = |of: &Name| self.of_earlier(of);
        Some(match name.frame() {
            Frame::Own => return self.of_paper(name),
            Frame::Vorgaenger => format!("bisher: {}", told(&name.own())),
            Frame::Nunmehr => format!("nunmehr: {}", told(&name.own())),
            Frame::Aenderung => format!("Änderung: {}", told(&name.own())),
            Frame::Zusammen => format!("zusammen: {}", told(&name.own())),
            Frame::Bruecke => contribution::describe(name, &told),
            Frame::Schritt(number) => contribution::state(number, &name.own(), &told),
            Frame::Szenario(_) | Frame::Alt | Frame::Neu | Frame::Differenz | Frame::Null => {
                return None;
            }
        })
    }

    /// What a figure of the paper itself is.
    fn of_paper(&self, name: &Name) -> Option<String> {
        let parts = name.parts();
        let behind = parts.behind();
        let behind: Vec<&str> = behind.iter().map(String::as_str).collect();
        let rest = behind.as_slice();
        Some(match parts.subject {
            Subject::Stelle(id) => {
                let stelle = short(self.stelle(id)?);
                match rest {
                    ["anteil"] => format!("{stelle}: volle Stellen"),
                    ["anteil", ab] => format!("{stelle}: volle Stellen {}", since(ab)),
                    ["monate", jahr, ..] => format!("{stelle}: Monate {jahr}{}", part(rest)),
                    ["arbeitsplaetze"] => format!("{stelle}: Arbeitsplätze"),
                    ["arbeitsplaetze", ab] => format!("{stelle}: Arbeitsplätze {}", since(ab)),
                    [_, "zeitabschnitt", ..] => format!("{stelle}{}", part(rest)),
                    _ => stelle,
                }
            }
            Subject::Rolle(rolle) => {
                let jahr = parts.period?;
                format!("Rolle „{rolle}“: volle Stellen {jahr}")
            }
            Subject::Kostensatz(id) => {
                let satz = self.paper.kostensaetze.iter().find(|satz| satz.id == id)?;
                let jahr = rest.first().map(|jahr| format!(" {jahr}")).unwrap_or_default();
                format!("{}: Jahresbetrag einer vollen Stelle{jahr}", satz.bezeichnung)
            }
            Subject::Steigerung(id) => self.steigerung(id)?,
            Subject::Kosten(id) => {
                let kosten = &self.kosten(id)?.bezeichnung;
                match rest {
                    ["betrag"] => format!("{kosten}: Betrag im Jahr"),
                    ["betrag", jahr] => format!("{kosten}: Betrag im Jahr {jahr}"),
                    ["anzahl"] => format!("{kosten}: Anzahl"),
                    ["monate", jahr] => format!("{kosten}: Monate {jahr}"),
                    ["satz"] => format!("{kosten}: Satz auf die Personalkosten"),
                    ["bemessung", jahr] => format!("{kosten}: Personalkosten {jahr}"),
                    ["stelle", id, "monate", jahr, ..] => {
                        let stelle = short(self.stelle(id)?);
                        format!("{kosten}: Monate {jahr} für {stelle}{}", part(rest))
                    }
                    ["stelle", id, ..] => {
                        format!("{kosten}: für {}{}", short(self.stelle(id)?), part(rest))
                    }
                    _ => kosten.clone(),
                }
            }
            Subject::Zuwendung(id) => {
                let zuwendung = self.zuwendung(id)?;
                let geber = geber(zuwendung);
                self.of_zuwendung(zuwendung, rest)
                    .map_or(geber.clone(), |of| format!("{geber}: {of}"))
            }
            Subject::Zeile(nummer) => self.zeile(Plan::Ergebnisplan, nummer)?,
            Subject::Finanzzeile(nummer) => self.zeile(Plan::Finanzplan, nummer)?,
            Subject::Einzahlungen => "Summe der Einzahlungen".into(),
            Subject::Auszahlungen => "Summe der Auszahlungen".into(),
            Subject::EigenanteilInvestiv => "Eigenanteil an den Auszahlungen".into(),
            Subject::Ertraege => "Summe der Erträge".into(),
            Subject::Aufwendungen => "Summe der Aufwendungen".into(),
            Subject::Eigenanteil if rest == ["quote"] => "Eigenanteil am Projektvolumen".into(),
            Subject::Eigenanteil => "Eigenanteil".into(),
            Subject::Eigenleistung => match rest {
                ["angerechnet", jahr] => {
                    format!("Vorhandene Stellen {jahr}, auf den Eigenanteil angerechnet")
                }
                _ => format!("Kosten vorhandener Stellen {}", parts.period?),
            },
            Subject::Mehrbedarf => {
                format!("Aufwendungen {} ohne vorhandene Stellen", parts.period?)
            }
            Subject::Restbedarf => format!("Eigenanteil {} ohne vorhandene Stellen", parts.period?),
            Subject::Bedarf(kind) => of_bedarf(kind, rest)?,
            Subject::Deckung(id) => self.deckung(id, rest)?,
            Subject::Ansatz(_) => ansatz::describe(self.paper, name)?,
            Subject::Einsparung => match rest {
                ["personal"] => "Eingesparte Personalaufwendungen im Jahr".into(),
                ["stelle", id] => format!("Eingespart im Jahr: {}", short(self.stelle(id)?)),
                _ => return None,
            },
            Subject::Volumen => "Projektvolumen".into(),
            Subject::Foerderquote => "Förderquote".into(),
            Subject::Programm => "Dauer des Programms".into(),
            subject => return investition::describe(self.paper, subject, rest),
        })
    }

    /// An entry of the ledger, a part of it, or the sum of the entries of a year.
    fn deckung(&self, id: &str, rest: &[&str]) -> Option<String> {
        let sum = Bedarf::of_key(id);
        if let (Some(fuer), [jahr]) = (sum, rest) {
            return Some(format!("Deckung der {} {jahr}", fuer.bezeichnung()));
        }
        let entry = self.paper.deckung.iter().find(|entry| entry.id.value == id)?;
        let name = format!("Deckung {}: {}", entry.jahr, entry.art.bezeichnung());
        Some(match rest {
            ["aufwendungen"] => format!("{name}, Aufwendungen der Stellen"),
            ["zuwendungen"] => format!("{name}, Zuwendungen für die Stellen"),
            ["uebrige"] => format!("{name}, übrige Einträge"),
            _ => name,
        })
    }

    fn of_zuwendung(&self, zuwendung: &Zuwendung, rest: &[&str]) -> Option<String> {
        let kosten = |id: &str| self.kosten(id).map(|kosten| kosten.bezeichnung.clone());
        Some(match rest {
            ["satz", rolle] => {
                let satz = zuwendung.saetze.iter().find(|satz| satz.rolle.value == *rolle)?;
                let je = match satz.je {
                    Einheit::Vollzeitstelle => "je volle Stelle",
                    Einheit::Rolle => "insgesamt",
                };
                format!("Fördersatz der Rolle „{rolle}“, {je}")
            }
            ["hoechstens", id] => format!("höchstens für {}", kosten(id)?),
            ["hoechstbetrag"] => "Höchstbetrag im Jahr".into(),
            ["bewilligt", jahr] => format!("bewilligt für {jahr}"),
            ["bemessung", kind, id, rest @ ..] if !rest.is_empty() => {
                self.of_base(kind, id, rest)?
            }
            [one] | [one, _] | [one, _, "offen"] if of_grant(one).is_some() => {
                of_grant(one)?.into()
            }
            ["hoechstens_je_stelle", "stelle", id, "monate", jahr] => {
                format!("Monate {jahr} für {}", short(self.stelle(id)?))
            }
            ["hoechstens_je_stelle", "stelle", id, _] => {
                format!("höchstens für {}", short(self.stelle(id)?))
            }
            [.., "ungerundet"] => "berechnet, vor der Rundung".into(),
            [.., "im_jahr"] => "nach dem Höchstbetrag im Jahr".into(),
            [.., "je_stelle"] => "nach dem Höchstbetrag je Stelle".into(),
            [.., "gerundet"] => "gerundet, vor dem Höchstbetrag insgesamt".into(),
            [.., "ungekuerzt"] => "berechnet, vor dem Höchstbetrag".into(),
            ["berechnet", ..] => "berechnet".into(),
            ["stelle", id, "monate", jahr, ..] => {
                format!("Monate {jahr} für {}{}", short(self.stelle(id)?), part(rest))
            }
            ["stelle", id, ..] => format!("für {}{}", short(self.stelle(id)?), part(rest)),
            ["rolle", rolle, "monate", jahr] => format!("Monate {jahr} für die Rolle „{rolle}“"),
            ["rolle", rolle, _] => format!("für die Rolle „{rolle}“"),
            ["kosten", id, _] => format!("für {}", kosten(id)?),
            _ => return None,
        })
    }

    /// A figure of the part `<kind>.<id>` of the base of a grant.
    fn of_base(&self, kind: &str, id: &str, rest: &[&str]) -> Option<String> {
        let of = match kind {
            "kosten" => self.kosten(id)?.bezeichnung.clone(),
            "stelle" => short(self.stelle(id)?),
            "rolle" => format!("Rolle „{id}“"),
            "zuwendung" => format!("Zuwendung {}", geber(self.zuwendung(id)?)),
            "rest" => format!("Rest nach Zuwendung {}", geber(self.zuwendung(id)?)),
            _ => return None,
        };
        let (of, rest) = match rest {
            ["stelle", stelle, rest @ ..] => (short(self.stelle(stelle)?), rest),
            _ => (of, rest),
        };
        Some(match rest {
            ["anteil"] => format!("{of}: zuwendungsfähiger Anteil"),
            ["hoechstens"] => format!("{of}: höchstens zuwendungsfähig im Jahr"),
            ["monate", jahr] => format!("{of}: Monate {jahr} im Förderzeitraum"),
            ["mal_monate", _] => format!("{of}: vervielfacht mit den Monaten"),
            ["gemeinsam", _] => format!("{of}: Teil im Förderzeitraum"),
            ["personalkosten", _] => format!("{of}: Personalkosten im Förderzeitraum"),
            ["gemeinkosten", _] => format!("{of}: Satz auf die Personalkosten im Förderzeitraum"),
            ["differenz", _] => format!("{of}: Bemessung abzüglich Zuwendung"),
            ["offen", _] => format!("{of}: offen"),
            [_, "ganz"] => format!("{of}: zusammen"),
            [_, "anteilig"] => format!("{of}: zuwendungsfähiger Teil"),
            _ => format!("zuwendungsfähig: {of}"),
        })
    }

    fn steigerung(&self, id: &str) -> Option<String> {
        let saetze = self.paper.kostensaetze.iter().filter_map(|satz| satz.steigerung.as_ref());
        let kosten = self.paper.kosten.iter().filter_map(|kosten| kosten.steigerung());
        let folgen = self.paper.investitionen.iter().flat_map(|of| &of.folgekosten);
        let folgen = folgen.filter_map(|cost| cost.steigerung.as_ref());
        let steigerung =
            saetze.chain(kosten).chain(folgen).find(|steigerung| steigerung.id == id)?;
        Some(format!("Steigerung „{id}“ im Jahr, Basisjahr {}", steigerung.basisjahr))
    }

    /// What a figure of an earlier paper is, as far as this paper knows it.
    fn of_earlier(&self, name: &Name) -> String {
        let line = |plan, nummer: &str| {
            let mut all = self.paper.profil.zeilen.values();
            let line = all.find(|zeile| zeile.plan == plan && zeile.nummer == nummer)?;
            Some(format!("{} {nummer} {}", plan.zeile(), line.name))
        };
        let of_line = match (name.frame(), name.parts().subject) {
            (Frame::Own, Subject::Zeile(nummer)) => line(Plan::Ergebnisplan, nummer),
            (Frame::Own, Subject::Finanzzeile(nummer)) => line(Plan::Finanzplan, nummer),
            _ => self.known(name),
        };
        of_line.unwrap_or_else(|| name.to_string())
    }

    /// Number and name of a line of the Teilplan.
    fn zeile(&self, plan: Plan, nummer: &str) -> Option<String> {
        let mut zeilen = self.paper.posten().map(Posten::zeile);
        let zeile = zeilen.find(|zeile| (zeile.plan, zeile.nummer.as_str()) == (plan, nummer))?;
        Some(format!("{} {nummer} {}", plan.zeile(), zeile.name))
    }

    fn stelle(&self, id: &str) -> Option<&Stelle> {
        self.paper.stellen.iter().find(|stelle| stelle.id.value == id)
    }

    fn kosten(&self, id: &str) -> Option<&Kosten> {
        self.paper.kosten.iter().find(|kosten| kosten.id.value == id)
    }

    fn zuwendung(&self, id: &str) -> Option<&Zuwendung> {
        self.paper.zuwendungen.iter().find(|zuwendung| zuwendung.id.value == id)
    }
}

/// Since when a quantity is in force: a year, or a day.
fn since(ab: &str) -> String {
    match ab.split('-').collect::<Vec<_>>().as_slice() {
        [year, month, day] => format!("ab {day}.{month}.{year}"),
        _ => ab.to_owned(),
    }
}

/// Which part of its year a figure is, where the quantity changes inside it.
fn part(rest: &[&str]) -> String {
    match rest {
        [.., "zeitabschnitt", number] | [.., "monate", _, number] => {
            format!(", Zeitabschnitt {number}")
        }
        _ => String::new(),
    }
}

/// The title of a row.
pub(super) fn row(posten: Posten<'_>) -> String {
    match posten {
        Posten::Stelle(stelle) => title(stelle),
        posten => posten.title().to_owned(),
    }
}

/// A Stelle without its quantity, which may be changed in the spreadsheet.
fn title(stelle: &Stelle) -> String {
    match stelle.bei {
        Bei::Stadt => format!("{} – {}", stelle.grad, stelle.funktion),
        Bei::Traeger => stelle.funktion.clone(),
    }
}

/// The title of a Stelle by its beginning where it is long.
fn short(stelle: &Stelle) -> String {
    const MOST: usize = 46;
    let title = title(stelle);
    let mut short = String::new();
    for word in title.split(' ') {
        if short.chars().count() + 1 + word.chars().count() > MOST {
            return short + " …";
        }
        if !short.is_empty() {
            short.push(' ');
        }
        short.push_str(word);
    }
    short
}

/// What a figure of a grant is by the first part of its name, whatever the year.
fn of_grant(name: &str) -> Option<&'static str> {
    Some(match name {
        "satz" => "Fördersatz",
        "bemessung" => "zuwendungsfähige Ausgaben",
        "eigenmittel" => "Eigenmittel",
        "drittmittel" => "Mittel Dritter im Jahr",
        "mittel" => "Eigenmittel und Mittel Dritter",
        "fehlbedarf" => "Fehlbedarf",
        "quote" => "Anteil an den zuwendungsfähigen Ausgaben",
        "hoechstens_je_stelle" => "höchstens im Jahr je volle Stelle",
        "hoechstens_insgesamt" => "höchstens in allen Jahren zusammen",
        "ausgeschoepft" => "in früheren Jahren angesetzt",
        "verbleibend" => "vom Höchstbetrag insgesamt verbleibend",
        _ => return None,
    })
}

/// The name of who pays, as short as it is.
fn geber(zuwendung: &Zuwendung) -> String {
    Posten::Zuwendung(zuwendung).title().to_owned()
}

/// What needs cover in a year.
fn of_bedarf(key: &str, rest: &[&str]) -> Option<String> {
    let [jahr, kind @ ..] = rest else { return None };
    let fuer = Bedarf::of_key(key)?;
    let what = match kind {
        [] => "zu deckende",
        ["veranschlagt"] => "veranschlagte",
        ["ueberplanmaessig"] => "überplanmäßige",
        ["ausserplanmaessig"] => "außerplanmäßige",
        _ => "zu veranschlagende",
    };
    Some(format!("{what} {} {jahr}", fuer.bezeichnung()))
}
