//! The stages of a paper, each made once and remembered with what was found in it.
//!
//! A paper that names an earlier one takes it along: its figures are quoted among those of the
//! later one, and its text is compared with that. The earlier one comes as far as it is asked
//! for, and goes its way like any other.

use std::cell::OnceCell;
use std::sync::Arc;

use super::bridge::{self, Typed};
use super::effect;
use super::finished::{self, Finished, Planned};
use super::outcome::{Outcome, Stage, has_errors, kept};
use super::predecessor::findings::{self, faulty, textless, warned, without_resolution};
use super::predecessor::inserts::inserts;
use super::predecessor::quoted::{agree, follow, printed_so};
use super::predecessor::source::{Source, find, named};
use super::request::Request;
use crate::compare::{Bridge, NamedValue};
use crate::data::{Loaded, Paper};
use crate::diagnostic::{Diagnostic, Sources};
use crate::document::{self, Draft, Inserts, Setting, TemplateFiles};
use crate::finance::{self, Adopted, Figures};
use crate::limits::{self, Kind, Work};
use crate::output::{Head, Inputs};

/// How many bytes of text are made of one figure.
const WORDS: usize = 100;

/// A paper on its way.
pub(super) struct Way {
    request: Request,
    /// What was read; the paper itself stands beside it.
    loaded: Loaded,
    paper: Option<Arc<Paper>>,
    /// The templates of its city.
    texts: TemplateFiles,
    /// The paper before it, where it names one.
    earlier: OnceCell<Result<Option<Earlier>, Vec<Diagnostic>>>,
    planned: OnceCell<Stage<Plan>>,
    composed: OnceCell<Stage<Draft>>,
    finished: OnceCell<Stage<Finished>>,
}

/// The figures of a paper, and how those of the one before it stand among them.
struct Plan {
    figures: Arc<Figures>,
    adopted: Option<Adopted>,
    bridge: Option<Bridge>,
    /// The scenarios in which no figure is another one.
    unmoved: Vec<String>,
}

/// The paper before another one.
enum Earlier {
    /// The whole of it, and the values that its PDF printed.
    Vorlage(Box<Way>, Option<Vec<NamedValue>>),
    /// Its figures alone, and the file that they were read from.
    Numbers(Figures, String),
}

/// How far the paper before another one must come.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Depth {
    Figures,
    Text,
}

impl Way {
    pub(super) fn of(request: Request) -> Self {
        limits::about(&request.folder.display().to_string());
        let mut loaded = limits::within(&Work::on(Kind::Data, 0), || request.load());
        let paper = loaded.paper.take().map(Arc::new);
        let texts = finished::texts(&loaded.templates);
        Self {
            request,
            loaded,
            paper,
            texts,
            earlier: OnceCell::new(),
            planned: OnceCell::new(),
            composed: OnceCell::new(),
            finished: OnceCell::new(),
        }
    }

    pub(super) fn planned(self) -> Outcome<Planned> {
        let (plan, mut diagnostics) = self.to_figures();
        let figures = plan.map(|plan| Arc::clone(&plan.figures));
        let idle = if figures.is_some() { self.idle() } else { Vec::new() };
        let is_idle = !idle.is_empty();
        diagnostics.extend(idle);
        let made = self.paper.zip(figures).filter(|_| !is_idle);
        let made = made.map(|(paper, figures)| Planned { paper, figures });
        Outcome { made, diagnostics, sources: self.loaded.sources }
    }

    pub(super) fn figures(self) -> Outcome<(Arc<Figures>, Inputs)> {
        let (plan, diagnostics) = self.to_figures();
        let made = plan.map(|plan| (Arc::clone(&plan.figures), self.inputs()));
        Outcome { made, diagnostics, sources: self.loaded.sources }
    }

    pub(super) fn finished(self) -> Outcome<Finished> {
        let (_, diagnostics) = self.to_text();
        let made = self.finished.into_inner().and_then(|stage| stage.made);
        Outcome { made, diagnostics, sources: self.loaded.sources }
    }

