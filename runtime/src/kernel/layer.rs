//! What layers of weights share: the way from a sum of products to an output.

use super::numbers::{Accumulate, Integer, Requantize, channel};
use super::{Clamp, F32};

/// Quantization of a layer with integer activations.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LayerQuant {
    /// Added to each input: the negated zero point.
    pub input_offset: i16,
    /// Added to each weight: the negated zero point.
    pub weights_offset: i16,
    /// Added to each output: the zero point.
    pub output_offset: i32,
    /// Bounds of an output.
    pub clamp: Clamp<i32>,
}

impl LayerQuant {
    /// The output that a sum of products becomes.
    #[inline(always)]
    pub(super) fn output<A: Accumulate, Y: Integer>(
        &self,
        scale: impl Requantize<A>,
        bias: &[A],
        unit: usize,
        acc: A,
    ) -> Y {
        let scaled = scale.requantize(unit, acc.plus(channel(bias, unit)));
        Y::narrow(self.clamp.apply(scaled.wrapping_add(self.output_offset)))
    }
}

/// A float output.
#[inline(always)]
pub(super) fn output_f32(clamp: Clamp<F32>, bias: &[f32], unit: usize, sum: f32) -> f32 {
    clamp.apply(sum + channel(bias, unit))
}
