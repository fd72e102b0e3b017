//! Subgraphs: entry points, and copies of others for the operators that run them.

use super::{Importer, Site, tensor};
use crate::diag::Diagnostic;
use crate::ir::{Block, DType, Entry, Shape, Tensor, TensorId};
use crate::ops::Subgraphs;
use crate::schema::{OpCode, fb};

/// How deep subgraphs may run each other.
const MAX_NESTING: usize = 16;

impl<'a> Importer<'a> {
    /// Reads the operators of an entry point whose ports are known.
    pub(super) fn entry_nodes(&mut self, entry: &mut Entry) -> Result<(), Diagnostic> {
        let subgraph = self.subgraph(entry.subgraph)?;
        entry.inputs.iter().for_each(|port| self.order.allow(port.tensor));
        self.order.broken = false;
        self.forget_hashtables();
        self.running = vec![entry.subgraph];
        entry.nodes = self.nodes(entry.subgraph, &subgraph, &entry.locals);
        for port in entry.outputs.iter().filter(|_| !self.order.broken) {
            if self.order.read(&self.graph, port.tensor).is_err() {
                let problem = Diagnostic::malformed("an output of the model that nothing writes");
                self.problems.push(problem.on(&self.graph.tensor(port.tensor).name));
            }
        }
        Ok(())
    }

    pub(super) fn subgraph(&self, index: usize) -> Result<fb::SubGraph<'a>, Diagnostic> {
        let subgraphs = self.model.subgraphs().filter(|subgraphs| index < subgraphs.len());
        subgraphs
            .map(|subgraphs| subgraphs.get(index))
            .ok_or_else(|| Diagnostic::malformed(format!("subgraph {index} does not exist")))
    }

    /// Adds a subgraph's tensors to the graph; those at `bound` local indices are tensors that are there already. Gives the
    /// graph's id of each local tensor.
    pub(super) fn tensors(
        &mut self,
        index: usize,
        subgraph: &fb::SubGraph<'a>,
        bound: &[(usize, TensorId)],
    ) -> Vec<TensorId> {
        let used = tensor::referenced(subgraph);
        let mut map = Vec::new();
        for (local, table) in subgraph.tensors().into_iter().flatten().enumerate() {
            let known = bound.iter().find(|(index, _)| *index == local).map(|(_, id)| *id);
            let known = known.or_else(|| self.variables.of_subgraph(index, local));
            map.push(known.unwrap_or_else(|| {
                let id = self.tensor(&table, local, used.contains(&local));
                if self.graph.is_state(id) {
                    self.variables.keep(index, local, id);
                }
                id
            }));
        }
        map
    }

    /// Takes tensors that are copies from the budget.
    pub(super) fn charge_tensors(&mut self, copies: &[TensorId]) -> Result<(), Diagnostic> {
        let bytes = |id: &TensorId| self.graph.tensor(*id).data.as_ref().map_or(0, Vec::len);
        self.charge(copies.iter().map(|id| 1 + bytes(id) / 4096).sum())
    }

    fn copy(&mut self, index: usize, inputs: &[TensorId]) -> Result<Block, Diagnostic> {
        let subgraph = self.subgraph(index)?;
        let locals: Vec<i32> = subgraph.inputs().into_iter().flatten().collect();
        if locals.len() != inputs.len() {
            let message = format!("{} inputs for subgraph {index}, which takes {}", inputs.len(), locals.len());
            return Err(Diagnostic::malformed(message));
        }
        let local = |id: &i32| usize::try_from(*id).unwrap_or(usize::MAX);
        let bound: Vec<(usize, TensorId)> = locals.iter().map(local).zip(inputs.iter().copied()).collect();
        let map = self.tensors(index, &subgraph, &bound);
        self.charge_tensors(&map)?;
        let nodes = self.nodes(index, &subgraph, &map);
        let outputs = subgraph.outputs().into_iter().flatten().map(|id| super::node::required(&map, id));
        let outputs = outputs.collect::<Result<Vec<_>, _>>()?;
        outputs.iter().try_for_each(|id| self.order.read(&self.graph, *id))?;
        Ok(Block { nodes, inputs: inputs.to_vec(), outputs })
    }
}

/// A subgraph's index as a file gives it.
fn position(index: i64) -> Result<usize, Diagnostic> {
    usize::try_from(index).map_err(|_| Diagnostic::malformed(format!("subgraph {index} does not exist")))
}

impl Subgraphs for Importer<'_> {
    fn kinds(&mut self, index: i64) -> Result<Vec<fb::BuiltinOperator>, Diagnostic> {
        let subgraph = self.subgraph(position(index)?)?;
        let kind = |table: fb::Operator<'_>| match super::node::opcode(&self.model, &table)? {
            OpCode::Builtin(builtin) => Ok(builtin),
            OpCode::Custom(_) | OpCode::Unknown(_) => Ok(fb::BuiltinOperator::CUSTOM),
        };
        // More than a few are of no use to anyone.
        subgraph.operators().into_iter().flatten().take(2).map(kind).collect()
    }

    fn tensor(&self, id: TensorId) -> &Tensor {
        self.graph.tensor(id)
    }

    fn count(&mut self, counted: TensorId) -> TensorId {
        let name = format!("count of {}", self.graph.tensor(counted).name);
        let count =
            self.graph.add(Tensor { name, dtype: DType::I32, shape: Shape::default(), quant: None, data: None });
        self.graph.counts.insert(counted, count);
        count
    }

    fn is_nested(&self) -> bool {
        self.running.len() > 1
    }

    fn keep(&mut self, site: &Site, index: usize, tensor: Tensor) -> TensorId {
        let place = (site.subgraph, site.operator, index);
        if let Some(id) = self.kept.get(&place) {
            return *id;
        }
        let zeros = vec![0; tensor.bytes()];
        let id = self.add_state(tensor, Some(zeros));
        self.kept.insert(place, id);
        id
    }

    fn block(&mut self, index: i64, inputs: &[TensorId]) -> Result<Block, Diagnostic> {
        let index = position(index)?;
        if self.running.contains(&index) {
            return Err(Diagnostic::malformed(format!("subgraph {index} runs itself")));
        }
        if self.running.len() > MAX_NESTING {
            return Err(Diagnostic::too_large("subgraphs within subgraphs, deeper than litecast takes"));
        }
        self.running.push(index);
        let block = self.copy(index, inputs);
        self.running.pop();
        block
    }
}
