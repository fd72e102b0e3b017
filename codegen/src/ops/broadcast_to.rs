//! BROADCAST_TO: a tensor repeated to a larger shape; BROADCAST_ARGS: the shape that two shapes broadcast to.

use super::broadcast::{self, Element};
use super::movement::{self, Copy, Move, Mover};
use super::{Infer, Operator, Options, cx};
use crate::diag::Diagnostic;
use crate::ir::{DType, Shape, Tensor};
use crate::kernel::{self, CopyDim};
use crate::plan::Lower;

movement::operators!(BroadcastTo);

#[derive(Clone, Debug, PartialEq)]
pub struct BroadcastTo;

impl Mover for BroadcastTo {
    const REFUSED: &'static str = "a shape computed from values";
    const EXPANDS: bool = true;

    fn parse(_: &Options<'_>) -> Result<Self, Diagnostic> {
        Ok(BroadcastTo)
    }

    fn infer(&self, cx: &Infer<'_>) -> Result<Vec<Shape>, Diagnostic> {
        cx.arity(2..=2, 1)?;
        let (x, wanted) = (cx.input(0)?, cx.input(1)?);
        cx.output_is(0, x.dtype)?;
        wanted.expect_dtype(&[DType::I32, DType::I64])?;
        wanted.expect_rank(1..=1)?;
        let extents = cx.ints(1)?;
        let dims: Option<Vec<usize>> = extents.iter().map(|&extent| usize::try_from(extent).ok()).collect();
        let fits = |dims: &Vec<usize>| {
            let extending = dims.len().checked_sub(x.shape.len());
            let aligned = extending.and_then(|extending| dims.get(extending..));
            aligned.is_some_and(|dims| x.shape.iter().zip(dims).all(|(from, to)| *from == 1 || from == to))
        };
        let mismatch = || Diagnostic::malformed(format!("shape {} does not broadcast to {extents:?}", x.shape));
        Ok(vec![cx::checked_shape(dims.filter(fits).ok_or_else(mismatch)?)?])
    }

    fn moves(&self, cx: &Infer<'_>) -> Result<Vec<Move>, Diagnostic> {
        Ok(vec![Move::of(0, copy(&cx.input(0)?.shape, &cx.output(0)?.shape))])
    }
}

fn copy(from: &Shape, to: &Shape) -> Copy {
    // The destination is contiguous, so the steps of `dims` in it are those of a tensor of its own shape.
    let dims = broadcast::dims([from, to], to);
    let dim =
        |dim: &broadcast::Dim<2>| CopyDim { count: dim.count, src: dim.steps[0] as isize, dst: dim.steps[1] as isize };
    Copy::new(0, 0, dims.iter().map(dim))
}

#[derive(Clone, Debug, PartialEq)]
pub struct BroadcastArgs;

impl Operator for BroadcastArgs {
    const TYPES: &'static [DType] = &[DType::I32, DType::I64];

    fn parse(_: &Options<'_>) -> Result<Self, Diagnostic> {
        Ok(BroadcastArgs)
    }

    fn infer(&self, cx: &Infer<'_>) -> Result<Vec<Shape>, Diagnostic> {
        cx.arity(2..=2, 1)?;
        let (lhs, rhs) = (cx.input(0)?, cx.input(1)?);
        rhs.expect_dtype(&[lhs.dtype])?;
        cx.output_is(0, lhs.dtype)?;
        lhs.expect_rank(1..=1)?;
        rhs.expect_rank(1..=1)?;
        check(lhs, rhs)?;
        Ok(vec![[lhs.shape.elements().max(rhs.shape.elements())].into()])
    }

    fn fold(&self, cx: &Infer<'_>) -> Option<Vec<Vec<u8>>> {
        let (lhs, rhs) = (cx.constant(0).ok()?, cx.constant(1).ok()?.1);
        Some(vec![match lhs.0.dtype {
            DType::I32 => folded(lhs.1, rhs, kernel::broadcast_args_i32),
            _ => folded(lhs.1, rhs, kernel::broadcast_args_i64),
        }])
    }

    fn lower(&self, cx: &mut Lower<'_>) -> Result<(), Diagnostic> {
        let kernel = if cx.input(0)?.dtype == DType::I32 { "broadcast_args_i32" } else { "broadcast_args_i64" };
        let args = [cx.read("lhs", 0)?, cx.read("rhs", 1)?, cx.write("y", 0)?];
        cx.call(kernel, args);
        Ok(())
    }
}

/// Checks that constant shapes broadcast.
fn check(lhs: &Tensor, rhs: &Tensor) -> Result<(), Diagnostic> {
    let (Some(lhs), Some(rhs)) = (lhs.ints(), rhs.ints()) else { return Ok(()) };
    let mut pairs = lhs.iter().rev().zip(rhs.iter().rev());
    if pairs.all(|(a, b)| a == b || *a == 1 || *b == 1) {
        return Ok(());
    }
    Err(Diagnostic::malformed(format!("shapes {lhs:?} and {rhs:?} do not broadcast")))
}

fn folded<T: Element>(lhs: &[u8], rhs: &[u8], args: impl Fn(&[T], &[T], &mut [T])) -> Vec<u8> {
    let (lhs, rhs) = (T::decode(lhs), T::decode(rhs));
    let mut y = vec![T::default(); lhs.len().max(rhs.len())];
    args(&lhs, &rhs, &mut y);
    T::encode(&y)
}

#[cfg(test)]
mod tests {
    use super::super::Op;
    use super::super::testing::{apply, constant, variable};
    use super::*;

    fn broadcast_to(x: Tensor, to: &[i64]) -> Result<(Shape, Option<Vec<i64>>), String> {
        let dtype = x.dtype;
        let y = apply(Op::BroadcastTo(BroadcastTo), &[x, constant(DType::I32, &[to.len()], to)], &[dtype])?;
        Ok((y[0].shape.clone(), y[0].ints()))
    }

    #[test]
    fn elements_are_repeated() {
        let x = constant(DType::I16, &[2, 1], &[1, 2]);
        assert_eq!(broadcast_to(x, &[1, 2, 3]), Ok(([1, 2, 3].into(), Some(vec![1, 1, 1, 2, 2, 2]))));
        assert_eq!(broadcast_to(variable(DType::F32, &[1]), &[0]), Ok(([0].into(), None)));
        assert!(broadcast_to(variable(DType::F32, &[2]), &[2, 3]).is_err());
        assert!(broadcast_to(variable(DType::F32, &[1]), &[-1]).is_err());
        assert!(broadcast_to(variable(DType::F32, &[1]), &[1 << 30, 1 << 30]).is_err());
    }

    #[test]
    fn constant_shapes_have_one_they_broadcast_to() {
        let args = |lhs: &[i64], rhs: &[i64]| {
            let input = |values: &[i64]| constant(DType::I64, &[values.len()], values);
            apply(Op::BroadcastArgs(BroadcastArgs), &[input(lhs), input(rhs)], &[DType::I64]).map(|y| y[0].ints())
        };
        assert_eq!(args(&[4, 1], &[2, 1, 3]), Ok(Some(vec![2, 4, 3])));
        assert!(args(&[4, 2], &[3]).is_err());
    }
}
