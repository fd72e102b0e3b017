//! Cells of integers as TFLite Micro computes them: `micro/kernels/lstm_eval.{h,cc}`. Activation functions are interpolated
//! in a table; gates add up two sums that are each rounded and clamped to int16.

use super::super::numbers::dot_8;
use super::super::{List, Multiplier, SigmoidInput, Unary, copy_row, logistic_i16, row, row_mut, tanh_i16};
use super::{LstmGate, LstmShape};

/// An LSTM of integers, of TFLite Micro.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LstmMicro<'a> {
    /// Extents.
    pub shape: LstmShape,
    /// Scales of each gate's sums.
    pub gates: List<'a, LstmGate>,
    /// From the product of forget gate and cell to a cell.
    pub kept: Multiplier,
    /// From the product of input gate and cell gate to a cell.
    pub added: Multiplier,
    /// Greatest magnitude of a cell; negative for no limit.
    pub cell_clip: i16,
    /// How cells reach the scale of the table.
    pub cell_input: SigmoidInput,
    /// From the product of output gate and cell to an output.
    pub output: Multiplier,
    /// Zero point of an output.
    pub output_offset: i32,
}

/// A gate reaches the scale of the table by a factor alone.
const GATE_INPUT: SigmoidInput = SigmoidInput { multiplier: 3, shift: 0 };

/// `biases` holds what is added to the sums over the input, then to those over the previous output; `scratch` has room for
/// all gates.
#[allow(clippy::too_many_arguments)]
pub fn lstm_micro_i8(
    p: &LstmMicro<'_>,
    x: &[i8],
    matrices: &[i8],
    biases: &[i32],
    table: &[u16; 256],
    y: &mut [i8],
    output_state: &mut [i8],
    cell_state: &mut [i16],
    scratch: &mut [i16],
) {
    let s = &p.shape;
    let cell = Cell { p, matrices, biases, table };
    for batch in 0..s.sequence.batches {
        let h = row_mut(output_state, batch.wrapping_mul(s.outputs), s.outputs);
        let c = row_mut(cell_state, batch.wrapping_mul(s.cells), s.cells);
        for i in s.sequence.rows(batch) {
            cell.step(row(x, i.wrapping_mul(s.input), s.input), h, c, scratch);
            copy_row(h, row_mut(y, i.wrapping_mul(s.row).wrapping_add(s.offset), s.outputs));
        }
    }
}

struct Cell<'a> {
    p: &'a LstmMicro<'a>,
    matrices: &'a [i8],
    biases: &'a [i32],
    table: &'a [u16; 256],
}

impl Cell<'_> {
    fn step(&self, x: &[i8], h: &mut [i8], c: &mut [i16], scratch: &mut [i16]) {
        let p = self.p;
        let mut parts = scratch.chunks_exact_mut(p.shape.cells.max(1));
        let mut part = || parts.next().unwrap_or_default();
        let [input, forget, output, cell] = [part(), part(), part(), part()];
        for (gate, y) in [&mut *input, &mut *forget, &mut *output].into_iter().enumerate() {
            self.gate(gate, x, h, y);
            logistic_i16(&GATE_INPUT, self.table, Unary::InPlace(y));
        }
        self.gate(3, x, h, cell);
        tanh_i16(&GATE_INPUT, self.table, Unary::InPlace(cell));

        for (((c, &forget), &input), &cell) in c.iter_mut().zip(&*forget).zip(&*input).zip(&*cell) {
            let kept = saturate(p.kept.apply(forget as i32 * *c as i32));
            *c = kept.saturating_add(saturate(p.added.apply(input as i32 * cell as i32)));
            if p.cell_clip >= 0 {
                *c = (*c).min(p.cell_clip).max(-p.cell_clip);
            }
        }
        tanh_i16(&p.cell_input, self.table, Unary::Apart(c, cell));
        for ((h, &cell), &output) in h.iter_mut().zip(&*cell).zip(&*output) {
            let y = p.output.apply(cell as i32 * output as i32).wrapping_add(p.output_offset);
            *h = y.clamp(i8::MIN as i32, i8::MAX as i32) as i8;
        }
    }

    /// A gate before its activation.
    fn gate(&self, gate: usize, x: &[i8], h: &[i8], y: &mut [i16]) {
        let s = &self.p.shape;
        let factors = self.p.gates.0.get(gate).copied().unwrap_or_default();
        let [wx, _, wh] = s.gate_matrices(self.matrices, gate);
        let biases = |index: usize| row(self.biases, index.wrapping_mul(s.cells), s.cells);
        let rows = wx.chunks_exact(s.input.max(1)).zip(biases(gate));
        for (y, (weights, bias)) in y.iter_mut().zip(rows) {
            *y = saturate(factors.input.apply(bias.wrapping_add(dot_8(x, weights, 0, 0))));
        }
        let rows = wh.chunks_exact(s.outputs.max(1)).zip(biases(gate.wrapping_add(4)));
        for (y, (weights, bias)) in y.iter_mut().zip(rows) {
            *y = y.saturating_add(saturate(factors.recurrent.apply(bias.wrapping_add(dot_8(h, weights, 0, 0)))));
        }
    }
}

#[inline(always)]
fn saturate(x: i32) -> i16 {
    x.clamp(i16::MIN as i32, i16::MAX as i32) as i16
}
