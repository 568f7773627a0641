//! Turns a paper that someone else wrote into findings about its numbers.
//!
//! Reads Markdown, plain text and pieces of other documents, never refuses any, and says
//! only what the paper itself proves: which amounts belong together by its words or its
//! tables, and what arithmetic makes of them. Where two readings are possible and one comes
//! out, nothing is said; what is likely but not proven is kept apart, to be asked for.
//!
//! ```text
//! text → read (blocks, tables, sentences) → grid (tables) ─┐
//!        number (amounts, cells)          → prose          ├→ findings
//!                                         → whole ─────────┘
//! ```

mod findings;
mod grid;
mod number;
mod prose;
mod read;
mod report;
mod slip;
mod whole;

use crate::diagnostic::{FileId, Sources};
use crate::finance::Figures;
use findings::Findings;
use grid::Grid;
use read::paper::Paper;
use whole::{contradiction, identity, model, names, quantity, stellen, wording};

pub use read::paper::Piece;
pub use report::Report;

/// What the paper in `file` contradicts in itself, and, with `known`, which of its
/// amounts are none of these figures.
pub fn audit(file: FileId, sources: &Sources, known: Option<&Figures>) -> Report {
    examine(&Paper::read(&sources.text(file)), file, sources, known)
}

/// The same for a document whose paragraphs and tables are known: `pieces` are bytes of the
/// text in `file`, in the order of reading.
pub fn audit_pieces(
    file: FileId,
    sources: &Sources,
    pieces: &[Piece],
    known: Option<&Figures>,
) -> Report {
    examine(&Paper::of_pieces(&sources.text(file), pieces), file, sources, known)
}

fn examine(paper: &Paper, file: FileId, sources: &Sources, known: Option<&Figures>) -> Report {
    let sentences = paper.sentences();
    let facts = quantity::facts(paper, &sentences);
    let mut findings = Findings::new(file, sources);

    findings.misspelt(paper);
    for table in paper.tables().chain(&paper.listings) {
        let grid = Grid::new(table, paper.is_rounded);
        for fault in grid::faults::check(&grid) {
            findings.fault(&grid, &fault);
        }
        grid::working::check(&grid).iter().for_each(|wrong| findings.working(&grid, wrong));
    }
    for wrong in prose::check(paper, &sentences, &facts) {
        findings.prose(&wrong);
    }
    for (_, block) in paper.blocks() {
        prose::product::check(&block.flow).iter().for_each(|wrong| findings.product(wrong));
    }
    for contradiction in contradiction::check(&facts) {
        findings.contradiction(&contradiction);
    }
    findings.roundings(&facts);
    identity::check(&facts).iter().for_each(|wrong| findings.identity(wrong));
    stellen::deviations(paper).iter().for_each(|deviation| findings.stellen(deviation));
    for miss in stellen::rate_misses(&sentences, paper, &facts) {
        findings.rate(&miss);
    }
    names::check(paper).iter().for_each(|misnomer| findings.name(misnomer));
    wording::drifts(&sentences).iter().for_each(|drift| findings.drift(drift));
    findings.needed(&wording::needed_revenue(&sentences));
    findings.quotations(&wording::open_quotations(paper));
    if let Some(figures) = known {
        model::unknown(paper, figures).iter().for_each(|unknown| findings.unknown(unknown));
    }
    findings.finish()
}
