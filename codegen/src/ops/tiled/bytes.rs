//! Layers with 8-bit weights: of activations of 8 bits, and of floats that are quantized when the model runs.

use super::factors::{Rounding, Sums, factors, panel_bytes};
use super::known::Known;
use super::parts::Part;
use super::{HALF, PANEL, band, block, decide_block, decide_panels, room};
use crate::diag::Diagnostic;
use crate::ir::{DType, Tensor};
use crate::kernel::{Clamp, Conv2d, TiledHybrid, TiledLayer, TiledQuant};
use crate::ops::layer::Layer;
use crate::ops::quantized;
use crate::plan::{Arg, Lower};
use crate::target::Target;

/// Zero points and bounds of a layer whose weights are so much less than they should be, as int8 has them.
pub(super) fn quant(layer: &Layer, x: &Tensor, y: &Tensor, weights_offset: i32) -> Result<TiledQuant, Diagnostic> {
    let unsigned = x.dtype == DType::U8;
    let less = if unsigned { 128 } else { 0 };
    let Clamp { min, max } = quantized::clamp(layer.activation, y)?;
    Ok(TiledQuant {
        unsigned,
        input_zero_point: (x.quantized()?.zero_point() - less) as i8,
        weights_offset,
        output_offset: y.quantized()?.zero_point() - less,
        clamp: Clamp { min: min - less, max: max - less },
    })
}

/// How blocks of patches are prepared: how many at a time, and the words and bytes of working memory.
pub(super) fn blocks(
    cx: &mut Lower<'_>,
    conv: Conv2d,
    part: &Part,
    beside: usize,
    weights: usize,
) -> (TiledLayer, usize, usize) {
    let mut p = part.layer(conv);
    let (mut quads, mut line) = (0, 0);
    if p.is_pointwise() {
        if p.every == 1 {
            p.block = block(8 * p.depth(4) + beside, p.block);
        }
        quads += p.block * p.depth(4);
    } else {
        quads += band(&mut p, 4, 8, weights);
        line += if p.phases(4) > 1 { p.band_line() } else { 0 };
    }
    decide_block(cx, &p, !p.is_pointwise());
    (p, quads, line)
}

/// The kernel call of a layer of 8-bit activations.
pub(super) fn bytes(
    cx: &mut Lower<'_>,
    layer: &Layer,
    conv: Conv2d,
    known: &Known<'_>,
    rounding: &Rounding,
    part: &Part,
) -> Result<(), Diagnostic> {
    let q = quant(layer, cx.input(layer.x)?, cx.output(0)?, known.offset)?;
    let factors = factors(cx, &Sums::of(known, q.input_zero_point.into()), rounding, &q);
    let has_totals = known.offset != 0;
    if part.layer(conv).is_row() && !has_totals {
        return row(cx, layer, known, &q, factors, part);
    }
    let (p, quads, line) = blocks(cx, conv, part, if has_totals { TOTALS } else { 0 }, known.weights.len());
    let mut args = vec![Arg::params(&p), Arg::params(&q)];
    args.push(cx.read_as("x", layer.x, "i8")?.part(part.elements_of_x(conv.channels)));
    args.push(cx.constant("weights", "i8", known.panels(p.run(), 4)));
    args.extend(factors);
    if has_totals {
        cx.decide("zero point of weights", "by the sums of patches");
        args.push(cx.constant("ones", "i8", ones(known, p.run())));
    }
    let quads = if has_totals { quads } else { quads.max(winograd(cx, &p)) };
    args.push(cx.scratch("quads", "u64", quads));
    args.push(room(cx, "line", "i8", line));
    if has_totals {
        args.push(cx.scratch("totals", "i32", p.block * HALF));
    }
    args.push(cx.write_as("y", 0, "i8")?.part(part.elements_of_y()));
    args.push(Arg::Epilogue(None));
    cx.call(if has_totals { "tiled_layer_offset_i8" } else { "tiled_layer_i8" }, args);
    Ok(())
}

