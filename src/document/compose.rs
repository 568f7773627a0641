//! Renders the templates of a city with the figures and prose of a paper.
//!
//! Templates decide wording and order. What they insert is escaped, so that no
//! value of the data can become markup; prose is prepared by [`super::prose`].

use std::sync::{Arc, Mutex};

use tera::{Error, ErrorKind};

use super::engine::{self, Engines, Sheet};
use super::literals::composed::Origins;
use super::regions::{self, NACHWEIS, Regions};
use super::shared::{Shared, lock};
use super::templates::{self, TemplateFiles};
use super::tidy::tidy;
use super::tree::{Content, Tree};
use super::{Document, Extracts, Inserts, Meta, context, facts, literals, marks};
use crate::data::{Paper, Sitzung};
use crate::diagnostic::{Diagnostic, Severity, Sources};
use crate::finance::Figures;

/// All that the text of a paper is made of.
#[derive(Debug, Clone, Copy)]
pub struct Setting<'a> {
    /// The paper.
    pub paper: &'a Paper,
    /// All its figures.
    pub figures: &'a Arc<Figures>,
    /// The templates of its city.
    pub templates: &'a TemplateFiles,
    /// The texts of paper and city.
    pub sources: &'a Sources,
    /// Whether it carries its calculation annex.
    pub annex: bool,
    /// What runs the templates.
    pub engines: &'a Engines,
}

/// The text of a paper without what it says about the paper before it.
pub struct Draft {
    /// The text.
    pub document: Document,
    /// The sections of it that are compared on their own.
    pub extracts: Extracts,
    shared: Arc<Shared>,
}

impl Draft {
    /// What is to be said of the paper, which can be written: of the draft, and of the whole
    /// text once that was written, too. What either prints is not unused.
    pub fn warnings(&self) -> Vec<Diagnostic> {
        let mut warnings = lock(&self.shared.problems).clone();
        warnings.extend(self.shared.unused());
        warnings
    }
}

impl Setting<'_> {
    /// Writes the text of the paper, as if there were none before it, or tells all that
    /// prevents one.
    pub fn draft(&self) -> Result<Draft, Vec<Diagnostic>> {
        let Self { paper, figures, templates, sources, .. } = *self;
        let shared = Arc::new(Shared {
            figures: Arc::clone(figures),
            facts: facts::facts(paper),
            texte: paper.texte.clone(),
            folder: folder(paper, sources),
            templates: templates::read(templates, sources),
            problems: Mutex::default(),
            asked: Mutex::default(),
        });
        shared.report(literals::check(paper, figures, templates, sources));
        let kind = self.kind();
        shared.report((!templates.contains_key(&kind)).then(|| absent(paper, &kind)));
        shared.report(templates::check(&shared.templates, templates, paper));
        let (document, regions) = self.write(&shared, None)?;
        let extracts = Extracts::of(paper, &regions);
        Ok(Draft { document, extracts, shared })
    }

    /// Writes the text of `draft` once more, with `inserts` where the templates place them.
    pub fn complete(&self, draft: &Draft, inserts: Inserts) -> Result<Document, Vec<Diagnostic>> {
        Ok(self.write(&draft.shared, Some(inserts))?.0)
    }

    fn write(
        &self,
        shared: &Arc<Shared>,
        inserts: Option<Inserts>,
    ) -> Result<(Document, Regions), Vec<Diagnostic>> {
        crate::tally::enter("text", String::new);
        let rendered = self.render(shared, inserts.clone());
        let mut problems = lock(&shared.problems).clone();
        let is_wrong = problems.iter().any(|problem| problem.severity == Severity::Error);
        let rendered = match rendered {
            Ok(rendered) if !is_wrong => rendered,
            Ok(_) => return Err(problems),
            Err(problem) => {
                problems.extend((!is_wrong).then_some(problem));
                return Err(problems);
            }
        };
        let (marked, regions) = regions::cut(&rendered);
        let document =
            finish(&marked, self.paper, self.figures).map_err(|problem| vec![problem])?;
        problems.extend(self.made_up(&document, shared, inserts.as_ref()));
        let is_wrong = problems.iter().any(|problem| problem.severity == Severity::Error);
        if is_wrong { Err(problems) } else { Ok((document, regions)) }
    }

    /// The numbers of `document` that neither texts nor data say.
    fn made_up(
        &self,
        document: &Document,
        shared: &Shared,
        inserts: Option<&Inserts>,
    ) -> Vec<Diagnostic> {
        let Self { paper, figures, templates, sources, annex, .. } = *self;
        let words = || {
            let context = context::context(paper, figures, inserts, annex);
            let facts = shared.facts.values().cloned();
            let inserted = inserts.into_iter().flat_map(Inserts::texts).cloned();
            facts.chain(context::words(&context)).chain(inserted).collect()
        };
        let quotes = inserts.is_some();
        let origins = Origins { paper, figures, templates, sources, words: &words, quotes };
        literals::composed::check(document, &origins)
    }

    fn render(&self, shared: &Arc<Shared>, inserts: Option<Inserts>) -> Result<String, Diagnostic> {
        let Self { paper, templates, .. } = *self;
        let failed = |error: Error| failure(&error, paper, templates);
        if self.annex && !templates.contains_key(NACHWEIS) {
            return Err(absent(paper, NACHWEIS));
        }
        let engine = self.engines.of(templates, self.sources).map_err(failed)?;
        let context = context::context(paper, self.figures, inserts.as_ref(), self.annex);
        let context = tera::Context::from_serialize(&context).map_err(failed)?;
        let inserts = Arc::new(inserts.unwrap_or_default());
        let sheet = Sheet { shared: Arc::clone(shared), inserts };
        engine.render(&self.kind(), &context, sheet).map_err(failed)
    }

    /// The template of the paper.
    fn kind(&self) -> String {
        format!("{}.md", self.paper.vorlage.art)
    }
}

