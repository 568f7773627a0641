//! Turns the command line into a [`Command`]; help and errors are German.
//!
//! clap parses. Its own words are English and cannot be translated, so help is
//! written out here and every [`clap::Error`] is worded anew in `usage`.

mod audit;
mod build;
mod diff;
mod figures;
mod formats;
mod import;
mod new;
mod schema;
mod szenarien;
mod watch;

use std::ffi::OsString;

use clap::{Arg, ArgAction, Args, CommandFactory, FromArgMatches, Parser, Subcommand};

pub use self::audit::{Audit, Verify};
pub use self::build::{Build, Check};
pub use self::diff::Diff;
pub use self::figures::{Explain, Figures};
pub use self::formats::{Formats, FormatsOfText};
pub use self::import::{Import, Subject};
pub use self::new::{New, Zuwendung};
pub(in crate::cli) use self::new::{day, rate, stelle};
pub use self::schema::Schema;
pub use self::szenarien::{Szenarien, Tabellenformat};
pub use self::watch::Watch;

/// The order of a help page.
const HELP: &str = "{about-with-newline}\nAufruf: {usage}\n\n{all-args}{after-help}";

/// What the program was asked to do.
#[derive(Debug, Parser)]
#[command(
    name = "vorlage",
    version,
    about = "Schreibt Beschlussvorlagen, in denen jede Zahl berechnet und belegt ist.",
    after_help = "Der nächste Schritt:\n  vorlage build data/kim    schreibt die Beispielvorlage nach output/kim\n  vorlage check data/kim    prüft sie nur\n  vorlage build --help      erklärt einen Befehl",
    override_usage = "vorlage BEFEHL [OPTIONEN] ORDNER…",
    subcommand_help_heading = "Befehle",
    disable_help_flag = true,
    disable_help_subcommand = true,
    disable_version_flag = true
)]
pub struct Arguments {
    /// The command; without one the program shows its help.
    #[command(subcommand)]
    pub command: Option<Command>,

    #[command(flatten)]
    general: General,

    #[arg(
        short = 'V',
        long,
        action = ArgAction::Version,
        help = "Nennt die Version"
    )]
    version: Option<bool>,
}

impl Arguments {
    /// The command line as it is read and explained: each help page in the same order, under
    /// German headings, with what `help` says of values and defaults.
    pub fn described() -> clap::Command {
        let of = |arg: Arg| {
            let heading = if arg.is_positional() { "Argumente" } else { "Optionen" };
            let takes_value = arg.get_action().takes_values();
            arg.help_heading(heading)
                .hide_default_value(takes_value)
                .hide_possible_values(takes_value)
        };
        let command = Self::command().help_template(HELP).mut_args(of);
        command.mut_subcommands(|command| command.help_template(HELP).mut_args(of))
    }

    /// Reads `line`, the command line with the name of the program.
    pub fn read(
        line: impl IntoIterator<Item = impl Into<OsString> + Clone>,
    ) -> clap::error::Result<Self> {
        let line = with_option(line.into_iter().map(Into::into).collect());
        Self::from_arg_matches(&Self::described().try_get_matches_from(line)?)
    }
}

/// `line` with the option for help where somebody asks for it in words: `vorlage help build`.
fn with_option(mut line: Vec<OsString>) -> Vec<OsString> {
    let asks = line.get(1).is_some_and(|word| word == "help" || word == "hilfe");
    if asks && line.len() <= 3 {
        line.remove(1);
        line.push("--help".into());
    }
    line
}

/// What every command understands.
#[derive(Debug, Args)]
struct General {
    #[arg(
        short,
        long,
        global = true,
        action = ArgAction::Help,
        help = "Zeigt diese Hilfe",
        display_order = 900
    )]
    help: Option<bool>,
}

