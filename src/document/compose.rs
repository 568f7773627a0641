//! Renders the templates of a city with the figures and prose of a paper.
//!
//! Templates decide wording and order. What they insert is escaped, so that no
//! value of the data can become markup; prose is prepared by [`super::prose`].

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::sync::{Arc, Mutex, PoisonError};

use pulldown_cmark::{Event, Parser, Tag};
use tera::{Error, ErrorKind, Kwargs, ReportError, State, Tera, Value};

use super::german::{self, Style};
use super::prose::{self, Names};
use super::templates::{self, Template};
use super::{Document, Inserts, Meta, OPTIONS, context, facts, inserts, literals, marks, wide};
use crate::data::{Paper, Sitzung, Text};
use crate::diagnostic::{Diagnostic, FileId, Place, Sources, nearest};
use crate::finance::{Figures, Name};

/// The templates of a city: names relative to its folder, and their texts.
pub type TemplateFiles = BTreeMap<String, FileId>;

/// The template of the calculation annex, which a city need not have.
const NACHWEIS: &str = "abschnitte/nachweis.md";

/// What the functions of a template need, kept as long as the templates live.
pub(super) struct Shared {
    figures: Arc<Figures>,
    facts: BTreeMap<String, String>,
    texte: BTreeMap<String, Text>,
    /// What the paper says about the one before it; none while it is written to be compared.
    inserts: Option<Inserts>,
    folder: String,
    /// The templates, to say which of them asks for what is not there.
    templates: Vec<Template>,
    problems: Mutex<Vec<Diagnostic>>,
    /// The texts that a template has asked for.
    asked: Mutex<BTreeSet<String>>,
}

impl Shared {
    fn ask(&self, name: &str) {
        self.asked.lock().unwrap_or_else(PoisonError::into_inner).insert(name.to_owned());
    }

    /// The texts that no template has asked for, such as one whose name is misspelt.
    pub(super) fn unused(&self) -> Vec<Diagnostic> {
        let asked = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
        let lacking =
            || asked.iter().map(String::as_str).filter(|name| !self.texte.contains_key(*name));
        let unused = self.texte.iter().filter(|(name, _)| !asked.contains(*name));
        let report = |(name, text): (&String, &Text)| {
            let place = Place { file: text.parts.first()?.0, range: 0..0 };
            let message = format!("Den Text `{name}` druckt diese Vorlage nicht");
            let problem = Diagnostic::warning("text-ungenutzt", &place, message);
            Some(match nearest(name, lacking()) {
                Some(meant) => {
                    problem.with_hint(format!("Meinten Sie `{meant}`? Benennen Sie die Datei um."))
                }
                None => problem.with_hint("Benennen Sie die Datei um, oder löschen Sie sie."),
            })
        };
        unused.filter_map(report).collect()
    }

    /// Whether a template asked for what is not there.
    pub(super) fn has_problems(&self) -> bool {
        !self.problems.lock().unwrap_or_else(PoisonError::into_inner).is_empty()
    }

    fn report(&self, problems: impl IntoIterator<Item = Diagnostic>) {
        let mut known = self.problems.lock().unwrap_or_else(PoisonError::into_inner);
        for problem in problems {
            if !known.contains(&problem) {
                known.push(problem);
            }
        }
    }
}

/// Writes the text of `paper`, with `beilagen` where the templates place them; without any, it
/// says nothing about the paper before it. Returns the document and warnings, or all that
/// prevents one.
pub fn compose(
    paper: &Paper,
    figures: &Arc<Figures>,
    templates: &TemplateFiles,
    sources: &Sources,
    inserts: Option<&Inserts>,
) -> Result<(Document, Vec<Diagnostic>), Vec<Diagnostic>> {
    let shared = share(paper, figures, templates, sources, inserts);
    shared.report(literals::check(paper, figures, templates, sources));
    let kind = format!("{}.md", paper.vorlage.art);
    shared.report((!templates.contains_key(&kind)).then(|| absent(paper, &kind)));
    shared.report(templates::check(&shared.templates, templates, paper));
    let rendered = render(&kind, paper, &shared, templates, sources);
    let mut problems =
        std::mem::take(&mut *shared.problems.lock().unwrap_or_else(PoisonError::into_inner));
    let fatal = |problem: &Diagnostic| problem.severity == crate::diagnostic::Severity::Error;
    let marked = match rendered {
        Ok(marked) if !problems.iter().any(fatal) => marked,
        Ok(_) => return Err(problems),
        Err(problem) => {
            if !problems.iter().any(fatal) {
                problems.push(problem);
            }
            return Err(problems);
        }
    };
    let document = finish(&marked, paper, figures).map_err(|problem| vec![problem])?;
    problems.extend(shared.unused());
    Ok((document, problems))
}

