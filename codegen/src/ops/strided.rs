//! Copies between strided places, as operators make and merge them.

use super::movement::{Move, Source};
use crate::diag::Diagnostic;
use crate::ir::Shape;
use crate::kernel::{CopyDim, List, StridedCopy, strided_copy};
use crate::plan::Lower;
use std::ops::Range;

/// A copy between two strided places of a pair of tensors.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Copy {
    /// First element in the source.
    pub(crate) src: usize,
    /// First element in the destination.
    pub(crate) dst: usize,
    dims: Vec<CopyDim>,
}

impl Copy {
    /// From extents and steps, outermost first; neighbours that run on are merged.
    pub(crate) fn new(src: usize, dst: usize, dims: impl IntoIterator<Item = CopyDim>) -> Self {
        let dims: Vec<CopyDim> = dims.into_iter().filter(|dim| dim.count != 1).collect();
        if dims.iter().any(|dim| dim.count == 0) {
            return Copy { src: 0, dst: 0, dims: vec![CopyDim { count: 0, src: 0, dst: 0 }] };
        }
        let mut merged: Vec<CopyDim> = Vec::new();
        for dim in dims {
            match merged.last_mut() {
                Some(outer) if runs_on(outer, &dim) => {
                    *outer = CopyDim { count: outer.count * dim.count, ..dim };
                }
                _ => merged.push(dim),
            }
        }
        Copy { src, dst, dims: merged }
    }

    /// A whole tensor of `count` elements.
    pub(crate) fn whole(count: usize) -> Self {
        Copy::new(0, 0, [CopyDim { count, src: 1, dst: 1 }])
    }

    /// The source's first element `count` times.
    pub(crate) fn fill(count: usize) -> Self {
        Copy::new(0, 0, [CopyDim { count, src: 0, dst: 1 }])
    }

    /// A box of `extents` elements, from the place `at` of a tensor of shape `from` to the place `to_at` of one of shape `to`;
    /// all of one rank.
    pub(crate) fn block(extents: &[usize], (from, at): (&Shape, &[usize]), (to, to_at): (&Shape, &[usize])) -> Self {
        let (src, dst) = (from.strides(), to.strides());
        let dims = extents.iter().zip(src.iter().zip(&dst));
        let dims = dims.map(|(&count, (&src, &dst))| CopyDim { count, src: src as isize, dst: dst as isize });
        Copy::new(offset(at, &src), offset(to_at, &dst), dims)
    }

    /// The source's first element all over a box of `extents` elements at `at` of a tensor of shape `to`.
    pub(crate) fn repeat(extents: &[usize], (to, at): (&Shape, &[usize])) -> Self {
        let strides = to.strides();
        let dims = extents.iter().zip(&strides).map(|(&count, &dst)| CopyDim { count, src: 0, dst: dst as isize });
        Copy::new(0, offset(at, &strides), dims)
    }

    /// How many elements it takes, if they are one run on both sides.
    pub(crate) fn run(&self) -> Option<usize> {
        match self.dims[..] {
            [] => Some(1),
            [CopyDim { count, src: 1, dst: 1 }] => Some(count),
            _ => None,
        }
    }

    /// The places of the destination from the first that is written to the last, if those between are written too, and the same
    /// copy to these alone.
    pub(crate) fn to_run(&self) -> Option<(Range<usize>, Self)> {
        match self.dims[..] {
            [CopyDim { count, dst: 1, .. }] => Some((self.dst..self.dst + count, Copy { dst: 0, ..self.clone() })),
            _ => None,
        }
    }

    /// How many runs of elements it takes.
    pub(crate) fn runs(&self) -> usize {
        if self.is_empty() {
            return 0;
        }
        self.dims.split_last().map_or(1, |(_, outer)| outer.iter().map(|dim| dim.count).product())
    }

    /// The kernel call, from input `input` to output `output`.
    pub(crate) fn lower(&self, cx: &mut Lower<'_>, input: usize, output: usize) -> Result<(), Diagnostic> {
        Move { from: Source::Input(input), output, copy: self.clone() }.lower(cx)
    }

    /// Whether nothing is copied.
    pub(crate) fn is_empty(&self) -> bool {
        self.dims.iter().any(|dim| dim.count == 0)
    }

