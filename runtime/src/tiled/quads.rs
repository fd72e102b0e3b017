//! Strips of quads: the rows that a few lines of outputs meet, four columns side by side for each channel of a panel.

use crate::isa::{PANEL, Set, array_of};
use crate::kernel::{DepthwiseQuads, QUAD};

/// Where the quads of a panel come from.
#[derive(Clone, Copy)]
pub(super) struct Source<'a, I> {
    pub(super) isa: I,
    pub(super) p: &'a DepthwiseQuads,
    /// An image.
    pub(super) x: &'a [i8],
    /// What pixels outside of it hold, and the bits that are flipped in all.
    pub(super) outside: i8,
    pub(super) flip: i8,
    /// The panel's first output channel.
    pub(super) unit: usize,
}

impl<I: Set> Source<'_, I> {
    /// The strip from row `first` of the image on. Rows outside are the same for all panels: they are made for the first, where the
    /// strip is fresh.
    #[inline(always)]
    pub(super) fn prepare(self, first: usize, fresh: bool, strip: &mut [I::Quads]) {
        let (p, len) = (self.p, self.p.row.len.max(1));
        // Rows before the image have numbers below zero.
        let before = if first < p.conv.height.input { 0 } else { first.wrapping_neg().min(p.rows()) };
        let (first, rows) = (first.wrapping_add(before), p.rows().saturating_sub(before));
        let inside = p.conv.height.input.saturating_sub(first).min(rows);
        let strip = strip.get_mut(..p.strip()).unwrap_or(&mut []);
        let (above, rest) = strip.split_at_mut_checked(before.wrapping_mul(len)).unwrap_or_default();
        let (strip, below) = rest.split_at_mut_checked(inside.wrapping_mul(len)).unwrap_or_default();
        if fresh {
            let outside = self.isa.interleave([[self.outside; PANEL]; QUAD], self.flip);
            above.fill(outside);
            below.fill(outside);
        }
        let line = p.conv.width.input.wrapping_mul(p.conv.channels);
        let x = self.x.get(first.wrapping_mul(line)..).unwrap_or(&[]);
        if line.checked_mul(inside).is_none_or(|size| size > x.len()) {
            return;
        }
        for quad in (0..p.row.before).chain(p.row.inside..len) {
            self.border(x, line, quad, strip);
        }
        if p.row.before < p.row.inside {
            for (i, quads) in strip.chunks_exact_mut(len).enumerate() {
                self.middle(x.get(i.wrapping_mul(line)..).unwrap_or(&[]), quads);
            }
        }
    }

    /// The quads of a row all of whose pixels are inside of the image.
    #[inline(always)]
    fn middle(&self, x: &[i8], quads: &mut [I::Quads]) {
        let (row, dilation) = (&self.p.row, self.p.conv.width.dilation);
        let quads = quads.get_mut(row.before..row.inside).unwrap_or(&mut []);
        let (first, last) = (self.column(row.before), self.column(row.inside.saturating_sub(1)));
        let last = last.and_then(|column| column.checked_add(dilation.checked_mul(QUAD - 1)?));
        let (Some(first), true) = (first, last.is_some_and(|last| self.reaches(x, last))) else {
            for (i, quad) in quads.iter_mut().enumerate() {
                *quad = self
                    .isa
                    .interleave(gather(self.p, self.unit, self.outside, x, row.before.wrapping_add(i)), self.flip);
            }
            return;
        };
        let channels = self.p.conv.channels;
        let (apart, next) = (dilation.wrapping_mul(channels), row.spacing.wrapping_mul(channels));
        let mut pixel = self.pixel(x, first);
        for quad in quads {
            let at = |i: usize| pixel.wrapping_byte_add(apart.wrapping_mul(i));
            // SAFETY: from the first of these pixels to the last, which has been found to reach, they are in `x`.
            *quad = self.isa.interleave(unsafe { [*pixel, *at(1), *at(2), *at(3)] }, self.flip);
            pixel = pixel.wrapping_byte_add(next);
        }
    }

    /// The first column of a quad that is inside of the image.
    #[inline(always)]
    fn column(&self, quad: usize) -> Option<usize> {
        quad.checked_mul(self.p.row.spacing)?.checked_sub(self.p.conv.width.padding)
    }

    /// A quad of all rows, some of whose pixels may be outside of the image.
    #[inline(always)]
    fn border(&self, x: &[i8], line: usize, quad: usize, strip: &mut [I::Quads]) {
        let (p, len, outside) = (self.p, self.p.row.len.max(1), [self.outside; PANEL]);
        let all = strip.len() / len;
        let columns = array_of!(QUAD, |i| column(p, quad, i));
        let rows = if p.pixels == 1 { array_of!(QUAD, |i| self.rows(x, line, columns[i], all)) } else { [0; QUAD] };
        let rows = rows[0].min(rows[1]).min(rows[2]).min(rows[3]);
        let mut pixels = [(&raw const outside, 0); QUAD];
        for (pixel, column) in pixels.iter_mut().zip(columns) {
            if column < p.conv.width.input {
                *pixel = (self.pixel(x, column), line);
            }
        }
        let mut places = strip.iter_mut().skip(quad).step_by(len);
        for place in places.by_ref().take(rows) {
            let [a, b, c, d] = pixels;
            // SAFETY: pixels are `outside`, or in `x` from the first row to the last of these, 16 channels each.
            *place = self.isa.interleave(unsafe { [*a.0, *b.0, *c.0, *d.0] }, self.flip);
            for (pixel, next) in &mut pixels {
                *pixel = pixel.wrapping_byte_add(*next);
            }
        }
        for (i, place) in places.enumerate() {
            let x = x.get(rows.wrapping_add(i).wrapping_mul(line)..).unwrap_or(&[]);
            let pixels = if p.pixels == 2 { self.pairs(x, columns) } else { None };
            let pixels = pixels.unwrap_or_else(|| gather(p, self.unit, self.outside, x, quad));
            *place = self.isa.interleave(pixels, self.flip);
        }
    }

    /// Of how many rows, up to so many, the pixel at a column can be read, if it is in the image.
    #[inline(always)]
    fn rows(&self, x: &[i8], line: usize, column: usize, mut rows: usize) -> usize {
        let last = |rows: usize| x.get((rows - 1).wrapping_mul(line)..).unwrap_or(&[]);
        while column < self.p.conv.width.input && rows > 0 && !self.reaches(last(rows), column) {
            rows -= 1;
        }
        rows
    }

    /// The pixels at four columns with those after them, of 8 channels each.
    #[inline(always)]
    fn pairs(&self, x: &[i8], columns: [usize; QUAD]) -> Option<[[i8; PANEL]; QUAD]> {
        let eight = |column: usize| {
            let pixel = x.get(column.wrapping_mul(self.p.conv.channels)..).and_then(|pixel| pixel.first_chunk::<8>());
            if column < self.p.conv.width.input { pixel.copied() } else { Some([self.outside; 8]) }
        };
        let mut pixels = [[[0; 8]; 2]; QUAD];
        for (pair, column) in pixels.iter_mut().zip(columns) {
            *pair = [eight(column)?, eight(column.wrapping_add(1))?];
        }
        Some(array_of!(QUAD, |quad| array_of!(PANEL, |i| pixels[quad][i / 8][i % 8])))
    }

    /// Where the panel's channels of a pixel are.
    #[inline(always)]
    fn pixel(&self, x: &[i8], column: usize) -> *const [i8; PANEL] {
        x.as_ptr().wrapping_add(column.wrapping_mul(self.p.conv.channels).wrapping_add(self.unit)).cast()
    }

    /// Whether the pixel at a column lies in memory, 16 channels of it; those after the last channel are any.
    #[inline(always)]
    fn reaches(&self, x: &[i8], column: usize) -> bool {
        let place = column.checked_mul(self.p.conv.channels).and_then(|place| place.checked_add(self.unit + PANEL));
        self.p.conv.multiplier == 1 && place.is_some_and(|end| end <= x.len())
    }
}

