//! Words to choose from: each is declared once, with its key, its label, its explanation and
//! the value that it stands for.

use super::form::Word;

/// A list of words, and what each of them stands for.
pub(in crate::data) trait Choice {
    /// What a word stands for.
    type Value: Copy + PartialEq + 'static;

    /// The words, in the order in which they are offered.
    const WORDS: &'static [Word];

    /// What they stand for, in the same order.
    const VALUES: &'static [Self::Value];
}

/// Declares words to choose from.
///
/// An enum of its own, one line a word: variant, key, label, explanation.
/// ```text
/// choice! {
///     /// With whom a Stelle is set up.
///     pub enum Bei {
///         /// With the city.
///         Stadt = "stadt", "Stadt", "Die Stelle wird bei der Stadt eingerichtet.";
///     }
/// }
/// ```
/// Or words for values of a type that stands elsewhere:
/// ```text
/// choice! {
///     /// Decimal places of printed amounts.
///     pub(super) words Digits for u32 {
///         2 => "cent", "Cent", "Beträge haben Euro und Cent.";
///     }
/// }
/// ```
macro_rules! choice {
    (
        $(#[$outer:meta])*
        $vis:vis enum $name:ident {
            $($(#[$doc:meta])* $variant:ident = $key:literal, $label:literal, $about:literal;)+
        }
    ) => {
        $(#[$outer])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        $vis enum $name {
            $($(#[$doc])* $variant,)+
        }

        #[allow(dead_code, reason = "not every choice needs all of them")]
        impl $name {
            /// All of them, in the order in which papers and forms state them.
            $vis const ALL: [Self; [$(Self::$variant),+].len()] = [$(Self::$variant),+];

            /// The word for it in data and in the names of figures.
            $vis fn schluessel(self) -> &'static str {
                match self { $(Self::$variant => $key,)+ }
            }

            /// As it is read in a sentence.
            $vis fn bezeichnung(self) -> &'static str {
                match self { $(Self::$variant => $label,)+ }
            }

            /// The one whose word is `key`.
            $vis fn of_key(key: &str) -> Option<Self> {
                match key { $($key => Some(Self::$variant),)+ _ => None }
            }
        }

        $crate::data::record::choice::choice! { @impl $name, $name;
            $(Self::$variant => $key, $label, $about;)+ }
    };
    (
        $(#[$outer:meta])*
        $vis:vis words $name:ident for $value:ty {
            $($of:expr => $key:literal, $label:literal, $about:literal;)+
        }
    ) => {
        $(#[$outer])*
        #[derive(Debug)]
        $vis struct $name;

        $crate::data::record::choice::choice! { @impl $name, $value;
            $($of => $key, $label, $about;)+ }
    };
    (@impl $name:ident, $value:ty; $($of:expr => $key:literal, $label:literal, $about:literal;)+) => {
        impl $crate::data::record::choice::Choice for $name {
            type Value = $value;
            const WORDS: &'static [$crate::data::record::form::Word] = &[
                $($crate::data::record::form::Word { key: $key, label: $label, about: $about },)+
            ];
            const VALUES: &'static [$value] = &[$($of),+];
        }
    };
}

pub(in crate::data) use choice;
