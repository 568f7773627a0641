//! The calculation annex (Berechnungsnachweis): every amount as a calculation whose
//! operands are marked figures.
//!
//! A reading of the arena in the order of the year table; a reader with a
//! calculator comes to the printed amounts.

use std::collections::BTreeMap;

use serde::Serialize;

use super::Marker;
use super::tabelle::{self, Titled};
use crate::data::{Kostensatz, Paper, Zeilenart};
use crate::document::formula::{Formula, Value};
use crate::document::german;
use crate::finance::{Derivation, FigureId, Rounding, Unit};
use crate::money::{Exact, Mode};
use crate::period::{Jahr, Zeitraum};

/// What stands in a cell that has no figure.
const EMPTY: &str = "–";

/// The whole annex.
#[derive(Serialize)]
pub(super) struct Nachweis {
    rundung: Rundung,
    jahre: Vec<String>,
    zeitraeume: Vec<Period>,
    steigerungen: Vec<Rise>,
    kostensaetze: Vec<Rate>,
    stellen: Vec<Gruppe>,
    kosten: Vec<Gruppe>,
    zuwendungen: Vec<Gruppe>,
    ausgleich: Vec<Moved>,
    summen: Vec<Gruppe>,
    kennzahlen: Vec<Step>,
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
    monate: Vec<String>,
}

#[derive(Serialize)]
struct Rise {
    kennung: String,
    satz: String,
    basisjahr: String,
}

#[derive(Serialize)]
struct Rate {
    kennung: String,
    bezeichnung: String,
    steigerung: Option<String>,
    quelle: Option<String>,
    betrag: String,
}

/// Calculations that belong together, under the name that their figures share.
#[derive(Serialize)]
struct Gruppe {
    titel: String,
    kennung: String,
    zeilen: Vec<Step>,
    ergebnis: Option<Result>,
}

/// One calculation and what it gives.
#[derive(Serialize)]
struct Step {
    bezeichnung: String,
    rechnung: String,
    betrag: String,
}

#[derive(Serialize)]
struct Result {
    bezeichnung: &'static str,
    betrag: String,
}

/// A row that takes or gives a residual unit.
#[derive(Serialize)]
struct Moved {
    titel: String,
    kennung: String,
    jahr: String,
    betrag: String,
    hoeher: bool,
    einheit: &'static str,
    summe: String,
    summe_kennung: String,
}

/// The annex of `paper`.
pub(super) fn nachweis(paper: &Paper, marker: &Marker<'_>) -> Nachweis {
    let writer = Writer { paper, marker, jahre: paper.jahre().into_iter().collect() };
    let stellen = writer.stellen();
    let kosten = writer.kosten();
    Nachweis {
        rundung: writer.rundung(),
        jahre: writer.jahre.iter().map(ToString::to_string).collect(),
        zeitraeume: writer.zeitraeume(),
        steigerungen: writer.steigerungen(),
        kostensaetze: paper.kostensaetze.iter().filter_map(|satz| writer.rate(satz)).collect(),
        ausgleich: stellen
            .iter()
            .chain(&kosten)
            .chain(&writer.grants())
            .flat_map(|row| writer.moved(row))
            .collect(),
        stellen: stellen.iter().filter_map(|row| writer.yearly(row)).collect(),
        kosten: kosten.iter().filter_map(|row| writer.yearly(row)).collect(),
        zuwendungen: writer.zuwendungen(),
        summen: writer.summen(),
        kennzahlen: writer.kennzahlen(),
    }
}

/// Writes the parts of the annex.
struct Writer<'a> {
    paper: &'a Paper,
    marker: &'a Marker<'a>,
    jahre: Vec<Jahr>,
}

