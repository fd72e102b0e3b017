//! Layers of bytes, exact in integers where products are of 16 bits: a transformed input is a sum of four bytes with signs, 512 at
//! most; a transformed weight is four times one, or a sum of up to nine, 1152 at most: both fit 16 bits, and a pair of products 32.
//! Other sums may wrap, as only `4 Y` matters modulo 2^32: with at most 3640 channels it is within
//! `4 * 9 * 3640 * 128 * 128 < 2^31`, so that a shift gives `Y`, to which the bias is added after.

mod panel;
mod transform;

use crate::isa::{Isa, PANEL, Winograd, WinogradTask};
use crate::kernel::{Conv2d, Epilogue, TiledLayer, TiledQuant, Window, WinogradBytes};
use crate::tiled::blocks::{Block, Prepare};
use crate::tiled::bytes::{Bytes, flip};
use crate::tiled::products::Quads;
use crate::tiled::tile::{self, Layout};
use panel::Panel;
use transform::Inputs;

/// A layer, as [`tiled_layer_i8`](crate::tiled::tiled_layer_i8) has it.
pub(in crate::tiled) struct Layer<'a> {
    pub(in crate::tiled) p: &'a TiledLayer,
    pub(in crate::tiled) q: &'a TiledQuant,
    pub(in crate::tiled) x: &'a [i8],
    pub(in crate::tiled) weights: &'a [i8],
    pub(in crate::tiled) bias: &'a [i32],
    pub(in crate::tiled) factors: &'a [i32],
    pub(in crate::tiled) quads: &'a mut [u64],
    pub(in crate::tiled) y: &'a mut [i8],
    pub(in crate::tiled) epilogue: Epilogue<'a, i8>,
}

impl WinogradTask for Layer<'_> {
    #[inline(always)]
    fn run<I: Winograd>(self, isa: I) -> Option<Self> {
        let shape = self.p.winograd_bytes().map(|shape| (shape, shape.rows_at_once(self.quads.len())));
        let Some((shape, rows)) = shape.filter(|&(_, rows)| rows > 0) else { return Some(self) };
        let Layer { p, q, x, weights, bias, factors, quads, y, epilogue } = self;
        let mut room = Room::of(isa, shape, rows, quads);
        let (bytes, weights) = (Bytes::of::<I>(q, bias, factors), weights.as_chunks::<32>().0);
        let whole = whole_tiles(p, &shape);
        let block = p.conv.width.output.wrapping_mul(p.conv.units).wrapping_mul(2 * rows);
        for (image, y) in y.chunks_mut(p.image_outputs().max(1)).enumerate() {
            let x = x.get(image.wrapping_mul(p.image_size())..).unwrap_or(&[]);
            for (i, y) in y.chunks_mut(block.max(1)).enumerate() {
                let count = rows.min(shape.rows - i * rows);
                room.inputs(isa, &whole, q, x, i * rows, count);
                room.panels(Quads { isa, sums: bytes }, p, weights, count, y);
                flip(q, y);
                epilogue(image.wrapping_mul(p.image_outputs()).wrapping_add(i.wrapping_mul(block)), y);
            }
        }
        None
    }
}

/// The layer with all outputs of its tiles, some of which are outside.
#[inline(always)]
fn whole_tiles(p: &TiledLayer, shape: &WinogradBytes) -> TiledLayer {
    let even = |window: Window, tiles: usize| Window { output: tiles.wrapping_mul(2), ..window };
    let (height, width) = (even(p.conv.height, shape.rows), even(p.conv.width, shape.columns));
    TiledLayer { conv: Conv2d { height, width, ..p.conv }, ..*p }
}

/// Working memory for a block of tiles.
struct Room<'a, I: Winograd> {
    shape: WinogradBytes,
    /// Steps from a position to the next.
    position: usize,
    /// Of each tile the sums of 16 channels by position.
    sums: &'a mut [[i32; 8]],
    /// Transformed inputs: `[16][tiles][quads]`.
    inputs: &'a mut [<I as Isa>::Step],
    /// Lines of the image that a line of tiles meets.
    band: &'a mut [<I as Isa>::Step],
}

impl<'a, I: Winograd> Room<'a, I> {
    #[inline(always)]
    fn of(isa: I, shape: WinogradBytes, rows: usize, quads: &'a mut [u64]) -> Self {
        let (tiles, aligned) = (rows.wrapping_mul(shape.columns), quads.as_ptr().align_offset(64));
        let quads = quads.get_mut(aligned..).unwrap_or(&mut []);
        let (sums, rest) = quads.split_at_mut_checked(WinogradBytes::sums(tiles)).unwrap_or_default();
        let position = shape.position(tiles);
        let inputs = WinogradBytes::POSITIONS.wrapping_mul(position);
        let (inputs, band) = rest.split_at_mut_checked(inputs).unwrap_or_default();
        // SAFETY: any bytes are numbers, which are aligned where words are.
        let sums = unsafe { sums.align_to_mut().1 };
        Room { shape, position, sums, inputs: isa.steps(inputs), band: isa.steps(band) }
    }

    /// Transforms the inputs of some lines of tiles.
    #[inline(always)]
    fn inputs(&mut self, isa: I, p: &TiledLayer, q: &TiledQuant, x: &[i8], first: usize, count: usize) {
        let (shape, line) = (self.shape, p.conv.width.output.wrapping_mul(2));
        for row in 0..count {
            let block = Block { first: line.wrapping_mul(first + row), count: line };
            let steps = &mut *self.band;
            let (outside, flip) = (q.input_zero_point, q.flip());
            isa.vectorize(Prepare { isa, p, outside, flip, x, block, steps, line: &mut [] });
            let (tile, position) = (row.wrapping_mul(shape.columns), self.position);
            isa.vectorize(Inputs { isa, shape, position, tile, band: self.band, to: self.inputs });
        }
    }

    /// Multiplies them with all panels.
    #[inline(always)]
    fn panels(
        &mut self,
        product: Quads<I, Bytes<'_>>,
        p: &TiledLayer,
        weights: &[[i8; 32]],
        rows: usize,
        y: &mut [i8],
    ) {
        let (units, depth) = (p.conv.units, self.shape.quads.wrapping_mul(9));
        let panels = weights.chunks(depth.wrapping_mul(2).max(1));
        for (panel, weights) in panels.enumerate() {
            let (vector, unit) = (2 * panel, PANEL * panel);
            if weights.len() > depth {
                self.panel::<2>(product, weights.as_chunks().0, p, rows, (units, vector, unit), y);
            } else {
                self.panel::<1>(product, weights.as_chunks().0, p, rows, (units, vector, unit), y);
            }
        }
    }

    #[inline(always)]
    fn panel<const V: usize>(
        &mut self,
        product: Quads<I, Bytes<'_>>,
        weights: &[[[i8; 32]; V]],
        p: &TiledLayer,
        rows: usize,
        (units, vector, unit): (usize, usize, usize),
        y: &mut [i8],
    ) {
        let outputs = tile::Panels { product, weights, steps: &[], layout: Layout::rows(0, 0), units, vector, unit, y };
        product.isa.vectorize(Panel {
            isa: product.isa,
            shape: self.shape,
            rows,
            position: self.position,
            weights,
            inputs: self.inputs,
            sums: self.sums.as_chunks_mut().0,
            width: p.conv.width.output,
            outputs,
        });
    }
}
