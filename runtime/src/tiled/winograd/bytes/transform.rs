//! Transforms of inputs, weights and sums.

use crate::isa::{Isa, Task, Wide, Winograd, array_of};
use crate::kernel::WinogradBytes;
use crate::tiled::winograd::{self, Additive, inputs, weights};
use core::mem::MaybeUninit;

const POSITIONS: usize = WinogradBytes::POSITIONS;
/// Steps whose transformed weights are on the stack: 32 KiB of a panel.
pub(super) const STEPS: usize = 16;

/// Sixteen numbers of 16 bits at a time.
#[derive(Clone, Copy)]
struct Words<I>(I);

impl<I: Winograd> Additive for Words<I> {
    type X = I::Words;

    #[inline(always)]
    fn plus(self, x: I::Words, y: I::Words) -> I::Words {
        self.0.plus(x, y)
    }

    #[inline(always)]
    fn minus(self, x: I::Words, y: I::Words) -> I::Words {
        self.0.minus(x, y)
    }
}

/// Sums of `V` times eight channels.
#[derive(Clone, Copy)]
struct Sums<I, const V: usize>(I);

impl<I: Wide<V>, const V: usize> Additive for Sums<I, V> {
    type X = I::Sums;

    #[inline(always)]
    fn plus(self, x: I::Sums, y: I::Sums) -> I::Sums {
        self.0.add_multiple(x, 1, y)
    }

    #[inline(always)]
    fn minus(self, x: I::Sums, y: I::Sums) -> I::Sums {
        self.0.add_multiple(x, -1, y)
    }
}

/// Inputs of a line of tiles.
pub(super) struct Inputs<'a, I: Isa> {
    pub(super) isa: I,
    pub(super) shape: WinogradBytes,
    /// Steps from a position to the next.
    pub(super) position: usize,
    /// The first tile's number.
    pub(super) tile: usize,
    /// Four lines of the image.
    pub(super) band: &'a [I::Step],
    pub(super) to: &'a mut [I::Step],
}

impl<I: Winograd> Task for Inputs<'_, I> {
    #[inline(always)]
    fn run(self) {
        let (WinogradBytes { columns, quads, .. }, line) = (self.shape, self.shape.band_line());
        let places = self.tile.saturating_add(columns).saturating_mul(quads);
        let fits = self.band.len() >= line.saturating_mul(4)
            && self.position >= places
            && self.to.len() >= self.position.saturating_mul(POSITIONS);
        if !fits || quads < 4 {
            return;
        }
        let to = self.to.as_mut_ptr();
        for column in 0..columns {
            let from = 2 * column * quads;
            let to = to.wrapping_add((self.tile + column) * quads);
            for quad in (0..quads).step_by(4) {
                // The last four may be some of those before again.
                let quad = quad.min(quads - 4);
                // SAFETY: as has just been found.
                unsafe { self.four(from + quad, line, to.wrapping_add(quad)) };
            }
        }
    }
}

impl<I: Winograd> Inputs<'_, I> {
    /// Four steps of a tile.
    ///
    /// # Safety
    /// They are inside of the band and of the room for them.
    #[inline(always)]
    unsafe fn four(&self, from: usize, line: usize, to: *mut I::Step) {
        let (isa, pixel, from) = (self.isa, self.shape.quads, self.band.as_ptr().wrapping_add(from));
        for column in 0..4 {
            // SAFETY: as the caller says.
            let d = array_of!(4, |i| unsafe { self.crossed(from.wrapping_add(i * line), pixel, column) });
            let d = inputs(Words(isa), d);
            for row in 0..4 {
                // SAFETY: as the caller says.
                unsafe { isa.put_words(d[row], to.wrapping_add((4 * row + column) * self.position)) };
            }
        }
    }

    /// One of the four sums of a row, `d B`.
    ///
    /// # Safety
    /// Four steps of four pixels can be read.
    #[inline(always)]
    unsafe fn crossed(&self, from: *const I::Step, pixel: usize, column: usize) -> I::Words {
        let isa = self.isa;
        // SAFETY: as the caller says.
        let d = array_of!(4, |i| unsafe { isa.words(from.wrapping_add(i * pixel)) });
        inputs(Words(isa), d)[column]
    }
}

/// Transformed weights of some steps, by position.
pub(super) type Filters<W> = [[MaybeUninit<W>; STEPS]; POSITIONS];

/// Transforms the weights `[9][depth]` of `V` times eight channels, those of `len` steps from `first` on, if there are as many.
#[inline(always)]
pub(super) fn filters<I: Winograd, const V: usize>(
    isa: I,
    packed: &[[[i8; 32]; V]],
    depth: usize,
    (first, len): (usize, usize),
    to: &mut Filters<[I::Weights; V]>,
) -> bool {
    if first.saturating_add(len) > depth || packed.len() < depth.saturating_mul(9) || len > STEPS {
        return false;
    }
    for k in 0..len {
        for v in 0..V {
            for half in 0..2 {
                let from = packed.as_ptr().wrapping_add(first + k).cast::<[i8; 32]>().wrapping_add(v);
                let to = to.as_mut_ptr().cast::<[I::Weights; V]>().wrapping_add(k).cast::<I::Weights>().wrapping_add(v);
                // SAFETY: `first + k` is below `depth`, `k` below `STEPS`, and `v` below `V`.
                unsafe { half_filter(isa, from, depth * V, to, V * STEPS, half) };
            }
        }
    }
    true
}

/// Half of the weights of eight channels.
///
/// # Safety
/// From `from` on nine can be read, and from `to` on 16 can be written, so far apart each.
#[inline(always)]
unsafe fn half_filter<I: Winograd>(
    isa: I,
    from: *const [i8; 32],
    tap: usize,
    to: *mut I::Weights,
    position: usize,
    half: usize,
) {
    // SAFETY: as the caller says.
    let g = array_of!(9, |i| isa.halves(isa.weights(unsafe { &*from.wrapping_add(i * tap) }))[half]);
    let columns = array_of!(3, |i| weights(Words(isa), [g[i], g[3 + i], g[6 + i]]));
    for row in [0, 3, 1, 2] {
        let row_weights = weights(Words(isa), [columns[0][row], columns[1][row], columns[2][row]]);
        for column in 0..4 {
            let place = to.wrapping_add((4 * row + column) * position).cast::<I::Words>().wrapping_add(half);
            // SAFETY: as the caller says.
            unsafe { place.write(row_weights[column]) };
        }
    }
}

/// Four outputs of a tile, `A' m A`, times four.
#[inline(always)]
pub(super) fn outputs<I: Wide<V>, const V: usize>(isa: I, m: &[[[i32; 8]; V]; POSITIONS]) -> [[I::Sums; 2]; 2] {
    let columns = array_of!(4, |i| winograd::outputs(Sums(isa), array_of!(4, |j| isa.sums(&m[4 * j + i]))));
    array_of!(2, |row| winograd::outputs(Sums(isa), array_of!(4, |i| columns[i][row])))
}
