//! Decides where in the workbook every figure stands.
//!
//! Given values stand on one sheet; what is computed stands on a sheet per
//! Haushaltsjahr and one for all of them; a scenario has a sheet of its own.

use std::collections::{BTreeMap, BTreeSet};

use crate::data::Paper;
use crate::diagnostic::FileId;
use crate::document::Titles;
use crate::finance::{Derivation, Figure, FigureId, Figures, Frame, Name, Parts, Period, Subject};
use crate::period::Jahr;

use super::bridge;
use super::sheet::{Kind, Line, Sheet, own_name};
use super::tables::Tables;

/// The rows above the first line of a sheet: title, explanation, heads of columns.
pub(super) const TOP: u32 = 5;

/// The line of a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Spot {
    /// Which sheet.
    pub(super) sheet: usize,
    /// Which row, from zero.
    pub(super) row: u32,
}

/// All sheets with lines, and where each figure stands on them.
#[derive(Debug)]
pub(super) struct Layout {
    pub(super) sheets: Vec<Sheet>,
    pub(super) spots: BTreeMap<FigureId, Spot>,
    pub(super) tables: Tables,
}

impl Layout {
    pub(super) fn new(paper: &Paper, figures: &Figures) -> Self {
        let tables = Tables::of(figures);
        let mut layout = Self { sheets: Vec::new(), spots: BTreeMap::new(), tables };
        layout.base(paper, figures);
        let lines = bridge::lines(paper, figures, &layout.tables);
        if !lines.is_empty() {
            layout.push(bridge::sheet(paper, lines));
        }
        layout.scenarios(paper, figures);
        layout
    }

    /// The sheets of the paper itself.
    fn base(&mut self, paper: &Paper, figures: &Figures) {
        let own = Variant::new(paper, figures, Frame::Own);
        let title = own.say("eingaben.blatt").to_owned();
        let lines = own.inputs();
        self.push(Sheet {
            name: title.clone(),
            kind: Kind::Eingaben,
            title,
            szenario: None,
            lines,
        });
        for year in own.years() {
            let jahr = [("jahr", &*year.to_string())];
            let [name, title] = ["blatt", "titel"].map(|of| own.fill(&format!("jahr.{of}"), &jahr));
            self.push(own.sheet(name, title, own.year(year, &self.tables)));
        }
        let [name, title] =
            ["blatt", "titel"].map(|of| own.say(&format!("gesamt.{of}")).to_owned());
        self.push(own.sheet(name, title, own.whole()));
        let lines = own.use_of_investments(&self.tables);
        if !lines.is_empty() {
            let [name, title] =
                ["blatt", "titel"].map(|of| own.say(&format!("folgen.{of}")).to_owned());
            self.push(own.sheet(name, title, lines));
        }
    }

    fn scenarios(&mut self, paper: &Paper, figures: &Figures) {
        for (index, szenario) in paper.szenarien.iter().enumerate() {
            let frame = Frame::Szenario(&szenario.id.value);
            let own = Variant::new(&szenario.paper, figures, frame);
            let mut lines = own.inputs();
            for year in own.years() {
                let headed = |line| match line {
                    Line::Heading(text) => Line::Heading(format!("{year}: {text}")),
                    other => other,
                };
                lines.extend(own.year(year, &self.tables).into_iter().map(headed));
            }
            lines.extend(own.whole());
            lines.extend(own.use_of_investments(&self.tables));
            let short = |id: &str| own.fill("szenario.blatt", &[("name", id)]);
            // At most 31 characters (a limit of the format), and unique.
            let name = Some(short(&szenario.id.value)).filter(|name| name.chars().count() <= 31);
            let name = name.unwrap_or_else(|| short(&(index + 1).to_string()));
            let title = own.fill("szenario.titel", &[("name", &szenario.name)]);
            self.push(own.sheet(name, title, lines));
        }
    }

    fn push(&mut self, sheet: Sheet) {
        let index = self.sheets.len();
        for (line, row) in sheet.lines.iter().zip(TOP..) {
            if let Line::Figure(id) | Line::Same(id, _) = line {
                self.spots.insert(*id, Spot { sheet: index, row });
            }
        }
        self.sheets.push(sheet);
    }
}

/// Whether a formula of the workbook starts from `figure`: of an earlier paper only totals do,
/// and what a contribution is the difference to, which is among `quoted`.
fn is_needed(
    id: FigureId,
    figure: &Figure,
    figures: &Figures,
    quoted: &BTreeSet<FigureId>,
) -> bool {
    let total = figure.name.out_of(Frame::Predecessor);
    let is_used = |total: &Name| {
        let made = [Frame::Change, Frame::Together].map(|made| total.within(made));
        made.iter().any(|name| figures.find(name).is_some())
    };
    total.is_none_or(|total| is_used(&total) || quoted.contains(&id))
}

