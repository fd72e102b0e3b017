//! Convolutions and dense layers of floats.

use super::band;
use super::patch::Patch;
use super::tile::{Layout, Product, block};
use crate::isa::{Isa, dispatch};
use crate::kernel::{Clamp, F32, TiledLayer, copy_row};

/// Patches in a tile: twelve sums hide the latency of the products.
const TILE: usize = 6;

dispatch! {
    /// A float layer. `bias` is padded to whole panels; `patches` is room for a block, if patches are not pixels.
    pub fn tiled_layer_f32(
        p: &TiledLayer, clamp: Clamp<F32>, x: &[f32], weights: &[f32], bias: &[f32], patches: &mut [f32], y: &mut [f32],
    ) = layer
}

#[inline(always)]
#[allow(clippy::too_many_arguments)]
pub(super) fn layer<I: Isa>(
    isa: I,
    p: &TiledLayer,
    clamp: Clamp<F32>,
    x: &[f32],
    weights: &[f32],
    bias: &[f32],
    patches: &mut [f32],
    y: &mut [f32],
) {
    let (units, depth) = (p.conv.units.max(1), p.depth().max(1));
    let product = Floats { isa, bounds: (clamp.min.0, clamp.max.0), bias: bias.as_chunks::<8>().0 };
    let (weights, _) = weights.as_chunks::<8>();
    let banded = p.is_banded(1);
    let layout = if banded { Layout::band(p, 1) } else { Layout::rows(depth) };
    for (image, y) in y.chunks_mut(p.outputs_at_once(1).max(1)).enumerate() {
        for (i, y) in y.chunks_mut(p.block.max(1).wrapping_mul(units)).enumerate() {
            let first = i.wrapping_mul(p.block);
            if p.is_pointwise() {
                let rows = x.get(first.wrapping_mul(depth)..).unwrap_or(&[]);
                block::<_, TILE>(product, weights, rows, layout, units, y);
                continue;
            }
            if banded {
                band(p, x.get(image.wrapping_mul(p.image_size())..).unwrap_or(&[]), first, y.len() / units, patches);
            } else {
                gather(p, x, first, y.len() / units, patches);
            }
            block::<_, TILE>(product, weights, patches, layout, units, y);
        }
    }
}

/// The lines of an image that `count` outputs from `first` meet.
fn band(p: &TiledLayer, image: &[f32], first: usize, count: usize, lines: &mut [f32]) {
    let outputs = p.conv.width.output.max(1);
    let (oy, count) = (first / outputs, p.band_lines(count / outputs));
    let len = p.band_columns().wrapping_mul(p.conv.channels).max(1);
    for (j, place) in lines.chunks_exact_mut(len).take(count).enumerate() {
        let line = band::line(p, image, oy, j);
        let (before, rest) = place.split_at_mut_checked(line.before).unwrap_or_default();
        let (inside, after) = rest.split_at_mut_checked(line.inside.len()).unwrap_or_default();
        before.fill(0.0);
        copy_row(line.inside, inside);
        after.fill(0.0);
    }
}

/// `count` patches from `first`.
fn gather(p: &TiledLayer, x: &[f32], first: usize, count: usize, patches: &mut [f32]) {
    let mut source = Patch::new(p, x, first);
    for j in 0..count {
        source.copy(0.0, patches.get_mut(j.wrapping_mul(p.depth())..).unwrap_or(&mut []));
        source.advance();
    }
}

/// Floats times floats.
#[derive(Clone, Copy)]
struct Floats<'a, I> {
    isa: I,
    bounds: (f32, f32),
    bias: &'a [[f32; 8]],
}

impl<I: Isa> Product for Floats<'_, I> {
    type Isa = I;
    type Step = f32;
    type Packed = [f32; 8];
    type Weights = I::Floats;
    type Sums = I::Floats;
    type Scale = ();
    type Y = f32;

    #[inline(always)]
    fn isa(self) -> I {
        self.isa
    }

    #[inline(always)]
    fn load(self, packed: &[f32; 8]) -> I::Floats {
        self.isa.floats(packed)
    }

    #[inline(always)]
    fn start(self, v: usize) -> I::Floats {
        self.isa.floats(self.bias.get(v).unwrap_or(const { &[0.0; 8] }))
    }

    #[inline(always)]
    fn add(self, sums: I::Floats, step: &f32, weights: I::Floats) -> I::Floats {
        self.isa.multiply_add(sums, self.isa.float(*step), weights)
    }

    #[inline(always)]
    fn scale(self, _: usize) {}

    #[inline(always)]
    fn outputs<const V: usize>(self, _: &[(); V], sums: [I::Floats; V]) -> [[f32; 8]; V] {
        let mut y = [[0.0; 8]; V];
        for v in 0..V {
            y[v] = self.isa.within(sums[v], self.bounds);
        }
        y
    }
}
