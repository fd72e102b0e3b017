//! LSTM cells over sequences. `kernels/lstm_eval.cc`, `kernels/internal/reference/lstm_cell.h`.
//!
//! Each gate is `activation(Wx·x + Wa·aux + Wh·h + peephole∘c + bias)`, or `activation(norm∘normalize(…) + bias)`; then
//! `c = forget∘c + input∘cell` and `h = projection(output∘activation(c))`. Gates come in the order input (unless it is coupled
//! to the forget gate), forget, output, cell. Weights are packed by the compiler: `matrices` holds `Wx`, `Wa`, `Wh` of each
//! gate, then the projection's.

mod basic;
mod hybrid;
mod integer;
mod micro;
mod real;
#[cfg(test)]
mod tests;

pub use basic::*;
pub use hybrid::*;
pub use integer::*;
pub use micro::*;
pub use real::*;

use super::{Sequence, row};

/// Extents of an LSTM and which of its parts are there.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LstmShape {
    /// Its steps.
    pub sequence: Sequence,
    /// Values of an input row.
    pub input: usize,
    /// Values of a row of the second input; 0 where there is none.
    pub aux: usize,
    /// Cells.
    pub cells: usize,
    /// Values of an output row: as many as cells, unless there is a projection.
    pub outputs: usize,
    /// Whether the input gate is one minus the forget gate.
    pub coupled: bool,
    /// Whether all gates but the last see the cells.
    pub peephole: bool,
    /// Whether gates are normalized.
    pub normalized: bool,
    /// Whether outputs are a projection of the cells.
    pub projection: bool,
    /// Values in a row of the result, which may hold the outputs of two directions.
    pub row: usize,
    /// Where in a row the outputs begin.
    pub offset: usize,
}

impl LstmShape {
    /// Number of gates.
    #[inline(always)]
    pub fn gates(&self) -> usize {
        if self.coupled { 3 } else { 4 }
    }

    /// Number of weights in the matrices of one gate.
    #[inline(always)]
    fn gate_weights(&self) -> usize {
        self.cells.wrapping_mul(self.input.wrapping_add(self.aux).wrapping_add(self.outputs))
    }

    /// `Wx`, `Wa` and `Wh` of a gate.
    #[inline(always)]
    fn gate_matrices<'a, T>(&self, matrices: &'a [T], gate: usize) -> [&'a [T]; 3] {
        let start = gate.wrapping_mul(self.gate_weights());
        let (x, aux) = (self.cells.wrapping_mul(self.input), self.cells.wrapping_mul(self.aux));
        let h = self.cells.wrapping_mul(self.outputs);
        let matrix = |offset: usize, len| row(matrices, start.wrapping_add(offset), len);
        [matrix(0, x), matrix(x, aux), matrix(x.wrapping_add(aux), h)]
    }

    /// The projection's weights.
    #[inline(always)]
    fn projection_matrix<'a, T>(&self, matrices: &'a [T]) -> &'a [T] {
        row(matrices, self.gates().wrapping_mul(self.gate_weights()), self.outputs.wrapping_mul(self.cells))
    }
}
