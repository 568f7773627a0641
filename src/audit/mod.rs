//! Turns a paper that someone else wrote into findings about its numbers.
//!
//! Reads Markdown or plain text, never refuses any, and reports only what the
//! paper itself contradicts: a sum that does not add up, a quantity with two
//! values, a percentage that does not fit. What it cannot relate to anything it
//! leaves alone, so that its findings are worth reading.

mod amount;
mod cover;
mod fassung;
mod fence;
mod findings;
mod flow;
mod grid;
mod identity;
mod model;
mod names;
mod paper;
mod product;
mod quantity;
mod relation;
mod sentence;
mod stellen;
mod sums;
mod synopse;
mod table;
mod wording;
mod working;
mod year;

use crate::diagnostic::{Diagnostic, FileId, Sources};
use crate::finance::Figures;
use findings::Findings;
use grid::Grid;
use paper::Paper;

/// What the paper in `file` contradicts in itself, and, with `known`, which of its
/// amounts are none of these figures; from top to bottom.
pub fn audit(file: FileId, sources: &Sources, known: Option<&Figures>) -> Vec<Diagnostic> {
    let text = sources.text(file);
    let paper = Paper::read(&text);
    let sentences = paper.sentences();
    let facts = quantity::facts(&paper, &sentences);
    let mut findings = Findings::new(file, sources);

    findings.misspelt(&paper);
    for table in paper.tables() {
        let grid = Grid::new(table);
        for fault in sums::check(&grid) {
            findings.sum(&grid, &fault);
        }
        working::check(&grid).iter().for_each(|wrong| findings.working(&grid, wrong));
    }
    findings.contradictions(&facts);
    for wrong in identity::check(&facts) {
        findings.identity(&wrong);
    }
    let all = quantity::all_values(&facts, &sentences);
    for wrong in relation::check(&sentences, &facts, &all) {
        findings.relation(&wrong);
    }
    for (_, block) in paper.blocks() {
        product::check(&block.flow).iter().for_each(|wrong| findings.product(wrong));
    }
    stellen::deviations(&paper).iter().for_each(|deviation| findings.stellen(deviation));
    for miss in stellen::rate_misses(&sentences, &paper, &facts) {
        findings.rate(&miss);
    }
    names::check(&paper).iter().for_each(|misnomer| findings.name(misnomer));
    wording::drifts(&sentences).iter().for_each(|drift| findings.drift(drift));
    findings.needed(&wording::needed_revenue(&sentences));
    findings.quotations(&wording::open_quotations(&paper));
    if let Some(figures) = known {
        model::unknown(&paper, figures).iter().for_each(|unknown| findings.unknown(unknown));
    }
    findings.finish()
}
