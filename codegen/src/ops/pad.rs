//! PAD and PADV2: a constant around a tensor.

use super::movement::{self, Copy, Move, Mover, Source};
use super::{Infer, Options, cx};
use crate::diag::Diagnostic;
use crate::ir::{DType, Shape, Tensor};

movement::operators!(Pad);

#[derive(Clone, Debug, PartialEq)]
pub struct Pad;

impl Mover for Pad {
    const REFUSED: &'static str = "paddings computed at run time";

    fn parse(_: &Options<'_>) -> Result<Self, Diagnostic> {
        Ok(Pad)
    }

    fn infer(&self, cx: &Infer<'_>) -> Result<Vec<Shape>, Diagnostic> {
        cx.arity(2..=3, 1)?;
        let (x, y) = (cx.input(0)?, cx.output(0)?);
        cx.output_is(0, x.dtype)?;
        cx.input(1)?.expect_dtype(&[DType::I32, DType::I64, DType::I8, DType::I16, DType::Bool])?;
        if let Some(value) = cx.optional(2) {
            value.expect_dtype(&[x.dtype])?;
            value.expect_elements(1)?;
            if is_quantized(x) && value.quant_parameters() != y.quant_parameters() {
                let message = "its scale or zero point is not the output's";
                return Err(Diagnostic::malformed(message).on(&value.name));
            }
        }
        let paddings = paddings(cx, 1)?;
        let dims = x.shape.iter().zip(&paddings).map(|(dim, (before, after))| before + dim + after);
        Ok(vec![cx::checked_shape(dims.collect())?])
    }

    fn moves(&self, cx: &Infer<'_>) -> Result<Vec<Move>, Diagnostic> {
        let (x, y) = (cx.input(0)?, cx.output(0)?);
        let before: Vec<usize> = paddings(cx, 1)?.iter().map(|&(before, _)| before).collect();
        let value = if cx.optional(2).is_some() { Source::Input(2) } else { Source::Value(zero(x, y)) };
        let border = border(&x.shape, &y.shape, &before).into_iter();
        let mut moves: Vec<Move> = border.map(|copy| Move { from: value.clone(), output: 0, copy }).collect();
        moves.push(Move::of(0, Copy::block(&x.shape, (&x.shape, &[]), (&y.shape, &before))));
        Ok(moves)
    }
}

impl Pad {
    /// The lines and columns of zeros before and after images, if it adds nothing else.
    pub(crate) fn zeros(&self, cx: &Infer<'_>) -> Option<[(usize, usize); 2]> {
        let (x, y) = (cx.input(0).ok()?, cx.output(0).ok()?);
        let &[(0, 0), rows, columns, (0, 0)] = paddings(cx, 1).ok()?.as_slice() else { return None };
        let is_zero = cx.optional(2).is_none_or(|value| value.data.as_ref() == Some(&zero(x, y)));
        (is_zero && x.quant_parameters() == y.quant_parameters()).then_some([rows, columns])
    }
}

/// Elements before and after each dimension of input 0, from the matrix that input `index` is.
pub(super) fn paddings(cx: &Infer<'_>, index: usize) -> Result<Vec<(usize, usize)>, Diagnostic> {
    let (rank, matrix) = (cx.input(0)?.shape.len(), cx.input(index)?);
    if matrix.shape != [rank, 2].into() {
        let message = format!("shape {} where [{rank}, 2] is expected", matrix.shape);
        return Err(Diagnostic::malformed(message).on(&matrix.name));
    }
    // TFLite counts in 32 bits.
    let amount = |value: i64| i32::try_from(value).ok().and_then(|value| usize::try_from(value).ok());
    let values = cx.ints(index)?;
    let pairs = values.as_chunks::<2>().0.iter().map(|&[before, after]| Some((amount(before)?, amount(after)?)));
    let pairs: Option<Vec<_>> = pairs.collect();
    pairs.ok_or_else(|| Diagnostic::malformed(format!("paddings {values:?}")).on(&matrix.name))
}

