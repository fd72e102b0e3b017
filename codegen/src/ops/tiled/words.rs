//! Layers of 16-bit activations: from sums that do not leave 32 bits to outputs, in double precision.
//!
//! Convolutions sum in 64 bits, take the product with a factor of 16 bits, and round halves up. A sum below 2^31 times such a factor
//! is exact in double precision.

use super::bytes::blocks;
use super::factors::{Rounding, panel_bytes};
use super::known::Known;
use super::parts::Part;
use super::{HALF, PANEL, room};
use crate::diag::Diagnostic;
use crate::ir::{DType, Tensor};
use crate::kernel::{Conv2d, DepthwiseConv2d};
use crate::math::quantize_multiplier;
use crate::ops::layer::Layer;
use crate::ops::quantized;
use crate::plan::{Arg, Lower};

/// What becomes of the sums of a channel.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Channel {
    /// What they begin with.
    bias: i32,
    scale: f64,
    /// Added to each output.
    offset: i32,
}

/// The channels of a layer, if sums of 32 bits do for all.
pub(super) struct Channels(Vec<Channel>);

impl Channels {
    /// From weights, a bias of 32 or 64 bits, and the way to outputs.
    pub(super) fn of(known: &Known<'_>, rounding: &Rounding) -> Option<Self> {
        let rows = known.weights.chunks_exact(known.depth).zip(biases(known)).enumerate();
        let channel = |(unit, (row, bias)): (usize, (&[u8], i64))| {
            let weights: i64 = row.iter().map(|&w| i64::from(w as i8).abs()).sum();
            channel(bias, weights.checked_mul(1 << 15)?, rounding, unit)
        };
        (known.offset == 0).then(|| rows.map(channel).collect::<Option<_>>()).flatten().map(Channels)
    }

    /// What sums begin with, scales and offsets, for whole vectors of so many channels.
    fn args(mut self, cx: &mut Lower<'_>, vector: usize) -> [Arg; 3] {
        self.0.resize(self.0.len().next_multiple_of(vector), Channel::default());
        let list = |number: fn(&Channel) -> i32| panel_bytes([self.0.iter().map(number).collect()]);
        [
            cx.constant("bias", "i32", list(|channel| channel.bias)),
            cx.constant("scale", "f64", self.0.iter().flat_map(|channel| channel.scale.to_le_bytes()).collect()),
            cx.constant("offset", "i32", list(|channel| channel.offset)),
        ]
    }
}

/// Bias numbers of 32 or 64 bits.
fn biases<'k>(known: &'k Known<'_>) -> Box<dyn Iterator<Item = i64> + 'k> {
    match known.bias.as_deref().is_some_and(|bias| bias.len() == 8 * known.units) {
        true => Box::new(known.biases::<8>().map(i64::from_le_bytes)),
        false => Box::new(known.biases::<4>().map(|bias| i32::from_le_bytes(bias).into())),
    }
}

/// Of a bias, and products whose sum is at most so large.
fn channel(bias: i64, largest: i64, rounding: &Rounding, unit: usize) -> Option<Channel> {
    let of = |scales: &Vec<f64>| scales.iter().copied().cycle().nth(unit % scales.len().max(1));
    let (scale, bias, offset) = match rounding {
        Rounding::Real(scales) => (of(scales)?, bias, 0),
        Rounding::Fixed(scales) => {
            let factor = quantize_multiplier(of(scales)?);
            let shift = u32::try_from(15 - factor.shift).ok().filter(|shift| (1..=46).contains(shift))?;
            let whole = 1i64 << shift;
            // Of a bias beyond 32 bits, what gives whole outputs.
            let wholes = if i32::try_from(bias).is_ok() { 0 } else { bias.div_euclid(whole) };
            let offset = wholes.checked_mul(factor.reduced().into())?;
            (f64::from(factor.reduced()) / whole as f64, bias - wholes * whole, offset)
        }
    };
    // Nor may outputs leave 32 bits, before they are brought within bounds.
    let (most, limit) = (largest.checked_add(bias.checked_abs()?)?, i64::from(i32::MAX));
    let fits = most <= limit && most as f64 * scale.abs() + (offset as f64).abs() < limit as f64;
    Some(Channel { bias: i32::try_from(bias).ok().filter(|_| fits)?, scale, offset: i32::try_from(offset).ok()? })
}

