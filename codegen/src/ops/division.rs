//! DIV, FLOOR_DIV and FLOOR_MOD.

use super::arithmetic::clamp;
use super::broadcast::{self, Target, binary};
use super::cx::Activation;
use super::{Infer, Operator, Options, quantized};
use crate::diag::Diagnostic;
use crate::ir::{DType, Shape};
use crate::kernel::QuantizedProduct;
use crate::plan::{Arg, Fault, Lower};
use crate::schema::fb;

#[derive(Clone, Debug, PartialEq)]
pub struct Div {
    pub(super) activation: Activation,
}

impl Operator for Div {
    const TYPES: &'static [DType] = &[DType::F32, DType::I8, DType::U8, DType::I16, DType::I32];

    fn parse(options: &Options<'_>) -> Result<Self, Diagnostic> {
        let Some(o) = options.table.builtin_options_as_div_options() else {
            return Ok(Div { activation: Activation::None });
        };
        Ok(Div { activation: options.activation(o.fused_activation_function())? })
    }

    fn infer(&self, cx: &Infer<'_>) -> Result<Vec<Shape>, Diagnostic> {
        let lhs = cx.input(0)?;
        let shape = broadcast::infer(cx, lhs.dtype)?;
        if !matches!(lhs.dtype, DType::F32 | DType::I32) {
            self.quotient(cx)?;
        }
        expect_divisors(cx, zero(cx)?)?;
        Ok(vec![shape])
    }

    fn is_elementwise(&self) -> bool {
        true
    }

    fn fold(&self, cx: &Infer<'_>) -> Option<Vec<Vec<u8>>> {
        broadcast::fold(cx, |target| self.apply(target))
    }

    fn lower(&self, cx: &mut Lower<'_>) -> Result<(), Diagnostic> {
        check_divisors(cx, zero(&cx.infer())?)?;
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

/// What a divisor may not be; anything goes in floating point.
fn zero(cx: &Infer<'_>) -> Result<Option<i32>, Diagnostic> {
    let rhs = cx.input(1)?;
    match rhs.dtype {
        DType::F32 => Ok(None),
        DType::I32 => Ok(Some(0)),
        _ => Ok(Some(rhs.quantized_per_tensor()?.zero_point())),
    }
}

/// Checks that no constant divisor is `zero`.
fn expect_divisors(cx: &Infer<'_>, zero: Option<i32>) -> Result<(), Diagnostic> {
    let rhs = cx.input(1)?;
    let (Some(zero), Some(divisors)) = (zero, rhs.ints()) else { return Ok(()) };
    if divisors.contains(&zero.into()) {
        let help = "TFLite reports an error too; correct the constant";
        return Err(Diagnostic::unsupported("integer division by zero", help).on(&rhs.name));
    }
    Ok(())
}

/// Has divisors checked at run time that are not constant: where one is `zero`, the run ends with an error as in TFLite.
fn check_divisors(cx: &mut Lower<'_>, zero: Option<i32>) -> Result<(), Diagnostic> {
    let rhs = cx.input(1)?;
    let (Some(zero), None) = (zero, &rhs.data) else { return Ok(()) };
    let kernel = match rhs.dtype {
        DType::I8 => "check_divisors_i8",
        DType::U8 => "check_divisors_u8",
        DType::I16 => "check_divisors_i16",
        DType::I64 => "check_divisors_i64",
        _ => "check_divisors_i32",
    };
    let args = [Arg::value(zero), cx.read("divisors", 1)?];
    cx.check(kernel, Fault::DivisionByZero, args);
    Ok(())
}

/// As [`zero`], of elements as they are.
fn floor_zero(dtype: DType) -> Option<i32> {
    (dtype != DType::F32).then_some(0)
}

/// The quotient rounded down, or what it leaves.
#[derive(Clone, Debug, PartialEq)]
pub struct FloorDivision {
    modulo: bool,
}

impl Operator for FloorDivision {
    const TYPES: &'static [DType] = &[DType::F32, DType::I8, DType::I16, DType::I32, DType::I64];
    const REFUSED: &'static str = "FLOOR_DIV of int64";

    fn parse(options: &Options<'_>) -> Result<Self, Diagnostic> {
        Ok(FloorDivision { modulo: options.builtin == fb::BuiltinOperator::FLOOR_MOD })
    }

    fn infer(&self, cx: &Infer<'_>) -> Result<Vec<Shape>, Diagnostic> {
        let dtype = cx.input(0)?.dtype;
        let shape = broadcast::infer(cx, dtype)?;
        if dtype == DType::I64 && !self.modulo {
            cx.input(0)?.expect_dtype(&[DType::F32, DType::I8, DType::I16, DType::I32])?;
        }
        expect_divisors(cx, floor_zero(dtype))?;
        Ok(vec![shape])
    }

    fn is_elementwise(&self) -> bool {
        true
    }

    fn fold(&self, cx: &Infer<'_>) -> Option<Vec<Vec<u8>>> {
        broadcast::fold(cx, |target| self.apply(target))
    }

    fn lower(&self, cx: &mut Lower<'_>) -> Result<(), Diagnostic> {
        check_divisors(cx, floor_zero(cx.input(0)?.dtype))?;
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

#[cfg(test)]
mod tests {
    use super::super::Op;
    use super::super::testing::{apply, constant, graph, variable};
    use super::*;
    use crate::ir::Tensor;

    fn floor(modulo: bool, lhs: Tensor, rhs: Tensor) -> Result<Option<Vec<i64>>, String> {
        let dtype = lhs.dtype;
        Ok(apply(Op::FloorDivision(FloorDivision { modulo }), &[lhs, rhs], &[dtype])?[0].ints())
    }

    #[test]
    fn constants_are_divided_now() {
        let (lhs, rhs) = (constant(DType::I16, &[2, 1], &[-7, 7]), constant(DType::I16, &[2], &[2, -2]));
        assert_eq!(floor(false, lhs.clone(), rhs.clone()), Ok(Some(vec![-4, 3, 3, -4])));
        assert_eq!(floor(true, lhs, rhs), Ok(Some(vec![1, -1, 1, -1])));
    }

    #[test]
    fn constant_divisors_are_not_zero() {
        let x = variable(DType::I32, &[2]);
        assert!(floor(false, x.clone(), constant(DType::I32, &[2], &[1, 0])).unwrap_err().contains("zero"));
        let div = Op::Div(Div { activation: Activation::None });
        assert!(apply(div, &[x, constant(DType::I32, &[], &[0])], &[DType::I32]).unwrap_err().contains("zero"));
        assert!(floor(false, variable(DType::I64, &[1]), constant(DType::I64, &[], &[1])).is_err());
    }

    #[test]
    fn other_divisors_are_checked_at_run_time() {
        let op = |divisor: Tensor| {
            let op = Op::FloorDivision(FloorDivision { modulo: true });
            let inputs = [variable(divisor.dtype, &[3]), divisor];
            let graph = graph(op, &inputs, &[variable(inputs[0].dtype, &[])]).unwrap();
            let program = crate::plan::plan(&graph, &crate::Options::default()).unwrap();
            program.entries[0].steps.iter().map(|step| (step.kernel, step.fallible())).collect::<Vec<_>>()
        };
        let i32s = ("floor_mod_i32", false);
        assert_eq!(op(variable(DType::I32, &[3])), [("check_divisors_i32", true), i32s]);
        assert_eq!(op(constant(DType::I32, &[3], &[1, 2, 3])), [i32s]);
        assert_eq!(op(variable(DType::F32, &[3])), [("floor_mod_f32", false)]);
    }
}
