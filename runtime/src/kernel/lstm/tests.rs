//! Kernels against a naive cell in double precision, and against each other.

extern crate std;
use super::super::{CellActivation, F32, List, Multiplier, Sequence, SigmoidInput};
use super::*;
use std::vec;
use std::vec::Vec;

const SEQUENCE: Sequence = Sequence { batches: 2, steps: 3, batch_stride: 1, step_stride: 2, reverse: false };

fn shape() -> LstmShape {
    LstmShape {
        sequence: SEQUENCE,
        input: 3,
        aux: 0,
        cells: 4,
        outputs: 4,
        coupled: false,
        peephole: false,
        normalized: false,
        projection: false,
        row: 4,
        offset: 0,
    }
}

/// Numbers within `range` of 0 that look random.
fn values(count: usize, range: f32) -> Vec<f32> {
    let next = |x: &u32| Some(x.wrapping_mul(1664525).wrapping_add(1013904223));
    let random = core::iter::successors(Some(count as u32 + 1), next).skip(1);
    random.take(count).map(|x| ((x >> 8) as f32 / (1 << 23) as f32 - 1.0) * range).collect()
}

fn matrix_count(s: &LstmShape) -> usize {
    s.gates() * s.cells * (s.input + s.aux + s.outputs) + if s.projection { s.outputs * s.cells } else { 0 }
}

fn vector_count(s: &LstmShape) -> usize {
    let peephole = if s.peephole { s.gates() - 1 } else { 0 };
    let vectors = s.gates() * if s.normalized { 2 } else { 1 } + peephole;
    vectors * s.cells + if s.projection { s.outputs } else { 0 }
}

fn product(weights: &[f32], x: &[f64], row: usize) -> f64 {
    weights[row * x.len()..].iter().zip(x).map(|(w, x)| *w as f64 * x).sum()
}

/// All outputs of the forward sequences, one after the other.
fn naive(p: &LstmF32, x: &[f32], aux: &[f32], matrices: &[f32], vectors: &[f32]) -> Vec<f64> {
    let s = &p.shape;
    let (n, gates) = (s.cells, s.gates());
    let wide = |x: &[f32]| x.iter().map(|x| *x as f64).collect::<Vec<_>>();
    let mut y = vec![];
    for batch in 0..s.sequence.batches {
        let (mut h, mut c) = (vec![0.0; s.outputs], vec![0.0; n]);
        for i in s.sequence.rows(batch) {
            let inputs = [wide(&x[i * s.input..][..s.input]), wide(&aux[i * s.aux..][..s.aux]), h.clone()];
            let gate = |gate: usize, c: &[f64], f: fn(f64) -> f64| -> Vec<f64> {
                let mut weights = &matrices[gate * n * (s.input + s.aux + s.outputs)..];
                let mut y = vec![0.0; n];
                for x in &inputs {
                    y.iter_mut().enumerate().for_each(|(row, y)| *y += product(weights, x, row));
                    weights = &weights[n * x.len()..];
                }
                if s.peephole && gate != gates - 1 {
                    let first = gates * if s.normalized { 2 } else { 1 };
                    (0..n).for_each(|j| y[j] += vectors[(first + gate) * n + j] as f64 * c[j]);
                }
                if s.normalized {
                    let mean = y.iter().sum::<f64>() / n as f64;
                    let variance = y.iter().map(|y| (y - mean) * (y - mean)).sum::<f64>() / n as f64;
                    let norm = |(j, y): (usize, &mut f64)| {
                        *y = (*y - mean) / variance.sqrt() * vectors[(gates + gate) * n + j] as f64;
                    };
                    y.iter_mut().enumerate().for_each(norm);
                }
                (0..n).map(|j| f(y[j] + vectors[gate * n + j] as f64)).collect()
            };
            let sigmoid = |x: f64| 1.0 / (1.0 + (-x).exp());
            let input = if s.coupled { vec![] } else { gate(0, &c, sigmoid) };
            let (forget, cell) = (gate(gates - 3, &c, sigmoid), gate(gates - 1, &c, f64::tanh));
            let limit = p.cell_clip.0 as f64;
            for j in 0..n {
                let input = if s.coupled { 1.0 - forget[j] } else { input[j] };
                c[j] = (forget[j] * c[j] + input * cell[j]).clamp(-limit, limit);
            }
            let output = gate(gates - 2, &c, sigmoid);
            let hidden: Vec<f64> = (0..n).map(|j| output[j] * c[j].tanh()).collect();
            h = hidden.clone();
            if s.projection {
                let weights = &matrices[matrix_count(s) - s.outputs * n..];
                let bias = &vectors[vectors.len() - s.outputs..];
                let limit = p.projection_clip.0 as f64;
                h = (0..s.outputs)
                    .map(|j| (product(weights, &hidden, j) + bias[j] as f64).clamp(-limit, limit))
                    .collect();
            }
            y.extend(&h);
        }
    }
    y
}

