//! Products of matrices that are all known at run time alone: right ones are laid in panels, and meet left rows as weights meet
//! the pixels of a pointwise convolution.

use super::blocks::{Block, Prepare};
use super::bytes::Bytes;
use super::floats::Floats;
use super::numbers::{Numbers, totals_of};
use super::offset::OffsetBytes;
use super::panels::{Begin, Matrix, Pack};
use super::products::Quads;
use super::requantize::Requantize;
use super::tile::{Layout, block};
use crate::isa::{Panels, Task, dispatch, dispatch_tiles};
use crate::kernel::{TiledMatMul, TiledMatMulQuant, walk};

dispatch_tiles! {
    /// Of bytes. `factors` are those of one panel and of half a panel, as [`Requantizer`](crate::kernel::Requantizer) says;
    /// `panels` is room for a right matrix and eight columns more, `bias` for a number of each of its columns, both for whole vectors
    /// of columns; `quads` for a block of left rows, `sums` for eight numbers of each, and `gathered` for the rows
    /// themselves if left matrices lie by columns.
    pub fn tiled_batch_matmul_i8(
        p: &TiledMatMul<'_>, q: &TiledMatMulQuant, left: &[i8], right: &[i8], factors: &[i32], panels: &mut [i8],
        bias: &mut [i32], quads: &mut [u64], sums: &mut [i32], gathered: &mut [i8], y: &mut [i8],
    ) = bytes
}

dispatch! {
    /// Of floats. `panels` is room for a right matrix, for whole vectors of columns; `gathered` for a block of left rows if left
    /// matrices lie by columns.
    pub fn tiled_batch_matmul_f32(
        p: &TiledMatMul<'_>, left: &[f32], right: &[f32], panels: &mut [f32], gathered: &mut [f32], y: &mut [f32],
    ) = floats
}

#[inline(always)]
#[allow(clippy::too_many_arguments)]
pub(super) fn bytes<I: Panels>(
    isa: I,
    p: &TiledMatMul<'_>,
    q: &TiledMatMulQuant,
    left: &[i8],
    right: &[i8],
    factors: &[i32],
    panels: &mut [i8],
    bias: &mut [i32],
    quads: &mut [u64],
    sums: &mut [i32],
    gathered: &mut [i8],
    y: &mut [i8],
) {
    let (layer, columns, zero_point) = (&p.layer(), p.matmul.columns, q.quant.input_zero_point);
    let (depth, steps) = (p.matmul.depth, layer.depth(4));
    let layout = Layout::rows(steps, if I::ELEMENTS == 1 { depth } else { steps });
    let (bias, requantize) = (bias.as_chunks_mut::<8>().0, Requantize::new(&q.quant, factors));
    let (quads, sums, factor) = (isa.steps(quads), sums.as_chunks_mut::<8>().0, -i32::from(q.right_zero_point));
    let (ones, packed) = panels.as_chunks_mut::<32>().0.split_at_mut_checked(steps).unwrap_or_default();
    isa.vectorize(Ones { depth, ones });
    sums.fill([0; 8]);
    let less = i32::from(zero_point) + if I::BIASED { 128 } else { 0 };
    let rows = Numbers { bias: &[[less.wrapping_mul(-(depth as i32)); 8]] };
    let ones = &*ones;
    each_product(p, left, right, y, |left, right, y| {
        if let Some(matrix) = right {
            isa.vectorize(Pack { matrix: &matrix, packed: packed.as_flattened_mut().as_chunks_mut::<4>().0 });
            isa.vectorize(Begin { isa, packed, steps, zero_point, start: q.start, bias });
        }
        each_block(isa, p, left, gathered, y, |x, y| {
            let count = y.len() / columns.max(1);
            let (rows_of, line) = (Block { first: 0, count }, &mut [][..]);
            isa.vectorize(Prepare { isa, p: layer, outside: 0, flip: 0, x, block: rows_of, steps: quads, line });
            if factor != 0 {
                let y = sums.get_mut(..count).unwrap_or(&mut []).as_flattened_mut();
                totals_of(isa, rows, ones, quads, layout, y);
            }
            let bytes = OffsetBytes { bytes: Bytes { bias, requantize }, offset: factor, totals: sums };
            let product = Quads { isa, sums: bytes };
            block(product, packed, quads, layout, columns, y);
        });
    });
    isa.release();
}

