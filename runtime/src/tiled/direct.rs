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
/// Images from this size on, in bytes, are not expected in the second cache: the next lines are asked for.
const FAR: usize = 256 << 10;

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
        if !p.is_direct() {
            return;
        }
        let steps = Steps::of(p);
        let from = p.height.input.saturating_mul(p.width.input).saturating_mul(p.channels).max(1);
        let to = p.height.output.saturating_mul(p.width.output).saturating_mul(p.channels).max(1);
        for (x, y) in self.x.chunks_exact(from).zip(self.y.chunks_exact_mut(to)) {
            for channel in (0..p.channels).step_by(PANEL) {
                let vector = channel / 8;
                let weights = weights.get(vector * p.height.filter * p.width.filter..).unwrap_or(&[]);
                if p.channels - channel >= PANEL {
                    let (weights, start) = (weights.as_chunks::<2>().0, isa.floats(&some::<_, 2>(bias, vector)));
                    Panel::<I, 2> { isa, p, steps: &steps, bounds, x, channel, weights, start, y: &mut *y }.lines();
                } else {
                    let (weights, start) = (weights.as_chunks::<1>().0, isa.floats(&some::<_, 1>(bias, vector)));
                    Panel::<I, 1> { isa, p, steps: &steps, bounds, x, channel, weights, start, y: &mut *y }.lines();
                }
            }
        }
    }
}

/// What is the same for all panels.
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
    far: bool,
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
        let far = height.input * line * size_of::<f32>() > FAR;
        Steps { taps, line, next: width.stride * p.channels, inside, tiles, size, larger, far }
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

/// `V` times eight channels of an image.
struct Panel<'a, I: Wide<V>, const V: usize> {
    isa: I,
    p: &'a DepthwiseConv2d,
    steps: &'a Steps,
    bounds: (f32, f32),
    x: &'a [f32],
    channel: usize,
    weights: &'a [[[f32; 8]; V]],
    /// What sums begin with.
    start: I::Floats,
    y: &'a mut [f32],
}

impl<I: Wide<V>, const V: usize> Panel<'_, I, V> {
    #[inline(always)]
    fn lines(mut self) {
        let (height, width, channels) = (&self.p.height, &self.p.width, self.p.channels);
        if self.weights.len() < height.filter * width.filter || channels - self.channel < V * 8 {
            return;
        }
        for oy in 0..height.output {
            let x = place(height, oy).wrapping_mul(self.steps.line).wrapping_add(self.channel);
            let y = oy * width.output * channels + self.channel;
            if self.steps.far {
                self.ahead(oy);
            }
            // SAFETY: `run` has found the shape to be one whose numbers do not wrap, and image and outputs to be there. Taps are
            // those that meet the image.
            unsafe { self.line(taps(height, oy), x, y) };
        }
    }

    /// Asks for what the next line of outputs meets and this one does not; in the end, for the first lines of the next panel.
    #[inline(always)]
    fn ahead(&self, oy: usize) {
        let (height, line) = (&self.p.height, self.steps.line);
        let first = place(height, oy).wrapping_add(height.filter.saturating_sub(1) * height.dilation + 1);
        for iy in first..first.wrapping_add(height.stride) {
            let inside = iy < height.input;
            let (iy, channel) = if inside { (iy, 0) } else { (iy.wrapping_sub(height.input), V * 8) };
            let first = iy.wrapping_mul(line).wrapping_add(self.channel + channel);
            for ix in 0..self.p.width.input {
                self.isa.prefetch(self.x, first.wrapping_add(ix * self.p.channels));
            }
        }
    }

    /// A line of outputs, which meets these rows of the filter; the first tap of the first one is at `x`, were there no padding.
    ///
    /// # Safety
    /// The rows meet lines of the image, and outputs from `y` on are there for all of the line.
    #[inline(always)]
    unsafe fn line(&mut self, rows: Range<usize>, x: usize, y: usize) {
        let (width, channels, steps) = (&self.p.width, self.p.channels, self.steps);
        for ox in (0..steps.inside.start).chain(steps.inside.end..width.output) {
            let x = x.wrapping_add(place(width, ox).wrapping_mul(channels));
            // SAFETY: the columns are those that meet the image.
            unsafe { self.edge(rows.clone(), taps(width, ox), x, y + ox * channels) };
        }
        let taps = rows.start * width.filter..rows.end * width.filter;
        let mut ox = steps.inside.start;
        for tile in 0..steps.tiles {
            let x = x.wrapping_add(place(width, ox).wrapping_mul(channels));
            let (taps, y, count) = (taps.clone(), y + ox * channels, steps.size + usize::from(tile < steps.larger));
            // SAFETY: all columns of these outputs meet the image.
            unsafe {
                match count {
                    6 => self.tile::<6>(taps, x, y),
                    5 => self.tile::<5>(taps, x, y),
                    4 => self.tile::<4>(taps, x, y),
                    3 => self.tile::<3>(taps, x, y),
                    2 => self.tile::<2>(taps, x, y),
                    1 => self.tile::<1>(taps, x, y),
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
    unsafe fn tile<const N: usize>(&mut self, taps: Range<usize>, x: usize, y: usize) {
        let mut sums = [self.start; N];
        for tap in taps {
            // SAFETY: as the caller says.
            unsafe { self.add(tap, x, &mut sums) };
        }
        // SAFETY: as the caller says.
        unsafe { self.put(y, &sums) };
    }

    /// An output some of whose columns meet no pixel.
    ///
    /// # Safety
    /// As for [`Self::tile`].
    #[inline(always)]
    unsafe fn edge(&mut self, rows: Range<usize>, columns: Range<usize>, x: usize, y: usize) {
        let mut sums = [self.start; 1];
        for row in rows {
            for column in columns.clone() {
                // SAFETY: as the caller says.
                unsafe { self.add(row * self.p.width.filter + column, x, &mut sums) };
            }
        }
        // SAFETY: as the caller says.
        unsafe { self.put(y, &sums) };
    }

    /// Adds the products of a tap.
    ///
    /// # Safety
    /// It meets the image for all outputs, and there are weights for it.
    #[inline(always)]
    unsafe fn add<const N: usize>(&self, tap: usize, x: usize, sums: &mut [I::Floats; N]) {
        // SAFETY: as the caller says.
        unsafe {
            let (at, w) = (*self.steps.taps.get_unchecked(tap), self.isa.floats(self.weights.get_unchecked(tap)));
            for n in 0..N {
                let place = self.x.as_ptr().wrapping_add(x).wrapping_add(n * self.steps.next).wrapping_add(at);
                sums[n] = self.isa.multiply_add_each(sums[n], self.isa.floats(&*place.cast()), w);
            }
        }
    }

    /// # Safety
    /// The outputs are there.
    #[inline(always)]
    unsafe fn put<const N: usize>(&mut self, y: usize, sums: &[I::Floats; N]) {
        for n in 0..N {
            let place: *mut [[f32; 8]; V] = self.y.as_mut_ptr().wrapping_add(y + n * self.p.channels).cast();
            // SAFETY: as the caller says.
            unsafe { *place = self.isa.within(sums[n], self.bounds) };
        }
    }
}
