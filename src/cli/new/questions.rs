//! What `vorlage new` has to know: from the command line, else asked on the terminal, else
//! as usual.

use std::io::{self, BufRead, IsTerminal};

use jiff::civil::Date;
use rust_decimal::Decimal;

use crate::cli::arguments::{New, Zuwendung, day, rate, stelle};
use crate::cli::console::Console;
use crate::data::draft::{Ausgaben, Draft, Foerderung, Stadt, tag};
use crate::diagnostic::nearest;

/// The rate of a share where nobody names one.
const RATE: Decimal = Decimal::from_parts(80, 0, 0, false, 0);

/// Why there is nothing to write.
#[derive(Debug)]
pub(super) struct Stop {
    /// One phrase without a full stop.
    pub(super) message: String,
    /// What cures it.
    pub(super) hint: Option<String>,
}

impl Stop {
    fn of(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { message: message.into(), hint: Some(hint.into()) }
    }
}

/// The city: the one that is named, or the only one, or the one that is chosen.
pub(super) fn stadt(
    arguments: &New,
    known: &[String],
    console: &mut Console<'_>,
) -> Result<String, Stop> {
    if let Some(stadt) = &arguments.stadt {
        return Ok(stadt.clone());
    }
    match known {
        [one] => Ok(one.clone()),
        _ if !is_asked() => {
            let hint = format!("Nennen Sie eine, etwa mit `--stadt {}`.", quoted(known));
            Err(Stop::of("Es fehlt die Stadt", hint))
        }
        _ => choose(console, "Stadt", known, known.first()),
    }
}

/// The paper as it is wanted.
pub(super) fn draft(
    arguments: &New,
    stadt: &Stadt,
    console: &mut Console<'_>,
) -> Result<Draft, Stop> {
    let arten: Vec<String> = stadt.profil.arten.keys().cloned().collect();
    let asks = is_asked();
    let is_first =
        |art: &&String| stadt.profil.arten.get(*art).is_some_and(|kind| !kind.braucht_earlier());
    let first = arten.iter().find(is_first).or(arten.first());
    let art = match &arguments.art {
        Some(art) if arten.contains(art) => art.clone(),
        Some(art) => return Err(unknown_kind(art, &arten)),
        None if asks => choose(console, "Art der Vorlage", &arten, first)?,
        None => first.cloned().ok_or_else(|| unknown_kind("", &arten))?,
    };
    let betreff = match &arguments.betreff {
        Some(betreff) if !betreff.trim().is_empty() => betreff.trim().to_owned(),
        None if asks => ask(console, "Betreff", None, not_empty)?,
        _ => {
            let hint = "Nennen Sie ihn mit `--betreff 'Beratung im Quartier'`.";
            return Err(Stop::of("Es fehlt der Betreff", hint));
        }
    };
    let datum = arguments.datum.unwrap_or_else(today);
    let costs = costs(arguments, asks, console)?;
    let (von, bis) = if costs { period(arguments, datum, asks, console)? } else { (datum, datum) };
    let kosten = if costs { scope(arguments, asks, console)? } else { Ausgaben::Keine };
    let zuwendung = if costs { grant(arguments, asks, console)? } else { None };
    let teilplan = arguments.teilplan.clone();
    Ok(Draft { art, betreff, datum, von, bis, teilplan, kosten, zuwendung })
}

/// Whether the paper costs anything.
fn costs(arguments: &New, asks: bool, console: &mut Console<'_>) -> Result<bool, Stop> {
    let says = !arguments.stellen.is_empty()
        || arguments.investition
        || arguments.zuwendung.is_some_and(|zuwendung| zuwendung != Zuwendung::Keine);
    if arguments.ohne_kosten || says || !asks {
        return Ok(!arguments.ohne_kosten);
    }
    yes_no(console, "Wirkt sich die Vorlage auf den Haushalt aus?", true)
}

/// From when to when the measure is carried out.
fn period(
    arguments: &New,
    datum: Date,
    asks: bool,
    console: &mut Console<'_>,
) -> Result<(Date, Date), Stop> {
    let next = datum.year().saturating_add(1);
    let usual = arguments.bis.map_or(next, |bis| bis.year());
    let von = match arguments.von {
        Some(von) => von,
        None => {
            let usual = Date::new(usual, 1, 1).unwrap_or(datum);
            if asks {
                ask(console, "Erster Tag der Maßnahme", Some(tag(usual)), day)?
            } else {
                usual
            }
        }
    };
    let bis = match arguments.bis {
        Some(bis) => bis,
        None => {
            let usual = Date::new(von.year(), 12, 31).unwrap_or(von);
            if asks {
                ask(console, "Letzter Tag der Maßnahme", Some(tag(usual)), day)?
            } else {
                usual
            }
        }
    };
    if bis < von {
        let message = format!("Die Maßnahme endet am {}, bevor sie beginnt", tag(bis));
        return Err(Stop::of(message, "Berichtigen Sie `--von` oder `--bis`."));
    }
    Ok((von, bis))
}

