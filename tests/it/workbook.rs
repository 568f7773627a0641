//! Reads workbooks without the library that writes them: a zip of XML, in which
//! every cell has its formula and what it last showed.

use std::collections::BTreeMap;
use std::fs;
use std::io::{Cursor, Read, Write};
use std::path::Path;
use std::process::{Command, Stdio};

use rust_decimal::Decimal;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// A cell: what it shows, and whether a formula made it.
#[derive(Debug, Clone)]
pub(crate) struct Cell {
    pub(crate) value: String,
    pub(crate) formula: Option<String>,
}

impl Cell {
    /// What it shows as a number.
    #[track_caller]
    pub(crate) fn number(&self) -> Decimal {
        let value = Decimal::from_scientific(&self.value).or_else(|_| self.value.parse());
        value.unwrap_or_else(|_| panic!("{self:?} is no number"))
    }
}

/// The cells of a sheet by their address, such as `B7`.
pub(crate) type Sheet = BTreeMap<String, Cell>;

/// The sheets of a workbook by name, each with the name of its file.
pub(crate) struct Workbook {
    pub(crate) sheets: Vec<(String, String, Sheet)>,
}

impl Workbook {
    pub(crate) fn open(bytes: &[u8]) -> Self {
        let files = unzip(bytes);
        let text = |name: &str| String::from_utf8(files[name].clone()).unwrap();
        let strings: Vec<String> = elements(&text("xl/sharedStrings.xml"), "si")
            .map(|(_, content)| elements(content, "t").map(|(_, text)| unescape(text)).collect())
            .collect();
        let workbook = text("xl/workbook.xml");
        let names = elements(&workbook, "sheet").map(|(tag, _)| unescape(attribute(tag, "name")));
        let sheets = names.zip(1..).map(|(name, index)| {
            let file = format!("xl/worksheets/sheet{index}.xml");
            let sheet = sheet(&text(&file), &strings);
            (name, file, sheet)
        });
        Self { sheets: sheets.collect() }
    }

    pub(crate) fn sheet(&self, name: &str) -> &Sheet {
        let found = self.sheets.iter().find(|(own, ..)| own == name);
        &found.unwrap_or_else(|| panic!("no sheet {name}")).2
    }

    /// Where the printed value of every figure stands: sheet, its file, and address.
    pub(crate) fn places(&self) -> BTreeMap<String, (String, String, String)> {
        let mut places = BTreeMap::new();
        for (sheet, file, cells) in &self.sheets {
            let column = |head: &str| {
                let found = cells.iter().find(|(address, cell)| {
                    address.trim_start_matches(char::is_alphabetic) == "5" && cell.value == head
                });
                found.map(|(address, _)| address.trim_end_matches('5').to_owned())
            };
            let (Some(names), Some(values)) =
                (column("Kennung"), column("gedruckt").or_else(|| column("Wert")))
            else {
                continue;
            };
            let prefix = match sheet.strip_prefix("Szenario ") {
                Some(id) => format!("szenario.{id}."),
                None => String::new(),
            };
            for (address, cell) in cells {
                let row = address.trim_start_matches(char::is_alphabetic);
                if address.trim_end_matches(char::is_numeric) == names && row != "5" {
                    let place = (sheet.clone(), file.clone(), format!("{values}{row}"));
                    assert!(places.insert(format!("{prefix}{}", cell.value), place).is_none());
                }
            }
        }
        places
    }

    /// The printed value of every figure.
    pub(crate) fn figures(&self) -> BTreeMap<String, Decimal> {
        let figures = self
            .places()
            .into_iter()
            .map(|(name, (sheet, _, address))| (name, self.sheet(&sheet)[&address].number()));
        figures.collect()
    }
}

