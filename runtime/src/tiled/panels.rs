//! Right matrices in panels of columns, as the compiler lays the weights of layers.

use crate::isa::{PANEL, Panels, Task, Wide};
use crate::kernel::copy_row;

/// Columns of half a panel, and steps that are laid together.
const EIGHT: usize = PANEL / 2;

/// A matrix as it lies in memory.
#[derive(Clone, Copy)]
pub(super) struct Matrix<'a, T> {
    pub(super) elements: &'a [T],
    pub(super) by_columns: bool,
    pub(super) depth: usize,
    pub(super) columns: usize,
}

impl<T: Copy + Default> Matrix<'_, T> {
    /// Elements from one on of each of some rows, or of some columns where those lie together; zeros beyond the matrix.
    #[inline(always)]
    fn pieces<const LINES: usize, const N: usize>(&self, line: usize, at: usize) -> [[T; N]; LINES] {
        let (lines, len) = if self.by_columns { (self.columns, self.depth) } else { (self.depth, self.columns) };
        if line + LINES > lines || at + N > len {
            return edge(self.elements, (lines, len), line, at);
        }
        let mut pieces = [[T::default(); N]; LINES];
        for i in 0..LINES {
            let rest = self.elements.get((line + i).wrapping_mul(len).wrapping_add(at)..).unwrap_or(&[]);
            pieces[i] = rest.first_chunk().copied().unwrap_or(pieces[i]);
        }
        pieces
    }
}

/// Pieces that are not all inside.
#[cold]
#[inline(never)]
fn edge<T: Copy + Default, const LINES: usize, const N: usize>(
    elements: &[T],
    (lines, len): (usize, usize),
    line: usize,
    at: usize,
) -> [[T; N]; LINES] {
    let (mut pieces, count) = ([[T::default(); N]; LINES], len.saturating_sub(at).min(N));
    for (i, piece) in pieces.iter_mut().take(lines.saturating_sub(line)).enumerate() {
        let rest = elements.get((line + i).wrapping_mul(len).wrapping_add(at)..).unwrap_or(&[]);
        copy_row(rest.get(..count).unwrap_or(&[]), piece.get_mut(..count).unwrap_or(&mut []));
    }
    pieces
}

/// What a matrix is in panels.
pub(super) trait Steps {
    /// Elements of one column for one product.
    type Step: Copy + Default;
    /// Eight steps from `k` on, each of `W` columns from `column` on.
    fn block<const W: usize>(&self, k: usize, column: usize) -> [[Self::Step; W]; EIGHT];
    /// Steps and columns.
    fn extents(&self) -> [usize; 2];
    /// Whether columns lie together.
    fn by_columns(&self) -> bool;
}

impl Steps for Matrix<'_, f32> {
    type Step = f32;

    #[inline(always)]
    fn block<const W: usize>(&self, k: usize, column: usize) -> [[f32; W]; EIGHT] {
        if self.by_columns { turned(&self.pieces::<W, EIGHT>(column, k)) } else { self.pieces(k, column) }
    }

    #[inline(always)]
    fn extents(&self) -> [usize; 2] {
        [self.depth, self.columns]
    }

    #[inline(always)]
    fn by_columns(&self) -> bool {
        self.by_columns
    }
}

impl Steps for Matrix<'_, i8> {
    type Step = [i8; 4];

    #[inline(always)]
    fn block<const W: usize>(&self, k: usize, column: usize) -> [[[i8; 4]; W]; EIGHT] {
        let mut steps = [[[0; 4]; W]; EIGHT];
        if self.by_columns {
            let (pieces, mut columns) = (self.pieces::<W, { 4 * EIGHT }>(column, 4 * k), [[[0; 4]; EIGHT]; W]);
            for i in 0..W {
                columns[i].as_flattened_mut().copy_from_slice(&pieces[i]);
            }
            return turned(&columns);
        }
        for i in 0..EIGHT {
            let rows: [[i8; W]; 4] = self.pieces(4 * (k + i), column);
            for c in 0..W {
                steps[i][c] = [rows[0][c], rows[1][c], rows[2][c], rows[3][c]];
            }
        }
        steps
    }

    #[inline(always)]
    fn extents(&self) -> [usize; 2] {
        [self.depth.div_ceil(4), self.columns]
    }

    #[inline(always)]
    fn by_columns(&self) -> bool {
        self.by_columns
    }
}

