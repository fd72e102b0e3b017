//! Convolutions and dense layers of 8 bits.

use super::blocks::{Block, Blocks, Source};
use super::products::{Finish, Sums};
use super::requantize::{Form, Requantize};
use super::tile::{Layout, some};
use super::winograd;
use crate::isa::{Panels, Wide, dispatch_tiles};
use crate::kernel::{Epilogue, TiledLayer, TiledQuant};

dispatch_tiles! {
    /// An 8-bit layer whose weights have no zero point. `bias` begins the sums of whole vectors, and again with 128 times the weights less, for activations that
    /// are made unsigned; `factors` is `[3][16]` of every panel, or `[3][8]`, as [`Requantizer`](crate::kernel::Requantizer) says;
    /// `quads` is room for a block of patches or a band, and for [`WinogradBytes`](crate::kernel::WinogradBytes) if so asked for,
    /// `line` for a line of a band that has phases.
    pub fn tiled_layer_i8(
        p: &TiledLayer, q: &TiledQuant, x: &[i8], weights: &[i8], bias: &[i32], factors: &[i32],
        quads: &mut [u64], line: &mut [i8], y: &mut [i8], epilogue: Epilogue<'_, i8>,
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
    quads: &mut [u64],
    line: &mut [i8],
    y: &mut [i8],
    epilogue: Epilogue<'_, i8>,
) {
    let layer = winograd::Layer { p, q, x, weights, bias, factors, quads, y, epilogue };
    let Some(winograd::Layer { quads, y, epilogue, .. }) = isa.winograd(layer) else { return };
    let steps = isa.steps(quads);
    let bytes = Bytes::of::<I>(q, bias, factors);
    let source = Source { isa, p, x, outside: q.input_zero_point, flip: q.flip(), steps, line };
    source.multiply(&mut Plain { bytes, q }, p.outputs_at_once(), weights, y, epilogue);
}

/// What sums begin with: for activations as they are, and for biased ones.
#[inline(always)]
pub(super) fn starts(bias: &[i32]) -> [&[[i32; 8]]; 2] {
    let vectors = bias.as_chunks::<8>().0;
    let (plain, biased) = vectors.split_at_checked(vectors.len() / 2).unwrap_or_default();
    [plain, biased]
}

/// What all blocks share.
struct Plain<'a> {
    bytes: Bytes<'a>,
    q: &'a TiledQuant,
}

impl<I: Panels> Blocks<I> for Plain<'_> {
    type Y = i8;
    type Sums<'b>
        = Bytes<'b>
    where
        Self: 'b;

    #[inline(always)]
    fn sums(&mut self, _: I, _: Block, _: Layout, _: &[I::Step]) -> Bytes<'_> {
        self.bytes
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
}

impl<'a> Bytes<'a> {
    /// Of a layer, as [`tiled_layer_i8`] has its numbers.
    #[inline(always)]
    pub(super) fn of<I: Panels>(q: &'a TiledQuant, bias: &'a [i32], factors: &'a [i32]) -> Self {
        Bytes { bias: starts(bias)[usize::from(I::BIASED)], requantize: Requantize::new(q, factors) }
    }
}

impl Finish for Bytes<'_> {
    type Y = i8;
}

impl<I: Wide<V>, const V: usize> Sums<I, V> for Bytes<'_> {
    type Scale = Form<I::Floats>;

    #[inline(always)]
    fn start(self, isa: I, v: usize) -> I::Sums {
        isa.sums(&some(self.bias, v))
    }

    #[inline(always)]
    fn scale(self, isa: I, v: usize) -> Form<I::Floats> {
        self.requantize.form(isa, v)
    }

    #[inline(always)]
    fn outputs<const G: usize, const N: usize>(
        self,
        isa: I,
        _: usize,
        vector: usize,
        form: &[Form<I::Floats>; G],
        sums: &[[I::Sums; G]; N],
        put: impl FnMut(usize, [[[i8; 8]; V]; G]),
    ) {
        self.requantize.tile(isa, vector, form, sums, put);
    }
}
