//! Convolutions and dense layers of 8 bits.

use super::blocks::{Block, Blocks, Source};
use super::numbers::{Numbers, totals_of};
use super::products::{Finish, Sums};
use super::requantize::Requantize;
use super::tile::{Layout, some};
use crate::isa::{Panels, Wide, dispatch_panels};
use crate::kernel::{TiledLayer, TiledQuant};

dispatch_panels! {
    /// An 8-bit layer. `bias` begins the sums of whole vectors, and again with 128 times the weights less, for activations that
    /// are made unsigned; `factors` is `[3][16]` of every panel, or `[3][8]`, as [`Requantizer`](crate::kernel::Requantizer) says;
    /// `quads` is room for a block of patches or a band, `line` for a line of a band that has phases.
    ///
    /// Where weights have a zero point, `ones` are the weights of eight channels that add up their patch, and `totals` is room for
    /// those sums, 8 for each patch of a block; else both are empty.
    pub fn tiled_layer_i8(
        p: &TiledLayer, q: &TiledQuant, x: &[i8], weights: &[i8], bias: &[i32], factors: &[i32], ones: &[i8],
        quads: &mut [u64], line: &mut [i8], totals: &mut [i32], y: &mut [i8],
    ) = layer
}

#[inline(always)]
#[allow(clippy::too_many_arguments)]
pub(super) fn layer<I: Panels>(
    isa: I,
    p: &TiledLayer,
    q: &TiledQuant,
    x: &[i8],
    weights: &[i8],
    bias: &[i32],
    factors: &[i32],
    ones: &[i8],
    quads: &mut [u64],
    line: &mut [i8],
    totals: &mut [i32],
    y: &mut [i8],
) {
    let steps = isa.steps(quads);
    let source = Source { isa, p, x, outside: q.input_zero_point, flip: q.flip(), steps, line };
    let bias = starts(bias)[usize::from(I::BIASED)];
    let ones = ones.as_chunks::<32>().0;
    let mut layer = Layer { bias, requantize: Requantize::new(q, factors), q, ones, totals };
    source.multiply(&mut layer, p.outputs_at_once(), weights, y);
}

/// What sums begin with: for activations as they are, and for biased ones.
#[inline(always)]
pub(super) fn starts(bias: &[i32]) -> [&[[i32; 8]]; 2] {
    let vectors = bias.as_chunks::<8>().0;
    let (plain, biased) = vectors.split_at_checked(vectors.len() / 2).unwrap_or_default();
    [plain, biased]
}

/// What all blocks share.
struct Layer<'a> {
    bias: &'a [[i32; 8]],
    requantize: Requantize<'a>,
    q: &'a TiledQuant,
    ones: &'a [[i8; 32]],
    totals: &'a mut [i32],
}

impl<I: Panels> Blocks<I> for Layer<'_> {
    type Y = i8;
    type Sums<'b>
        = Bytes<'b>
    where
        Self: 'b;

    #[inline(always)]
    fn sums(&mut self, isa: I, block: Block, layout: Layout, steps: &[I::Step]) -> Bytes<'_> {
        let Layer { bias, requantize, q, ones, ref mut totals } = *self;
        if q.weights_offset != 0 {
            let y = totals.get_mut(..block.count.wrapping_mul(8)).unwrap_or(&mut []);
            // What is added to activations is taken off again in the sums' beginnings.
            totals_of(isa, Numbers { bias: &[] }, ones, steps, layout, y);
        }
        Bytes { bias, requantize, weights_offset: q.weights_offset, totals: totals.as_chunks().0 }
    }

    #[inline(always)]
    fn finish(&self, y: &mut [i8]) {
        flip(self.q, y);
    }
}

/// Outputs as uint8, where they are.
#[inline(always)]
pub(super) fn flip(q: &TiledQuant, y: &mut [i8]) {
    if q.unsigned {
        y.iter_mut().for_each(|y| *y ^= q.flip());
    }
}

/// Bytes from sums.
#[derive(Clone, Copy)]
pub(super) struct Bytes<'a> {
    pub(super) bias: &'a [[i32; 8]],
    pub(super) requantize: Requantize<'a>,
    /// What weights are less than they should be, if anything, and the sum of each patch.
    pub(super) weights_offset: i32,
    pub(super) totals: &'a [[i32; 8]],
}

impl Finish for Bytes<'_> {
    type Y = i8;

    #[inline(always)]
    fn joins(self, vector: usize, panels: usize) -> bool {
        self.requantize.is_single(vector, panels)
    }
}

impl<I: Wide<V>, const V: usize> Sums<I, V> for Bytes<'_> {
    type Scale = [I::Floats; 3];

    #[inline(always)]
    fn start(self, isa: I, v: usize) -> I::Sums {
        isa.sums(&some(self.bias, v))
    }

    #[inline(always)]
    fn scale(self, isa: I, v: usize) -> [I::Floats; 3] {
        self.requantize.form(isa, v)
    }

    #[inline(always)]
    fn outputs<const G: usize, const N: usize>(
        self,
        isa: I,
        first: usize,
        vector: usize,
        form: &[[I::Floats; 3]; G],
        sums: &[[I::Sums; G]; N],
        put: impl FnMut(usize, [[[i8; 8]; V]; G]),
    ) {
        let mut whole = *sums;
        if self.weights_offset != 0 {
            for n in 0..N {
                let total = isa.sums(&[some::<_, 1>(self.totals, first + n)[0]; V]);
                for g in 0..G {
                    whole[n][g] = isa.add_multiple(sums[n][g], self.weights_offset, total);
                }
            }
        }
        self.requantize.tile(isa, vector, form, &whole, put);
    }
}
