//! Convolutions and dense layers of 8 bits whose weights have a zero point: their sums lack it times the sum of the patch.

use super::blocks::{Block, Blocks, Source};
use super::bytes::{Bytes, flip};
use super::numbers::{Numbers, totals_of};
use super::products::{Finish, Sums};
use super::requantize::Form;
use super::tile::{Layout, some};
use crate::isa::{Panels, Wide, dispatch_tiles};
use crate::kernel::{Epilogue, TiledLayer, TiledQuant};

dispatch_tiles! {
    /// An 8-bit layer whose weights have a zero point: as [`tiled_layer_i8`](super::tiled_layer_i8). `ones` are the weights of eight
    /// channels that add up their patch, and `totals` is room for those sums, 8 for each patch of a block.
    pub fn tiled_layer_offset_i8(
        p: &TiledLayer, q: &TiledQuant, x: &[i8], weights: &[i8], bias: &[i32], factors: &[i32], ones: &[i8],
        quads: &mut [u64], line: &mut [i8], totals: &mut [i32], y: &mut [i8], epilogue: Epilogue<'_, i8>,
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
    epilogue: Epilogue<'_, i8>,
) {
    let steps = isa.steps(quads);
    let source = Source { isa, p, x, outside: q.input_zero_point, flip: q.flip(), steps, line };
    let bytes = Bytes::of::<I>(q, bias, factors);
    let ones = ones.as_chunks::<32>().0;
    source.multiply(&mut Offset { bytes, q, ones, totals }, p.outputs_at_once(), weights, y, epilogue);
}

/// What all blocks share.
struct Offset<'a> {
    bytes: Bytes<'a>,
    q: &'a TiledQuant,
    ones: &'a [[i8; 32]],
    totals: &'a mut [i32],
}

impl<I: Panels> Blocks<I> for Offset<'_> {
    type Y = i8;
    type Sums<'b>
        = OffsetBytes<'b>
    where
        Self: 'b;

    #[inline(always)]
    fn sums(&mut self, isa: I, block: Block, layout: Layout, steps: &[I::Step]) -> OffsetBytes<'_> {
        let y = self.totals.get_mut(..block.count.wrapping_mul(8)).unwrap_or(&mut []);
        // What is added to activations is taken off again in the sums' beginnings.
        totals_of(isa, Numbers { bias: &[] }, self.ones, steps, layout, y);
        OffsetBytes { bytes: self.bytes, offset: self.q.weights_offset, totals: self.totals.as_chunks().0 }
    }

    #[inline(always)]
    fn finish(&self, y: &mut [i8]) {
        flip(self.q, y);
    }
}

/// Bytes from sums of weights that are less than they should be.
#[derive(Clone, Copy)]
pub(super) struct OffsetBytes<'a> {
    pub(super) bytes: Bytes<'a>,
    /// How much less.
    pub(super) offset: i32,
    /// The sum of each patch.
    pub(super) totals: &'a [[i32; 8]],
}

impl Finish for OffsetBytes<'_> {
    type Y = i8;
}

impl<I: Wide<V>, const V: usize> Sums<I, V> for OffsetBytes<'_> {
    type Scale = Form<I::Floats>;

    #[inline(always)]
    fn start(self, isa: I, v: usize) -> I::Sums {
        self.bytes.start(isa, v)
    }

    #[inline(always)]
    fn scale(self, isa: I, v: usize) -> Form<I::Floats> {
        self.bytes.scale(isa, v)
    }

    #[inline(always)]
    fn outputs<const G: usize, const N: usize>(
        self,
        isa: I,
        first: usize,
        vector: usize,
        form: &[Form<I::Floats>; G],
        sums: &[[I::Sums; G]; N],
        put: impl FnMut(usize, [[[i8; 8]; V]; G]),
    ) {
        let mut whole = *sums;
        for n in 0..N {
            let total = isa.sums(&[some::<_, 1>(self.totals, first + n)[0]; V]);
            for g in 0..G {
                whole[n][g] = isa.add_multiple(sums[n][g], self.offset, total);
            }
        }
        self.bytes.outputs(isa, first, vector, form, &whole, put);
    }
}
