//! Text as HTML: the only door by which text of a paper enters a page.

/// `text` as it stands between tags or within the quotes of an attribute.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' => out.push(character),
            // No page has a way to write these.
            '\u{fffe}' | '\u{ffff}' => {}
            _ if character.is_control() => {}
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
        let text = "<script>alert(\"1\")</script> & 5 \u{0}\u{85}";
        let expected = "&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; 5 ";
        assert_eq!(escaped(text), expected);
    }
}
