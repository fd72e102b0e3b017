//! Reductions over dimensions that a constant names: what MEAN, SUM and REDUCE_* share.

mod fold;
mod kinds;
mod mean;
mod prod;
mod sum;

pub(super) use kinds::{ReduceLogical, ReduceMinMax};
pub(super) use mean::Mean;
pub(super) use prod::ReduceProd;
pub(super) use sum::Sum;

pub(super) use fold::fold;

use super::{Infer, Options, cx};
use crate::diag::Diagnostic;
use crate::ir::{DType, Shape, Tensor};
use crate::kernel::{List, Reduce, ReduceDim};

const REFUSED: &str = "axes computed at run time";

/// Whether reduced dimensions stay, with an extent of 1.
fn keep_dims(options: &Options<'_>) -> bool {
    options.table.builtin_options_as_reducer_options().is_some_and(|o| o.keep_dims())
}

/// The output's shape.
fn infer(cx: &Infer<'_>, keep_dims: bool) -> Result<Vec<Shape>, Diagnostic> {
    cx.arity(2..=2, 1)?;
    let (x, reduced) = (cx.input(0)?, reduced(cx)?);
    cx.output_is(0, x.dtype)?;
    let dims = x.shape.iter().zip(reduced).filter(|(_, reduced)| keep_dims || !reduced);
    let shape = dims.map(|(&dim, reduced)| if reduced { 1 } else { dim }).collect();
    Ok(vec![cx::checked_shape(shape)?])
}

/// For each dimension of the input, whether it is reduced. Axes may be negative and repeated; those of a scalar do not matter.
fn reduced(cx: &Infer<'_>) -> Result<Vec<bool>, Diagnostic> {
    let (x, axes) = (cx.input(0)?, cx.input(1)?);
    axes.expect_dtype(&[DType::I32])?;
    let (values, rank) = (cx.ints(1)?, x.shape.len());
    let mut reduced = vec![false; rank];
    for axis in values.into_iter().filter(|_| rank > 0) {
        let resolved = usize::try_from(if axis < 0 { axis + rank as i64 } else { axis }).ok();
        match resolved.and_then(|axis| reduced.get_mut(axis)) {
            Some(dim) => *dim = true,
            None => return Err(Diagnostic::malformed(format!("axis {axis} of {rank} dimensions")).on(&axes.name)),
        }
    }
    Ok(reduced)
}

/// The loops of a reduction.
#[derive(Clone, Debug, PartialEq)]
struct Loops {
    kept: Vec<ReduceDim>,
    reduced: Vec<ReduceDim>,
    inner: usize,
    inner_reduced: bool,
    /// Elements per output.
    count: usize,
    /// Whether all dimensions are reduced.
    whole: bool,
}

impl Loops {
    fn of(cx: &Infer<'_>) -> Result<Self, Diagnostic> {
        Ok(Loops::new(&cx.input(0)?.shape, &reduced(cx)?))
    }

    /// Leaves out dimensions of 1 and merges neighbours of a kind, so that the innermost runs are long.
    fn new(shape: &Shape, reduced: &[bool]) -> Self {
        let mut merged: Vec<(ReduceDim, bool)> = Vec::new();
        for ((&count, stride), &reduced) in shape.iter().zip(shape.strides()).zip(reduced) {
            match merged.last_mut() {
                _ if count == 1 => {}
                Some((outer, kind)) if *kind == reduced => *outer = ReduceDim { count: outer.count * count, stride },
                _ => merged.push((ReduceDim { count, stride }, reduced)),
            }
        }
        let (inner, inner_reduced) = merged.pop().unwrap_or((ReduceDim { count: 1, stride: 1 }, true));
        let of_kind = |kind: bool| merged.iter().filter(|dim| dim.1 == kind).map(|dim| dim.0).collect();
        let extents = shape.iter().zip(reduced).filter(|(_, reduced)| **reduced).map(|(&dim, _)| dim);
        Loops {
            kept: of_kind(false),
            reduced: of_kind(true),
            inner: inner.count,
            inner_reduced,
            count: extents.fold(1, usize::saturating_mul),
            whole: reduced.iter().all(|&reduced| reduced),
        }
    }

    fn params(&self) -> Reduce<'_> {
        Reduce {
            kept: List(&self.kept),
            reduced: List(&self.reduced),
            inner: self.inner,
            inner_reduced: self.inner_reduced,
        }
    }
}

/// Where TFLite compares raw values across tensors, both must be quantized alike.
fn same_quantization(x: &Tensor, y: &Tensor) -> Result<(), Diagnostic> {
    let of = |tensor: &Tensor| match &tensor.quant {
        None => Ok((0.0, 0)),
        Some(_) => tensor.quantized_per_tensor().map(|quant| (quant.scale(), quant.zero_point())),
    };
    if matches!(x.dtype, DType::I8 | DType::U8 | DType::I16) && of(x)? != of(y)? {
        let help = "TFLite asks for the input's scale and zero point; quantize the model again";
        return Err(Diagnostic::unsupported("an output of another scale or zero point", help).on(&y.name));
    }
    Ok(())
}

/// 16-bit elements are quantized symmetrically.
fn symmetric(x: &Tensor, y: &Tensor) -> Result<(), Diagnostic> {
    for tensor in [x, y].into_iter().filter(|tensor| tensor.dtype == DType::I16) {
        if tensor.quant.as_ref().is_some_and(|quant| quant.zero_point() != 0) {
            let help = "TFLite asks for 0 with int16; quantize the model again";
            return Err(Diagnostic::unsupported("a zero point other than 0", help).on(&tensor.name));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dim(count: usize, stride: usize) -> ReduceDim {
        ReduceDim { count, stride }
    }

    #[test]
    fn neighbours_merge() {
        let loops = Loops::new(&[2, 7, 1, 5, 3].into(), &[false, true, false, true, false]);
        assert_eq!((loops.kept, loops.reduced), (vec![dim(2, 105)], vec![dim(35, 3)]));
        assert_eq!((loops.inner, loops.inner_reduced, loops.count, loops.whole), (3, false, 35, false));
    }

    #[test]
    fn kinds_may_alternate() {
        let loops = Loops::new(&[2, 3, 4, 5].into(), &[true, false, true, true]);
        assert_eq!((loops.kept, loops.reduced), (vec![dim(3, 20)], vec![dim(2, 60)]));
        assert_eq!((loops.inner, loops.inner_reduced, loops.count), (20, true, 40));
    }

    #[test]
    fn scalars_and_empty_tensors() {
        let loops = Loops::new(&[].into(), &[]);
        assert_eq!((loops.inner, loops.count, loops.whole), (1, 1, true));
        assert_eq!(Loops::new(&[0, 3].into(), &[true, false]).count, 0);
    }
}
