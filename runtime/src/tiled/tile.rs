//! Tiles: a few patches times a panel of channels, in registers.

use crate::isa::{Isa, PANEL, Task};

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
    type Scale;
    /// An output.
    type Y: Copy;

    fn isa(self) -> Self::Isa;
    fn load(self, packed: &Self::Packed) -> Self::Weights;
    fn zero(self) -> Self::Sums;
    fn add(self, sums: Self::Sums, step: &Self::Step, weights: Self::Weights) -> Self::Sums;
    /// Of vector `v` of all.
    fn scale(self, v: usize) -> Self::Scale;
    fn outputs(self, scale: &Self::Scale, sums: Self::Sums) -> [Self::Y; 8];
}

/// All channels of a block of patches of `depth` steps: `y` has `units` outputs for each.
#[inline(always)]
pub(super) fn block<P: Product, const M: usize>(
    product: P,
    weights: &[P::Packed],
    rows: &[P::Step],
    depth: usize,
    units: usize,
    y: &mut [P::Y],
) {
    for (i, weights) in weights.chunks(depth.wrapping_mul(2).max(1)).enumerate() {
        let (vector, unit, y) = (i * 2, i * PANEL, &mut *y);
        if weights.len() == depth.wrapping_mul(2) {
            let (weights, _) = weights.as_chunks::<2>();
            product.isa().vectorize(Panel::<P, 2, M> { product, weights, rows, units, vector, unit, y });
        } else {
            let (weights, _) = weights.as_chunks::<1>();
            product.isa().vectorize(Panel::<P, 1, M> { product, weights, rows, units, vector, unit, y });
        }
    }
}

/// `V` vectors of channels of a block, in tiles of `M` patches.
struct Panel<'a, P: Product, const V: usize, const M: usize> {
    product: P,
    weights: &'a [[P::Packed; V]],
    rows: &'a [P::Step],
    units: usize,
    vector: usize,
    unit: usize,
    y: &'a mut [P::Y],
}

impl<P: Product, const V: usize, const M: usize> Task for Panel<'_, P, V, M> {
    #[inline(always)]
    fn run(mut self) {
        let patches = self.y.len() / self.units.max(1);
        let mut first = 0;
        while first + M <= patches {
            self.tile::<M>(first);
            first += M;
        }
        if first < patches && patches >= M {
            // The last tile begins earlier, and gives some outputs twice.
            return self.tile::<M>(patches - M);
        }
        while first < patches {
            self.tile::<1>(first);
            first += 1;
        }
    }
}

impl<P: Product, const V: usize, const M: usize> Panel<'_, P, V, M> {
    /// `N` patches from `first`.
    #[inline(always)]
    fn tile<const N: usize>(&mut self, first: usize) {
        let (product, weights) = (self.product, self.weights);
        let depth = weights.len();
        let mut rows: [&[P::Step]; N] = [&[]; N];
        for (n, slot) in rows.iter_mut().enumerate() {
            let row = self.rows.get((first + n).wrapping_mul(depth)..).and_then(|rest| rest.get(..depth));
            let Some(row) = row else { return };
            *slot = row;
        }
        let mut sums = [[product.zero(); V]; N];
        for (k, packed) in weights.iter().enumerate() {
            // Weights first: activations are loaded where they are used, which leaves registers for the sums.
            let w: [P::Weights; V] = core::array::from_fn(|v| product.load(&packed[v]));
            for n in 0..N {
                for v in 0..V {
                    sums[n][v] = product.add(sums[n][v], &rows[n][k], w[v]);
                }
            }
        }
        for v in 0..V {
            let unit = self.unit + v * 8;
            let count = self.units.saturating_sub(unit);
            let scale = product.scale(self.vector + v);
            for n in 0..N {
                let start = (first + n).wrapping_mul(self.units).wrapping_add(unit);
                write(self.y, start, count, product.outputs(&scale, sums[n][v]));
            }
        }
    }
}

/// The first `count` of eight outputs, from `start`.
#[inline(always)]
fn write<Y: Copy>(y: &mut [Y], start: usize, count: usize, outputs: [Y; 8]) {
    let Some(y) = y.get_mut(start..) else { return };
    match y.first_chunk_mut::<8>() {
        Some(y) if count >= 8 => *y = outputs,
        _ => y.iter_mut().take(count).zip(outputs).for_each(|(y, output)| *y = output),
    }
}
