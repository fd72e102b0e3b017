//! Depthwise layers of floats that read the image as it lies: where channels are whole vectors, nothing has to be prepared, and taps
//! that meet no pixel are left out.

mod panel;
mod steps;

use super::tile::some;
use crate::isa::{PANEL, Panels, Task, Wide, dispatch};
use crate::kernel::{Clamp, DepthwiseConv2d, F32};
use core::ops::Range;
use panel::{Panel, Tile};
use steps::{Steps, columns, place, taps};

dispatch! {
    /// Float, for a shape of which [`DepthwiseConv2d::is_direct`] is true. `weights` and `bias` are as for
    /// [`tiled_depthwise_f32`](super::tiled_depthwise_f32).
    pub fn direct_depthwise_f32(
        p: &DepthwiseConv2d, clamp: Clamp<F32>, x: &[f32], weights: &[f32], bias: &[f32], y: &mut [f32],
    ) = layer
}

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
    let vectors = p.channels / 8;
    let fits = weights.len() >= vectors.saturating_mul(p.height.filter).saturating_mul(p.width.filter);
    if !p.is_direct() || !fits || bias.len() < vectors {
        return;
    }
    let (steps, bounds) = (Steps::of(p, I::UNROLLED), (clamp.min.0, clamp.max.0));
    let from = p.height.input.saturating_mul(p.width.input).saturating_mul(p.channels).max(1);
    let to = p.height.output.saturating_mul(p.width.output).saturating_mul(p.channels).max(1);
    for (x, y) in x.chunks_exact(from).zip(y.chunks_exact_mut(to)) {
        Image { isa, p, steps: &steps, bounds, x: x.as_ptr(), weights, bias, y: y.as_mut_ptr() }.lines();
    }
}

/// Channels of which all tiles of a line are computed before the next: what a tile meets stays in the nearest cache, and is read in
/// long pieces. 112 x 112 x 96 with stride 2 took 747 us one panel after another, and 216 so.
const GROUP: usize = 8 * PANEL;

/// An image whose shape is one of which numbers do not wrap, with weights and bias for all channels.
#[derive(Clone, Copy)]
struct Image<'a, I> {
    isa: I,
    p: &'a DepthwiseConv2d,
    steps: &'a Steps,
    bounds: (f32, f32),
    x: *const f32,
    /// Of every panel `[rows][columns][vectors]`.
    weights: &'a [[f32; 8]],
    bias: &'a [[f32; 8]],
    y: *mut f32,
}

impl<I: Panels> Image<'_, I> {
    fn lines(&self) {
        let (lines, channels) = (self.p.height.output, self.p.channels);
        if self.steps.near {
            for first in (0..channels).step_by(GROUP) {
                for oy in 0..lines {
                    self.group(oy, first);
                }
            }
        } else {
            for oy in 0..lines {
                for first in (0..channels).step_by(GROUP) {
                    self.group(oy, first);
                }
            }
        }
    }

    /// A group of channels of a line of outputs: whole panels, and half of one.
    fn group(&self, oy: usize, first: usize) {
        let behind = self.p.channels.min(first + GROUP);
        let whole = behind - (behind - first) % PANEL;
        self.panels::<2>(oy, first..whole);
        self.panels::<1>(oy, whole..behind);
    }

    fn panels<const V: usize>(&self, oy: usize, group: Range<usize>)
    where
        I: Wide<V>,
    {
        match self.steps.known {
            _ if group.is_empty() => {}
            3 if I::UNROLLED => self.isa.vectorize(Line::<_, V, 3> { image: *self, oy, group }),
            5 if I::UNROLLED => self.isa.vectorize(Line::<_, V, 5> { image: *self, oy, group }),
            _ => self.isa.vectorize(Line::<_, V, 0> { image: *self, oy, group }),
        }
    }
}

/// Panels of `V` times eight channels of a line of outputs, by filters with `F` columns and outputs side by side; by any where it is 0.
/// All kinds of them in one function take compilers far longer.
struct Line<'a, I, const V: usize, const F: usize> {
    image: Image<'a, I>,
    oy: usize,
    group: Range<usize>,
}

impl<I: Wide<V>, const V: usize, const F: usize> Task for Line<'_, I, V, F> {
    #[inline(always)]
    fn run(self) {
        let Image { p: DepthwiseConv2d { height, width, channels, .. }, steps, .. } = self.image;
        let x = place(height, self.oy).wrapping_mul(steps.line);
        // SAFETY: image, outputs and weights are there, and taps are those that meet the image.
        unsafe { self.outputs(taps(height, self.oy), x, self.oy * width.output * channels) };
    }
}

impl<I: Wide<V>, const V: usize, const F: usize> Line<'_, I, V, F> {
    /// The line of outputs, which meets these rows of the filter; the first tap of the first one is at `x`, were there no padding.
    ///
    /// # Safety
    /// The rows meet lines of the image, and outputs from `y` on are there for all of the line.
    #[inline(always)]
    unsafe fn outputs(&self, rows: Range<usize>, x: usize, y: usize) {
        let Image { p: &DepthwiseConv2d { ref width, channels, .. }, steps, .. } = self.image;
        for ox in (0..steps.inside.start).chain(steps.inside.end..width.output) {
            let x = x.wrapping_add(place(width, ox).wrapping_mul(channels));
            // SAFETY: the columns are those that meet the image.
            unsafe { self.edge(rows.clone(), taps(width, ox), x, y + ox * channels) };
        }
        let taps = rows.start * width.filter..rows.end * width.filter;
        let mut ox = steps.inside.start;
        for tile in 0..steps.tiles {
            let x = x.wrapping_add(place(width, ox).wrapping_mul(channels));
            let (y, count) = (y + ox * channels, steps.size + usize::from(tile < steps.larger));
            let at = Tile { taps: taps.clone(), columns: columns(width, ox), x, y };
            // SAFETY: the columns are those that meet the image, all where they are not looked at.
            unsafe {
                match count {
                    6 => self.tile::<6>(&at),
                    5 => self.tile::<5>(&at),
                    4 => self.tile::<4>(&at),
                    3 => self.tile::<3>(&at),
                    2 => self.tile::<2>(&at),
                    1 => self.tile::<1>(&at),
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
    unsafe fn tile<const N: usize>(&self, at: &Tile) {
        for channel in self.group.clone().step_by(8 * V) {
            // SAFETY: as the caller says.
            unsafe { Panel::of(&self.image, channel).tile::<F, N>(at) };
        }
    }

    /// An output some of whose columns meet no pixel.
    ///
    /// # Safety
    /// As for [`Self::tile`].
    #[inline(always)]
    unsafe fn edge(&self, rows: Range<usize>, columns: Range<usize>, x: usize, y: usize) {
        for channel in self.group.clone().step_by(8 * V) {
            // SAFETY: as the caller says.
            unsafe { Panel::of(&self.image, channel).edge(rows.clone(), columns.clone(), x, y) };
        }
    }
}
