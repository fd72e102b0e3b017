//! Sums of bytes as they are.

use super::products::{Finish, Quads, Sums};
use super::tile::{self, Layout, some};
use crate::isa::{Panels, Wide};

/// Quads times bytes, with the sums for outputs.
#[derive(Clone, Copy)]
pub(super) struct Numbers<'a> {
    pub(super) bias: &'a [[i32; 8]],
}

impl Finish for Numbers<'_> {
    type Y = i32;
}

impl<I: Wide<V>, const V: usize> Sums<I, V> for Numbers<'_> {
    type Scale = ();

    #[inline(always)]
    fn start(self, isa: I, v: usize) -> I::Sums {
        isa.sums(&some(self.bias, v))
    }

    #[inline(always)]
    fn scale(self, _: I, _: usize) {}

    #[inline(always)]
    fn outputs<const G: usize, const N: usize>(
        self,
        isa: I,
        _: usize,
        _: usize,
        _: &[(); G],
        sums: &[[I::Sums; G]; N],
        mut put: impl FnMut(usize, [[[i32; 8]; V]; G]),
    ) {
        for (n, sums) in sums.iter().enumerate() {
            let mut y = [[[0; 8]; V]; G];
            for g in 0..G {
                y[g] = isa.numbers(sums[g]);
            }
            put(n, y);
        }
    }
}

/// The sums of patches, eight of each, with weights of ones.
#[inline(always)]
pub(super) fn totals_of<I: Panels>(
    isa: I,
    sums: Numbers<'_>,
    ones: &[[i8; 32]],
    steps: &[I::Step],
    layout: Layout,
    y: &mut [i32],
) {
    let (product, weights) = (Quads { isa, sums }, ones.as_chunks().0);
    isa.vectorize(tile::Panels::<_, 1, 1> { product, weights, steps, layout, units: 8, vector: 0, unit: 0, y });
}
