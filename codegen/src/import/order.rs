//! Whether tensors are written before they are read.

use crate::diag::Diagnostic;
use crate::ir::{Graph, TensorId};

/// Which tensors hold a value so far.
pub(super) struct Order {
    ready: Vec<bool>,
}

impl Order {
    /// Before the first operator: constants and inputs are there.
    pub(super) fn new(graph: &Graph) -> Self {
        let mut ready: Vec<bool> = graph.tensors.iter().map(|tensor| tensor.data.is_some()).collect();
        for port in &graph.inputs {
            if let Some(slot) = ready.get_mut(port.tensor.index()) {
                *slot = true;
            }
        }
        Order { ready }
    }

    /// A tensor is read.
    pub(super) fn read(&self, graph: &Graph, id: TensorId) -> Result<(), Diagnostic> {
        if self.ready.get(id.index()).copied().unwrap_or(false) {
            return Ok(());
        }
        let message =
            "it is read before anything has written it: a constant without data, operators out of order, or a cycle";
        Err(Diagnostic::malformed(message).on(&graph.tensor(id).name))
    }

    /// A tensor is written.
    pub(super) fn write(&mut self, graph: &Graph, id: TensorId) -> Result<(), Diagnostic> {
        match self.ready.get_mut(id.index()) {
            Some(slot) if !*slot => {
                *slot = true;
                Ok(())
            }
            _ => {
                Err(Diagnostic::malformed("it is written twice, or is an input or a constant")
                    .on(&graph.tensor(id).name))
            }
        }
    }
}
