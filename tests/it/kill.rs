//! A second binary beside `main.rs`: it kills the program, or saves files and waits until the
//! program notices. Both need a quiet machine, so nothing else runs meanwhile.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

#[allow(dead_code, reason = "shared with the tests of `main.rs`, which use all of it")]
mod files;
#[allow(dead_code, reason = "shared with the tests of `main.rs`, which use all of it")]
mod run;

mod kill {
    mod killed;
    mod watch;
}
