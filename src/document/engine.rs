//! Runs the templates of a city, which are read once for all papers that share them.
//!
//! An engine knows no paper: what its functions tell a template lies on a desk while one text
//! is written, and is gone afterwards. So papers of a city, both texts of a paper and every
//! build of a session run the same engine.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::Write;
use std::sync::{Arc, Mutex};

use tera::{Error, Kwargs, ReportError, State, Tera, Value};

use super::inserts::Inserts;
use super::shared::{Shared, lock};
use super::templates::TemplateFiles;
use super::written::{self, Style};
use super::{marks, prose, regions};
use crate::diagnostic::{Place, Sources};

/// How many sets of templates are kept; a session in which templates are edited makes many.
const MOST: usize = 8;

/// The engines of the sets of templates that were asked for; clones share them.
#[derive(Clone, Default)]
pub struct Engines(Arc<Mutex<Vec<Arc<Engine>>>>);

impl std::fmt::Debug for Engines {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "Engines({})", lock(&self.0).len())
    }
}

impl Engines {
    /// The engine that runs `templates`.
    pub(super) fn of(
        &self,
        templates: &TemplateFiles,
        sources: &Sources,
    ) -> Result<Arc<Engine>, Error> {
        let texts = templates.iter().filter(|(name, _)| name.ends_with(".md"));
        let texts: Texts = texts.map(|(name, file)| (name.clone(), sources.text(*file))).collect();
        let mut known = lock(&self.0);
        if let Some(engine) = known.iter().find(|engine| engine.texts == texts) {
            return Ok(Arc::clone(engine));
        }
        let engine = Arc::new(Engine::new(texts)?);
        if known.len() == MOST {
            known.remove(0);
        }
        known.push(Arc::clone(&engine));
        Ok(engine)
    }
}

/// Templates by name.
type Texts = BTreeMap<String, Arc<str>>;

/// The templates of a city, ready to be run.
pub(super) struct Engine {
    texts: Texts,
    tera: Tera,
    desk: Desk,
    /// Held while a text is written: there is one desk.
    writing: Mutex<()>,
}

/// What the functions of the templates look at.
type Desk = Arc<Mutex<Option<Sheet>>>;

/// What one text is made of.
#[derive(Clone)]
pub(super) struct Sheet {
    pub(super) shared: Arc<Shared>,
    pub(super) inserts: Arc<Inserts>,
}

impl Engine {
    fn new(texts: Texts) -> Result<Self, Error> {
        crate::tally::enter("engine", String::new);
        let desk = Desk::default();
        let mut tera = Tera::new();
        tera.autoescape_on(vec![".md"]);
        tera.set_escape_fn(escape);
        register(&mut tera, &desk);
        let marked = texts.iter().map(|(name, text)| (name.as_str(), regions::wrap(name, text)));
        tera.add_raw_templates(marked)?;
        Ok(Self { texts, tera, desk, writing: Mutex::default() })
    }

    /// Renders the template `name` for what lies on `sheet`.
    pub(super) fn render(
        &self,
        name: &str,
        context: &tera::Context,
        sheet: Sheet,
    ) -> Result<String, Error> {
        let _writing = lock(&self.writing);
        *lock(&self.desk) = Some(sheet);
        let text = self.tera.render(name, context);
        *lock(&self.desk) = None;
        text
    }
}

/// Where in `templates` a report of the engine points.
pub(super) fn place(report: &ReportError, templates: &TemplateFiles) -> Option<Place> {
    let name = report.filename();
    let file = *templates.get(name)?;
    let before = regions::before(name);
    let range = &report.span().range;
    let range = range.start.saturating_sub(before)..range.end.saturating_sub(before);
    Some(Place { file, range })
}

fn escape(text: &str, out: &mut dyn Write) -> std::io::Result<()> {
    out.write_all(written::escape(text).as_bytes())
}

fn register(tera: &mut Tera, desk: &Desk) {
    add(tera, desk, "zahl", figure);
    add(tera, desk, "text", text);
    add(tera, desk, "hat_text", |sheet, arguments| {
        let name: Cow<'_, str> = arguments.must_get("name")?;
        Ok(Value::from(sheet.shared.ask(&name).is_some()))
    });
    add(tera, desk, "hat_beilage", |sheet, arguments| {
        let name: Cow<'_, str> = arguments.must_get("name")?;
        Ok(Value::from(sheet.inserts.find(&name).is_some()))
    });
    add(tera, desk, "beilage", insert);
}

/// Lets templates call `function` under `name`.
fn add(
    tera: &mut Tera,
    desk: &Desk,
    name: &'static str,
    function: impl Fn(&Sheet, &Kwargs) -> Result<Value, Error> + Send + Sync + 'static,
) {
    let desk = Arc::clone(desk);
    tera.register_function(name, move |arguments: Kwargs, _: &State<'_>| {
        let sheet = lock(&desk).clone();
        let sheet = sheet.ok_or_else(|| Error::message("es wird kein Text geschrieben"))?;
        function(&sheet, &arguments)
    });
}

/// `zahl(name="volumen", format="glatt")`: a figure, marked.
fn figure(sheet: &Sheet, arguments: &Kwargs) -> Result<Value, Error> {
    let shared = &sheet.shared;
    let name: Cow<'_, str> = arguments.must_get("name")?;
    let format: Option<Cow<'_, str>> = arguments.get("format")?;
    let style = match format.as_deref() {
        None => Style::Full,
        Some(format) => Style::named(format)
            .ok_or_else(|| Error::message(format!("unbekanntes Format `{format}`")))?,
    };
    let Some(id) = shared.figures.find(&name) else {
        // Not an error of the engine, which would stop at the first.
        shared.report([shared.unknown_figure(&name)]);
        return Ok(Value::safe_string(""));
    };
    let text = written::figure(shared.figures.get(id), style)
        .ok_or_else(|| Error::message(format!("`{name}` lässt sich so nicht drucken")))?;
    Ok(Value::safe_string(&marks::mark(id, &text)))
}

/// `text(name="alternative", ebene=3)`: a piece of prose, its headings from level 3.
fn text(sheet: &Sheet, arguments: &Kwargs) -> Result<Value, Error> {
    let shared = &sheet.shared;
    let name: Cow<'_, str> = arguments.must_get("name")?;
    let level: usize = arguments.get("ebene")?.unwrap_or(1);
    let Some(text) = shared.ask(&name) else {
        shared.report([shared.lacks_text(&name)]);
        return Ok(Value::safe_string(""));
    };
    let names = shared.names();
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

/// `beilage(name="synopse")`: a part that is made of two papers.
fn insert(sheet: &Sheet, arguments: &Kwargs) -> Result<Value, Error> {
    let name: Cow<'_, str> = arguments.must_get("name")?;
    // What every line but the first begins with, such as inside a quotation.
    let weiter: Option<Cow<'_, str>> = arguments.get("weiter")?;
    let line = format!("\n{}", weiter.as_deref().unwrap_or_default());
    sheet
        .inserts
        .find(&name)
        .map(|text| Value::safe_string(&text.replace('\n', &line)))
        .ok_or_else(|| Error::message(format!("die Beilage `{name}` gibt es hier nicht")))
}
