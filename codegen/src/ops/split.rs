//! SPLIT and SPLIT_V: pieces of a tensor along a dimension, of equal or given extents.

use super::movement::{self, Copy, Move, Mover, Source};
use super::{Infer, Options};
use crate::diag::Diagnostic;
use crate::ir::{DType, Shape};

movement::operators!(Split, SplitV);

#[derive(Clone, Debug, PartialEq)]
pub struct Split {
    count: i32,
}

impl Mover for Split {
    const DATA: usize = 1;
    const REFUSED: &'static str = "an axis computed at run time";

    fn parse(options: &Options<'_>) -> Result<Self, Diagnostic> {
        Ok(Split { count: options.table.builtin_options_as_split_options().map_or(0, |o| o.num_splits()) })
    }

    fn infer(&self, cx: &Infer<'_>) -> Result<Vec<Shape>, Diagnostic> {
        cx.arity(2..=2, cx.outputs.len())?;
        let x = cx.input(1)?;
        let axis = split_axis(cx, 0, x.shape.len())?;
        let count = movement::expect_count(self.count, cx.outputs.len(), "outputs")?;
        let extent = x.shape[axis];
        if extent % count != 0 {
            let message = format!("dimension {axis} of {} does not split into {count} equal pieces", x.shape);
            return Err(Diagnostic::malformed(message).on(&x.name));
        }
        pieces(cx, 1, axis, &vec![extent / count; count])
    }

    fn moves(&self, cx: &Infer<'_>) -> Result<Vec<Move>, Diagnostic> {
        moves(cx, 1, split_axis(cx, 0, cx.input(1)?.shape.len())?)
    }
}

#[derive(Clone, Debug, PartialEq)]
pub struct SplitV {
    count: i32,
}

impl Mover for SplitV {
    const REFUSED: &'static str = "an axis or sizes computed at run time";

    fn parse(options: &Options<'_>) -> Result<Self, Diagnostic> {
        Ok(SplitV { count: options.table.builtin_options_as_split_voptions().map_or(0, |o| o.num_splits()) })
    }

    fn infer(&self, cx: &Infer<'_>) -> Result<Vec<Shape>, Diagnostic> {
        cx.arity(3..=3, cx.outputs.len())?;
        let x = cx.input(0)?;
        let axis = split_axis(cx, 2, x.shape.len())?;
        let count = movement::expect_count(self.count, cx.outputs.len(), "outputs")?;
        let sizes = cx.input(1)?;
        sizes.expect_dtype(&[DType::I32, DType::I64])?;
        sizes.expect_rank(1..=1)?;
        sizes.expect_elements(count)?;
        pieces(cx, 0, axis, &extents(&cx.ints(1)?, x.shape[axis])?)
    }

    fn moves(&self, cx: &Infer<'_>) -> Result<Vec<Move>, Diagnostic> {
        moves(cx, 0, split_axis(cx, 2, cx.input(0)?.shape.len())?)
    }
}

fn split_axis(cx: &Infer<'_>, index: usize, rank: usize) -> Result<usize, Diagnostic> {
    cx.input(index)?.expect_dtype(&[DType::I32])?;
    movement::axis(cx.int(index)?, rank)
}

/// Sizes with their one -1 worked out.
fn extents(sizes: &[i64], whole: usize) -> Result<Vec<usize>, Diagnostic> {
    let mismatch = || Diagnostic::malformed(format!("sizes {sizes:?} do not add up to {whole}"));
    let known = sizes.iter().filter(|&&size| size != -1);
    let sum = known.clone().try_fold(0usize, |sum, &size| sum.checked_add(usize::try_from(size).ok()?));
    let rest = sum.and_then(|sum| whole.checked_sub(sum)).ok_or_else(mismatch)?;
    match sizes.len() - known.count() {
        0 if rest == 0 => {}
        1 => {}
        _ => return Err(mismatch()),
    }
    Ok(sizes.iter().map(|&size| usize::try_from(size).unwrap_or(rest)).collect())
}

fn pieces(cx: &Infer<'_>, input: usize, axis: usize, extents: &[usize]) -> Result<Vec<Shape>, Diagnostic> {
    let x = cx.input(input)?;
    (0..extents.len()).try_for_each(|index| cx.output_is(index, x.dtype))?;
    let piece = |&extent: &usize| {
        let mut shape = x.shape.clone();
        shape.0[axis] = extent;
        shape
    };
    Ok(extents.iter().map(piece).collect())
}

fn moves(cx: &Infer<'_>, input: usize, axis: usize) -> Result<Vec<Move>, Diagnostic> {
    let x = &cx.input(input)?.shape;
    let mut at = vec![0; x.len()];
    let mut moves = Vec::new();
    for output in 0..cx.outputs.len() {
        let y = &cx.output(output)?.shape;
        moves.push(Move { from: Source::Input(input), output, copy: Copy::block(y, (x, &at), (y, &[])) });
        at[axis] += y[axis];
    }
    Ok(moves)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_size_may_be_left_open() {
        assert_eq!(extents(&[1, -1, 2], 7), Ok(vec![1, 4, 2]));
        assert_eq!(extents(&[3, 0], 3), Ok(vec![3, 0]));
        for wrong in [&[1, 1][..], &[-1, -1], &[4], &[-2, 5], &[i64::MAX, i64::MAX]] {
            assert!(extents(wrong, 3).is_err(), "{wrong:?}");
        }
    }
}
