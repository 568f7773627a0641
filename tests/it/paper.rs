//! Papers as the tests look at them: finished or only planned, their text with plain spaces,
//! and what a figure of theirs is.

use std::path::Path;

use vorlage::data;
use vorlage::document::written::{self, Style};
use vorlage::finance::{self, Figures, Plan};
use vorlage::paper::{Finished, Outcome, Request};

/// The figures of the paper in `folder`, of which nothing is wrong.
#[track_caller]
pub(crate) fn planned(folder: &Path) -> Plan {
    let loaded = data::load(folder);
    let paper = loaded.paper.unwrap_or_else(|| panic!("{:#?}", loaded.diagnostics));
    assert!(loaded.diagnostics.is_empty(), "{:#?}", loaded.diagnostics);
    let plan = finance::plan(&paper);
    assert!(plan.diagnostics.is_empty(), "{:#?}", plan.diagnostics);
    plan
}

/// The paper in `folder`, of which nothing is wrong.
#[track_caller]
pub(crate) fn finished(folder: &Path) -> Finished {
    made(Request::of(folder).finished())
}

/// What came out where nothing was found.
#[track_caller]
pub(crate) fn made(outcome: Outcome<Finished>) -> Finished {
    assert!(outcome.diagnostics.is_empty(), "{:#?}", outcome.diagnostics);
    outcome.made.unwrap()
}

/// The Markdown of `paper` with plain spaces.
pub(crate) fn markdown(paper: &Finished) -> String {
    plain(&paper.document.markdown)
}

/// `text` with plain spaces.
pub(crate) fn plain(text: &str) -> String {
    text.replace('\u{a0}', " ")
}

/// What has figures.
pub(crate) trait WithFigures {
    /// All of them.
    fn figures(&self) -> &Figures;
}

impl WithFigures for Plan {
    fn figures(&self) -> &Figures {
        &self.figures
    }
}

impl WithFigures for Finished {
    fn figures(&self) -> &Figures {
        &self.figures
    }
}

/// The printed form of the figure `name` with plain spaces; nothing where there is none.
pub(crate) fn amount(of: &impl WithFigures, name: &str) -> Option<String> {
    let figure = of.figures().get(of.figures().find(name)?);
    Some(plain(&written::figure(figure, Style::Full).unwrap()))
}

/// Holds the printed form of the figure `name` to `expected`, whose spaces are plain ones.
#[track_caller]
pub(crate) fn case(of: &impl WithFigures, name: &str, expected: &str) {
    assert_eq!(amount(of, name).as_deref(), Some(expected), "{name}");
}
