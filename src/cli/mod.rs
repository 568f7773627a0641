//! The commands, one file each: the only place that prints, and with `data` the
//! only one that touches files.
//!
//! Results go to standard output, findings to standard error. The exit code is 0
//! where all went well, 1 where there were findings (warnings do not keep `build`,
//! `figures` and `explain` from their work and leave it 0), and 2 where the command line
//! made no sense. Called without a command, the program shows its help and leaves
//! with 0: nobody asked for anything that could have failed.

pub mod arguments;
pub mod report;

mod attributes;
mod audit;
mod build;
mod check;
mod console;
mod diff;
mod exchange;
mod explain;
mod figures;
mod impact;
mod import;
mod made;
mod new;
mod progress;
mod sandbox;
mod schema;
mod szenarien;
mod totals;
mod usage;
mod verdict;
mod verify;
mod version;
mod watch;
mod wording;
mod write;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::error::ErrorKind;

use arguments::{Arguments, Command};
use console::Console;
use report::Colours;
use verdict::Verdict;

/// Does what `line`, the command line with the name of the program, asks for.
pub fn run(line: impl Iterator<Item = OsString>) -> ExitCode {
    let mut line: Vec<OsString> = line.collect();
    let is_inside = sandbox::enter(&mut line);
    if !is_inside && let Some(code) = sandbox::run(&line) {
        return code;
    }
    let mut results = anstream::stdout();
    // Inside the sandbox the run outside knows whether colours are wanted.
    let mut findings = if is_inside {
        anstream::AutoStream::always_ansi(std::io::stderr())
    } else {
        anstream::stderr()
    };
    let mut console = Console::new(&mut results, &mut findings);
    let verdict = match Arguments::read(line) {
        Ok(arguments) => obey(arguments.command.as_ref(), &mut console),
        Err(error) => explain(&error, &mut console),
    };
    settle(verdict, console).into()
}

fn obey(command: Option<&Command>, console: &mut Console<'_>) -> Verdict {
    match command {
        Some(Command::Diff(arguments)) => diff::run(arguments, console),
        Some(Command::Audit(arguments)) => audit::run(arguments, console),
        Some(Command::Build(arguments)) => build::run(arguments, console),
        Some(Command::Check(arguments)) => check::run(arguments, console),
        Some(Command::Figures(arguments)) => figures::run(arguments, console),
        Some(Command::Szenarien(arguments)) => szenarien::run(arguments, console),
        Some(Command::Watch(arguments)) => watch::run(arguments, console),
        Some(Command::Explain(arguments)) => explain::run(arguments, console),
        Some(Command::Import(arguments)) => import::run(arguments, console),
        Some(Command::New(arguments)) => new::run(arguments, console),
        Some(Command::Schema(arguments)) => schema::run(arguments, console),
        Some(Command::Verify(arguments)) => verify::run(arguments, console),
        None => {
            console.result(&Arguments::described().render_help().ansi().to_string());
            Verdict::Fine
        }
    }
}

/// Shows help and version, which clap hands over as errors, or what is wrong.
fn explain(error: &clap::Error, console: &mut Console<'_>) -> Verdict {
    if let ErrorKind::DisplayHelp | ErrorKind::DisplayVersion = error.kind() {
        console.result(&error.render().ansi().to_string());
        return Verdict::Fine;
    }
    let usage::Usage { message, hints } = usage::explain(error);
    console.finding(&report::render_usage(&message, &hints, Colours::Ansi));
    Verdict::Usage
}

/// The verdict, which is worse where results were lost on their way.
fn settle(verdict: Verdict, mut console: Console<'_>) -> Verdict {
    let Some(failure) = console.failure() else {
        return verdict;
    };
    let message = format!("Die Ausgabe ließ sich nicht schreiben: {}", write::reason(&failure));
    console.finding(&report::render_usage(&message, &[], Colours::Ansi));
    verdict.max(Verdict::Findings)
}
