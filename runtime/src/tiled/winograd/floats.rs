//! Layers of floats. Transforms round, but sums are of a ninth as many products: with 128 channels outputs are within 0.5e-6 of the
//! largest from the exact ones, and those of products in turn within 1.1e-6.
//!
//! Sums of numbers that are infinite, or nearly, may be none where products in turn are infinite or finite. What is not finite is
//! found at the end, and such a layer left to be done in turn.

mod panel;
mod transform;

use super::Additive;
use crate::isa::{PANEL, Panels, Wide};
use crate::kernel::{Epilogue, TiledLayer, WinogradFloats};
use crate::tiled::floats::Floats;
use crate::tiled::tile::{self, Layout};
use panel::Panel;
use transform::Inputs;

/// Does a layer, as [`tiled_layer_f32`](crate::tiled::tiled_layer_f32) has it, if its shape is one for this, there is room and
/// all numbers are finite: whether it is done.
#[inline(always)]
pub(in crate::tiled) fn layer<I: Panels>(
    product: Floats<'_, I>,
    p: &TiledLayer,
    x: &[f32],
    weights: &[[f32; 8]],
    room: &mut [f32],
    y: &mut [f32],
    epilogue: Epilogue<'_, f32>,
) -> bool {
    let shape = p.winograd_floats().map(|shape| (shape, shape.rows_at_once(room.len())));
    let Some((shape, rows)) = shape.filter(|&(_, rows)| rows > 0) else { return false };
    let (isa, mut room) = (product.isa, Room::of(shape, rows, room));
    let block = p.conv.width.output.wrapping_mul(p.conv.units).wrapping_mul(2 * rows);
    for (image, y) in y.chunks_mut(p.image_outputs().max(1)).enumerate() {
        let x = x.get(image.wrapping_mul(p.image_size())..).unwrap_or(&[]);
        if x.len() < p.image_size() {
            return false;
        }
        for (i, y) in y.chunks_mut(block.max(1)).enumerate() {
            let (rows, outside, to) = (i * rows..shape.rows.min((i + 1) * rows), &*room.outside, &mut *room.inputs);
            let count = rows.len();
            isa.vectorize(Inputs { isa, p, shape, rows, x, outside, to });
            if !room.panels(product, p, weights, count, y) {
                return false;
            }
            epilogue(image.wrapping_mul(p.image_outputs()).wrapping_add(i.wrapping_mul(block)), y);
        }
    }
    true
}

/// Working memory for a block of tiles.
struct Room<'a> {
    shape: WinogradFloats,
    /// A pixel outside of the image.
    outside: &'a mut [f32],
    /// Transformed weights of a chunk and a panel: `[16][channels + 1]`.
    weights: &'a mut [f32],
    /// Of a panel `[16][tiles]`.
    sums: &'a mut [f32],
    /// Transformed inputs: of each chunk `[16][tiles][channels]`.
    inputs: &'a mut [f32],
}

impl<'a> Room<'a> {
    /// For so many lines of tiles.
    #[inline(always)]
    fn of(shape: WinogradFloats, rows: usize, room: &'a mut [f32]) -> Self {
        let (tiles, aligned) = (rows.wrapping_mul(shape.columns), room.as_ptr().align_offset(64));
        let room = room.get_mut(aligned..).unwrap_or(&mut []);
        let (outside, room) = room.split_at_mut_checked(shape.outside()).unwrap_or_default();
        let (weights, room) = room.split_at_mut_checked(shape.weights()).unwrap_or_default();
        let (sums, inputs) = room.split_at_mut_checked(WinogradFloats::sums(tiles)).unwrap_or_default();
        outside.fill(0.0);
        Room { shape, outside, weights, sums, inputs }
    }

    /// Multiplies the inputs with all panels: whether all sums are finite.
    #[inline(always)]
    fn panels<I: Panels>(
        &mut self,
        product: Floats<'_, I>,
        p: &TiledLayer,
        weights: &[[f32; 8]],
        rows: usize,
        y: &mut [f32],
    ) -> bool {
        let depth = self.shape.channels.wrapping_mul(9);
        for (panel, weights) in weights.chunks(depth.wrapping_mul(2).max(1)).enumerate() {
            let finite = if weights.len() > depth {
                self.panel::<I, 2>(product, p, (weights.as_chunks().0, panel), rows, y)
            } else {
                self.panel::<I, 1>(product, p, (weights.as_chunks().0, panel), rows, y)
            };
            if !finite {
                return false;
            }
        }
        true
    }

    #[inline(always)]
    fn panel<I: Wide<V>, const V: usize>(
        &mut self,
        product: Floats<'_, I>,
        p: &TiledLayer,
        (weights, panel): (&[[[f32; 8]; V]], usize),
        rows: usize,
        y: &mut [f32],
    ) -> bool {
        let (units, vector, unit) = (p.conv.units, 2 * panel, PANEL * panel);
        let outputs = tile::Panels { product, weights, steps: &[], layout: Layout::rows(0, 0), units, vector, unit, y };
        let mut finite = false;
        product.isa.vectorize(Panel {
            isa: product.isa,
            shape: self.shape,
            rows,
            width: p.conv.width.output,
            packed: weights,
            weights: self.weights.as_chunks_mut().0.as_chunks_mut().0,
            inputs: self.inputs,
            sums: self.sums.as_chunks_mut().0.as_chunks_mut().0,
            outputs,
            finite: &mut finite,
        });
        finite
    }
}

/// Floats of `V` times eight channels.
#[derive(Clone, Copy)]
struct Numbers<I, const V: usize>(I);

impl<I: Wide<V>, const V: usize> Additive for Numbers<I, V> {
    type X = I::Floats;

    #[inline(always)]
    fn plus(self, x: I::Floats, y: I::Floats) -> I::Floats {
        self.0.add(x, y)
    }

    #[inline(always)]
    fn minus(self, x: I::Floats, y: I::Floats) -> I::Floats {
        self.0.multiply_add(x, -1.0, y)
    }
}
