//! Names of figures: built by what they say, read by matching what they say.
//!
//! `[<frame>.]<subject>[.<aspect>][.<period>][.<part>]`, such as `szenario.a.zeile.11.2022`,
//! `zuwendung.bund.bewilligt.2022` or `bedarf.auszahlung.2022.ueberplanmaessig`. The text is
//! what users see and templates write; this file alone puts it together and takes it apart.
//! Names sort as their texts do.

use std::borrow::Borrow;
use std::fmt;
use std::str::FromStr;

use serde::{Serialize, Serializer};

use super::{Frame, Period, Subject};
use crate::data::{Ansatz, Grundlage, Plan, Posten, Teilplan, Zeile};
use crate::period::Jahr;

/// The stable name of a figure, such as `zeile.11.2022`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Name(String);

/// A text that is no name of a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoName;

/// What a name says, part by part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parts<'a> {
    /// The outermost frame.
    pub frame: Frame<'a>,
    /// What the figure is about.
    pub subject: Subject<'a>,
    /// What it tells of it, before its period; empty where it is the subject itself.
    pub aspect: Vec<&'a str>,
    /// Of which years it is; none where it has none.
    pub period: Option<Period>,
    /// What of that period: a part of a year, a step of a calculation.
    pub part: Vec<&'a str>,
}

/// What a change contributes, as the name of a figure of a bridge says it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contribution<'a> {
    /// To which total.
    pub total: Name,
    /// In which step; none for what stands for a total that a version does not have.
    pub step: Option<&'a str>,
    /// The row that does, and the part of its calculation.
    pub behind: Vec<&'a str>,
}

/// The totals of a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Totals {
    /// What comes in: Erträge or Einzahlungen.
    pub ein: Subject<'static>,
    /// What goes out: Aufwendungen or Auszahlungen.
    pub aus: Subject<'static>,
    /// What is left to the city.
    pub eigen: Subject<'static>,
}

impl Totals {
    /// Those of `plan`.
    pub fn of(plan: Plan) -> Self {
        let [ein, aus, eigen] = match plan {
            Plan::Ergebnisplan => [Subject::Ertraege, Subject::Aufwendungen, Subject::Eigenanteil],
            Plan::Finanzplan => {
                [Subject::Einzahlungen, Subject::Auszahlungen, Subject::EigenanteilInvestiv]
            }
        };
        Self { ein, aus, eigen }
    }

    /// All three, in this order.
    pub fn all(self) -> [Subject<'static>; 3] {
        [self.ein, self.aus, self.eigen]
    }
}

/// Building.
impl Name {
    /// The Stelle `id`.
    pub fn stelle(id: &str) -> Self {
        Subject::Stelle(id).into()
    }

    /// The quantity of the Stelle `id`, of the year or from the day `since` on where it changes.
    pub fn anteil(id: &str, since: Option<&str>) -> Self {
        Self::stelle(id).aspect("anteil").since(since)
    }

    /// The cost `id`.
    pub fn kosten(id: &str) -> Self {
        Subject::Kosten(id).into()
    }

    /// The investment `id`.
    pub fn investition(id: &str) -> Self {
        Subject::Investition(id).into()
    }

    /// The grant `id`.
    pub fn zuwendung(id: &str) -> Self {
        Subject::Zuwendung(id).into()
    }

    /// Of this what `aspect` tells: a word, an id or a number, without a dot.
    pub fn aspect(&self, aspect: impl fmt::Display) -> Self {
        Self(format!("{}.{aspect}", self.0))
    }

    /// Of this what `row` is about, such as of a grant what it pays for a Stelle.
    pub fn of(&self, row: &Self) -> Self {
        self.aspect(&row.0)
    }

    /// Of this what is on lines of `teilplan`; all of it where that is none.
    pub fn on(&self, teilplan: Option<&Teilplan>) -> Self {
        teilplan.map_or_else(
            || self.clone(),
            |teilplan| Self::from(Subject::Teilplan(&teilplan.nummer)).of(self),
        )
    }

