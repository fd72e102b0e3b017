//! Which copies of parts are not made: a tensor lies where it is put together with others, or where it is taken out of another.
//! The arena must not grow by it.

use super::alias::{Storages, storages};
use super::draft::Draft;
use super::liveness::{lives, lower_bound};
use super::offsets::{self, Layout};
use crate::ir::{Entry, Graph};

/// The calls that are left, and where their tensors lie.
pub(super) struct Placed {
    pub(super) draft: Draft,
    pub(super) storages: Storages,
    pub(super) layout: Layout,
}

/// Places everything with as few copies as take no more memory than all of them.
pub(super) fn place(graph: &Graph, entry: &Entry, draft: Draft) -> Placed {
    let none = vec![false; draft.calls.len()];
    let views = choose(graph, entry, &draft, &none);
    let copying = views != none;
    let shared = place_with(graph, entry, &draft, &views);
    if !copying || shared.layout.bytes <= shared.layout.lower_bound {
        return shared;
    }
    let copied = place_with(graph, entry, &draft, &none);
    let lower_bound = shared.layout.lower_bound.min(copied.layout.lower_bound);
    let mut best = if copied.layout.bytes < shared.layout.bytes { copied } else { shared };
    best.layout.lower_bound = lower_bound;
    best
}

fn place_with(graph: &Graph, entry: &Entry, draft: &Draft, views: &[bool]) -> Placed {
    let storages = storages(graph, entry, draft, views);
    let draft = draft.only(|call| !storages.are_same(call));
    let layout = offsets::place(&lives(graph, entry, &draft, &storages));
    Placed { draft, storages, layout }
}

/// All copies, or of the last first those with which no more is alive at one time than if all are made: storage that others are put
/// into is in use from the first of them on.
fn choose(graph: &Graph, entry: &Entry, draft: &Draft, none: &[bool]) -> Vec<bool> {
    let bound = |views: &[bool]| lower_bound(&lives(graph, entry, draft, &storages(graph, entry, draft, views)).lives);
    let all: Vec<bool> = draft.calls.iter().map(|call| call.copied().is_some()).collect();
    let most = bound(none);
    if bound(&all) <= most {
        return all;
    }
    let mut views = none.to_vec();
    for i in (0..all.len()).rev().filter(|&i| all[i]) {
        views[i] = true;
        views[i] = bound(&views) <= most;
    }
    views
}
