//! The calculations of grants, part by part: rates and costs, or the base with what
//! is eligible of it; then limits and rounding in the order in which they bite.

use std::collections::BTreeMap;

use super::super::table::Titled;
use super::writer::{EMPTY, Group, Outcome, Step, Writer};
use crate::data::Zuwendung;
use crate::document::context::zuwendungen::part_title;
use crate::finance::{Derivation, Figure, FigureId, Name, Rounding};
use crate::period::Jahr;

/// What a grant is measured and limited by.
const OWN: [&str; 7] = [
    "bemessung",
    "eigenmittel",
    "mittel",
    "fehlbedarf",
    "hoechstens_je_stelle",
    "ausgeschoepft",
    "verbleibend",
];

impl Writer<'_> {
    /// A group for every year of every grant.
    pub(super) fn zuwendungen(&self) -> Vec<Group> {
        let labels = self.labels();
        let rows = self.grants();
        let grants = self.paper.zuwendungen.iter().zip(&rows);
        grants
            .flat_map(|(grant, row)| {
                let labels = &labels;
                let year = move |jahr: &Jahr| self.grant_in(grant, row, *jahr, labels);
                self.jahre.iter().filter_map(year)
            })
            .collect()
    }

    fn grant_in(
        &self,
        zuwendung: &Zuwendung,
        row: &Titled,
        jahr: Jahr,
        labels: &BTreeMap<FigureId, String>,
    ) -> Option<Group> {
        let kennung = row.name.jahr(jahr);
        let id = self.find(&kennung)?;
        let mut steps = Steps { writer: self, zuwendung, labels, rows: Vec::new() };
        steps.amount(id);
        let rows = steps.rows;
        let figure = self.marker.figures.get(id);
        let is_sum = matches!(figure.derivation, Derivation::Sum(_));
        // What a base gives as it is has no row of its own that tells of a residual unit.
        let is_told = rows.iter().any(|(row, _)| *row == id) || zuwendung.bemessung.is_empty();
        let is_moved =
            matches!(figure.rounding, Rounding::Row { alone, .. } if alone != figure.value);
        Some(Group {
            titel: self
                .fill("zuwendung.titel", &[("zuwendung", &row.title), ("jahr", &jahr.to_string())]),
            kennung,
            zeilen: rows.into_iter().map(|(_, step)| step).collect(),
            ergebnis: Some(Outcome {
                bezeichnung: self.say(match figure.derivation {
                    Derivation::Granted { .. } => "zuwendung.wie_bewilligt",
                    _ if zuwendung.bemessung.is_empty() && is_sum => "summe",
                    _ => "zuwendung.betrag",
                }),
                rechnung: (is_moved && !is_told).then(|| self.formula(id)),
                betrag: self.marker.mark(id),
            }),
        })
    }

    /// What the figures that a grant is made of are called.
    fn labels(&self) -> BTreeMap<FigureId, String> {
        let mut labels = BTreeMap::new();
        let mut label = |name: Name, title: &str| {
            for jahr in &self.jahre {
                if let Some(id) = self.find(&name.jahr(*jahr)) {
                    labels.insert(id, title.to_owned());
                }
            }
        };
        for kosten in self.kosten() {
            label(kosten.name, &kosten.title);
        }
        for zuwendung in &self.paper.zuwendungen {
            let name = Name::zuwendung(&zuwendung.id.value);
            for row in self.stellen().into_iter().chain(self.kosten()) {
                label(name.of(&row.name), &row.title);
            }
            for part in &zuwendung.bemessung {
                let title = part_title(&part.grundlage, self.paper, self.marker);
                label(name.aspect("bemessung").of(&Name::from(&part.grundlage)), &title);
            }
            let giver = zuwendung.drittmittelgeber();
            label(name.aspect("drittmittel"), giver);
        }
        for zuwendung in &self.paper.zuwendungen {
            let name = Name::zuwendung(&zuwendung.id.value);
            let rows = self.paper.stellen.iter().map(|of| Name::stelle(&of.id.value));
            let limits = rows.map(|row| name.aspect("hoechstens_je_stelle").of(&row));
            let roles = zuwendung.saetze.iter().map(|satz| &satz.rolle.value);
            let roles = roles.map(|rolle| name.aspect("rolle").aspect(rolle));
            for of in limits.chain(roles).chain(OWN.map(|part| name.aspect(part))) {
                let years = self.jahre.iter().map(|jahr| of.jahr(*jahr));
                labels.extend(years.filter_map(|of| Some((self.find(&of)?, self.label(&of)))));
            }
        }
        labels
    }

    fn source(&self, id: FigureId) -> String {
        match &self.marker.figures.get(id).derivation {
            Derivation::Given { source: Some(source), .. } => source.clone(),
            _ => EMPTY.to_owned(),
        }
    }
}

