//! The measures and colours of a city's pages, read from its page layout.
//!
//! The layout is a program; what it calls its colours and margins is asked of the compiler,
//! so that an office file looks like the PDF and nothing is said twice. A layout that does
//! not know these names has those of the common floor.

use typst::foundations::Value;
use typst::introspection::MetadataElem;
use typst_layout::PagedDocument;

use crate::limits::{self, Kind, Work};
use crate::output::Look;
use crate::output::world::Desk;

/// What a page looks like; lengths are in twentieths of a point, colours in six digits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::output) struct Page {
    pub(in crate::output) left: usize,
    pub(in crate::output) right: usize,
    pub(in crate::output) top: usize,
    pub(in crate::output) bottom: usize,
    pub(in crate::output) accent: String,
    pub(in crate::output) grey: String,
    pub(in crate::output) line: String,
    pub(in crate::output) shade: String,
    /// Of headings of the first and second level.
    pub(in crate::output) headings: [Heading; 2],
}

/// The look of a heading; its size is in half points.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::output) struct Heading {
    pub(in crate::output) size: usize,
    pub(in crate::output) colour: String,
}

/// The paper is A4, as in the page layout.
pub(in crate::output) const WIDTH: usize = 11_906;
pub(in crate::output) const HEIGHT: usize = 16_838;

/// Asks the layout; every answer stands for itself, in the order of the fields.
const QUESTION: &str = r#"
#let _antworten() = {
  let raender = wert("raender", (left: 25mm, right: 22mm, top: 28mm, bottom: 26mm))
  if type(raender) != dictionary { raender = (rest: raender) }
  let rand(seite, achse) = {
    let laenge = raender.at(seite, default: raender.at(achse, default: raender.at("rest", default: 25mm)))
    str(int(calc.round(laenge.pt() * 20)))
  }
  let titel = wert("titel", (size: 23pt, fill: akzent))
  let ueberschrift = wert("ueberschrift", (size: 14.5pt))
  let grad(schrift, sonst) = str(int(calc.round(schrift.at("size", default: sonst).pt() * 2)))
  let farbe(schrift) = schrift.at("fill", default: black).to-hex()
  (
    rand("left", "x"), rand("right", "x"), rand("top", "y"), rand("bottom", "y"),
    akzent.to-hex(), grau.to-hex(), linie.to-hex(), ton.to-hex(),
    grad(titel, 23pt), farbe(titel), grad(ueberschrift, 14.5pt), farbe(ueberschrift),
  ).join(" ")
}
#metadata("vorlage.seite " + _antworten())
"#;

/// The answers of the common floor.
const USUAL: &str = "1417 1247 1587 1474 #34495e #55595e #b9bcc0 #f3f2ef 46 #34495e 29 #000000";

/// What the answers begin with.
const ANSWER: &str = "vorlage.seite ";

impl Page {
    /// The page of `look`.
    pub(in crate::output) fn of(look: &Look) -> Self {
        let told = ask(look);
        told.as_deref().and_then(Self::read).or_else(|| Self::read(USUAL)).unwrap_or(Self {
            left: 0,
            right: 0,
            top: 0,
            bottom: 0,
            accent: String::new(),
            grey: String::new(),
            line: String::new(),
            shade: String::new(),
            headings: [(); 2].map(|()| Heading { size: 22, colour: String::new() }),
        })
    }

    fn read(answers: &str) -> Option<Self> {
        let answers: Vec<&str> = answers.split(' ').collect();
        let number = |index: usize| answers.get(index)?.parse().ok();
        let colour = |index: usize| {
            // What is transparent is not: an office file knows no such colours.
            let digits = answers.get(index)?.strip_prefix('#')?.get(..6)?;
            Some(digits.to_uppercase())
        };
        let heading =
            |index: usize| Some(Heading { size: number(index)?, colour: colour(index + 1)? });
        let page = Self {
            left: number(0)?,
            right: number(1)?,
            top: number(2)?,
            bottom: number(3)?,
            accent: colour(4)?,
            grey: colour(5)?,
            line: colour(6)?,
            shade: colour(7)?,
            headings: [heading(8)?, heading(10)?],
        };
        (page.left + page.right < WIDTH && page.top + page.bottom < HEIGHT).then_some(page)
    }

    /// The width of the text.
    pub(in crate::output) fn width(&self) -> usize {
        WIDTH.saturating_sub(self.left + self.right)
    }

    /// The height of the text.
    pub(in crate::output) fn height(&self) -> usize {
        HEIGHT.saturating_sub(self.top + self.bottom)
    }
}

fn ask(look: &Look) -> Option<String> {
    let desk = Desk::new(format!("{}{QUESTION}", look.seite), look.faces(), Default::default());
    let pages = limits::within(&Work::on(Kind::Pages, 0), || {
        typst::compile::<PagedDocument>(&desk).output.ok()
    })?;
    let elements = pages.introspector().elements();
    elements.all().find_map(|element| match &element.to_packed::<MetadataElem>()?.value {
        Value::Str(text) => text.strip_prefix(ANSWER).map(str::to_owned),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_layout_says_is_read() {
        let page = Page::read(USUAL).unwrap();
        // 25 mm and 22 mm of 210 mm, in twentieths of a point (1 mm = 56.69).
        assert_eq!((page.left, page.right, page.width()), (1417, 1247, 9242));
        assert_eq!(page.headings[0], Heading { size: 46, colour: "34495E".into() });
        assert_eq!(Page::read("1417 1247"), None);
        assert_eq!(Page::read(&USUAL.replace("1417", "17000")), None);
    }

    #[test]
    fn a_layout_without_these_names_has_the_usual_page() {
        let look = Look { seite: "#let seite() = []".into(), parts: Vec::new(), fonts: Vec::new() };
        assert_eq!(Page::of(&look), Page::read(USUAL).unwrap());
    }
}
