//! Layers in tiles of vectors: which layers take them, and their weights in panels as the runtime's `tiled` reads them.

mod bytes;
mod depthwise;
mod factors;
mod known;
mod matmul;
mod parts;
mod single;
mod transposed;
mod words;

use super::layer::{Arithmetic, Layer};
use super::quantized;
use crate::diag::Diagnostic;
use crate::ir::Tensor;
use crate::kernel::{Clamp, Conv2d, F32, TiledHybrid, TiledLayer};
use crate::plan::{Arg, Lower};
pub(crate) use depthwise::call as call_depthwise;
pub(crate) use factors::{Found, Rounding};
use known::{Known, neighbours};
pub(crate) use matmul::call as call_matmul;
use parts::Part;
pub(crate) use transposed::call as call_transposed;

/// Output channels whose weights lie together; half as many in a last panel that has room for its channels then.
const PANEL: usize = 16;
const HALF: usize = PANEL / 2;

/// Working memory for a block of patches, in bytes: a part of the nearest cache.
const BLOCK_BYTES: usize = 16 << 10;
/// Patches that a block has even so, and working memory for them at most: all weights pass by once for each block. 14 x 14 pixels of
/// 512 channels to 512 took 151 us with 12 and 145 with 60 on AVX-512, 898 and 811 on AVX2.
const ENOUGH: usize = 60;
const LARGEST_BLOCK: usize = 64 << 10;
/// Working memory for a band of lines, in bytes: a part of the second cache.
const LARGEST_BAND: usize = 128 << 10;
/// Weights of floats that may pass by once for each block of pixels, in bytes: they stay in the second cache.
const NEAR_WEIGHTS: usize = 64 << 10;
/// Patches in a block are a multiple of this, which both kernels' tiles divide.
const TILES: usize = 12;

/// How sums of products become outputs.
pub(crate) enum Outputs {
    /// Sums of floats, within bounds.
    Products(Clamp<F32>),
    /// Sums of integers, as integers of as many bits as activations have.
    Rounded(Rounding),
    /// Sums of bytes, as floats, which activations were before they were quantized.
    Floats(TiledHybrid),
}

impl Outputs {
    /// Those of a layer; `others` are not sums of floats.
    fn of(
        cx: &Lower<'_>,
        layer: &Layer,
        others: impl FnOnce(&Lower<'_>) -> Result<Outputs, Diagnostic>,
    ) -> Result<Self, Diagnostic> {
        match layer.arithmetic(&cx.infer())? {
            Arithmetic::Float => Ok(Outputs::Products(quantized::clamp_f32(layer.activation))),
            _ => others(cx),
        }
    }

    /// How many channels neighbouring pixels may fill together. Half a panel of floats takes half the time of a whole one, and none of
    /// that for the zeros between neighbours.
    fn room(&self) -> usize {
        if matches!(self, Outputs::Products(_)) { HALF } else { PANEL }
    }

    /// Whether the kernels can give them.
    fn fit(&self, x: &Tensor, known: &Known<'_>) -> bool {
        match self {
            Outputs::Rounded(rounding) if words::are(x) => words::Channels::of(known, rounding).is_some(),
            _ => true,
        }
    }
}

/// The kernel call of a layer without groups, if the target has vectors and the layer is known well enough: constants for
/// weights and bias.
pub(crate) fn call(
    cx: &mut Lower<'_>,
    layer: &Layer,
    conv: Conv2d,
    batches: usize,
    outputs: impl FnOnce(&Lower<'_>) -> Result<Outputs, Diagnostic>,
) -> Result<bool, Diagnostic> {
    let depth = conv.height.filter * conv.width.filter * conv.channels;
    let known = Known::of(cx, layer, conv.units, depth).filter(|_| conv.channels == conv.filter_channels);
    let Some(known) = known else { return Ok(false) };
    let outputs = Outputs::of(cx, layer, outputs)?;
    dense(cx, layer, conv, batches, &known, &outputs)
}

/// The kernel call of a layer whose weights are rows of what each channel meets.
fn dense(
    cx: &mut Lower<'_>,
    layer: &Layer,
    conv: Conv2d,
    batches: usize,
    known: &Known<'_>,
    outputs: &Outputs,
) -> Result<bool, Diagnostic> {
    if !outputs.fit(cx.input(layer.x)?, known) {
        return Ok(false);
    }
    let pixels = conv.width.output;
    let (conv, known) = &neighbours(conv, known, outputs.room());
    let conv = *conv;
    if conv.width.output < pixels {
        cx.decide("neighbours", format!("{} pixels as one", pixels / conv.width.output));
    }
    let macs = batches * conv.height.output * conv.width.output * known.units * known.depth;
    let count = match outputs {
        Outputs::Products(_) => parts::count(cx, macs, parts::FLOATS),
        Outputs::Rounded(_) => parts::count(cx, macs, parts::BYTES),
        Outputs::Floats(_) => 1,
    };
    in_parts(cx, conv, batches, known, count, |cx, conv, known, part| {
        part_call(cx, layer, conv, known, outputs, part)
    })?;
    Ok(true)
}

/// The kernel call of a part of a layer.
fn part_call(
    cx: &mut Lower<'_>,
    layer: &Layer,
    conv: Conv2d,
    known: &Known<'_>,
    outputs: &Outputs,
    part: &Part,
) -> Result<(), Diagnostic> {
    match outputs {
        Outputs::Products(clamp) => float(cx, layer, conv, known, *clamp, part),
        Outputs::Rounded(rounding) => {
            let call = if words::are(cx.input(layer.x)?) { words::call } else { bytes::bytes };
            call(cx, layer, conv, known, &rounding.of_units(&part.units), part)
        }
        Outputs::Floats(hybrid) => bytes::hybrid(cx, layer, conv, known, hybrid, part),
    }
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
            for part in Part::wanted(cx, (conv.height, conv.width), batches, units.clone(), count) {
                let (height, width, units) = (part.height, part.width, units.len());
                call(cx, Conv2d { height, width, group_units: units, units, ..conv }, &known, &part)?;
            }
        }
        Ok(())
    })
}

