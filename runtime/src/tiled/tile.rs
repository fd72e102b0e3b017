//! Tiles: a few patches times a panel of channels, in registers.

use super::layout::Cursor;
pub(super) use super::layout::Layout;
use crate::isa::{PANEL, Set, Task};

/// What is multiplied.
pub(super) trait Product: Copy {
    /// The instructions.
    type Set: Set;
    /// One step of a patch.
    type Step: Copy;
    /// Weights of eight channels for one step, in memory.
    type Packed;
    /// An output.
    type Y: Copy;
    /// Patches in a tile.
    const TILE: usize;
    /// Whether tiles of half a panel have twice as many.
    const TALL: bool = false;

    fn set(self) -> Self::Set;
}

/// How `V` times eight channels are multiplied, and what becomes of the sums.
pub(super) trait Columns<const V: usize>: Product {
    /// Weights for one step, loaded.
    type Weights: Copy;
    type Sums: Copy;
    /// What turns sums into outputs.
    type Scale: Copy;

    fn load(self, packed: &[Self::Packed; V]) -> Self::Weights;
    /// What the sums of the channels from `8 * v` begin with.
    fn start(self, v: usize) -> Self::Sums;
    fn add(self, sums: Self::Sums, step: &Self::Step, weights: Self::Weights) -> Self::Sums;
    /// Of the channels from `8 * v`.
    fn scale(self, v: usize) -> Self::Scale;
    fn outputs(self, scale: &Self::Scale, sums: Self::Sums) -> [[Self::Y; 8]; V];

    /// Computes a panel; a product that knows another which does the same with fewer instructions leaves it to that.
    #[inline(always)]
    fn compute(panel: Panel<'_, Self, V>) {
        panel.in_tiles();
    }
}

/// `V` elements from `first`; defaults where there are not as many.
#[inline(always)]
pub(super) fn some<T: Copy + Default, const V: usize>(list: &[T], first: usize) -> [T; V] {
    list.get(first..).and_then(|rest| rest.first_chunk()).copied().unwrap_or([T::default(); V])
}

/// All channels of a block of patches: `y` has `units` outputs for each.
#[inline(always)]
pub(super) fn block<P: Columns<1> + Columns<2>>(
    product: P,
    weights: &[P::Packed],
    steps: &[P::Step],
    layout: Layout,
    units: usize,
    y: &mut [P::Y],
) {
    let depth = layout.depth();
    for (i, weights) in weights.chunks(depth.wrapping_mul(2).max(1)).enumerate() {
        let (vector, unit, y) = (i * 2, i * PANEL, &mut *y);
        if weights.len() == depth.wrapping_mul(2) {
            let (weights, _) = weights.as_chunks::<2>();
            product.set().vectorize(Panel::<P, 2> { product, weights, steps, layout, units, vector, unit, y });
        } else {
            let (weights, _) = weights.as_chunks::<1>();
            product.set().vectorize(Panel::<P, 1> { product, weights, steps, layout, units, vector, unit, y });
        }
    }
}

/// `V` times eight channels of a block, in tiles.
pub(super) struct Panel<'a, P: Product, const V: usize> {
    pub(super) product: P,
    pub(super) weights: &'a [[P::Packed; V]],
    pub(super) steps: &'a [P::Step],
    pub(super) layout: Layout,
    /// Outputs of a patch in `y`.
    pub(super) units: usize,
    /// The first eight of channels and the first output of the panel.
    pub(super) vector: usize,
    pub(super) unit: usize,
    pub(super) y: &'a mut [P::Y],
}

impl<P: Columns<V>, const V: usize> Task for Panel<'_, P, V> {
    #[inline(always)]
    fn run(self) {
        P::compute(self);
    }
}

impl<'a, P: Columns<V>, const V: usize> Panel<'a, P, V> {
    /// The same by another product of the same operands.
    #[inline(always)]
    pub(super) fn by<Q>(self, product: Q) -> Panel<'a, Q, V>
    where
        Q: Columns<V, Step = P::Step, Packed = P::Packed, Y = P::Y>,
    {
        let Panel { weights, steps, layout, units, vector, unit, y, .. } = self;
        Panel { product, weights, steps, layout, units, vector, unit, y }
    }

    #[inline(always)]
    pub(super) fn in_tiles(mut self) {
        if self.weights.len() < self.layout.depth() {
            return;
        }
        let patches = self.y.len() / self.units.max(1);
        let of = Fixed {
            start: self.product.start(self.vector),
            scale: self.product.scale(self.vector),
            reach: self.layout.reach(),
            channels: self.units.saturating_sub(self.unit).min(V * 8),
        };
        // Only the product's own sizes are compiled.
        match P::TILE {
            12 => self.tiles::<12>(patches, &of),
            6 if P::TALL && V == 1 => self.tiles::<12>(patches, &of),
            6 => self.even(patches, &of),
            _ => self.tiles::<4>(patches, &of),
        }
    }
}

/// What all tiles of a panel share.
struct Fixed<P: Columns<V>, const V: usize> {
    start: P::Sums,
    scale: P::Scale,
    /// Steps from the first of a patch to behind the last, of one tap.
    reach: usize,
    /// Outputs of a patch in the panel.
    channels: usize,
}

