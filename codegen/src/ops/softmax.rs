//! SOFTMAX and LOG_SOFTMAX along the last dimension.

use super::{Infer, Numerics, Operator, Options, quantized, stream};
use crate::diag::Diagnostic;
use crate::ir::{DType, Quant, Shape, Tensor};
use crate::kernel::{self, F32, Multiplier};
use crate::math::{quantize_multiplier, single};
use crate::plan::{Arg, Lower};

#[derive(Clone, Debug, PartialEq)]
pub struct Softmax {
    beta: f32,
}

impl Operator for Softmax {
    const TYPES: &'static [DType] = &[DType::F32, DType::I8, DType::U8, DType::I16, DType::F16];

    fn parse(options: &Options<'_>) -> Result<Self, Diagnostic> {
        let o = options.table.builtin_options_as_softmax_options();
        let beta = o.ok_or_else(|| Diagnostic::malformed("no options, which hold beta"))?.beta();
        Ok(Softmax { beta })
    }

    fn infer(&self, cx: &Infer<'_>) -> Result<Vec<Shape>, Diagnostic> {
        let shape = rows(cx)?;
        let (x, y) = (cx.input(0)?, cx.output(0)?);
        match (x.dtype, y.dtype) {
            (DType::I8, DType::I8) => expect_share(y, 1.0 / 256.0, -128)?,
            (DType::I16, _) => {
                y.expect_dtype(&[DType::I16])?;
                expect_share(y, 1.0 / 32768.0, 0)?;
                expect_zero_point(x, 0)?;
            }
            (DType::I8 | DType::U8, _) => y.expect_dtype(&[x.dtype, DType::I16])?,
            _ => y.expect_dtype(&[x.dtype])?,
        }
        if matches!(x.dtype, DType::I8 | DType::U8) {
            scale(x, self.beta)?;
        }
        if x.dtype == DType::I16 {
            self.scale_i16(x, Numerics::Litert)?;
        }
        Ok(vec![shape])
    }

    fn lower(&self, cx: &mut Lower<'_>) -> Result<(), Diagnostic> {
        let (x, y) = (cx.input(0)?, cx.output(0)?);
        let depth = x.shape.from_end(0);
        match x.dtype {
            DType::F32 | DType::F16 => {
                let args = [Arg::params(&kernel::Softmax { depth, beta: F32(self.beta) }), cx.unary(0, 0)?];
                let kernel = if x.dtype == DType::F32 { "softmax_f32" } else { "softmax_f16" };
                cx.call(stream::kernel(kernel, cx.target()), args);
            }
            DType::I16 => self.lower_i16(cx)?,
            _ => {
                let table = exponentials(scale(x, self.beta)?);
                let args = [Arg::value(depth), cx.constant("table", "i32", table), cx.read("x", 0)?, cx.write("y", 0)?];
                let kernel = match (x.dtype, y.dtype) {
                    (DType::I8, DType::I8) => "softmax_i8",
                    (DType::I8, _) => "softmax_i8_i16",
                    (_, DType::U8) => "softmax_u8",
                    _ => "softmax_u8_i16",
                };
                cx.call(stream::kernel(kernel, cx.target()), args);
            }
        }
        Ok(())
    }
}

impl Softmax {
    /// `beta` times the input's scale, in steps that make 10.0 65535.
    fn scale_i16(&self, x: &Tensor, numerics: Numerics) -> Result<Multiplier, Diagnostic> {
        let scale = x.quantized_per_tensor()?.scale();
        let real = match numerics {
            Numerics::Litert => f64::from(scale * self.beta),
            Numerics::Tflm => f64::from(scale) * f64::from(self.beta),
        };
        if real >= 0.0 { quantized::multiplier(real / (10.0 / 65535.0)) } else { Err(beta_too_small().on(&x.name)) }
    }

    fn lower_i16(&self, cx: &mut Lower<'_>) -> Result<(), Diagnostic> {
        let (x, numerics) = (cx.input(0)?, cx.numerics());
        let scale = self.scale_i16(x, numerics)?;
        let (exp, one_over_one_plus) = match numerics {
            Numerics::Litert => {
                (interpolated(10.0, i16::MAX, libm::exp), interpolated(1.0, i16::MIN, |x| 1.0 / (1.0 + x)))
            }
            Numerics::Tflm => {
                (interpolated_f32(10.0, i16::MAX, single::exp), interpolated_f32(1.0, i16::MIN, |x| 1.0 / (1.0 + x)))
            }
        };
        let args = [
            Arg::params(&kernel::SoftmaxI16 { depth: x.shape.from_end(0), scale }),
            cx.constant("exp", "i16", exp),
            cx.constant("one_over_one_plus", "i16", one_over_one_plus),
            cx.read("x", 0)?,
            cx.write("y", 0)?,
        ];
        cx.call("softmax_i16", args);
        Ok(())
    }
}

