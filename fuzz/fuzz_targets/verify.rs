//! Any bytes, taken for a PDF, are proven or refused, and never cause a panic.
//!
//! `cargo install cargo-fuzz`, then `cargo fuzz run verify` from the root of the
//! repository; begin with a true paper: `mkdir -p fuzz/corpus/verify` and copy
//! `output/kim/beschlussvorlage.pdf` there.

#![no_main]

use libfuzzer_sys::fuzz_target;
use vorlage::paper::{Trust, prove};

fuzz_target!(|bytes: &[u8]| {
    let _ = prove("eingabe.pdf", bytes, Trust::Nothing);
});
