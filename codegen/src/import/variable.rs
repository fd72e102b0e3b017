//! Resource variables: handles that operators pass around become tensors that keep their value.

use super::{Importer, node::Site};
use crate::diag::Diagnostic;
use crate::ir::{Node, State, Tensor, TensorId};
use crate::ops::{AssignVariable, Op, ReadVariable};
use crate::schema::fb;
use std::collections::BTreeMap;

/// Container and name of a variable.
type Key = (String, String);

/// The variables seen so far.
#[derive(Default)]
pub(super) struct Variables {
    /// Which variable each handle stands for.
    handles: BTreeMap<TensorId, Key>,
    /// The tensor of each variable.
    tensors: BTreeMap<Key, TensorId>,
    /// Variable tensors, by subgraph and index: each is one, however often its subgraph is run.
    of_subgraphs: BTreeMap<(usize, usize), TensorId>,
}

impl Variables {
    /// The graph's tensor of a variable tensor that has been met before.
    pub(super) fn of_subgraph(&self, subgraph: usize, local: usize) -> Option<TensorId> {
        self.of_subgraphs.get(&(subgraph, local)).copied()
    }

    /// Notes the tensor of a variable tensor.
    pub(super) fn keep(&mut self, subgraph: usize, local: usize, id: TensorId) {
        self.of_subgraphs.insert((subgraph, local), id);
    }

    /// What is passed on as `to` is the variable that `from` is.
    pub(super) fn pass(&mut self, from: TensorId, to: TensorId) {
        if let Some(key) = self.handles.get(&from) {
            self.handles.insert(to, key.clone());
        }
    }
}

impl Importer<'_> {
    /// VAR_HANDLE: a name becomes a handle.
    pub(super) fn var_handle(&mut self, table: &fb::Operator<'_>, outputs: &[TensorId]) -> Result<(), Diagnostic> {
        let options = table.builtin_options_as_var_handle_options();
        let options = options.ok_or_else(|| Diagnostic::malformed("no container and name"))?;
        let text = |text: Option<&str>| text.unwrap_or_default().to_string();
        let key = (text(options.container()), text(options.shared_name()));
        let output = outputs.first().ok_or_else(|| Diagnostic::malformed("output 0 is missing"))?;
        self.variables.handles.insert(*output, key);
        Ok(())
    }

    /// READ_VARIABLE: a copy of the variable's value.
    pub(super) fn read_variable(
        &mut self,
        site: &Site,
        inputs: &[Option<TensorId>],
        outputs: &[TensorId],
    ) -> Result<Node, Diagnostic> {
        let output = *outputs.first().ok_or_else(|| Diagnostic::malformed("output 0 is missing"))?;
        let state = self.variable(inputs, output)?;
        Ok(Node {
            op: Op::ReadVariable(ReadVariable),
            inputs: vec![Some(state)],
            outputs: vec![output],
            site: site.clone(),
        })
    }

    /// ASSIGN_VARIABLE: a new value.
    pub(super) fn assign_variable(&mut self, site: &Site, inputs: &[Option<TensorId>]) -> Result<Node, Diagnostic> {
        let value = inputs.get(1).copied().flatten().ok_or_else(|| Diagnostic::malformed("input 1 is missing"))?;
        let state = self.variable(inputs, value)?;
        Ok(Node {
            op: Op::AssignVariable(AssignVariable),
            inputs: vec![Some(value)],
            outputs: vec![state],
            site: site.clone(),
        })
    }

    /// The tensor behind the handle, made after `like` when it is first met.
    fn variable(&mut self, inputs: &[Option<TensorId>], like: TensorId) -> Result<TensorId, Diagnostic> {
        let handle = inputs.first().copied().flatten();
        let key = handle.and_then(|handle| self.variables.handles.get(&handle)).cloned();
        let key = key.ok_or_else(|| {
            Diagnostic::unsupported(
                "the variable is not known at compile time",
                "pass handles from VAR_HANDLE directly",
            )
        })?;
        if let Some(id) = self.variables.tensors.get(&key) {
            return Ok(*id);
        }
        let tensor = Tensor { name: key.1.clone(), data: None, ..self.graph.tensor(like).clone() };
        let id = self.add_state(tensor, None);
        self.variables.tensors.insert(key, id);
        Ok(id)
    }

    /// A tensor that keeps its value.
    pub(super) fn add_state(&mut self, tensor: Tensor, initial: Option<Vec<u8>>) -> TensorId {
        let id = self.graph.add(tensor);
        self.graph.states.push(State { tensor: id, initial });
        self.order.allow(id);
        id
    }
}
