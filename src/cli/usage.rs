//! Words the errors of the command line in German, each with its cure.

use std::path::Path;

use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::data::import;
use crate::diagnostic::nearest;

/// What is wrong with the command line, and what cures it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Usage {
    /// One phrase without a full stop.
    pub(super) message: String,
    /// Complete sentences.
    pub(super) hints: Vec<String>,
}

/// The words for `error`.
pub(super) fn explain(error: &clap::Error) -> Usage {
    let facts = Facts(error);
    let (message, hint) = match error.kind() {
        ErrorKind::InvalidSubcommand | ErrorKind::UnknownArgument => facts.unknown(),
        ErrorKind::MissingRequiredArgument => facts.missing(),
        ErrorKind::InvalidValue => facts.value(),
        ErrorKind::ValueValidation => {
            let message = format!("{} passt nicht zu {}", facts.rejected(), facts.argument());
            let is_column = facts.argument().contains("--spalte");
            (message, if is_column { Some(column_hint()) } else { facts.expected() })
        }
        ErrorKind::NoEquals => (format!("Vor dem Wert von {} fehlt `=`", facts.argument()), None),
        ErrorKind::TooManyValues => (format!("{} ist zu viel", facts.rejected()), None),
        ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => {
            (format!("Die Zahl der Werte von {} stimmt nicht", facts.argument()), None)
        }
        ErrorKind::ArgumentConflict => facts.conflict(),
        ErrorKind::MissingSubcommand => ("Es fehlt der Befehl".into(), None),
        ErrorKind::InvalidUtf8 => ("Ein Argument ist kein gültiger Text (UTF-8)".into(), None),
        _ => ("Der Aufruf ist nicht zu verstehen".into(), None),
    };
    let help = "`vorlage --help` nennt alle Befehle, `vorlage BEFEHL --help` erklärt einen davon.";
    Usage { message, hints: hint.into_iter().chain([help.to_owned()]).collect() }
}

type Words = (String, Option<String>);

/// What clap knows about an error.
struct Facts<'a>(&'a clap::Error);

impl Facts<'_> {
    fn text(&self, kind: ContextKind) -> Option<String> {
        match self.0.get(kind)? {
            ContextValue::String(text) => Some(text.clone()),
            ContextValue::Strings(texts) => texts.first().cloned(),
            _ => None,
        }
    }

    fn argument(&self) -> String {
        self.text(ContextKind::InvalidArg).map_or("dem Argument".into(), |name| quote(&name))
    }

    fn rejected(&self) -> String {
        self.text(ContextKind::InvalidValue).map_or("Der Wert".into(), |value| quote(&value))
    }

    /// What the reader of a value says that it expected.
    fn expected(&self) -> Option<String> {
        let expected = std::error::Error::source(self.0)?.to_string();
        Some(format!("Der Wert passt nicht: {expected}."))
    }

    fn suggestion(&self, kind: ContextKind) -> Option<String> {
        self.text(kind).map(|name| format!("Meinten Sie `{name}`?"))
    }

    fn unknown(&self) -> Words {
        if let Some(name) = self.text(ContextKind::InvalidSubcommand) {
            let path =
                looks_like_path(&name).then(|| format!("Meinten Sie `vorlage build {name}`?"));
            let hint = self.suggestion(ContextKind::SuggestedSubcommand).or(path);
            return (format!("Den Befehl `{name}` gibt es nicht"), hint);
        }
        let name = self.argument();
        let kind = if name.starts_with("`-") { "Die Option" } else { "Das Argument" };
        let hint = self.suggestion(ContextKind::SuggestedArg);
        (format!("{kind} {name} gibt es hier nicht"), hint)
    }

    fn missing(&self) -> Words {
        if self.argument().contains("ZAHL") {
            let example = "Nennen Sie eine Zahl, zum Beispiel `eigenanteil.gesamt`; `vorlage figures` nennt alle.";
            return ("Es fehlt die Zahl, die erklärt werden soll".into(), Some(example.into()));
        }
        if self.argument().contains("<WAS>") {
            let example = "Möglich ist `vorlage import stellen personal.xlsx data/kim`.";
            return ("Es fehlt, was übernommen werden soll".into(), Some(example.into()));
        }
        if self.argument().ends_with("<DATEI>`") {
            let example = "Nennen Sie sie vor dem Ordner, zum Beispiel `personal.xlsx`.";
            return ("Es fehlt die Tabelle".into(), Some(example.into()));
        }
        if self.argument().contains("PDF") {
            let example = "Nennen Sie es, zum Beispiel `output/kim/beschlussvorlage.pdf`.";
            return ("Es fehlt das PDF".into(), Some(example.into()));
        }
        if self.argument().contains("DATEI") {
            let example = "Nennen Sie die Datei, zum Beispiel `vorlage.pdf`.";
            return ("Es fehlt die Datei".into(), Some(example.into()));
        }
        if ["<ALT>", "<NEU>"].iter().any(|name| self.argument().contains(name)) {
            return missing_version();
        }
        let example = "Nennen Sie den Ordner mit den Daten, zum Beispiel `data/kim`.";
        ("Es fehlt der Ordner der Vorlage".into(), Some(example.into()))
    }

    fn value(&self) -> Words {
        let valid = self.valid();
        let names: Vec<String> = valid.iter().map(|value| quote(value)).collect();
        let all = match names.as_slice() {
            [] => None,
            [one] => Some(format!("Möglich ist nur {one}.")),
            names => Some(format!("Möglich sind {}.", names.join(", "))),
        };
        match self.text(ContextKind::InvalidValue).filter(|value| !value.is_empty()) {
            None if self.argument().contains("<ALT>") || self.argument().contains("<NEU>") => {
                missing_version()
            }
            None => (format!("Bei {} fehlt der Wert", self.argument()), all),
            Some(value) => {
                let several = valid.iter().filter(|_| valid.len() > 1);
                let meant = nearest(&value, several.map(String::as_str));
                let hint = meant.map(|name| format!("Meinten Sie `{name}`?")).or(all);
                (format!("`{value}` ist kein Wert für {}", self.argument()), hint)
            }
        }
    }

    fn valid(&self) -> Vec<String> {
        match self.0.get(ContextKind::ValidValue) {
            Some(ContextValue::Strings(values)) => values.clone(),
            _ => Vec::new(),
        }
    }

    fn conflict(&self) -> Words {
        let name = self.argument();
        match self.text(ContextKind::PriorArg) {
            Some(prior) if quote(&prior) != name => {
                (format!("{name} und `{prior}` schließen einander aus"), None)
            }
            _ => (format!("{name} steht mehr als einmal da"), Some("Einmal genügt.".into())),
        }
    }
}

