//! Investments in the annex: payments and authorisations, what is written off and released
//! over the years of use, and what that costs and brings.

use super::writer::{Group, Outcome, Step, Writer};
use crate::data::Investition;
use crate::finance::{Name, Subject};
use crate::period::Jahr;

impl Writer<'_> {
    /// Every investment: its amounts, its payments by year and what they add up to.
    pub(super) fn investitionen(&self) -> Vec<Group> {
        let groups = self.paper.investitionen.iter().map(|of| self.investition(of));
        groups.chain(self.comparison()).collect()
    }

    fn investition(&self, of: &Investition) -> Group {
        let name = Name::investition(&of.id.value);
        let numbered = |kind: &str, count: usize| -> Vec<Step> {
            let steps = [
                (Some("umsatzsteuer"), "umsatzsteuer"),
                (Some("ungerundet"), "brutto"),
                (None, "netto"),
            ];
            let step = |(number, (part, word)): (usize, (Option<&str>, &str))| {
                let name = name.aspect(kind).aspect(number);
                let id = self.find(&part.map_or_else(|| name.clone(), |of| name.aspect(of)))?;
                let title = self.say(&format!("investitionen.{kind}"));
                let filled = [("nummer", number.to_string()), ("art", title)];
                let filled = filled.each_ref().map(|(name, text)| (*name, text.as_str()));
                Some(self.step(self.fill(&format!("investitionen.{word}"), &filled), id))
            };
            let all = (1..=count).flat_map(|number| steps.map(|of| (number, of)));
            all.filter_map(step).collect()
        };
        let mut zeilen = numbered("zahlung", of.zahlungen.len());
        let count = of.verpflichtungen.len();
        zeilen.extend(numbered("verpflichtung", count));
        zeilen.extend(self.years(&name));
        let eligible = self.years(&name.aspect("foerderfaehig")).into_iter();
        zeilen.extend(eligible.map(|step| Step {
            bezeichnung: self.fill("investitionen.foerderfaehig", &[("jahr", &step.bezeichnung)]),
            ..step
        }));
        self.group(name, zeilen)
    }

    /// What the investments cost more or less than an earlier decision said.
    fn comparison(&self) -> Option<Group> {
        let compared = self.paper.investitionen.iter().flat_map(|of| {
            let figure = |name: &str| self.find(&Name::investition(&of.id.value).aspect(name));
            let titled = |word: &str| {
                self.fill(&format!("investitionen.{word}"), &[("investition", &of.bezeichnung)])
            };
            let before = figure("bisher").map(|id| self.with_source(titled("bisher"), id));
            let more = figure("mehrkosten").map(|id| self.step(titled("veraenderung"), id));
            before.into_iter().chain(more)
        });
        let kennung = Subject::Investitionen.aspect("mehrkosten");
        let id = self.find(&kennung)?;
        Some(Group {
            titel: self.say("investitionen.vergleich"),
            kennung,
            zeilen: compared.collect(),
            ergebnis: Some(Outcome {
                bezeichnung: self.say("gesamt"),
                rechnung: Some(self.formula(id)),
                betrag: self.marker.mark(id),
            }),
        })
    }

    /// What is written off and released, and what use costs and brings, year by year.
    pub(super) fn folgen(&self) -> Vec<Group> {
        let mut groups = Vec::new();
        for of in &self.paper.investitionen {
            let used: Vec<Jahr> = of.nutzung.iter().flat_map(|nutzung| nutzung.jahre()).collect();
            let id = of.id.value.as_str();
            for subject in [Subject::Abschreibung(id), Subject::Sonderposten(id)] {
                groups.extend(self.spread(subject.into(), &used));
            }
            for cost in &of.folgekosten {
                let name = Subject::Folgekosten(&of.id.value).aspect(&cost.id.value);
                let zeilen = self.in_years(&name, &self.paper.folgejahre());
                let titel = self.title(&name);
                groups.push(Group { titel, kennung: name, zeilen, ergebnis: None });
            }
        }
        for kind in ["belastung", "entlastung", "netto"] {
            let name = Name::from(Subject::Folge(kind));
            let zeilen = self.in_years(&name, &self.paper.folgejahre());
            if !zeilen.is_empty() {
                groups.push(self.group(name, zeilen));
            }
        }
        groups
    }

    fn spread(&self, name: Name, years: &[Jahr]) -> Option<Group> {
        let yearly = self.find(&name.aspect("jahresbetrag"))?;
        let mut zeilen = vec![self.step(self.say("folgen.jahr"), yearly)];
        zeilen.extend(self.in_years(&name, years));
        Some(self.group(name, zeilen))
    }

    fn in_years(&self, name: &Name, years: &[Jahr]) -> Vec<Step> {
        let step = |jahr: &Jahr| {
            let id = self.find(&name.jahr(*jahr))?;
            Some(self.step(jahr.to_string(), id))
        };
        years.iter().filter_map(step).collect()
    }

    /// A group that adds up to `<name>.gesamt`.
    fn group(&self, kennung: Name, zeilen: Vec<Step>) -> Group {
        let titel = self.title(&kennung);
        let betrag = self.marker.named(&kennung.gesamt());
        let outcome = |betrag| Outcome { bezeichnung: self.say("summe"), rechnung: None, betrag };
        Group { titel, kennung, zeilen, ergebnis: betrag.map(outcome) }
    }
}
