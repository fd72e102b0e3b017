//! What must be true of a graph after reading and after every pass.

use super::{Graph, Node, TensorId};

/// The first broken rule, if any. Rules: ids are in range; tensors are written once, before they are read, and never when
/// constant; constants have as many bytes as their shape says. State is always readable and may be written again.
pub(crate) fn verify(graph: &Graph) -> Result<(), String> {
    let mut check = Check { graph, ready: vec![false; graph.tensors.len()] };
    for (i, tensor) in graph.tensors.iter().enumerate() {
        if let Some(data) = &tensor.data {
            check.ready[i] = true;
            if data.len() != tensor.bytes() {
                return Err(format!("%{i} `{}` has {} bytes for shape {}", tensor.name, data.len(), tensor.shape));
            }
        }
    }
    for state in &graph.states {
        check.write(state.tensor, "state")?;
    }
    for entry in &graph.entries {
        for port in &entry.inputs {
            check.write(port.tensor, "input")?;
        }
        check.nodes(&entry.nodes)?;
        entry.outputs.iter().try_for_each(|port| check.read(port.tensor))?;
    }
    Ok(())
}

struct Check<'a> {
    graph: &'a Graph,
    ready: Vec<bool>,
}

impl Check<'_> {
    fn nodes(&mut self, nodes: &[Node]) -> Result<(), String> {
        for node in nodes {
            node.inputs.iter().flatten().try_for_each(|id| self.read(*id))?;
            // A loop reads and writes its outputs: they are what it carries.
            node.outputs.iter().try_for_each(|id| self.write(*id, &node.site.name))?;
            for block in node.op.blocks() {
                self.nodes(&block.nodes)?;
                block.outputs.iter().try_for_each(|id| self.read(*id))?;
            }
        }
        Ok(())
    }

    fn read(&self, id: TensorId) -> Result<(), String> {
        match self.ready.get(id.index()) {
            None => Err(format!("{id} does not exist")),
            Some(false) => Err(format!("{id} is read before it is written")),
            Some(true) => Ok(()),
        }
    }

    fn write(&mut self, id: TensorId, by: &str) -> Result<(), String> {
        let constant = self.graph.tensors.get(id.index()).is_some_and(|tensor| tensor.data.is_some());
        match self.ready.get_mut(id.index()) {
            None => Err(format!("{id} does not exist")),
            Some(true) if !constant && !self.graph.is_state(id) => Err(format!("{id} is written again by {by}")),
            Some(slot) => {
                *slot = true;
                Ok(())
            }
        }
    }
}
