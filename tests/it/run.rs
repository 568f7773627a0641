//! A run of the built program in a folder of its own, and what it leaves behind.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use tempfile::TempDir;

use crate::files::{copy, root};

/// A run of the program, and what is expected of it.
#[must_use]
pub(crate) struct Run {
    folder: TempDir,
    arguments: Vec<String>,
    variables: Vec<(&'static str, &'static str)>,
    stdout: String,
    stderr: String,
    status: i32,
}

impl Run {
    /// A run with the arguments of `line`, in a folder with `data/kim`.
    pub(crate) fn of(line: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        copy(&root().join("data/kim"), &folder.path().join("data/kim"));
        let arguments = line.split_whitespace().map(str::to_owned).collect();
        let (stdout, stderr) = (String::new(), String::new());
        Self { folder, arguments, variables: Vec::new(), stdout, stderr, status: 0 }
    }

    /// A further copy of `data/kim`.
    pub(crate) fn paper(self, path: &str) -> Self {
        copy(&root().join("data/kim"), &self.folder.path().join(path));
        self
    }

    /// A copy of the example `data/<name>`.
    pub(crate) fn example(self, name: &str) -> Self {
        let path = Path::new("data").join(name);
        copy(&root().join(&path), &self.folder.path().join(&path));
        self
    }

    /// A file with `text`.
    pub(crate) fn file(self, path: &str, text: &str) -> Self {
        let path = self.folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
        self
    }

    /// A file with `content`.
    pub(crate) fn bytes(self, path: &str, content: &[u8]) -> Self {
        fs::write(self.folder.path().join(path), content).unwrap();
        self
    }

    /// Without the folder at `path`.
    pub(crate) fn without(self, path: &str) -> Self {
        fs::remove_dir_all(self.folder.path().join(path)).unwrap();
        self
    }

    /// The file at `path` with its only `old` replaced by `new`.
    pub(crate) fn edit(self, path: &str, old: &str, new: &str) -> Self {
        let text = fs::read_to_string(self.folder.path().join(path)).unwrap();
        assert_eq!(text.matches(old).count(), 1, "`{old}` in {path}");
        self.file(path, &text.replace(old, new))
    }

    pub(crate) fn variable(mut self, name: &'static str, value: &'static str) -> Self {
        self.variables.push((name, value));
        self
    }

    pub(crate) fn stdout(mut self, text: &str) -> Self {
        self.stdout = text.into();
        self
    }

    pub(crate) fn stderr(mut self, text: &str) -> Self {
        self.stderr = text.into();
        self
    }

    pub(crate) fn status(mut self, status: i32) -> Self {
        self.status = status;
        self
    }

    pub(crate) fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_vorlage"));
        command.args(&self.arguments).current_dir(self.folder.path()).stdin(Stdio::null());
        for name in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "COLUMNS"] {
            command.env_remove(name);
        }
        command.envs(self.variables.iter().copied());
        command
    }

    /// The path of a file in the folder of the run.
    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    /// Another program in the folder of the run.
    pub(crate) fn program(&self, name: &str) -> Command {
        let mut command = Command::new(name);
        command.current_dir(self.folder.path()).stdin(Stdio::null()).stdout(Stdio::null());
        command
    }

    /// The program with the arguments of `line` in the same folder.
    pub(crate) fn other(&self, line: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_vorlage"));
        command.args(line.split_whitespace()).current_dir(self.folder.path());
        command.stdin(Stdio::null()).stdout(Stdio::null()).env("NO_COLOR", "1");
        command
    }

    /// Runs the program, which must succeed, and returns what it prints, with plain spaces.
    #[track_caller]
    pub(crate) fn seen(&self) -> String {
        let output = self.command().output().unwrap();
        assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
        assert_eq!(output.status.code(), Some(0));
        String::from_utf8(output.stdout).unwrap().replace('\u{a0}', " ")
    }

    /// Runs the program and compares all that is seen of it.
    #[track_caller]
    pub(crate) fn check(self) -> Traces {
        let output = self.command().output().unwrap();
        assert_eq!(without_time(&String::from_utf8(output.stderr).unwrap()), self.stderr);
        assert_eq!(without_time(&String::from_utf8(output.stdout).unwrap()), self.stdout);
        assert_eq!(output.status.code(), Some(self.status));
        Traces { folder: self.folder }
    }

    /// Runs the program and returns what it prints on standard output.
    #[track_caller]
    pub(crate) fn printed(self) -> String {
        let output = self.command().output().unwrap();
        assert_eq!(String::from_utf8(output.stderr).unwrap(), self.stderr);
        assert_eq!(output.status.code(), Some(self.status));
        String::from_utf8(output.stdout).unwrap()
    }
}

/// What a run left behind.
pub(crate) struct Traces {
    folder: TempDir,
}

impl Traces {
    /// All files but those of `data/`, sorted.
    pub(crate) fn files(&self) -> Vec<String> {
        let mut found = Vec::new();
        list(self.folder.path(), self.folder.path(), &mut found);
        found.retain(|path| !path.starts_with("data/"));
        found.sort();
        found
    }

    pub(crate) fn bytes(&self, path: &str) -> Vec<u8> {
        fs::read(self.folder.path().join(path)).unwrap()
    }
}

fn list(root: &Path, folder: &Path, found: &mut Vec<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            list(root, &path, found);
        } else {
            found.push(path.strip_prefix(root).unwrap().to_str().unwrap().replace('\\', "/"));
        }
    }
}

/// `text` with every time (`0,07 s`) set to nothing.
fn without_time(text: &str) -> String {
    let words = text.split_inclusive([' ', '\n', '(']).collect::<Vec<_>>();
    let is_time = |index: usize| {
        let number = words[index].trim_end();
        let next = words.get(index + 1).map_or("", |word| word.trim_end());
        number.contains(',')
            && number.chars().all(|c| c.is_ascii_digit() || c == ',')
            && next.trim_end_matches(')') == "s"
    };
    (0..words.len()).map(|index| if is_time(index) { "0,00 " } else { words[index] }).collect()
}
