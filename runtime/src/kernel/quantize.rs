//! Between real numbers and quantized ones, and between quantizations. `kernels/internal/reference/{,re,de}quantize.h`.

use super::rounding::round_to_i32;
use super::{Clamp, F32, Integer, Multiplier, Unary, convert, f16_to_f32};

/// Quantization of real numbers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Quantize {
    /// The output's scale.
    pub scale: F32,
    /// The output's zero point.
    pub zero_point: i32,
    /// Bounds of an output: those of its type, of at most 16 bits.
    pub clamp: Clamp<i32>,
}

impl Quantize {
    /// `round(x / scale) + zero_point`, ties away from zero. What is out of range saturates, also where TFLite's conversion to
    /// int32 overflows; NaN gives the least.
    #[inline(always)]
    pub fn apply(&self, x: f32) -> i32 {
        let min = self.clamp.min.wrapping_sub(self.zero_point) as f32;
        let max = self.clamp.max.wrapping_sub(self.zero_point) as f32;
        let steps = x / self.scale.0;
        let steps = if steps > min { steps } else { min };
        let steps = if steps < max { steps } else { max };
        round_to_i32(steps).wrapping_add(self.zero_point)
    }
}

/// Where the channels of a per-channel quantized tensor are.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Channels {
    /// Number of elements that follow each other in one channel: the product of the dimensions after the channels'.
    pub inner: usize,
    /// Bounds of an output.
    pub clamp: Clamp<i32>,
}

/// Calls `f` with the scale, the zero point and the outputs of each run of elements in one channel.
#[inline(always)]
pub(super) fn each_channel<T>(
    p: &Channels,
    scale: &[f32],
    zero_point: &[i32],
    mut y: &mut [T],
    mut f: impl FnMut(F32, i32, &mut [T]),
) {
    for (&scale, &zero_point) in scale.iter().zip(zero_point).cycle() {
        let Some((row, rest)) = y.split_at_mut_checked(p.inner.max(1)) else { return };
        f(F32(scale), zero_point, row);
        y = rest;
    }
}

/// The next `count` elements.
#[inline(always)]
fn take<'a, T>(x: &mut &'a [T], count: usize) -> &'a [T] {
    let (row, rest) = x.split_at_checked(count).unwrap_or_default();
    *x = rest;
    row
}

macro_rules! quantizers {
    ($($t:ty: $name:ident $channels:ident;)*) => { $(
        /// QUANTIZE of floats.
        pub fn $name(p: &Quantize, x: &[f32], y: &mut [$t]) {
            convert(x, y, |x| <$t>::narrow(p.apply(x)));
        }

        /// QUANTIZE of floats, with a scale and a zero point for each channel.
        pub fn $channels(p: &Channels, scale: &[f32], zero_point: &[i32], mut x: &[f32], y: &mut [$t]) {
            each_channel(p, scale, zero_point, y, |scale, zero_point, y| {
                $name(&Quantize { scale, zero_point, clamp: p.clamp }, take(&mut x, y.len()), y);
            });
        }
    )* };
}
quantizers! {
    i8: quantize_i8 quantize_channels_i8;
    u8: quantize_u8 quantize_channels_u8;
    i16: quantize_i16 quantize_channels_i16;
}

macro_rules! dequantizers {
    ($($t:ty: $name:ident $($channels:ident)?;)*) => { $(
        /// DEQUANTIZE: `scale * (x - zero_point)`.
        pub fn $name(p: &Dequantize, x: &[$t], y: &mut [f32]) {
            convert(x, y, |x| p.apply(x.widen()));
        }
        $(
            /// DEQUANTIZE, with a scale and a zero point for each channel.
            pub fn $channels(p: &Channels, scale: &[f32], zero_point: &[i32], mut x: &[$t], y: &mut [f32]) {
                each_channel(p, scale, zero_point, y, |scale, zero_point, y| {
                    $name(&Dequantize { scale, zero_point }, take(&mut x, y.len()), y);
                });
            }
        )?
    )* };
}
dequantizers! {
    i8: dequantize_i8 dequantize_channels_i8;
    u8: dequantize_u8 dequantize_channels_u8;
    i16: dequantize_i16;
}

/// The real numbers that quantized ones stand for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Dequantize {
    /// The input's scale.
    pub scale: F32,
    /// The input's zero point.
    pub zero_point: i32,
}

impl Dequantize {
    /// TFLite multiplies in double precision, which gives the same: both factors are exact in single precision.
    #[inline(always)]
    pub fn apply(&self, x: i32) -> f32 {
        self.scale.0 * x.wrapping_sub(self.zero_point) as f32
    }
}

