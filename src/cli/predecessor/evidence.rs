//! What proves an earlier paper: the texts whose words a later one may quote.

use super::Predecessor;
use crate::diagnostic::Sources;

impl Predecessor {
    /// The texts that vouch for what the paper after it says: its own `sources`, and those of
    /// this one and of all before it.
    pub(in crate::cli) fn evidence(&self, sources: &Sources) -> Sources {
        let mut all = sources.clone();
        if let Self::Vorlage { paper, .. } = self {
            let _ = all.append(&paper.evidence);
        }
        all
    }
}
