//! Convolutions and dense layers of floats.

use super::band;
use super::tile::{Columns, Layout, Product, block, some};
use super::winograd;
use crate::isa::{Panels, Runs, Set, Wide, dispatch};
use crate::kernel::{Clamp, Epilogue, F32, TiledLayer};

dispatch! {
    /// A float layer. `bias` is padded to whole panels; `lines` is room for a band, if patches are not pixels, and for
    /// [`WinogradFloats`](crate::kernel::WinogradFloats) if so asked for.
    pub fn tiled_layer_f32(
        p: &TiledLayer, clamp: Clamp<F32>, x: &[f32], weights: &[f32], bias: &[f32], lines: &mut [f32], y: &mut [f32],
        epilogue: Epilogue<'_, f32>,
    ) = layer
}

#[inline(always)]
#[allow(clippy::too_many_arguments)]
pub(super) fn layer<I: Panels>(
    isa: I,
    p: &TiledLayer,
    clamp: Clamp<F32>,
    x: &[f32],
    weights: &[f32],
    bias: &[f32],
    lines: &mut [f32],
    y: &mut [f32],
    epilogue: Epilogue<'_, f32>,
) {
    let (units, depth) = (p.conv.units.max(1), p.depth(1));
    let product = Floats { isa, bounds: (clamp.min.0, clamp.max.0), bias: bias.as_chunks::<8>().0 };
    let (weights, _) = weights.as_chunks::<8>();
    if winograd::layer_of_floats(product, p, x, weights, lines, y, epilogue) {
        return;
    }
    let layout = match p.is_pixel() {
        true if p.is_pointwise() => Layout::rows(depth, depth),
        true => Layout::pixels(p),
        false => Layout::band(p, 1, 1),
    };
    let at_once = p.outputs_at_once();
    for (image, y) in y.chunks_mut(at_once.max(1)).enumerate() {
        for (i, y) in p.blocks(y) {
            let first = i.wrapping_mul(p.block);
            let x = x.get(image.wrapping_mul(p.image_size())..).unwrap_or(&[]);
            if p.is_pixel() {
                let rows = x.get(layout.cursor(first).place(&layout)..).unwrap_or(&[]);
                block(product, weights, rows, layout, units, y);
            } else {
                band(p, x, first, y.len() / units, lines);
                block(product, weights, lines, layout, units, y);
            }
            if p.every == 1 {
                epilogue(image.wrapping_mul(at_once).wrapping_add(i.wrapping_mul(p.next_block())), y);
            }
        }
    }
}

/// The lines of an image that `count` outputs from `first` meet.
fn band(p: &TiledLayer, image: &[f32], first: usize, count: usize, lines: &mut [f32]) {
    let outputs = p.conv.width.output.max(1);
    let (oy, count) = (first / outputs, p.band_lines(count / outputs));
    for (j, place) in lines.chunks_exact_mut(p.band_line().max(1)).take(count).enumerate() {
        band::line(p, image, oy, j).copy(0.0, place);
    }
}

/// Floats times floats.
#[derive(Clone, Copy)]
pub(super) struct Floats<'a, I> {
    pub(super) isa: I,
    pub(super) bounds: (f32, f32),
    pub(super) bias: &'a [[f32; 8]],
}

impl<I: Set> Product for Floats<'_, I> {
    type Set = I;
    type Step = f32;
    type Packed = [f32; 8];
    type Y = f32;
    const TILE: usize = I::TILES[1];
    const TALL: bool = true;
    const AS_THEY_LIE: bool = true;

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
    unsafe fn add(self, sums: I::Floats, step: *const f32, weights: I::Floats) -> I::Floats {
        // SAFETY: as the caller says.
        self.isa.multiply_add(sums, unsafe { *step }, weights)
    }

    #[inline(always)]
    unsafe fn add_runs<const G: usize, const N: usize>(
        self,
        runs: &Runs<f32, [[f32; 8]; V], G, N>,
        sums: &mut [[I::Floats; G]; N],
    ) -> bool {
        // SAFETY: as the caller says.
        unsafe { self.isa.add_float_runs(runs, sums) }
    }

    #[inline(always)]
    fn scale(self, _: usize) {}

    #[inline(always)]
    fn outputs<const G: usize, const N: usize>(
        self,
        _: usize,
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
