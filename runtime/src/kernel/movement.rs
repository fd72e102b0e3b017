//! Moving elements without changing them. Slices, transposes, pads, concatenations, splits are all copies between two affine
//! index spaces; the compiler merges dimensions so that the innermost run is as long as it can be.

mod transpose;

use super::{C128, List, Unary, copy_row, row, row_mut};
use transpose::transposes;

/// One dimension of a copy: extent, and the steps in elements that it takes in source and destination.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CopyDim {
    /// Extent.
    pub count: usize,
    /// Step in the source; negative to reverse, 0 to repeat.
    pub src: isize,
    /// Step in the destination.
    pub dst: isize,
}

/// A copy between strided places, outermost dimension first.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct StridedCopy<'a> {
    /// First element in the source.
    pub src: usize,
    /// First element in the destination.
    pub dst: usize,
    /// The dimensions; none for a single element.
    pub dims: List<'a, CopyDim>,
}

macro_rules! entries {
    ($($name:ident $t:ty;)*) => { $(
        /// [`strided_copy`] of elements of this size, whatever their type.
        pub fn $name(p: &StridedCopy<'_>, x: &[$t], y: &mut [$t]) {
            strided_copy(p, x, y);
        }
    )* };
}
entries! {
    strided_copy_1 u8;
    strided_copy_2 u16;
    strided_copy_4 u32;
    strided_copy_8 u64;
    strided_copy_16 C128;
}

/// Copies the elements that `p` describes from `x` to `y`; the rest of `y` stays.
pub fn strided_copy<T: Copy>(p: &StridedCopy<'_>, x: &[T], y: &mut [T]) {
    copy_dims(p.dims.0, p.src, p.dst, x, y);
}

fn copy_dims<T: Copy>(dims: &[CopyDim], src: usize, dst: usize, x: &[T], y: &mut [T]) {
    match dims {
        [] => copy_row(row(x, src, 1), row_mut(y, dst, 1)),
        [dim] => copy_run(*dim, src, dst, x, y),
        // Most copies end here: no recursion for each run.
        [dim, run] if is_transpose(dim, run) => {
            transposes(CopyDim { count: 1, src: 0, dst: 0 }, [*dim, *run], src, dst, x, y)
        }
        [outer, dim, run] if is_transpose(dim, run) => transposes(*outer, [*dim, *run], src, dst, x, y),
        [dim, outer, run] if is_transpose(dim, run) && is_apart(dim, outer, run) => {
            transposes(*outer, [*dim, *run], src, dst, x, y)
        }
        [dim, run] if run.src == 1 && run.dst == 1 && dim.src >= 0 && dim.dst > 0 => match run.count {
            2 => runs::<2, T>(*dim, src, dst, x, y),
            3 => runs::<3, T>(*dim, src, dst, x, y),
            4 => runs::<4, T>(*dim, src, dst, x, y),
            8 => runs::<8, T>(*dim, src, dst, x, y),
            16 => runs::<16, T>(*dim, src, dst, x, y),
            32 => runs::<32, T>(*dim, src, dst, x, y),
            64 => runs::<64, T>(*dim, src, dst, x, y),
            _ => each_run([*dim, *run], src, dst, x, y),
        },
        [dim, run] => each_run([*dim, *run], src, dst, x, y),
        [dim, rest @ ..] => {
            for i in 0..dim.count as isize {
                copy_dims(rest, src.wrapping_add_signed(i * dim.src), dst.wrapping_add_signed(i * dim.dst), x, y);
            }
        }
    }
}

/// Columns become rows: `run` goes down the source, whose rows `dim` goes along.
fn is_transpose(dim: &CopyDim, run: &CopyDim) -> bool {
    dim.src == 1 && run.dst == 1 && run.src > 1 && dim.dst > 0
}

/// Whether no two elements have one place, so that dimensions can be taken in any order.
fn is_apart(outer: &CopyDim, dim: &CopyDim, run: &CopyDim) -> bool {
    let beyond = |outer: &CopyDim, dim: &CopyDim| {
        dim.dst > 0
            && usize::try_from(outer.dst).is_ok_and(|step| step >= dim.count.saturating_mul(dim.dst.unsigned_abs()))
    };
    beyond(outer, dim) && beyond(dim, run)
}

/// One run after another.
#[inline(always)]
fn each_run<T: Copy>([dim, run]: [CopyDim; 2], src: usize, dst: usize, x: &[T], y: &mut [T]) {
    for i in 0..dim.count as isize {
        copy_run(run, src.wrapping_add_signed(i * dim.src), dst.wrapping_add_signed(i * dim.dst), x, y);
    }
}

/// Short runs, each of which is a load and a store.
#[inline(always)]
fn runs<const N: usize, T: Copy>(dim: CopyDim, src: usize, dst: usize, x: &[T], y: &mut [T]) {
    let (x, y) = (x.get(src..).unwrap_or(&[]), y.get_mut(dst..).unwrap_or(&mut []));
    for i in 0..dim.count {
        let (from, to) = (i.wrapping_mul(dim.src.unsigned_abs()), i.wrapping_mul(dim.dst.unsigned_abs()));
        let place = y.get_mut(to..).and_then(|rest| rest.first_chunk_mut::<N>());
        if let (Some(place), Some(run)) = (place, x.get(from..).and_then(|rest| rest.first_chunk())) {
            *place = *run;
        }
    }
}

/// Columns become rows: `run` goes down the source, whose rows `dim` goes along. Some rows of the source at a time, so that each
/// piece that is written is one.
fn bands<T: Copy>(dims: [CopyDim; 2], src: usize, dst: usize, x: &[T], y: &mut [T]) {
    let mut done = 0;
    done = bands_of::<16, T>(dims, done, src, dst, x, y);
    done = bands_of::<4, T>(dims, done, src, dst, x, y);
    done = bands_of::<2, T>(dims, done, src, dst, x, y);
    bands_of::<1, T>(dims, done, src, dst, x, y);
}

