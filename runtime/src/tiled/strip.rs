//! Depthwise convolutions of floats in strips: a panel of channels of the rows that a few lines of outputs meet, with borders
//! around them.

use super::tile::{self, Columns, Layout, Product, some};
use crate::isa::{PANEL, Panels, Set, Task, Wide, array_of, dispatch};
use crate::kernel::{Clamp, F32, TiledDepthwise};

dispatch! {
    /// Float. Of every 16 channels, or 8 in a last panel of so many, `weights` is `[rows][columns][16]`; `bias` is padded to
    /// whole vectors; `strip` is room for `[strip][16]`.
    pub fn tiled_depthwise_f32(
        p: &TiledDepthwise, clamp: Clamp<F32>, x: &[f32], weights: &[f32], bias: &[f32], strip: &mut [f32],
        y: &mut [f32],
    ) = floats
}

#[inline(always)]
#[allow(clippy::too_many_arguments)]
pub(super) fn floats<I: Panels>(
    isa: I,
    p: &TiledDepthwise,
    clamp: Clamp<F32>,
    x: &[f32],
    weights: &[f32],
    bias: &[f32],
    strip: &mut [f32],
    y: &mut [f32],
) {
    let (weights, bias) = (weights.as_chunks::<8>().0, bias.as_chunks::<8>().0);
    let steps = strip.as_chunks_mut::<8>().0.as_chunks_mut::<2>().0;
    let product = Floats { isa, bias, bounds: (clamp.min.0, clamp.max.0) };
    isa.vectorize(Strips { p, x, product, weights, steps, y });
}

/// So many pixels ahead is asked for: a panel is a small part of each, which processors do not foresee.
const AHEAD: usize = 8;

/// All images of a layer.
struct Strips<'a, I> {
    p: &'a TiledDepthwise,
    x: &'a [f32],
    product: Floats<'a, I>,
    /// Of every panel `[rows][columns of the filter][vectors]`.
    weights: &'a [[f32; 8]],
    /// Working memory for a strip.
    steps: &'a mut [[[f32; 8]; 2]],
    y: &'a mut [f32],
}

impl<I: Panels> Task for Strips<'_, I> {
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

impl<I: Panels> Strips<'_, I> {
    /// The strip that begins with row `first` of an image.
    #[inline(always)]
    fn prepare(&mut self, image: usize, first: usize, panel: usize) {
        let (p, columns) = (self.p, self.p.columns().max(1));
        let source = Source { p, x: self.x, unit: panel * PANEL };
        for (i, steps) in self.steps.chunks_exact_mut(columns).take(p.strip_lines()).enumerate() {
            let row = source.row(image, first.wrapping_add(i));
            let (before, rest) = steps.split_at_mut(p.conv.width.padding.min(columns));
            let (inside, after) = rest.split_at_mut(p.conv.width.input.min(rest.len()));
            before.as_flattened_mut().fill([0.0; 8]);
            for (ix, step) in inside.iter_mut().enumerate() {
                self.product.isa.prefetch(row.pixels, row.place(ix + AHEAD));
                match row.sixteen(ix) {
                    Some(pixel) => step.as_flattened_mut().copy_from_slice(pixel),
                    _ => step.as_flattened_mut().copy_from_slice(&source.gather(&row, ix)),
                }
            }
            after.as_flattened_mut().fill([0.0; 8]);
        }
    }

    /// The outputs of a panel of the strip.
    #[inline(always)]
    fn multiply(&mut self, panel: usize, y: &mut [f32]) {
        let (p, height, width) = (self.p, &self.p.conv.height, &self.p.conv.width);
        let (columns, neighbours) = (p.columns(), width.dilation == 1);
        let layout = Layout {
            patches: width.output,
            next: width.stride,
            line: height.stride.wrapping_mul(columns),
            rows: height.filter,
            row: height.dilation.wrapping_mul(columns),
            taps: if neighbours { 1 } else { width.filter },
            tap: width.dilation,
            len: if neighbours { width.filter } else { 1 },
            phase: 0,
        };
        let (units, unit, vector) = (p.units(), panel * PANEL, panel * 2);
        let before = height.filter.wrapping_mul(width.filter).wrapping_mul(vector);
        let (product, steps, weights) = (self.product, &*self.steps, self.weights.get(before..).unwrap_or(&[]));
        if units - unit > PANEL / 2 {
            tile::Panels::<_, 2, 1> { product, weights: weights.as_chunks().0, steps, layout, units, vector, unit, y }
                .run();
        } else {
            tile::Panels::<_, 1, 1> { product, weights: weights.as_chunks().0, steps, layout, units, vector, unit, y }
                .run();
        }
    }
}

