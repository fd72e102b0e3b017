//! Transposes by tiles: a piece as long as a tile has rows is written at once, and vectors come of plain loops over arrays.

use super::{CopyDim, bands, bands_of};
use core::array::from_fn;

/// Whether loops over arrays become vectors. One element at a time, tiles are more work than [`bands`].
const VECTORS: bool = cfg!(any(target_feature = "sse2", target_feature = "neon", target_feature = "simd128"));

/// A matrix to transpose.
#[derive(Clone, Copy)]
struct Matrix {
    rows: usize,
    columns: usize,
    /// From one row to the next, in the source.
    step: usize,
    /// From one column to the next, in the destination.
    pitch: usize,
}

impl Matrix {
    /// `run` goes down the source, whose rows `dim` goes along.
    fn new([dim, run]: [CopyDim; 2]) -> Self {
        Matrix { rows: run.count, columns: dim.count, step: run.src.unsigned_abs(), pitch: dim.dst.unsigned_abs() }
    }

    /// As it was before [`Matrix::new`].
    fn dims(self) -> [CopyDim; 2] {
        let dim = CopyDim { count: self.columns, src: 1, dst: self.pitch as isize };
        [dim, CopyDim { count: self.rows, src: self.step as isize, dst: 1 }]
    }

    /// Whether all of it lies in slices of these lengths, and nothing is written twice.
    fn fits(self, x: usize, y: usize) -> bool {
        let written = end(self.columns, self.pitch, self.rows);
        self.pitch >= self.rows && end(self.rows, self.step, self.columns) <= x && written <= y
    }

    /// How many of the rows lie in a source of `x` elements if they are taken to be as wide as a tile that has more columns.
    fn wide_rows(self, width: usize, x: usize) -> usize {
        if end(self.rows, self.step, width) <= x {
            return self.rows;
        }
        // The last but one may go on into the last.
        if width <= self.step.saturating_add(self.columns) { self.rows.saturating_sub(1) } else { 0 }
    }
}

/// Where the last of `count` runs of `len` elements ends.
fn end(count: usize, step: usize, len: usize) -> usize {
    count.saturating_sub(1).saturating_mul(step).saturating_add(len)
}

/// A transpose for each index of `outer`: the kind is chosen once, as there may be many and small ones.
pub(super) fn transposes<T: Copy>(outer: CopyDim, dims: [CopyDim; 2], src: usize, dst: usize, x: &[T], y: &mut [T]) {
    let (m, places) = (Matrix::new(dims), (src, dst));
    // Tiles have at least 128 elements: the vectorizer passes over shorter loops, as they are unrolled before it runs.
    match (size_of::<T>(), m.rows, m.columns) {
        (1 | 2 | 4 | 8, 2, 16..) if VECTORS && m.pitch == 2 => each(m, outer, places, x, y, pairs),
        (1 | 2 | 4, 3, 16..) if VECTORS && m.pitch == 3 => each(m, outer, places, x, y, triples),
        (1 | 2 | 4, 4, 16..) if VECTORS && m.pitch == 4 => each(m, outer, places, x, y, quads),
        (1 | 2, 64.., 2) if VECTORS && m.step == 2 => each(m, outer, places, x, y, dense::<64, T>),
        (1 | 2, 32.., 4) if VECTORS && m.step == 4 => each(m, outer, places, x, y, dense::<32, T>),
        (_, 8.., 2) if m.step == 2 => each(m, outer, places, x, y, parts::<2, T>),
        (_, 8.., 3) if m.step == 3 => each(m, outer, places, x, y, parts::<3, T>),
        (_, 8.., 4) if m.step == 4 => each(m, outer, places, x, y, parts::<4, T>),
        (1, 16.., 9..) if VECTORS => each(m, outer, places, x, y, tiles::<16, 16, T>),
        (1 | 2 | 4, 8.., 9..) if VECTORS => each(m, outer, places, x, y, tiles::<8, 16, T>),
        (1 | 2, 16.., 5..) if VECTORS => each(m, outer, places, x, y, tiles::<16, 8, T>),
        (1 | 2, 4.., 17..) if VECTORS => each(m, outer, places, x, y, tiles::<4, 32, T>),
        _ => each(m, outer, places, x, y, untiled),
    }
}

