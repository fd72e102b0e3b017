//! Convolutions and dense layers of 8 bits.

use super::band;
use super::tile::{Columns, Layout, Panel, Product, block, some};
use crate::isa::{Factors, Panels, Set, Wide, dispatch_panels};
use crate::kernel::{Multiplier, Single, TiledLayer, TiledQuant};

dispatch_panels! {
    /// An 8-bit layer, requantized in fixed point, or single precision. `bias` begins the sums of whole vectors, and again with 128
    /// times the weights less, for activations that are made unsigned; `factors` is
    /// `[vectors][multiplier, round, right][8]`, or with [`Single`]'s numbers in a panel; `quads` is room for a block of patches or a band, `line` for a line of a band that
    /// has phases.
    pub fn tiled_layer_i8(
        p: &TiledLayer, q: &TiledQuant, x: &[i8], weights: &[i8], bias: &[i32], factors: &[i32], quads: &mut [u64],
        line: &mut [i8], y: &mut [i8],
    ) = fixed
}

dispatch_panels! {
    /// As [`tiled_layer_i8`], for factors and sums of any size: `factors` is `[vectors][multiplier, shift][8]`.
    pub fn tiled_layer_i8_general(
        p: &TiledLayer, q: &TiledQuant, x: &[i8], weights: &[i8], bias: &[i32], factors: &[i32], quads: &mut [u64],
        line: &mut [i8], y: &mut [i8],
    ) = general
}

dispatch_panels! {
    /// As [`tiled_layer_i8`], requantized in double precision.
    pub fn tiled_layer_i8_real(
        p: &TiledLayer, q: &TiledQuant, x: &[i8], weights: &[i8], bias: &[i32], scale: &[f64], quads: &mut [u64],
        line: &mut [i8], y: &mut [i8],
    ) = real
}

#[inline(always)]
#[allow(clippy::too_many_arguments)]
pub(super) fn fixed<I: Panels>(
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
) {
    layer(isa, p, q.input_zero_point, x, weights, bias, quads, line, y, Fixed { q, factors: fixed_factors(factors) });
}

#[inline(always)]
#[allow(clippy::too_many_arguments)]
pub(super) fn general<I: Panels>(
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
) {
    layer(
        isa,
        p,
        q.input_zero_point,
        x,
        weights,
        bias,
        quads,
        line,
        y,
        General { q, factors: factors.as_chunks::<8>().0.as_chunks::<2>().0 },
    );
}

#[inline(always)]
#[allow(clippy::too_many_arguments)]
pub(super) fn real<I: Panels>(
    isa: I,
    p: &TiledLayer,
    q: &TiledQuant,
    x: &[i8],
    weights: &[i8],
    bias: &[i32],
    scale: &[f64],
    quads: &mut [u64],
    line: &mut [i8],
    y: &mut [i8],
) {
    layer(isa, p, q.input_zero_point, x, weights, bias, quads, line, y, Real { q, scale: scale.as_chunks::<8>().0 });
}

/// Blocks of patches, prepared and multiplied.
#[inline(always)]
#[allow(clippy::too_many_arguments)]
fn layer<I: Panels, S: Store<I, 1> + Store<I, 2>>(
    isa: I,
    p: &TiledLayer,
    outside: i8,
    x: &[i8],
    weights: &[i8],
    bias: &[i32],
    quads: &mut [u64],
    line: &mut [i8],
    y: &mut [i8],
    store: S,
) {
    let units = p.conv.units.max(1);
    let (weights, _) = weights.as_chunks::<32>();
    let quads = isa.quads(quads);
    let layout = if p.is_pointwise() { Layout::rows(p.depth(4)) } else { Layout::band(p, 4) };
    for (image, y) in y.chunks_mut(p.outputs_at_once().max(1)).enumerate() {
        for (i, y) in y.chunks_mut(p.block.max(1).wrapping_mul(units)).enumerate() {
            let (first, count) = (i.wrapping_mul(p.block), y.len() / units);
            isa.vectorize(Prepare { isa, p, outside, x, image, first, count, quads, line });
            block(Bytes { isa, bias: starts(bias)[usize::from(I::BIASED)], store }, weights, quads, layout, units, y);
        }
    }
}

/// What sums begin with: for activations as they are, and for biased ones.
#[inline(always)]
pub(super) fn starts(bias: &[i32]) -> [&[[i32; 8]]; 2] {
    let vectors = bias.as_chunks::<8>().0;
    let (plain, biased) = vectors.split_at_checked(vectors.len() / 2).unwrap_or_default();
    [plain, biased]
}

/// What a block of patches meets, as quads.
struct Prepare<'a, I: Set> {
    isa: I,
    p: &'a TiledLayer,
    outside: i8,
    x: &'a [i8],
    image: usize,
    first: usize,
    count: usize,
    quads: &'a mut [I::Quad],
    line: &'a mut [i8],
}

