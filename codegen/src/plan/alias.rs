//! Which tensors share storage: reshapes, and elementwise steps that overwrite their input.

use super::draft::{Arg, Draft, Operand, Place};
use crate::ir::{Entry, Graph, TensorId};

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
pub(crate) fn storages(graph: &Graph, entry: &Entry, draft: &Draft) -> Storages {
    let mut storages = Storages((0..graph.tensors.len()).collect());
    for alias in &draft.aliases {
        storages.join(alias.input, alias.output);
    }
    let mut last_use = last_uses(graph, entry, draft, &storages);
    let mut written = first_writes(graph, entry, draft, &storages);
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
        Arg::Value(_) | Arg::Place(_) | Arg::View { .. } => [None, None],
    };
    ways.into_iter().flatten()
}

fn tensor(place: &Place<Operand>) -> Option<TensorId> {
    match place.at {
        Operand::Tensor(id) => Some(id),
        _ => None,
    }
}

fn last_uses(graph: &Graph, entry: &Entry, draft: &Draft, storages: &Storages) -> Vec<usize> {
    let mut last = vec![0; graph.tensors.len()];
    for_each_use(draft, |id, time| last[storages.of(id)] = last[storages.of(id)].max(time));
    for port in &entry.outputs {
        last[storages.of(port.tensor)] = draft.calls.len() + 1;
    }
    last
}

fn first_writes(graph: &Graph, entry: &Entry, draft: &Draft, storages: &Storages) -> Vec<usize> {
    let mut first = vec![usize::MAX; graph.tensors.len()];
    for_each_use(draft, |id, time| first[storages.of(id)] = first[storages.of(id)].min(time));
    for port in &entry.inputs {
        first[storages.of(port.tensor)] = 0;
    }
    first
}

/// Every tensor of every call, with the call's time.
pub(crate) fn for_each_use(draft: &Draft, mut f: impl FnMut(TensorId, usize)) {
    for (i, call) in draft.calls.iter().enumerate() {
        for place in call.all_args().flat_map(Arg::places) {
            if let Operand::Tensor(id) = place.at {
                f(id, i + 1);
            }
        }
    }
    draft.kept.iter().for_each(|(id, time)| f(*id, *time));
}

#[cfg(test)]
mod tests {
    use super::super::draft::{Access, Call, Origin, Outcome};
    use super::*;
    use crate::diag::Site;
    use crate::ir::{DType, Port, Shape, Tensor};
    use std::rc::Rc;

    const X: TensorId = TensorId(0);
    const BIAS: TensorId = TensorId(1);
    const Y: TensorId = TensorId(2);
    const Z: TensorId = TensorId(3);

    /// Tensors x, y, z of 6 elements and a bias of 3, of which `inputs` come from outside and z leaves.
    fn graph(inputs: &[TensorId]) -> Graph {
        let tensor = |count: usize| Tensor {
            name: String::new(),
            dtype: DType::F32,
            shape: Shape(vec![count]),
            quant: None,
            data: None,
        };
        let port = |tensor: TensorId| Port { name: String::new(), tensor, position: 0, count: None };
        let inputs = inputs.iter().copied().map(port).collect();
        let entry = Entry { inputs, outputs: vec![port(Z)], ..Entry::default() };
        Graph { tensors: [6, 3, 6, 6].map(tensor).to_vec(), entries: vec![entry], ..Graph::default() }
    }

    fn place(graph: &Graph, id: TensorId, access: Access) -> Place<Operand> {
        let len = graph.tensor(id).element_count();
        Place { name: "", at: Operand::Tensor(id), element: "f32", skip: 0, len, access }
    }

    fn binary(graph: &Graph, lhs: TensorId, rhs: TensorId, dst: TensorId) -> Call {
        let [lhs, rhs] = [lhs, rhs].map(|id| place(graph, id, Access::Read));
        let origin = Origin {
            site: Site { subgraph: 0, operator: 0, name: String::new() },
            tensor: String::new(),
            dtype: DType::F32,
            shape: Shape::default(),
            macs: 0,
        };
        let args = vec![Arg::Binary { lhs, rhs, dst: place(graph, dst, Access::Write) }];
        Call {
            kernel: "",
            function: None,
            args,
            others: Vec::new(),
            decisions: Vec::new(),
            outcome: Outcome::Done,
            origin: Rc::new(origin),
        }
    }

    /// Which tensors share a place after the calls.
    fn shared(graph: &Graph, calls: Vec<Call>) -> Vec<usize> {
        let storages = storages(graph, &graph.entries[0], &Draft { calls, ..Draft::default() });
        (0..4).map(|id| storages.of(TensorId(id))).collect()
    }

    #[test]
    fn an_output_takes_the_place_of_the_input_of_its_size() {
        let graph = graph(&[X, BIAS]);
        assert_eq!(shared(&graph, vec![binary(&graph, X, BIAS, Z)]), [0, 1, 2, 0]);
        assert_eq!(shared(&graph, vec![binary(&graph, BIAS, X, Z)]), [0, 1, 2, 0]);
    }

    #[test]
    fn an_input_that_is_read_later_keeps_its_place() {
        let graph = graph(&[X, BIAS]);
        let calls = vec![binary(&graph, X, BIAS, Y), binary(&graph, X, Y, Z)];
        // The first sum may not overwrite x; the second one may.
        assert_eq!(shared(&graph, calls), [0, 1, 2, 0]);
    }

    #[test]
    fn only_one_input_gives_its_place() {
        let graph = graph(&[X, Y]);
        assert_eq!(shared(&graph, vec![binary(&graph, X, Y, Z)]), [0, 1, 2, 0]);
    }

    #[test]
    fn a_tensor_on_both_sides_keeps_its_place() {
        let graph = graph(&[X]);
        assert_eq!(shared(&graph, vec![binary(&graph, X, X, Z)]), [0, 1, 2, 3]);
    }

    #[test]
    fn a_running_sum_stays_where_it_is() {
        let graph = graph(&[X, Y]);
        // z += y reads and writes z, so y is left alone.
        let calls = vec![binary(&graph, X, Y, Z), binary(&graph, Z, Y, Z)];
        assert_eq!(shared(&graph, calls), [0, 1, 2, 0]);
    }
}
