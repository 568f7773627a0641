//! The parts of a DOCX beside its text: what it consists of, its properties, head and foot of
//! its pages.

use super::beside::Beside;
use super::names::{MAIN, PACKAGE, PROLOGUE, RELATIONS};
use crate::output::office::about::About;
use crate::output::office::page::{HEIGHT, Page, WIDTH};
use crate::output::office::xml::escaped;

/// The part `[Content_Types].xml`.
pub(super) fn content_types() -> String {
    let word = "application/vnd.openxmlformats-officedocument.wordprocessingml";
    let office = "application/vnd.openxmlformats-officedocument";
    let parts = [
        ("word/document.xml", format!("{word}.document.main+xml")),
        ("word/styles.xml", format!("{word}.styles+xml")),
        ("word/numbering.xml", format!("{word}.numbering+xml")),
        ("word/settings.xml", format!("{word}.settings+xml")),
        ("word/header1.xml", format!("{word}.header+xml")),
        ("word/footer1.xml", format!("{word}.footer+xml")),
        ("docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml".into()),
        ("docProps/custom.xml", format!("{office}.custom-properties+xml")),
    ];
    let parts: String = parts
        .iter()
        .map(|(name, kind)| format!("<Override PartName=\"/{name}\" ContentType=\"{kind}\"/>"))
        .collect();
    format!(
        "{PROLOGUE}<Types xmlns=\"{PACKAGE}/content-types\"><Default Extension=\"rels\" \
         ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
         <Default Extension=\"xml\" ContentType=\"application/xml\"/><Default Extension=\"png\" \
         ContentType=\"image/png\"/>{parts}</Types>"
    )
}

/// The part `_rels/.rels`.
pub(super) fn package_relations() -> String {
    relations(&[
        relation("rId1", &format!("{RELATIONS}/officeDocument"), "word/document.xml"),
        relation(
            "rId2",
            &format!("{PACKAGE}/relationships/metadata/core-properties"),
            "docProps/core.xml",
        ),
        relation("rId3", &format!("{RELATIONS}/custom-properties"), "docProps/custom.xml"),
    ])
}

/// The part `word/_rels/document.xml.rels`.
pub(super) fn document_relations(beside: &Beside, carries: bool) -> String {
    let own =
        |id: &str, kind: &str, target: &str| relation(id, &format!("{RELATIONS}/{kind}"), target);
    let mut all = vec![
        own("rIdStile", "styles", "styles.xml"),
        own("rIdNummern", "numbering", "numbering.xml"),
        own("rIdEinstellungen", "settings", "settings.xml"),
        own("rIdKopf", "header", "header1.xml"),
        own("rIdFuss", "footer", "footer1.xml"),
    ];
    if carries {
        all.push(own("rIdDaten", "customXml", "../customXml/item1.xml"));
    }
    for number in 1..=beside.pictures.len() {
        let target = format!("media/diagramm{number}.png");
        all.push(own(&format!("rIdBild{number}"), "image", &target));
    }
    for (index, target) in beside.links.iter().enumerate() {
        all.push(format!(
            "<Relationship Id=\"rIdLink{}\" Type=\"{RELATIONS}/hyperlink\" Target=\"{}\" \
             TargetMode=\"External\"/>",
            index + 1,
            escaped(target)
        ));
    }
    relations(&all)
}

fn relation(id: &str, kind: &str, target: &str) -> String {
    format!("<Relationship Id=\"{id}\" Type=\"{kind}\" Target=\"{target}\"/>")
}

fn relations(all: &[String]) -> String {
    let all = all.concat();
    format!("{PROLOGUE}<Relationships xmlns=\"{PACKAGE}/relationships\">{all}</Relationships>")
}

/// The part `word/settings.xml`.
pub(super) fn settings() -> String {
    format!(
        "{PROLOGUE}<w:settings xmlns:w=\"{MAIN}\"><w:zoom w:percent=\"100\"/>\
         <w:defaultTabStop w:val=\"709\"/><w:autoHyphenation/><w:consecutiveHyphenLimit \
         w:val=\"3\"/><w:hyphenationZone w:val=\"425\"/><w:compat><w:compatSetting \
         w:name=\"compatibilityMode\" w:uri=\"http://schemas.microsoft.com/office/word\" \
         w:val=\"15\"/></w:compat><w:themeFontLang w:val=\"de-DE\"/><w:decimalSymbol \
         w:val=\",\"/><w:listSeparator w:val=\";\"/></w:settings>"
    )
}

