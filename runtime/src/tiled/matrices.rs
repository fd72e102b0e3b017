//! Blocks of patches of bytes in matrices, for sets that multiply such: up to 16 patches by up to 16 quads by a panel at once.
//!
//! Patches of a line are as far from each other as rows of a matrix are, and so are the quads of a panel: both are read where they
//! lie. Two matrices of patches meet two panels at a time.

mod cut;

use super::layout::Layout;
use super::products::{Quads, Sums};
use super::tile::{Fixed, Panels};
use crate::isa::{Matrices, Row, SIDE, Square, Task, Wide, array_of};
use crate::kernel::copy_row;
use core::mem::MaybeUninit;
use cut::{Cut, FEW, RUNS};

/// Does panels in matrices, or gives them back.
#[inline(always)]
pub(super) fn multiply<I: Wide<V>, F: Sums<I, V>, const V: usize, const G: usize>(
    panels: Panels<'_, Quads<I, F>, V, G>,
) -> Option<Panels<'_, Quads<I, F>, V, G>> {
    if !I::Matrices::EXIST || G > I::PANELS {
        return Some(panels);
    }
    let Some(matrices) = panels.product.isa.matrices() else { return Some(panels) };
    let (patches, layout) = (panels.y.len() / panels.units.max(1), panels.layout);
    match Cut::of(&layout, patches, V, G, panels.steps.len()) {
        Some(cut) if panels.weights.len() >= layout.depth().saturating_mul(G) => {
            let products = Products { matrices, cut, layout, quad: V * size_of::<[i8; 32]>() };
            apart(Block { products, panels });
            None
        }
        _ => Some(panels),
    }
}

/// Apart, since not all need what it has on the stack.
#[inline(never)]
fn apart<I: Wide<V>, F: Sums<I, V>, const V: usize, const G: usize>(block: Block<'_, I, F, V, G>) {
    block.panels.product.isa.vectorize(block);
}

/// Panels in matrices: there are weights for all of them, and steps for all that matrices read.
struct Block<'a, I: Wide<V>, F: Sums<I, V>, const V: usize, const G: usize> {
    products: Products<I::Matrices>,
    panels: Panels<'a, Quads<I, F>, V, G>,
}

/// What all panels share.
struct Shared<'a, I: Wide<V>, F: Sums<I, V>, const V: usize, const G: usize> {
    of: Fixed<'a, Quads<I, F>, V, G>,
    start: [Row; G],
    weights: [Weights; G],
}

impl<I: Wide<V>, F: Sums<I, V>, const V: usize, const G: usize> Task for Block<'_, I, F, V, G> {
    #[inline(always)]
    fn run(mut self) {
        let (products, of) = (self.products, self.panels.fixed());
        let (cut, depth) = (products.cut, products.layout.depth());
        let mut lasts = [const { [const { MaybeUninit::uninit() }; RUNS] }; G];
        let (mut start, mut weights) = ([Row([[0; 8]; 2]); G], [Weights::NONE; G]);
        for g in 0..G {
            let numbers = self.panels.product.isa.numbers(of.start[g]);
            for v in 0..V {
                start[g].0[v & 1] = numbers[v];
            }
            let panel = self.panels.weights.get(g * depth..).and_then(|rest| rest.get(..depth)).unwrap_or(&[]);
            weights[g] = products.weights(panel.as_flattened().as_flattened(), &mut lasts[g]);
        }
        products.matrices.shape(cut.patches, cut.quads);
        let shared = Shared { of, start, weights };
        let count = cut.lines * cut.matrices;
        for first in (0..count).step_by(2) {
            if first + 1 < count {
                self.squares::<2>([first, first + 1], &shared);
            } else {
                self.squares::<1>([first; 2], &shared);
            }
        }
    }
}

