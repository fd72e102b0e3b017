//! Activation functions of 8-bit tensors that reference kernels compute in fixed point: evaluated here for all inputs.

use super::quantized::multiplier;
use crate::diag::Diagnostic;
use crate::ir::{Quant, Tensor};
use crate::kernel::{
    Clamp, Multiplier, SigmoidInput, divide_by_pot, exp_of_negative, exp_of_negative_with, one_minus_over_one_plus,
    one_over_one_plus,
};
use crate::math::{self, quantize_multiplier};

/// LOGISTIC and TANH of int8 in TFLite Micro: the input as a number with 4 integer bits, gemmlowp's functions of it
/// (`kernels/internal/reference/integer_ops/{logistic,tanh}.h`).
pub(super) struct Sigmoid {
    zero_point: i32,
    scale: Multiplier,
}

impl Sigmoid {
    pub(super) fn new(input: &Quant) -> Result<Self, Diagnostic> {
        let scale = multiplier(f64::from(input.scale()) * f64::from(1 << 27))?;
        Ok(Sigmoid { zero_point: input.zero_point(), scale })
    }

    /// `f` of the input, rounded to `bits` fractional bits; inputs that 4 bits do not hold saturate.
    fn apply(&self, x: i32, bits: i32, least: i32, f: impl Fn(i32) -> i32) -> i32 {
        let x = x - self.zero_point;
        let radius = ((15i64 << 27) >> self.scale.shift.clamp(0, 62)) as i32;
        let one = 1 << bits;
        if x <= -radius {
            least
        } else if x >= radius {
            one
        } else {
            divide_by_pot(f(self.scale.apply(x)), 31 - bits)
        }
    }

    /// The raw output, of scale 1/256 and zero point -128.
    pub(super) fn logistic(&self, x: i32) -> i32 {
        let f = |x: i32| {
            let upper = one_over_one_plus(exp_of_negative_with::<4>(-x.abs()));
            match x {
                0 => 1 << 30,
                1.. => upper,
                _ => i32::MAX - upper,
            }
        };
        (self.apply(x, 8, 0, f) - 128).clamp(-128, 127)
    }

    /// The raw output, of scale 1/128 and zero point 0.
    pub(super) fn tanh(&self, x: i32) -> i32 {
        // The argument doubled: the same bits with one integer bit more.
        let f = |x: i32| if x == 0 { 0 } else { x.signum() * one_minus_over_one_plus(exp_of_negative(-x.abs())) };
        self.apply(x, 7, -128, f).clamp(-128, 127)
    }
}

/// HARD_SWISH between 8-bit tensors, in 16-bit arithmetic (`kernels/internal/reference/hard_swish.h`).
#[derive(Debug)]
pub(super) struct HardSwish {
    input_zero_point: i32,
    output_zero_point: i32,
    /// From an input in 128ths of a step to the output, and to the gate in 3/32768.
    output: Factor16,
    gate: Factor16,
    clamp: Clamp<i32>,
}

/// A factor with a significand of 15 bits.
#[derive(Debug)]
struct Factor16 {
    multiplier: i16,
    exponent: i32,
}

impl Factor16 {
    /// `DownScaleInt32ToInt16Multiplier` of the factor.
    fn new(real: f32) -> Self {
        let Multiplier { multiplier, shift } = quantize_multiplier(real.into());
        let rounded = (multiplier.saturating_add(1 << 15) >> 16).min(i16::MAX.into());
        Factor16 { multiplier: rounded as i16, exponent: shift }
    }
}

impl HardSwish {
    pub(super) fn new(x: &Tensor, y: &Tensor, clamp: Clamp<i32>) -> Result<Self, Diagnostic> {
        let (from, to) = (x.quantized_per_tensor()?, y.quantized_per_tensor()?);
        let hires = from.scale() / 128.0;
        let (output, gate) = (Factor16::new(hires / to.scale()), Factor16::new(hires / (3.0 / 32768.0)));
        if output.exponent > 0 {
            let help = "TFLite does not define it; check the quantization of the operator's tensors";
            let message = format!("an output scale {} so much finer than the input's {}", to.scale(), from.scale());
            return Err(Diagnostic::unsupported(message, help).on(&y.name));
        }
        let (input_zero_point, output_zero_point) = (from.zero_point(), to.zero_point());
        Ok(HardSwish { input_zero_point, output_zero_point, output, gate, clamp })
    }

    /// The output for an input.
    pub(super) fn apply(&self, x: i32) -> i32 {
        let x = ((x - self.input_zero_point) << 7) as i16;
        let scaled = rounding_high_mul(x, self.output.multiplier);
        let product = high_mul(self.gate(x), scaled);
        let y = divide_by_pot_i16(product, -self.output.exponent);
        self.clamp.apply(y.wrapping_add(self.output_zero_point as i16).into())
    }

    /// `min(max(x + 3, 0), 6) / 6`, as a number with 15 fractional bits.
    fn gate(&self, x: i16) -> i16 {
        let exponent = self.gate.exponent;
        let before = saturating_shl(x, (exponent - 1).max(0));
        let scaled = rounding_high_mul(before, self.gate.multiplier);
        let after = if exponent > 0 { saturating_shl(scaled, 1) } else { divide_by_pot_i16(scaled, -exponent) };
        ((i32::from(after) + (1 << 15)) >> 1) as i16
    }
}

fn saturating_shl(x: i16, amount: i32) -> i16 {
    let shifted = i64::from(x) << amount.min(40);
    shifted.clamp(i16::MIN.into(), i16::MAX.into()) as i16
}

