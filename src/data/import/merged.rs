//! Finds merged cells in an OpenDocument workbook, of which `calamine` does not tell.
//!
//! Reads the tags of `content.xml` and nothing else of it.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::sheet::Region;

/// The largest content that is read, in bytes.
const LARGEST: u64 = 256_000_000;

/// The merged cells of the sheet `name` of the workbook `bytes`; nothing where its
/// content cannot be read.
pub(super) fn regions(bytes: &[u8], name: &str) -> Option<Vec<Region>> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let file = archive.by_name("content.xml").ok()?;
    let mut content = Vec::new();
    file.take(LARGEST).read_to_end(&mut content).ok()?;
    Some(in_sheet(&String::from_utf8_lossy(&content), name))
}

fn in_sheet(content: &str, name: &str) -> Vec<Region> {
    let (mut regions, mut is_wanted) = (Vec::new(), false);
    let (mut row, mut column, mut height) = (0_u32, 0_u32, 1);
    for tag in tags(content) {
        match tag_name(tag) {
            "table:table" => {
                is_wanted =
                    attribute(tag, "table:name").is_some_and(|found| unescape(found) == name);
                row = 0;
            }
            "/table:table" => is_wanted = false,
            "table:table-row" => (column, height) = (0, count(tag, "table:number-rows-repeated")),
            "/table:table-row" => row = row.saturating_add(height),
            "table:table-cell" | "table:covered-table-cell" => {
                let spans = [
                    count(tag, "table:number-rows-spanned"),
                    count(tag, "table:number-columns-spanned"),
                ];
                if is_wanted && spans != [1, 1] {
                    let [rows, columns] = spans.map(|span| span - 1);
                    let end = (row.saturating_add(rows), column.saturating_add(columns));
                    regions.push(((row, column), end));
                }
                column = column.saturating_add(count(tag, "table:number-columns-repeated"));
            }
            _ => {}
        }
    }
    regions
}

/// What stands between `<` and `>`, which may stand inside an attribute too.
fn tags(content: &str) -> impl Iterator<Item = &str> {
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

fn tag_name(tag: &str) -> &str {
    let end = |char: char| char.is_whitespace();
    tag.trim_end_matches('/').split(end).next().unwrap_or_default()
}

fn attribute<'t>(tag: &'t str, name: &str) -> Option<&'t str> {
    let (_, rest) = tag.split_once(&format!(" {name}="))?;
    let quote = rest.chars().next().filter(|char| matches!(char, '"' | '\''))?;
    rest.get(1..)?.split(quote).next()
}

/// The number of `attribute`, at least one.
fn count(tag: &str, name: &str) -> u32 {
    attribute(tag, name).and_then(|number| number.parse().ok()).map_or(1, |count: u32| count.max(1))
}

fn unescape(text: &str) -> String {
    [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&apos;", "'"), ("&amp;", "&")]
        .iter()
        .fold(text.to_owned(), |text, (escaped, plain)| text.replace(escaped, plain))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_rows_and_columns_that_are_repeated() {
        let content = r#"<?xml version="1.0"?><office:body><table:table table:name="A">
            <table:table-row><table:table-cell table:number-columns-spanned="2"/></table:table-row>
            </table:table><table:table table:name="B &amp; &gt;"><table:table-column/>
            <table:table-row table:number-rows-repeated="3"><table:table-cell/></table:table-row>
            <table:table-row><table:table-cell table:number-columns-repeated="2"/>
            <table:table-cell table:number-columns-spanned="1" table:number-rows-spanned="4" x=">">
            <text:p>b</text:p></table:table-cell></table:table-row></table:table>"#;
        assert_eq!(in_sheet(content, "B & >"), [((3, 2), (6, 2))]);
        assert_eq!(in_sheet(content, "A"), [((0, 0), (0, 1))]);
        assert_eq!(in_sheet(content, "C"), []);
        for broken in ["", "<", "<table:table table:name=\"A", "<a b='>", "><"] {
            assert_eq!(in_sheet(broken, "A"), []);
        }
    }
}