pub(super) fn share(
    paper: &Paper,
    figures: &Arc<Figures>,
    templates: &TemplateFiles,
    sources: &Sources,
    inserts: Option<&Inserts>,
) -> Arc<Shared> {
    Arc::new(Shared {
        figures: Arc::clone(figures),
        facts: facts::facts(paper),
        texte: paper.texte.clone(),
        inserts: inserts.cloned(),
        folder: folder(paper, sources),
        templates: templates::read(templates, sources),
        problems: Mutex::default(),
        asked: Mutex::default(),
    })
}

/// Renders the template `name`.
pub(super) fn render(
    name: &str,
    paper: &Paper,
    shared: &Arc<Shared>,
    templates: &TemplateFiles,
    sources: &Sources,
) -> Result<String, Diagnostic> {
    let failed = |error: Error| failure(&error, paper, templates);
    if paper.vorlage.nachweis && !templates.contains_key(NACHWEIS) {
        return Err(absent(paper, NACHWEIS));
    }
    let mut tera = Tera::new();
    tera.autoescape_on(vec![".md"]);
    tera.set_escape_fn(escape);
    register(&mut tera, shared);
    let files: Vec<(&String, Arc<str>)> =
        markdown(templates).map(|(name, file)| (name, sources.text(*file))).collect();
    let files = files.iter().map(|(name, text)| (name.as_str(), &**text));
    tera.add_raw_templates(files).map_err(failed)?;

    let context = context::context(paper, &shared.figures, shared.inserts.as_ref());
    let context = tera::Context::from_serialize(&context).map_err(failed)?;
    tera.render(name, &context).map_err(failed)
}

/// The templates of text; the page layout is none.
fn markdown(templates: &TemplateFiles) -> impl Iterator<Item = (&String, &FileId)> {
    templates.iter().filter(|(name, _)| name.ends_with(".md"))
}

fn escape(text: &str, out: &mut dyn Write) -> std::io::Result<()> {
    out.write_all(german::escape(text).as_bytes())
}

