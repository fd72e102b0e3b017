//! SLICE: a box out of a tensor.

use super::dynamic_update_slice::starts;
use super::movement::{self, Copy, Move};
use super::{Infer, Operator, Options, cx};
use crate::diag::Diagnostic;
use crate::ir::{DType, Shape};
use crate::kernel::{List, MovingBlock};
use crate::plan::{Arg, Lower};

#[derive(Clone, Debug, PartialEq)]
pub struct Slice;

impl Operator for Slice {
    const TYPES: &'static [DType] = movement::TYPES;
    const REFUSED: &'static str =
        "a size computed at run time, or of -1 where begin is, unless the pieces are put together around a row";

    fn parse(_: &Options<'_>) -> Result<Self, Diagnostic> {
        Ok(Slice)
    }

    fn infer(&self, cx: &Infer<'_>) -> Result<Vec<Shape>, Diagnostic> {
        cx.arity(3..=3, 1)?;
        let x = cx.input(0)?;
        cx.output_is(0, x.dtype)?;
        for index in 1..3 {
            cx.input(index)?.expect_dtype(&[DType::I32, DType::I64])?;
            cx.input(index)?.expect_rank(1..=1)?;
            cx.input(index)?.expect_elements(x.shape.len())?;
        }
        let (begin, size) = (cx.input(1)?.ints(), cx.ints(2)?);
        if begin.is_none() && size.contains(&-1) {
            cx.constant(1)?;
        }
        let extents = x.shape.iter().zip(&size).enumerate().map(|(axis, (&dim, &size))| match &begin {
            Some(begin) => extent(dim, begin[axis], size),
            None => extent(dim, 0, size),
        });
        let extents: Option<Vec<usize>> = extents.collect();
        let message =
            || format!("{size:?} elements from {:?} of shape {}", begin.as_deref().unwrap_or_default(), x.shape);
        Ok(vec![cx::checked_shape(extents.ok_or_else(|| Diagnostic::malformed(message()).on(&x.name))?)?])
    }

    fn fold(&self, cx: &Infer<'_>) -> Option<Vec<Vec<u8>>> {
        movement::fold(&[constant_move(cx).ok()?], cx)
    }

    fn lower(&self, cx: &mut Lower<'_>) -> Result<(), Diagnostic> {
        let (x, begin, y) = (cx.input(0)?, cx.input(1)?, cx.output(0)?);
        if begin.data.is_some() {
            return movement::lower(&[constant_move(&cx.infer())?], cx);
        }
        let size = x.dtype.bytes();
        let starts = starts(&x.shape, &y.shape, size);
        let copy = Copy::block(&y.shape, (&x.shape, &[]), (&y.shape, &[]));
        let block = MovingBlock { starts: List(&starts), dims: List(&copy.byte_dims(size)) };
        let kernel = if begin.dtype == DType::I64 { "slice_i64" } else { "slice_i32" };
        let args = [Arg::params(&block), cx.read_bytes("x", 0)?, cx.read("begin", 1)?, cx.write_bytes("y", 0)?];
        cx.call_fallible(kernel, 1, args)
    }
}

fn constant_move(cx: &Infer<'_>) -> Result<Move, Diagnostic> {
    let (x, y) = (&cx.input(0)?.shape, &cx.output(0)?.shape);
    let begin: Vec<usize> = cx.ints(1)?.iter().map(|&begin| usize::try_from(begin).unwrap_or(0)).collect();
    Ok(Move::of(0, Copy::block(y, (x, &begin), (y, &[]))))
}

/// The extent of a slice, which lies inside: -1 asks for all from `begin` on.
fn extent(dim: usize, begin: i64, size: i64) -> Option<usize> {
    let rest = dim.checked_sub(usize::try_from(begin).ok()?)?;
    if size == -1 { Some(rest) } else { usize::try_from(size).ok().filter(|&size| size <= rest) }
}

#[cfg(test)]
mod tests {
    use super::super::Op;
    use super::super::testing::{apply, constant, variable};
    use super::*;

    #[test]
    fn slices_lie_inside() {
        assert_eq!(extent(5, 2, -1), Some(3));
        assert_eq!(extent(5, 5, 0), Some(0));
        for (begin, size) in [(6, -1), (-1, 1), (2, 4), (0, -2), (i64::MAX, i64::MAX)] {
            assert_eq!(extent(5, begin, size), None, "{begin}, {size}");
        }
    }

    #[test]
    fn a_moving_slice_has_a_fixed_size() {
        let slice = |size: &[i64]| {
            let inputs = [variable(DType::F32, &[4, 5]), variable(DType::I32, &[2]), constant(DType::I32, &[2], size)];
            apply(Op::Slice(Slice), &inputs, &[DType::F32]).map(|outputs| outputs[0].shape.clone())
        };
        assert_eq!(slice(&[2, 5]), Ok([2, 5].into()));
        assert!(slice(&[2, -1]).unwrap_err().contains("at run time"));
        assert!(slice(&[2, 6]).is_err());
    }
}
