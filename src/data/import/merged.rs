//! Finds merged cells in an OpenDocument workbook, of which `calamine` does not tell.
//!
//! Reads the tags of `content.xml` and nothing else of it.

use super::position::Region;
use super::tags::{attribute, count, name as tag_name, part, tags, unescape};

/// The merged cells of the sheet `name` of the workbook `bytes`; nothing where its
/// content cannot be read.
pub(super) fn regions(bytes: &[u8], name: &str) -> Option<Vec<Region>> {
    Some(in_sheet(&part(bytes, "content.xml")?, name))
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
