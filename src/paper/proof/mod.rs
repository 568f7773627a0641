//! What the data inside a PDF prove about it.
//!
//! Each step trusts only what the steps before it have shown: files that are not
//! those of the manifest are not computed with, and text is only held against a
//! paper that could be written anew.

mod compare;
mod figures;
mod words;

use super::carried::{
    Trust, concerns_figures, discrepancy, foreign_templates, not_carried, origin, unloadable,
    unreadable_pdf,
};
use super::finished::Finished;
use super::outcome::Outcome;
use super::request::Request;
use crate::diagnostic::{Diagnostic, Severity, Sources};
use crate::output::{self, Carried, Manifest};

/// What was looked at, and what came of it.
#[derive(Debug, Clone, Default)]
pub struct Proof {
    rows: Vec<(&'static str, String)>,
    /// The program that wrote the PDF, and the checksum over its data.
    origin: String,
}

impl Proof {
    /// The proof for a reader, on one screen.
    pub fn text(&self) -> String {
        let rows = self.rows.iter().map(|(name, state)| format!("  {name:7} {state}\n"));
        format!("{}{}", rows.collect::<String>(), self.origin)
    }

    fn row(&mut self, name: &'static str, state: impl Into<String>) {
        self.rows.push((name, state.into()));
    }
}

/// Holds the PDF `bytes`, which the user knows as `path`, against what it carries.
pub fn prove(path: &str, bytes: &[u8], trust: Trust) -> Outcome<Proof> {
    let carried = match output::unpack(bytes) {
        Ok(carried) => carried,
        Err(reason) => return not_carried(path, bytes, &reason).into(),
    };
    let mut hearing =
        Hearing { path, bytes, carried, trust, proof: Proof::default(), found: Vec::new() };
    hearing.proof.origin = origin(&hearing.carried.manifest);
    let sources = hearing.hear();
    Outcome { made: Some(hearing.proof), diagnostics: hearing.found, sources }
}

/// A proof on its way.
struct Hearing<'a> {
    path: &'a str,
    bytes: &'a [u8],
    carried: Carried,
    trust: Trust,
    proof: Proof,
    found: Vec<Diagnostic>,
}

impl Hearing<'_> {
    /// Takes every step that can be taken; returns the texts that findings point into.
    fn hear(&mut self) -> Sources {
        if !self.has_its_files() {
            self.skip(&["Zahlen", "Text", "Datei"]);
            return Sources::default();
        }
        let request = Request::carried(&self.carried);
        let foreign = foreign_templates(&self.carried);
        if self.trust == Trust::Nothing && !foreign.is_empty() {
            let Outcome { made, diagnostics, sources } = request.figures();
            match made {
                Some((figures, inputs)) => {
                    self.has_its_figures(inputs.figures_json(&figures), figures.len());
                    self.found.push(words::foreign_templates(self.path, &foreign));
                }
                None => self.give_up(&["Zahlen"], diagnostics),
            }
            self.skip(&["Text", "Datei"]);
            return sources;
        }
        let Outcome { made, diagnostics, sources } = request.finished();
        match made {
            Some(paper) => {
                let json = paper.inputs.figures_json(&paper.figures);
                self.has_its_figures(json, paper.figures.len());
                self.has_its_text(&paper);
            }
            None => self.give_up(&["Zahlen", "Text", "Datei"], diagnostics),
        }
        sources
    }

    /// Tells why the paper cannot be written anew, and which rows are left open.
    fn give_up(&mut self, rows: &[&'static str], problems: Vec<Diagnostic>) {
        self.found.push(unloadable(self.path, &self.carried.manifest));
        let is_error = |problem: &Diagnostic| problem.severity == Severity::Error;
        self.found.extend(problems.into_iter().filter(is_error));
        self.skip(rows);
    }

    /// Whether the files are those of the manifest, the figures aside.
    fn has_its_files(&mut self) -> bool {
        let Carried { manifest, files } = &self.carried;
        let discrepancies = manifest.discrepancies(files);
        let (figures, others): (Vec<_>, Vec<_>) =
            discrepancies.into_iter().partition(concerns_figures);
        // Changed figures are told with their values once these are recomputed.
        let is_whole = others.is_empty();
        let state = if is_whole {
            format!("{} Dateien unverändert", manifest.files.len().saturating_sub(figures.len()))
        } else {
            "verändert".to_owned()
        };
        self.proof.row("Daten", state);
        self.found.extend(others.iter().map(|found| discrepancy(self.path, found)));
        is_whole
    }

    fn has_its_figures(&mut self, computed: Result<String, Vec<Diagnostic>>, count: usize) {
        let computed = match computed {
            Ok(computed) => computed,
            Err(problems) => return self.found.extend(problems),
        };
        let same = self.carried.manifest.is_of_this_program();
        let found = figures::compare(self.carried.figures_json(), computed.as_bytes(), same);
        let state = if found.is_empty() {
            format!("{count} neu errechnet, alle gleich")
        } else {
            format!("{count} neu errechnet, {} verändert", found.len())
        };
        self.proof.row("Zahlen", state);
        self.found.extend(words::figures(self.path, &found));
    }

    fn has_its_text(&mut self, paper: &Finished) {
        let anew = match paper.pdf() {
            Ok(anew) => anew,
            Err(problems) => return self.give_up(&["Text", "Datei"], problems),
        };
        let amounts = paper.document.printed.len();
        if anew == self.bytes {
            self.proof.row(
                "Text",
                format!("neu geschrieben, Wort für Wort gleich, darin {amounts} Zahlen"),
            );
            self.proof.row("Datei", "Byte für Byte dieselbe");
            return;
        }
        let same = is_same_setting(&self.carried.manifest, paper);
        let found = match (output::pdf_text(self.bytes), output::pdf_text(&anew)) {
            (Ok(printed), Ok(expected)) if same => compare::pages(&printed, &expected),
            (Ok(printed), Ok(expected)) => compare::texts(&printed, &expected),
            (Err(reason), _) | (_, Err(reason)) => {
                self.found.push(unreadable_pdf(self.path, reason));
                return self.skip(&["Text", "Datei"]);
            }
        };
        if !found.is_empty() {
            self.proof.row(
                "Text",
                format!("neu geschrieben, an {} abweichend", words::places(found.len())),
            );
            self.found.extend(words::text(self.path, &found));
            return self.skip(&["Datei"]);
        }
        self.proof
            .row("Text", format!("neu geschrieben, Wort für Wort gleich, darin {amounts} Zahlen"));
        // Where the figures inside were changed, so was the file.
        if same && self.found.is_empty() {
            self.found.push(words::rewritten(self.path, self.bytes.starts_with(&anew)));
        }
        if !same {
            self.found.push(words::not_compared(self.path));
        }
        let state =
            if same { "nicht die ursprüngliche" } else { "nicht verglichen, da anders gesetzt" };
        self.proof.row("Datei", state);
    }

    fn skip(&mut self, rows: &[&'static str]) {
        for row in rows {
            self.proof.row(row, "nicht geprüft");
        }
    }
}

/// Whether the program would set the paper today as it was set then.
fn is_same_setting(manifest: &Manifest, paper: &Finished) -> bool {
    manifest.is_of_this_program() && manifest.has_fonts(&paper.look.fonts)
}
