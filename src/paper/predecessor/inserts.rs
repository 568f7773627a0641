//! What a paper says about the one before it, made of both texts.

use super::findings::unchanged;
use super::source::named;
use crate::compare;
use crate::data::Paper;
use crate::diagnostic::Diagnostic;
use crate::document::{BESCHLUSS, Document, Extracts, Inserts, SYNOPSE};
use crate::finance::Adopted;

/// A text that is compared, and its sections.
pub(in crate::paper) type Side<'a> = (&'a Document, &'a Extracts);

/// What `paper` says about the one before it, whose figures stand in its arena as `adopted`.
pub(in crate::paper) fn inserts(
    paper: &Paper,
    adopted: Adopted,
    (text_before, before): Side<'_>,
    (text, own): Side<'_>,
) -> Result<Inserts, Vec<Diagnostic>> {
    let mut inserts = Inserts::default();
    let wording = &paper.profil.wording;
    if paper.vorlage.synopse {
        let mut synopse = compare::synopse((text_before, adopted), (text, Adopted::own()), wording);
        // What a paper says about another one is no part of either version.
        let about = [&before.bezug, &own.bezug];
        synopse.sections.retain(|of| !about.contains(&&Some(of.title())));
        // An annex that was not asked for before is new in every row; that says nothing.
        let annex = own.nachweis.as_ref().filter(|_| before.nachweis.is_none());
        synopse.sections.retain(|of| annex != Some(&of.title()));
        if !synopse.is_empty() {
            let mut marked =
                format!("{}\n\n{}", compare::legend(wording), compare::fragment(&synopse, 3));
            marked.extend(annex.map(|name| {
                let filled = [("abschnitt", name.as_str())];
                format!("\n\n{}", wording.fill("synopse.nicht_wiedergegeben", &filled))
            }));
            inserts.add(SYNOPSE, marked);
        }
    }
    if let (Some(alt), Some(neu)) = (&before.beschluss, &own.beschluss) {
        compare::ziffern(alt, neu, &mut inserts);
        inserts.add(BESCHLUSS, neu.clone());
    }
    let quelle = named(paper).filter(|_| paper.names_ziffern());
    match quelle.filter(|_| inserts.ziffern.as_ref().is_some_and(Vec::is_empty)) {
        Some((_, quelle)) => Err(vec![unchanged(quelle)]),
        None => Ok(inserts),
    }
}
