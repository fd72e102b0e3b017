//! Finds tensors that are taken apart and put together again with another row, as lists are that loops fill:
//! `concat(x[..i], row, x[i + 1..])`, where `i` is known at run time only.
//!
//! TFLite works out the pieces' shapes as it runs. Here they have none, but what they make has: for each index of a row it is `x`
//! with that row replaced. Any other index would give other shapes, or be refused by TFLite, and ends the run.

use crate::ir::{DType, Graph, Node, Shape, Tensor, TensorId};
use crate::ops::{Op, ReplaceRow, is_row};
use std::collections::{BTreeMap, BTreeSet};

/// How many operators an index may go through.
const STEPS: usize = 16;

/// How an integer tensor comes from others.
enum Origin {
    /// The same elements under another shape.
    Same(TensorId),
    Sum(TensorId, TensorId),
    Difference(TensorId, TensorId),
    /// One after the other.
    Vector(Vec<TensorId>),
}

/// What is known of a graph before its nodes are worked through.
#[derive(Default)]
pub(super) struct Rows {
    origins: BTreeMap<TensorId, Origin>,
    /// How often tensors are read.
    reads: BTreeMap<TensorId, usize>,
}

impl Rows {
    pub(super) fn of(graph: &Graph) -> Self {
        let mut rows = Rows::default();
        for entry in &graph.entries {
            rows.note(graph, &entry.nodes);
            entry.outputs.iter().for_each(|port| rows.read(port.tensor));
        }
        rows
    }

    fn note(&mut self, graph: &Graph, nodes: &[Node]) {
        for node in nodes {
            node.inputs.iter().flatten().for_each(|id| self.read(*id));
            if let ([output], Some(origin)) = (&node.outputs[..], origin(graph, node)) {
                self.origins.insert(*output, origin);
            }
            for block in node.op.blocks() {
                self.note(graph, &block.nodes);
                block.inputs.iter().chain(&block.outputs).for_each(|id| self.read(*id));
            }
        }
    }

    fn read(&mut self, id: TensorId) {
        *self.reads.entry(id).or_default() += 1;
    }

    /// Tensors that may be pieces: what only one of these nodes reads, as the first or last of three to be put together.
    pub(super) fn pieces(&self, nodes: &[Node]) -> BTreeSet<TensorId> {
        let mut pieces = BTreeSet::new();
        for node in nodes.iter().filter(|node| matches!(node.op, Op::Concatenation(_))) {
            if let [Some(before), Some(_), Some(after)] = node.inputs[..] {
                pieces.extend([before, after].into_iter().filter(|id| self.reads.get(id) == Some(&1)));
            }
        }
        pieces
    }

    /// The node that does what slices and the concatenation of them do, if it is proven to.
    pub(super) fn join(&self, graph: &Graph, before: &Node, after: &Node, whole: &Node) -> Option<Node> {
        let ([Some(first), Some(row), Some(last)], [y]) = (&whole.inputs[..], &whole.outputs[..]) else { return None };
        let (x, Op::Concatenation(concatenation)) = (before.inputs.first().copied().flatten()?, &whole.op) else {
            return None;
        };
        let (source, replacement) = (graph.tensor(x), graph.tensor(*row));
        let alike = |id: &TensorId| {
            let tensor = graph.tensor(*id);
            tensor.dtype == source.dtype && tensor.quant == source.quant
        };
        let along_rows = concatenation.axis(source.shape.len()) == Some(0);
        let of_one = after.inputs.first() == Some(&Some(x)) && [first, row, last, y].into_iter().all(alike);
        if !(along_rows && of_one && is_row(&replacement.shape, &source.shape)) {
            return None;
        }
        let (end, start) = (self.end(graph, before, source)?, self.start(graph, after, source)?);
        let ((root, less), (same, more)) = (self.offset(graph, end), self.offset(graph, start));
        let moving = graph.tensor(end).data.is_none() && graph.tensor(end).shape.elements() == 1;
        if !(moving && root == same && less.checked_add(1) == Some(more)) {
            return None;
        }
        let mut site = whole.site.clone();
        site.name = format!("{}+{}", before.site.name, whole.site.name);
        let inputs = vec![Some(x), Some(*row), Some(end)];
        Some(Node { op: Op::ReplaceRow(ReplaceRow), inputs, outputs: vec![*y], site })
    }

    /// `i` of the node `x[..i]`, which takes all of the other dimensions.
    fn end(&self, graph: &Graph, node: &Node, x: &Tensor) -> Option<TensorId> {
        let spec = Spec::of(graph, node, x)?;
        let (index, rest) = self.vector(graph, spec.end)?;
        let begins = graph.tensor(spec.begin).ints();
        let begin = |at: usize| begins.as_ref().and_then(|begins| begins.get(at)).copied();
        let starts = (0..spec.entries).all(|at| spec.starts_at_zero(at, begin(at)));
        let ends = (1..spec.entries).all(|at| spec.ends_at(at, rest.get(at - 1).copied(), &x.shape));
        (starts && ends && spec.end_mask & 1 == 0).then_some(index)
    }

    /// `i` of the node `x[i..]`, which takes all of the other dimensions.
    fn start(&self, graph: &Graph, node: &Node, x: &Tensor) -> Option<TensorId> {
        let spec = Spec::of(graph, node, x)?;
        let (index, rest) = self.vector(graph, spec.begin)?;
        let ends = graph.tensor(spec.end).ints();
        let end = |at: usize| ends.as_ref().and_then(|ends| ends.get(at)).copied();
        let starts = (1..spec.entries).all(|at| spec.starts_at_zero(at, rest.get(at - 1).copied()));
        // A size is all that is there, whatever the start; the number of rows is not.
        let first = if spec.sizes { end(0) == Some(-1) } else { spec.ends_at(0, end(0), &x.shape) };
        let ends = (1..spec.entries).all(|at| spec.ends_at(at, end(at), &x.shape));
        (starts && first && ends && spec.begin_mask & 1 == 0).then_some(index)
    }

