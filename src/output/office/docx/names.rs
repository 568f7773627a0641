//! The namespaces of a DOCX.

/// WordprocessingML.
pub(super) const MAIN: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// Relationships, and what the names of their kinds begin with.
pub(super) const RELATIONS: &str =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// What the names of all that belongs to the package begin with.
pub(super) const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";

/// Pictures, by which a drawing says what it is.
pub(super) const PICTURE: &str = "http://schemas.openxmlformats.org/drawingml/2006/picture";

/// What stands at the beginning of every part.
pub(super) const PROLOGUE: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
