//! The way of a paper: a request becomes what was asked for, each stage made once.
//!
//! ```text
//! Request → Loaded → Planned → Composed → Finished
//!              └ the paper before it, which goes the same way ┘
//! ```
//!
//! A stage is made when it is first needed and only if the one before left no error; it is
//! remembered with what was found. Nothing is printed or written here, and a proof of a
//! PDF goes the same way as the paper did. Engines of templates can be shared by requests.

mod bridge;
mod carried;
mod effect;
mod entry;
mod finished;
mod outcome;
mod predecessor;
mod proof;
mod request;
mod stages;

pub use self::carried::{
    Trust, carried, foreign_template, foreign_templates, read as read_pdf, unloadable,
};
pub use self::finished::{Finished, Planned};
pub use self::outcome::{Outcome, has_errors, kept};
pub use self::proof::{Proof, prove};
pub use self::request::{Archive, Files, Request};

#[cfg(test)]
mod counts;
