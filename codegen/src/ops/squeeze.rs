//! SQUEEZE and EXPAND_DIMS: dimensions of extent 1 taken out or put in.

use super::movement::{self, Copy, Move, Mover};
use super::{Infer, Options};
use crate::diag::Diagnostic;
use crate::ir::Shape;

movement::operators!(Squeeze, ExpandDims);

#[derive(Clone, Debug, PartialEq)]
pub struct Squeeze {
    /// Dimensions to take out; all of extent 1 where none are named.
    dims: Vec<i32>,
}

impl Mover for Squeeze {
    fn parse(options: &Options<'_>) -> Result<Self, Diagnostic> {
        let dims = options.table.builtin_options_as_squeeze_options().and_then(|o| o.squeeze_dims());
        Ok(Squeeze { dims: dims.into_iter().flatten().collect() })
    }

    fn infer(&self, cx: &Infer<'_>) -> Result<Vec<Shape>, Diagnostic> {
        cx.arity(1..=1, 1)?;
        let x = cx.input(0)?;
        cx.output_is(0, x.dtype)?;
        if self.dims.is_empty() {
            return Ok(vec![Shape(x.shape.iter().copied().filter(|&dim| dim != 1).collect())]);
        }
        let axes = self.dims.iter().map(|&dim| movement::axis(dim.into(), x.shape.len()));
        let axes: Vec<usize> = axes.collect::<Result<_, _>>()?;
        if let Some(&axis) = axes.iter().find(|&&axis| x.shape[axis] != 1) {
            return Err(Diagnostic::malformed(format!("dimension {axis} of {} is not 1", x.shape)).on(&x.name));
        }
        let kept = x.shape.iter().enumerate().filter(|(axis, _)| !axes.contains(axis));
        Ok(vec![Shape(kept.map(|(_, &dim)| dim).collect())])
    }

    fn moves(&self, cx: &Infer<'_>) -> Result<Vec<Move>, Diagnostic> {
        whole(cx)
    }
}

#[derive(Clone, Debug, PartialEq)]
pub struct ExpandDims;

impl Mover for ExpandDims {
    const REFUSED: &'static str = "an axis computed at run time";

    fn parse(_: &Options<'_>) -> Result<Self, Diagnostic> {
        Ok(ExpandDims)
    }

    fn infer(&self, cx: &Infer<'_>) -> Result<Vec<Shape>, Diagnostic> {
        cx.arity(2..=2, 1)?;
        let (x, y) = (cx.input(0)?, cx.output(0)?);
        cx.output_is(0, x.dtype)?;
        movement::expect_same_quant(x, y)?;
        movement::expect_symmetric_i16(x)?;
        let axis = movement::axis(cx.int(1)?, x.shape.len() + 1)?;
        let mut shape = x.shape.clone();
        shape.0.insert(axis, 1);
        Ok(vec![shape])
    }

    fn moves(&self, cx: &Infer<'_>) -> Result<Vec<Move>, Diagnostic> {
        whole(cx)
    }
}

fn whole(cx: &Infer<'_>) -> Result<Vec<Move>, Diagnostic> {
    Ok(vec![Move::of(0, Copy::whole(cx.output(0)?.shape.elements()))])
}

#[cfg(test)]
mod tests {
    use super::super::Op;
    use super::super::testing::{apply, constant, variable};
    use super::*;
    use crate::ir::DType;

    #[test]
    fn ones_go_out_and_in() {
        let squeeze = |dims: &[i32], shape| {
            let outputs =
                apply(Op::Squeeze(Squeeze { dims: dims.to_vec() }), &[variable(DType::F32, shape)], &[DType::F32]);
            outputs.map(|outputs| outputs[0].shape.0.clone())
        };
        assert_eq!(squeeze(&[], &[1, 2, 1]), Ok(vec![2]));
        assert_eq!(squeeze(&[-1, 2], &[1, 2, 1]), Ok(vec![1, 2]));
        assert!(squeeze(&[1], &[1, 2, 1]).is_err());
        let x = [constant(DType::I8, &[2], &[1, 2]), constant(DType::I32, &[], &[-1])];
        assert_eq!(apply(Op::ExpandDims(ExpandDims), &x, &[DType::I8]).unwrap()[0].shape, [2, 1].into());
    }
}