/// What the paths of the paper's files begin with.
fn folder(paper: &Paper, sources: &Sources) -> String {
    let path = sources.path(paper.vorlage.place.file);
    path.rfind(['/', '\\']).and_then(|end| path.get(..=end)).unwrap_or_default().to_owned()
}

fn failure(error: &Error, paper: &Paper, templates: &TemplateFiles) -> Diagnostic {
    const CODE: &str = "vorlagendatei";
    let folder = format!("templates/{}/", paper.vorlage.stadt);
    let (problem, message) = match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            let message = "Die Vorlagendatei lässt sich nicht ausführen";
            let problem = match engine::place(report, templates) {
                Some(place) => Diagnostic::error(CODE, &place, message),
                None => Diagnostic::of_path(CODE, folder + report.filename(), message),
            };
            (problem, report.message().to_owned())
        }
        ErrorKind::TemplateNotFound(name) => return absent(paper, name),
        _ => {
            let message = "Die Vorlagendateien passen nicht zusammen";
            (Diagnostic::of_path(CODE, folder, message), error.to_string())
        }
    };
    let lines: Vec<&str> = message.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    problem.with_hint(format!("Die Vorlagensprache meldet: {}", lines.join(" ")))
}

fn absent(paper: &Paper, name: &str) -> Diagnostic {
    let path = format!("templates/{}/{name}", paper.vorlage.stadt);
    Diagnostic::of_path("vorlagendatei-fehlt", path, format!("Die Vorlagendatei `{name}` fehlt"))
        .with_hint("Legen Sie die Datei an; die Ordner der anderen Städte sind ein Vorbild.")
}

/// Takes the marks out and checks what only the whole text shows.
fn finish(marked: &str, paper: &Paper, figures: &Figures) -> Result<Document, Diagnostic> {
    let (markdown, printed) = marks::strip(&tidy(marked), figures)
        .map_err(|_| broken(paper, "Eine Zahl wurde in der Vorlagendatei zerschnitten"))?;
    let (markdown, changes) = marks::spell_out(&markdown)
        .map_err(|_| broken(paper, "Eine Änderung wurde in der Vorlagendatei zerschnitten"))?;
    let meta = Meta {
        art: running_title(paper),
        nummer: paper.vorlage.nummer.clone(),
        betreff: paper.vorlage.betreff.clone(),
        stadt: paper.profil.namen.get("stadt").cloned().unwrap_or_default(),
        datum: paper.vorlage.datum,
    };
    let document = Document::new(markdown, printed, changes, meta);
    outline(&document.tree).map_err(|message| broken(paper, message))?;
    Ok(document)
}

/// The kind of paper as the head of every page shows it; with the mark of a paper that is not
/// public, where the city has one.
fn running_title(paper: &Paper) -> String {
    let art = match facts::szenario(paper) {
        None => facts::art(paper),
        Some(name) => paper
            .profil
            .wording
            .fill("tabelle.szenario", &[("art", &facts::art(paper)), ("name", name)]),
    };
    let art = match paper.is_draft {
        true => paper.profil.wording.fill("tabelle.entwurf", &[("art", &art)]),
        false => art,
    };
    let mark = paper.profil.namen.get("vermerk_nichtoeffentlich");
    match mark.filter(|_| paper.vorlage.sitzung == Sitzung::Nichtoeffentlich) {
        Some(mark) => format!("{art} ({mark})"),
        None => art,
    }
}

fn broken(paper: &Paper, message: &str) -> Diagnostic {
    let path = format!("templates/{}/{}.md", paper.vorlage.stadt, paper.vorlage.art);
    Diagnostic::of_path("vorlagendatei", path, message)
        .with_hint("Korrigieren Sie die Vorlagendatei der Stadt unter `templates/`.")
}

/// One heading of the first level, which comes first; none skipped; no raw HTML.
fn outline(tree: &Tree) -> Result<(), &'static str> {
    let mut previous = 0;
    for block in tree.every() {
        let Content::Heading(level, _) = block.content else { continue };
        if level == 1 && previous > 0 {
            return Err("Das Dokument hat mehr als eine Überschrift der ersten Ebene");
        }
        if level > previous + 1 {
            return Err("Eine Überschrift des Dokuments überspringt eine Ebene");
        }
        previous = level;
    }
    if tree.has_html {
        return Err("Das Dokument enthält HTML");
    }
    if tree.is_too_deep {
        return Err("Listen und Zitate des Dokuments sind zu tief ineinander geschachtelt");
    }
    if previous == 0 { Err("Das Dokument hat keine Überschrift") } else { Ok(()) }
}
