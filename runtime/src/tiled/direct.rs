//! Depthwise layers of floats that read the image as it lies: where channels are whole vectors, nothing has to be prepared, and taps
//! that meet no pixel are left out.

use super::tile::some;
use crate::isa::{PANEL, Panels, Task, Wide, dispatch_panels};
use crate::kernel::{Clamp, DepthwiseConv2d, F32, Window};
use core::ops::Range;

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

/// Outputs in a tile, whose sums are in registers.
const LARGEST: usize = 6;
/// Channels of which all tiles of a line are computed before the next: what a tile meets stays in the nearest cache, and is read in
/// long pieces. 112 x 112 x 96 with stride 2 took 747 us one panel after another.
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

/// What is the same for all lines.
struct Steps {
    /// Elements from what the first tap meets to what each one does.
    taps: [usize; DepthwiseConv2d::DIRECT],
    /// Elements from a line of the image to the next, and from what an output meets to what the next one does.
    line: usize,
    next: usize,
    /// The outputs of a line all of whose taps meet the image.
    inside: Range<usize>,
    /// Their tiles: how many, how large the smallest are, and how many have one more.
    tiles: usize,
    size: usize,
    larger: usize,
}

impl Steps {
    #[inline(always)]
    fn of(p: &DepthwiseConv2d) -> Self {
        let (height, width, line) = (&p.height, &p.width, p.width.input * p.channels);
        let mut taps = [0; DepthwiseConv2d::DIRECT];
        for (tap, place) in taps.iter_mut().enumerate().take(height.filter * width.filter) {
            let (row, column) = (tap / width.filter.max(1), tap % width.filter.max(1));
            *place = row * height.dilation * line + column * width.dilation * p.channels;
        }
        let first = width.padding.div_ceil(width.stride.max(1)).min(width.output);
        let reach = width.filter.saturating_sub(1) * width.dilation;
        let behind = (width.input + width.padding).saturating_sub(reach).div_ceil(width.stride.max(1));
        let inside = first..behind.min(width.output).max(first);
        let tiles = inside.len().div_ceil(LARGEST).max(1);
        let (size, larger) = (inside.len() / tiles, inside.len() % tiles);
        Steps { taps, line, next: width.stride * p.channels, inside, tiles, size, larger }
    }
}

/// The taps of a filter that meet the image, for one output.
#[inline(always)]
fn taps(window: &Window, output: usize) -> Range<usize> {
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
fn place(window: &Window, output: usize) -> usize {
    (output * window.stride).wrapping_sub(window.padding)
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
        let (height, width, channels) = (&self.p.height, &self.p.width, self.p.channels);
        for oy in 0..height.output {
            let (x, y) = (place(height, oy).wrapping_mul(self.steps.line), oy * width.output * channels);
            for first in (0..channels).step_by(GROUP) {
                // SAFETY: image, outputs and weights are there, and taps are those that meet the image.
                unsafe { self.line(taps(height, oy), x, y, first..channels.min(first + GROUP)) };
            }
        }
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
                    Panel::<I, 2>::of(self, channel).tile::<N>(taps.clone(), x, y);
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
