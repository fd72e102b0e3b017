//! DYNAMIC_UPDATE_SLICE: a tensor with one block overwritten.

use super::movement::{self, Copy, Move};
use super::{Infer, Operator, Options};
use crate::diag::Diagnostic;
use crate::ir::{DType, Shape};
use crate::kernel::{Coordinate, List, MovingBlock};
use crate::plan::{Arg, Lower};

#[derive(Clone, Debug, PartialEq)]
pub struct DynamicUpdateSlice;

impl Operator for DynamicUpdateSlice {
    const TYPES: &'static [DType] = movement::TYPES;

    fn parse(_: &Options<'_>) -> Result<Self, Diagnostic> {
        Ok(DynamicUpdateSlice)
    }

    fn infer(&self, cx: &Infer<'_>) -> Result<Vec<Shape>, Diagnostic> {
        cx.arity(3..=3, 1)?;
        let (x, update, start) = (cx.input(0)?, cx.input(1)?, cx.input(2)?);
        cx.output_is(0, x.dtype)?;
        update.expect_dtype(&[x.dtype])?;
        update.expect_rank(x.shape.len()..=x.shape.len())?;
        start.expect_dtype(&[DType::I32, DType::I64])?;
        start.expect_rank(1..=1)?;
        start.expect_elements(x.shape.len())?;
        if update.shape.iter().zip(x.shape.iter()).any(|(update, dim)| update > dim) {
            let message = format!("shape {} does not fit into {}", update.shape, x.shape);
            return Err(Diagnostic::malformed(message).on(&update.name));
        }
        Ok(vec![x.shape.clone()])
    }

    fn fold(&self, cx: &Infer<'_>) -> Option<Vec<Vec<u8>>> {
        movement::fold(&constant_moves(cx).ok()?, cx)
    }

    fn lower(&self, cx: &mut Lower<'_>) -> Result<(), Diagnostic> {
        let (x, update, start) = (cx.input(0)?, cx.input(1)?, cx.input(2)?);
        if start.data.is_some() {
            return movement::lower(&constant_moves(&cx.infer())?, cx);
        }
        Move::of(0, Copy::whole(x.shape.elements())).lower(cx)?;
        if update.shape.elements() == 0 {
            return Ok(());
        }
        let kernel = if start.dtype == DType::I64 { "dynamic_update_slice_i64" } else { "dynamic_update_slice_i32" };
        let starts = starts(&x.shape, &update.shape, x.dtype.bytes());
        let copy = Copy::block(&update.shape, (&update.shape, &[]), (&x.shape, &[]));
        let block = MovingBlock { starts: List(&starts), dims: List(&copy.byte_dims(x.dtype.bytes())) };
        let args = [Arg::params(&block), cx.read_bytes("block", 1)?, cx.read("start", 2)?, cx.write_bytes("y", 0)?];
        cx.call(kernel, args);
        Ok(())
    }
}

/// The places where a block of shape `block` can start in a tensor of shape `x`, with elements of `size` bytes.
pub(super) fn starts(x: &Shape, block: &Shape, size: usize) -> Vec<Coordinate> {
    let dims = x.iter().zip(block.iter()).zip(x.strides());
    dims.map(|((dim, block), stride)| Coordinate { extent: dim.saturating_sub(*block) + 1, step: stride * size })
        .collect()
}

fn constant_moves(cx: &Infer<'_>) -> Result<Vec<Move>, Diagnostic> {
    let (x, update) = (&cx.input(0)?.shape, &cx.input(1)?.shape);
    let limits = x.iter().zip(update.iter()).map(|(dim, update)| dim - update);
    let start: Vec<usize> =
        cx.ints(2)?.iter().zip(limits).map(|(&start, limit)| start.clamp(0, limit as i64) as usize).collect();
    let block = Copy::block(update, (update, &[]), (x, &start));
    Ok(vec![Move::of(0, Copy::whole(x.elements())), Move::of(1, block)])
}

#[cfg(test)]
mod tests {
    use super::super::Op;
    use super::super::testing::{apply, constant, variable};
    use super::*;

    #[test]
    fn blocks_move_inside() {
        let x = [
            constant(DType::I8, &[2, 3], &[0; 6]),
            constant(DType::I8, &[1, 2], &[1, 2]),
            constant(DType::I64, &[2], &[-1, 9]),
        ];
        let y = apply(Op::DynamicUpdateSlice(DynamicUpdateSlice), &x, &[DType::I8]).unwrap();
        assert_eq!(y[0].ints(), Some(vec![0, 1, 2, 0, 0, 0]));
        let x = [variable(DType::F32, &[2]), variable(DType::F32, &[3]), variable(DType::I32, &[1])];
        assert!(apply(Op::DynamicUpdateSlice(DynamicUpdateSlice), &x, &[DType::F32]).is_err());
    }
}