/// Words of working memory for Winograd's algorithm, if the target has a set that may do the layer so.
fn winograd(cx: &mut Lower<'_>, p: &TiledLayer) -> usize {
    let tiles = p.winograd_bytes().filter(|_| cx.target() == Target::X86_64);
    let room = tiles.map_or(0, |tiles| tiles.room());
    if room > 0 {
        cx.decide("products of 16 bits", "by Winograd's algorithm, in tiles of 2 x 2 outputs");
    }
    room
}

/// The kernel call of a layer of one patch.
fn row(
    cx: &mut Lower<'_>,
    layer: &Layer,
    known: &Known<'_>,
    q: &TiledQuant,
    factors: [Arg; 2],
    part: &Part,
) -> Result<(), Diagnostic> {
    decide_panels(cx, known.units);
    let mut args = vec![Arg::params(q), cx.read_as("x", layer.x, "i8")?.part(part.elements_of_x(known.depth))];
    args.push(cx.constant("weights", "i8", known.panels(known.depth, 4)));
    args.extend(factors);
    args.push(cx.write_as("y", 0, "i8")?.part(part.elements_of_y()));
    cx.call("tiled_row_i8", args);
    Ok(())
}

/// Bytes that the sum of a patch takes.
const TOTALS: usize = 4 * HALF;

/// The weights of eight channels that add up their patch.
fn ones(known: &Known<'_>, run: usize) -> Vec<u8> {
    let weights = vec![1; HALF * known.depth];
    Known { weights: weights.into(), units: HALF, depth: known.depth, ..Known::default() }.panels(run, 4)
}

/// The kernel call of a layer of floats.
pub(super) fn hybrid(
    cx: &mut Lower<'_>,
    layer: &Layer,
    conv: Conv2d,
    known: &Known<'_>,
    h: &TiledHybrid,
    part: &Part,
) -> Result<(), Diagnostic> {
    let (p, quads, line) = blocks(cx, conv, part, 0, known.weights.len());
    let elements = part.elements_of_x(conv.channels);
    let count = elements.len();
    let args = [
        Arg::params(&p),
        Arg::params(h),
        cx.read("x", layer.x)?.part(elements),
        cx.constant("weights", "i8", known.panels(p.run(), 4)),
        channels(cx, layer, known)?,
        cx.scratch("quantized", "i8", count),
        cx.scratch("rows", "f32", 2 * count.div_ceil(h.row.max(1))),
        cx.scratch("quads", "u64", quads),
        room(cx, "line", "i8", line),
        cx.write("y", 0)?.part(part.elements_of_y()),
        Arg::Epilogue(None),
    ];
    cx.call("tiled_layer_hybrid", args);
    Ok(())
}

/// Of every panel the scales of weights, bias, and sums of weights.
fn channels(cx: &mut Lower<'_>, layer: &Layer, known: &Known<'_>) -> Result<Arg, Diagnostic> {
    let scales = &cx.input(layer.weights)?.quantized()?.scales;
    let scale = scales.iter().cycle().map(|scale| scale.to_bits() as i32);
    let sum = |row: &[u8]| row.iter().map(|&w| i32::from(w as i8)).sum();
    let sums = known.weights.chunks_exact(known.depth).map(sum);
    let numbers: Vec<[i32; 3]> = scale
        .zip(known.biases::<4>())
        .zip(sums)
        .map(|((scale, bias), sum)| [scale, i32::from_le_bytes(bias), sum])
        .collect();
    let list = |panel: &[[i32; 3]], i: usize| panel.iter().map(|numbers| numbers[i]).collect();
    let panels = numbers.chunks(PANEL).flat_map(|panel| panel_bytes([0, 1, 2].map(|i| list(panel, i)))).collect();
    Ok(cx.constant("channels", "i32", panels))
}
