//! One row of a tensor replaced, at an index that is known at run time only.

use super::dynamic_update_slice::starts;
use super::movement::{self, Copy, Move};
use super::{Infer, Operator, Options};
use crate::diag::Diagnostic;
use crate::ir::{DType, Shape};
use crate::plan::{Arg, Lower};

/// `y = x; y[index] = row`. No file has it: `pass::rows` puts it in the place of slices that are put together again. An index
/// that is no row's ends the run.
#[derive(Clone, Debug, PartialEq)]
pub struct ReplaceRow;

impl Operator for ReplaceRow {
    const TYPES: &'static [DType] = movement::TYPES;

    fn parse(_: &Options<'_>) -> Result<Self, Diagnostic> {
        Err(Diagnostic::malformed("an operator of the compiler's own"))
    }

    fn infer(&self, cx: &Infer<'_>) -> Result<Vec<Shape>, Diagnostic> {
        cx.arity(3..=3, 1)?;
        let (x, row, index) = (cx.input(0)?, cx.input(1)?, cx.input(2)?);
        cx.output_is(0, x.dtype)?;
        row.expect_dtype(&[x.dtype])?;
        index.expect_dtype(&[DType::I32, DType::I64])?;
        index.expect_elements(1)?;
        if !is_row(&row.shape, &x.shape) {
            let message = format!("shape {} is no row of {}", row.shape, x.shape);
            return Err(Diagnostic::malformed(message).on(&row.name));
        }
        Ok(vec![x.shape.clone()])
    }

    fn lower(&self, cx: &mut Lower<'_>) -> Result<(), Diagnostic> {
        let (x, row, index) = (cx.input(0)?, cx.input(1)?, cx.input(2)?);
        let [place, ..] = starts(&x.shape, &row.shape, x.dtype.bytes())[..] else {
            return Err(Diagnostic::malformed("a tensor without rows").on(&x.name));
        };
        Move::of(0, Copy::whole(x.shape.elements())).lower(cx)?;
        let kernel = if index.dtype == DType::I64 { "replace_row_i64" } else { "replace_row_i32" };
        let args = [Arg::params(&place), cx.read_bytes("row", 1)?, cx.read("index", 2)?, cx.write_bytes("y", 0)?];
        cx.call_fallible(kernel, 2, args)
    }
}

/// Whether tensors of shape `row` are rows of one of shape `x`, which has some and something in each.
pub(crate) fn is_row(row: &Shape, x: &Shape) -> bool {
    let rest = x.get(1..).unwrap_or_default();
    x.elements() > 0 && row.first() == Some(&1) && row.get(1..) == Some(rest) && !x.is_empty()
}
