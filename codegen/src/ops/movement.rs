//! What operators that only move elements share: every one becomes strided copies.

use crate::diag::Diagnostic;
use crate::ir::DType;
use crate::kernel::{CopyDim, List, StridedCopy, strided_copy};
use crate::plan::{Arg, Lower};

/// Elements are moved whatever they are, as long as each has bytes of its own.
pub(crate) const TYPES: &[DType] = &[
    DType::F32,
    DType::I8,
    DType::U8,
    DType::I16,
    DType::I32,
    DType::I64,
    DType::Bool,
    DType::F16,
    DType::Bf16,
    DType::F64,
    DType::U16,
    DType::U32,
    DType::U64,
];

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
        let mut merged: Vec<CopyDim> = Vec::new();
        for dim in dims.into_iter().filter(|dim| dim.count != 1) {
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

    fn params(&self) -> StridedCopy<'_> {
        StridedCopy { src: self.src, dst: self.dst, dims: List(&self.dims) }
    }

    /// The kernel call, from input `input` to output `output`.
    pub(crate) fn lower(&self, cx: &mut Lower<'_>, input: usize, output: usize) -> Result<(), Diagnostic> {
        let (x, y) = (cx.read_bits("x", input)?, cx.write_bits("y", output)?);
        cx.call(kernel(&y), [Arg::params(&self.params()), x, y]);
        Ok(())
    }

    /// The copy of constant elements of `size` bytes each.
    pub(crate) fn fold(&self, size: usize, x: &[u8], y: &mut [u8]) {
        let byte = CopyDim { count: size, src: 1, dst: 1 };
        let scale =
            |dim: &CopyDim| CopyDim { count: dim.count, src: dim.src * size as isize, dst: dim.dst * size as isize };
        let dims: Vec<CopyDim> = self.dims.iter().map(scale).chain([byte]).collect();
        strided_copy(&StridedCopy { src: self.src * size, dst: self.dst * size, dims: List(&dims) }, x, y);
    }
}

/// The kernel for elements of the size of `y`'s.
fn kernel(y: &Arg) -> &'static str {
    match y.places().next().map(|place| place.element) {
        Some("u16") => "strided_copy_2",
        Some("u32") => "strided_copy_4",
        Some("u64") => "strided_copy_8",
        _ => "strided_copy_1",
    }
}

/// Kernel and parameters of a copy of all of `y`.
pub(crate) fn copy_call(y: &Arg) -> (&'static str, Arg) {
    let count = y.places().next().map_or(0, |place| place.len);
    (kernel(y), Arg::params(&Copy::whole(count).params()))
}

fn runs_on(outer: &CopyDim, inner: &CopyDim) -> bool {
    let inner_span = |step: isize| step * inner.count as isize;
    outer.src == inner_span(inner.src) && outer.dst == inner_span(inner.dst)
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
}
