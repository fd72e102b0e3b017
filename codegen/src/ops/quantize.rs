//! QUANTIZE, DEQUANTIZE and FAKE_QUANT.

use super::unary::{Elementwise, Io, Map, Param, map};
use super::{Numerics, Options, quantized};
use crate::diag::Diagnostic;
use crate::ir::{DType, Quant, Tensor};
use crate::kernel::{
    self, Channels, Clamp, Dequantize as DequantizeParams, F32, FakeQuant as FakeQuantParams,
    Quantize as QuantizeParams, Requantization,
};

/// QUANTIZE: real numbers to a quantization, or one quantization to another.
#[derive(Clone, Debug, PartialEq)]
pub struct Quantize;

impl Elementwise for Quantize {
    const TYPES: &'static [DType] = &[DType::F32, DType::I8, DType::U8, DType::I16, DType::I32];
    const REFUSED: &'static str = "int32 to uint8 or int32, int16 to uint8, and 8 bits to int32, as TFLite has it";
    const CONVERTS: bool = true;

    fn parse(_: &Options<'_>) -> Result<Self, Diagnostic> {
        Ok(Quantize)
    }

    fn map(&self, io: &Io<'_>) -> Result<Map, Diagnostic> {
        match (io.x.dtype, io.y.quantized()?.is_per_tensor()) {
            (DType::F32, true) => quantize(io),
            (DType::F32, false) => quantize_channels(io),
            _ => requantize(io),
        }
    }
}

fn quantize(io: &Io<'_>) -> Result<Map, Diagnostic> {
    let to = io.y.quantized_per_tensor()?;
    let p = QuantizeParams { scale: F32(to.scale()), zero_point: to.zero_point(), clamp: io.range()? };
    match io.y.dtype {
        DType::I8 => Ok(map!(quantize_i8(p) from f32, to i8)),
        DType::U8 => Ok(map!(quantize_u8(p) from f32, to u8)),
        DType::I16 => Ok(map!(quantize_i16(p) from f32, to i16)),
        DType::I4 | DType::U4 => Ok(map!(quantize_4(p) from f32, to u8)),
        _ => Err(io.unsupported()),
    }
}

/// A kernel with a scale and a zero point for each channel.
macro_rules! by_channel {
    ($io:expr, $quantized:expr, $kernel:ident from $t:ty, to $u:ty) => {{
        let (p, scale, zero_point) = channels($io, $quantized)?;
        let params = vec![Param::of(&p), Param::list("scale", &scale), Param::list("zero_point", &zero_point)];
        Ok(Map::between::<$t, $u>(stringify!($kernel), params, move |x, y| {
            kernel::$kernel(&p, &scale, &zero_point, x, y)
        }))
    }};
}

fn quantize_channels(io: &Io<'_>) -> Result<Map, Diagnostic> {
    match io.y.dtype {
        DType::I8 => by_channel!(io, io.y, quantize_channels_i8 from f32, to i8),
        DType::U8 => by_channel!(io, io.y, quantize_channels_u8 from f32, to u8),
        DType::I16 => by_channel!(io, io.y, quantize_channels_i16 from f32, to i16),
        _ => Err(io.unsupported()),
    }
}

fn channels(io: &Io<'_>, quantized: &Tensor) -> Result<(Channels, Vec<f32>, Vec<i32>), Diagnostic> {
    let Quant { scales, zero_points, axis } = quantized.quantized()?.clone();
    if io.x.shape.get(axis) != Some(&scales.len()) {
        let message = format!("{} quantization scales for dimension {axis} of shape {}", scales.len(), io.x.shape);
        return Err(Diagnostic::malformed(message).on(&quantized.name));
    }
    let (min, max) = quantized.dtype.range().unwrap_or_default();
    let inner = io.x.shape.iter().skip(axis + 1).product();
    Ok((Channels { inner, clamp: Clamp { min, max } }, scales, zero_points))
}

