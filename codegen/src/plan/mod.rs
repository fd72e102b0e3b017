//! From a graph to a program: kernel calls over byte ranges of one arena and one block of weights.

mod alias;
mod cascade;
mod draft;
mod epilogue;
mod liveness;
mod lower;
mod map;
mod offsets;
mod print;
mod program;
mod sharing;
mod states;
mod views;
mod weights;

pub use draft::Function;
pub(crate) use draft::{Access, Arg, Fault, Mark, Outcome, Place};
pub(crate) use epilogue::{Elements, Epilogue};
pub(crate) use lower::Lower;
pub use map::Allocation;
pub use program::{Buffer, Entry, Port, Program, Region, Step};

use crate::Options;
use crate::diag::Diagnostics;
use crate::ir::Graph;
use views::Placed;
use weights::Weights;

/// Plans a graph whose shapes are known.
pub(crate) fn plan(graph: &Graph, options: &Options) -> Result<Program, Diagnostics> {
    let (mut weights, mut problems) = (Weights::new(options.target), Diagnostics::default());
    let lower = |entry| lower::lower(graph, entry, options, &mut weights, &mut problems);
    let drafts: Vec<_> = graph.entries.iter().map(lower).collect();
    let drafts = problems.ok(drafts)?;
    let place = |(entry, draft): (_, draft::Draft)| {
        let draft = epilogue::fuse(entry, draft);
        let Placed { draft, storages, layout } = views::place(graph, entry, &draft);
        program::assemble(graph, entry, draft, &storages, &layout, &mut weights)
    };
    let entries = graph.entries.iter().zip(drafts).map(place).collect();
    Ok(program::join(graph, entries, weights))
}
