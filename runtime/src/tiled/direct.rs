//! Depthwise layers of floats that read the image as it lies: where channels are whole vectors, nothing has to be prepared, and taps
//! that meet no pixel are left out.

mod steps;

use super::tile::some;
use crate::isa::{PANEL, Panels, Task, Wide, array_of, dispatch_panels};
use crate::kernel::{Clamp, DepthwiseConv2d, F32};
use core::ops::Range;
use steps::{Steps, place, taps};

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
        let steps = Steps::of(p);
        let from = p.height.input.saturating_mul(p.width.input).saturating_mul(p.channels).max(1);
        let to = p.height.output.saturating_mul(p.width.output).saturating_mul(p.channels).max(1);
        for (x, y) in self.x.chunks_exact(from).zip(self.y.chunks_exact_mut(to)) {
            Image { isa, p, steps: &steps, bounds, x: x.as_ptr(), weights, bias, y: y.as_mut_ptr() }.lines();
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
    #[inline(always)]
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

    /// A group of channels of a line of outputs.
    #[inline(always)]
    fn group(&self, oy: usize, first: usize) {
        let (height, width, channels) = (&self.p.height, &self.p.width, self.p.channels);
        let (x, y) = (place(height, oy).wrapping_mul(self.steps.line), oy * width.output * channels);
        // SAFETY: image, outputs and weights are there, and taps are those that meet the image.
        unsafe { self.line(taps(height, oy), x, y, first..channels.min(first + GROUP)) };
    }

    /// Some channels of a line of outputs, which meets these rows of the filter; the first tap of the first one is at `x`, were there
    /// no padding.
    ///
    /// # Safety
    /// The rows meet lines of the image, and outputs from `y` on are there for all of the line.
    #[inline(always)]
    unsafe fn line(&self, rows: Range<usize>, x: usize, y: usize, group: Range<usize>) {
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
            let (taps, y, count) = (taps.clone(), y + ox * channels, steps.size + usize::from(tile < steps.larger));
            // SAFETY: all columns of these outputs meet the image.
            unsafe {
                match count {
                    6 => self.tile::<6>(taps, x, y, group.clone()),
                    5 => self.tile::<5>(taps, x, y, group.clone()),
                    4 => self.tile::<4>(taps, x, y, group.clone()),
                    3 => self.tile::<3>(taps, x, y, group.clone()),
                    2 => self.tile::<2>(taps, x, y, group.clone()),
                    1 => self.tile::<1>(taps, x, y, group.clone()),
                    _ => return,
                }
            }
            ox += count;
        }
    }

    /// `N` outputs.
    ///
    /// # Safety
    /// Taps of all outputs meet the image, and the outputs are there.
    #[inline(always)]
    unsafe fn tile<const N: usize>(&self, taps: Range<usize>, x: usize, y: usize, group: Range<usize>) {
        for channel in group.clone().step_by(PANEL) {
            // SAFETY: as the caller says.
            unsafe {
                if group.end - channel >= PANEL {
                    let panel = Panel::<I, 2>::of(self, channel);
                    match self.steps.known {
                        3 => panel.rows::<3, N>(taps.clone(), x, y),
                        5 => panel.rows::<5, N>(taps.clone(), x, y),
                        _ => panel.tile::<N>(taps.clone(), x, y),
                    }
                } else {
                    Panel::<I, 1>::of(self, channel).tile::<N>(taps.clone(), x, y);
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

/// `V` times eight channels of an image.
struct Panel<'a, I: Wide<V>, const V: usize> {
    isa: I,
    image: &'a Image<'a, I>,
    channel: usize,
    /// Of the first tap.
    weights: *const [[f32; 8]; V],
}

impl<'a, I: Wide<V>, const V: usize> Panel<'a, I, V> {
    #[inline(always)]
    fn of(image: &'a Image<'a, I>, channel: usize) -> Self {
        let taps = image.p.height.filter * image.p.width.filter;
        let weights = image.weights.as_ptr().wrapping_add(channel / 8 * taps).cast();
        Panel { isa: image.isa, image, channel, weights }
    }

    /// # Safety
    /// As for [`Image::tile`].
    #[inline(always)]
    unsafe fn tile<const N: usize>(&self, taps: Range<usize>, x: usize, y: usize) {
        let mut sums = [self.start(); N];
        for tap in taps {
            // SAFETY: as the caller says.
            unsafe { self.add(tap, x, &mut sums) };
        }
        // SAFETY: as the caller says.
        unsafe { self.put(y, &sums) };
    }

    /// The same where rows have `F` columns, side by side: each pixel is loaded once for all outputs that meet it.
    ///
    /// # Safety
    /// As for [`Image::tile`].
    #[inline(always)]
    unsafe fn rows<const F: usize, const N: usize>(&self, taps: Range<usize>, x: usize, y: usize) {
        let mut sums = [self.start(); N];
        let x = self.image.x.wrapping_add(x.wrapping_add(self.channel));
        for first in taps.step_by(F) {
            // SAFETY: as the caller says.
            unsafe {
                let row = x.wrapping_add(*self.image.steps.taps.get_unchecked(first));
                let weights: [I::Floats; F] = array_of!(F, |i| self.isa.floats(&*self.weights.wrapping_add(first + i)));
                for column in 0..N + F - 1 {
                    let pixel = self.isa.floats(&*row.wrapping_add(column * self.image.p.channels).cast());
                    for i in 0..F {
                        if column >= i && column - i < N {
                            let n = column - i;
                            sums[n] = self.isa.multiply_add_each(sums[n], pixel, weights[i]);
                        }
                    }
                }
            }
        }
        // SAFETY: as the caller says.
        unsafe { self.put(y, &sums) };
    }

    /// # Safety
    /// As for [`Image::tile`].
    #[inline(always)]
    unsafe fn edge(&self, rows: Range<usize>, columns: Range<usize>, x: usize, y: usize) {
        let mut sums = [self.start(); 1];
        for row in rows {
            for column in columns.clone() {
                // SAFETY: as the caller says.
                unsafe { self.add(row * self.image.p.width.filter + column, x, &mut sums) };
            }
        }
        // SAFETY: as the caller says.
        unsafe { self.put(y, &sums) };
    }

    /// What sums begin with.
    #[inline(always)]
    fn start(&self) -> I::Floats {
        self.isa.floats(&some::<_, V>(self.image.bias, self.channel / 8))
    }

    /// Adds the products of a tap.
    ///
    /// # Safety
    /// It meets the image for all outputs, and there are weights for it.
    #[inline(always)]
    unsafe fn add<const N: usize>(&self, tap: usize, x: usize, sums: &mut [I::Floats; N]) {
        let (steps, x) = (self.image.steps, self.image.x.wrapping_add(x.wrapping_add(self.channel)));
        // SAFETY: as the caller says.
        unsafe {
            let (at, w) = (*steps.taps.get_unchecked(tap), self.isa.floats(&*self.weights.wrapping_add(tap)));
            for n in 0..N {
                let place = x.wrapping_add(n * steps.next).wrapping_add(at);
                sums[n] = self.isa.multiply_add_each(sums[n], self.isa.floats(&*place.cast()), w);
            }
        }
    }

    /// # Safety
    /// The outputs are there.
    #[inline(always)]
    unsafe fn put<const N: usize>(&self, y: usize, sums: &[I::Floats; N]) {
        let y = self.image.y.wrapping_add(y + self.channel);
        for n in 0..N {
            let place: *mut [[f32; 8]; V] = y.wrapping_add(n * self.image.p.channels).cast();
            // SAFETY: as the caller says.
            unsafe { *place = self.isa.within(sums[n], self.image.bounds) };
        }
    }
}