fn requantize(io: &Io<'_>) -> Result<Map, Diagnostic> {
    let (from, to) = if io.x.dtype == io.y.dtype { io.symmetric_i16()? } else { io.quants()? };
    let p = Requantization {
        input_zero_point: from.zero_point(),
        output_zero_point: to.zero_point(),
        factor: quantized::multiplier(f64::from(from.scale()) / f64::from(to.scale()))?,
        clamp: io.range()?,
    };
    match (io.x.dtype, io.y.dtype) {
        (DType::I8 | DType::U8, DType::I8 | DType::U8) if from == to && io.x.dtype == io.y.dtype => Ok(Map::Same),
        (DType::I8 | DType::U8, DType::I8 | DType::U8) => Ok(io.table_of_raw(|x| p.apply(x))),
        (DType::I8, DType::I16) => Ok(map!(requantize_i8_i16(p) from i8, to i16)),
        (DType::U8, DType::I16) => Ok(map!(requantize_u8_i16(p) from u8, to i16)),
        (DType::I16, DType::I8) => Ok(map!(requantize_i16_i8(p) from i16, to i8)),
        (DType::I16, DType::I16) if from == to => Ok(Map::Same),
        (DType::I16, DType::I16) => Ok(map!(requantize_i16(p) of i16)),
        (DType::I16, DType::I32) => Ok(map!(requantize_i16_i32(p) from i16, to i32)),
        (DType::I32, DType::I8) => Ok(map!(requantize_i32_i8(p) from i32, to i8)),
        (DType::I32, DType::I16) => Ok(map!(requantize_i32_i16(p) from i32, to i16)),
        (DType::I8, DType::I32) if io.numerics == Numerics::Tflm => Ok(map!(requantize_i8_i32(p) from i8, to i32)),
        _ => Err(io.unsupported()),
    }
}

/// DEQUANTIZE: quantized and half-precision numbers to float32.
#[derive(Clone, Debug, PartialEq)]
pub struct Dequantize;

impl Elementwise for Dequantize {
    const TYPES: &'static [DType] = &[DType::I8, DType::U8, DType::I16, DType::F16, DType::I4, DType::U4, DType::I2];
    const CONVERTS: bool = true;

    fn parse(_: &Options<'_>) -> Result<Self, Diagnostic> {
        Ok(Dequantize)
    }

    fn map(&self, io: &Io<'_>) -> Result<Map, Diagnostic> {
        io.y.expect_dtype(&[DType::F32])?;
        if io.x.dtype == DType::F16 {
            return Ok(map!(dequantize_f16() from u16, to f32));
        }
        let quant = io.x.quantized()?;
        let p = DequantizeParams { scale: F32(quant.scale()), zero_point: quant.zero_point() };
        match (io.x.dtype, quant.is_per_tensor()) {
            (DType::I8, true) => Ok(map!(dequantize_i8(p) from i8, to f32)),
            (DType::U8, true) => Ok(map!(dequantize_u8(p) from u8, to f32)),
            (DType::I16, true) => {
                quantized::symmetric(io.x)?;
                Ok(map!(dequantize_i16(p) from i16, to f32))
            }
            (DType::I4, true) => Ok(map!(dequantize_i4(p) from u8, to f32)),
            (DType::U4, true) => Ok(map!(dequantize_u4(p) from u8, to f32)),
            (DType::I2, true) => Ok(map!(dequantize_i2(p) from u8, to f32)),
            (DType::I8, false) => by_channel!(io, io.x, dequantize_channels_i8 from i8, to f32),
            (DType::U8, false) => by_channel!(io, io.x, dequantize_channels_u8 from u8, to f32),
            (DType::I4, false) => by_channel!(io, io.x, dequantize_channels_i4 from u8, to f32),
            (DType::U4, false) => by_channel!(io, io.x, dequantize_channels_u4 from u8, to f32),
            (DType::I2, false) => by_channel!(io, io.x, dequantize_channels_i2 from u8, to f32),
            _ => Err(io.unsupported()),
        }
    }
}

/// FAKE_QUANT: real numbers moved to the steps of a quantization, as training left it in the graph.
#[derive(Clone, Debug, PartialEq)]
pub struct FakeQuant {
    min: f32,
    max: f32,
    num_bits: i32,
}

impl Elementwise for FakeQuant {
    const TYPES: &'static [DType] = &[DType::F32];
    const REFUSED: &'static str = "narrow_range";

