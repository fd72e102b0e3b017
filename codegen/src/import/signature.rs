//! Inputs and outputs: which tensors they are and what the signature calls them.

use super::{File, node};
use crate::Options;
use crate::diag::{Diagnostic, Diagnostics};
use crate::ir::{Graph, Port, Shape};
use crate::schema::fb;

type Maps<'a> = Option<flatbuffers::Vector<'a, flatbuffers::ForwardsUOffset<fb::TensorMap<'a>>>>;

/// Reads the ports of the subgraph, and gives inputs the shapes that the options ask for.
pub(super) fn read_ports(file: &File<'_>, options: &Options, graph: &mut Graph, problems: &mut Diagnostics) {
    let signature = problems.take(signature(file)).flatten();
    let (inputs, outputs) = signature.map_or((None, None), |signature| (signature.inputs(), signature.outputs()));
    graph.inputs = ports(graph, file.subgraph.inputs(), inputs, problems);
    graph.outputs = ports(graph, file.subgraph.outputs(), outputs, problems);
    for port in &graph.inputs {
        if graph.tensor(port.tensor).data.is_some() {
            problems.push(Diagnostic::malformed("an input with constant data").on(&graph.tensor(port.tensor).name));
        }
    }
    override_shapes(options, graph, problems);
}

/// The one signature, if any; several are refused.
fn signature<'a>(file: &File<'a>) -> Result<Option<fb::SignatureDef<'a>>, Diagnostic> {
    let signatures: Vec<_> = file.model.signature_defs().into_iter().flatten().collect();
    match signatures.as_slice() {
        [] => Ok(None),
        [signature] if signature.subgraph_index() == 0 => Ok(Some(*signature)),
        several => {
            let keys: Vec<&str> = several.iter().map(|signature| signature.signature_key().unwrap_or("?")).collect();
            let help = "export one signature, of the first subgraph, per file";
            Err(Diagnostic::unsupported(format!("several entry points: {}", keys.join(", ")), help))
        }
    }
}

fn ports(
    graph: &Graph,
    ids: Option<flatbuffers::Vector<'_, i32>>,
    maps: Maps<'_>,
    problems: &mut Diagnostics,
) -> Vec<Port> {
    let mut ports: Vec<Port> = Vec::new();
    for id in ids.into_iter().flatten() {
        if let Some(tensor) = problems.take(node::required(graph, id)) {
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
