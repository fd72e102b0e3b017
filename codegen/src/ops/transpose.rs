//! TRANSPOSE: dimensions in another order.

use super::movement::{self, Copy, Move, Mover};
use super::{Infer, Options};
use crate::diag::Diagnostic;
use crate::ir::Shape;
use crate::kernel::CopyDim;

movement::operators!(Transpose);

#[derive(Clone, Debug, PartialEq)]
pub struct Transpose;

impl Mover for Transpose {
    const REFUSED: &'static str = "a permutation computed at run time";

    fn parse(_: &Options<'_>) -> Result<Self, Diagnostic> {
        Ok(Transpose)
    }

    fn infer(&self, cx: &Infer<'_>) -> Result<Vec<Shape>, Diagnostic> {
        cx.arity(2..=2, 1)?;
        let x = cx.input(0)?;
        cx.output_is(0, x.dtype)?;
        let shape: Vec<usize> = permutation(cx)?.iter().map(|&axis| x.shape[axis]).collect();
        Ok(vec![shape.into()])
    }

    fn moves(&self, cx: &Infer<'_>) -> Result<Vec<Move>, Diagnostic> {
        Ok(vec![Move::of(0, copy(&cx.input(0)?.shape, &permutation(cx)?))])
    }
}

/// The axes of the input in the order of the output's.
fn permutation(cx: &Infer<'_>) -> Result<Vec<usize>, Diagnostic> {
    let (rank, axes) = (cx.input(0)?.shape.len(), cx.ints(1)?);
    let resolve = |&axis: &i64| usize::try_from(if axis < 0 { axis + rank as i64 } else { axis }).ok();
    let resolved: Option<Vec<usize>> = axes.iter().map(resolve).collect();
    let resolved = resolved.filter(|axes| axes.len() == rank && (0..rank).all(|axis| axes.contains(&axis)));
    resolved.ok_or_else(|| Diagnostic::malformed(format!("{axes:?} is not a permutation of {rank} dimensions")))
}

fn copy(from: &Shape, permutation: &[usize]) -> Copy {
    let strides = from.strides();
    let to = Shape(permutation.iter().map(|&axis| from[axis]).collect());
    let dims = permutation.iter().zip(to.strides()).map(|(&axis, dst)| CopyDim {
        count: from[axis],
        src: strides[axis] as isize,
        dst: dst as isize,
    });
    Copy::new(0, 0, dims)
}
