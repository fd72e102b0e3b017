//! Tiles: a few patches times a panel of channels, in registers.

use super::accumulate::{Packed, Room, Unpacked};
use super::layout::Cursor;
pub(super) use super::layout::Layout;
use crate::isa::{PANEL, Runs, Set, Stream, Task};

/// What is multiplied.
pub(super) trait Product: Copy {
    /// The instructions.
    type Set: Set;
    /// What the memory of patches is made of.
    type Step: Copy;
    /// How many of them a product of a step goes on.
    const HOP: usize = 1;
    /// Weights of eight channels for one step, in memory.
    type Packed: Copy;
    /// An output.
    type Y: Copy;
    /// Patches in a tile of one panel.
    const TILE: usize;
    /// Whether tiles of half a panel have twice as many.
    const TALL: bool = false;
    /// Whether patches may be pixels as they lie in memory.
    const AS_THEY_LIE: bool = false;
    /// Whether it is worth while to load all weights of a panel before many patches meet them.
    const UNPACKED: bool = false;
    /// Patches of a tile that are multiplied together, as in [`Isa`](crate::isa::Isa).
    const TOGETHER: usize = 1;

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
    /// Adds the products of what begins at a step.
    ///
    /// # Safety
    /// Steps up to the next product's are there.
    unsafe fn add(self, sums: Self::Sums, step: *const Self::Step, weights: Self::Weights) -> Self::Sums;
    /// Adds the products of a tile's runs, if there is a better way than [`add`](Columns::add) for each step: whether there is.
    ///
    /// # Safety
    /// All steps and weights of the runs are there.
    #[inline(always)]
    unsafe fn add_runs<const G: usize, const N: usize>(
        self,
        _runs: &Runs<Self::Step, [Self::Packed; V], G, N>,
        _sums: &mut [[Self::Sums; G]; N],
    ) -> bool {
        false
    }
    /// Of the channels from `8 * v`.
    fn scale(self, v: usize) -> Self::Scale;
    /// The outputs of a tile of `N` patches from the block's number `first` by `G` panels, of which the first begins with the channels
    /// from `8 * vector`: `put` takes those of a patch by its number in the tile.
    fn outputs<const G: usize, const N: usize>(
        self,
        first: usize,
        vector: usize,
        scale: &[Self::Scale; G],
        sums: &[[Self::Sums; G]; N],
        put: impl FnMut(usize, [[[Self::Y; 8]; V]; G]),
    );
    /// Does some panels in matrices of the set, if it has any and they are faster; gives back what it leaves to vectors.
    #[inline(always)]
    fn in_matrices<const G: usize>(panels: Panels<'_, Self, V, G>) -> Option<Panels<'_, Self, V, G>> {
        Some(panels)
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
    let panel = layout.depth().wrapping_mul(2).max(1);
    let (mut rest, mut unit) = (weights, 0);
    while unit < units && !rest.is_empty() {
        let (vector, y, whole) = (unit / 8, &mut *y, (units - unit) / PANEL);
        // A single patch leaves room for twice as many panels.
        let most = if y.len() == units { 2 * P::Set::PANELS } else { P::Set::PANELS };
        let joined = |count: usize| most >= count && whole >= count;
        let count = [8, 4, 2].into_iter().find(|&count| joined(count)).unwrap_or(1);
        let (now, later) = rest.split_at(panel.wrapping_mul(count).min(rest.len()));
        let (set, pairs) = (product.set(), now.as_chunks::<2>().0);
        match count {
            8 if P::Set::PANELS >= 4 => {
                set.vectorize(Panels::<P, 2, 8> { product, weights: pairs, steps, layout, units, vector, unit, y })
            }
            4 if P::Set::PANELS >= 2 => {
                set.vectorize(Panels::<P, 2, 4> { product, weights: pairs, steps, layout, units, vector, unit, y })
            }
            2 => set.vectorize(Panels::<P, 2, 2> { product, weights: pairs, steps, layout, units, vector, unit, y }),
            _ if now.len() == panel => {
                set.vectorize(Panels::<P, 2, 1> { product, weights: pairs, steps, layout, units, vector, unit, y });
            }
            _ => {
                let weights = now.as_chunks::<1>().0;
                set.vectorize(Panels::<P, 1, 1> { product, weights, steps, layout, units, vector, unit, y });
            }
        }
        (rest, unit) = (later, unit + count * PANEL);
    }
}

/// `G` panels of `V` times eight channels each, in tiles that they share.
pub(super) struct Panels<'a, P: Product, const V: usize, const G: usize> {
    pub(super) product: P,
    /// Of one panel after another.
    pub(super) weights: &'a [[P::Packed; V]],
    pub(super) steps: &'a [P::Step],
    pub(super) layout: Layout,
    /// Outputs of a patch in `y`.
    pub(super) units: usize,
    /// The first eight of channels and the first output of the panels.
    pub(super) vector: usize,
    pub(super) unit: usize,
    pub(super) y: &'a mut [P::Y],
}

impl<P: Columns<V>, const V: usize, const G: usize> Task for Panels<'_, P, V, G> {
    #[inline(always)]
    fn run(self) {
        self.in_tiles();
    }
}

