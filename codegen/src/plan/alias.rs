//! Which tensors share storage: reshapes, and elementwise steps that overwrite their input.

use super::draft::{Arg, Draft, Operand, Place};
use crate::ir::{Graph, TensorId};

/// Storage of each tensor: the index of the tensor that stands for all that share it.
#[derive(Debug)]
pub(crate) struct Storages(Vec<usize>);

impl Storages {
    /// The representative of a tensor's storage.
    pub(crate) fn of(&self, id: TensorId) -> usize {
        let mut index = id.index();
        while self.0[index] != index {
            index = self.0[index];
        }
        index
    }

    fn join(&mut self, a: TensorId, b: TensorId) {
        let (a, b) = (self.of(a), self.of(b));
        self.0[a.max(b)] = a.min(b);
    }
}

/// Times: 0 before the first call, `i + 1` during call `i`, `n + 1` after the last.
pub(crate) fn storages(graph: &Graph, draft: &Draft) -> Storages {
    let mut storages = Storages((0..graph.tensors.len()).collect());
    for alias in &draft.aliases {
        storages.join(alias.input, alias.output);
    }
    let mut last_use = last_uses(graph, draft, &storages);
    let mut written = first_writes(graph, draft, &storages);
    for (i, call) in draft.calls.iter().enumerate() {
        for overwrite in call.args.iter().flat_map(overwrites) {
            let (from, to) = (storages.of(overwrite.src), storages.of(overwrite.dst));
            let apart = overwrite.beside.is_none_or(|beside| storages.of(beside) != from);
            if from != to && apart && last_use[from] <= i + 1 && written[to] == i + 1 {
                let (last, first) = (last_use[to], written[from]);
                storages.join(overwrite.src, overwrite.dst);
                let joined = storages.of(overwrite.src);
                (last_use[joined], written[joined]) = (last, first);
            }
        }
    }
    storages
}

/// Tensors of an argument that may share a place.
struct Overwrite {
    src: TensorId,
    dst: TensorId,
    /// The other input, which is still read while the place is written.
    beside: Option<TensorId>,
}

/// The ways in which an argument's output may take an input's place, best first.
fn overwrites(arg: &Arg) -> impl Iterator<Item = Overwrite> {
    let overwrite = |src: &Place<Operand>, dst: &Place<Operand>, beside: Option<&Place<Operand>>| {
        let beside = beside.and_then(tensor);
        Some(Overwrite { src: tensor(src)?, dst: tensor(dst)?, beside })
    };
    let ways = match arg {
        Arg::Unary { src, dst } => [overwrite(src, dst, None), None],
        Arg::Binary { lhs, rhs, dst } => {
            // An input with fewer elements is repeated, so that its elements are needed after they would be overwritten.
            let way = |src: &Place<Operand>, other| {
                if src.len == dst.len { overwrite(src, dst, Some(other)) } else { None }
            };
            [way(lhs, rhs), way(rhs, lhs)]
        }
        Arg::Value(_) | Arg::Place(_) => [None, None],
    };
    ways.into_iter().flatten()
}

fn tensor(place: &Place<Operand>) -> Option<TensorId> {
    match place.at {
        Operand::Tensor(id) => Some(id),
        _ => None,
    }
}

fn last_uses(graph: &Graph, draft: &Draft, storages: &Storages) -> Vec<usize> {
    let mut last = vec![0; graph.tensors.len()];
    for_each_use(draft, |id, time| last[storages.of(id)] = last[storages.of(id)].max(time));
    for port in &graph.outputs {
        last[storages.of(port.tensor)] = draft.calls.len() + 1;
    }
    last
}

fn first_writes(graph: &Graph, draft: &Draft, storages: &Storages) -> Vec<usize> {
    let mut first = vec![usize::MAX; graph.tensors.len()];
    for_each_use(draft, |id, time| first[storages.of(id)] = first[storages.of(id)].min(time));
    for port in &graph.inputs {
        first[storages.of(port.tensor)] = 0;
    }
    first
}

/// Every tensor of every call, with the call's time.
pub(crate) fn for_each_use(draft: &Draft, mut f: impl FnMut(TensorId, usize)) {
    for (i, call) in draft.calls.iter().enumerate() {
        for place in call.args.iter().flat_map(Arg::places) {
            if let Operand::Tensor(id) = place.at {
                f(id, i + 1);
            }
        }
    }
    draft.kept.iter().for_each(|(id, time)| f(*id, *time));
}
