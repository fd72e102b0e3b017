//! Filters that slide over images: which taps meet the input, and the loops around them.

use super::numbers::{Accumulate, Dot};
use super::row;

/// One spatial dimension of a layer whose filter slides over its input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Window {
    /// Extent of the input.
    pub input: usize,
    /// Extent of the output.
    pub output: usize,
    /// Taps of the filter.
    pub filter: usize,
    /// Distance of neighbouring filter positions.
    pub stride: usize,
    /// Distance of neighbouring taps.
    pub dilation: usize,
    /// Zeros in front of the input; in front of the output if the layer is transposed.
    pub padding: usize,
}

/// The taps of a filter that meet the other side's image: `count` of them, each `tap_step` after the one before, at positions
/// that go by `position_step`.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Taps {
    pub(super) count: usize,
    tap: usize,
    tap_step: usize,
    position: usize,
    position_step: isize,
}

impl Taps {
    /// Tap and position of the `i`th.
    #[inline(always)]
    pub(super) fn at(&self, i: usize) -> (usize, usize) {
        let position = self.position.wrapping_add_signed(self.position_step.wrapping_mul(i as isize));
        (self.tap.wrapping_add(self.tap_step.wrapping_mul(i)), position)
    }

    /// Whether neighbouring taps meet neighbouring positions.
    #[inline(always)]
    fn is_run(&self) -> bool {
        self.tap_step == 1 && self.position_step == 1
    }
}

impl Window {
    /// Of a convolution: tap `k` of output `o` reads input `o * stride - padding + k * dilation`.
    #[inline(always)]
    pub(super) fn taps(&self, output: usize) -> Taps {
        let start = output.wrapping_mul(self.stride);
        let first = steps(self.padding.saturating_sub(start), self.dilation);
        // One past the last tap, for the filter may end outside.
        let reach = self.input.wrapping_add(self.padding).saturating_sub(start);
        let end = steps(reach, self.dilation).min(self.filter);
        let position = start.wrapping_add(first.wrapping_mul(self.dilation)).wrapping_sub(self.padding);
        Taps {
            count: end.saturating_sub(first),
            tap: first,
            tap_step: 1,
            position,
            position_step: self.dilation as isize,
        }
    }

    /// Of a transposed convolution, where input `i` reaches output `i * stride - padding + k`: the taps by which inputs reach
    /// `output`.
    #[inline(always)]
    pub(super) fn transposed_taps(&self, output: usize) -> Taps {
        let stride = self.stride.max(1);
        let reach = output.wrapping_add(self.padding);
        let (last, tap) = (reach / stride, reach % stride);
        let first = (last + 1).saturating_sub(self.input);
        let end = steps(self.filter.saturating_sub(tap), stride).min(last + 1);
        Taps {
            count: end.saturating_sub(first),
            tap: tap.wrapping_add(first.wrapping_mul(stride)),
            tap_step: stride,
            position: last.wrapping_sub(first),
            position_step: -1,
        }
    }
}

/// How many steps cover a distance.
#[inline(always)]
fn steps(distance: usize, step: usize) -> usize {
    if step == 1 { distance } else { distance.div_ceil(step.max(1)) }
}

/// Shape of a convolution over images, or of a transposed one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Conv2d {
    /// Rows.
    pub height: Window,
    /// Columns.
    pub width: Window,
    /// Channels of an input pixel.
    pub channels: usize,
    /// Channels that one filter sees; fewer than `channels` in grouped convolutions.
    pub filter_channels: usize,
    /// Output channels of each group.
    pub group_units: usize,
    /// Output channels: the number of filters.
    pub units: usize,
}

impl Conv2d {
    /// Elements of an input image.
    #[inline(always)]
    pub(super) fn input_size(&self) -> usize {
        self.height.input.wrapping_mul(self.width.input).wrapping_mul(self.channels)
    }

    /// Elements of an output image.
    #[inline(always)]
    pub(super) fn output_size(&self) -> usize {
        self.height.output.wrapping_mul(self.width.output).wrapping_mul(self.units)
    }
}

/// One image through filters `[units, height, width, filter_channels]`: `store` gets each output with its channel and the sum
/// of products over all rows of channels that meet. Where neighbouring columns do, they are one row.
#[inline(always)]
pub(super) fn convolve<X, W, D: Dot<X, W>, Y>(
    p: &Conv2d,
    x: &[X],
    weights: &[W],
    y: &mut [Y],
    taps: impl Fn(&Window, usize) -> Taps,
    dot: D,
    store: impl Fn(&mut Y, usize, D::Sum),
) {
    let mut pixels = y.chunks_exact_mut(p.units.max(1));
    for oy in 0..p.height.output {
        let rows = taps(&p.height, oy);
        for (ox, pixel) in pixels.by_ref().take(p.width.output).enumerate() {
            let area = Area { p, rows, columns: taps(&p.width, ox) };
            for (group, outputs) in pixel.chunks_exact_mut(p.group_units.max(1)).enumerate() {
                area.units(group, x, weights, outputs, dot, &store);
            }
        }
    }
}

