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

/// `y[i] = f(x[i])` between different element types.
#[inline(always)]
pub fn convert<T: Copy, U>(x: &[T], y: &mut [U], f: impl Fn(T) -> U) {
    y.iter_mut().zip(x).for_each(|(y, &x)| *y = f(x));
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
/// have one dimension.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Broadcast<'a> {
    /// The dimensions; none for scalars.
    pub dims: List<'a, BroadcastDim>,
}

/// `y[..] = f(lhs[..], rhs[..])`.
#[inline(always)]
pub fn broadcast<L: Copy, R: Copy, U>(
    p: &Broadcast<'_>,
    lhs: &[L],
    rhs: &[R],
    y: &mut [U],
    f: impl Fn(L, R) -> U + Copy,
) {
    let (outer, inner) = match p.dims.0.split_last() {
        Some((inner, outer)) => (outer, *inner),
        None => (&[][..], BroadcastDim { count: 1, lhs: 0, rhs: 0 }),
    };
    let mut done = 0;
    walk(outer, 0, 0, &mut |l, r| {
        broadcast_row(inner, lhs, rhs, (l, r), row_mut(y, done, inner.count), f);
        done += inner.count;
    });
}

/// Calls `f` with the offsets in both inputs of each innermost row, in the output's order.
fn walk(dims: &[BroadcastDim], lhs: usize, rhs: usize, f: &mut dyn FnMut(usize, usize)) {
    match dims.split_first() {
        None => f(lhs, rhs),
        Some((dim, rest)) => {
            for i in 0..dim.count {
                walk(rest, lhs + i * dim.lhs, rhs + i * dim.rhs, f);
            }
        }
    }
}

#[inline(always)]
fn broadcast_row<L: Copy, R: Copy, U>(
    dim: BroadcastDim,
    lhs: &[L],
    rhs: &[R],
    (l, r): (usize, usize),
    y: &mut [U],
    f: impl Fn(L, R) -> U,
) {
    match (dim.lhs, dim.rhs) {
        (1, 1) => {
            let inputs = row(lhs, l, dim.count).iter().zip(row(rhs, r, dim.count));
            y.iter_mut().zip(inputs).for_each(|(y, (&a, &b))| *y = f(a, b));
        }
        (1, 0) => {
            if let Some(&b) = rhs.get(r) {
                y.iter_mut().zip(row(lhs, l, dim.count)).for_each(|(y, &a)| *y = f(a, b));
            }
        }
        (0, 1) => {
            if let Some(&a) = lhs.get(l) {
                y.iter_mut().zip(row(rhs, r, dim.count)).for_each(|(y, &b)| *y = f(a, b));
            }
        }
        (ls, rs) => {
            for (i, y) in y.iter_mut().enumerate() {
                if let (Some(&a), Some(&b)) = (lhs.get(l + i * ls), rhs.get(r + i * rs)) {
                    *y = f(a, b);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn broadcasts_a_column_over_a_row() {
        let dims = [BroadcastDim { count: 2, lhs: 1, rhs: 0 }, BroadcastDim { count: 3, lhs: 0, rhs: 1 }];
        let mut y = [0; 6];
        broadcast(&Broadcast { dims: List(&dims) }, &[10, 20], &[1, 2, 3], &mut y, |a, b| a + b);
        assert_eq!(y, [11, 12, 13, 21, 22, 23]);
    }

    #[test]
    fn scalars_have_no_dimensions() {
        let mut y = [0];
        broadcast(&Broadcast { dims: List(&[]) }, &[2], &[3], &mut y, |a, b| a * b);
        assert_eq!(y, [6]);
    }
}
