//! FILL and ZEROS_LIKE: one value everywhere.

use super::movement::{self, Copy, Move, Mover};
use super::{Infer, Options, cx};
use crate::diag::Diagnostic;
use crate::ir::{DType, Shape};

movement::operators!(Fill, ZerosLike);

#[derive(Clone, Debug, PartialEq)]
pub struct Fill;

impl Mover for Fill {
    const DATA: usize = 1;
    const REFUSED: &'static str = "dimensions computed at run time";
    const EXPANDS: bool = true;

    fn parse(_: &Options<'_>) -> Result<Self, Diagnostic> {
        Ok(Fill)
    }

    fn infer(&self, cx: &Infer<'_>) -> Result<Vec<Shape>, Diagnostic> {
        cx.arity(2..=2, 1)?;
        let (dims, value, y) = (cx.input(0)?, cx.input(1)?, cx.output(0)?);
        dims.expect_dtype(&[DType::I32, DType::I64])?;
        dims.expect_rank(1..=1)?;
        value.expect_rank(0..=0)?;
        cx.output_is(0, value.dtype)?;
        movement::expect_same_quant(value, y)?;
        movement::expect_symmetric_i16(value)?;
        let values = cx.ints(0)?;
        let shape: Option<Vec<usize>> = values.iter().map(|&dim| usize::try_from(dim).ok()).collect();
        let wrong = || Diagnostic::malformed(format!("dimensions {values:?}")).on(&dims.name);
        Ok(vec![cx::checked_shape(shape.ok_or_else(wrong)?)?])
    }

    fn moves(&self, cx: &Infer<'_>) -> Result<Vec<Move>, Diagnostic> {
        Ok(vec![Move::of(1, Copy::fill(cx.output(0)?.shape.elements()))])
    }
}

#[derive(Clone, Debug, PartialEq)]
pub struct ZerosLike;

impl Mover for ZerosLike {
    const EXPANDS: bool = true;
    const FROM_SHAPES: bool = true;

    fn parse(_: &Options<'_>) -> Result<Self, Diagnostic> {
        Ok(ZerosLike)
    }

    fn infer(&self, cx: &Infer<'_>) -> Result<Vec<Shape>, Diagnostic> {
        cx.arity(1..=1, 1)?;
        cx.output_is(0, cx.input(0)?.dtype)?;
        Ok(vec![cx.input(0)?.shape.clone()])
    }

    fn moves(&self, cx: &Infer<'_>) -> Result<Vec<Move>, Diagnostic> {
        let y = cx.output(0)?;
        Ok(vec![Move::fill(vec![0; y.dtype.bytes()], y.shape.elements())])
    }
}
