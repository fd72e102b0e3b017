//! DIV, FLOOR_DIV and FLOOR_MOD.

use super::arithmetic::clamp;
use super::broadcast::{self, Target, binary};
use super::cx::Activation;
use super::{Infer, Operator, Options, quantized};
use crate::diag::Diagnostic;
use crate::ir::{DType, Shape};
use crate::kernel::QuantizedProduct;
use crate::plan::Lower;
use crate::schema::fb;

#[derive(Clone, Debug, PartialEq)]
pub struct Div {
    activation: Activation,
}

impl Operator for Div {
    const TYPES: &'static [DType] = &[DType::F32, DType::I8, DType::U8, DType::I16, DType::I32];
    const REFUSED: &'static str = "integer divisors computed at run time";

    fn parse(options: &Options<'_>) -> Result<Self, Diagnostic> {
        let Some(o) = options.table.builtin_options_as_div_options() else {
            return Ok(Div { activation: Activation::None });
        };
        Ok(Div { activation: options.activation(o.fused_activation_function())? })
    }

    fn infer(&self, cx: &Infer<'_>) -> Result<Vec<Shape>, Diagnostic> {
        let lhs = cx.input(0)?;
        let shape = broadcast::infer(cx, lhs.dtype)?;
        match lhs.dtype {
            DType::F32 => {}
            DType::I32 => check_divisors(cx, 0)?,
            _ => {
                self.quotient(cx)?;
                check_divisors(cx, cx.input(1)?.quantized_per_tensor()?.zero_point())?;
            }
        }
        Ok(vec![shape])
    }

    fn fold(&self, cx: &Infer<'_>) -> Option<Vec<Vec<u8>>> {
        broadcast::fold(cx, |target| self.apply(target))
    }

    fn lower(&self, cx: &mut Lower<'_>) -> Result<(), Diagnostic> {
        self.apply(&mut Target::Call(cx))
    }
}

impl Div {
    fn quotient(&self, cx: &Infer<'_>) -> Result<QuantizedProduct, Diagnostic> {
        let (lhs, rhs, y) = (cx.input(0)?, cx.input(1)?, cx.output(0)?);
        quantized::product(lhs, rhs, y, quantized::clamp(self.activation, y)?, |lhs, rhs, y| lhs / (rhs * y))
    }

    fn apply(&self, target: &mut Target<'_, '_>) -> Result<(), Diagnostic> {
        let (cx, activation) = (target.infer(), self.activation);
        match cx.input(0)?.dtype {
            DType::I8 => {
                let p = self.quotient(&cx)?;
                binary!(target, div_quantized_i8, p)
            }
            DType::U8 => {
                let p = self.quotient(&cx)?;
                binary!(target, div_quantized_u8, p)
            }
            DType::I16 => {
                let p = self.quotient(&cx)?;
                binary!(target, div_quantized_i16, p)
            }
            DType::I32 => binary!(target, div_i32, clamp(activation, i32::MIN, i32::MAX)),
            _ => binary!(target, div_f32, quantized::clamp_f32(activation)),
        }
    }
}

/// Checks that no divisor of an integer division is `zero`, for which TFLite ends the run with an error.
fn check_divisors(cx: &Infer<'_>, zero: i32) -> Result<(), Diagnostic> {
    let rhs = cx.input(1)?;
    if rhs.data.is_none() {
        let help = "a divisor could be 0, which would have no result; divide by a constant, or in floating point";
        let message = format!("{} divisors computed at run time", rhs.dtype);
        return Err(Diagnostic::unsupported(message, help).on(&rhs.name));
    }
    if cx.ints(1)?.contains(&zero.into()) {
        let help = "TFLite reports an error too; correct the constant";
        return Err(Diagnostic::unsupported("integer division by zero", help).on(&rhs.name));
    }
    Ok(())
}

/// The quotient rounded down, or what it leaves.
#[derive(Clone, Debug, PartialEq)]
pub struct FloorDivision {
    modulo: bool,
}

impl Operator for FloorDivision {
    const TYPES: &'static [DType] = &[DType::F32, DType::I8, DType::I16, DType::I32, DType::I64];
    const REFUSED: &'static str = "integer divisors computed at run time, FLOOR_DIV of int64";

    fn parse(options: &Options<'_>) -> Result<Self, Diagnostic> {
        Ok(FloorDivision { modulo: options.builtin == fb::BuiltinOperator::FLOOR_MOD })
    }

    fn infer(&self, cx: &Infer<'_>) -> Result<Vec<Shape>, Diagnostic> {
        let dtype = cx.input(0)?.dtype;
        let shape = broadcast::infer(cx, dtype)?;
        if dtype == DType::I64 && !self.modulo {
            cx.input(0)?.expect_dtype(&[DType::F32, DType::I8, DType::I16, DType::I32])?;
        }
        if dtype != DType::F32 {
            check_divisors(cx, 0)?;
        }
        Ok(vec![shape])
    }

    fn fold(&self, cx: &Infer<'_>) -> Option<Vec<Vec<u8>>> {
        broadcast::fold(cx, |target| self.apply(target))
    }

    fn lower(&self, cx: &mut Lower<'_>) -> Result<(), Diagnostic> {
        self.apply(&mut Target::Call(cx))
    }
}

impl FloorDivision {
    fn apply(&self, target: &mut Target<'_, '_>) -> Result<(), Diagnostic> {
        match (target.infer().input(0)?.dtype, self.modulo) {
            (DType::I8, false) => binary!(target, floor_div_i8),
            (DType::I8, true) => binary!(target, floor_mod_i8),
            (DType::I16, false) => binary!(target, floor_div_i16),
            (DType::I16, true) => binary!(target, floor_mod_i16),
            (DType::I32, false) => binary!(target, floor_div_i32),
            (DType::I32, true) => binary!(target, floor_mod_i32),
            (DType::I64, false) => binary!(target, floor_div_i64),
            (DType::I64, true) => binary!(target, floor_mod_i64),
            (_, false) => binary!(target, floor_div_f32),
            (_, true) => binary!(target, floor_mod_f32),
        }
    }
}