#[inline(always)]
pub(super) fn floats<I: Panels>(
    isa: I,
    p: &TiledMatMul<'_>,
    left: &[f32],
    right: &[f32],
    panels: &mut [f32],
    gathered: &mut [f32],
    y: &mut [f32],
) {
    let (depth, columns) = (p.matmul.depth, p.matmul.columns);
    let product = Floats { isa, bounds: (f32::NEG_INFINITY, f32::INFINITY), bias: &[] };
    each_product(p, left, right, y, |left, right, y| {
        if let Some(matrix) = right {
            isa.vectorize(Pack { matrix: &matrix, packed: panels });
        }
        let packed = panels.as_chunks::<8>().0;
        each_block(isa, p, left, gathered, y, |x, y| {
            block(product, packed, x, Layout::rows(depth, depth), columns, y);
        });
    });
}

/// Calls `f` with the left matrix of each product, the right one if it is another than before, and the result.
#[inline(always)]
fn each_product<T: Copy>(
    p: &TiledMatMul<'_>,
    left: &[T],
    right: &[T],
    y: &mut [T],
    mut f: impl FnMut(&[T], Option<Matrix<'_, T>>, &mut [T]),
) {
    let m = &p.matmul;
    let mut results = y.chunks_exact_mut(m.rows.wrapping_mul(m.columns).max(1));
    let mut last = None;
    walk(m.batches.0, 0, 0, &mut |l, r| {
        let Some(y) = results.next() else { return };
        let elements = right.get(r..).unwrap_or(&[]);
        let matrix = Matrix { elements, by_columns: m.right_by_columns, depth: m.depth, columns: m.columns };
        f(left.get(l..).unwrap_or(&[]), Some(matrix).filter(|_| last != Some(r)), y);
        last = Some(r);
    });
}

/// Calls `f` with each block of left rows and its outputs.
#[inline(always)]
fn each_block<I: Panels, T: Copy>(
    isa: I,
    p: &TiledMatMul<'_>,
    left: &[T],
    gathered: &mut [T],
    y: &mut [T],
    mut f: impl FnMut(&[T], &mut [T]),
) {
    let (depth, columns) = (p.matmul.depth, p.matmul.columns.max(1));
    for (i, y) in y.chunks_mut(p.block.wrapping_mul(columns).max(1)).enumerate() {
        let (first, len) = (i.wrapping_mul(p.block), (y.len() / columns).wrapping_mul(depth));
        if p.matmul.left_by_columns {
            let place = gathered.get_mut(..len).unwrap_or(&mut []);
            isa.vectorize(Gather { left, rows: p.matmul.rows, depth, first, place });
            f(place, y);
        } else {
            f(left.get(first.wrapping_mul(depth)..).and_then(|rest| rest.get(..len)).unwrap_or(&[]), y);
        }
    }
}

/// Rows of a matrix that lies by columns.
struct Gather<'a, T> {
    left: &'a [T],
    rows: usize,
    depth: usize,
    first: usize,
    place: &'a mut [T],
}

impl<T: Copy> Task for Gather<'_, T> {
    #[inline(always)]
    fn run(self) {
        for (k, column) in self.left.chunks_exact(self.rows.max(1)).take(self.depth).enumerate() {
            let column = column.get(self.first..).unwrap_or(&[]);
            let places = self.place.iter_mut().skip(k).step_by(self.depth.max(1));
            places.zip(column).for_each(|(place, x)| *place = *x);
        }
    }
}

/// Eight columns of ones, of which the last step has as many as rows have elements.
struct Ones<'a> {
    depth: usize,
    ones: &'a mut [[i8; 32]],
}

impl Task for Ones<'_> {
    #[inline(always)]
    fn run(self) {
        for (k, step) in self.ones.iter_mut().enumerate() {
            let count = self.depth.wrapping_sub(4 * k);
            for i in 0..32 {
                step[i] = i8::from(i % 4 < count);
            }
        }
    }
}