/// Calls `f` with the source and the destination of each matrix.
#[inline(always)]
fn each<T: Copy>(
    m: Matrix,
    outer: CopyDim,
    (src, dst): (usize, usize),
    x: &[T],
    y: &mut [T],
    f: impl Fn(Matrix, &[T], &mut [T]),
) {
    for i in 0..outer.count as isize {
        let x = x.get(src.wrapping_add_signed(i * outer.src)..).unwrap_or(&[]);
        let y = y.get_mut(dst.wrapping_add_signed(i * outer.dst)..).unwrap_or(&mut []);
        if m.fits(x.len(), y.len()) { f(m, x, y) } else { untiled(m, x, y) }
    }
}

/// By bands: what is too small for tiles, or not as compilers write it.
fn untiled<T: Copy>(m: Matrix, x: &[T], y: &mut [T]) {
    bands(m.dims(), 0, 0, x, y);
}

/// Where windows of `N` out of `count` start; the last overlaps the one before it.
fn windows<const N: usize>(count: usize) -> impl Iterator<Item = usize> {
    (0..count).step_by(N).map(move |at| at.min(count.saturating_sub(N)))
}

/// By tiles of `R` rows and `C` columns.
#[inline(always)]
fn tiles<const R: usize, const C: usize, T: Copy>(m: Matrix, x: &[T], y: &mut [T]) {
    let rows = m.wide_rows(C.max(m.columns), x.len());
    if rows < R {
        return untiled(m, x, y);
    }
    for column in windows::<C>(m.columns) {
        for row in windows::<R>(rows) {
            let y = y.get_mut(column * m.pitch + row..).unwrap_or(&mut []);
            tile::<R, C, T>(m, x.get(row * m.step + column..).unwrap_or(&[]), y);
        }
    }
    if rows < m.rows {
        bands_of::<1, T>(m.dims(), rows, 0, 0, x, y);
    }
}

/// One tile; of its columns, as many as there are.
#[inline(always)]
fn tile<const R: usize, const C: usize, T: Copy>(m: Matrix, x: &[T], y: &mut [T]) {
    if let Some(tile) = load::<R, C, T>(x, |i| i * m.step) {
        put_columns::<R, T>(m, shuffled(tile, R.ilog2()).as_flattened(), y);
    }
}

/// By tiles of `R` rows that follow each other, 128 elements: loaded as vectors, however short the rows are.
#[inline(always)]
fn dense<const R: usize, T: Copy>(m: Matrix, x: &[T], y: &mut [T]) {
    for row in windows::<R>(m.rows) {
        if let Some(tile) = load::<8, 16, T>(x, |i| row * m.step + 16 * i) {
            put_columns::<R, T>(m, shuffled(tile, R.ilog2()).as_flattened(), y.get_mut(row..).unwrap_or_default());
        }
    }
}

/// The columns of a tile, which are pieces of rows of the destination.
#[inline(always)]
fn put_columns<const R: usize, T: Copy>(m: Matrix, tile: &[T], mut y: &mut [T]) {
    for piece in tile.as_chunks::<R>().0.iter().take(m.columns) {
        put(piece, y, 0);
        y = y.get_mut(m.pitch..).unwrap_or_default();
    }
}

/// Runs from these places. All are found before any is loaded: branches between would keep them from vectors.
#[inline(always)]
fn load<const R: usize, const C: usize, T: Copy>(x: &[T], at: impl Fn(usize) -> usize) -> Option<[[T; C]; R]> {
    let first = x.first_chunk()?;
    let rows: [&[T; C]; R] = from_fn(|i| x.get(at(i)..).and_then(|x| x.first_chunk()).unwrap_or(first));
    Some(rows.map(|row| *row))
}

