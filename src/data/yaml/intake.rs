//! The files of a run, the texts that were read, and what was found wrong with them.
//!
//! One [`Intake`] accompanies a run of [`load`](crate::data::load): readers add texts
//! and report findings through a shared reference, so that one finding never
//! keeps the next from being found.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::sync::Arc;

use super::store::Store;
use crate::data::{Phrase, Placed};
use crate::diagnostic::{Diagnostic, FileId, Place, Severity, Sources};

/// How many findings are kept; what is wrong a thousand times is one mistake.
const MOST: usize = 1_000;

/// The files, the texts and the findings of one run.
#[derive(Debug, Default)]
pub(in crate::data) struct Intake {
    store: Store,
    sources: RefCell<Sources>,
    findings: RefCell<Vec<Diagnostic>>,
    /// The texts of one line that are printed.
    phrases: RefCell<Vec<Phrase>>,
    /// How many findings were not kept.
    dropped: Cell<usize>,
}

impl Intake {
    /// A run that reads the files of `store`.
    pub(in crate::data) fn of(store: Store) -> Self {
        Self { store, ..Self::default() }
    }

    /// A run over texts that were read before; it reads no file.
    pub(in crate::data) fn over(sources: &Sources) -> Self {
        Self {
            store: Store::memory(BTreeMap::new()),
            sources: RefCell::new(sources.clone()),
            ..Self::default()
        }
    }

    /// The files of this run.
    pub(in crate::data) fn store(&self) -> &Store {
        &self.store
    }

    /// Keeps a text under the path by which the user knows it.
    pub(in crate::data) fn add(&self, path: &str, text: &str) -> FileId {
        self.sources.borrow_mut().add(path, text)
    }

    /// The texts so far, in the order in which they were read.
    pub(in crate::data) fn files(&self) -> Vec<FileId> {
        self.sources.borrow().iter().map(|(file, _, _)| file).collect()
    }

    /// The text of `file`.
    pub(in crate::data) fn text(&self, file: FileId) -> Arc<str> {
        self.sources.borrow().text(file)
    }

    /// The path of `file` as the user knows it.
    pub(in crate::data) fn path(&self, file: FileId) -> String {
        self.sources.borrow().path(file).to_owned()
    }

    /// `path:line` of `place`; nothing where no finding is kept any more.
    pub(in crate::data) fn locate(&self, place: &Place) -> String {
        if self.len() >= MOST {
            return String::new();
        }
        self.sources.borrow().locate(place)
    }

    /// Keeps a text that is printed.
    pub(in crate::data) fn print(&self, phrase: Phrase) {
        self.phrases.borrow_mut().push(phrase);
    }

    /// The texts that are printed in the order of files and lines, each once, though scenarios
    /// read most of them again.
    pub(in crate::data) fn phrases(&self) -> Vec<Phrase> {
        let mut phrases = self.phrases.take();
        let key = |phrase: &Phrase| {
            let Placed { value, place } = &phrase.text;
            (place.file, place.range.start, value.clone())
        };
        phrases.sort_by_key(key);
        phrases.dedup_by_key(|phrase| key(phrase));
        phrases
    }

    /// Keeps a finding.
    pub(in crate::data) fn report(&self, finding: Diagnostic) {
        let mut findings = self.findings.borrow_mut();
        if findings.len() < MOST {
            findings.push(finding);
        } else {
            self.dropped.set(self.dropped.get() + 1);
        }
    }

    /// Keeps a finding that leaves no value.
    pub(in crate::data) fn reject<T>(&self, finding: Diagnostic) -> Option<T> {
        self.report(finding);
        None
    }

    /// How many errors were found so far.
    pub(in crate::data) fn errors(&self) -> usize {
        self.findings.borrow().iter().filter(|finding| is_error(finding)).count()
    }

    /// Adds a hint to every finding after the first `known`.
    pub(in crate::data) fn explain_since(&self, known: usize, hint: &str) {
        for finding in self.findings.borrow_mut().iter_mut().skip(known) {
            finding.hints.push(hint.into());
        }
    }

    /// Drops the findings after the first `known`, except those in files that `keeps`.
    pub(in crate::data) fn retain_since(&self, known: usize, keeps: impl Fn(&str) -> bool) {
        let sources = self.sources.borrow();
        let is_kept = |finding: &Diagnostic| {
            finding.place.as_ref().is_some_and(|place| keeps(sources.path(place.file)))
        };
        let mut findings = self.findings.borrow_mut();
        let known = known.min(findings.len());
        let later = findings.split_off(known);
        findings.extend(later.into_iter().filter(is_kept));
    }

    /// How many findings there are so far.
    pub(in crate::data) fn len(&self) -> usize {
        self.findings.borrow().len()
    }

    /// The texts, and the findings about `folder` in the order of files and lines.
    pub(in crate::data) fn finish(self, folder: &str) -> (Sources, Vec<Diagnostic>) {
        let mut findings = self.findings.into_inner();
        findings.sort_by_key(|finding| {
            finding.place.as_ref().map(|place| (place.file, place.range.start))
        });
        if self.dropped.get() > 0 {
            let message = format!(
                "Außer {MOST} Befunden gibt es {} weitere, die nicht aufgeführt sind",
                self.dropped.get()
            );
            findings
                .push(Diagnostic::of_path("befunde-zu-viele", folder, message).with_hint(
                    "Beheben Sie zuerst die ersten; meist haben alle dieselbe Ursache.",
                ));
        }
        (self.sources.into_inner(), findings)
    }
}

fn is_error(finding: &Diagnostic) -> bool {
    finding.severity == Severity::Error
}
