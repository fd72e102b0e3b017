//! What lies where in the arena, and when.

use super::alias::Storages;
use super::draft::Scratch;
use super::liveness::Lives;
use super::offsets::Layout;
use crate::ir::{Graph, TensorId};

/// A piece of the arena, in use for a time.
///
/// Times: 0 before the first step, `i + 1` during step `i`, one more after the last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Allocation {
    /// Names of the tensors that it holds, or of the one of which it holds some lines, in the order of the file: several where one
    /// overwrites another in place, or is a part of it. None for the working memory of a step.
    pub tensors: Vec<String>,
    /// First byte.
    pub offset: usize,
    /// Number of bytes.
    pub bytes: usize,
    /// First time in use.
    pub start: usize,
    /// Last time in use.
    pub end: usize,
}

/// All pieces, by offset and then by time.
pub(super) fn allocations(
    graph: &Graph,
    scratches: &[Scratch],
    storages: &Storages,
    lives: &Lives,
    layout: &Layout,
) -> Vec<Allocation> {
    let mut tensors: Vec<Vec<String>> = vec![Vec::new(); lives.lives.len()];
    for (tensor, id) in graph.tensors.iter().zip((0..).map(TensorId)) {
        // Tensors that live nowhere in the arena stand for themselves alone and have no life.
        let life = lives.of_storage.get(storages.of(id)).copied().flatten();
        if let Some(names) = life.and_then(|life| tensors.get_mut(life)) {
            names.push(tensor.name.clone());
        }
    }
    for (names, scratch) in tensors.iter_mut().skip(lives.scratches).zip(scratches) {
        names.extend(scratch.holds.map(|id| graph.tensor(id).name.clone()));
    }
    let pieces = lives.lives.iter().zip(&layout.offsets).zip(tensors);
    let mut allocations: Vec<Allocation> = pieces
        .map(|((life, &offset), tensors)| Allocation {
            tensors,
            offset,
            bytes: life.bytes,
            start: life.start,
            end: life.end,
        })
        .collect();
    allocations.sort_by_key(|piece| (piece.offset, piece.start));
    allocations
}
