//! From the file to the graph: everything is copied out, checked and named; every problem is collected.

mod archive;
mod blockwise;
mod custom;
mod hashtable;
mod inputs;
mod labels;
mod node;
mod order;
#[cfg(feature = "cli")]
pub(crate) mod outline;
mod signature;
mod sparse;
mod strings;
mod subgraph;
mod tensor;
mod variable;

use crate::Options;
use crate::diag::{Diagnostic, Diagnostics};
use crate::ir::{Graph, TensorId};
use crate::schema::{self, fb};
use blockwise::Blocks;
use hashtable::Hashtables;
use node::Site;
use order::Order;
use std::collections::BTreeMap;
use strings::Strings;
use variable::Variables;

/// Reads a model. The graph holds what could be read even when there are problems, so that later checks find theirs too.
pub(crate) fn import(bytes: &[u8], options: &Options, problems: &mut Diagnostics) -> Result<Graph, Diagnostic> {
    let model = schema::open(bytes).map_err(|error| Diagnostic {
        code: crate::diag::Code::Malformed,
        site: None,
        tensor: None,
        message: error.message,
        help: error.help,
    })?;
    let mut importer = Importer::new(bytes, model, problems);
    importer.graph.numerics = options.numerics;
    importer.functions.clone_from(&options.custom);
    importer.check_functions();
    importer.entries(options)?;
    importer.graph.labels = labels::read(bytes, &importer.model);
    Ok(importer.graph)
}

/// What a model may grow to once the subgraphs it runs have been copied to where they are run: nodes, and copied tensors by
/// number and size.
const BUDGET: usize = 100_000;

/// A file on its way to becoming a graph.
struct Importer<'a> {
    bytes: &'a [u8],
    model: fb::Model<'a>,
    graph: Graph,
    problems: &'a mut Diagnostics,
    order: Order,
    variables: Variables,
    hashtables: Hashtables,
    strings: Strings,
    /// Tensors that are quantized in blocks.
    blocks: BTreeMap<TensorId, Blocks>,
    /// What operators of litecast's own keep between runs, by subgraph, operator and position.
    kept: BTreeMap<(usize, usize, usize), TensorId>,
    /// Functions for custom operators, by name.
    functions: BTreeMap<String, String>,
    /// The subgraphs that the reader is inside of.
    running: Vec<usize>,
    /// What is left of [`BUDGET`].
    budget: usize,
}

impl<'a> Importer<'a> {
    fn new(bytes: &'a [u8], model: fb::Model<'a>, problems: &'a mut Diagnostics) -> Self {
        let graph = Graph { description: model.description().unwrap_or_default().to_string(), ..Graph::default() };
        let (order, variables) = (Order::default(), Variables::default());
        let (kept, functions) = (BTreeMap::new(), BTreeMap::new());
        Importer {
            bytes,
            model,
            graph,
            problems,
            order,
            variables,
            hashtables: Hashtables::default(),
            strings: Strings::default(),
            blocks: BTreeMap::new(),
            kept,
            functions,
            running: Vec::new(),
            budget: BUDGET,
        }
    }

    /// Takes from the budget.
    fn charge(&mut self, cost: usize) -> Result<(), Diagnostic> {
        let problem = || Diagnostic {
            help: "split the model".to_string(),
            ..Diagnostic::too_large("more operators, with the subgraphs that they run, than litecast takes")
        };
        self.budget = self.budget.checked_sub(cost).ok_or_else(problem)?;
        Ok(())
    }
}
