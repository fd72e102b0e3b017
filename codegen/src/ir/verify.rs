//! What must be true of a graph after reading and after every pass.

use super::{Graph, TensorId};

/// The first broken rule, if any. Rules: ids are in range; tensors are written once, before they are read, and never when
/// constant; constants have as many bytes as their shape says.
pub(crate) fn verify(graph: &Graph) -> Result<(), String> {
    let mut ready = vec![false; graph.tensors.len()];
    for (i, tensor) in graph.tensors.iter().enumerate() {
        if let Some(data) = &tensor.data {
            ready[i] = true;
            if data.len() != tensor.bytes() {
                return Err(format!("%{i} `{}` has {} bytes for shape {}", tensor.name, data.len(), tensor.shape));
            }
        }
    }
    for port in &graph.inputs {
        mark(&mut ready, port.tensor, "input")?;
    }
    for node in &graph.nodes {
        for input in node.inputs.iter().flatten() {
            read(&ready, *input)?;
        }
        for output in &node.outputs {
            mark(&mut ready, *output, &node.site.name)?;
        }
    }
    graph.outputs.iter().try_for_each(|port| read(&ready, port.tensor))
}

fn read(ready: &[bool], id: TensorId) -> Result<(), String> {
    match ready.get(id.index()) {
        None => Err(format!("{id} does not exist")),
        Some(false) => Err(format!("{id} is read before it is written")),
        Some(true) => Ok(()),
    }
}

fn mark(ready: &mut [bool], id: TensorId, by: &str) -> Result<(), String> {
    match ready.get_mut(id.index()) {
        None => Err(format!("{id} does not exist")),
        Some(true) => Err(format!("{id} is written again by {by}")),
        Some(slot) => {
            *slot = true;
            Ok(())
        }
    }
}
