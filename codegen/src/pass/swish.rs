//! A float tensor times its own logistic function becomes one operator, which reads and writes memory once.

use crate::ir::{DType, Graph, Node, TensorId};
use crate::ops::{Op, Swish};

pub(super) fn run(graph: &mut Graph) {
    for entry in 0..graph.entries.len() {
        let mut nodes = std::mem::take(&mut graph.entries[entry].nodes);
        let outputs: Vec<TensorId> = graph.entries[entry].outputs.iter().map(|port| port.tensor).collect();
        fuse(graph, &mut nodes, &outputs);
        graph.entries[entry].nodes = nodes;
    }
}

/// Works on nodes that run one after another, and on the blocks that they run. `outputs` are wanted afterwards.
fn fuse(graph: &Graph, nodes: &mut [Node], outputs: &[TensorId]) {
    for block in nodes.iter_mut().flat_map(|node| node.op.blocks_mut()) {
        let outputs = block.outputs.clone();
        fuse(graph, &mut block.nodes, &outputs);
    }
    for at in 0..nodes.len() {
        if let Some(node) = swish(graph, nodes, at, outputs) {
            nodes[at] = node;
        }
    }
}

/// What node `at` becomes, if it is a product of a tensor and its logistic function, which is wanted nowhere else.
fn swish(graph: &Graph, nodes: &[Node], at: usize, outputs: &[TensorId]) -> Option<Node> {
    let product = &nodes[at];
    let ([Some(a), Some(b)], Op::Mul(op)) = (&product.inputs[..], &product.op) else { return None };
    let logistic = |y: &TensorId, x: &TensorId| {
        let is = |node: &&Node| matches!(node.op, Op::Logistic(_)) && node.outputs == [*y] && node.inputs == [Some(*x)];
        nodes[..at].iter().find(is)
    };
    let (x, gate, function) = match (logistic(b, a), logistic(a, b)) {
        (Some(node), _) => (a, b, node),
        (_, Some(node)) => (b, a, node),
        _ => return None,
    };
    let y = graph.tensor(*product.outputs.first()?);
    let plain = |id: &TensorId| {
        let tensor = graph.tensor(*id);
        tensor.dtype == DType::F32 && tensor.shape == y.shape && tensor.data.is_none() && !graph.is_state(*id)
    };
    let readers = nodes.iter().filter(|node| node.inputs.contains(&Some(*gate)));
    let alone = readers.count() == 1 && !outputs.contains(gate);
    if !(op.is_plain() && alone && plain(x) && plain(gate) && y.dtype == DType::F32) {
        return None;
    }
    let mut site = product.site.clone();
    site.name = format!("{}+{}", function.site.name, product.site.name);
    Some(Node { op: Op::Swish(Swish), inputs: vec![Some(*x)], outputs: product.outputs.clone(), site })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::{Diagnostics, Site};
    use crate::ir::{Entry, Port};
    use crate::ops::Activation;
    use crate::ops::testing::{self, variable};

    /// The operators that are left of `x * logistic(x)`, where the function is an output too if it is `wanted`.
    fn left(activation: Activation, wanted: bool) -> Vec<String> {
        let mut graph = Graph::default();
        let [x, gate, y] = [0; 3].map(|_| graph.add(variable(DType::F32, &[2, 3])));
        let node = |name: &str, op, inputs: &[TensorId], output| {
            let site = Site { subgraph: 0, operator: 0, name: name.to_string() };
            Node { op, inputs: inputs.iter().copied().map(Some).collect(), outputs: vec![output], site }
        };
        let function = node("LOGISTIC", testing::logistic(), &[x], gate);
        let nodes = vec![function, node("MUL", testing::mul(activation), &[gate, x], y)];
        let port = |tensor| Port { name: format!("{tensor}"), tensor, position: 0, count: None };
        let outputs = if wanted { vec![port(y), port(gate)] } else { vec![port(y)] };
        graph.entries = vec![Entry { nodes, inputs: vec![port(x)], outputs, ..Entry::default() }];
        let mut problems = Diagnostics::default();
        crate::pass::run(&mut graph, &mut problems);
        assert_eq!(problems.to_string(), "");
        graph.entries[0].nodes.iter().map(|node| node.site.name.clone()).collect()
    }

    #[test]
    fn a_product_with_its_logistic_function_is_one_operator() {
        assert_eq!(left(Activation::None, false), ["LOGISTIC+MUL"]);
        assert_eq!(left(Activation::Relu, false), ["LOGISTIC", "MUL"]);
        assert_eq!(left(Activation::None, true), ["LOGISTIC", "MUL"]);
    }
}
