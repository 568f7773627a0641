//! What the value of a key can be, as far as its form tells.
//!
//! Stands beside the name of the key, in the record that the reader opens. Words to choose
//! from come out of the list that the reader chooses from, and the keys of a record below
//! are those that its reader opens: an editor cannot offer what the program refuses.

use super::Field;

/// What a value looks like.
#[derive(Debug, Clone, Copy)]
pub(in crate::data) enum Form {
    /// Whatever stands there.
    Any,
    /// One line of text, which may look like a number.
    Text,
    /// The name of a record, declared or referred to.
    Id,
    /// Euro with at most two decimal places.
    Amount,
    /// A quantity with at most three decimal places.
    Count,
    /// A whole number from one.
    Whole,
    /// A number and `%`.
    Percent,
    /// A day.
    Date,
    /// A Haushaltsjahr.
    Year,
    /// A Haushaltsjahr, or two that follow each other with `/` between them.
    Years,
    /// `ja` or `nein`.
    YesNo,
    /// One of some words.
    Choice(fn() -> Vec<Word>),
    /// A mapping with these keys.
    Record(&'static [Field]),
    /// A mapping with the keys of one of these records; which, another value decides.
    Records(&'static [&'static [Field]]),
    /// A list.
    List(&'static Form),
    /// A mapping with keys that the clerk chooses.
    Map(Key, &'static Form),
    /// One of several forms.
    Either(&'static [Form]),
}

/// What the keys of a mapping look like that the clerk chooses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::data) enum Key {
    /// Names of records.
    Id,
    /// Haushaltsjahre.
    Year,
    /// Days.
    Date,
    /// Whatever the clerk writes.
    Any,
}

/// A word to choose, and what it means.
#[derive(Debug, Clone, Copy)]
pub(in crate::data) struct Word {
    /// As it stands in the data.
    pub(in crate::data) name: &'static str,
    /// What it says, in German.
    pub(in crate::data) about: &'static str,
}

/// The words of `choices`, which a reader chooses from, with what `about` says of each.
pub(in crate::data) fn words<T: Copy>(
    choices: &[(&'static str, T)],
    about: impl Fn(T) -> &'static str,
) -> Vec<Word> {
    choices.iter().map(|(name, of)| Word { name, about: about(*of) }).collect()
}
