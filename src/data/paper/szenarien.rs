//! Declares scenarios: the same paper under other assumptions.

use crate::data::record::declare::record;
use crate::data::record::form::{Form, MapKey};
use crate::data::record::kinds::{Text, WithPlace};
use crate::data::record::reads::{At, Declared, Reads};
use crate::data::record::value;
use crate::data::yaml::node::Node;
use crate::data::{Paper, Placed};
use crate::diagnostic::Diagnostic;

/// The word for the paper itself, by which no scenario is called.
pub(in crate::data) const NONE: &str = "keines";

/// A variant of the paper.
#[derive(Debug, Clone)]
pub struct Szenario {
    /// The key of its figures, `szenario.<id>.…`.
    pub id: Placed<String>,
    /// Its name as printed.
    pub name: String,
    /// The paper with the changed values; itself without scenarios and prose.
    pub paper: Box<Paper>,
}

record! {
    /// A scenario as it stands in the data.
    pub(in crate::data) struct Typed, "Szenario" {
        pub(in crate::data) id: Placed<String> = required Own
            => "Kennung", "die Kennung des Szenarios", "startaufstellung";
        pub(in crate::data) name: Placed<String> = required WithPlace<Text>
            => "Name", "sein Name, wie er gedruckt wird", "Startaufstellung";
        _aenderungen as "aenderungen": () = required Changes
            => "Änderungen", "je Zeile ein Pfad und sein neuer Wert, etwa \
                `stellen.leitung.anteil: 0.5`";
    }
}

/// The changes of a scenario; where they are applied they are read.
#[derive(Debug)]
struct Changes;

impl Declared for Changes {
    const FORM: Form = Form::Map(MapKey::Any, &Form::Any);
}

impl<K> Reads<K> for Changes {
    type Value = ();

    fn read(_node: &Node, _at: &At<'_, K>) -> Option<()> {
        Some(())
    }
}

/// The key of a scenario, which is not the word for the paper itself.
#[derive(Debug)]
struct Own;

impl Declared for Own {
    const FORM: Form = Form::Id;
}

impl<K> Reads<K> for Own {
    type Value = Placed<String>;

    fn read(node: &Node, at: &At<'_, K>) -> Option<Placed<String>> {
        let id = value::id(node, at.intake)?;
        if id.value != NONE {
            return Some(id);
        }
        let message = format!("`{NONE}` kann kein Szenario heißen");
        at.intake.reject(Diagnostic::error("kennung-ungueltig", &id.place, message).with_hint(
            "Das Wort steht in Texten für die Vorlage selbst; wählen Sie eine andere Kennung.",
        ))
    }
}
