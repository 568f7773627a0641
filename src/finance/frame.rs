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
    Predecessor,
    /// How a total moved since an earlier paper.
    Change,
    /// A total that only the earlier paper has.
    Now,
    /// A total of an earlier paper with what comes on top of it.
    Together,
    /// The old of two versions.
    Old,
    /// The new of two versions.
    New,
    /// The new of two versions less the old.
    Difference,
    /// Nothing, where one of two versions has no such figure.
    Nothing,
    /// The paper after so many changes, before any of them at 0.
    Step(usize),
    /// What a change contributes to a total.
    Bridge,
}

/// Of which years a figure is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Period {
    /// One Haushaltsjahr.
    Jahr(Jahr),
    /// All of them together.
    All,
}

/// Stands in names for all years together.
const ALL: &str = "gesamt";

impl<'a> Frame<'a> {
    /// What is within the outermost frame of `text`, and that frame.
    pub(super) fn read(text: &'a str) -> (Self, &'a str) {
        let own = (Self::Own, text);
        let Some((word, rest)) = text.split_once('.') else { return own };
        let simple = match word {
            "vorgaenger" => Self::Predecessor,
            "aenderung" => Self::Change,
            "nunmehr" => Self::Now,
            "zusammen" => Self::Together,
            "alt" => Self::Old,
            "neu" => Self::New,
            "differenz" => Self::Difference,
            "null" => Self::Nothing,
            "bruecke" => Self::Bridge,
            "szenario" | "schritt" => {
                let Some((id, rest)) = rest.split_once('.') else { return own };
                return match (word, id.parse()) {
                    ("szenario", _) => (Self::Szenario(id), rest),
                    (_, Ok(number)) => (Self::Step(number), rest),
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
            Self::Predecessor | Self::Change | Self::Now | Self::Together => true,
            Self::Bridge | Self::Step(_) => true,
            Self::Own | Self::Szenario(_) => false,
            Self::Old | Self::New | Self::Difference | Self::Nothing => false,
        }
    }

    /// The word that its names begin with; none for the paper itself.
    pub fn word(self) -> &'static str {
        match self {
            Self::Own => "",
            Self::Szenario(_) => "szenario",
            Self::Step(_) => "schritt",
            Self::Predecessor => "vorgaenger",
            Self::Change => "aenderung",
            Self::Now => "nunmehr",
            Self::Together => "zusammen",
            Self::Old => "alt",
            Self::New => "neu",
            Self::Difference => "differenz",
            Self::Nothing => "null",
            Self::Bridge => "bruecke",
        }
    }

    /// Whether it is a state between two versions: a bridge is calculated with its figures,
    /// and nobody would print them.
    pub fn is_state(self) -> bool {
        matches!(self, Self::Step(_))
    }
}

impl fmt::Display for Frame<'_> {
    /// What the names within begin with.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Own => Ok(()),
            Self::Szenario(id) => write!(f, "{}.{id}.", self.word()),
            Self::Step(number) => write!(f, "{}.{number}.", self.word()),
            _ => write!(f, "{}.", self.word()),
        }
    }
}

impl Period {
    pub(super) fn read(text: &str) -> Option<Self> {
        if text == ALL { Some(Self::All) } else { Jahr::parse(text).map(Self::Jahr) }
    }

    /// The year, where it is a single one.
    pub fn jahr(self) -> Option<Jahr> {
        match self {
            Self::Jahr(jahr) => Some(jahr),
            Self::All => None,
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
        jahr.map_or(Self::All, Self::Jahr)
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Jahr(jahr) => jahr.fmt(f),
            Self::All => f.write_str(ALL),
        }
    }
}
