//! Works out shapes in the order of execution, and folds what is constant on the way: later shapes may depend on it.

use super::counts;
use super::first_values::FirstValues;
use super::rows::{Rows, is_open};
use crate::diag::{Diagnostic, Diagnostics};
use crate::ir::{Graph, Node, Shape, State, TensorId};
use crate::ops::{Infer, Op};
use std::collections::BTreeMap;

/// What folding may make of a small model, in bytes, so that a broadcast does not fill the flash nor take the compiler's day…
const FOLD_BYTES: usize = 8 << 20;
/// … and of a larger one, for each byte of its constants: weights of 2 bits become floats.
const FOLD_GROWTH: usize = 16;
/// What is this small is always folded: shapes depend on it.
const SMALL: usize = 4 << 10;

pub(super) fn run(graph: &mut Graph, problems: &mut Diagnostics) {
    let constants: usize = graph.tensors.iter().filter_map(|tensor| tensor.data.as_ref()).map(Vec::len).sum();
    let budget = constants.saturating_mul(FOLD_GROWTH).saturating_add(FOLD_BYTES);
    let rows = Rows::of(graph);
    let mut pass = Pass { graph, problems, budget, first_values: FirstValues::default(), rows };
    for entry in 0..pass.graph.entries.len() {
        let nodes = std::mem::take(&mut pass.graph.entries[entry].nodes);
        pass.graph.assigned.clear();
        pass.first_values.enter();
        pass.graph.entries[entry].nodes = pass.infer_all(nodes);
    }
    pass.first_values.check(pass.graph, pass.problems);
    let room = check_states(graph);
    problems.take(room);
}

/// Whether there is room for what the model keeps: resource variables are as large as what is assigned to them.
fn check_states(graph: &Graph) -> Result<(), Diagnostic> {
    let bytes = graph.states.iter().map(|state| graph.tensor(state.tensor).bytes());
    let total = bytes.fold(0, usize::saturating_add);
    if total <= State::LARGEST {
        return Ok(());
    }
    Err(Diagnostic::too_large(format!("{total} bytes of variables")))
}

struct Pass<'a> {
    graph: &'a mut Graph,
    problems: &'a mut Diagnostics,
    /// Bytes of constants that folding may still make.
    budget: usize,
    first_values: FirstValues,
    rows: Rows,
}

