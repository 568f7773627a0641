//! Cleans rendered text: no blanks at the end of lines, one empty line between blocks.

use super::tree;

/// `text` without blanks at the end of lines and with one empty line between
/// blocks; code blocks stay as they are.
pub(super) fn tidy(text: &str) -> String {
    let code = tree::verbatim(text);
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