impl Writer<'_> {
    fn find(&self, name: &str) -> Option<FigureId> {
        self.marker.figures.find(name)
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

    fn zeitraeume(&self) -> Vec<Period> {
        let period = |(name, zeitraum): (&String, &crate::data::Placed<Zeitraum>)| Period {
            kennung: name.clone(),
            von: german::date(zeitraum.value.von()),
            bis: german::date(zeitraum.value.bis()),
            monate: self.jahre.iter().map(|jahr| self.months(&zeitraum.value, *jahr)).collect(),
        };
        self.paper.programm.zeitraeume.iter().map(period).collect()
    }

    /// The months of `zeitraum` in `jahr`, as they were counted for a Stelle or a cost.
    fn months(&self, zeitraum: &Zeitraum, jahr: Jahr) -> String {
        let stellen = self.paper.stellen.iter().filter(|stelle| stelle.zeitraum.value == *zeitraum);
        let stellen = stellen.map(|stelle| format!("stelle.{}.monate.{jahr}", stelle.id.value));
        let kosten = self.paper.kosten.iter().filter(|kosten| kosten.zeitraum.value == *zeitraum);
        let kosten = kosten.map(|kosten| format!("kosten.{}.monate.{jahr}", kosten.id.value));
        let counted = stellen.chain(kosten).find_map(|name| self.marker.named(&name));
        counted.unwrap_or_else(|| EMPTY.to_owned())
    }

    fn steigerungen(&self) -> Vec<Rise> {
        let saetze = self.paper.kostensaetze.iter().filter_map(|satz| satz.steigerung.as_ref());
        let kosten = self.paper.kosten.iter().filter_map(|kosten| kosten.steigerung.as_ref());
        let used: BTreeMap<&str, _> =
            saetze.chain(kosten).map(|steigerung| (steigerung.id.as_str(), steigerung)).collect();
        used.into_values()
            .filter_map(|steigerung| {
                let kennung = format!("steigerung.{}", steigerung.id);
                let satz = self.marker.named(&kennung)?;
                Some(Rise { kennung, satz, basisjahr: steigerung.basisjahr.to_string() })
            })
            .collect()
    }

    fn rate(&self, satz: &Kostensatz) -> Option<Rate> {
        let kennung = format!("kostensatz.{}", satz.id);
        let rise = satz.steigerung.as_ref();
        Some(Rate {
            betrag: self.marker.named(&kennung)?,
            kennung,
            bezeichnung: satz.bezeichnung.clone(),
            steigerung: rise.and_then(|rise| self.marker.named(&format!("steigerung.{}", rise.id))),
            quelle: satz.quelle.clone(),
        })
    }

    fn stellen(&self) -> Vec<Titled> {
        let stellen = self.paper.stellen.iter();
        stellen.map(|stelle| tabelle::of_stelle(stelle, self.marker)).collect()
    }

    fn kosten(&self) -> Vec<Titled> {
        let row = |kosten: &crate::data::Kosten| Titled {
            name: format!("kosten.{}", kosten.id.value),
            title: kosten.bezeichnung.clone(),
        };
        self.paper.kosten.iter().map(row).collect()
    }

    fn grants(&self) -> Vec<Titled> {
        let row = |zuwendung: &crate::data::Zuwendung| Titled {
            name: format!("zuwendung.{}", zuwendung.id.value),
            title: zuwendung.kurz.as_ref().unwrap_or(&zuwendung.geber).clone(),
        };
        self.paper.zuwendungen.iter().map(row).collect()
    }

    /// The calculations of a row, year by year, and their sum.
    fn yearly(&self, row: &Titled) -> Option<Gruppe> {
        let total = self.marker.named(&format!("{}.gesamt", row.name))?;
        Some(Gruppe {
            titel: row.title.clone(),
            kennung: row.name.clone(),
            zeilen: self.years(&row.name),
            ergebnis: Some(Result { bezeichnung: "Summe", betrag: total }),
        })
    }

    /// The calculations of `<name>.<jahr>`.
    fn years(&self, name: &str) -> Vec<Step> {
        let step = |jahr: &Jahr| {
            let id = self.find(&format!("{name}.{jahr}"))?;
            Some(self.step(jahr.to_string(), id))
        };
        self.jahre.iter().filter_map(step).collect()
    }

    fn step(&self, bezeichnung: String, id: FigureId) -> Step {
        Step { bezeichnung, rechnung: self.formula(id), betrag: self.marker.mark(id) }
    }

    fn formula(&self, id: FigureId) -> String {
        let show = |id: FigureId, value: Value| {
            let figure = self.marker.figures.get(id);
            let cut = value == Value::Exact
                && figure.unit == Unit::Monate
                && Exact::from(figure.value) != figure.exact;
            format!("{}{}", if cut { "rund " } else { "" }, self.marker.mark(id))
        };
        let formula = Formula { figures: self.marker.figures, show: &show, unfolded: true };
        formula.of(id).unwrap_or_else(|| EMPTY.to_owned())
    }

    /// A group for every year of every grant.
    fn zuwendungen(&self) -> Vec<Gruppe> {
        let labels = self.labels();
        let year = |row: &Titled, jahr: &Jahr| {
            let kennung = format!("{}.{jahr}", row.name);
            let id = self.find(&kennung)?;
            let granted =
                matches!(self.marker.figures.get(id).derivation, Derivation::Granted { .. });
            let mut zeilen = Vec::new();
            self.steps(id, &labels, &mut zeilen);
            Some(Gruppe {
                titel: format!("{}, Haushaltsjahr {jahr}", row.title),
                kennung,
                zeilen,
                ergebnis: Some(Result {
                    bezeichnung: if granted { "Angesetzt wie bewilligt" } else { "Summe" },
                    betrag: self.marker.mark(id),
                }),
            })
        };
        let rows = self.grants();
        rows.iter()
            .flat_map(|row| self.jahre.iter().filter_map(move |jahr| year(row, jahr)))
            .collect()
    }

    /// What the figures that a grant is made of are called.
    fn labels(&self) -> BTreeMap<FigureId, String> {
        let mut labels = BTreeMap::new();
        let mut label = |name: String, title: &str| {
            for jahr in &self.jahre {
                if let Some(id) = self.find(&format!("{name}.{jahr}")) {
                    labels.insert(id, title.to_owned());
                }
            }
        };
        for kosten in self.kosten() {
            label(kosten.name, &kosten.title);
        }
        for zuwendung in &self.paper.zuwendungen {
            let name = format!("zuwendung.{}", zuwendung.id.value);
            for row in self.stellen().into_iter().chain(self.kosten()) {
                label(format!("{name}.{}", row.name), &row.title);
            }
            for satz in &zuwendung.saetze {
                let rolle = &satz.rolle.value;
                label(format!("{name}.rolle.{rolle}"), &format!("Rolle {rolle}"));
            }
        }
        labels
    }

    /// What the amount `id` of a grant is made of, down to its single parts.
    fn steps(&self, id: FigureId, labels: &BTreeMap<FigureId, String>, out: &mut Vec<Step>) {
        match &self.marker.figures.get(id).derivation {
            Derivation::Granted { computed, granted } => {
                self.steps(*computed, labels, out);
                out.push(Step {
                    bezeichnung: "Errechnet".to_owned(),
                    rechnung: "Summe der Zeilen".to_owned(),
                    betrag: self.marker.mark(*computed),
                });
                out.push(Step {
                    bezeichnung: "Bewilligt".to_owned(),
                    rechnung: self.source(*granted),
                    betrag: self.marker.mark(*granted),
                });
            }
            Derivation::Capped { of, .. } if !labels.contains_key(&id) => {
                self.steps(*of, labels, out);
                out.push(self.step("Höchstbetrag".to_owned(), id));
            }
            Derivation::Sum(of) => {
                for part in of {
                    let title = labels.get(part).cloned().unwrap_or_else(|| EMPTY.to_owned());
                    out.push(self.step(title, *part));
                }
            }
            _ => {}
        }
    }

    fn source(&self, id: FigureId) -> String {
        match &self.marker.figures.get(id).derivation {
            Derivation::Given { source: Some(source), .. } => source.clone(),
            _ => EMPTY.to_owned(),
        }
    }

    /// The years in which the residual unit of a row was moved.
    fn moved(&self, row: &Titled) -> Vec<Moved> {
        let moved = |jahr: &Jahr| {
            let figures = self.marker.figures;
            let id = self.find(&format!("{}.{jahr}", row.name))?;
            let figure = figures.get(id);
            let Rounding::Row { total, alone } = figure.rounding else { return None };
            (alone != figure.value).then(|| Moved {
                titel: row.title.clone(),
                kennung: row.name.clone(),
                jahr: jahr.to_string(),
                betrag: self.marker.mark(id),
                hoeher: figure.value > alone,
                einheit: if figure.value.scale() == 0 { "Euro" } else { "Cent" },
                summe: self.marker.mark(total),
                summe_kennung: figures.get(total).name.clone(),
            })
        };
        self.jahre.iter().filter_map(moved).collect()
    }

    /// The lines of the Teilplan, revenue first, and the totals of the paper.
    fn summen(&self) -> Vec<Gruppe> {
        let lines = [Zeilenart::Ertrag, Zeilenart::Aufwand]
            .into_iter()
            .flat_map(|art| tabelle::lines(self.paper, self.marker, art))
            .map(|(zeile, _)| {
                let title = format!("Teilplanzeile {} – {}", zeile.nummer, zeile.name);
                (title, format!("zeile.{}", zeile.nummer))
            });
        let totals = [
            ("Erträge insgesamt", "ertraege"),
            ("Aufwendungen insgesamt", "aufwendungen"),
            ("Eigenanteil", "eigenanteil"),
        ];
        let totals = totals.map(|(title, name)| (title.to_owned(), name.to_owned()));
        lines.chain(totals).map(|(title, name)| self.total(title, name)).collect()
    }

    fn total(&self, titel: String, kennung: String) -> Gruppe {
        let mut zeilen = self.years(&kennung);
        if let Some(id) = self.find(&format!("{kennung}.gesamt")) {
            zeilen.push(self.step("Gesamt".to_owned(), id));
        }
        Gruppe { titel, kennung, zeilen, ergebnis: None }
    }

    fn kennzahlen(&self) -> Vec<Step> {
        let names = ["volumen", "foerderquote", "eigenanteil.quote"];
        let step = |name: &&str| Some(self.step((*name).to_owned(), self.find(name)?));
        names.iter().filter_map(step).collect()
    }
}