/// Where pixels of a panel come from.
struct Source<'a> {
    p: &'a TiledDepthwise,
    x: &'a [f32],
    /// The panel's first output channel.
    unit: usize,
}

/// A row of pixels, or one that is outside of the image.
struct Row<'a> {
    pixels: &'a [f32],
    /// From a pixel to the next.
    step: usize,
    /// Where the 16 channels are in a pixel.
    channel: usize,
}

impl<'a> Row<'a> {
    /// 16 channels of a pixel, if as many lie together; those after the last channel are any.
    #[inline(always)]
    fn sixteen(&self, ix: usize) -> Option<&'a [f32; PANEL]> {
        self.pixels.get(self.place(ix)..)?.first_chunk()
    }

    /// Where the 16 channels of a pixel begin.
    #[inline(always)]
    fn place(&self, ix: usize) -> usize {
        ix.wrapping_mul(self.step).wrapping_add(self.channel)
    }
}

impl<'a> Source<'a> {
    /// Row `iy` of an image.
    #[inline(always)]
    fn row(&self, image: usize, iy: usize) -> Row<'a> {
        let (height, width) = (&self.p.conv.height, &self.p.conv.width);
        if iy >= height.input {
            return Row { pixels: &[0.0; PANEL], step: 0, channel: 0 };
        }
        let row = image.wrapping_mul(height.input).wrapping_add(iy).wrapping_mul(width.input);
        let pixels = self.x.get(row.wrapping_mul(self.p.conv.channels)..).unwrap_or(&[]);
        // Channels that are repeated do not lie together.
        let channel = if self.p.conv.multiplier == 1 { self.unit } else { pixels.len() };
        Row { pixels, step: self.p.conv.channels, channel }
    }

    /// What 16 output channels meet at column `ix` of a row, one by one, where they do not lie together.
    #[cold]
    #[inline(never)]
    fn gather(&self, row: &Row<'_>, ix: usize) -> [f32; PANEL] {
        let mut sixteen = [0.0; PANEL];
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

/// Rows times floats.
#[derive(Clone, Copy)]
struct Floats<'a, I> {
    isa: I,
    bias: &'a [[f32; 8]],
    bounds: (f32, f32),
}

impl<I: Set> Product for Floats<'_, I> {
    type Set = I;
    type Step = [[f32; 8]; 2];
    type Packed = [f32; 8];
    type Y = f32;
    const TILE: usize = I::TILES[1];

    #[inline(always)]
    fn set(self) -> I {
        self.isa
    }
}

impl<I: Wide<V>, const V: usize> Columns<V> for Floats<'_, I> {
    type Weights = I::Floats;
    type Sums = I::Floats;
    type Scale = ();

    #[inline(always)]
    fn load(self, packed: &[[f32; 8]; V]) -> I::Floats {
        self.isa.floats(packed)
    }

    #[inline(always)]
    fn start(self, v: usize) -> I::Floats {
        self.isa.floats(&some(self.bias, v))
    }

    #[inline(always)]
    unsafe fn add(self, sums: I::Floats, step: *const [[f32; 8]; 2], weights: I::Floats) -> I::Floats {
        // SAFETY: as the caller says.
        match unsafe { &*step }.first_chunk::<V>() {
            Some(x) => self.isa.multiply_add_each(sums, self.isa.floats(x), weights),
            None => sums,
        }
    }

    #[inline(always)]
    fn scale(self, _: usize) {}

    #[inline(always)]
    fn outputs<const G: usize, const N: usize>(
        self,
        _: usize,
        _: usize,
        _: &[(); G],
        sums: &[[I::Floats; G]; N],
        mut put: impl FnMut(usize, [[[f32; 8]; V]; G]),
    ) {
        for n in 0..N {
            put(n, array_of!(G, |g| self.isa.within(sums[n][g], self.bounds)));
        }
    }
}
