//! The styles of a DOCX: named as Word names its own, so that outline, contents and council
//! systems know them; what Word has no name for is named by the words of the city.

use super::names::{MAIN, PROLOGUE};
use crate::data::Wording;
use crate::output::office::page::Page;
use crate::output::office::style::Style;
use crate::output::office::xml::escaped;

/// The font of all text: every office has it, and its digits are equally wide.
const FONT: &str = "Arial";

/// The font of boxes to tick.
const SYMBOLS: &str = "Segoe UI Symbol";

/// The name by which the file knows `style`.
pub(super) fn id(style: Style) -> &'static str {
    match style {
        Style::Heading(1) => "berschrift1",
        Style::Heading(2) => "berschrift2",
        Style::Heading(3) => "berschrift3",
        Style::Heading(4) => "berschrift4",
        Style::Heading(5) => "berschrift5",
        Style::Heading(_) => "berschrift6",
        Style::Text => "Standard",
        Style::Item(false) => "Aufzhlungszeichen",
        Style::Item(true) => "Listennummer",
        Style::Continued => "Listenfortsetzung",
        Style::Quote => "Zitat",
        Style::Caption => "Beschriftung",
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

/// How a style is declared: its id, the name of it, what it is based on, its paragraph and its
/// letters.
struct Declared<'a> {
    style: Style,
    name: &'a str,
    based_on: Option<Style>,
    paragraph: String,
    letters: String,
}

/// The part `styles.xml`.
pub(super) fn part(page: &Page, words: &Wording) -> String {
    let mut out = format!(
        "{PROLOGUE}<w:styles xmlns:w=\"{}\">\
         <w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii=\"{FONT}\" w:eastAsia=\"{FONT}\" \
         w:hAnsi=\"{FONT}\" w:cs=\"{FONT}\"/><w:sz w:val=\"21\"/><w:szCs w:val=\"21\"/>\
         <w:lang w:val=\"de-DE\" w:eastAsia=\"de-DE\" w:bidi=\"ar-SA\"/></w:rPr></w:rPrDefault>\
         <w:pPrDefault/></w:docDefaults>",
        MAIN
    );
    let styles = builtin(page).into_iter().chain(own(page, words));
    styles.for_each(|declared| paragraph(&declared, &mut out));
    out.push_str(&beside(page, words));
    out.push_str("</w:styles>");
    out
}

fn paragraph(declared: &Declared<'_>, out: &mut String) {
    let Declared { style, name, based_on, paragraph, letters } = declared;
    let default = if *style == Style::Text { " w:default=\"1\"" } else { "" };
    out.push_str(&format!(
        "<w:style w:type=\"paragraph\"{default} w:styleId=\"{}\"><w:name w:val=\"{}\"/>",
        id(*style),
        escaped(name)
    ));
    if let Some(base) = based_on {
        out.push_str(&format!("<w:basedOn w:val=\"{}\"/>", id(*base)));
    }
    if matches!(style, Style::Heading(_)) {
        out.push_str(&format!("<w:next w:val=\"{}\"/>", id(Style::Text)));
    }
    out.push_str(&format!(
        "<w:qFormat/><w:pPr>{paragraph}</w:pPr><w:rPr>{letters}</w:rPr></w:style>"
    ));
}

fn size(half_points: usize) -> String {
    format!("<w:sz w:val=\"{half_points}\"/><w:szCs w:val=\"{half_points}\"/>")
}

fn bold(colour: &str, half_points: usize) -> String {
    format!("<w:b/><w:bCs/><w:color w:val=\"{colour}\"/>{}", size(half_points))
}

fn spacing(before: usize, after: usize) -> String {
    format!("<w:spacing w:before=\"{before}\" w:after=\"{after}\"/>")
}

