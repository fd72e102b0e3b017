//! Which copies of parts are not made: a tensor lies where it is put together with others, or where it is taken out of another.
//! The arena must not grow by it.

use super::alias::{Storages, storages};
use super::draft::Draft;
use super::liveness::{lives, lower_bound};
use super::offsets::{self, Layout};
use crate::ir::{Entry, Graph};
use std::ops::Range;

/// Copies are tried together, and by halves where that fails: no further than to this part of all, so that models of thousands of copies
/// do not take long.
const PARTS: usize = 64;

/// The calls that are left, and where their tensors lie.
pub(super) struct Placed {
    pub(super) draft: Draft,
    pub(super) storages: Storages,
    pub(super) layout: Layout,
}

/// Places everything, with as few copies as take no more memory than all of them.
pub(super) fn place(graph: &Graph, entry: &Entry, draft: &Draft) -> Placed {
    let all_copied = vec![false; draft.calls.len()];
    let least = draft.calls.iter().filter(|call| call.copied().is_some()).count() / PARTS;
    let mut choice = Choice { graph, entry, draft, views: all_copied.clone(), most: 0, least };
    let copied = choice.place(&all_copied);
    choice.most = copied.layout.lower_bound;
    choice.add(0..draft.calls.len());
    if choice.views == all_copied {
        return copied;
    }
    let shared = choice.place(&choice.views);
    let lower_bound = shared.layout.lower_bound.min(copied.layout.lower_bound);
    let best = if copied.layout.bytes < shared.layout.bytes { copied } else { shared };
    Placed { layout: Layout { lower_bound, ..best.layout }, ..best }
}

/// Copies that are not made, while they are chosen.
struct Choice<'a> {
    graph: &'a Graph,
    entry: &'a Entry,
    draft: &'a Draft,
    /// By number of call.
    views: Vec<bool>,
    /// What may be alive at one time.
    most: usize,
    /// How many are tried together at least.
    least: usize,
}

impl Choice<'_> {
    /// Adds as many of the calls' copies as possible, the last first: storage that tensors are put into is in use from the first of them
    /// on.
    fn add(&mut self, calls: Range<usize>) {
        let copies: Vec<usize> = calls.clone().filter(|&i| self.draft.calls[i].copied().is_some()).collect();
        copies.iter().for_each(|&i| self.views[i] = true);
        if copies.is_empty() || self.bound() <= self.most {
            return;
        }
        copies.iter().for_each(|&i| self.views[i] = false);
        if copies.len() > self.least.max(1) {
            let middle = copies[copies.len() / 2];
            self.add(middle..calls.end);
            self.add(calls.start..middle);
        }
    }

    /// The largest sum of bytes that are alive at one time.
    fn bound(&self) -> usize {
        let storages = storages(self.graph, self.entry, self.draft, &self.views);
        lower_bound(&lives(self.graph, self.entry, self.draft, &storages).lives)
    }

    fn place(&self, views: &[bool]) -> Placed {
        let storages = storages(self.graph, self.entry, self.draft, views);
        let draft = self.draft.only(|call| !storages.are_same(call));
        let layout = offsets::place(&lives(self.graph, self.entry, &draft, &storages));
        Placed { draft, storages, layout }
    }
}

#[cfg(test)]
mod tests;
