//! Depthwise convolutions: vectors of channels, each with a filter of its own.

use super::bytes::{Fixed, General, Store, fixed_factors, starts};
use super::strip::{Filter, Strips};
use super::tile::{Columns, Panel, Product, some};
use crate::isa::{Panels, Set, Wide, dispatch_panels};
use crate::kernel::{Clamp, F32, TiledDepthwise, TiledQuant};

dispatch_panels! {
    /// 8 bits, requantized in fixed point. Of every 16 channels, or 8 in a last panel of so many, `weights` is
    /// `[pairs of rows][columns][16][2]`, zero where there is no row; `bias` and `factors` are as for
    /// [`tiled_layer_i8`](super::tiled_layer_i8); `strip` is room for `[strip(2)][16][2]`.
    pub fn tiled_depthwise_i8(
        p: &TiledDepthwise, q: &TiledQuant, x: &[i8], weights: &[i16], bias: &[i32], factors: &[i32],
        strip: &mut [i16], y: &mut [i8],
    ) = fixed
}

dispatch_panels! {
    /// As [`tiled_depthwise_i8`], for factors and sums of any size.
    pub fn tiled_depthwise_i8_general(
        p: &TiledDepthwise, q: &TiledQuant, x: &[i8], weights: &[i16], bias: &[i32], factors: &[i32],
        strip: &mut [i16], y: &mut [i8],
    ) = general
}

dispatch_panels! {
    /// Float. Of every 16 channels, or 8 in a last panel of so many, `weights` is `[rows][columns][16]`; `bias` is padded to
    /// whole vectors; `strip` is room for `[strip(1)][16]`.
    pub fn tiled_depthwise_f32(
        p: &TiledDepthwise, clamp: Clamp<F32>, x: &[f32], weights: &[f32], bias: &[f32], strip: &mut [f32],
        y: &mut [f32],
    ) = floats
}

#[inline(always)]
#[allow(clippy::too_many_arguments)]
pub(super) fn fixed<I: Panels>(
    isa: I,
    p: &TiledDepthwise,
    q: &TiledQuant,
    x: &[i8],
    weights: &[i16],
    bias: &[i32],
    factors: &[i32],
    strip: &mut [i16],
    y: &mut [i8],
) {
    let store = Fixed { q, factors: fixed_factors(factors) };
    bytes(isa, p, q, x, weights, bias, store, strip, y);
}

#[inline(always)]
#[allow(clippy::too_many_arguments)]
pub(super) fn general<I: Panels>(
    isa: I,
    p: &TiledDepthwise,
    q: &TiledQuant,
    x: &[i8],
    weights: &[i16],
    bias: &[i32],
    factors: &[i32],
    strip: &mut [i16],
    y: &mut [i8],
) {
    let store = General { q, factors: factors.as_chunks::<8>().0.as_chunks::<2>().0 };
    bytes(isa, p, q, x, weights, bias, store, strip, y);
}

#[inline(always)]
#[allow(clippy::too_many_arguments)]
fn bytes<I: Panels, S: Store<I, 1> + Store<I, 2>>(
    isa: I,
    p: &TiledDepthwise,
    q: &TiledQuant,
    x: &[i8],
    weights: &[i16],
    bias: &[i32],
    store: S,
    strip: &mut [i16],
    y: &mut [i8],
) {
    // Activations stay as they are.
    let (weights, [bias, _]) = (weights.as_chunks::<16>().0, starts(bias));
    let steps = strip.as_chunks_mut::<16>().0.as_chunks_mut::<2>().0;
    let filter = Bytes { isa, bias, store };
    isa.vectorize(Strips { p, x, outside: q.input_zero_point, filter, weights, steps, y });
}

#[inline(always)]
#[allow(clippy::too_many_arguments)]
pub(super) fn floats<I: Panels>(
    isa: I,
    p: &TiledDepthwise,
    clamp: Clamp<F32>,
    x: &[f32],
    weights: &[f32],
    bias: &[f32],
    strip: &mut [f32],
    y: &mut [f32],
) {
    let (weights, bias) = (weights.as_chunks::<8>().0, bias.as_chunks::<8>().0);
    let steps = strip.as_chunks_mut::<8>().0.as_chunks_mut::<2>().0;
    let filter = Floats { isa, bias, bounds: (clamp.min.0, clamp.max.0) };
    isa.vectorize(Strips { p, x, outside: 0.0, filter, weights, steps, y });
}

