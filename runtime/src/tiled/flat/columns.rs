//! Where the taps of a few vectors of a line are, and which of their bytes are beside the image.

use super::{BYTES, Flat, MOST_STEPS};
use crate::isa::Lanes;
use crate::kernel::QUAD;

/// Of `G` vectors, whose taps are `PIECES` runs of bytes each.
pub(super) struct Columns<const G: usize, const PIECES: usize> {
    /// Where each vector begins.
    at: [usize; G],
    /// How far the first tap of each vector's bytes is from the beginning of a line, as if all were of the pixel of that piece.
    pub(super) first: [[usize; PIECES]; G],
    /// Which bytes of each tap are in the image and of the piece.
    pub(super) there: [[[u64; PIECES]; QUAD * MOST_STEPS]; G],
}

impl<const G: usize, const PIECES: usize> Columns<G, PIECES> {
    /// Those of vectors of a line of outputs, the first of which begins at a byte and the others so far apart. Pieces are of a pixel
    /// each, or `WHOLE`: two runs of 64 bytes, of which each second pixel is taken.
    #[inline(always)]
    pub(super) fn of<L: Lanes, const WHOLE: bool>(flat: &Flat<'_, L>, at: usize, step: usize) -> Self {
        let (width, channels) = (&flat.p.conv.width, flat.p.conv.channels.max(1));
        let there = [[[0; PIECES]; QUAD * MOST_STEPS]; G];
        let mut columns = Columns { at: [0; G], first: [[0; PIECES]; G], there };
        for g in 0..G {
            columns.at[g] = at.wrapping_add(step.wrapping_mul(g));
            for piece in 0..PIECES {
                let at = columns.at[g];
                // Strides leave out so many pixels before the one of the piece.
                let pixel =
                    if width.stride == 1 { 0 } else { (at / channels).wrapping_add(if WHOLE { 0 } else { piece }) };
                let left_out = width.stride.wrapping_sub(1).wrapping_mul(pixel);
                let first = at.wrapping_add(left_out.wrapping_sub(width.padding).wrapping_mul(channels));
                columns.first[g][piece] = if WHOLE { first.wrapping_add(BYTES * piece) } else { first };
            }
        }
        columns
    }

    /// With masks.
    #[inline(always)]
    pub(super) fn masked<L: Lanes, const WHOLE: bool>(mut self, flat: &Flat<'_, L>) -> Self {
        let (width, channels) = (&flat.p.conv.width, flat.p.conv.channels.max(1));
        let line = width.input.wrapping_mul(channels);
        for g in 0..G {
            for piece in 0..PIECES {
                // Pixels are neighbours where there are no strides, and only the ends of the line matter.
                let pixel = (self.at[g] / channels).wrapping_add(piece).wrapping_mul(channels);
                let all = WHOLE || width.stride == 1;
                let of_piece = if all { u64::MAX } else { inside(pixel.wrapping_sub(self.at[g]), channels) };
                let mut begin = self.first[g][piece].wrapping_neg();
                for there in self.there[g].iter_mut().take(flat.taps()) {
                    there[piece] = inside(begin, line) & of_piece;
                    begin = begin.wrapping_sub(flat.apart());
                }
            }
        }
        self
    }

    /// Whether all bytes of all taps are in the image.
    #[inline(always)]
    pub(super) fn are_inside<L: Lanes>(&self, flat: &Flat<'_, L>) -> bool {
        let line = flat.p.conv.width.input.wrapping_mul(flat.p.conv.channels);
        let [first, last] = [self.first[0][0], self.first[G - 1][PIECES - 1]];
        let end = last.wrapping_add(flat.apart().wrapping_mul(flat.taps().wrapping_sub(1))).wrapping_add(BYTES);
        first <= last && last < line && end <= line
    }
}

/// Which of the bytes of a vector are in a run that begins at a place, which may be before the vector.
#[inline(always)]
fn inside(begin: usize, len: usize) -> u64 {
    below(begin.wrapping_add(len)) & !below(begin)
}

/// The bits below one that may be before the first or behind the last.
#[inline(always)]
pub(super) fn below(end: usize) -> u64 {
    match end.cast_signed() {
        ..=0 => 0,
        1..=63 => (1 << end) - 1,
        _ => u64::MAX,
    }
}
