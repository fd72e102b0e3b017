//! Convolutions and dense layers of 8 bits.

use super::band;
use super::requantize::Requantize;
use super::tile::{Columns, Layout, Product, block, some};
use crate::isa::{Panels, Set, Wide, dispatch_panels};
use crate::kernel::{TiledLayer, TiledQuant};

dispatch_panels! {
    /// An 8-bit layer. `bias` begins the sums of whole vectors, and again with 128 times the weights less, for activations that
    /// are made unsigned; `factors` is `[3][16]` of every panel, or `[3][8]`, as [`Requantizer`](crate::kernel::Requantizer) says;
    /// `quads` is room for a block of patches or a band, `line` for a line of a band that has phases.
    pub fn tiled_layer_i8(
        p: &TiledLayer, q: &TiledQuant, x: &[i8], weights: &[i8], bias: &[i32], factors: &[i32], quads: &mut [u64],
        line: &mut [i8], y: &mut [i8],
    ) = layer
}

/// Blocks of patches, prepared and multiplied.
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
) {
    let units = p.conv.units.max(1);
    let (weights, _) = weights.as_chunks::<32>();
    let steps = isa.steps(quads);
    let next = if I::ELEMENTS == 1 { p.conv.channels } else { p.depth(4) };
    let layout = if p.is_pointwise() { Layout::rows(p.depth(4), next) } else { Layout::band(p, I::ELEMENTS, 4) };
    let bias = starts(bias)[usize::from(I::BIASED)];
    let product = Bytes::<I, false> { isa, bias, rows: &[], requantize: Requantize::new(q, factors) };
    let outside = q.input_zero_point;
    for (image, y) in y.chunks_mut(p.outputs_at_once().max(1)).enumerate() {
        for (i, y) in y.chunks_mut(p.block.max(1).wrapping_mul(units)).enumerate() {
            let (first, count) = (i.wrapping_mul(p.block), y.len() / units);
            isa.vectorize(Prepare { isa, p, outside, x, image, first, count, steps, line });
            block(product, weights, steps, layout, units, y);
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

/// What a block of patches meets, as steps.
pub(super) struct Prepare<'a, I: Set> {
    pub(super) isa: I,
    pub(super) p: &'a TiledLayer,
    pub(super) outside: i8,
    pub(super) x: &'a [i8],
    pub(super) image: usize,
    pub(super) first: usize,
    pub(super) count: usize,
    pub(super) steps: &'a mut [I::Step],
    pub(super) line: &'a mut [i8],
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
        let (phases, phase) = (p.phases(I::ELEMENTS), p.phase(I::ELEMENTS));
        let outside = self.isa.splat(self.outside);
        for (j, steps) in self.steps.chunks_exact_mut(phases.wrapping_mul(phase).max(1)).take(lines).enumerate() {
            let line = band::line(p, image, oy, j);
            if phases == 1 {
                let (before, rest) = steps.split_at_mut_checked(line.before / I::ELEMENTS).unwrap_or_default();
                let inside = line.inside.len() / I::ELEMENTS;
                let (inside, after) = rest.split_at_mut_checked(inside).unwrap_or_default();
                before.fill(outside);
                self.isa.prepare(line.inside, inside);
                after.fill(outside);
            } else {
                line.copy(self.outside, self.line);
                for (i, steps) in steps.chunks_exact_mut(phase.max(1)).enumerate() {
                    self.isa.prepare(self.line.get(i..).unwrap_or(&[]), steps);
                }
            }
        }
    }
}

impl<I: Set> Prepare<'_, I> {
    /// Pixels one after another, each as whole steps.
    #[inline(always)]
    fn pixels(self) {
        let channels = self.p.conv.channels.max(1);
        let pixels = self.x.get(self.first.wrapping_mul(channels)..).unwrap_or(&[]);
        let pixels = pixels.get(..self.count.wrapping_mul(channels)).unwrap_or(pixels);
        if channels.is_multiple_of(I::ELEMENTS) {
            return self.isa.prepare(pixels, self.steps);
        }
        let rows = self.steps.chunks_exact_mut(self.p.depth(I::ELEMENTS).max(1));
        for (x, row) in pixels.chunks_exact(channels).zip(rows) {
            self.isa.prepare(x, row);
        }
    }
}

/// Quads times bytes. With `ROWS` each patch adds numbers of its own to its sums, the same to all panels.
#[derive(Clone, Copy)]
pub(super) struct Bytes<'a, I, const ROWS: bool> {
    pub(super) isa: I,
    pub(super) bias: &'a [[i32; 8]],
    pub(super) rows: &'a [[i32; 8]],
    pub(super) requantize: Requantize<'a>,
}

impl<I: Set, const ROWS: bool> Product for Bytes<'_, I, ROWS> {
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

impl<I: Wide<V>, const V: usize, const ROWS: bool> Columns<V> for Bytes<'_, I, ROWS> {
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
    fn begin(self, v: usize, patch: usize, start: I::Sums) -> I::Sums {
        if !ROWS {
            return start;
        }
        let (mut numbers, row) = (some::<_, V>(self.bias, v), some::<_, 1>(self.rows, patch)[0]);
        for v in 0..V {
            for i in 0..8 {
                numbers[v][i] = numbers[v][i].wrapping_add(row[i]);
            }
        }
        self.isa.sums(&numbers)
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
        vector: usize,
        form: &[[I::Floats; 3]; G],
        sums: &[[I::Sums; G]; N],
        put: impl FnMut(usize, [[[i8; 8]; V]; G]),
    ) {
        self.requantize.tile(self.isa, vector, form, sums, put);
    }
}
