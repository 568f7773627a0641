//! What figures are called: the name of a figure becomes its title, the same for every reader.
//!
//! ```text
//! eigenanteil.quote                       Eigenanteil am Projektvolumen
//! zuwendung.bund.stelle.a.monate.2022     Bund: Monate für E 13 – Leitung
//! ```
//! The words stand in `worte.yaml` under `titel`, by the words of the name. An id in the name is
//! told by what the data call it; its year is told where a reader asks for that. Where no word
//! tells of all that a name says, the longest end that a word tells of counts.
//!
//! Invariant: no amount is in a title, so that it holds in every scenario and every cell.

use jiff::civil::Date;

use crate::data::{Bedarf, Bei, Einheit, Paper, Posten, Stelle, Wording, Zeile, Zuwendung};
use crate::finance::{Contribution, Frame, Name, Parts, Period, Subject};
use crate::german;

/// Titles of the figures of a paper.
#[derive(Debug, Clone, Copy)]
pub struct Titles<'a> {
    paper: &'a Paper,
    /// A paper that the figures may be of as well.
    other: Option<&'a Paper>,
}

/// What a name says behind its subject.
#[derive(Debug, Default)]
struct Said<'a> {
    /// Its words, `von` for what it names by an id.
    words: Vec<&'a str>,
    /// What it names so.
    of: String,
    /// The number among its words.
    number: &'a str,
    /// The day since which it holds.
    since: Option<Date>,
    /// Which part of its year it is of.
    part: Option<&'a str>,
}

impl<'a> Titles<'a> {
    /// Those of `paper`.
    pub fn of(paper: &'a Paper) -> Self {
        Self { paper, other: None }
    }

    /// The same where figures may be of `other`, too.
    #[must_use]
    pub fn and(self, other: &'a Paper) -> Self {
        Self { other: Some(other), ..self }
    }

    /// The title of the figure called `name`; the name itself where nothing is known of it.
    pub fn title(&self, name: &Name) -> String {
        self.find(name).unwrap_or_else(|| name.to_string())
    }

    /// The same with the year of the figure, or that it is of all years together.
    pub fn dated(&self, name: &Name) -> String {
        let title = self.title(name);
        match name.parts() {
            // A contribution tells of the year of its total.
            Parts { frame: Frame::Bridge, .. } => title,
            Parts { period: Some(Period::Jahr(jahr)), .. } => {
                self.fill("im_jahr", &[("titel", &title), ("jahr", &jahr.to_string())])
            }
            Parts { period: Some(Period::All), .. } => self.total(&title),
            Parts { period: None, .. } => title,
        }
    }

    /// What is called `title`, of all years together.
    pub fn total(&self, title: &str) -> String {
        self.fill("insgesamt", &[("titel", title)])
    }

    /// What the figure tells of its subject, where that stands above it already.
    pub fn part(&self, name: &Name) -> String {
        let parts = name.parts();
        let said = self.said(&parts);
        self.told(&parts, &said).map_or_else(|| self.title(name), |title| self.timed(title, &said))
    }

    /// The title of the figure called `name`; none where nothing is known of it.
    pub fn find(&self, name: &Name) -> Option<String> {
        let within = |key: &str, of: &str, titles: &Self| {
            let told = titles.title(&name.own());
            self.fill(&format!("rahmen.{key}"), &[("name", of), ("titel", &told)])
        };
        Some(match name.frame() {
            Frame::Own => return self.own(&name.parts()),
            Frame::Nothing => within("nichts", "", self),
            Frame::Bridge => self.of_bridge(name),
            Frame::Step(0) => within("anfang", "", self),
            frame @ Frame::Step(number) => within(frame.word(), &number.to_string(), self),
            frame @ Frame::Szenario(id) => {
                let found = self.paper.szenarien.iter().find(|of| of.id.value == id);
                let paper = found.map_or(self.paper, |of| &of.paper);
                within(frame.word(), found.map_or(id, |of| &of.name), &Self { paper, ..*self })
            }
            frame => within(frame.word(), "", self),
        })
    }

    /// The title of a figure of the paper itself.
    fn own(&self, parts: &Parts<'_>) -> Option<String> {
        let said = self.said(parts);
        let title = match (self.subject(parts), self.told(parts, &said)) {
            (Some(title), None) if said.words.is_empty() => title,
            (Some(title), what) => self.fill("von", &[("titel", &title), ("was", &what?)]),
            (None, what) => what?,
        };
        Some(self.timed(title, &said))
    }

    /// What the figure of these `parts` tells of its subject.
    fn told(&self, parts: &Parts<'_>, Said { words, of, number, .. }: &Said<'_>) -> Option<String> {
        let stem = format!("titel.{}", parts.subject.word());
        let key = (0..words.len().max(1)).find_map(|start| {
            let end = words.get(start..).unwrap_or_default();
            let key = [stem.as_str()].iter().chain(end).copied().collect::<Vec<_>>().join(".");
            let yearly = parts.period.map(|_| format!("{key}.jaehrlich"));
            let mut keys = yearly.into_iter().chain([format!("{key}.name"), key]);
            keys.find(|key| self.wording().find(key).is_some())
        })?;
        let giver = self.grant(parts.subject).map(Zuwendung::drittmittelgeber).unwrap_or_default();
        let filled = [("von", of.as_str()), ("nummer", number), ("dritte", giver)];
        Some(self.wording().fill(&key, &filled))
    }