    pub(crate) fn params(&self) -> StridedCopy<'_> {
        StridedCopy { src: self.src, dst: self.dst, dims: List(&self.dims) }
    }

    /// The copy of constant elements of `size` bytes each, whole elements at a time.
    pub(crate) fn fold(&self, size: usize, x: &[u8], y: &mut [u8]) {
        match size {
            _ if self.is_empty() => {}
            2 => strided_copy(&self.params(), x.as_chunks::<2>().0, y.as_chunks_mut::<2>().0),
            4 => strided_copy(&self.params(), x.as_chunks::<4>().0, y.as_chunks_mut::<4>().0),
            8 => strided_copy(&self.params(), x.as_chunks::<8>().0, y.as_chunks_mut::<8>().0),
            _ => {
                let dims = self.byte_dims(size);
                strided_copy(&StridedCopy { src: self.src * size, dst: self.dst * size, dims: List(&dims) }, x, y);
            }
        }
    }

    /// The dimensions of the same copy over bytes, of which an element has `size`.
    pub(crate) fn byte_dims(&self, size: usize) -> Vec<CopyDim> {
        let byte = CopyDim { count: size, src: 1, dst: 1 };
        let scale =
            |dim: &CopyDim| CopyDim { count: dim.count, src: dim.src * size as isize, dst: dim.dst * size as isize };
        Copy::new(0, 0, self.dims.iter().map(scale).chain([byte])).dims
    }
}

fn runs_on(outer: &CopyDim, inner: &CopyDim) -> bool {
    let inner_span = |step: isize| step * inner.count as isize;
    outer.src == inner_span(inner.src) && outer.dst == inner_span(inner.dst)
}

/// Indices that step regularly: each `repeat` times, then `step` further.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Steps {
    /// The first.
    pub(crate) start: usize,
    count: usize,
    step: isize,
    pub(crate) repeat: usize,
}

impl Steps {
    pub(crate) fn of(indices: &[usize]) -> Option<Self> {
        let (&start, len) = (indices.first()?, indices.len());
        let repeat = indices.iter().take_while(|&&index| index == start).count();
        let step = indices.get(repeat).map_or(0, |&next| next as isize - start as isize);
        let regular = |(at, &index): (usize, &usize)| index as isize == start as isize + (at / repeat) as isize * step;
        let steps = Steps { start, count: len / repeat, step, repeat };
        (len % repeat == 0 && indices.iter().enumerate().all(regular)).then_some(steps)
    }

    /// As dimensions of a copy, where indices are `src` and `dst` elements apart.
    pub(crate) fn dims(self, src: usize, dst: usize) -> [CopyDim; 2] {
        let outer = CopyDim { count: self.count, src: self.step * src as isize, dst: (dst * self.repeat) as isize };
        [outer, CopyDim { count: self.repeat, src: 0, dst: dst as isize }]
    }
}

/// The element at coordinates, by strides.
pub(crate) fn offset(at: &[usize], strides: &[usize]) -> usize {
    at.iter().zip(strides).fold(0, |sum, (at, stride)| at.saturating_mul(*stride).saturating_add(sum))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_merge() {
        let dims = [(2, 12, 12), (3, 4, 4), (4, 1, 1)].map(|(count, src, dst)| CopyDim { count, src, dst });
        assert_eq!(Copy::new(0, 0, dims), Copy::whole(24));
    }

    #[test]
    fn folding_copies_wide_elements() {
        let mut y = [0; 4];
        let reversed = Copy::new(1, 0, [CopyDim { count: 2, src: -1, dst: 1 }]);
        reversed.fold(2, &[1, 2, 3, 4], &mut y);
        assert_eq!(y, [3, 4, 1, 2]);
    }

    #[test]
    fn a_block_of_whole_rows_is_one_run() {
        let block = Copy::block(&[2, 3], (&[4, 3].into(), &[1, 0]), (&[2, 3].into(), &[0, 0]));
        assert_eq!((block.src, block.dst, block.dims), (3, 0, vec![CopyDim { count: 6, src: 1, dst: 1 }]));
    }

    #[test]
    fn regular_indices_are_steps() {
        assert_eq!(Steps::of(&[0, 0, 1, 1]), Some(Steps { start: 0, count: 2, step: 1, repeat: 2 }));
        assert_eq!(Steps::of(&[1, 3, 5]), Some(Steps { start: 1, count: 3, step: 2, repeat: 1 }));
        assert_eq!(Steps::of(&[2, 2, 2]), Some(Steps { start: 2, count: 1, step: 0, repeat: 3 }));
        assert_eq!((Steps::of(&[0, 1, 1]), Steps::of(&[0, 0, 1]), Steps::of(&[])), (None, None, None));
    }
}
