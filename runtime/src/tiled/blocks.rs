//! Layers of integers in blocks of patches: each is prepared in working memory, then multiplied.

use super::band;
use super::products::{Finish, Quads, Sums};
use super::tile::{Layout, block};
use crate::isa::{Panels, Set, Task, Words};
use crate::kernel::{Epilogue, TiledLayer};

/// What a layer does to the blocks of its patches.
pub(super) trait Blocks<I: Panels> {
    type Y: Copy;
    type Sums<'a>: Finish<Y = Self::Y> + Sums<I, 1> + Sums<I, 2>
    where
        Self: 'a;

    /// What becomes of the sums of a block, which is prepared as `steps`.
    fn sums(&mut self, isa: I, block: Block, layout: Layout, steps: &[I::Step]) -> Self::Sums<'_>;
    /// What remains to do with the outputs of a block.
    fn finish(&self, _y: &mut [Self::Y]) {}
}

/// What activations are.
pub(super) trait Element<I: Set>: Copy {
    /// As [`Set::prepare`].
    fn prepare(isa: I, x: &[Self], flip: i8, steps: &mut [I::Step]);
    /// What pixels outside of the image hold, with the same bits flipped if it is to be prepared with others.
    fn flipped(self, flip: i8) -> Self;
    /// As [`Set::splat`].
    fn splat(self, isa: I) -> I::Step;
}

impl<I: Set> Element<I> for i8 {
    #[inline(always)]
    fn prepare(isa: I, x: &[i8], flip: i8, steps: &mut [I::Step]) {
        isa.prepare(x, flip, steps);
    }

    #[inline(always)]
    fn flipped(self, flip: i8) -> i8 {
        self ^ flip
    }

    #[inline(always)]
    fn splat(self, isa: I) -> I::Step {
        isa.splat(self)
    }
}

/// All bits are as they should be.
impl<I: Words> Element<I> for i16 {
    #[inline(always)]
    fn prepare(isa: I, x: &[i16], _: i8, steps: &mut [I::Step]) {
        isa.prepare_words(x, steps);
    }

    #[inline(always)]
    fn flipped(self, _: i8) -> i16 {
        self
    }

    #[inline(always)]
    fn splat(self, isa: I) -> I::Step {
        isa.splat_word(self)
    }
}

/// A block of patches.
#[derive(Clone, Copy)]
pub(super) struct Block {
    /// The first, by its number in what blocks may lie across.
    pub(super) first: usize,
    pub(super) count: usize,
}

/// Activations, and room for a block of them.
pub(super) struct Source<'a, I: Set, X> {
    pub(super) isa: I,
    pub(super) p: &'a TiledLayer,
    pub(super) x: &'a [X],
    /// What pixels outside the image hold.
    pub(super) outside: X,
    /// Bits that are flipped in those of the image.
    pub(super) flip: i8,
    pub(super) steps: &'a mut [I::Step],
    pub(super) line: &'a mut [X],
}

impl<I: Panels, X: Element<I>> Source<'_, I, X> {
    /// All blocks. Outputs that blocks may lie across are `at_once`.
    #[inline(always)]
    pub(super) fn multiply<B: Blocks<I>>(
        self,
        blocks: &mut B,
        at_once: usize,
        weights: &[i8],
        y: &mut [B::Y],
        epilogue: Epilogue<'_, B::Y>,
    ) {
        let Source { isa, p, x, outside, flip, steps, line } = self;
        let (units, (weights, _)) = (p.conv.units.max(1), weights.as_chunks::<32>());
        let next = if I::ELEMENTS == 1 { p.conv.channels } else { p.depth(4) };
        let layout = if p.is_pointwise() { Layout::rows(p.depth(4), next) } else { Layout::band(p, I::ELEMENTS, 4) };
        let together = p.together(size_of::<B::Y>());
        for (image, y) in y.chunks_mut(at_once.max(1)).enumerate() {
            let x = x.get(image.wrapping_mul(p.image_size())..).unwrap_or(&[]);
            for (near, y) in y.chunks_mut(p.next_block().wrapping_mul(together).max(1)).enumerate() {
                let before = near.wrapping_mul(together);
                for (i, y) in p.blocks(y) {
                    let first = before.wrapping_add(i).wrapping_mul(p.block);
                    let at = Block { first, count: y.len() / units };
                    isa.vectorize(Prepare { isa, p, outside, flip, x, block: at, steps, line });
                    let product = Quads { isa, sums: blocks.sums(isa, at, layout, steps) };
                    block(product, weights, steps, layout, units, y);
                    blocks.finish(y);
                }
                if p.every == 1 {
                    epilogue(image.wrapping_mul(at_once).wrapping_add(before.wrapping_mul(p.next_block())), y);
                }
            }
        }
        isa.release();
    }
}

/// What a block of patches meets, as steps.
pub(super) struct Prepare<'a, I: Set, X> {
    pub(super) isa: I,
    pub(super) p: &'a TiledLayer,
    pub(super) outside: X,
    pub(super) flip: i8,
    pub(super) x: &'a [X],
    pub(super) block: Block,
    pub(super) steps: &'a mut [I::Step],
    pub(super) line: &'a mut [X],
}

impl<I: Set, X: Element<I>> Task for Prepare<'_, I, X> {
    #[inline(always)]
    fn run(self) {
        if self.p.is_pointwise() { self.pixels() } else { self.band() }
    }
}

impl<I: Set, X: Element<I>> Prepare<'_, I, X> {
    /// Lines of the image with borders around them.
    #[inline(always)]
    fn band(self) {
        let (p, isa, flip) = (self.p, self.isa, self.flip);
        let outputs = p.conv.width.output.max(1);
        let (oy, lines) = (self.block.first / outputs, p.band_lines(self.block.count / outputs));
        let (phases, phase) = (p.phases(I::ELEMENTS), p.phase(I::ELEMENTS));
        let outside = self.outside.splat(isa);
        for (j, steps) in self.steps.chunks_exact_mut(phases.wrapping_mul(phase).max(1)).take(lines).enumerate() {
            let line = band::line(p, self.x, oy, j);
            if phases == 1 {
                let (before, rest) = steps.split_at_mut_checked(line.before / I::ELEMENTS).unwrap_or_default();
                let inside = line.inside.len() / I::ELEMENTS;
                let (inside, after) = rest.split_at_mut_checked(inside).unwrap_or_default();
                before.fill(outside);
                X::prepare(isa, line.inside, flip, inside);
                after.fill(outside);
            } else {
                line.copy(self.outside.flipped(flip), self.line);
                for (i, steps) in steps.chunks_exact_mut(phase.max(1)).enumerate() {
                    X::prepare(isa, self.line.get(i..).unwrap_or(&[]), flip, steps);
                }
            }
        }
    }

    /// Pixels one after another, each as whole steps.
    #[inline(always)]
    fn pixels(self) {
        let channels = self.p.conv.channels.max(1);
        let pixels = self.x.get(self.block.first.wrapping_mul(channels)..).unwrap_or(&[]);
        let pixels = pixels.get(..self.block.count.wrapping_mul(channels)).unwrap_or(pixels);
        if channels.is_multiple_of(I::ELEMENTS) {
            return X::prepare(self.isa, pixels, self.flip, self.steps);
        }
        let rows = self.steps.chunks_exact_mut(self.p.depth(I::ELEMENTS).max(1));
        for (x, row) in pixels.chunks_exact(channels).zip(rows) {
            X::prepare(self.isa, x, self.flip, row);
        }
    }
}
