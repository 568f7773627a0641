//! Words what the checks found, each with its place and a way to cure it.

mod tables;

use std::ops::Range;

use rust_decimal::Decimal;

use super::number::{self as numbers, Amount, Kind};
use super::prose::product::WrongProduct;
use super::prose::wrong::{Rule, Wrong};
use super::read::paper::{Paper, Part};
use super::report::Report;
use super::whole::contradiction::Contradiction;
use super::whole::identity::WrongIdentity;
use super::whole::model::Unknown;
use super::whole::names::Misnomer;
use super::whole::quantity::{Fact, Facts, Subject, agreed};
use super::whole::stellen::{Deviation, Miss};
use super::whole::wording::Drift;
use crate::diagnostic::{Diagnostic, FileId, Place, Severity, Sources};
use crate::document::written::number;

/// How many findings are kept; what is wrong a hundred times is one mistake.
const MOST: usize = 200;

/// The findings of one file.
pub(super) struct Findings<'a> {
    file: FileId,
    sources: &'a Sources,
    found: Vec<Diagnostic>,
    doubts: Vec<Diagnostic>,
}

impl<'a> Findings<'a> {
    /// No findings in `file` yet.
    pub(super) fn new(file: FileId, sources: &'a Sources) -> Self {
        Self { file, sources, found: Vec::new(), doubts: Vec::new() }
    }

    /// All findings from top to bottom.
    pub(super) fn finish(mut self) -> Report {
        let doubts = std::mem::take(&mut self.doubts);
        let found = std::mem::take(&mut self.found);
        Report { findings: self.sorted(found), doubts: self.sorted(doubts) }
    }

    fn sorted(&self, mut found: Vec<Diagnostic>) -> Vec<Diagnostic> {
        let start = |found: &Diagnostic| found.place.as_ref().map(|place| place.range.start);
        found.sort_by_key(|found| (start(found), found.code));
        // One result that two rules find wrong is one mistake.
        found.dedup_by(|next, last| next.place == last.place && next.severity == last.severity);
        let more = found.len().saturating_sub(MOST);
        found.truncate(MOST);
        if more > 0 {
            let path = self.sources.path(self.file).to_owned();
            let message = format!("Außer {MOST} Befunden gibt es {more} weitere");
            let finding = Diagnostic::of_path("audit-zu-viele", path, message);
            found.push(finding.with_hint("Beheben Sie zuerst die aufgeführten."));
        }
        found
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
                for amount in numbers::read(flow.text()).into_iter().filter(is_misspelt) {
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

    /// A quantity with two values.
    pub(super) fn contradiction(&mut self, contradiction: &Contradiction) {
        let Contradiction { subject, here, there, is_proven } = contradiction;
        let (place, other) = (self.place(here.source.clone()), self.place(there.source.clone()));
        let line = self.sources.line_column(&other).0;
        let what = if there.is_derived { "der Summe der Jahre in der Tabelle ab " } else { "" };
        let message = format!(
            "{}: {}{}, an anderer Stelle {}",
            name(*subject),
            derived(here),
            money(here.value),
            money(there.value),
        );
        let hint = format!("Vergleichen Sie mit {what}Zeile {line}.");
        self.push(
            *is_proven,
            Diagnostic::error("audit-widerspruch", &place, message).with_hint(hint),
        );
    }

    /// Rounded quantities that do not fit the exact ones.
    pub(super) fn roundings(&mut self, facts: &Facts) {
        for (subject, own) in facts {
            let exact = agreed(facts, *subject);
            for fact in own.iter().filter(|fact| fact.is_rounded).take(MOST) {
                self.rounding(*subject, fact, exact);
            }
        }
    }

    /// Keeps what is proven as a finding, and what is not as a doubt.
    fn push(&mut self, is_proven: bool, mut finding: Diagnostic) {
        if is_proven {
            self.found.push(finding);
        } else {
            finding.severity = Severity::Warning;
            self.doubts.push(finding);
        }
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
        self.push(false, finding.with_hint("Runden Sie kaufmännisch vom genauen Betrag."));
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
        self.push(
            wrong.is_slip,
            Diagnostic::error("audit-rechnung", &place, message).with_hint(hint),
        );
    }

    /// A calculation in a sentence.
    pub(super) fn prose(&mut self, wrong: &Wrong) {
        let place = self.place(wrong.source.clone());
        let printed = match wrong.rule {
            Rule::Percent => number(wrong.printed),
            _ => money(wrong.printed),
        };
        let expected = wrong.expected.map(|value| match wrong.rule {
            Rule::Percent => number(value),
            _ => money(value),
        });
        let expected = expected.unwrap_or_default();
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
            Rule::Balance => Diagnostic::error(
                "audit-differenz",
                &place,
                format!("Das Ergebnis ist mit {printed} angegeben, rechnerisch ist es {expected}"),
            )
            .with_hint(format!("Gerechnet ist: {}.", terms.join(" − "))),
            Rule::Total => Diagnostic::error(
                "audit-teile",
                &place,
                format!("Die Summe ist mit {printed} angegeben, rechnerisch ist sie {expected}"),
            )
            .with_hint(format!("Gerechnet ist: {}.", terms.join(" + "))),
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
        self.push(
            false,
            finding.with_hint("Vergleichen Sie die Listen der Stellen und die Tabelle."),
        );
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
        self.push(false, Diagnostic::warning("audit-foerdersatz", &place, message).with_hint(hint));
    }

    /// A line or a Teilplan under another name.
    pub(super) fn name(&mut self, misnomer: &Misnomer) {
        let place = self.place(misnomer.source.clone());
        let message = format!("`{}` heißt sonst `{}`", misnomer.here, misnomer.usual);
        let finding = Diagnostic::warning("audit-bezeichnung", &place, message);
        self.push(false, finding.with_hint("Nummer und Name gehören überall gleich zusammen."));
    }

    /// A clause that drifted from its like.
    pub(super) fn drift(&mut self, drift: &Drift) {
        let there = self.place(drift.first.1.clone());
        let line = self.sources.line_column(&there).0;
        let place = self.place(drift.second.1.clone());
        let message =
            format!("`{}` heißt in der gleichen Klausel `{}`", drift.second.0, drift.first.0);
        let finding = Diagnostic::warning("audit-wortlaut", &place, message);
        self.push(false, finding.with_hint(format!(
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
        self.push(false, finding);
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
            self.push(
                false,
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
