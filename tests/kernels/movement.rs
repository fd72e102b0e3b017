//! Strided copies and broadcasts against loops over multi-indices.

use litecast::rt::{Broadcast, BroadcastDim, CopyDim, List, StridedCopy, broadcast, strided_copy};
use proptest::collection::vec;
use proptest::prelude::*;

/// All multi-indices of a shape, in order.
fn indices(shape: &[usize]) -> Vec<Vec<usize>> {
    shape.iter().fold(vec![vec![]], |indices, &dim| {
        indices.iter().flat_map(|index| (0..dim).map(|i| [index.as_slice(), &[i]].concat())).collect()
    })
}

/// Steps between neighbours in a contiguous tensor.
fn strides(shape: &[usize]) -> Vec<usize> {
    (0..shape.len()).map(|i| shape[i + 1..].iter().product()).collect()
}

fn offset(index: &[usize], strides: &[isize]) -> isize {
    index.iter().zip(strides).map(|(&i, &stride)| i as isize * stride).sum()
}

/// A shape, an order of its dimensions, and which of them run backwards.
fn permutation() -> impl Strategy<Value = (Vec<usize>, Vec<usize>, Vec<bool>)> {
    vec(0..5usize, 0..5).prop_flat_map(|shape| {
        let (rank, order) = (shape.len(), (0..shape.len()).collect::<Vec<_>>());
        (Just(shape), Just(order).prop_shuffle(), vec(any::<bool>(), rank))
    })
}

proptest! {
    /// A transposition with some dimensions reversed: each element once, and where it belongs.
    #[test]
    fn copies_permute_and_reverse((shape, order, backwards) in permutation()) {
        let count: usize = shape.iter().product();
        let x: Vec<u32> = (0..count as u32).collect();
        let to: Vec<usize> = order.iter().map(|&i| shape[i]).collect();
        let (from_strides, to_strides) = (strides(&shape), strides(&to));
        let mut src = 0;
        let dims: Vec<CopyDim> = order.iter().enumerate().map(|(i, &from)| {
            let stride = from_strides[from] as isize;
            if backwards[i] {
                src += stride * (shape[from] as isize - 1).max(0);
            }
            CopyDim { count: shape[from], src: if backwards[i] { -stride } else { stride }, dst: to_strides[i] as isize }
        }).collect();
        let mut y = vec![u32::MAX; count];
        strided_copy(&StridedCopy { src: src as usize, dst: 0, dims: List(&dims) }, &x, &mut y);
        for (i, index) in indices(&to).into_iter().enumerate() {
            let at = |(i, &from): (usize, &usize)| {
                let place = if backwards[i] { shape[from] - 1 - index[i] } else { index[i] };
                place * from_strides[from]
            };
            let expected: usize = order.iter().enumerate().map(at).sum();
            prop_assert_eq!(y[i], expected as u32);
        }
    }

    /// Into the middle of something larger: the rest stays.
    #[test]
    fn copies_leave_the_rest(shape in vec(1..4usize, 1..4), before in 0..3usize, gap in 1..3usize) {
        let wide: Vec<usize> = shape.iter().map(|dim| dim * gap + before).collect();
        let (from, to) = (strides(&shape), strides(&wide));
        let dims: Vec<CopyDim> = (0..shape.len())
            .map(|i| CopyDim { count: shape[i], src: from[i] as isize, dst: (to[i] * gap) as isize })
            .collect();
        let x: Vec<u8> = (0..shape.iter().product::<usize>()).map(|i| i as u8 + 1).collect();
        let mut y = vec![0; wide.iter().product()];
        let start: usize = to.iter().map(|stride| stride * before).sum();
        strided_copy(&StridedCopy { src: 0, dst: start, dims: List(&dims) }, &x, &mut y);
        prop_assert_eq!(y.iter().filter(|value| **value != 0).count(), x.len());
        for (value, index) in x.iter().zip(indices(&shape)) {
            let at: usize = index.iter().zip(&to).map(|(i, stride)| (i * gap + before) * stride).sum();
            prop_assert_eq!(y[at], *value);
        }
    }

    /// Each input repeats along the dimensions where it has a one.
    #[test]
    fn broadcasts_repeat(dims in vec((0..5usize, any::<bool>(), any::<bool>()), 0..5)) {
        let shape: Vec<usize> = dims.iter().map(|dim| dim.0).collect();
        let side = |repeats: fn(&(usize, bool, bool)) -> bool| {
            let own: Vec<usize> = dims.iter().map(|dim| if repeats(dim) { 1 } else { dim.0 }).collect();
            let steps = strides(&own).into_iter().zip(&dims).map(|(stride, dim)| if repeats(dim) { 0 } else { stride });
            (own.iter().product::<usize>(), steps.collect::<Vec<_>>())
        };
        let ((left, lhs), (right, rhs)) = (side(|dim| dim.1), side(|dim| dim.2));
        let steps: Vec<BroadcastDim> =
            (0..dims.len()).map(|i| BroadcastDim { count: shape[i], lhs: lhs[i], rhs: rhs[i] }).collect();
        let (a, b): (Vec<i32>, Vec<i32>) = ((0..left as i32).collect(), (0..right as i32).collect());
        let mut y = vec![-1; shape.iter().product()];
        broadcast(&Broadcast { dims: List(&steps) }, &a, &b, &mut y, |a, b| 1000 * a + b);
        let signed = |steps: &[usize]| steps.iter().map(|step| *step as isize).collect::<Vec<_>>();
        for (value, index) in y.iter().zip(indices(&shape)) {
            let (l, r) = (offset(&index, &signed(&lhs)), offset(&index, &signed(&rhs)));
            prop_assert_eq!(*value as isize, 1000 * l + r);
        }
    }
}