impl Pass<'_> {
    fn infer_all(&mut self, nodes: Vec<Node>) -> Vec<Node> {
        let (mut kept, mut held) = (Vec::new(), BTreeMap::new());
        let pieces = self.rows.pieces(&nodes);
        for node in nodes {
            match node.outputs[..] {
                [output] if pieces.contains(&output) && is_open(self.graph, &node) => _ = held.insert(output, node),
                _ => self.joined(node, &mut held).into_iter().for_each(|node| self.infer(node, &mut kept)),
            }
        }
        held.into_values().for_each(|node| self.infer(node, &mut kept));
        kept
    }

    /// The node, after the slices that have waited for it, or one that does the same.
    fn joined(&self, node: Node, held: &mut BTreeMap<TensorId, Node>) -> Vec<Node> {
        if !matches!(node.op, Op::Concatenation(_)) {
            return vec![node];
        }
        let mut group: Vec<Node> = node.inputs.iter().flatten().filter_map(|id| held.remove(id)).collect();
        if let [before, after] = &group[..]
            && let Some(joined) = self.rows.join(self.graph, before, after, &node)
        {
            return vec![joined];
        }
        group.push(node);
        group
    }

    fn infer(&mut self, mut node: Node, kept: &mut Vec<Node>) {
        self.enter(&mut node);
        if touches_doubtful(self.graph, &node) {
            self.graph.doubt(node.outputs);
            return;
        }
        let result = counts::check(self.graph, &node)
            .and_then(|()| infer(self.graph, &node))
            .map_err(|problem| problem.at(&node.site));
        let Some(shapes) = self.problems.take(result) else {
            self.graph.doubt(node.outputs);
            return;
        };
        for (id, shape) in node.outputs.iter().zip(shapes) {
            self.graph.tensor_mut(*id).shape = shape;
        }
        if !(self.fold(&node) || self.initialise(&node)) {
            self.first_values.touch(&node);
            if let Op::AssignVariable(_) = node.op {
                self.graph.assigned.extend(&node.outputs);
            }
            kept.push(node);
        }
    }

    /// Works through the blocks that the node runs.
    fn enter(&mut self, node: &mut Node) {
        if let Op::While(op) = &node.op {
            carry(self.graph, &node.inputs, &node.outputs, &op.body.outputs);
        }
        let (always, initialiser) = (matches!(node.op, Op::Call(_)), matches!(node.op, Op::CallOnce(_)));
        self.first_values.depth += usize::from(initialiser);
        for block in node.op.blocks_mut() {
            let (nodes, assigned) = (std::mem::take(&mut block.nodes), self.graph.assigned.clone());
            let given = self.first_values.given.clone();
            block.nodes = self.infer_all(nodes);
            if !always {
                (self.graph.assigned, self.first_values.given) = (assigned, given);
            }
        }
        self.first_values.depth -= usize::from(initialiser);
    }

    /// CALL_ONCE: what is left of its block must give constants to variables, and becomes their first values.
    fn initialise(&mut self, node: &Node) -> bool {
        let Op::CallOnce(op) = &node.op else { return false };
        for inner in &op.block.nodes {
            let result = assign_initial(self.graph, inner).and_then(|state| self.first_values.give(state, &inner.site));
            let result = result.map_err(|problem| problem.at(&inner.site));
            self.problems.take(result);
        }
        true
    }

    /// Turns the node's outputs into constants, if they can be known and are worth their bytes.
    fn fold(&mut self, node: &Node) -> bool {
        let bytes = node.outputs.iter().map(|id| self.graph.tensor(*id).bytes()).fold(0, usize::saturating_add);
        let Some(rest) = self.budget.checked_sub(bytes).or((bytes <= SMALL).then_some(0)) else { return false };
        let folded = fold(self.graph, node);
        if folded {
            self.budget = rest;
        }
        folded
    }
}

/// Whether what is wrong with the node, if anything, may follow from a problem that has been reported.
fn touches_doubtful(graph: &Graph, node: &Node) -> bool {
    node.inputs.iter().flatten().chain(&node.outputs).any(|id| graph.doubtful.contains(id))
}

/// What a loop carries has the shapes of what goes in; what it carries unchanged is a constant if it goes in as one.
fn carry(graph: &mut Graph, inputs: &[Option<TensorId>], carried: &[TensorId], next: &[TensorId]) {
    for ((input, carried), next) in inputs.iter().zip(carried).zip(next) {
        let Some(input) = input.map(|id| graph.tensor(id).clone()) else { continue };
        let tensor = graph.tensor_mut(*carried);
        tensor.shape = input.shape;
        if carried == next && tensor.dtype == input.dtype {
            tensor.data = input.data;
        }
    }
}

fn infer(graph: &Graph, node: &Node) -> Result<Vec<Shape>, Diagnostic> {
    let cx = Infer { graph, inputs: &node.inputs, outputs: &node.outputs };
    if let Some(data) = cx.optional(node.op.data_input()) {
        data.expect_dtype(node.op.types())?;
    }
    if matches!(node.op, Op::ReadVariable(_)) {
        expect_initialised(graph, node)?;
    }
    let shapes = node.op.infer(&cx)?;
    for (id, shape) in node.outputs.iter().zip(&shapes) {
        let tensor = graph.tensor(*id);
        if shape.elements().saturating_mul(tensor.dtype.bits().max(8) / 8) > i32::MAX as usize {
            return Err(Diagnostic::too_large(format!("shape {shape} of {}", tensor.dtype)).on(&tensor.name));
        }
    }
    Ok(shapes)
}

