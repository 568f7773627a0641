//! The styles of an ODT: named as Writer names its own, so that outline and contents know
//! them; what Writer has no name for is named by the words of the city.

use super::names::points;
use crate::data::Wording;
use crate::output::office::page::Page;
use crate::output::office::style::Style;
use crate::output::office::table::INSET;
use crate::output::office::xml::escaped;

/// The font of all text: every office has it or one as wide, and its digits are equally wide.
const FONT: &str = "Arial";

/// The font of boxes to tick.
const SYMBOLS: &str = "Segoe UI Symbol";

/// How far each level of a list is indented, in twentieths of a point.
pub(super) const INDENT: usize = 380;

/// How many levels a list has.
const LEVELS: usize = 9;

/// The name by which the file knows `style`; `_20_` stands for a blank.
pub(super) fn id(style: Style) -> &'static str {
    match style {
        Style::Heading(1) => "Heading_20_1",
        Style::Heading(2) => "Heading_20_2",
        Style::Heading(3) => "Heading_20_3",
        Style::Heading(4) => "Heading_20_4",
        Style::Heading(5) => "Heading_20_5",
        Style::Heading(_) => "Heading_20_6",
        Style::Text => "Text_20_body",
        Style::Item(false) => "List_20_1",
        Style::Item(true) => "Numbering_20_1",
        Style::Continued => "List_20_1_20_Cont.",
        Style::Quote => "Quotations",
        Style::Caption => "Caption",
        Style::Code => "Wortlaut",
        Style::Sender => "Absender",
        Style::Letterhead => "Briefkopf",
        Style::Label => "Bezeichnung",
        Style::Statement => "Angabe",
        Style::Cell => "Tabellentext",
        Style::Figure => "Tabellenzahl",
        Style::Head => "Tabellenkopf",
        Style::Group => "Tabellengruppe",
        Style::Total => "Tabellensumme",
        Style::Picture => "Bild",
        Style::Gap => "Zwischenraum",
    }
}

/// The fonts.
pub(super) fn fonts() -> String {
    let face = |name: &str| {
        format!("<style:font-face style:name=\"{name}\" svg:font-family=\"'{name}'\"/>")
    };
    format!("<office:font-face-decls>{}{}</office:font-face-decls>", face(FONT), face(SYMBOLS))
}

/// How a style is declared: its name as people read it, its parent, its paragraph and its
/// letters, each as attributes.
struct Declared<'a> {
    style: Style,
    name: &'a str,
    parent: &'static str,
    paragraph: String,
    letters: String,
}

/// All named styles.
pub(super) fn declared(page: &Page, words: &Wording) -> String {
    let mut out = format!(
        "<style:default-style style:family=\"paragraph\"><style:paragraph-properties \
         fo:orphans=\"2\" fo:widows=\"2\" style:tab-stop-distance=\"35.45pt\"/>\
         <style:text-properties style:font-name=\"{FONT}\" fo:font-size=\"10.5pt\" \
         fo:language=\"de\" fo:country=\"DE\" fo:hyphenate=\"true\" \
         fo:hyphenation-remain-char-count=\"3\" fo:hyphenation-push-char-count=\"3\"/>\
         </style:default-style><style:style style:name=\"Standard\" style:family=\"paragraph\"/>"
    );
    for declared in builtin(page).into_iter().chain(own(page, words)) {
        paragraph(&declared, &mut out);
    }
    out.push_str(&margins(page));
    out.push_str(&characters(page, words));
    out.push_str(&list("Striche", None));
    out + &list("Ziffern", Some("."))
}

fn paragraph(declared: &Declared<'_>, out: &mut String) {
    let Declared { style, name, parent, paragraph, letters } = declared;
    let level = match style {
        Style::Heading(level) => format!(
            " style:default-outline-level=\"{level}\" style:next-style-name=\"Text_20_body\""
        ),
        _ => String::new(),
    };
    out.push_str(&format!(
        "<style:style style:name=\"{}\" style:display-name=\"{}\" style:family=\"paragraph\" \
         style:parent-style-name=\"{parent}\"{level} style:class=\"text\">\
         <style:paragraph-properties{paragraph}/><style:text-properties{letters}/></style:style>",
        id(*style),
        escaped(name)
    ));
}

/// Letters of so many half points.
fn size(half_points: usize) -> String {
    format!(" fo:font-size=\"{}\"", points(half_points * 10))
}

fn bold(colour: &str, half_points: usize) -> String {
    format!(" fo:font-weight=\"bold\" fo:color=\"#{colour}\"{}", size(half_points))
}

fn spacing(before: usize, after: usize) -> String {
    format!(" fo:margin-top=\"{}\" fo:margin-bottom=\"{}\"", points(before), points(after))
}