#[derive(Clone, Debug, PartialEq)]
pub struct LogSoftmax;

impl Operator for LogSoftmax {
    const TYPES: &'static [DType] = &[DType::F32, DType::I8, DType::U8];

    fn parse(_: &Options<'_>) -> Result<Self, Diagnostic> {
        Ok(LogSoftmax)
    }

    fn infer(&self, cx: &Infer<'_>) -> Result<Vec<Shape>, Diagnostic> {
        let shape = rows(cx)?;
        let (x, y) = (cx.input(0)?, cx.output(0)?);
        cx.output_is(0, x.dtype)?;
        if let Some((_, max)) = x.dtype.range() {
            expect_zero_point(y, max)?;
            if y.quantized_per_tensor()?.scale() != 16.0 / 256.0 {
                return Err(wrong_output(y, "a scale of 16/256"));
            }
            inverse(scale(x, 1.0)?)?;
        }
        Ok(vec![shape])
    }

    fn lower(&self, cx: &mut Lower<'_>) -> Result<(), Diagnostic> {
        let x = cx.input(0)?;
        let depth = x.shape.from_end(0);
        if x.dtype == DType::F32 {
            let args = [Arg::value(depth), cx.unary(0, 0)?];
            cx.call("log_softmax_f32", args);
            return Ok(());
        }
        let scale = scale(x, 1.0)?;
        let params = kernel::LogSoftmax { depth, scale, inverse: inverse(scale)?, least: least(scale) };
        let table = cx.constant("table", "i32", exponentials(scale));
        let args = [Arg::params(&params), table, cx.read("x", 0)?, cx.write("y", 0)?];
        cx.call(if x.dtype == DType::I8 { "log_softmax_i8" } else { "log_softmax_u8" }, args);
        Ok(())
    }
}

fn rows(cx: &Infer<'_>) -> Result<Shape, Diagnostic> {
    cx.arity(1..=1, 1)?;
    let x = cx.input(0)?;
    x.expect_rank(1..=usize::MAX)?;
    if x.dtype.range().is_some() {
        x.quantized_per_tensor()?;
        cx.output(0)?.quantized_per_tensor()?;
    }
    Ok(x.shape.clone())
}

fn expect_zero_point(tensor: &Tensor, zero_point: i32) -> Result<&Quant, Diagnostic> {
    let quant = tensor.quantized_per_tensor()?;
    if quant.zero_point() == zero_point {
        Ok(quant)
    } else {
        Err(wrong_output(tensor, &format!("zero point {zero_point}")))
    }
}

/// Shares of 1 have a fixed quantization, up to a thousandth of the scale.
fn expect_share(y: &Tensor, scale: f32, zero_point: i32) -> Result<(), Diagnostic> {
    let found = expect_zero_point(y, zero_point)?.scale();
    if (found - scale).abs() <= 0.001 * scale { Ok(()) } else { Err(wrong_output(y, &format!("a scale of {scale}"))) }
}

fn wrong_output(tensor: &Tensor, wants: &str) -> Diagnostic {
    let found = tensor.quant.as_ref().map_or((0.0, 0), |quant| (quant.scale(), quant.zero_point()));
    let help = format!("TFLite asks for {wants}; quantize the model again");
    Diagnostic::unsupported(format!("scale {} and zero point {}", found.0, found.1), help).on(&tensor.name)
}

/// `beta` times the input's scale, as what makes differences a number with 26 fractional bits (`PreprocessSoftmaxScaling`).
fn scale(x: &Tensor, beta: f32) -> Result<Multiplier, Diagnostic> {
    let real = f64::from(beta) * f64::from(x.quantized_per_tensor()?.scale()) * f64::from(1 << 26);
    if real > 1.0 { Ok(quantize_multiplier(real.min(f64::from(i32::MAX)))) } else { Err(beta_too_small().on(&x.name)) }
}

fn beta_too_small() -> Diagnostic {
    Diagnostic::unsupported("the product of beta and the input's scale", "TFLite asks for more than 2^-26")
}

/// The least difference that has a share (`CalculateInputRadius`).
fn least(scale: Multiplier) -> i32 {
    -((31i64 << 26) >> scale.shift.clamp(0, 62)) as i32
}

/// `exp(-d)` of the 256 scaled differences.
fn exponentials(scale: Multiplier) -> Vec<u8> {
    let exp = |difference: i32| {
        if difference < least(scale) { 0 } else { kernel::exp_of_negative(scale.apply(difference)) }
    };
    (0..256).flat_map(|d| exp(-d).to_le_bytes()).collect()
}