/// What costs money.
fn scope(arguments: &New, asks: bool, console: &mut Console<'_>) -> Result<Ausgaben, Stop> {
    let mut stellen = arguments.stellen.clone();
    let mut investition = arguments.investition;
    if asks && stellen.is_empty() && !investition {
        console.result("Stellen mit Anteil, Bewertung und Funktion, etwa 1.0 E 13 Leitung.\n");
        let one = |text: &str| if text.is_empty() { Ok(None) } else { stelle(text).map(Some) };
        while let Some(next) = ask(console, "Stelle (leer: keine weitere)", None, one)? {
            stellen.push(next);
        }
        investition = yes_no(console, "Wird gebaut oder angeschafft?", false)?;
    }
    Ok(Ausgaben::Geld { stellen, investition })
}

/// Who pays a part of it.
fn grant(
    arguments: &New,
    asks: bool,
    console: &mut Console<'_>,
) -> Result<Option<Foerderung>, Stop> {
    const FORMS: [(&str, Zuwendung); 3] = [
        ("festbetrag", Zuwendung::Festbetrag),
        ("anteil", Zuwendung::Anteil),
        ("keine", Zuwendung::Keine),
    ];
    let form = match arguments.zuwendung {
        Some(form) => form,
        None if asks && arguments.satz.is_none() => {
            let names = FORMS.map(|(name, _)| name.to_owned());
            let chosen = choose(console, "Zuwendung", &names, names.last())?;
            FORMS.iter().find(|(name, _)| *name == chosen).map_or(Zuwendung::Keine, |form| form.1)
        }
        None if arguments.satz.is_some() => Zuwendung::Anteil,
        None => Zuwendung::Keine,
    };
    Ok(match form {
        Zuwendung::Keine => None,
        Zuwendung::Festbetrag => Some(Foerderung::Festbetrag),
        Zuwendung::Anteil => Some(Foerderung::Anteil(match arguments.satz {
            Some(satz) => satz,
            None if asks => ask(console, "Fördersatz in Prozent", Some(RATE.to_string()), rate)?,
            None => RATE,
        })),
    })
}

fn unknown_kind(art: &str, known: &[String]) -> Stop {
    let message = format!("Die Art `{art}` gibt es in dieser Stadt nicht");
    Stop::of(
        message,
        match nearest(art, known.iter().map(String::as_str)) {
            Some(near) => format!("Meinten Sie `{near}`?"),
            None => format!("Möglich sind {}.", quoted(known)),
        },
    )
}

/// Whether somebody is there to answer.
fn is_asked() -> bool {
    io::stdin().is_terminal()
}

/// Today, by the clock of the computer.
fn today() -> Date {
    jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).date()
}

/// Asks until the answer can be read; an empty one is `usual`.
fn ask<T>(
    console: &mut Console<'_>,
    question: &str,
    usual: Option<String>,
    read: impl Fn(&str) -> Result<T, String>,
) -> Result<T, Stop> {
    let hint = usual.as_ref().map(|usual| format!(" [{usual}]")).unwrap_or_default();
    loop {
        console.result(&format!("{question}{hint}: "));
        let mut answer = String::new();
        if !matches!(io::stdin().lock().read_line(&mut answer), Ok(length) if length > 0) {
            return Err(Stop::of(
                "Die Eingabe endete vor der letzten Frage",
                "Es ist nichts angelegt.",
            ));
        }
        let answer = match (answer.trim(), &usual) {
            ("", Some(usual)) => usual.as_str(),
            (answer, _) => answer,
        };
        match read(answer) {
            Ok(value) => return Ok(value),
            Err(problem) => console.result(&format!("Das passt nicht: {problem}.\n")),
        }
    }
}

fn choose(
    console: &mut Console<'_>,
    question: &str,
    known: &[String],
    usual: Option<&String>,
) -> Result<String, Stop> {
    let question = format!("{question} ({})", known.join(", "));
    ask(console, &question, usual.cloned(), |answer| {
        let is_known = known.iter().any(|name| name == answer);
        is_known.then(|| answer.to_owned()).ok_or_else(|| format!("möglich sind {}", quoted(known)))
    })
}

fn yes_no(console: &mut Console<'_>, question: &str, usual: bool) -> Result<bool, Stop> {
    let usual = if usual { "ja" } else { "nein" }.to_owned();
    ask(console, question, Some(usual), |answer| match answer.to_lowercase().as_str() {
        "j" | "ja" => Ok(true),
        "n" | "nein" => Ok(false),
        _ => Err("erwartet ist `ja` oder `nein`".to_owned()),
    })
}

fn not_empty(text: &str) -> Result<String, String> {
    if text.is_empty() { Err("hier wird Text gebraucht".into()) } else { Ok(text.to_owned()) }
}

fn quoted(names: &[String]) -> String {
    let names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    names.join(", ")
}
