//! Where patches are.

use crate::isa::{Runs, array_of};
use crate::kernel::TiledLayer;

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
    /// Products of a run.
    pub(super) len: usize,
    /// Steps of a phase, if there are several, each a step's element later than the one before.
    pub(super) phase: usize,
}

impl Layout {
    /// One after another, `next` steps apart.
    #[inline(always)]
    pub(super) fn rows(depth: usize, next: usize) -> Self {
        let patches = usize::MAX;
        Layout { patches, next, line: 0, rows: 1, row: 0, taps: 1, tap: 0, len: depth, phase: 0 }
    }

    /// As pixels lie in an image of which some are left out, whole lines of outputs at a time.
    #[inline(always)]
    pub(super) fn pixels(p: &TiledLayer) -> Self {
        let (height, width, channels) = (&p.conv.height, &p.conv.width, p.conv.channels);
        Layout {
            patches: width.output.max(1),
            next: width.stride.wrapping_mul(channels),
            line: height.stride.wrapping_mul(width.input).wrapping_mul(channels),
            ..Layout::rows(channels, 0)
        }
    }

    /// In a band, whose steps are `step` elements; weights are for `depth` elements at a time.
    #[inline(always)]
    pub(super) fn band(p: &TiledLayer, step: usize, depth: usize) -> Self {
        let (height, width, step) = (&p.conv.height, &p.conv.width, step.max(1));
        let (phases, phase) = (p.phases(step), p.phase(step));
        let pixel = if phases == 1 { p.conv.channels / step } else { p.conv.channels };
        let line = phases.wrapping_mul(phase);
        Layout {
            patches: width.output.max(1),
            next: width.stride.wrapping_mul(pixel),
            line: p.band_stride().wrapping_mul(line),
            rows: height.filter,
            row: height.dilation.wrapping_mul(line),
            taps: p.taps(),
            tap: width.dilation.wrapping_mul(pixel),
            len: p.run().div_ceil(depth.max(1)),
            phase: if phases == 1 { 0 } else { phase },
        }
    }

    /// Products of a patch.
    #[inline(always)]
    pub(super) fn depth(&self) -> usize {
        self.rows.saturating_mul(self.taps).saturating_mul(self.len)
    }

    /// Steps from the first of a patch to behind the last, of one tap, where products are `hop` steps apart.
    #[inline(always)]
    pub(super) fn reach(&self, hop: usize) -> usize {
        self.rows.saturating_sub(1).saturating_mul(self.row).saturating_add(self.len.saturating_mul(hop))
    }

    /// Where the runs of tap `tap` begin in the first rows of `N` patches.
    #[inline(always)]
    pub(super) fn starts<const N: usize>(&self, mut first: Cursor, tap: usize) -> Starts<N> {
        let (tap, mut each, mut last) = (tap.wrapping_mul(self.tap), [0; N], 0);
        let in_line = self.patches.wrapping_sub(first.patch) >= N;
        // A pair of patches does not lie across the end of a line with room for pairs.
        let in_pairs = in_line || (self.patches | first.patch).is_multiple_of(2);
        let apart = (self.phase == 0 && in_pairs).then_some(self.next);
        // Most tiles lie in one line, and where there is one phase they are a distance apart.
        if self.phase == 0 && in_line {
            let start = first.place(self).wrapping_add(tap);
            for n in 0..N {
                each[n] = start.wrapping_add(self.next.wrapping_mul(n));
            }
            last = start.saturating_add(self.next.saturating_mul(N - 1));
            return Starts { each, last, apart };
        }
        for place in &mut each {
            let element = first.patch.wrapping_mul(self.next).wrapping_add(tap);
            *place = first.line.wrapping_mul(self.line).wrapping_add(self.step(element));
            last = last.max(*place);
            first.advance(1, self.patches);
        }
        Starts { each, last, apart }
    }

    /// The runs of tap `tap` that begin there, and those of `G` panels of weights.
    #[inline(always)]
    pub(super) fn runs<S, W, const G: usize, const N: usize>(
        &self,
        tap: usize,
        steps: &[S],
        starts: &Starts<N>,
        weights: &[W],
    ) -> Runs<S, W, G, N> {
        let (depth, first) = (self.depth(), tap.wrapping_mul(self.len));
        Runs {
            steps: array_of!(N, |n| steps.as_ptr().wrapping_add(starts.each[n])),
            apart: starts.apart,
            weights: array_of!(G, |g| weights.as_ptr().wrapping_add(depth.wrapping_mul(g).wrapping_add(first))),
            rows: self.rows,
            len: self.len,
            next: (self.row, self.taps.wrapping_mul(self.len)),
        }
    }

    /// A patch by its number.
    #[inline(always)]
    pub(super) fn cursor(&self, patch: usize) -> Cursor {
        let patches = self.patches.max(1);
        Cursor { line: patch / patches, patch: patch % patches }
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

/// Where runs of the patches of a tile begin, in steps.
pub(super) struct Starts<const N: usize> {
    pub(super) each: [usize; N],
    /// The last of these places.
    pub(super) last: usize,
    /// From a patch with an even number to the one behind it, if that is the same for all.
    apart: Option<usize>,
}

/// A patch by its line and its place there.
#[derive(Clone, Copy)]
pub(super) struct Cursor {
    line: usize,
    patch: usize,
}

impl Cursor {
    pub(super) const START: Self = Cursor { line: 0, patch: 0 };

    /// Where the patch begins, if there is one phase.
    #[inline(always)]
    pub(super) fn place(self, layout: &Layout) -> usize {
        self.line.wrapping_mul(layout.line).wrapping_add(self.patch.wrapping_mul(layout.next))
    }

    /// Goes so many patches on, of which a line has `patches`.
    #[inline(always)]
    pub(super) fn advance(&mut self, count: usize, patches: usize) {
        self.patch = self.patch.wrapping_add(count);
        while self.patch >= patches && patches > 0 {
            self.patch -= patches;
            self.line += 1;
        }
    }
}

/// Elements of a step where there are phases.
const PHASES: usize = 4;