/// Pairs of rows times bytes.
#[derive(Clone, Copy)]
struct Bytes<'a, I, S> {
    isa: I,
    bias: &'a [[i32; 8]],
    store: S,
}

impl<I: Set, S: Copy> Product for Bytes<'_, I, S> {
    type Set = I;
    type Step = [[i16; 16]; 2];
    type Packed = [i16; 16];
    type Y = i8;
    const TILE: usize = I::TILES[0];

    #[inline(always)]
    fn set(self) -> I {
        self.isa
    }
}

impl<I: Wide<V>, S: Store<I, V>, const V: usize> Columns<V> for Bytes<'_, I, S> {
    type Weights = I::Pairs;
    type Sums = I::Sums;
    type Scale = S::Scale;

    #[inline(always)]
    fn load(self, packed: &[[i16; 16]; V]) -> I::Pairs {
        self.isa.pairs(packed)
    }

    #[inline(always)]
    fn start(self, v: usize) -> I::Sums {
        self.isa.sums(&some(self.bias, v))
    }

    #[inline(always)]
    fn add(self, sums: I::Sums, step: &[[i16; 16]; 2], weights: I::Pairs) -> I::Sums {
        self.isa.dot_pair(sums, step, weights)
    }

    #[inline(always)]
    fn scale(self, v: usize) -> S::Scale {
        self.store.scale(self.isa, v)
    }

    #[inline(always)]
    fn outputs(self, scale: &S::Scale, sums: I::Sums) -> [[i8; 8]; V] {
        self.store.outputs(self.isa, scale, sums)
    }

    #[inline(always)]
    fn compute(panel: Panel<'_, Self, V>) {
        let Bytes { isa, bias, store } = panel.product;
        match Store::<I, V>::single(&store, panel.vector) {
            Some((store, false)) => panel.by(Bytes { isa, bias, store }).in_tiles(),
            Some((store, true)) => panel.by(Bytes { isa, bias, store: store.signed() }).in_tiles(),
            None => panel.in_tiles(),
        }
    }
}

impl<I: Set, S: Copy> Filter for Bytes<'_, I, S> {
    type X = i8;
    const GROUP: usize = 2;

    #[inline(always)]
    fn join(self, a: &[i8; 16], b: &[i8; 16], step: &mut [[i16; 16]; 2]) {
        *step = self.isa.pair(a, b);
    }
}

/// Rows times floats.
#[derive(Clone, Copy)]
struct Floats<'a, I> {
    isa: I,
    bias: &'a [[f32; 8]],
    bounds: (f32, f32),
}

impl<I: Set> Product for Floats<'_, I> {
    type Set = I;
    type Step = [[f32; 8]; 2];
    type Packed = [f32; 8];
    type Y = f32;
    const TILE: usize = I::TILES[1];

    #[inline(always)]
    fn set(self) -> I {
        self.isa
    }
}

impl<I: Wide<V>, const V: usize> Columns<V> for Floats<'_, I> {
    type Weights = I::Floats;
    type Sums = I::Floats;
    type Scale = ();

    #[inline(always)]
    fn load(self, packed: &[[f32; 8]; V]) -> I::Floats {
        self.isa.floats(packed)
    }

    #[inline(always)]
    fn start(self, v: usize) -> I::Floats {
        self.isa.floats(&some(self.bias, v))
    }

    #[inline(always)]
    fn add(self, sums: I::Floats, step: &[[f32; 8]; 2], weights: I::Floats) -> I::Floats {
        match step.first_chunk::<V>() {
            Some(x) => self.isa.multiply_add_each(sums, self.isa.floats(x), weights),
            None => sums,
        }
    }

    #[inline(always)]
    fn scale(self, _: usize) {}

    #[inline(always)]
    fn outputs(self, (): &(), sums: I::Floats) -> [[f32; 8]; V] {
        self.isa.within(sums, self.bounds)
    }
}

impl<I: Set> Filter for Floats<'_, I> {
    type X = f32;
    const GROUP: usize = 1;

    #[inline(always)]
    fn join(self, a: &[f32; 16], _: &[f32; 16], step: &mut [[f32; 8]; 2]) {
        step.as_flattened_mut().copy_from_slice(a);
    }
}
