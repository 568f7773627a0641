//! How long papers take: `cargo bench`, or `cargo bench -- posts` for one group.
//!
//! Whole runs start the built program, as a clerk does; parts are called within
//! the process, and what the compiler of the page remembers is thrown away
//! before each round. `docs/benchmarks.md` tells what was measured.

#![allow(clippy::unwrap_used, reason = "a measurement that cannot go on has failed")]

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use criterion::{BatchSize, BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use tempfile::TempDir;

use vorlage::paper::Request;
use vorlage::{data, finance, output};

criterion_group! {
    name = benches;
    config = Criterion::default().sample_size(20).measurement_time(Duration::from_secs(5));
    targets = cold_build, parts, posts, years, papers
}
criterion_main!(benches);

/// The whole program on `data/kim`.
fn cold_build(criterion: &mut Criterion) {
    let out = tempfile::tempdir().unwrap();
    let paper = root().join("data/kim");
    criterion.bench_function("cold build of data/kim", |bencher| {
        bencher.iter(|| build(std::slice::from_ref(&paper), out.path()));
    });
}

/// The rooms one by one.
fn parts(criterion: &mut Criterion) {
    let folder = root().join("data/kim");
    let mut group = criterion.benchmark_group("part");
    group.bench_function("folder → facts", |bencher| bencher.iter(|| data::load(&folder)));

    let paper = data::load(&folder).paper.unwrap();
    group.bench_function("facts → figures", |bencher| bencher.iter(|| finance::plan(&paper)));

    group.bench_function("folder → Markdown", |bencher| {
        bencher.iter(|| Request::of(&folder).finished().made.unwrap());
    });

    let finished = Request::of(&folder).finished().made.unwrap();
    group.bench_function("Markdown → PDF", |bencher| {
        let forget = || typst::comemo::evict(0);
        let pdf = |()| output::pdf(&finished.document, &finished.look).unwrap();
        bencher.iter_batched(forget, pdf, BatchSize::PerIteration);
    });
    group.finish();
}

/// `data/kim` with more and more Stellen.
fn posts(criterion: &mut Criterion) {
    let mut figures = criterion.benchmark_group("posts: facts → figures");
    for count in [1, 10, 100, 1_000] {
        let folder = with_posts(count);
        let paper = data::load(folder.path()).paper.unwrap();
        figures.throughput(Throughput::Elements(count));
        figures.bench_function(BenchmarkId::from_parameter(count), |bencher| {
            bencher.iter(|| finance::plan(&paper));
        });
    }
    figures.finish();

    let mut whole = criterion.benchmark_group("posts: cold build");
    whole.sample_size(10);
    for count in [1, 10, 100, 1_000] {
        let (folder, out) = (with_posts(count), tempfile::tempdir().unwrap());
        let paper = folder.path().to_owned();
        whole.throughput(Throughput::Elements(count));
        whole.bench_function(BenchmarkId::from_parameter(count), |bencher| {
            bencher.iter(|| build(std::slice::from_ref(&paper), out.path()));
        });
    }
    whole.finish();
}

/// A paper of 1,000 Stellen over more and more years.
fn years(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("1000 posts by years: folder → Markdown");
    group.sample_size(10);
    for count in [3, 10, 30] {
        let folder = with_years(1_000, count);
        group.throughput(Throughput::Elements(count));
        group.bench_function(BenchmarkId::from_parameter(count), |bencher| {
            bencher.iter(|| Request::of(folder.path()).finished().made.unwrap());
        });
    }
    group.finish();
}

/// One run over more and more papers, no two of which are alike.
fn papers(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("papers in one run");
    group.sample_size(10);
    for count in [1, 10, 100] {
        let (folder, out) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let paths: Vec<PathBuf> =
            (0..count).map(|index| numbered_paper(folder.path(), index)).collect();
        group.throughput(Throughput::Elements(count));
        group.bench_function(BenchmarkId::from_parameter(count), |bencher| {
            bencher.iter(|| build(&paths, out.path()));
        });
    }
    group.finish();
}

fn build(papers: &[PathBuf], out: &Path) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_vorlage"));
    command.arg("build").args(papers).arg("--out").arg(out).stdout(Stdio::null());
    assert!(command.status().unwrap().success());
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// `data/kim` with `count` further Stellen.
fn with_posts(count: u64) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    copy(&root().join("data/kim"), folder.path());
    let path = folder.path().join("stellen.yaml");
    let mut text = fs::read_to_string(&path).unwrap();
    for index in 0..count {
        write!(
            text,
            "  - id: weitere_{index}
    anteil: 0.75
    kostensatz: s17
    funktion: Weitere Stelle {index}
    rolle: koordination
    baustein: steuerung
    bei: stadt
    zeitraum: stellen
    zeile: personal
"
        )
        .unwrap();
    }
    fs::write(path, text).unwrap();
    folder
}

/// `data/kim` with `posts` further Stellen that have no end, calculated over `years` years
/// from 2021 on, at least three.
fn with_years(posts: u64, years: u64) -> TempDir {
    let folder = with_posts(posts);
    let last = 2020 + years;
    let path = folder.path().join("stellen.yaml");
    let text = fs::read_to_string(&path).unwrap();
    let (own, further) = text.split_once("  - id: weitere_0").unwrap();
    let period = "zeitraum: { von: 01.01.2021, bis: unbefristet }\n    stellenplan: 2021";
    let further = further.replace("zeitraum: stellen", period);
    fs::write(&path, format!("{own}  - id: weitere_0{further}")).unwrap();
    let paper = folder.path().join("vorlage.yaml");
    change(&paper, "  zeitraeume:", &format!("  horizont: {last}\n  zeitraeume:"));
    let later = (2024..=last).fold(String::new(), |mut text, year| {
        writeln!(text, "    {year}:\n      stand: mehrbedarf").unwrap();
        text
    });
    change(&paper, "  rundung:", &format!("{later}  rundung:"));
    folder
}

/// A paper whose amounts and number are its own, so that no page can be reused.
fn numbered_paper(folder: &Path, index: u64) -> PathBuf {
    let paper = folder.join(format!("vorlage-{index}"));
    copy(&root().join("data/kim"), &paper);
    change(
        &paper.join("kosten.yaml"),
        "jahresbetrag: 84100",
        &format!("jahresbetrag: {}", 84_100 + index),
    );
    change(&paper.join("vorlage.yaml"), "betreff: ", &format!("betreff: {index}. "));
    paper
}

fn change(path: &Path, old: &str, new: &str) {
    let text = fs::read_to_string(path).unwrap();
    assert!(text.contains(old), "`{old}` in {}", path.display());
    fs::write(path, text.replacen(old, new, 1)).unwrap();
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let (path, target) = (entry.path(), to.join(entry.file_name()));
        if path.is_dir() {
            copy(&path, &target);
        } else {
            fs::copy(&path, &target).unwrap();
        }
    }
}