/// The workbook in `bytes` with other `values` in cells that no formula makes, and
/// with nothing in those that formulas make.
pub(crate) fn change(bytes: &[u8], values: &[(String, String, Decimal)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in unzip(bytes) {
        writer.start_file(&name, SimpleFileOptions::default()).unwrap();
        let is_sheet = name.starts_with("xl/worksheets/sheet");
        let content = if is_sheet {
            let mut text = String::from_utf8(content).unwrap();
            for (_, address, value) in values.iter().filter(|(file, ..)| *file == name) {
                text = with_value(&text, address, *value);
            }
            without_results(&text).into_bytes()
        } else {
            content
        };
        writer.write_all(&content).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// What LibreOffice makes of the workbook when it calculates everything anew, or
/// nothing where there is no LibreOffice.
pub(crate) fn recalculated(bytes: &[u8]) -> Option<Workbook> {
    let mut version = Command::new("soffice");
    if version.arg("--version").stdout(Stdio::null()).status().is_err() {
        eprintln!("SKIPPED: LibreOffice Calc (`soffice`) is not available");
        return None;
    }
    let folder = tempfile::tempdir().unwrap();
    let user = folder.path().join("profile/user");
    fs::create_dir_all(&user).unwrap();
    fs::write(user.join("registrymodifications.xcu"), ALWAYS).unwrap();
    let file = folder.path().join("a.xlsx");
    fs::write(&file, bytes).unwrap();
    let target = folder.path().join("new");
    run_office(folder.path(), &file, &target);
    Some(Workbook::open(
        &fs::read(target.join("a.xlsx")).expect("LibreOffice with Calc writes a file"),
    ))
}

fn run_office(folder: &Path, file: &Path, target: &Path) {
    let profile = format!("-env:UserInstallation=file://{}", folder.join("profile").display());
    let output = Command::new("soffice")
        .args([&profile, "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML"])
        .arg(file)
        .arg("--outdir")
        .arg(target)
        .output()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
}

/// Tells LibreOffice to calculate a workbook when it opens one, whoever wrote it.
const ALWAYS: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry"
    xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"#;

fn unzip(bytes: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut files = BTreeMap::new();
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).unwrap();
        let mut content = Vec::new();
        file.read_to_end(&mut content).unwrap();
        let name = file.name().unwrap().into_owned();
        files.insert(name, content);
    }
    files
}

fn sheet(xml: &str, strings: &[String]) -> Sheet {
    let cells = elements(xml, "c").filter_map(|(tag, content)| {
        let (_, value) = elements(content, "v").next()?;
        let value = match attribute(tag, "t") {
            "s" => strings[value.parse::<usize>().unwrap()].clone(),
            _ => unescape(value),
        };
        let formula = elements(content, "f").next().map(|(_, formula)| unescape(formula));
        Some((attribute(tag, "r").to_owned(), Cell { value, formula }))
    });
    cells.collect()
}

/// `xml` with `value` in the cell at `address`.
fn with_value(xml: &str, address: &str, value: Decimal) -> String {
    let start = xml.find(&format!("<c r=\"{address}\"")).expect("the cell is there");
    let end = start + xml[start..].find("</c>").unwrap();
    let cell = &xml[start..end];
    assert!(!cell.contains("<f>"), "{address} is calculated: {cell}");
    let (before, _) = cell.split_once("<v>").unwrap();
    format!("{}{before}<v>{value}</v>{}", &xml[..start], &xml[end..])
}

/// `xml` with nothing shown where a formula stands.
fn without_results(xml: &str) -> String {
    let mut parts = xml.split("</f><v>");
    let mut text = parts.next().unwrap().to_owned();
    for part in parts {
        let (_, rest) = part.split_once("</v>").unwrap();
        text.push_str("</f>");
        text.push_str(rest);
    }
    text
}

/// The elements called `name`: the inside of their tag, and their content.
fn elements<'a>(xml: &'a str, name: &'a str) -> impl Iterator<Item = (&'a str, &'a str)> {
    let (start, end) = (format!("<{name}"), format!("</{name}>"));
    let mut rest = xml;
    std::iter::from_fn(move || {
        loop {
            rest = &rest[rest.find(&start)? + start.len()..];
            if rest.starts_with([' ', '>', '/']) {
                break;
            }
        }
        let (tag, after) = rest.split_once('>')?;
        if let Some(tag) = tag.strip_suffix('/') {
            rest = after;
            return Some((tag, ""));
        }
        let (content, after) = after.split_once(&end)?;
        rest = after;
        Some((tag, content))
    })
}

fn attribute<'a>(tag: &'a str, name: &str) -> &'a str {
    let value = tag.split_once(&format!(" {name}=\"")).map(|(_, rest)| rest);
    value.and_then(|rest| rest.split('"').next()).unwrap_or_default()
}

fn unescape(text: &str) -> String {
    let text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"");
    text.replace("&apos;", "'").replace("&#10;", "\n").replace("&amp;", "&")
}