impl<I: Set> crate::isa::Task for Prepare<'_, I> {
    #[inline(always)]
    fn run(self) {
        if self.p.is_pointwise() {
            return self.pixels();
        }
        let p = self.p;
        let image = self.x.get(self.image.wrapping_mul(p.image_size())..).unwrap_or(&[]);
        let outputs = p.conv.width.output.max(1);
        let (oy, lines) = (self.first / outputs, p.band_lines(self.count / outputs));
        let (phases, phase) = (p.phases(4), p.phase(4));
        let outside = self.isa.splat(self.outside);
        for (j, quads) in self.quads.chunks_exact_mut(phases.wrapping_mul(phase).max(1)).take(lines).enumerate() {
            let line = band::line(p, image, oy, j);
            if phases == 1 {
                let (before, rest) = quads.split_at_mut_checked(line.before / 4).unwrap_or_default();
                let (inside, after) = rest.split_at_mut_checked(line.inside.len() / 4).unwrap_or_default();
                before.fill(outside);
                self.isa.prepare(line.inside, inside);
                after.fill(outside);
            } else {
                line.copy(self.outside, self.line);
                for (i, quads) in quads.chunks_exact_mut(phase.max(1)).enumerate() {
                    self.isa.prepare(self.line.get(i..).unwrap_or(&[]), quads);
                }
            }
        }
    }
}

impl<I: Set> Prepare<'_, I> {
    /// Pixels one after another, each as whole quads.
    #[inline(always)]
    fn pixels(self) {
        let channels = self.p.conv.channels.max(1);
        let pixels = self.x.get(self.first.wrapping_mul(channels)..).unwrap_or(&[]);
        let pixels = pixels.get(..self.count.wrapping_mul(channels)).unwrap_or(pixels);
        if channels.is_multiple_of(4) {
            return self.isa.prepare(pixels, self.quads);
        }
        let rows = self.quads.chunks_exact_mut(self.p.depth(4).max(1));
        for (x, row) in pixels.chunks_exact(channels).zip(rows) {
            self.isa.prepare(x, row);
        }
    }
}

/// Quads times bytes.
#[derive(Clone, Copy)]
struct Bytes<'a, I, S> {
    isa: I,
    bias: &'a [[i32; 8]],
    store: S,
}

impl<I: Set, S: Copy> Product for Bytes<'_, I, S> {
    type Set = I;
    type Step = I::Quad;
    type Packed = [i8; 32];
    type Y = i8;
    const TILE: usize = I::TILES[0];

    #[inline(always)]
    fn set(self) -> I {
        self.isa
    }
}

impl<I: Wide<V>, S: Store<I, V>, const V: usize> Columns<V> for Bytes<'_, I, S> {
    type Weights = I::Weights;
    type Sums = I::Sums;
    type Scale = S::Scale;

    #[inline(always)]
    fn load(self, packed: &[[i8; 32]; V]) -> I::Weights {
        self.isa.weights(packed)
    }

    #[inline(always)]
    fn start(self, v: usize) -> I::Sums {
        self.isa.sums(&some(self.bias, v))
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

/// From sums to outputs.
pub(super) trait Store<I: Wide<V>, const V: usize>: Copy {
    /// What the channels need.
    type Scale: Copy;
    /// That of the channels from `8 * v`.
    fn scale(self, isa: I, v: usize) -> Self::Scale;
    fn outputs(self, isa: I, scale: &Self::Scale, sums: I::Sums) -> [[i8; 8]; V];

    /// In single precision, if that does the same for the channels from `8 * v`, and whether offsets have signs.
    #[inline(always)]
    fn single(&self, _v: usize) -> Option<(Nearest<'_, false>, bool)> {
        None
    }
}

/// Rounded twice in fixed point, with factors below one.
#[derive(Clone, Copy)]
pub(super) struct Fixed<'a> {
    pub(super) q: &'a TiledQuant,
    pub(super) factors: &'a [[[i32; 8]; 3]],
}

/// `[vectors][multiplier, round, right][8]`.
#[inline(always)]
pub(super) fn fixed_factors(factors: &[i32]) -> &[[[i32; 8]; 3]] {
    factors.as_chunks::<8>().0.as_chunks::<3>().0
}

