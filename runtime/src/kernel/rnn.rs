//! RNN and its sequences: `h = activation(Wx·x + Wa·aux + Wh·h + bias)` is both the output and the state.
//! `kernels/internal/kernel_utils.cc`.

use super::hybrid::quantize_row;
use super::sequence::{add_products, add_products_hybrid};
use super::{CellActivation, F32, Sequence, copy_row, row, row_mut};

/// Extents of an RNN.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rnn {
    /// Its steps.
    pub sequence: Sequence,
    /// How often it goes through each sequence.
    pub passes: usize,
    /// Values of an input row.
    pub input: usize,
    /// Values of a row of the second input; 0 where there is none.
    pub aux: usize,
    /// Values of an output row.
    pub units: usize,
    /// Values in a row of the result, which may hold the outputs of two directions.
    pub row: usize,
    /// Where in a row the outputs begin.
    pub offset: usize,
    /// Activation.
    pub activation: CellActivation,
}

impl Rnn {
    /// Calls `products`, which adds them to a row of `y`, for each step.
    #[inline(always)]
    fn run(
        &self,
        [x, aux, bias]: [&[f32]; 3],
        y: &mut [f32],
        state: &mut [f32],
        mut products: impl FnMut([&[f32]; 3], &mut [f32]),
    ) {
        for batch in 0..self.sequence.batches {
            let h = row_mut(state, batch.wrapping_mul(self.units), self.units);
            for i in (0..self.passes).flat_map(|_| self.sequence.rows(batch)) {
                let y = row_mut(y, i.wrapping_mul(self.row).wrapping_add(self.offset), self.units);
                let x = row(x, i.wrapping_mul(self.input), self.input);
                let aux = row(aux, i.wrapping_mul(self.aux), self.aux);
                copy_row(bias, y);
                products([x, aux, h], y);
                self.activation.apply(y);
                copy_row(y, h);
            }
        }
    }
}

/// Of floats. `weights` and `aux_weights` are `[units, input]`, `recurrent` is `[units, units]`.
#[allow(clippy::too_many_arguments)]
pub fn rnn_f32(
    p: &Rnn,
    x: &[f32],
    aux: &[f32],
    weights: &[f32],
    aux_weights: &[f32],
    recurrent: &[f32],
    bias: &[f32],
    y: &mut [f32],
    state: &mut [f32],
) {
    let matrices = [weights, aux_weights, recurrent];
    p.run([x, aux, bias], y, state, |inputs, y| {
        matrices.into_iter().zip(inputs).for_each(|(weights, x)| add_products(weights, x, y));
    });
}

/// How the inputs of an RNN with int8 weights are quantized.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RnnHybrid {
    /// Whether with a zero point.
    pub asymmetric: bool,
    /// Scales of the weights: for the input, the second input, and recurrent ones.
    pub scales: [F32; 3],
}

/// Of floats, with int8 weights; `quantized` has room for an input row and for the units.
#[allow(clippy::too_many_arguments)]
pub fn rnn_hybrid(
    p: &Rnn,
    q: &RnnHybrid,
    x: &[f32],
    aux: &[f32],
    weights: &[i8],
    aux_weights: &[i8],
    recurrent: &[i8],
    bias: &[f32],
    y: &mut [f32],
    state: &mut [f32],
    quantized: &mut [i8],
) {
    let matrices = [weights, aux_weights, recurrent];
    p.run([x, aux, bias], y, state, |inputs, y| {
        for ((weights, x), scale) in matrices.into_iter().zip(inputs).zip(q.scales) {
            let quantized = row_mut(quantized, 0, x.len());
            let quant = quantize_row(q.asymmetric, x, quantized);
            add_products_hybrid(weights, quantized, quant.scaled(scale.0), y);
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    const P: Rnn = Rnn {
        sequence: Sequence { batches: 1, steps: 2, batch_stride: 2, step_stride: 1, reverse: false },
        passes: 1,
        input: 1,
        aux: 0,
        units: 2,
        row: 2,
        offset: 0,
        activation: CellActivation::Relu,
    };

    #[test]
    fn states_carry_over() {
        let (mut y, mut state) = ([0.0; 4], [0.0; 2]);
        let recurrent = [0.0, 1.0, 1.0, 0.0];
        rnn_f32(&P, &[1.0, 10.0], &[], &[1.0, -1.0], &[], &recurrent, &[0.5, 0.0], &mut y, &mut state);
        assert_eq!(y, [1.5, 0.0, 10.5, 0.0]);
        assert_eq!(state, [10.5, 0.0]);
    }

    #[test]
    fn int8_weights_multiply_quantized_rows() {
        let (mut y, mut state, mut quantized) = ([0.0; 4], [0.0; 2], [0; 2]);
        let q = RnnHybrid { asymmetric: false, scales: [F32(0.5), F32(0.0), F32(0.25)] };
        let recurrent = [0, 4, 4, 0];
        let bias = [0.5, 0.0];
        rnn_hybrid(&P, &q, &[1.0, 10.0], &[], &[2, -2], &[], &recurrent, &bias, &mut y, &mut state, &mut quantized);
        let expected = [1.5, 0.0, 10.5, 0.0];
        assert!(y.iter().zip(expected).all(|(y, e)| (y - e).abs() < 1e-5));
    }
}
