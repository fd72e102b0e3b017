//! Where the taps of depthwise layers are, and how lines of outputs come apart into tiles.

use crate::kernel::{DepthwiseConv2d, Window};
use core::ops::Range;

/// Outputs in a tile, whose sums are in registers.
const LARGEST: usize = 6;
/// Images up to this size, in bytes, are in the second cache: all their lines are computed before the next group, so that lines which
/// several outputs meet are still in the nearest. 14 x 14 x 384 took 19.4 us line by line, and 16.8 so.
const NEAR: usize = 1 << 20;

/// What is the same for all lines.
pub(super) struct Steps {
    /// Elements from what the first tap meets to what each one does.
    pub(super) taps: [usize; DepthwiseConv2d::DIRECT],
    /// Elements from a line of the image to the next, and from what an output meets to what the next one does.
    pub(super) line: usize,
    pub(super) next: usize,
    /// The outputs of a line that are computed in tiles: those all of whose taps meet the image, or all that there are.
    pub(super) inside: Range<usize>,
    /// Their tiles: how many, how large the smallest are, and how many have one more.
    pub(super) tiles: usize,
    pub(super) size: usize,
    pub(super) larger: usize,
    /// Columns of the filter, if there is code for just these, which are side by side as outputs are; else 0.
    pub(super) known: usize,
    pub(super) near: bool,
}

impl Steps {
    #[inline(always)]
    pub(super) fn of(p: &DepthwiseConv2d, unrolled: bool) -> Self {
        let (height, width, line) = (&p.height, &p.width, p.width.input * p.channels);
        let mut taps = [0; DepthwiseConv2d::DIRECT];
        for (tap, place) in taps.iter_mut().enumerate().take(height.filter * width.filter) {
            let (row, column) = (tap / width.filter.max(1), tap % width.filter.max(1));
            *place = row * height.dilation * line + column * width.dilation * p.channels;
        }
        let first = width.padding.div_ceil(width.stride.max(1)).min(width.output);
        let reach = width.filter.saturating_sub(1) * width.dilation;
        let behind = (width.input + width.padding).saturating_sub(reach).div_ceil(width.stride.max(1));
        // Such that each output has a column in the image.
        let fits = unrolled
            && width.padding < width.filter
            && width.output < width.input + width.padding + 1
            && (width.stride, width.dilation) == (1, 1)
            && matches!(width.filter, 3 | 5);
        let known = if fits { width.filter } else { 0 };
        let inside = if fits { 0..width.output } else { first..behind.min(width.output).max(first) };
        let tiles = inside.len().div_ceil(LARGEST).max(1);
        let near = height.input * line * size_of::<f32>() <= NEAR;
        let (size, larger) = (inside.len() / tiles, inside.len() % tiles);
        Steps { taps, line, next: width.stride * p.channels, inside, tiles, size, larger, known, near }
    }
}

/// The taps of a filter that meet the image, for one output.
#[inline(always)]
pub(super) fn taps(window: &Window, output: usize) -> Range<usize> {
    let start = output * window.stride;
    let first = window.padding.saturating_sub(start);
    let behind = (window.input + window.padding).saturating_sub(start);
    // Few are dilated, and division takes long.
    let taps = |places: usize| if window.dilation == 1 { places } else { places.div_ceil(window.dilation.max(1)) };
    let first = taps(first).min(window.filter);
    first..taps(behind).min(window.filter).max(first)
}

/// Where the first tap of an output is: before the image it is a number below zero, wrapped.
#[inline(always)]
pub(super) fn place(window: &Window, output: usize) -> usize {
    (output * window.stride).wrapping_sub(window.padding)
}

/// The columns that meet the image, from the first of an output on.
#[inline(always)]
pub(super) fn columns(window: &Window, output: usize) -> Range<usize> {
    let start = output * window.stride;
    window.padding.saturating_sub(start)..(window.input + window.padding).saturating_sub(start)
}