impl<I: Wide<V>, const V: usize> Store<I, V> for Fixed<'_> {
    type Scale = I::Scale;

    #[inline(always)]
    fn scale(self, isa: I, v: usize) -> I::Scale {
        let mut factors = [Factors::default(); V];
        for (place, [multiplier, round, right]) in factors.iter_mut().zip(some::<_, V>(self.factors, v)) {
            *place = Factors { multiplier, round, right };
        }
        isa.scale(&factors)
    }

    #[inline(always)]
    fn outputs(self, isa: I, scale: &I::Scale, sums: I::Sums) -> [[i8; 8]; V] {
        narrow(isa, self.q, isa.requantize(sums, scale))
    }

    #[inline(always)]
    fn single(&self, v: usize) -> Option<(Nearest<'_, false>, bool)> {
        let [.., [rest, ..]] = self.factors.get(v)?;
        let store = Nearest { q: self.q, factors: self.factors };
        Single::is(*rest).then_some((store, self.q.is_signed()))
    }
}

/// Rounded once, in single precision.
#[derive(Clone, Copy)]
pub(super) struct Nearest<'a, const SIGNED: bool> {
    q: &'a TiledQuant,
    factors: &'a [[[i32; 8]; 3]],
}

impl<'a> Nearest<'a, false> {
    /// The same for offsets with signs.
    #[inline(always)]
    pub(super) fn signed(self) -> Nearest<'a, true> {
        Nearest { q: self.q, factors: self.factors }
    }
}

impl<I: Wide<V>, const V: usize, const SIGNED: bool> Store<I, V> for Nearest<'_, SIGNED> {
    type Scale = [I::Floats; 3];

    #[inline(always)]
    fn scale(self, isa: I, v: usize) -> [I::Floats; 3] {
        let mut form = [[[0.0; 8]; V]; 3];
        for (i, vector) in some::<_, V>(self.factors, v).into_iter().enumerate() {
            for (numbers, bits) in form.iter_mut().zip(vector) {
                numbers[i] = bits.map(|bits| f32::from_bits(bits as u32));
            }
        }
        [isa.floats(&form[0]), isa.floats(&form[1]), isa.floats(&form[2])]
    }

    #[inline(always)]
    fn outputs(self, isa: I, form: &[I::Floats; 3], sums: I::Sums) -> [[i8; 8]; V] {
        let TiledQuant { output_offset, clamp, .. } = *self.q;
        let output_offset = if SIGNED { output_offset } else { 0 };
        let bounds = (clamp.min as i8, clamp.max as i8);
        isa.narrow(isa.round::<SIGNED>(sums, form), output_offset as i16, bounds)
    }
}

/// Plus the layer's offset, within its bounds.
#[inline(always)]
fn narrow<I: Wide<V>, const V: usize>(isa: I, q: &TiledQuant, numbers: I::Sums) -> [[i8; 8]; V] {
    isa.narrow(numbers, q.output_offset as i16, (q.clamp.min as i8, q.clamp.max as i8))
}

/// Rounded twice in fixed point.
#[derive(Clone, Copy)]
pub(super) struct General<'a> {
    pub(super) q: &'a TiledQuant,
    pub(super) factors: &'a [[[i32; 8]; 2]],
}

impl<I: Wide<V>, const V: usize> Store<I, V> for General<'_> {
    type Scale = [[Multiplier; 8]; V];

    #[inline(always)]
    fn scale(self, _: I, v: usize) -> Self::Scale {
        let mut scale = [[Multiplier::default(); 8]; V];
        for (scale, [multipliers, shifts]) in scale.iter_mut().zip(some::<_, V>(self.factors, v)) {
            for (factor, (multiplier, shift)) in scale.iter_mut().zip(multipliers.into_iter().zip(shifts)) {
                *factor = Multiplier { multiplier, shift };
            }
        }
        scale
    }

    #[inline(always)]
    fn outputs(self, isa: I, scale: &Self::Scale, sums: I::Sums) -> [[i8; 8]; V] {
        let mut outputs = [[0; 8]; V];
        let sums = isa.numbers(sums);
        for (y, (factor, sum)) in
            outputs.as_flattened_mut().iter_mut().zip(scale.as_flattened().iter().zip(sums.as_flattened()))
        {
            *y = self.q.clamp.apply(factor.apply(*sum).wrapping_add(self.q.output_offset)) as i8;
        }
        outputs
    }
}

/// Rounded once in double precision.
#[derive(Clone, Copy)]
struct Real<'a> {
    q: &'a TiledQuant,
    scale: &'a [[f64; 8]],
}

impl<I: Wide<V>, const V: usize> Store<I, V> for Real<'_> {
    type Scale = [[f64; 8]; V];

    #[inline(always)]
    fn scale(self, _: I, v: usize) -> [[f64; 8]; V] {
        some(self.scale, v)
    }

    #[inline(always)]
    fn outputs(self, isa: I, scale: &Self::Scale, sums: I::Sums) -> [[i8; 8]; V] {
        narrow(isa, self.q, isa.scale_real(sums, scale))
    }
}
