//! Depthwise layers of floats that read the image as it lies: where channels are whole vectors, nothing has to be prepared, and taps
//! that meet no pixel are left out.

mod panel;
mod steps;

use super::tile::some;
use crate::isa::{PANEL, Panels, Task, dispatch_panels};
use crate::kernel::{Clamp, DepthwiseConv2d, F32};
use core::ops::Range;
use panel::{Panel, Tile};
use steps::{Steps, columns, place, taps};

dispatch_panels! {
    /// Float, for a shape of which [`DepthwiseConv2d::is_direct`] is true. `weights` and `bias` are as for
    /// [`tiled_depthwise_f32`](super::tiled_depthwise_f32).
    pub fn direct_depthwise_f32(
        p: &DepthwiseConv2d, clamp: Clamp<F32>, x: &[f32], weights: &[f32], bias: &[f32], y: &mut [f32],
    ) = layer
}

#[inline(always)]
pub(super) fn layer<I: Panels>(
    isa: I,
    p: &DepthwiseConv2d,
    clamp: Clamp<F32>,
    x: &[f32],
    weights: &[f32],
    bias: &[f32],
    y: &mut [f32],
) {
    let (weights, bias) = (weights.as_chunks::<8>().0, bias.as_chunks::<8>().0);
    isa.vectorize(Images { isa, p, bounds: (clamp.min.0, clamp.max.0), x, weights, bias, y });
}

/// Channels of which all tiles of a line are computed before the next: what a tile meets stays in the nearest cache, and is read in
/// long pieces. 112 x 112 x 96 with stride 2 took 747 us one panel after another, and 216 so.
const GROUP: usize = 8 * PANEL;

/// All images of a layer.
struct Images<'a, I> {
    isa: I,
    p: &'a DepthwiseConv2d,
    bounds: (f32, f32),
    x: &'a [f32],
    /// Of every panel `[rows][columns][vectors]`.
    weights: &'a [[f32; 8]],
    bias: &'a [[f32; 8]],
    y: &'a mut [f32],
}

impl<I: Panels> Task for Images<'_, I> {
    #[inline(always)]
    fn run(self) {
        let Images { isa, p, bounds, weights, bias, .. } = self;
        let vectors = p.channels / 8;
        let fits = weights.len() >= vectors.saturating_mul(p.height.filter).saturating_mul(p.width.filter);
        if !p.is_direct() || !fits || bias.len() < vectors {
            return;
        }
        let steps = Steps::of(p, I::UNROLLED);
        let from = p.height.input.saturating_mul(p.width.input).saturating_mul(p.channels).max(1);
        let to = p.height.output.saturating_mul(p.width.output).saturating_mul(p.channels).max(1);
        for (x, y) in self.x.chunks_exact(from).zip(self.y.chunks_exact_mut(to)) {
            let image = Image { isa, p, steps: &steps, bounds, x: x.as_ptr(), weights, bias, y: y.as_mut_ptr() };
            match steps.known {
                3 if I::UNROLLED => image.lines::<3>(),
                5 if I::UNROLLED => image.lines::<5>(),
                _ => image.lines::<0>(),
            }
        }
    }
}

/// An image whose shape is one of which numbers do not wrap, with weights and bias for all channels.
struct Image<'a, I> {
    isa: I,
    p: &'a DepthwiseConv2d,
    steps: &'a Steps,
    bounds: (f32, f32),
    x: *const f32,
    weights: &'a [[f32; 8]],
    bias: &'a [[f32; 8]],
    y: *mut f32,
}

impl<I: Panels> Image<'_, I> {
    /// Of filters with `F` columns and outputs side by side; of any where it is 0.
    #[inline(always)]
    fn lines<const F: usize>(&self) {
        let (lines, channels) = (self.p.height.output, self.p.channels);
        if self.steps.near {
            for first in (0..channels).step_by(GROUP) {
                for oy in 0..lines {
                    self.group::<F>(oy, first);
                }
            }
        } else {
            for oy in 0..lines {
                for first in (0..channels).step_by(GROUP) {
                    self.group::<F>(oy, first);
                }
            }
        }
    }

    /// A group of channels of a line of outputs.
    #[inline(always)]
    fn group<const F: usize>(&self, oy: usize, first: usize) {
        let (height, width, channels) = (&self.p.height, &self.p.width, self.p.channels);
        let (x, y) = (place(height, oy).wrapping_mul(self.steps.line), oy * width.output * channels);
        // SAFETY: image, outputs and weights are there, and taps are those that meet the image.
        unsafe { self.line::<F>(taps(height, oy), x, y, first..channels.min(first + GROUP)) };
    }

    /// Some channels of a line of outputs, which meets these rows of the filter; the first tap of the first one is at `x`, were there
    /// no padding.
    ///
    /// # Safety
    /// The rows meet lines of the image, and outputs from `y` on are there for all of the line.
    #[inline(always)]
    unsafe fn line<const F: usize>(&self, rows: Range<usize>, x: usize, y: usize, group: Range<usize>) {
        let (width, channels, steps) = (&self.p.width, self.p.channels, self.steps);
        for ox in (0..steps.inside.start).chain(steps.inside.end..width.output) {
            let x = x.wrapping_add(place(width, ox).wrapping_mul(channels));
            // SAFETY: the columns are those that meet the image.
            unsafe { self.edge(rows.clone(), taps(width, ox), x, y + ox * channels, group.clone()) };
        }
        let taps = rows.start * width.filter..rows.end * width.filter;
        let mut ox = steps.inside.start;
        for tile in 0..steps.tiles {
            let x = x.wrapping_add(place(width, ox).wrapping_mul(channels));
            let (y, count) = (y + ox * channels, steps.size + usize::from(tile < steps.larger));
            let at = Tile { taps: taps.clone(), columns: columns(width, ox), x, y, group: group.clone() };
            // SAFETY: the columns are those that meet the image, all where they are not looked at.
            unsafe {
                match count {
                    6 => self.tile::<F, 6>(&at),
                    5 => self.tile::<F, 5>(&at),
                    4 => self.tile::<F, 4>(&at),
                    3 => self.tile::<F, 3>(&at),
                    2 => self.tile::<F, 2>(&at),
                    1 => self.tile::<F, 1>(&at),
                    _ => return,
                }
            }
            ox += count;
        }
    }

    /// `N` outputs.
    ///
    /// # Safety
    /// Taps of all outputs meet the image, but for columns beside those of the tile, and the outputs are there.
    #[inline(always)]
    unsafe fn tile<const F: usize, const N: usize>(&self, at: &Tile) {
        for channel in at.group.clone().step_by(PANEL) {
            // SAFETY: as the caller says.
            unsafe {
                if at.group.end - channel >= PANEL {
                    Panel::<I, 2>::of(self, channel).tile::<F, N>(at);
                } else {
                    Panel::<I, 1>::of(self, channel).tile::<F, N>(at);
                }
            }
        }
    }

    /// An output some of whose columns meet no pixel.
    ///
    /// # Safety
    /// As for [`Self::tile`].
    #[inline(always)]
    unsafe fn edge(&self, rows: Range<usize>, columns: Range<usize>, x: usize, y: usize, group: Range<usize>) {
        for channel in group.clone().step_by(PANEL) {
            // SAFETY: as the caller says.
            unsafe {
                if group.end - channel >= PANEL {
                    Panel::<I, 2>::of(self, channel).edge(rows.clone(), columns.clone(), x, y);
                } else {
                    Panel::<I, 1>::of(self, channel).edge(rows.clone(), columns.clone(), x, y);
                }
            }
        }
    }
}
