//! Tiles of four vectors two lines at a time, by filters of rows of two quads: the sums of half a vector's channels at once, so that a
//! weight is loaded once for both lines.

use super::channels::{Channels, Place};
use super::columns::Columns;
use crate::isa::{Lanes, array_of};
use crate::kernel::QUAD;

/// Quads of a row.
const STEPS: usize = 2;

type Quads<Q> = [[Q; 2]; STEPS];

/// All lines of a tile.
pub(super) struct Double<'a, L: Lanes, const F: usize> {
    pub(super) of: &'a Channels<'a, L, F>,
    pub(super) columns: Columns<1, 1>,
    pub(super) place: Place<F>,
}

impl<L: Lanes, const F: usize> Double<'_, L, F> {
    /// The lines, where bytes are `MASKED` that are beside the image and behind the line.
    ///
    /// # Safety
    /// There is room for them.
    #[inline(always)]
    pub(super) unsafe fn run<const MASKED: bool>(mut self) {
        let (lanes, lines) = (self.of.flat.lanes, self.of.height.output);
        for line in (0..lines).step_by(2) {
            // SAFETY: as the caller says.
            unsafe {
                let lower = self.words::<MASKED, false>(line);
                let upper = self.words::<MASKED, true>(line);
                for i in 0..2 {
                    if line + i < lines {
                        let outputs = array_of!(F, |n| lanes.narrow([lower[i][n], upper[i][n]]));
                        self.of.store::<MASKED, F>(&outputs, &mut self.place);
                    }
                }
            }
        }
    }

    /// Half of the channels of two lines, as words.
    ///
    /// # Safety
    /// As of [`run`](Self::run).
    #[inline(always)]
    unsafe fn words<const MASKED: bool, const UPPER: bool>(&self, line: usize) -> [[L::Bytes; F]; 2] {
        let (lanes, first) = (self.of.flat.lanes, if UPPER { 2 } else { 0 });
        let mut sums = [[[self.of.start[first], self.of.start[first + 1]]; F]; 2];
        let mut row = line.wrapping_sub(self.of.height.padding);
        let mut weights = self.of.weights.as_ptr().cast::<[L::Quarter; 4]>();
        // SAFETY: as the caller says; there are weights for all rows.
        unsafe {
            let mut now = self.quads::<MASKED, UPPER>(row);
            for _ in 0..self.of.height.filter {
                row = row.wrapping_add(1);
                let next = self.quads::<MASKED, UPPER>(row);
                for step in 0..STEPS {
                    for n in 0..F {
                        for k in 0..2 {
                            let weights = (*weights.wrapping_add(step * F + n))[first + k];
                            sums[0][n][k] = lanes.dot(sums[0][n][k], now[step][k], weights);
                            sums[1][n][k] = lanes.dot(sums[1][n][k], next[step][k], weights);
                        }
                    }
                }
                (now, weights) = (next, weights.wrapping_add(STEPS * F));
            }
        }
        array_of!(2, |i| array_of!(F, |n| self.of.words(first, sums[i][n])))
    }

    /// The quads of a row, of half of the channels.
    ///
    /// # Safety
    /// As of [`run`](Self::run).
    #[inline(always)]
    unsafe fn quads<const MASKED: bool, const UPPER: bool>(&self, row: usize) -> Quads<L::Quarter> {
        let lanes = self.of.flat.lanes;
        if row >= self.of.height.input {
            let outside = self.of.border();
            return [lanes.quads(outside, outside); STEPS];
        }
        let row = self.of.row(row);
        // SAFETY: as the caller says.
        unsafe {
            array_of!(STEPS, |step| {
                let [a, b, c, d] = array_of!(QUAD, |i| self.of.column::<1, 1, MASKED, false>(
                    &self.columns,
                    row,
                    (0, QUAD * step + i)
                ));
                lanes.quads(lanes.pairs::<UPPER>(a, b), lanes.pairs::<UPPER>(c, d))
            })
        }
    }
}
