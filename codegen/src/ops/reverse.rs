//! REVERSE_V2 and REVERSE_SEQUENCE: elements in the opposite order.

use super::movement::{self, Copy, Move, Mover};
use super::{Infer, Options};
use crate::diag::Diagnostic;
use crate::ir::{DType, Shape};
use crate::kernel::CopyDim;

movement::operators!(ReverseV2, ReverseSequence);

#[derive(Clone, Debug, PartialEq)]
pub struct ReverseV2;

impl Mover for ReverseV2 {
    const REFUSED: &'static str = "axes computed at run time; axes that are not next to each other, as in TFLite";

    fn parse(_: &Options<'_>) -> Result<Self, Diagnostic> {
        Ok(ReverseV2)
    }

    fn infer(&self, cx: &Infer<'_>) -> Result<Vec<Shape>, Diagnostic> {
        cx.arity(2..=2, 1)?;
        let (x, axes) = (cx.input(0)?, cx.input(1)?);
        cx.output_is(0, x.dtype)?;
        axes.expect_dtype(&[DType::I32])?;
        axes.expect_rank(1..=1)?;
        let resolved = reversed_axes(cx)?;
        if resolved.is_empty() || resolved.windows(2).any(|pair| pair[0] + 1 != pair[1]) {
            let help = "reverse neighbouring dimensions, each once, as TFLite does";
            return Err(Diagnostic::unsupported(format!("axes {resolved:?}"), help).on(&axes.name));
        }
        Ok(vec![x.shape.clone()])
    }

    fn moves(&self, cx: &Infer<'_>) -> Result<Vec<Move>, Diagnostic> {
        let (x, axes) = (&cx.input(0)?.shape, reversed_axes(cx)?);
        let mut start = 0usize;
        let mut dims = Vec::new();
        for (axis, (&count, stride)) in x.iter().zip(x.strides()).enumerate() {
            let reversed = axes.contains(&axis);
            start = start.saturating_add(if reversed { count.saturating_sub(1).saturating_mul(stride) } else { 0 });
            let step = stride as isize;
            dims.push(CopyDim { count, src: if reversed { -step } else { step }, dst: step });
        }
        Ok(vec![Move::of(0, Copy::new(start, 0, dims))])
    }
}

/// In order.
fn reversed_axes(cx: &Infer<'_>) -> Result<Vec<usize>, Diagnostic> {
    let rank = cx.input(0)?.shape.len();
    let axes = cx.ints(1)?.into_iter().map(|axis| movement::axis(axis, rank));
    let mut axes: Vec<usize> = axes.collect::<Result<_, _>>()?;
    axes.sort_unstable();
    Ok(axes)
}

#[derive(Clone, Debug, PartialEq)]
pub struct ReverseSequence {
    seq_dim: i32,
    batch_dim: i32,
}

impl Mover for ReverseSequence {
    const REFUSED: &'static str = "lengths computed at run time";

    fn parse(options: &Options<'_>) -> Result<Self, Diagnostic> {
        let o = options.table.builtin_options_as_reverse_sequence_options();
        let (seq_dim, batch_dim) = o.map_or((0, 0), |o| (o.seq_dim(), o.batch_dim()));
        Ok(ReverseSequence { seq_dim, batch_dim })
    }

    fn infer(&self, cx: &Infer<'_>) -> Result<Vec<Shape>, Diagnostic> {
        cx.arity(2..=2, 1)?;
        let (x, lengths) = (cx.input(0)?, cx.input(1)?);
        cx.output_is(0, x.dtype)?;
        lengths.expect_dtype(&[DType::I32, DType::I64])?;
        lengths.expect_rank(1..=1)?;
        let (seq, batch) = self.axes(&x.shape)?;
        lengths.expect_elements(x.shape[batch])?;
        if let Some(length) = cx.ints(1)?.iter().find(|&&length| length > x.shape[seq] as i64) {
            let message = format!("length {length} of a sequence of {}", x.shape[seq]);
            return Err(Diagnostic::malformed(message).on(&lengths.name));
        }
        Ok(vec![x.shape.clone()])
    }

