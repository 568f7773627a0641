//! A sandbox for whatever reads what others wrote: the program runs itself once more, and
//! that run may die without taking its message with it.
//!
//! ```text
//! vorlage verify x.pdf ── starts ──▶ vorlage --sandboxed=PID verify x.pdf
//!     │  copies its messages ◀──────────  works, says what it works on
//!     └─ says in German how it ended      is ended by `inside` when it costs too much
//! ```
//!
//! Results go straight to standard output. A run that ends by itself is passed on as it
//! is; one that ends otherwise is a finding and exit code 1. No run outlives the one that
//! started it, so nothing is written after a command was ended. Where no process can be
//! started, the command runs here, with the limits that need none.

mod inside;
mod messages;

use std::ffi::{OsStr, OsString};
use std::io::Write;
use std::process::{Child, Command, ExitCode, ExitStatus, Stdio};

use self::inside::TOO_LONG;
use self::messages::Messages;
use super::report::{self, Colours};
use crate::diagnostic::{Diagnostic, Sources};
use crate::limits;

/// The first argument of a run in the sandbox, before the number of the process that
/// started it. No help names it.
const MARK: &str = "--sandboxed=";

/// The exit code of a run that ended at a mistake of the program.
const MISTAKE: i32 = 101;

/// The commands that read what others may have written, and end by themselves without
/// asking anything.
const GUARDED: [&str; 9] =
    ["audit", "build", "check", "diff", "explain", "figures", "import", "szenarien", "verify"];

/// Whether `line` is that of a run in the sandbox; the mark is taken out.
pub(super) fn enter(line: &mut Vec<OsString>) -> bool {
    let first = line.get(1).and_then(|first| first.to_str());
    let Some(parent) = first.and_then(|first| first.strip_prefix(MARK)?.parse().ok()) else {
        return false;
    };
    line.remove(1);
    inside::settle(parent);
    true
}

/// Runs the command of `line` in the sandbox, unless it needs none or there is none.
pub(super) fn run(line: &[OsString]) -> Option<ExitCode> {
    let command = line.get(1).and_then(|first| first.to_str())?;
    if !GUARDED.contains(&command) {
        return None;
    }
    let mut child = start(line).ok()?;
    // Held open until the end: where it closes, the run inside knows that this one is gone.
    let life = child.stdin.take();
    let mut messages = Messages::default();
    if let Some(stream) = child.stderr.take() {
        messages.copy(stream, &mut anstream::stderr());
    }
    let status = child.wait().ok()?;
    drop(life);
    Some(settle(status, &messages, line))
}

fn start(line: &[OsString]) -> std::io::Result<Child> {
    let mut command = Command::new(std::env::current_exe()?);
    command.arg(format!("{MARK}{}", std::process::id())).args(line.iter().skip(1));
    command.stdin(inside::stdin()).stderr(Stdio::piped()).spawn()
}

/// The exit code of a run that ended with `status`; where it did not end by itself it is
/// told why.
fn settle(status: ExitStatus, messages: &Messages, line: &[OsString]) -> ExitCode {
    match status.code() {
        Some(code @ 0..=2) => {
            // Where findings cannot be printed, the exit code still tells of them.
            let _ = anstream::stderr().write_all(messages.held_back());
            return u8::try_from(code).unwrap_or(1).into();
        }
        // Who stops a run knows it.
        None if is_stopped(status) => return ExitCode::FAILURE,
        _ => {}
    }
    let finding = if status.code() == Some(MISTAKE) && messages.work.is_none() {
        mistake(messages)
    } else {
        exceeded(Excess::of(status, messages), messages, &subject(line))
    };
    let text = report::render(&[finding], &Sources::default(), Colours::Ansi);
    // Where even this cannot be printed, the exit code still tells of it.
    let _ = anstream::stderr().write_all(text.as_bytes());
    ExitCode::FAILURE
}

