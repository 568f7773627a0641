//! Words what the checks found, each with its place and a way to cure it.

mod tables;

use std::collections::BTreeSet;
use std::ops::Range;

use rust_decimal::Decimal;

use super::amount::{self, Amount, Kind};
use super::identity::WrongIdentity;
use super::model::Unknown;
use super::names::Misnomer;
use super::paper::{Paper, Part};
use super::product::WrongProduct;
use super::quantity::{Fact, Facts, Subject, usual};
use super::relation::{Rule, Wrong};
use super::stellen::{Deviation, Miss};
use super::wording::Drift;
use crate::diagnostic::{Diagnostic, FileId, Place, Sources};
use crate::document::german::number;

/// How many findings are kept; what is wrong a hundred times is one mistake.
const MOST: usize = 200;

/// The findings of one file.
pub(super) struct Findings<'a> {
    file: FileId,
    sources: &'a Sources,
    found: Vec<Diagnostic>,
}

impl<'a> Findings<'a> {
    /// No findings in `file` yet.
    pub(super) fn new(file: FileId, sources: &'a Sources) -> Self {
        Self { file, sources, found: Vec::new() }
    }

    /// All findings from top to bottom.
    pub(super) fn finish(mut self) -> Vec<Diagnostic> {
        let start = |found: &Diagnostic| found.place.as_ref().map(|place| place.range.start);
        self.found.sort_by_key(|found| (start(found), found.code));
        self.found.dedup();
        let more = self.found.len().saturating_sub(MOST);
        self.found.truncate(MOST);
        if more > 0 {
            let path = self.sources.path(self.file).to_owned();
            let message = format!("Außer {MOST} Befunden gibt es {more} weitere");
            let finding = Diagnostic::of_path("audit-zu-viele", path, message);
            self.found.push(finding.with_hint("Beheben Sie zuerst die aufgeführten."));
        }
        self.found
    }

    /// Amounts that are no German numbers.
    pub(super) fn misspelt(&mut self, paper: &Paper) {
        for part in &paper.parts {
            let flows: Vec<_> = match part {
                Part::Block(block) => vec![&block.flow],
                Part::Table(table) => table.rows.iter().flatten().collect(),
            };
            for flow in flows {
                let is_misspelt =
                    |amount: &Amount| amount.value.is_none() && amount.kind == Kind::Euro;
                for amount in amount::read(flow.text()).into_iter().filter(is_misspelt) {
                    let place = self.place(flow.source(&amount.range));
                    let text = flow.slice(amount.range);
                    let message = format!("`{text}` ist kein Betrag");
                    self.found.push(Diagnostic::error("audit-schreibweise", &place, message).with_hint(
                        "Ein Punkt steht vor je drei Ziffern, ein Komma vor zwei Cent-Stellen: `1.234,50 €`.",
                    ));
                }
            }
        }
    }

    /// Quantities with several values, and roundings that do not fit.
    pub(super) fn contradictions(&mut self, facts: &Facts) {
        for (subject, facts) in facts {
            let values: BTreeSet<Decimal> =
                facts.iter().filter(|fact| !fact.is_rounded).map(|fact| fact.value).collect();
            let usual = usual(facts);
            for fact in facts.iter().filter(|fact| fact.is_rounded) {
                self.rounding(*subject, fact, usual);
            }
            let count = |value| facts.iter().filter(|fact| fact.value == value).count();
            let is_settled = usual.is_some_and(|usual| count(usual) * 2 > facts.len());
            if values.len() < 2 || (values.len() > 2 && !is_settled) {
                continue;
            }
            // Where both values stand alone, the later one is reported with the other.
            let Some(right) = usual.or_else(|| facts.first().map(|fact| fact.value)) else {
                continue;
            };
            let wrong = facts.iter().filter(|fact| !fact.is_rounded && fact.value != right);
            for fact in wrong.take(MOST) {
                self.contradiction(*subject, fact, facts.iter().find(|fact| fact.value == right));
            }
        }
    }

    fn contradiction(&mut self, subject: Subject, fact: &Fact, other: Option<&Fact>) {
        let Some(other) = other else { return };
        let name = name(subject);
        let (place, there) = (self.place(fact.source.clone()), self.place(other.source.clone()));
        let line = self.sources.line_column(&there).0;
        let what = |fact: &Fact| {
            if fact.is_derived { "der Summe der Jahre in der Tabelle ab" } else { "" }
        };
        let message = format!(
            "{name}: {}{}, an anderer Stelle {}",
            derived(fact),
            money(fact.value),
            money(other.value),
        );
        let hint = format!("Vergleichen Sie mit {} Zeile {line}.", what(other)).replace("  ", " ");
        self.found.push(Diagnostic::error("audit-widerspruch", &place, message).with_hint(hint));
    }

