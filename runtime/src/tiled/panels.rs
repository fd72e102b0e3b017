//! Right matrices in panels of columns, as the compiler lays the weights of layers.

use crate::isa::{PANEL, Panels, Task, Wide};
use crate::kernel::copy_row;

/// Columns of half a panel, and steps that are laid together.
const EIGHT: usize = 8;

/// A matrix as it lies in memory.
#[derive(Clone, Copy)]
pub(super) struct Matrix<'a, T> {
    pub(super) elements: &'a [T],
    pub(super) by_columns: bool,
    pub(super) depth: usize,
    pub(super) columns: usize,
}

impl<T: Copy + Default> Matrix<'_, T> {
    /// Elements from one on of a row, or of a column where those lie together; zeros beyond the matrix.
    #[inline(always)]
    fn piece<const N: usize>(&self, line: usize, at: usize) -> [T; N] {
        let (lines, len) = if self.by_columns { (self.columns, self.depth) } else { (self.depth, self.columns) };
        if line >= lines || at >= len {
            return [T::default(); N];
        }
        let rest = self.elements.get(line.wrapping_mul(len).wrapping_add(at)..).unwrap_or(&[]);
        match rest.first_chunk() {
            Some(piece) if len - at >= N => *piece,
            _ => first_of(rest, len - at),
        }
    }
}

/// Up to so many elements, and zeros.
#[cold]
#[inline(never)]
fn first_of<T: Copy + Default, const N: usize>(x: &[T], count: usize) -> [T; N] {
    let mut piece = [T::default(); N];
    let count = count.min(N).min(x.len());
    copy_row(x.get(..count).unwrap_or(&[]), piece.get_mut(..count).unwrap_or(&mut []));
    piece
}

/// What a matrix is in panels.
pub(super) trait Steps {
    /// Elements of one column for one product.
    type Step: Copy;
    /// Eight steps from `k` on, each of eight columns from `column` on.
    fn block(&self, k: usize, column: usize) -> [[Self::Step; EIGHT]; EIGHT];
}

impl Steps for Matrix<'_, f32> {
    type Step = f32;

    #[inline(always)]
    fn block(&self, k: usize, column: usize) -> [[f32; EIGHT]; EIGHT] {
        let mut lines = [[0.0; EIGHT]; EIGHT];
        for i in 0..EIGHT {
            lines[i] = if self.by_columns { self.piece(column + i, k) } else { self.piece(k + i, column) };
        }
        if self.by_columns { transposed(&lines) } else { lines }
    }
}

impl Steps for Matrix<'_, i8> {
    type Step = [i8; 4];

    #[inline(always)]
    fn block(&self, k: usize, column: usize) -> [[[i8; 4]; EIGHT]; EIGHT] {
        let mut lines = [[[0; 4]; EIGHT]; EIGHT];
        for i in 0..EIGHT {
            if self.by_columns {
                let quads = self.piece::<32>(column + i, 4 * k);
                lines[i].as_flattened_mut().copy_from_slice(&quads);
            } else {
                let line = 4 * (k + i);
                let four = [0, 1, 2, 3].map(|j| self.piece::<EIGHT>(line + j, column));
                for c in 0..EIGHT {
                    lines[i][c] = [four[0][c], four[1][c], four[2][c], four[3][c]];
                }
            }
        }
        if self.by_columns { transposed(&lines) } else { lines }
    }
}

#[inline(always)]
fn transposed<T: Copy, const N: usize>(lines: &[[T; N]; N]) -> [[T; N]; N] {
    let mut y = *lines;
    for i in 0..N {
        for j in 0..N {
            y[j][i] = lines[i][j];
        }
    }
    y
}

/// Lays a matrix of so many steps in panels.
pub(super) struct Pack<'a, S: Steps> {
    pub(super) matrix: &'a S,
    pub(super) steps: usize,
    pub(super) columns: usize,
    pub(super) packed: &'a mut [[S::Step; EIGHT]],
}

impl<S: Steps> Task for Pack<'_, S> {
    #[inline(always)]
    fn run(self) {
        let mut rest = self.packed;
        for (first, halves) in panels(self.columns) {
            let (panel, later) = rest.split_at_mut_checked(self.steps.wrapping_mul(halves)).unwrap_or_default();
            for (half, k) in (0..halves).flat_map(|half| (0..self.steps).step_by(EIGHT).map(move |k| (half, k))) {
                let block = self.matrix.block(k, first + half * EIGHT);
                for j in 0..EIGHT {
                    if let Some(place) = panel.get_mut((k + j) * halves + half) {
                        *place = block[j];
                    }
                }
            }
            rest = later;
        }
    }
}

/// The first column of each panel, and whether it is one half or two.
fn panels(columns: usize) -> impl Iterator<Item = (usize, usize)> {
    (0..columns).step_by(PANEL).map(move |first| (first, if columns - first > EIGHT { 2 } else { 1 }))
}

/// What sums of the columns of packed bytes begin with: a number less the products with left elements that are all the zero point.
pub(super) struct Begin<'a, I> {
    pub(super) isa: I,
    pub(super) packed: &'a [[i8; 32]],
    pub(super) steps: usize,
    pub(super) columns: usize,
    pub(super) zero_point: i8,
    pub(super) start: i32,
    pub(super) bias: &'a mut [[i32; 8]],
}

impl<I: Panels> Task for Begin<'_, I> {
    #[inline(always)]
    fn run(self) {
        let (isa, zeros) = (self.isa, self.isa.same(self.zero_point));
        for (first, halves) in panels(self.columns) {
            let vector = first / EIGHT;
            let panel = self.packed.get(vector.wrapping_mul(self.steps)..).unwrap_or(&[]);
            for half in 0..halves {
                let mut sums = Wide::<1>::sums(isa, &[[0; 8]]);
                for k in 0..self.steps {
                    if let Some(&packed) = panel.get(k * halves + half) {
                        sums = Wide::<1>::dot(isa, sums, zeros, Wide::<1>::weights(isa, &[packed]));
                    }
                }
                let [mut numbers] = Wide::<1>::numbers(isa, sums);
                for i in 0..8 {
                    numbers[i] = self.start.wrapping_sub(numbers[i]);
                }
                if let Some(bias) = self.bias.get_mut(vector + half) {
                    *bias = numbers;
                }
            }
        }
    }
}
