//! Layers in tiles of vectors: which layers take them, and their weights in panels as the runtime's `tiled` reads them.

mod depthwise;
mod factors;
mod matmul;
mod parts;
mod single;

use super::layer::{Arithmetic, Layer};
use super::quantized;
use crate::diag::Diagnostic;
use crate::ir::{DType, Tensor};
use crate::kernel::{Clamp, Conv2d, F32, TiledLayer, TiledQuant, Window};
use crate::plan::{Arg, Lower};
pub(crate) use depthwise::call as call_depthwise;
pub(crate) use factors::Rounding;
use factors::{Sums, factors};
pub(crate) use matmul::call as call_matmul;
use parts::Part;
use std::borrow::Cow;
use std::ops::Range;

/// Output channels whose weights lie together; half as many in a last panel that has room for its channels then.
const PANEL: usize = 16;
const HALF: usize = PANEL / 2;

/// Working memory for a block of patches, in bytes: a part of the nearest cache.
const BLOCK_BYTES: usize = 16 << 10;
/// Working memory for a band of lines, in bytes: a part of the second cache.
const LARGEST_BAND: usize = 128 << 10;
/// Weights of floats that may pass by once for each block of pixels, in bytes: they stay in the second cache.
const NEAR_WEIGHTS: usize = 64 << 10;
/// Patches in a block are a multiple of this, which both kernels' tiles divide.
const TILES: usize = 12;

/// The kernel call of a layer without groups, if the target has vectors and the layer is known well enough: constants for
/// weights and bias.
pub(crate) fn call(
    cx: &mut Lower<'_>,
    layer: &Layer,
    conv: Conv2d,
    batches: usize,
    rounding: impl FnOnce(&Lower<'_>) -> Result<Rounding, Diagnostic>,
) -> Result<bool, Diagnostic> {
    let depth = conv.height.filter * conv.width.filter * conv.channels;
    let known = Known::of(cx, layer, conv.units, depth).filter(|_| conv.channels == conv.filter_channels);
    let Some(known) = known else { return Ok(false) };
    dense(cx, layer, conv, batches, &known, rounding)
}

/// The kernel call of a layer whose weights are rows of what each channel meets.
fn dense(
    cx: &mut Lower<'_>,
    layer: &Layer,
    conv: Conv2d,
    batches: usize,
    known: &Known<'_>,
    rounding: impl FnOnce(&Lower<'_>) -> Result<Rounding, Diagnostic>,
) -> Result<bool, Diagnostic> {
    let pixels = conv.width.output;
    let (conv, known) = &neighbours(conv, known);
    let conv = *conv;
    if conv.width.output < pixels {
        cx.decide("neighbours", format!("{} pixels as one", pixels / conv.width.output));
    }
    let macs = batches * conv.height.output * conv.width.output * known.units * known.depth;
    match layer.arithmetic(&cx.infer())? {
        Arithmetic::Float => {
            let count = parts::count(cx, macs, parts::FLOATS);
            let clamp = quantized::clamp_f32(layer.activation);
            in_parts(cx, conv, batches, known, count, |cx, conv, known, part| {
                float(cx, layer, clamp, conv, known, part)
            })?;
        }
        Arithmetic::Int8 => {
            let (rounding, count) = (rounding(cx)?, parts::count(cx, macs, parts::BYTES));
            in_parts(cx, conv, batches, known, count, |cx, conv, known, part| {
                bytes(cx, layer, conv, known, &rounding.of_units(&part.units), part)
            })?;
        }
        _ => return Ok(false),
    }
    Ok(true)
}

/// Calls of the parts of a layer: some of the patches each, or of the channels where there is one patch.
fn in_parts(
    cx: &mut Lower<'_>,
    conv: Conv2d,
    batches: usize,
    known: &Known<'_>,
    count: usize,
    call: impl Fn(&mut Lower<'_>, Conv2d, &Known<'_>, &Part) -> Result<(), Diagnostic>,
) -> Result<(), Diagnostic> {
    let is_row = batches * conv.height.output * conv.width.output == 1;
    cx.at_once(|cx| {
        for units in parts::channels(known.units, if is_row { count } else { 1 }) {
            let known = known.of_units(&units);
            for part in Part::of(conv.height, conv.width, batches, units.clone(), count) {
                let (height, width, units) = (part.height, part.width, units.len());
                call(cx, Conv2d { height, width, group_units: units, units, ..conv }, &known, &part)?;
            }
        }
        Ok(())
    })
}

/// A layer of few channels, which leave a part of every panel empty, as one of fewer pixels that each have the channels of several
/// neighbours: outputs lie the same. Filters become as much longer as neighbours are apart, with zeros for what others meet.
fn neighbours<'a>(conv: Conv2d, known: &'a Known<'_>) -> (Conv2d, Known<'a>) {
    let (width, channels) = (conv.width, conv.channels);
    let fits = |count: &usize| conv.units * count <= PANEL && width.output.is_multiple_of(*count);
    let shared = width.filter > width.stride && width.dilation == 1;
    let count = [4, 2].into_iter().filter(|_| shared).find(fits).unwrap_or(1);
    let filter = width.filter + (count - 1) * width.stride;
    let element = known.weights.len() / (known.units * known.depth);
    let (row, longer) = (width.filter * channels * element, filter * channels * element);
    let mut weights = Vec::new();
    let lines = |neighbour| known.weights.chunks_exact(row).map(move |line| (neighbour, line));
    for (neighbour, line) in (0..count).flat_map(lines) {
        let before = neighbour * width.stride * channels * element;
        weights.extend(std::iter::repeat_n(0, before).chain(line.iter().copied()));
        weights.resize(weights.len().next_multiple_of(longer), 0);
    }
    let width = Window { output: width.output / count, stride: width.stride * count, filter, ..width };
    let units = conv.units * count;
    let bias = known.bias.as_ref().map(|bias| bias.repeat(count).into());
    let wider = Conv2d { width, units, group_units: units, ..conv };
    (wider, Known { weights: weights.into(), bias, units, depth: known.depth / conv.width.filter * filter })
}

/// What a layer must have as constants.
struct Known<'a> {
    /// `[units][depth]`.
    weights: Cow<'a, [u8]>,
    bias: Option<Cow<'a, [u8]>>,
    units: usize,
    depth: usize,
}

