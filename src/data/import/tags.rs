//! The tags of an XML part of a workbook, for what `calamine` does not tell.
//!
//! Text between tags is not read, and nothing is checked: a workbook that is no XML
//! has been refused before.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use crate::limits::WORKBOOK;

/// The part `name` of the workbook `bytes` as text; nothing where there is none.
pub(super) fn part(bytes: &[u8], name: &str) -> Option<String> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let file = archive.by_name(name).ok()?;
    let mut content = Vec::new();
    file.take(WORKBOOK).read_to_end(&mut content).ok()?;
    Some(String::from_utf8_lossy(&content).into_owned())
}

/// The tags of `content`: what stands between `<` and `>`, which may stand inside an attribute too.
pub(super) fn tags(content: &str) -> impl Iterator<Item = &str> {
    let mut rest = content;
    std::iter::from_fn(move || {
        let (_, from) = rest.split_once('<')?;
        let mut quote = None;
        let end = from.find(|char| match (quote, char) {
            (None, '"' | '\'') => {
                quote = Some(char);
                false
            }
            (Some(open), _) if open == char => {
                quote = None;
                false
            }
            (None, '>') => true,
            _ => false,
        })?;
        let (tag, after) = from.split_at_checked(end)?;
        rest = after;
        Some(tag)
    })
}

/// The name of `tag`, with a slash before it where it closes.
pub(super) fn name(tag: &str) -> &str {
    let end = |char: char| char.is_whitespace();
    tag.trim_end_matches('/').split(end).next().unwrap_or_default()
}

/// The value of the attribute `name` as it is written.
pub(super) fn attribute<'t>(tag: &'t str, name: &str) -> Option<&'t str> {
    let (_, rest) = tag.split_once(&format!(" {name}="))?;
    let quote = rest.chars().next().filter(|char| matches!(char, '"' | '\''))?;
    rest.get(1..)?.split(quote).next()
}

/// The number of `attribute`, at least one.
pub(super) fn count(tag: &str, name: &str) -> u32 {
    attribute(tag, name).and_then(|number| number.parse().ok()).map_or(1, |count: u32| count.max(1))
}

/// `text` with the characters that its entities stand for.
pub(super) fn unescape(text: &str) -> String {
    [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&apos;", "'"), ("&amp;", "&")]
        .iter()
        .fold(text.to_owned(), |text, (escaped, plain)| text.replace(escaped, plain))
}
