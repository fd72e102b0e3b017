//! BITCAST: the same bytes as elements of another type.

use super::{Infer, Operator, Options, cx};
use crate::diag::Diagnostic;
use crate::ir::{DType, Shape};
use crate::plan::Lower;

#[derive(Clone, Debug, PartialEq)]
pub struct Bitcast;

impl Operator for Bitcast {
    const TYPES: &'static [DType] = super::movement::TYPES;
    const REFUSED: &'static str = "bytes as bool";

    fn parse(_: &Options<'_>) -> Result<Self, Diagnostic> {
        Ok(Bitcast)
    }

    fn infer(&self, cx: &Infer<'_>) -> Result<Vec<Shape>, Diagnostic> {
        cx.arity(1..=1, 1)?;
        let (x, y) = (cx.input(0)?, cx.output(0)?);
        y.expect_dtype(super::movement::TYPES)?;
        if y.dtype == DType::Bool && x.dtype != DType::Bool {
            let help = "not every byte is a bool; compare with 0 instead";
            return Err(Diagnostic::unsupported("bytes as bool", help).on(&y.name));
        }
        let mut dims = x.shape.0.clone();
        let (from, to) = (x.dtype.bytes(), y.dtype.bytes());
        if from > to {
            dims.push(from / to.max(1));
        } else if from < to && dims.pop() != Some(to / from.max(1)) {
            let message = format!("the last dimension of {} is not {}", x.shape, to / from.max(1));
            return Err(Diagnostic::malformed(message).on(&x.name));
        }
        Ok(vec![cx::checked_shape(dims)?])
    }

    fn fold(&self, cx: &Infer<'_>) -> Option<Vec<Vec<u8>>> {
        Some(vec![cx.input(0).ok()?.data.clone()?])
    }

    fn lower(&self, cx: &mut Lower<'_>) -> Result<(), Diagnostic> {
        let x = cx.input(0)?;
        if x.data.is_some() {
            return Err(Diagnostic::too_large("a constant").on(&x.name));
        }
        cx.alias(0, 0)
    }
}