/// What a filter meets at one output pixel.
struct Area<'a> {
    p: &'a Conv2d,
    rows: Taps,
    columns: Taps,
}

impl Area<'_> {
    /// The outputs of a group, four at a time.
    #[inline(always)]
    fn units<X, W, D: Dot<X, W>, Y>(
        &self,
        group: usize,
        x: &[X],
        weights: &[W],
        outputs: &mut [Y],
        dot: D,
        store: &impl Fn(&mut Y, usize, D::Sum),
    ) {
        let size = self.p.height.filter * self.p.width.filter * self.p.filter_channels;
        let first = group * self.p.group_units;
        let (blocks, rest) = outputs.as_chunks_mut::<4>();
        let whole = blocks.len() * 4;
        for (i, block) in blocks.iter_mut().enumerate() {
            let unit = first + i * 4;
            let mut sums = [D::Sum::default(); 4];
            self.each_run(group, x, |x, at| {
                let weights = [0, 1, 2, 3].map(|k| row(weights, (unit + k) * size + at, x.len()));
                sums.iter_mut().zip(dot.four(x, weights)).for_each(|(sum, part)| *sum = sum.plus(part));
            });
            block.iter_mut().zip(sums).enumerate().for_each(|(k, (y, sum))| store(y, unit + k, sum));
        }
        for (i, y) in rest.iter_mut().enumerate() {
            let unit = first + whole + i;
            let mut sum = D::Sum::default();
            self.each_run(group, x, |x, at| sum = sum.plus(dot.one(x, row(weights, unit * size + at, x.len()))));
            store(y, unit, sum);
        }
    }

    /// Calls `f` with each row of channels that the filter meets, and where it begins in the filter.
    #[inline(always)]
    fn each_run<X>(&self, group: usize, x: &[X], mut f: impl FnMut(&[X], usize)) {
        let (p, rows, columns) = (self.p, &self.rows, &self.columns);
        let whole = columns.is_run() && p.filter_channels == p.channels;
        let (runs, taps) = if whole { (columns.count.min(1), columns.count) } else { (columns.count, 1) };
        for r in 0..rows.count {
            let (ty, iy) = rows.at(r);
            for c in 0..runs {
                let (tx, ix) = columns.at(c);
                let xs = (iy * p.width.input + ix) * p.channels + group * p.filter_channels;
                f(row(x, xs, taps * p.filter_channels), (ty * p.width.filter + tx) * p.filter_channels);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    extern crate std;
    use super::*;
    use std::vec::Vec;

    fn list(taps: Taps) -> Vec<(usize, usize)> {
        (0..taps.count).map(|i| taps.at(i)).collect()
    }

    fn windows() -> impl Iterator<Item = Window> {
        let extents = (0..6usize).flat_map(|input| (0..7usize).map(move |output| (input, output)));
        let filters = extents.flat_map(|(input, output)| (1..5usize).map(move |filter| (input, output, filter)));
        let steps = filters.flat_map(|e| (1..4usize).flat_map(move |s| (1..4usize).map(move |d| (e, s, d))));
        steps.flat_map(|((input, output, filter), stride, dilation)| {
            (0..6).map(move |padding| Window { input, output, filter, stride, dilation, padding })
        })
    }

    #[test]
    fn taps_are_those_inside() {
        for w in windows() {
            for o in 0..w.output {
                let position = |k: usize| (o * w.stride + k * w.dilation).checked_sub(w.padding);
                let inside = (0..w.filter).filter_map(|k| Some((k, position(k).filter(|&i| i < w.input)?)));
                assert_eq!(list(w.taps(o)), inside.collect::<Vec<_>>(), "{w:?} {o}");
            }
        }
    }

    #[test]
    fn transposed_taps_are_those_that_reach() {
        for w in windows().filter(|w| w.dilation == 1) {
            for o in 0..w.output {
                let mut reaching: Vec<(usize, usize)> = (0..w.input)
                    .flat_map(|i| (0..w.filter).map(move |k| (k, i)))
                    .filter(|&(k, i)| i * w.stride + k == o + w.padding)
                    .collect();
                reaching.sort();
                assert_eq!(list(w.transposed_taps(o)), reaching, "{w:?} {o}");
            }
        }
    }
}
