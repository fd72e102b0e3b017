//! Convolutions and dense layers of 8 bits.

use super::patch::Patch;
use super::tile::{Product, block};
use crate::isa::{Factors, Isa, dispatch};
use crate::kernel::{Clamp, TiledLayer, TiledQuant, round_half_away};

/// Patches in a tile: with two vectors of channels, eight sums and the weights fit 16 registers.
const TILE: usize = 4;

dispatch! {
    /// An 8-bit layer, requantized in fixed point. `factors` holds `[panels][bias, multiplier, left, right][16]`; `quads`
    /// is room for a block of patches, `patch` for one.
    pub fn tiled_layer_i8(
        p: &TiledLayer, q: &TiledQuant, x: &[i8], weights: &[i8], factors: &[i32], quads: &mut [u64], patch: &mut [i8],
        y: &mut [i8],
    ) = fixed
}

dispatch! {
    /// An 8-bit layer, requantized in double precision. `bias` and `scale` are padded to whole panels.
    pub fn tiled_layer_i8_real(
        p: &TiledLayer, q: &TiledQuant, x: &[i8], weights: &[i8], bias: &[i32], scale: &[f64], quads: &mut [u64],
        patch: &mut [i8], y: &mut [i8],
    ) = real
}

#[inline(always)]
#[allow(clippy::too_many_arguments)]
pub(super) fn fixed<I: Isa>(
    isa: I,
    p: &TiledLayer,
    q: &TiledQuant,
    x: &[i8],
    weights: &[i8],
    factors: &[i32],
    quads: &mut [u64],
    patch: &mut [i8],
    y: &mut [i8],
) {
    let (factors, _) = factors.as_chunks::<8>();
    let (factors, _) = factors.as_chunks::<2>();
    let (factors, _) = factors.as_chunks::<4>();
    layer(isa, p, q.input_zero_point, x, weights, quads, patch, y, Fixed { q, factors });
}

#[inline(always)]
#[allow(clippy::too_many_arguments)]
fn real<I: Isa>(
    isa: I,
    p: &TiledLayer,
    q: &TiledQuant,
    x: &[i8],
    weights: &[i8],
    bias: &[i32],
    scale: &[f64],
    quads: &mut [u64],
    patch: &mut [i8],
    y: &mut [i8],
) {
    let store = Real { q, bias: bias.as_chunks::<8>().0, scale: scale.as_chunks::<8>().0 };
    layer(isa, p, q.input_zero_point, x, weights, quads, patch, y, store);
}

/// Blocks of patches, prepared and multiplied.
#[inline(always)]
#[allow(clippy::too_many_arguments)]
fn layer<I: Isa>(
    isa: I,
    p: &TiledLayer,
    outside: i8,
    x: &[i8],
    weights: &[i8],
    quads: &mut [u64],
    patch: &mut [i8],
    y: &mut [i8],
    store: impl Store<I>,
) {
    let units = p.conv.units.max(1);
    let depth = p.depth().div_ceil(4).max(1);
    let (weights, _) = weights.as_chunks::<32>();
    let quads = isa.quads(quads);
    for (i, y) in y.chunks_mut(p.block.max(1).wrapping_mul(units)).enumerate() {
        let (first, count) = (i.wrapping_mul(p.block), y.len() / units);
        isa.vectorize(Prepare { isa, p, outside, x, first, count, depth, quads, patch });
        block::<_, TILE>(Bytes { isa, store }, weights, quads, depth, units, y);
    }
}

/// A block of patches as quads.
struct Prepare<'a, I: Isa> {
    isa: I,
    p: &'a TiledLayer,
    outside: i8,
    x: &'a [i8],
    first: usize,
    count: usize,
    depth: usize,
    quads: &'a mut [I::Quad],
    patch: &'a mut [i8],
}

impl<I: Isa> crate::isa::Task for Prepare<'_, I> {
    #[inline(always)]
    fn run(self) {
        let channels = self.p.conv.channels;
        if self.p.is_pointwise() {
            let pixels = self.x.get(self.first.wrapping_mul(channels)..).unwrap_or(&[]);
            let pixels = pixels.get(..self.count.wrapping_mul(channels)).unwrap_or(pixels);
            if channels.is_multiple_of(4) {
                return self.isa.prepare(pixels, self.quads);
            }
            let rows = self.quads.chunks_exact_mut(self.depth);
            return pixels.chunks_exact(channels.max(1)).zip(rows).for_each(|(x, row)| self.isa.prepare(x, row));
        }
        let rows = self.quads.chunks_exact_mut(self.depth).take(self.count);
        for (i, row) in rows.enumerate() {
            let source = Patch::new(self.p, self.x, self.first.wrapping_add(i));
            if channels.is_multiple_of(4) {
                runs(self.isa, &source, self.outside, row);
            } else {
                source.copy(self.outside, self.patch);
                self.isa.prepare(self.patch, row);
            }
        }
    }
}

