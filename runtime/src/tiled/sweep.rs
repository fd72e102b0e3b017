//! Depthwise convolutions of bytes by filters of three rows, down the image: a quad is made once, in registers, and meets all lines of
//! outputs that it belongs to before the next row's is made.

mod panel;

use super::depthwise::are_there;
use super::requantize::Requantize;
use crate::isa::{PANEL, Panels, Set, Task};
use crate::kernel::{DepthwiseQuads, QUAD};
use core::mem::MaybeUninit;
use panel::Panel;

/// Rows of the image that are gone down at a time: those of a few columns stay in the nearest cache.
const ROWS: usize = 33;
/// Outputs side by side, and the most quads.
const OUTPUTS: usize = 2;

/// An image some of whose panels are computed so.
#[derive(Clone, Copy)]
pub(super) struct Sweep<'a, I> {
    pub(super) isa: I,
    pub(super) p: &'a DepthwiseQuads,
    pub(super) requantize: Requantize<'a>,
    pub(super) x: &'a [i8],
    /// What pixels outside of it hold, and the bits that are flipped in all.
    pub(super) outside: i8,
    pub(super) flip: i8,
    pub(super) bias: &'a [[i32; 8]],
}

impl<I: Panels> Sweep<'_, I> {
    /// Whether the outputs of a panel are computed so: all of its channels are there, and it has one of the usual forms.
    #[inline(always)]
    pub(super) fn takes(&self, panel: usize) -> bool {
        let (p, height) = (self.p, &self.p.conv.height);
        let known = height.filter == 3 && height.dilation == 1 && matches!(height.stride, 1 | 2);
        let quads = p.row.steps == 1 && p.row.sets == 1 && p.row.phases <= 2 && p.pixels == 1;
        let whole = p.conv.multiplier == 1 && panel < p.conv.channels / PANEL;
        if !(I::SWEEP && known && quads && whole) {
            return false;
        }
        self.requantize.is_usual::<2>(2 * panel)
    }

    /// The outputs of the panels that are.
    #[inline(always)]
    pub(super) fn run(&self, weights: &[[[i8; 32]; 2]], y: &mut [i8]) {
        match self.p.row.phases {
            _ if !I::SWEEP => {}
            2 => self.bands::<2, 1>(weights, y),
            1 => self.bands::<1, 2>(weights, y),
            _ => {}
        }
    }

    /// The same by tiles of `G` groups of `F` outputs, a few lines at a time.
    #[inline(always)]
    fn bands<const F: usize, const G: usize>(&self, weights: &[[[i8; 32]; 2]], y: &mut [i8]) {
        let (p, height) = (self.p, &self.p.conv.height);
        if !are_there(p, self.x, y) {
            return;
        }
        let (mut first, most) = (0, if height.stride == 1 { ROWS - 2 } else { ROWS / 2 });
        while first < height.output {
            let lines = (height.output - first).min(most);
            for (panel, weights) in weights.chunks_exact(p.taps().max(1)).enumerate() {
                if self.takes(panel) {
                    self.isa.vectorize(Down::<I, F, G> { of: *self, panel, weights, lines: Lines { first, lines }, y });
                }
            }
            first += lines;
        }
    }
}

/// A panel to compute, by tiles of `G` groups of `F` outputs.
struct Down<'a, I, const F: usize, const G: usize> {
    of: Sweep<'a, I>,
    panel: usize,
    weights: &'a [[[i8; 32]; 2]],
    lines: Lines,
    y: &'a mut [i8],
}

impl<I: Panels, const F: usize, const G: usize> Task for Down<'_, I, F, G> {
    #[inline(always)]
    fn run(self) {
        // Not behind references, where outputs might seem to change them.
        let (p, q) = (*self.of.p, self.of.requantize.quant());
        let of = Sweep { p: &p, requantize: self.of.requantize.with(&q), ..self.of };
        if let Some(panel) = Panel::<I, 2, F>::of(&of, self.panel, self.weights) {
            panel.columns::<G>(self.lines, self.y);
        }
    }
}

/// A copy of what the quads of a tile meet.
type Copied = MaybeUninit<[[[[i8; PANEL]; QUAD]; OUTPUTS]; ROWS]>;

impl<I: Set> Sweep<'_, I> {
    /// Copies the pixels of a tile's quads, from a column on, not all of which are in the image; those outside hold what is there.
    #[inline(never)]
    fn copied(&self, unit: usize, (column, quads): (usize, usize), lines: Lines, copy: &mut Copied) -> Place {
        let Sweep { p, x, .. } = *self;
        let (height, width, channels) = (&p.conv.height, &p.conv.width, p.conv.channels);
        let (first, rows) = lines.rows(p);
        // Rows outside of the image are not read.
        let before = if first < height.input { 0 } else { first.wrapping_neg().min(rows) };
        let inside = before..height.input.wrapping_sub(first).min(rows).min(ROWS);
        let (to, outside) = (copy.as_mut_ptr().cast::<[[[i8; PANEL]; QUAD]; OUTPUTS]>(), [self.outside; PANEL]);
        for place in 0..quads.min(OUTPUTS) * QUAD {
            let (quad, i) = (place / QUAD, place % QUAD);
            let spacing = p.row.advance.wrapping_mul(p.row.spacing);
            let column = column.wrapping_add(quad.wrapping_mul(spacing)).wrapping_add(i.wrapping_mul(width.dilation));
            for row in inside.clone() {
                let pixel = first.wrapping_add(row).wrapping_mul(width.input).wrapping_add(column);
                let from = x.as_ptr().wrapping_add(pixel.wrapping_mul(channels).wrapping_add(unit)).cast();
                let from = if column < width.input { from } else { &raw const outside };
                // SAFETY: the pixel is in the image, which is all there, or `outside`; the place is one of the copy's.
                unsafe { (&raw mut (*to.wrapping_add(row))[quad][i]).write(*from) };
            }
        }
        let row = OUTPUTS * QUAD * PANEL;
        let pixel = to.cast::<i8>().cast_const().wrapping_sub(row.wrapping_mul(first));
        Place { pixel, next: [PANEL, QUAD * PANEL, row] }
    }
}

/// Lines of outputs.
#[derive(Clone, Copy)]
struct Lines {
    first: usize,
    lines: usize,
}

impl Lines {
    /// The first row that they meet, and how many.
    #[inline(always)]
    fn rows(self, p: &DepthwiseQuads) -> (usize, usize) {
        let height = &p.conv.height;
        let first = self.first.wrapping_mul(height.stride).wrapping_sub(height.padding);
        (first, self.lines.wrapping_sub(1).wrapping_mul(height.stride).wrapping_add(3))
    }
}

/// Where row 0 of the image is, of a tile's first pixel, and how far it is from there to the next pixel, the next quad and the next row.
#[derive(Clone, Copy)]
struct Place {
    pixel: *const i8,
    next: [usize; 3],
}