/// Writes `piece` where it has room.
#[inline(always)]
fn put<const N: usize, T: Copy>(piece: &[T; N], y: &mut [T], at: usize) {
    if let Some(y) = y.get_mut(at..).and_then(|y| y.first_chunk_mut()) {
        *y = *piece;
    }
}

/// The tile's halves interleaved, so many times: each moves a bit of an element's row from the top of its place to the bottom,
/// so that `R.ilog2()` times transpose.
#[inline(always)]
fn shuffled<const R: usize, const C: usize, T: Copy>(mut tile: [[T; C]; R], times: u32) -> [[T; C]; R] {
    for time in 0..6 {
        if time < times {
            tile = interleaved(tile);
        }
    }
    tile
}

/// The halves' elements in turn.
#[inline(always)]
fn interleaved<const R: usize, const C: usize, T: Copy>(tile: [[T; C]; R]) -> [[T; C]; R] {
    let mut pairs = tile;
    let (a, b) = tile.as_flattened().split_at(R * C / 2);
    for ((pair, a), b) in pairs.as_flattened_mut().as_chunks_mut::<2>().0.iter_mut().zip(a).zip(b) {
        *pair = [*a, *b];
    }
    pairs
}

/// Two rows whose pieces follow each other.
#[inline(always)]
fn pairs<T: Copy>(m: Matrix, x: &[T], y: &mut [T]) {
    for at in windows::<16>(m.columns) {
        let place = y.get_mut(2 * at..).and_then(|y| y.first_chunk_mut::<32>());
        if let (Some(tile), Some(y)) = (load::<2, 16, T>(x, |i| i * m.step + at), place) {
            y.copy_from_slice(shuffled(tile, 1).as_flattened());
        }
    }
}

/// Four rows whose pieces follow each other.
#[inline(always)]
fn quads<T: Copy>(m: Matrix, x: &[T], y: &mut [T]) {
    each_quad(m, x, |quads, at| put(quads, y, 4 * at));
}

/// Three rows whose pieces follow each other: each is written as one of four, whose last element the next overwrites.
#[inline(always)]
fn triples<T: Copy>(m: Matrix, x: &[T], y: &mut [T]) {
    each_quad(m, x, |quads, at| {
        let Some(run) = y.get_mut(3 * at..).and_then(|y| y.first_chunk_mut::<48>()) else { return };
        let [quads @ .., [a, b, c, _]] = quads.as_chunks::<4>().0 else { return };
        for (i, quad) in quads.iter().enumerate() {
            put(quad, run, 3 * i);
        }
        put(&[*a, *b, *c], run, 45);
    });
}

/// Calls `f` with 16 columns of four rows, the last of which may be missing, and the index of the first.
#[inline(always)]
fn each_quad<T: Copy>(m: Matrix, x: &[T], mut f: impl FnMut(&[T; 64], usize)) {
    for at in (0..m.columns).step_by(32) {
        let windows = [at, at + 16].map(|at| at.min(m.columns.saturating_sub(16)));
        // Each row is two of the tile.
        let row = |i: usize| (i / 2).min(m.rows.saturating_sub(1)) * m.step;
        let Some(tile) = load::<8, 16, T>(x, |i| row(i) + windows[i % 2]) else { return };
        let tile = shuffled(tile, 2);
        for (quads, at) in tile.as_flattened().as_chunks().0.iter().zip(windows) {
            f(quads, at);
        }
    }
}