    /// Why no variant of the paper is made: one of its scenarios changes nothing.
    pub(super) fn refused<T>(self) -> Option<Outcome<T>> {
        let has_szenarien = self.paper.as_ref().is_some_and(|paper| !paper.szenarien.is_empty());
        let diagnostics = if has_szenarien { self.idle() } else { Vec::new() };
        let sources = self.loaded.sources;
        (!diagnostics.is_empty()).then_some(Outcome { made: None, diagnostics, sources })
    }

    /// Goes as far as the figures; with all that was found.
    fn to_figures(&self) -> (Option<&Plan>, Vec<Diagnostic>) {
        let mut found = self.loaded.diagnostics.clone();
        let made = self.paper.as_ref().and_then(|_| {
            let note = kept(self.led(Depth::Figures), &mut found)?;
            found.extend(note);
            self.plan().told(&mut found)
        });
        (made, found)
    }

    /// Goes the whole way; with all that was found.
    fn to_text(&self) -> (Option<&Finished>, Vec<Diagnostic>) {
        let mut found = self.loaded.diagnostics.clone();
        if self.paper.is_none() {
            found.extend(document::proofread(&self.loaded.texte));
            return (None, found);
        }
        let made = kept(self.led(Depth::Text), &mut found).and_then(|note| {
            found.extend(note);
            self.plan().told(&mut found)?;
            self.finish().told(&mut found)
        });
        (made, found)
    }

    /// The paper before this one; what keeps it from being found is told by [`Self::led`].
    fn earlier(&self) -> Option<&Earlier> {
        self.earlier.get_or_init(|| self.find_earlier()).as_ref().ok()?.as_ref()
    }

    fn find_earlier(&self) -> Result<Option<Earlier>, Vec<Diagnostic>> {
        let Some(paper) = &self.paper else { return Ok(None) };
        let Some((bezug, quelle)) = named(paper) else { return Ok(None) };
        let check = |head: &Head| findings::check(&Head::of(paper), bezug, quelle, head);
        match find(bezug, quelle, &self.request).map_err(|problem| vec![problem])? {
            Source::Vorlage(request, numbers) => {
                let way = Self::of(*request);
                way.paper.as_ref().map_or(Ok(()), |earlier| check(&Head::of(earlier)))?;
                Ok(Some(Earlier::Vorlage(Box::new(way), numbers)))
            }
            Source::Numbers(figures, head, text) => {
                check(&head)?;
                Ok(Some(Earlier::Numbers(figures, text)))
            }
        }
    }

    /// Takes the paper before this one as far as `depth`; tells what is to be checked in it, or
    /// what keeps it from coming so far.
    fn led(&self, depth: Depth) -> Result<Option<Diagnostic>, Vec<Diagnostic>> {
        if let Err(problems) = self.earlier.get_or_init(|| self.find_earlier()) {
            return Err(problems.clone());
        }
        let Some((paper, earlier)) = self.paper.as_ref().zip(self.earlier()) else {
            return Ok(None);
        };
        let Some((_, quelle)) = named(paper) else { return Ok(None) };
        let is_compared = depth == Depth::Text;
        let Earlier::Vorlage(way, numbers) = earlier else {
            let needs_text = paper.vorlage.synopse || paper.names_ziffern();
            let lacks_text = is_compared && needs_text;
            return if lacks_text { Err(vec![textless(quelle, paper)]) } else { Ok(None) };
        };
        let (is_made, found) = match depth {
            Depth::Figures => told(way.to_figures()),
            Depth::Text => told(way.to_text()),
        };
        let texts = &way.loaded.sources;
        let Some(figures) = earlier.figures().filter(|_| is_made) else {
            // Of a chain that is too long the whole is at fault, and no paper of it.
            let is_endless = found.iter().any(|found| found.code == findings::ENDLESS);
            return Err(vec![match is_endless {
                true => findings::endless(quelle),
                false => faulty(quelle, &found, texts, &self.request.own()),
            }]);
        };
        printed_so(quelle, numbers.as_deref(), figures)?;
        let has_beschluss = || way.draft().made.as_ref()?.extracts.beschluss.as_ref();
        if is_compared && paper.names_ziffern() && has_beschluss().is_none() {
            return Err(vec![without_resolution(quelle)]);
        }
        Ok(warned(quelle, &found, texts))
    }

