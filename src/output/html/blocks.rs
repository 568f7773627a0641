//! Writes the blocks of a document.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::answers::Answers;
use super::escape::escaped;
use super::lines::Lines;
use super::table;
use super::words::Words;
use crate::document::Document;
use crate::document::tree::{Block, Content, Item, List, Span, is_blank, text};
use crate::output::office::Drawing;

/// How many twentieths of a point a pixel of a page has.
const PIXEL: usize = 15;

/// The text in the making.
pub(super) struct Blocks<'a> {
    pub(super) out: String,
    lines: Lines<'a>,
    drawings: std::slice::Iter<'a, Drawing>,
    /// The level of the last heading.
    level: u8,
    /// The last heading, which names the tables below it.
    heading: String,
    /// The names of the tables so far.
    tables: Vec<String>,
}

impl<'a> Blocks<'a> {
    pub(super) fn new(
        words: Words<'a>,
        drawings: &'a [Drawing],
        answers: Option<&'a Answers<'a>>,
    ) -> Self {
        Self {
            out: String::new(),
            lines: Lines { words, answers },
            drawings: drawings.iter(),
            level: 0,
            heading: String::new(),
            tables: Vec::new(),
        }
    }

    /// Head and text of `document`; the text stays open.
    pub(super) fn document(&mut self, document: &Document) {
        self.heading.clone_from(&document.meta.stadt);
        if !document.tree.letterhead.is_empty() {
            self.out.push_str("<header class=\"briefkopf\">\n");
            self.blocks(&document.tree.letterhead);
            self.out.push_str("</header>\n");
        }
        self.out.push_str("<main id=\"inhalt\">\n");
        self.blocks(&document.tree.body);
    }

    fn blocks(&mut self, blocks: &[Block]) {
        blocks.iter().for_each(|block| self.block(block));
    }

    fn block(&mut self, block: &Block) {
        match &block.content {
            Content::Heading(level, spans) => self.heading(*level, spans),
            Content::Paragraph(spans) => self.paragraph(spans),
            Content::List(list) => self.list(list),
            Content::Quote(blocks) => {
                self.out.push_str("<blockquote>\n");
                self.blocks(blocks);
                self.out.push_str("</blockquote>\n");
            }
            Content::Code(lines) => {
                let lines: Vec<String> =
                    lines.iter().map(|line| self.lines.written(line, false)).collect();
                self.out.push_str(&format!("<pre>{}</pre>\n", lines.join("\n")));
            }
            Content::Diagram(_) => self.drawing(),
            Content::Table(of) => {
                let same = self.tables.iter().filter(|name| **name == self.heading).count();
                self.tables.push(self.heading.clone());
                table::write(of, &self.heading, same + 1, self.lines, &mut self.out);
            }
            Content::Rule => self.out.push_str("<hr/>\n"),
        }
    }

    fn paragraph(&mut self, spans: &[Span]) {
        let text = self.lines.written(spans, false);
        self.out.push_str(&format!("<p>{text}</p>\n"));
    }

    /// A heading whose level is at most one below the last: a screen reader takes a skipped
    /// level for a missing one.
    fn heading(&mut self, level: u8, spans: &[Span]) {
        if is_blank(spans) {
            return;
        }
        self.level = level.min(self.level + 1);
        self.heading = text(spans);
        let (level, words) = (self.level, self.lines.written(spans, false));
        self.out.push_str(&format!("<h{level}>{words}</h{level}>\n"));
    }

    /// A list; every number is set as it is typed, also where they do not run on.
    fn list(&mut self, list: &List) {
        let tag = if list.is_numbered { "ol" } else { "ul" };
        self.out.push_str(&format!("<{tag}>\n"));
        for Item { number, blocks, .. } in &list.items {
            match number.filter(|_| list.is_numbered) {
                Some(number) => self.out.push_str(&format!("<li value=\"{number}\">")),
                None => self.out.push_str("<li>"),
            }
            self.blocks(blocks);
            self.out.push_str("</li>\n");
        }
        self.out.push_str(&format!("</{tag}>\n"));
    }

    fn drawing(&mut self) {
        let Some(Drawing { title, alternative, pictures }) = self.drawings.next() else { return };
        let words = self.lines.words.0;
        let said = words.fill("textdatei.diagramm", &[("inhalt", alternative)]);
        self.out.push_str(&format!("<figure><figcaption>{}</figcaption>", escaped(title)));
        for (index, picture) in pictures.iter().enumerate() {
            let said = if index == 0 { &said } else { words.say("textdatei.diagramm_weiter") };
            self.out.push_str(&format!(
                "<img alt=\"{}\" width=\"{}\" height=\"{}\" src=\"data:image/png;base64,{}\"/>",
                escaped(said),
                picture.width / PIXEL,
                picture.height / PIXEL,
                STANDARD.encode(&picture.png)
            ));
        }
        self.out.push_str("</figure>\n");
    }
}
