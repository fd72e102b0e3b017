//! Works out shapes in the order of execution, and folds what is constant on the way: later shapes may depend on it.

use crate::diag::{Diagnostic, Diagnostics};
use crate::ir::{Graph, Node, Shape};
use crate::ops::Infer;

/// Constants that folding makes may not be larger than this, so that a broadcast does not fill the flash.
const FOLD_LIMIT: usize = 64 << 20;

pub(super) fn run(graph: &mut Graph, problems: &mut Diagnostics) {
    let nodes = std::mem::take(&mut graph.nodes);
    for node in nodes {
        let result = infer(graph, &node).map_err(|problem| problem.at(&node.site));
        let Some(shapes) = problems.take(result) else { continue };
        for (id, shape) in node.outputs.iter().zip(shapes) {
            graph.tensor_mut(*id).shape = shape;
        }
        if !fold(graph, &node) {
            graph.nodes.push(node);
        }
    }
}

fn infer(graph: &Graph, node: &Node) -> Result<Vec<Shape>, Diagnostic> {
    let cx = Infer { graph, inputs: &node.inputs, outputs: &node.outputs };
    if let Some(first) = node.inputs.iter().flatten().next() {
        graph.tensor(*first).expect_dtype(node.op.types())?;
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

/// Turns the node's outputs into constants, if they can be known.
fn fold(graph: &mut Graph, node: &Node) -> bool {
    let cx = Infer { graph, inputs: &node.inputs, outputs: &node.outputs };
    let constant = node.inputs.iter().flatten().all(|id| graph.tensor(*id).data.is_some());
    let small = node.outputs.iter().all(|id| graph.tensor(*id).bytes() <= FOLD_LIMIT);
    if !small || !(constant || node.op.folds_from_shapes()) {
        return false;
    }
    let Some(values) = node.op.fold(&cx) else { return false };
    for (id, value) in node.outputs.iter().zip(values) {
        graph.tensor_mut(*id).data = Some(value);
    }
    true
}
