//! Tells in which files changed what is printed in scenarios alone.
//!
//! Two versions are compared by what they print. A block that belongs to a scenario is not
//! printed where the paper itself is written, so a change of it shows in no synopsis; it is
//! named here, by its file, lest two versions be said to be the same.

use std::collections::BTreeMap;

use crate::compare::version::Version;

/// What a file says beside what is printed of it, and its path as the user knows it.
struct Hidden {
    path: String,
    words: Vec<String>,
}

/// The files whose words beside those that are printed changed: blocks of scenarios, or
/// which scenarios they belong to.
pub(in crate::compare) fn changed(old: Version<'_>, new: Version<'_>) -> Vec<String> {
    let (mut before, after) = (hidden(old), hidden(new));
    let mut changed = Vec::new();
    for (name, Hidden { path, words }) in after {
        let old = before.remove(&name).map(|of| of.words).unwrap_or_default();
        changed.extend((old != words).then_some(path));
    }
    let gone = before.into_values().filter(|of| !of.words.is_empty());
    changed.into_iter().chain(gone.map(|of| of.path)).collect()
}

/// By key and name of the file, which both versions have in common.
fn hidden(of: Version<'_>) -> BTreeMap<(&str, &str), Hidden> {
    let mut all = BTreeMap::new();
    for (key, text) in &of.paper.texte {
        for (file, printed) in &text.parts {
            let path = of.sources.path(*file);
            let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
            let words = words(&of.sources.text(*file), printed);
            all.insert((key.as_str(), name), Hidden { path: path.to_owned(), words });
        }
    }
    all
}

/// The words of the lines of `whole` that are blank in what is `printed` of it, byte by byte.
fn words(whole: &str, printed: &str) -> Vec<String> {
    let (mut words, mut start) = (Vec::new(), 0);
    for line in whole.split_inclusive('\n') {
        let end = start + line.len();
        if printed.get(start..end).is_some_and(|left| left.trim().is_empty()) {
            words.extend(line.split_whitespace().map(str::to_owned));
        }
        start = end;
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hidden_words_are_those_of_lines_that_became_blank() {
        let whole = "Für alle.\n\n```szenario a\nÄ b\n```\nEnde\n";
        let printed = whole.replace("```szenario a\nÄ b\n```", "             \n    \n   ");
        assert_eq!(words(whole, whole), [""; 0]);
        assert_eq!(words(whole, &printed), ["```szenario", "a", "Ä", "b", "```"]);
    }
}
