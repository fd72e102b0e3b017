//! Moving elements without changing them. Slices, transposes, pads, concatenations, splits are all copies between two affine
//! index spaces; the compiler merges dimensions so that the innermost run is as long as it can be.

use super::{C128, List, Unary, copy_row, row, row_mut};

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
        [dim, run] => {
            for i in 0..dim.count as isize {
                copy_run(*run, src.wrapping_add_signed(i * dim.src), dst.wrapping_add_signed(i * dim.dst), x, y);
            }
        }
        [dim, rest @ ..] => {
            for i in 0..dim.count as isize {
                copy_dims(rest, src.wrapping_add_signed(i * dim.src), dst.wrapping_add_signed(i * dim.dst), x, y);
            }
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
    fn reverses_into_the_middle() {
        let dims = [CopyDim { count: 3, src: -1, dst: 1 }];
        let mut y = [0; 5];
        strided_copy(&StridedCopy { src: 2, dst: 1, dims: List(&dims) }, &[1, 2, 3], &mut y);
        assert_eq!(y, [0, 3, 2, 1, 0]);
    }
}
