//! TILE: a tensor repeated along its dimensions.

use super::movement::{self, Copy, Move, Mover};
use super::{Infer, Options, cx};
use crate::diag::Diagnostic;
use crate::ir::{DType, Shape};
use crate::kernel::CopyDim;

movement::operators!(Tile);

#[derive(Clone, Debug, PartialEq)]
pub struct Tile;

impl Mover for Tile {
    const REFUSED: &'static str = "multiples computed at run time";
    const EXPANDS: bool = true;

    fn parse(_: &Options<'_>) -> Result<Self, Diagnostic> {
        Ok(Tile)
    }

    fn infer(&self, cx: &Infer<'_>) -> Result<Vec<Shape>, Diagnostic> {
        cx.arity(2..=2, 1)?;
        let (x, multiples) = (cx.input(0)?, cx.input(1)?);
        cx.output_is(0, x.dtype)?;
        multiples.expect_dtype(&[DType::I32, DType::I64])?;
        multiples.expect_elements(x.shape.len())?;
        let times = cx.ints(1)?;
        let dims = x.shape.iter().zip(&times).map(|(dim, &times)| dim.checked_mul(usize::try_from(times).ok()?));
        let dims: Option<Vec<usize>> = dims.collect();
        let wrong = || Diagnostic::malformed(format!("shape {} times {times:?}", x.shape)).on(&multiples.name);
        Ok(vec![cx::checked_shape(dims.ok_or_else(wrong)?)?])
    }

    fn moves(&self, cx: &Infer<'_>) -> Result<Vec<Move>, Diagnostic> {
        let (x, y) = (&cx.input(0)?.shape, &cx.output(0)?.shape);
        let dims = x.iter().zip(x.strides()).zip(y.iter().zip(y.strides()));
        let dims = dims.flat_map(|((&from, src), (&to, dst))| {
            let again =
                CopyDim { count: to.checked_div(from).unwrap_or(0), src: 0, dst: from.saturating_mul(dst) as isize };
            [again, CopyDim { count: from, src: src as isize, dst: dst as isize }]
        });
        Ok(vec![Move::of(0, Copy::new(0, 0, dims))])
    }
}

#[cfg(test)]
mod tests {
    use super::super::Op;
    use super::super::testing::{apply, constant, variable};
    use super::*;

    #[test]
    fn tiles_lie_side_by_side() {
        let x = [constant(DType::U8, &[2, 1], &[1, 2]), constant(DType::I64, &[2], &[2, 3])];
        let y = &apply(Op::Tile(Tile), &x, &[DType::U8]).unwrap()[0];
        assert_eq!((&y.shape, y.ints()), (&[4, 3].into(), Some(vec![1, 1, 1, 2, 2, 2, 1, 1, 1, 2, 2, 2])));
        let x = [variable(DType::F32, &[2, 1]), constant(DType::I64, &[2], &[-1, 3])];
        assert!(apply(Op::Tile(Tile), &x, &[DType::F32]).is_err());
    }
}
