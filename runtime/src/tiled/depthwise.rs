//! Depthwise convolutions of bytes: vectors of channels, each with a filter of its own.

use super::bytes::{flip, starts};
use super::flat::{Flat, Groups};
use super::groups::Panel;
use super::quads::Source;
use super::requantize::Requantize;
use super::sweep::Sweep;
use crate::isa::{PANEL, Panels, Task, dispatch_panels};
use crate::kernel::{DepthwiseQuads, TiledQuant};

dispatch_panels! {
    /// 8 bits. Of every panel, `weights` is `[rows][steps][sets][phases][16][4]`, zero where there is no column or channel; `bias` and
    /// `factors` are as for [`tiled_layer_i8`](super::tiled_layer_i8); `strip` is room for a strip of quads and a panel of
    /// weights, 16 words for each, and 7 words more.
    pub fn tiled_depthwise_i8(
        p: &DepthwiseQuads, q: &TiledQuant, x: &[i8], weights: &[i8], bias: &[i32], factors: &[i32],
        strip: &mut [u64], y: &mut [i8],
    ) = layer
}

#[allow(clippy::too_many_arguments)]
pub(super) fn layer<I: Panels>(
    isa: I,
    p: &DepthwiseQuads,
    q: &TiledQuant,
    x: &[i8],
    weights: &[i8],
    bias: &[i32],
    factors: &[i32],
    strip: &mut [u64],
    y: &mut [i8],
) {
    let (height, width) = (&p.conv.height, &p.conv.width);
    let weights = weights.as_chunks::<32>().0.as_chunks::<2>().0;
    let (bias, requantize) = (starts(bias)[usize::from(I::BIASED)], Requantize::new(q, factors));
    let line = width.output.wrapping_mul(p.conv.channels).wrapping_mul(p.conv.multiplier).max(1);
    let image = height.input.wrapping_mul(width.input).wrapping_mul(p.conv.channels).max(1);
    let (taps, strip) = isa.strip(strip).split_at_mut_checked(p.taps()).unwrap_or_default();
    for (x, y) in x.chunks(image).zip(y.chunks_mut(line.wrapping_mul(height.output).max(1))) {
        let (outside, flips) = (q.input_zero_point ^ q.flip(), q.flip());
        let flat = isa
            .lanes()
            .and_then(|lanes| Groups::of(Flat { lanes, p, requantize, x, outside, flip: flips, bias, weights }, y));
        if flat.is_some_and(|groups| groups.run(isa, y)) {
            flip(q, y);
            continue;
        }
        let sweep = Sweep { isa, p, requantize, x, outside, flip: flips, bias };
        sweep.run(weights, y);
        for (i, y) in y.chunks_mut(line.wrapping_mul(p.lines).max(1)).enumerate() {
            let first = i.wrapping_mul(p.lines).wrapping_mul(height.stride).wrapping_sub(height.padding);
            let mut fresh = true;
            for (panel, weights) in weights.chunks_exact(p.taps().max(1)).enumerate() {
                if flat.is_some_and(|groups| groups.takes(panel)) || sweep.takes(panel) {
                    continue;
                }
                let unit = panel.wrapping_mul(PANEL);
                let source = Source { isa, p, x, outside, flip: flips, unit };
                isa.vectorize(Prepare { source, first, fresh, strip });
                fresh = false;
                let panel = Panel { isa, requantize, p, strip, weights, bias, unit };
                if p.units().saturating_sub(unit) > PANEL / 2 {
                    panel.lines::<2>(taps, line, y);
                } else {
                    panel.lines::<1>(taps, line, y);
                }
            }
            flip(q, y);
        }
    }
}

/// Whether an image and its outputs, of as many channels, are all in memory.
#[inline(always)]
pub(super) fn are_there(p: &DepthwiseQuads, x: &[i8], y: &[i8]) -> bool {
    let (height, width) = (&p.conv.height, &p.conv.width);
    let fits = |lines: usize, columns: usize, len: usize| {
        let size = lines.checked_mul(columns).and_then(|pixels| pixels.checked_mul(p.conv.channels));
        size.is_some_and(|size| size <= len)
    };
    fits(height.input, width.input, x.len()) && fits(height.output, width.output, y.len())
}

/// A strip to prepare.
struct Prepare<'a, I: Panels> {
    source: Source<'a, I>,
    first: usize,
    fresh: bool,
    strip: &'a mut [I::Quads],
}

impl<I: Panels> Task for Prepare<'_, I> {
    #[inline(always)]
    fn run(self) {
        self.source.prepare(self.first, self.fresh, self.strip);
    }
}
