//! The head of a paper: what it is, whom it comes from and who deliberates on it.
//!
//! The deciding body is a body of the Beratungsfolge, and none comes after it.

use jiff::civil::Date;

use super::Placed;
use crate::diagnostic::Place;

/// The head of a council paper.
#[derive(Debug, Clone)]
pub struct Vorlage {
    /// Where the head stands in the data.
    pub place: Place,
    /// The kind of paper, such as `beschlussvorlage`: the stem of its template.
    pub art: String,
    /// The folder of the city below `templates/`.
    pub stadt: String,
    /// The number under which the council files it, such as `1234/2021`.
    pub nummer: String,
    /// The date of the paper; also the date in the PDF.
    pub datum: Date,
    /// Whether the public may listen.
    pub sitzung: Sitzung,
    /// The Dezernat that answers for the paper.
    pub dezernat: String,
    /// The Dienststelle that wrote it.
    pub dienststelle: String,
    /// The subject.
    pub betreff: String,
    /// The second line of the subject ("hier: …"), without "hier:".
    pub hier: Option<String>,
    /// The deciding body.
    pub beschlussorgan: String,
    /// The bodies in their order; the last one decides.
    pub beratungsfolge: Vec<Beratung>,
    /// Whether it comes too late for the regular course and gives reasons.
    pub dringlich: bool,
    /// The effect on the climate.
    pub klima: Klima,
    /// Titles of the attachments.
    pub anlagen: Vec<String>,
}

/// Whether the public may listen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sitzung {
    /// In public.
    Oeffentlich,
    /// Behind closed doors.
    Nichtoeffentlich,
}

/// The effect on the climate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Klima {
    /// None.
    Nein,
    /// A good one.
    Positiv,
    /// A bad one.
    Negativ,
}

/// A body that deliberates, and when.
#[derive(Debug, Clone)]
pub struct Beratung {
    /// The name of the body.
    pub gremium: Placed<String>,
    /// The day of its meeting.
    pub datum: Placed<Date>,
}