/// The styles that Word knows.
fn builtin(page: &Page) -> Vec<Declared<'static>> {
    let usual = "<w:spacing w:after=\"130\" w:line=\"264\" w:lineRule=\"auto\"/>".to_owned();
    let text = |style, name, paragraph: String, letters: String| Declared {
        style,
        name,
        based_on: (style != Style::Text).then_some(Style::Text),
        paragraph,
        letters,
    };
    let [first, second] = &page.headings;
    // A font of an office is wider than that of the PDF.
    let heading = |level: u8, name, (before, after), colour: &str, half_points| {
        let paragraph = format!(
            "<w:keepNext/><w:keepLines/><w:suppressAutoHyphens/>{}<w:outlineLvl w:val=\"{}\"/>",
            spacing(before, after),
            level - 1
        );
        text(Style::Heading(level), name, paragraph, bold(colour, half_points))
    };
    let black = "000000";
    vec![
        text(Style::Text, "Normal", usual, String::new()),
        heading(1, "heading 1", (480, 260), &first.colour, first.size.saturating_sub(2)),
        heading(2, "heading 2", (440, 180), &second.colour, second.size.saturating_sub(1)),
        heading(3, "heading 3", (320, 140), black, 23),
        heading(4, "heading 4", (260, 120), black, 21),
        heading(5, "heading 5", (220, 110), black, 21),
        heading(6, "heading 6", (220, 110), black, 21),
        text(Style::Item(false), "List Bullet", spacing(0, 110), String::new()),
        text(Style::Item(true), "List Number", spacing(0, 110), String::new()),
        text(Style::Continued, "List Continue", spacing(0, 110), String::new()),
        text(
            Style::Quote,
            "Quote",
            "<w:ind w:left=\"567\" w:right=\"567\"/>".into(),
            String::new(),
        ),
        text(
            Style::Caption,
            "caption",
            format!("<w:keepNext/>{}", spacing(240, 100)),
            bold(&second.colour, 19),
        ),
    ]
}

/// The styles that only papers have.
fn own<'a>(page: &Page, words: &'a Wording) -> Vec<Declared<'a>> {
    let text = |style, base, key: &str, paragraph: String, letters: String| Declared {
        style,
        name: words.say(key),
        based_on: Some(base),
        paragraph,
        letters,
    };
    let border = format!(
        "<w:pBdr><w:bottom w:val=\"single\" w:sz=\"10\" w:space=\"8\" w:color=\"{}\"/></w:pBdr>{}",
        page.accent,
        spacing(0, 240)
    );
    let cell = "<w:spacing w:before=\"50\" w:after=\"50\" w:line=\"240\" w:lineRule=\"auto\"/>";
    let close = "<w:spacing w:before=\"0\" w:after=\"20\" w:line=\"240\" w:lineRule=\"auto\"/>";
    let right = "<w:jc w:val=\"right\"/>".to_owned();
    let strong = "<w:b/><w:bCs/>".to_owned();
    let (body, table) = (Style::Text, Style::Cell);
    let gap = "<w:spacing w:before=\"0\" w:after=\"0\" w:line=\"240\" w:lineRule=\"exact\"/>";
    let group = "<w:keepNext/><w:spacing w:before=\"120\" w:after=\"50\"/>".to_owned();
    let grey = format!("<w:color w:val=\"{}\"/>{}", page.grey, size(16));
    vec![
        text(Style::Sender, body, "textdatei.stil.absender", border, size(24)),
        text(Style::Letterhead, body, "textdatei.stil.briefkopf", spacing(0, 110), size(20)),
        text(Style::Label, body, "textdatei.stil.bezeichnung", close.into(), grey),
        text(Style::Statement, body, "textdatei.stil.angabe", close.into(), size(20)),
        text(Style::Cell, body, "textdatei.stil.zelle", cell.into(), size(18)),
        text(Style::Figure, table, "textdatei.stil.zahl", right, String::new()),
        text(Style::Head, table, "textdatei.stil.kopf", "<w:keepNext/>".into(), strong.clone()),
        text(Style::Group, table, "textdatei.stil.gruppe", group, strong.clone()),
        text(Style::Total, table, "textdatei.stil.summe", String::new(), strong),
        text(
            Style::Code,
            body,
            "textdatei.stil.wortlaut",
            "<w:ind w:left=\"210\"/>".into(),
            String::new(),
        ),
        text(Style::Picture, body, "textdatei.stil.bild", spacing(0, 240), String::new()),
        text(Style::Gap, body, "textdatei.stil.zwischenraum", gap.into(), size(4)),
    ]
}

