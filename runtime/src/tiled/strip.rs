//! Strips: a panel of channels of the rows that a few lines of outputs meet, with borders around them, in the form that
//! depthwise filters take.

use super::tile::{Columns, Layout, Panels, Product};
use crate::isa::{PANEL, Set, Task};
use crate::kernel::TiledDepthwise;

/// What filters of single channels are made of.
pub(super) trait Filter: Product {
    /// An element.
    type X: Copy;
    /// Rows that lie together in a step.
    const GROUP: usize;
    /// Joins a pixel of 16 channels with the one that the next row of a filter meets.
    fn join(self, a: &[Self::X; PANEL], b: &[Self::X; PANEL], step: &mut Self::Step);
}

/// So many pixels ahead is asked for: a panel is a small part of each, which processors do not foresee.
const AHEAD: usize = 8;

/// All images of a layer.
pub(super) struct Strips<'a, F: Filter> {
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

impl<F: Filter + Columns<1> + Columns<2>> Task for Strips<'_, F> {
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

impl<F: Filter + Columns<1> + Columns<2>> Strips<'_, F> {
    /// The strip that begins with row `first` of an image.
    #[inline(always)]
    fn prepare(&mut self, image: usize, first: usize, panel: usize) {
        let (p, columns) = (self.p, self.p.columns().max(1));
        let outside = [self.outside; PANEL];
        let source = Source { p, x: self.x, outside: &outside, unit: panel * PANEL };
        let strip = core::mem::take(&mut self.steps);
        for (i, steps) in strip.chunks_exact_mut(columns).take(p.strip_lines(F::GROUP)).enumerate() {
            let row = first.wrapping_add(i.wrapping_mul(p.spacing(F::GROUP)));
            // Groups of one row ignore the second.
            let (a, b) = (source.row(image, row), source.row(image, row.wrapping_add(p.conv.height.dilation)));
            let (before, rest) = steps.split_at_mut(p.conv.width.padding.min(columns));
            let (inside, after) = rest.split_at_mut(p.conv.width.input.min(rest.len()));
            for step in before {
                self.filter.join(&outside, &outside, step);
            }
            for (ix, step) in inside.iter_mut().enumerate() {
                self.filter.set().prefetch(a.pixels, a.place(ix + AHEAD));
                self.filter.set().prefetch(b.pixels, b.place(ix + AHEAD));
                match (a.sixteen(ix), b.sixteen(ix)) {
                    (Some(a), Some(b)) => self.filter.join(a, b, step),
                    _ => self.gather(&source, &a, &b, ix, step),
                }
            }
            for step in after {
                self.filter.join(&outside, &outside, step);
            }
        }
        self.steps = strip;
    }

    /// A group whose channels do not lie together.
    #[cold]
    #[inline(never)]
    fn gather(&self, source: &Source<'_, F::X>, a: &Row<'_, F::X>, b: &Row<'_, F::X>, ix: usize, step: &mut F::Step) {
        self.filter.join(&source.gather(a, ix), &source.gather(b, ix), step);
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
            Panels::<F, 2, 1> { product, weights: weights.as_chunks().0, steps, layout, units, vector, unit, y }.run();
        } else {
            Panels::<F, 1, 1> { product, weights: weights.as_chunks().0, steps, layout, units, vector, unit, y }.run();
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

/// A row of pixels, or one that is outside of the image.
struct Row<'a, X> {
    pixels: &'a [X],
    /// From a pixel to the next.
    step: usize,
    /// Where the 16 channels are in a pixel.
    channel: usize,
}

impl<'a, X> Row<'a, X> {
    /// 16 channels of a pixel, if as many lie together; those after the last channel are any.
    #[inline(always)]
    fn sixteen(&self, ix: usize) -> Option<&'a [X; PANEL]> {
        self.pixels.get(self.place(ix)..)?.first_chunk()
    }

    /// Where the 16 channels of a pixel begin.
    #[inline(always)]
    fn place(&self, ix: usize) -> usize {
        ix.wrapping_mul(self.step).wrapping_add(self.channel)
    }
}

impl<'a, X: Copy> Source<'a, X> {
    /// Row `iy` of an image.
    #[inline(always)]
    fn row(&self, image: usize, iy: usize) -> Row<'a, X> {
        let (height, width) = (&self.p.conv.height, &self.p.conv.width);
        if iy >= height.input {
            return Row { pixels: self.outside, step: 0, channel: 0 };
        }
        let row = image.wrapping_mul(height.input).wrapping_add(iy).wrapping_mul(width.input);
        let pixels = self.x.get(row.wrapping_mul(self.p.conv.channels)..).unwrap_or(&[]);
        // Channels that are repeated do not lie together.
        let channel = if self.p.conv.multiplier == 1 { self.unit } else { pixels.len() };
        Row { pixels, step: self.p.conv.channels, channel }
    }

    /// What 16 output channels meet at column `ix` of a row, one by one.
    fn gather(&self, row: &Row<'_, X>, ix: usize) -> [X; PANEL] {
        let mut sixteen = *self.outside;
        if row.step > 0 {
            let pixel = row.pixels.get(ix.wrapping_mul(row.step)..).unwrap_or(&[]);
            for (i, place) in sixteen.iter_mut().enumerate() {
                if let Some(x) = pixel.get((self.unit + i) / self.p.conv.multiplier.max(1)) {
                    *place = *x;
                }
            }
        }
        sixteen
    }
}
