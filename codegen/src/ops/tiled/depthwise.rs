//! Depthwise layers: weights by vectors of channels, working memory for strips.

use super::bytes::quant;
use super::factors::{Sums, factors};
use super::known::Known;
use super::parts::{self, Part};
use super::{HALF, Outputs, PANEL, Rounding, dense, words};
use crate::diag::Diagnostic;
use crate::kernel::{Clamp, Conv2d, DepthwiseConv2d, DepthwiseQuads, F32, QUAD, QuadRow, TiledDepthwise, TiledHybrid};
use crate::ops::layer::{Arithmetic, Layer};
use crate::plan::{Access, Arg, Lower};

/// Bytes of a pixel of a strip of floats.
const PIXEL: usize = 64;
/// Working memory for a strip, in bytes: lines that two strips meet are prepared twice, while what leaves the nearest cache is
/// prefetched from the next.
const STRIP_BYTES: usize = 40 << 10;
/// Words of working memory for a quad of each channel of a panel, widened as some instruction sets need it, and those that are
/// left before the first so that it is aligned.
const WORDS: usize = 16;
const UNALIGNED: usize = 7;
/// What a strip of bytes and the pixels that it is made of may take of the nearest cache: 56 x 56 x 144 took 117 us with 76 KiB, and
/// 87 us with 33.
const NEAR: usize = 36 << 10;
const CACHE_LINE: usize = 64;
/// The most quads of a strip.
const LARGEST: usize = 1 << 20;

/// Pixels of so many floats are 4 KiB apart, or a multiple: 7 x 7 x 1024 took 77 us read as they lie, and 53 us from strips.
const ALIASED: usize = 1024;

/// The kernel call, if the target has vectors and the layer is known well enough. A layer over one channel is an ordinary
/// convolution.
pub(crate) fn call(
    cx: &mut Lower<'_>,
    layer: &Layer,
    p: &DepthwiseConv2d,
    batches: usize,
    outputs: impl FnOnce(&Lower<'_>) -> Result<Outputs, Diagnostic>,
) -> Result<bool, Diagnostic> {
    let (units, taps) = (p.channels * p.multiplier, p.height.filter * p.width.filter);
    let Some(known) = Known::of(cx, layer, units, taps) else { return Ok(false) };
    let known = known.transposed();
    if p.channels == 1 {
        let (height, width) = (p.height, p.width);
        let conv = Conv2d { height, width, channels: 1, filter_channels: 1, group_units: units, units };
        let outputs = Outputs::of(cx, layer, outputs)?;
        return dense(cx, layer, conv, batches, &known, &outputs);
    }
    let fits = match layer.arithmetic(&cx.infer())? {
        Arithmetic::Float => true,
        Arithmetic::Hybrid => taps <= MOST_EXACT,
        Arithmetic::Int16 => true,
        _ => quads(p, known.of_units(&(0..units))).0.room() <= LARGEST && fits_sets(&known),
    };
    if !fits {
        return Ok(false);
    }
    let count = parts::count(cx, batches * p.height.output * p.width.output * units * taps, parts::DEPTHWISE);
    let parts = |cx: &Lower<'_>, count: usize| {
        let parts = Part::wanted(cx, (p.height, p.width), batches, 0..units, count);
        parts.into_iter().map(|part| (DepthwiseConv2d { height: part.height, width: part.width, ..*p }, part))
    };
    match Outputs::of(cx, layer, outputs)? {
        Outputs::Products(clamp) => cx.at_once(|cx| {
            parts(cx, count).try_for_each(|(p, part)| {
                let x = cx.read("x", layer.x)?.part(part.elements_of_x(p.channels));
                float(cx, &p, &known, clamp, x, &part)
            })
        })?,
        Outputs::Rounded(rounding) if words::are(cx.input(layer.x)?) => {
            return words::depthwise(cx, layer, p, &known, &rounding);
        }
        Outputs::Rounded(rounding) => cx.at_once(|cx| {
            parts(cx, count).try_for_each(|(p, part)| {
                let (p, known) = quads(&p, known.of_units(&part.units));
                bytes(cx, layer, &p, &known, &rounding, &part)
            })
        })?,
        Outputs::Floats(h) => parts(cx, 1).try_for_each(|(p, part)| hybrid(cx, layer, &p, &known, &h, &part))?,
    }
    Ok(true)
}