/// The kernel call.
pub(super) fn call(
    cx: &mut Lower<'_>,
    layer: &Layer,
    conv: Conv2d,
    known: &Known<'_>,
    rounding: &Rounding,
    part: &Part,
) -> Result<(), Diagnostic> {
    let channels = Channels::of(known, rounding).ok_or_else(|| Diagnostic::malformed("sums of 32 bits"))?;
    cx.decide("sums", "32 bits, which hold all that there can be");
    let (p, quads, line) = blocks(cx, conv, part, 0, known.weights.len());
    let [bias, scale, offset] = channels.args(cx, HALF);
    let args = [
        Arg::params(&p),
        Arg::value(matches!(rounding, Rounding::Fixed(_))),
        Arg::value(quantized::clamp(layer.activation, cx.output(0)?)?),
        cx.read("x", layer.x)?.part(part.elements_of_x(conv.channels)),
        cx.constant("weights", "i8", known.panels(p.run(), 4)),
        bias,
        scale,
        offset,
        cx.scratch("quads", "u64", quads),
        room(cx, "line", "i16", line),
        cx.write("y", 0)?.part(part.elements_of_y()),
        Arg::Epilogue(None),
    ];
    cx.call("tiled_layer_i16", args);
    Ok(())
}

/// The kernel call of a depthwise layer with one filter for each channel, if sums of 32 bits do.
pub(super) fn depthwise(
    cx: &mut Lower<'_>,
    layer: &Layer,
    p: &DepthwiseConv2d,
    known: &Known<'_>,
    rounding: &Rounding,
) -> Result<bool, Diagnostic> {
    let channels =
        Channels::of(known, rounding).filter(|_| p.multiplier == 1 && matches!(rounding, Rounding::Fixed(_)));
    let Some(channels) = channels else { return Ok(false) };
    cx.decide("sums", "32 bits, which hold all that there can be");
    let [bias, scale, offset] = channels.args(cx, PANEL);
    let clamp = Arg::value(quantized::clamp(layer.activation, cx.output(0)?)?);
    let (x, weights, y) = (cx.read("x", layer.x)?, cx.read("weights", layer.weights)?, cx.write("y", 0)?);
    cx.call("depthwise_words", [Arg::params(p), clamp, x, weights, bias, scale, offset, y]);
    Ok(true)
}

/// Whether a layer of these activations is one of this kind.
pub(super) fn are(x: &Tensor) -> bool {
    x.dtype == DType::I16
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn outputs_are_those_of_64_bits() {
        for (scale, bias) in [(0.25, 77), (0.013, -5), (0.000_77, 1 << 33), (0.5f64.powi(9), -(1 << 35) - 999)] {
            let largest = 1 << 24;
            let channel = channel(bias, largest, &Rounding::Fixed(vec![scale]), 0).expect("small enough");
            let factor = quantize_multiplier(scale);
            for sum in (-largest..largest).step_by(4093).chain(-70_000..70_000) {
                let whole = (sum as i32 + channel.bias) as f64 * channel.scale;
                let y = (whole + 0.5).floor() as i32 + channel.offset;
                assert_eq!(y, factor.apply_i64(sum + bias), "{scale} {sum}");
            }
        }
    }

    #[test]
    fn sums_may_not_leave_32_bits() {
        let fixed = Rounding::Fixed(vec![0.01]);
        assert!(channel(0, i64::from(i32::MAX), &fixed, 0).is_some());
        assert!(channel(0, 1 << 31, &fixed, 0).is_none());
        assert!(channel(i64::MAX, i64::MAX, &fixed, 0).is_none());
        assert!(channel(1 << 60, 0, &fixed, 0).is_none());
        assert!(channel(1 << 33, 0, &Rounding::Real(vec![0.01]), 0).is_none());
        assert!(channel(0, 1 << 30, &Rounding::Real(vec![2.5]), 0).is_none());
    }
}
