//! From the file to the graph: everything is copied out, checked and named; every problem is collected.

mod node;
mod order;
mod signature;
mod tensor;

use crate::Options;
use crate::diag::{Diagnostic, Diagnostics};
use crate::ir::Graph;
use crate::schema::{self, fb};

/// Reads a model. The graph holds what could be read even when there are problems, so that later checks find theirs too.
pub(crate) fn import(bytes: &[u8], options: &Options, problems: &mut Diagnostics) -> Result<Graph, Diagnostic> {
    let model = schema::open(bytes).map_err(|error| Diagnostic {
        code: crate::diag::Code::Malformed,
        site: None,
        tensor: None,
        message: error.message,
        help: error.help,
    })?;
    let subgraph = first_subgraph(&model)?;
    let mut graph = Graph { description: model.description().unwrap_or_default().to_string(), ..Graph::default() };
    let file = File { bytes, model, subgraph };
    tensor::read_all(&file, &mut graph, problems);
    signature::read_ports(&file, options, &mut graph, problems);
    node::read_all(&file, &mut graph, problems);
    Ok(graph)
}

/// The file, and the subgraph that is being read.
struct File<'a> {
    bytes: &'a [u8],
    model: fb::Model<'a>,
    subgraph: fb::SubGraph<'a>,
}

fn first_subgraph<'a>(model: &fb::Model<'a>) -> Result<fb::SubGraph<'a>, Diagnostic> {
    let subgraphs = model.subgraphs().filter(|subgraphs| !subgraphs.is_empty());
    subgraphs.map(|subgraphs| subgraphs.get(0)).ok_or_else(|| Diagnostic::malformed("the file holds no graph"))
}
