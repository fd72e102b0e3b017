//! Cells of floats.

use super::super::sequence::add_products;
use super::super::{CellActivation, F32, copy_row, logistic, row, row_mut};
use super::LstmShape;

/// An LSTM of floats.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LstmF32 {
    /// Extents.
    pub shape: LstmShape,
    /// Of the cell gate and of the cells' way out.
    pub activation: CellActivation,
    /// Greatest magnitude of a cell.
    pub cell_clip: F32,
    /// Greatest magnitude of a projected output.
    pub projection_clip: F32,
}

/// `vectors` holds the gates' biases, their norms, their peepholes (the last gate has none), and the projection's bias.
/// `scratch` has room for all gates.
#[allow(clippy::too_many_arguments)]
pub fn lstm_f32(
    p: &LstmF32,
    x: &[f32],
    aux: &[f32],
    matrices: &[f32],
    vectors: &[f32],
    y: &mut [f32],
    output_state: &mut [f32],
    cell_state: &mut [f32],
    scratch: &mut [f32],
) {
    let mut cell = Cell { p, vectors, layers: FloatLayers { shape: &p.shape, matrices }, scratch };
    cell.run(x, aux, y, output_state, cell_state);
}

/// Where the products of a step come from.
pub(super) trait Layers {
    /// Looks at what the gates are going to take.
    fn begin(&mut self, _inputs: [&[f32]; 3]) {}
    /// Adds the products of `x`, `aux` and `h` with a gate's weights to `y`.
    fn gate(&self, gate: usize, inputs: [&[f32]; 3], y: &mut [f32]);
    /// Adds the projection of `x` to `y`.
    fn project(&mut self, x: &[f32], y: &mut [f32]);
}

struct FloatLayers<'a> {
    shape: &'a LstmShape,
    matrices: &'a [f32],
}

impl Layers for FloatLayers<'_> {
    #[inline(always)]
    fn gate(&self, gate: usize, inputs: [&[f32]; 3], y: &mut [f32]) {
        let matrices = self.shape.gate_matrices(self.matrices, gate);
        matrices.into_iter().zip(inputs).for_each(|(weights, x)| add_products(weights, x, y));
    }

    #[inline(always)]
    fn project(&mut self, x: &[f32], y: &mut [f32]) {
        add_products(self.shape.projection_matrix(self.matrices), x, y);
    }
}

/// An LSTM with its weights.
pub(super) struct Cell<'a, L> {
    pub(super) p: &'a LstmF32,
    pub(super) vectors: &'a [f32],
    pub(super) layers: L,
    pub(super) scratch: &'a mut [f32],
}

impl<L: Layers> Cell<'_, L> {
    #[inline(always)]
    pub(super) fn run(
        &mut self,
        x: &[f32],
        aux: &[f32],
        y: &mut [f32],
        output_state: &mut [f32],
        cell_state: &mut [f32],
    ) {
        let s = &self.p.shape;
        for batch in 0..s.sequence.batches {
            let h = row_mut(output_state, batch.wrapping_mul(s.outputs), s.outputs);
            let c = row_mut(cell_state, batch.wrapping_mul(s.cells), s.cells);
            for i in s.sequence.rows(batch) {
                let x = row(x, i.wrapping_mul(s.input), s.input);
                let aux = row(aux, i.wrapping_mul(s.aux), s.aux);
                self.step([x, aux], h, c);
                copy_row(h, row_mut(y, i.wrapping_mul(s.row).wrapping_add(s.offset), s.outputs));
            }
        }
    }

    #[inline(always)]
    fn step(&mut self, [x, aux]: [&[f32]; 2], h: &mut [f32], c: &mut [f32]) {
        let (p, s, vectors) = (self.p, &self.p.shape, self.vectors);
        let (last, activation) = (s.gates().wrapping_sub(1), p.activation);
        let mut parts = self.scratch.chunks_exact_mut(s.cells.max(1));
        let mut part = || parts.next().unwrap_or_default();
        let input = if s.coupled { Default::default() } else { part() };
        let [forget, output, cell] = [part(), part(), part()];

        let inputs = [x, aux, &*h];
        self.layers.begin(inputs);
        let gate = |gate: usize, c: &[f32], y: &mut [f32]| calculate_gate(s, &self.layers, vectors, gate, inputs, c, y);
        if !s.coupled {
            gate(0, c, input);
            input.iter_mut().for_each(|y| *y = logistic(*y));
        }
        gate(last.wrapping_sub(2), c, forget);
        forget.iter_mut().for_each(|y| *y = logistic(*y));
        gate(last, &[], cell);
        activation.apply(cell);
        update_cells(forget, (!s.coupled).then_some(&*input), cell, p.cell_clip.0, c);
        gate(last.wrapping_sub(1), c, output);
        output.iter_mut().for_each(|y| *y = logistic(*y));

        copy_row(c, cell);
        activation.apply(cell);
        cell.iter_mut().zip(output).for_each(|(cell, output)| *cell *= *output);
        if !s.projection {
            return copy_row(cell, h);
        }
        copy_row(row(vectors, projection_bias(s), s.outputs), h);
        self.layers.project(cell, h);
        h.iter_mut().for_each(|h| *h = clip(*h, p.projection_clip.0));
    }
}

