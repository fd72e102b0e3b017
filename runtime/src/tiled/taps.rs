//! What the taps of depthwise filters meet at an output.

use crate::isa::PANEL;
use crate::kernel::{DepthwiseConv2d, Window};
use core::marker::PhantomData;

/// Taps of the largest filter.
const TAPS: usize = 64;

/// A pixel that a tap meets: its channels can be read in whole vectors.
#[derive(Clone, Copy)]
pub(super) struct Tap<'a, X>(*const X, PhantomData<&'a [X]>);

impl<'a, X> Tap<'a, X> {
    fn at(pixels: &'a [X], start: usize) -> Self {
        Tap(pixels.as_ptr().wrapping_add(start), PhantomData)
    }

    /// 16 elements from `16 * block` of the pixel; those after its last channel are any.
    #[inline(always)]
    pub(super) fn sixteen(&self, block: usize) -> &'a [X; PANEL] {
        // SAFETY: `Taps` only gives out pixels of which all blocks of the layer's channels can be read.
        unsafe { &*self.0.wrapping_add(block * PANEL).cast() }
    }
}

/// The taps of one output after another.
pub(super) struct Taps<'a, X> {
    p: &'a DepthwiseConv2d,
    x: &'a [X],
    /// A pixel outside of the image.
    outside: &'a [X],
    /// The last elements of `x` again, with room after them.
    tail: &'a [X],
    taps: [Tap<'a, X>; TAPS],
    count: usize,
    /// How far each tap moves between neighbouring outputs: not at all outside of the image.
    steps: [usize; TAPS],
    /// First element of the line's image.
    image: usize,
    oy: usize,
    /// The largest element that a tap begins at, if neighbours differ by `steps`.
    reach: Option<usize>,
}

impl<'a, X: Copy> Taps<'a, X> {
    /// With scratch memory of [`DepthwiseConv2d::outside_len`] elements; pixels outside of the image hold `value`.
    #[inline(always)]
    pub(super) fn new(p: &'a DepthwiseConv2d, x: &'a [X], value: X, scratch: &'a mut [X]) -> Option<Self> {
        let (padded, count) = (p.padded_channels(), p.height.filter.checked_mul(p.width.filter)?);
        if count > TAPS || scratch.len() < p.outside_len() {
            return None;
        }
        scratch.fill(value);
        let (outside, tail) = scratch.split_at_mut_checked(padded)?;
        let last = x.get(x.len().saturating_sub(padded)..)?;
        tail.iter_mut().zip(last).for_each(|(tail, x)| *tail = *x);
        let taps = [Tap::at(outside, 0); TAPS];
        Some(Taps { p, x, outside, tail, taps, count, steps: [0; TAPS], image: 0, oy: 0, reach: None })
    }

    /// Goes to a line of outputs, counted through all images.
    #[inline(always)]
    pub(super) fn begin(&mut self, line: usize) {
        let (height, width) = (&self.p.height, &self.p.width);
        let lines = height.output.max(1);
        self.image = (line / lines).wrapping_mul(height.input).wrapping_mul(width.input).wrapping_mul(self.p.channels);
        self.oy = line % lines;
        self.reach = None;
        let step = width.stride.wrapping_mul(self.p.channels);
        for (ty, steps) in self.steps.chunks_mut(width.filter.max(1)).enumerate() {
            steps.fill(if position(height, self.oy, ty) < height.input { step } else { 0 });
        }
    }

    /// What the taps meet at output `ox` of the line; asked for in order.
    #[inline(always)]
    pub(super) fn meet(&mut self, ox: usize) -> &[Tap<'a, X>] {
        let width = &self.p.width;
        let start = ox.wrapping_mul(width.stride);
        let span = width.filter.saturating_sub(1).wrapping_mul(width.dilation);
        let inside = start >= width.padding && start - width.padding + span < width.input;
        let next = self.reach.map(|reach| reach.wrapping_add(width.stride.wrapping_mul(self.p.channels)));
        match next.filter(|&next| inside && self.is_whole(next)) {
            Some(next) => {
                let taps = self.taps.iter_mut().zip(&self.steps).take(self.count);
                taps.for_each(|(tap, step)| tap.0 = tap.0.wrapping_add(*step));
                self.reach = Some(next);
            }
            None => self.find(ox, inside),
        }
        self.taps.get(..self.count).unwrap_or(&[])
    }

    /// Whether all blocks of the pixel that begins at an element are inside `x`.
    #[inline(always)]
    fn is_whole(&self, start: usize) -> bool {
        start.checked_add(self.p.padded_channels()).is_some_and(|end| end <= self.x.len())
    }

    /// Finds every tap by itself.
    fn find(&mut self, ox: usize, inside: bool) {
        let (height, width) = (&self.p.height, &self.p.width);
        let mut reach = 0;
        for i in 0..self.count {
            let (ty, tx) = (i / width.filter.max(1), i % width.filter.max(1));
            let (iy, ix) = (position(height, self.oy, ty), position(width, ox, tx));
            let pixel = iy.wrapping_mul(width.input).wrapping_add(ix).wrapping_mul(self.p.channels);
            let start = self.image.wrapping_add(pixel);
            let tap = if iy >= height.input || ix >= width.input || start >= self.x.len() {
                Tap::at(self.outside, 0)
            } else {
                reach = reach.max(start);
                self.pixel(start)
            };
            if let Some(place) = self.taps.get_mut(i) {
                *place = tap;
            }
        }
        self.reach = Some(reach).filter(|&reach| inside && self.is_whole(reach));
    }

    /// The pixel that begins at an element of `x`.
    fn pixel(&self, start: usize) -> Tap<'a, X> {
        if self.is_whole(start) {
            return Tap::at(self.x, start);
        }
        // The room after the tail is as long as the tail.
        let padded = self.p.padded_channels();
        let place = start.saturating_sub(self.x.len().saturating_sub(padded));
        if place + padded <= self.tail.len() { Tap::at(self.tail, place) } else { Tap::at(self.outside, 0) }
    }
}

/// Where a tap of an output is along one dimension.
#[inline(always)]
fn position(window: &Window, output: usize, tap: usize) -> usize {
    output.wrapping_mul(window.stride).wrapping_add(tap.wrapping_mul(window.dilation)).wrapping_sub(window.padding)
}
