//! Writes the parts of the calculation annex: one row per calculation, in the order in which a
//! reader can follow it.

use serde::Serialize;

use super::super::marker::Marker;
use super::super::table::{self, Titled};
use crate::data::{Paper, Plan, Posten, Zeilenart};
use crate::document::formula::{Formula, Value};
use crate::document::titles::Titles;
use crate::finance::{
    Derivation, Figure, FigureId, Frame, Name, Parts, Rounding, Subject, Totals, Unit,
};
use crate::german;
use crate::money::{self, Exact, Mode};
use crate::period::Jahr;

/// What stands in a cell that has no figure.
pub(super) const EMPTY: &str = "–";

/// Calculations that belong together, under the name that their figures share.
#[derive(Serialize)]
pub(super) struct Group {
    pub(super) titel: String,
    pub(super) kennung: Name,
    pub(super) zeilen: Vec<Step>,
    pub(super) ergebnis: Option<Outcome>,
}

/// One calculation and what it gives.
#[derive(Serialize)]
pub(super) struct Step {
    pub(super) bezeichnung: String,
    pub(super) rechnung: String,
    pub(super) betrag: String,
}

/// What the calculations of a group give together.
#[derive(Serialize)]
pub(super) struct Outcome {
    pub(super) bezeichnung: String,
    pub(super) rechnung: Option<String>,
    pub(super) betrag: String,
}

/// A row that takes or gives a residual unit.
#[derive(Serialize)]
pub(super) struct Moved {
    pub(super) titel: String,
    pub(super) kennung: Name,
    pub(super) jahr: String,
    pub(super) betrag: String,
    hoeher: bool,
    pub(super) einheit: String,
    pub(super) summe: String,
    pub(super) summe_kennung: Name,
}

/// Writes the parts of the annex.
pub(super) struct Writer<'a> {
    pub(super) paper: &'a Paper,
    pub(super) marker: &'a Marker<'a>,
    pub(super) jahre: Vec<Jahr>,
}

