//! Turns YAML into a tree in which every value knows its place.
//!
//! Values are text, exactly as the clerk typed them: `0504`, `08`, `no` and
//! `84100.10` are not taken for numbers or truth values here, and nothing ever
//! passes through a float. Anchors, aliases, tags and merged keys are refused:
//! every value stands where it holds. Nesting is limited by the parser and the
//! tree is built without recursion, so that no input can exhaust the stack.

use serde_yaml::granit_parser::{Event, Options, Parser, ScalarStyle, Span};

use super::intake::Intake;
use super::{refusal, syntax};
use crate::diagnostic::{Diagnostic, FileId, Place};
use crate::limits::{YAML_DEPTH, YAML_ENTRIES, YAML_KEYS, YAML_NODES, YAML_VALUE};

/// How YAML writes nothing; `~` alone is a value here, for a profile takes away what it inherits
/// with it.
const NULL: [&str; 3] = ["null", "Null", "NULL"];

/// A value of a YAML file.
#[derive(Debug, Clone)]
pub(in crate::data) struct Node {
    /// All of it.
    pub(in crate::data) place: Place,
    /// What a finding about it as a whole points at: its key, or the first line of a list entry.
    pub(in crate::data) anchor: Place,
    /// What it is.
    pub(in crate::data) kind: Kind,
}

/// What a value is.
#[derive(Debug, Clone)]
pub(in crate::data) enum Kind {
    /// Nothing was written.
    Empty,
    /// Text, a number, a date: a single value as typed, without its quotes.
    Scalar(String),
    /// A list.
    Sequence(Vec<Node>),
    /// Keys and their values in the order of the file; a key may stand twice.
    Mapping(Vec<Entry>),
}

/// A key and its value.
#[derive(Debug, Clone)]
pub(in crate::data) struct Entry {
    /// The key.
    pub(in crate::data) key: Key,
    /// Its value.
    pub(in crate::data) value: Node,
}

/// A key and where it stands.
#[derive(Debug, Clone)]
pub(in crate::data) struct Key {
    /// The key as typed.
    pub(in crate::data) name: String,
    /// Where it stands.
    pub(in crate::data) place: Place,
}

impl Node {
    /// The value of the first key called `name`.
    pub(in crate::data) fn get(&self, name: &str) -> Option<&Self> {
        self.entries().iter().find(|entry| entry.key.name == name).map(|entry| &entry.value)
    }

    /// The keys and values of a mapping; nothing for anything else.
    pub(in crate::data) fn entries(&self) -> &[Entry] {
        if let Kind::Mapping(entries) = &self.kind { entries } else { &[] }
    }

    /// The entries of a list; nothing for anything else.
    pub(in crate::data) fn items(&self) -> &[Self] {
        if let Kind::Sequence(items) = &self.kind { items } else { &[] }
    }

    /// The text of a single value.
    pub(in crate::data) fn as_text(&self) -> Option<&str> {
        if let Kind::Scalar(text) = &self.kind { Some(text) } else { None }
    }

    /// Whether `other` says the same, wherever it stands.
    pub(in crate::data) fn says_the_same(&self, other: &Self) -> bool {
        match (&self.kind, &other.kind) {
            (Kind::Empty, Kind::Empty) => true,
            (Kind::Scalar(left), Kind::Scalar(right)) => left == right,
            (Kind::Sequence(left), Kind::Sequence(right)) => {
                left.len() == right.len()
                    && left.iter().zip(right).all(|(left, right)| left.says_the_same(right))
            }
            (Kind::Mapping(left), Kind::Mapping(right)) => {
                left.len() == right.len()
                    && left.iter().zip(right).all(|(left, right)| {
                        left.key.name == right.key.name && left.value.says_the_same(&right.value)
                    })
            }
            _ => false,
        }
    }
}

/// Reads the one YAML document of `file`, or reports why it cannot be read. A
/// file of comments alone is an empty node.
pub(in crate::data) fn parse(file: FileId, intake: &Intake) -> Option<Node> {
    parse_as(&intake.text(file), file, intake)
}

