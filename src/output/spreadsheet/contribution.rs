//! Says in German what a figure of a bridge is, from its name.
//!
//! ```text
//! schritt.<n>.<name>              a figure after the n-th change; of 0 before all of them
//! bruecke.<total>.<n>[.<row>]     what the n-th change contributes to a total, or a row to that
//! bruecke.eingabe.<n>.<number>    a value that was typed before or after the n-th change
//! ```

use crate::finance::{Contribution, Name, Parts, Subject};

/// What the figure of a bridge called `name` is, where `told` says what another figure is.
pub(super) fn describe(name: &Name, told: &dyn Fn(&Name) -> String) -> String {
    if let Parts { subject: Subject::Eingabe, aspect, .. } = name.parts() {
        let number = aspect.first().copied().unwrap_or_default();
        return format!("Änderung {number}: Angabe der Daten");
    }
    // What is of no step stands for something that one version does not have.
    let Some(Contribution { total, step, behind }) = name.contribution() else {
        return "nichts".into();
    };
    let Some(number) = step else { return told(&total) };
    let jahr = total.year().map(|jahr| format!(" {jahr}")).unwrap_or_default();
    let of_total = format!("Änderung {number}, Beitrag zu: {}{jahr}", told(&total));
    let (row, what) = match behind.as_slice() {
        [row @ .., last] => match factor(last) {
            Some(what) => (row, format!(", {what}")),
            None => (behind.as_slice(), String::new()),
        },
        [] => (behind.as_slice(), String::new()),
    };
    match row.join(".").parse::<Name>() {
        Ok(row) => format!("{of_total}, davon {}{what}", told(&row)),
        Err(_) => of_total + &what,
    }
}

/// What the figure `name` of the state `number` is.
pub(super) fn state(number: usize, name: &Name, told: &dyn Fn(&Name) -> String) -> String {
    match number {
        0 => format!("vor den Änderungen: {}", told(name)),
        number => format!("nach Änderung {number}: {}", told(name)),
    }
}

/// A part of a calculation.
fn factor(name: &str) -> Option<&'static str> {
    Some(match name {
        "menge" => "Menge mehr oder weniger",
        "monate" => "Monate mehr oder weniger",
        "saetze" => "Sätze zusammen",
        "abzuege" => "abzuziehende Sätze zusammen",
        "satz" => "Satz",
        "produkt" => "als Produkt",
        "rundung" => "Rundung",
        "ausgleich" => "Ausgleich der Rundung",
        _ => return None,
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
mod tests {
    use super::*;

    #[test]
    fn contributions_are_told_in_german() {
        let said = |name: &Name| name.to_string();
        for (figure, told) in [
            ("aufwendungen.2022.1", "Änderung 1, Beitrag zu: aufwendungen.2022 2022"),
            ("volumen.2", "Änderung 2, Beitrag zu: volumen"),
            ("zeile.11.gesamt.3", "Änderung 3, Beitrag zu: zeile.11.gesamt"),
            (
                "eigenanteil.2022.1.stelle.a",
                "Änderung 1, Beitrag zu: eigenanteil.2022 2022, davon stelle.a",
            ),
            (
                "eigenanteil.2022.1.stelle.a.menge",
                "Änderung 1, Beitrag zu: eigenanteil.2022 2022, davon stelle.a, Menge mehr oder weniger",
            ),
            ("eingabe.4.2", "Änderung 4: Angabe der Daten"),
            ("nichts", "nichts"),
        ] {
            let name: Name = format!("bruecke.{figure}").parse().unwrap();
            assert_eq!(describe(&name, &said), told);
        }
        assert_eq!(state(0, &Subject::Volumen.into(), &said), "vor den Änderungen: volumen");
        assert_eq!(state(2, &Subject::Volumen.into(), &said), "nach Änderung 2: volumen");
    }
}
