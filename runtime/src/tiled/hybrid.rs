//! Convolutions and dense layers of float activations, quantized when the model runs, and 8-bit weights.

use super::blocks::{Block, Blocks, Source};
use super::products::{Finish, Sums};
use super::tile::{Layout, some};
use crate::isa::{Panels, Task, Wide, dispatch_tiles};
use crate::kernel::{Epilogue, RowQuant, TiledHybrid, TiledLayer};

dispatch_tiles! {
    /// A hybrid layer. `channels` is `[3][16]` of every panel, or `[3][8]`: the bits of the scale of a channel's weights and of its
    /// bias, and the sum of its weights. `quantized` is room for the activations as bytes, `rows` for two numbers of each row of them;
    /// `quads` and `line` are as for [`tiled_layer_i8`](super::tiled_layer_i8).
    pub fn tiled_layer_hybrid(
        p: &TiledLayer, h: &TiledHybrid, x: &[f32], weights: &[i8], channels: &[i32], quantized: &mut [i8],
        rows: &mut [f32], quads: &mut [u64], line: &mut [i8], y: &mut [f32], epilogue: Epilogue<'_, f32>,
    ) = layer
}

#[inline(always)]
#[allow(clippy::too_many_arguments)]
pub(super) fn layer<I: Panels>(
    isa: I,
    p: &TiledLayer,
    h: &TiledHybrid,
    x: &[f32],
    weights: &[i8],
    channels: &[i32],
    quantized: &mut [i8],
    rows: &mut [f32],
    quads: &mut [u64],
    line: &mut [i8],
    y: &mut [f32],
    epilogue: Epilogue<'_, f32>,
) {
    isa.vectorize(Quantize { h, x, quantized, rows });
    let (x, rows, steps) = (&*quantized, rows.as_chunks().0, isa.steps(quads));
    let channels = channels.as_chunks().0;
    if p.is_pointwise() && h.row == p.conv.channels {
        let source = Source { isa, p, x, outside: 0, flip: 0, steps, line };
        return source.multiply(&mut Rows { h, channels, rows }, usize::MAX, weights, y, epilogue);
    }
    let images = x.chunks(h.row.max(1)).zip(y.chunks_mut(p.image_outputs().max(1)));
    for (image, ((x, y), row)) in images.zip(rows.chunks(1)).enumerate() {
        let before = image.wrapping_mul(p.image_outputs());
        let outside = RowQuant::read(&row[0]).zero_point();
        let source = Source { isa, p, x, outside, flip: 0, steps: &mut *steps, line: &mut *line };
        source.multiply(&mut Rows { h, channels, rows: row }, usize::MAX, weights, y, &mut |at, y| {
            epilogue(before.wrapping_add(at), y);
        });
    }
}

/// The activations as bytes, and what each row was quantized with.
struct Quantize<'a> {
    h: &'a TiledHybrid,
    x: &'a [f32],
    quantized: &'a mut [i8],
    rows: &'a mut [f32],
}

impl Task for Quantize<'_> {
    #[inline(always)]
    fn run(self) {
        let row = self.h.row.max(1);
        let places = self.quantized.chunks_mut(row).zip(self.rows.as_chunks_mut().0);
        for (x, (quantized, place)) in self.x.chunks(row).zip(places) {
            *place = self.h.hybrid.quantize(x, quantized).written();
        }
    }
}

/// What all blocks share, and the rows of their patches: one each, or one for all.
#[derive(Clone, Copy)]
struct Rows<'a> {
    h: &'a TiledHybrid,
    channels: &'a [[i32; 8]],
    rows: &'a [[f32; 2]],
}

impl<I: Panels> Blocks<I> for Rows<'_> {
    type Y = f32;
    type Sums<'b>
        = Rows<'b>
    where
        Self: 'b;

    #[inline(always)]
    fn sums(&mut self, _: I, block: Block, _: Layout, _: &[I::Step]) -> Rows<'_> {
        let rows = if self.rows.len() > 1 { self.rows.get(block.first..).unwrap_or(&[]) } else { self.rows };
        Rows { rows, ..*self }
    }
}

impl Rows<'_> {
    /// The three numbers of each channel of a panel.
    #[inline(always)]
    fn lists<const V: usize>(&self, vector: usize) -> [[[i32; 8]; V]; 3] {
        let lists = self.channels.get(3 * vector..).unwrap_or(&[]);
        [some(lists, 0), some(lists, V), some(lists, 2 * V)]
    }

    /// Of a patch of the block.
    #[inline(always)]
    fn row(&self, patch: usize) -> RowQuant {
        let row = self.rows.get(patch).or(self.rows.first());
        row.map_or(RowQuant::default(), RowQuant::read)
    }
}

impl Finish for Rows<'_> {
    type Y = f32;
}

impl<I: Wide<V>, const V: usize> Sums<I, V> for Rows<'_> {
    /// The sums of weights, their scales, and bias.
    type Scale = (I::Sums, I::Floats, I::Floats);

    #[inline(always)]
    fn start(self, isa: I, v: usize) -> I::Sums {
        let (zero, [_, _, weights]) = (isa.sums(&[[0; 8]; V]), self.lists::<V>(v));
        isa.add_multiple(zero, if I::BIASED { -128 } else { 0 }, isa.sums(&weights))
    }

    #[inline(always)]
    fn scale(self, isa: I, v: usize) -> (I::Sums, I::Floats, I::Floats) {
        let [scale, bias, weights] = self.lists::<V>(v);
        (isa.sums(&weights), isa.float_bits(&scale), isa.float_bits(&bias))
    }

    #[inline(always)]
    fn outputs<const G: usize, const N: usize>(
        self,
        isa: I,
        first: usize,
        _: usize,
        scale: &[(I::Sums, I::Floats, I::Floats); G],
        sums: &[[I::Sums; G]; N],
        mut put: impl FnMut(usize, [[[f32; 8]; V]; G]),
    ) {
        let clamp = self.h.hybrid.clamp;
        for n in 0..N {
            let row = self.row(first + n);
            let row_scale = isa.floats(&[[row.scale; 8]; V]);
            let mut y = [[[0.0; 8]; V]; G];
            for g in 0..G {
                let (weights, scale, bias) = scale[g];
                let sum = isa.real(isa.add_multiple(sums[n][g], row.offset.into(), weights));
                let product = if self.h.in_turn {
                    isa.multiply(isa.multiply(sum, scale), row_scale)
                } else {
                    isa.multiply(sum, isa.multiply(row_scale, scale))
                };
                y[g] = isa.within(isa.add(product, bias), (clamp.min.0, clamp.max.0));
            }
            put(n, y);
        }
    }
}