    fn plan(&self) -> &Stage<Plan> {
        self.planned.get_or_init(|| Stage::of(|found| self.make_plan(found)))
    }

    fn make_plan(&self, found: &mut Vec<Diagnostic>) -> Option<Plan> {
        let paper = self.paper.as_deref()?;
        let finance::Plan { mut figures, diagnostics } = finance::plan(paper);
        let failed = has_errors(&diagnostics);
        found.extend(diagnostics);
        if failed {
            return None;
        }
        // No scenario has figures of an earlier paper, which would be taken for a difference.
        let unmoved = finance::unmoved(paper, &figures);
        let unmoved = unmoved.iter().map(|szenario| szenario.id.value.clone()).collect();
        let (mut adopted, mut bridge) = (None, None);
        if let Some(earlier) = self.earlier() {
            let before = earlier.figures()?;
            adopted = follow(&mut figures, paper, before);
            kept(agree(paper, &figures), found)?;
            let own = Typed::of(paper, &self.request, &self.loaded.sources);
            let ends = earlier.typed().zip(own);
            bridge = ends.and_then(|(alt, neu)| bridge::add(&mut figures, (&alt, before), &neu));
        }
        Some(Plan { figures: Arc::new(figures), adopted, bridge, unmoved })
    }

    fn setting(&self) -> Option<Setting<'_>> {
        let paper = self.paper.as_deref()?;
        Some(Setting {
            paper,
            figures: &self.plan().made.as_ref()?.figures,
            templates: &self.texts,
            sources: &self.loaded.sources,
            annex: self.has_annex(paper),
            engines: &self.request.engines,
        })
    }

    fn has_annex(&self, paper: &Paper) -> bool {
        self.request.annex || paper.vorlage.nachweis
    }

    fn draft(&self) -> &Stage<Draft> {
        let draft = |found: &mut Vec<Diagnostic>| {
            let setting = self.setting()?;
            kept(limits::within(&wording(&setting), || setting.draft()), found)
        };
        self.composed.get_or_init(|| Stage::of(draft))
    }

    /// The findings about scenarios that change nothing, neither a figure nor a word. A variant
    /// may well be the same as a scenario.
    fn idle(&self) -> Vec<Diagnostic> {
        let unmoved = self.plan().made.as_ref().map_or(&[][..], |plan| &plan.unmoved);
        if unmoved.is_empty() || !self.request.variant.is_the_paper() {
            return Vec::new();
        }
        let text = self.setting().zip(self.draft().made.as_ref());
        text.map_or_else(Vec::new, |(setting, draft)| {
            effect::without_effect(&setting, unmoved, &draft.document)
        })
    }

    fn finish(&self) -> &Stage<Finished> {
        self.finished.get_or_init(|| Stage::of(|found| self.make_finished(found)))
    }

    fn make_finished(&self, found: &mut Vec<Diagnostic>) -> Option<Finished> {
        let Loaded { templates, sources, .. } = &self.loaded;
        let (paper, plan) = (self.paper.as_ref()?, self.plan().made.as_ref()?);
        let look = kept(finished::look(&paper.vorlage.stadt, templates, sources), found);
        let draft = self.draft().told(found)?;
        let idle = self.idle();
        kept(if idle.is_empty() { Ok(()) } else { Err(idle) }, found)?;
        let look = look?;
        let own = &draft.document;
        let whole = match self.inserts(paper, plan, draft) {
            Some(inserts) => {
                let (setting, inserts) = (self.setting()?, kept(inserts, found)?);
                let complete = || setting.complete(draft, inserts);
                Some(kept(limits::within(&wording(&setting), complete), found)?)
            }
            None => None,
        };
        let (document, base_text) = match whole {
            Some(whole) => (whole, Some(own.clone())),
            None => (own.clone(), None),
        };
        let earlier = self.earlier();
        let only_numbers = matches!(earlier, Some(Earlier::Numbers(..)));
        let undrawn = bridge::undrawn(paper, &document, plan.bridge.as_ref(), only_numbers);
        let is_wrong = has_errors(&undrawn);
        found.extend(draft.warnings().into_iter().chain(undrawn));
        if is_wrong {
            return None;
        }
        let evidence = earlier.map_or_else(|| sources.clone(), |of| of.evidence(sources));
        let inputs = earlier.into_iter().fold(self.inputs(), |own, earlier| earlier.carried(own));
        let (art, figures) = (paper.vorlage.art.clone(), Arc::clone(&plan.figures));
        let paper = Arc::clone(paper);
        let made = Finished { art, paper, figures, document, base_text, evidence, look, inputs };
        kept(made.proves_itself(sources), found)?;
        Some(made)
    }

    /// What the paper says about the one before it; none where there is none.
    fn inserts(
        &self,
        paper: &Paper,
        plan: &Plan,
        draft: &Draft,
    ) -> Option<Result<Inserts, Vec<Diagnostic>>> {
        let (earlier, adopted) = self.earlier().zip(plan.adopted)?;
        let mut made = match earlier {
            Earlier::Vorlage(way, _) => {
                let before = way.draft().made.as_ref()?;
                let sides = [before, draft].map(|of| (&of.document, &of.extracts));
                let [before, own] = sides;
                inserts(paper, adopted, before, own)
            }
            Earlier::Numbers(..) => Ok(Inserts::default()),
        };
        if let (Ok(made), Some(bridge)) = (&mut made, &plan.bridge) {
            bridge::attach(bridge, paper, &plan.figures, made);
        }
        Some(made)
    }

    /// What the paper was made from.
    fn inputs(&self) -> Inputs {
        let Loaded { templates, sources, stadt, .. } = &self.loaded;
        let inputs = Inputs::of(&self.request.folder, templates, sources).of_stadt(stadt.clone());
        let Some(paper) = &self.paper else { return inputs };
        let inputs = inputs.worded(&paper.profil.wording).annexed(self.has_annex(paper));
        inputs.of_scenario(paper.chosen.clone())
    }
}

