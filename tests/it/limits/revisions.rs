//! Archives of git that run commands, or lack what they list.

use std::fs;
use std::process::Stdio;

use super::case;
use crate::run::Run;

/// A run beside an archive that holds `data/kim`, but for its Stellen; nothing where there is no
/// git.
fn archive(line: &str) -> Option<Run> {
    let run = Run::of(line);
    let git = |line: &str| {
        let who = ["-c", "user.name=Test", "-c", "user.email=test@example.org"];
        run.program("git").args(who).args(line.split(' ')).status().is_ok_and(|end| end.success())
    };
    if !git("init -q") {
        eprintln!("skipped: git is not installed");
        return None;
    }
    assert!(git("add .") && git("commit -qm Erste"));
    let listed = run
        .program("git")
        .args(["rev-parse", "HEAD:data/kim/stellen.yaml"])
        .stdout(Stdio::piped())
        .output();
    let object = String::from_utf8(listed.unwrap().stdout).unwrap();
    let (folder, name) = object.trim().split_at(2);
    fs::remove_file(run.path(&format!(".git/objects/{folder}/{name}"))).unwrap();
    Some(run)
}

#[test]
fn a_file_that_cannot_be_read_is_no_text_that_was_taken_out() {
    let Some(run) = archive("diff HEAD:data/kim data/kim") else { return };
    case(&run, &["git-unlesbar", "stellen.yaml"]);
}

#[test]
fn an_archive_of_somebody_else_runs_nothing() {
    let Some(run) = archive("diff HEAD:data/kim data/kim") else { return };
    let trap = format!("touch {}; false", run.path("ran").display());
    for (key, value) in [
        ("core.repositoryformatversion", "1"),
        ("extensions.partialClone", "o"),
        ("remote.o.url", "/nowhere"),
        ("remote.o.promisor", "true"),
        ("remote.o.partialclonefilter", "blob:none"),
        ("remote.o.uploadpack", &trap),
        ("core.fsmonitor", &trap),
        ("core.pager", &trap),
        ("core.sshCommand", &trap),
    ] {
        let set = run.program("git").args(["config", key, value]).status();
        assert!(set.unwrap().success(), "{key}");
    }
    case(&run, &["git-unlesbar", "stellen.yaml"]);
    assert!(!run.path("ran").exists());
}

/// Where the archive lies is told by the folder, and by nothing from outside.
#[test]
fn another_archive_cannot_be_put_in_its_place() {
    let Some(other) = archive("check data/kim") else { return };
    let place = other.path(".git").display().to_string();
    let run = Run::of("diff HEAD:data/kim data/kim").variable("GIT_DIR", place.leak());
    case(&run, &["git-archiv-fehlt"]);
}