impl<'a> Known<'a> {
    fn of(cx: &Lower<'a>, layer: &Layer, units: usize, depth: usize) -> Option<Self> {
        let (x, weights) = (cx.input(layer.x).ok()?, cx.input(layer.weights).ok()?);
        let bias = cx.infer().optional(layer.bias);
        let types = matches!((x.dtype, weights.dtype), (DType::F32, DType::F32) | (DType::I8, DType::I8));
        let fits = types && depth > 0 && units > 0;
        let symmetric =
            |tensor: &Tensor| tensor.quant.as_ref().is_none_or(|quant| quant.zero_points.iter().all(|&z| z == 0));
        if !(cx.target().has_vectors() && fits && symmetric(weights)) {
            return None;
        }
        let bias = match bias {
            Some(bias) => Some(bias.data.as_deref()?.into()),
            None => None,
        };
        Some(Known { weights: weights.data.as_deref()?.into(), bias, units, depth })
    }

    /// Some of the channels.
    fn of_units(&self, units: &Range<usize>) -> Known<'_> {
        let row = self.weights.len() / self.units;
        let weights = self.weights.get(units.start * row..units.end * row).unwrap_or(&[]);
        let bias = self.bias.as_deref().and_then(|bias| bias.get(units.start * 4..units.end * 4));
        Known { weights: weights.into(), bias: bias.map(Cow::from), units: units.len(), depth: self.depth }
    }

    /// From weights whose last dimension is the channels.
    fn transposed(self) -> Self {
        let element = self.weights.len() / (self.units * self.depth);
        let places = (0..self.units).flat_map(|unit| (0..self.depth).map(move |tap| tap * self.units + unit));
        let weights =
            places.flat_map(|place| self.weights.iter().skip(place * element).take(element).copied()).collect();
        Known { weights: Cow::Owned(weights), ..self }
    }

    /// Channels including those that fill the last vector.
    fn padded_units(&self) -> usize {
        self.units.next_multiple_of(HALF)
    }

    /// Bias numbers, 0 where there is none.
    fn biases<const N: usize>(&self) -> impl Iterator<Item = [u8; N]> + '_ {
        let bias = self.bias.as_deref().unwrap_or(&[]).as_chunks::<N>().0;
        bias.iter().copied().chain(std::iter::repeat([0; N])).take(self.units)
    }

    /// `[panels][steps][channels of the panel][step]` of `[units][runs][run]`, in bytes; a step is so many bytes of a run.
    fn panels(&self, run: usize, step: usize) -> Vec<u8> {
        let row = self.weights.len() / self.units;
        let steps = row / run * run.div_ceil(step);
        let mut packed = vec![0; self.padded_units() * steps * step];
        let mut rest = packed.as_mut_slice();
        for (panel, rows) in self.weights.chunks(row * PANEL).enumerate() {
            let channels = (self.padded_units() - panel * PANEL).min(PANEL);
            let (now, later) = std::mem::take(&mut rest).split_at_mut(steps * channels * step);
            for (channel, row) in rows.chunks_exact(row).enumerate() {
                let places = now.chunks_exact_mut(step).skip(channel).step_by(channels);
                let taken = row.chunks(run).flat_map(|run| run.chunks(step));
                places.zip(taken).for_each(|(place, step)| place[..step.len()].copy_from_slice(step));
            }
            rest = later;
        }
        packed
    }
}

