//! Names the rows of a table after the group in which they stand, where another row of the
//! same table has the same name.

use std::sync::Arc;

use super::bloecke::{Block, Inhalt};
use super::worte::{self, Wort};

/// Boxes to tick: they say what holds, not what a group is called.
const KAESTCHEN: [&str; 3] = ["☐", "☑", "☒"];

/// Gives rows of `bloecke` that share their name that of their group.
pub(super) fn name(bloecke: &mut [Block]) {
    let mut start = 0;
    let lengths: Vec<usize> = bloecke.chunk_by(is_one_table).map(<[Block]>::len).collect();
    for length in lengths {
        if let Some(table) = bloecke.get_mut(start..start + length) {
            name_rows(table);
        }
        start += length;
    }
}

fn is_one_table(a: &Block, b: &Block) -> bool {
    match (&a.inhalt, &b.inhalt) {
        (Inhalt::Zeile { koepfe: a, .. }, Inhalt::Zeile { koepfe: b, .. }) => Arc::ptr_eq(a, b),
        _ => false,
    }
}

fn name_rows(table: &mut [Block]) {
    let names: Vec<String> = table.iter().map(|block| worte::text(&block.ort)).collect();
    let mut group: Option<Vec<Wort>> = None;
    for (block, own) in table.iter_mut().zip(&names) {
        if heads_group(block) {
            group = Some(bare(&block.ort));
            continue;
        }
        let is_alone = names.iter().filter(|name| *name == own).count() < 2;
        if let Some(group) = group.as_ref().filter(|_| !is_alone && !own.is_empty()) {
            let name = std::mem::take(&mut block.ort);
            block.ort = [group.as_slice(), &worte::words(": "), &name].concat();
        }
    }
}

/// Whether only the first cell of a row says something.
fn heads_group(block: &Block) -> bool {
    let Inhalt::Zeile { zellen, .. } = &block.inhalt else { return false };
    let mut others = zellen.iter().skip(1);
    zellen.len() > 1 && others.all(Vec::is_empty) && zellen.first().is_some_and(|c| !c.is_empty())
}

/// The name of a group without its box.
fn bare(name: &[Wort]) -> Vec<Wort> {
    let is_box =
        |wort: &Wort| wort.text.trim().is_empty() || KAESTCHEN.contains(&wort.text.as_str());
    name.iter().skip_while(|wort| is_box(wort)).cloned().collect()
}