    fn rounding(&mut self, subject: Subject, fact: &Fact, exact: Option<Decimal>) {
        let Some(exact) = exact else { return };
        if (exact - fact.value).abs() * Decimal::from(2) <= fact.step {
            return;
        }
        let place = self.place(fact.source.clone());
        let message = format!(
            "{}: `{}` ist nicht aus {} gerundet",
            name(subject),
            money(fact.value),
            money(exact)
        );
        let finding = Diagnostic::warning("audit-naeherung", &place, message);
        self.found.push(finding.with_hint("Runden Sie kaufmännisch vom genauen Betrag."));
    }

    /// A quantity that does not follow from the others.
    pub(super) fn identity(&mut self, wrong: &WrongIdentity) {
        let place = self.place(wrong.source.clone());
        let message = format!(
            "{} ist mit {} angegeben, rechnerisch sind es {}",
            name((wrong.quantity, wrong.year)),
            money(wrong.printed),
            money(wrong.expected)
        );
        let hint = format!("Gerechnet ist: {}.", wrong.way);
        self.found.push(Diagnostic::error("audit-rechnung", &place, message).with_hint(hint));
    }

    /// A calculation in a sentence.
    pub(super) fn relation(&mut self, wrong: &Wrong) {
        let place = self.place(wrong.source.clone());
        let printed = match wrong.rule {
            Rule::Percent => number(wrong.printed),
            _ => money(wrong.printed),
        };
        let expected = wrong.expected.map(number).unwrap_or_default();
        let terms: Vec<String> = wrong.terms.iter().map(|term| money(*term)).collect();
        let finding = match wrong.rule {
            Rule::Difference => Diagnostic::error(
                "audit-differenz",
                &place,
                format!(
                    "Der Unterschied ist mit {printed} angegeben, rechnerisch ist er {expected}"
                ),
            )
            .with_hint(format!("Gerechnet ist: {}.", terms.join(" − "))),
            Rule::Direction => Diagnostic::error(
                "audit-richtung",
                &place,
                format!("Der Satz nennt die falsche Richtung: `{printed}` ist der neue Betrag"),
            )
            .with_hint(format!("Der alte Betrag ist {}.", terms.concat())),
            Rule::Parts => Diagnostic::error(
                "audit-teile",
                &place,
                format!(
                    "Die genannten Teile ergeben {expected}, das Ganze ist mit {printed} angegeben"
                ),
            )
            .with_hint(format!("Gerechnet ist: {}.", terms.join(" + "))),
            Rule::Excess => Diagnostic::error(
                "audit-teile",
                &place,
                format!("Der Teil `{printed}` ist größer als das Ganze, zu dem er gehört"),
            )
            .with_hint(format!("Das Ganze ist {}.", terms.concat())),
            Rule::Percent => percent(&place, &printed, wrong.expected, &terms),
            Rule::Cover => Diagnostic::error(
                "audit-deckung",
                &place,
                format!("Die Deckung geht nicht auf: statt {printed} müssten es {expected} sein"),
            )
            .with_hint(match terms.split_first() {
                Some((need, covers)) => {
                    format!("Der Bedarf ist {need}, gedeckt sind {}.", covers.join(" + "))
                }
                None => "Bedarf und Deckung müssen gleich hoch sein.".into(),
            }),
        };
        self.found.push(finding);
    }

    /// A product that is spelt out.
    pub(super) fn product(&mut self, wrong: &WrongProduct) {
        let place = self.place(wrong.source.clone());
        let message = format!(
            "Das Produkt ist mit {} angegeben, rechnerisch sind es {}",
            money(wrong.printed),
            money(wrong.expected)
        );
        let finding = Diagnostic::error("audit-produkt", &place, message);
        self.found.push(finding.with_hint(format!("Gerechnet ist: {}.", wrong.factors)));
    }

    /// A grade with two quantities.
    pub(super) fn stellen(&mut self, deviation: &Deviation) {
        let place = self.place(deviation.source.clone());
        let Deviation { grade, here, elsewhere, .. } = deviation;
        let (here, elsewhere) = (number(*here), number(*elsewhere));
        let message = format!("{here} Stellen {grade}, an anderer Stelle {elsewhere}");
        let finding = Diagnostic::error("audit-stellen", &place, message);
        self.found
            .push(finding.with_hint("Vergleichen Sie die Listen der Stellen und die Tabelle."));
    }

    /// A rate per post that the grants of a year do not follow.
    pub(super) fn rate(&mut self, miss: &Miss) {
        let place = self.place(miss.source.clone());
        let message = format!(
            "Der Satz von {} je Vollzeitstelle erklärt die Förderung {} nicht ganz",
            money(miss.rate),
            miss.year
        );
        let hint = format!(
            "Mit {} Stellen wären es {}, angegeben sind {}; Abweichung {}. Gilt für eine Stelle ein anderer Satz, nennen Sie ihn.",
            number(miss.stellen),
            money(miss.expected),
            money(miss.printed),
            money(miss.printed - miss.expected),
        );
        self.found.push(Diagnostic::warning("audit-foerdersatz", &place, message).with_hint(hint));
    }