impl<I: Wide<V>, F: Sums<I, V>, const V: usize, const G: usize> Block<'_, I, F, V, G> {
    /// All panels of the first `A` of these matrices of patches.
    #[inline(always)]
    fn squares<const A: usize>(&mut self, numbers: [usize; 2], shared: &Shared<'_, I, F, V, G>) {
        let Products { cut, layout, .. } = self.products;
        let places = array_of!(2, |a| cut.place(&layout, numbers[a]));
        let x = array_of!(2, |a| self.panels.steps.as_ptr().wrapping_add(places[a].1).cast());
        let mut sums = [const { [const { MaybeUninit::<Square>::uninit() }; G] }; 2];
        for g in (0..G).step_by(2) {
            let next = (g + 1).min(G - 1);
            let (start, w) = ([&shared.start[g], &shared.start[next]], [shared.weights[g], shared.weights[next]]);
            let to = array_of!(2, |a| [sums[a][g].as_mut_ptr(), sums[a][next].as_mut_ptr()]);
            // SAFETY: `Cut` has found that all patches are inside of the steps, and there are weights for all panels.
            unsafe {
                if next > g {
                    self.products.multiply::<A, 2>(start, x, w, to);
                } else {
                    self.products.multiply::<A, 1>(start, x, w, to);
                }
            }
        }
        for a in 0..A {
            self.put(places[a].0, &sums[a], &shared.of);
        }
    }

    /// Stores the outputs of a matrix of patches, the first of which has this number.
    #[inline(always)]
    fn put(&mut self, first: usize, squares: &[MaybeUninit<Square>; G], of: &Fixed<'_, Quads<I, F>, V, G>) {
        let (isa, patches) = (self.panels.product.isa, self.products.cut.patches);
        for n in (0..patches).step_by(FEW) {
            let n = n.min(patches - FEW);
            // SAFETY: the sums of all patches have been stored; a row has as many numbers as are read.
            let row =
                |g: usize, i: usize| unsafe { &*squares[g].as_ptr().cast::<Row>().add(n + i).cast::<[[i32; 8]; V]>() };
            let sums = array_of!(FEW, |i| array_of!(G, |g| isa.sums(row(g, i))));
            self.panels.put::<FEW>(first + n, &sums, of);
        }
    }
}

/// The last quads of a run, with zeros behind them: what is multiplied with these does not count.
type Last = [[i8; 64]; SIDE + 1];

/// Where weights of a panel are.
#[derive(Clone, Copy)]
struct Weights {
    first: *const i8,
    /// The last quads of the first run, and bytes from there to those of the next.
    last: *const i8,
    apart: usize,
}

impl Weights {
    const NONE: Self = Weights { first: core::ptr::null(), last: core::ptr::null(), apart: 0 };
}

/// What does not depend on what becomes of sums.
#[derive(Clone, Copy)]
struct Products<M> {
    matrices: M,
    cut: Cut,
    layout: Layout,
    /// Bytes of a panel's quad.
    quad: usize,
}

impl<M: Matrices> Products<M> {
    /// A panel's weights. Where not all products have as many quads, the last ones of each run are copied, with zeros behind them.
    fn weights(&self, panel: &[i8], lasts: &mut [MaybeUninit<Last>; RUNS]) -> Weights {
        let (first, run) = (panel.as_ptr(), self.layout.len * self.quad);
        let last = (self.cut.products - 1) * self.cut.quads * self.quad;
        if self.cut.is_even {
            return Weights { first, last: first.wrapping_add(last), apart: run };
        }
        for (run, place) in panel.chunks_exact(run.max(1)).zip(lasts.iter_mut()) {
            let quads = run.get(last..).unwrap_or(&[]);
            let place = place.write([[0; 64]; SIDE + 1]).as_flattened_mut();
            copy_row(quads, place.get_mut(..quads.len()).unwrap_or(&mut []));
        }
        Weights { first, last: lasts.as_ptr().cast(), apart: size_of::<Last>() }
    }

    /// Sums of `A` matrices of patches by `G` panels.
    ///
    /// # Safety
    /// Matrices have the shape; from `x` on there are steps, from `w` on weights for all products; the places can be written to.
    #[inline(never)]
    unsafe fn multiply<const A: usize, const G: usize>(
        &self,
        start: [&Row; 2],
        x: [*const u8; 2],
        w: [Weights; 2],
        to: [[*mut Square; 2]; 2],
    ) {
        let Products { matrices, cut, ref layout, quad } = *self;
        // SAFETY: as the caller says.
        unsafe {
            matrices.begin::<A, G>(start);
            for tap in 0..layout.taps {
                for row in 0..layout.rows {
                    let (run, place) = (row * layout.taps + tap, row * layout.row + tap * layout.tap);
                    for product in 0..cut.products {
                        let quads = product * cut.quads;
                        let x = array_of!(2, |a| x[a].add(place + 4 * quads));
                        let w = array_of!(2, |g| if product + 1 < cut.products {
                            w[g].first.add((run * layout.len + quads) * quad)
                        } else {
                            w[g].last.add(run * w[g].apart)
                        });
                        matrices.load::<A, G>(x, layout.next, w, quad);
                        matrices.add::<A, G>();
                    }
                }
            }
            matrices.store::<A, G>(to);
        }
    }
}
