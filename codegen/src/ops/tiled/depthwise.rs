//! Depthwise layers: weights by vectors of channels.

use super::{Form, Known, PANEL, Rounding, Sums, dense, factors};
use crate::diag::Diagnostic;
use crate::kernel::{Conv2d, DepthwiseConv2d, TiledQuant};
use crate::ops::layer::{Arithmetic, Layer};
use crate::ops::{Infer, quantized};
use crate::plan::{Arg, Lower};

/// Taps of the largest filter that the kernel takes.
const TAPS: usize = 64;

/// The kernel call, if the target has vectors and the layer is known well enough and fits: one filter for each channel, or only
/// one channel, which is an ordinary convolution.
pub(crate) fn call(
    cx: &mut Lower<'_>,
    layer: &Layer,
    p: &DepthwiseConv2d,
    batches: usize,
    scales: impl FnOnce(&Infer<'_>) -> Result<Vec<f64>, Diagnostic>,
) -> Result<bool, Diagnostic> {
    let (units, taps) = (p.channels * p.multiplier, p.height.filter * p.width.filter);
    let Some(known) = Known::of(cx, layer, units, taps) else { return Ok(false) };
    let known = known.transposed();
    if p.channels == 1 {
        let (height, width) = (p.height, p.width);
        let conv = Conv2d { height, width, channels: 1, filter_channels: 1, group_units: units, units };
        return dense(cx, layer, conv, batches, &known, |cx| Ok(Rounding::Fixed(scales(&cx.infer())?)));
    }
    if p.multiplier != 1 || taps > TAPS {
        return Ok(false);
    }
    match layer.arithmetic(&cx.infer())? {
        Arithmetic::Float => float(cx, layer, p, &known)?,
        Arithmetic::Int8 => {
            let scales = scales(&cx.infer())?;
            bytes(cx, layer, p, &known, scales)?;
        }
        _ => return Ok(false),
    }
    Ok(true)
}

fn float(cx: &mut Lower<'_>, layer: &Layer, p: &DepthwiseConv2d, known: &Known<'_>) -> Result<(), Diagnostic> {
    let mut bias: Vec<u8> = known.biases::<4>().flatten().collect();
    bias.resize(known.units.next_multiple_of(PANEL) * 4, 0);
    let weights = known.weights.as_chunks::<4>().0;
    let args = [
        Arg::params(p),
        Arg::value(quantized::clamp_f32(layer.activation)),
        cx.read("x", layer.x)?,
        cx.constant("weights", "f32", blocks(known, 1, |at| weights.get(at).copied().unwrap_or_default())),
        cx.constant("bias", "f32", bias),
        cx.scratch("outside", "f32", p.outside_len()),
        cx.write("y", 0)?,
    ];
    cx.call("tiled_depthwise_f32", args);
    Ok(())
}

fn bytes(
    cx: &mut Lower<'_>,
    layer: &Layer,
    p: &DepthwiseConv2d,
    known: &Known<'_>,
    scales: Vec<f64>,
) -> Result<(), Diagnostic> {
    let (x, y) = (cx.input(layer.x)?.quantized()?, cx.output(0)?);
    let q = TiledQuant::of(x.zero_point(), y.quantized()?.zero_point(), quantized::clamp(layer.activation, y)?);
    let (form, [bias, factors]) = factors(cx, &Sums::of(known, x.zero_point()), &Rounding::Fixed(scales));
    let kernel = if matches!(form, Form::BelowOne) { "tiled_depthwise_i8" } else { "tiled_depthwise_i8_general" };
    let wide = |at: usize| i16::from(known.weights.get(at).map_or(0, |&w| w as i8)).to_le_bytes();
    let args = [
        Arg::params(p),
        Arg::params(&q),
        cx.read("x", layer.x)?,
        cx.constant("weights", "i16", blocks(known, 2, wide)),
        bias,
        factors,
        cx.scratch("outside", "i8", p.outside_len()),
        cx.write("y", 0)?,
    ];
    cx.call(kernel, args);
    Ok(())
}

/// Of every 16 channels `[taps / step][16][step]`; `weight` gives an element by its place in `[channels][taps]`.
fn blocks<const N: usize>(known: &Known<'_>, step: usize, weight: impl Fn(usize) -> [u8; N]) -> Vec<u8> {
    let (taps, mut packed) = (known.depth, Vec::new());
    for first in (0..known.units).step_by(PANEL) {
        for tap in (0..taps).step_by(step) {
            for (channel, tap) in
                (first..first + PANEL).flat_map(|channel| (tap..tap + step).map(move |tap| (channel, tap)))
            {
                let there = channel < known.units && tap < taps;
                packed.extend(if there { weight(channel * taps + tap) } else { [0; N] });
            }
        }
    }
    packed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_lie_by_pairs_of_taps() {
        // Three taps of 17 channels, as the file has them.
        let weights: Vec<u8> = (0..51).collect();
        let known = Known { weights: weights.into(), bias: None, units: 17, depth: 3 }.transposed();
        let packed = blocks(&known, 2, |at| [known.weights[at]]);
        assert_eq!(packed.len(), 2 * 2 * 2 * 16);
        assert_eq!((&packed[..4], &packed[32..36]), (&[0, 17, 1, 18][..], &[34, 0, 35, 0][..]));
        assert_eq!((&packed[64..68], &packed[96..100]), (&[16, 33, 0, 0][..], &[50, 0, 0, 0][..]));
    }
}