    fn moves(&self, cx: &Infer<'_>) -> Result<Vec<Move>, Diagnostic> {
        let (x, lengths) = (&cx.input(0)?.shape, cx.ints(1)?);
        let (seq, batch) = self.axes(x)?;
        let mut moves = Vec::new();
        let mut first = 0;
        // Neighbours of one length go together.
        for group in lengths.chunk_by(|a, b| a == b) {
            let length = usize::try_from(group[0]).unwrap_or(0);
            let mut extents = x.to_vec();
            extents[batch] = group.len();
            let mut at = vec![0; x.len()];
            at[batch] = first;
            extents[seq] = x[seq] - length;
            at[seq] = length;
            moves.push(Move::of(0, Copy::block(&extents, (x, &at), (x, &at))));
            extents[seq] = length;
            moves.push(Move::of(0, reversed(x, seq, &extents, &at)));
            first += group.len();
        }
        Ok(moves)
    }
}

impl ReverseSequence {
    /// The dimensions that are reversed and that lengths belong to.
    fn axes(&self, x: &Shape) -> Result<(usize, usize), Diagnostic> {
        let axis = |axis: i32| usize::try_from(axis).ok().filter(|&axis| axis < x.len());
        match (axis(self.seq_dim), axis(self.batch_dim)) {
            (Some(seq), Some(batch)) if seq != batch => Ok((seq, batch)),
            _ => {
                let message = format!("seq_dim {} and batch_dim {} of shape {x}", self.seq_dim, self.batch_dim);
                Err(Diagnostic::malformed(message))
            }
        }
    }
}

/// The `extents` elements that end at index `at[seq]` of dimension `seq`, the last first.
fn reversed(x: &Shape, seq: usize, extents: &[usize], at: &[usize]) -> Copy {
    let strides = x.strides();
    let mut corner = at.to_vec();
    corner[seq] = 0;
    let start = movement::offset(&corner, &strides);
    let last = start.saturating_add(extents[seq].saturating_sub(1).saturating_mul(strides[seq]));
    let dims = extents.iter().zip(&strides).enumerate().map(|(axis, (&count, &stride))| {
        let step = stride as isize;
        CopyDim { count, src: if axis == seq { -step } else { step }, dst: step }
    });
    Copy::new(last, start, dims)
}

#[cfg(test)]
mod tests {
    use super::super::Op;
    use super::super::testing::{apply, constant};
    use super::*;

    #[test]
    fn neighbouring_axes_turn_around() {
        let reverse = |axes: &[i64]| {
            let x = constant(DType::I8, &[2, 2, 2], &[1, 2, 3, 4, 5, 6, 7, 8]);
            let y = apply(Op::ReverseV2(ReverseV2), &[x, constant(DType::I32, &[axes.len()], axes)], &[DType::I8])?;
            Ok::<_, String>(y[0].ints().unwrap_or_default())
        };
        assert_eq!(reverse(&[-1, 1]), Ok(vec![4, 3, 2, 1, 8, 7, 6, 5]));
        assert!(reverse(&[0, 2]).is_err() && reverse(&[1, 1]).is_err() && reverse(&[]).is_err());
    }

    #[test]
    fn every_batch_has_a_length() {
        let reverse = |lengths: &[i64]| {
            let x = constant(DType::I8, &[3, 3], &[1, 2, 3, 4, 5, 6, 7, 8, 9]);
            let op = Op::ReverseSequence(ReverseSequence { seq_dim: 1, batch_dim: 0 });
            let y = apply(op, &[x, constant(DType::I64, &[lengths.len()], lengths)], &[DType::I8])?;
            Ok::<_, String>(y[0].ints().unwrap_or_default())
        };
        assert_eq!(reverse(&[2, 3, 0]), Ok(vec![2, 1, 3, 6, 5, 4, 7, 8, 9]));
        assert!(reverse(&[4, 0, 0]).is_err() && reverse(&[1, 1]).is_err());
    }
}
