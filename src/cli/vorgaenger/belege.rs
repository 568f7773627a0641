//! What proves an earlier paper: the texts whose words a later one may quote.

use super::Vorgaenger;
use crate::diagnostic::Sources;

impl Vorgaenger {
    /// The texts that vouch for what the paper after it says: its own `sources`, and those of
    /// this one and of all before it.
    pub(in crate::cli) fn belege(&self, sources: &Sources) -> Sources {
        let mut all = sources.clone();
        if let Self::Vorlage { paper, .. } = self {
            let _ = all.append(&paper.belege);
        }
        all
    }
}
