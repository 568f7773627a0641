//! Marks sections in a text while it is rendered, and cuts them out of it.
//!
//! The template of a section says where it begins and ends, so that no city's heading has to
//! be known and nothing is rendered twice. The marks are those of figures without a middle,
//! which nothing else can make, and are gone before anybody reads the text.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::marks::{CLOSE, OPEN, is_reserved};

/// The template of the resolution: a heading, and under it the numbered items.
pub(super) const BESCHLUSS: &str = "abschnitte/beschluss.md";

/// The template that says what a paper has to do with an earlier one.
pub(super) const BEZUG: &str = "abschnitte/bezug.md";

/// The template of the calculation annex, which a city need not have.
pub(super) const NACHWEIS: &str = "abschnitte/nachweis.md";

/// Sections by the name of their template, as they were rendered.
pub(super) type Regions = BTreeMap<String, String>;

/// The template `name` with marks around what it renders, where that is cut out.
pub(super) fn wrap<'t>(name: &str, text: &'t str) -> Cow<'t, str> {
    if is_marked(name) { format!("{}{text}{OPEN}{CLOSE}", begin(name)).into() } else { text.into() }
}

/// How many bytes stand before the text of the template `name`.
pub(super) fn before(name: &str) -> usize {
    if is_marked(name) { begin(name).len() } else { 0 }
}

fn is_marked(name: &str) -> bool {
    [BESCHLUSS, BEZUG, NACHWEIS].contains(&name)
}

fn begin(name: &str) -> String {
    format!("{OPEN}{name}{CLOSE}")
}

/// `rendered` without the marks of sections, and the sections; of those that stand in it
/// several times the first.
pub(super) fn cut(rendered: &str) -> (String, Regions) {
    let mut text = String::with_capacity(rendered.len());
    let mut regions = Regions::new();
    let mut open: Vec<(&str, usize)> = Vec::new();
    let mut rest = rendered;
    while let Some((before, after)) = rest.split_once(OPEN) {
        text.push_str(before);
        let of_section = after.split_once(is_reserved);
        let Some((name, behind)) = of_section.filter(|(name, _)| {
            after.get(name.len()..).is_some_and(|mark| mark.starts_with(CLOSE))
        }) else {
            text.push(OPEN);
            rest = after;
            continue;
        };
        rest = behind;
        if !name.is_empty() {
            open.push((name, text.len()));
        } else if let Some((name, start)) = open.pop() {
            let section = text.get(start..).unwrap_or_default();
            regions.entry(name.to_owned()).or_insert_with(|| section.to_owned());
        }
    }
    text.push_str(rest);
    (text, regions)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_section_is_cut_out_and_the_text_is_as_without_marks() {
        let section = wrap(BESCHLUSS, "## Beschluss\n\n{{ a }}\n");
        let figure = format!("{OPEN}7\u{e001}1,00 €{CLOSE}");
        let rendered = section.replace("{{ a }}", &figure);
        let (text, regions) = cut(&format!("{figure} vor\n{rendered}nach\n"));
        assert_eq!(text, format!("{figure} vor\n## Beschluss\n\n{figure}\nnach\n"));
        assert_eq!(regions.get(BESCHLUSS), Some(&format!("## Beschluss\n\n{figure}\n")));
        assert_eq!(before(BESCHLUSS), section.find("##").unwrap());
        assert_eq!((wrap("kopf.md", "a"), before("kopf.md")), ("a".into(), 0));
    }

    #[test]
    fn what_a_template_leaves_open_is_no_section() {
        assert_eq!(cut(&format!("a{}b", begin(BEZUG))), ("ab".to_owned(), Regions::new()));
        assert_eq!(cut(&format!("a{OPEN}{CLOSE}b")), ("ab".to_owned(), Regions::new()));
        assert_eq!(cut(&format!("a{OPEN}")), (format!("a{OPEN}"), Regions::new()));
    }
}