/// Whether TFLite pads with the zero point.
fn is_quantized(x: &Tensor) -> bool {
    x.dtype == DType::U8 || matches!(x.dtype, DType::I8 | DType::I16) && x.quant.is_some()
}

/// The element that stands for 0.0.
fn zero(x: &Tensor, y: &Tensor) -> Vec<u8> {
    let (_, zero_point) = y.quant_parameters();
    let value = if is_quantized(x) { zero_point } else { 0 };
    i64::from(value).to_le_bytes().into_iter().take(y.dtype.bytes()).collect()
}

/// Copies of one element that fill what surrounds the box of shape `x` at `at` in `y`, or all of `y` where that is less work.
pub(super) fn border(x: &Shape, y: &Shape, at: &[usize]) -> Vec<Copy> {
    /// What it costs to begin another run, in elements.
    const RUN: usize = 16;
    let (mut slabs, mut cost) = (Vec::new(), 0);
    for axis in 0..y.len() {
        // The dimensions before are inside the box, those after are whole.
        let mut extents: Vec<usize> = x.iter().take(axis).chain(y.iter().skip(axis)).copied().collect();
        let mut corner: Vec<usize> = at.iter().take(axis).copied().chain(std::iter::repeat(0)).take(y.len()).collect();
        let end = at[axis] + x[axis];
        for (start, end) in [(0, at[axis]), (end, y[axis])] {
            (extents[axis], corner[axis]) = (end - start, start);
            let slab = Copy::repeat(&extents, (y, &corner));
            cost += extents.iter().product::<usize>() + slab.runs() * RUN;
            slabs.push(slab);
        }
    }
    slabs.retain(|slab| !slab.is_empty());
    if cost < y.elements() + RUN { slabs } else { vec![Copy::fill(y.elements())] }
}

#[cfg(test)]
mod tests {
    use super::super::Op;
    use super::super::testing::{apply, apply_to, constant, quantized, variable};
    use super::*;

    #[test]
    fn rows_above_and_below_are_two_runs() {
        let copies = border(&[4, 100].into(), &[7, 100].into(), &[1, 0]);
        assert_eq!(copies.iter().map(|copy| (copy.dst, copy.runs())).collect::<Vec<_>>(), [(0, 1), (500, 1)]);
    }

    #[test]
    fn narrow_borders_are_cheaper_with_the_whole() {
        assert_eq!(border(&[8, 2].into(), &[8, 4].into(), &[0, 1]), [Copy::fill(32)]);
    }

    #[test]
    fn nothing_around_is_nothing_to_fill() {
        assert_eq!(border(&[2].into(), &[2].into(), &[0]), []);
        assert_eq!(border(&[].into(), &[].into(), &[]), []);
    }

    #[test]
    fn quantized_padding_is_the_zero_point() {
        let paddings = constant(DType::I32, &[1, 2], &[1, 2]);
        let x = quantized(constant(DType::I8, &[2], &[5, 6]), 0.5, -3);
        let y =
            apply_to(Op::Pad(Pad), &[x, paddings.clone()], &[quantized(variable(DType::I8, &[]), 0.5, -3)]).unwrap();
        assert_eq!(y[0].ints(), Some(vec![-3, 5, 6, -3, -3]));
        let x = [constant(DType::I64, &[2], &[5, 6]), paddings, constant(DType::I64, &[], &[9])];
        assert_eq!(apply(Op::Pad(Pad), &x, &[DType::I64]).unwrap()[0].ints(), Some(vec![9, 5, 6, 9, 9]));
    }

    #[test]
    fn paddings_are_pairs_of_sizes() {
        for (shape, values) in [(&[1, 2][..], &[-1, 0][..]), (&[2], &[0, 0]), (&[1, 2], &[i64::MAX, 0])] {
            let x = [variable(DType::F32, &[2]), constant(DType::I64, shape, values)];
            assert!(apply(Op::Pad(Pad), &x, &[DType::F32]).is_err(), "{values:?}");
        }
    }
}
