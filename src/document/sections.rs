//! Finds the headings under which a part of the document stands.

use super::tree::{Block, Content, Tree};

/// What the part before the first heading is called.
pub const LETTERHEAD: &str = "Briefkopf";

/// The headings of a document.
pub(super) struct Sections {
    /// Where each begins, its level and its text, in the order of the text.
    headings: Vec<(usize, u8, String)>,
}

impl Sections {
    /// The headings of `tree`.
    pub(super) fn of(tree: &Tree) -> Self {
        let heading = |block: &Block| match &block.content {
            Content::Heading(level, spans) => {
                Some((block.range.start, *level, super::tree::text(spans)))
            }
            _ => None,
        };
        let headings = tree.every().into_iter().filter_map(heading).collect();
        Self { headings }
    }

    /// The headings above `offset` from the outermost inwards. The title of the
    /// paper is left out where a section stands below it.
    pub(super) fn path(&self, offset: usize) -> Vec<String> {
        let mut path: Vec<(u8, &str)> = Vec::new();
        for (_, level, text) in self.headings.iter().take_while(|(start, ..)| *start <= offset) {
            path.retain(|(above, _)| above < level);
            path.push((*level, text));
        }
        if path.len() > 1 {
            path.retain(|(level, _)| *level > 1);
        }
        if path.is_empty() {
            return vec![LETTERHEAD.to_owned()];
        }
        path.into_iter().map(|(_, text)| text.to_owned()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_the_headings_above() {
        let text =
            "Kopf\n\n# Vorlage\n\na\n\n## Kosten\n\n### Im *Einzelnen*\n\nb\n\n## Anlage\n\nc\n";
        let sections = Sections::of(&Tree::read(text, &[], &[]));
        let path = |word: &str| sections.path(text.find(word).unwrap());
        assert_eq!(path("Kopf"), ["Briefkopf"]);
        assert_eq!(path("a\n"), ["Vorlage"]);
        assert_eq!(path("b\n"), ["Kosten", "Im Einzelnen"]);
        assert_eq!(path("c\n"), ["Anlage"]);
    }
}
