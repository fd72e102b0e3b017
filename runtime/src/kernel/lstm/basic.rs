//! The basic kernel of LSTM: one step, one matrix over the input followed by the previous output, gates in the order input,
//! cell, forget, output.

use super::super::fixed_functions_16::{logistic_16, mul_16, shift_left_16, shift_right_16, tanh_16};
use super::super::{Multiplier, copy_row, dot_f32, logistic, row, row_mut, tanh};

/// Extents of a basic LSTM.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LstmBasic {
    /// Values of an input row.
    pub input: usize,
    /// Cells, which are as many as outputs.
    pub cells: usize,
}

/// Quantization of a basic LSTM of integers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LstmBasicQuant {
    /// Added to each weight: the negated zero point.
    pub weights_offset: i32,
    /// From a sum to a gate.
    pub factor: Multiplier,
}

/// What a basic LSTM reads.
struct Inputs<'a, T, S> {
    x: &'a [T],
    previous: &'a [T],
    state: &'a [S],
}

/// What it writes: the last two are only workings, which the file counts as outputs.
struct Outputs<'a, T, S> {
    y: &'a mut [T],
    state: &'a mut [S],
    concatenated: &'a mut [T],
    gates: &'a mut [S],
}

/// Runs each row: `product` of the concatenated inputs and a gate's index, then `cell` of the four gates and the state.
#[inline(always)]
fn run<T: Copy, S: Copy + Default>(
    p: &LstmBasic,
    inputs: &Inputs<'_, T, S>,
    outputs: Outputs<'_, T, S>,
    product: impl Fn(&[T], usize) -> S,
    cell: impl Fn([S; 4], S) -> (S, T),
) {
    let (depth, n) = (p.input.wrapping_add(p.cells), p.cells.max(1));
    let rows = outputs.y.chunks_exact_mut(n).zip(outputs.state.chunks_exact_mut(n));
    let workings = outputs
        .concatenated
        .chunks_exact_mut(depth.max(1))
        .zip(outputs.gates.chunks_exact_mut(n.wrapping_mul(4).max(1)));
    for (i, ((y, state), (concatenated, gates))) in rows.zip(workings).enumerate() {
        copy_row(row(inputs.x, i.wrapping_mul(p.input), p.input), row_mut(concatenated, 0, p.input));
        copy_row(row(inputs.previous, i.wrapping_mul(n), n), row_mut(concatenated, p.input, n));
        gates.iter_mut().enumerate().for_each(|(gate, y)| *y = product(concatenated, gate));
        let previous = row(inputs.state, i.wrapping_mul(n), n);
        for (c, ((y, state), &previous)) in y.iter_mut().zip(state).zip(previous).enumerate() {
            let gate = |index: usize| gates.get(index.wrapping_mul(n).wrapping_add(c)).copied().unwrap_or_default();
            (*state, *y) = cell([0, 1, 2, 3].map(gate), previous);
        }
    }
}

/// Of floats. `weights` is `[4 cells, input + cells]`.
#[allow(clippy::too_many_arguments)]
pub fn lstm_basic_f32(
    p: &LstmBasic,
    x: &[f32],
    previous: &[f32],
    weights: &[f32],
    bias: &[f32],
    previous_state: &[f32],
    y: &mut [f32],
    state: &mut [f32],
    concatenated: &mut [f32],
    gates: &mut [f32],
) {
    let depth = p.input.wrapping_add(p.cells);
    let product = |x: &[f32], gate: usize| {
        let bias = bias.get(gate).copied().unwrap_or(0.0);
        dot_f32(x, row(weights, gate.wrapping_mul(depth), depth)) + bias
    };
    let cell = |[input, cell, forget, output]: [f32; 4], state: f32| {
        let state = logistic(input) * tanh(cell) + logistic(forget) * state;
        (state, logistic(output) * tanh(state))
    };
    let inputs = Inputs { x, previous, state: previous_state };
    run(p, &inputs, Outputs { y, state, concatenated, gates }, product, cell);
}

/// Of uint8 with zero point 128, gates with three integer bits, and cells with four.
#[allow(clippy::too_many_arguments)]
pub fn lstm_basic_u8(
    p: &LstmBasic,
    q: &LstmBasicQuant,
    x: &[u8],
    previous: &[u8],
    weights: &[u8],
    bias: &[i32],
    previous_state: &[i16],
    y: &mut [u8],
    state: &mut [i16],
    concatenated: &mut [u8],
    gates: &mut [i16],
) {
    let depth = p.input.wrapping_add(p.cells);
    let product = |x: &[u8], gate: usize| {
        let weights = row(weights, gate.wrapping_mul(depth), depth);
        let products = x.iter().zip(weights).map(|(&x, &w)| (x as i32 - 128).wrapping_mul(w as i32 + q.weights_offset));
        let sum = products.fold(bias.get(gate).copied().unwrap_or(0), i32::wrapping_add);
        q.factor.apply(sum).clamp(i16::MIN as i32, i16::MAX as i32) as i16
    };
    let cell = |[input, cell, forget, output]: [i16; 4], state: i16| {
        let added = shift_right_16(mul_16(logistic_16(input), tanh_16(cell, 3)), 4);
        let state = added.saturating_add(mul_16(logistic_16(forget), state));
        let y = mul_16(logistic_16(output), tanh_16(shift_left_16(state, 1), 3));
        (state, (shift_right_16(y, 8).clamp(-128, 127) + 128) as u8)
    };
    let inputs = Inputs { x, previous, state: previous_state };
    run(p, &inputs, Outputs { y, state, concatenated, gates }, product, cell);
}