/// `round(a * b / 2^15)`, halves away from zero but for gemmlowp's nudge (`SaturatingRoundingDoublingHighMul`).
fn rounding_high_mul(a: i16, b: i16) -> i16 {
    let product = i32::from(a) * i32::from(b);
    let nudge = if product >= 0 { 1 << 14 } else { 1 - (1 << 14) };
    ((product + nudge) / (1 << 15)).min(i16::MAX.into()) as i16
}

/// `a * b / 2^15`, cut off (`SaturatingDoublingHighMul`).
fn high_mul(a: i16, b: i16) -> i16 {
    (i32::from(a) * i32::from(b) / (1 << 15)).min(i16::MAX.into()) as i16
}

/// gemmlowp's `RoundingDivideByPOT` of int16, whose mask has 16 bits whatever the exponent.
fn divide_by_pot_i16(x: i16, exponent: i32) -> i16 {
    let mask = ((1i64 << exponent.clamp(0, 31)) - 1) as i16;
    let threshold = (mask >> 1) + i16::from(x < 0);
    let quotient = i32::from(x) >> exponent.clamp(0, 31);
    (quotient + i32::from((x & mask) > threshold)) as i16
}

/// The sigmoid at every 24th as a number with 16 fractional bits, each lowered by half of what interpolation to the next is
/// off in the middle; the last one stands for 1: `sigmoid_table_uint16` of `kernels/internal/common.h`.
pub(super) fn sigmoid_table() -> [u16; 256] {
    let sigmoid = |x: f64| 65536.0 / (1.0 + libm::exp(-x / 24.0));
    std::array::from_fn(|i| {
        let x = i as f64;
        let off = (sigmoid(x) + sigmoid(x + 1.0)) / 2.0 - sigmoid(x + 0.5);
        if i == 255 { u16::MAX } else { libm::round(sigmoid(x) - off / 2.0) as u16 }
    })
}

/// How int16 inputs of LOGISTIC and TANH reach the table: with a scale of 2^-12, or up to `doublings` above it, by a
/// multiplication with 3; else by a multiplier of 15 bits and a right shift.
pub(super) fn sigmoid_input(input: &Tensor, doublings: i32) -> Result<SigmoidInput, Diagnostic> {
    let scale = input.quantized_per_tensor()?.scale();
    if let Some(shift) = math::power_of_two(scale).map(|log2| log2 + 12).filter(|shift| (0..=doublings).contains(shift))
    {
        return Ok(SigmoidInput { multiplier: 3 << shift, shift: 0 });
    }
    let (mut real, mut shift) = (f64::from(scale) * 4096.0 * 3.0, 0);
    while real <= 32767.0 / 2.0 && shift <= 30 {
        shift += 1;
        real *= 2.0;
    }
    if (1.0..65536.0).contains(&real) {
        return Ok(SigmoidInput { multiplier: real as i32, shift });
    }
    let help = "TFLite does not define it; check the quantization of the operator's input";
    Err(Diagnostic::unsupported(format!("a scale of {scale}"), help).on(&input.name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ir::{DType, Shape};

    fn tensor(scale: f32, zero_point: i32) -> Tensor {
        let (name, shape, quant) = (String::new(), Shape::default(), Some(Quant::tensor(scale, zero_point)));
        Tensor { name, shape, quant, dtype: DType::I8, data: None }
    }

    #[test]
    fn the_table_is_tflites() {
        let table = sigmoid_table();
        assert_eq!(table[..8], [32768, 33451, 34133, 34813, 35493, 36169, 36843, 37513]);
        assert_eq!(table[100..104], [64536, 64576, 64614, 64652]);
        assert_eq!(table[254..], [65534, 65535]);
        assert_eq!(table.iter().map(|&x| u32::from(x)).sum::<u32>(), 15_670_629);
    }

    #[test]
    fn hard_swish_is_close_to_the_real_function() {
        let clamp = Clamp { min: -128, max: 127 };
        let p = HardSwish::new(&tensor(0.05, 4), &tensor(0.04, -100), clamp).unwrap();
        for x in -128..128 {
            let real = 0.05 * f64::from(x - 4);
            let exact = real * (real + 3.0).clamp(0.0, 6.0) / 6.0 / 0.04 - 100.0;
            assert!((f64::from(p.apply(x)) - exact.min(127.0)).abs() < 1.2, "{x}");
        }
        assert!(HardSwish::new(&tensor(1.0, 0), &tensor(0.001, 0), clamp).is_err());
    }

    #[test]
    fn fixed_point_functions_are_close_to_the_real_ones() {
        let f = Sigmoid::new(&Quant::tensor(0.06, 10)).unwrap();
        for x in -128..128 {
            let real = 0.06 * f64::from(x - 10);
            assert!((f64::from(f.tanh(x)) - 128.0 * real.tanh()).abs() <= 1.0, "tanh {x}");
            assert!((f64::from(f.logistic(x)) + 128.0 - 256.0 / (1.0 + (-real).exp())).abs() <= 1.0, "logistic {x}");
        }
    }

    #[test]
    fn scales_reach_the_table() {
        let input = |scale: f32, doublings| {
            let SigmoidInput { multiplier, shift } = sigmoid_input(&tensor(scale, 0), doublings).unwrap();
            (multiplier, shift)
        };
        assert_eq!(input(1.0 / 4096.0, 0), (3, 0));
        assert_eq!(input(1.0 / 2048.0, 1), (6, 0));
        assert_eq!(input(1.0 / 2048.0, 0), (24576, 12));
        assert!(sigmoid_input(&tensor(100.0, 0), 0).is_err());
    }
}
