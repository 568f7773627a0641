//! Tells tests, and them alone, which rooms a thread enters while a paper is made.

#[cfg(test)]
pub(crate) use self::counted::{enter, taken};

/// Notes that `room` is entered with what `subject` tells; nothing outside of tests.
#[cfg(not(test))]
pub(crate) fn enter(_room: &'static str, _subject: impl FnOnce() -> String) {}

#[cfg(test)]
mod counted {
    use std::cell::RefCell;

    thread_local! {
        static ENTERED: RefCell<Vec<(&'static str, String)>> = const { RefCell::new(Vec::new()) };
    }

    pub(crate) fn enter(room: &'static str, subject: impl FnOnce() -> String) {
        ENTERED.with_borrow_mut(|entered| entered.push((room, subject())));
    }

    /// What was entered since this was asked last.
    pub(crate) fn taken() -> Vec<(&'static str, String)> {
        ENTERED.take()
    }
}
