//! The provisions of law that clauses refer to.
//!
//! They differ by Land and change with time; so they are data of the city, each with
//! the day as of which it was checked.

use jiff::civil::Date;

use crate::data::record::declare::record;
use crate::data::record::kinds::{Day, Designation, Text};

record! {
    /// A provision of law.
    #[derive(PartialEq, Eq)]
    pub struct Norm, "Vorschrift" {
        /// As it is printed, such as `§ 83 GO NRW`.
        pub norm: String = required Designation
            => "Vorschrift", "die Vorschrift, wie sie gedruckt wird", "§ … der Gemeindeordnung";
        /// What it asks of a need, such as `zeitlich und sachlich unabweisbar`.
        pub verlangt: Option<String> = optional Text
            => "Verlangt", "was sie vom Bedarf verlangt, als Eigenschaft, etwa `unabweisbar`",
                "zeitlich und sachlich unabweisbar";
        /// The day as of which it was checked.
        pub stand: Date = required Day
            => "Stand", "der Tag, zu dem sie zuletzt geprüft ist", "01.01.2021";
    }
}
