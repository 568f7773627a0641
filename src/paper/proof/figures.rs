//! Compares the figures that a PDF carries with those recomputed from its data.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;

/// The figures as the JSON of a PDF lists them.
#[derive(Deserialize)]
struct All {
    figures: Vec<Carried>,
}

/// A figure of that list.
#[derive(Deserialize, PartialEq)]
struct Carried {
    id: String,
    value: String,
    unit: String,
    text: String,
    derivation: Value,
}

/// How a figure of the PDF differs from the recomputed one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Difference {
    /// The list in the PDF cannot be read.
    Unreadable,
    /// It says `carried`, and the data say `computed`.
    Value { id: String, carried: String, computed: String },
    /// The value is right, and the way to it is not.
    Derivation { id: String },
    /// The data lead to no such figure.
    Foreign { id: String },
    /// The data lead to this figure, and the PDF lacks it.
    Missing { id: String },
}

/// How the figures `carried` differ from those `computed`, both as JSON. Of a PDF of
/// another version of the program, only its own figures are looked at, and not
/// how they were derived: later versions may compute more, and otherwise.
pub(super) fn compare(carried: &[u8], computed: &[u8], same_version: bool) -> Vec<Difference> {
    if carried == computed {
        return Vec::new();
    }
    let (Ok(carried), Ok(computed)) = (parse(carried), parse(computed)) else {
        return vec![Difference::Unreadable];
    };
    let mut left = by_id(&computed);
    let mut found = Vec::new();
    for figure in &carried {
        let id = figure.id.clone();
        // Of figures with one id, the first is compared with the first.
        let Some(computed) = left.get_mut(&*id).and_then(Vec::pop) else {
            found.push(Difference::Foreign { id });
            continue;
        };
        let is_same =
            |a: &Carried, b: &Carried| (&a.value, &a.unit, &a.text) == (&b.value, &b.unit, &b.text);
        if !is_same(figure, computed) {
            let (carried, computed) = (shown(figure), shown(computed));
            found.push(Difference::Value { id, carried, computed });
        } else if same_version && figure != computed {
            found.push(Difference::Derivation { id });
        }
    }
    if same_version {
        let missing = left.into_iter().filter(|(_, figures)| !figures.is_empty());
        found.extend(missing.map(|(id, _)| Difference::Missing { id: id.to_owned() }));
    }
    // The same figures, written otherwise.
    if found.is_empty() && same_version { vec![Difference::Unreadable] } else { found }
}

fn parse(json: &[u8]) -> serde_json::Result<Vec<Carried>> {
    serde_json::from_slice::<All>(json).map(|all| all.figures)
}

fn by_id(figures: &[Carried]) -> BTreeMap<&str, Vec<&Carried>> {
    let mut all: BTreeMap<&str, Vec<&Carried>> = BTreeMap::new();
    for figure in figures.iter().rev() {
        all.entry(&figure.id).or_default().push(figure);
    }
    all
}

/// The printed form, and the value where it is not the one printed.
fn shown(figure: &Carried) -> String {
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    if digits(&figure.text).trim_end_matches('0') == digits(&figure.value).trim_end_matches('0') {
        figure.text.clone()
    } else {
        format!("{} ({})", figure.text, figure.value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const JSON: &str = r#"{"figures":[
        {"id":"a","value":"1.50","unit":"EUR","text":"1,50 €","derivation":{"exact":"3/2"}},
        {"id":"a","value":"2","unit":"count","text":"2","derivation":{"exact":"2"}}]}"#;

    fn changed(from: &str, to: &str, same_version: bool) -> Vec<Difference> {
        assert_eq!(JSON.matches(from).count(), 1);
        compare(JSON.replace(from, to).as_bytes(), JSON.as_bytes(), same_version)
    }

    #[test]
    fn every_change_is_told() {
        let value = |carried: &str, computed: &str| Difference::Value {
            id: "a".into(),
            carried: carried.into(),
            computed: computed.into(),
        };
        assert_eq!(compare(JSON.as_bytes(), JSON.as_bytes(), true), []);
        assert_eq!(changed("1,50 €", "1,60 €", false), [value("1,60 € (1.50)", "1,50 €")]);
        assert_eq!(changed("\"1.50\"", "\"1.51\"", true), [value("1,50 € (1.51)", "1,50 €")]);
        assert_eq!(changed("\"2\",\"unit\"", "\"3\",\"unit\"", true), [value("2 (3)", "2")]);
        assert_eq!(changed("3/2", "4/2", true), [Difference::Derivation { id: "a".into() }]);
        assert_eq!(changed("3/2", "4/2", false), []);
        assert_eq!(changed("]}", "", true), [Difference::Unreadable]);
        assert_eq!(changed("]}", "] }", true), [Difference::Unreadable]);
    }

    #[test]
    fn a_figure_too_many_or_too_few_is_told() {
        let one = JSON.replace("\"id\":\"a\",\"value\":\"2\"", "\"id\":\"b\",\"value\":\"2\"");
        let (foreign, missing) =
            (Difference::Foreign { id: "b".into() }, Difference::Missing { id: "a".into() });
        assert_eq!(compare(one.as_bytes(), JSON.as_bytes(), true), [foreign.clone(), missing]);
        assert_eq!(compare(one.as_bytes(), JSON.as_bytes(), false), [foreign]);
    }
}
