//! STABLEHLO_ADD, _MULTIPLY, _MAXIMUM, _MINIMUM, _AND and _SHIFT_LEFT: two tensors of one shape, element by element. Quantized
//! elements are taken as the numbers that they are.

use super::broadcast::{self, Target, binary};
use super::{Infer, Operator, Options};
use crate::diag::Diagnostic;
use crate::ir::{DType, Shape};
use crate::kernel::{Clamp, F32};
use crate::plan::Lower;
use crate::schema::fb;

#[derive(Clone, Copy, Debug, PartialEq)]
enum Function {
    Add,
    Multiply,
    Maximum,
    Minimum,
    And,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Elementwise {
    function: Function,
}

impl Operator for Elementwise {
    const TYPES: &'static [DType] = TYPES;

    fn parse(options: &Options<'_>) -> Result<Self, Diagnostic> {
        let function = match options.builtin {
            fb::BuiltinOperator::STABLEHLO_ADD => Function::Add,
            fb::BuiltinOperator::STABLEHLO_MULTIPLY => Function::Multiply,
            fb::BuiltinOperator::STABLEHLO_MAXIMUM => Function::Maximum,
            _ => Function::Minimum,
        };
        Ok(Elementwise { function })
    }

    fn infer(&self, cx: &Infer<'_>) -> Result<Vec<Shape>, Diagnostic> {
        infer(cx, cx.input(0)?.dtype)
    }

    fn is_elementwise(&self) -> bool {
        true
    }

    fn fold(&self, cx: &Infer<'_>) -> Option<Vec<Vec<u8>>> {
        broadcast::fold(cx, |target| apply(self.function, target))
    }

    fn lower(&self, cx: &mut Lower<'_>) -> Result<(), Diagnostic> {
        apply(self.function, &mut Target::Call(cx))
    }
}

/// What TFLite's StableHLO kernels compute with.
pub(super) const TYPES: &[DType] = &[
    DType::F32,
    DType::I8,
    DType::U8,
    DType::I16,
    DType::U16,
    DType::I32,
    DType::U32,
    DType::I64,
    DType::U64,
    DType::Bool,
    DType::F16,
    DType::F64,
];

/// Bitwise, or logical, which is the same of 0 and 1.
#[derive(Clone, Debug, PartialEq)]
pub struct And;

impl Operator for And {
    const TYPES: &'static [DType] =
        &[DType::I8, DType::U8, DType::I16, DType::U16, DType::I32, DType::U32, DType::I64, DType::U64, DType::Bool];

    fn parse(_: &Options<'_>) -> Result<Self, Diagnostic> {
        Ok(And)
    }

    fn infer(&self, cx: &Infer<'_>) -> Result<Vec<Shape>, Diagnostic> {
        infer(cx, cx.input(0)?.dtype)
    }

    fn is_elementwise(&self) -> bool {
        true
    }

    fn fold(&self, cx: &Infer<'_>) -> Option<Vec<Vec<u8>>> {
        broadcast::fold(cx, |target| apply(Function::And, target))
    }

    fn lower(&self, cx: &mut Lower<'_>) -> Result<(), Diagnostic> {
        apply(Function::And, &mut Target::Call(cx))
    }
}

/// Shifts below 0 or beyond the width, which TFLite leaves undefined, give 0.
#[derive(Clone, Debug, PartialEq)]
pub struct ShiftLeft;

impl Operator for ShiftLeft {
    const TYPES: &'static [DType] = &[DType::I8, DType::I16, DType::I32];

    fn parse(_: &Options<'_>) -> Result<Self, Diagnostic> {
        Ok(ShiftLeft)
    }

    fn infer(&self, cx: &Infer<'_>) -> Result<Vec<Shape>, Diagnostic> {
        infer(cx, cx.input(0)?.dtype)
    }

    fn is_elementwise(&self) -> bool {
        true
    }

    fn fold(&self, cx: &Infer<'_>) -> Option<Vec<Vec<u8>>> {
        broadcast::fold(cx, shift_left)
    }

