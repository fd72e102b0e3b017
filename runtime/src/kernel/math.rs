//! Functions of one number: absolute values, roots, logarithms, rounding.

use super::elementwise::unary;
use super::half::{over_bf16, over_f16};
use super::{Clamp, F32, Multiplier, Unary, ceil, exp, floor, round_half_even};

/// Sign of a number; NaN and zeros stay.
macro_rules! sign {
    ($x:expr) => {{
        let x = $x;
        if x > 0.0 {
            1.0
        } else if x < 0.0 {
            -1.0
        } else if x == 0.0 {
            0.0
        } else {
            x
        }
    }};
}

unary! {
    /// Absolute value.
    f32: abs_f32 = f32::abs;
    /// Absolute value; the least number stays.
    i16: abs_i16 = i16::wrapping_abs;
    /// Absolute value; the least number stays.
    i32: abs_i32 = i32::wrapping_abs;
    /// The least integer that is not below.
    f32: ceil_f32 = ceil;
    /// Cosine.
    f32: cos_f32 = libm::cosf;
    /// Cosine of binary16.
    u16: cos_f16 = over_f16(libm::cosf);
    /// Exponential function.
    f32: exp_f32 = exp;
    /// The greatest integer that is not above.
    f32: floor_f32 = floor;
    /// The greatest integer that is not above, of binary16.
    u16: floor_f16 = over_f16(floor);
    /// The greatest integer that is not above, of bfloat16.
    u16: floor_bf16 = over_bf16(floor);
    /// Natural logarithm.
    f32: log_f32 = libm::logf;
    /// Negation.
    f32: neg_f32 = |x| -x;
    /// Negation of either 16-bit float.
    u16: neg_f16 = |x| x ^ 0x8000;
    /// Negation of the raw number; the least stays.
    i8: neg_i8 = i8::wrapping_neg;
    /// Negation of the raw number; the least stays.
    i16: neg_i16 = i16::wrapping_neg;
    /// Negation; the least number stays.
    i32: neg_i32 = i32::wrapping_neg;
    /// Negation; the least number stays.
    i64: neg_i64 = i64::wrapping_neg;
    /// The nearest integer, ties to even.
    f32: round_f32 = round_half_even;
    /// The nearest integer, ties to even, of binary16.
    u16: round_f16 = over_f16(round_half_even);
    /// The nearest integer, ties to even, of bfloat16.
    u16: round_bf16 = over_bf16(round_half_even);
    /// Reciprocal of the square root.
    f32: rsqrt_f32 = |x| 1.0 / libm::sqrtf(x);
    /// -1, 0 or 1; NaN stays.
    f32: sign_f32 = |x| sign!(x);
    /// -1, 0 or 1; NaN stays.
    f64: sign_f64 = |x| sign!(x);
    /// -1, 0 or 1.
    i32: sign_i32 = i32::signum;
    /// Sine.
    f32: sin_f32 = libm::sinf;
    /// Sine of binary16.
    u16: sin_f16 = over_f16(libm::sinf);
    /// Square root.
    f32: sqrt_f32 = libm::sqrtf;
    /// `x * x`.
    f32: square_f32 = |x| x * x;
}

/// ABS between quantized tensors. `kernels/elementwise.cc`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Abs {
    /// The input's zero point.
    pub input_zero_point: i32,
    /// The output's zero point.
    pub output_zero_point: i32,
    /// Ratio of the scales.
    pub factor: Multiplier,
    /// Bounds of an output.
    pub clamp: Clamp<i32>,
}

impl Abs {
    /// The output for an input.
    #[inline(always)]
    pub fn apply(&self, x: i32) -> i32 {
        let magnitude = x.wrapping_sub(self.input_zero_point).wrapping_abs();
        self.clamp.apply(self.factor.apply(magnitude).wrapping_add(self.output_zero_point))
    }
}

/// [`Abs`] of int16.
pub fn abs_quantized_i16(p: &Abs, io: Unary<'_, i16>) {
    io.map(|x| p.apply(x as i32) as i16);
}

/// SQRT between quantized tensors: in single precision, cut off rather than rounded. `kernels/elementwise.cc`. Negative
/// numbers, at which TFLite stops, count as 0.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sqrt {
    /// The input's zero point.
    pub input_zero_point: i32,
    /// The output's zero point.
    pub output_zero_point: i32,
    /// The input's scale.
    pub input_scale: F32,
    /// The output's scale.
    pub output_scale: F32,
    /// Bounds of an output.
    pub clamp: Clamp<i32>,
}

impl Sqrt {
    /// The output for an input.
    #[inline(always)]
    pub fn apply(&self, x: i32) -> i32 {
        let x = x.wrapping_sub(self.input_zero_point).max(0);
        let root = libm::sqrtf(self.input_scale.0 * x as f32);
        let steps = (root / self.output_scale.0) as i32;
        self.clamp.apply(steps.saturating_add(self.output_zero_point))
    }
}

/// [`Sqrt`] of int16.
pub fn sqrt_i16(p: &Sqrt, io: Unary<'_, i16>) {
    io.map(|x| p.apply(x as i32) as i16);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs() {
        let mut y = [2.0, -0.5, -0.0, f32::INFINITY, f32::NAN];
        sign_f32(Unary::InPlace(&mut y));
        assert_eq!(y[..4], [1.0, -1.0, 0.0, 1.0]);
        assert!(y[4].is_nan());
    }

    #[test]
    fn the_least_integers_stay() {
        let (mut a, mut b) = ([i32::MIN, -3], [i8::MIN, 3]);
        abs_i32(Unary::InPlace(&mut a));
        neg_i8(Unary::InPlace(&mut b));
        assert_eq!((a, b), ([i32::MIN, 3], [i8::MIN, -3]));
    }

    #[test]
    fn square_roots_are_cut_off() {
        let clamp = Clamp { min: -32768, max: 32767 };
        let (input_scale, output_scale) = (F32(0.5), F32(0.25));
        let p = Sqrt { input_zero_point: 0, output_zero_point: 0, input_scale, output_scale, clamp };
        let mut y = [8, 7, -8];
        sqrt_i16(&p, Unary::InPlace(&mut y));
        assert_eq!(y, [8, 7, 0]); // 4 * sqrt(4), 4 * 1.87
    }

    #[test]
    fn halves_are_widened() {
        let (mut y, mut z) = ([0xbe00, 0x3c00], [0xbfc0]);
        floor_f16(Unary::InPlace(&mut y));
        floor_bf16(Unary::InPlace(&mut z));
        assert_eq!((y, z), ([0xc000, 0x3c00], [0xc000]));
    }
}
