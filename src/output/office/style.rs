//! The styles of an office file: what a paragraph is, and never how a single one looks.

/// What a paragraph is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Style {
    /// A heading of this level, from 1 to 6.
    Heading(u8),
    /// Ordinary text.
    Text,
    /// An item of a list, numbered or not.
    Item(bool),
    /// What else an item says.
    Continued,
    /// A quotation.
    Quote,
    /// Text that stands line by line as it is written.
    Code,
    /// Who writes, at the head of the first page.
    Sender,
    /// What else stands before the first heading.
    Letterhead,
    /// The name of a statement of the letterhead.
    Label,
    /// A statement of the letterhead.
    Statement,
    /// A cell of a table with words.
    Cell,
    /// A cell of a table with a figure.
    Figure,
    /// A cell of the head of a table.
    Head,
    /// A cell that heads a group of rows.
    Group,
    /// A cell of a total.
    Total,
    /// A paragraph that holds a picture.
    Picture,
    /// The title of a picture.
    Caption,
    /// What keeps two tables apart.
    Gap,
}
