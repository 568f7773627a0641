//! The calculation annex (Berechnungsnachweis): every amount as a calculation whose
//! operands are marked figures.
//!
//! A reading of the arena in the order of the year table; a reader with a
//! calculator comes to the printed amounts.

mod annahmen;
mod ansaetze;
mod deckung;
mod einsparungen;
mod investitionen;
mod parts;
mod zuwendungen;

use std::collections::BTreeSet;

use serde::Serialize;

use super::Marker;
use super::table::{self, Titled};
use crate::data::{Paper, Plan, Posten, Zeilenart};
use crate::document::formula::{Formula, Value};
use crate::document::titles::Titles;
use crate::finance::{FigureId, Name, Rounding, Subject, Totals, Unit};
use crate::german;
use crate::money::Exact;
use crate::period::Jahr;

/// What stands in a cell that has no figure.
const EMPTY: &str = "–";

/// The whole annex.
#[derive(Serialize)]
pub(super) struct Nachweis {
    annahmen: annahmen::Annahmen,
    jahre: Vec<String>,
    /// Whether a year of a Stelle has parts.
    zeitabschnitte: bool,
    stellen: Vec<Group>,
    einsparungen: Option<Group>,
    kosten: Vec<Group>,
    investitionen: Vec<Group>,
    folgen: Vec<Group>,
    zuwendungen: Vec<Group>,
    deckung: Vec<Group>,
    ansaetze: Vec<Group>,
    ausgleich: Vec<Moved>,
    summen: Vec<Group>,
    kennzahlen: Vec<Step>,
    angaben: Vec<Step>,
}

/// Calculations that belong together, under the name that their figures share.
#[derive(Serialize)]
struct Group {
    titel: String,
    kennung: Name,
    zeilen: Vec<Step>,
    ergebnis: Option<Outcome>,
}

/// One calculation and what it gives.
#[derive(Serialize)]
struct Step {
    bezeichnung: String,
    rechnung: String,
    betrag: String,
}

/// What the calculations of a group give together.
#[derive(Serialize)]
struct Outcome {
    bezeichnung: String,
    rechnung: Option<String>,
    betrag: String,
}

/// A row that takes or gives a residual unit.
#[derive(Serialize)]
struct Moved {
    titel: String,
    kennung: Name,
    jahr: String,
    betrag: String,
    hoeher: bool,
    einheit: String,
    summe: String,
    summe_kennung: Name,
}

/// The annex of `paper`.
pub(super) fn nachweis(paper: &Paper, marker: &Marker<'_>) -> Nachweis {
    let jahre: BTreeSet<Jahr> = Plan::ALL.iter().flat_map(|plan| paper.jahre(*plan)).collect();
    let writer = Writer { paper, marker, jahre: jahre.into_iter().collect() };
    let stellen = writer.stellen();
    let kosten = writer.kosten();
    Nachweis {
        annahmen: writer.annahmen(),
        jahre: writer.jahre.iter().map(ToString::to_string).collect(),
        zeitabschnitte: writer.has_parts(),
        ausgleich: stellen
            .iter()
            .chain(&kosten)
            .chain(&writer.investments())
            .chain(&writer.grants())
            .flat_map(|row| writer.moved(row))
            .collect(),
        stellen: stellen.iter().filter_map(|row| writer.yearly(row)).collect(),
        kosten: kosten.iter().filter_map(|row| writer.yearly(row)).collect(),
        einsparungen: writer.einsparungen(),
        investitionen: writer.investitionen(),
        folgen: writer.folgen(),
        zuwendungen: writer.zuwendungen(),
        deckung: writer.deckung(),
        ansaetze: writer.ansaetze(),
        summen: writer.summen(),
        kennzahlen: writer.kennzahlen(),
        angaben: writer.angaben(),
    }
}

/// Writes the parts of the annex.
struct Writer<'a> {
    paper: &'a Paper,
    marker: &'a Marker<'a>,
    jahre: Vec<Jahr>,
}

