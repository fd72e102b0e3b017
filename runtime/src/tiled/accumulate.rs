//! The innermost loops of tiles: products of patches and weights, step by step.

use super::layout::Starts;
use super::tile::{Columns, Fixed, Panels};
use crate::isa::Set;
use core::mem::MaybeUninit;

/// Where the weights of panels come from.
pub(super) trait Source<P: Columns<V>, const V: usize>: Copy {
    /// Whether weights are to be asked for before they are met.
    const AHEAD: bool;

    /// Those of a step, loaded.
    ///
    /// # Safety
    /// There are as many.
    unsafe fn weights(self, product: P, at: usize) -> P::Weights;
}

/// Weights as they lie in memory.
#[derive(Clone, Copy)]
pub(super) struct Packed<'a, T>(pub(super) &'a [T]);

impl<P: Columns<V>, const V: usize> Source<P, V> for Packed<'_, [P::Packed; V]> {
    const AHEAD: bool = true;

    #[inline(always)]
    unsafe fn weights(self, product: P, at: usize) -> P::Weights {
        // SAFETY: as the caller says.
        product.load(unsafe { self.0.get_unchecked(at) })
    }
}

/// Weights that were loaded before, in the nearest cache.
#[derive(Clone, Copy)]
pub(super) struct Unpacked<'a, T>(pub(super) &'a [T]);

impl<P: Columns<V>, const V: usize> Source<P, V> for Unpacked<'_, P::Weights> {
    const AHEAD: bool = false;

    #[inline(always)]
    unsafe fn weights(self, _: P, at: usize) -> P::Weights {
        // SAFETY: as the caller says.
        unsafe { *self.0.get_unchecked(at) }
    }
}

/// Room for weights of two vectors of channels that a set unpacks into 64 bytes each: 32 KiB.
pub(super) struct Room<W>([MaybeUninit<W>; ROOM]);

const ROOM: usize = 256;

/// Patches from which on it is worth while: a tile saves half of what unpacking takes.
const ENOUGH: usize = 18;

impl<W: Copy> Room<W> {
    pub(super) const EMPTY: Self = Room([const { MaybeUninit::uninit() }; ROOM]);

    /// All weights, loaded, if there is room for them and so many patches meet them.
    #[inline(always)]
    pub(super) fn unpack<P: Columns<V, Weights = W>, const V: usize>(
        &mut self,
        product: P,
        weights: &[[P::Packed; V]],
        patches: usize,
    ) -> Option<&[W]> {
        let places = self.0.get_mut(..weights.len()).filter(|_| patches >= ENOUGH)?;
        for (place, packed) in places.iter_mut().zip(weights) {
            place.write(product.load(packed));
        }
        // SAFETY: all of them have just been written.
        Some(unsafe { &*(core::ptr::from_ref::<[MaybeUninit<W>]>(places) as *const [W]) })
    }
}

impl<P: Columns<V>, const V: usize, const G: usize> Panels<'_, P, V, G> {
    /// Adds the runs of a tap of `N` patches.
    ///
    /// # Safety
    /// From every start `reach` steps are inside of `steps`, and `G * depth` weights come from `source`.
    #[inline(always)]
    pub(super) unsafe fn accumulate<const N: usize, S: Source<P, V>>(
        &self,
        source: S,
        first: usize,
        tap: usize,
        starts: &Starts<N>,
        of: &Fixed<'_, P, V, G>,
        sums: &mut [[P::Sums; G]; N],
    ) {
        let (product, layout, depth) = (self.product, self.layout, of.depth);
        let next = starts.last.wrapping_add(layout.next);
        // The first tiles ask for the next panels, one panel each.
        let far = if first / N < G { (G + first / N) * depth } else { 0 };
        for row in 0..layout.rows {
            let (run, offset) = ((row * layout.taps + tap) * layout.len, row * layout.row);
            for k in 0..layout.len {
                // Weights first: activations are loaded where they are used, which leaves registers for the sums.
                // Tiles as wide as the set has them, of several patches: one patch takes weights as fast as they come.
                if S::AHEAD && (G >= 4 || P::Set::PANELS == 1) && N > 1 {
                    self.ahead(depth, far, run + k);
                }
                // The next tile's patches, a part at a time: pixels are not brought near by anything else.
                if P::AS_THEY_LIE && N > 1 {
                    product.set().prefetch(self.steps, next.wrapping_add((run + k) * N));
                }
                // SAFETY: `run + k` is below `depth`.
                let mut w = [unsafe { source.weights(product, run + k) }; G];
                for g in 1..G {
                    // SAFETY: as above, of the panel's own.
                    w[g] = unsafe { source.weights(product, g * depth + run + k) };
                }
                for n in 0..N {
                    let step = self.steps.as_ptr().wrapping_add(starts.each[n] + offset + k * P::HOP);
                    for g in 0..G {
                        // SAFETY: `offset + k * HOP` and what follows is below `reach`.
                        sums[n][g] = unsafe { product.add(sums[n][g], step, w[g]) };
                    }
                }
            }
        }
    }

    /// Asks for the weights of a few steps on, and for one of the next panels', those from `far` on: without, 7 x 7 pixels of 1024
    /// channels to 1024 took 799 us in floats where all weights were in the second cache, and 602 with; where they were not, 833 and
    /// 627.
    #[inline(always)]
    fn ahead(&self, depth: usize, far: usize, step: usize) {
        const NEAR: usize = 8;
        for g in 0..G {
            self.product.set().prefetch(self.weights, g * depth + step + NEAR);
        }
        self.product.set().prefetch_far(self.weights, far + step);
    }
}
