//! Convolutions and dense layers of 8 bits.

use super::blocks::{Block, Blocks, Source};
use super::numbers::Numbers;
use super::requantize::Requantize;
use super::tile::{self, Columns, Layout, Product, some};
use crate::isa::{Panels, Set, Wide, dispatch_panels};
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
    let mut layer = Layer { isa, bias, requantize: Requantize::new(q, factors), q, ones, totals };
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
struct Layer<'a, I> {
    isa: I,
    bias: &'a [[i32; 8]],
    requantize: Requantize<'a>,
    q: &'a TiledQuant,
    ones: &'a [[i8; 32]],
    totals: &'a mut [i32],
}

impl<I: Panels> Blocks<I> for Layer<'_, I> {
    type Y = i8;
    type Product<'b>
        = Bytes<'b, I>
    where
        Self: 'b;

    #[inline(always)]
    fn product(&mut self, block: Block, layout: Layout, steps: &[I::Step]) -> Bytes<'_, I> {
        let Layer { isa, bias, requantize, q, ones, ref mut totals } = *self;
        if q.weights_offset != 0 {
            let y = totals.get_mut(..block.count.wrapping_mul(8)).unwrap_or(&mut []);
            // What is added to activations is taken off again in the sums' beginnings.
            let (product, weights) = (Numbers { isa, bias: &[] }, ones.as_chunks().0);
            isa.vectorize(tile::Panels::<_, 1, 1> { product, weights, steps, layout, units: 8, vector: 0, unit: 0, y });
        }
        Bytes { isa, bias, requantize, weights_offset: q.weights_offset, totals: totals.as_chunks().0 }
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

/// Quads times bytes.
#[derive(Clone, Copy)]
pub(super) struct Bytes<'a, I> {
    pub(super) isa: I,
    pub(super) bias: &'a [[i32; 8]],
    pub(super) requantize: Requantize<'a>,
    /// What weights are less than they should be, if anything, and the sum of each patch.
    pub(super) weights_offset: i32,
    pub(super) totals: &'a [[i32; 8]],
}

impl<I: Set> Product for Bytes<'_, I> {
    type Set = I;
    type Step = I::Step;
    const HOP: usize = 4 / I::ELEMENTS;
    type Packed = [i8; 32];
    type Y = i8;
    const TILE: usize = I::TILES[0];

    #[inline(always)]
    fn set(self) -> I {
        self.isa
    }

    #[inline(always)]
    fn joins(self, vector: usize, panels: usize) -> bool {
        self.requantize.is_single(vector, panels)
    }
}

impl<I: Wide<V>, const V: usize> Columns<V> for Bytes<'_, I> {
    type Weights = I::Weights;
    type Sums = I::Sums;
    type Scale = [I::Floats; 3];

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
    fn scale(self, v: usize) -> [I::Floats; 3] {
        self.requantize.form(self.isa, v)
    }

    #[inline(always)]
    fn outputs<const G: usize, const N: usize>(
        self,
        first: usize,
        vector: usize,
        form: &[[I::Floats; 3]; G],
        sums: &[[I::Sums; G]; N],
        put: impl FnMut(usize, [[[i8; 8]; V]; G]),
    ) {
        let mut whole = *sums;
        if self.weights_offset != 0 {
            for n in 0..N {
                let total = self.isa.sums(&[some::<_, 1>(self.totals, first + n)[0]; V]);
                for g in 0..G {
                    whole[n][g] = self.isa.add_multiple(sums[n][g], self.weights_offset, total);
                }
            }
        }
        self.requantize.tile(self.isa, vector, form, &whole, put);
    }
}