fn float(
    cx: &mut Lower<'_>,
    layer: &Layer,
    conv: Conv2d,
    known: &Known<'_>,
    clamp: Clamp<F32>,
    part: &Part,
) -> Result<(), Diagnostic> {
    let mut p = part.layer(conv);
    let mut lines = 0;
    if !p.is_pixel() {
        lines = band(&mut p, 1, 4, known.weights.len());
    } else if !p.is_pointwise() && p.every == 1 {
        // Pixels that have others between them are read where they lie, those of an image at a time.
        p.block = conv.height.output * conv.width.output;
    } else if p.every == 1 && known.weights.len() <= NEAR_WEIGHTS {
        // Pixels stay in the nearest cache while all panels pass by; more weights than these had better pass by once.
        p.block = block(4 * p.depth(1), p.block);
    }
    decide_block(cx, &p, lines > 0);
    if let Some(tiles) = p.winograd_floats() {
        cx.decide("products", "by Winograd's algorithm, in tiles of 2 x 2 outputs");
        lines = lines.max(tiles.room());
    }
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
        Arg::Epilogue(None),
    ];
    cx.call("tiled_layer_f32", args);
    Ok(())
}

/// Notes how much of the outputs is computed at a time.
fn decide_block(cx: &mut Lower<'_>, p: &TiledLayer, is_band: bool) {
    decide_panels(cx, p.conv.units);
    if is_band {
        cx.decide("band", format!("{} lines of outputs", p.block / p.conv.width.output.max(1)));
    } else {
        cx.decide("block", format!("{} patches", p.block));
    }
}

/// Notes how many channels are computed at a time.
fn decide_panels(cx: &mut Lower<'_>, units: usize) {
    cx.decide("panels", format!("{} of {PANEL} channels", units.div_ceil(PANEL)));
}

/// Working memory, if any is needed.
fn room(cx: &mut Lower<'_>, name: &'static str, element: &'static str, len: usize) -> Arg {
    if len == 0 { cx.no_scratch(name) } else { cx.scratch(name, element, len) }
}

/// How many of `patches` of so many bytes are prepared at a time.
fn block(bytes: usize, patches: usize) -> usize {
    let fits = |room: usize| room / bytes.max(1);
    let fit = fits(BLOCK_BYTES).max(fits(LARGEST_BLOCK).min(ENOUGH)).max(TILES);
    (fit - fit % TILES).min(patches).max(1)
}

/// Chooses how many lines of outputs share a band, and gives the band's steps: of so many elements, each in so many bytes. All
/// weights pass by once for each band, so that it may be the larger the more there are.
fn band(p: &mut TiledLayer, step: usize, bytes: usize, weights: usize) -> usize {
    let line = p.phases(step) * p.phase(step);
    let room = (weights / 4).clamp(BLOCK_BYTES, LARGEST_BAND) / (line * bytes).max(1);
    let fits = |lines: &usize| p.band_lines(*lines) <= room;
    let most = if p.every > 1 { 1 } else { p.conv.height.output };
    let lines = (1..=most).take_while(fits).last().unwrap_or(1);
    p.block = (lines * p.conv.width.output).max(1);
    p.band_lines(lines) * line
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::Window;

    #[test]
    fn bands_grow_with_the_weights() {
        let window = |input| Window { input, output: input, filter: 3, stride: 1, dilation: 1, padding: 1 };
        let (height, width) = (window(14), window(20));
        let conv = Conv2d { height, width, channels: 16, filter_channels: 16, group_units: 8, units: 8 };
        let mut p = TiledLayer { conv, block: 0, every: 1 };
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