/// The rows of one grant in one year.
struct Steps<'a> {
    writer: &'a Writer<'a>,
    zuwendung: &'a Zuwendung,
    labels: &'a BTreeMap<FigureId, String>,
    rows: Vec<(FigureId, Step)>,
}

impl<'a> Steps<'a> {
    /// What the amount `id` is made of, down to its single parts, and how it was limited
    /// and rounded.
    fn amount(&mut self, id: FigureId) {
        match self.figure(id).derivation.clone() {
            Derivation::Granted { computed, granted } => {
                self.amount(computed);
                let source = self.writer.source(granted);
                let is_sum = matches!(self.figure(computed).derivation, Derivation::Sum(_));
                let how = match self.zuwendung.bemessung.is_empty() {
                    true if is_sum => self.say("summe_der_zeilen"),
                    true => EMPTY.to_owned(),
                    false => self.say("nach_bemessung"),
                };
                self.told("errechnet", how, computed);
                self.told("bewilligt", source, granted);
            }
            Derivation::Capped { of, cap } if !self.labels.contains_key(&id) => {
                self.amount(of);
                self.detail(cap);
                self.row(&self.say(self.limit(cap)), id);
            }
            Derivation::RoundedOff { of, .. } => {
                self.amount(of);
                self.row(&self.say("rundung"), id);
            }
            Derivation::Percent { of, .. } => {
                self.detail(of);
                self.row(&self.say("satz"), id);
            }
            Derivation::Floored(of) => {
                self.detail(of);
                self.row(&self.say("zu_foerdern"), id);
            }
            Derivation::Sum(of) if self.zuwendung.bemessung.is_empty() => {
                for part in of {
                    let title = self.labels.get(&part).cloned();
                    self.row(title.as_deref().unwrap_or(EMPTY), part);
                }
                self.missing(Name::zuwendung(&self.zuwendung.id.value), id);
            }
            Derivation::Sum(of) => of.into_iter().for_each(|base| self.detail(base)),
            _ => {}
        }
    }

    /// How `id` was calculated, after all of this grant that it was calculated from.
    fn detail(&mut self, id: FigureId) {
        let figure = self.figure(id);
        let own = Name::zuwendung(&self.zuwendung.id.value);
        let Some(rest) = figure.name.behind(&own) else { return };
        // The amount of another year has a group of its own.
        if rest.len() < 2 || self.rows.iter().any(|(done, _)| *done == id) {
            return;
        }
        let operands: Vec<FigureId> = match &figure.derivation {
            Derivation::Sum(of) | Derivation::Product(of) => of.clone(),
            Derivation::Difference(of, less) => vec![*of, *less],
            Derivation::Floored(of)
            | Derivation::Percent { of, .. }
            | Derivation::Quotient { of, .. }
            | Derivation::Capped { of, .. } => vec![*of],
            Derivation::Prorated { .. } => Vec::new(),
            _ => return,
        };
        operands.into_iter().for_each(|operand| self.detail(operand));
        if let ["bemessung", _] = rest.as_slice() {
            self.missing(own.aspect("bemessung"), id);
        }
        let title = self.labels.get(&id).cloned();
        let title = title.unwrap_or_else(|| self.writer.label(&figure.name));
        self.row(&title, id);
    }

    /// What the printed parts of the sum `id`, which `of` tells of, lack.
    fn missing(&mut self, of: Name, id: FigureId) {
        let jahr = self.figure(id).name.year();
        let missing = jahr.and_then(|jahr| self.writer.find(&of.aspect("ausgleich").jahr(jahr)));
        if let Some(missing) = missing {
            let title = self.writer.paper.profil.wording.say("tabelle.ausgleich");
            self.row(title, missing);
        }
    }

    fn figure(&self, id: FigureId) -> &'a Figure {
        self.writer.marker.figures.get(id)
    }

    /// What an amount within `cap` is called.
    fn limit(&self, cap: FigureId) -> &'static str {
        let name = &self.writer.marker.figures.get(cap).name;
        match name.parts().aspect.first() {
            Some(&"hoechstens_je_stelle") => "hoechstbetrag_je_stelle",
            Some(&"hoechstbetrag") => "hoechstbetrag",
            _ => "hoechstbetrag_insgesamt",
        }
    }

    /// A word about grants.
    fn say(&self, word: &str) -> String {
        self.writer.say(&format!("zuwendung.{word}"))
    }

    fn row(&mut self, title: &str, id: FigureId) {
        self.rows.push((id, self.writer.step(title.to_owned(), id)));
    }

    fn told(&mut self, title: &str, rechnung: String, id: FigureId) {
        let betrag = self.writer.marker.mark(id);
        self.rows.push((id, Step { bezeichnung: self.say(title), rechnung, betrag }));
    }
}