/// Reads `text` as the content of `file`, of which it may be a part as long as every
/// byte keeps its place.
pub(in crate::data) fn parse_as(text: &str, file: FileId, intake: &Intake) -> Option<Node> {
    let mut options = Options::default();
    options.set_emit_comments(false);
    options.emit_anchor_events = true;
    options.disallow_directives = true;
    options.flow_nesting_limit = YAML_DEPTH;
    options.block_nesting_limit = YAML_DEPTH;
    let mut tree = Tree { file, text, open: Vec::new(), root: None, documents: 0, nodes: 0 };
    for event in Parser::new_from_str_with_options(text, options) {
        let taken = match event {
            Ok((event, span)) => {
                let place = tree.place(&span);
                refusal::cut_text(&event, &place, text)
                    .into_iter()
                    .for_each(|cut| intake.report(cut));
                tree.take(&event, &span)
            }
            Err(error) => Err(syntax::explain(file, text, &error)),
        };
        if let Err(finding) = taken {
            return intake.reject(finding);
        }
    }
    let nothing = Place { file, range: 0..0 };
    Some(tree.root.unwrap_or(Node { place: nothing.clone(), anchor: nothing, kind: Kind::Empty }))
}

/// A tree that grows with every event of the parser.
struct Tree<'t> {
    file: FileId,
    text: &'t str,
    open: Vec<Open>,
    root: Option<Node>,
    documents: usize,
    nodes: usize,
}

/// A list or mapping whose end is still to come.
enum Open {
    Sequence { start: usize, items: Vec<Node> },
    Mapping { start: usize, entries: Vec<Entry>, key: Option<Key> },
}