    /// Of this what is in force from `since` on, a year or a day; all of it where that is none.
    pub fn since(&self, since: Option<&str>) -> Self {
        since.map_or_else(|| self.clone(), |since| self.aspect(since))
    }

    /// Of this what is of `period`.
    pub fn period(&self, period: impl Into<Period>) -> Self {
        self.aspect(period.into())
    }

    /// Of this what is of `jahr`.
    pub fn jahr(&self, jahr: Jahr) -> Self {
        self.aspect(jahr)
    }

    /// The months for which this counts in `jahr`, or in a part of it.
    pub fn months(&self, jahr: Jahr, part: Option<usize>) -> Self {
        let months = self.aspect("monate").jahr(jahr);
        part.map_or_else(|| months.clone(), |part| months.aspect(part))
    }

    /// Of this what is of all years together.
    pub fn gesamt(&self) -> Self {
        self.aspect(Period::All)
    }

    /// This within `frame`.
    pub fn within(&self, frame: Frame<'_>) -> Self {
        Self(format!("{frame}{}", self.0))
    }
}

/// Reading.
impl Name {
    /// As users see it.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The outermost frame.
    pub fn frame(&self) -> Frame<'_> {
        Frame::read(&self.0).0
    }

    /// The name within the outermost frame.
    pub fn own(&self) -> Self {
        Self(Frame::read(&self.0).1.to_owned())
    }

    /// The name within `frame`; none where it does not stand there.
    pub fn out_of(&self, frame: Frame<'_>) -> Option<Self> {
        (self.frame() == frame).then(|| self.own())
    }

    /// What it says.
    pub fn parts(&self) -> Parts<'_> {
        Parts::read(&self.0).unwrap_or(Parts {
            frame: Frame::Own,
            subject: Subject::Nothing,
            aspect: Vec::new(),
            period: None,
            part: Vec::new(),
        })
    }

    /// What it says of a contribution; none for what is of no step.
    pub fn contribution(&self) -> Option<Contribution<'_>> {
        let Parts { frame: Frame::Bridge, subject, aspect, period, part } = self.parts() else {
            return None;
        };
        let stem = Self::from(subject);
        let aspects = |of: &[&str]| of.iter().fold(stem.clone(), |stem, of| stem.aspect(of));
        if let Some(period) = period {
            let step = part.first().copied();
            let behind = part.get(1..).unwrap_or_default().to_vec();
            return Some(Contribution { total: aspects(&aspect).period(period), step, behind });
        }
        let is_step = |of: &&str| of.bytes().all(|byte| byte.is_ascii_digit());
        let at = aspect.iter().position(is_step)?;
        let (total, behind) = aspect.split_at(at);
        let behind_step = behind.get(1..).unwrap_or_default().to_vec();
        let step = behind.first().copied();
        Some(Contribution { total: aspects(total), step, behind: behind_step })
    }

    /// The year of which it is, where it is of a single one.
    pub fn year(&self) -> Option<Jahr> {
        self.parts().period.and_then(Period::jahr)
    }

    /// What it is called without its period, and without what follows that.
    pub fn stem(&self) -> Self {
        let parts = self.parts();
        let behind = parts.period.iter().map(ToString::to_string);
        let behind = behind.chain(parts.part.iter().map(|part| (*part).to_owned()));
        let length: usize = behind.map(|part| part.len() + 1).sum();
        Self(self.0.get(..self.0.len() - length).unwrap_or(&self.0).to_owned())
    }

    /// What it tells of `row`, behind that; none where it is not about `row`.
    pub fn behind(&self, row: &Self) -> Option<Vec<&str>> {
        let rest = self.0.strip_prefix(&row.0)?;
        if rest.is_empty() {
            return Some(Vec::new());
        }
        Some(rest.strip_prefix('.')?.split('.').collect())
    }
}

