//! Panels of channels, tile by tile: sums in registers, from row to row.

use super::super::requantize::Form;
use super::super::tile::some;
use super::{Lines, OUTPUTS, Place, Sweep};
use crate::isa::{PANEL, Wide, array_of};
use crate::kernel::QUAD;
use core::mem::MaybeUninit;

/// A panel of channels, whose filters are met by groups of `F` outputs.
pub(super) struct Panel<'a, I: Wide<V>, const V: usize, const F: usize> {
    of: &'a Sweep<'a, I>,
    unit: usize,
    taps: [[I::Quads; F]; 3],
    start: I::Sums,
    form: Form<I::Floats>,
}

/// Sums of a line of a tile.
type Sums<I, const V: usize> = [[<I as Wide<V>>::Sums; 1]; OUTPUTS];

/// Where a tile is: the row that is next, and where the outputs of the next line go, the first `count` of the tile.
struct At {
    place: Place,
    row: usize,
    y: *mut i8,
    count: usize,
}

impl<'a, I: Wide<V>, const V: usize, const F: usize> Panel<'a, I, V, F> {
    #[inline(always)]
    pub(super) fn of(of: &'a Sweep<'a, I>, panel: usize, weights: &[[[i8; 32]; 2]]) -> Option<Self> {
        let weights: &[[_; F]; 3] = weights.as_chunks().0.first_chunk()?;
        let (isa, vector) = (of.isa, 2 * panel);
        let taps = array_of!(3, |row| array_of!(F, |phase| isa.filters(&weights[row][phase])));
        let (start, form) = (isa.sums(&some(of.bias, vector)), of.requantize.form(isa, vector));
        Some(Panel { of, unit: panel * PANEL, taps, start, form })
    }

    /// Lines of outputs, tile by tile. The image is all there, and so are outputs.
    #[inline(always)]
    pub(super) fn columns<const G: usize>(&self, lines: Lines, y: &mut [i8]) {
        let Sweep { p, x, .. } = *self.of;
        let (width, channels) = (&p.conv.width, p.conv.channels);
        let spacing = p.row.advance.wrapping_mul(p.row.spacing);
        let next =
            [width.dilation.wrapping_mul(channels), spacing.wrapping_mul(channels), width.input.wrapping_mul(channels)];
        let reach = (G - 1).wrapping_mul(spacing).wrapping_add((QUAD - 1).wrapping_mul(width.dilation));
        let (mut output, mut column) = (0, width.padding.wrapping_neg());
        while output < width.output {
            let pixel = x.as_ptr().wrapping_add(column.wrapping_mul(channels)).wrapping_add(self.unit);
            let inside = column < width.input && column.wrapping_add(reach) < width.input;
            let mut copy = MaybeUninit::uninit();
            let place =
                if inside { Place { pixel, next } } else { self.of.copied(self.unit, (column, G), lines, &mut copy) };
            let to = lines.first.wrapping_mul(width.output).wrapping_add(output).wrapping_mul(channels);
            let y = y.as_mut_ptr().wrapping_add(to).wrapping_add(self.unit);
            let at = At { place, row: lines.rows(p).0, y, count: (width.output - output).min(OUTPUTS) };
            // SAFETY: all columns of `place` are in the image, or copies, and so many outputs are in each line.
            unsafe { self.down::<G>(at, lines.lines) };
            (output, column) = (output + OUTPUTS, column.wrapping_add(G.wrapping_mul(spacing)));
        }
    }

    /// Lines of outputs of a tile, by the form that they have.
    ///
    /// # Safety
    /// All pixels of rows in the image can be read from the tile's place on, and outputs of so many lines be written.
    #[inline(always)]
    unsafe fn down<const G: usize>(&self, at: At, lines: usize) {
        // SAFETY: as the caller says.
        unsafe {
            if self.of.requantize.is_signed() {
                self.strides::<true, G>(at, lines);
            } else {
                self.strides::<false, G>(at, lines);
            }
        }
    }

