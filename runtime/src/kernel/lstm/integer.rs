//! Cells of integers: int8 inputs, outputs and weights, int16 gates and cells. `kernels/lstm_eval.cc` (8x8_16) with the
//! arithmetic of `kernels/internal/reference/portable_tensor_utils.cc`.

use super::super::fixed_functions::inverse_sqrt;
use super::super::fixed_functions_16::{logistic_16, tanh_16};
use super::super::numbers::dot_8;
use super::super::{List, Multiplier, copy_row, divide_by_pot, row, row_mut};
use super::LstmShape;

/// An LSTM of integers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LstmInteger<'a> {
    /// Extents.
    pub shape: LstmShape,
    /// Scales of each gate.
    pub gates: List<'a, LstmGate>,
    /// Integer bits of a cell: of its 16 bits, one is the sign.
    pub cell_bits: u32,
    /// Greatest magnitude of a cell; 0 for no limit.
    pub cell_clip: i16,
    /// From the product of gate and cell to a hidden value.
    pub hidden: Multiplier,
    /// Zero point that a hidden value gets.
    pub hidden_offset: i32,
    /// From a sum of the projection to an output.
    pub projection: Multiplier,
    /// Zero point of a projected output.
    pub projection_offset: i32,
    /// Greatest magnitude of a projected output; 0 for no limit.
    pub projection_clip: i8,
    /// Peephole weights from one sequence to the next: 0 where all take the same.
    pub peephole_stride: usize,
}

/// Scales of a gate.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct LstmGate {
    /// Of sums over the input.
    pub input: Multiplier,
    /// Of sums over the previous output.
    pub recurrent: Multiplier,
    /// Of products with cells.
    pub peephole: Multiplier,
    /// Of normalized values.
    pub norm: Multiplier,
    /// What a vanishing variance counts as.
    pub variance_guard: i32,
}

/// `vectors` holds the gates' norms, then the peepholes of all gates but the last; `biases` what is added to the sums over
/// the input, to those over the previous output, to normalized values, and to the projection. `scratch` has room for all
/// gates, `hidden` for the cells if there is a projection.
#[allow(clippy::too_many_arguments)]
pub fn lstm_i8(
    p: &LstmInteger<'_>,
    x: &[i8],
    matrices: &[i8],
    vectors: &[i16],
    biases: &[i32],
    y: &mut [i8],
    output_state: &mut [i8],
    cell_state: &mut [i16],
    scratch: &mut [i16],
    hidden: &mut [i8],
) {
    let s = &p.shape;
    let cell = Cell { p, matrices, vectors, biases };
    for batch in 0..s.sequence.batches {
        let h = row_mut(output_state, batch.wrapping_mul(s.outputs), s.outputs);
        let c = row_mut(cell_state, batch.wrapping_mul(s.cells), s.cells);
        for i in s.sequence.rows(batch) {
            cell.step(batch, row(x, i.wrapping_mul(s.input), s.input), h, c, scratch, hidden);
            copy_row(h, row_mut(y, i.wrapping_mul(s.row).wrapping_add(s.offset), s.outputs));
        }
    }
}

/// An LSTM with its weights.
struct Cell<'a> {
    p: &'a LstmInteger<'a>,
    matrices: &'a [i8],
    vectors: &'a [i16],
    biases: &'a [i32],
}

