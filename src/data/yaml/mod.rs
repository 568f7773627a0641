//! Turns files into trees in which every value knows its place, and writes single values
//! back without touching another byte.
//!
//! Knows no key: what a tree says is for `record` and `paper`.

pub(in crate::data) mod edit;
pub(in crate::data) mod files;
pub(in crate::data) mod forbidden;
pub(in crate::data) mod intake;
pub(in crate::data) mod node;
pub(in crate::data) mod refusal;
pub(in crate::data) mod store;
mod syntax;