/// Columns as rows, eight by eight.
#[inline(always)]
fn turned<T: Copy + Default, const W: usize>(columns: &[[T; EIGHT]; W]) -> [[T; W]; EIGHT] {
    let mut y = [[T::default(); W]; EIGHT];
    for first in (0..W).step_by(EIGHT) {
        for i in 0..EIGHT {
            for j in 0..EIGHT {
                y[j][first + i] = columns[first + i][j];
            }
        }
    }
    y
}

/// Lays a matrix in panels.
pub(super) struct Pack<'a, S: Steps> {
    pub(super) matrix: &'a S,
    pub(super) packed: &'a mut [S::Step],
}

impl<S: Steps> Task for Pack<'_, S> {
    #[inline(always)]
    fn run(mut self) {
        // The way it is read: down a panel of columns, or along some rows.
        let [steps, columns] = self.matrix.extents();
        if self.matrix.by_columns() {
            for column in (0..columns).step_by(PANEL) {
                for k in (0..steps).step_by(EIGHT) {
                    self.block(k, column);
                }
            }
        } else {
            for k in (0..steps).step_by(EIGHT) {
                for column in (0..columns).step_by(PANEL) {
                    self.block(k, column);
                }
            }
        }
    }
}

impl<S: Steps> Pack<'_, S> {
    /// Some steps of a panel, or of half a one.
    #[inline(always)]
    fn block(&mut self, k: usize, column: usize) {
        if self.matrix.extents()[1] - column > EIGHT {
            self.lay::<PANEL>(k, column);
        } else {
            self.lay::<EIGHT>(k, column);
        }
    }

    #[inline(always)]
    fn lay<const W: usize>(&mut self, k: usize, column: usize) {
        let ([steps, _], block) = (self.matrix.extents(), self.matrix.block::<W>(k, column));
        let panel = self.packed.get_mut(column.wrapping_mul(steps)..).unwrap_or(&mut []).as_chunks_mut::<W>().0;
        let places = panel.get_mut(k..steps).unwrap_or(&mut []);
        if let Some(places) = places.first_chunk_mut() {
            *places = block;
        } else {
            places.iter_mut().zip(block).for_each(|(place, step)| *place = step);
        }
    }
}

/// What sums of the columns of packed bytes begin with: a number less the products with left elements that are all the zero point.
pub(super) struct Begin<'a, I> {
    pub(super) isa: I,
    pub(super) packed: &'a [[i8; 32]],
    pub(super) steps: usize,
    pub(super) zero_point: i8,
    pub(super) start: i32,
    /// Of each eight columns.
    pub(super) bias: &'a mut [[i32; 8]],
}

impl<I: Panels> Task for Begin<'_, I> {
    #[inline(always)]
    fn run(self) {
        let Begin { isa, packed, steps, zero_point, start, bias } = self;
        let (whole, half) = bias.as_chunks_mut::<2>();
        let (panels, last) = packed.split_at(whole.len().wrapping_mul(2 * steps).min(packed.len()));
        for (panel, bias) in panels.chunks_exact(2 * steps.max(1)).zip(whole) {
            *bias = begin(isa, panel.as_chunks().0, zero_point, start);
        }
        if let Some(bias) = half.first_mut() {
            [*bias] = begin(isa, last.as_chunks().0, zero_point, start);
        }
    }
}

/// Of the columns of a panel.
#[inline(always)]
fn begin<I: Wide<V>, const V: usize>(isa: I, panel: &[[[i8; 32]; V]], zero_point: i8, start: i32) -> [[i32; 8]; V] {
    // Several sums at a time: each waits for its last product.
    let (zeros, (fours, rest)) = (isa.quad_of([zero_point; 4], 0), panel.as_chunks::<4>());
    let mut sums = [isa.sums(&[[0; 8]; V]); 4];
    for four in fours {
        for i in 0..4 {
            sums[i] = isa.dot(sums[i], zeros, isa.weights(&four[i]));
        }
    }
    for weights in rest {
        sums[0] = isa.dot(sums[0], zeros, isa.weights(weights));
    }
    let mut numbers = [[start; 8]; V];
    for i in 0..4 {
        let products = isa.numbers(sums[i]);
        for v in 0..V {
            for c in 0..8 {
                numbers[v][c] = numbers[v][c].wrapping_sub(products[v][c]);
            }
        }
    }
    numbers
}
