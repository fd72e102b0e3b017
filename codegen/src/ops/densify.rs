//! DENSIFY: sparse weights are dense by the time they are in the graph.

use super::{Infer, Operator, Options, movement};
use crate::diag::Diagnostic;
use crate::ir::{DType, Shape};
use crate::plan::Lower;

#[derive(Clone, Debug, PartialEq)]
pub struct Densify;

impl Operator for Densify {
    const TYPES: &'static [DType] = movement::TYPES;

    fn parse(_: &Options<'_>) -> Result<Self, Diagnostic> {
        Ok(Densify)
    }

    fn infer(&self, cx: &Infer<'_>) -> Result<Vec<Shape>, Diagnostic> {
        cx.arity(1..=1, 1)?;
        let (x, _) = cx.constant(0)?;
        cx.output_is(0, x.dtype)?;
        Ok(vec![x.shape.clone()])
    }

    fn fold(&self, cx: &Infer<'_>) -> Option<Vec<Vec<u8>>> {
        Some(vec![cx.input(0).ok()?.data.clone()?])
    }

    fn lower(&self, cx: &mut Lower<'_>) -> Result<(), Diagnostic> {
        cx.alias(0, 0)
    }
}
