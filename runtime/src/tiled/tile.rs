//! Tiles: a few patches times a panel of channels, in registers.

use crate::isa::{PANEL, Set, Task};
use crate::kernel::TiledLayer;

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

/// Where patches are among prepared activations.
#[derive(Clone, Copy)]
pub(super) struct Layout {
    /// Patches in a line.
    pub(super) patches: usize,
    /// From a patch to the next of its line, in elements; where there is one phase an element is a step.
    pub(super) next: usize,
    /// From a line of patches to the next, in steps.
    pub(super) line: usize,
    /// Rows of a patch, and from one to the next in steps.
    pub(super) rows: usize,
    pub(super) row: usize,
    /// Runs of a row, and from one to the next in elements.
    pub(super) taps: usize,
    pub(super) tap: usize,
    /// Steps of a run.
    pub(super) len: usize,
    /// Steps of a phase, if there are several, each a step's element later than the one before.
    pub(super) phase: usize,
}

impl Layout {
    /// One after another.
    #[inline(always)]
    pub(super) fn rows(depth: usize) -> Self {
        let patches = usize::MAX;
        Layout { patches, next: depth, line: 0, rows: 1, row: 0, taps: 1, tap: 0, len: depth, phase: 0 }
    }

    /// In a band, whose steps are `step` elements.
    #[inline(always)]
    pub(super) fn band(p: &TiledLayer, step: usize) -> Self {
        let (height, width, step) = (&p.conv.height, &p.conv.width, step.max(1));
        let (phases, phase) = (p.phases(step), p.phase(step));
        let pixel = if phases == 1 { p.conv.channels / step } else { p.conv.channels };
        let line = phases.wrapping_mul(phase);
        Layout {
            patches: width.output.max(1),
            next: width.stride.wrapping_mul(pixel),
            line: height.stride.wrapping_mul(line),
            rows: height.filter,
            row: height.dilation.wrapping_mul(line),
            taps: p.taps(),
            tap: width.dilation.wrapping_mul(pixel),
            len: p.run().div_ceil(step),
            phase: if phases == 1 { 0 } else { phase },
        }
    }

    /// Steps of a patch.
    #[inline(always)]
    fn depth(&self) -> usize {
        self.rows.saturating_mul(self.taps).saturating_mul(self.len)
    }

    /// Steps from the first of a patch to behind the last, of one tap.
    #[inline(always)]
    fn reach(&self) -> usize {
        self.rows.saturating_sub(1).saturating_mul(self.row).saturating_add(self.len)
    }

    /// Where the runs of tap `tap` begin in the first rows of `N` patches.
    #[inline(always)]
    fn starts<const N: usize>(&self, mut first: Cursor, tap: usize) -> [usize; N] {
        let tap = tap.wrapping_mul(self.tap);
        let mut starts = [0; N];
        for start in &mut starts {
            let element = first.patch.wrapping_mul(self.next).wrapping_add(tap);
            *start = first.line.wrapping_mul(self.line).wrapping_add(self.step(element));
            first.advance(1, self.patches);
        }
        starts
    }

    /// The step of a line that begins with an element.
    #[inline(always)]
    fn step(&self, element: usize) -> usize {
        if self.phase == 0 {
            element
        } else {
            (element % PHASES).wrapping_mul(self.phase).wrapping_add(element / PHASES)
        }
    }
}

/// A patch by its line and its place there.
#[derive(Clone, Copy)]
struct Cursor {
    line: usize,
    patch: usize,
}

impl Cursor {
    /// Goes so many patches on, of which a line has `patches`.
    #[inline(always)]
    fn advance(&mut self, count: usize, patches: usize) {
        self.patch = self.patch.wrapping_add(count);
        while self.patch >= patches && patches > 0 {
            self.patch -= patches;
            self.line += 1;
        }
    }
}

/// Elements of a step where there are phases.
const PHASES: usize = 4;

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
    pub(super) fn in_tiles(self) {
        // Only the product's own size is compiled.
        match P::TILE {
            12 => self.tiles::<12>(),
            6 => self.tiles::<6>(),
            _ => self.tiles::<4>(),
        }
    }

    /// All, in tiles of `M` patches.
    #[inline(always)]
    fn tiles<const M: usize>(mut self) {
        let patches = self.y.len() / self.units.max(1);
        let (scale, start) = (self.product.scale(self.vector), self.product.start(self.vector));
        let (mut first, mut cursor) = (0, Cursor { line: 0, patch: 0 });
        if patches >= M {
            while first < patches {
                // The last tile may begin earlier, and gives some outputs twice.
                let last = patches - M;
                if first > last {
                    let line = self.layout.patches.max(1);
                    (first, cursor) = (last, Cursor { line: last / line, patch: last % line });
                }
                self.tile::<M>(first, cursor, start, &scale);
                first += M;
                cursor.advance(M, self.layout.patches);
            }
        }
        while first < patches {
            self.tile::<1>(first, cursor, start, &scale);
            first += 1;
            cursor.advance(1, self.layout.patches);
        }
    }

    /// `N` patches from `first`.
    #[inline(always)]
    fn tile<const N: usize>(&mut self, first: usize, at: Cursor, start: P::Sums, scale: &P::Scale) {
        let (layout, reach) = (self.layout, self.layout.reach());
        let mut sums = [start; N];
        for tap in 0..layout.taps {
            let starts = layout.starts::<N>(at, tap);
            let last = starts.iter().fold(0, |last, &start| last.max(start));
            let inside = last.checked_add(reach).is_some_and(|end| end <= self.steps.len());
            if inside && self.weights.len() >= layout.depth() {
                // SAFETY: all runs from `starts` have been found to be inside, and there are weights for them.
                unsafe { self.accumulate(tap, &starts, &mut sums) };
            }
        }
        let count = self.units.saturating_sub(self.unit).min(V * 8);
        for n in 0..N {
            let place = (first + n).wrapping_mul(self.units).wrapping_add(self.unit);
            let Some(y) = self.y.get_mut(place..) else { return };
            // Two calls: outputs go through memory only where there are fewer than a panel.
            match y.as_chunks_mut::<8>().0.first_chunk_mut::<V>() {
                Some(y) if count >= V * 8 => *y = self.product.outputs(scale, sums[n]),
                _ => write(y, count, &self.product.outputs(scale, sums[n])),
            }
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

/// The first `count` outputs.
#[inline(never)]
fn write<Y: Copy, const V: usize>(y: &mut [Y], count: usize, outputs: &[[Y; 8]; V]) {
    y.iter_mut().zip(outputs.as_flattened()).take(count).for_each(|(y, output)| *y = *output);
}
