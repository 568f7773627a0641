//! Problems as values: what is wrong, where it stands, and what cures it.
//!
//! The layer that finds a problem words it; only `cli` prints it. Every code is
//! stable and has a fixture folder under `tests/diagnostics/`.

use std::ops::Range;
use std::sync::Arc;

/// Where a value stands: a file of [`Sources`] and a range of its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The file.
    pub file: FileId,
    /// The bytes of the value in that file.
    pub range: Range<usize>,
}

/// A file of [`Sources`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(usize);

/// The texts that were read, under the paths by which a user knows them.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    files: Vec<(String, Arc<str>)>,
}

impl Sources {
    /// Keeps a text and returns its handle.
    pub fn add(&mut self, path: impl Into<String>, text: impl Into<Arc<str>>) -> FileId {
        self.files.push((path.into(), text.into()));
        FileId(self.files.len() - 1)
    }

    /// Adds all texts of `other` and returns what turns their handles into those of here.
    pub fn append(&mut self, other: &Self) -> impl Fn(FileId) -> FileId + use<> {
        let first = self.files.len();
        self.files.extend(other.files.iter().cloned());
        move |file| FileId(first + file.0)
    }

    /// The path of `file` as the user gave it.
    pub fn path(&self, file: FileId) -> &str {
        self.files.get(file.0).map_or("", |(path, _)| path)
    }

    /// The text of `file`.
    pub fn text(&self, file: FileId) -> Arc<str> {
        self.files.get(file.0).map_or_else(|| Arc::from(""), |(_, text)| Arc::clone(text))
    }

    /// Line and column of the start of `place`, both from one, columns in characters.
    pub fn line_column(&self, place: &Place) -> (usize, usize) {
        let text = self.text(place.file);
        let before = text.get(..place.range.start).unwrap_or(&text);
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().map_or(0, |last| last.chars().count()) + 1;
        (line, column)
    }

    /// `path:line` of `place`.
    pub fn locate(&self, place: &Place) -> String {
        format!("{}:{}", self.path(place.file), self.line_column(place).0)
    }

    /// The same texts under other paths.
    #[must_use]
    pub fn renamed(&self, path: impl Fn(FileId, &str) -> String) -> Self {
        let files = self.iter().zip(&self.files);
        let files = files.map(|((id, old, _), (_, text))| (path(id, old), Arc::clone(text)));
        Self { files: files.collect() }
    }

    /// All files in the order in which they were read.
    pub fn iter(&self) -> impl Iterator<Item = (FileId, &str, &str)> {
        self.files.iter().enumerate().map(|(index, (path, text))| (FileId(index), &**path, &**text))
    }
}

/// Whether output can still be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Nothing is written.
    Error,
    /// Output is written all the same.
    Warning,
}

/// A problem found in the input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// A stable German name such as `unbekannter-verweis`, for searching and for tests.
    pub code: &'static str,
    /// Whether output can still be written.
    pub severity: Severity,
    /// The value at fault, or a path where no text could be read.
    pub place: Option<Place>,
    /// The path at fault where there is no [`Place`], as the user gave it.
    pub path: Option<String>,
    /// One German phrase without a full stop; quotes data in backticks.
    pub message: String,
    /// Complete German sentences that tell the user what to do.
    pub hints: Vec<String>,
}

impl Diagnostic {
    /// An error at `place`.
    pub fn error(code: &'static str, place: &Place, message: impl Into<String>) -> Self {
        Self::new(code, Severity::Error, Some(place.clone()), message)
    }

    /// A warning at `place`.
    pub fn warning(code: &'static str, place: &Place, message: impl Into<String>) -> Self {
        Self::new(code, Severity::Warning, Some(place.clone()), message)
    }

    /// An error about a file or folder as a whole.
    pub fn of_path(
        code: &'static str,
        path: impl Into<String>,
        message: impl Into<String>,
    ) -> Self {
        Self { path: Some(path.into()), ..Self::new(code, Severity::Error, None, message) }
    }

    /// This problem with a further way to cure it.
    #[must_use]
    pub fn with_hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(hint.into());
        self
    }

    fn new(
        code: &'static str,
        severity: Severity,
        place: Option<Place>,
        message: impl Into<String>,
    ) -> Self {
        let (message, hints) = (message.into(), Vec::new());
        Self { code, severity, place, path: None, message, hints }
    }
}

/// The name among `names` that `name` was probably meant to be.
pub fn nearest<'a>(name: &str, names: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let length = name.chars().count();
    let limit = length.div_ceil(3).max(2);
    names
        .into_iter()
        .filter(|candidate| candidate.chars().count().abs_diff(length) <= limit)
        .map(|candidate| (strsim::damerau_levenshtein(name, candidate), candidate))
        .filter(|(distance, _)| *distance <= limit)
        // Of two that are as near, a word that was begun is meant rather than one cut short.
        .min_by_key(|(distance, candidate)| (*distance, !candidate.starts_with(name)))
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_lines_and_columns_in_characters() {
        let mut sources = Sources::default();
        let file = sources.add("a.yaml", "ä: 1\nöü: x\n");
        let place = Place { file, range: 12..13 };
        assert_eq!(sources.text(file).get(place.range.clone()), Some("x"));
        assert_eq!(sources.line_column(&place), (2, 5));
        assert_eq!(sources.locate(&place), "a.yaml:2");
    }

    #[test]
    fn finds_the_nearest_name() {
        assert_eq!(nearest("personl", ["transfer", "personal"]), Some("personal"));
        assert_eq!(nearest("xyz", ["transfer", "personal"]), None);
        assert_eq!(nearest("saetz", ["satz", "saetze"]), Some("saetze"));
    }
}
