//! Tiles of up to four vectors line by line, by any filters: sums in registers from the first row to the last.

use super::channels::{Channels, Place};
use super::columns::Columns;
use crate::isa::{Lanes, array_of};
use crate::kernel::QUAD;

/// All lines of a tile of `N` vectors, in `G` groups of `F` outputs, by filters of so many quads a row, or of any where that is 0.
pub(super) struct Rows<
    'a,
    L: Lanes,
    const F: usize,
    const G: usize,
    const N: usize,
    const PIECES: usize,
    const STEPS: usize,
> {
    pub(super) of: &'a Channels<'a, L, F>,
    pub(super) columns: Columns<G, PIECES>,
    pub(super) place: Place<N>,
}

impl<L: Lanes, const F: usize, const G: usize, const N: usize, const PIECES: usize, const STEPS: usize>
    Rows<'_, L, F, G, N, PIECES, STEPS>
{
    /// The lines, where bytes are `MASKED` that are beside the image and behind the line. Groups are `NEAR` which are two columns
    /// apart, so that they share pairs.
    ///
    /// # Safety
    /// There is room for them.
    #[inline(always)]
    pub(super) unsafe fn run<const MASKED: bool, const NEAR: bool, const WHOLE: bool>(mut self) {
        let (lanes, height) = (self.of.flat.lanes, self.of.height);
        for i in 0..height.output {
            let mut sums = [self.of.start; N];
            let mut weights = self.of.weights.as_ptr().cast::<[L::Quarter; 4]>();
            for row in 0..height.filter {
                let row = i.wrapping_mul(height.stride).wrapping_add(row.wrapping_mul(height.dilation));
                let row = row.wrapping_sub(height.padding);
                let pixels = self.of.row(row);
                for step in 0..if STEPS == 0 { self.of.flat.steps() } else { STEPS } {
                    // SAFETY: rows of the image are all there, and weights for each row and step.
                    unsafe {
                        let quads = if row < height.input {
                            self.quads::<MASKED, NEAR, WHOLE>(pixels, step)
                        } else {
                            [self.of.outside(); G]
                        };
                        for n in 0..N {
                            let weights = &*weights.wrapping_add(n % F);
                            for k in 0..4 {
                                sums[n][k] = lanes.dot(sums[n][k], quads[n / F][k], weights[k]);
                            }
                        }
                    }
                    weights = weights.wrapping_add(F);
                }
            }
            // SAFETY: as the caller says.
            unsafe { self.of.put::<MASKED, N>(&sums, &mut self.place) };
        }
    }

    /// Quads of a row of the image.
    ///
    /// # Safety
    /// The row is there.
    #[inline(always)]
    unsafe fn quads<const MASKED: bool, const NEAR: bool, const WHOLE: bool>(
        &self,
        row: *const i8,
        step: usize,
    ) -> [[L::Quarter; 4]; G] {
        let first = QUAD * step;
        // SAFETY: as the caller says.
        unsafe {
            let mut pair = self.of.pair::<G, PIECES, MASKED, WHOLE>(&self.columns, row, (0, first));
            array_of!(G, |g| {
                if g > 0 && !NEAR {
                    pair = self.of.pair::<G, PIECES, MASKED, WHOLE>(&self.columns, row, (g, first));
                }
                let next = self.of.pair::<G, PIECES, MASKED, WHOLE>(&self.columns, row, (g, first + 2));
                let quads = self.of.quads(pair, next);
                pair = next;
                quads
            })
        }
    }
}