    fn lower(&self, cx: &mut Lower<'_>) -> Result<(), Diagnostic> {
        shift_left(&mut Target::Call(cx))
    }
}

fn infer(cx: &Infer<'_>, output: DType) -> Result<Vec<Shape>, Diagnostic> {
    cx.arity(2..=2, 1)?;
    let (lhs, rhs) = (cx.input(0)?, cx.input(1)?);
    rhs.expect(lhs.dtype, &lhs.shape)?;
    cx.output_is(0, output)?;
    Ok(vec![lhs.shape.clone()])
}

fn shift_left(target: &mut Target<'_, '_>) -> Result<(), Diagnostic> {
    match target.infer().input(0)?.dtype {
        DType::I8 => binary!(target, shift_left_i8),
        DType::I16 => binary!(target, shift_left_i16),
        _ => binary!(target, shift_left_i32),
    }
}

/// No bounds on floats.
const OPEN: Clamp<F32> = Clamp { min: F32(f32::NEG_INFINITY), max: F32(f32::INFINITY) };
const OPEN_16: Clamp<i16> = Clamp { min: i16::MIN, max: i16::MAX };
const OPEN_32: Clamp<i32> = Clamp { min: i32::MIN, max: i32::MAX };
const OPEN_64: Clamp<i64> = Clamp { min: i64::MIN, max: i64::MAX };

fn apply(function: Function, target: &mut Target<'_, '_>) -> Result<(), Diagnostic> {
    let dtype = target.infer().input(0)?.dtype;
    match function {
        Function::Add => add(dtype, target),
        Function::Multiply => multiply(dtype, target),
        Function::Maximum => maximum(dtype, target),
        Function::Minimum => minimum(dtype, target),
        Function::And => match dtype.bits_element() {
            "u16" => binary!(target, bitwise_and_16),
            "u32" => binary!(target, bitwise_and_32),
            "u64" => binary!(target, bitwise_and_64),
            _ => binary!(target, bitwise_and_8),
        },
    }
}

/// Sums wrap around, with or without a sign.
fn add(dtype: DType, target: &mut Target<'_, '_>) -> Result<(), Diagnostic> {
    match dtype {
        DType::F32 => binary!(target, add_f32, OPEN),
        DType::F16 => binary!(target, add_f16, OPEN),
        DType::F64 => binary!(target, add_f64),
        DType::Bool => binary!(target, logical_or),
        DType::I16 | DType::U16 => binary!(target, add_i16, OPEN_16),
        DType::I32 | DType::U32 => binary!(target, add_i32, OPEN_32),
        DType::I64 | DType::U64 => binary!(target, add_i64, OPEN_64),
        _ => binary!(target, add_8),
    }
}

fn multiply(dtype: DType, target: &mut Target<'_, '_>) -> Result<(), Diagnostic> {
    match dtype {
        DType::F32 => binary!(target, mul_f32, OPEN),
        DType::F16 => binary!(target, mul_f16, OPEN),
        DType::F64 => binary!(target, mul_f64),
        DType::Bool => binary!(target, logical_and),
        DType::I16 | DType::U16 => binary!(target, mul_i16, OPEN_16),
        DType::I32 | DType::U32 => binary!(target, mul_i32, OPEN_32),
        DType::I64 | DType::U64 => binary!(target, mul_i64, OPEN_64),
        _ => binary!(target, mul_8),
    }
}

fn maximum(dtype: DType, target: &mut Target<'_, '_>) -> Result<(), Diagnostic> {
    match dtype {
        DType::F32 => binary!(target, left_maximum_f32),
        DType::F16 => binary!(target, left_maximum_f16),
        DType::F64 => binary!(target, left_maximum_f64),
        DType::Bool => binary!(target, logical_or),
        DType::I8 => binary!(target, maximum_i8),
        DType::I16 => binary!(target, maximum_i16),
        DType::U16 => binary!(target, maximum_u16),
        DType::I32 => binary!(target, maximum_i32),
        DType::U32 => binary!(target, maximum_u32),
        DType::I64 => binary!(target, maximum_i64),
        DType::U64 => binary!(target, maximum_u64),
        _ => binary!(target, maximum_u8),
    }
}

fn minimum(dtype: DType, target: &mut Target<'_, '_>) -> Result<(), Diagnostic> {
    match dtype {
        DType::F32 => binary!(target, left_minimum_f32),
        DType::F16 => binary!(target, left_minimum_f16),
        DType::F64 => binary!(target, left_minimum_f64),
        DType::Bool => binary!(target, logical_and),
        DType::I8 => binary!(target, minimum_i8),
        DType::I16 => binary!(target, minimum_i16),
        DType::U16 => binary!(target, minimum_u16),
        DType::I32 => binary!(target, minimum_i32),
        DType::U32 => binary!(target, minimum_u32),
        DType::I64 => binary!(target, minimum_i64),
        DType::U64 => binary!(target, minimum_u64),
        _ => binary!(target, minimum_u8),
    }
}

#[cfg(test)]
mod tests {
    use super::super::Op;
    use super::super::testing::{apply, constant, variable};
    use super::*;

    fn ints(function: Function, dtype: DType, lhs: &[i64], rhs: &[i64]) -> Option<Vec<i64>> {
        let inputs = [lhs, rhs].map(|values| constant(dtype, &[values.len()], values));
        let op = Op::Elementwise(Elementwise { function });
        apply(op, &inputs, &[dtype]).ok().and_then(|y| y[0].ints())
    }

    #[test]
    fn numbers_wrap_around() {
        assert_eq!(ints(Function::Add, DType::I8, &[127, -3], &[1, 1]), Some(vec![-128, -2]));
        assert_eq!(ints(Function::Multiply, DType::U16, &[256, 3], &[257, 5]), Some(vec![256, 15]));
        assert_eq!(ints(Function::Add, DType::Bool, &[1, 0, 1], &[1, 0, 0]), Some(vec![1, 0, 1]));
        assert_eq!(ints(Function::Multiply, DType::Bool, &[1, 0, 1], &[1, 0, 0]), Some(vec![1, 0, 0]));
        assert_eq!(ints(Function::Maximum, DType::U32, &[1 << 31, 1], &[5, 2]), Some(vec![1 << 31, 2]));
    }

    #[test]
    fn shapes_are_equal() {
        let check = |rhs: &[usize]| {
            let inputs = [variable(DType::F32, &[2, 3]), variable(DType::F32, rhs)];
            apply(Op::Elementwise(Elementwise { function: Function::Add }), &inputs, &[DType::F32]).is_ok()
        };
        assert!(check(&[2, 3]) && !check(&[3]) && !check(&[1, 3]));
    }
}
