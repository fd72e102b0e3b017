//! MATRIX_DIAG and MATRIX_SET_DIAG: matrices with a given diagonal.

use super::movement::{self, Copy, Move, Mover};
use super::{Infer, Options, cx};
use crate::diag::Diagnostic;
use crate::ir::Shape;
use crate::kernel::CopyDim;

movement::operators!(MatrixDiag, MatrixSetDiag);

#[derive(Clone, Debug, PartialEq)]
pub struct MatrixDiag;

impl Mover for MatrixDiag {
    const EXPANDS: bool = true;

    fn parse(_: &Options<'_>) -> Result<Self, Diagnostic> {
        Ok(MatrixDiag)
    }

    fn infer(&self, cx: &Infer<'_>) -> Result<Vec<Shape>, Diagnostic> {
        cx.arity(1..=1, 1)?;
        let x = cx.input(0)?;
        cx.output_is(0, x.dtype)?;
        if x.shape.is_empty() {
            return Err(Diagnostic::malformed("a scalar where vectors are expected").on(&x.name));
        }
        let mut shape = x.shape.0.clone();
        shape.push(x.shape.from_end(0));
        Ok(vec![cx::checked_shape(shape)?])
    }

    fn moves(&self, cx: &Infer<'_>) -> Result<Vec<Move>, Diagnostic> {
        let y = cx.output(0)?;
        let zeros = Move::fill(vec![0; y.dtype.bytes()], y.shape.elements());
        Ok(vec![zeros, Move::of(0, diagonal(&y.shape))])
    }
}

#[derive(Clone, Debug, PartialEq)]
pub struct MatrixSetDiag;

impl Mover for MatrixSetDiag {
    fn parse(_: &Options<'_>) -> Result<Self, Diagnostic> {
        Ok(MatrixSetDiag)
    }

    fn infer(&self, cx: &Infer<'_>) -> Result<Vec<Shape>, Diagnostic> {
        cx.arity(2..=2, 1)?;
        let (x, diagonal) = (cx.input(0)?, cx.input(1)?);
        cx.output_is(0, x.dtype)?;
        diagonal.expect_dtype(&[x.dtype])?;
        if x.shape.len() < 2 {
            return Err(Diagnostic::malformed(format!("shape {} where matrices are expected", x.shape)).on(&x.name));
        }
        let mut wanted = x.shape.clone();
        wanted.0.pop();
        if let Some(last) = wanted.0.last_mut() {
            *last = x.shape.from_end(0).min(*last);
        }
        if diagonal.shape != wanted {
            let message = format!("shape {} where {wanted} is expected", diagonal.shape);
            return Err(Diagnostic::malformed(message).on(&diagonal.name));
        }
        Ok(vec![x.shape.clone()])
    }

    fn moves(&self, cx: &Infer<'_>) -> Result<Vec<Move>, Diagnostic> {
        let y = &cx.output(0)?.shape;
        Ok(vec![Move::of(0, Copy::whole(y.elements())), Move::of(1, diagonal(y))])
    }
}

/// The copy of vectors to the diagonals of matrices.
fn diagonal(matrices: &Shape) -> Copy {
    let (rows, columns) = (matrices.from_end(1), matrices.from_end(0));
    let (area, len) = (rows.saturating_mul(columns), rows.min(columns));
    let batch =
        CopyDim { count: matrices.elements().checked_div(area).unwrap_or(0), src: len as isize, dst: area as isize };
    Copy::new(0, 0, [batch, CopyDim { count: len, src: 1, dst: columns as isize + 1 }])
}

#[cfg(test)]
mod tests {
    use super::super::Op;
    use super::super::testing::{apply, constant};
    use super::*;
    use crate::ir::DType;

    #[test]
    fn diagonals_of_oblong_matrices() {
        let x = constant(DType::I8, &[2, 2], &[1, 2, 3, 4]);
        let y = apply(Op::MatrixDiag(MatrixDiag), std::slice::from_ref(&x), &[DType::I8]).unwrap();
        assert_eq!((&y[0].shape, y[0].ints()), (&[2, 2, 2].into(), Some(vec![1, 0, 0, 2, 3, 0, 0, 4])));
        let wide = constant(DType::I8, &[2, 2, 3], &[9; 12]);
        let y = apply(Op::MatrixSetDiag(MatrixSetDiag), &[wide.clone(), x], &[DType::I8]).unwrap();
        assert_eq!(y[0].ints(), Some(vec![1, 9, 9, 9, 2, 9, 3, 9, 9, 9, 4, 9]));
        let short = constant(DType::I8, &[2, 1], &[1, 2]);
        assert!(apply(Op::MatrixSetDiag(MatrixSetDiag), &[wide, short], &[DType::I8]).is_err());
    }
}