/// The templates are programs of the city, which may never end; a figure is worth some words.
fn wording(setting: &Setting<'_>) -> Work {
    Work::on(Kind::Wording, setting.figures.len() * WORDS)
}

/// Whether a stage was reached, and what was found on the way.
fn told<T>((made, found): (Option<T>, Vec<Diagnostic>)) -> (bool, Vec<Diagnostic>) {
    (made.is_some(), found)
}

impl Earlier {
    /// Its figures.
    fn figures(&self) -> Option<&Figures> {
        match self {
            Self::Vorlage(way, _) => Some(&way.plan().made.as_ref()?.figures),
            Self::Numbers(figures, _) => Some(figures),
        }
    }

    /// What was typed in its data, where it is a whole paper.
    fn typed(&self) -> Option<Typed<'_>> {
        let Self::Vorlage(way, _) = self else { return None };
        Typed::of(way.paper.as_deref()?, &way.request, &way.loaded.sources)
    }

    /// The texts that vouch for what the paper after it says: its own `sources`, and those of
    /// this one and of all before it.
    fn evidence(&self, sources: &Sources) -> Sources {
        let mut all = sources.clone();
        if let Some(finished) = self.finished() {
            let _ = all.append(&finished.evidence);
        }
        all
    }

    /// `inputs` of the paper after it, with what this one was made from.
    fn carried(&self, inputs: Inputs) -> Inputs {
        match self {
            Self::Numbers(_, text) => inputs.after_figures(text),
            Self::Vorlage(..) => match self.finished() {
                Some(finished) => inputs.after(&finished.inputs),
                None => inputs,
            },
        }
    }

    fn finished(&self) -> Option<&Finished> {
        let Self::Vorlage(way, _) = self else { return None };
        way.finish().made.as_ref()
    }
}
