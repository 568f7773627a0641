//! Writes a document as one page of the web that stands by itself.
//!
//! ```text
//! tree → blocks → page    the text, a table with heads for its columns and rows
//! figures → answers       behind every figure how it came about, down to what was given
//! look → style            the colours of the city's page layout
//! ```
//!
//! No script, nothing from elsewhere: figures open by what the platform itself has
//! (`popover`). Text enters only through `escaped`; the page is well-formed XML too, so that
//! every finished one is read back and held to the tree.

mod answers;
mod blocks;
mod escape;
mod lines;
mod style;
mod table;
mod words;

use super::office::{self, Page};
use super::{Content, Written, carried, readback};
use answers::Answers;
use blocks::Blocks;
use escape::escaped;
use words::Words;

/// `content` as HTML.
pub(super) fn html(content: &Content<'_>) -> Written {
    let Content { document, look, wording, .. } = content;
    let page = Page::of(look);
    let drawings = office::drawings(document, look, &page)?;
    let words = Words(wording);
    let answers = content.origin.map(|of| Answers::of(document, &of, words));
    let mut body = Blocks::new(words, &drawings, answers.as_ref());
    body.document(document);
    let answers = answers.as_ref().map(Answers::written).unwrap_or_default();
    let fingerprint = carried::fingerprint(&content.carried()?);
    let page = frame(content, &page, &body.out, &answers, fingerprint.as_deref()).into_bytes();
    readback::html_proves_itself(document, wording, &page)?;
    Ok(page)
}

/// The page around its text.
fn frame(
    content: &Content<'_>,
    page: &Page,
    body: &str,
    answers: &str,
    fingerprint: Option<&str>,
) -> String {
    let meta = &content.document.meta;
    let words = Words(content.wording);
    let parts = [format!("{} {}", meta.art, meta.nummer), meta.betreff.clone()];
    let parts: Vec<&str> =
        parts.iter().map(|part| part.trim()).filter(|it| !it.is_empty()).collect();
    let title = escaped(&parts.join(": "));
    let style = style::style(page);
    let print = fingerprint.map(|print| {
        format!("<meta name=\"vorlage:fingerabdruck\" content=\"{}\"/>", escaped(print))
    });
    format!(
        "<!DOCTYPE html>\n<html lang=\"de\">\n<head>\n<meta charset=\"utf-8\"/>\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; \
         style-src '{}'; img-src data:; base-uri 'none'; form-action 'none'\"/>\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n\
         <meta name=\"generator\" content=\"vorlage\"/>\n<meta name=\"author\" content=\"{}\"/>\n\
         <meta name=\"dcterms.date\" content=\"{}\"/>\n{}\n<title>{title}</title>\n\
         <style>{style}</style>\n</head>\n<body>\n<a class=\"sprung\" href=\"#inhalt\">{}</a>\n\
         <div class=\"blatt\">\n{body}</main>\n</div>\n{answers}</body>\n</html>\n",
        style::digest(&style),
        escaped(&meta.stadt),
        meta.datum,
        print.unwrap_or_default(),
        escaped(words.say("sprung")),
    )
}
