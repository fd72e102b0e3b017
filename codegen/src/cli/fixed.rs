//! Inputs whose values must be known while compiling: those that stored runs have for them.

use super::io::Io;
use super::model::{self, compile_caught, compile_for};
use crate::import::outline::{self, Subgraph};
use crate::ir::Tensor;
use crate::{Code, Compiled, Diagnostics, Options};
use std::collections::BTreeSet;

/// A model as compiled, or why not, and the names of inputs that are constants so that it compiles.
pub(super) type Fixed = (Result<Compiled, Diagnostics>, Vec<String>);

/// Compiles as [`compile_for`]. Where values must be known that follow from inputs, these become constants, if they have one value
/// in all runs.
pub(super) fn compile(bytes: &[u8], options: &Options, io: Option<&Io>) -> anyhow::Result<Fixed> {
    let refused = match compile_for(bytes, options, io)? {
        Err(problems) if io.is_some() => problems,
        result => return Ok((result, Vec::new())),
    };
    let (Some(io), Some(graph)) = (io, only_entry(bytes)) else { return Ok((Err(refused), Vec::new())) };
    let (shaped, mut fixed) = (model::shaped(bytes, options, io)?, BTreeSet::new());
    let mut problems = refused.clone();
    loop {
        let more: BTreeSet<usize> = wanted(&problems).flat_map(|name| graph.sources(name)).collect();
        if more.is_subset(&fixed) {
            return Ok((Err(refused), Vec::new()));
        }
        fixed.extend(more);
        let Some(options) = with_values(&shaped, &graph, &fixed, io) else { return Ok((Err(refused), Vec::new())) };
        match compile_caught(bytes, &options)? {
            Err(left) => problems = left,
            compiled => return Ok((compiled, graph.names(&fixed))),
        }
    }
}

/// The tensors whose values must be known.
fn wanted(problems: &Diagnostics) -> impl Iterator<Item = &str> {
    let wanted = problems.iter().filter(|problem| problem.code == Code::NotConstant);
    wanted.filter_map(|problem| problem.tensor.as_deref())
}

/// The subgraph of the only entry point; nothing where there are several.
fn only_entry(bytes: &[u8]) -> Option<Subgraph> {
    let mut outline = outline::outline(bytes);
    let index = match &outline.signatures[..] {
        [] => 0,
        [only] => only.subgraph as usize,
        _ => return None,
    };
    if index < outline.subgraphs.len() { Some(outline.subgraphs.swap_remove(index)) } else { None }
}

impl Subgraph {
    /// Positions of the inputs that a tensor's value follows from. Shapes are known without.
    fn sources(&self, name: &str) -> Vec<usize> {
        let named = self.tensors.iter().zip(0..).filter(|(listed, _)| listed.tensor.name == name);
        let mut needed: BTreeSet<i32> = named.map(|(_, id)| id).collect();
        for operator in self.operators.iter().rev().filter(|operator| !["SHAPE", "RANK"].contains(&&*operator.name)) {
            if operator.outputs.iter().any(|id| needed.contains(id)) {
                needed.extend(&operator.inputs);
            }
        }
        (0..).zip(&self.inputs).filter(|(_, id)| needed.contains(id)).map(|(position, _)| position).collect()
    }

    fn input(&self, position: usize) -> Option<&Tensor> {
        let id = usize::try_from(*self.inputs.get(position)?).ok()?;
        self.tensors.get(id).map(|listed| &listed.tensor)
    }

    fn names(&self, positions: &BTreeSet<usize>) -> Vec<String> {
        positions.iter().filter_map(|position| self.input(*position)).map(|tensor| tensor.name.clone()).collect()
    }
}

/// The options with the stored values of inputs.
fn with_values(options: &Options, graph: &Subgraph, fixed: &BTreeSet<usize>, io: &Io) -> Option<Options> {
    let mut options = options.clone();
    for position in fixed {
        let tensor = graph.input(*position)?;
        let elements = io.unchanging(*position, &tensor.name)?.elements(tensor.dtype)?;
        options.input_values.insert(format!("#{position}"), elements);
    }
    Some(options)
}
