//! Investments in the annex: payments and authorisations, what is written off and released
//! over the years of use, and what that costs and brings.

use super::{Group, Outcome, Step, Writer};
use crate::data::Investition;
use crate::period::Jahr;

impl Writer<'_> {
    /// Every investment: its amounts, its payments by year and what they add up to.
    pub(super) fn investitionen(&self) -> Vec<Group> {
        let groups = self.paper.investitionen.iter().map(|of| self.investition(of));
        groups.chain(self.comparison()).collect()
    }

    fn investition(&self, of: &Investition) -> Group {
        let name = format!("investition.{}", of.id.value);
        let numbered = |kind: &str, title: &str, count: usize| -> Vec<Step> {
            let steps = [
                (".umsatzsteuer", ", Umsatzsteuer"),
                (".ungerundet", ", mit Umsatzsteuer"),
                ("", ""),
            ];
            let step = |(number, (part, of)): (usize, (&str, &str))| {
                let id = self.find(&format!("{name}.{kind}.{number}{part}"))?;
                Some(self.step(format!("{number}. {title}{of}"), id))
            };
            let all = (1..=count).flat_map(|number| steps.map(|of| (number, of)));
            all.filter_map(step).collect()
        };
        let mut zeilen = numbered("zahlung", "Auszahlung", of.zahlungen.len());
        let count = of.verpflichtungen.len();
        zeilen.extend(numbered("verpflichtung", "Verpflichtungsermächtigung", count));
        zeilen.extend(self.years(&name));
        let eligible = self.years(&format!("{name}.foerderfaehig")).into_iter();
        zeilen.extend(eligible.map(|step| Step {
            bezeichnung: format!("zuwendungsfähig {}", step.bezeichnung),
            ..step
        }));
        self.group(of.bezeichnung.clone(), name, zeilen)
    }

    /// What the investments cost more or less than an earlier decision said.
    fn comparison(&self) -> Option<Group> {
        let compared = self.paper.investitionen.iter().flat_map(|of| {
            let figure = |name: &str| self.find(&format!("investition.{}.{name}", of.id.value));
            let before = figure("bisher")
                .map(|id| self.with_source(format!("{}, bisher", of.bezeichnung), id));
            let more = figure("mehrkosten")
                .map(|id| self.step(format!("{}, Veränderung", of.bezeichnung), id));
            before.into_iter().chain(more)
        });
        let id = self.find("investitionen.mehrkosten")?;
        Some(Group {
            titel: "Veränderung gegenüber dem früheren Beschluss".into(),
            kennung: "investitionen.mehrkosten".into(),
            zeilen: compared.collect(),
            ergebnis: Some(Outcome {
                bezeichnung: "Gesamt",
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
            for (kind, title) in
                [("abschreibung", "Abschreibung"), ("sonderposten", "Auflösung des Sonderpostens")]
            {
                let name = format!("{kind}.{}", of.id.value);
                groups.extend(self.spread(format!("{title} {}", of.bezeichnung), name, &used));
            }
            for cost in &of.folgekosten {
                let name = format!("folgekosten.{}.{}", of.id.value, cost.id.value);
                let zeilen = self.in_years(&name, &self.paper.folgejahre());
                groups.push(Group {
                    titel: cost.bezeichnung.clone(),
                    kennung: name,
                    zeilen,
                    ergebnis: None,
                });
            }
        }
        for (name, title) in [
            ("folge.belastung", "Folgekosten insgesamt"),
            ("folge.entlastung", "Folgeerträge insgesamt"),
            ("folge.netto", "Nettobelastung"),
        ] {
            let zeilen = self.in_years(name, &self.paper.folgejahre());
            if !zeilen.is_empty() {
                groups.push(self.group(title.into(), name.into(), zeilen));
            }
        }
        groups
    }

    fn spread(&self, title: String, name: String, years: &[Jahr]) -> Option<Group> {
        let yearly = self.find(&format!("{name}.jahresbetrag"))?;
        let mut zeilen = vec![self.step("ein volles Jahr".into(), yearly)];
        zeilen.extend(self.in_years(&name, years));
        Some(self.group(title, name, zeilen))
    }

    fn in_years(&self, name: &str, years: &[Jahr]) -> Vec<Step> {
        let step = |jahr: &Jahr| {
            let id = self.find(&format!("{name}.{jahr}"))?;
            Some(self.step(jahr.to_string(), id))
        };
        years.iter().filter_map(step).collect()
    }

    /// A group that adds up to `<name>.gesamt`.
    fn group(&self, titel: String, kennung: String, zeilen: Vec<Step>) -> Group {
        let betrag = self.marker.named(&format!("{kennung}.gesamt"));
        let outcome = |betrag| Outcome { bezeichnung: "Summe", rechnung: None, betrag };
        Group { titel, kennung, zeilen, ergebnis: betrag.map(outcome) }
    }
}
