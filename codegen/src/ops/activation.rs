//! Activation functions as operators of their own.

use super::fixed::{HardSwish as FixedHardSwish, Sigmoid, sigmoid_input, sigmoid_table};
use super::quantized::multiplier;
use super::unary::{Elementwise, Io, Map, Param, elementwise, map};
use super::{Numerics, Options};
use crate::diag::Diagnostic;
use crate::ir::{DType, Tensor};
use crate::kernel::{self, Clamp, F32, LeakyRelu as LeakyReluParams, Requantization, SigmoidInput, Unary};
use crate::math::{self, single};

elementwise! {
    Relu [F32 I8 U8 I16] = |io| relu(io, 0.0, f32::INFINITY);
    Relu6 [F32 I8 U8 I16] = |io| relu(io, 0.0, 6.0);
    ReluN1To1 [F32 I8 U8] = |io| relu(io, -1.0, 1.0);
    Relu0To1 [F32 I8 U8] = |io| relu(io, 0.0, 1.0);
    HardSwish [F32 I8 U8] = hard_swish;
    Logistic [F32 I8 U8 I16 F16 Bf16] = logistic;
    Tanh [F32 I8 U8 I16 F16 Bf16] = tanh;
    Elu [F32 I8] = elu;
    /// `x * logistic(x)`. No file has it: `pass::swish` puts it in the place of two operators.
    Swish [F32] = |_| Ok(map!(swish_f32() of f32));
}

fn relu(io: &Io<'_>, min: f32, max: f32) -> Result<Map, Diagnostic> {
    if io.x.dtype == DType::F32 {
        let clamp = Clamp { min: F32(min), max: F32(max) };
        return Ok(map!(clamp_f32(clamp) of f32));
    }
    let (from, to) = io.symmetric_i16()?;
    if io.numerics == Numerics::Tflm && max == 6.0 {
        expect(from == to, io.y, "RELU6 between different quantizations, which TFLite Micro does not rescale")?;
    }
    let range = io.range()?;
    let upper = if max.is_finite() { math::quantize(max, to) } else { range.max };
    let p = Requantization {
        input_zero_point: from.zero_point(),
        output_zero_point: to.zero_point(),
        factor: multiplier(f64::from(from.scale() / to.scale()))?,
        clamp: Clamp { min: range.min.max(math::quantize(min, to)), max: range.max.min(upper) },
    };
    Ok(io.raw(|x| p.apply(x), || map!(requantize_i16(p) of i16)))
}

fn expect(holds: bool, tensor: &Tensor, message: &str) -> Result<(), Diagnostic> {
    let help = "TFLite does not take it either; convert the model again";
    if holds { Ok(()) } else { Err(Diagnostic::unsupported(message, help).on(&tensor.name)) }
}

/// LEAKY_RELU: `x`, or `alpha * x` below 0.
#[derive(Clone, Debug, PartialEq)]
pub struct LeakyRelu {
    alpha: f32,
}

impl Elementwise for LeakyRelu {
    const TYPES: &'static [DType] = &[DType::F32, DType::I8, DType::U8, DType::I16];

    fn parse(options: &Options<'_>) -> Result<Self, Diagnostic> {
        let alpha = options.table.builtin_options_as_leaky_relu_options().map_or(0.0, |o| o.alpha());
        Ok(LeakyRelu { alpha })
    }

    fn map(&self, io: &Io<'_>) -> Result<Map, Diagnostic> {
        let alpha = F32(self.alpha);
        if io.x.dtype == DType::F32 {
            return Ok(map!(leaky_relu_f32(alpha) of f32));
        }
        let (from, to) = io.symmetric_i16()?;
        let p = LeakyReluParams {
            input_zero_point: from.zero_point(),
            output_zero_point: to.zero_point(),
            identity: multiplier(f64::from(from.scale() / to.scale()))?,
            alpha: multiplier(f64::from((from.scale() * self.alpha / to.scale()).abs()))?,
            negative: self.alpha < 0.0,
            clamp: io.range()?,
        };
        Ok(io.raw(|x| p.apply(x), || map!(leaky_relu_i16(p) of i16)))
    }
}