fn float(
    cx: &mut Lower<'_>,
    layer: &Layer,
    clamp: Clamp<F32>,
    conv: Conv2d,
    known: &Known<'_>,
    part: &Part,
) -> Result<(), Diagnostic> {
    let mut p = TiledLayer { conv, block: part.outputs.len() };
    let mut lines = 0;
    if !p.is_pointwise() {
        lines = band(&mut p, 1, 4, known.weights.len());
    } else if known.weights.len() <= NEAR_WEIGHTS {
        // Pixels stay in the nearest cache while all panels pass by; more weights than these had better pass by once.
        p.block = block(4 * p.depth(1), p.block);
    }
    decide_block(cx, &p, lines > 0);
    let mut bias: Vec<u8> = known.biases::<4>().flatten().collect();
    bias.resize(known.padded_units() * 4, 0);
    let args = [
        Arg::params(&p),
        Arg::value(clamp),
        cx.read("x", layer.x)?.part(part.elements_of_x(conv.channels)),
        cx.constant("weights", "f32", known.panels(4, 4)),
        cx.constant("bias", "f32", bias),
        room(cx, "lines", "f32", lines),
        cx.write("y", 0)?.part(part.elements_of_y()),
    ];
    cx.call("tiled_layer_f32", args);
    Ok(())
}

fn bytes(
    cx: &mut Lower<'_>,
    layer: &Layer,
    conv: Conv2d,
    known: &Known<'_>,
    rounding: &Rounding,
    part: &Part,
) -> Result<(), Diagnostic> {
    let (x, y) = (cx.input(layer.x)?.quantized()?, cx.output(0)?);
    let sums = Sums::of(known, x.zero_point());
    let q = TiledQuant::of(x.zero_point(), y.quantized()?.zero_point(), quantized::clamp(layer.activation, y)?);
    let factors = factors(cx, &sums, rounding, &q);
    let patches = part.outputs.len();
    let mut p = TiledLayer { conv, block: patches };
    let (mut quads, mut line) = (0, 0);
    if p.is_pointwise() {
        p.block = block(8 * p.depth(4), patches);
        quads += p.block * p.depth(4);
    } else {
        quads += band(&mut p, 4, 8, known.weights.len());
        line += if p.phases(4) > 1 { p.band_line() } else { 0 };
    }
    decide_block(cx, &p, !p.is_pointwise());
    let x = cx.read("x", layer.x)?.part(part.elements_of_x(conv.channels));
    let mut args = vec![Arg::params(&p), Arg::params(&q), x];
    args.push(cx.constant("weights", "i8", known.panels(p.run(), 4)));
    args.extend(factors);
    args.push(cx.scratch("quads", "u64", quads));
    args.push(room(cx, "line", "i8", line));
    args.push(cx.write("y", 0)?.part(part.elements_of_y()));
    cx.call("tiled_layer_i8", args);
    Ok(())
}

/// Notes how much of the outputs is computed at a time.
fn decide_block(cx: &mut Lower<'_>, p: &TiledLayer, is_band: bool) {
    let units = p.conv.units;
    cx.decide("panels", format!("{} of {PANEL} channels", units.div_ceil(PANEL)));
    if is_band {
        cx.decide("band", format!("{} lines of outputs", p.block / p.conv.width.output.max(1)));
    } else {
        cx.decide("block", format!("{} patches", p.block));
    }
}

/// Working memory, if any is needed.
fn room(cx: &mut Lower<'_>, name: &'static str, element: &'static str, len: usize) -> Arg {
    if len == 0 { cx.no_scratch(name) } else { cx.scratch(name, element, len) }
}

/// How many of `patches` of so many bytes are prepared at a time.
fn block(bytes: usize, patches: usize) -> usize {
    let fit = (BLOCK_BYTES / bytes.max(1)).max(TILES);
    (fit - fit % TILES).min(patches).max(1)
}