/// The column of a pixel of a quad; of one before the image, a number beyond all columns.
#[inline(always)]
fn column(p: &DepthwiseQuads, quad: usize, i: usize) -> usize {
    let first = quad.wrapping_mul(p.row.spacing).wrapping_sub(p.conv.width.padding);
    first.wrapping_add(p.conv.width.dilation.wrapping_mul(i))
}

/// The pixels of a quad of a row, channel by channel.
#[inline(never)]
fn gather(p: &DepthwiseQuads, unit: usize, outside: i8, x: &[i8], quad: usize) -> [[i8; PANEL]; QUAD] {
    let mut pixels = [[outside; PANEL]; QUAD];
    for (i, sixteen) in pixels.iter_mut().enumerate() {
        for (j, places) in sixteen.chunks_mut((PANEL / p.pixels.max(1)).max(1)).enumerate() {
            let column = column(p, quad, i).wrapping_add(j);
            if column < p.conv.width.input {
                let pixel = x.get(column.wrapping_mul(p.conv.channels)..).unwrap_or(&[]);
                match pixel.get(unit..).and_then(|pixel| pixel.get(..places.len())) {
                    Some(pixel) if p.conv.multiplier == 1 => places.copy_from_slice(pixel),
                    _ => spread(p, unit, pixel, places),
                }
            }
        }
    }
    pixels
}

/// The channels of a pixel from output channel `unit` on, each as often as it has outputs.
fn spread(p: &DepthwiseQuads, unit: usize, pixel: &[i8], places: &mut [i8]) {
    for (i, place) in places.iter_mut().enumerate() {
        *place = pixel.get((unit + i) / p.conv.multiplier.max(1)).copied().unwrap_or(0);
    }
}
