//! Whether the first values of variables can be told before anything runs.
//!
//! TFLite runs an initialiser when an operator CALL_ONCE is met for the first time, whichever entry point has it. Values that are
//! there from the start are the same only if nothing uses a variable before its initialiser has run, and if there is only one.

use crate::diag::{Diagnostic, Diagnostics, Site};
use crate::ir::{Graph, Node, TensorId};
use crate::ops::Op;
use std::collections::{BTreeMap, BTreeSet};

/// What has been seen of variables and their initialisers so far.
#[derive(Default)]
pub(super) struct FirstValues {
    /// The subgraph that gives a variable its first value.
    initialisers: BTreeMap<TensorId, usize>,
    /// Variables whose initialisers have run for sure at this point of an entry point.
    pub(super) given: BTreeSet<TensorId>,
    /// Uses of variables whose initialisers may not have run.
    early: Vec<(TensorId, Site)>,
    /// How many initialisers this point is inside of.
    pub(super) depth: usize,
}

impl FirstValues {
    /// Another entry point begins.
    pub(super) fn enter(&mut self) {
        self.given.clear();
    }

    /// The assignment at `site`, in an initialiser, gives a variable its first value.
    pub(super) fn give(&mut self, state: TensorId, site: &Site) -> Result<(), Diagnostic> {
        self.given.insert(state);
        if *self.initialisers.entry(state).or_insert(site.subgraph) == site.subgraph {
            return Ok(());
        }
        let help = "give each variable its first value in one initialisation subgraph";
        Err(Diagnostic::unsupported("a variable that several subgraphs initialise", help))
    }

    /// A node runs, which may use a variable.
    pub(super) fn touch(&mut self, node: &Node) {
        let used = match node.op {
            Op::ReadVariable(_) => node.inputs.first().copied().flatten(),
            Op::AssignVariable(_) => node.outputs.first().copied(),
            _ => None,
        };
        if let Some(state) = used.filter(|state| self.depth == 0 && !self.given.contains(state)) {
            self.early.push((state, node.site.clone()));
        }
    }

    /// Reports variables that are used where their initialisers may not have run.
    pub(super) fn check(&self, graph: &Graph, problems: &mut Diagnostics) {
        for (state, site) in self.early.iter().filter(|(state, _)| self.initialisers.contains_key(state)) {
            let message = "a variable is used where its initialisation subgraph (CALL_ONCE) may not have run";
            let help = "run the initialisation subgraph first in every entry point that uses the variable";
            problems.push(Diagnostic::unsupported(message, help).on(&graph.tensor(*state).name).at(site));
        }
    }
}
