//! Element by element: the loops of unary and binary operators, with broadcasting and in-place forms.

use super::{List, row, row_mut};

/// Input and output of a unary operator whose element types are the same.
pub enum Unary<'a, T> {
    /// In different places.
    Apart(&'a [T], &'a mut [T]),
    /// The output takes the input's place.
    InPlace(&'a mut [T]),
}

impl<T: Copy> Unary<'_, T> {
    /// `y[i] = f(x[i])`.
    #[inline(always)]
    pub fn map(self, f: impl Fn(T) -> T) {
        match self {
            Unary::Apart(x, y) => y.iter_mut().zip(x).for_each(|(y, &x)| *y = f(x)),
            Unary::InPlace(y) => y.iter_mut().for_each(|y| *y = f(*y)),
        }
    }
}

/// Kernels that map one function over all elements.
macro_rules! unary {
    ($($(#[$doc:meta])* $t:ty: $name:ident = $f:expr;)*) => { $(
        $(#[$doc])*
        pub fn $name(io: $crate::kernel::Unary<'_, $t>) {
            io.map($f);
        }
    )* };
}
pub(super) use unary;

/// `y[i] = f(x[i])` between different element types.
#[inline(always)]
pub fn convert<T: Copy, U>(x: &[T], y: &mut [U], f: impl Fn(T) -> U) {
    y.iter_mut().zip(x).for_each(|(y, &x)| *y = f(x));
}

/// Inputs and output of a binary operator whose element types are all the same.
pub enum Binary<'a, T> {
    /// In different places: left, right, output.
    Apart(&'a [T], &'a [T], &'a mut [T]),
    /// The output takes the place of the left input, which is not repeated.
    IntoLhs(&'a mut [T], &'a [T]),
    /// The output takes the place of the right input, which is not repeated.
    IntoRhs(&'a [T], &'a mut [T]),
}

impl<T: Copy> Binary<'_, T> {
    /// `y[..] = f(lhs[..], rhs[..])`.
    #[inline(always)]
    pub fn map(self, dims: &Broadcast<'_>, f: impl Fn(T, T) -> T + Copy) {
        match self {
            Binary::Apart(lhs, rhs, y) => broadcast(dims, lhs, rhs, y, f),
            Binary::IntoLhs(y, rhs) => rows(dims, y, |dim, _, r, y| update_row(y, rhs, r, dim.rhs, f)),
            Binary::IntoRhs(lhs, y) => rows(dims, y, |dim, l, _, y| update_row(y, lhs, l, dim.lhs, |b, a| f(a, b))),
        }
    }
}

/// One dimension of a broadcast: extent, and the steps in elements that it takes in each input (0 where it is repeated).
/// The output is contiguous.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BroadcastDim {
    /// Extent.
    pub count: usize,
    /// Step in the left input.
    pub lhs: usize,
    /// Step in the right input.
    pub rhs: usize,
}

/// A broadcast, outermost dimension first; neighbours that step alike are merged by the compiler, so that most operators
/// have one dimension. The innermost takes steps of 1 or 0.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Broadcast<'a> {
    /// The dimensions; none for scalars.
    pub dims: List<'a, BroadcastDim>,
}

/// `y[..] = f(lhs[..], rhs[..])`.
#[inline(always)]
pub fn broadcast<L: Copy, R: Copy, U>(
    dims: &Broadcast<'_>,
    lhs: &[L],
    rhs: &[R],
    y: &mut [U],
    f: impl Fn(L, R) -> U + Copy,
) {
    rows(dims, y, |dim, l, r, y| match (dim.lhs, dim.rhs) {
        (_, 0) => fill_row(y, lhs, l, rhs.get(r), f),
        (0, _) => fill_row(y, rhs, r, lhs.get(l), |b, a| f(a, b)),
        _ => {
            let inputs = row(lhs, l, dim.count).iter().zip(row(rhs, r, dim.count));
            y.iter_mut().zip(inputs).for_each(|(y, (&a, &b))| *y = f(a, b));
        }
    });
}

/// A row against one value.
#[inline(always)]
fn fill_row<T: Copy, V: Copy, U>(y: &mut [U], x: &[T], start: usize, value: Option<&V>, f: impl Fn(T, V) -> U) {
    if let Some(&value) = value {
        let x = row(x, start, y.len());
        y.iter_mut().zip(x).for_each(|(y, &x)| *y = f(x, value));
    }
}

