//! PACK and UNPACK: equal tensors side by side along a new dimension, and apart again.

use super::movement::{self, Copy, Move, Mover, Source};
use super::{Infer, Options, cx};
use crate::diag::Diagnostic;
use crate::ir::{Shape, Tensor};

movement::operators!(Pack, Unpack);

#[derive(Clone, Debug, PartialEq)]
pub struct Pack {
    count: i32,
    axis: i32,
}

impl Mover for Pack {
    fn parse(options: &Options<'_>) -> Result<Self, Diagnostic> {
        let o = options.table.builtin_options_as_pack_options();
        Ok(o.map_or(Pack { count: 0, axis: 0 }, |o| Pack { count: o.values_count(), axis: o.axis() }))
    }

    fn infer(&self, cx: &Infer<'_>) -> Result<Vec<Shape>, Diagnostic> {
        let count = movement::expect_count(self.count, cx.input_count(), "inputs")?;
        cx.arity(count..=count, 1)?;
        let (first, y) = (cx.input(0)?, cx.output(0)?);
        cx.output_is(0, first.dtype)?;
        for index in 0..count {
            expect_same(first, cx.input(index)?)?;
            movement::expect_same_quant(cx.input(index)?, y)?;
        }
        let mut shape = first.shape.clone();
        shape.0.insert(movement::axis(self.axis.into(), shape.len() + 1)?, count);
        Ok(vec![cx::checked_shape(shape.0)?])
    }

    fn moves(&self, cx: &Infer<'_>) -> Result<Vec<Move>, Diagnostic> {
        let y = &cx.output(0)?.shape;
        let axis = movement::axis(self.axis.into(), y.len())?;
        let piece = |index| Move { from: Source::Input(index), output: 0, copy: slot(y, axis, index).put() };
        Ok((0..cx.input_count()).map(piece).collect())
    }
}

impl Pack {
    /// Whether scalars become a vector.
    pub(crate) fn packs_scalars(&self) -> bool {
        matches!(self.axis, 0 | -1)
    }
}

#[derive(Clone, Debug, PartialEq)]
pub struct Unpack {
    count: i32,
    axis: i32,
}

impl Mover for Unpack {
    fn parse(options: &Options<'_>) -> Result<Self, Diagnostic> {
        let o = options.table.builtin_options_as_unpack_options();
        Ok(o.map_or(Unpack { count: 0, axis: 0 }, |o| Unpack { count: o.num(), axis: o.axis() }))
    }

    fn infer(&self, cx: &Infer<'_>) -> Result<Vec<Shape>, Diagnostic> {
        let count = movement::expect_count(self.count, cx.outputs.len(), "outputs")?;
        cx.arity(1..=1, count)?;
        let x = cx.input(0)?;
        let axis = movement::axis(self.axis.into(), x.shape.len())?;
        if x.shape[axis] != count {
            let message = format!("{count} outputs where dimension {axis} of {} is unpacked", x.shape);
            return Err(Diagnostic::malformed(message).on(&x.name));
        }
        for index in 0..count {
            cx.output_is(index, x.dtype)?;
            movement::expect_same_quant(x, cx.output(index)?)?;
        }
        let mut shape = x.shape.clone();
        shape.0.remove(axis);
        Ok(vec![shape; count])
    }

    fn moves(&self, cx: &Infer<'_>) -> Result<Vec<Move>, Diagnostic> {
        let x = &cx.input(0)?.shape;
        let axis = movement::axis(self.axis.into(), x.len())?;
        let piece = |index| Move { from: Source::Input(0), output: index, copy: slot(x, axis, index).take() };
        Ok((0..cx.outputs.len()).map(piece).collect())
    }
}

/// Index `index` of dimension `axis` of a packed tensor.
struct Slot<'a> {
    whole: &'a Shape,
    piece: Shape,
    at: Vec<usize>,
}

fn slot(whole: &Shape, axis: usize, index: usize) -> Slot<'_> {
    let mut piece = whole.clone();
    let mut at = vec![0; whole.len()];
    (piece.0[axis], at[axis]) = (1, index);
    Slot { whole, piece, at }
}

impl Slot<'_> {
    fn put(&self) -> Copy {
        Copy::block(&self.piece, (&self.piece, &[]), (self.whole, &self.at))
    }

    fn take(&self) -> Copy {
        Copy::block(&self.piece, (self.whole, &self.at), (&self.piece, &[]))
    }
}

fn expect_same(first: &Tensor, other: &Tensor) -> Result<(), Diagnostic> {
    other.expect_dtype(&[first.dtype])?;
    if other.shape == first.shape {
        return Ok(());
    }
    Err(Diagnostic::malformed(format!("shape {} where another has {}", other.shape, first.shape)).on(&other.name))
}

#[cfg(test)]
mod tests {
    use super::super::Op;
    use super::super::testing::{apply, constant};
    use super::*;
    use crate::ir::DType;

    #[test]
    fn unpacking_undoes_packing() {
        let x = [constant(DType::I32, &[2], &[1, 2]), constant(DType::I32, &[2], &[3, 4])];
        let packed = apply(Op::Pack(Pack { count: 2, axis: -1 }), &x, &[DType::I32]).unwrap();
        assert_eq!((&packed[0].shape, packed[0].ints()), (&[2, 2].into(), Some(vec![1, 3, 2, 4])));
        let y = apply(Op::Unpack(Unpack { count: 2, axis: 1 }), &packed, &[DType::I32; 2]).unwrap();
        assert_eq!(y.iter().map(|y| y.ints().unwrap()).collect::<Vec<_>>(), [[1, 2], [3, 4]]);
        assert!(apply(Op::Unpack(Unpack { count: 3, axis: 1 }), &packed, &[DType::I32; 3]).is_err());
        assert!(apply(Op::Pack(Pack { count: 2, axis: 2 }), &x, &[DType::I32]).is_err());
    }
}