impl Tree<'_> {
    fn take(&mut self, event: &Event<'_>, span: &Span) -> Result<(), Diagnostic> {
        let place = self.place(span);
        if let Some(finding) = refusal::refuse(event, span, &place, self.text) {
            return Err(finding);
        }
        self.nodes += 1;
        if self.nodes > YAML_NODES {
            return Err(refusal::too_many(&place));
        }
        match event {
            Event::DocumentStart(..) => {
                self.documents += 1;
                if self.documents > 1 {
                    return Err(refusal::second_document(&place));
                }
            }
            Event::Scalar(value, style, ..) => {
                if value.len() > YAML_VALUE {
                    return Err(refusal::too_long(&place));
                }
                // Where nothing was written the parser gives `~` without extent.
                let is_nothing = place.range.is_empty() || NULL.contains(&value.as_ref());
                let empty = *style == ScalarStyle::Plain && is_nothing;
                let kind = if empty { Kind::Empty } else { Kind::Scalar(value.to_string()) };
                self.put(Node { anchor: place.clone(), place, kind })?;
            }
            Event::SequenceStart(..) => {
                self.open_container(&place, |start| Open::Sequence { start, items: Vec::new() })?;
            }
            Event::MappingStart(..) => {
                self.open_container(&place, |start| Open::Mapping {
                    start,
                    entries: Vec::new(),
                    key: None,
                })?;
            }
            Event::SequenceEnd | Event::MappingEnd => {
                if let Some(node) = self.close(&place) {
                    self.put(node)?;
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn open_container(
        &mut self,
        place: &Place,
        open: impl FnOnce(usize) -> Open,
    ) -> Result<(), Diagnostic> {
        if let Some(Open::Mapping { key: None, .. }) = self.open.last() {
            return Err(refusal::key_is_no_text(place, self.text));
        }
        if self.open.len() >= YAML_DEPTH {
            return Err(syntax::too_deep(place));
        }
        self.open.push(open(place.range.start));
        Ok(())
    }

    fn close(&mut self, end: &Place) -> Option<Node> {
        let (start, last, kind) = match self.open.pop()? {
            Open::Sequence { start, items } => {
                (start, items.last().map(|item| item.place.range.end), Kind::Sequence(items))
            }
            Open::Mapping { start, entries, .. } => {
                let last = entries.last().map(|entry| entry.value.place.range.end);
                (start, last, Kind::Mapping(entries))
            }
        };
        // The end of a block is only noticed where the next one begins, lines below;
        // of a flow (`[…]`) it is the bracket.
        let end = if end.range.is_empty() { last.unwrap_or(start) } else { end.range.end };
        let place = Place { file: self.file, range: start..end.max(start) };
        let anchor = match &kind {
            Kind::Mapping(entries) => entries.first().map_or(place.clone(), first_line),
            _ => place.clone(),
        };
        Some(Node { place, anchor, kind })
    }

    fn put(&mut self, mut node: Node) -> Result<(), Diagnostic> {
        match self.open.last_mut() {
            None => self.root = Some(node),
            Some(Open::Sequence { items, .. }) if items.len() >= YAML_ENTRIES => {
                return Err(refusal::too_many_entries(&node.place, YAML_ENTRIES));
            }
            Some(Open::Mapping { entries, .. }) if entries.len() >= YAML_KEYS => {
                return Err(refusal::too_many_entries(&node.place, YAML_KEYS));
            }
            Some(Open::Sequence { items, .. }) => items.push(node),
            Some(Open::Mapping { entries, key, .. }) => match key.take() {
                Some(key) => {
                    if matches!(node.kind, Kind::Empty) {
                        node.place = key.place.clone();
                    }
                    if !matches!(node.kind, Kind::Scalar(_)) {
                        node.anchor = key.place.clone();
                    }
                    entries.push(Entry { key, value: node });
                }
                None => match node.kind {
                    Kind::Scalar(name) if name.starts_with('-') => {
                        return Err(syntax::dash_without_space(&node.place, &name));
                    }
                    Kind::Scalar(name) => *key = Some(Key { name, place: node.place }),
                    _ => return Err(refusal::key_is_no_text(&node.place, self.text)),
                },
            },
        }
        Ok(())
    }

    fn place(&self, span: &Span) -> Place {
        let (start, end) = (self.offset(&span.start), self.offset(&span.end));
        Place { file: self.file, range: start..end.max(start) }
    }

    fn offset(&self, mark: &serde_yaml::granit_parser::Marker) -> usize {
        syntax::offset(self.text, mark)
    }
}

/// The key of an entry, together with its value where that is a single one.
fn first_line(entry: &Entry) -> Place {
    let mut place = entry.key.place.clone();
    if entry.value.as_text().is_some() {
        place.range.end = entry.value.place.range.end;
    }
    place
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(yaml: &str) -> Result<(Node, Intake), &'static str> {
        let intake = Intake::default();
        match parse(intake.add("a.yaml", yaml), &intake) {
            Some(node) => Ok((node, intake)),
            None => Err(intake.finish("").1[0].code),
        }
    }

    #[test]
    fn values_stay_what_was_typed() {
        let (node, _) =
            read("a: [0504, 08, no, 1.10, 1e3, .inf, 0x1F, ~, null, \"null\", \"no\", 'it''s']\n")
                .unwrap();
        let texts: Vec<&str> =
            node.get("a").unwrap().items().iter().filter_map(Node::as_text).collect();
        let typed = ["0504", "08", "no", "1.10", "1e3", ".inf", "0x1F", "~", "null", "no", "it's"];
        assert_eq!(texts, typed);
    }

    #[test]
    fn values_know_their_place() {
        let yaml = "ä: ü   # x\nb:\n  - c: 'd'\n    e:\n      f: 1\n";
        let (node, intake) = read(yaml).unwrap();
        let shown =
            |place: &Place| intake.text(place.file).get(place.range.clone()).map(str::to_owned);
        assert_eq!(shown(&node.get("ä").unwrap().place).as_deref(), Some("ü"));
        let item = &node.get("b").unwrap().items()[0];
        assert_eq!(shown(&item.get("c").unwrap().place).as_deref(), Some("'d'"));
        assert_eq!(shown(&item.anchor).as_deref(), Some("c: 'd'"));
        assert_eq!(shown(&item.get("e").unwrap().anchor).as_deref(), Some("e"));
    }

    #[test]
    fn what_a_paper_does_not_need_is_refused() {
        #[track_caller]
        fn case(yaml: &str, code: &str) {
            assert_eq!(read(yaml).map(drop), Err(code));
        }
        case("a: &x 1\nb: *x\n", "yaml-sonderzeichen");
        case("a: !!str 1\n", "yaml-sonderzeichen");
        case("<<: *x\n", "yaml-sonderzeichen");
        case("? [a]\n: 1\n", "yaml-klammer");
        case("a: 1\n---\nb: 2\n", "yaml-dokumente");
        case("a: \"\\e\"\n", "zeichen-verboten");
    }

    #[test]
    fn depth_is_limited_and_never_a_matter_of_the_stack() {
        let blocks: String =
            (0..10_000).map(|depth| format!("{}a:\n", " ".repeat(depth))).collect();
        assert_eq!(read(&blocks).map(drop), Err("yaml-verschachtelung"));
        let (open, close) = ("[".repeat(10_000), "]".repeat(10_000));
        assert_eq!(read(&format!("a: {open}{close}\n")).map(drop), Err("yaml-verschachtelung"));
        assert_eq!(read(&format!("a: {}{}\n", "[".repeat(30), "]".repeat(30))).map(drop), Ok(()));
    }

    #[test]
    fn nothing_is_an_empty_value() {
        let (node, _) = read("a:\nb: \"\"\n").unwrap();
        assert!(matches!(node.get("a").unwrap().kind, Kind::Empty));
        assert_eq!(node.get("b").unwrap().as_text(), Some(""));
        assert!(matches!(read("# x\n").unwrap().0.kind, Kind::Empty));
    }
}