/// Chooses how many lines of outputs share a band, and gives the band's steps: of so many elements, each in so many bytes. All
/// weights pass by once for each band, so that it may be the larger the more there are.
fn band(p: &mut TiledLayer, step: usize, bytes: usize, weights: usize) -> usize {
    let line = p.phases(step) * p.phase(step);
    let room = (weights / 4).clamp(BLOCK_BYTES, LARGEST_BAND) / (line * bytes).max(1);
    let fits = |lines: &usize| p.band_lines(*lines) <= room;
    let lines = (1..=p.conv.height.output).take_while(fits).last().unwrap_or(1);
    p.block = (lines * p.conv.width.output).max(1);
    p.band_lines(lines) * line
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::Window;

    #[test]
    fn weights_lie_in_panels_of_channels() {
        // 18 channels of 5 weights: a panel of 16 and one of 8, in two steps of 4.
        let weights: Vec<u8> = (0..90).collect();
        let known = Known { weights: weights.into(), bias: None, units: 18, depth: 5 };
        let packed = known.panels(5, 4);
        assert_eq!(packed.len(), (16 + 8) * 8);
        assert_eq!(packed[..8], [0, 1, 2, 3, 5, 6, 7, 8]);
        assert_eq!(packed[64..72], [4, 0, 0, 0, 9, 0, 0, 0]);
        assert_eq!(packed[128..140], [80, 81, 82, 83, 85, 86, 87, 88, 0, 0, 0, 0]);
        // Runs of 5 take two steps each.
        let weights: Vec<u8> = (0..20).collect();
        let known = Known { weights: weights.into(), bias: None, units: 2, depth: 10 };
        let packed = known.panels(5, 4);
        assert_eq!((packed.len(), &packed[..8]), (4 * 32, &[0, 1, 2, 3, 10, 11, 12, 13][..]));
        assert_eq!(packed[96..104], [9, 0, 0, 0, 19, 0, 0, 0]);
    }

    #[test]
    fn few_channels_are_those_of_neighbours() {
        let height = Window { input: 1, output: 1, filter: 1, stride: 1, dilation: 1, padding: 0 };
        let width = Window { input: 9, output: 4, filter: 3, stride: 2, dilation: 1, padding: 0 };
        let conv = Conv2d { height, width, channels: 1, filter_channels: 1, group_units: 5, units: 5 };
        let weights: Vec<u8> = (1..16).collect();
        let known =
            Known { weights: weights.into(), bias: Some((0..20).collect::<Vec<u8>>().into()), units: 5, depth: 3 };
        let (wider, known) = neighbours(conv, &known);
        assert_eq!((wider.units, wider.width), (10, Window { output: 2, filter: 5, stride: 4, ..width }));
        assert_eq!((known.units, known.depth, known.weights.len()), (10, 5, 50));
        assert_eq!((&known.weights[..5], &known.weights[25..30]), (&[1, 2, 3, 0, 0][..], &[0, 0, 1, 2, 3][..]));
        assert_eq!(known.bias.as_deref().map(<[u8]>::len), Some(40));
        // Where an odd number of pixels is in a line, or none shares anything, nothing changes.
        let odd = Conv2d { width: Window { output: 3, ..width }, ..conv };
        let known = Known { weights: (1..16).collect::<Vec<u8>>().into(), bias: None, units: 5, depth: 3 };
        assert_eq!(neighbours(odd, &known).0, odd);
    }

    #[test]
    fn bands_grow_with_the_weights() {
        let window = |input| Window { input, output: input, filter: 3, stride: 1, dilation: 1, padding: 1 };
        let (height, width) = (window(14), window(20));
        let conv = Conv2d { height, width, channels: 16, filter_channels: 16, group_units: 8, units: 8 };
        let mut p = TiledLayer { conv, block: 0 };
        // A line is 22 pixels of 16 channels: 88 steps of 4 elements in 8 bytes, of which 23 fit 16 KiB.
        assert_eq!((band(&mut p, 4, 8, 1000), p.block), (16 * 88, 14 * 20));
        assert_eq!((band(&mut p, 1, 8, 1000), p.block), (5 * 352, 3 * 20));
        assert_eq!((band(&mut p, 1, 8, 1 << 20), p.block), (16 * 352, 14 * 20));
        assert_eq!((band(&mut p, 1, 1 << 20, 1000), p.block), (3 * 352, 20));
        // Of 3 channels 66 elements, which four phases hold in 17 steps and one more.
        p.conv.channels = 3;
        assert_eq!((band(&mut p, 4, 8, 1000), p.block), (16 * 4 * 18, 14 * 20));
    }

    #[test]
    fn blocks_are_whole_tiles() {
        assert_eq!((block(64, 1000), block(64, 7), block(1 << 20, 1000), block(8, 0)), (252, 7, 12, 1));
    }
}
