//! `vorlage watch` while files are saved, broken and mended.

use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::process::{Child, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::time::Duration;

use crate::run::Run;

/// A program whose lines can be waited for.
struct Watching {
    child: Child,
    lines: Receiver<String>,
}

impl Watching {
    fn of(run: &Run) -> Self {
        let mut command = run.command();
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let (send, lines) = mpsc::channel();
        let streams: [Box<dyn Read + Send>; 2] =
            [Box::new(child.stdout.take().unwrap()), Box::new(child.stderr.take().unwrap())];
        for stream in streams {
            let send = send.clone();
            std::thread::spawn(move || {
                for line in BufReader::new(stream).lines().map_while(Result::ok) {
                    let _ = send.send(line);
                }
            });
        }
        Self { child, lines }
    }

    /// The first line that contains `text`, and all before it.
    #[track_caller]
    fn until(&self, text: &str) -> Vec<String> {
        let mut lines = Vec::new();
        loop {
            let Ok(line) = self.lines.recv_timeout(Duration::from_secs(20)) else {
                panic!("`{text}` did not come after {lines:#?}");
            };
            let is_it = line.contains(text);
            lines.push(line);
            if is_it {
                return lines;
            }
        }
    }
}

impl Drop for Watching {
    fn drop(&mut self) {
        let _ = self.child.kill();
    }
}

#[cfg(unix)]
#[test]
fn builds_on_save_survives_broken_files_and_ends_in_peace() {
    let run = Run::of("watch data/kim");
    let stellen = run.path("data/kim/stellen.yaml");
    let output = run.path("output/kim/beschlussvorlage.md");
    let good = fs::read_to_string(&stellen).unwrap();
    let mut watching = Watching::of(&run);
    watching.until("wird beobachtet");
    let first = fs::read(&output).unwrap();

    // Saved as most editors do it: a new file in place of the old one.
    let changed = good.replace("anteil: 0.5", "anteil: 1.0");
    fs::write(run.path("data/kim/.stellen.yaml.neu"), &changed).unwrap();
    fs::rename(run.path("data/kim/.stellen.yaml.neu"), &stellen).unwrap();
    let lines = watching.until("Eigenanteil insgesamt");
    let last = lines.last().unwrap();
    // 380.108,05 + 20.700 + 31.671 + 8.076,10
    assert!(last.contains("440.555,15\u{a0}€") && last.contains("+60.447,10\u{a0}€"), "{last}");
    let second = fs::read(&output).unwrap();
    assert_ne!(first, second);

    // Half saved, empty, broken: told, and the last good output stays.
    for broken in [&changed[..changed.len() / 2 - 7], "", "stellen: [\n"] {
        fs::write(&stellen, broken).unwrap();
        watching.until("die letzte Ausgabe bleibt");
        assert_eq!(fs::read(&output).unwrap(), second);
    }

    // Mended as it was: told, since the last that was told is what was wrong.
    fs::write(&stellen, &changed).unwrap();
    let lines = watching.until("ist auf dem Stand der Daten");
    assert_eq!(lines.last().unwrap(), "Kein Fehler mehr; output/kim ist auf dem Stand der Daten.");

    fs::write(&stellen, &good).unwrap();
    watching.until("Eigenanteil insgesamt");
    assert_eq!(fs::read(&output).unwrap(), first);

    // Another folder in place of the old one is watched like it.
    fs::rename(run.path("data/kim"), run.path("data/kim-alt")).unwrap();
    watching.until("die letzte Ausgabe bleibt");
    fs::rename(run.path("data/kim-alt"), run.path("data/kim")).unwrap();
    std::thread::sleep(Duration::from_secs(2));
    fs::write(&stellen, &changed).unwrap();
    watching.until("Eigenanteil insgesamt");
    assert_eq!(fs::read(&output).unwrap(), second);

    let id = watching.child.id().to_string();
    assert!(std::process::Command::new("kill").args(["-INT", &id]).status().unwrap().success());
    assert_eq!(watching.child.wait().unwrap().code(), Some(0));
}

#[test]
fn a_folder_that_is_not_there_cannot_be_watched() {
    let output = Run::of("watch data/kimm").command().output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.starts_with("Fehler[ordner-unlesbar]: Den Ordner gibt es nicht\n"), "{said}");
    assert!(said.contains("--> data/kimm\n"), "{said}");
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn papers_before_it_and_templates_are_watched_too() {
    let run = Run::of("watch data/kim-neufassung").example("kim-neufassung");
    let output = run.path("output/kim-neufassung/neufassung.md");
    let watching = Watching::of(&run);
    watching.until("wird beobachtet");
    let first = fs::read(&output).unwrap();

    // The paper before it, half saved and then with another grant a year for its assistant.
    let earlier = run.path("data/kim/zuwendungen.yaml");
    let good = fs::read_to_string(&earlier).unwrap();
    fs::write(&earlier, &good[..good.len() / 2 - 3]).unwrap();
    watching.until("die letzte Ausgabe bleibt");
    assert_eq!(fs::read(&output).unwrap(), first);
    fs::write(&earlier, good.replace("betrag: 22500", "betrag: 20500")).unwrap();
    watching.until("geschrieben");
    let text = fs::read_to_string(&output).unwrap();
    // 2.000 € less in 2022 alone, since the grant of 2021 is granted: 380.108,05 + 2.000.
    assert!(text.contains("statt bisher 382.108,05\u{a0}€"), "{text}");

    // Templates that come to lie above the folder, and beside it.
    for (folder, heading) in [("templates", "Außen"), ("data/templates", "Innen")] {
        let path = run.path(&format!("{folder}/koeln/abschnitte/betreff.md"));
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, format!("## {heading}\n")).unwrap();
        watching.until("geschrieben");
        let text = fs::read_to_string(&output).unwrap();
        assert!(text.contains(&format!("## {heading}\n")), "{text}");
    }
}
