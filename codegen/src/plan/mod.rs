//! From a graph to a program: kernel calls over byte ranges of one arena and one block of weights.

mod alias;
mod draft;
mod liveness;
mod lower;
mod map;
mod offsets;
mod print;
mod program;
mod weights;

pub use draft::Function;
pub(crate) use draft::{Access, Arg, Fault, Mark, Outcome, Place};
pub(crate) use lower::Lower;
pub use map::Allocation;
pub use program::{Buffer, Port, Program, Region, Step};

use crate::Options;
use crate::diag::Diagnostics;
use crate::ir::Graph;

/// Plans a graph whose shapes are known.
pub(crate) fn plan(graph: &Graph, options: &Options) -> Result<Program, Diagnostics> {
    let draft = lower::lower(graph, options)?;
    let storages = alias::storages(graph, &draft);
    let lives = liveness::lives(graph, &draft, &storages);
    let layout = offsets::place(&lives);
    Ok(program::assemble(graph, draft, &storages, &layout))
}