/// A command with its arguments.
#[derive(Debug, Clone, PartialEq, Eq, Subcommand)]
pub enum Command {
    /// Begins a new paper.
    #[command(
        about = "Legt die Daten einer neuen Vorlage an",
        override_usage = "vorlage new [OPTIONEN] ORDNER",
        after_help = new::AFTER
    )]
    New(New),

    /// Writes papers.
    #[command(
        about = "Schreibt Vorlagen als Markdown und PDF",
        override_usage = "vorlage build [OPTIONEN] ORDNER…",
        after_help = "Beispiel:\n  vorlage build data/kim    schreibt output/kim/beschlussvorlage.md und .pdf"
    )]
    Build(Build),

    /// Looks for problems and writes nothing.
    #[command(
        about = "Prüft Vorlagen, ohne etwas zu schreiben",
        override_usage = "vorlage check [OPTIONEN] ORDNER…"
    )]
    Check(Check),

    /// Lists all figures of a paper.
    #[command(
        about = "Zeigt alle Zahlen einer Vorlage",
        override_usage = "vorlage figures [OPTIONEN] ORDNER",
        after_help = "Was wäre, wenn:\n  vorlage figures data/kim --set 'stellen.assistenz.anteil=1.0'    zeigt, was sich ändert\n\nDer Pfad nennt die Schlüssel der Daten mit Punkten dazwischen und einen Eintrag einer Liste mit\nseiner Kennung. Geschrieben wird nichts."
    )]
    Figures(Figures),

    /// Puts the scenarios of a paper side by side.
    #[command(
        about = "Stellt die Szenarien einer Vorlage nebeneinander",
        override_usage = "vorlage szenarien [OPTIONEN] ORDNER",
        after_help = "Beispiele:\n  vorlage szenarien data/kim    zeigt jede Summe mit ihrer Differenz zur Vorlage\n  vorlage build data/kim --szenario startaufstellung    schreibt sie in diesem"
    )]
    Szenarien(Szenarien),

    /// Explains figures of a paper.
    #[command(
        about = "Erklärt, woher eine Zahl kommt, bis zur Zeile der Daten",
        override_usage = "vorlage explain [OPTIONEN] ORDNER ZAHL…",
        after_help = "Beispiele:\n  vorlage explain data/kim '22,5 %'\n  vorlage explain beschlussvorlage.pdf '380.108,05 €'\n  vorlage explain data/kim eigenanteil.gesamt 'zeile.11.*'\n  vorlage figures data/kim    nennt alle Zahlen"
    )]
    Explain(Explain),

    /// Builds a paper again whenever one of its files is saved.
    #[command(
        about = "Schreibt eine Vorlage neu, sooft eine ihrer Dateien gespeichert wird",
        override_usage = "vorlage watch [OPTIONEN] ORDNER",
        after_help = "Strg+C beendet das Programm. Solange die Daten Fehler haben, bleibt die letzte fehlerfreie Fassung\nliegen. Beobachtet werden auch der Ordner templates und die Vorlage, die bezug.quelle nennt."
    )]
    Watch(Watch),

    /// Holds a finished PDF against the data that it carries.
    #[command(
        about = "Prüft ein fertiges PDF an den Daten, die es enthält",
        override_usage = "vorlage verify [OPTIONEN] PDF",
        after_help = "Jede Zahl wird aus den Daten im PDF neu errechnet, der Text neu geschrieben und mit\ndem gedruckten verglichen."
    )]
    Verify(Verify),

    /// Compares two versions of a paper.
    #[command(
        about = "Vergleicht zwei Fassungen einer Vorlage",
        override_usage = "vorlage diff [OPTIONEN] ALT NEU",
        after_help = "ALT und NEU sind je ein Ordner, ein PDF von vorlage oder ein Ordner in einer Git-Fassung.\nDas Programm endet mit 0, ob sich die Fassungen unterscheiden oder nicht, und mit 1, wenn\neine von ihnen sich nicht lesen lässt.\n\nBeispiele:\n  vorlage diff data/kim data/kim-neufassung\n  vorlage diff HEAD~1:data/kim data/kim\n  vorlage diff beschluss.pdf data/kim --format md,pdf    schreibt output/kim-vergleich"
    )]
    Diff(Diff),

    /// Looks for contradictions in papers that someone else wrote.
    #[command(
        about = "Prüft Zahlen in Vorlagen, die andere geschrieben haben",
        override_usage = "vorlage audit [OPTIONEN] DATEI…"
    )]
    Audit(Audit),

    /// Takes over what another office says.
    #[command(
        about = "Übernimmt Stellen aus einer Tabelle des Personalamts",
        override_usage = "vorlage import stellen [OPTIONEN] DATEI ORDNER",
        after_help = import::AFTER
    )]
    Import(Import),
    /// Writes what editors need.
    #[command(
        about = "Schreibt die Schemas, mit denen Editoren die Daten erklären",
        override_usage = "vorlage schema ORDNER"
    )]
    Schema(Schema),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_consistent() {
        Arguments::described().debug_assert();
    }

    #[test]
    fn help_is_german_throughout() {
        let mut command = Arguments::described();
        command.build();
        let names: Vec<String> =
            command.get_subcommands().map(|command| command.get_name().to_owned()).collect();
        assert_eq!(
            names,
            [
                "new",
                "build",
                "check",
                "figures",
                "szenarien",
                "explain",
                "watch",
                "verify",
                "diff",
                "audit",
                "import",
                "schema"
            ]
        );
        let mut pages = vec![command.render_help().to_string()];
        for name in names {
            let command = command.find_subcommand_mut(&name).unwrap();
            pages.push(command.render_help().to_string());
        }
        for page in pages {
            for word in ["Usage", "Options", "Commands", "Arguments", "Print", "default", "values"]
            {
                assert!(!page.contains(word), "`{word}` in\n{page}");
            }
        }
    }
}