    /// A line or a Teilplan under another name.
    pub(super) fn name(&mut self, misnomer: &Misnomer) {
        let place = self.place(misnomer.source.clone());
        let message = format!("`{}` heißt sonst `{}`", misnomer.here, misnomer.usual);
        let finding = Diagnostic::warning("audit-bezeichnung", &place, message);
        self.found.push(finding.with_hint("Nummer und Name gehören überall gleich zusammen."));
    }

    /// A clause that drifted from its like.
    pub(super) fn drift(&mut self, drift: &Drift) {
        let there = self.place(drift.first.1.clone());
        let line = self.sources.line_column(&there).0;
        let place = self.place(drift.second.1.clone());
        let message =
            format!("`{}` heißt in der gleichen Klausel `{}`", drift.second.0, drift.first.0);
        let finding = Diagnostic::warning("audit-wortlaut", &place, message);
        self.found.push(finding.with_hint(format!(
            "Vergleichen Sie mit Zeile {line}: Die Sätze sind sonst gleich; ist ein Unterschied gemeint?"
        )));
    }

    /// Revenue that is called a need; all places in one finding.
    pub(super) fn needed(&mut self, places: &[Range<usize>]) {
        let Some((first, more)) = places.split_first() else { return };
        let place = self.place(first.clone());
        let message = "Erträge sind hier Mittel, die benötigt werden";
        let mut finding = Diagnostic::warning("audit-ertrag", &place, message)
            .with_hint("Erträge werden erwartet oder herangezogen; benötigt werden Aufwendungen.");
        let lines: Vec<String> = more
            .iter()
            .take(20)
            .map(|range| self.sources.line_column(&self.place(range.clone())).0.to_string())
            .collect();
        if !lines.is_empty() {
            finding = finding.with_hint(format!("Ebenso in Zeile {}.", lines.join(", ")));
        }
        self.found.push(finding);
    }

    /// Quotations that do not end.
    pub(super) fn quotations(&mut self, places: &[Range<usize>]) {
        let text = self.sources.text(self.file);
        for range in places {
            let place = self.place(range.clone());
            let rest = text.get(range.end..).unwrap_or_default();
            let word = rest.split([' ', '\n', ',', '“']).next().unwrap_or_default();
            let word: String = word.chars().take(40).collect();
            let message = format!("Das Anführungszeichen vor `{word}` wird nicht geschlossen");
            self.found.push(
                Diagnostic::warning("audit-anfuehrung", &place, message)
                    .with_hint("Zu `„` gehört `“`; zwei Kommas sind kein Anführungszeichen."),
            );
        }
    }

    /// An amount that is no figure of the data.
    pub(super) fn unknown(&mut self, unknown: &Unknown) {
        let place = self.place(unknown.source.clone());
        let times =
            if unknown.count > 1 { format!(" ({}-mal)", unknown.count) } else { String::new() };
        let message = format!("Die Daten kennen `{}`{times} nicht", unknown.text.trim());
        let mut finding = Diagnostic::warning("audit-unbekannt", &place, message);
        if let Some((name, printed)) = &unknown.nearest {
            finding = finding.with_hint(format!("Am nächsten kommt `{name}` mit {printed}."));
        }
        self.found.push(finding);
    }

    fn place(&self, range: Range<usize>) -> Place {
        Place { file: self.file, range }
    }
}

fn percent(
    place: &Place,
    printed: &str,
    expected: Option<Decimal>,
    terms: &[String],
) -> Diagnostic {
    let message = match expected {
        Some(share) => format!("{printed} % passt nicht zum Betrag, es wären {} %", number(share)),
        None => format!("{printed} % passt zu keinem Betrag der Vorlage"),
    };
    Diagnostic::error("audit-prozent", place, message).with_hint(match terms {
        [part, whole] => format!("Verglichen sind {part} und {whole}."),
        _ => format!("Der Anteil ist {}.", terms.concat()),
    })
}

/// An amount as papers print it: full euro, or with both digits of its cents.
fn money(value: Decimal) -> String {
    let mut value = if value.scale() == 2 { value } else { value.normalize() };
    if value.scale() == 1 {
        value.rescale(2);
    }
    number(value)
}

fn name((quantity, year): Subject) -> String {
    year.map_or_else(|| quantity.name(), |year| format!("{} {year}", quantity.name()))
}

fn derived(fact: &Fact) -> &'static str {
    if fact.is_derived { "als Summe der Jahre " } else { "" }
}