/// The figures of the paper or of one scenario.
struct Variant<'a> {
    paper: &'a Paper,
    figures: &'a Figures,
    frame: Frame<'a>,
    own: Vec<(FigureId, &'a Figure)>,
}

impl<'a> Variant<'a> {
    fn new(paper: &'a Paper, figures: &'a Figures, frame: Frame<'a>) -> Self {
        let quoted = bridge::quoted(figures);
        let is_own = |id: FigureId, figure: &Figure| match (frame, figure.name.frame()) {
            (Frame::Own, Frame::Szenario(_) | Frame::Step(_) | Frame::Bridge) => false,
            (Frame::Own, _) => is_needed(id, figure, figures, &quoted),
            (frame, own) => own == frame,
        };
        let own = figures.iter().filter(|(id, figure)| is_own(*id, figure)).collect();
        Self { paper, figures, frame, own }
    }

    fn sheet(&self, name: String, title: String, lines: Vec<Line>) -> Sheet {
        let id = if let Frame::Szenario(id) = self.frame { Some(id) } else { None };
        let szenario = id.map(str::to_owned);
        Sheet { name, kind: Kind::Berechnung, title, szenario, lines }
    }

    /// A word of the workbook.
    fn say(&self, key: &str) -> &'a str {
        self.paper.profil.wording.say(&format!("arbeitsmappe.{key}"))
    }

    fn fill(&self, key: &str, filled: &[(&str, &str)]) -> String {
        self.paper.profil.wording.fill(&format!("arbeitsmappe.{key}"), filled)
    }

    /// The `lines`, if there are any, below the word under `key`.
    fn headed(&self, key: &str, lines: Vec<Line>) -> Vec<Line> {
        let heading = (!lines.is_empty()).then(|| Line::Heading(self.say(key).to_owned()));
        heading.into_iter().chain(lines).collect()
    }

    /// The name of `figure` within the paper or scenario.
    fn name(&self, figure: &Figure) -> Name {
        own_name(figure, self.frame)
    }

    fn computed(&self) -> impl Iterator<Item = (FigureId, &'a Figure)> {
        self.own.iter().copied().filter(|(_, figure)| !is_given(figure))
    }

    fn years(&self) -> BTreeSet<Jahr> {
        let names = self.computed().map(|(_, figure)| self.name(figure));
        names.filter(|name| !is_use(name)).filter_map(|name| year(&name)).collect()
    }

    /// The given values by what they are about.
    fn inputs(&self) -> Vec<Line> {
        const TOPICS: [&str; 9] = [
            "geaendert",
            "kostensaetze",
            "stellen",
            "kosten",
            "investitionen",
            "zuwendungen",
            "angaben",
            "monate",
            "vorgaenger",
        ];
        let mut topics = TOPICS.map(|topic| (topic, Vec::new()));
        for (id, figure) in self.own.iter().filter(|(_, figure)| is_given(figure)) {
            let line = self.input(*id, figure);
            let is_changed = self.frame != Frame::Own && matches!(line, Line::Figure(_));
            let name = self.name(figure);
            let index = match (name.frame(), name.parts().subject) {
                _ if is_changed => 0,
                _ if matches!(figure.derivation, Derivation::Counted { .. }) => 7,
                (Frame::Predecessor | Frame::Now, _) => 8,
                (Frame::Own, Subject::Kostensatz(_) | Subject::Steigerung(_)) => 1,
                (Frame::Own, Subject::Stelle(_)) => 2,
                (Frame::Own, Subject::Kosten(_)) => 3,
                (Frame::Own, Subject::Investition(_) | Subject::Folgekosten(_)) => 4,
                (Frame::Own, Subject::Zuwendung(_)) => 5,
                _ => 6,
            };
            if let Some((_, lines)) = topics.get_mut(index) {
                lines.push(line);
            }
        }
        for (_, lines) in &mut topics {
            lines.sort_by_key(|line| self.order(line));
        }
        let lines = |(topic, lines): (&str, _)| self.headed(&format!("eingaben.{topic}"), lines);
        topics.into_iter().flat_map(lines).collect()
    }

    /// Where a given value stands in the data.
    fn order(&self, line: &Line) -> Option<(FileId, usize)> {
        let (Line::Figure(id) | Line::Same(id, _)) = line else { return None };
        match &self.figures.get(*id).derivation {
            Derivation::Given { place, .. } => Some((place.file, place.range.start)),
            _ => None,
        }
    }

    /// A given value, linked to that of the paper where it is the same value of the data.
    fn input(&self, id: FigureId, figure: &Figure) -> Line {
        let same = || {
            let base = figure.name.out_of(self.frame).filter(|_| self.frame != Frame::Own)?;
            let base = self.figures.find(&base)?;
            let of = self.figures.get(base);
            (of.derivation == figure.derivation && of.exact == figure.exact).then_some(base)
        };
        same().map_or(Line::Figure(id), |base| Line::Same(id, base))
    }

    /// What is computed for `jahr`, from its parts to its result.
    fn year(&self, jahr: Jahr, tables: &Tables) -> Vec<Line> {
        let mut parts: [(&str, Vec<Line>); 3] =
            [("steigerung", Vec::new()), ("rollen", Vec::new()), ("zuwendungen", Vec::new())];
        let (mut lines, mut result) = (Vec::new(), Vec::new());
        for (id, figure) in self.computed() {
            let name = self.name(figure);
            if is_use(&name) || year(&name) != Some(jahr) {
                continue;
            }
            if let Some(table) = tables.lines(id) {
                let heading = Titles::of(self.paper).title(&name);
                lines.push(Line::Heading(heading));
                lines.extend(table);
                continue;
            }
            if tables.is_placed(id) {
                continue;
            }
            let [risen, rollen, parts] = &mut parts;
            let part = match (name.frame(), name.parts().subject) {
                _ if matches!(figure.derivation, Derivation::Risen { .. }) => &mut risen.1,
                (Frame::Own, Subject::Rolle(_)) => &mut rollen.1,
                (Frame::Own, Subject::Zuwendung(_)) => &mut parts.1,
                _ => &mut result,
            };
            part.push(Line::Figure(id));
        }
        let parts =
            parts.into_iter().flat_map(|(name, lines)| self.headed(&format!("jahr.{name}"), lines));
        parts.chain(lines).chain(self.headed("ergebnis", result)).collect()
    }

    /// What is computed over all years.
    fn whole(&self) -> Vec<Line> {
        let (mut lines, mut total, mut result) = (Vec::new(), None, Vec::new());
        for (id, figure) in self.computed() {
            let name = self.name(figure);
            if is_use(&name) || year(&name).is_some() {
                continue;
            }
            match (name.frame(), name.parts().subject) {
                (Frame::Own, Subject::Zeile(_) | Subject::Finanzzeile(_)) => {
                    lines.extend(total.replace(id).map(Line::Figure));
                    lines.push(Line::Heading(Titles::of(self.paper).title(&name)));
                }
                (
                    Frame::Own,
                    Subject::Stelle(_)
                    | Subject::Kosten(_)
                    | Subject::Investition(_)
                    | Subject::Zuwendung(_),
                ) => lines.push(Line::Figure(id)),
                _ => result.push(Line::Figure(id)),
            }
        }
        lines.extend(total.map(Line::Figure));
        lines.into_iter().chain(self.headed("ergebnis", result)).collect()
    }
}