/// Rows of `N` that follow each other: all are read once, and the columns written side by side.
#[inline(always)]
fn parts<const N: usize, T: Copy>(m: Matrix, x: &[T], y: &mut [T]) {
    let mut columns = y.chunks_mut(m.pitch.max(1));
    let mut columns: [&mut [T]; N] = from_fn(|_| columns.next().and_then(|y| y.get_mut(..m.rows)).unwrap_or_default());
    for (i, row) in x.as_chunks::<N>().0.iter().take(m.rows).enumerate() {
        for (value, column) in row.iter().zip(&mut columns) {
            if let Some(y) = column.get_mut(i) {
                *y = *value;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{C128, List, StridedCopy, strided_copy};
    use super::*;

    const SIZES: [usize; 14] = [1, 2, 3, 4, 5, 7, 8, 9, 16, 17, 33, 40, 64, 65];
    const MATRICES: usize = 2;
    const MOST: usize = MATRICES * 68 * 68 + 2;

    /// Transposes matrices between whose rows, and the columns that they become, there are gaps, which must stay.
    fn check<T: Copy + PartialEq>(rows: usize, columns: usize, [x_gap, y_gap]: [usize; 2], values: &[T; MOST]) {
        let (step, pitch, untouched) = (columns + x_gap, rows + y_gap, values[MOST - 1]);
        let outer = CopyDim { count: MATRICES, src: (rows * step) as isize, dst: (columns * pitch) as isize };
        let dim = CopyDim { count: columns, src: 1, dst: pitch as isize };
        let run = CopyDim { count: rows, src: step as isize, dst: 1 };
        let (x, mut y) = (&values[..MATRICES * rows * step - x_gap], [untouched; MOST]);
        let y = &mut y[..MATRICES * columns * pitch + 2];
        strided_copy(&StridedCopy { src: 0, dst: 1, dims: List(&[outer, dim, run]) }, x, y);
        for (i, y) in y.iter().enumerate() {
            let at = i.wrapping_sub(1);
            let (matrix, column, row) = (at / (columns * pitch), at / pitch % columns, at % pitch);
            let inside = matrix < MATRICES && row < rows;
            let expected = if inside { x[(matrix * rows + row) * step + column] } else { untouched };
            assert!(*y == expected, "{rows} x {columns}, gaps of {x_gap} and {y_gap}, {i}");
        }
    }

    fn check_all<T: Copy + PartialEq>(value: impl Fn(usize) -> T) {
        let values = from_fn(value);
        for rows in SIZES {
            for columns in SIZES {
                for gaps in [[0, 0], [0, 1], [3, 0], [1, 2]] {
                    check(rows, columns, gaps, &values);
                }
            }
        }
    }

    #[test]
    fn bytes() {
        check_all(|i| (i % 251) as u8);
    }

    #[test]
    fn two_bytes() {
        check_all(|i| i as u16);
        check_all(|i| (i as u16).to_le_bytes());
    }

    #[test]
    fn four_bytes() {
        check_all(|i| i as u32);
    }

    #[test]
    fn eight_bytes() {
        check_all(|i| i as u64);
    }

    #[test]
    fn sixteen_bytes() {
        check_all(|i| -> C128 { [i as f64, 1.0] });
    }

    #[test]
    fn transposes_around_a_dimension() {
        // [20][2][17] to [17][2][20]: the rows' dimension is the outermost.
        let (x, mut y): ([u8; 680], _) = (from_fn(|i| (i % 251) as u8), [0; 680]);
        let dims = [(17, 1, 40), (2, 17, 20), (20, 34, 1)].map(|(count, src, dst)| CopyDim { count, src, dst });
        strided_copy(&StridedCopy { src: 0, dst: 0, dims: List(&dims) }, &x, &mut y);
        for (i, y) in y.iter().enumerate() {
            assert_eq!(*y, x[i / 40 + i / 20 % 2 * 17 + i % 20 * 34], "{i}");
        }
    }

    #[test]
    fn places_that_overlap_are_written_in_order() {
        // Each row of the destination but the last loses its end to the next.
        let dims = [CopyDim { count: 20, src: 1, dst: 17 }, CopyDim { count: 18, src: 20, dst: 1 }];
        let (x, mut y): ([u16; 360], _) = (from_fn(|i| i as u16), [0; 341]);
        strided_copy(&StridedCopy { src: 0, dst: 0, dims: List(&dims) }, &x, &mut y);
        let mut expected = [0; 341];
        untiled(Matrix::new(dims), &x, &mut expected);
        assert_eq!(y, expected);
    }
}
