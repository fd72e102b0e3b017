//! Which tensors share storage: reshapes, elementwise steps that overwrite their input, parts of tensors that need not be copied.

use super::draft::{Arg, Call, Draft, Operand, Place};
use super::lower::element_bytes;
use super::sharing::Sharing;
use crate::ir::{Entry, Graph, TensorId};
use std::ops::Range;

/// Where each tensor lies: at an offset of another, and so on up to the one that stands for all that share its storage.
#[derive(Debug)]
pub(crate) struct Storages(Vec<(usize, usize)>);

impl Storages {
    /// Each tensor in a storage of its own.
    pub(super) fn apart(count: usize) -> Self {
        Storages((0..count).map(|index| (index, 0)).collect())
    }

    /// The representative of a tensor's storage, which is as large.
    pub(crate) fn of(&self, id: TensorId) -> usize {
        self.home(id).0
    }

    /// The tensor's first byte in its storage.
    pub(crate) fn offset(&self, id: TensorId) -> usize {
        self.home(id).1
    }

    fn home(&self, id: TensorId) -> (usize, usize) {
        let (mut index, mut offset) = (id.index(), 0);
        while self.0[index].0 != index {
            offset += self.0[index].1;
            index = self.0[index].0;
        }
        (index, offset)
    }

    /// From now on the storage `inner` lies in another.
    pub(super) fn nest(&mut self, inner: usize, outer: usize, offset: usize) {
        self.0[inner] = (outer, offset);
    }

    /// A place's storage, and its bytes there.
    pub(super) fn bytes(&self, place: &Place<Operand>) -> Option<(usize, Range<usize>)> {
        let (storage, offset) = self.home(tensor(place)?);
        let element = element_bytes(place.element);
        Some((storage, offset + place.skip * element..offset + (place.skip + place.len) * element))
    }

    /// Whether a call only copies bytes onto themselves.
    pub(crate) fn are_same(&self, call: &Call) -> bool {
        call.copied().is_some_and(|(src, dst)| self.bytes(src).is_some() && self.bytes(src) == self.bytes(dst))
    }
}

/// Storages in which some copies, by the number of their call, are not made: one side lies in the other.
pub(crate) fn storages(graph: &Graph, entry: &Entry, draft: &Draft, views: &[bool]) -> Storages {
    let mut sharing = Sharing::new(graph, entry, draft);
    for (i, call) in draft.calls.iter().enumerate() {
        match call.copied() {
            Some((src, dst)) if views.get(i) == Some(&true) => sharing.view(src, dst, i + 1),
            _ => call.args.iter().flat_map(overwrites).for_each(|(src, dst)| sharing.overwrite(call, src, dst, i + 1)),
        }
    }
    sharing.into_storages()
}

/// The ways in which an argument's output may take an input's place, best first.
fn overwrites(arg: &Arg) -> impl Iterator<Item = (&Place<Operand>, &Place<Operand>)> {
    let ways = match arg {
        Arg::Unary { src, dst } => [Some((src, dst)), None],
        // An input with fewer elements is repeated, so that its elements are needed after they would be overwritten.
        Arg::Binary { lhs, rhs, dst } => [lhs, rhs].map(|src| (src.len == dst.len).then_some((src, dst))),
        Arg::Value(_) | Arg::Place(_) | Arg::Epilogue(_) | Arg::View { .. } => [None, None],
    };
    ways.into_iter().flatten()
}

/// The tensor that a place is in.
pub(super) fn tensor(place: &Place<Operand>) -> Option<TensorId> {
    match place.at {
        Operand::Tensor(id) => Some(id),
        _ => None,
    }
}

/// Every tensor of every call, with the call's time.
pub(crate) fn for_each_use(draft: &Draft, mut f: impl FnMut(TensorId, usize)) {
    for (i, call) in draft.calls.iter().enumerate() {
        call.all_args().flat_map(Arg::places).filter_map(tensor).for_each(|id| f(id, i + 1));
    }
    draft.kept.iter().for_each(|(id, time)| f(*id, *time));
}

#[cfg(test)]
mod tests {
    use super::super::draft::{Access, Origin, Outcome};
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
        let storages = storages(graph, &graph.entries[0], &Draft { calls, ..Draft::default() }, &[]);
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
