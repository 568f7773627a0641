//! `vorlage schema`: the files by which editors complete and explain the YAML.

use super::arguments;
use super::console::Console;
use super::verdict::Verdict;
use super::write;
use crate::data::Schema;
use crate::diagnostic::Sources;

/// Writes both schemas into the folder.
pub(super) fn run(arguments: &arguments::Schema, console: &mut Console<'_>) -> Verdict {
    let files = Schema::ALL.map(|of| (of.file().to_owned(), of.text().into_bytes()));
    match write::write_all(&arguments.path, &files) {
        Ok(paths) => {
            let paths: String = paths.iter().map(|path| format!("{}\n", path.display())).collect();
            console.result(&paths);
            Verdict::Fine
        }
        Err(problem) => {
            console.findings(&[problem], &Sources::default(), "");
            Verdict::Findings
        }
    }
}