/// The styles of what is no paragraph: head and foot of a page, words, tables.
fn beside(page: &Page, words: &Wording) -> String {
    let Page { accent, grey, line, .. } = page;
    let width = page.width();
    let margin = |id, name, border: &str| {
        format!(
            "<w:style w:type=\"paragraph\" w:styleId=\"{id}\"><w:name w:val=\"{name}\"/>\
             <w:basedOn w:val=\"Standard\"/><w:pPr>{border}<w:tabs><w:tab w:val=\"right\" \
             w:pos=\"{width}\"/></w:tabs>{}</w:pPr><w:rPr><w:color w:val=\"{grey}\"/>{}</w:rPr>\
             </w:style>",
            spacing(0, 0),
            size(17)
        )
    };
    let character = |id, name: &str, letters: &str| {
        format!(
            "<w:style w:type=\"character\" w:styleId=\"{id}\"><w:name w:val=\"{}\"/>\
             <w:rPr>{letters}</w:rPr></w:style>",
            escaped(name)
        )
    };
    let below = format!(
        "<w:pBdr><w:bottom w:val=\"single\" w:sz=\"4\" w:space=\"4\" w:color=\"{line}\"/></w:pBdr>"
    );
    let symbols = format!(
        "<w:rFonts w:ascii=\"{SYMBOLS}\" w:eastAsia=\"{SYMBOLS}\" w:hAnsi=\"{SYMBOLS}\" \
         w:cs=\"{SYMBOLS}\"/>"
    );
    [
        margin("Kopfzeile", "header", &below),
        margin("Fuzeile", "footer", ""),
        character(
            "Hyperlink",
            "Hyperlink",
            &format!("<w:color w:val=\"{accent}\"/><w:u w:val=\"single\"/>"),
        ),
        character(
            "Behoerde",
            words.say("textdatei.stil.behoerde"),
            &format!("<w:b/><w:bCs/>{}", size(32)),
        ),
        character("Gestrichen", words.say("textdatei.stil.gestrichen"), "<w:strike/>"),
        character("Eingefuegt", words.say("textdatei.stil.eingefuegt"), "<w:u w:val=\"single\"/>"),
        character("Kaestchen", words.say("textdatei.stil.kaestchen"), &symbols),
        table(page, words),
    ]
    .concat()
}

fn table(page: &Page, words: &Wording) -> String {
    let line = |side: &str, size: usize, colour: &str| {
        format!("<w:{side} w:val=\"single\" w:sz=\"{size}\" w:space=\"0\" w:color=\"{colour}\"/>")
    };
    let margins = |inset: usize| {
        format!(
            "<w:tblCellMar><w:left w:w=\"{inset}\" w:type=\"dxa\"/><w:right w:w=\"{inset}\" \
             w:type=\"dxa\"/></w:tblCellMar>"
        )
    };
    let style = |id: &str, name: &str, borders: &str, inset: usize, rest: &str| {
        format!(
            "<w:style w:type=\"table\" w:styleId=\"{id}\"><w:name w:val=\"{}\"/>\
             <w:tblPr>{borders}{}</w:tblPr>{rest}</w:style>",
            escaped(name),
            margins(inset)
        )
    };
    let borders = format!(
        "<w:tblBorders>{}{}</w:tblBorders>",
        line("bottom", 4, &page.line),
        line("insideH", 4, &page.line)
    );
    let first = format!(
        "<w:tblStylePr w:type=\"firstRow\"><w:tcPr><w:tcBorders>{}</w:tcBorders>\
         <w:vAlign w:val=\"bottom\"/></w:tcPr></w:tblStylePr>",
        line("bottom", 8, "000000")
    );
    let inset = super::super::table::INSET;
    style("Vorlagentabelle", words.say("textdatei.stil.tabelle"), &borders, inset, &first)
        + &style("Briefkopfangaben", words.say("textdatei.stil.angaben"), "", 0, "")
}
