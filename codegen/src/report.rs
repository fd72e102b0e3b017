//! What a compiled model costs, in numbers.

use crate::Compiled;
use crate::plan::{Entry, Program};

/// Totals of a model.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Report {
    /// Multiply-accumulates of one run, of every entry point where there are several.
    pub macs: u64,
    /// Bytes of constants.
    pub weights_bytes: usize,
    /// Bytes of the arena.
    pub arena_bytes: usize,
    /// The least that any plan could do with.
    pub arena_lower_bound: usize,
    /// Bytes that the model keeps between runs.
    pub state_bytes: usize,
    /// Kernel calls, of all entry points together.
    pub steps: usize,
}

impl Report {
    /// A program's totals.
    pub(crate) fn of(program: &Program) -> Self {
        Report {
            macs: program.entries.iter().map(Entry::macs).sum(),
            weights_bytes: program.weights.len(),
            arena_bytes: program.arena_bytes,
            arena_lower_bound: program.arena_lower_bound,
            state_bytes: program.state.len(),
            steps: program.entries.iter().map(|entry| entry.steps.len()).sum(),
        }
    }
}

impl Compiled {
    /// The model's totals.
    pub fn report(&self) -> Report {
        Report::of(&self.program)
    }
}