/// A gate before its activation.
#[inline(always)]
fn calculate_gate<L: Layers>(
    s: &LstmShape,
    layers: &L,
    vectors: &[f32],
    gate: usize,
    inputs: [&[f32]; 3],
    c: &[f32],
    y: &mut [f32],
) {
    let vector = |index: usize| row(vectors, index.wrapping_mul(s.cells), s.cells);
    let bias = vector(gate);
    if s.normalized {
        y.fill(0.0);
    } else {
        copy_row(bias, y);
    }
    layers.gate(gate, inputs, y);
    if s.peephole && !c.is_empty() {
        let peephole = vector(peepholes(s).wrapping_add(gate));
        y.iter_mut().zip(peephole).zip(c).for_each(|((y, weight), c)| *y += weight * c);
    }
    if s.normalized {
        normalize(y);
        let norm = vector(s.gates().wrapping_add(gate));
        y.iter_mut().zip(norm).zip(bias).for_each(|((y, norm), bias)| *y = *y * norm + bias);
    }
}

/// How many vectors come before the peepholes.
#[inline(always)]
fn peepholes(s: &LstmShape) -> usize {
    s.gates().wrapping_mul(if s.normalized { 2 } else { 1 })
}

/// Where the projection's bias begins.
#[inline(always)]
fn projection_bias(s: &LstmShape) -> usize {
    let peephole = if s.peephole { s.gates().wrapping_sub(1) } else { 0 };
    peepholes(s).wrapping_add(peephole).wrapping_mul(s.cells)
}

/// To mean 0 and standard deviation 1.
fn normalize(y: &mut [f32]) {
    let count = y.len().max(1) as f32;
    let mean = y.iter().sum::<f32>() / count;
    let variance = y.iter().map(|y| (y - mean) * (y - mean)).sum::<f32>() / count;
    let scale = 1.0 / libm::sqrtf(variance + 1e-8);
    y.iter_mut().for_each(|y| *y = (*y - mean) * scale);
}

/// `c = forget∘c + input∘cell`.
fn update_cells(forget: &[f32], input: Option<&[f32]>, cell: &[f32], limit: f32, c: &mut [f32]) {
    let cells = c.iter_mut().zip(forget).zip(cell);
    match input {
        Some(input) => {
            cells.zip(input).for_each(|(((c, forget), cell), input)| *c = clip(forget * *c + cell * input, limit));
        }
        None => cells.for_each(|((c, forget), cell)| *c = clip(forget * *c + cell * (1.0 - forget), limit)),
    }
}

#[inline(always)]
fn clip(x: f32, limit: f32) -> f32 {
    let x = if x > limit { limit } else { x };
    if x < -limit { -limit } else { x }
}