/// The outputs of the forward sequences in the order of [`naive`].
fn in_order<T: Copy>(s: &LstmShape, y: &[T]) -> Vec<T> {
    let rows = (0..s.sequence.batches).flat_map(|batch| s.sequence.rows(batch));
    rows.flat_map(|i| y[i * s.row + s.offset..][..s.outputs].to_vec()).collect()
}

struct Floats {
    x: Vec<f32>,
    aux: Vec<f32>,
    matrices: Vec<f32>,
    vectors: Vec<f32>,
}

fn floats(s: &LstmShape) -> Floats {
    let rows = s.sequence.batches * s.sequence.steps;
    Floats {
        x: values(rows * s.input, 1.0),
        aux: values(rows * s.aux, 1.0),
        matrices: values(matrix_count(s), 0.7),
        vectors: values(vector_count(s), 0.5),
    }
}

fn run_f32(p: &LstmF32, f: &Floats) -> Vec<f32> {
    let s = &p.shape;
    let batches = s.sequence.batches;
    let mut y = vec![0.0; batches * s.sequence.steps * s.row];
    let (mut h, mut c) = (vec![0.0; batches * s.outputs], vec![0.0; batches * s.cells]);
    let mut scratch = vec![0.0; s.gates() * s.cells];
    lstm_f32(p, &f.x, &f.aux, &f.matrices, &f.vectors, &mut y, &mut h, &mut c, &mut scratch);
    in_order(s, &y)
}

fn params(shape: LstmShape) -> LstmF32 {
    LstmF32 { shape, activation: CellActivation::Tanh, cell_clip: F32(0.4), projection_clip: F32(0.3) }
}

#[test]
fn every_variant_equals_the_naive_cell() {
    for variant in 0..32 {
        let is = |bit: u32| variant >> bit & 1 == 1;
        let outputs = if is(3) { 2 } else { 4 };
        let shape = LstmShape {
            coupled: is(0),
            peephole: is(1),
            normalized: is(2),
            projection: is(3),
            aux: if is(4) { 2 } else { 0 },
            outputs,
            row: outputs + 1,
            offset: 1,
            ..shape()
        };
        let (p, f) = (params(shape), floats(&shape));
        let expected = naive(&p, &f.x, &f.aux, &f.matrices, &f.vectors);
        let close = |(y, e): (&f32, &f64)| (*y as f64 - e).abs() < 1e-5;
        assert!(run_f32(&p, &f).iter().zip(&expected).all(close), "variant {variant:05b}");
    }
}

/// In steps of `scale`.
fn quantize(x: &[f32], scale: f32) -> Vec<i8> {
    x.iter().map(|x| (x / scale).round().clamp(-127.0, 127.0) as i8).collect()
}

fn largest_difference(a: &[f32], b: &[f32]) -> f32 {
    a.iter().zip(b).map(|(a, b)| (a - b).abs()).fold(0.0, f32::max)
}

#[test]
fn int8_weights_come_close() {
    let shape = LstmShape { peephole: true, projection: true, outputs: 2, row: 2, aux: 2, ..shape() };
    let (p, f) = (params(shape), floats(&shape));
    for asymmetric in [false, true] {
        let scale = 0.7 / 127.0;
        let (mut y, mut h, mut c) = (vec![0.0; 12], vec![0.0; 4], vec![0.0; 8]);
        let (mut scratch, mut quantized) = (vec![0.0; 16], vec![0; 7]);
        lstm_hybrid(
            &p,
            asymmetric,
            &f.x,
            &f.aux,
            &quantize(&f.matrices, scale),
            &[scale; 13],
            &f.vectors,
            &mut y,
            &mut h,
            &mut c,
            &mut scratch,
            &mut quantized,
        );
        assert!(largest_difference(&in_order(&shape, &y), &run_f32(&p, &f)) < 0.02);
    }
}