impl<P: Columns<V>, const V: usize> Panel<'_, P, V> {
    /// All, in tiles of `M` patches.
    #[inline(always)]
    fn tiles<const M: usize>(&mut self, patches: usize, of: &Fixed<P, V>) {
        let (mut first, mut cursor) = (0, Cursor::START);
        if patches >= M {
            while first < patches {
                // The last tile may begin earlier, and gives some outputs twice.
                let last = patches - M;
                if first > last {
                    (first, cursor) = (last, self.layout.cursor(last));
                }
                self.tile::<M>(first, cursor, of);
                first += M;
                cursor.advance(M, self.layout.patches);
            }
        }
        self.singles(first..patches, cursor, of);
    }

    /// All, in tiles of 4 to 6 patches as equal as can be: none does what another has done.
    #[inline(always)]
    fn even(&mut self, patches: usize, of: &Fixed<P, V>) {
        let tiles = patches.div_ceil(6).max(1);
        let (size, larger) = (patches / tiles, patches % tiles);
        let (mut first, mut cursor) = (0, Cursor::START);
        for tile in 0..tiles {
            let count = size + usize::from(tile < larger);
            match count {
                6 => self.tile::<6>(first, cursor, of),
                5 => self.tile::<5>(first, cursor, of),
                4 => self.tile::<4>(first, cursor, of),
                _ => self.singles(first..first + count, cursor, of),
            }
            first += count;
            cursor.advance(count, self.layout.patches);
        }
    }

    /// Patches one by one.
    #[inline(always)]
    fn singles(&mut self, patches: core::ops::Range<usize>, mut cursor: Cursor, of: &Fixed<P, V>) {
        for patch in patches {
            self.tile::<1>(patch, cursor, of);
            cursor.advance(1, self.layout.patches);
        }
    }

    /// `N` patches from `first`.
    #[inline(always)]
    fn tile<const N: usize>(&mut self, first: usize, at: Cursor, of: &Fixed<P, V>) {
        let mut sums = [of.start; N];
        for tap in 0..self.layout.taps {
            let (starts, last) = self.layout.starts::<N>(at, tap);
            if last.checked_add(of.reach).is_some_and(|end| end <= self.steps.len()) {
                // SAFETY: all runs from `starts` are inside, and `run` has found that there are weights for them.
                unsafe { self.accumulate(tap, &starts, &mut sums) };
            }
        }
        let place = first.wrapping_mul(self.units).wrapping_add(self.unit);
        let y = self.y.get_mut(place..).unwrap_or(&mut []);
        let end = (N - 1).checked_mul(self.units).and_then(|last| last.checked_add(V * 8));
        if of.channels < V * 8 || end.is_none_or(|end| end > y.len()) {
            return partly(Part {
                product: self.product,
                y,
                units: self.units,
                channels: of.channels,
                scale: of.scale,
                sums,
            });
        }
        for n in 0..N {
            let y: *mut [[P::Y; 8]; V] = y.as_mut_ptr().wrapping_add(n * self.units).cast();
            // SAFETY: the last patch ends inside of `y`, and arrays of numbers are aligned as numbers are.
            unsafe { *y = self.product.outputs(&of.scale, sums[n]) };
        }
    }

    /// Adds the runs of a tap of `N` patches.
    ///
    /// # Safety
    /// From every start `reach` steps are inside of `steps`, and `depth` weights inside of `weights`.
    #[inline(always)]
    unsafe fn accumulate<const N: usize>(&self, tap: usize, starts: &[usize; N], sums: &mut [P::Sums; N]) {
        let (product, layout) = (self.product, self.layout);
        for row in 0..layout.rows {
            let (run, offset) = ((row * layout.taps + tap) * layout.len, row * layout.row);
            for k in 0..layout.len {
                // SAFETY: `run + k` is below `depth`.
                let packed = unsafe { self.weights.get_unchecked(run + k) };
                // Weights first: activations are loaded where they are used, which leaves registers for the sums.
                let w = product.load(packed);
                for n in 0..N {
                    // SAFETY: `offset + k` is below `reach`.
                    let step = unsafe { self.steps.get_unchecked(starts[n] + offset + k) };
                    sums[n] = product.add(sums[n], step, w);
                }
            }
        }
    }
}

/// A tile of fewer channels than a panel has, or that ends where `y` does.
struct Part<'a, P: Columns<V>, const V: usize, const N: usize> {
    product: P,
    y: &'a mut [P::Y],
    units: usize,
    channels: usize,
    scale: P::Scale,
    sums: [P::Sums; N],
}

/// Apart, and with a copy of the sums, which need no place in memory elsewhere.
#[cold]
#[inline(never)]
fn partly<P: Columns<V>, const V: usize, const N: usize>(part: Part<'_, P, V, N>) {
    part.product.set().vectorize(part);
}

impl<P: Columns<V>, const V: usize, const N: usize> Task for Part<'_, P, V, N> {
    #[inline(always)]
    fn run(self) {
        for n in 0..N {
            let outputs = self.product.outputs(&self.scale, self.sums[n]);
            let y = self.y.get_mut(n.wrapping_mul(self.units)..).unwrap_or(&mut []);
            y.iter_mut().zip(outputs.as_flattened()).take(self.channels).for_each(|(y, output)| *y = *output);
        }
    }
}
