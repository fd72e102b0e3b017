//! RESHAPE: the same elements under another shape.

use super::{Infer, Operator, Options, cx};
use crate::diag::Diagnostic;
use crate::ir::{DType, Shape};
use crate::plan::Lower;

#[derive(Clone, Debug, PartialEq)]
pub struct Reshape {
    /// `new_shape`, used when there is no shape input.
    new_shape: Option<Vec<i32>>,
}

impl Operator for Reshape {
    const TYPES: &'static [DType] = super::movement::TYPES;
    const REFUSED: &'static str = "a shape computed from values";

    fn parse(options: &Options<'_>) -> Result<Self, Diagnostic> {
        let shape = options.table.builtin_options_as_reshape_options().and_then(|o| o.new_shape());
        Ok(Reshape { new_shape: shape.map(|shape| shape.iter().collect()) })
    }

    fn infer(&self, cx: &Infer<'_>) -> Result<Vec<Shape>, Diagnostic> {
        cx.arity(1..=2, 1)?;
        let x = cx.input(0)?;
        cx.output_is(0, x.dtype)?;
        Ok(vec![resolve(&self.wanted(cx)?, &x.shape)?])
    }

    fn fold(&self, cx: &Infer<'_>) -> Option<Vec<Vec<u8>>> {
        Some(vec![cx.input(0).ok()?.data.clone()?])
    }

    fn lower(&self, cx: &mut Lower<'_>) -> Result<(), Diagnostic> {
        cx.alias(0, 0)
    }
}

impl Reshape {
    /// The shape input where it is a vector, else the attribute, where `[0]` is an old way to write a scalar.
    fn wanted(&self, cx: &Infer<'_>) -> Result<Vec<i64>, Diagnostic> {
        if cx.optional(1).is_some_and(|shape| shape.shape.len() == 1) {
            return cx.ints(1);
        }
        match &self.new_shape {
            Some(shape) if shape.as_slice() == [0] => Ok(vec![]),
            Some(shape) => Ok(shape.iter().map(|&dim| dim.into()).collect()),
            None => Err(Diagnostic::malformed("no new shape, neither as an input nor as an attribute")),
        }
    }
}

/// `wanted` with its one -1 worked out.
fn resolve(wanted: &[i64], from: &Shape) -> Result<Shape, Diagnostic> {
    let mismatch = || Diagnostic::malformed(format!("shape {from} does not reshape to {wanted:?}"));
    let known = wanted.iter().filter(|&&dim| dim != -1);
    let product = known.clone().try_fold(1usize, |product, &dim| product.checked_mul(usize::try_from(dim).ok()?));
    let product = product.ok_or_else(mismatch)?;
    let unknown = match wanted.len() - known.count() {
        0 => 1,
        1 => from.elements().checked_div(product).ok_or_else(mismatch)?,
        _ => return Err(mismatch()),
    };
    let shape = cx::checked_shape(wanted.iter().map(|&dim| usize::try_from(dim).unwrap_or(unknown)).collect())?;
    if shape.elements() == from.elements() { Ok(shape) } else { Err(mismatch()) }
}