    fn parse(options: &Options<'_>) -> Result<Self, Diagnostic> {
        let Some(o) = options.table.builtin_options_as_fake_quant_options() else {
            return Err(Diagnostic::malformed("no range"));
        };
        if o.narrow_range() {
            let help = "TFLite does not take it either; fold the weights before converting";
            return Err(Diagnostic::unsupported("narrow_range", help));
        }
        let op = FakeQuant { min: o.min(), max: o.max(), num_bits: o.num_bits() };
        let finite = op.min.is_finite() && op.max.is_finite() && (op.max - op.min).is_finite();
        if !(finite && op.min <= 0.0 && op.max >= 0.0 && op.min < op.max && (1..=16).contains(&op.num_bits)) {
            let message = format!("a range from {} to {} in {} bits", op.min, op.max, op.num_bits);
            return Err(Diagnostic::unsupported(message, "TFLite wants a range around 0 and at most 16 bits"));
        }
        Ok(op)
    }

    fn map(&self, _: &Io<'_>) -> Result<Map, Diagnostic> {
        let p = self.nudged();
        Ok(map!(fake_quant_f32(p) of f32))
    }
}

impl FakeQuant {
    /// The range moved so that 0 is one of the steps (`NudgeQuantizationRange`).
    fn nudged(&self) -> FakeQuantParams {
        let steps = ((1 << self.num_bits) - 1) as f32;
        let scale = (self.max - self.min) / steps;
        let zero = libm::roundf((-self.min / scale).clamp(0.0, steps));
        FakeQuantParams {
            min: F32(-zero * scale),
            max: F32((steps - zero) * scale),
            scale: F32(scale),
            inverse: F32(1.0 / scale),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::unary::testing::{run, run_as, tensor};
    use super::*;

    fn by_channel(dtype: DType) -> Tensor {
        let quant = Quant { scales: vec![1.0, 0.5], zero_points: vec![0, 10], axis: 0 };
        Tensor { shape: [2, 1].into(), quant: Some(quant), ..tensor(dtype, None) }
    }

    #[test]
    fn channels_have_their_own_scales() {
        let (float, quantized) = (Tensor { shape: [2, 1].into(), ..tensor(DType::F32, None) }, by_channel(DType::I8));
        assert_eq!(run(&Quantize, (&float, &quantized), &[3.0f32, 3.0]), Ok(vec![3i8, 16]));
        assert_eq!(run(&Dequantize, (&quantized, &float), &[3i8, 16]), Ok(vec![3.0f32, 3.0]));
        let other = Tensor { shape: [3, 1].into(), ..float };
        assert!(run::<f32, i8>(&Quantize, (&other, &quantized), &[0.0; 3]).is_err());
        assert!(run::<i16, f32>(&Dequantize, (&by_channel(DType::I16), &other), &[0; 2]).is_err());
    }

    #[test]
    fn what_tflite_does_not_requantize_is_refused() {
        let quantized = |dtype| tensor(dtype, Some((0.5, 0)));
        let (i32, u8, i8) = (quantized(DType::I32), quantized(DType::U8), quantized(DType::I8));
        assert!(run::<i32, u8>(&Quantize, (&i32, &u8), &[0]).is_err());
        assert!(run::<i8, i32>(&Quantize, (&i8, &i32), &[0]).is_err());
        assert_eq!(run_as(&Quantize, (&i8, &i32), &[-3i8], Numerics::Tflm), Ok(vec![-3i32]));
        let float = tensor(DType::F32, None);
        assert!(run::<f32, f32>(&Quantize, (&float, &float), &[0.0]).is_err());
    }

    #[test]
    fn fake_quantization_has_a_step_at_zero() {
        let p = FakeQuant { min: -1.0, max: 1.1, num_bits: 2 }.nudged();
        assert_eq!((p.min.0, p.max.0), (-p.scale.0, 2.0 * p.scale.0));
        let p = FakeQuant { min: 0.0, max: 3.0, num_bits: 2 }.nudged();
        assert_eq!((p.min.0, p.max.0, p.scale.0), (0.0, 3.0, 1.0));
    }
}
