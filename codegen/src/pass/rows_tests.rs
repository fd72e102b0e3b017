use crate::diag::{Diagnostics, Site};
use crate::ir::{DType, Entry, Graph, Node, Port, Tensor, TensorId};
use crate::ops::Op;
use crate::ops::testing::{add, concatenation, constant, quantized, slice, strided_slice, variable};

/// A graph that is built node by node.
#[derive(Default)]
struct Builder {
    graph: Graph,
    nodes: Vec<Node>,
    inputs: Vec<TensorId>,
}

impl Builder {
    fn input(&mut self, dtype: DType, shape: &[usize]) -> TensorId {
        self.inputs.push(self.graph.add(variable(dtype, shape)));
        self.inputs[self.inputs.len() - 1]
    }

    fn ints(&mut self, values: &[i64]) -> TensorId {
        self.graph.add(constant(DType::I32, &[values.len()], values))
    }

    fn node(&mut self, name: &str, op: Op, inputs: &[TensorId], output: Tensor) -> TensorId {
        let output = self.graph.add(output);
        let site = Site { subgraph: 0, operator: self.nodes.len(), name: name.to_string() };
        let inputs = inputs.iter().copied().map(Some).collect();
        self.nodes.push(Node { op, inputs, outputs: vec![output], site });
        output
    }

    /// `index` followed by constants.
    fn vector(&mut self, index: TensorId, rest: &[i64]) -> TensorId {
        let rest = self.ints(rest);
        self.node("CONCATENATION", concatenation(0), &[index, rest], variable(DType::I32, &[]))
    }

    fn join(&mut self, axis: i32, pieces: [TensorId; 3]) -> TensorId {
        self.node("CONCATENATION", concatenation(axis), &pieces, variable(DType::F32, &[]))
    }

    fn slice(&mut self, x: TensorId, begin: TensorId, size: TensorId) -> TensorId {
        self.node("SLICE", slice(), &[x, begin, size], variable(DType::F32, &[]))
    }

    /// What is left, or what is wrong.
    fn finish(mut self, outputs: &[TensorId]) -> Result<Vec<String>, String> {
        let port = |&tensor: &TensorId| Port { name: format!("{tensor}"), tensor, position: 0, count: None };
        let (inputs, outputs) = (self.inputs.iter().map(port).collect(), outputs.iter().map(port).collect());
        self.graph.entries = vec![Entry { nodes: self.nodes, inputs, outputs, ..Entry::default() }];
        let mut problems = Diagnostics::default();
        crate::pass::run(&mut self.graph, &mut problems);
        let graph = problems.ok(self.graph).map_err(|problems| problems.to_string())?;
        Ok(graph.entries[0].nodes.iter().map(|node| node.site.name.clone()).collect())
    }
}

/// `concat(x[..i], row, x[i + step..])` by SLICE, with sizes `rest` of the other dimension.
fn list(step: i64, axis: i32, row: &[usize], rest: i64) -> Result<Vec<String>, String> {
    let mut model = Builder::default();
    let (x, row) = (model.input(DType::F32, &[4, 3]), model.input(DType::F32, row));
    let (index, step) = (model.input(DType::I32, &[1]), model.ints(&[step]));
    let next = model.node("ADD", add(), &[step, index], variable(DType::I32, &[1]));
    let (zeros, all) = (model.ints(&[0, 0]), model.ints(&[-1, -1]));
    let size = model.vector(index, &[rest]);
    let before = model.slice(x, zeros, size);
    let begin = model.vector(next, &[0]);
    let after = model.slice(x, begin, all);
    let y = model.join(axis, [before, row, after]);
    model.finish(&[y])
}

#[test]
fn slices_around_a_row_are_one_operator() {
    for (axis, rest) in [(0, -1), (-2, -1), (0, 3)] {
        assert_eq!(list(1, axis, &[1, 3], rest), Ok(vec!["SLICE+CONCATENATION".to_string()]));
    }
}

