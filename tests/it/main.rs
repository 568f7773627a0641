//! All tests of the program from outside, in one binary, since each binary links the whole of
//! Typst. What kills the program, or waits for what it notices, is apart in `kill.rs`.
//!
//! Tests run side by side in one process: none may change the current folder or a variable of
//! the environment, and whatever it writes lies in a folder of its own.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

// What tests share.
mod files;
mod page;
mod paper;
mod run;
mod workbook;

// Whole papers and their figures.
mod exactness;
mod golden;
mod investitionen;
mod neufassung;
mod papers;
mod predecessor;
mod rules;
mod stellen;
mod sums;
mod zuwendungen;

// What is read, and what is said about it.
mod data;
mod diagnostics;
mod import;
mod imports;
mod literals;
mod schema;
mod typed_text;

// What is written, shown and compared.
mod annex;
mod bridge;
mod cities;
mod diagrams;
mod diff;
mod explain;
mod inputs;
mod language;
mod limits;
mod office;
mod pdf;
mod pdf_reader;
mod pdf_text;
mod spreadsheet;
mod synopse;
mod titles;

// The program as a whole.
mod architecture;
mod audit;
mod audit_kinds;
mod cli;
mod handbook;
mod html;
mod verify;
