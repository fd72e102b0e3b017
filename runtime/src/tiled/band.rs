//! Bands: the lines of an image that a few lines of outputs meet, with borders around them. Every row of a filter meets a run.

use crate::kernel::{TiledLayer, copy_row};

/// One line of a band.
pub(super) struct Line<'a, X> {
    /// Elements before the image.
    pub(super) before: usize,
    /// Those of the image.
    pub(super) inside: &'a [X],
}

impl<X: Copy> Line<'_, X> {
    /// The line as elements, `outside` around those of the image.
    #[inline(always)]
    pub(super) fn copy(&self, outside: X, place: &mut [X]) {
        let (before, rest) = place.split_at_mut_checked(self.before).unwrap_or_default();
        let (inside, after) = rest.split_at_mut_checked(self.inside.len()).unwrap_or_default();
        before.fill(outside);
        copy_row(self.inside, inside);
        after.fill(outside);
    }
}

/// Line `j` of the band for the lines of outputs from `oy` on.
#[inline(always)]
pub(super) fn line<'a, X>(p: &TiledLayer, image: &'a [X], oy: usize, j: usize) -> Line<'a, X> {
    let (height, width, channels) = (&p.conv.height, &p.conv.width, p.conv.channels);
    let columns = p.band_columns();
    let iy = oy.wrapping_mul(height.stride).wrapping_add(j.wrapping_mul(p.band_spacing()));
    let iy = iy.wrapping_sub(height.padding);
    if iy >= height.input {
        return Line { before: columns.wrapping_mul(channels), inside: &[] };
    }
    let before = width.padding.min(columns);
    let inside = width.input.min(columns - before).wrapping_mul(channels);
    let start = iy.wrapping_mul(width.input).wrapping_mul(channels);
    let inside = image.get(start..).and_then(|rest| rest.get(..inside)).unwrap_or(&[]);
    Line { before: before.wrapping_mul(channels), inside }
}
