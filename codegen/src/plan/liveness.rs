//! When each piece of the arena is in use.

use super::alias::{Storages, for_each_use};
use super::draft::Draft;
use super::lower::element_bytes;
use crate::ir::{Entry, Graph};

/// Something that needs room in the arena for a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Life {
    /// Size.
    pub(crate) bytes: usize,
    /// Least alignment.
    pub(crate) align: usize,
    /// First time in use.
    pub(crate) start: usize,
    /// Last time in use.
    pub(crate) end: usize,
}

/// What the arena holds: storages of tensors, then scratch memory.
#[derive(Debug)]
pub(crate) struct Lives {
    /// In the order of the tensors that stand for them; then scratches.
    pub(crate) lives: Vec<Life>,
    /// Index into `lives` by representative tensor.
    pub(crate) of_storage: Vec<Option<usize>>,
    /// Index into `lives` of the first scratch.
    pub(crate) scratches: usize,
}

/// Works out the lives of all storages and scratches.
pub(crate) fn lives(graph: &Graph, entry: &Entry, draft: &Draft, storages: &Storages) -> Lives {
    let mut by_tensor: Vec<Option<Life>> = vec![None; graph.tensors.len()];
    let mut touch = |id, time: usize, align: usize| {
        let tensor = graph.tensor(id);
        let life = by_tensor[storages.of(id)].get_or_insert(Life { bytes: 0, align: 1, start: time, end: time });
        life.bytes = life.bytes.max(storages.offset(id) + tensor.bytes());
        life.align = life.align.max(align);
        (life.start, life.end) = (life.start.min(time), life.end.max(time));
    };
    for_each_use(draft, |id, time| touch(id, time, graph.tensor(id).dtype.bytes().max(1)));
    for alias in &draft.aliases {
        touch(alias.input, alias.time, 1);
        touch(alias.output, alias.time, 1);
    }
    for (ports, time) in [(&entry.inputs, 0), (&entry.outputs, draft.calls.len() + 1)] {
        for port in ports.iter().filter(|port| graph.tensor(port.tensor).data.is_none()) {
            let tensor = graph.tensor(port.tensor);
            touch(port.tensor, time, element_bytes(tensor.dtype.element()));
        }
    }
    collect(by_tensor, draft)
}

fn collect(by_tensor: Vec<Option<Life>>, draft: &Draft) -> Lives {
    let mut lives = Vec::new();
    let mut of_storage = vec![None; by_tensor.len()];
    for (tensor, life) in by_tensor.into_iter().enumerate() {
        if let Some(life) = life {
            of_storage[tensor] = Some(lives.len());
            lives.push(life);
        }
    }
    let scratches = lives.len();
    lives.extend(draft.scratches.iter().map(|scratch| Life {
        bytes: scratch.bytes,
        align: scratch.align,
        start: scratch.calls.0 + 1,
        end: scratch.calls.1 + 1,
    }));
    Lives { lives, of_storage, scratches }
}

/// The largest sum of bytes alive at one time: no plan can do with less.
pub(crate) fn lower_bound(lives: &[Life]) -> usize {
    let last = lives.iter().map(|life| life.end).max().unwrap_or(0);
    let mut change = vec![0isize; last + 2];
    for life in lives {
        change[life.start] += life.bytes as isize;
        change[life.end + 1] -= life.bytes as isize;
    }
    let mut alive = 0;
    let sums = change.iter().map(|change| {
        alive += change;
        alive as usize
    });
    sums.max().unwrap_or(0)
}