    /// What is called `title`, of the part of its year that a name says.
    fn timed(&self, mut title: String, Said { since, part, .. }: &Said<'_>) -> String {
        if let Some(day) = since {
            title = self.fill("seit", &[("titel", &title), ("tag", &german::date(*day))]);
        }
        if let Some(number) = part {
            title = self.fill("zeitabschnitt", &[("titel", &title), ("nummer", number)]);
        }
        title
    }

    fn said<'n>(&self, parts: &Parts<'n>) -> Said<'n> {
        let mut said = Said::default();
        said.words.extend(parts.subject.id().filter(|_| has_own_word(parts.subject)));
        let is_cost = matches!(parts.subject, Subject::Folgekosten(_));
        let aspect = parts.aspect.iter().skip(usize::from(is_cost)).copied();
        let mut rest = aspect.chain(parts.part.iter().copied()).peekable();
        while let Some(word) = rest.next() {
            let named = rest.peek().and_then(|id| named(parts.subject, word, id));
            if let Some(subject) = named {
                rest.next();
                said.of = self.reference(subject);
                match said.words.last() {
                    Some(&"von") => {}
                    _ => said.words.extend(kept(parts.subject, word).into_iter().chain(["von"])),
                }
                said.words.extend(self.unit(parts.subject, word, subject));
            } else if let Ok(day) = word.parse() {
                said.since = Some(day);
            } else if !word.bytes().all(|byte| byte.is_ascii_digit()) {
                said.words.push(word);
            } else if parts.part.contains(&word) {
                said.part = Some(word);
            } else {
                said.number = word;
                said.words.push("nummer");
            }
        }
        said.words.retain(|word| *word != "zeitabschnitt");
        said
    }

    /// What a subject is called within the title of another.
    fn reference(&self, subject: Subject<'_>) -> String {
        let title = self.subject(&Name::from(subject).parts()).unwrap_or_default();
        let filled = [("geber", title.as_str())];
        match subject {
            Subject::Zuwendung(_) => self.wording().fill("tabelle.zuwendung_von", &filled),
            Subject::Rest(_) => self.wording().fill("tabelle.rest_nach", &filled),
            _ => title,
        }
    }

    fn grant(&self, of: Subject<'_>) -> Option<&'a Zuwendung> {
        let mut all = [Some(self.paper), self.other].into_iter().flatten();
        all.find_map(|paper| {
            paper
                .zuwendungen
                .iter()
                .find(|grant| Name::zuwendung(&grant.id.value) == Name::from(of))
        })
    }

    /// For what a rate of a grant is paid.
    fn unit(&self, of: Subject<'_>, word: &str, rolle: Subject<'_>) -> Option<&'static str> {
        let grant = self.grant(of).filter(|_| word == "satz")?;
        let rate =
            grant.saetze.iter().find(|satz| Some(satz.rolle.value.as_str()) == rolle.id())?;
        Some(match rate.je {
            Einheit::Vollzeitstelle => "je_stelle",
            Einheit::Rolle => "insgesamt",
        })
    }

    /// What a subject with an id is called; the id itself where neither paper knows it.
    fn subject(&self, parts: &Parts<'_>) -> Option<String> {
        let of = |paper| self.known(paper, parts);
        let id = parts.subject.id().filter(|_| !has_own_word(parts.subject))?;
        let known = of(self.paper).or_else(|| of(self.other?));
        Some(known.unwrap_or_else(|| id.to_owned()))
    }

    /// What `paper` calls a subject.
    fn known(&self, paper: &Paper, parts: &Parts<'_>) -> Option<String> {
        let named = |key: &str, name: &str| self.fill(&format!("namen.{key}"), &[("name", name)]);
        let investition = |id: &str| paper.investitionen.iter().find(|of| of.id.value == id);
        Some(match parts.subject {
            Subject::Stelle(id) => stelle(paper.stellen.iter().find(|of| of.id.value == id)?),
            Subject::Kosten(id) => {
                paper.kosten.iter().find(|of| of.id.value == id)?.bezeichnung.clone()
            }
            Subject::Zuwendung(id) | Subject::Rest(id) => {
                Posten::Zuwendung(self.grant(Subject::Zuwendung(id))?).title().to_owned()
            }
            Subject::Investition(id) | Subject::Abschreibung(id) | Subject::Sonderposten(id) => {
                investition(id)?.bezeichnung.clone()
            }
            Subject::Folgekosten(id) => {
                let costs = &investition(id)?.folgekosten;
                let cost =
                    costs.iter().find(|of| parts.aspect.first() == Some(&of.id.value.as_str()));
                cost?.bezeichnung.clone()
            }
            Subject::Kostensatz(id) => {
                paper.kostensaetze.iter().find(|of| of.id == id)?.bezeichnung.clone()
            }
            Subject::Steigerung(id) => named("steigerung", id),
            Subject::Rolle(id) => named("rolle", id),
            Subject::Angabe(id) => named("angabe", id),
            Subject::Ansatz(id) => {
                let own = paper.posten().map(Posten::zeile);
                let mut all = own.chain(paper.profil.zeilen.values().map(|of| &**of));
                self.zeile(all.find(|zeile| zeile.schluessel == id)?)
            }
            Subject::Teilplan(nummer) => named("teilplan", nummer),
            Subject::Zeile(_) | Subject::Finanzzeile(_) => self.zeile(zeile(paper, parts.subject)?),
            Subject::Deckung(id) => {
                let entry = paper.deckung.iter().find(|of| of.id.value == id)?;
                let art = self
                    .wording()
                    .say(&format!("nachweis.deckung.arten.{}", entry.art.schluessel()));
                let jahr = entry.jahr.to_string();
                self.fill("namen.deckung", &[("jahr", &jahr), ("art", art)])
            }
            _ => return None,
        })
    }

    /// What a line of a plan is called where lines of both plans may stand.
    fn zeile(&self, zeile: &Zeile) -> String {
        let wort = self.paper.profil.zeilenwort(zeile.plan);
        let told = self.fill(
            "namen.zeile",
            &[("wort", wort), ("nummer", &zeile.nummer), ("name", &zeile.name)],
        );
        match &zeile.teilplan {
            Some(teilplan) => {
                self.fill("namen.zeile_von", &[("teilplan", &teilplan.nummer), ("zeile", &told)])
            }
            None => told,
        }
    }

    /// The title of a figure of a bridge.
    fn of_bridge(&self, name: &Name) -> String {
        let parts = name.parts();
        if parts.subject == Subject::Input {
            let step = parts.aspect.first().copied().unwrap_or_default();
            return self.fill("bruecke.eingabe", &[("nummer", step)]);
        }
        // What is of no step stands for something that one version does not have.
        let Some(Contribution { total, step: Some(step), behind }) = name.contribution() else {
            return self.wording().say("titel.rahmen.nichts").to_owned();
        };
        let told = self.fill("bruecke.beitrag", &[("nummer", step), ("zu", &self.dated(&total))]);
        let factor = behind.last().and_then(|last| {
            self.wording().find(&format!("titel.bruecke.teile.{last}")).map(str::to_owned)
        });
        let row = behind.get(..behind.len() - usize::from(factor.is_some())).unwrap_or_default();
        let row = row.join(".").parse::<Name>().map(|row| self.title(&row));
        let all = row.into_iter().map(|row| self.fill("bruecke.davon", &[("zeile", &row)]));
        [told].into_iter().chain(all).chain(factor).collect::<Vec<_>>().join(", ")
    }

    fn wording(&self) -> &'a Wording {
        &self.paper.profil.wording
    }

    /// A word about titles, with `filled` in its places.
    fn fill(&self, key: &str, filled: &[(&str, &str)]) -> String {
        self.wording().fill(&format!("titel.{key}"), filled)
    }
}

