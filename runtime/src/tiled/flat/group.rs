//! The vectors of all lines that have the same channels, tile by tile.

use super::channels::{Channels, Place, Room};
use super::columns::{Columns, below};
use super::double::Double;
use super::rows::Rows;
use super::sweep::Sweep;
use super::{BYTES, Flat};
use crate::isa::{Lanes, Task, array_of};

/// A group to compute, `F` neighbouring outputs of which share quads; such that do are `NEAR` if they are two columns apart from the
/// next such. Taps are `PIECES` runs of bytes, pixels or `WHOLE`.
pub(super) struct Group<'a, L, const F: usize, const NEAR: bool, const PIECES: usize, const WHOLE: bool> {
    pub(super) flat: Flat<'a, L>,
    /// Where its first vector begins, and how far the next one is.
    pub(super) first: usize,
    pub(super) step: usize,
    /// Whether a form has a rest.
    pub(super) rest: bool,
    pub(super) y: &'a mut [i8],
}

impl<L: Lanes, const F: usize, const NEAR: bool, const PIECES: usize, const WHOLE: bool> Task
    for Group<'_, L, F, NEAR, PIECES, WHOLE>
{
    #[inline(always)]
    fn run(self) {
        if !L::EXIST {
            return;
        }
        let Group { flat, first, step, rest, y } = self;
        // Not behind references, where outputs might seem to change them.
        let (p, q) = (*flat.p, flat.requantize.quant());
        let flat = Flat { p: &p, requantize: flat.requantize.with(&q), ..flat };
        let mut room = Room::new();
        let channels = Channels::<L, F>::of(flat, (first, step), rest, &mut room);
        let (steps, height) = (p.row.steps, &p.conv.height);
        let three = height.filter == 3 && height.dilation == 1 && matches!(height.stride, 1 | 2);
        let sweeps = three && steps == 1 && p.conv.width.filter <= 3;
        let double = steps == 2 && height.stride == 1 && height.dilation == 1 && height.output > 1;
        let mut at = first;
        while at < channels.line {
            let left = (channels.line - at).div_ceil(step.max(1));
            let tile = match F {
                1 if sweeps => channels.sweep::<PIECES, WHOLE>(at, y),
                1 if left > 2 => channels.rows::<4, 4, NEAR, PIECES, WHOLE, 0>(at, y),
                1 => channels.rows::<2, 2, NEAR, PIECES, WHOLE, 0>(at, y),
                2 if left > 2 && NEAR && steps == 1 => channels.rows::<2, 4, NEAR, PIECES, WHOLE, 1>(at, y),
                2 if NEAR && steps == 1 => channels.rows::<1, 2, NEAR, PIECES, WHOLE, 1>(at, y),
                2 if left > 2 => channels.rows::<2, 4, NEAR, PIECES, WHOLE, 0>(at, y),
                2 => channels.rows::<1, 2, NEAR, PIECES, WHOLE, 0>(at, y),
                _ if double => channels.double(at, y),
                _ => channels.rows::<1, 4, NEAR, PIECES, WHOLE, 0>(at, y),
            };
            at = at.saturating_add(step.wrapping_mul(tile));
        }
    }
}

impl<L: Lanes, const F: usize> Channels<'_, L, F> {
    /// A vector down the image, which begins at a byte of a line: how many vectors that are.
    #[inline(always)]
    fn sweep<const PIECES: usize, const WHOLE: bool>(&self, at: usize, y: &mut [i8]) -> usize {
        let (of, lanes) = (*self, self.flat.lanes);
        let columns = Columns::of::<L, WHOLE>(&self.flat, at, self.step);
        let (place, row) = (self.place(at, y), self.height.padding.wrapping_neg());
        // SAFETY: there are weights of three rows.
        let weights =
            unsafe { array_of!(3, |row| array_of!(4, |k| lanes.kept(self.weights[row].assume_init_ref()[k]))) };
        // SAFETY: the image is all there, and so are lines of outputs.
        unsafe {
            if self.is_whole::<1, 1, PIECES, WHOLE>(at, &columns) {
                Sweep { of, columns, place, row, weights }.run::<false, WHOLE>();
            } else {
                let columns = columns.masked::<L, WHOLE>(&self.flat);
                Sweep { of, columns, place, row, weights }.run::<true, WHOLE>();
            }
        }
        1
    }

    /// All lines of a tile of `N` vectors in `G` groups of `F`, by filters of so many quads a row, or of any where that is 0.
    #[inline(always)]
    fn rows<
        const G: usize,
        const N: usize,
        const NEAR: bool,
        const PIECES: usize,
        const WHOLE: bool,
        const STEPS: usize,
    >(
        &self,
        at: usize,
        y: &mut [i8],
    ) -> usize {
        let columns = Columns::of::<L, WHOLE>(&self.flat, at, self.step.wrapping_mul(F));
        let place = self.place(at, y);
        // SAFETY: the image is all there, and so are lines of outputs.
        unsafe {
            if self.is_whole::<G, N, PIECES, WHOLE>(at, &columns) {
                Rows::<L, F, G, N, PIECES, STEPS> { of: self, columns, place }.run::<false, NEAR, WHOLE>();
            } else {
                let columns = columns.masked::<L, WHOLE>(&self.flat);
                Rows::<L, F, G, N, PIECES, STEPS> { of: self, columns, place }.run::<true, NEAR, WHOLE>();
            }
        }
        N
    }

    /// The same of four vectors that share quads, two lines at a time.
    #[inline(always)]
    fn double(&self, at: usize, y: &mut [i8]) -> usize {
        let columns = Columns::of::<L, false>(&self.flat, at, 0);
        let place = self.place(at, y);
        // SAFETY: the image is all there, and so are lines of outputs.
        unsafe {
            if self.is_whole::<1, F, 1, false>(at, &columns) {
                Double { of: self, columns, place }.run::<false>();
            } else {
                let columns = columns.masked::<L, false>(&self.flat);
                Double { of: self, columns, place }.run::<true>();
            }
        }
        F
    }

    /// Whether no byte of a tile is beside the image or behind the line.
    #[inline(always)]
    fn is_whole<const G: usize, const N: usize, const PIECES: usize, const WHOLE: bool>(
        &self,
        at: usize,
        columns: &Columns<G, PIECES>,
    ) -> bool {
        let end = self.step.wrapping_mul(N - 1).wrapping_add(at).wrapping_add(BYTES);
        (PIECES == 1 || WHOLE) && end <= self.line && columns.are_inside(&self.flat)
    }

    /// Where the first line of a tile goes.
    #[inline(always)]
    fn place<const N: usize>(&self, at: usize, y: &mut [i8]) -> Place<N> {
        let left = |n: usize| self.line.saturating_sub(at.wrapping_add(self.step.wrapping_mul(n)));
        Place { to: y.as_mut_ptr().wrapping_add(at), kept: array_of!(N, |n| below(left(n))) }
    }
}
