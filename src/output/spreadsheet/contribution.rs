//! Says in German what a figure of a bridge is, from its name.
//!
//! ```text
//! schritt.<n>.<name>              a figure after the n-th change; of 0 before all of them
//! bruecke.<total>.<n>[.<row>]     what the n-th change contributes to a total, or a row to that
//! bruecke.eingabe.<n>.<number>    a value that was typed before or after the n-th change
//! ```

use crate::period::Jahr;

/// What the names of totals end with that belong to no single year.
const WITHOUT_JAHR: [&str; 4] = ["gesamt", "volumen", "zahlungen", "verpflichtungen"];

/// What the figure called `bruecke.<rest>` is, where `name` says what another figure is.
pub(super) fn describe(rest: &[&str], name: &dyn Fn(&[&str]) -> String) -> String {
    if let ["eingabe", number, _] = rest {
        return format!("Änderung {number}: Angabe der Daten");
    }
    let is_year = |part: &&str| Jahr::parse(part).is_some();
    let is_last = |part: &&str| WITHOUT_JAHR.contains(part) || is_year(part);
    // What stands for something that one version does not have.
    let Some(end) = rest.iter().position(is_last) else { return "nichts".into() };
    let (total, behind) = rest.split_at(end + 1);
    let [number, parts @ ..] = behind else { return name(total) };
    let jahr = total.last().filter(|part| is_year(part));
    let jahr = jahr.map(|jahr| format!(" {jahr}")).unwrap_or_default();
    let of_total = format!("Änderung {number}, Beitrag zu: {}{jahr}", name(total));
    let (row, what) = match parts {
        [row @ .., last] => match factor(last) {
            Some(what) => (row, format!(", {what}")),
            None => (parts, String::new()),
        },
        [] => (parts, String::new()),
    };
    match row {
        [] => of_total + &what,
        row => format!("{of_total}, davon {}{what}", name(row)),
    }
}

/// What the figure called `schritt.<number>.<rest>` is.
pub(super) fn state(number: &str, rest: &[&str], name: &dyn Fn(&[&str]) -> String) -> String {
    match number {
        "0" => format!("vor den Änderungen: {}", name(rest)),
        number => format!("nach Änderung {number}: {}", name(rest)),
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
mod tests {
    use super::*;

    #[test]
    fn contributions_are_told_in_german() {
        let name = |parts: &[&str]| parts.join("/");
        for (figure, told) in [
            ("aufwendungen.2022.1", "Änderung 1, Beitrag zu: aufwendungen/2022 2022"),
            ("volumen.2", "Änderung 2, Beitrag zu: volumen"),
            ("zeile.11.gesamt.3", "Änderung 3, Beitrag zu: zeile/11/gesamt"),
            (
                "eigenanteil.2022.1.stelle.a",
                "Änderung 1, Beitrag zu: eigenanteil/2022 2022, davon stelle/a",
            ),
            (
                "eigenanteil.2022.1.stelle.a.menge",
                "Änderung 1, Beitrag zu: eigenanteil/2022 2022, davon stelle/a, Menge mehr oder weniger",
            ),
            ("eingabe.4.2", "Änderung 4: Angabe der Daten"),
            ("nichts", "nichts"),
        ] {
            let parts: Vec<&str> = figure.split('.').collect();
            assert_eq!(describe(&parts, &name), told);
        }
        assert_eq!(state("0", &["volumen"], &name), "vor den Änderungen: volumen");
        assert_eq!(state("2", &["volumen"], &name), "nach Änderung 2: volumen");
    }
}
