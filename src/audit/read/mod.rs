//! Turns the text of a paper into blocks of running text and tables of cells.
//!
//! ```text
//! lines → layout, stack (tables that only blanks or line ends make) → paper → sentences
//! ```

pub(super) mod block;
mod fence;
pub(super) mod flow;
mod layout;
mod listing;
pub(super) mod paper;
pub(super) mod sentence;
mod stack;
mod synopsis;
pub(super) mod table;
pub(super) mod version;
pub(super) mod year;
