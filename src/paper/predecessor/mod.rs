//! The paper that another one refers to by `bezug.quelle`, wherever that one came from, and
//! what the later one says about it.
//!
//! A paper of a folder names a folder, a PDF or a file of figures; a paper that was taken out
//! of a PDF finds the earlier one in it, and one of a revision finds it in the same revision.
//! What is found must be the paper that the data mean: its number, and no later date.

pub(in crate::paper) mod findings;
pub(in crate::paper) mod inserts;
pub(in crate::paper) mod quoted;
pub(in crate::paper) mod source;
