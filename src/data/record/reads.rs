//! What it takes to read a value: a kind that says what it looks like and how it is read, and
//! where a reader is.
//!
//! A reader reports what is wrong and gives nothing; it never guesses.

use super::form::Form;
use crate::data::yaml::intake::Intake;
use crate::data::yaml::node::Node;

/// A kind of value, as far as its form tells.
pub(in crate::data) trait Declared {
    /// What the value looks like.
    const FORM: Form;
}

/// A kind of value that can be read with what `K` knows.
pub(in crate::data) trait Reads<K>: Declared {
    /// What is read.
    type Value;

    /// Reads the value at `node`, or reports what is wrong with it.
    fn read(node: &Node, at: &At<'_, K>) -> Option<Self::Value>;
}

/// Where a reader is, and what it can use.
#[derive(Debug)]
pub(in crate::data) struct At<'a, K> {
    /// By what name the user knows the value.
    pub(in crate::data) path: Path<'a>,
    /// What the data can refer to.
    pub(in crate::data) known: &'a K,
    /// Where findings go.
    pub(in crate::data) intake: &'a Intake,
}

/// Keys from the outermost record down.
#[derive(Debug, Clone, Copy)]
pub(in crate::data) struct Path<'a> {
    above: Option<&'a Path<'a>>,
    /// The last of them.
    pub(in crate::data) key: &'a str,
    /// Whether only the record itself is called so, and not what stands in it.
    is_file: bool,
}

impl<'a> Path<'a> {
    /// The outermost key `key`.
    pub(in crate::data) const fn of(key: &'a str) -> Self {
        Self { above: None, key, is_file: false }
    }

    /// A file that is one record, called `name`.
    pub(in crate::data) const fn of_file(name: &'a str) -> Self {
        Self { above: None, key: name, is_file: true }
    }

    /// As users write it, such as `stellen.leitung.vermerk`.
    pub(in crate::data) fn text(&self) -> String {
        match self.above.filter(|above| !above.is_file && !above.key.is_empty()) {
            Some(above) => format!("{}.{}", above.text(), self.key),
            None => self.key.to_owned(),
        }
    }
}

impl<K> At<'_, K> {
    /// The same below `key`.
    pub(in crate::data) fn below<'b>(&'b self, key: &'b str) -> At<'b, K> {
        let path = Path { above: Some(&self.path), key, is_file: false };
        At { path, known: self.known, intake: self.intake }
    }
}