/// The way back from scaled differences (`PreprocessLogSoftmaxScalingExp`).
fn inverse(scale: Multiplier) -> Result<Multiplier, Diagnostic> {
    let real = libm::exp2(f64::from(31 - scale.shift)) / f64::from(scale.multiplier);
    let inverse = quantize_multiplier(real);
    if real < 1.0 && inverse.shift <= 0 { Ok(inverse) } else { Err(beta_too_small()) }
}

/// A function of 16-bit values `span / 65535` apart, one entry per 128 of them, as 16-bit values 2/65535 apart: what
/// `quantized::table_i16` makes, in double precision.
fn interpolated(span: f64, zero_point: i16, f: impl Fn(f64) -> f64) -> Vec<u8> {
    const STEPS: i32 = 512;
    let bound = |scale: f64, limit: i16, zero_point: i16| scale * f64::from(i32::from(limit) - i32::from(zero_point));
    let (input_scale, output_scale) = (span / 65535.0, 2.0 / 65535.0);
    let (low, high) = (bound(input_scale, i16::MIN, zero_point), bound(input_scale, i16::MAX, zero_point));
    let factor = 65536.0 / (bound(output_scale, i16::MAX, 0) - bound(output_scale, i16::MIN, 0));
    let step = (high - low) / f64::from(STEPS);
    let at = |i: i32| low + f64::from(i) * step;
    let entry = |i: i32| {
        let sample = libm::round(f(at(i)) * factor);
        let interpolated = libm::round((f(at(i + 1)) * factor + sample) / 2.0);
        let middle = libm::round(f(at(i) + step / 2.0) * factor);
        sample - libm::round((interpolated - middle) / 2.0)
    };
    let entries = (0..STEPS).map(entry).chain([libm::round(f(high) * factor)]);
    entries.flat_map(|entry| (entry.clamp(-32768.0, 32767.0) as i16).to_le_bytes()).collect()
}

/// As [`interpolated`], in single precision.
fn interpolated_f32(span: f32, zero_point: i16, f: impl Fn(f32) -> f32) -> Vec<u8> {
    let (from, to) = (Quant::tensor(span / 65535.0, zero_point.into()), Quant::tensor(2.0 / 65535.0, 0));
    quantized::table_i16(&from, &to, f).iter().flat_map(|entry| entry.to_le_bytes()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ops::Op;
    use crate::ops::testing::{apply_to, quantized, variable};

    #[test]
    fn outputs_have_the_scale_of_shares() {
        let softmax = |beta: f32, scale: f32, zero_point: i32| {
            let x = quantized(variable(DType::I8, &[2, 5]), 0.1, 3);
            apply_to(Op::Softmax(Softmax { beta }), &[x], &[quantized(variable(DType::I8, &[]), scale, zero_point)])
        };
        assert_eq!(softmax(1.0, 1.0 / 256.0, -128).unwrap()[0].shape.0, [2, 5]);
        assert!(softmax(1.0, 1.0 / 255.0, -128).unwrap_err().contains("scale"));
        assert!(softmax(1.0, 1.0 / 256.0, 0).unwrap_err().contains("zero point"));
        assert!(softmax(0.0, 1.0 / 256.0, -128).unwrap_err().contains("beta"));
        assert!(softmax(f32::NAN, 1.0 / 256.0, -128).is_err());
    }

    #[test]
    fn exponentials_fall_from_one() {
        let scale = scale_of(0.1);
        let table: Vec<i32> =
            exponentials(scale).as_chunks().0.iter().map(|&bytes| i32::from_le_bytes(bytes)).collect();
        assert_eq!(table.len(), 256);
        for (d, &entry) in table.iter().enumerate() {
            let exact = (-0.1f64 * d as f64).exp() * 2f64.powi(31);
            assert!((f64::from(entry) - exact).abs() < 1000.0, "{d}: {entry}");
        }
    }

    #[test]
    fn differences_end_where_26_bits_end() {
        assert_eq!(least(scale_of(1.0)), -15);
        assert_eq!(least(scale_of(0.25)), -62);
    }

    fn scale_of(real: f64) -> Multiplier {
        quantize_multiplier(real * f64::from(1 << 26))
    }

    #[test]
    fn tables_hit_their_ends() {
        let ends = |table: Vec<u8>| {
            let entries: Vec<i16> = table.as_chunks().0.iter().map(|&bytes| i16::from_le_bytes(bytes)).collect();
            assert_eq!(entries.len(), kernel::TABLE_I16);
            (entries[0], entries[512])
        };
        assert_eq!(ends(interpolated(10.0, i16::MAX, libm::exp)), (2, 32767));
        assert_eq!(ends(interpolated_f32(1.0, i16::MIN, |x| 1.0 / (1.0 + x))), (32767, 16384));
    }
}
