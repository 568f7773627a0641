//! Killing the program at any moment leaves the old files or the new ones, never a mixture.

#![cfg(target_os = "linux")]

use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant};

use crate::run::Run;

/// The assistant becomes a whole post.
const TABLE: &str = "Kennung;Anteil\nassistenz;1,0\n";

const IMPORT: &str = "import stellen stellen.csv data/kim --write";

const LINE: &str = "build data/kim --format md,pdf,typ";

const FILES: [&str; 3] = ["beschlussvorlage.md", "beschlussvorlage.pdf", "beschlussvorlage.typ"];

/// How often the program is killed.
const KILLS: u32 = 60;

/// Numbers that look random and are the same in every run (xorshift).
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % limit
    }
}

fn files(folder: &Path) -> Vec<Option<Vec<u8>>> {
    FILES.iter().map(|name| fs::read(folder.join(name)).ok()).collect()
}

/// What tells that one of the files is another one than before.
fn state(folder: &Path) -> Vec<Option<(u64, u64)>> {
    let of = |name| fs::metadata(folder.join(name)).map(|meta| (meta.ino(), meta.size())).ok();
    FILES.into_iter().map(of).collect()
}

/// What lies in `folder`, by name, without the folders in it.
fn all(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut all: Vec<(String, Vec<u8>)> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_file())
        .map(|path| (path.file_name().unwrap().to_str().unwrap().into(), fs::read(path).unwrap()))
        .collect();
    all.sort();
    all
}

#[test]
fn a_killed_import_leaves_the_old_data_or_the_new_ones() {
    let run = Run::of(IMPORT).file("stellen.csv", TABLE);
    let stellen = run.path("data/kim/stellen.yaml");
    kill_import(&run, &stellen);
}

#[test]
fn a_killed_import_spares_data_that_lie_elsewhere() {
    let run = Run::of(IMPORT).file("stellen.csv", TABLE).file("personal/vermerk.txt", "Vermerk");
    let (link, stellen) = (run.path("data/kim/stellen.yaml"), run.path("personal/stellen.yaml"));
    fs::rename(&link, &stellen).unwrap();
    std::os::unix::fs::symlink("../../personal/stellen.yaml", &link).unwrap();
    kill_import(&run, &stellen);
    assert!(link.is_symlink());
}

/// Kills imports into `stellen`, the one file that an import changes.
fn kill_import(run: &Run, stellen: &Path) {
    let folder = stellen.parent().unwrap();
    let half = fs::read(stellen).unwrap();
    let start = Instant::now();
    assert!(run.other(IMPORT).status().unwrap().success());
    let micros = u64::try_from(start.elapsed().as_micros()).unwrap();
    let whole = fs::read(stellen).unwrap();
    assert_ne!(half, whole);
    fs::write(stellen, &half).unwrap();
    let others = |name: &str| name != "stellen.yaml" && !name.starts_with(".vorlage-");
    let rest = |folder: &Path| -> Vec<_> {
        all(folder).into_iter().filter(|(name, _)| others(name)).collect()
    };
    let (before, papers) = (rest(folder), rest(&run.path("data/kim")));

    let mut chance = Chance(2022);
    let mut seen = [0, 0];
    for kill in 0..KILLS {
        fs::write(stellen, &half).unwrap();
        let mut child =
            run.other(IMPORT).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        if kill % 3 == 0 {
            std::thread::sleep(Duration::from_micros(chance.below(micros)));
        } else {
            // As soon as anything lies there that did not; that is when something is begun.
            let is_begun = || {
                all(folder).len() > before.len() + 1
                    || fs::read(stellen).ok().as_ref() != Some(&half)
            };
            while child.try_wait().unwrap().is_none() && !is_begun() {}
        }
        child.kill().unwrap();
        child.wait().unwrap();
        let found = fs::read(stellen).unwrap();
        let version = [&half, &whole].iter().position(|version| **version == found);
        seen[version.unwrap_or_else(|| panic!("a mixture after kill {kill}"))] += 1;
        assert_eq!((rest(folder), rest(&run.path("data/kim"))), (before.clone(), papers.clone()));
    }
    assert!(seen.iter().all(|count| *count > 0), "{seen:?}");

    // The next import sweeps away what the killed ones left.
    fs::write(stellen, &half).unwrap();
    fs::write(folder.join(".vorlage-getoetet.neu"), "halb").unwrap();
    assert!(run.other(IMPORT).status().unwrap().success());
    assert_eq!(all(folder).len(), before.len() + 1);
    assert_eq!(fs::read_dir(run.path("data")).unwrap().count(), 1);
}

#[test]
fn a_killed_build_leaves_the_old_files_or_the_new_ones() {
    let run = Run::of(LINE);
    let output = run.path("output/kim");
    let stellen = run.path("data/kim/stellen.yaml");
    let half = fs::read_to_string(&stellen).unwrap();
    let whole = half.replace("anteil: 0.5", "anteil: 1.0");

    // Both versions, and how long a build takes.
    let mut versions = Vec::new();
    let mut longest = Duration::ZERO;
    for text in [&whole, &half] {
        fs::write(&stellen, text).unwrap();
        let start = Instant::now();
        assert!(run.other(LINE).status().unwrap().success());
        longest = longest.max(start.elapsed());
        versions.push(files(&output));
    }
    assert_ne!(versions[0], versions[1]);
    fs::write(output.join("notiz.txt"), "Notiz").unwrap();

    let mut chance = Chance(2021);
    let mut seen = [0, 0];
    let micros = u64::try_from(longest.as_micros()).unwrap();
    for kill in 0..KILLS {
        fs::write(&stellen, if kill % 2 == 0 { &whole } else { &half }).unwrap();
        let mut child =
            run.other(LINE).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        if kill % 3 == 0 {
            std::thread::sleep(Duration::from_micros(chance.below(micros)));
        } else {
            // As soon as the first file is another one; that is when a mixture would be seen.
            let before = state(&output);
            while child.try_wait().unwrap().is_none() && state(&output) == before {}
        }
        child.kill().unwrap();
        child.wait().unwrap();
        let found = files(&output);
        let version = versions.iter().position(|version| *version == found);
        seen[version.unwrap_or_else(|| panic!("a mixture after kill {kill}"))] += 1;
        assert_eq!(fs::read_to_string(output.join("notiz.txt")).unwrap(), "Notiz");
    }
    assert!(seen.iter().all(|count| *count > 0), "{seen:?}");

    // The next build sweeps away what the killed ones left.
    assert!(run.other(LINE).status().unwrap().success());
    let left: Vec<_> = fs::read_dir(run.path("output")).unwrap().collect();
    assert_eq!(left.len(), 1, "{left:?}");
}