fn expect_initialised(graph: &Graph, node: &Node) -> Result<(), Diagnostic> {
    let state = graph.states.iter().find(|state| node.inputs.first() == Some(&Some(state.tensor)));
    match state {
        // TFLite ends the run there.
        Some(state) if state.initial.is_none() && !graph.assigned.contains(&state.tensor) => {
            let message = "a variable is read before anything gives it a value";
            let help = "export the model with its initialisation subgraph (CALL_ONCE)";
            Err(Diagnostic::unsupported(message, help).on(&graph.tensor(state.tensor).name))
        }
        _ => Ok(()),
    }
}

/// Whether all that the node computes has no elements.
fn yields_nothing(graph: &Graph, node: &Node) -> bool {
    let empty = node.outputs.iter().all(|id| graph.tensor(*id).shape.elements() == 0);
    empty && !node.outputs.is_empty() && node.op.blocks().is_empty()
}

/// Turns the node's outputs into constants, if they can be known.
fn fold(graph: &mut Graph, node: &Node) -> bool {
    let cx = Infer { graph, inputs: &node.inputs, outputs: &node.outputs };
    let constant = node.inputs.iter().flatten().all(|id| graph.tensor(*id).data.is_some());
    let empty = yields_nothing(graph, node);
    let stays = node.op.is_opaque() || node.outputs.iter().any(|id| graph.is_state(*id));
    if stays || !(constant || empty || node.op.folds_from_shapes()) {
        return false;
    }
    let values = if empty { Some(vec![Vec::new(); node.outputs.len()]) } else { node.op.fold(&cx) };
    let Some(values) = values else { return false };
    for (id, value) in node.outputs.iter().zip(values) {
        graph.tensor_mut(*id).data = Some(value);
    }
    true
}

/// An assignment of an initialiser; gives the variable.
fn assign_initial(graph: &mut Graph, node: &Node) -> Result<TensorId, Diagnostic> {
    let value = node.inputs.first().copied().flatten().and_then(|id| graph.tensor(id).data.clone());
    let (Op::AssignVariable(_), Some(value), Some(target)) = (&node.op, value, node.outputs.first()) else {
        let help = "initialise variables with constants";
        return Err(Diagnostic::unsupported("an initialiser that is not a constant", help));
    };
    if let Some(state) = graph.states.iter_mut().find(|state| state.tensor == *target) {
        state.initial = Some(value);
    }
    Ok(*target)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Site;
    use crate::ir::{DType, Entry, State};
    use crate::ops::testing::variable;
    use crate::ops::{AssignVariable, ReadVariable};

    fn node(op: Op, input: u32, output: u32) -> Node {
        let site = Site { subgraph: 0, operator: 0, name: "OP".to_string() };
        Node { op, inputs: vec![Some(TensorId(input))], outputs: vec![TensorId(output)], site }
    }

    /// What is wrong with operators on an input (0), a variable (1) and a result (2).
    fn problems(nodes: Vec<Node>) -> String {
        let tensors = vec![variable(DType::I8, &[2]); 3];
        let states = vec![State { tensor: TensorId(1), initial: None }];
        let entries = vec![Entry { nodes, ..Entry::default() }];
        let mut graph = Graph { tensors, entries, states, ..Graph::default() };
        let mut problems = Diagnostics::default();
        run(&mut graph, &mut problems);
        problems.to_string()
    }

    #[test]
    fn variables_are_assigned_before_they_are_read() {
        let (assign, read) =
            (|| node(Op::AssignVariable(AssignVariable), 0, 1), || node(Op::ReadVariable(ReadVariable), 1, 2));
        assert_eq!(problems(vec![assign(), read()]), "");
        assert!(problems(vec![read(), assign()]).contains("before anything gives it a value"));
    }
}