/// Products of 8-bit numbers with zero points whose sum is exact in single precision, whatever the order.
const MOST_EXACT: usize = (1 << 24) / (255 * 128);

/// Whether weights are sums of two bytes, or one.
fn fits_sets(known: &Known<'_>) -> bool {
    known.offset <= 127 || known.weights.iter().all(|&w| i32::from(w as i8) + known.offset <= 254)
}

fn float(
    cx: &mut Lower<'_>,
    conv: &DepthwiseConv2d,
    known: &Known<'_>,
    clamp: Clamp<F32>,
    x: Arg,
    part: &Part,
) -> Result<(), Diagnostic> {
    let p = strips(conv);
    // Whole vectors of channels are read where they lie, unless all pixels would meet in one set of the nearest cache.
    let direct = conv.is_direct() && !conv.channels.is_multiple_of(ALIASED);
    let mut bias: Vec<u8> = known.biases::<4>().flatten().collect();
    bias.resize(known.padded_units() * 4, 0);
    let weights = known.weights.as_chunks::<4>().0;
    if direct {
        cx.decide("strip", "none: the image as it lies");
    } else {
        cx.decide("strip", format!("{} lines of outputs", p.lines));
    }
    let mut args = vec![
        if direct { Arg::params(conv) } else { Arg::params(&p) },
        Arg::value(clamp),
        x,
        cx.constant("weights", "f32", filters(known, &p, weights)),
        cx.constant("bias", "f32", bias),
    ];
    if !direct {
        args.push(cx.scratch("strip", "f32", p.strip() * PIXEL / 4));
    }
    args.push(cx.write("y", 0)?.part(part.elements_of_y()));
    cx.call(if direct { "direct_depthwise_f32" } else { "tiled_depthwise_f32" }, args);
    Ok(())
}

/// A layer of floats that are quantized when the model runs: sums of integers, which are exact as floats.
fn hybrid(
    cx: &mut Lower<'_>,
    layer: &Layer,
    p: &DepthwiseConv2d,
    known: &Known<'_>,
    h: &TiledHybrid,
    part: &Part,
) -> Result<(), Diagnostic> {
    let (elements, outputs) = (cx.input(layer.x)?.shape.elements(), cx.output(0)?.shape.elements());
    let rows = elements / h.row.max(1);
    let (integers, scales) = (cx.scratch_for(2, "f32", elements), cx.scratch_for(3, "f32", rows));
    let integers = |access| Lower::shared(integers, "integers", "f32", elements, access);
    let scales = |access| Lower::shared(scales, "scales", "f32", rows, access);
    let quantized = cx.scratch("quantized", "i8", h.row);
    let args = [Arg::params(h), cx.read("x", layer.x)?, quantized, integers(Access::Write), scales(Access::Write)];
    cx.call("hybrid_integers", args);
    let real = known.weights.iter().flat_map(|&w| f32::from(w as i8).to_le_bytes()).collect();
    let sums = Known { weights: real, units: known.units, depth: known.depth, ..Known::default() };
    let all = Clamp { min: F32(f32::NEG_INFINITY), max: F32(f32::INFINITY) };
    float(cx, p, &sums, all, integers(Access::Read), part)?;
    let weights = &cx.input(layer.weights)?.quantized()?.scales;
    let weights = weights.iter().flat_map(|scale| scale.to_le_bytes()).collect();
    let image = outputs / rows.max(1);
    let bias = known.biases::<4>().flatten().collect();
    let args = [
        Arg::value(h.hybrid.clamp),
        Arg::value(image),
        cx.constant("scale", "f32", weights),
        cx.constant("bias", "f32", bias),
        scales(Access::Read),
        cx.update_output("y")?,
    ];
    cx.call("hybrid_outputs", args);
    Ok(())
}

