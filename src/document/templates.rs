//! Checks that the templates of a city fit together before one of them runs.
//!
//! The template engine stops at the first thing that is not there; here everything that a
//! template names and nobody has is found at once, each with its place: included files,
//! components, the templates of kinds of paper, and names and provisions of the profile.
//! What a template calculates is not looked at.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use crate::data::{Paper, VORSCHRIFTEN};
use crate::diagnostic::{Diagnostic, FileId, Place, Sources, nearest};

/// The templates of a city: names relative to its folder, and their texts.
pub type TemplateFiles = BTreeMap<String, FileId>;

/// A template of text, cut into what the engine reads.
pub(super) struct Template {
    file: FileId,
    text: Arc<str>,
    /// What stands between `{{` and `}}` or between `{%` and `%}`.
    tags: Vec<Range<usize>>,
}

/// The templates of text among `templates`; the page layout is none.
pub(super) fn read(templates: &TemplateFiles, sources: &Sources) -> Vec<Template> {
    let texts = templates.iter().filter(|(name, _)| name.ends_with(".md"));
    texts
        .map(|(_, file)| {
            let text = sources.text(*file);
            Template { file: *file, tags: tags(&text), text }
        })
        .collect()
}

/// All that `read` templates name and that neither `templates` nor the profile of `paper` has.
pub(super) fn check(
    read: &[Template],
    templates: &TemplateFiles,
    paper: &Paper,
) -> Vec<Diagnostic> {
    let components: BTreeSet<&str> =
        read.iter().flat_map(Template::tags).filter_map(|(tag, _)| defined(tag)).collect();
    let mut found = kinds_without_template(templates, paper);
    for template in read {
        for (tag, start) in template.tags() {
            if let Some((name, at)) =
                included(tag).filter(|(name, _)| !templates.contains_key(*name))
            {
                found.push(template.lacks_file(name, start + at, templates));
            }
            if let Some((name, at)) = called(tag).filter(|(name, _)| !components.contains(name)) {
                found.push(template.lacks_component(name, start + at, &components));
            }
        }
    }
    found.extend(lacking(read, "namen.", &keys(&paper.profil.namen), Template::lacks_name));
    // Of these, `data` knows where a paper needs them, and says so there.
    let recht = keys(&paper.profil.recht).into_iter().chain(VORSCHRIFTEN).collect();
    found.extend(lacking(read, "recht.", &recht, Template::lacks_recht));
    found
}

fn keys<T>(map: &BTreeMap<String, T>) -> BTreeSet<&str> {
    map.keys().map(String::as_str).collect()
}

/// What `read` templates name after `prefix` and `known` has not; a name whose presence some
/// template asks for may be lacking.
fn lacking(
    read: &[Template],
    prefix: &str,
    known: &BTreeSet<&str>,
    report: impl Fn(&Template, &str, usize, &BTreeSet<&str>) -> Diagnostic,
) -> Vec<Diagnostic> {
    let optional: BTreeSet<&str> = read
        .iter()
        .flat_map(|template| template.names(prefix))
        .filter(|(_, _, after)| is_question(after))
        .map(|(name, ..)| name)
        .collect();
    let mut found = Vec::new();
    for template in read {
        for (name, at, _) in template.names(prefix) {
            if !known.contains(name) && !optional.contains(name) {
                found.push(report(template, name, at, known));
            }
        }
    }
    found
}

/// The kinds of paper of the profile, but that of `paper`, that no template is for.
fn kinds_without_template(templates: &TemplateFiles, paper: &Paper) -> Vec<Diagnostic> {
    let kinds = paper.profil.arten.keys().filter(|kind| **kind != paper.vorlage.art);
    kinds
        .filter(|kind| !templates.contains_key(&format!("{kind}.md")))
        .map(|kind| {
            let path = format!("templates/{}/{kind}.md", paper.vorlage.stadt);
            let message = format!("Die Vorlagendatei der Art `{kind}` fehlt");
            Diagnostic::of_path("vorlagendatei-fehlt", path, message).with_hint(
                "Legen Sie die Datei an, oder löschen Sie die Art unter `arten:` im Profil der \
                    Stadt.",
            )
        })
        .collect()
}

/// Where a template of `read` asks for the figure `name`.
pub(super) fn asks_for_figure(read: &[Template], name: &str) -> Option<Place> {
    let quoted = format!("\"{name}\"");
    read.iter().find_map(|template| {
        template.tags().find_map(|(tag, start)| {
            let at = start + tag.find("zahl(").and_then(|_| tag.find(&quoted))? + 1;
            Some(template.place(at, name))
        })
    })
}

impl Template {
    /// The tags, each with where it begins.
    fn tags(&self) -> impl Iterator<Item = (&str, usize)> {
        self.tags.iter().filter_map(|range| Some((self.text.get(range.clone())?, range.start)))
    }

    /// What the template names after `prefix`, such as `namen.`, each with where it stands and with
    /// what follows it in its tag.
    fn names(&self, prefix: &str) -> impl Iterator<Item = (&str, usize, &str)> {
        self.tags().flat_map(move |(tag, start)| {
            tag.match_indices(prefix).filter_map(move |(at, _)| {
                let before = tag.get(..at)?.chars().next_back();
                let rest = tag.get(at + prefix.len()..)?;
                let name = identifier(rest)?;
                let is_whole = before.is_none_or(|c| !(is_part(c) || c == '.'));
                let after = rest.get(name.len()..)?;
                is_whole.then_some((name, start + at + prefix.len(), after))
            })
        })
    }

    fn place(&self, at: usize, name: &str) -> Place {
        Place { file: self.file, range: at..at + name.len() }
    }

