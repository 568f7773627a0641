//! The two streams of the program: results on one, findings on the other.
//!
//! Colours reach only a terminal, and none where `NO_COLOR` is set. A stream
//! that nobody reads any more (`vorlage figures … | head`) is no problem; one
//! that cannot be written (a full disk) is remembered and told at the end.

use std::io::{self, Write};

use super::report::{self, Colours};
use crate::diagnostic::{Diagnostic, Sources};

/// Where a command says what it did and what it found.
pub(super) struct Console<'a> {
    results: &'a mut dyn Write,
    findings: &'a mut dyn Write,
    failure: Option<io::Error>,
}

impl<'a> Console<'a> {
    /// Results go to `results`, problems to `findings`.
    pub(super) fn new(results: &'a mut dyn Write, findings: &'a mut dyn Write) -> Self {
        Self { results, findings, failure: None }
    }

    /// Prints a result as it is.
    pub(super) fn result(&mut self, text: &str) {
        let written = self.results.write_all(text.as_bytes()).and_then(|()| self.results.flush());
        if let Err(error) = written {
            self.fail(error);
        }
    }

    /// Prints a result as `json`, or remembers why it is none.
    pub(super) fn json(&mut self, json: serde_json::Result<String>) {
        match json {
            Ok(json) => self.result(&(json + "\n")),
            Err(error) => self.fail(error.into()),
        }
    }

    /// Remembers why a result was lost.
    pub(super) fn fail(&mut self, error: io::Error) {
        self.failure.get_or_insert(error);
    }

    /// Prints `diagnostics` where there are any, and how many, followed by `tail`.
    pub(super) fn findings(&mut self, diagnostics: &[Diagnostic], sources: &Sources, tail: &str) {
        if !diagnostics.is_empty() {
            let findings = report::render(diagnostics, sources, Colours::Ansi);
            self.finding(&format!("{findings}{}{tail}.\n", report::summary(diagnostics, sources)));
        }
    }

    /// Prints text among the findings.
    pub(super) fn finding(&mut self, text: &str) {
        // Where even findings cannot be printed, the exit code still tells of them.
        let _ = self.findings.write_all(text.as_bytes()).and_then(|()| self.findings.flush());
    }

    /// Why results were lost, where somebody was still reading them.
    pub(super) fn failure(&mut self) -> Option<io::Error> {
        self.failure.take().filter(|error| error.kind() != io::ErrorKind::BrokenPipe)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Broken(io::ErrorKind);

    impl Write for Broken {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(self.0.into())
        }
        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn a_reader_that_left_is_no_failure_but_a_full_disk_is() {
        let failure = |kind| {
            let (mut results, mut findings) = (Broken(kind), Broken(kind));
            let mut console = Console::new(&mut results, &mut findings);
            console.result("1\n");
            console.finding("2\n");
            console.failure().map(|error| error.kind())
        };
        assert_eq!(failure(io::ErrorKind::BrokenPipe), None);
        assert_eq!(failure(io::ErrorKind::StorageFull), Some(io::ErrorKind::StorageFull));
    }
}