/// The part `docProps/core.xml`.
pub(super) fn core(about: &About) -> String {
    let About { title, subject, author, date, .. } = about;
    let [title, subject, author] = [title, subject, author].map(|text| escaped(text));
    format!(
        "{PROLOGUE}<cp:coreProperties xmlns:cp=\"{PACKAGE}/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:title>{title}</dc:title>\
         <dc:subject>{subject}</dc:subject><dc:creator>{author}</dc:creator>\
         <cp:lastModifiedBy>{author}</cp:lastModifiedBy><dcterms:created \
         xsi:type=\"dcterms:W3CDTF\">{date}T00:00:00Z</dcterms:created><dcterms:modified \
         xsi:type=\"dcterms:W3CDTF\">{date}T00:00:00Z</dcterms:modified>\
         <dc:language>de-DE</dc:language></cp:coreProperties>"
    )
}

/// The part `docProps/custom.xml`.
pub(super) fn custom(about: &About) -> String {
    let types = "http://schemas.openxmlformats.org/officeDocument/2006";
    let properties = about.properties.iter().enumerate().map(|(index, (name, value))| {
        format!(
            "<property fmtid=\"{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}\" pid=\"{}\" \
             name=\"{}\"><vt:lpwstr>{}</vt:lpwstr></property>",
            index + 2,
            escaped(name),
            escaped(value)
        )
    });
    format!(
        "{PROLOGUE}<Properties xmlns=\"{types}/custom-properties\" xmlns:vt=\"{types}/docPropsVTypes\">\
         {}</Properties>",
        properties.collect::<String>()
    )
}

/// The part `word/header1.xml`: what the paper is, from the second page on.
pub(super) fn header(about: &About) -> String {
    format!(
        "{PROLOGUE}<w:hdr xmlns:w=\"{MAIN}\"><w:p><w:pPr><w:pStyle w:val=\"Kopfzeile\"/></w:pPr>\
         {}<w:r><w:tab/></w:r>{}</w:p></w:hdr>",
        run(&about.left),
        run(&about.right)
    )
}

/// The part `word/footer1.xml`: whose paper it is, and the number of the page.
pub(super) fn footer(about: &About) -> String {
    let field = |name: &str| {
        format!("<w:fldSimple w:instr=\" {name} \"><w:r><w:t>1</w:t></w:r></w:fldSimple>")
    };
    let [before, between, after] = &about.page;
    format!(
        "{PROLOGUE}<w:ftr xmlns:w=\"{MAIN}\"><w:p><w:pPr><w:pStyle w:val=\"Fuzeile\"/></w:pPr>\
         {}<w:r><w:tab/></w:r>{}{}{}{}{}</w:p></w:ftr>",
        run(&about.author),
        run(before),
        field("PAGE"),
        run(between),
        field("NUMPAGES"),
        run(after)
    )
}

fn run(text: &str) -> String {
    if text.is_empty() {
        return String::new();
    }
    format!("<w:r><w:t xml:space=\"preserve\">{}</w:t></w:r>", escaped(text))
}

/// What the pages are: the end of the body.
pub(super) fn section(page: &Page) -> String {
    let Page { left, right, top, bottom, .. } = page;
    // As far from the edge of the paper as in the PDF: 9 mm above the text, 10 mm below it.
    let (head, foot) = (top.saturating_sub(800), bottom.saturating_sub(800));
    format!(
        "<w:sectPr><w:headerReference w:type=\"default\" r:id=\"rIdKopf\"/><w:footerReference \
         w:type=\"default\" r:id=\"rIdFuss\"/><w:footerReference w:type=\"first\" \
         r:id=\"rIdFuss\"/><w:pgSz w:w=\"{WIDTH}\" w:h=\"{HEIGHT}\"/><w:pgMar w:top=\"{top}\" \
         w:right=\"{right}\" w:bottom=\"{bottom}\" w:left=\"{left}\" w:header=\"{head}\" \
         w:footer=\"{foot}\" w:gutter=\"0\"/><w:titlePg/></w:sectPr>"
    )
}
