//! Counts the items of numbered lists of an ODT as Writer counts them.

use std::collections::BTreeMap;

use super::unreadable::OfficeUnreadable;
use super::xml::{Piece, read};

/// A numbered level of a list.
#[derive(Debug, Clone, Default)]
struct Level {
    before: String,
    behind: String,
    format: String,
    start: Option<u64>,
}

/// The numbered levels of the styles of lists.
#[derive(Debug, Default)]
pub(super) struct Styles(BTreeMap<String, BTreeMap<usize, Level>>);

impl Styles {
    /// Takes up the styles that the part `xml` declares.
    pub(super) fn read(&mut self, xml: &str) -> Result<(), OfficeUnreadable> {
        let mut style = String::new();
        read(xml, &mut |piece| {
            let Piece::Open(tag) = piece else { return };
            let text = |name: &str| tag.attribute(name).unwrap_or_default();
            match tag.name() {
                "list-style" => style = text("name"),
                "list-level-style-number" => {
                    let level = tag.number("level").and_then(|level| usize::try_from(level).ok());
                    let own = Level {
                        before: text("num-prefix"),
                        behind: text("num-suffix"),
                        format: text("num-format"),
                        start: tag.number("start-value"),
                    };
                    let levels = self.0.entry(style.clone()).or_default();
                    levels.extend(level.map(|level| (level, own)));
                }
                _ => {}
            }
        })
    }
}

/// A list that is open.
struct Open<'s> {
    style: Option<String>,
    level: Option<&'s Level>,
    counted: Option<u64>,
    /// The number of the item that begins.
    number: Option<u64>,
}

/// The open lists of a text.
pub(super) struct Lists<'s> {
    styles: &'s Styles,
    open: Vec<Open<'s>>,
}

impl<'s> Lists<'s> {
    pub(super) fn of(styles: &'s Styles) -> Self {
        Self { styles, open: Vec::new() }
    }

    /// A list begins; without a style it has that of the list around it.
    pub(super) fn begin(&mut self, style: Option<&str>) {
        let outer = || self.open.last().and_then(|list| list.style.clone());
        let style = style.map(str::to_owned).or_else(outer);
        let levels = style.as_ref().and_then(|style| self.styles.0.get(style));
        let level = levels.and_then(|levels| levels.get(&(self.open.len() + 1)));
        self.open.push(Open { style, level, counted: None, number: None });
    }

    /// An item begins, with a number where that is told.
    pub(super) fn item(&mut self, told: Option<u64>) {
        if let Some(list) = self.open.last_mut() {
            let first = list.level.and_then(|level| level.start).unwrap_or(1);
            let next = list.counted.map_or(first, |counted| counted.saturating_add(1));
            let number = told.unwrap_or(next);
            (list.counted, list.number) = (Some(number), Some(number));
        }
    }

    /// What stands before the items begins.
    pub(super) fn header(&mut self) {
        if let Some(list) = self.open.last_mut() {
            list.number = None;
        }
    }

    /// The list ends.
    pub(super) fn end(&mut self) {
        self.open.pop();
    }

    /// What stands before the next paragraph; its item has it once.
    pub(super) fn number(&mut self) -> Option<String> {
        let list = self.open.last_mut()?;
        let (number, level) = (list.number.take()?, list.level?);
        let letter = |first: u8| {
            let place = u8::try_from(number.saturating_sub(1) % 26).unwrap_or(0);
            char::from(first + place).to_string()
        };
        let shown = match level.format.as_str() {
            "" => return None,
            "a" => letter(b'a'),
            "A" => letter(b'A'),
            _ => number.to_string(),
        };
        Some(format!("{}{shown}{}", level.before, level.behind))
    }
}
