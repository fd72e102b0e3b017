//! Strips: a panel of channels of the rows that a few lines of outputs meet, with borders around them, in the form that
//! depthwise filters take.

use super::tile::{Layout, Panel, Product};
use crate::isa::{PANEL, Task};
use crate::kernel::TiledDepthwise;

/// What filters of single channels are made of.
pub(super) trait Filter: Product {
    /// An element.
    type X: Copy;
    /// Rows that lie together in a step.
    const GROUP: usize;
    /// Joins a pixel of 16 channels with the one that the next row of a filter meets.
    fn join(self, a: &[Self::X; PANEL], b: &[Self::X; PANEL]) -> Self::Step;
}

/// All images of a layer, in tiles of `M` outputs.
pub(super) struct Strips<'a, F: Filter, const M: usize> {
    pub(super) p: &'a TiledDepthwise,
    pub(super) x: &'a [F::X],
    /// What pixels outside of the image hold.
    pub(super) outside: F::X,
    pub(super) filter: F,
    /// Of every panel `[groups][columns of the filter][vectors]`.
    pub(super) weights: &'a [F::Packed],
    /// Working memory for a strip.
    pub(super) steps: &'a mut [F::Step],
    pub(super) y: &'a mut [F::Y],
}

impl<F: Filter, const M: usize> Task for Strips<'_, F, M> {
    #[inline(always)]
    fn run(mut self) {
        let (p, height) = (self.p, &self.p.conv.height);
        let line = p.conv.width.output.wrapping_mul(p.units()).max(1);
        let y = core::mem::take(&mut self.y);
        for (image, y) in y.chunks_mut(line.wrapping_mul(height.output).max(1)).enumerate() {
            for (i, y) in y.chunks_mut(line.wrapping_mul(p.lines).max(1)).enumerate() {
                let first = i.wrapping_mul(p.lines).wrapping_mul(height.stride).wrapping_sub(height.padding);
                for panel in 0..p.units().div_ceil(PANEL) {
                    self.prepare(image, first, panel);
                    self.multiply(panel, y);
                }
            }
        }
    }
}

impl<F: Filter, const M: usize> Strips<'_, F, M> {
    /// The strip that begins with row `first` of an image.
    #[inline(always)]
    fn prepare(&mut self, image: usize, first: usize, panel: usize) {
        let (p, columns) = (self.p, self.p.columns().max(1));
        let outside = [self.outside; PANEL];
        let source = Source { p, x: self.x, outside: &outside, unit: panel * PANEL };
        for (i, steps) in self.steps.chunks_exact_mut(columns).take(p.strip_lines(F::GROUP)).enumerate() {
            let row = first.wrapping_add(i.wrapping_mul(p.spacing(F::GROUP)));
            // Groups of one row ignore the second.
            let (a, b) = (source.row(image, row), source.row(image, row.wrapping_add(p.conv.height.dilation)));
            for column in 0..columns {
                let ix = column.wrapping_sub(p.conv.width.padding);
                let (mut a_buffer, mut b_buffer) = (outside, outside);
                let (a, b) = (source.pixel(a, ix, &mut a_buffer), source.pixel(b, ix, &mut b_buffer));
                if let Some(step) = steps.get_mut(column) {
                    *step = self.filter.join(a, b);
                }
            }
        }
    }

    /// The outputs of a panel of the strip.
    #[inline(always)]
    fn multiply(&mut self, panel: usize, y: &mut [F::Y]) {
        let (p, height, width) = (self.p, &self.p.conv.height, &self.p.conv.width);
        let (columns, spacing) = (p.columns(), p.spacing(F::GROUP).max(1));
        let (rows, neighbours) = (height.filter.div_ceil(F::GROUP), width.dilation == 1);
        let layout = Layout {
            patches: width.output,
            next: width.stride,
            line: (height.stride / spacing).wrapping_mul(columns),
            rows,
            row: (F::GROUP.wrapping_mul(height.dilation) / spacing).wrapping_mul(columns),
            taps: if neighbours { 1 } else { width.filter },
            tap: width.dilation,
            len: if neighbours { width.filter } else { 1 },
            phase: 0,
        };
        let (units, unit, vector) = (p.units(), panel * PANEL, panel * 2);
        let before = rows.wrapping_mul(width.filter).wrapping_mul(vector);
        let (product, steps, weights) = (self.filter, &*self.steps, self.weights.get(before..).unwrap_or(&[]));
        if units - unit > PANEL / 2 {
            Panel::<F, 2, M> { product, weights: weights.as_chunks().0, steps, layout, units, vector, unit, y }.run();
        } else {
            Panel::<F, 1, M> { product, weights: weights.as_chunks().0, steps, layout, units, vector, unit, y }.run();
        }
    }
}

/// Where pixels of a panel come from.
struct Source<'a, X> {
    p: &'a TiledDepthwise,
    x: &'a [X],
    outside: &'a [X; PANEL],
    /// The panel's first output channel.
    unit: usize,
}

impl<'a, X: Copy> Source<'a, X> {
    /// The input from row `iy` of an image on; nothing if there is no such row.
    #[inline(always)]
    fn row(&self, image: usize, iy: usize) -> &'a [X] {
        let (height, width) = (&self.p.conv.height, &self.p.conv.width);
        let row = image.wrapping_mul(height.input).wrapping_add(iy).wrapping_mul(width.input);
        let rest = self.x.get(row.wrapping_mul(self.p.conv.channels)..);
        rest.filter(|_| iy < height.input).unwrap_or(&[])
    }

    /// What 16 output channels meet at column `ix` of a row; those after the last channel are any.
    #[inline(always)]
    fn pixel<'b>(&self, row: &'b [X], ix: usize, buffer: &'b mut [X; PANEL]) -> &'b [X; PANEL]
    where
        'a: 'b,
    {
        let p = &self.p.conv;
        if ix >= p.width.input || row.is_empty() {
            return self.outside;
        }
        let start = ix.wrapping_mul(p.channels);
        let sixteen = row.get(start.wrapping_add(self.unit)..).and_then(|rest| rest.first_chunk());
        match sixteen {
            Some(sixteen) if p.multiplier == 1 => sixteen,
            _ => {
                gather(row.get(start..).unwrap_or(&[]), self.unit, p.multiplier, buffer);
                buffer
            }
        }
    }
}

/// What output channels from `unit` meet of a pixel, one by one.
#[cold]
#[inline(never)]
fn gather<X: Copy>(pixel: &[X], unit: usize, multiplier: usize, places: &mut [X; PANEL]) {
    for (i, place) in places.iter_mut().enumerate() {
        if let Some(x) = pixel.get((unit + i) / multiplier.max(1)) {
            *place = *x;
        }
    }
}