fn bytes(
    cx: &mut Lower<'_>,
    layer: &Layer,
    p: &DepthwiseQuads,
    known: &Known<'_>,
    rounding: &Rounding,
    part: &Part,
) -> Result<(), Diagnostic> {
    // Weights are whole here, as one set or two.
    let q = quant(layer, cx.input(layer.x)?, cx.output(0)?, 0)?;
    let [bias, factors] = factors(cx, &Sums::of(known, q.input_zero_point.into()), rounding, &q);
    cx.decide("strip", format!("{} lines of outputs", p.lines));
    let args = [
        Arg::params(p),
        Arg::params(&q),
        cx.read_as("x", layer.x, "i8")?.part(part.elements_of_x(p.conv.channels)),
        cx.constant("weights", "i8", taps(known, p)),
        bias,
        factors,
        cx.scratch("strip", "u64", (p.taps() + p.room()) * WORDS + UNALIGNED),
        cx.write_as("y", 0, "i8")?.part(part.elements_of_y()),
    ];
    cx.call("tiled_depthwise_i8", args);
    Ok(())
}

/// The same layer in the form that fills quads and panels best, and its weights.
fn quads<'a>(conv: &DepthwiseConv2d, known: Known<'a>) -> (DepthwiseQuads, Known<'a>) {
    let DepthwiseConv2d { mut height, mut width, channels, multiplier } = *conv;
    if width.input == 1 && width.output == 1 && width.filter == 1 {
        // A column lies in memory as a row does.
        (height, width) = (width, height);
    }
    let conv = DepthwiseConv2d { height, width, channels, multiplier };
    let pairs = channels == HALF && multiplier == 1 && width.stride == 1 && width.dilation == 1 && width.output > 1;
    let pixels = if pairs { PANEL / HALF } else { 1 };
    let sets = if known.offset == 0 { 1 } else { 2 };
    let of = |lines: usize| DepthwiseQuads { conv, pixels, lines, row: QuadRow::of(&conv, pixels, sets) };
    // Rows that two strips meet are prepared twice: not more of them than others.
    let fewest = height.filter.div_ceil(2 * height.stride);
    let row = width.input * channels.min(CACHE_LINE) + of(1).row.len * CACHE_LINE;
    let fits = |lines: &usize| *lines <= fewest || of(*lines).rows() * row <= NEAR;
    let (weights, units) = (known.weights.repeat(pixels).into(), known.units * pixels);
    let bias = known.bias.map(|bias| bias.repeat(pixels).into());
    let lines = (1..=height.output).take_while(fits).last().unwrap_or(1);
    (of(lines), Known { weights, bias, units, ..known })
}

/// Of every panel `[rows][steps][sets][phases][16][4]` of weights in `[channels][rows][columns]`.
fn taps(known: &Known<'_>, p: &DepthwiseQuads) -> Vec<u8> {
    let (row, rows, columns) = (&p.row, p.conv.height.filter, p.conv.width.filter);
    let shift = p.conv.width.stride * p.pixels;
    let mut packed = vec![0; known.units.div_ceil(PANEL) * p.taps() * PANEL * QUAD];
    for (unit, filter) in known.weights.chunks_exact(rows * columns).enumerate() {
        let panel = unit / PANEL * p.taps();
        for (i, weight) in filter.iter().enumerate() {
            for (set, weight) in sets(i32::from(*weight as i8) + known.offset).into_iter().take(row.sets).enumerate() {
                for phase in 0..row.phases {
                    let column = i % columns + phase * shift;
                    let tap = ((i / columns * row.steps + column / QUAD) * row.sets + set) * row.phases + phase;
                    packed[((panel + tap) * PANEL + unit % PANEL) * QUAD + column % QUAD] = weight as u8;
                }
            }
        }
    }
    packed
}

/// Two bytes that add up to a weight.
fn sets(weight: i32) -> [i32; 2] {
    let first = weight.clamp(i8::MIN.into(), i8::MAX.into());
    [first, weight - first]
}

/// Chooses the lines of a strip of floats.
fn strips(conv: &DepthwiseConv2d) -> TiledDepthwise {
    let of = |lines: usize| TiledDepthwise { conv: *conv, lines };
    let fits = |lines: &usize| of(*lines).strip() * PIXEL <= STRIP_BYTES;
    of((1..=conv.height.output).take_while(fits).last().unwrap_or(1))
}