impl<'a> Parts<'a> {
    fn read(text: &'a str) -> Option<Self> {
        let (frame, mut within) = Frame::read(text);
        loop {
            let (inner, rest) = Frame::read(within);
            if inner == Frame::Own {
                break;
            }
            within = rest;
        }
        let (subject, rest) = Subject::read(within)?;
        let mut rest: Vec<&str> = rest.into_iter().flat_map(|rest| rest.split('.')).collect();
        let found = rest.iter().position(|part| Period::read(part).is_some());
        let part = found.map(|at| rest.split_off(at + 1)).unwrap_or_default();
        let period = found.and_then(|_| rest.pop()).and_then(Period::read);
        Some(Self { frame, subject, aspect: rest, period, part })
    }

    /// All that follows the subject.
    pub fn behind(&self) -> Vec<String> {
        let owned = |part: &&str| (*part).to_owned();
        let period = self.period.iter().map(ToString::to_string);
        self.aspect.iter().map(owned).chain(period).chain(self.part.iter().map(owned)).collect()
    }
}

impl FromStr for Name {
    type Err = NoName;

    /// Reads a name as prose and templates write it.
    fn from_str(text: &str) -> Result<Self, NoName> {
        Parts::read(text).map(|_| Self(text.to_owned())).ok_or(NoName)
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl Serialize for Name {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl AsRef<str> for Name {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl Borrow<str> for Name {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl PartialEq<str> for Name {
    fn eq(&self, other: &str) -> bool {
        self.0 == other
    }
}

impl PartialEq<&str> for Name {
    fn eq(&self, other: &&str) -> bool {
        self.0 == *other
    }
}

impl From<Subject<'_>> for Name {
    fn from(subject: Subject<'_>) -> Self {
        Self(subject.to_string())
    }
}

impl Subject<'_> {
    /// What `aspect` tells of it.
    pub fn aspect(self, aspect: impl fmt::Display) -> Name {
        Name::from(self).aspect(aspect)
    }

    /// What of it is of `jahr`.
    pub fn jahr(self, jahr: Jahr) -> Name {
        Name::from(self).jahr(jahr)
    }

    /// What of it is of `period`.
    pub fn period(self, period: impl Into<Period>) -> Name {
        Name::from(self).period(period)
    }

    /// What of it is of all years together.
    pub fn gesamt(self) -> Name {
        Name::from(self).gesamt()
    }
}

impl From<Posten<'_>> for Name {
    /// A row; its amounts are those of its years.
    fn from(posten: Posten<'_>) -> Self {
        match posten {
            Posten::Stelle(stelle) => Self::stelle(&stelle.id.value),
            Posten::Kosten(kosten) => Self::kosten(&kosten.id.value),
            Posten::Investition(investition) => Self::investition(&investition.id.value),
            Posten::Zuwendung(zuwendung) => Self::zuwendung(&zuwendung.id.value),
            Posten::Drittmittel(zuwendung) => {
                Self::zuwendung(&zuwendung.id.value).aspect("drittmittel")
            }
        }
    }
}

impl From<&Zeile> for Name {
    /// A line of a plan.
    fn from(zeile: &Zeile) -> Self {
        match zeile.plan {
            Plan::Ergebnisplan => Subject::Zeile(&zeile.kennung()).into(),
            Plan::Finanzplan => Subject::Finanzzeile(&zeile.kennung()).into(),
        }
    }
}

impl From<&Ansatz> for Name {
    fn from(ansatz: &Ansatz) -> Self {
        Self::from(Subject::Ansatz(&ansatz.zeile.value.schluessel)).jahr(ansatz.jahr)
    }
}

impl From<&Grundlage> for Name {
    /// What a grant is measured by.
    fn from(grundlage: &Grundlage) -> Self {
        Self::from(match grundlage {
            Grundlage::Kosten(id) => Subject::Kosten(id),
            Grundlage::Stelle(id) => Subject::Stelle(id),
            Grundlage::Rolle(id) => Subject::Rolle(id),
            Grundlage::Investition(id) => Subject::Investition(id),
            Grundlage::Zuwendung(id) => Subject::Zuwendung(id),
            Grundlage::Rest(id) => Subject::Rest(id),
        })
    }
}

#[cfg(test)]
mod tests;
