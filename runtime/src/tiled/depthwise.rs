//! Depthwise convolutions with one filter for each channel: vectors of channels, tap by tap.

use super::bytes::{Fixed, General, Store, fixed_factors};
use super::taps::{Tap, Taps};
use super::tile::write;
use crate::isa::{Isa, PANEL, Task, dispatch};
use crate::kernel::{Clamp, DepthwiseConv2d, F32, TiledQuant};

dispatch! {
    /// 8 bits, requantized in fixed point. Of every 16 channels `weights` is `[pairs of taps][16][2]`, with a tap of zeros if
    /// their number is odd; `bias` and `factors` as for [`tiled_layer_i8`](super::tiled_layer_i8); `outside` is room for
    /// [`outside_len`](DepthwiseConv2d::outside_len) elements.
    pub fn tiled_depthwise_i8(
        p: &DepthwiseConv2d, q: &TiledQuant, x: &[i8], weights: &[i16], bias: &[i32], factors: &[i32],
        outside: &mut [i8], y: &mut [i8],
    ) = fixed
}

dispatch! {
    /// As [`tiled_depthwise_i8`], for factors and sums of any size.
    pub fn tiled_depthwise_i8_general(
        p: &DepthwiseConv2d, q: &TiledQuant, x: &[i8], weights: &[i16], bias: &[i32], factors: &[i32],
        outside: &mut [i8], y: &mut [i8],
    ) = general
}

dispatch! {
    /// Float. Of every 16 channels `weights` is `[taps][16]`; `bias` is padded to as many.
    pub fn tiled_depthwise_f32(
        p: &DepthwiseConv2d, clamp: Clamp<F32>, x: &[f32], weights: &[f32], bias: &[f32], outside: &mut [f32],
        y: &mut [f32],
    ) = floats
}

#[inline(always)]
#[allow(clippy::too_many_arguments)]
pub(super) fn fixed<I: Isa>(
    isa: I,
    p: &DepthwiseConv2d,
    q: &TiledQuant,
    x: &[i8],
    weights: &[i16],
    bias: &[i32],
    factors: &[i32],
    outside: &mut [i8],
    y: &mut [i8],
) {
    let store = Fixed { q, factors: fixed_factors(factors) };
    bytes(isa, p, q, x, weights, bias, store, outside, y);
}

#[inline(always)]
#[allow(clippy::too_many_arguments)]
pub(super) fn general<I: Isa>(
    isa: I,
    p: &DepthwiseConv2d,
    q: &TiledQuant,
    x: &[i8],
    weights: &[i16],
    bias: &[i32],
    factors: &[i32],
    outside: &mut [i8],
    y: &mut [i8],
) {
    let store = General { q, factors: factors.as_chunks::<8>().0.as_chunks::<2>().0 };
    bytes(isa, p, q, x, weights, bias, store, outside, y);
}

#[inline(always)]
#[allow(clippy::too_many_arguments)]
fn bytes<I: Isa>(
    isa: I,
    p: &DepthwiseConv2d,
    q: &TiledQuant,
    x: &[i8],
    weights: &[i16],
    bias: &[i32],
    store: impl Store<I>,
    outside: &mut [i8],
    y: &mut [i8],
) {
    let (weights, bias) = (weights.as_chunks::<16>().0.as_chunks::<2>().0, bias.as_chunks::<8>().0);
    isa.vectorize(Images { p, x, value: q.input_zero_point, outside, filter: Bytes { isa, weights, bias, store }, y });
}

#[inline(always)]
#[allow(clippy::too_many_arguments)]
pub(super) fn floats<I: Isa>(
    isa: I,
    p: &DepthwiseConv2d,
    clamp: Clamp<F32>,
    x: &[f32],
    weights: &[f32],
    bias: &[f32],
    outside: &mut [f32],
    y: &mut [f32],
) {
    let (weights, bias) = (weights.as_chunks::<8>().0.as_chunks::<2>().0, bias.as_chunks::<8>().0);
    let filter = Floats { isa, weights, bias, bounds: (clamp.min.0, clamp.max.0) };
    isa.vectorize(Images { p, x, value: 0.0, outside, filter, y });
}

