//! Text as XML: the only door by which text of a paper enters an office file.

/// `text` as it stands between tags or within the quotes of an attribute.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            // A reader would make a line feed of it.
            '\r' => out.push_str("&#13;"),
            '\t' | '\n' => out.push(character),
            // XML has no way to write these.
            '\u{fffe}' | '\u{ffff}' => {}
            _ if character.is_ascii_control() => {}
            _ => out.push(character),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_cannot_become_a_tag() {
        assert_eq!(escaped("a<b> & \"c\"\u{1}\r\n"), "a&lt;b&gt; &amp; &quot;c&quot;&#13;\n");
        assert_eq!(escaped("1.234,56\u{a0}€"), "1.234,56\u{a0}€");
    }
}
