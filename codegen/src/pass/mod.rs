//! The passes over the graph, in order, each with what holds after it.

mod counts;
mod dead;
mod first_values;
mod infer;
mod pads;
mod rows;
mod swish;
mod tables;

use crate::diag::Diagnostics;
use crate::ir::{Graph, verify};

/// Brings a graph as read into the form that the planner takes.
pub(crate) fn run(graph: &mut Graph, problems: &mut Diagnostics) {
    // Rows that are replaced by taking tensors apart are so by one operator. Every tensor has its final shape; what can be computed now is a constant and its node is gone.
    infer::run(graph, problems);
    if problems.is_empty() {
        // Outputs whose number of rows depends on data have another that counts them.
        counts::outputs(graph);
        // Convolutions have the zeros around their images as padding. The operators that put them there are still there.
        pads::run(graph);
        // Operators that are a function of one byte together are one table. Their nodes are still there.
        tables::run(graph);
        // Floats times their logistic function are one operator. The function's node is still there.
        swish::run(graph);
        // Every node contributes to an output.
        dead::run(graph);
        check(graph, problems);
    }
}

fn check(graph: &Graph, problems: &mut Diagnostics) {
    if let Err(broken) = verify(graph) {
        problems.push(crate::diag::Diagnostic::unsupported(
            format!("the compiler lost track of the graph: {broken}"),
            "this is a fault of litecast; please report it with the model",
        ));
    }
}