/// DEQUANTIZE of binary16.
pub fn dequantize_f16(x: &[u16], y: &mut [f32]) {
    convert(x, y, f16_to_f32);
}

/// Between two quantizations, and quantized RELU: `clamp(factor * (x - input zero point) + output zero point)`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Requantization {
    /// The input's zero point.
    pub input_zero_point: i32,
    /// The output's zero point.
    pub output_zero_point: i32,
    /// Ratio of the scales.
    pub factor: Multiplier,
    /// Bounds of an output.
    pub clamp: Clamp<i32>,
}

impl Requantization {
    /// The output for an input.
    #[inline(always)]
    pub fn apply(&self, x: i32) -> i32 {
        let y = self.factor.apply(x.wrapping_sub(self.input_zero_point));
        self.clamp.apply(y.wrapping_add(self.output_zero_point))
    }
}

/// [`Requantization`] of int16, also in place.
pub fn requantize_i16(p: &Requantization, io: Unary<'_, i16>) {
    io.map(|x| p.apply(x as i32) as i16);
}

macro_rules! requantizers {
    ($($name:ident $x:ty => $y:ty;)*) => { $(
        /// [`Requantization`] between types.
        pub fn $name(p: &Requantization, x: &[$x], y: &mut [$y]) {
            convert(x, y, |x| <$y>::narrow(p.apply(x.widen())));
        }
    )* };
}
requantizers! {
    requantize_i8_i16 i8 => i16;
    requantize_i8_i32 i8 => i32;
    requantize_u8_i16 u8 => i16;
    requantize_i16_i8 i16 => i8;
    requantize_i16_i32 i16 => i32;
    requantize_i32_i8 i32 => i8;
    requantize_i32_i16 i32 => i16;
}

/// FAKE_QUANT: real numbers moved to the steps of a quantization. `FakeQuantizeArray`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FakeQuant {
    /// The least step.
    pub min: F32,
    /// The greatest step.
    pub max: F32,
    /// Distance of steps.
    pub scale: F32,
    /// Its reciprocal.
    pub inverse: F32,
}

/// [`FakeQuant`] of floats. NaN becomes the least step, as comparisons with it fail in TFLite.
pub fn fake_quant_f32(p: &FakeQuant, io: Unary<'_, f32>) {
    io.map(|x| {
        let x = if x > p.min.0 { x } else { p.min.0 };
        let x = if x < p.max.0 { x } else { p.max.0 };
        round_to_i32((x - p.min.0) * p.inverse.0) as f32 * p.scale.0 + p.min.0
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    const I8: Clamp<i32> = Clamp { min: -128, max: 127 };

    #[test]
    fn quantize_rounds_away_and_saturates() {
        let p = Quantize { scale: F32(0.5), zero_point: 3, clamp: I8 };
        let x = [0.25, -0.25, 0.24999999, 1e30, -1e30, f32::INFINITY, f32::NEG_INFINITY, f32::NAN, 62.0, 61.74];
        let mut y = [0; 10];
        quantize_i8(&p, &x, &mut y);
        assert_eq!(y, [4, 2, 3, 127, -128, 127, -128, -128, 127, 126]);
    }

    #[test]
    fn channels_repeat_along_the_outer_dimensions() {
        let p = Channels { inner: 2, clamp: I8 };
        let (scale, zero_point) = ([1.0, 0.5], [0, 10]);
        let mut y = [0; 8];
        quantize_channels_i8(&p, &scale, &zero_point, &[1.0; 8], &mut y);
        assert_eq!(y, [1, 1, 12, 12, 1, 1, 12, 12]);
        let mut x = [0.0; 8];
        dequantize_channels_i8(&p, &scale, &zero_point, &y, &mut x);
        assert_eq!(x, [1.0; 8]);
    }

    #[test]
    fn requantization_clamps() {
        let factor = Multiplier { multiplier: 1 << 30, shift: 2 };
        let p = Requantization { input_zero_point: 1, output_zero_point: -5, factor, clamp: I8 };
        let mut y = [0; 3];
        requantize_i16_i8(&p, &[11, -9, 32767], &mut y);
        assert_eq!(y, [15, -25, 127]);
    }

    #[test]
    fn fake_quant_moves_to_steps() {
        let p = FakeQuant { min: F32(-1.0), max: F32(2.0), scale: F32(0.5), inverse: F32(2.0) };
        let mut y = [0.3, -0.26, 7.0, -7.0, f32::NAN];
        fake_quant_f32(&p, Unary::InPlace(&mut y));
        assert_eq!(y, [0.5, -0.5, 2.0, -1.0, -1.0]);
    }
}