fn register(tera: &mut Tera, shared: &Arc<Shared>) {
    let of = Arc::clone(shared);
    tera.register_function("zahl", move |arguments: Kwargs, _: &State<'_>| figure(&of, &arguments));
    let of = Arc::clone(shared);
    tera.register_function("text", move |arguments: Kwargs, _: &State<'_>| text(&of, &arguments));
    let of = Arc::clone(shared);
    tera.register_function("hat_text", move |arguments: Kwargs, _: &State<'_>| {
        let name: Cow<'_, str> = arguments.must_get("name")?;
        of.ask(&name);
        Ok::<_, Error>(Value::from(of.texte.contains_key(&*name)))
    });
    let inserts = Arc::new(shared.inserts.clone().unwrap_or_default());
    inserts::register(tera, &inserts);
}

/// `zahl(name="volumen", format="glatt")`: a figure, marked.
fn figure(shared: &Shared, arguments: &Kwargs) -> Result<Value, Error> {
    let name: Cow<'_, str> = arguments.must_get("name")?;
    let format: Option<Cow<'_, str>> = arguments.get("format")?;
    let style = match format.as_deref() {
        None => Style::Voll,
        Some(format) => Style::named(format)
            .ok_or_else(|| Error::message(format!("unbekanntes Format `{format}`")))?,
    };
    let Some(id) = shared.figures.find(&name) else {
        // Not an error of the engine, which would stop at the first.
        shared.report([unknown_figure(shared, &name)]);
        return Ok(Value::safe_string(""));
    };
    let text = german::figure(shared.figures.get(id), style)
        .ok_or_else(|| Error::message(format!("`{name}` lässt sich so nicht drucken")))?;
    Ok(Value::safe_string(&marks::mark(id, &text)))
}

fn unknown_figure(shared: &Shared, name: &str) -> Diagnostic {
    const CODE: &str = "unbekannte-zahl";
    let message = format!("Die Zahl `{name}` gibt es in dieser Vorlage nicht");
    let problem = match templates::asks_for_figure(&shared.templates, name) {
        Some(place) => Diagnostic::error(CODE, &place, message),
        None => Diagnostic::of_path(CODE, "templates", message),
    };
    match nearest(name, shared.figures.names().map(Name::as_str)) {
        Some(meant) => problem.with_hint(format!("Meinten Sie `{meant}`?")),
        None => problem.with_hint("`vorlage figures` nennt alle Zahlen der Vorlage."),
    }
}

/// `text(name="alternative", ebene=3)`: a piece of prose, its headings from level 3.
fn text(shared: &Shared, arguments: &Kwargs) -> Result<Value, Error> {
    let name: Cow<'_, str> = arguments.must_get("name")?;
    let level: usize = arguments.get("ebene")?.unwrap_or(1);
    shared.ask(&name);
    let Some(text) = shared.texte.get(&*name) else {
        let path = format!("{}texte/{name}.md", shared.folder);
        shared.report([Diagnostic::of_path(
            "text-fehlt",
            path,
            format!("Der Text `{name}` fehlt"),
        )
        .with_hint("Legen Sie die Datei an; die Vorlage der Stadt druckt sie.")]);
        return Ok(Value::safe_string(""));
    };
    let names = Names { figures: &shared.figures, facts: &shared.facts };
    let mut problems = Vec::new();
    // What only another scenario prints must be right as well.
    for (file, all) in text.alle.iter().filter(|_| text.alle != text.parts) {
        prose::prepare(all, *file, level, &names, &mut problems);
    }
    let parts: Vec<String> = text
        .parts
        .iter()
        .map(|(file, part)| prose::prepare(part, *file, level, &names, &mut problems))
        .collect();
    shared.report(problems);
    Ok(Value::safe_string(parts.join("\n\n").trim_matches('\n')))
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
            let problem = match place(report, templates) {
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

fn place(report: &ReportError, templates: &TemplateFiles) -> Option<Place> {
    let file = *templates.get(report.filename())?;
    Some(Place { file, range: report.span().range.clone() })
}

/// Takes the marks out and checks what only the whole text shows.
fn finish(marked: &str, paper: &Paper, figures: &Figures) -> Result<Document, Diagnostic> {
    let tidy = tidy(&wide::split(&tidy(marked)));
    let (markdown, printed) = marks::strip(&tidy, figures)
        .map_err(|_| broken(paper, "Eine Zahl wurde in der Vorlagendatei zerschnitten"))?;
    let (markdown, changes) = marks::spell_out(&markdown)
        .map_err(|_| broken(paper, "Eine Änderung wurde in der Vorlagendatei zerschnitten"))?;
    outline(&markdown).map_err(|message| broken(paper, message))?;
    let meta = Meta {
        art: running_title(paper),
        nummer: paper.vorlage.nummer.clone(),
        betreff: paper.vorlage.betreff.clone(),
        stadt: paper.profil.namen.get("stadt").cloned().unwrap_or_default(),
        datum: paper.vorlage.datum,
    };
    Ok(Document { markdown, printed, changes, meta })
}

/// The kind of paper as the head of every page shows it; with the mark of a paper that is not
/// public, where the city has one.
fn running_title(paper: &Paper) -> String {
    let art = match context::szenario(paper) {
        None => context::art(paper),
        Some(name) => format!("{} – Szenario {name}", context::art(paper)),
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
fn outline(markdown: &str) -> Result<(), &'static str> {
    let mut previous = 0;
    for event in Parser::new_ext(markdown, OPTIONS) {
        match event {
            Event::Start(Tag::Heading { level, .. }) => {
                let level = level as usize;
                if level == 1 && previous > 0 {
                    return Err("Das Dokument hat mehr als eine Überschrift der ersten Ebene");
                }
                if level > previous + 1 {
                    return Err("Eine Überschrift des Dokuments überspringt eine Ebene");
                }
                previous = level;
            }
            Event::Html(_) | Event::InlineHtml(_) => {
                return Err("Das Dokument enthält HTML");
            }
            _ => {}
        }
    }
    if previous == 0 { Err("Das Dokument hat keine Überschrift") } else { Ok(()) }
}

/// `text` without blanks at the end of lines and with one empty line between
/// blocks; code blocks stay as they are.
pub(super) fn tidy(text: &str) -> String {
    let code: Vec<std::ops::Range<usize>> = Parser::new_ext(text, OPTIONS)
        .into_offset_iter()
        .filter(|(event, _)| matches!(event, Event::Start(Tag::CodeBlock(_))))
        .map(|(_, range)| range)
        .collect();
    let mut tidy = String::with_capacity(text.len());
    let mut offset = 0;
    for line in text.split_inclusive('\n') {
        let inside = code.iter().any(|range| range.contains(&offset));
        offset += line.len();
        if inside {
            tidy.push_str(line);
        } else if !line.trim().is_empty() {
            tidy.push_str(line.trim_end_matches([' ', '\t', '\r', '\n']));
            tidy.push('\n');
        } else if !tidy.is_empty() && !tidy.ends_with("\n\n") {
            tidy.push('\n');
        }
    }
    format!("{}\n", tidy.trim_end())
}
