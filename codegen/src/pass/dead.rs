//! Drops nodes whose results nobody uses.

use crate::ir::{Block, Graph, Node, TensorId};

pub(super) fn run(graph: &mut Graph) {
    let mut used = vec![false; graph.tensors.len()];
    let states: Vec<TensorId> = graph.states.iter().map(|state| state.tensor).collect();
    let outputs = graph.entries.iter().flat_map(|entry| &entry.outputs).map(|port| port.tensor);
    outputs.chain(states).for_each(|id| used[id.index()] = true);
    for entry in &mut graph.entries {
        entry.nodes = sweep(std::mem::take(&mut entry.nodes), &mut used);
    }
}

/// The nodes that are wanted, found from the last to the first.
fn sweep(mut nodes: Vec<Node>, used: &mut [bool]) -> Vec<Node> {
    nodes.reverse();
    nodes.retain_mut(|node| {
        let blocks = node.op.blocks();
        let wanted = is_wanted(node, used) || blocks.iter().any(|block| updates(block, used));
        let blocks = node.op.blocks_mut();
        if wanted {
            node.inputs.iter().flatten().for_each(|id| used[id.index()] = true);
            blocks.into_iter().for_each(|block| sweep_block(block, used));
        }
        wanted
    });
    nodes.reverse();
    nodes
}

/// Everything that a block gives counts as used: which of it is needed again is only known round by round.
fn sweep_block(block: &mut Block, used: &mut [bool]) {
    block.inputs.iter().chain(&block.outputs).for_each(|id| used[id.index()] = true);
    block.nodes = sweep(std::mem::take(&mut block.nodes), used);
}

/// Whether a block writes something that is used outside, which only state can be, or runs what must run.
fn updates(block: &Block, used: &[bool]) -> bool {
    block
        .nodes
        .iter()
        .any(|node| is_wanted(node, used) || node.op.blocks().into_iter().any(|block| updates(block, used)))
}

fn is_wanted(node: &Node, used: &[bool]) -> bool {
    node.op.is_opaque() || node.outputs.iter().any(|id| used[id.index()])
}