/// A factor as `quantize_multiplier` gives it.
fn factor(real: f64) -> Multiplier {
    let shift = real.log2().floor() as i32 + 1;
    Multiplier { multiplier: (real / 2f64.powi(shift - 31)) as i32, shift }
}

const WEIGHT: f32 = 0.7 / 127.0;
const VALUE: f32 = 1.0 / 127.0;

/// Weights, biases and gates of a cell of integers, and its inputs; all values have the scale `VALUE`.
fn integers(f: &Floats, shape: &LstmShape) -> (Vec<i8>, Vec<i8>, Vec<i32>, Vec<LstmGate>) {
    let scale = WEIGHT as f64 * VALUE as f64;
    let gates = shape.gates() * shape.cells;
    let mut biases: Vec<i32> = f.vectors[..gates].iter().map(|b| (*b as f64 / scale).round() as i32).collect();
    biases.resize(2 * gates, 0);
    let gate = LstmGate { input: factor(scale * 4096.0), recurrent: factor(scale * 4096.0), ..LstmGate::default() };
    (quantize(&f.x, VALUE), quantize(&f.matrices, WEIGHT), biases, vec![gate; shape.gates()])
}

#[test]
fn integers_come_close() {
    let shape = shape();
    let f = floats(&shape);
    let expected = run_f32(&LstmF32 { cell_clip: F32(f32::INFINITY), ..params(shape) }, &f);
    let (x, matrices, biases, gates) = integers(&f, &shape);
    let out = factor(2f64.powi(-30) / VALUE as f64);
    let real = |y: &[i8]| in_order(&shape, y).into_iter().map(|y| y as f32 * VALUE).collect::<Vec<_>>();

    let p = LstmInteger {
        shape,
        gates: List(&gates),
        cell_bits: 4,
        cell_clip: 0,
        hidden: out,
        hidden_offset: 0,
        projection: Multiplier::default(),
        projection_offset: 0,
        projection_clip: 0,
        peephole_stride: 0,
    };
    let (mut y, mut h, mut c, mut scratch) = (vec![0; 24], vec![0; 8], vec![0; 8], vec![0; 16]);
    lstm_i8(&p, &x, &matrices, &[], &biases, &mut y, &mut h, &mut c, &mut scratch, &mut []);
    assert!(largest_difference(&real(&y), &expected) < 0.03);

    let p = LstmMicro {
        shape,
        gates: List(&gates),
        kept: factor(2f64.powi(-15)),
        added: factor(2f64.powi(-19)),
        cell_clip: -1,
        cell_input: SigmoidInput { multiplier: 6, shift: 0 },
        output: out,
        output_offset: 0,
    };
    let table = core::array::from_fn(|i| (65536.0 / (1.0 + (i as f64 / -24.0).exp())).min(65535.0) as u16);
    let (mut h, mut c) = (vec![0; 8], vec![0; 8]);
    lstm_micro_i8(&p, &x, &matrices, &biases, &table, &mut y, &mut h, &mut c, &mut scratch);
    assert!(largest_difference(&real(&y), &expected) < 0.03);
}

#[test]
fn the_basic_cell_is_one_step() {
    let sequence = Sequence { steps: 1, ..SEQUENCE };
    let shape = LstmShape { sequence, input: 1, cells: 1, outputs: 1, row: 1, ..shape() };
    let f = floats(&shape);
    let expected = run_f32(&LstmF32 { cell_clip: F32(f32::INFINITY), ..params(shape) }, &f);
    // Each gate is a row of a weight for the input and one for the output; gates come as input, cell, forget, output.
    let rows = [0, 3, 1, 2];
    let weights: Vec<f32> = rows.iter().flat_map(|gate| f.matrices[gate * 2..][..2].to_vec()).collect();
    let bias = rows.map(|gate| f.vectors[gate]);
    let (mut y, mut state, mut concatenated, mut gates) = ([0.0; 2], [0.0; 2], [0.0; 4], [0.0; 8]);
    let zeros = [0.0; 2];
    let p = LstmBasic { input: 1, cells: 1 };
    let outputs = (&mut y, &mut state, &mut concatenated, &mut gates);
    lstm_basic_f32(&p, &f.x, &zeros, &weights, &bias, &zeros, outputs.0, outputs.1, outputs.2, outputs.3);
    assert!(largest_difference(&y, &expected) < 1e-6);
}