    fn lacks_file(&self, name: &str, at: usize, templates: &TemplateFiles) -> Diagnostic {
        let message = format!("Die Vorlagendatei `{name}` fehlt");
        let problem = Diagnostic::error("vorlagendatei-fehlt", &self.place(at, name), message);
        match nearest(name, templates.keys().map(String::as_str)) {
            Some(near) => problem.with_hint(format!("Meinten Sie `{near}`?")),
            None => problem.with_hint("Legen Sie die Datei an, oder löschen Sie diese Zeile."),
        }
    }

    fn lacks_component(&self, name: &str, at: usize, known: &BTreeSet<&str>) -> Diagnostic {
        let message = format!("Die Klausel `{name}` gibt es nicht");
        let problem = Diagnostic::error("klausel-unbekannt", &self.place(at, name), message);
        match nearest(name, known.iter().copied()) {
            Some(near) => problem.with_hint(format!("Meinten Sie `{near}`?")),
            None => problem.with_hint(format!(
                "Legen Sie sie unter `klauseln/` an; sie beginnt mit `{{% component {name}(…) %}}`."
            )),
        }
    }

    fn lacks_recht(&self, name: &str, at: usize, known: &BTreeSet<&str>) -> Diagnostic {
        let message = format!("Im Profil der Stadt fehlt die Vorschrift `{name}`");
        let problem = Diagnostic::error("recht-unbekannt", &self.place(at, name), message);
        match nearest(name, known.iter().copied()) {
            Some(near) => problem.with_hint(format!("Meinten Sie `recht.{near}`?")),
            None => problem.with_hint(format!(
                "Ergänzen Sie in `profil.yaml` unter `recht:` die Zeile `{name}: {{ norm: \"§ …\", \
                    stand: 01.01.2021 }}`; `stand` ist der Tag, zu dem sie geprüft ist."
            )),
        }
    }

    fn lacks_name(&self, name: &str, at: usize, known: &BTreeSet<&str>) -> Diagnostic {
        let message = format!("Im Profil der Stadt fehlt der Name `{name}`");
        let problem = Diagnostic::error("name-fehlt", &self.place(at, name), message);
        match nearest(name, known.iter().copied()) {
            Some(near) => problem.with_hint(format!("Meinten Sie `namen.{near}`?")),
            None => problem.with_hint(format!(
                "Ergänzen Sie in `profil.yaml` unter `namen:` die Zeile `{name}: …`."
            )),
        }
    }
}

/// What stands between the marks of the template language, without comments.
fn tags(text: &str) -> Vec<Range<usize>> {
    let mut tags = Vec::new();
    let mut from = 0;
    while let Some(open) = text.get(from..).and_then(|rest| rest.find('{')).map(|at| from + at) {
        let close = match text.get(open..open + 2) {
            Some("{{") => "}}",
            Some("{%") => "%}",
            Some("{#") => "#}",
            _ => {
                from = open + 1;
                continue;
            }
        };
        let inner = open + 2;
        // A tag that is never closed is for the engine to refuse.
        let Some(length) = text.get(inner..).and_then(|rest| rest.find(close)) else { break };
        if close != "#}" {
            tags.push(inner..inner + length);
        }
        from = inner + length + close.len();
    }
    tags
}

/// The component that `tag` defines.
fn defined(tag: &str) -> Option<&str> {
    identifier(body(tag).0.strip_prefix("component")?.trim_start())
}

/// The file that `tag` includes, and where it says so.
fn included(tag: &str) -> Option<(&str, usize)> {
    let (body, at) = body(tag);
    let rest = body.strip_prefix("include")?;
    let quote = rest.find('"')?;
    let name = rest.get(quote + 1..)?.split('"').next()?;
    Some((name, at + "include".len() + quote + 1))
}

/// The component that `tag` calls, and where it says so.
fn called(tag: &str) -> Option<(&str, usize)> {
    let (body, at) = body(tag);
    Some((identifier(body.strip_prefix('<')?)?, at + 1))
}

/// `tag` without what trims blanks before it, and where that begins.
fn body(tag: &str) -> (&str, usize) {
    let body = tag.strip_prefix('-').unwrap_or(tag).trim_start();
    (body, tag.len() - body.len())
}

fn identifier(text: &str) -> Option<&str> {
    let end = text.find(|c: char| !is_part(c)).unwrap_or(text.len());
    text.get(..end).filter(|name| !name.is_empty())
}

fn is_part(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// Whether a template asks there whether a name exists at all.
fn is_question(after: &str) -> bool {
    let after = after.trim_start();
    ["is defined", "is not defined", "is undefined"]
        .iter()
        .any(|question| after.starts_with(question))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_found_without_comments_and_text() {
        #[track_caller]
        fn case(text: &str, expected: &[&str]) {
            let found: Vec<&str> = tags(text).into_iter().map(|range| &text[range]).collect();
            assert_eq!(found, expected, "{text}");
        }
        case("a {{ b }} {%- if c %}", &[" b ", "- if c "]);
        case("{# {{ a }} #}{{ b }}", &[" b "]);
        case("{ {{a}} { {{ offen", &["a"]);
    }

    #[test]
    fn what_a_tag_names_is_found_with_its_place() {
        assert_eq!(included("- include \"a/b.md\" "), Some(("a/b.md", 11)));
        assert_eq!(included(" inhalt "), None);
        assert_eq!(called("- <kasten an={x} /> "), Some(("kasten", 3)));
        assert_eq!(called(" a < b "), None);
        assert_eq!(defined(" component organ(name, namen) -"), Some("organ"));
    }
}
