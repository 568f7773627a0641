//! The two kinds of files that people write: the data of a paper and the profile of a city.

use super::Profil;
use super::paper::sections::SECTIONS;
use super::record::form::Shape;
use super::record::schema;

/// What a schema describes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Schema {
    /// The YAML files of a paper, each of which has some of the sections.
    Vorlage,
    /// The profile of a city.
    Profil,
}

impl Schema {
    /// Both of them.
    pub const ALL: [Self; 2] = [Self::Vorlage, Self::Profil];

    /// The name of its file.
    pub fn file(self) -> &'static str {
        match self {
            Self::Vorlage => "vorlage.schema.json",
            Self::Profil => "profil.schema.json",
        }
    }

    /// The keys of the file, as their readers declare them.
    pub fn shape(self) -> &'static Shape {
        match self {
            Self::Vorlage => &SECTIONS,
            Self::Profil => &Profil::SHAPE,
        }
    }

    /// The schema for editors as indented JSON with a line end.
    pub fn text(self) -> String {
        let told = match self {
            Self::Vorlage => (
                "Daten einer Vorlage",
                "Alle Dateien eines Ordners werden zusammen gelesen; jeder Abschnitt steht in \
                    genau einer von ihnen.",
            ),
            Self::Profil => (
                "Profil einer Stadt",
                "Wie eine Stadt etwas nennt: Zeilen, Teilpläne, Arten von Vorlagen, Vorschriften.",
            ),
        };
        schema::text(self.shape(), told, self == Self::Profil)
    }
}
