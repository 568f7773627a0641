//! Names the rows of a table after the group in which they stand, where another row of the
//! same table has the same name.

use std::sync::Arc;

use super::blocks::{Block, Content};
use super::words::{self, Word};

/// Boxes to tick: they say what holds, not what a group is called.
const BOXES: [&str; 3] = ["☐", "☑", "☒"];

/// Gives rows of `bloecke` that share their name that of their group.
pub(in crate::compare) fn name(blocks: &mut [Block]) {
    let mut start = 0;
    let lengths: Vec<usize> = blocks.chunk_by(is_one_table).map(<[Block]>::len).collect();
    for length in lengths {
        if let Some(table) = blocks.get_mut(start..start + length) {
            name_rows(table);
        }
        start += length;
    }
}

fn is_one_table(a: &Block, b: &Block) -> bool {
    match (&a.content, &b.content) {
        (Content::Row { heads: a, .. }, Content::Row { heads: b, .. }) => Arc::ptr_eq(a, b),
        _ => false,
    }
}

fn name_rows(table: &mut [Block]) {
    let names: Vec<String> = table.iter().map(|block| words::text(&block.origin)).collect();
    let mut group: Option<Vec<Word>> = None;
    for (block, own) in table.iter_mut().zip(&names) {
        if heads_group(block) {
            group = Some(bare(&block.origin));
            continue;
        }
        let is_alone = names.iter().filter(|name| *name == own).count() < 2;
        if let Some(group) = group.as_ref().filter(|_| !is_alone && !own.is_empty()) {
            let name = std::mem::take(&mut block.origin);
            block.origin = [group.as_slice(), &words::words(": "), &name].concat();
        }
    }
}

/// Whether only the first cell of a row says something.
fn heads_group(block: &Block) -> bool {
    let Content::Row { cells, .. } = &block.content else { return false };
    let mut others = cells.iter().skip(1);
    cells.len() > 1 && others.all(Vec::is_empty) && cells.first().is_some_and(|c| !c.is_empty())
}

/// The name of a group without its box.
fn bare(name: &[Word]) -> Vec<Word> {
    let is_box = |word: &Word| word.text.trim().is_empty() || BOXES.contains(&word.text.as_str());
    name.iter().skip_while(|word| is_box(word)).cloned().collect()
}