#[cfg(unix)]
fn is_stopped(status: ExitStatus) -> bool {
    use std::os::unix::process::ExitStatusExt as _;
    // SIGHUP, SIGINT, SIGPIPE and SIGTERM.
    status.signal().is_some_and(|signal| [1, 2, 13, 15].contains(&signal))
}

#[cfg(not(unix))]
fn is_stopped(_: ExitStatus) -> bool {
    false
}

/// What a run had too much of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Excess {
    Time,
    Memory,
    Depth,
    Unknown,
}

impl Excess {
    fn of(status: ExitStatus, messages: &Messages) -> Self {
        if status.code() == Some(i32::from(TOO_LONG)) {
            Self::Time
        } else if messages.is_out_of_memory {
            Self::Memory
        } else if messages.is_too_deep {
            Self::Depth
        } else {
            Self::Unknown
        }
    }

    fn words(self) -> &'static str {
        match self {
            Self::Time => "braucht mehr Zeit",
            Self::Memory => "braucht mehr Speicher",
            Self::Depth => "ist tiefer verschachtelt",
            Self::Unknown => "braucht mehr",
        }
    }
}

fn exceeded(excess: Excess, messages: &Messages, subject: &str) -> Diagnostic {
    let (what, cure) = match messages.work.as_deref() {
        Some("pdf") => (
            "Das PDF",
            "Lassen Sie sich die Datei neu geben, am besten aus dem Programm, das sie schrieb; so ist \
             sie beschädigt oder soll schaden.",
        ),
        Some("table") => (
            "Die Arbeitsmappe",
            "Öffnen Sie sie in einem Tabellenprogramm, und speichern Sie nur die Zeilen der Stellen \
             in einer neuen.",
        ),
        Some("wording") => (
            "Eine Vorlagendatei der Stadt",
            "Prüfen Sie, ob eine Datei neben den Daten in `templates` eine Schleife enthält, die \
             nicht endet.",
        ),
        Some("pages") => (
            "Der Satz der Seiten",
            "Prüfen Sie, ob ein Text der Vorlage ungewöhnlich lang ist, oder ob `seite.typ` neben den \
             Daten in `templates` eine Schleife enthält, die nicht endet.",
        ),
        Some("office") => (
            "Das Lesen der Textdatei",
            "Prüfen Sie, ob es die richtige Datei ist; Vorlagen sind wenige Megabyte groß.",
        ),
        Some("audit") => {
            ("Das Prüfen dieser Vorlage", "Teilen Sie den Text, und prüfen Sie die Teile für sich.")
        }
        Some("data") => (
            "Das Lesen der Daten",
            "Prüfen Sie, ob Dateien im Ordner liegen, die nicht zur Vorlage gehören.",
        ),
        _ => ("Der Befehl", "Prüfen Sie, ob es die richtigen Dateien sind."),
    };
    let message = format!("{what} {}, als eine Vorlage haben kann", excess.words());
    Diagnostic::of_path("grenze-ueberschritten", messages.path.as_deref().unwrap_or(subject), message)
        .with_hint(cure)
        .with_hint(format!(
            "Erlaubt sind {} MB Speicher und je Schritt {} Sekunde Rechenzeit, bei großen Dateien mehr.",
            limits::MEMORY / 1_000_000,
            limits::TIME / 1_000,
        ))
}

fn mistake(messages: &Messages) -> Diagnostic {
    let what = messages.panic.as_deref().unwrap_or("ohne Angabe");
    let message = format!("Das Programm hat einen Fehler: {what}");
    Diagnostic { path: None, ..Diagnostic::of_path("programmfehler", "", message) }.with_hint(
        "Melden Sie ihn mit dem Befehl und den Daten; geschrieben ist nichts, was nicht ganz ist.",
    )
}

/// What the command was about: its arguments without options.
fn subject(line: &[OsString]) -> String {
    let words = line.iter().skip(2).map(|word| OsStr::to_string_lossy(word));
    let words: Vec<_> = words.filter(|word| !word.starts_with('-')).collect();
    words.last().map_or_else(String::new, |word| word.clone().into_owned())
}