#[test]
fn others_stay_refused() {
    // A row is left out or twice there; the pieces lie side by side; two rows in the place of one; less than whole rows.
    for refused in [list(2, 0, &[1, 3], -1), list(0, 0, &[1, 3], -1), list(1, 1, &[1, 3], -1), list(1, 0, &[2, 3], -1)]
    {
        assert!(refused.unwrap_err().contains("at run time"));
    }
    assert!(list(1, 0, &[1, 3], 2).unwrap_err().contains("at run time"));
}

#[test]
fn strided_slices_as_well() {
    let model = |begin_mask, end_mask, last: i64| {
        let mut model = Builder::default();
        let (x, row) = (model.input(DType::F32, &[4, 3]), model.input(DType::F32, &[1, 3]));
        let (index, one, steps) = (model.input(DType::I32, &[1]), model.ints(&[1]), model.ints(&[1]));
        let next = model.node("ADD", add(), &[index, one], variable(DType::I32, &[1]));
        let (zero, last) = (model.ints(&[0]), model.ints(&[last]));
        let take = |model: &mut Builder, mask: (u32, u32), begin, end| {
            let op = strided_slice(mask.0, mask.1);
            model.node("STRIDED_SLICE", op, &[x, begin, end, steps], variable(DType::F32, &[]))
        };
        let before = take(&mut model, (begin_mask, 0), zero, index);
        let after = take(&mut model, (0, end_mask), next, last);
        let y = model.join(0, [before, row, after]);
        model.finish(&[y])
    };
    for (begin_mask, end_mask, last) in [(0, 1, 0), (1, 1, 2), (0, 0, 4), (1, 0, 9)] {
        let joined = vec!["STRIDED_SLICE+CONCATENATION".to_string()];
        assert_eq!(model(begin_mask, end_mask, last), Ok(joined));
    }
    assert!(model(0, 0, 3).unwrap_err().contains("at run time"));
}

#[test]
fn pieces_that_are_needed_stay_refused() {
    let mut model = Builder::default();
    let (x, row, index) = (model.input(DType::F32, &[4]), model.input(DType::F32, &[1]), model.input(DType::I32, &[1]));
    let (one, zero, all) = (model.ints(&[1]), model.ints(&[0]), model.ints(&[-1]));
    let next = model.node("ADD", add(), &[index, one], variable(DType::I32, &[1]));
    let (before, after) = (model.slice(x, zero, index), model.slice(x, next, all));
    let y = model.join(0, [before, row, after]);
    assert!(model.finish(&[y, before]).unwrap_err().contains("at run time"));
}

#[test]
fn other_scales_stay_refused() {
    let mut model = Builder::default();
    let (x, row, index) = (model.input(DType::U8, &[4]), model.input(DType::U8, &[1]), model.input(DType::I32, &[1]));
    let (one, zero, all) = (model.ints(&[1]), model.ints(&[0]), model.ints(&[-1]));
    let next = model.node("ADD", add(), &[index, one], variable(DType::I32, &[1]));
    let (before, after) = (model.slice(x, zero, index), model.slice(x, next, all));
    let y = model.join(0, [before, row, after]);
    for id in [x, before, after, y] {
        let tensor = Tensor { dtype: DType::U8, ..model.graph.tensor(id).clone() };
        *model.graph.tensor_mut(id) = quantized(tensor, 0.5, 3);
    }
    *model.graph.tensor_mut(row) = quantized(variable(DType::U8, &[1]), 0.25, 3);
    assert!(model.finish(&[y]).unwrap_err().contains("at run time"));
}

#[test]
fn an_index_that_turns_out_constant_is_as_before() {
    let mut model = Builder::default();
    let (x, row) = (model.input(DType::F32, &[4]), model.input(DType::F32, &[2]));
    let (index, one, zero, all) = (model.ints(&[1]), model.ints(&[1]), model.ints(&[0]), model.ints(&[-1]));
    let next = model.node("ADD", add(), &[index, one], variable(DType::I32, &[1]));
    let (before, after) = (model.slice(x, zero, index), model.slice(x, next, all));
    let y = model.join(0, [before, row, after]);
    assert_eq!(model.finish(&[y]).unwrap(), ["SLICE", "SLICE", "CONCATENATION"]);
}