    /// The first entry of a vector, and the others, which are constants.
    fn vector(&self, graph: &Graph, id: TensorId) -> Option<(TensorId, Vec<i64>)> {
        let mut at = id;
        for _ in 0..STEPS {
            match self.origins.get(&at) {
                Some(Origin::Same(from)) => at = *from,
                Some(Origin::Vector(parts)) => {
                    let (first, rest) = parts.split_first()?;
                    let rest: Option<Vec<Vec<i64>>> = rest.iter().map(|id| graph.tensor(*id).ints()).collect();
                    return Some((*first, rest?.concat()));
                }
                _ => break,
            }
        }
        Some((id, Vec::new()))
    }

    /// An integer as another plus a constant. Sums wrap, here as there.
    fn offset(&self, graph: &Graph, mut id: TensorId) -> (TensorId, i64) {
        let constant = |id: &TensorId| match graph.tensor(*id).ints().as_deref() {
            Some([value]) => Some(*value),
            _ => None,
        };
        let mut offset = 0i64;
        for _ in 0..STEPS {
            let (from, more) = match self.origins.get(&id) {
                Some(Origin::Same(from)) => (from, Some(0)),
                Some(Origin::Sum(lhs, rhs)) if constant(lhs).is_some() => (rhs, constant(lhs)),
                Some(Origin::Sum(lhs, rhs)) => (lhs, constant(rhs)),
                Some(Origin::Difference(lhs, rhs)) => (lhs, constant(rhs).and_then(i64::checked_neg)),
                _ => break,
            };
            let Some(sum) = more.and_then(|more| offset.checked_add(more)) else { break };
            (id, offset) = (*from, sum);
        }
        (id, offset)
    }
}

/// Whether a node takes a piece that has no shape yet.
pub(super) fn is_open(graph: &Graph, node: &Node) -> bool {
    let slices = matches!(node.op, Op::Slice(_) | Op::StridedSlice(_));
    slices && node.inputs.iter().skip(1).flatten().any(|id| graph.tensor(*id).data.is_none())
}

fn origin(graph: &Graph, node: &Node) -> Option<Origin> {
    let output = graph.tensor(*node.outputs.first()?);
    if !matches!(output.dtype, DType::I32 | DType::I64) {
        return None;
    }
    let input = |index: usize| node.inputs.get(index).copied().flatten();
    let parts = || node.inputs.iter().copied().collect::<Option<Vec<TensorId>>>();
    match &node.op {
        Op::Reshape(_) | Op::ExpandDims(_) | Op::Squeeze(_) => Some(Origin::Same(input(0)?)),
        Op::Add(add) if add.is_plain() => Some(Origin::Sum(input(0)?, input(1)?)),
        Op::Sub(sub) if sub.is_plain() => Some(Origin::Difference(input(0)?, input(1)?)),
        Op::Concatenation(concatenation) if concatenation.axis(1) == Some(0) => Some(Origin::Vector(parts()?)),
        Op::Pack(pack) if pack.packs_scalars() => Some(Origin::Vector(parts()?)),
        _ => None,
    }
}

/// What a slice takes.
struct Spec {
    begin: TensorId,
    /// Ends or sizes.
    end: TensorId,
    sizes: bool,
    /// How many dimensions the two speak of.
    entries: usize,
    begin_mask: u32,
    end_mask: u32,
}

impl Spec {
    fn of(graph: &Graph, node: &Node, x: &Tensor) -> Option<Self> {
        let input = |index: usize| node.inputs.get(index).copied().flatten();
        let (begin, end) = (input(1)?, input(2)?);
        let (sizes, (begin_mask, end_mask)) = match &node.op {
            Op::Slice(_) => (true, (0, 0)),
            Op::StridedSlice(slice) => (false, slice.masks()?),
            _ => return None,
        };
        let entries = graph.tensor(begin).shape.elements();
        let vector: Shape = [entries].into();
        let fits = |id| {
            let tensor: &Tensor = graph.tensor(id);
            let types: &[DType] = if sizes { &[DType::I32, DType::I64] } else { &[DType::I32] };
            types.contains(&tensor.dtype) && tensor.shape == vector
        };
        let counts = if sizes { entries == x.shape.len() } else { (1..=x.shape.len().min(31)).contains(&entries) };
        let steps = sizes || input(3).is_some_and(|id| fits(id) && graph.tensor(id).ints() == Some(vec![1; entries]));
        let spec = Spec { begin, end, sizes, entries, begin_mask, end_mask };
        (entries > 0 && counts && fits(begin) && fits(end) && steps).then_some(spec)
    }

    fn starts_at_zero(&self, at: usize, begin: Option<i64>) -> bool {
        self.begin_mask >> at & 1 == 1 || begin == Some(0)
    }

    /// Whether the slice goes to the end of a dimension that it takes from 0 on.
    fn ends_at(&self, at: usize, end: Option<i64>, x: &Shape) -> bool {
        let dim = x.get(at).map_or(-1, |&dim| dim as i64);
        let whole = end.is_some_and(|end| if self.sizes { end == -1 || end == dim } else { end >= dim });
        self.end_mask >> at & 1 == 1 || whole
    }
}

#[cfg(test)]
#[path = "rows_tests.rs"]
mod tests;