/// A row in place, with a row or one value of the other input.
#[inline(always)]
fn update_row<T: Copy, V: Copy>(y: &mut [T], other: &[V], start: usize, step: usize, f: impl Fn(T, V) -> T) {
    if step == 0 {
        if let Some(&value) = other.get(start) {
            y.iter_mut().for_each(|y| *y = f(*y, value));
        }
    } else {
        let other = row(other, start, y.len());
        y.iter_mut().zip(other).for_each(|(y, &value)| *y = f(*y, value));
    }
}

/// Calls `f` with the innermost dimension, the offsets in both inputs and the output's row, for each row of the output.
#[inline(always)]
fn rows<U>(dims: &Broadcast<'_>, y: &mut [U], mut f: impl FnMut(BroadcastDim, usize, usize, &mut [U])) {
    let (outer, inner) = match dims.dims.0.split_last() {
        Some((inner, outer)) => (outer, *inner),
        None => (&[][..], BroadcastDim { count: 1, lhs: 1, rhs: 1 }),
    };
    let mut done = 0;
    walk(outer, 0, 0, &mut |l, r| {
        f(inner, l, r, row_mut(y, done, inner.count));
        done += inner.count;
    });
}

/// Calls `f` with the offsets in both inputs of each innermost row, in the output's order.
pub(super) fn walk(dims: &[BroadcastDim], lhs: usize, rhs: usize, f: &mut dyn FnMut(usize, usize)) {
    match dims.split_first() {
        None => f(lhs, rhs),
        Some((dim, rest)) => {
            for i in 0..dim.count {
                walk(rest, lhs + i * dim.lhs, rhs + i * dim.rhs, f);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const COLUMN_ROW: [BroadcastDim; 2] =
        [BroadcastDim { count: 2, lhs: 1, rhs: 0 }, BroadcastDim { count: 3, lhs: 0, rhs: 1 }];
    const MATRIX_COLUMN: [BroadcastDim; 2] =
        [BroadcastDim { count: 2, lhs: 3, rhs: 1 }, BroadcastDim { count: 3, lhs: 1, rhs: 0 }];

    #[test]
    fn broadcasts_a_column_over_a_row() {
        let mut y = [0; 6];
        broadcast(&Broadcast { dims: List(&COLUMN_ROW) }, &[10, 20], &[1, 2, 3], &mut y, |a, b| a - b);
        assert_eq!(y, [9, 8, 7, 19, 18, 17]);
    }

    #[test]
    fn scalars_have_no_dimensions() {
        let mut y = [0];
        broadcast(&Broadcast { dims: List(&[]) }, &[2], &[3], &mut y, |a, b| a * b);
        assert_eq!(y, [6]);
    }

    #[test]
    fn in_place_equals_apart() {
        let dims = Broadcast { dims: List(&MATRIX_COLUMN) };
        let (matrix, column) = ([1, 2, 3, 4, 5, 6], [10, 20]);
        let (mut apart, mut place) = ([0; 6], matrix);
        Binary::Apart(&matrix, &column, &mut apart).map(&dims, |a, b| a - b);
        Binary::IntoLhs(&mut place, &column).map(&dims, |a, b| a - b);
        assert_eq!((apart, place), ([-9, -8, -7, -16, -15, -14], apart));
        let swapped = MATRIX_COLUMN.map(|dim| BroadcastDim { lhs: dim.rhs, rhs: dim.lhs, ..dim });
        let mut place = matrix;
        Binary::IntoRhs(&column, &mut place).map(&Broadcast { dims: List(&swapped) }, |a, b| a - b);
        assert_eq!(place, apart.map(|y: i32| -y));
    }

    #[test]
    fn in_place_without_repeats() {
        let dims = [BroadcastDim { count: 3, lhs: 1, rhs: 1 }];
        let mut y = [1, 2, 3];
        Binary::IntoRhs(&[10, 20, 30], &mut y).map(&Broadcast { dims: List(&dims) }, |a, b| a - b);
        assert_eq!(y, [9, 18, 27]);
    }
}