/// The styles that Writer knows.
fn builtin(page: &Page) -> Vec<Declared<'static>> {
    let text = |style, name, paragraph: String, letters: String| Declared {
        style,
        name,
        parent: if style == Style::Text { "Standard" } else { "Text_20_body" },
        paragraph,
        letters,
    };
    let [first, second] = &page.headings;
    // A font of an office is wider than that of the PDF.
    let heading = |level: u8, name, (before, after), colour: &str, half_points| {
        let keeps = " fo:keep-with-next=\"always\" fo:keep-together=\"always\"";
        let letters = format!("{} fo:hyphenate=\"false\"", bold(colour, half_points));
        let paragraph = format!("{}{keeps}", spacing(before, after));
        text(Style::Heading(level), name, paragraph, letters)
    };
    let black = "000000";
    let usual = format!("{} fo:line-height=\"110%\"", spacing(0, 130));
    let quote = " fo:margin-left=\"28.35pt\" fo:margin-right=\"28.35pt\"".to_owned();
    vec![
        text(Style::Text, "Text body", usual, String::new()),
        heading(1, "Heading 1", (480, 260), &first.colour, first.size.saturating_sub(2)),
        heading(2, "Heading 2", (440, 180), &second.colour, second.size.saturating_sub(1)),
        heading(3, "Heading 3", (320, 140), black, 23),
        heading(4, "Heading 4", (260, 120), black, 21),
        heading(5, "Heading 5", (220, 110), black, 21),
        heading(6, "Heading 6", (220, 110), black, 21),
        text(Style::Item(false), "List 1", spacing(0, 110), String::new()),
        text(Style::Item(true), "Numbering 1", spacing(0, 110), String::new()),
        text(Style::Continued, "List 1 Cont.", spacing(0, 110), String::new()),
        text(Style::Quote, "Quotations", quote, String::new()),
        text(
            Style::Caption,
            "Caption",
            format!("{} fo:keep-with-next=\"always\"", spacing(240, 100)),
            bold(&second.colour, 19),
        ),
    ]
}

/// The styles that only papers have.
fn own<'a>(page: &Page, words: &'a Wording) -> Vec<Declared<'a>> {
    let text = |style, parent, key: &str, paragraph: String, letters: String| Declared {
        style,
        name: words.say(key),
        parent,
        paragraph,
        letters,
    };
    let border = format!(
        "{} fo:border-bottom=\"1.25pt solid #{}\" fo:padding-bottom=\"8pt\"",
        spacing(0, 240),
        page.accent
    );
    let tight = |before, after| format!("{} fo:line-height=\"100%\"", spacing(before, after));
    let strong = " fo:font-weight=\"bold\"".to_owned();
    let (body, table) = ("Text_20_body", id(Style::Cell));
    let grey = format!(" fo:color=\"#{}\"{}", page.grey, size(16));
    let cell = format!("{} fo:hyphenate=\"true\"", size(18));
    let close = tight(0, 20);
    let group = format!("{} fo:keep-with-next=\"always\"", spacing(120, 50));
    let right = " fo:text-align=\"end\"".to_owned();
    vec![
        text(Style::Sender, body, "textdatei.stil.absender", border, size(24)),
        text(Style::Letterhead, body, "textdatei.stil.briefkopf", spacing(0, 110), size(20)),
        text(Style::Label, body, "textdatei.stil.bezeichnung", close.clone(), grey),
        text(Style::Statement, body, "textdatei.stil.angabe", close, size(20)),
        text(Style::Cell, body, "textdatei.stil.zelle", tight(50, 50), cell),
        text(Style::Figure, table, "textdatei.stil.zahl", right, String::new()),
        text(Style::Head, table, "textdatei.stil.kopf", String::new(), strong.clone()),
        text(Style::Group, table, "textdatei.stil.gruppe", group, strong.clone()),
        text(Style::Total, table, "textdatei.stil.summe", String::new(), strong),
        text(
            Style::Code,
            body,
            "textdatei.stil.wortlaut",
            " fo:margin-left=\"10.5pt\"".into(),
            String::new(),
        ),
        text(Style::Picture, body, "textdatei.stil.bild", spacing(0, 240), String::new()),
        text(Style::Gap, body, "textdatei.stil.zwischenraum", tight(0, 0), size(4)),
    ]
}

/// Head and foot of a page.
fn margins(page: &Page) -> String {
    let width = points(page.width());
    let margin = |name: &str, border: &str| {
        format!(
            "<style:style style:name=\"{name}\" style:family=\"paragraph\" \
             style:parent-style-name=\"Standard\" style:class=\"extra\">\
             <style:paragraph-properties{border}><style:tab-stops><style:tab-stop \
             style:position=\"{width}\" style:type=\"right\"/></style:tab-stops>\
             </style:paragraph-properties><style:text-properties fo:color=\"#{}\"{}/></style:style>",
            page.grey,
            size(17)
        )
    };
    let below =
        format!(" fo:border-bottom=\"0.5pt solid #{}\" fo:padding-bottom=\"4pt\"", page.line);
    margin("Header", &below) + &margin("Footer", "")
}