/// Whether what stands behind the word of the subject is a word of the program, not of the data.
fn has_own_word(subject: Subject<'_>) -> bool {
    match subject {
        Subject::Folge(_) | Subject::Bedarf(_) => true,
        Subject::Deckung(kind) => Bedarf::of_key(kind).is_some(),
        _ => false,
    }
}

/// What the word `word` of a name and the `id` behind it name; none where that is no id.
fn named<'n>(of: Subject<'_>, word: &str, id: &'n str) -> Option<Subject<'n>> {
    let is_grant = matches!(of, Subject::Zuwendung(_));
    Some(match word {
        _ if matches!(of, Subject::Bedarf(_)) => Subject::Ansatz(id),
        "stelle" => Subject::Stelle(id),
        "kosten" => Subject::Kosten(id),
        "hoechstens" if is_grant => Subject::Kosten(id),
        "rolle" => Subject::Rolle(id),
        "satz" if is_grant => Subject::Rolle(id),
        "investition" => Subject::Investition(id),
        "zuwendung" => Subject::Zuwendung(id),
        "rest" if is_grant => Subject::Rest(id),
        _ => return None,
    })
}

/// The word before an id that says more than what the id is of.
fn kept<'n>(of: Subject<'_>, word: &'n str) -> Option<&'n str> {
    Some(word).filter(|word| match of {
        Subject::Zuwendung(_) => ["satz", "hoechstens"].contains(word),
        Subject::Bedarf(_) => true,
        _ => false,
    })
}

/// A Stelle without its quantity, which may be another one in another year.
fn stelle(stelle: &Stelle) -> String {
    match stelle.bei {
        Bei::Stadt => format!("{} – {}", stelle.grad, stelle.funktion),
        Bei::Traeger => stelle.funktion.clone(),
    }
}

/// The line of `paper` that is `subject`, one on which it has something first.
fn zeile<'p>(paper: &'p Paper, subject: Subject<'_>) -> Option<&'p Zeile> {
    let own = paper.posten().map(Posten::zeile);
    own.chain(paper.profil.zeilen.values().map(|of| &**of))
        .find(|zeile| Name::from(*zeile) == Name::from(subject))
}
