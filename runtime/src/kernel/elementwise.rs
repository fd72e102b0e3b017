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

impl<T: Copy + Default> Binary<'_, T> {
    /// As [`map`](Self::map), for an `f` of many instructions: there is one loop over it for all forms, and what is repeated
    /// or overwritten goes through a small buffer.
    #[inline(always)]
    pub fn map_long(self, dims: &Broadcast<'_>, f: impl Fn(T, T) -> T + Copy) {
        match self {
            Binary::Apart(lhs, rhs, y) => broadcast_long(dims, lhs, rhs, y, f),
            Binary::IntoLhs(y, rhs) => rows(dims, y, |dim, _, r, y| {
                staged(y, rhs, r, dim.rhs, |lhs, rhs, y| each(f, lhs, rhs, y));
            }),
            Binary::IntoRhs(lhs, y) => rows(dims, y, |dim, l, _, y| {
                staged(y, lhs, l, dim.lhs, |rhs, lhs, y| each(f, lhs, rhs, y));
            }),
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
        (0, 0) => fill_row(y, lhs.get(l).zip(rhs.get(r)), f),
        (_, 0) => value_row(y, lhs, l, rhs.get(r), f),
        (0, _) => value_row(y, rhs, r, lhs.get(l), |b, a| f(a, b)),
        _ => zip_row(y, (lhs, l), (rhs, r), f),
    });
}

/// As [`broadcast`], for an `f` of many instructions: there is one loop over it, and what is repeated goes through a small
/// buffer.
#[inline(always)]
pub fn broadcast_long<L: Copy, R: Copy, U>(
    dims: &Broadcast<'_>,
    lhs: &[L],
    rhs: &[R],
    y: &mut [U],
    f: impl Fn(L, R) -> U + Copy,
) {
    rows(dims, y, |dim, l, r, y| match (dim.lhs, dim.rhs) {
        (0, 0) => y.chunks_mut(1).for_each(|y| each(f, row(lhs, l, 1), row(rhs, r, 1), y)),
        (_, 0) => repeated(y, lhs, l, rhs.get(r), |lhs, rhs, y| each(f, lhs, rhs, y)),
        (0, _) => repeated(y, rhs, r, lhs.get(l), |rhs, lhs, y| each(f, lhs, rhs, y)),
        _ => each(f, row(lhs, l, dim.count), row(rhs, r, dim.count), y),
    });
}

/// Elements of a buffer of repeated or overwritten values.
const STAGE: usize = 32;

/// Gives `f` pieces of a row, with one value as a slice.
#[inline(always)]
fn repeated<T: Copy, V: Copy, U>(
    y: &mut [U],
    x: &[T],
    start: usize,
    value: Option<&V>,
    f: impl Fn(&[T], &[V], &mut [U]),
) {
    if let Some(&value) = value {
        let (x, values) = (row(x, start, y.len()), [value; STAGE]);
        for (x, y) in x.chunks(STAGE).zip(y.chunks_mut(STAGE)) {
            f(x, &values, y);
        }
    }
}

/// Gives `f` pieces of a row in place as an input and as the output, with the other input.
#[inline(always)]
fn staged<T: Copy + Default>(y: &mut [T], other: &[T], start: usize, step: usize, f: impl Fn(&[T], &[T], &mut [T])) {
    let (mut before, mut done) = ([T::default(); STAGE], 0);
    let value = [other.get(start).copied().unwrap_or_default(); STAGE];
    for y in y.chunks_mut(STAGE) {
        before.iter_mut().zip(y.iter()).for_each(|(before, y)| *before = *y);
        let other = if step == 0 { &value } else { row(other, start + done, y.len()) };
        done += y.len();
        f(&before, other, y);
    }
}

/// The loop itself; its length is the output's.
#[inline(never)]
fn each<L: Copy, R: Copy, U>(f: impl Fn(L, R) -> U + Copy, lhs: &[L], rhs: &[R], y: &mut [U]) {
    crate::vectorized(move || y.iter_mut().zip(lhs.iter().zip(rhs)).for_each(|(y, (&a, &b))| *y = f(a, b)));
}

/// A row against a row. As its neighbours it takes `f` by value, so that the loop has what `f` captures in registers.
#[inline(always)]
fn zip_row<L: Copy, R: Copy, U>(y: &mut [U], lhs: (&[L], usize), rhs: (&[R], usize), f: impl Fn(L, R) -> U) {
    let inputs = row(lhs.0, lhs.1, y.len()).iter().zip(row(rhs.0, rhs.1, y.len()));
    y.iter_mut().zip(inputs).for_each(|(y, (&a, &b))| *y = f(a, b));
}

/// One value against one value: the compiler merges such dimensions away.
#[inline(always)]
fn fill_row<L: Copy, R: Copy, U>(y: &mut [U], values: Option<(&L, &R)>, f: impl Fn(L, R) -> U) {
    if let Some((&a, &b)) = values {
        y.iter_mut().for_each(|y| *y = f(a, b));
    }
}

/// A row against one value.
#[inline(always)]
fn value_row<T: Copy, V: Copy, U>(y: &mut [U], x: &[T], start: usize, value: Option<&V>, f: impl Fn(T, V) -> U) {
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
pub(crate) fn walk(dims: &[BroadcastDim], lhs: usize, rhs: usize, f: &mut dyn FnMut(usize, usize)) {
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

    /// All forms against each other, with rows longer than the buffer.
    #[test]
    fn the_long_way_is_the_same() {
        let f = |a: i32, b: i32| a * 3 - b;
        let long: [i32; 100] = core::array::from_fn(|i| i as i32);
        for (lhs, rhs) in [(1, 1), (1, 0), (0, 1)] {
            let outer = |step: usize| if step == 1 { 50 } else { 1 };
            let dims =
                [BroadcastDim { count: 2, lhs: outer(lhs), rhs: outer(rhs) }, BroadcastDim { count: 50, lhs, rhs }];
            let dims = Broadcast { dims: List(&dims) };
            let side = |step: usize| if step == 1 { &long[..] } else { &[7, 9] };
            let (lhs, rhs) = (side(lhs), side(rhs));
            let (mut y, mut apart, mut place) = ([0; 100], [0; 100], long);
            Binary::Apart(lhs, rhs, &mut y).map(&dims, f);
            Binary::Apart(lhs, rhs, &mut apart).map_long(&dims, f);
            assert_eq!(y, apart);
            if lhs.len() == 100 {
                Binary::IntoLhs(&mut place, rhs).map_long(&dims, f);
            } else {
                Binary::IntoRhs(lhs, &mut place).map_long(&dims, f);
            }
            assert_eq!(y, place);
        }
    }

    #[test]
    fn in_place_without_repeats() {
        let dims = [BroadcastDim { count: 3, lhs: 1, rhs: 1 }];
        let mut y = [1, 2, 3];
        Binary::IntoRhs(&[10, 20, 30], &mut y).map(&Broadcast { dims: List(&dims) }, |a, b| a - b);
        assert_eq!(y, [9, 18, 27]);
    }
}