/// Of every panel `[rows][columns][channels of the panel]` of weights in `[channels][rows][columns]`.
fn filters(known: &Known<'_>, p: &TiledDepthwise, weights: &[[u8; 4]]) -> Vec<u8> {
    let taps = p.conv.height.filter * p.conv.width.filter;
    let mut packed = Vec::new();
    for first in (0..known.units).step_by(PANEL) {
        let channels = (known.units - first).next_multiple_of(HALF).min(PANEL);
        let places = (0..taps).flat_map(|tap| (first..first + channels).map(move |channel| channel * taps + tap));
        packed.extend(places.flat_map(|place| weights.get(place).copied().unwrap_or_default()));
    }
    packed
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::Window;

    fn window(input: usize, filter: usize) -> Window {
        Window { input, output: input, filter, stride: 1, dilation: 1, padding: filter / 2 }
    }

    /// Of `channels` channels, whose weights count up as the file has them.
    fn layer(height: Window, width: Window, channels: usize) -> (DepthwiseQuads, Known<'static>) {
        let depth = height.filter * width.filter;
        let weights: Vec<u8> = (0..channels * depth).map(|i| i as u8).collect();
        let known = Known { weights: weights.into(), units: channels, depth, ..Known::default() }.transposed();
        quads(&DepthwiseConv2d { height, width, channels, multiplier: 1 }, known)
    }

    #[test]
    fn weights_lie_as_quads() {
        let (p, known) = layer(window(9, 1), window(9, 3), 17);
        let packed = taps(&known, &p);
        // Two outputs share a quad: weights for the second are one column further.
        assert_eq!((p.row.spacing, p.row.phases, p.row.advance, packed.len()), (2, 2, 1, 2 * 2 * 64));
        assert_eq!((&packed[..8], &packed[64..68]), (&[0, 17, 34, 0, 1, 18, 35, 0][..], &[0, 0, 17, 34][..]));
        assert_eq!((&packed[128..136], &packed[192..196]), (&[16, 33, 50, 0, 0, 0, 0, 0][..], &[0, 16, 33, 50][..]));
        // Five columns take two quads, of which four outputs share.
        let (p, _) = layer(window(9, 5), window(9, 5), 16);
        assert_eq!((p.row.spacing, p.row.phases, p.row.steps, p.row.between, p.taps()), (4, 4, 2, 1, 40));
        assert_eq!((p.row.before, p.row.inside, p.row.len), (1, 2, 4));
    }

    #[test]
    fn few_channels_and_columns_fill_panels_and_quads() {
        let (p, known) = layer(window(9, 3), window(7, 3), 8);
        assert_eq!((p.pixels, known.units, p.row.phases, p.row.len), (2, 16, 1, 4));
        let packed = taps(&known, &p);
        assert_eq!((packed.len(), &packed[..4], &packed[32..36]), (3 * 64, &[0, 8, 16, 0][..], &[0, 8, 16, 0][..]));
        let (p, _) = layer(window(9, 3), window(1, 1), 16);
        assert_eq!((p.conv.height.filter, p.conv.width.filter, p.row.steps), (1, 3, 1));
    }

    #[test]
    fn strips_fit_the_cache() {
        let lines = |height: Window, width: Window| layer(height, width, 17).0.lines;
        // 28 quads a row.
        assert_eq!(lines(window(56, 3), window(56, 3)), 11);
        assert_eq!(lines(window(7, 3), window(7, 3)), 7);
        assert_eq!(lines(window(99, 3), window(999, 3)), 2);
        assert_eq!(lines(Window { stride: 2, output: 28, ..window(56, 3) }, window(56, 3)), 6);
        let floats = |height: Window| {
            strips(&DepthwiseConv2d { height, width: window(56, 3), channels: 17, multiplier: 1 }).lines
        };
        // 58 pixels of 64 bytes, of which 11 lines fit 40 KiB.
        assert_eq!(floats(window(56, 3)), 9);
        assert_eq!(floats(Window { dilation: 2, ..window(56, 3) }), 7);
    }
}
