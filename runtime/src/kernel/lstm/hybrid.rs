//! Cells of floats whose matrices are of int8: what a matrix is multiplied with is quantized at each step.

use super::super::hybrid::{RowQuant, quantize_row};
use super::super::sequence::add_products_hybrid;
use super::super::{row, row_mut};
use super::real::{Cell, Layers};
use super::{LstmF32, LstmShape};

/// As [`lstm_f32`](super::lstm_f32). `scales` has three for each gate, then the projection's; `quantized` has room for all inputs
/// of a step, and for the cells.
#[allow(clippy::too_many_arguments)]
pub fn lstm_hybrid(
    p: &LstmF32,
    asymmetric: bool,
    x: &[f32],
    aux: &[f32],
    matrices: &[i8],
    scales: &[f32],
    vectors: &[f32],
    y: &mut [f32],
    output_state: &mut [f32],
    cell_state: &mut [f32],
    scratch: &mut [f32],
    quantized: &mut [i8],
) {
    let rows = Default::default();
    let layers = HybridLayers { shape: &p.shape, asymmetric, matrices, scales, quantized, rows };
    Cell { p, vectors, layers, scratch }.run(x, aux, y, output_state, cell_state);
}

struct HybridLayers<'a> {
    shape: &'a LstmShape,
    asymmetric: bool,
    matrices: &'a [i8],
    scales: &'a [f32],
    /// The inputs of the step, one after the other.
    quantized: &'a mut [i8],
    rows: [RowQuant; 3],
}

impl HybridLayers<'_> {
    /// Where each input is in `quantized`, and its length.
    #[inline(always)]
    fn places(&self) -> [(usize, usize); 3] {
        let s = self.shape;
        [(0, s.input), (s.input, s.aux), (s.input.wrapping_add(s.aux), s.outputs)]
    }
}

impl Layers for HybridLayers<'_> {
    #[inline(always)]
    fn begin(&mut self, inputs: [&[f32]; 3]) {
        let places = self.places();
        for ((quant, x), (start, len)) in self.rows.iter_mut().zip(inputs).zip(places) {
            *quant = quantize_row(self.asymmetric, x, row_mut(self.quantized, start, len));
        }
    }

    #[inline(always)]
    fn gate(&self, gate: usize, _: [&[f32]; 3], y: &mut [f32]) {
        let matrices = self.shape.gate_matrices(self.matrices, gate).into_iter().zip(self.rows).zip(self.places());
        for (i, ((weights, quant), (start, len))) in matrices.enumerate() {
            let scale = self.scales.get(gate.wrapping_mul(3).wrapping_add(i)).copied().unwrap_or(0.0);
            add_products_hybrid(weights, row(self.quantized, start, len), quant.scaled(scale), y);
        }
    }

    #[inline(always)]
    fn project(&mut self, x: &[f32], y: &mut [f32]) {
        let quantized = row_mut(self.quantized, 0, x.len());
        let quant = quantize_row(self.asymmetric, x, quantized);
        let scale = self.scales.last().copied().unwrap_or(0.0);
        add_products_hybrid(self.shape.projection_matrix(self.matrices), quantized, quant.scaled(scale), y);
    }
}
