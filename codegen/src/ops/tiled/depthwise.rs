//! Depthwise layers: weights by vectors of channels, working memory for strips.

use super::{HALF, Known, PANEL, Rounding, Sums, dense, factors};
use crate::diag::Diagnostic;
use crate::kernel::{Conv2d, DepthwiseConv2d, TiledDepthwise, TiledQuant};
use crate::ops::layer::{Arithmetic, Layer};
use crate::ops::{Infer, quantized};
use crate::plan::{Arg, Lower};

/// Rows that lie together in strips of bytes.
const PAIR: usize = 2;
/// Bytes of a pixel of a strip.
const PIXEL: usize = 64;
/// Working memory for a strip, in bytes: lines that two strips meet are prepared twice, while what leaves the nearest cache is
/// prefetched from the next.
const STRIP_BYTES: usize = 40 << 10;

/// Pixels of so many floats are 4 KiB apart, or a multiple: 7 x 7 x 1024 took 77 us read as they lie, and 53 us from strips.
const ALIASED: usize = 1024;

/// The kernel call, if the target has vectors and the layer is known well enough. A layer over one channel is an ordinary
/// convolution.
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
    match layer.arithmetic(&cx.infer())? {
        Arithmetic::Float => float(cx, layer, p, &known)?,
        Arithmetic::Int8 => {
            let scales = scales(&cx.infer())?;
            bytes(cx, layer, &strips(p, PAIR), &known, scales)?;
        }
        _ => return Ok(false),
    }
    Ok(true)
}

fn float(cx: &mut Lower<'_>, layer: &Layer, conv: &DepthwiseConv2d, known: &Known<'_>) -> Result<(), Diagnostic> {
    let p = strips(conv, 1);
    // Whole vectors of channels are read where they lie, unless all pixels would meet in one set of the nearest cache.
    let direct = conv.is_direct() && !conv.channels.is_multiple_of(ALIASED);
    let mut bias: Vec<u8> = known.biases::<4>().flatten().collect();
    bias.resize(known.padded_units() * 4, 0);
    let weights = known.weights.as_chunks::<4>().0;
    let mut args = vec![
        if direct { Arg::params(conv) } else { Arg::params(&p) },
        Arg::value(quantized::clamp_f32(layer.activation)),
        cx.read("x", layer.x)?,
        cx.constant("weights", "f32", filters(known, &p, 1, |at| weights.get(at).copied().unwrap_or_default())),
        cx.constant("bias", "f32", bias),
    ];
    if !direct {
        args.push(cx.scratch("strip", "f32", p.strip(1) * PIXEL / 4));
    }
    args.push(cx.write("y", 0)?);
    cx.call(if direct { "direct_depthwise_f32" } else { "tiled_depthwise_f32" }, args);
    Ok(())
}

fn bytes(
    cx: &mut Lower<'_>,
    layer: &Layer,
    p: &TiledDepthwise,
    known: &Known<'_>,
    scales: Vec<f64>,
) -> Result<(), Diagnostic> {
    let (x, y) = (cx.input(layer.x)?.quantized()?, cx.output(0)?);
    let q = TiledQuant::of(x.zero_point(), y.quantized()?.zero_point(), quantized::clamp(layer.activation, y)?);
    let [bias, factors] = factors(cx, &Sums::of(known, x.zero_point()), &Rounding::Fixed(scales), &q);
    let wide = |at: usize| i16::from(known.weights.get(at).map_or(0, |&w| w as i8)).to_le_bytes();
    let weights = filters(known, p, PAIR, wide);
    let args = [
        Arg::params(p),
        Arg::params(&q),
        cx.read("x", layer.x)?,
        cx.constant("weights", "i16", weights),
        bias,
        factors,
        cx.scratch("strip", "i16", p.strip(PAIR) * PIXEL / 2),
        cx.write("y", 0)?,
    ];
    cx.call("tiled_depthwise_i8", args);
    Ok(())
}

/// Chooses the lines of a strip.
fn strips(conv: &DepthwiseConv2d, group: usize) -> TiledDepthwise {
    let of = |lines: usize| TiledDepthwise { conv: *conv, lines };
    let fits = |lines: &usize| of(*lines).strip(group) * PIXEL <= STRIP_BYTES;
    of((1..=conv.height.output).take_while(fits).last().unwrap_or(1))
}

/// Of every panel `[groups][columns][channels of the panel][rows of a group]`; `weight` gives an element by its place in
/// `[channels][rows][columns]`.
fn filters<const N: usize>(
    known: &Known<'_>,
    p: &TiledDepthwise,
    group: usize,
    weight: impl Fn(usize) -> [u8; N],
) -> Vec<u8> {
    let (rows, columns) = (p.conv.height.filter, p.conv.width.filter);
    let mut packed = Vec::new();
    for first in (0..known.units).step_by(PANEL) {
        let channels = (known.units - first).next_multiple_of(HALF).min(PANEL);
        for place in 0..rows.div_ceil(group) * columns * channels * group {
            let (rest, i) = (place / group, place % group);
            let (rest, channel) = (rest / channels, first + rest % channels);
            let (row, column) = (rest / columns * group + i, rest % columns);
            let there = channel < known.units && row < rows;
            packed.extend(if there { weight((channel * rows + row) * columns + column) } else { [0; N] });
        }
    }
    packed
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::Window;

    fn layer(height: Window, width: Window) -> TiledDepthwise {
        strips(&DepthwiseConv2d { height, width, channels: 17, multiplier: 1 }, PAIR)
    }

    #[test]
    fn weights_lie_by_pairs_of_rows() {
        // Three rows of one column of 17 channels, as the file has them.
        let weights: Vec<u8> = (0..51).collect();
        let known = Known { weights: weights.into(), bias: None, units: 17, depth: 3 }.transposed();
        let window = |filter| Window { input: 9, output: 9, filter, stride: 1, dilation: 1, padding: 0 };
        let p = layer(window(3), window(1));
        let packed = filters(&known, &p, PAIR, |at| [known.weights[at]]);
        assert_eq!(packed.len(), 2 * 2 * (16 + 8));
        assert_eq!((&packed[..4], &packed[32..36]), (&[0, 17, 1, 18][..], &[34, 0, 35, 0][..]));
        assert_eq!((&packed[64..68], &packed[80..84]), (&[16, 33, 0, 0][..], &[50, 0, 0, 0][..]));
    }

    #[test]
    fn strips_fit_the_cache() {
        let window = |input| Window { input, output: input, filter: 3, stride: 1, dilation: 1, padding: 1 };
        // 58 pixels of 64 bytes, of which 11 lines fit 40 KiB: they begin with the first and the third row of 9 outputs.
        assert_eq!(layer(window(56), window(56)).lines, 9);
        assert_eq!(layer(window(7), window(7)).lines, 7);
        assert_eq!(layer(window(99), window(999)).lines, 1);
        // Every second row begins a pair, if outputs are two rows apart.
        assert_eq!(layer(Window { stride: 2, ..window(56) }, window(56)).lines, 10);
        assert_eq!(layer(Window { dilation: 2, ..window(56) }, window(56)).lines, 7);
    }
}
