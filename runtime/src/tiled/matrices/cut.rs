//! How blocks of patches are cut to matrices, and which are not worth it.

use crate::isa::SIDE;
use crate::tiled::layout::Layout;

/// Patches that become outputs together. Where matrices have fewer, vectors are faster.
pub(super) const FEW: usize = 4;
/// Runs of a patch, at most, whose last matrix has fewer quads than the others.
pub(super) const RUNS: usize = 5;

/// Half cycles, in each of which vectors multiply a quad of one patch with a panel. A product of matrices takes 16 cycles, and waits
/// for loads of up to 8 where there is little else to do; before and after all products of a patch, sums are loaded, stored and
/// loaded again, 32 cycles for a panel; and a shape takes some 200 cycles, though few blocks change it.
const PRODUCT: usize = 2 * (16 + 8);
const SUMS: usize = 2 * 32;
const SHAPE: usize = 2 * 200;

/// A block in matrices.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Cut {
    /// Lines of patches, and patches of each.
    pub(super) lines: usize,
    pub(super) line: usize,
    /// Matrices of a line, and patches of each: the last may begin earlier, and gives some outputs twice.
    pub(super) matrices: usize,
    pub(super) patches: usize,
    /// Products of a run, and quads of each: the last may have fewer.
    pub(super) products: usize,
    pub(super) quads: usize,
    /// Whether all have as many, and panels are whole.
    pub(super) is_even: bool,
}

impl Cut {
    /// Of so many patches and prepared bytes, for so many panels of `vectors` times eight channels: if there is a way, and it is faster
    /// than vectors are.
    pub(super) fn of(layout: &Layout, patches: usize, vectors: usize, panels: usize, bytes: usize) -> Option<Self> {
        let line = layout.patches.min(patches);
        let (lines, matrices) = (patches.checked_div(line)?, line.div_ceil(SIDE));
        // As equal as can be, so that little is done twice or with zeros.
        let products = layout.len.div_ceil(SIDE).max(1);
        let quads = layout.len.div_ceil(products);
        let is_even = vectors == 2 && products * quads == layout.len;
        let cut = Cut { lines, line, matrices, patches: line.div_ceil(matrices), products, quads, is_even };
        let is_possible = lines * line == patches
            && cut.patches >= FEW
            && layout.phase == 0
            && (is_even || layout.rows.checked_mul(layout.taps)? <= RUNS)
            && cut.reach(layout)? <= bytes;
        let gain = cut.in_vectors(layout)?.saturating_sub(cut.in_matrices(layout)?);
        (is_possible && gain.checked_mul(panels)? > SHAPE).then_some(cut)
    }

    /// Bytes from the first of the block to behind the last that a matrix reads: it may go on behind a run.
    fn reach(&self, layout: &Layout) -> Option<usize> {
        let last = |count: usize, apart: usize| count.checked_sub(1)?.checked_mul(apart);
        let patch = last(self.lines, layout.line)?.checked_add(last(self.line, layout.next)?)?;
        let run = last(layout.rows, layout.row)?.checked_add(last(layout.taps, layout.tap)?)?;
        patch.checked_add(run)?.checked_add(self.products.checked_mul(4 * self.quads)?)
    }

    /// Half cycles for a panel.
    fn in_vectors(&self, layout: &Layout) -> Option<usize> {
        self.lines.checked_mul(self.line)?.checked_mul(layout.depth())
    }

    fn in_matrices(&self, layout: &Layout) -> Option<usize> {
        let products = layout.rows.checked_mul(layout.taps)?.checked_mul(self.products)?;
        let matrix = products.checked_mul(PRODUCT)?.checked_add(SUMS)?;
        self.lines.checked_mul(self.matrices)?.checked_mul(matrix)
    }

    /// The number of a matrix's first patch in the block, and the step that it begins with.
    #[inline(always)]
    pub(super) fn place(&self, layout: &Layout, matrix: usize) -> (usize, usize) {
        let line = matrix / self.matrices.max(1);
        let patch = (matrix % self.matrices.max(1) * self.patches).min(self.line - self.patches);
        (line * self.line + patch, line * layout.line + patch * layout.next)
    }
}
