//! One panel of channels: its products with all tiles of a block.

use super::transform::{self, Filters, STEPS, filters};
use crate::isa::{Isa, Set, Task, Wide, Winograd, array_of};
use crate::kernel::WinogradBytes;
use crate::tiled::bytes::Bytes;
use crate::tiled::products::Quads;
use crate::tiled::tile;
use core::mem::MaybeUninit;

const POSITIONS: usize = WinogradBytes::POSITIONS;

/// `V` times eight channels.
pub(super) struct Panel<'a, 'b, I: Winograd, const V: usize> {
    pub(super) isa: I,
    pub(super) shape: WinogradBytes,
    /// Lines of tiles.
    pub(super) rows: usize,
    /// Steps from a position to the next.
    pub(super) position: usize,
    /// `[9][quads]`.
    pub(super) weights: &'a [[[i8; 32]; V]],
    /// `[16][tiles][quads]`, transformed.
    pub(super) inputs: &'a [<I as Isa>::Step],
    /// `[tiles][16]`.
    pub(super) sums: &'a mut [[[i32; 8]; V]],
    /// Outputs of a line.
    pub(super) width: usize,
    pub(super) outputs: tile::Panels<'a, Quads<I, Bytes<'b>>, V, 1>,
}

impl<I: Winograd, const V: usize> Task for Panel<'_, '_, I, V> {
    #[inline(always)]
    fn run(mut self) {
        let mut room: Filters<[I::Weights; V]> = [[const { MaybeUninit::uninit() }; STEPS]; POSITIONS];
        let quads = self.shape.quads;
        let most = quads.div_ceil(quads.div_ceil(STEPS).max(1)).max(1);
        for first in (0..quads).step_by(most) {
            let len = most.min(quads - first);
            if !filters(self.isa, self.weights, quads, (first, len), &mut room) {
                return;
            }
            for (position, weights) in room.iter().enumerate() {
                let weights = weights.get(..len).unwrap_or(&[]);
                // SAFETY: `filters` has written all.
                let weights = unsafe { &*(core::ptr::from_ref(weights) as *const [[I::Weights; V]]) };
                self.products(weights, position, first);
            }
        }
        self.finish();
    }
}

impl<I: Winograd, const V: usize> Panel<'_, '_, I, V> {
    /// Products of a position, in groups of up to six tiles as equal as can be.
    #[inline(always)]
    fn products(&mut self, weights: &[[I::Weights; V]], position: usize, first: usize) {
        let tiles = self.rows.wrapping_mul(self.shape.columns);
        let groups = tiles.div_ceil(6).max(1);
        let (size, larger) = (tiles / groups, tiles % groups);
        let mut tile = 0;
        for group in 0..groups {
            let count = size + usize::from(group < larger);
            match count {
                6 => self.tiles::<6>(weights, position, first, tile),
                5 => self.tiles::<5>(weights, position, first, tile),
                4 => self.tiles::<4>(weights, position, first, tile),
                3 => self.tiles::<3>(weights, position, first, tile),
                2 => self.tiles::<2>(weights, position, first, tile),
                _ => self.tiles::<1>(weights, position, first, tile),
            }
            tile += count;
        }
    }

    /// Products of `N` tiles, whose sums begin with those of the steps before `first`.
    #[inline(always)]
    fn tiles<const N: usize>(&mut self, weights: &[[I::Weights; V]], position: usize, first: usize, tile: usize) {
        let (isa, quads) = (self.isa, self.shape.quads);
        let at = position * self.position + tile * quads + first;
        let places =
            self.sums.as_chunks_mut::<POSITIONS>().0.get_mut(tile..).and_then(|rest| rest.first_chunk_mut::<N>());
        let Some(places) = places.filter(|_| position < POSITIONS) else { return };
        if at + (N - 1) * quads + weights.len() > self.inputs.len() {
            return;
        }
        let mut sums = [Wide::sums(isa, &[[0; 8]; V]); N];
        if first > 0 {
            sums = array_of!(N, |n| Wide::sums(isa, &places[n][position]));
        }
        let from = self.inputs.as_ptr().wrapping_add(at);
        for (k, weights) in weights.iter().enumerate() {
            for n in 0..N {
                // SAFETY: steps up to the last tile's are inside of `inputs`.
                let quad = unsafe { Set::quad(isa, from.wrapping_add(n * quads + k)) };
                sums[n] = Wide::dot(isa, sums[n], quad, *weights);
            }
        }
        for n in 0..N {
            places[n][position] = Wide::numbers(isa, sums[n]);
        }
    }

    /// Outputs of all tiles.
    #[inline(always)]
    fn finish(self) {
        let Panel { isa, shape, rows, sums, width, mut outputs, .. } = self;
        let (fixed, lines) = (outputs.fixed(), outputs.y.len() / outputs.units.wrapping_mul(width).max(1));
        let mut tiles = sums.as_chunks::<POSITIONS>().0.iter();
        for row in (0..rows).map(|row| 2 * row) {
            for column in (0..shape.columns).map(|column| 2 * column) {
                let Some(sums) = tiles.next() else { return };
                let [[a, b], [c, d]] = transform::outputs(isa, sums);
                let y = [a, b, c, d];
                let y = array_of!(4, |i| [biased(isa, y[i], fixed.start[0])]);
                let inside = (2.min(lines.saturating_sub(row)), 2.min(width.saturating_sub(column)));
                outputs.put_lines::<4, 2>(row * width + column, width, inside, &y, &fixed);
            }
        }
    }
}

/// A fourth of sums, and what they begin with.
#[inline(always)]
fn biased<I: Winograd, const V: usize>(isa: I, mut sums: [I::Sums; V], start: [I::Sums; V]) -> [I::Sums; V] {
    for v in 0..V {
        sums[v] = Isa::add_multiple(isa, start[v], 1, isa.quarter(sums[v]));
    }
    sums
}