    /// # Safety
    /// As of [`down`](Self::down).
    #[inline(always)]
    unsafe fn strides<const SIGNED: bool, const G: usize>(&self, mut at: At, lines: usize) {
        let mut a = [[self.start]; OUTPUTS];
        let (mut b, mut c) = (a, a);
        // SAFETY: as the caller says.
        unsafe {
            self.add(&mut a, &self.quads::<G>(&mut at), 0);
            if self.of.p.conv.height.stride == 2 {
                for _ in 0..lines {
                    self.add(&mut a, &self.quads::<G>(&mut at), 1);
                    let quads = self.quads::<G>(&mut at);
                    self.add(&mut a, &quads, 2);
                    b = [[self.start]; OUTPUTS];
                    self.add(&mut b, &quads, 0);
                    self.put::<SIGNED>(&a, &mut at);
                    a = b;
                }
                return;
            }
            let quads = self.quads::<G>(&mut at);
            self.add(&mut a, &quads, 1);
            self.add(&mut b, &quads, 0);
            // Sums go round, so that none are moved from register to register.
            let end = at.row.wrapping_add(lines);
            while at.row != end {
                self.line::<SIGNED, G>(&mut at, [&mut a, &mut b, &mut c]);
                if at.row == end {
                    return;
                }
                self.line::<SIGNED, G>(&mut at, [&mut b, &mut c, &mut a]);
                if at.row == end {
                    return;
                }
                self.line::<SIGNED, G>(&mut at, [&mut c, &mut a, &mut b]);
            }
        }
    }

    /// A row that is the last of a line of outputs, the second of the next one and the first of the one after it.
    ///
    /// # Safety
    /// As of [`down`](Self::down).
    #[inline(always)]
    unsafe fn line<const SIGNED: bool, const G: usize>(&self, at: &mut At, [done, next, last]: [&mut Sums<I, V>; 3]) {
        // SAFETY: as the caller says.
        unsafe {
            let quads = self.quads::<G>(at);
            self.add(done, &quads, 2);
            self.add(next, &quads, 1);
            *last = [[self.start]; OUTPUTS];
            self.add(last, &quads, 0);
            self.put::<SIGNED>(done, at);
        }
    }

    /// The quads of the next row.
    ///
    /// # Safety
    /// As of [`down`](Self::down).
    #[inline(always)]
    unsafe fn quads<const G: usize>(&self, at: &mut At) -> [I::Quads; G] {
        let Sweep { isa, p, outside, flip, .. } = *self.of;
        let (row, Place { pixel, next: [pixels, quads, rows] }) = (at.row, at.place);
        at.row = row.wrapping_add(1);
        if row >= p.conv.height.input {
            return [isa.interleave([[outside; PANEL]; QUAD], flip); G];
        }
        let first = pixel.wrapping_add(row.wrapping_mul(rows));
        array_of!(G, |g| {
            let first = first.wrapping_add(g * quads);
            // SAFETY: as the caller says.
            let pixels = unsafe { array_of!(QUAD, |i| *first.wrapping_add(i * pixels).cast::<[i8; PANEL]>()) };
            isa.interleave(pixels, flip)
        })
    }

    /// Adds the products of quads with a row of the filter.
    #[inline(always)]
    fn add<const G: usize>(&self, sums: &mut Sums<I, V>, quads: &[I::Quads; G], row: usize) {
        for n in 0..OUTPUTS {
            sums[n] = [self.of.isa.dot_each(sums[n][0], &quads[n / F], &self.taps[row][n % F])];
        }
    }

    /// Stores a line of the tile.
    ///
    /// # Safety
    /// As of [`down`](Self::down).
    #[inline(always)]
    unsafe fn put<const SIGNED: bool>(&self, sums: &Sums<I, V>, at: &mut At) {
        let Sweep { isa, p, requantize, .. } = *self.of;
        let (y, channels) = (at.y, p.conv.channels);
        requantize.singles::<I, SIGNED, SIGNED, V, 1, OUTPUTS>(
            isa,
            &[self.form],
            sums,
            |n, [outputs]: [[[i8; 8]; V]; 1]| {
                if n < at.count {
                    // SAFETY: as the caller says.
                    unsafe { *y.wrapping_add(n * channels).cast() = outputs };
                }
            },
        );
        at.y = y.wrapping_add(p.conv.width.output.wrapping_mul(channels));
    }
}