/// A patch whose runs are whole quads.
#[inline(always)]
fn runs<I: Isa>(isa: I, source: &Patch<'_, i8>, outside: i8, row: &mut [I::Quad]) {
    let mut rest = row;
    for i in 0..source.runs() {
        let run = source.run(i);
        let (before, after) = rest.split_at_mut_checked(run.before / 4).unwrap_or_default();
        let (inside, after) = after.split_at_mut_checked(run.inside.len() / 4).unwrap_or_default();
        let (behind, after) = after.split_at_mut_checked(run.after / 4).unwrap_or_default();
        before.fill(isa.splat(outside));
        isa.prepare(run.inside, inside);
        behind.fill(isa.splat(outside));
        rest = after;
    }
}

/// Quads times bytes.
#[derive(Clone, Copy)]
struct Bytes<I, S> {
    isa: I,
    store: S,
}

impl<I: Isa, S: Store<I>> Product for Bytes<I, S> {
    type Isa = I;
    type Step = I::Quad;
    type Packed = [i8; 32];
    type Weights = I::Weights;
    type Sums = I::Sums;
    type Scale = S::Scale;
    type Y = i8;

    #[inline(always)]
    fn isa(self) -> I {
        self.isa
    }

    #[inline(always)]
    fn load(self, packed: &[i8; 32]) -> I::Weights {
        self.isa.weights(packed)
    }

    #[inline(always)]
    fn zero(self) -> I::Sums {
        self.isa.zero()
    }

    #[inline(always)]
    fn add(self, sums: I::Sums, step: &I::Quad, weights: I::Weights) -> I::Sums {
        self.isa.dot(sums, step, weights)
    }

    #[inline(always)]
    fn scale(self, v: usize) -> S::Scale {
        self.store.scale(self.isa, v)
    }

    #[inline(always)]
    fn outputs(self, scale: &S::Scale, sums: I::Sums) -> [i8; 8] {
        self.store.outputs(self.isa, scale, sums)
    }
}

/// From the sums of eight channels to outputs.
trait Store<I: Isa>: Copy {
    /// What a vector of channels needs.
    type Scale;
    /// That of vector `v` of all.
    fn scale(self, isa: I, v: usize) -> Self::Scale;
    fn outputs(self, isa: I, scale: &Self::Scale, sums: I::Sums) -> [i8; 8];
}

/// Rounded twice in fixed point.
#[derive(Clone, Copy)]
struct Fixed<'a> {
    q: &'a TiledQuant,
    /// Bias, multiplier, shifts to the left and to the right of each panel.
    factors: &'a [[[[i32; 8]; 2]; 4]],
}

impl<I: Isa> Store<I> for Fixed<'_> {
    type Scale = I::Scale;

    #[inline(always)]
    fn scale(self, isa: I, v: usize) -> I::Scale {
        let none = const { &[[[0; 8]; 2]; 4] };
        let [bias, multiplier, left, right] = self.factors.get(v / 2).unwrap_or(none);
        let half = v % 2;
        isa.scale(Factors { bias: &bias[half], multiplier: &multiplier[half], left: &left[half], right: &right[half] })
    }

    #[inline(always)]
    fn outputs(self, isa: I, scale: &I::Scale, sums: I::Sums) -> [i8; 8] {
        let Clamp { min, max } = self.q.clamp;
        isa.requantize(sums, scale, self.q.output_offset, (min, max))
    }
}

/// Rounded once in double precision.
#[derive(Clone, Copy)]
struct Real<'a> {
    q: &'a TiledQuant,
    bias: &'a [[i32; 8]],
    scale: &'a [[f64; 8]],
}

impl<I: Isa> Store<I> for Real<'_> {
    type Scale = ([i32; 8], [f64; 8]);

    #[inline(always)]
    fn scale(self, _: I, v: usize) -> Self::Scale {
        (self.bias.get(v).copied().unwrap_or_default(), self.scale.get(v).copied().unwrap_or_default())
    }

    #[inline(always)]
    fn outputs(self, isa: I, (bias, scale): &Self::Scale, sums: I::Sums) -> [i8; 8] {
        let mut y = [0; 8];
        let sums = isa.numbers(sums);
        for (y, (sum, (bias, scale))) in y.iter_mut().zip(sums.iter().zip(bias.iter().zip(scale))) {
            let scaled = round_half_away(f64::from(sum.wrapping_add(*bias)) * scale);
            *y = self.q.clamp.apply(scaled.wrapping_add(self.q.output_offset)) as i8;
        }
        y
    }
}
