//! What quantized operators share: multipliers and clamps, in TFLite's arithmetic.

use super::cx::Activation;
use crate::diag::Diagnostic;
use crate::ir::{DType, Quant, Tensor};
use crate::kernel::{Clamp, F32, Multiplier, QuantizedProduct, QuantizedSum, Rescale};
use crate::math;

/// Bounds of a quantized output under a fused activation (`CalculateActivationRangeQuantized`).
pub(crate) fn clamp(activation: Activation, output: &Tensor) -> Result<Clamp<i32>, Diagnostic> {
    let (min, max) =
        output.dtype.range().ok_or_else(|| Diagnostic::malformed("not an integer type").on(&output.name))?;
    let quant = output.quantized_per_tensor()?;
    let (low, high) = activation.bounds();
    let quantize = |bound: f32, open: i32| if bound.is_finite() { math::quantize(bound, quant) } else { open };
    Ok(Clamp { min: min.max(quantize(low, min)), max: max.min(quantize(high, max)) })
}

/// Bounds of a float output under a fused activation: without one, infinities still become the greatest finite numbers
/// (`CalculateActivationRange`).
pub(crate) fn clamp_f32(activation: Activation) -> Clamp<F32> {
    let (min, max) = activation.bounds();
    Clamp { min: F32(min.max(f32::MIN)), max: F32(max.min(f32::MAX)) }
}

/// The scale of weights that have one for all and no zero point. That of old int8 weights which the file calls uint8 means
/// nothing.
pub(crate) fn symmetric_scale(weights: &Tensor) -> Result<f32, Diagnostic> {
    let quant = weights.quantized_per_tensor()?;
    if quant.zero_point() != 0 && weights.dtype != DType::U8 {
        let message = format!("weights with zero point {}", quant.zero_point());
        return Err(Diagnostic::unsupported(message, "quantize weights symmetrically").on(&weights.name));
    }
    Ok(quant.scale())
}

/// A layer's factor from sums to outputs must stay below this: its shift would not fit TFLite's fixed point.
const LARGEST_FACTOR: f64 = (1u32 << 30) as f64;

/// The real multipliers `s_in * s_w / s_out` of a layer, one per output channel or one for all.
pub(crate) fn output_scales(input: &Quant, weights: &Quant, output: &Quant) -> Result<Vec<f64>, Diagnostic> {
    let scale = |weight: &f32| fitting(input.scale() as f64 * *weight as f64 / output.scale() as f64);
    weights.scales.iter().map(scale).collect()
}

fn fitting(factor: f64) -> Result<f64, Diagnostic> {
    let problem = || Diagnostic::malformed(format!("scales whose ratio {factor:e} no fixed point can hold"));
    if factor < LARGEST_FACTOR { Ok(factor) } else { Err(problem()) }
}

/// A factor in fixed point, if it fits.
pub(crate) fn multiplier(factor: f64) -> Result<Multiplier, Diagnostic> {
    fitting(factor).map(math::quantize_multiplier)
}

/// Multipliers and shifts as little-endian bytes, for the kernels' lists.
pub(crate) fn fixed_point(scales: &[f64]) -> (Vec<u8>, Vec<u8>) {
    let factors: Vec<_> = scales.iter().map(|&scale| math::quantize_multiplier(scale)).collect();
    let multipliers = factors.iter().flat_map(|factor| factor.multiplier.to_le_bytes()).collect();
    (multipliers, factors.iter().map(|factor| factor.shift as i8 as u8).collect())
}

/// The results for all 256 inputs of a function of real numbers between 8-bit tensors, indexed by the input's bits
/// (`LUTPopulate`).
pub(crate) fn table(input: &Tensor, output: &Tensor, f: impl Fn(f32) -> f32) -> Result<[u8; 256], Diagnostic> {
    let (from, to) = (input.quantized_per_tensor()?, output.quantized_per_tensor()?);
    let (min, max) =
        output.dtype.range().ok_or_else(|| Diagnostic::malformed("not an integer type").on(&output.name))?;
    let inverse = 1.0 / to.scale();
    Ok(table_of_raw(input.dtype, |raw| {
        let real = from.scale() * (raw - from.zero_point()) as f32;
        let steps = libm::roundf(f(real) * inverse) + to.zero_point() as f32;
        (steps as i32).clamp(min, max)
    }))
}

/// The results of a function of the raw numbers of 8-bit tensors.
pub(crate) fn table_of_raw(input: DType, f: impl Fn(i32) -> i32) -> [u8; 256] {
    std::array::from_fn(|bits| f(if input == DType::I8 { i32::from(bits as u8 as i8) } else { bits as i32 }) as u8)
}

