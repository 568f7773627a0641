//! Reads what a number counts from the words around it: `T€`, `Mio. EUR`, `v. H.`, `VZÄ`.

use super::amount::Kind;

/// A unit: what is counted, by how much the number is multiplied, and how long the words are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Unit {
    pub(super) kind: Kind,
    pub(super) factor: u32,
    /// In bytes, with the blanks before it.
    pub(super) length: usize,
}

/// Words for thousands, millions and milliards, the longer ones first.
const SCALES: [(&str, u32); 21] = [
    ("Tausend", 1_000),
    ("tausend", 1_000),
    ("Tsd.", 1_000),
    ("tsd.", 1_000),
    ("Tsd", 1_000),
    ("Td.", 1_000),
    ("T.", 1_000),
    ("T", 1_000),
    ("k", 1_000),
    ("Millionen", 1_000_000),
    ("Million", 1_000_000),
    ("Mill.", 1_000_000),
    ("Mio.", 1_000_000),
    ("mio.", 1_000_000),
    ("Mio", 1_000_000),
    ("Milliarden", 1_000_000_000),
    ("Milliarde", 1_000_000_000),
    ("Mrd.", 1_000_000_000),
    ("Mrd", 1_000_000_000),
    ("MRD", 1_000_000_000),
    ("MIO", 1_000_000),
];

const CURRENCIES: [(&str, Kind); 9] = [
    ("€", Kind::Euro),
    ("EURO", Kind::Euro),
    ("EUR", Kind::Euro),
    ("Euro", Kind::Euro),
    ("Eur", Kind::Euro),
    ("DM", Kind::Other),
    ("US-Dollar", Kind::Other),
    ("CHF", Kind::Other),
    ("$", Kind::Other),
];

const OTHERS: [(&str, Kind); 18] = [
    ("%-Punkt", Kind::Points),
    ("Prozentpunkt", Kind::Points),
    ("%", Kind::Percent),
    ("Prozent", Kind::Percent),
    ("v. H.", Kind::Percent),
    ("v.H.", Kind::Percent),
    ("v. Hundert", Kind::Percent),
    ("vom Hundert", Kind::Percent),
    ("VZÄ", Kind::Stellen),
    ("VZK", Kind::Stellen),
    ("Vollzeitstelle", Kind::Stellen),
    ("Vollzeitäquivalent", Kind::Stellen),
    ("Vollzeitkr", Kind::Stellen),
    ("Planstelle", Kind::Stellen),
    ("Stellenanteil", Kind::Stellen),
    ("Stellen", Kind::Stellen),
    ("Stelle", Kind::Stellen),
    ("Vollzeitstellen", Kind::Stellen),
];

/// The unit that `rest`, what stands behind a number, begins with.
pub(super) fn after(rest: &str) -> Option<Unit> {
    let start = blanks(rest);
    let after = rest.get(start..)?;
    let plain = OTHERS.iter().find(|(name, _)| after.starts_with(name));
    if let Some((name, kind)) = plain {
        return Some(Unit { kind: *kind, factor: 1, length: start + name.len() });
    }
    if let Some(unit) = currency(after, start, 1) {
        return Some(unit);
    }
    SCALES.iter().find_map(|(word, factor)| {
        let rest = after.strip_prefix(word)?;
        currency(rest.get(blanks(rest)..)?, start + word.len() + blanks(rest), *factor)
    })
}

/// The currency that `before`, what stands before a number, ends with; the length is that
/// of the words and of the blanks behind them.
pub(super) fn before(before: &str) -> Option<Unit> {
    let trimmed = before.trim_end();
    let blanks = before.len() - trimmed.len();
    let (name, kind) = CURRENCIES.iter().find(|(name, _)| trimmed.ends_with(name))?;
    let rest = trimmed.strip_suffix(name)?;
    let scaled = SCALES.iter().find_map(|(word, factor)| {
        let outside = rest.trim_end().strip_suffix(word)?;
        let is_word = !outside.ends_with(char::is_alphanumeric);
        is_word.then_some((*factor, rest.len() - outside.len()))
    });
    let (factor, length) = scaled.unwrap_or((1, 0));
    let is_word = factor > 1 || !rest.ends_with(char::is_alphanumeric);
    is_word.then_some(Unit { kind: *kind, factor, length: blanks + name.len() + length })
}

fn currency(after: &str, start: usize, factor: u32) -> Option<Unit> {
    let (name, kind) = CURRENCIES.iter().find(|(name, _)| {
        let next = after.strip_prefix(name).and_then(|rest| rest.chars().next());
        after.starts_with(name) && (*name == "€" || !next.is_some_and(char::is_alphabetic))
    })?;
    Some(Unit { kind: *kind, factor, length: start + name.len() })
}

fn blanks(text: &str) -> usize {
    text.len() - text.trim_start_matches(' ').len()
}

/// The factor that the head of a column names, as `in T€` or `(Mio. EUR)`.
pub(in crate::audit) fn scale(head: &str) -> u32 {
    let words = head.split([' ', '(', ')', '[', ']', ',', '/']).filter(|word| !word.is_empty());
    let text: String = words.map(|word| format!(" {word}")).collect();
    let found = SCALES.iter().find(|(word, _)| {
        text.match_indices(&format!(" {word}")).any(|(at, found)| {
            let rest = text.get(at + found.len()..).unwrap_or_default();
            currency(rest.trim_start(), 0, 1).is_some()
        })
    });
    found.map_or(1, |(_, factor)| *factor)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_units_behind_and_before() {
        let read = |rest| after(rest).map(|unit| (unit.kind, unit.factor, unit.length));
        assert_eq!(read(" T Euro."), Some((Kind::Euro, 1_000, 7)));
        assert_eq!(read(" Tsd. EUR"), Some((Kind::Euro, 1_000, 9)));
        assert_eq!(read("T€ und"), Some((Kind::Euro, 1_000, 4)));
        assert_eq!(read(" Mrd. Euro"), Some((Kind::Euro, 1_000_000_000, 10)));
        assert_eq!(read(" Eurokrise"), None);
        assert_eq!(read(" Prozentpunkte"), Some((Kind::Points, 1, 13)));
        assert_eq!(before("sind TEUR ").map(|unit| unit.factor), Some(1_000));
        assert_eq!(before("von Mio. € ").map(|unit| unit.factor), Some(1_000_000));
        assert_eq!(before("Betrag EUR ").map(|unit| (unit.factor, unit.length)), Some((1, 4)));
        assert_eq!(
            (scale("Ansatz in T€"), scale("Plan (Mio. EUR)"), scale("Titel")),
            (1_000, 1_000_000, 1)
        );
    }
}
