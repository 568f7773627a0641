//! Within what a figure stands, and of which years it is, as its name says it.

use std::fmt;

use crate::period::Jahr;

/// What a figure is read within, where it is not one of the paper itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Frame<'a> {
    /// The paper itself.
    Own,
    /// The scenario of this id.
    Szenario(&'a str),
    /// What an earlier paper printed.
    Vorgaenger,
    /// How a total moved since an earlier paper.
    Aenderung,
    /// A total that only the earlier paper has.
    Nunmehr,
    /// A total of an earlier paper with what comes on top of it.
    Zusammen,
    /// The old of two versions.
    Alt,
    /// The new of two versions.
    Neu,
    /// The new of two versions less the old.
    Differenz,
    /// Nothing, where one of two versions has no such figure.
    Null,
    /// The paper after so many changes, before any of them at 0.
    Schritt(usize),
    /// What a change contributes to a total.
    Bruecke,
}

/// Of which years a figure is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Period {
    /// One Haushaltsjahr.
    Jahr(Jahr),
    /// All of them together.
    Gesamt,
}

/// Stands in names for all years together.
const GESAMT: &str = "gesamt";

impl<'a> Frame<'a> {
    /// What is within the outermost frame of `text`, and that frame.
    pub(super) fn read(text: &'a str) -> (Self, &'a str) {
        let own = (Self::Own, text);
        let Some((word, rest)) = text.split_once('.') else { return own };
        let simple = match word {
            "vorgaenger" => Self::Vorgaenger,
            "aenderung" => Self::Aenderung,
            "nunmehr" => Self::Nunmehr,
            "zusammen" => Self::Zusammen,
            "alt" => Self::Alt,
            "neu" => Self::Neu,
            "differenz" => Self::Differenz,
            "null" => Self::Null,
            "bruecke" => Self::Bruecke,
            "szenario" | "schritt" => {
                let Some((id, rest)) = rest.split_once('.') else { return own };
                return match (word, id.parse()) {
                    ("szenario", _) => (Self::Szenario(id), rest),
                    (_, Ok(number)) => (Self::Schritt(number), rest),
                    _ => own,
                };
            }
            _ => return own,
        };
        (simple, rest)
    }

    /// Whether it is about an earlier paper, or the way from it to this one.
    pub fn is_of_predecessor(self) -> bool {
        match self {
            Self::Vorgaenger | Self::Aenderung | Self::Nunmehr | Self::Zusammen => true,
            Self::Bruecke | Self::Schritt(_) => true,
            Self::Own | Self::Szenario(_) => false,
            Self::Alt | Self::Neu | Self::Differenz | Self::Null => false,
        }
    }

    /// The word that its names begin with; none for the paper itself.
    pub fn word(self) -> &'static str {
        match self {
            Self::Own => "",
            Self::Szenario(_) => "szenario",
            Self::Schritt(_) => "schritt",
            Self::Vorgaenger => "vorgaenger",
            Self::Aenderung => "aenderung",
            Self::Nunmehr => "nunmehr",
            Self::Zusammen => "zusammen",
            Self::Alt => "alt",
            Self::Neu => "neu",
            Self::Differenz => "differenz",
            Self::Null => "null",
            Self::Bruecke => "bruecke",
        }
    }

    /// Whether it is a state between two versions: a bridge is calculated with its figures,
    /// and nobody would print them.
    pub fn is_state(self) -> bool {
        matches!(self, Self::Schritt(_))
    }
}

impl fmt::Display for Frame<'_> {
    /// What the names within begin with.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Own => Ok(()),
            Self::Szenario(id) => write!(f, "{}.{id}.", self.word()),
            Self::Schritt(number) => write!(f, "{}.{number}.", self.word()),
            _ => write!(f, "{}.", self.word()),
        }
    }
}

impl Period {
    pub(super) fn read(text: &str) -> Option<Self> {
        if text == GESAMT { Some(Self::Gesamt) } else { Jahr::parse(text).map(Self::Jahr) }
    }

    /// The year, where it is a single one.
    pub fn jahr(self) -> Option<Jahr> {
        match self {
            Self::Jahr(jahr) => Some(jahr),
            Self::Gesamt => None,
        }
    }
}

impl From<Jahr> for Period {
    fn from(jahr: Jahr) -> Self {
        Self::Jahr(jahr)
    }
}

impl From<Option<Jahr>> for Period {
    /// All years together where it is no single one.
    fn from(jahr: Option<Jahr>) -> Self {
        jahr.map_or(Self::Gesamt, Self::Jahr)
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Jahr(jahr) => jahr.fmt(f),
            Self::Gesamt => f.write_str(GESAMT),
        }
    }
}
