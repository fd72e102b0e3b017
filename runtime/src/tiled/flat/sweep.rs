//! Vectors down the image, by filters of three rows of one quad: a row's quads are the last of one line of outputs, the second of the
//! next and the first of the one after it, whose sums wait in registers.

use super::channels::{Channels, Place};
use super::columns::Columns;
use crate::isa::Lanes;

/// The way down the image of a vector.
pub(super) struct Sweep<'a, L: Lanes, const F: usize, const PIECES: usize> {
    pub(super) of: Channels<'a, L, F>,
    pub(super) columns: Columns<1, PIECES>,
    pub(super) place: Place<1>,
    /// The row that is next.
    pub(super) row: usize,
    /// Of each row of the filter.
    pub(super) weights: [[L::Quarter; 4]; 3],
}

impl<L: Lanes, const F: usize, const PIECES: usize> Sweep<'_, L, F, PIECES> {
    /// All lines, where bytes are `MASKED` that are beside the image and behind the line.
    ///
    /// # Safety
    /// There is room for them.
    #[inline(always)]
    pub(super) unsafe fn run<const MASKED: bool, const WHOLE: bool>(mut self) {
        let (start, height) = (self.of.start, self.of.height);
        let (mut a, mut b, mut c) = (start, start, start);
        // SAFETY: as the caller says.
        unsafe {
            let quads = self.quads::<MASKED, WHOLE>();
            self.add(&mut a, &quads, 0);
            if height.stride == 2 {
                for _ in 0..height.output {
                    let quads = self.quads::<MASKED, WHOLE>();
                    self.add(&mut a, &quads, 1);
                    let quads = self.quads::<MASKED, WHOLE>();
                    self.add(&mut a, &quads, 2);
                    b = start;
                    self.add(&mut b, &quads, 0);
                    self.of.put::<MASKED, 1>(&[a], &mut self.place);
                    a = b;
                }
                return;
            }
            let quads = self.quads::<MASKED, WHOLE>();
            self.add(&mut a, &quads, 1);
            self.add(&mut b, &quads, 0);
            // Sums go round, so that none are moved from register to register.
            let end = self.row.wrapping_add(height.output);
            while self.row != end {
                self.line::<MASKED, WHOLE>([&mut a, &mut b, &mut c]);
                if self.row == end {
                    return;
                }
                self.line::<MASKED, WHOLE>([&mut b, &mut c, &mut a]);
                if self.row == end {
                    return;
                }
                self.line::<MASKED, WHOLE>([&mut c, &mut a, &mut b]);
            }
        }
    }

    /// A row that is the last of a line of outputs, the second of the next one and the first of the one after it.
    ///
    /// # Safety
    /// As of [`run`](Self::run).
    #[inline(always)]
    unsafe fn line<const MASKED: bool, const WHOLE: bool>(&mut self, [done, next, last]: [&mut [L::Quarter; 4]; 3]) {
        // SAFETY: as the caller says.
        unsafe {
            let quads = self.quads::<MASKED, WHOLE>();
            self.add(done, &quads, 2);
            self.add(next, &quads, 1);
            *last = self.of.start;
            self.add(last, &quads, 0);
            self.of.put::<MASKED, 1>(&[*done], &mut self.place);
        }
    }

    /// Adds the products of quads with a row of the filter.
    #[inline(always)]
    fn add(&self, sums: &mut [L::Quarter; 4], quads: &[L::Quarter; 4], row: usize) {
        for k in 0..4 {
            sums[k] = self.of.flat.lanes.dot(sums[k], quads[k], self.weights[row][k]);
        }
    }

    /// The quads of the next row.
    ///
    /// # Safety
    /// As of [`run`](Self::run).
    #[inline(always)]
    unsafe fn quads<const MASKED: bool, const WHOLE: bool>(&mut self) -> [L::Quarter; 4] {
        let row = self.row;
        self.row = row.wrapping_add(1);
        if row >= self.of.height.input {
            return self.of.outside();
        }
        let row = self.of.row(row);
        // SAFETY: as the caller says.
        unsafe {
            let pair = self.of.pair::<1, PIECES, MASKED, WHOLE>(&self.columns, row, (0, 0));
            // A filter of three columns has no weight for the fourth.
            let third = self.of.column::<1, PIECES, MASKED, WHOLE>(&self.columns, row, (0, 2));
            self.of.quads(pair, self.of.beside(third, third))
        }
    }
}
