//! What quantized operators share: multipliers and clamps, in TFLite's arithmetic.

use super::cx::Activation;
use crate::diag::Diagnostic;
use crate::ir::{DType, Quant, Tensor};
use crate::kernel::{Clamp, F32};
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

/// Bounds of a float output under a fused activation.
pub(crate) fn clamp_f32(activation: Activation) -> Clamp<F32> {
    let (min, max) = activation.bounds();
    Clamp { min: F32(min), max: F32(max) }
}

/// The real multipliers `s_in * s_w / s_out` of a layer, one per output channel or one for all.
pub(crate) fn output_scales(input: &Quant, weights: &Quant, output: &Quant) -> Vec<f64> {
    let scale = |weight: &f32| input.scale() as f64 * *weight as f64 / output.scale() as f64;
    weights.scales.iter().map(scale).collect()
}

/// Multipliers and shifts as little-endian bytes, for the kernels' lists.
pub(crate) fn fixed_point(scales: &[f64]) -> (Vec<u8>, Vec<u8>) {
    let factors: Vec<_> = scales.iter().map(|&scale| math::quantize_multiplier(scale)).collect();
    let multipliers = factors.iter().flat_map(|factor| factor.multiplier.to_le_bytes()).collect();
    (multipliers, factors.iter().map(|factor| factor.shift as i8 as u8).collect())
}

/// The results for all 256 inputs of a function of real numbers between 8-bit tensors, indexed by the input's bits
/// (`LUTPopulate`).
pub(crate) fn table(input: &Tensor, output: &Tensor, f: impl Fn(f32) -> f32) -> Result<Vec<u8>, Diagnostic> {
    let (from, to) = (input.quantized_per_tensor()?, output.quantized_per_tensor()?);
    let (min, max) =
        output.dtype.range().ok_or_else(|| Diagnostic::malformed("not an integer type").on(&output.name))?;
    let inverse = 1.0 / to.scale();
    let entry = |byte: u8| {
        let raw = if input.dtype == DType::I8 { i32::from(byte as i8) } else { i32::from(byte) };
        let real = from.scale() * (raw - from.zero_point()) as f32;
        let steps = libm::roundf(f(real) * inverse) + to.zero_point() as f32;
        (steps as i32).clamp(min, max) as u8
    };
    Ok((0..=255).map(entry).collect())
}
