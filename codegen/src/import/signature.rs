//! Inputs and outputs: which tensors they are and what the signature calls them.

use super::{Importer, node};
use crate::Options;
use crate::diag::{Diagnostic, Diagnostics};
use crate::ir::{DType, Graph, Port, Shape, TensorId};
use crate::schema::fb;

type Maps<'a> = Option<flatbuffers::Vector<'a, flatbuffers::ForwardsUOffset<fb::TensorMap<'a>>>>;

impl Importer<'_> {
    /// Reads the ports of the main subgraph, and gives inputs the shapes that the options ask for.
    pub(super) fn read_ports(&mut self, subgraph: &fb::SubGraph<'_>, options: &Options) {
        let (graph, problems) = (&mut self.graph, &mut *self.problems);
        let signature = problems.take(signature(&self.model)).flatten();
        let (inputs, outputs) = signature.map_or((None, None), |signature| (signature.inputs(), signature.outputs()));
        graph.inputs = ports(graph, subgraph.inputs(), inputs, problems);
        graph.outputs = ports(graph, subgraph.outputs(), outputs, problems);
        for port in &graph.inputs {
            problems.take(check_input(graph, port.tensor));
        }
        for port in graph.inputs.iter().chain(&graph.outputs) {
            let tensor = graph.tensor(port.tensor);
            if tensor.dtype.bits() == 0 || tensor.dtype == DType::Complex128 {
                let help = "cut the model where its tensors are numbers";
                problems.push(
                    Diagnostic::unsupported(format!("an input or output of {}", tensor.dtype), help).on(&tensor.name),
                );
            }
        }
        override_shapes(options, graph, problems);
    }
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

/// The one signature, if any; several are refused.
fn signature<'a>(model: &fb::Model<'a>) -> Result<Option<fb::SignatureDef<'a>>, Diagnostic> {
    let signatures: Vec<_> = model.signature_defs().into_iter().flatten().collect();
    match signatures.as_slice() {
        [] => Ok(None),
        [signature] if signature.subgraph_index() == 0 => {
            check_tensors(model, signature)?;
            Ok(Some(*signature))
        }
        [signature] => {
            let (key, index) = (signature.signature_key().unwrap_or("?"), signature.subgraph_index());
            let message = format!("the only entry point, `{key}`, is subgraph {index}");
            Err(Diagnostic::unsupported(message, "export a signature of the first subgraph"))
        }
        several => {
            let keys: Vec<&str> = several.iter().map(|signature| signature.signature_key().unwrap_or("?")).collect();
            let help = "export one signature, of the first subgraph, per file";
            Err(Diagnostic::unsupported(format!("several entry points: {}", keys.join(", ")), help))
        }
    }
}

/// Checks that the tensors of a signature are there.
fn check_tensors(model: &fb::Model<'_>, signature: &fb::SignatureDef<'_>) -> Result<(), Diagnostic> {
    let subgraph = model.subgraphs().filter(|subgraphs| !subgraphs.is_empty()).map(|subgraphs| subgraphs.get(0));
    let count = subgraph.and_then(|subgraph| subgraph.tensors()).map_or(0, |tensors| tensors.len());
    let maps = [signature.inputs(), signature.outputs()].into_iter().flatten().flatten();
    for map in maps {
        let (name, index) = (map.name().unwrap_or("?"), map.tensor_index());
        if index as usize >= count {
            let message = format!("`{name}` of the signature is tensor {index} where there are {count} tensors");
            return Err(Diagnostic::malformed(message));
        }
    }
    Ok(())
}

fn ports(
    graph: &Graph,
    ids: Option<flatbuffers::Vector<'_, i32>>,
    maps: Maps<'_>,
    problems: &mut Diagnostics,
) -> Vec<Port> {
    // The main subgraph's tensors come first and keep their numbers.
    let map: Vec<TensorId> = (0..graph.tensors.len() as u32).map(TensorId).collect();
    let mut ports: Vec<Port> = Vec::new();
    for id in ids.into_iter().flatten() {
        if let Some(tensor) = problems.take(node::required(&map, id)) {
            let named = maps.and_then(|maps| maps.iter().find(|map| map.tensor_index() == tensor.0));
            let name = named.and_then(|map| map.name()).unwrap_or(&graph.tensor(tensor).name);
            ports.push(Port { name: name.to_string(), tensor });
        }
    }
    ports
}

fn override_shapes(options: &Options, graph: &mut Graph, problems: &mut Diagnostics) {
    for (key, shape) in &options.input_shapes {
        let position =
            graph.inputs.iter().position(|port| port.name == *key).or_else(|| key.strip_prefix('#')?.parse().ok());
        let tensor = position.and_then(|position| graph.inputs.get(position)).map(|port| port.tensor);
        match tensor {
            Some(tensor) if Shape(shape.clone()).elements() <= i32::MAX as usize => {
                graph.tensor_mut(tensor).shape = shape.clone().into();
            }
            Some(_) => problems.push(Diagnostic::too_large(format!("shape {shape:?} for input `{key}`"))),
            None => {
                let names: Vec<&str> = graph.inputs.iter().map(|port| port.name.as_str()).collect();
                let help = format!("the inputs are {}", names.join(", "));
                problems.push(Diagnostic::options(format!("no input `{key}`"), help));
            }
        }
    }
}
