//! Writes the parts of a document in the words of OpenDocument.

use super::automatic::Automatic;
use super::letters;
use super::lists::Lists;
use super::names::points;
use super::styles::{INDENT, id};
use super::table::{self, Place};
use crate::data::Wording;
use crate::output::office::page::Page;
use crate::output::office::picture::{Drawing, Picture};
use crate::output::office::runs::Run;
use crate::output::office::style::Style;
use crate::output::office::table::Grid;
use crate::output::office::walk::Sink;
use crate::output::office::xml::escaped;

/// The body in the making.
pub(super) struct Body<'a> {
    pub(super) out: String,
    pub(super) automatic: Automatic,
    pub(super) pictures: Vec<Vec<u8>>,
    page: &'a Page,
    words: &'a Wording,
    lists: Lists,
    /// How many quotations are open.
    quotes: usize,
    tables: usize,
    is_behind_table: bool,
}

impl<'a> Body<'a> {
    pub(super) fn new(page: &'a Page, words: &'a Wording) -> Self {
        Self {
            out: String::new(),
            automatic: Automatic::default(),
            pictures: Vec::new(),
            page,
            words,
            lists: Lists::default(),
            quotes: 0,
            tables: 0,
            is_behind_table: false,
        }
    }

    /// What the first block says of the page on which it stands.
    fn first(&self) -> &'static str {
        if self.out.is_empty() { " style:master-page-name=\"Erste_20_Seite\"" } else { "" }
    }

    /// The style of a paragraph that is `style`, with what it has beside.
    fn style(&mut self, style: Style, more: &str) -> String {
        let mut own = more.to_owned();
        if self.quotes > 1 && style == Style::Quote {
            let indent = points((self.quotes.min(4)) * 567);
            own.push_str(&format!(" fo:margin-left=\"{indent}\""));
        }
        let properties = match own.as_str() {
            "" => String::new(),
            own => format!("<style:paragraph-properties{own}/>"),
        };
        let first = self.first();
        self.automatic.with("paragraph", id(style), first, &properties)
    }

    fn picture(&mut self, picture: &Picture, alternative: &str) {
        self.pictures.push(picture.png.clone());
        let number = self.pictures.len();
        let style = self.style(Style::Picture, "");
        let (width, height) = (points(picture.width), points(picture.height));
        let alternative = escaped(alternative);
        self.out.push_str(&format!(
            "<text:p text:style-name=\"{style}\"><draw:frame draw:style-name=\"Bildrahmen\" \
             draw:name=\"diagramm{number}\" text:anchor-type=\"as-char\" svg:width=\"{width}\" \
             svg:height=\"{height}\"><draw:image xlink:href=\"Pictures/diagramm{number}.png\" \
             xlink:type=\"simple\" xlink:show=\"embed\" xlink:actuate=\"onLoad\"/>\
             <svg:desc>{alternative}</svg:desc></draw:frame></text:p>"
        ));
        self.is_behind_table = false;
    }
}

impl Sink for Body<'_> {
    fn paragraph(&mut self, style: Style, runs: &[Run<'_>], keeps: bool) {
        let keeps = keeps && !matches!(style, Style::Heading(_));
        let name = self.style(style, if keeps { " fo:keep-with-next=\"always\"" } else { "" });
        let (tag, level) = match style {
            Style::Heading(level) => ("h", format!(" text:outline-level=\"{level}\"")),
            _ => ("p", String::new()),
        };
        self.out.push_str(&format!("<text:{tag} text:style-name=\"{name}\"{level}>"));
        letters::write(runs, style, &mut self.automatic, &mut self.out);
        self.out.push_str(&format!("</text:{tag}>"));
        self.is_behind_table = false;
    }

    fn list(&mut self, is_numbered: bool) {
        self.lists.begin(is_numbered, &mut self.out);
    }

    fn item(&mut self, number: Option<u64>) {
        self.lists.item(number, &mut self.out);
    }

    fn end_item(&mut self) {
        self.lists.end_item(&mut self.out);
    }

    fn end_list(&mut self) {
        self.lists.end(&mut self.out);
    }

    fn quote(&mut self, begins: bool) {
        self.quotes = if begins { self.quotes + 1 } else { self.quotes.saturating_sub(1) };
    }

    fn table(&mut self, grid: &Grid<'_>) {
        let attributes = self.first();
        let indent = self.lists.depth().min(9) * INDENT + self.quotes.min(4) * 567;
        self.tables += 1;
        let place = Place {
            indent,
            room: self.page.width().saturating_sub(indent),
            number: self.tables,
            attributes,
            is_behind: self.is_behind_table,
        };
        self.lists.interrupt(&mut self.out);
        table::write(grid, &place, &mut self.automatic, &mut self.out);
        self.lists.resume(&mut self.out);
        self.is_behind_table = true;
    }

    fn drawing(&mut self, drawing: &Drawing) {
        let Drawing { title, alternative, pictures } = drawing;
        let name = self.style(Style::Caption, "");
        self.out.push_str(&format!("<text:p text:style-name=\"{name}\">"));
        letters::plain(title, &mut self.out);
        self.out.push_str("</text:p>");
        let said = self.words.fill("textdatei.diagramm", &[("inhalt", alternative)]);
        for (index, picture) in pictures.iter().enumerate() {
            let more = self.words.say("textdatei.diagramm_weiter");
            self.picture(picture, if index == 0 { &said } else { more });
        }
    }

    fn rule(&mut self) {
        let line = format!(" fo:border-bottom=\"0.5pt solid #{}\"", self.page.line);
        let name = self.style(Style::Text, &line);
        self.out.push_str(&format!("<text:p text:style-name=\"{name}\"/>"));
        self.is_behind_table = false;
    }
}
