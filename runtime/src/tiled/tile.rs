//! Tiles: a few patches times a panel of channels, in registers.

use crate::isa::{Isa, PANEL, Task};
use crate::kernel::TiledLayer;

/// What is multiplied and how, and what becomes of the sums.
pub(super) trait Product: Copy {
    /// The instructions.
    type Isa: Isa;
    /// One step of a patch.
    type Step: Copy;
    /// Weights of a vector of channels for one step, in memory and loaded.
    type Packed;
    type Weights: Copy;
    /// Sums of a vector of channels.
    type Sums: Copy;
    /// What turns them into outputs.
    type Scale: Copy;
    /// An output.
    type Y: Copy;

    fn isa(self) -> Self::Isa;
    fn load(self, packed: &Self::Packed) -> Self::Weights;
    /// What the sums of vector `v` begin with.
    fn start(self, v: usize) -> Self::Sums;
    fn add(self, sums: Self::Sums, step: &Self::Step, weights: Self::Weights) -> Self::Sums;
    /// Of vector `v` of all.
    fn scale(self, v: usize) -> Self::Scale;
    fn outputs<const V: usize>(self, scales: &[Self::Scale; V], sums: [Self::Sums; V]) -> [[Self::Y; 8]; V];
}

/// Where patches are among prepared activations, in steps.
#[derive(Clone, Copy)]
pub(super) struct Layout {
    /// Patches in a line.
    patches: usize,
    /// From a patch to the next of its line.
    next: usize,
    /// From a line to the next.
    line: usize,
    /// Runs that a patch is made of, how long they are, and from one to the next.
    runs: usize,
    len: usize,
    run: usize,
}

impl Layout {
    /// One after another.
    #[inline(always)]
    pub(super) fn rows(depth: usize) -> Self {
        Layout { patches: usize::MAX, next: depth, line: 0, runs: 1, len: depth, run: 0 }
    }

    /// In a band, steps being `step` elements.
    #[inline(always)]
    pub(super) fn band(p: &TiledLayer, step: usize) -> Self {
        let (height, width) = (&p.conv.height, &p.conv.width);
        let pixel = p.conv.channels / step.max(1);
        let line = p.band_columns().wrapping_mul(pixel);
        Layout {
            patches: width.output.max(1),
            next: width.stride.wrapping_mul(pixel),
            line: height.stride.wrapping_mul(line),
            runs: height.filter,
            len: width.filter.wrapping_mul(pixel),
            run: height.dilation.wrapping_mul(line),
        }
    }

    /// First steps of `N` patches from `first`.
    #[inline(always)]
    fn starts<const N: usize>(&self, first: usize) -> [usize; N] {
        // Most are in the first line: divisions are slow.
        let patches = self.patches.max(1);
        let (mut line, mut at) = if first < patches { (0, first) } else { (first / patches, first % patches) };
        let mut starts = [0; N];
        for start in &mut starts {
            *start = line.wrapping_mul(self.line).wrapping_add(at.wrapping_mul(self.next));
            at += 1;
            if at == self.patches {
                (line, at) = (line + 1, 0);
            }
        }
        starts
    }
}

/// All channels of a block of patches: `y` has `units` outputs for each.
#[inline(always)]
pub(super) fn block<P: Product, const M: usize>(
    product: P,
    weights: &[P::Packed],
    steps: &[P::Step],
    layout: Layout,
    units: usize,
    y: &mut [P::Y],
) {
    let depth = layout.runs.wrapping_mul(layout.len);
    for (i, weights) in weights.chunks(depth.wrapping_mul(2).max(1)).enumerate() {
        let (vector, unit, y) = (i * 2, i * PANEL, &mut *y);
        if weights.len() == depth.wrapping_mul(2) {
            let (weights, _) = weights.as_chunks::<2>();
            product.isa().vectorize(Panel::<P, 2, M> { product, weights, steps, layout, units, vector, unit, y });
        } else {
            let (weights, _) = weights.as_chunks::<1>();
            product.isa().vectorize(Panel::<P, 1, M> { product, weights, steps, layout, units, vector, unit, y });
        }
    }
}

/// `V` vectors of channels of a block, in tiles of `M` patches.
struct Panel<'a, P: Product, const V: usize, const M: usize> {
    product: P,
    weights: &'a [[P::Packed; V]],
    steps: &'a [P::Step],
    layout: Layout,
    units: usize,
    vector: usize,
    unit: usize,
    y: &'a mut [P::Y],
}

impl<P: Product, const V: usize, const M: usize> Task for Panel<'_, P, V, M> {
    #[inline(always)]
    fn run(mut self) {
        let patches = self.y.len() / self.units.max(1);
        let scales = core::array::from_fn(|v| self.product.scale(self.vector + v));
        let start = core::array::from_fn(|v| self.product.start(self.vector + v));
        let mut first = 0;
        while first + M <= patches {
            self.tile::<M>(first, &start, &scales);
            first += M;
        }
        if first < patches && patches >= M {
            // The last tile begins earlier, and gives some outputs twice.
            return self.tile::<M>(patches - M, &start, &scales);
        }
        while first < patches {
            self.tile::<1>(first, &start, &scales);
            first += 1;
        }
    }
}

impl<P: Product, const V: usize, const M: usize> Panel<'_, P, V, M> {
    /// `N` patches from `first`.
    #[inline(always)]
    fn tile<const N: usize>(&mut self, first: usize, start: &[P::Sums; V], scales: &[P::Scale; V]) {
        let (product, layout) = (self.product, self.layout);
        let starts = layout.starts::<N>(first);
        let mut sums = [*start; N];
        for (run, weights) in self.weights.chunks_exact(layout.len.max(1)).enumerate() {
            let mut rows: [&[P::Step]; N] = [&[]; N];
            for n in 0..N {
                let row = starts[n].wrapping_add(run.wrapping_mul(layout.run));
                let row = self.steps.get(row..).and_then(|rest| rest.get(..weights.len()));
                let Some(row) = row else { return };
                rows[n] = row;
            }
            for (k, packed) in weights.iter().enumerate() {
                // Weights first: activations are loaded where they are used, which leaves registers for the sums.
                let w: [P::Weights; V] = core::array::from_fn(|v| product.load(&packed[v]));
                for n in 0..N {
                    for v in 0..V {
                        sums[n][v] = product.add(sums[n][v], &rows[n][k], w[v]);
                    }
                }
            }
        }
        let count = self.units.saturating_sub(self.unit).min(V * 8);
        for n in 0..N {
            let place = (first + n).wrapping_mul(self.units).wrapping_add(self.unit);
            write(self.y, place, count, &product.outputs(scales, sums[n]));
        }
    }
}

/// The first `count` outputs, from `start`.
#[inline(always)]
pub(super) fn write<Y: Copy, const V: usize>(y: &mut [Y], start: usize, count: usize, outputs: &[[Y; 8]; V]) {
    let outputs = outputs.as_flattened();
    let Some(y) = y.get_mut(start..) else { return };
    match y.get_mut(..V * 8) {
        Some(y) if count >= V * 8 => y.copy_from_slice(outputs),
        _ => {
            let (eight, _) = outputs.as_chunks::<8>();
            let whole = count / 8;
            let (chunks, _) = y.as_chunks_mut::<8>();
            chunks.iter_mut().zip(eight).take(whole).for_each(|(y, outputs)| *y = *outputs);
            let rest = y.iter_mut().zip(outputs).take(count).skip(whole * 8);
            rest.for_each(|(y, output)| *y = *output);
        }
    }
}
