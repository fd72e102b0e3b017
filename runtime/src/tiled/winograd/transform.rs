//! Transforms of inputs, weights and sums.

use crate::isa::{Isa, Task, Wide, Winograd, array_of};
use crate::kernel::WinogradTiles;
use core::mem::MaybeUninit;

const POSITIONS: usize = WinogradTiles::POSITIONS;
/// Steps whose transformed weights are on the stack: 32 KiB of a panel.
pub(super) const STEPS: usize = 16;

/// `B' d` of four numbers.
#[inline(always)]
fn inputs<I: Winograd>(isa: I, d: [I::Words; 4]) -> [I::Words; 4] {
    [isa.minus(d[0], d[2]), isa.plus(d[1], d[2]), isa.minus(d[2], d[1]), isa.minus(d[1], d[3])]
}

/// `2 G g` of three numbers.
#[inline(always)]
fn weights<I: Winograd>(isa: I, g: [I::Words; 3]) -> [I::Words; 4] {
    let ends = isa.plus(g[0], g[2]);
    [isa.plus(g[0], g[0]), isa.plus(ends, g[1]), isa.minus(ends, g[1]), isa.plus(g[2], g[2])]
}

/// `A' m` of four sums.
#[inline(always)]
fn sums<I: Wide<V>, const V: usize>(isa: I, m: [I::Sums; 4]) -> [I::Sums; 2] {
    let (plus, minus) = (isa.add_multiple(m[1], 1, m[2]), isa.add_multiple(m[1], -1, m[2]));
    [isa.add_multiple(plus, 1, m[0]), isa.add_multiple(minus, -1, m[3])]
}

/// Inputs of a line of tiles.
pub(super) struct Inputs<'a, I: Isa> {
    pub(super) isa: I,
    pub(super) shape: WinogradTiles,
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
        let (WinogradTiles { columns, quads, .. }, line) = (self.shape, self.shape.band_line());
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
            let d = inputs(isa, d);
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
        inputs(isa, d)[column]
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
    let columns = array_of!(3, |i| weights(isa, [g[i], g[3 + i], g[6 + i]]));
    for row in [0, 3, 1, 2] {
        let row_weights = weights(isa, [columns[0][row], columns[1][row], columns[2][row]]);
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
    let columns = array_of!(4, |i| sums(isa, array_of!(4, |j| isa.sums(&m[4 * j + i]))));
    array_of!(2, |row| sums(isa, array_of!(4, |i| columns[i][row])))
}
