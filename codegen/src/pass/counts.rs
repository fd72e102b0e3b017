//! Tensors of which as many rows are there as data gives: who may read them, and outputs that count their rows.

use crate::diag::Diagnostic;
use crate::ir::{Entry, Graph, Node, Port, TensorId};
use crate::ops::Op;

/// The tensor that counts the rows of `id`, unless their number is known by now.
fn count(graph: &Graph, id: TensorId) -> Option<TensorId> {
    graph.counts.get(&id).copied().filter(|count| graph.tensor(*count).data.is_none())
}

/// Checks that a node reads whole tensors only, or does not mind: what CAST makes of zeros after the last row are zeros.
pub(super) fn check(graph: &mut Graph, node: &Node) -> Result<(), Diagnostic> {
    for id in node.inputs.iter().flatten() {
        let Some(count) = count(graph, *id) else { continue };
        if let Op::Cast(_) = node.op {
            graph.counts.extend(node.outputs.iter().map(|output| (*output, count)));
            continue;
        }
        let help = "make it an output of the model, cut before this operator; only CAST reads such a tensor";
        let message = "a tensor whose size depends on data";
        return Err(Diagnostic::unsupported(message, help).on(&graph.tensor(*id).name));
    }
    Ok(())
}

/// Adds the counts of an entry point's outputs to them.
pub(super) fn outputs(graph: &mut Graph) {
    let mut entries = std::mem::take(&mut graph.entries);
    entries.iter_mut().for_each(|entry| add(graph, entry));
    graph.entries = entries;
}

fn add(graph: &Graph, entry: &mut Entry) {
    for i in 0..entry.outputs.len() {
        let Port { name, tensor, .. } = &entry.outputs[i];
        let Some(tensor) = count(graph, *tensor) else { continue };
        let (name, position) = (format!("{name} count"), entry.outputs.len());
        let known = entry.outputs.iter().position(|port| port.tensor == tensor);
        if known.is_none() {
            entry.outputs.push(Port { name, tensor, position, count: None });
        }
        entry.outputs[i].count = known.or(Some(position));
    }
}
