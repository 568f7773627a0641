//! The namespaces of an ODT, and its measures.

/// What the file says it is.
pub(super) const MIME: &str = "application/vnd.oasis.opendocument.text";

/// What stands at the beginning of every part.
pub(super) const PROLOGUE: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

/// The namespaces of text and styles, as attributes of an outermost tag.
pub(super) fn spaces() -> String {
    let oasis = "urn:oasis:names:tc:opendocument:xmlns";
    let own = ["office", "style", "text", "table", "meta"]
        .map(|name| format!(" xmlns:{name}=\"{oasis}:{name}:1.0\""));
    let drawn = [("draw", "drawing"), ("fo", "xsl-fo-compatible"), ("svg", "svg-compatible")]
        .map(|(short, name)| format!(" xmlns:{short}=\"{oasis}:{name}:1.0\""));
    format!(
        "{}{} xmlns:xlink=\"http://www.w3.org/1999/xlink\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\" office:version=\"1.3\"",
        own.concat(),
        drawn.concat()
    )
}

/// A length of twentieths of a point.
pub(super) fn points(twips: usize) -> String {
    format!("{}.{:02}pt", twips / 20, twips % 20 * 5)
}