/// As many bands of `N` rows of the source as there are after the first rows, of which so many are done.
#[inline(always)]
fn bands_of<const N: usize, T: Copy>(
    [dim, run]: [CopyDim; 2],
    mut done: usize,
    src: usize,
    dst: usize,
    x: &[T],
    y: &mut [T],
) -> usize {
    let (step, pitch) = (run.src.unsigned_abs(), dim.dst.unsigned_abs());
    while done + N <= run.count {
        let rows: [&[T]; N] = core::array::from_fn(|i| row(x, src + (done + i) * step, dim.count));
        let band = y.get_mut(dst + done..).unwrap_or(&mut []);
        if pitch == N {
            // Nothing between the pieces: channels that are shuffled, say.
            band.as_chunks_mut().0.iter_mut().take(dim.count).enumerate().for_each(|(i, y)| column(&rows, i, y));
        } else {
            for (i, y) in band.chunks_mut(pitch.max(1)).take(dim.count).enumerate() {
                if let Some(y) = y.first_chunk_mut() {
                    column(&rows, i, y);
                }
            }
        }
        done += N;
    }
    done
}

/// Element `i` of each row.
#[inline(always)]
fn column<const N: usize, T: Copy>(rows: &[&[T]; N], i: usize, y: &mut [T; N]) {
    for (y, row) in y.iter_mut().zip(rows) {
        if let Some(&value) = row.get(i) {
            *y = value;
        }
    }
}

#[inline(always)]
fn copy_run<T: Copy>(dim: CopyDim, src: usize, dst: usize, x: &[T], y: &mut [T]) {
    match (dim.src, dim.dst) {
        (1, 1) => copy_row(row(x, src, dim.count), row_mut(y, dst, dim.count)),
        (0, 1) => {
            if let Some(&value) = x.get(src) {
                row_mut(y, dst, dim.count).fill(value);
            }
        }
        (step, 1) => {
            for (i, y) in row_mut(y, dst, dim.count).iter_mut().enumerate() {
                if let Some(&value) = x.get(src.wrapping_add_signed(i as isize * step)) {
                    *y = value;
                }
            }
        }
        (from, to) => {
            for i in 0..dim.count as isize {
                let place = y.get_mut(dst.wrapping_add_signed(i * to));
                if let (Some(&value), Some(y)) = (x.get(src.wrapping_add_signed(i * from)), place) {
                    *y = value;
                }
            }
        }
    }
}

macro_rules! copies {
    ($($name:ident $t:ty;)*) => { $(
        /// A whole tensor of elements of this size; nothing to do where it is in its place already.
        pub fn $name(io: Unary<'_, $t>) {
            if let Unary::Apart(x, y) = io {
                copy_row(x, y);
            }
        }
    )* };
}
copies! {
    copy_1 u8;
    copy_2 u16;
    copy_4 u32;
    copy_8 u64;
    copy_16 C128;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn transposes() {
        let dims = [CopyDim { count: 3, src: 1, dst: 2 }, CopyDim { count: 2, src: 3, dst: 1 }];
        let mut y = [0; 6];
        strided_copy(&StridedCopy { src: 0, dst: 0, dims: List(&dims) }, &[1, 2, 3, 4, 5, 6], &mut y);
        assert_eq!(y, [1, 4, 2, 5, 3, 6]);
    }

    #[test]
    fn transposes_of_any_size() {
        for (rows, columns) in [(1, 5), (2, 3), (7, 2), (16, 4), (23, 19)] {
            // With a border, which stays as it is.
            let (pitch, mut y) = (rows + 1, [0u16; 24 * 20]);
            let x: [u16; 23 * 19] = core::array::from_fn(|i| i as u16 + 1);
            let dims = [
                CopyDim { count: columns, src: 1, dst: pitch as isize },
                CopyDim { count: rows, src: columns as isize, dst: 1 },
            ];
            strided_copy(&StridedCopy { src: 0, dst: 1, dims: List(&dims) }, &x, &mut y);
            for (i, &y) in y.iter().enumerate() {
                let (column, row) = (i.wrapping_sub(1) / pitch, i.wrapping_sub(1) % pitch);
                let inside = i > 0 && row < rows && column < columns;
                assert_eq!(y, if inside { (row * columns + column) as u16 + 1 } else { 0 }, "{rows} {columns} {i}");
            }
        }
    }

    #[test]
    fn runs_of_any_length() {
        for count in 1..40 {
            let (from, to) = (count + 3, count + 1);
            let x: [u16; 200] = core::array::from_fn(|i| i as u16);
            let dims = [CopyDim { count: 4, src: from as isize, dst: to as isize }, CopyDim { count, src: 1, dst: 1 }];
            let mut y = [999; 200];
            strided_copy(&StridedCopy { src: 2, dst: 5, dims: List(&dims) }, &x, &mut y);
            for (i, &y) in y.iter().enumerate() {
                let (row, place) = (i.wrapping_sub(5) / to, i.wrapping_sub(5) % to);
                let copied = i >= 5 && row < 4 && place < count;
                assert_eq!(y, if copied { (2 + row * from + place) as u16 } else { 999 }, "{count} {i}");
            }
        }
    }

    #[test]
    fn reverses_into_the_middle() {
        let dims = [CopyDim { count: 3, src: -1, dst: 1 }];
        let mut y = [0; 5];
        strided_copy(&StridedCopy { src: 2, dst: 1, dims: List(&dims) }, &[1, 2, 3], &mut y);
        assert_eq!(y, [0, 3, 2, 1, 0]);
    }
}
