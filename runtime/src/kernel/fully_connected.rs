//! FULLY_CONNECTED: one dot product per output. `kernels/internal/reference/{,integer_ops/}fully_connected.h`.

use super::{Clamp, F32, Fixed, Integer, Real, Requantize, channel, row};

/// Shape and quantization of a quantized layer.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FullyConnected {
    /// Values per input row: the accumulation depth.
    pub depth: usize,
    /// Outputs per row.
    pub units: usize,
    /// Added to each input: the negated zero point.
    pub input_offset: i32,
    /// Added to each weight: the negated zero point.
    pub weights_offset: i32,
    /// Added to each output: the zero point.
    pub output_offset: i32,
    /// Bounds of an output.
    pub clamp: Clamp<i32>,
}

macro_rules! entries {
    ($($real:ident $fixed:ident $x:ty, $w:ty;)*) => { $(
        /// Requantized in double precision: LiteRT's int8. `weights` is `[units, depth]`; `bias` may be empty.
        pub fn $real(p: &FullyConnected, x: &[$x], weights: &[$w], bias: &[i32], scale: &[f64], y: &mut [$x]) {
            fully_connected(p, x, weights, bias, Real { scale }, y);
        }

        /// Requantized in fixed point: uint8, and TFLite Micro's int8. `weights` is `[units, depth]`; `bias` may be empty.
        pub fn $fixed(
            p: &FullyConnected,
            x: &[$x],
            weights: &[$w],
            bias: &[i32],
            multiplier: &[i32],
            shift: &[i8],
            y: &mut [$x],
        ) {
            fully_connected(p, x, weights, bias, Fixed { multiplier, shift }, y);
        }
    )* };
}
entries! {
    fully_connected_real_i8 fully_connected_fixed_i8 i8, i8;
    fully_connected_real_u8 fully_connected_fixed_u8 u8, u8;
}

#[inline(always)]
fn fully_connected<X: Integer, W: Integer, Y: Integer>(
    p: &FullyConnected,
    x: &[X],
    weights: &[W],
    bias: &[i32],
    scale: impl Requantize,
    y: &mut [Y],
) {
    for (b, y) in y.chunks_exact_mut(p.units.max(1)).enumerate() {
        let x = row(x, b * p.depth, p.depth);
        for (unit, y) in y.iter_mut().enumerate() {
            let acc = dot(x, row(weights, unit * p.depth, p.depth), p.input_offset, p.weights_offset);
            let acc = acc.wrapping_add(bias.get(unit).copied().unwrap_or(0));
            *y = Y::narrow(p.clamp.apply(scale.requantize(unit, acc).wrapping_add(p.output_offset)));
        }
    }
}

#[inline(always)]
fn dot<X: Integer, W: Integer>(x: &[X], w: &[W], x_offset: i32, w_offset: i32) -> i32 {
    let products = x.iter().zip(w).map(|(x, w)| (x.widen() + x_offset).wrapping_mul(w.widen() + w_offset));
    products.fold(0, i32::wrapping_add)
}

/// Shape of a float layer.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FullyConnectedF32 {
    /// Values per input row: the accumulation depth.
    pub depth: usize,
    /// Outputs per row.
    pub units: usize,
    /// Bounds of an output.
    pub clamp: Clamp<F32>,
}

/// Float. `weights` is `[units, depth]`; `bias` may be empty.
pub fn fully_connected_f32(p: &FullyConnectedF32, x: &[f32], weights: &[f32], bias: &[f32], y: &mut [f32]) {
    for (b, y) in y.chunks_exact_mut(p.units.max(1)).enumerate() {
        let x = row(x, b * p.depth, p.depth);
        for (unit, y) in y.iter_mut().enumerate() {
            let acc = super::dot_f32(x, row(weights, unit * p.depth, p.depth));
            *y = p.clamp.apply(acc + channel(bias, unit));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_row_of_two_units() {
        let clamp = Clamp { min: -128, max: 127 };
        let p = FullyConnected { depth: 2, units: 2, input_offset: 1, weights_offset: 0, output_offset: -3, clamp };
        let mut y = [0i8; 2];
        fully_connected_real_i8(&p, &[1i8, 2], &[1i8, 2, 100, 100], &[4, 0], &[0.5, 1.0], &mut y);
        assert_eq!(y, [(12.0f64 / 2.0) as i8 - 3, 127]);
    }
}
