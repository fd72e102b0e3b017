//! Whether tensors are written before they are read.

use crate::diag::Diagnostic;
use crate::ir::{Graph, TensorId};

/// Which tensors hold a value so far; constants always do.
#[derive(Default)]
pub(super) struct Order {
    ready: Vec<bool>,
    /// Whether an operator's connections were wrong: what is missing elsewhere may follow from that.
    pub(super) broken: bool,
}

impl Order {
    /// A tensor has a value from outside.
    pub(super) fn allow(&mut self, id: TensorId) {
        if self.ready.len() <= id.index() {
            self.ready.resize(id.index() + 1, false);
        }
        if let Some(slot) = self.ready.get_mut(id.index()) {
            *slot = true;
        }
    }

    fn is_ready(&self, graph: &Graph, id: TensorId) -> bool {
        graph.tensor(id).data.is_some() || self.ready.get(id.index()).copied().unwrap_or(false)
    }

    /// A tensor is read.
    pub(super) fn read(&self, graph: &Graph, id: TensorId) -> Result<(), Diagnostic> {
        if self.is_ready(graph, id) || graph.doubtful.contains(&id) {
            return Ok(());
        }
        let message =
            "read before anything has written it: a constant without data, operators out of order, or a cycle";
        Err(Diagnostic::malformed(message).on(&graph.tensor(id).name))
    }

    /// A tensor is written.
    pub(super) fn write(&mut self, graph: &Graph, id: TensorId) -> Result<(), Diagnostic> {
        if self.is_ready(graph, id) {
            let message = "written, and already an input, a constant, a variable or another operator's output";
            return Err(Diagnostic::malformed(message).on(&graph.tensor(id).name));
        }
        self.allow(id);
        Ok(())
    }
}
