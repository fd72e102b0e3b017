//! One panel of channels: its products with all tiles of a block.

use super::{Numbers, transform};
use crate::isa::{Runs, Task, Wide, array_of};
use crate::kernel::WinogradFloats;
use crate::tiled::floats::Floats;
use crate::tiled::tile;
use crate::tiled::winograd;

const POSITIONS: usize = WinogradFloats::POSITIONS;

/// `V` times eight channels.
pub(super) struct Panel<'a, 'b, I: Wide<V>, const V: usize> {
    pub(super) isa: I,
    pub(super) shape: WinogradFloats,
    /// Lines of tiles.
    pub(super) rows: usize,
    /// Outputs of a line.
    pub(super) width: usize,
    /// `[9][channels]`.
    pub(super) packed: &'a [[[f32; 8]; V]],
    /// Room for `[16][channels + 1]` of a chunk, transformed.
    pub(super) weights: &'a mut [[[f32; 8]; V]],
    /// Of each chunk `[16][tiles][channels]`, transformed.
    pub(super) inputs: &'a [f32],
    /// `[16][tiles]`.
    pub(super) sums: &'a mut [[[f32; 8]; V]],
    pub(super) outputs: tile::Panels<'a, Floats<'b, I>, V, 1>,
    /// Whether all sums are.
    pub(super) finite: &'a mut bool,
}

impl<I: Wide<V>, const V: usize> Task for Panel<'_, '_, I, V> {
    #[inline(always)]
    fn run(mut self) {
        let (shape, tiles) = (self.shape, self.tiles());
        if self.inputs.len() < shape.inputs(tiles) || self.sums.len() < POSITIONS * self.position() {
            return;
        }
        let mut inputs = self.inputs.as_ptr();
        for first in (0..shape.channels).step_by(shape.chunk().max(1)) {
            let len = shape.chunk().min(shape.channels - first);
            if !transform::filters(self.isa, self.packed, shape.channels, (first, len), self.weights) {
                return;
            }
            for position in 0..POSITIONS {
                self.ahead(first + len, len, position);
                let x = inputs.wrapping_add(position * WinogradFloats::position(tiles, len));
                // SAFETY: inputs and sums are there, as has been found, and `filters` has found that weights are.
                unsafe { self.products(x, position, len, first > 0) };
            }
            inputs = inputs.wrapping_add(WinogradFloats::positions(tiles, len));
        }
        self.finish();
    }
}

impl<I: Wide<V>, const V: usize> Panel<'_, '_, I, V> {
    #[inline(always)]
    fn tiles(&self) -> usize {
        self.rows.saturating_mul(self.shape.columns)
    }

    /// Sums from a position to the next.
    #[inline(always)]
    fn position(&self) -> usize {
        self.tiles() + 1
    }

    /// Asks for a part of the weights of the next chunk, or of the next panel's first: transforms alone would wait for them.
    /// 7 x 7 pixels of 512 channels took 2.2 ms in ResNet-50 without, whose weights come from memory, and 1.6 with.
    #[inline(always)]
    fn ahead(&self, next: usize, len: usize, tap: usize) {
        let channels = self.shape.channels;
        let first = if next < channels { next } else { 9 * channels } + tap * channels;
        for k in first..first + if tap < 9 { len } else { 0 } {
            self.isa.prefetch_far(self.packed, k);
        }
    }

    /// Products of a position with `len` channels, in groups of tiles as equal as can be.
    ///
    /// # Safety
    /// `len` inputs of each tile are at `x`; weights and sums of the position are there.
    #[inline(always)]
    unsafe fn products(&mut self, mut x: *const f32, position: usize, len: usize, goes_on: bool) {
        let (tiles, weights) = (self.tiles(), self.weights.as_ptr().wrapping_add(position * (len + 1)));
        let groups = tiles.div_ceil(I::TILES[1]).max(1);
        let (size, larger) = (tiles / groups, tiles % groups);
        let mut sums = self.sums.as_mut_ptr().wrapping_add(position * self.position());
        for group in 0..groups {
            let count = size + usize::from(group < larger);
            let at = Group { isa: self.isa, x, weights, len, sums, goes_on };
            // SAFETY: as the caller says.
            unsafe { at.of(count) };
            (x, sums) = (x.wrapping_add(count * len), sums.wrapping_add(count));
        }
    }