fn hard_swish(io: &Io<'_>) -> Result<Map, Diagnostic> {
    if io.x.dtype == DType::F32 {
        return Ok(map!(hard_swish_f32() of f32));
    }
    let p = FixedHardSwish::new(io.x, io.y, io.range()?)?;
    Ok(io.table_of_raw(|x| p.apply(x)))
}

fn logistic(io: &Io<'_>) -> Result<Map, Diagnostic> {
    match io.x.dtype {
        DType::F32 => Ok(map!(logistic_f32() of f32)),
        DType::F16 => Ok(map!(logistic_f16() of u16)),
        DType::Bf16 => Ok(map!(logistic_bf16() of u16)),
        DType::I16 => {
            expect(io.symmetric_i16()?.1.scale() == 1.0 / 32768.0, io.y, "an output scale that is not 2^-15")?;
            sigmoid_map("logistic_i16", kernel::logistic_i16, sigmoid_input(io.x, 0)?)
        }
        dtype => {
            let (from, to) = io.quants()?;
            expect(to.scale() == 1.0 / 256.0, io.y, "an output scale that is not 1/256")?;
            if io.numerics == Numerics::Litert {
                return io.table(|x| 1.0 / (1.0 + single::exp(-x)));
            }
            let standard = dtype == DType::I8 && to.zero_point() == -128;
            expect(standard, io.y, "another output than int8 with a zero point of -128, for TFLite Micro")?;
            let f = Sigmoid::new(from)?;
            Ok(io.table_of_raw(|x| f.logistic(x)))
        }
    }
}

fn tanh(io: &Io<'_>) -> Result<Map, Diagnostic> {
    match io.x.dtype {
        DType::F32 => Ok(map!(tanh_f32() of f32)),
        DType::F16 => Ok(map!(tanh_f16() of u16)),
        DType::Bf16 => Ok(map!(tanh_bf16() of u16)),
        DType::I16 => {
            let log2 = math::power_of_two(io.symmetric_i16()?.1.scale());
            expect(log2 == Some(-15), io.y, "an output scale that is not 2^-15")?;
            sigmoid_map("tanh_i16", kernel::tanh_i16, sigmoid_input(io.x, 1)?)
        }
        dtype => {
            let (from, to) = io.quants()?;
            if io.numerics == Numerics::Litert {
                return io.table(single::tanh);
            }
            let standard = dtype == DType::I8 && to.zero_point() == 0 && to.scale() == 1.0 / 128.0;
            expect(standard, io.y, "another output than int8 with a scale of 1/128, for TFLite Micro")?;
            let f = Sigmoid::new(from)?;
            Ok(io.table_of_raw(|x| f.tanh(x)))
        }
    }
}