/// The styles of words.
fn characters(page: &Page, words: &Wording) -> String {
    let style = |id: &str, name: &str, letters: &str| {
        format!(
            "<style:style style:name=\"{id}\" style:display-name=\"{}\" style:family=\"text\">\
             <style:text-properties{letters}/></style:style>",
            escaped(name)
        )
    };
    let underlined = " style:text-underline-style=\"solid\" style:text-underline-width=\"auto\" \
                      style:text-underline-color=\"font-color\"";
    let link = format!(" fo:color=\"#{}\"{underlined}", page.accent);
    let sender = format!(" fo:font-weight=\"bold\"{}", size(32));
    let struck = " style:text-line-through-style=\"solid\" style:text-line-through-type=\"single\"";
    let symbols = format!(" style:font-name=\"{SYMBOLS}\"");
    [
        style("Internet_20_link", "Internet link", &link),
        style("Behoerde", words.say("textdatei.stil.behoerde"), &sender),
        style("Gestrichen", words.say("textdatei.stil.gestrichen"), struck),
        style("Eingefuegt", words.say("textdatei.stil.eingefuegt"), underlined),
        style("Kaestchen", words.say("textdatei.stil.kaestchen"), &symbols),
    ]
    .concat()
}

/// A list: with a dash, or with numbers and what stands behind them.
fn list(name: &str, behind: Option<&str>) -> String {
    let level = |level: usize| {
        let (indent, first) = (points(level * INDENT), points(INDENT));
        let place = format!(
            "<style:list-level-properties text:list-level-position-and-space-mode=\
             \"label-alignment\"><style:list-level-label-alignment text:label-followed-by=\
             \"listtab\" text:list-tab-stop-position=\"{indent}\" fo:text-indent=\"-{first}\" \
             fo:margin-left=\"{indent}\"/></style:list-level-properties>"
        );
        match behind {
            Some(behind) => format!(
                "<text:list-level-style-number text:level=\"{level}\" style:num-suffix=\"{behind}\" \
                 style:num-format=\"1\">{place}</text:list-level-style-number>"
            ),
            None => format!(
                "<text:list-level-style-bullet text:level=\"{level}\" text:bullet-char=\"–\">{place}\
                 </text:list-level-style-bullet>"
            ),
        }
    };
    let levels: String = (1..=LEVELS).map(level).collect();
    format!("<text:list-style style:name=\"{name}\">{levels}</text:list-style>")
}

/// The style of the cells of the letterhead.
pub(super) const STATEMENTS: &str = "Zelle_Briefkopf";

/// The lines and grounds of cells: Writer knows no such styles beside those of a text itself.
fn cells(page: &Page) -> String {
    let (line, grey, shade) = (&page.line, &page.grey, &page.shade);
    let inset = points(INSET);
    let cell = |name: &str, own: &str| {
        let inset = if name == STATEMENTS { "0pt" } else { &inset };
        format!(
            "<style:style style:name=\"{name}\" style:family=\"table-cell\">\
             <style:table-cell-properties fo:padding-left=\"{inset}\" fo:padding-right=\"{inset}\" \
             fo:padding-top=\"0pt\" fo:padding-bottom=\"0pt\"{own}/></style:style>"
        )
    };
    let black = "#000000";
    [
        cell(STATEMENTS, " fo:border=\"none\""),
        cell(
            "Zelle_Kopf",
            &format!(
                " style:vertical-align=\"bottom\" fo:border-left=\"none\" fo:border-right=\"none\" \
                 fo:border-top=\"none\" fo:border-bottom=\"1pt solid {black}\""
            ),
        ),
        cell(
            "Zelle_Zeile",
            &format!(
                " fo:border-left=\"none\" fo:border-right=\"none\" fo:border-top=\"none\" \
                 fo:border-bottom=\"0.5pt solid #{line}\""
            ),
        ),
        cell(
            "Zelle_Zwischensumme",
            &format!(
                " fo:border-left=\"none\" fo:border-right=\"none\" \
                 fo:border-top=\"0.75pt solid #{grey}\" fo:border-bottom=\"0.5pt solid #{line}\""
            ),
        ),
        cell(
            "Zelle_Summe",
            &format!(
                " fo:border-left=\"none\" fo:border-right=\"none\" \
                 fo:border-top=\"1pt solid {black}\" fo:border-bottom=\"1pt solid {black}\" \
                 fo:background-color=\"#{shade}\""
            ),
        ),
    ]
    .concat()
}

/// What cells and rows of tables and frames of pictures are in the text itself.
pub(super) fn of_tables(page: &Page) -> String {
    let rows = "<style:style style:name=\"Tabellenzeile\" style:family=\"table-row\">\
        <style:table-row-properties fo:keep-together=\"always\"/></style:style>\
        <style:style style:name=\"Bildrahmen\" style:family=\"graphic\">\
        <style:graphic-properties style:vertical-pos=\"top\" style:vertical-rel=\"baseline\" \
        fo:border=\"none\" fo:padding=\"0pt\"/></style:style>";
    format!("{rows}{}", cells(page))
}
