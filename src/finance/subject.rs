//! What figures are about: the words that names begin with, each declared once.

use std::fmt;

/// Declares the subjects with their words; those of the first group have an id behind it.
macro_rules! subjects {
    (
        $($(#[$of:meta])* $Of:ident $of_word:literal)*;
        $($(#[$alone:meta])* $Alone:ident $alone_word:literal)*
    ) => {
        /// What a figure is about.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Subject<'a> {
            $($(#[$of])* $Of(&'a str),)*
            $($(#[$alone])* $Alone,)*
        }

        impl<'a> Subject<'a> {
            /// The subject that `text` begins with, and what follows it.
            pub(super) fn read(text: &'a str) -> Option<(Self, Option<&'a str>)> {
                let (word, rest) = split(text);
                let of = |of: fn(&'a str) -> Self| {
                    let (id, rest) = split(rest?);
                    (!id.is_empty()).then(|| (of(id), rest))
                };
                match word {
                    $($of_word => of(Self::$Of),)*
                    $($alone_word => Some((Self::$Alone, rest)),)*
                    _ => None,
                }
            }
        }

        impl Subject<'_> {
            /// The word that its names begin with.
            pub fn word(self) -> &'static str {
                match self {
                    $(Self::$Of(_) => $of_word,)*
                    $(Self::$Alone => $alone_word,)*
                }
            }
        }

        impl<'a> Subject<'a> {
            /// The id behind that word, where it has one.
            pub fn id(self) -> Option<&'a str> {
                match self {
                    $(Self::$Of(id) => Some(id),)*
                    $(Self::$Alone => None,)*
                }
            }
        }

        impl fmt::Display for Subject<'_> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                match self {
                    $(Self::$Of(id) => write!(f, concat!($of_word, ".{}"), id),)*
                    $(Self::$Alone => f.write_str($alone_word),)*
                }
            }
        }
    };
}

subjects! {
    /// A Stelle.
    Stelle "stelle"
    /// A cost that is no Stelle.
    Kosten "kosten"
    /// An investment.
    Investition "investition"
    /// A grant.
    Zuwendung "zuwendung"
    /// What a grant leaves open, as the base of another.
    Rest "rest"
    /// What an investment, then named behind, costs once it is used.
    Folgekosten "folgekosten"
    /// How an investment wears out.
    Abschreibung "abschreibung"
    /// How the grants for an investment are spread over its use.
    Sonderposten "sonderposten"
    /// The annual cost of a full post.
    Kostensatz "kostensatz"
    /// A rise a year.
    Steigerung "steigerung"
    /// The full posts of a role.
    Rolle "rolle"
    /// A number that texts quote.
    Angabe "angabe"
    /// An entry of the ledger of cover, or all entries of a kind.
    Deckung "deckung"
    /// What needs cover, by kind.
    Bedarf "bedarf"
    /// What the budget provides on a line.
    Ansatz "ansatz"
    /// A line of the Ergebnisplan.
    Zeile "zeile"
    /// A line of the Finanzplan.
    Finanzzeile "finanzzeile"
    /// What the use of all investments costs or brings, by kind.
    Folge "folge"
    /// A Teilplan, of papers over several.
    Teilplan "teilplan";

    /// Revenue.
    Ertraege "ertraege"
    /// Expenses.
    Aufwendungen "aufwendungen"
    /// The own share of the expenses.
    Eigenanteil "eigenanteil"
    /// What is paid in.
    Einzahlungen "einzahlungen"
    /// What is paid out.
    Auszahlungen "auszahlungen"
    /// The own share of what is paid out.
    EigenanteilInvestiv "eigenanteil_investiv"
    /// The volume of the Ergebnisplan.
    Volumen "volumen"
    /// What share of the volume is funded by others.
    Foerderquote "foerderquote"
    /// All investments.
    Investitionen "investitionen"
    /// What existing Stellen cost.
    Eigenleistung "eigenleistung"
    /// Expenses without those of existing Stellen.
    Mehrbedarf "mehrbedarf"
    /// The own share without what existing Stellen cover.
    Restbedarf "restbedarf"
    /// What dropped Stellen save.
    Einsparung "einsparung"
    /// The programme.
    Programm "programm"
    /// A value typed before or after a change.
    Input "eingabe"
    /// Nothing, for an amount that a version does not have.
    Nothing "nichts"
    /// No quantity of Stellen.
    NoStelle "keine_stelle"
    /// No share.
    NoShare "kein_anteil"
    /// No months.
    NoMonths "kein_monat"
    /// No other quantity.
    NoQuantity "keine_menge"
}

/// The first part of a name, and what follows it.
fn split(text: &str) -> (&str, Option<&str>) {
    text.split_once('.').map_or((text, None), |(first, rest)| (first, Some(rest)))
}
