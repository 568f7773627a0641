//! Files that were made to harm: each ends in a finding, within two seconds of the processor
//! and half a gigabyte of memory, and leaves nothing behind. The files are made here, and
//! small.
//!
//! Both are held by the shell that starts the run, and not by the program: it counts the
//! time of the processor, since the machine may have much else to do, and it allows no more
//! memory.

use std::fs;
use std::io::{Cursor, Write as _};
use std::process::{Command, Output, Stdio};
use std::time::Duration;

use crate::run::Run;

mod files;
mod large;
mod pdfs;
#[cfg(unix)]
mod revisions;
mod templates;
mod workbooks;

/// The most time of the processor that a refusal may take.
const MOST: Duration = Duration::from_secs(if cfg!(debug_assertions) { 2 * SLOWER } else { 2 });

/// How much more time a program has that is not optimised.
const SLOWER: u64 = 8;

/// `run` with half a gigabyte of memory, which leaves behind how much time it took.
fn bounded(run: &Run) -> Command {
    let own = run.command();
    if !cfg!(target_os = "linux") {
        return own;
    }
    let script = "ulimit -d 500000; \"$@\"; code=$?; times > times; exit $code";
    let mut command = Command::new("sh");
    command.args(["-c", script, "sh"]).arg(own.get_program()).args(own.get_args());
    command.current_dir(run.path("")).stdin(Stdio::null());
    for (name, value) in own.get_envs() {
        match value {
            Some(value) => command.env(name, value),
            None => command.env_remove(name),
        };
    }
    command
}

/// The time of the processor that a bounded run took: the shell tells its own in a first line,
/// and that of the run in a second one, each as that of the program and of the system.
fn taken(run: &Run) -> Duration {
    let Ok(times) = fs::read_to_string(run.path("times")) else { return Duration::ZERO };
    let of = |word: &str| {
        let (minutes, seconds) = word.trim_end_matches('s').split_once('m').unwrap();
        let minutes = Duration::from_secs(60 * minutes.parse::<u64>().unwrap());
        minutes + Duration::from_secs_f64(seconds.parse().unwrap())
    };
    times.lines().nth(1).unwrap().split(' ').map(of).sum()
}

/// What `run` says of something that it refuses.
#[track_caller]
fn refused(run: &Run) -> String {
    let Output { status, stdout, stderr } = bounded(run).output().unwrap();
    let said = String::from_utf8(stderr).unwrap();
    assert_eq!(status.code(), Some(1), "{said}");
    assert_eq!(String::from_utf8(stdout).unwrap(), "", "{said}");
    assert!(!run.path("output").exists(), "{said}");
    for english in ["panicked", "memory allocation", "overflow", "backtrace", "\0"] {
        assert!(!said.contains(english), "{said}");
    }
    let taken = taken(run);
    assert!(taken < MOST, "{taken:?}: {said}");
    said
}

/// Holds that `run` is refused with all of `words`.
#[track_caller]
fn case(run: &Run, words: &[&str]) {
    let said = refused(run);
    for word in words {
        assert!(said.contains(word), "`{word}` is not in\n{said}");
    }
}

/// An archive of `files`, as workbooks are.
fn archive(files: &[(&str, &str)]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default()
        .compression_method(zip::CompressionMethod::Deflated);
    for (name, content) in files {
        archive.start_file(*name, options).unwrap();
        archive.write_all(content.as_bytes()).unwrap();
    }
    archive.finish().unwrap().into_inner()
}