type SigmoidKernel = fn(&SigmoidInput, &[u16; 256], Unary<'_, i16>);

fn sigmoid_map(name: &'static str, f: SigmoidKernel, input: SigmoidInput) -> Result<Map, Diagnostic> {
    let table = sigmoid_table();
    let params = vec![Param::of(&input), Param::list("table", &table)];
    Ok(Map::of(name, params, move |io| f(&input, &table, io)))
}

fn elu(io: &Io<'_>) -> Result<Map, Diagnostic> {
    let below = match io.numerics {
        Numerics::Litert => single::expm1,
        Numerics::Tflm => |x| single::exp(x) - 1.0,
    };
    match io.x.dtype {
        DType::F32 => Ok(map!(elu_f32() of f32)),
        _ => io.table(|x| if x < 0.0 { below(x) } else { x }),
    }
}

/// GELU, exact or with TANH.
#[derive(Clone, Debug, PartialEq)]
pub struct Gelu {
    approximate: bool,
}

impl Elementwise for Gelu {
    const TYPES: &'static [DType] = &[DType::F32, DType::I8, DType::U8, DType::I16, DType::F16];

    fn parse(options: &Options<'_>) -> Result<Self, Diagnostic> {
        let approximate = options.table.builtin_options_as_gelu_options().is_some_and(|o| o.approximate());
        Ok(Gelu { approximate })
    }

    fn map(&self, io: &Io<'_>) -> Result<Map, Diagnostic> {
        use std::f32::consts::FRAC_1_SQRT_2;
        match (io.x.dtype, self.approximate) {
            (DType::F32, false) => Ok(map!(gelu_f32() of f32)),
            (DType::F32, true) => Ok(map!(gelu_tanh_f32() of f32)),
            (DType::F16, false) => Ok(map!(gelu_f16() of u16)),
            (DType::F16, true) => Ok(map!(gelu_tanh_f16() of u16)),
            (_, false) => io.table(|x| 0.5 * x * single::erfc(x * -FRAC_1_SQRT_2)),
            (_, true) => io.table(|x| {
                let inner = kernel::SQRT_2_DIV_PI * (x + 0.044715 * x * x * x);
                0.5 * x * (1.0 + single::tanh(inner))
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::unary::testing::{run, run_as, tensor};
    use super::*;

    #[test]
    fn relu_rescales_and_clamps() {
        let (x, y) = (tensor(DType::I8, Some((0.1, 10))), tensor(DType::I8, Some((0.05, -128))));
        let values = [10i8, 9, -128, 30, 127];
        assert_eq!(run(&Relu, (&x, &y), &values), Ok(vec![-128i8, -128, -128, -88, 106]));
        assert_eq!(run(&Relu6, (&x, &y), &values), Ok(vec![-128i8, -128, -128, -88, -8]));
        assert_eq!(run(&ReluN1To1, (&x, &x), &values), Ok(vec![10i8, 9, 0, 20, 20]));
        assert_eq!(run(&Relu0To1, (&x, &x), &values), Ok(vec![10i8, 10, 10, 20, 20]));
    }

    #[test]
    fn leaky_relu_takes_a_negative_alpha() {
        let x = tensor(DType::I16, Some((0.1, 0)));
        let op = LeakyRelu { alpha: -0.5 };
        assert_eq!(run(&op, (&x, &x), &[100i16, -100, -32768]), Ok(vec![100i16, 50, 16384]));
        let skewed = tensor(DType::I16, Some((0.1, 1)));
        assert!(run::<i16, i16>(&op, (&skewed, &x), &[0]).is_err());
    }

    #[test]
    fn outputs_that_tflite_fixes_are_asked_for() {
        let (i8, i16) = (tensor(DType::I8, Some((0.1, 0))), tensor(DType::I16, Some((0.1, 0))));
        assert!(run::<i8, i8>(&Logistic, (&i8, &i8), &[0]).is_err());
        assert!(run::<i16, i16>(&Logistic, (&i16, &i16), &[0]).is_err());
        assert!(run::<i16, i16>(&Tanh, (&i16, &i16), &[0]).is_err());
        let missing = tensor(DType::I8, None);
        assert!(run::<i8, i8>(&Relu, (&missing, &i8), &[0]).is_err());
    }

    #[test]
    fn tflite_micro_has_its_own_sigmoid_and_relu6() {
        let (x, y) = (tensor(DType::I8, Some((0.05, 3))), tensor(DType::I8, Some((1.0 / 256.0, -128))));
        let both =
            [Numerics::Litert, Numerics::Tflm].map(|numerics| run_as(&Logistic, (&x, &y), &[3i8, 100], numerics));
        assert_eq!(both, [Ok(vec![0i8, 126]), Ok(vec![0, 126])]);
        assert!(run_as::<i8, i8>(&Relu6, (&x, &y), &[0], Numerics::Tflm).is_err());
        assert!(run_as::<u8, u8>(&Tanh, (&x, &y), &[0], Numerics::Tflm).is_err());
    }

    #[test]
    fn gelu_of_both_kinds() {
        let x = tensor(DType::F32, None);
        let [exact, tanh] =
            [false, true].map(|approximate| run::<f32, f32>(&Gelu { approximate }, (&x, &x), &[1.0]).unwrap());
        assert!((exact[0] - 0.841345f32).abs() < 1e-6 && (tanh[0] - 0.841192f32).abs() < 1e-6);
    }
}