impl<P: Columns<V>, const V: usize, const G: usize> Panels<'_, P, V, G> {
    #[inline(always)]
    pub(super) fn in_tiles(self) {
        if self.weights.len() < self.layout.depth().saturating_mul(G) {
            return;
        }
        if let Some(panels) = P::in_matrices(self) {
            panels.in_vectors();
        }
    }

    #[inline(always)]
    fn in_vectors(mut self) {
        let of = self.fixed();
        // So many panels share a tile of one patch only.
        if G > P::Set::PANELS || self.y.len() == self.units {
            return self.tile::<1>(0, Cursor::START, &of);
        }
        let patches = self.y.len() / self.units.max(1);
        if P::UNPACKED {
            let mut room = Room::EMPTY;
            let weights = self.weights.get(..of.depth.wrapping_mul(G)).unwrap_or(&[]);
            let unpacked = room.unpack(self.product, weights, patches);
            return self.in_sizes(patches, &Fixed { unpacked, ..of });
        }
        self.in_sizes(patches, &of);
    }

    /// All, in tiles of as many patches as the product has.
    #[inline(always)]
    fn in_sizes(&mut self, patches: usize, of: &Fixed<'_, P, V, G>) {
        // Only the product's own sizes are compiled.
        match P::TILE {
            12 if G == 1 && patches >= 12 => self.tiles::<12>(patches, of),
            6 if P::TALL && V == 1 => self.tiles::<12>(patches, of),
            12 | 6 => self.even(patches, of),
            _ => self.tiles::<4>(patches, of),
        }
    }

    /// What all tiles share.
    #[inline(always)]
    pub(super) fn fixed<'a>(&self) -> Fixed<'a, P, V, G> {
        let mut start = [self.product.start(self.vector); G];
        let mut scale = [self.product.scale(self.vector); G];
        for g in 1..G {
            start[g] = self.product.start(self.vector + g * V);
            scale[g] = self.product.scale(self.vector + g * V);
        }
        Fixed {
            start,
            scale,
            depth: self.layout.depth(),
            unpacked: None,
            reach: self.layout.reach(P::HOP),
            channels: self.units.saturating_sub(self.unit).min(G * V * 8),
        }
    }
}

/// What all tiles of some panels share.
pub(super) struct Fixed<'a, P: Columns<V>, const V: usize, const G: usize> {
    pub(super) start: [P::Sums; G],
    pub(super) scale: [P::Scale; G],
    /// Steps of a patch.
    pub(super) depth: usize,
    /// The weights, loaded, where they were before.
    unpacked: Option<&'a [P::Weights]>,
    /// Steps from the first of a patch to behind the last, of one tap.
    reach: usize,
    /// Outputs of a patch in the panels.
    pub(super) channels: usize,
}

impl<P: Columns<V>, const V: usize, const G: usize> Panels<'_, P, V, G> {
    /// All, in tiles of `M` patches.
    #[inline(always)]
    fn tiles<const M: usize>(&mut self, patches: usize, of: &Fixed<'_, P, V, G>) {
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
        for patch in first..patches {
            self.tile::<1>(patch, cursor, of);
            cursor.advance(1, self.layout.patches);
        }
    }

    /// All, in tiles of up to 6 patches as equal as can be: none does what another has done. Of what is multiplied together only
    /// the last may lack patches.
    #[inline(always)]
    fn even(&mut self, patches: usize, of: &Fixed<'_, P, V, G>) {
        let groups = patches.div_ceil(P::TOGETHER);
        let tiles = groups.div_ceil(6 / P::TOGETHER).max(1);
        let (size, larger) = (groups / tiles, groups % tiles);
        let (mut first, mut cursor) = (0, Cursor::START);
        for tile in 0..tiles {
            let count = ((size + usize::from(tile < larger)) * P::TOGETHER).min(patches - first);
            match count {
                6 => self.tile::<6>(first, cursor, of),
                5 => self.tile::<5>(first, cursor, of),
                4 => self.tile::<4>(first, cursor, of),
                3 => self.tile::<3>(first, cursor, of),
                2 => self.tile::<2>(first, cursor, of),
                1 => self.tile::<1>(first, cursor, of),
                _ => return,
            }
            first += count;
            cursor.advance(count, self.layout.patches);
        }
    }

    /// `N` patches from `first`.
    #[inline(always)]
    fn tile<const N: usize>(&mut self, first: usize, at: Cursor, of: &Fixed<'_, P, V, G>) {
        let mut sums = [of.start; N];
        for tap in 0..self.layout.taps {
            let starts = self.layout.starts::<N>(at, tap);
            if starts.last.checked_add(of.reach).is_some_and(|end| end <= self.steps.len()) {
                // SAFETY: all runs from `starts` are inside, and `in_tiles` has found that there are weights for them.
                unsafe {
                    match of.unpacked {
                        Some(weights) if P::UNPACKED => {
                            self.accumulate(Unpacked(weights), first, tap, &starts, of, &mut sums);
                        }
                        _ if self
                            .product
                            .add_runs(&self.layout.runs(tap, self.steps, &starts, self.weights), &mut sums) => {}
                        _ => self.accumulate(Packed(self.weights), first, tap, &starts, of, &mut sums),
                    }
                }
            }
        }
        self.put(first, &sums, of);
    }
}
