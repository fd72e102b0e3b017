//! FULLY_CONNECTED: one dot product per output. `kernels/internal/reference/{,integer_ops/}fully_connected.h`.

use super::layer::output_f32;
use super::numbers::{Dot, Dot8, Dot16x8, Dot16x8Narrow, DotF32, Fixed, Integer, Real, Requantize};
use super::{Clamp, F32, HybridLayer, LayerQuant, row, vectorized};

/// Shape of a layer. Weights are `[units, depth]`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FullyConnected {
    /// Values per input row: the accumulation depth.
    pub depth: usize,
    /// Outputs per row.
    pub units: usize,
}

macro_rules! real {
    ($($name:ident $dot:ident $x:ty, $w:ty, $bias:ty => $y:ty;)*) => { $(
        vectorized! {
            /// Requantized in double precision, as LiteRT does. `bias` may be empty.
            pub fn $name(
                p: &FullyConnected,
                q: &LayerQuant,
                x: &[$x],
                weights: &[$w],
                bias: &[$bias],
                scale: &[f64],
                y: &mut [$y],
            ) {
                quantized(p, q, (x, weights), $dot(q), bias, Real { scale }, y);
            }
        }
    )* };
}
real! {
    fully_connected_real_i8 dot_8 i8, i8, i32 => i8;
    fully_connected_real_u8 dot_8 u8, u8, i32 => u8;
    fully_connected_real_u8_i16 dot_8 u8, u8, i32 => i16;
    fully_connected_real_i16 dot_16x8 i16, i8, i64 => i16;
    fully_connected_real_i16_i32 dot_16x8_narrow i16, i8, i32 => i16;
}

macro_rules! fixed {
    ($($name:ident $dot:ident $x:ty, $w:ty, $bias:ty => $y:ty;)*) => { $(
        vectorized! {
            /// Requantized in fixed point, as TFLite Micro does. `bias` may be empty.
            pub fn $name(
                p: &FullyConnected,
                q: &LayerQuant,
                x: &[$x],
                weights: &[$w],
                bias: &[$bias],
                multiplier: &[i32],
                shift: &[i8],
                y: &mut [$y],
            ) {
                quantized(p, q, (x, weights), $dot(q), bias, Fixed { multiplier, shift }, y);
            }
        }
    )* };
}
fixed! {
    fully_connected_fixed_i8 dot_8 i8, i8, i32 => i8;
    fully_connected_fixed_i16 dot_16x8 i16, i8, i64 => i16;
    fully_connected_fixed_i16_i32 dot_16x8_narrow i16, i8, i32 => i16;
}

vectorized! {
    /// Float. `bias` may be empty.
    pub fn fully_connected_f32(
        p: &FullyConnected,
        clamp: Clamp<F32>,
        x: &[f32],
        weights: &[f32],
        bias: &[f32],
        y: &mut [f32],
    ) {
        each_row(p, x, y, |x, y| {
            each_unit(p, x, weights, y, DotF32, |unit, sum| output_f32(clamp, bias, unit, sum));
        });
    }
}

vectorized! {
    /// Float activations and int8 weights; `quantized` has room for a row.
    pub fn fully_connected_hybrid(
        p: &FullyConnected,
        h: &HybridLayer,
        x: &[f32],
        weights: &[i8],
        scale: &[f32],
        bias: &[f32],
        quantized: &mut [i8],
        y: &mut [f32],
    ) {
        each_row(p, x, y, |x, y| {
            let row = h.quantize(x, quantized);
            let dot = Dot8 { x_offset: row.offset, w_offset: 0 };
            each_unit(p, quantized, weights, y, dot, |unit, sum| h.output(row, scale, bias, unit, sum));
        });
    }
}

fn dot_8(q: &LayerQuant) -> Dot8 {
    Dot8 { x_offset: q.input_offset, w_offset: q.weights_offset }
}

fn dot_16x8(q: &LayerQuant) -> Dot16x8 {
    Dot16x8 { w_offset: q.weights_offset }
}

