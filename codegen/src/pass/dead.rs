//! Drops nodes whose results nobody uses.

use crate::ir::Graph;

pub(super) fn run(graph: &mut Graph) {
    let mut used = vec![false; graph.tensors.len()];
    for port in &graph.outputs {
        used[port.tensor.index()] = true;
    }
    let mut nodes = std::mem::take(&mut graph.nodes);
    nodes.reverse();
    nodes.retain(|node| {
        let wanted = node.outputs.iter().any(|id| used[id.index()]);
        if wanted {
            node.inputs.iter().flatten().for_each(|id| used[id.index()] = true);
        }
        wanted
    });
    nodes.reverse();
    graph.nodes = nodes;
}
