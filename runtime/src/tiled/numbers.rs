//! Sums of bytes as they are.

use super::tile::{Columns, Product, some};
use crate::isa::{Set, Wide};

/// Quads times bytes, with the sums for outputs.
#[derive(Clone, Copy)]
pub(super) struct Numbers<'a, I> {
    pub(super) isa: I,
    pub(super) bias: &'a [[i32; 8]],
}

impl<I: Set> Product for Numbers<'_, I> {
    type Set = I;
    type Step = I::Step;
    const HOP: usize = 4 / I::ELEMENTS;
    type Packed = [i8; 32];
    type Y = i32;
    const TILE: usize = I::TILES[0];

    #[inline(always)]
    fn set(self) -> I {
        self.isa
    }
}

impl<I: Wide<V>, const V: usize> Columns<V> for Numbers<'_, I> {
    type Weights = I::Weights;
    type Sums = I::Sums;
    type Scale = ();

    #[inline(always)]
    fn load(self, packed: &[[i8; 32]; V]) -> I::Weights {
        self.isa.weights(packed)
    }

    #[inline(always)]
    fn start(self, v: usize) -> I::Sums {
        self.isa.sums(&some(self.bias, v))
    }

    #[inline(always)]
    unsafe fn add(self, sums: I::Sums, step: *const I::Step, weights: I::Weights) -> I::Sums {
        // SAFETY: as the caller says.
        self.isa.dot(sums, unsafe { self.isa.quad(step) }, weights)
    }

    #[inline(always)]
    fn scale(self, _: usize) {}

    #[inline(always)]
    fn outputs<const G: usize, const N: usize>(
        self,
        _: usize,
        _: usize,
        _: &[(); G],
        sums: &[[I::Sums; G]; N],
        mut put: impl FnMut(usize, [[[i32; 8]; V]; G]),
    ) {
        for (n, sums) in sums.iter().enumerate() {
            let mut y = [[[0; 8]; V]; G];
            for g in 0..G {
                y[g] = self.isa.numbers(sums[g]);
            }
            put(n, y);
        }
    }
}
