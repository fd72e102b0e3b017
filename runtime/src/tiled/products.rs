//! Quads times bytes: the same product for all integers, whatever becomes of the sums.

use super::matrices;
use super::tile::{Columns, Panels, Product};
use crate::isa::{Runs, Set, Wide};

/// Activations times 8-bit weights.
#[derive(Clone, Copy)]
pub(super) struct Quads<I, F> {
    pub(super) isa: I,
    /// What sums begin with, and what becomes of them.
    pub(super) sums: F,
}

/// What does not depend on how many channels there are.
pub(super) trait Finish: Copy {
    /// An output.
    type Y: Copy;
}

/// The sums of `V` times eight channels, as [`Columns`] has them.
pub(super) trait Sums<I: Wide<V>, const V: usize>: Finish {
    type Scale: Copy;

    fn start(self, isa: I, v: usize) -> I::Sums;
    fn scale(self, isa: I, v: usize) -> Self::Scale;
    fn outputs<const G: usize, const N: usize>(
        self,
        isa: I,
        first: usize,
        vector: usize,
        scale: &[Self::Scale; G],
        sums: &[[I::Sums; G]; N],
        put: impl FnMut(usize, [[[Self::Y; 8]; V]; G]),
    );
}

impl<I: Set, F: Finish> Product for Quads<I, F> {
    type Set = I;
    type Step = I::Step;
    const HOP: usize = 4 / I::ELEMENTS;
    type Packed = [i8; 32];
    type Y = F::Y;
    const TILE: usize = I::TILES[0];
    const UNPACKED: bool = I::UNPACKED;
    const TOGETHER: usize = I::TOGETHER;

    #[inline(always)]
    fn set(self) -> I {
        self.isa
    }
}

impl<I: Wide<V>, F: Sums<I, V>, const V: usize> Columns<V> for Quads<I, F> {
    type Weights = I::Weights;
    type Sums = I::Sums;
    type Scale = F::Scale;

    #[inline(always)]
    fn load(self, packed: &[[i8; 32]; V]) -> I::Weights {
        self.isa.weights(packed)
    }

    #[inline(always)]
    fn start(self, v: usize) -> I::Sums {
        self.sums.start(self.isa, v)
    }

    #[inline(always)]
    unsafe fn add(self, sums: I::Sums, step: *const I::Step, weights: I::Weights) -> I::Sums {
        // SAFETY: as the caller says.
        self.isa.dot(sums, unsafe { self.isa.quad(step) }, weights)
    }

    #[inline(always)]
    unsafe fn add_runs<const G: usize, const N: usize>(
        self,
        runs: &Runs<I::Step, [[i8; 32]; V], G, N>,
        sums: &mut [[I::Sums; G]; N],
    ) -> bool {
        // SAFETY: as the caller says.
        unsafe { self.isa.add_runs(runs, sums) }
    }

    #[inline(always)]
    fn scale(self, v: usize) -> F::Scale {
        self.sums.scale(self.isa, v)
    }

    #[inline(always)]
    fn outputs<const G: usize, const N: usize>(
        self,
        first: usize,
        vector: usize,
        scale: &[F::Scale; G],
        sums: &[[I::Sums; G]; N],
        put: impl FnMut(usize, [[[F::Y; 8]; V]; G]),
    ) {
        self.sums.outputs(self.isa, first, vector, scale, sums, put);
    }

    #[inline(always)]
    fn in_matrices<const G: usize>(panels: Panels<'_, Self, V, G>) -> Option<Panels<'_, Self, V, G>> {
        matrices::multiply(panels)
    }
}