fn missing_version() -> Words {
    let example = "Nennen Sie erst die bisherige, dann die neue Fassung, zum Beispiel `HEAD~1:data/kim data/kim`.";
    ("Es fehlt eine der beiden Fassungen".into(), Some(example.into()))
}

fn column_hint() -> String {
    let names: Vec<String> = import::column_names().map(quote).collect();
    format!("Schreiben Sie etwa `--spalte anteil=VZÄ`; Spalten sind {}.", names.join(", "))
}

fn quote(name: &str) -> String {
    format!("`{name}`")
}

fn looks_like_path(name: &str) -> bool {
    Path::new(name).components().count() > 1 || name.starts_with('.')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::arguments::Arguments;
    use crate::output::FORMATS;

    #[track_caller]
    fn case(line: &str, message: &str, hint: Option<&str>) {
        let arguments = line.split(' ').filter(|word| !word.is_empty());
        let error = Arguments::read(arguments).unwrap_err();
        let usage = explain(&error);
        assert_eq!(usage.message, message);
        assert_eq!(usage.hints.iter().rev().nth(1).map(String::as_str), hint);
    }

    #[test]
    fn words_every_error_with_its_cure() {
        let formats: Vec<String> = FORMATS.iter().map(|format| quote(format.word)).collect();
        let formats = format!("Möglich sind {}.", formats.join(", "));
        let formats = Some(formats.as_str());
        let folder = Some("Nennen Sie den Ordner mit den Daten, zum Beispiel `data/kim`.");
        case("vorlage buld", "Den Befehl `buld` gibt es nicht", Some("Meinten Sie `build`?"));
        case("vorlage zzz", "Den Befehl `zzz` gibt es nicht", None);
        case(
            "vorlage data/kim",
            "Den Befehl `data/kim` gibt es nicht",
            Some("Meinten Sie `vorlage build data/kim`?"),
        );
        case("vorlage build", "Es fehlt der Ordner der Vorlage", folder);
        let pdf = Some("Nennen Sie es, zum Beispiel `output/kim/beschlussvorlage.pdf`.");
        case("vorlage verify", "Es fehlt das PDF", pdf);
        case("vorlage figures --json", "Es fehlt der Ordner der Vorlage", folder);
        case("vorlage szenarien", "Es fehlt der Ordner der Vorlage", folder);
        case("vorlage watch", "Es fehlt der Ordner der Vorlage", folder);
        case("vorlage figures a --set", "Bei `--set <PFAD=WERT>` fehlt der Wert", None);
        case(
            "vorlage szenarien a --format html",
            "`html` ist kein Wert für `--format <FORMAT>`",
            Some("Möglich ist nur `md`."),
        );
        case(
            "vorlage build a --plan --check",
            "`--plan` und `--check` schließen einander aus",
            None,
        );
        case(
            "vorlage diff data/kim",
            "Es fehlt eine der beiden Fassungen",
            Some(
                "Nennen Sie erst die bisherige, dann die neue Fassung, zum Beispiel `HEAD~1:data/kim data/kim`.",
            ),
        );
        case("vorlage explain", "Es fehlt der Ordner der Vorlage", folder);
        case(
            "vorlage explain data/kim",
            "Es fehlt die Zahl, die erklärt werden soll",
            Some(
                "Nennen Sie eine Zahl, zum Beispiel `eigenanteil.gesamt`; `vorlage figures` nennt alle.",
            ),
        );
        case(
            "vorlage build a --format jpeg",
            "`jpeg` ist kein Wert für `--format <FORMATE>`",
            formats,
        );
        case(
            "vorlage build a --format pfd",
            "`pfd` ist kein Wert für `--format <FORMATE>`",
            Some("Meinten Sie `pdf`?"),
        );
        case("vorlage build a --format", "Bei `--format <FORMATE>` fehlt der Wert", formats);
        case("vorlage build a --out", "Bei `--out <ORDNER>` fehlt der Wert", None);
        case(
            "vorlage build a --fromat md",
            "Die Option `--fromat` gibt es hier nicht",
            Some("Meinten Sie `--format`?"),
        );
        case("vorlage check a --json", "Die Option `--json` gibt es hier nicht", None);
        case("vorlage --x", "Die Option `--x` gibt es hier nicht", None);
        case("vorlage figures a b", "Das Argument `b` gibt es hier nicht", None);
        case(
            "vorlage build a --out x --out y",
            "`--out <ORDNER>` steht mehr als einmal da",
            Some("Einmal genügt."),
        );
        case("vorlage figures a --json=1", "`1` ist zu viel", None);
    }
}
