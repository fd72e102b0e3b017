//! Signatures: which subgraphs are entry points, which tensors are their inputs and outputs, and what these are called.

use super::{Importer, inputs, node};
use crate::Options;
use crate::diag::{Diagnostic, Diagnostics};
use crate::ir::{DType, Entry, Graph, Port, TensorId};
use crate::schema::fb;
use std::collections::BTreeSet;

type Maps<'a> = Option<flatbuffers::Vector<'a, flatbuffers::ForwardsUOffset<fb::TensorMap<'a>>>>;

/// What one more entry point takes from the budget, beside its tensors and operators.
const COST: usize = 100;

/// A subgraph that is an entry point, and names of its tensors.
#[derive(Default)]
struct Signature<'a> {
    key: String,
    subgraph: usize,
    inputs: Maps<'a>,
    outputs: Maps<'a>,
}

impl<'a> Importer<'a> {
    /// Reads all entry points: one for each signature, or the first subgraph where there is none.
    pub(super) fn entries(&mut self, options: &Options) -> Result<(), Diagnostic> {
        self.subgraph(0).map_err(|_| Diagnostic::malformed("the file holds no graph"))?;
        for signature in self.signatures() {
            let entry = self.entry(signature)?;
            self.graph.entries.push(entry);
        }
        inputs::apply(options, &mut self.graph, self.problems);
        for i in 0..self.graph.entries.len() {
            let mut entry = std::mem::take(&mut self.graph.entries[i]);
            self.entry_nodes(&mut entry)?;
            self.graph.entries[i] = entry;
        }
        Ok(())
    }

    /// The signatures. Where none is as it should be, what is wrong with the first subgraph is told all the same.
    fn signatures(&mut self) -> Vec<Signature<'a>> {
        let (mut found, mut keys) = (Vec::new(), BTreeSet::new());
        for signature in self.model.signature_defs().into_iter().flatten() {
            let checked = self.signature(&signature).and_then(|signature| {
                if keys.insert(signature.key.clone()) {
                    return Ok(signature);
                }
                Err(Diagnostic::malformed(format!("two signatures `{}`", signature.key)))
            });
            found.extend(self.problems.take(checked));
        }
        if found.is_empty() { vec![Signature::default()] } else { found }
    }

    /// Checks that the subgraph and the tensors of a signature are there.
    fn signature(&self, table: &fb::SignatureDef<'a>) -> Result<Signature<'a>, Diagnostic> {
        let key = table.signature_key().ok_or_else(|| Diagnostic::malformed("a signature without a key"))?.to_string();
        let index = table.subgraph_index() as usize;
        let subgraph = self.subgraph(index).map_err(|_| {
            let count = self.model.subgraphs().map_or(0, |subgraphs| subgraphs.len());
            Diagnostic::malformed(format!("signature `{key}` is subgraph {index} where there are {count}"))
        })?;
        let count = subgraph.tensors().map_or(0, |tensors| tensors.len());
        for map in [table.inputs(), table.outputs()].into_iter().flatten().flatten() {
            let (name, index) = (map.name().unwrap_or("?"), map.tensor_index());
            if index as usize >= count {
                let message = format!("`{name}` of the signature is tensor {index} where there are {count} tensors");
                return Err(Diagnostic::malformed(message));
            }
        }
        Ok(Signature { key, subgraph: index, inputs: table.inputs(), outputs: table.outputs() })
    }

    /// An entry point without its operators.
    fn entry(&mut self, signature: Signature<'a>) -> Result<Entry, Diagnostic> {
        let subgraph = self.subgraph(signature.subgraph)?;
        let locals = self.tensors(signature.subgraph, &subgraph, &[]);
        if !self.graph.entries.is_empty() {
            self.charge(COST)?;
            self.charge_tensors(&locals)?;
        }
        let (graph, problems) = (&self.graph, &mut *self.problems);
        let inputs = ports(graph, &locals, subgraph.inputs(), signature.inputs, problems);
        let outputs = ports(graph, &locals, subgraph.outputs(), signature.outputs, problems);
        for port in &inputs {
            problems.take(check_input(graph, port.tensor));
        }
        for port in inputs.iter().chain(&outputs) {
            problems.take(check_port(graph, port.tensor));
        }
        Ok(Entry { key: signature.key, subgraph: signature.subgraph, nodes: Vec::new(), inputs, outputs, locals })
    }
}

fn check_port(graph: &Graph, id: TensorId) -> Result<(), Diagnostic> {
    let tensor = graph.tensor(id);
    if !matches!(tensor.dtype, DType::String | DType::Resource | DType::Variant) {
        return Ok(());
    }
    let help = "cut the model where its tensors are numbers";
    let message = format!("an input or output of {}", tensor.dtype);
    Err(Diagnostic::unsupported(message, help).on(&tensor.name))
}

/// Checks that what the user sets is the user's to set.
fn check_input(graph: &Graph, id: TensorId) -> Result<(), Diagnostic> {
    let problem = if graph.tensor(id).data.is_some() {
        Diagnostic::malformed("an input with constant data")
    } else if graph.is_state(id) {
        let help = "leave it out of the inputs: the model keeps its value between runs";
        Diagnostic::unsupported("an input that is a variable tensor", help)
    } else {
        return Ok(());
    };
    Err(problem.on(&graph.tensor(id).name))
}

fn ports(
    graph: &Graph,
    locals: &[TensorId],
    ids: Option<flatbuffers::Vector<'_, i32>>,
    maps: Maps<'_>,
    problems: &mut Diagnostics,
) -> Vec<Port> {
    let mut ports: Vec<Port> = Vec::new();
    for (position, id) in ids.into_iter().flatten().enumerate() {
        if let Some(tensor) = problems.take(node::required(locals, id)) {
            let named = maps.and_then(|maps| maps.iter().find(|map| i64::from(map.tensor_index()) == i64::from(id)));
            let name = named.and_then(|map| map.name()).unwrap_or(&graph.tensor(tensor).name);
            ports.push(Port { name: name.to_string(), tensor, position, count: None });
        }
    }
    ports
}
