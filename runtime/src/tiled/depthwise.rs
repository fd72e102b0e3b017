//! Depthwise convolutions: vectors of channels, each with a filter of its own.

use super::bytes::starts;
use super::requantize::Requantize;
use super::strip::{Filter, Strips};
use super::tile::{Columns, Product, some};
use crate::isa::{Panels, Set, Wide, dispatch_panels};
use crate::kernel::{Clamp, F32, TiledDepthwise, TiledQuant};

dispatch_panels! {
    /// 8 bits. Of every 16 channels, or 8 in a last panel of so many, `weights` is
    /// `[pairs of rows][columns][16][2]`, zero where there is no row; `bias` and `factors` are as for
    /// [`tiled_layer_i8`](super::tiled_layer_i8); `strip` is room for `[strip(2)][16][2]`.
    pub fn tiled_depthwise_i8(
        p: &TiledDepthwise, q: &TiledQuant, x: &[i8], weights: &[i16], bias: &[i32], factors: &[i32],
        strip: &mut [i16], y: &mut [i8],
    ) = bytes
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
pub(super) fn bytes<I: Panels>(
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
    // Activations stay as they are.
    let (weights, [bias, _]) = (weights.as_chunks::<16>().0, starts(bias));
    let steps = strip.as_chunks_mut::<16>().0.as_chunks_mut::<2>().0;
    let filter = Bytes { isa, bias, requantize: Requantize::new(q, factors) };
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
struct Bytes<'a, I> {
    isa: I,
    bias: &'a [[i32; 8]],
    requantize: Requantize<'a>,
}

impl<I: Set> Product for Bytes<'_, I> {
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

impl<I: Wide<V>, const V: usize> Columns<V> for Bytes<'_, I> {
    type Weights = I::Pairs;
    type Sums = I::Sums;
    type Scale = [I::Floats; 3];

    #[inline(always)]
    fn load(self, packed: &[[i16; 16]; V]) -> I::Pairs {
        self.isa.pairs(packed)
    }

    #[inline(always)]
    fn start(self, v: usize) -> I::Sums {
        self.isa.sums(&some(self.bias, v))
    }

    #[inline(always)]
    unsafe fn add(self, sums: I::Sums, step: *const [[i16; 16]; 2], weights: I::Pairs) -> I::Sums {
        // SAFETY: as the caller says.
        self.isa.dot_pair(sums, unsafe { &*step }, weights)
    }

    #[inline(always)]
    fn scale(self, v: usize) -> [I::Floats; 3] {
        self.requantize.form(self.isa, v)
    }

    #[inline(always)]
    fn outputs<const G: usize, const N: usize>(
        self,
        vector: usize,
        form: &[[I::Floats; 3]; G],
        sums: &[[I::Sums; G]; N],
        put: impl FnMut(usize, [[[i8; 8]; V]; G]),
    ) {
        self.requantize.tile(self.isa, vector, form, sums, put);
    }
}

impl<I: Set> Filter for Bytes<'_, I> {
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
    unsafe fn add(self, sums: I::Floats, step: *const [[f32; 8]; 2], weights: I::Floats) -> I::Floats {
        // SAFETY: as the caller says.
        match unsafe { &*step }.first_chunk::<V>() {
            Some(x) => self.isa.multiply_add_each(sums, self.isa.floats(x), weights),
            None => sums,
        }
    }

    #[inline(always)]
    fn scale(self, _: usize) {}

    #[inline(always)]
    fn outputs<const G: usize, const N: usize>(
        self,
        _: usize,
        _: &[(); G],
        sums: &[[I::Floats; G]; N],
        mut put: impl FnMut(usize, [[[f32; 8]; V]; G]),
    ) {
        for (n, sums) in sums.iter().enumerate() {
            let mut y = [[[0.0; 8]; V]; G];
            for g in 0..G {
                y[g] = self.isa.within(sums[g], self.bounds);
            }
            put(n, y);
        }
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
