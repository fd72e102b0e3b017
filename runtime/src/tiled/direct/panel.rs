//! Tiles of outputs of some channels, whose sums are in registers.

use super::{Image, some};
use crate::isa::{Wide, array_of};
use core::ops::Range;

/// A tile of outputs of a line.
pub(super) struct Tile {
    /// Of the rows that meet the image.
    pub(super) taps: Range<usize>,
    /// The columns of the image that are there, from the first of the first output on, where outputs leave out others.
    pub(super) columns: Range<usize>,
    /// Where the first tap of the first output is, were there no padding, and where that output is.
    pub(super) x: usize,
    pub(super) y: usize,
}

/// `V` times eight channels of an image.
pub(super) struct Panel<'a, I: Wide<V>, const V: usize> {
    isa: I,
    image: &'a Image<'a, I>,
    channel: usize,
    /// Of the first tap.
    weights: *const [[f32; 8]; V],
}

impl<'a, I: Wide<V>, const V: usize> Panel<'a, I, V> {
    #[inline(always)]
    pub(super) fn of(image: &'a Image<'a, I>, channel: usize) -> Self {
        let taps = image.p.height.filter * image.p.width.filter;
        let weights = image.weights.as_ptr().wrapping_add(channel / 8 * taps).cast();
        Panel { isa: image.isa, image, channel, weights }
    }

    /// # Safety
    /// As for [`Line::tile`](super::Line::tile).
    #[inline(always)]
    pub(super) unsafe fn tile<const F: usize, const N: usize>(&self, at: &Tile) {
        // SAFETY: as the caller says.
        unsafe { if F == 0 { self.taps::<N>(at) } else { self.rows::<F, N>(at) } }
    }

    /// # Safety
    /// As for [`Line::tile`](super::Line::tile).
    #[inline(always)]
    unsafe fn taps<const N: usize>(&self, at: &Tile) {
        let mut sums = [self.start(); N];
        for tap in at.taps.clone() {
            // SAFETY: as the caller says.
            unsafe { self.add(tap, at.x, &mut sums) };
        }
        // SAFETY: as the caller says.
        unsafe { self.put(at.y, &sums) };
    }

    /// The same where rows have `F` columns, and these and outputs are side by side: each pixel is loaded once for all outputs that
    /// meet it.
    ///
    /// # Safety
    /// As for [`Line::tile`](super::Line::tile).
    #[inline(always)]
    unsafe fn rows<const F: usize, const N: usize>(&self, at: &Tile) {
        let mut sums = [self.start(); N];
        let x = self.image.x.wrapping_add(at.x.wrapping_add(self.channel));
        for first in at.taps.clone().step_by(F) {
            // SAFETY: as the caller says.
            unsafe {
                let row = x.wrapping_add(*self.image.steps.taps.get_unchecked(first));
                let weights: [I::Floats; F] = array_of!(F, |i| self.isa.floats(&*self.weights.wrapping_add(first + i)));
                for column in 0..N - 1 + F {
                    // Each output has a column that is there, so that others are missing at the ends alone.
                    let before = column < F - 1 && column < at.columns.start;
                    let behind = column >= N && column >= at.columns.end;
                    if before || behind {
                        continue;
                    }
                    let pixel = self.isa.floats(&*row.wrapping_add(column * self.image.p.channels).cast());
                    for i in 0..F {
                        if column >= i && column - i < N {
                            sums[column - i] = self.isa.multiply_add_each(sums[column - i], pixel, weights[i]);
                        }
                    }
                }
            }
        }
        // SAFETY: as the caller says.
        unsafe { self.put(at.y, &sums) };
    }

    /// # Safety
    /// As for [`Line::tile`](super::Line::tile).
    #[inline(always)]
    pub(super) unsafe fn edge(&self, rows: Range<usize>, columns: Range<usize>, x: usize, y: usize) {
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
