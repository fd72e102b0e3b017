//! How blocks of patches are cut to matrices, and which are not worth it.

use crate::isa::SIDE;
use crate::tiled::layout::Layout;

/// Patches that become outputs together. Where matrices have fewer, vectors are faster.
pub(super) const FEW: usize = 4;
/// Runs of a patch, at most, whose last matrix has fewer quads than the others.
pub(super) const RUNS: usize = 5;

/// Reckoned, not timed, in half cycles, in each of which vectors multiply a quad of one patch with a panel. A product of matrices takes
/// 16 cycles, and waits some 8 for loads, or the product before, where there are not four; sums are loaded, stored and loaded again,
/// 32 cycles for a panel; and a shape takes some 200, though few blocks change it.
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
        let is_even = vectors == 2 && products.checked_mul(quads)? == layout.len;
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

#[cfg(test)]
mod tests {
    use super::*;

    /// Of whole panels, with bytes enough.
    fn cut(layout: &Layout, patches: usize) -> Option<Cut> {
        Cut::of(layout, patches, 2, 4, usize::MAX)
    }

    #[test]
    fn matrices_are_as_equal_as_can_be() {
        let even = Cut { lines: 1, line: 50, matrices: 4, patches: 13, products: 2, quads: 12, is_even: true };
        assert_eq!(cut(&Layout::rows(24, 96), 50), Some(even));
        assert_eq!([0, 2, 3].map(|matrix| even.place(&Layout::rows(24, 96), matrix)), [(0, 0), (26, 2496), (37, 3552)]);
        // 184 channels: 16 quads, 16 and 14. Halves of panels are never even.
        let uneven = Cut { products: 3, quads: 16, is_even: false, ..even };
        assert_eq!(cut(&Layout::rows(46, 184), 50), Some(uneven));
        assert_eq!(Cut::of(&Layout::rows(24, 96), 50, 1, 1, usize::MAX), Some(Cut { is_even: false, ..even }));
    }

    #[test]
    fn lines_are_cut_for_themselves() {
        let band = Layout { patches: 20, next: 64, line: 1408, rows: 3, row: 1408, len: 48, ..Layout::rows(0, 0) };
        let expected = Cut { lines: 4, line: 20, matrices: 2, patches: 10, products: 3, quads: 16, is_even: true };
        assert_eq!(cut(&band, 80), Some(expected));
        assert_eq!(expected.place(&band, 5), (50, 2 * 1408 + 10 * 64));
        // Not whole lines, and phases, are for vectors.
        assert_eq!(cut(&band, 70), None);
        assert_eq!(cut(&Layout { phase: 7, ..band }, 80), None);
        // Nine runs that end with fewer quads are too many.
        assert_eq!(cut(&Layout { taps: 3, len: 17, ..band }, 80), None);
        assert!(cut(&Layout { taps: 3, len: 18, ..band }, 80).is_some());
    }

    #[test]
    fn matrices_stay_inside() {
        let rows = Layout::rows(46, 184);
        let needed = 49 * 184 + 3 * 64;
        assert!(Cut::of(&rows, 50, 2, 1, needed).is_some());
        assert_eq!(Cut::of(&rows, 50, 2, 1, needed - 1), None);
        let huge = usize::MAX;
        for layout in [Layout::rows(huge, huge), Layout { rows: huge, row: huge, taps: huge, tap: huge, ..rows }] {
            assert_eq!(cut(&layout, 50), None);
            assert_eq!(cut(&Layout { patches: 0, ..layout }, huge), None);
        }
        assert_eq!(cut(&Layout::rows(0, 0), 50), None);
    }

    #[test]
    fn vectors_keep_what_is_narrow() {
        // Few patches, few quads, few of both; and a matrix more than its shape is worth.
        assert_eq!(cut(&Layout::rows(256, 1024), 3), None);
        assert_eq!(cut(&Layout::rows(3, 12), 1000), None);
        assert_eq!(cut(&Layout::rows(16, 64), 7), None);
        assert!(cut(&Layout::rows(256, 1024), 7).is_some());
        assert_eq!(Cut::of(&Layout::rows(16, 64), 16, 2, 1, usize::MAX), None);
        assert!(cut(&Layout::rows(16, 64), 16).is_some());
    }
}