fn dot_16x8_narrow(q: &LayerQuant) -> Dot16x8Narrow {
    Dot16x8Narrow(dot_16x8(q))
}

#[inline(always)]
fn quantized<X, W, D: Dot<X, W>, Y: Integer>(
    p: &FullyConnected,
    q: &LayerQuant,
    (x, weights): (&[X], &[W]),
    dot: D,
    bias: &[D::Sum],
    scale: impl Requantize<D::Sum>,
    y: &mut [Y],
) {
    each_row(p, x, y, |x, y| {
        each_unit(p, x, weights, y, dot, |unit, sum| q.output(scale, bias, unit, sum));
    });
}

#[inline(always)]
fn each_row<X, Y>(p: &FullyConnected, x: &[X], y: &mut [Y], mut f: impl FnMut(&[X], &mut [Y])) {
    let rows = x.chunks_exact(p.depth.max(1));
    rows.zip(y.chunks_exact_mut(p.units.max(1))).for_each(|(x, y)| f(x, y));
}

/// The outputs of a row, four at a time.
#[inline(always)]
fn each_unit<X, W, D: Dot<X, W>, Y>(
    p: &FullyConnected,
    x: &[X],
    weights: &[W],
    y: &mut [Y],
    dot: D,
    output: impl Fn(usize, D::Sum) -> Y,
) {
    let weights_of = |unit: usize| row(weights, unit * p.depth, p.depth);
    let (blocks, rest) = y.as_chunks_mut::<4>();
    let whole = blocks.len() * 4;
    for (i, block) in blocks.iter_mut().enumerate() {
        let sums = dot.four(x, [0, 1, 2, 3].map(|k| weights_of(i * 4 + k)));
        block.iter_mut().zip(sums).enumerate().for_each(|(k, (y, sum))| *y = output(i * 4 + k, sum));
    }
    for (i, y) in rest.iter_mut().enumerate() {
        *y = output(whole + i, dot.one(x, weights_of(whole + i)));
    }
}

#[cfg(test)]
mod tests {
    extern crate std;
    use super::*;
    use std::vec;

    const P: FullyConnected = FullyConnected { depth: 2, units: 2 };

    #[test]
    fn one_row_of_two_units() {
        let clamp = Clamp { min: -128, max: 127 };
        let q = LayerQuant { input_offset: 1, weights_offset: 0, output_offset: -3, clamp };
        let mut y = [0i8; 2];
        fully_connected_real_i8(&P, &q, &[1i8, 2], &[1i8, 2, 100, 100], &[4, 0], &[0.5, 1.0], &mut y);
        assert_eq!(y, [(12.0f64 / 2.0) as i8 - 3, 127]);
    }

    #[test]
    fn wide_sums_are_exact() {
        let n = 70_000;
        let p = FullyConnected { depth: n, units: 1 };
        let q = LayerQuant {
            input_offset: 0,
            weights_offset: 0,
            output_offset: 0,
            clamp: Clamp { min: -32768, max: 32767 },
        };
        let mut y = [0];
        let scale = 1.0 / (1u64 << 30) as f64;
        fully_connected_real_i16(&p, &q, &vec![-32768; n], &vec![-128; n], &[-5], &[scale], &mut y);
        assert_eq!(y, [((70_000i64 << 22) as f64 * scale).round() as i16]);
    }

    #[test]
    fn each_row_is_quantized_by_itself() {
        let clamp = Clamp { min: F32(f32::NEG_INFINITY), max: F32(f32::INFINITY) };
        let h = HybridLayer { asymmetric: false, clamp };
        let (mut scratch, mut y) = ([0; 2], [0.0; 4]);
        fully_connected_hybrid(
            &P,
            &h,
            &[127.0, 1.0, 0.0, 0.0],
            &[1, 2, 0, 1],
            &[0.5],
            &[1.0, 2.0],
            &mut scratch,
            &mut y,
        );
        assert_eq!(y, [65.5, 2.5, 1.0, 2.0]);
    }
}
