//! The open lists of an ODT. A list holds no table: where one stands in an item, the lists end
//! before it and go on behind it, and the next number is told.

/// A list that is open.
#[derive(Debug, Default)]
struct Open {
    is_numbered: bool,
    /// Whether an item is open.
    is_in_item: bool,
    /// What the next number is.
    next: u64,
    /// Whether its next number has to be told.
    is_told: bool,
}

/// The lists that are open, the innermost last.
#[derive(Debug, Default)]
pub(super) struct Lists(Vec<Open>);

impl Lists {
    pub(super) fn depth(&self) -> usize {
        self.0.len()
    }

    /// A list begins.
    pub(super) fn begin(&mut self, is_numbered: bool, out: &mut String) {
        self.0.push(Open { is_numbered, next: 1, is_told: true, ..Open::default() });
        out.push_str(&tag(is_numbered));
    }

    /// An item begins, with a number where it is not the one that follows.
    pub(super) fn item(&mut self, number: Option<u64>, out: &mut String) {
        let Some(list) = self.0.last_mut() else { return };
        let number = number.unwrap_or(list.next);
        let is_told = list.is_numbered && (list.is_told || number != list.next);
        (list.next, list.is_told, list.is_in_item) = (number.saturating_add(1), false, true);
        match is_told {
            true => out.push_str(&format!("<text:list-item text:start-value=\"{number}\">")),
            false => out.push_str("<text:list-item>"),
        }
    }

    /// The item ends.
    pub(super) fn end_item(&mut self, out: &mut String) {
        let Some(list) = self.0.last_mut() else { return };
        // A header stands in for an item that a table parted.
        out.push_str(if list.is_in_item { "</text:list-item>" } else { "</text:list-header>" });
        list.is_in_item = false;
    }

    /// The list ends.
    pub(super) fn end(&mut self, out: &mut String) {
        if self.0.pop().is_some() {
            out.push_str("</text:list>");
        }
    }

    /// All lists end, for a table to follow.
    pub(super) fn interrupt(&mut self, out: &mut String) {
        for list in self.0.iter_mut().rev() {
            out.push_str(if list.is_in_item { "</text:list-item>" } else { "</text:list-header>" });
            out.push_str("</text:list>");
        }
    }

    /// They go on behind it.
    pub(super) fn resume(&mut self, out: &mut String) {
        for list in &mut self.0 {
            (list.is_in_item, list.is_told) = (false, true);
            out.push_str(&tag(list.is_numbered));
            out.push_str("<text:list-header>");
        }
    }
}

fn tag(is_numbered: bool) -> String {
    let style = if is_numbered { "Ziffern" } else { "Striche" };
    format!("<text:list text:style-name=\"{style}\">")
}