/// The filters of a layer.
trait Filter: Copy {
    /// An element.
    type X: Copy + Default;
    /// Outputs of 16 channels from `16 * block`.
    fn outputs(self, taps: &[Tap<'_, Self::X>], block: usize) -> [[Self::X; 8]; 2];
}

/// All images.
struct Images<'a, F: Filter> {
    p: &'a DepthwiseConv2d,
    x: &'a [F::X],
    /// What pixels outside the image hold.
    value: F::X,
    outside: &'a mut [F::X],
    filter: F,
    y: &'a mut [F::X],
}

impl<F: Filter> Task for Images<'_, F> {
    #[inline(always)]
    fn run(self) {
        let (p, channels) = (self.p, self.p.channels);
        let line = p.width.output.wrapping_mul(channels).max(1);
        let Some(mut taps) = Taps::new(p, self.x, self.value, self.outside) else { return };
        for (i, y) in self.y.chunks_exact_mut(line).enumerate() {
            taps.begin(i);
            for (ox, y) in y.chunks_exact_mut(channels.max(1)).enumerate() {
                let taps = taps.meet(ox);
                for block in 0..channels.div_ceil(PANEL) {
                    let first = block * PANEL;
                    write(y, first, (channels - first).min(PANEL), &self.filter.outputs(taps, block));
                }
            }
        }
    }
}

#[derive(Clone, Copy)]
struct Bytes<'a, I, S> {
    isa: I,
    weights: &'a [[[i16; 16]; 2]],
    bias: &'a [[i32; 8]],
    store: S,
}

impl<I: Isa, S: Store<I>> Filter for Bytes<'_, I, S> {
    type X = i8;

    #[inline(always)]
    fn outputs(self, taps: &[Tap<'_, i8>], block: usize) -> [[i8; 8]; 2] {
        let pairs = taps.len().div_ceil(2);
        let weights = self.weights.get(block * pairs..).unwrap_or(&[]);
        let bias = |v: usize| self.isa.sums(self.bias.get(v).unwrap_or(const { &[0; 8] }));
        let mut sums = [bias(block * 2), bias(block * 2 + 1)];
        let (whole, rest) = taps.as_chunks::<2>();
        for ([a, b], w) in whole.iter().zip(weights) {
            sums = self.isa.dot_pairs(sums, a.sixteen(block), b.sixteen(block), w);
        }
        if let ([a], Some(w)) = (rest, weights.get(whole.len())) {
            sums = self.isa.dot_pairs(sums, a.sixteen(block), &[0; 16], w);
        }
        let scale = |v: usize| self.store.scale(self.isa, v);
        self.store.outputs(self.isa, &[scale(block * 2), scale(block * 2 + 1)], sums)
    }
}

#[derive(Clone, Copy)]
struct Floats<'a, I> {
    isa: I,
    weights: &'a [[[f32; 8]; 2]],
    bias: &'a [[f32; 8]],
    bounds: (f32, f32),
}

impl<I: Isa> Filter for Floats<'_, I> {
    type X = f32;

    #[inline(always)]
    fn outputs(self, taps: &[Tap<'_, f32>], block: usize) -> [[f32; 8]; 2] {
        let isa = self.isa;
        let weights = self.weights.get(block * taps.len()..).unwrap_or(&[]);
        let bias = |v: usize| isa.floats(self.bias.get(v).unwrap_or(const { &[0.0; 8] }));
        let mut sums = [bias(block * 2), bias(block * 2 + 1)];
        for (tap, [low, high]) in taps.iter().zip(weights) {
            if let ([a, b], _) = tap.sixteen(block).as_chunks::<8>() {
                sums[0] = isa.multiply_add(sums[0], isa.floats(a), isa.floats(low));
                sums[1] = isa.multiply_add(sums[1], isa.floats(b), isa.floats(high));
            }
        }
        [isa.within(sums[0], self.bounds), isa.within(sums[1], self.bounds)]
    }
}
