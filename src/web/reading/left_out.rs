//! Text that was left out of the clauses, put back in its place for a reader who asks.

use super::passage::{Block, Passage};
use crate::web::pages::remarks::DroppedView;

/// Puts each piece before the paragraph that follows it in the source; what follows the last paragraph of a page
/// stands after it. `all` is in the order of the source; `from` and `to` are where the page begins and ends in it, in bytes.
pub fn put_back(passages: &mut [Passage], all: &[DroppedView], from: usize, to: usize) {
    let mut waiting = all.iter().filter(|d| d.start >= from && d.start < to).peekable();
    for passage in passages.iter_mut() {
        let blocks = std::mem::take(&mut passage.blocks);
        for block in blocks {
            while let Some(piece) = waiting.next_if(|d| block.start().is_some_and(|start| d.start < start)) {
                passage.blocks.push(Block::LeftOut(piece.clone()));
            }
            passage.blocks.push(block);
        }
    }
    if let Some(last) = passages.last_mut() {
        last.blocks.extend(waiting.map(|d| Block::LeftOut(d.clone())));
    }
}
