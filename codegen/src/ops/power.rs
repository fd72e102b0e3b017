//! POW and ATAN2.

use super::broadcast::{self, Target, binary};
use super::{Infer, Operator, Options};
use crate::diag::Diagnostic;
use crate::ir::{DType, Shape};
use crate::plan::{Fault, Lower};

#[derive(Clone, Debug, PartialEq)]
pub struct Pow;

impl Operator for Pow {
    const TYPES: &'static [DType] = &[DType::F32, DType::I32];

    fn parse(_: &Options<'_>) -> Result<Self, Diagnostic> {
        Ok(Pow)
    }

    fn infer(&self, cx: &Infer<'_>) -> Result<Vec<Shape>, Diagnostic> {
        let shape = broadcast::infer(cx, cx.input(0)?.dtype)?;
        let exponent = cx.input(1)?;
        if exponent.ints().is_some_and(|values| values.iter().any(|value| *value < 0)) {
            let help = "TFLite reports an error too; compute in floating point";
            return Err(Diagnostic::unsupported("a negative exponent of integers", help).on(&exponent.name));
        }
        Ok(vec![shape])
    }

    fn fold(&self, cx: &Infer<'_>) -> Option<Vec<Vec<u8>>> {
        broadcast::fold(cx, pow)
    }

    fn lower(&self, cx: &mut Lower<'_>) -> Result<(), Diagnostic> {
        let exponent = cx.input(1)?;
        if exponent.dtype == DType::I32 && exponent.data.is_none() {
            let exponents = cx.read("exponents", 1)?;
            cx.check("check_exponents_i32", Fault::NegativeExponent, [exponents]);
        }
        pow(&mut Target::Call(cx))
    }
}

/// One exponent for inputs of another shape is TFLite's case for repeated multiplication.
fn pow(target: &mut Target<'_, '_>) -> Result<(), Diagnostic> {
    let cx = target.infer();
    let (base, exponent) = (cx.input(0)?, cx.input(1)?);
    let repeated = exponent.shape.elements() == 1 && exponent.shape != base.shape;
    match (base.dtype, repeated) {
        (DType::I32, true) => binary!(target, pow_repeated_i32),
        (DType::I32, false) => binary!(target, pow_i32),
        (_, true) => binary!(target, pow_repeated_f32),
        (_, false) => binary!(target, pow_f32),
    }
}

#[derive(Clone, Debug, PartialEq)]
pub struct Atan2;

impl Operator for Atan2 {
    const TYPES: &'static [DType] = &[DType::F32, DType::F64, DType::F16, DType::Bf16];

    fn parse(_: &Options<'_>) -> Result<Self, Diagnostic> {
        Ok(Atan2)
    }

    fn infer(&self, cx: &Infer<'_>) -> Result<Vec<Shape>, Diagnostic> {
        let y = cx.input(0)?;
        let shape = broadcast::infer(cx, y.dtype)?;
        if cx.input(1)?.shape != y.shape {
            let message = format!("shapes {} and {}", y.shape, cx.input(1)?.shape);
            let help = "TFLite does not broadcast here; broadcast the input with an operator of its own";
            return Err(Diagnostic::unsupported(message, help));
        }
        Ok(vec![shape])
    }

    fn fold(&self, cx: &Infer<'_>) -> Option<Vec<Vec<u8>>> {
        broadcast::fold(cx, atan2)
    }

    fn lower(&self, cx: &mut Lower<'_>) -> Result<(), Diagnostic> {
        atan2(&mut Target::Call(cx))
    }
}

fn atan2(target: &mut Target<'_, '_>) -> Result<(), Diagnostic> {
    match target.infer().input(0)?.dtype {
        DType::F64 => binary!(target, atan2_f64),
        DType::F16 => binary!(target, atan2_f16),
        DType::Bf16 => binary!(target, atan2_bf16),
        _ => binary!(target, atan2_f32),
    }
}
