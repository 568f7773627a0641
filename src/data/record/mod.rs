//! Records of the data: declared once, read and described by their declarations.
//!
//! A key is one line of [`declare::record!`], a word to choose one line of [`choice::choice!`].
//! [`kinds`] says what values there are; reading, messages, the schema for editors, forms and
//! what comparisons call a key follow from these lines.

pub(in crate::data) mod choice;
pub(in crate::data) mod date;
pub(in crate::data) mod declare;
pub(in crate::data) mod form;
pub(in crate::data) mod kinds;
pub(in crate::data) mod number;
pub(in crate::data) mod open;
pub(in crate::data) mod paths;
pub(in crate::data) mod reads;
pub(in crate::data) mod registry;
pub(in crate::data) mod schema;
pub(in crate::data) mod value;
