//! Writes the text of a paragraph in the words of OpenDocument.

use super::automatic::Automatic;
use crate::document::ChangeKind;
use crate::output::office::runs::{Run, RunKind};
use crate::output::office::style::Style;
use crate::output::office::xml::escaped;

/// Writes `runs` of a paragraph of this `style`.
pub(super) fn write(runs: &[Run<'_>], style: Style, automatic: &mut Automatic, out: &mut String) {
    // A blank at the beginning of a paragraph would be none.
    let mut is_blank = true;
    for alike in runs.chunk_by(|a, b| a.link == b.link) {
        let target = alike.first().and_then(|run| run.link);
        if let Some(target) = target {
            let target = escaped(target);
            out.push_str(&format!("<text:a xlink:type=\"simple\" xlink:href=\"{target}\">"));
        }
        for run in alike {
            one(run, style, automatic, &mut is_blank, out);
        }
        if target.is_some() {
            out.push_str("</text:a>");
        }
    }
}

fn one(
    run: &Run<'_>,
    style: Style,
    automatic: &mut Automatic,
    is_blank: &mut bool,
    out: &mut String,
) {
    if run.kind == RunKind::Break {
        out.push_str("<text:line-break/>");
        *is_blank = true;
        return;
    }
    let named = match run {
        Run { kind: RunKind::Box, .. } => "Kaestchen",
        Run { change: Some(ChangeKind::Struck), .. } => "Gestrichen",
        Run { change: Some(ChangeKind::Inserted), .. } => "Eingefuegt",
        Run { link: Some(_), .. } => "Internet_20_link",
        Run { strong: true, .. } if style == Style::Sender => "Behoerde",
        _ => "",
    };
    let mut letters = String::new();
    let mut add = |is: bool, attribute: &str| letters.push_str(if is { attribute } else { "" });
    add(run.strong, " fo:font-weight=\"bold\"");
    add(run.emphasis, " fo:font-style=\"italic\"");
    add(run.struck, " style:text-line-through-style=\"solid\"");
    let properties = match letters.as_str() {
        "" => String::new(),
        letters => format!("<style:text-properties{letters}/>"),
    };
    let name = automatic.name("text", named, &properties);
    if name.is_empty() {
        text(run.text, is_blank, out);
        return;
    }
    out.push_str(&format!("<text:span text:style-name=\"{name}\">"));
    text(run.text, is_blank, out);
    out.push_str("</text:span>");
}

/// Writes `words`; of several blanks in a row all but the first are told as such.
fn text(words: &str, is_blank: &mut bool, out: &mut String) {
    for character in words.chars() {
        match character {
            ' ' if *is_blank => out.push_str("<text:s/>"),
            '\t' => out.push_str("<text:tab/>"),
            '\n' => out.push_str("<text:line-break/>"),
            _ => out.push_str(&escaped(character.encode_utf8(&mut [0; 4]))),
        }
        *is_blank = matches!(character, ' ' | '\t' | '\n');
    }
}

/// Writes words that are set like any others.
pub(super) fn plain(words: &str, out: &mut String) {
    text(words, &mut true, out);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_blank_is_lost() {
        let mut out = String::new();
        plain("  a  b\u{a0}<\t c", &mut out);
        let expected = "<text:s/><text:s/>a <text:s/>b\u{a0}&lt;<text:tab/><text:s/>c";
        assert_eq!(out, expected);
    }
}