impl Cell<'_> {
    fn step(&self, batch: usize, x: &[i8], h: &mut [i8], c: &mut [i16], scratch: &mut [i16], hidden: &mut [i8]) {
        let (p, s) = (self.p, &self.p.shape);
        let last = s.gates().wrapping_sub(1);
        let mut parts = scratch.chunks_exact_mut(s.cells.max(1));
        let mut part = || parts.next().unwrap_or_default();
        let input = if s.coupled { Default::default() } else { part() };
        let [forget, output, cell] = [part(), part(), part()];

        if !s.coupled {
            self.gate(0, batch, x, h, c, input);
            logistic(input);
        }
        self.gate(last.wrapping_sub(2), batch, x, h, c, forget);
        logistic(forget);
        self.gate(last, batch, x, h, &[], cell);
        crate::vectorized(|| cell.iter_mut().for_each(|y| *y = tanh_16(*y, 3)));
        self.update_cells(forget, (!s.coupled).then_some(&*input), cell, c);
        self.gate(last.wrapping_sub(1), batch, x, h, c, output);
        logistic(output);

        crate::vectorized(|| cell.iter_mut().zip(&*c).for_each(|(y, c)| *y = tanh_16(*c, p.cell_bits)));
        self.output(output, cell, h, hidden);
    }

    /// A gate before its activation, as a number with three integer bits.
    fn gate(&self, gate: usize, batch: usize, x: &[i8], h: &[i8], c: &[i16], y: &mut [i16]) {
        let (p, s) = (self.p, &self.p.shape);
        let factors = p.gates.0.get(gate).copied().unwrap_or_default();
        let [wx, _, wh] = s.gate_matrices(self.matrices, gate);
        y.fill(0);
        accumulate(wx, x, self.bias(gate), factors.input, y);
        accumulate(wh, h, self.bias(s.gates().wrapping_add(gate)), factors.recurrent, y);
        if s.peephole && !c.is_empty() {
            let weights = self.peephole(gate, batch);
            for ((y, &weight), &c) in y.iter_mut().zip(weights).zip(c) {
                let product = factors.peephole.apply((weight as i32).wrapping_mul(c as i32));
                *y = saturate(product.wrapping_add(*y as i32));
            }
        }
        if s.normalized {
            let norm = row(self.vectors, gate.wrapping_mul(s.cells), s.cells);
            normalize(&factors, norm, self.bias(s.gates().wrapping_mul(2).wrapping_add(gate)), y);
        }
    }

    fn bias(&self, index: usize) -> &[i32] {
        let cells = self.p.shape.cells;
        row(self.biases, index.wrapping_mul(cells), cells)
    }

    fn peephole(&self, gate: usize, batch: usize) -> &[i16] {
        let (p, s) = (self.p, &self.p.shape);
        let norms = if s.normalized { s.gates().wrapping_mul(s.cells) } else { 0 };
        let one = if p.peephole_stride == 0 { s.cells } else { p.peephole_stride.wrapping_mul(s.sequence.batches) };
        let start = norms.wrapping_add(gate.wrapping_mul(one)).wrapping_add(batch.wrapping_mul(p.peephole_stride));
        row(self.vectors, start, s.cells)
    }

    /// `c = forget∘c + input∘cell`.
    fn update_cells(&self, forget: &[i16], input: Option<&[i16]>, cell: &[i16], c: &mut [i16]) {
        // Gates have 15 fractional bits, cells as many less as they have integer bits.
        let shift = 15 + self.p.cell_bits as i32;
        let limit = self.p.cell_clip;
        for (i, ((c, &forget), &cell)) in c.iter_mut().zip(forget).zip(cell).enumerate() {
            let input = match input {
                Some(input) => input.get(i).copied().unwrap_or(0),
                None => i16::MAX.wrapping_sub(forget),
            };
            let kept = divide_by_pot(forget as i32 * *c as i32, 15) as i16;
            let added = divide_by_pot(input as i32 * cell as i32, shift) as i16;
            *c = kept.saturating_add(added);
            if limit > 0 {
                *c = (*c).min(limit).max(-limit);
            }
        }
    }

    /// `h = projection(output∘cell)`.
    fn output(&self, output: &[i16], cell: &[i16], h: &mut [i8], hidden: &mut [i8]) {
        let (p, s) = (self.p, &self.p.shape);
        let multiply = |y: &mut [i8]| {
            for ((y, &output), &cell) in y.iter_mut().zip(output).zip(cell) {
                *y = saturate_8(p.hidden.apply(output as i32 * cell as i32).wrapping_add(p.hidden_offset));
            }
        };
        if !s.projection {
            return multiply(h);
        }
        multiply(hidden);
        let sums = s.gates().wrapping_mul(if s.normalized { 3 } else { 2 });
        let biases = row(self.biases, sums.wrapping_mul(s.cells), s.outputs);
        let rows = s.projection_matrix(self.matrices).chunks_exact(s.cells.max(1));
        for ((h, weights), &bias) in h.iter_mut().zip(rows).zip(biases) {
            let sum = p.projection.apply(bias.wrapping_add(dot_8(hidden, weights, 0, 0)));
            *h = saturate_8(sum.wrapping_add(p.projection_offset));
            if p.projection_clip > 0 {
                *h = (*h).min(p.projection_clip).max(-p.projection_clip);
            }
        }
    }
}

fn logistic(y: &mut [i16]) {
    crate::vectorized(move || y.iter_mut().for_each(|y| *y = logistic_16(*y)));
}

/// Adds `factor · (bias + weights · x)` to `y`.
fn accumulate(weights: &[i8], x: &[i8], bias: &[i32], factor: Multiplier, y: &mut [i16]) {
    let rows = weights.chunks_exact(x.len().max(1));
    crate::vectorized(move || {
        for ((y, weights), &bias) in y.iter_mut().zip(rows).zip(bias) {
            let sum = factor.apply(bias.wrapping_add(dot_8(x, weights, 0, 0)));
            *y = saturate(sum.wrapping_add(*y as i32));
        }
    });
}

#[inline(always)]
fn saturate(x: i32) -> i16 {
    x.clamp(i16::MIN as i32, i16::MAX as i32) as i16
}

#[inline(always)]
fn saturate_8(x: i32) -> i8 {
    x.clamp(i8::MIN as i32, i8::MAX as i32) as i8
}

/// To mean 0 and standard deviation 1, with ten more fractional bits on the way; then times `norm`, plus `bias`.
fn normalize(factors: &LstmGate, norm: &[i16], bias: &[i32], y: &mut [i16]) {
    let count = (y.len() as i32).max(1);
    let (sum, squares) = y.iter().fold((0i64, 0i64), |(sum, squares), &y| {
        let y = y as i64;
        (sum.wrapping_add(y), squares.wrapping_add(y.wrapping_mul(y)))
    });
    let mean = (sum.wrapping_mul(1024) / count as i64) as i32;
    let share = (1 << 20) / count;
    let variance = squares.wrapping_mul(share as i64).wrapping_sub((mean as i64).wrapping_mul(mean as i64));
    let variance = (variance / (1 << 20)) as i32;
    let (multiplier, right) = inverse_sqrt(if variance < 1 { factors.variance_guard } else { variance });
    let deviation = Multiplier { multiplier, shift: -right };
    let scale = Multiplier { shift: factors.norm.shift.wrapping_add(12), ..factors.norm };
    for ((y, &norm), &bias) in y.iter_mut().zip(norm).zip(bias) {
        let centred = (*y as i32).wrapping_mul(1024).wrapping_sub(mean);
        let weighted = deviation.apply(centred).wrapping_mul(norm as i32).wrapping_add(bias) as i64;
        let rounded = ((if weighted > 0 { weighted + 512 } else { weighted - 512 }) / 1024) as i32;
        *y = saturate(scale.apply(rounded));
    }
}