impl Writer<'_> {
    /// A word of the annex.
    fn say(&self, key: &str) -> String {
        self.fill(key, &[])
    }

    /// A word of the annex, with `filled` in its places.
    fn fill(&self, key: &str, filled: &[(&str, &str)]) -> String {
        self.paper.profil.wording.fill(&format!("nachweis.{key}"), filled)
    }

    /// What the figure called `name` tells of its subject, at the beginning of a row.
    fn label(&self, name: &Name) -> String {
        german::capitalized(&Titles::of(self.paper).part(name))
    }

    fn title(&self, name: &Name) -> String {
        german::capitalized(&Titles::of(self.paper).title(name))
    }

    fn find(&self, name: &Name) -> Option<FigureId> {
        self.marker.figures.find(name)
    }

    fn stellen(&self) -> Vec<Titled> {
        let stellen = self.paper.stellen.iter();
        stellen.map(|stelle| table::of_stelle(stelle, self.marker)).collect()
    }

    fn kosten(&self) -> Vec<Titled> {
        let row = |kosten| table::titled(Posten::Kosten(kosten), self.marker);
        self.paper.kosten.iter().map(row).collect()
    }

    fn grants(&self) -> Vec<Titled> {
        let row = |zuwendung| table::titled(Posten::Zuwendung(zuwendung), self.marker);
        self.paper.zuwendungen.iter().map(row).collect()
    }

    fn investments(&self) -> Vec<Titled> {
        let row = |of| table::titled(Posten::Investition(of), self.marker);
        self.paper.investitionen.iter().map(row).collect()
    }

    /// The calculations of a row, year by year, and their sum.
    fn yearly(&self, row: &Titled) -> Option<Group> {
        let total = self.marker.named(&row.name.gesamt())?;
        Some(Group {
            titel: row.title.clone(),
            kennung: row.name.clone(),
            zeilen: self.years(&row.name),
            ergebnis: Some(Outcome {
                bezeichnung: self.say("summe"),
                rechnung: None,
                betrag: total,
            }),
        })
    }

    /// The calculations of `<name>.<jahr>`, each after those of its parts.
    fn years(&self, name: &Name) -> Vec<Step> {
        let of = |jahr: &Jahr| {
            let id = self.find(&name.jahr(*jahr));
            let mut steps = id.map(|id| self.parts(name, *jahr, id)).unwrap_or_default();
            steps.extend(id.map(|id| self.step(jahr.to_string(), id)));
            steps
        };
        self.jahre.iter().flat_map(of).collect()
    }

    fn step(&self, bezeichnung: String, id: FigureId) -> Step {
        Step { bezeichnung, rechnung: self.formula(id), betrag: self.marker.mark(id) }
    }

    fn formula(&self, id: FigureId) -> String {
        let show = |id: FigureId, value: Value| {
            let figure = self.marker.figures.get(id);
            let cut = value == Value::Exact
                && figure.unit == Unit::Months
                && Exact::from(figure.value) != figure.exact;
            let amount = self.marker.mark(id);
            if cut { self.fill("rund", &[("betrag", &amount)]) } else { amount }
        };
        let wording = &self.paper.profil.wording;
        let formula =
            Formula { figures: self.marker.figures, show: &show, unfolded: true, wording };
        formula.of(id).unwrap_or_else(|| EMPTY.to_owned())
    }

    /// The years in which the residual unit of a row was moved.
    fn moved(&self, row: &Titled) -> Vec<Moved> {
        let moved = |jahr: &Jahr| {
            let figures = self.marker.figures;
            let id = self.find(&row.name.jahr(*jahr))?;
            let figure = figures.get(id);
            let Rounding::Row { total, alone } = figure.rounding else { return None };
            (alone != figure.value).then(|| Moved {
                titel: row.title.clone(),
                kennung: row.name.clone(),
                jahr: jahr.to_string(),
                betrag: self.marker.mark(id),
                hoeher: figure.value > alone,
                einheit: self.say(if figure.value.scale() == 0 { "euro" } else { "cent" }),
                summe: self.marker.mark(total),
                summe_kennung: figures.get(total).name.clone(),
            })
        };
        self.jahre.iter().filter_map(moved).collect()
    }

    /// The lines of the Teilplan, revenue first, and the totals of the paper.
    fn summen(&self) -> Vec<Group> {
        Plan::ALL.into_iter().flat_map(|plan| self.summen_of(plan)).collect()
    }

    /// The same of one plan; a plan in which nothing is paid has none.
    fn summen_of(&self, plan: Plan) -> Vec<Group> {
        if self.paper.jahre(plan).is_empty() {
            return Vec::new();
        }
        let lines = [Zeilenart::Ertrag, Zeilenart::Aufwand]
            .into_iter()
            .flat_map(|art| self.paper.zeilen(plan, art))
            .map(|(zeile, _)| Name::from(zeile));
        let Totals { ein, aus, eigen } = Totals::of(plan);
        lines.chain([ein, aus, eigen].map(Name::from)).map(|name| self.total(name)).collect()
    }

    fn total(&self, name: Name) -> Group {
        let titel = self.title(&name);
        let zeilen = self.years(&name);
        let ergebnis = self.find(&name.gesamt()).map(|id| Outcome {
            bezeichnung: self.say("gesamt"),
            rechnung: Some(self.formula(id)),
            betrag: self.marker.mark(id),
        });
        Group { titel, kennung: name, zeilen, ergebnis }
    }

    fn kennzahlen(&self) -> Vec<Step> {
        let form = |kind: &str| Subject::Folge("vordruck").aspect(kind);
        let names: [Name; 10] = [
            Subject::Volumen.into(),
            Subject::Investitionen.gesamt(),
            Subject::Investitionen.aspect("foerderquote"),
            Subject::Foerderquote.into(),
            Subject::Eigenanteil.aspect("quote"),
            form("personal"),
            form("sach"),
            form("abschreibung"),
            form("ertraege"),
            form("sonderposten"),
        ];
        let step = |name: Name| {
            let (id, title) = (self.find(&name)?, self.title(&name));
            // A paper that only invests has no Projektvolumen.
            let is_none =
                name == Name::from(Subject::Volumen) && self.marker.figures.get(id).value.is_zero();
            (!is_none).then(|| self.step(format!("{title} ({name})"), id))
        };
        names.into_iter().filter_map(step).collect()
    }
}
