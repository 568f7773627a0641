//! Counts, for tests alone, how often a thread enters the rooms in which a paper is made.

use std::cell::RefCell;

thread_local! {
    static ENTERED: RefCell<Vec<(&'static str, String)>> = const { RefCell::new(Vec::new()) };
}

/// Notes that `room` was entered with what `subject` tells.
pub(crate) fn enter(room: &'static str, subject: impl FnOnce() -> String) {
    ENTERED.with_borrow_mut(|entered| entered.push((room, subject())));
}

/// What was entered since this was asked last.
pub(crate) fn taken() -> Vec<(&'static str, String)> {
    ENTERED.take()
}
