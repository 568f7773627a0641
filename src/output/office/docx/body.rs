//! Writes the parts of a document in the words of WordprocessingML.

use super::beside::Beside;
use super::letters;
use super::names::PICTURE;
use super::numbering::{BULLETS, INDENT, LEVELS};
use super::styles::id;
use super::table;
use crate::data::Wording;
use crate::output::office::page::Page;
use crate::output::office::picture::{Drawing, Picture};
use crate::output::office::runs::{Run, RunKind};
use crate::output::office::style::Style;
use crate::output::office::table::Grid;
use crate::output::office::walk::Sink;
use crate::output::office::xml::escaped;

/// How many units of DrawingML a twentieth of a point has.
const EMU: usize = 635;

/// The body in the making.
pub(super) struct Body<'a> {
    pub(super) out: String,
    pub(super) beside: Beside,
    page: &'a Page,
    words: &'a Wording,
    /// The numberings of the open lists, the innermost last.
    lists: Vec<usize>,
    /// How many quotations are open.
    quotes: usize,
    /// What the next paragraph is an item of: numbering and level.
    mark: Option<(usize, usize)>,
    is_behind_table: bool,
}

impl<'a> Body<'a> {
    pub(super) fn new(page: &'a Page, words: &'a Wording) -> Self {
        Self {
            out: String::new(),
            beside: Beside::default(),
            page,
            words,
            lists: Vec::new(),
            quotes: 0,
            mark: None,
            is_behind_table: false,
        }
    }

    fn level(&self) -> usize {
        self.lists.len().saturating_sub(1).min(LEVELS - 1)
    }

    /// How far what stands in lists and quotations is indented.
    fn indent(&self) -> usize {
        self.lists.len().min(LEVELS) * INDENT + self.quotes.min(4) * 567
    }

    /// The properties of a paragraph beside its style, in the order of the schema.
    fn properties(&mut self, style: Style, keeps: bool) -> String {
        let mut properties = format!("<w:pStyle w:val=\"{}\"/>", id(style));
        if keeps && !matches!(style, Style::Heading(_)) {
            properties.push_str("<w:keepNext/>");
        }
        let indent = self.indent();
        let mark = self.mark.take();
        if let Some((numbering, level)) = mark {
            properties.push_str(&format!(
                "<w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{numbering}\"/></w:numPr>"
            ));
        }
        if self.is_behind_table && !matches!(style, Style::Heading(_)) {
            properties.push_str("<w:spacing w:before=\"260\"/>");
        }
        match mark {
            Some(_) if self.quotes > 0 => {
                properties.push_str(&format!("<w:ind w:left=\"{indent}\" w:hanging=\"{INDENT}\"/>"))
            }
            None if indent > 0 => {
                properties.push_str(&format!("<w:ind w:left=\"{indent}\"/>"));
            }
            _ => {}
        }
        properties
    }

    fn picture(&mut self, picture: &Picture, alternative: &str) {
        self.beside.pictures.push(picture.png.clone());
        let number = self.beside.pictures.len();
        let (width, height) = (picture.width * EMU, picture.height * EMU);
        let properties = self.properties(Style::Picture, false);
        let alternative = escaped(alternative);
        self.out.push_str(&format!(
            "<w:p><w:pPr>{properties}</w:pPr><w:r><w:drawing><wp:inline distT=\"0\" distB=\"0\" \
             distL=\"0\" distR=\"0\"><wp:extent cx=\"{width}\" cy=\"{height}\"/>\
             <wp:docPr id=\"{number}\" name=\"diagramm{number}\" descr=\"{alternative}\"/>\
             <a:graphic><a:graphicData uri=\"{PICTURE}\"><pic:pic><pic:nvPicPr>\
             <pic:cNvPr id=\"{number}\" name=\"diagramm{number}.png\" descr=\"{alternative}\"/>\
             <pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed=\"rIdBild{number}\"/>\
             <a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm>\
             <a:off x=\"0\" y=\"0\"/><a:ext cx=\"{width}\" cy=\"{height}\"/></a:xfrm>\
             <a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>\
             </a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
        ));
        self.is_behind_table = false;
    }
}

impl Sink for Body<'_> {
    fn paragraph(&mut self, style: Style, runs: &[Run<'_>], keeps: bool) {
        let properties = self.properties(style, keeps);
        self.out.push_str(&format!("<w:p><w:pPr>{properties}</w:pPr>"));
        letters::write(runs, style, &mut self.beside.links, &mut self.out);
        self.out.push_str("</w:p>");
        self.is_behind_table = false;
    }

    fn list(&mut self, _is_numbered: bool) {
        self.lists.push(BULLETS);
    }

    fn item(&mut self, number: Option<u64>) {
        let level = self.level();
        if let (Some(number), Some(list)) = (number, self.lists.last_mut()) {
            *list = self.beside.numbering.start(level, number);
        }
        self.mark = self.lists.last().map(|numbering| (*numbering, level));
    }

    fn end_item(&mut self) {
        self.mark = None;
    }

    fn end_list(&mut self) {
        self.lists.pop();
    }

    fn quote(&mut self, begins: bool) {
        self.quotes = if begins { self.quotes + 1 } else { self.quotes.saturating_sub(1) };
    }

    fn table(&mut self, grid: &Grid<'_>) {
        if self.is_behind_table {
            // Word would make one table of two.
            self.out.push_str(&format!(
                "<w:p><w:pPr><w:pStyle w:val=\"{}\"/></w:pPr></w:p>",
                id(Style::Gap)
            ));
        }
        let indent = self.indent();
        let room = self.page.width().saturating_sub(indent);
        table::write(grid, self.page, (indent, room), &mut self.beside.links, &mut self.out);
        self.is_behind_table = true;
    }

    fn drawing(&mut self, drawing: &Drawing) {
        let Drawing { title, alternative, pictures } = drawing;
        let run = Run {
            text: title,
            kind: RunKind::Text,
            strong: false,
            emphasis: false,
            struck: false,
            change: None,
            link: None,
        };
        self.paragraph(Style::Caption, &[run], true);
        let said = self.words.fill("textdatei.diagramm", &[("inhalt", alternative)]);
        for (index, picture) in pictures.iter().enumerate() {
            let more = self.words.say("textdatei.diagramm_weiter");
            self.picture(picture, if index == 0 { &said } else { more });
        }
    }

    fn rule(&mut self) {
        let properties = self.properties(Style::Text, false);
        let line = format!(
            "<w:pBdr><w:bottom w:val=\"single\" w:sz=\"4\" w:space=\"1\" w:color=\"{}\"/></w:pBdr>",
            self.page.line
        );
        let (style, rest) = properties.split_at(properties.find("/>").map_or(0, |end| end + 2));
        self.out.push_str(&format!("<w:p><w:pPr>{style}{line}{rest}</w:pPr></w:p>"));
        self.is_behind_table = false;
    }
}
