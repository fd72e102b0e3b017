//! FULLY_CONNECTED: one dot product per output. `kernels/internal/reference/{,integer_ops/}fully_connected.h`.

use super::layer::output_f32;
use super::numbers::{Accumulate, Fixed, Integer, Real, Requantize, dot_8, dot_16x8, dot_f32};
use super::{Clamp, F32, HybridLayer, LayerQuant, row};

/// Shape of a layer. Weights are `[units, depth]`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FullyConnected {
    /// Values per input row: the accumulation depth.
    pub depth: usize,
    /// Outputs per row.
    pub units: usize,
}

macro_rules! real {
    ($($name:ident $x:ty, $w:ty, $bias:ty => $y:ty;)*) => { $(
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
            quantized(p, q, (x, weights), bias, Real { scale }, y);
        }
    )* };
}
real! {
    fully_connected_real_i8 i8, i8, i32 => i8;
    fully_connected_real_u8 u8, u8, i32 => u8;
    fully_connected_real_u8_i16 u8, u8, i32 => i16;
    fully_connected_real_i16 i16, i8, i64 => i16;
    fully_connected_real_i16_i32 i16, i8, i32 => i16;
}

macro_rules! fixed {
    ($($name:ident $x:ty, $w:ty, $bias:ty => $y:ty;)*) => { $(
        /// Requantized in fixed point, as TFLite Micro does. `bias` may be empty.
        #[allow(clippy::too_many_arguments)]
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
            quantized(p, q, (x, weights), bias, Fixed { multiplier, shift }, y);
        }
    )* };
}
fixed! {
    fully_connected_fixed_i8 i8, i8, i32 => i8;
    fully_connected_fixed_i16 i16, i8, i64 => i16;
    fully_connected_fixed_i16_i32 i16, i8, i32 => i16;
}

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
        each_unit(p, weights, y, |unit, w| output_f32(clamp, bias, unit, dot_f32(x, w)));
    });
}

/// Float activations and int8 weights; `quantized` has room for a row.
#[allow(clippy::too_many_arguments)]
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
        each_unit(p, weights, y, |unit, w| h.output(row, scale, bias, unit, dot_8(quantized, w, row.offset, 0)));
    });
}

/// Activations and weights of the types that a layer mixes, and the type that it sums in.
trait Dot<W, A>: Sized {
    fn dot(x: &[Self], w: &[W], q: &LayerQuant) -> A;
}

macro_rules! dot_8 {
    ($($t:ty)*) => { $(
        impl Dot<$t, i32> for $t {
            #[inline(always)]
            fn dot(x: &[$t], w: &[$t], q: &LayerQuant) -> i32 {
                dot_8(x, w, q.input_offset, q.weights_offset)
            }
        }
    )* };
}
dot_8!(i8 u8);

impl Dot<i8, i64> for i16 {
    #[inline(always)]
    fn dot(x: &[i16], w: &[i8], q: &LayerQuant) -> i64 {
        dot_16x8(x, w, q.weights_offset)
    }
}

impl Dot<i8, i32> for i16 {
    #[inline(always)]
    fn dot(x: &[i16], w: &[i8], q: &LayerQuant) -> i32 {
        dot_16x8(x, w, q.weights_offset) as i32
    }
}

#[inline(always)]
fn quantized<X: Dot<W, A>, W, A: Accumulate, Y: Integer>(
    p: &FullyConnected,
    q: &LayerQuant,
    (x, weights): (&[X], &[W]),
    bias: &[A],
    scale: impl Requantize<A>,
    y: &mut [Y],
) {
    each_row(p, x, y, |x, y| {
        each_unit(p, weights, y, |unit, w| q.output(scale, bias, unit, X::dot(x, w, q)));
    });
}

#[inline(always)]
fn each_row<X, Y>(p: &FullyConnected, x: &[X], y: &mut [Y], mut f: impl FnMut(&[X], &mut [Y])) {
    let rows = x.chunks_exact(p.depth.max(1));
    rows.zip(y.chunks_exact_mut(p.units.max(1))).for_each(|(x, y)| f(x, y));
}

#[inline(always)]
fn each_unit<W, Y>(p: &FullyConnected, weights: &[W], y: &mut [Y], f: impl Fn(usize, &[W]) -> Y) {
    y.iter_mut().enumerate().for_each(|(unit, y)| *y = f(unit, row(weights, unit * p.depth, p.depth)));
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
