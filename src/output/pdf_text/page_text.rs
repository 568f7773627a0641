//! What is read of a PDF: the text of its pages in runs, or why there is none.
//!
//! Runs keep the order of the file; lines are made of them by where they stand.

/// A gap of this part of the size separates words.
pub(super) const WORD_GAP: f64 = 0.15;

/// Why a PDF cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unreadable {
    /// It is none, or it is damaged beyond repair.
    NoPdf,
    /// It needs a password.
    Encrypted,
    /// It is larger, or unfolds to more, than can be read.
    TooLarge,
}

/// The text of a page.
#[derive(Debug, Clone, PartialEq)]
pub struct PageText {
    /// The width of the page in points.
    pub width: f64,
    /// Its height in points.
    pub height: f64,
    /// The text in the order in which the file draws it, which is the order of reading
    /// where the file is tagged.
    pub runs: Vec<Run>,
}

/// Text that stands on one line without a wide gap in it.
#[derive(Debug, Clone, PartialEq)]
pub struct Run {
    /// The text; words that stand apart are separated by a blank, a no-break space may
    /// come out as a blank.
    pub text: String,
    /// Where it begins, in points from the left edge of the page.
    pub x: f64,
    /// Where its base line lies, in points from the top edge.
    pub y: f64,
    /// Where it ends, in points from the left edge.
    pub end: f64,
    /// The size of its letters in points.
    pub size: f64,
    /// Whether the file marks it as no part of the text: page heads, page numbers.
    pub artifact: bool,
}

impl PageText {
    /// The text of the page in the order of the file: a blank between pieces of one
    /// line, a line end between lines. Heads and feet are left out.
    pub fn text(&self) -> String {
        let mut text = String::new();
        let mut previous: Option<&Run> = None;
        for run in self.runs.iter().filter(|run| !run.artifact) {
            if let Some(previous) = previous {
                let blank = text.ends_with(char::is_whitespace)
                    || run.text.starts_with(char::is_whitespace);
                if !same_line(previous, run) {
                    text.push('\n');
                } else if !blank && run.x - previous.end > run.size * WORD_GAP {
                    text.push(' ');
                }
            }
            text.push_str(&run.text);
            previous = Some(run);
        }
        text
    }

    /// The lines of the page from top to bottom, each with its runs from left to right:
    /// the rows of a table, whose cells are the runs.
    pub fn lines(&self) -> Vec<Vec<&Run>> {
        let mut runs: Vec<&Run> = self.runs.iter().collect();
        runs.sort_by(|a, b| a.y.total_cmp(&b.y));
        let mut lines: Vec<Vec<&Run>> = Vec::new();
        for run in runs {
            match lines.last_mut() {
                Some(line) if line.first().is_some_and(|first| level(first, run)) => line.push(run),
                _ => lines.push(vec![run]),
            }
        }
        for line in &mut lines {
            line.sort_by(|a, b| a.x.total_cmp(&b.x));
        }
        lines
    }
}

/// Whether `next` goes on the line of `run`.
fn same_line(run: &Run, next: &Run) -> bool {
    level(run, next) && next.x >= run.end - run.size
}

/// Whether two runs stand on one base line.
fn level(a: &Run, b: &Run) -> bool {
    (a.y - b.y).abs() < 0.3 * a.size.min(b.size)
}
