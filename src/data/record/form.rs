//! What is declared of the data: the keys of a record, the forms of their values, the words
//! to choose from.
//!
//! Everything that speaks of keys reads these declarations: messages, the schema for editors,
//! forms to fill in, and what a comparison calls a key. They come out of [`record!`] and
//! [`choice!`], which make the reader of the same line.
//!
//! [`record!`]: super::declare::record
//! [`choice!`]: super::choice::choice

/// What a value looks like.
#[derive(Debug, Clone, Copy)]
pub enum Form {
    /// Whatever stands there.
    Any,
    /// One line of text, which may look like a number.
    Text,
    /// The name of a record that is declared here.
    Id,
    /// The name of a record that is declared elsewhere, under these keys.
    Reference(&'static str),
    /// Euro with at most two decimal places.
    Amount,
    /// A quantity with at most three decimal places.
    Count,
    /// A whole number from one.
    Whole,
    /// A number and `%`.
    Percent,
    /// A day.
    Date,
    /// A Haushaltsjahr.
    Year,
    /// A Haushaltsjahr, or two that follow each other with `/` between them.
    Years,
    /// `ja` or `nein`.
    YesNo,
    /// One of some words.
    Choice(&'static [Word]),
    /// A mapping with these keys.
    Record(&'static Shape),
    /// A mapping with the keys of one of these records; which, another value decides.
    Records(&'static [&'static Shape]),
    /// A list.
    List(&'static Form),
    /// A mapping with keys that the clerk chooses.
    Map(MapKey, &'static Form),
    /// One of several forms.
    Either(&'static [Form]),
}

/// What the keys of a mapping look like that the clerk chooses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MapKey {
    /// Names of records.
    Id,
    /// Haushaltsjahre.
    Year,
    /// Days.
    Date,
    /// Whatever the clerk writes.
    Any,
}

/// A word to choose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Word {
    /// As it stands in the data.
    pub key: &'static str,
    /// As it is read in a German sentence.
    pub label: &'static str,
    /// What it means, in a line of German.
    pub about: &'static str,
}

/// A kind of record: what one of them is called, and its keys.
#[derive(Debug, Clone, Copy)]
pub struct Shape {
    /// What one such record is called, such as `Auszahlung`.
    pub title: &'static str,
    /// Its keys in their order, those of its parts under the name of the part.
    pub fields: &'static [Field],
}

/// A key that a record has, or a part of it that several keys make together.
#[derive(Debug, Clone, Copy)]
pub struct Field {
    /// The key.
    pub name: &'static str,
    /// Whether it must be there.
    pub need: Need,
    /// What its value looks like; of a part the record of its keys.
    pub form: Form,
    /// What a form or a comparison calls it, such as `Kostensatz`.
    pub title: &'static str,
    /// What it is for, in a line of German without a full stop.
    pub about: &'static str,
    /// An example of its value; nothing where it is too long for a line.
    pub example: &'static str,
}

/// Whether a key must be there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// It must.
    Required,
    /// It may be left out.
    Optional,
    /// It may be left out and then has this value.
    Default(&'static str),
    /// It is no key but the place of several, which stand in the record itself.
    Part,
    /// The record does not have it; only a rule that looks at the record says so.
    Absent,
}

impl Shape {
    /// All keys, those of its parts among them, in their order.
    pub fn keys(&self) -> Vec<&'static Field> {
        let mut keys: Vec<&'static Field> = Vec::new();
        for field in self.fields {
            if field.need != Need::Part {
                keys.push(field);
                continue;
            }
            let parts = field.form.shapes().into_iter().flat_map(|shape| shape.keys());
            for key in parts {
                if keys.iter().all(|known| known.name != key.name) {
                    keys.push(key);
                }
            }
        }
        keys
    }

    /// The key called `name`.
    pub fn key(&self, name: &str) -> Option<&'static Field> {
        self.keys().into_iter().find(|field| field.name == name)
    }

    /// Whether a record must have the key `name`, whatever else it says.
    pub(super) fn requires(&self, name: &str) -> bool {
        self.fields.iter().any(|field| match field.need {
            Need::Required => field.name == name,
            Need::Part => {
                let shapes = field.form.shapes();
                !shapes.is_empty() && shapes.iter().all(|shape| shape.requires(name))
            }
            _ => false,
        })
    }
}

impl Form {
    /// The records that it can be, without those in lists, mappings and alternatives.
    pub(in crate::data) fn shapes(self) -> Vec<&'static Shape> {
        match self {
            Self::Record(shape) => vec![shape],
            Self::Records(shapes) => shapes.to_vec(),
            _ => Vec::new(),
        }
    }
}

impl Field {
    /// What to write where it is missing.
    pub(in crate::data) fn advice(&self) -> String {
        let Self { name, example, about, .. } = self;
        if example.is_empty() {
            return format!("Ergänzen Sie `{name}:` – {about}.");
        }
        format!("Ergänzen Sie zum Beispiel `{name}: {example}` – {about}.")
    }
}