    /// Outputs of all tiles.
    #[inline(always)]
    fn finish(self) {
        let (position, tiles) = (self.position(), self.tiles());
        let Panel { isa, shape, rows, sums, width, mut outputs, finite, .. } = self;
        let (fixed, lines) = (outputs.fixed(), outputs.y.len() / outputs.units.wrapping_mul(width).max(1));
        let (zero, fourth) = (isa.floats(&[[0.0; 8]; V]), isa.floats(&[[0.25; 8]; V]));
        let (mut all, mut tile) = (zero, 0);
        for row in (0..rows).map(|row| 2 * row) {
            for column in (0..shape.columns).map(|column| 2 * column) {
                if tile >= tiles || sums.len() < POSITIONS * position {
                    return;
                }
                let columns = array_of!(4, |i| {
                    // SAFETY: as has just been found.
                    let m = array_of!(4, |j| unsafe {
                        isa.floats(&*sums.as_ptr().wrapping_add((4 * j + i) * position + tile))
                    });
                    winograd::outputs(Numbers(isa), m)
                });
                let y = array_of!(2, |row| winograd::outputs(Numbers(isa), array_of!(4, |i| columns[i][row])));
                let y = array_of!(4, |i| [isa.multiply_add_each(fixed.start[0], y[i / 2][i % 2], fourth)]);
                for y in y {
                    // What is not finite leaves no zero.
                    all = isa.multiply_add_each(all, y[0], zero);
                }
                let inside = (2.min(lines.saturating_sub(row)), 2.min(width.saturating_sub(column)));
                outputs.put_lines::<4, 2>(row * width + column, width, inside, &y, &fixed);
                tile += 1;
            }
        }
        *finite = isa.float_numbers(all).as_flattened().iter().all(|&x| x == 0.0);
    }
}

/// Some tiles' products of a position.
#[derive(Clone, Copy)]
struct Group<I, const V: usize> {
    isa: I,
    x: *const f32,
    weights: *const [[f32; 8]; V],
    len: usize,
    sums: *mut [[f32; 8]; V],
    /// Whether sums begin with what is there.
    goes_on: bool,
}

impl<I: Wide<V>, const V: usize> Group<I, V> {
    /// # Safety
    /// For so many tiles inputs and sums are there, and weights.
    #[inline(always)]
    unsafe fn of(self, count: usize) {
        // SAFETY: as the caller says.
        unsafe {
            match count {
                12 if I::TILES[1] >= 12 => self.add::<12>(),
                11 if I::TILES[1] >= 12 => self.add::<11>(),
                10 if I::TILES[1] >= 12 => self.add::<10>(),
                9 if I::TILES[1] >= 12 => self.add::<9>(),
                8 if I::TILES[1] >= 12 => self.add::<8>(),
                7 if I::TILES[1] >= 12 => self.add::<7>(),
                6 if I::TILES[1] >= 6 => self.add::<6>(),
                5 if I::TILES[1] >= 6 => self.add::<5>(),
                4 => self.add::<4>(),
                3 => self.add::<3>(),
                2 => self.add::<2>(),
                1 => self.add::<1>(),
                _ => {}
            }
        }
    }

    /// # Safety
    /// As for [`Self::of`] `N` tiles.
    #[inline(always)]
    unsafe fn add<const N: usize>(self) {
        let Group { isa, x, weights, len, sums: places, goes_on } = self;
        let mut sums = [[isa.floats(&[[0.0; 8]; V])]; N];
        // SAFETY: as the caller says.
        unsafe {
            if goes_on {
                sums = array_of!(N, |n| [isa.floats(&*places.wrapping_add(n))]);
            }
            let steps = array_of!(N, |n| x.wrapping_add(n * len));
            let runs = Runs { steps, apart: Some(len), weights: [weights], rows: 1, len, next: (0, 0) };
            if !isa.add_float_runs(&runs, &mut sums) {
                for k in 0..len {
                    let weights = isa.floats(&*weights.wrapping_add(k));
                    for n in 0..N {
                        sums[n][0] = isa.multiply_add(sums[n][0], *x.wrapping_add(n * len + k), weights);
                    }
                }
            }
            for n in 0..N {
                *places.wrapping_add(n) = isa.float_numbers(sums[n][0]);
            }
        }
    }
}
