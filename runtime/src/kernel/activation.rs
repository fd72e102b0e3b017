//! Activation functions. 8-bit tensors have tables of them instead; these are for floats and int16.

use super::elementwise::unary;
use super::half::{over_bf16, over_f16};
use super::{Clamp, F32, Multiplier, Unary, erfc, exp_m1, f16_to_f32, f32_to_f16, logistic, tanh};

/// Within bounds: RELU, RELU6, RELU_N1_TO_1, RELU_0_TO_1.
pub fn clamp_f32(clamp: &Clamp<F32>, io: Unary<'_, f32>) {
    io.map(|x| clamp.apply(x));
}

/// `x * min(max(x + 3, 0), 6) / 6`.
#[inline(always)]
pub fn hard_swish(x: f32) -> f32 {
    let shifted = x + 3.0;
    let gate = if shifted > 0.0 { shifted } else { 0.0 };
    x * (if gate < 6.0 { gate } else { 6.0 }) * (1.0 / 6.0)
}

/// `x * logistic(x)`.
#[inline(always)]
pub fn swish(x: f32) -> f32 {
    x * logistic(x)
}

/// `x`, or `exp(x) - 1` below 0.
#[inline(always)]
pub fn elu(x: f32) -> f32 {
    if x < 0.0 { exp_m1(x) } else { x }
}

/// `x` times the normal distribution's cumulative function.
#[inline(always)]
pub fn gelu(x: f32) -> f32 {
    0.5 * x * erfc(x * -core::f32::consts::FRAC_1_SQRT_2)
}

/// sqrt(2 / pi).
pub const SQRT_2_DIV_PI: f32 = (core::f64::consts::FRAC_2_SQRT_PI * core::f64::consts::FRAC_1_SQRT_2) as f32;

/// [`gelu`], approximated by `x (1 + tanh(sqrt(2 / pi) (x + 0.044715 x³))) / 2`.
#[inline(always)]
pub fn gelu_tanh(x: f32) -> f32 {
    0.5 * x * (1.0 + tanh(SQRT_2_DIV_PI * (x + 0.044715 * x * x * x)))
}

unary! {
    /// [`elu`].
    f32: elu_f32 = elu;
    /// [`gelu`].
    f32: gelu_f32 = gelu;
    /// [`gelu_tanh`].
    f32: gelu_tanh_f32 = gelu_tanh;
    /// [`hard_swish`].
    f32: hard_swish_f32 = hard_swish;
    /// [`logistic`].
    f32: logistic_f32 = logistic;
    /// [`logistic`] of binary16.
    u16: logistic_f16 = over_f16(logistic);
    /// [`logistic`] of bfloat16.
    u16: logistic_bf16 = over_bf16(logistic);
    /// [`swish`].
    f32: swish_f32 = swish;
    /// Hyperbolic tangent.
    f32: tanh_f32 = tanh;
    /// Hyperbolic tangent of binary16.
    u16: tanh_f16 = over_f16(tanh);
    /// Hyperbolic tangent of bfloat16.
    u16: tanh_bf16 = over_bf16(tanh);
}

/// [`gelu`] of binary16; every step is rounded, as in the reference.
pub fn gelu_f16(io: Unary<'_, u16>) {
    const MINUS_SQRT_HALF: f32 = -0.707_031_25;
    let round = |x: f32| f16_to_f32(f32_to_f16(x));
    io.map(|x| {
        let x = f16_to_f32(x);
        f32_to_f16(round(0.5 * x) * round(erfc(round(x * MINUS_SQRT_HALF))))
    });
}

/// [`gelu_tanh`] of binary16; every step is rounded, as in the reference.
pub fn gelu_tanh_f16(io: Unary<'_, u16>) {
    const FACTOR: f32 = 0.797_851_56;
    const CUBIC: f32 = 0.044_708_252;
    let round = |x: f32| f16_to_f32(f32_to_f16(x));
    io.map(|x| {
        let x = f16_to_f32(x);
        let cube = round(round(x * x) * x);
        let inner = round(FACTOR * round(x + round(CUBIC * cube)));
        f32_to_f16(round(0.5 * x) * round(1.0 + round(tanh(inner))))
    });
}

/// `x`, or `alpha * x` below 0.
pub fn leaky_relu_f32(alpha: &F32, io: Unary<'_, f32>) {
    io.map(|x| if x > 0.0 { x } else { x * alpha.0 });
}

/// LEAKY_RELU between quantized tensors. `kernels/internal/reference/leaky_relu.h`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LeakyRelu {
    /// The input's zero point.
    pub input_zero_point: i32,
    /// The output's zero point.
    pub output_zero_point: i32,
    /// Factor where the input is not negative.
    pub identity: Multiplier,
    /// Factor where it is, without its sign.
    pub alpha: Multiplier,
    /// Whether alpha is negative.
    pub negative: bool,
    /// Bounds of an output.
    pub clamp: Clamp<i32>,
}