impl Writer<'_> {
    /// A word of the annex.
    pub(super) fn say(&self, key: &str) -> String {
        self.fill(key, &[])
    }

    /// A word of the annex, with `filled` in its places.
    pub(super) fn fill(&self, key: &str, filled: &[(&str, &str)]) -> String {
        self.paper.profil.wording.fill(&format!("nachweis.{key}"), filled)
    }

    /// What the figure called `name` tells of its subject, at the beginning of a row.
    pub(super) fn label(&self, name: &Name) -> String {
        german::capitalized(&Titles::of(self.paper).part(name))
    }

    pub(super) fn title(&self, name: &Name) -> String {
        german::capitalized(&Titles::of(self.paper).title(name))
    }

    pub(super) fn find(&self, name: &Name) -> Option<FigureId> {
        self.marker.figures.find(name)
    }

    pub(super) fn stellen(&self) -> Vec<Titled> {
        let stellen = self.paper.stellen.iter();
        stellen.map(|stelle| table::of_stelle(stelle, self.marker)).collect()
    }

    pub(super) fn kosten(&self) -> Vec<Titled> {
        let row = |kosten| table::titled(Posten::Kosten(kosten), self.marker);
        self.paper.kosten.iter().map(row).collect()
    }

    pub(super) fn grants(&self) -> Vec<Titled> {
        let row = |zuwendung| table::titled(Posten::Zuwendung(zuwendung), self.marker);
        self.paper.zuwendungen.iter().map(row).collect()
    }

    pub(super) fn investments(&self) -> Vec<Titled> {
        let row = |of| table::titled(Posten::Investition(of), self.marker);
        self.paper.investitionen.iter().map(row).collect()
    }

    /// The calculations of a row, year by year, and their sum.
    pub(super) fn yearly(&self, row: &Titled) -> Option<Group> {
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
    pub(super) fn years(&self, name: &Name) -> Vec<Step> {
        let of = |jahr: &Jahr| {
            let id = self.find(&name.jahr(*jahr));
            let mut steps = id.map(|id| self.parts(name, *jahr, id)).unwrap_or_default();
            steps.extend(id.map(|id| self.step(jahr.to_string(), id)));
            steps
        };
        self.jahre.iter().flat_map(of).collect()
    }

    pub(super) fn step(&self, bezeichnung: String, id: FigureId) -> Step {
        Step { bezeichnung, rechnung: self.formula(id), betrag: self.marker.mark(id) }
    }

    /// The calculation of `id`, in words that make it true: what of it is rounded, and the
    /// residual unit that a row takes or gives.
    pub(super) fn formula(&self, id: FigureId) -> String {
        let is_true = self.holds(id);
        let show = |id: FigureId, value: Value| {
            let figure = self.marker.figures.get(id);
            let cut = value == Value::Exact
                && (figure.unit == Unit::Months || !is_true)
                && Exact::from(figure.value) != figure.exact;
            let amount = self.marker.mark(id);
            if cut { self.fill("rund", &[("betrag", &amount)]) } else { amount }
        };
        let wording = &self.paper.profil.wording;
        let formula =
            Formula { figures: self.marker.figures, show: &show, unfolded: true, wording };
        let Some(rechnung) = formula.of(id) else { return EMPTY.to_owned() };
        let figure = self.marker.figures.get(id);
        let Some(is_more) = takes_more(figure) else { return rechnung };
        let einheit = self.unit(figure);
        let key = if is_more { "mehr" } else { "weniger" };
        self.fill(key, &[("rechnung", &rechnung), ("einheit", &einheit)])
    }

    /// The unit to which `figure` is rounded.
    fn unit(&self, figure: &Figure) -> String {
        self.say(if figure.value.scale() == 0 { "euro" } else { "cent" })
    }

    /// Whether a reader who calculates `id` with what is printed of its operands comes to what is
    /// printed of it, before a row takes or gives a residual unit.
    fn holds(&self, id: FigureId) -> bool {
        let figures = self.marker.figures;
        let figure = figures.get(id);
        let printed = |id: FigureId| {
            let operand = figures.get(id);
            // A risen rate is written as its own calculation.
            let is_unfolded = matches!(operand.derivation, Derivation::Risen { .. });
            if is_unfolded { operand.exact.clone() } else { Exact::from(operand.value) }
        };
        let alone = match figure.rounding {
            Rounding::Row { alone, .. } => alone,
            _ => figure.value,
        };
        let mode = match figure.unit {
            Unit::Euro => self.paper.haushalt.rundung.mode,
            _ => Mode::HalfUp,
        };
        let told = figure.derivation.calculated(&printed);
        told.is_none_or(|told| money::round(&told, alone.scale(), mode) == Some(alone))
    }

    /// The figures of the paper that take or give a residual unit; those of `rows` are called as
    /// these are.
    pub(super) fn moved(&self, rows: &[Titled]) -> Vec<Moved> {
        let figures = self.marker.figures;
        let moved = figures.iter().filter_map(|(id, figure)| {
            let Rounding::Row { total, .. } = figure.rounding else { return None };
            let is_more = takes_more(figure)?;
            let Parts { frame: Frame::Own, period, .. } = figure.name.parts() else { return None };
            let stem = figure.name.stem();
            let row = rows.iter().find(|row| row.name == stem);
            Some(Moved {
                titel: row.map_or_else(|| self.title(&stem), |row| row.title.clone()),
                kennung: stem,
                jahr: period.map_or_else(|| EMPTY.to_owned(), |of| of.to_string()),
                betrag: self.marker.mark(id),
                hoeher: is_more,
                einheit: self.unit(figure),
                summe: self.marker.mark(total),
                summe_kennung: figures.get(total).name.clone(),
            })
        });
        moved.collect()
    }

    /// The lines of the Teilplan, revenue first, and the totals of the paper.
    pub(super) fn summen(&self) -> Vec<Group> {
        Plan::ALL.into_iter().flat_map(|plan| self.summen_of(plan)).collect()
    }

    /// The same of one plan; a plan in which nothing is paid has none.
    pub(super) fn summen_of(&self, plan: Plan) -> Vec<Group> {
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

    pub(super) fn total(&self, name: Name) -> Group {
        let titel = self.title(&name);
        let zeilen = self.years(&name);
        let ergebnis = self.find(&name.gesamt()).map(|id| Outcome {
            bezeichnung: self.say("gesamt"),
            rechnung: Some(self.formula(id)),
            betrag: self.marker.mark(id),
        });
        Group { titel, kennung: name, zeilen, ergebnis }
    }

    pub(super) fn kennzahlen(&self) -> Vec<Step> {
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

/// Whether `figure` takes a residual unit, not gives it; none for those that do neither.
fn takes_more(figure: &Figure) -> Option<bool> {
    let Rounding::Row { alone, .. } = figure.rounding else { return None };
    (alone != figure.value).then_some(figure.value > alone)
}
