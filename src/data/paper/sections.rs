//! Declares the sections of a paper: the keys that stand outermost in its files.

use super::personalkosten::Table;
use super::szenarien::Typed;
use crate::data::record::form::{Field, Shape};
use crate::data::record::kinds::{List, Named};
use crate::data::{
    Angabe, Ansatz, Deckung, Haushalt, Investition, Kosten, Kostensatz, Programm, Steigerung,
    Stelle, Vorlage, Zuwendung,
};

/// All sections; each stands in one of the files.
pub(in crate::data) const SECTIONS: Shape = Shape {
    title: "Vorlage",
    fields: &[
        Field::optional::<Vorlage>(
            "vorlage",
            ("Vorlage", "der Kopf der Vorlage: was beraten wird, von wem und wann", ""),
        ),
        Field::optional::<Programm>(
            "programm",
            ("Programm", "was umgesetzt wird, mit seinen Zeiträumen", ""),
        ),
        Field::optional::<Haushalt>("haushalt", ("Haushalt", "wo das Geld im Haushalt steht", "")),
        Field::optional::<Named<Steigerung>>(
            "steigerungen",
            ("Steigerungen", "wie Beträge im Jahr steigen", ""),
        ),
        Field::optional::<Named<Kostensatz>>(
            "kostensaetze",
            ("Kostensätze", "was eine volle Stelle im Jahr kostet", ""),
        ),
        Field::optional::<Table>(
            "personalkosten",
            (
                "Personalkosten",
                "eine Tabelle der Jahresbeträge je Bewertung, mit Quelle und Jahr",
                "",
            ),
        ),
        Field::optional::<Named<Kosten>>(
            "kosten",
            ("Kosten", "Kosten, die keine Stellen sind", ""),
        ),
        Field::optional::<Named<Stelle>>("stellen", ("Stellen", "die Stellen", "")),
        Field::optional::<Named<Investition>>(
            "investitionen",
            ("Investitionen", "was gebaut oder angeschafft wird, mit seinen Auszahlungen", ""),
        ),
        Field::optional::<Named<Zuwendung>>("zuwendungen", ("Zuwendungen", "wer was zahlt", "")),
        Field::optional::<Named<Deckung>>(
            "deckung",
            ("Deckung", "woraus gedeckt wird, was Zuwendungen offenlassen", ""),
        ),
        Field::optional::<List<Ansatz>>(
            "ansaetze",
            (
                "Ansätze",
                "was der Haushalt auf einzelnen Zeilen schon vorsieht, für den Vordruck",
                "",
            ),
        ),
        Field::optional::<Named<Angabe>>(
            "angaben",
            ("Angaben", "Zahlen aus anderen Dokumenten, mit ihrer Quelle", ""),
        ),
        Field::optional::<Named<Typed>>(
            "szenarien",
            ("Szenarien", "dieselbe Vorlage unter anderen Annahmen", ""),
        ),
    ],
};

/// The sections without which there is no paper, and what to write below them.
pub(in crate::data) const REQUIRED: [(&str, &str); 3] = [
    ("vorlage", "was beraten wird, von wem und wann"),
    ("programm", "was umgesetzt wird, mit seinen Zeiträumen"),
    ("haushalt", "wo das Geld im Haushalt steht"),
];