impl Variant<'_> {
    /// What the use of investments costs and brings, over all years: yearly amounts, then
    /// what is spread or rounded together, then sums.
    fn use_of_investments(&self, tables: &Tables) -> Vec<Line> {
        let (mut yearly, mut lines, mut sums) = (Vec::new(), Vec::new(), Vec::new());
        for (id, figure) in self.computed().filter(|(_, figure)| is_use(&self.name(figure))) {
            if let Some(table) = tables.lines(id) {
                lines.push(Line::Heading(Titles::of(self.paper).title(&self.name(figure))));
                lines.extend(table);
            } else if !tables.is_placed(id) {
                let is_sum = matches!(self.name(figure).parts().subject, Subject::Folge(_));
                if is_sum { &mut sums } else { &mut yearly }.push(Line::Figure(id));
            }
        }
        let yearly = self.headed("folgen.jahresbetraege", yearly);
        yearly.into_iter().chain(lines).chain(self.headed("folgen.summen", sums)).collect()
    }
}

/// Whether the figure called `name` belongs to the use of an investment, which lasts
/// longer than the years of the budget.
fn is_use(name: &Name) -> bool {
    let Parts { frame: Frame::Own, subject, .. } = name.parts() else { return false };
    matches!(
        subject,
        Subject::Abschreibung(_)
            | Subject::Sonderposten(_)
            | Subject::Folgekosten(_)
            | Subject::Folge(_)
    )
}

/// Whether `figure` is where a derivation ends.
pub(super) fn is_given(figure: &Figure) -> bool {
    matches!(figure.derivation, Derivation::Given { .. } | Derivation::Counted { .. })
}

/// The Haushaltsjahr of a figure, if it is one of a single year, or a step to that.
fn year(name: &Name) -> Option<Jahr> {
    let parts = name.parts();
    parts.period.and_then(Period::jahr).filter(|_| parts.part.len() < 2)
}