impl LeakyRelu {
    /// The output for an input.
    #[inline(always)]
    pub fn apply(&self, x: i32) -> i32 {
        let x = x.wrapping_sub(self.input_zero_point);
        let y = if x >= 0 { self.identity } else { self.alpha }.apply(x);
        let y = if x < 0 && self.negative { y.wrapping_neg() } else { y };
        self.clamp.apply(y.wrapping_add(self.output_zero_point))
    }
}

/// [`LeakyRelu`] of int16.
pub fn leaky_relu_i16(p: &LeakyRelu, io: Unary<'_, i16>) {
    io.map(|x| p.apply(x as i32) as i16);
}

/// How an int16 input reaches the scale of the sigmoid's table, which has 24 entries per unit and is read at 1/(3·4096).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SigmoidInput {
    /// Factor.
    pub multiplier: i32,
    /// Right shift after it, 0..=31.
    pub shift: u32,
}

impl SigmoidInput {
    #[inline(always)]
    fn apply(self, x: i16) -> i32 {
        let half = if self.shift > 0 { 1i32.wrapping_shl(self.shift - 1) } else { 0 };
        (x as i32).wrapping_mul(self.multiplier).wrapping_add(half).wrapping_shr(self.shift)
    }
}

/// `table[at / 2^bits]` in 0.16, interpolated: in units of 2^-(16 + bits). `None` past the table.
#[inline(always)]
fn interpolate(table: &[u16; 256], at: u32, bits: u32) -> Option<u32> {
    let index = (at >> bits).min(255) as u8;
    let [low, high] = [table[index as usize] as u32, table[index.wrapping_add(1) as usize] as u32];
    let rest = at & ((1 << bits) - 1);
    (index < 255).then(|| (low << bits).wrapping_add(rest.wrapping_mul(high.wrapping_sub(low))))
}

/// LOGISTIC of int16 to 0.15. `kernels/internal/reference/integer_ops/logistic.h`.
pub fn logistic_i16(p: &SigmoidInput, table: &[u16; 256], io: Unary<'_, i16>) {
    io.map(|x| {
        let x = p.apply(x);
        let y = interpolate(table, x.unsigned_abs(), 9).unwrap_or(0x7fff << 10);
        let y = if x >= 0 { y + (1 << 9) } else { (1u32 << 25).wrapping_sub(y) + (1 << 9) - 1 };
        (y >> 10) as i16
    });
}

/// TANH of int16 to 0.15, as `2 logistic(2x) - 1`. `kernels/internal/reference/integer_ops/tanh.h`.
pub fn tanh_i16(p: &SigmoidInput, table: &[u16; 256], io: Unary<'_, i16>) {
    const HALF: i32 = 1 << 23;
    io.map(|x| {
        let x = p.apply(x);
        let y = interpolate(table, x.unsigned_abs(), 8).unwrap_or(0xffff << 8) as i32;
        let y = if x >= 0 { y - HALF + (1 << 7) } else { HALF - y + (1 << 7) - 1 };
        (y >> 8) as i16
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table() -> [u16; 256] {
        core::array::from_fn(|i| libm::round(65536.0 / (1.0 + libm::exp(-(i as f64) / 24.0))).min(65535.0) as u16)
    }

    /// A power-of-two scale: 1/4096 per unit, times 3.
    const INPUT: SigmoidInput = SigmoidInput { multiplier: 3, shift: 0 };

    #[test]
    fn int16_functions_are_close_to_the_real_ones() {
        for x in (i16::MIN..=i16::MAX).step_by(37) {
            let real = x as f64 / 4096.0;
            let (mut sigmoid, mut tanh) = ([x], [x]);
            logistic_i16(&INPUT, &table(), Unary::InPlace(&mut sigmoid));
            tanh_i16(&INPUT, &table(), Unary::InPlace(&mut tanh));
            let off = |y: i16, f: f64| (y as f64 - f * 32768.0).abs();
            assert!(off(sigmoid[0], 1.0 / (1.0 + libm::exp(-real))) < 3.0, "{x}");
            assert!(off(tanh[0], libm::tanh(real)) < 6.0, "{x}");
        }
    }

    #[test]
    fn leaky_relu_scales_each_side() {
        let factor = |shift| Multiplier { multiplier: 1 << 30, shift };
        let clamp = Clamp { min: -32768, max: 32767 };
        let p = LeakyRelu {
            input_zero_point: 0,
            output_zero_point: 0,
            identity: factor(2),
            alpha: factor(0),
            negative: true,
            clamp,
        };
        let mut y = [100, -100, 32767];
        leaky_relu_i16(&p, Unary::InPlace(&mut y));
        assert_eq!(y, [200, 50, 32767]);
    }

    #[test]
    fn half_precision_rounds_every_step() {
        let mut y = [0x3c00, 0xbc00];
        gelu_f16(Unary::InPlace(&mut y));
        assert_eq!(y.map(f16_to_f32), [0.8413, -0.1587].map(|x| f16_to_f32(f32_to_f16(x))));
    }
}