/// A function of real numbers between 16-bit tensors, as every 128th value, for interpolation. Each is shifted by half of
/// what the interpolation is off in the middle (`LUTPopulate`).
pub(crate) fn table_i16(from: &Quant, to: &Quant, f: impl Fn(f32) -> f32) -> Box<[i16; 513]> {
    const MIN: f32 = i16::MIN as f32;
    const MAX: f32 = i16::MAX as f32;
    let real = |quant: &Quant, raw: i32| quant.scale() * (raw - quant.zero_point()) as f32;
    let (start, end) = (real(from, i16::MIN.into()), real(from, i16::MAX.into()));
    let step = (end - start) / 512.0;
    let inverse = (MAX - MIN + 1.0) / (real(to, i16::MAX.into()) - real(to, i16::MIN.into()));
    let at = |i: usize| start + i as f32 * step;
    let entry = |i: usize| {
        if i == 512 {
            return libm::roundf(f(end) * inverse).clamp(MIN, MAX);
        }
        let (low, middle, high) = (f(at(i)), f(at(i) + step / 2.0), f(at(i + 1)));
        let low = libm::roundf(low * inverse);
        let interpolated = libm::roundf((high * inverse + low) / 2.0);
        let off = interpolated - libm::roundf(middle * inverse);
        (low - libm::roundf(off / 2.0)).clamp(MIN, MAX)
    };
    Box::new(std::array::from_fn(|i| entry(i) as i16))
}

/// Checks that a tensor's zero point is 0.
pub(crate) fn symmetric(tensor: &Tensor) -> Result<(), Diagnostic> {
    if tensor.quantized_per_tensor()?.zero_point() == 0 {
        return Ok(());
    }
    let help = "16-bit tensors are quantized symmetrically";
    Err(Diagnostic::unsupported("a zero point that is not 0", help).on(&tensor.name))
}

/// A factor that TFLite wants below 1 (`QuantizeMultiplierSmallerThanOneExp`).
pub(crate) fn multiplier_below_one(real: f64) -> Result<Multiplier, Diagnostic> {
    let factor = math::quantize_multiplier(real);
    if real > 0.0 && factor.shift <= 0 {
        return Ok(factor);
    }
    let help = "TFLite does not define it; check the quantization of the operator's tensors";
    Err(Diagnostic::unsupported(format!("scales whose ratio {real} is not below 1"), help))
}

/// Tensors of an operator that brings two inputs to a common scale.
pub(crate) struct QuantizedSumOf<'a> {
    pub(crate) lhs: &'a Tensor,
    pub(crate) rhs: &'a Tensor,
    pub(crate) y: &'a Tensor,
    /// Fractional bits of the common scale.
    pub(crate) left_shift: u32,
    pub(crate) clamp: Clamp<i32>,
}

impl QuantizedSumOf<'_> {
    /// The kernel's parameters. `ratio` gives the last factor from the common scale and the output's.
    pub(crate) fn params(&self, ratio: impl Fn(f64, f32) -> f64) -> Result<QuantizedSum, Diagnostic> {
        let (lhs, rhs) = (self.lhs.quantized_per_tensor()?, self.rhs.quantized_per_tensor()?);
        let y = self.y.quantized_per_tensor()?;
        let common = f64::from(2.0 * lhs.scale().max(rhs.scale()));
        let rescale = |input: &Quant| {
            let factor = multiplier_below_one(f64::from(input.scale()) / common)?;
            Ok(Rescale { offset: -input.zero_point(), left_shift: self.left_shift, factor })
        };
        Ok(QuantizedSum {
            lhs: rescale(lhs)?,
            rhs: rescale(rhs)?,
            factor: multiplier_below_one(ratio(common, y.scale()))?,
            output_offset: y.zero_point(),
            clamp: self.clamp,
        })
    }
}

/// The parameters of a product or quotient. `ratio` gives the factor from all scales, in single precision as TFLite has it.
pub(crate) fn product(
    lhs: &Tensor,
    rhs: &Tensor,
    y: &Tensor,
    clamp: Clamp<i32>,
    ratio: impl Fn(f32, f32, f32) -> f32,
) -> Result<QuantizedProduct, Diagnostic> {
    let (lhs, rhs, y) = (lhs.quantized_per_tensor()?, rhs.quantized_per_tensor()?, y.quantized_per_tensor()?);
    let real = ratio(lhs.scale(), rhs.scale(), y.scale());
    Ok(QuantizedProduct {
        lhs_offset: -lhs.zero_point(),
        rhs_offset: -rhs.zero_point(),
        factor: math::quantize_multiplier(real.into()),
        output_offset: y.zero_point(),
        clamp,
    })
}
